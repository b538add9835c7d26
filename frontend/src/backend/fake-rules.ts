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

export const noRules: PriceRulesView = {
  onlyIncrease: false,
  markup: '',
  tax: { mode: '', percent: '', field: '' },
  units: { mode: '', per: 0, known: [], field: '' },
  list: [],
}

export const fakeRules: Record<string, PriceRulesView> = {
  HeatCo: { ...noRules, markup: '35', list: [copper] },
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
    if (rule.action.kind === '')
      return [{ rule: at + 1, field: 'action.kind', message: 'It is not said what the rule does.' }]
    return []
  })
}

// tried returns worked examples as Go sends them.
export function tried(rules: PriceRulesView, plan: string): TriedRulesView {
  const findings = wrong(rules)
  if (findings.length > 0 || plan === '') return { findings, decided: [], others: 0, examples: [] }
  const first = rules.list[0]
  return {
    findings,
    decided: rules.list.map((_, at) => (at === 0 ? 12 : 0)),
    others: 200,
    examples: first
      ? [
          {
            line: 9,
            name: '15mm Copper Tube 3m',
            code: 'COP15-3M',
            item: '15mm Copper Tube 3m',
            rule: 1,
            verdict: 'update',
            message: 'Price falls from 16.15 to 13.99 (13.4%); cost rises from 9.64 to 9.94 (3.1%).',
            why: `Rule “${first.name}”: markup 40% over cost: 9.94 + 40% = 13.916; up to .99 = 13.99, instead of the list's 16.65`,
            list: { price: '16.65', cost: '9.94', markup: '', margin: '40.3' },
            before: { price: '16.15', cost: '9.64', markup: '', margin: '40.3' },
            after: { price: '13.99', cost: '9.94', markup: '', margin: '28.9' },
            steps: ['markup 40% over cost: 9.94 + 40% = 13.916', "up to .99 = 13.99, instead of the list's 16.65"],
          },
        ]
      : [],
  }
}
