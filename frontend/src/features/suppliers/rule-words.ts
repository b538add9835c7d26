import type { PriceRulesView, RuleView, TaxView, UnitsView, WhenView } from '../../backend/views'
import { marginOf, sum } from '../../lib/decimal'
import type { Format } from '../../lib/format'

// The words in which rules are told. Markup is over the cost and margin over the price, and every sentence says which.

export const always: WhenView = {
  category: '',
  name: '',
  code: '',
  costFrom: '',
  costTo: '',
  marginFrom: '',
  marginTo: '',
}

export const newRule: RuleView = {
  name: '',
  when: always,
  action: { kind: 'markup', percent: '', amount: '', tiered: false, tiers: [] },
  rounding: '',
  leastProfit: '',
  writeMarkup: false,
}

export const actionWords: { kind: string; label: string; means: string }[] = [
  { kind: 'list', label: 'Take the list’s own price', means: 'Price and cost become what the list says.' },
  { kind: 'markup', label: 'Price from cost, by markup', means: 'Price = cost + the markup, in percent of the cost.' },
  { kind: 'margin', label: 'Price from cost, by margin', means: 'The margin is what of the price stays with you.' },
  {
    kind: 'keep_markup',
    label: 'Keep the item’s markup',
    means: 'The cost changes and the price follows: what you add to the cost, in percent, stays as it is.',
  },
  { kind: 'cost_only', label: 'Keep the price, set the cost only', means: 'The price in Jobber is left alone.' },
  { kind: 'percent', label: 'The list’s price plus or minus a percentage', means: 'A minus makes it cheaper: −5.' },
  { kind: 'amount', label: 'The list’s price plus or minus an amount', means: 'A minus makes it cheaper: −0.50.' },
]

export const roundingWords: { value: string; label: string; short: string }[] = [
  { value: '', label: 'To cents', short: '' },
  { value: 'five', label: 'To the nearest 0.05', short: 'to the nearest 0.05' },
  { value: 'whole', label: 'To the nearest whole amount', short: 'to the nearest whole' },
  { value: 'up', label: 'Up to a whole amount', short: 'up to a whole' },
  { value: 'ending_99', label: 'Up to .99', short: 'up to .99' },
  { value: 'ending_95', label: 'Up to .95', short: 'up to .95' },
]

// whenWords says which rows a rule fits.
export function whenWords(when: WhenView, format: Format): string {
  const parts = [
    when.category === 'PRODUCT' ? 'products' : when.category === 'SERVICE' ? 'services' : '',
    when.name !== '' ? `name like ${when.name}` : '',
    when.code !== '' ? `code like ${when.code}` : '',
    range('cost', when.costFrom, when.costTo, format.money),
    range('present margin', when.marginFrom, when.marginTo, format.percent),
  ].filter(part => part !== '')
  const text = parts.length === 0 ? 'every row' : parts.join(', ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function range(what: string, from: string, to: string, write: (text: string) => string): string {
  if (from !== '' && to !== '') return `${what} ${write(from)} to ${write(to)}`
  if (from !== '') return `${what} from ${write(from)}`
  return to === '' ? '' : `${what} up to ${write(to)}`
}

// doesWords says what a rule does, in the order in which it is worked out.
export function doesWords(rule: RuleView, format: Format): string {
  const rounding = roundingWords.find(one => one.value === rule.rounding)?.short ?? ''
  return [
    actionText(rule, format),
    rounding,
    rule.leastProfit === '' ? '' : `at least ${format.money(rule.leastProfit)} over the cost`,
    rule.writeMarkup ? 'Jobber’s markup field too' : '',
  ]
    .filter(part => part !== '')
    .join(', ')
}

function actionText({ action }: RuleView, format: Format): string {
  switch (action.kind) {
    case 'list':
      return 'the list’s own price'
    case 'markup':
    case 'margin':
      if (action.tiered) {
        const tiers = action.tiers.map(tier =>
          tier.upTo === ''
            ? `above that ${format.percent(tier.percent)}`
            : `up to ${format.money(tier.upTo)} ${format.percent(tier.percent)}`,
        )
        return `${action.kind} by cost: ${tiers.join(', ')}`
      }
      return action.kind === 'markup'
        ? `cost + ${format.percent(action.percent)} markup${aside(marginFrom(action.percent), 'margin', format)}`
        : `${format.percent(action.percent)} margin${aside(markupFrom(action.percent), 'markup', format)}`
    case 'keep_markup':
      return 'keep the item’s markup'
    case 'cost_only':
      return 'keep the price, set the cost'
    case 'percent':
      return `the list’s price ${format.signedPercent(action.percent)}`
    case 'amount':
      return `the list’s price ${format.signedMoney(action.amount)}`
    default:
      return ''
  }
}

function aside(percent: string, what: string, format: Format): string {
  return percent === '' ? '' : ` (${format.percent(percent)} ${what})`
}

// marginFrom returns the margin over the price that a markup over the cost is, in percent with one decimal.
export function marginFrom(markup: string): string {
  return markup === '' ? '' : marginOf(sum(['100', markup]), '100')
}

// markupFrom returns the markup over the cost that a margin over the price is; "" where there is none.
export function markupFrom(margin: string): string {
  const n = Number(margin)
  if (margin === '' || !Number.isFinite(n) || n >= 100) return ''
  return ((100 * n) / (100 - n)).toFixed(1)
}

export function taxWords(tax: TaxView, format: Format): string {
  if (tax.mode === '') return ''
  const what = tax.field === 'price' ? ' the list’s price' : tax.field === 'cost' ? ' the list’s cost' : ' both amounts'
  return tax.mode === 'take_off'
    ? `${format.percent(tax.percent)} tax is taken off${what}`
    : `${format.percent(tax.percent)} tax is added to${what}`
}

export function unitWords(units: UnitsView, format: Format): string {
  switch (units.mode) {
    case 'fixed':
      return `amounts are for ${format.count(units.per)} pieces`
    case 'by_unit':
      return 'amounts are for as many pieces as the unit says'
    case 'cents':
      return 'amounts are in pence or cents'
    default:
      return ''
  }
}

// firstWords says what is done with a list's amounts before any rule.
export function firstWords(rules: PriceRulesView, format: Format): string {
  const text = [taxWords(rules.tax, format), unitWords(rules.units, format)].filter(part => part !== '').join('; ')
  return text === '' ? 'Amounts are taken as the list has them.' : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

// otherwiseWords says what becomes of rows that no rule fits.
export function otherwiseWords(rules: PriceRulesView, format: Format): string {
  const price =
    rules.markup === ''
      ? 'The list’s own price.'
      : `Cost + ${format.percent(rules.markup)} markup${aside(marginFrom(rules.markup), 'margin', format)}.`
  return rules.onlyIncrease ? `${price} Only increase: what would fall stays, in every row.` : price
}

// machine writes what a person typed with a decimal comma as Go reads it.
export function machine(text: string): string {
  const trimmed = text.trim().replace('−', '-')
  return trimmed.includes('.') ? trimmed : trimmed.replace(',', '.')
}
