import { fakeCatalog } from './fake-catalog'
import {
  type FakePlan,
  type FakePrices,
  type FakeRow,
  holdDuplicates,
  judged,
  planView,
  putRight,
  rowTexts,
} from './fake-plan'
import type { DecidedView, DecisionView } from './views'

// decideFake carries a decision out on a make-believe preview, as Go does on a real one. What it returns is why not.
export function decideFake(plan: FakePlan, decision: DecisionView, now: Map<string, FakePrices>): string {
  const row = plan.rows.find(one => one.line === decision.line)
  if (!row) return 'the preview has no such line'
  const rows = plan.rows.map(one => ({ ...one, holds: [...one.holds] }))
  const next = changed(row, decision, plan, now)
  if (typeof next === 'string') return next
  plan.steps.push({ what: decision.what, line: decision.line, rows: plan.rows })
  plan.rows = rows.map(one => (one.line === row.line ? next : one))
  if (decision.what !== 'tick') {
    for (const one of plan.rows)
      if (one.verdict === 'duplicate') Object.assign(one, judged(one, plan.rules), { ticked: false })
    holdDuplicates(plan.rows)
  }
  return ''
}

function changed(row: FakeRow, decision: DecisionView, plan: FakePlan, now: Map<string, FakePrices>): FakeRow | string {
  switch (decision.what) {
    case 'accept':
    case 'pick': {
      const item = fakeCatalog.find(one => one.id === decision.item)
      if (!item) return 'the item is not in Jobber'
      const before = now.get(item.id) ?? { price: item.price, cost: item.cost }
      const linked = { ...row, item, before, matchedBy: 'link', candidates: [], suggestions: [] }
      return judged(linked, plan.rules)
    }
    case 'never':
      return {
        ...row,
        verdict: 'unmatched',
        reason: 'never_match',
        message: 'You decided that this line is never matched, so it is left alone.',
        matchedBy: 'link',
        item: undefined,
        candidates: [],
        suggestions: [],
        ticked: false,
      }
    case 'skip':
      return {
        ...row,
        verdict: 'unchanged',
        reason: 'left_out',
        message: 'You left this line out of this preview, so nothing is sent for it.',
        after: row.before,
        holds: [],
        ticked: false,
      }
    case 'take':
      return { ...judged(row, plan.rules), taken: true }
    case 'tick':
      return { ...row, ticked: true }
    case 'correct':
      return putRight(row, decision.text, plan.rules, now)
  }
  return 'it is not known'
}

// decidedFake returns a preview after a decision, with the rows that say something else since.
export function decidedFake(plan: FakePlan, before: FakeRow[], what: string, line: number): DecidedView {
  const was = new Map(before.map(row => [row.line, rowTexts(row).join('\n')]))
  const rows = plan.rows.map(rowTexts).filter(texts => was.get(Number(texts[0])) !== texts.join('\n'))
  return { plan: planView(plan), rows, line, what }
}
