// Format writes numbers, money and times the way the user's locale does. Amounts come in machine form ("12.50") and
// "" stays "". The minus is a true one, and nothing here rounds an amount: as many decimals are shown as it has.
export interface Format {
  locale: string
  currency: string
  symbol: string // of the currency, for column heads; "" while it is not known
  amount(text: string): string // "1,234.50"
  signedAmount(text: string): string // "+0.25"
  money(text: string): string // "£1,234.50"
  signedMoney(text: string): string // "+£309.85"
  percent(text: string): string // "40.3%"
  signedPercent(text: string): string // "+4.2%"
  wholePercent(n: number): string // "+25%"
  count(n: number): string // "1,902"
  bytes(n: number): string // "38 KB"
  day(iso: string): string // "12 Jan 2027"
  dateTime(iso: string): string // "12 Jan 2027, 14:05"
  recent(iso: string, now: Date): string // "Today, 09:12", or the day
  seconds(n: number): string // "21 s", "2 min 5 s", "under 1 s"
  about(n: number): string // "about 20 seconds"
}

export function makeFormat(locale: string, currency: string): Format {
  const tag = usable(locale)
  const money = currencyFormat(tag, currency)
  const digits = money?.resolvedOptions().maximumFractionDigits ?? 2
  const number = (text: string, options: Intl.NumberFormatOptions) => {
    const value = Number(text)
    if (text === '' || !Number.isFinite(value)) return text
    return trueMinus(new Intl.NumberFormat(tag, options).format(value))
  }
  const decimals = (text: string): Intl.NumberFormatOptions => ({
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.min(15, Math.max(digits, decimalsOf(text))),
  })
  const symbolised = (text: string): Intl.NumberFormatOptions =>
    money ? { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...decimals(text) } : decimals(text)
  const percentage = (text: string, signDisplay: 'auto' | 'exceptZero') => {
    if (text === '' || !Number.isFinite(Number(text))) return text
    return trueMinus(
      new Intl.NumberFormat(tag, {
        style: 'percent',
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
        signDisplay,
      }).format(Number(text) / 100),
    )
  }
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tag, options)
    return (iso: string) => {
      const time = new Date(iso)
      return iso === '' || Number.isNaN(time.getTime()) ? '' : format.format(time)
    }
  }
  const count = new Intl.NumberFormat(tag)
  const day = dates({ day: 'numeric', month: 'short', year: 'numeric' })
  const clock = dates({ hour: '2-digit', minute: '2-digit' })
  const dateTime = dates({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })
  return {
    locale: tag,
    currency,
    symbol: money ? (money.formatToParts(1).find(part => part.type === 'currency')?.value ?? currency) : '',
    amount: text => number(text, decimals(text)),
    signedAmount: text => number(text, { ...decimals(text), signDisplay: 'exceptZero' }),
    money: text => number(text, symbolised(text)),
    signedMoney: text => number(text, { ...symbolised(text), signDisplay: 'exceptZero' }),
    percent: text => percentage(text, 'auto'),
    signedPercent: text => percentage(text, 'exceptZero'),
    wholePercent: n =>
      trueMinus(
        new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(
          n / 100,
        ),
      ),
    count: n => count.format(n),
    bytes: n => bytes(n, count),
    day,
    dateTime,
    recent: (iso, now) => (sameDay(iso, now) ? `Today, ${clock(iso)}` : day(iso)),
    seconds,
    about,
  }
}

// plural returns the count with its noun: "1 item", "1,902 items".
export function plural(format: Format, n: number, one: string, many = `${one}s`): string {
  return `${format.count(n)} ${n === 1 ? one : many}`
}

function usable(locale: string): string {
  try {
    return new Intl.Locale(locale).toString()
  } catch {
    return 'en-US'
  }
}

function currencyFormat(tag: string, currency: string): Intl.NumberFormat | undefined {
  if (currency === '') return undefined
  try {
    return new Intl.NumberFormat(tag, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  } catch {
    return undefined
  }
}

function decimalsOf(text: string): number {
  const fraction = text.split('.')[1] ?? ''
  return fraction.replace(/0+$/, '').length
}

function trueMinus(text: string): string {
  return text.replace('-', '−')
}

// bytes counts as file managers do: 1 KB is 1,024 bytes.
function bytes(n: number, count: Intl.NumberFormat): string {
  if (n < 1024) return `${count.format(n)} bytes`
  if (n < 1_048_576) return `${count.format(Math.round(n / 1024))} KB`
  return `${count.format(Math.round(n / 104_857.6) / 10)} MB`
}

function seconds(n: number): string {
  if (n < 1) return 'under 1 s'
  if (n < 60) return `${Math.round(n)} s`
  const whole = Math.round(n)
  const minutes = Math.floor(whole / 60)
  return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`
}

// about never promises more than it knows: it rounds up to what a person would say.
function about(n: number): string {
  if (n <= 1) return 'about a second'
  if (n < 10) return `about ${Math.ceil(n)} seconds`
  if (n < 55) return `about ${Math.ceil(n / 5) * 5} seconds`
  if (n < 90) return 'about a minute'
  return `about ${Math.ceil(n / 60)} minutes`
}

function sameDay(iso: string, now: Date): boolean {
  const time = new Date(iso)
  return (
    time.getFullYear() === now.getFullYear() && time.getMonth() === now.getMonth() && time.getDate() === now.getDate()
  )
}
