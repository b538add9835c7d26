import { marginOf } from '../lib/decimal'
import { text } from './fake-plan'
import type { PriceRulesView, RuleFindingView, RuleView, TriedRulesView } from './views'

// The price rules of the make-believe program.

const always = { category: '', name: '', code: '', costFrom: '', costTo: '', marginFrom: '', marginTo: '' }

const copper: RuleView = {
  name: 'Copper',
  when: { ...always, name: '*copper*' },
  action: { kind: 'markup', percent: '40', amount: '', tiered: false, tiers: [] },
  rounding: 'ending_99',
  leastProfit: '2',
  writeMarkup: false,
}

const small: RuleView = {
  name: 'Small parts',
  when: { ...always, costTo: '2' },
  action: {
    kind: 'markup',
    percent: '',
    amount: '',
    tiered: true,
    tiers: [
      { upTo: '0.50', percent: '150' },
      { upTo: '', percent: '110' },
    ],
  },
  rounding: 'five',
  leastProfit: '',
  writeMarkup: false,
}

const radiators: RuleView = {
  name: '',
  when: { ...always, code: 'R?P*' },
  action: { kind: 'keep_markup', percent: '', amount: '', tiered: false, tiers: [] },
  rounding: 'whole',
  leastProfit: '',
  writeMarkup: true,
}

export const noRules: PriceRulesView = {
  onlyIncrease: false,
  markup: '',
  tax: { mode: '', percent: '', field: '' },
  units: { mode: '', per: 0, known: [], field: '' },
  list: [],
}

export const fakeRules: Record<string, PriceRulesView> = {
  HeatCo: { ...noRules, markup: '35', list: [copper, small, radiators] },
}

// wrong returns what Go would say first about rules.
export function wrong(rules: PriceRulesView): RuleFindingView[] {
  return rules.list.flatMap((rule, at) => {
    if (rule.action.kind === 'margin' && Number(rule.action.percent) >= 100)
      return [
        {
          rule: at + 1,
          field: 'action.percent',
          message: 'Margin is over the price, so it has to be below 100%: at 100% the price would have no end.',
        },
      ]
    if (rule.action.kind === 'markup' && !rule.action.tiered && !/^-?\d+(\.\d+)?$/.test(rule.action.percent))
      return [
        {
          rule: at + 1,
          field: 'action.percent',
          message:
            rule.action.percent === ''
              ? 'The markup needs a percentage.'
              : `“${rule.action.percent}” is not a number such as 12.5.`,
        },
      ]
    if (rule.action.kind === '')
      return [{ rule: at + 1, field: 'action.kind', message: 'It is not said what the rule does.' }]
    return []
  })
}

// tried returns worked examples as Go sends them.
export function tried(rules: PriceRulesView, plan: string): TriedRulesView {
  const findings = wrong(rules)
  if (findings.length > 0 || plan === '') return { findings, decided: [], others: 0, examples: [] }
  const worked = rules.list.flatMap((rule, at) => {
    const example = exampleOf(rule)
    return example ? [{ ...example, rule: at + 1 }] : []
  })
  const decided = rules.list.map(rule => (exampleOf(rule) ? (rows[rule.name] ?? 3) : 0))
  return {
    findings,
    decided,
    others: 214 - decided.reduce((all, one) => all + one, 0),
    examples: [...worked, other(rules)],
  }
}

const rows: Record<string, number> = { Copper: 12, 'Small parts': 31 }

type Example = TriedRulesView['examples'][number]

// exampleOf works a rule on a row, for the rules that the make-believe program knows.
function exampleOf(rule: RuleView): Example | undefined {
  const { kind, percent, tiered } = rule.action
  if (kind === 'keep_markup') {
    return {
      ...blank,
      line: 120,
      name: 'RADIATOR 600X800',
      code: 'RSP6-800',
      item: 'Radiator, single panel, 600×800',
      list: { price: '', cost: '67.90', markup: '', margin: '' },
      before: { price: '113.00', cost: '65.67', markup: '', margin: '41.9' },
      after: { price: '117.00', cost: '67.90', markup: '72.31', margin: '42.0' },
      steps: ["the item's markup: 67.90 × 113.00 ÷ 65.67 = 116.8372", 'to the nearest whole = 117.00'],
    }
  }
  if (kind !== 'markup') return undefined
  if (tiered) {
    return {
      ...blank,
      line: 41,
      name: 'PIPE CLIP 15',
      code: 'PCS15',
      item: 'Pipe Clip, single, 15mm',
      list: { price: '0.55', cost: '0.16', markup: '', margin: '70.9' },
      before: { price: '0.40', cost: '0.15', markup: '', margin: '62.5' },
      after: { price: '0.40', cost: '0.16', markup: '', margin: '60.0' },
      steps: ['markup 150% over cost, up to 0.50: 0.16 + 150% = 0.40'],
    }
  }
  const hundredths = 994 * (100 + Number(percent)) // of the cost 9.94, in hundredths of a cent
  const exact = (hundredths / 10_000).toFixed(4).replace(/0{1,2}$/, '')
  const cents = Math.round(hundredths / 100)
  const price = rule.rounding === 'ending_99' ? Math.ceil((cents - 99) / 100) * 100 + 99 : cents
  return {
    ...blank,
    line: 9,
    name: '15mm Copper Tube 3m',
    code: 'COP15-3M',
    item: '15mm Copper Tube 3m',
    list: { price: '16.65', cost: '9.94', markup: '', margin: '40.3' },
    before: { price: '12.50', cost: '9.64', markup: '', margin: '22.9' },
    after: { price: text(price), cost: '9.94', markup: '', margin: marginOf(text(price), '9.94') },
    steps: [
      `markup ${percent}% over cost: 9.94 + ${percent}% = ${exact}`,
      ...(rule.rounding === 'ending_99' ? [`up to .99 = ${text(price)}`] : []),
    ],
  }
}

function other(rules: PriceRulesView): Example {
  const marked = rules.markup === '35'
  return {
    ...blank,
    line: 60,
    name: 'GATE VALVE 22',
    code: 'GTV22',
    item: 'Gate Valve, brass, 22mm',
    list: { price: '22.40', cost: '13.10', markup: '', margin: '41.5' },
    before: { price: '20.70', cost: '12.76', markup: '', margin: '38.4' },
    after: marked
      ? { price: '17.69', cost: '13.10', markup: '', margin: '25.9' }
      : { price: '22.40', cost: '13.10', markup: '', margin: '41.5' },
    steps: marked ? ['markup 35% over cost: 13.10 + 35% = 17.685, in cents 17.69'] : ["the list's own price: 22.40"],
  }
}

const blank: Example = {
  line: 0,
  name: '',
  code: '',
  item: '',
  rule: 0,
  verdict: 'update',
  message: '',
  why: '',
  list: { price: '', cost: '', markup: '', margin: '' },
  before: { price: '', cost: '', markup: '', margin: '' },
  after: { price: '', cost: '', markup: '', margin: '' },
  steps: [],
}
