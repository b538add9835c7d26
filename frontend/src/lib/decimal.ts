// Exact arithmetic on amounts in machine form ("12.50"), for sums that the page itself makes. Never a float.

const scale = 6

// Exact is an amount in millionths.
type Exact = bigint

function exact(text: string): Exact | undefined {
  const match = /^(-?)(\d+)(?:\.(\d{1,15}))?$/.exec(text)
  if (!match) return undefined
  const [, sign, whole = '0', fraction = ''] = match
  const value = BigInt(whole + fraction.padEnd(scale, '0').slice(0, scale))
  return sign === '-' ? -value : value
}

function written(value: Exact): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0')
  const fraction = digits.slice(-scale).replace(/0+$/, '').padEnd(2, '0')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${fraction}`
}

// difference returns after − before, "" where either is missing.
export function difference(after: string, before: string): string {
  const [to, from] = [exact(after), exact(before)]
  return to === undefined || from === undefined ? '' : written(to - from)
}

// sum adds up amounts and passes over missing ones.
export function sum(amounts: string[]): string {
  return written(amounts.reduce((total, amount) => total + (exact(amount) ?? 0n), 0n))
}

// percentChange returns the change from before to after in percent with one decimal, half up; "" where it has none.
export function percentChange(after: string, before: string): string {
  const [to, from] = [exact(after), exact(before)]
  if (to === undefined || from === undefined || from === 0n) return ''
  return tenths((to - from) * 1000n, from)
}

// marginOf returns (price − cost) ÷ price in percent with one decimal; "" where it has none.
export function marginOf(price: string, cost: string): string {
  const [of, less] = [exact(price), exact(cost)]
  if (of === undefined || less === undefined || of <= 0n) return ''
  return tenths((of - less) * 1000n, of)
}

// averageMargin returns the mean margin of those that have one, in percent with one decimal; "" where none has. It is a
// statistic and no amount, so a float does.
export function averageMargin(pairs: { price: string; cost: string }[]): string {
  const margins = pairs
    .map(({ price, cost }) =>
      price === '' || cost === '' ? Number.NaN : (Number(price) - Number(cost)) / Number(price),
    )
    .filter(Number.isFinite)
  if (margins.length === 0) return ''
  return ((100 * margins.reduce((total, margin) => total + margin, 0)) / margins.length).toFixed(1)
}

// tenths divides, rounds half away from zero, and writes the quotient's tenths.
function tenths(dividend: bigint, divisor: bigint): string {
  const negative = dividend < 0n !== divisor < 0n
  const [a, b] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor]
  const rounded = (2n * a + b) / (2n * b)
  return `${negative && rounded !== 0n ? '-' : ''}${rounded / 10n}.${rounded % 10n}`
}

// sign returns -1, 0 or 1, and 0 for what is no amount.
export function sign(text: string): number {
  const value = exact(text) ?? 0n
  return value < 0n ? -1 : value > 0n ? 1 : 0
}
