import { fakeCatalog } from './fake-catalog'
import { type FakePlan, type FakeRow, text } from './fake-plan'

// A list of a supplier of whom more is known: a rule writes Jobber's markup, the price of one item is locked, and items
// that the supplier had before are missing from the list.

const supplier = 'Pipeline Supplies'

const general =
  'This list no longer has the item. Once it is ticked it is hidden, so that it is no longer suggested on quotes, jobs and invoices; nothing is deleted.'

const near = 'Line 7, “22MM COPPER TUBE 3M”, comes near it: it may be the same item under another name.'

// manage makes a plan such a supplier's.
export function manage(plan: FakePlan): void {
  plan.supplier = supplier
  const [marked, locked] = plan.rows.filter(row => row.verdict === 'update')
  if (marked) writeMarkup(marked)
  if (locked) lockPrice(locked)
  plan.missing = missingFrom(plan.rows)
}

const percentOver = (price: number, cost: number) => ((100 * (price - cost)) / cost).toFixed(2)

function writeMarkup(row: FakeRow): void {
  const { price: was, cost: before } = row.before
  const cost = row.after.cost ?? before
  if (was === null || before === null || cost === null) return
  const price = Math.round(cost * 1.85)
  row.after = { price, cost }
  row.markup = { before: percentOver(was, before), after: percentOver(price, cost) }
  row.rule = `Rule “Copper tube”: markup 85% over cost: ${text(cost)} + 85% = ${text(price)}, instead of the list’s ${text(row.list.price)}; Jobber’s markup is written too`
  row.message = `Price rises from ${text(was)} to ${text(price)}; Jobber’s markup goes from ${row.markup.before}% to ${row.markup.after}%.`
}

function lockPrice(row: FakeRow): void {
  const { price, cost } = row.before
  if (price === null || cost === null) return
  const dearer = row.list.cost ?? cost + 18
  row.after = { price, cost: dearer }
  row.flags = ['cost_up_price_stays', 'one_field_locked']
  row.message = `Cost rises from ${text(cost)} to ${text(dearer)}; the price stays at ${text(price)}.`
}

function missingFrom(rows: FakeRow[]): FakeRow[] {
  const there = new Set(rows.flatMap(row => [row.item?.id, ...row.candidates.map(item => item.id)]))
  return fakeCatalog
    .filter(item => !there.has(item.id))
    .slice(0, 4)
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map((item, at) => {
      const row: FakeRow = {
        line: -1 - at,
        name: '',
        code: '',
        verdict: 'update',
        reason: 'missing',
        message: general,
        holds: [],
        flags: [],
        rule: '',
        item,
        matchedBy: '',
        candidates: [],
        suggestions: [],
        list: { price: null, cost: null },
        before: { price: item.price, cost: item.cost },
        after: { price: item.price, cost: item.cost },
        ticked: false,
        cells: [],
      }
      if (at === 2) {
        const holds = [{ code: 'near_name', message: near }]
        return { ...row, verdict: 'held', reason: 'near_name', holds, message: `${general} ${near}` }
      }
      if (at !== 3) return row
      const message = 'This list no longer has the item. It is locked (“stock left”), so it can’t be hidden.'
      return { ...row, verdict: 'unchanged', reason: 'locked', message }
    })
}
