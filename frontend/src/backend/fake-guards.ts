import { fakeCatalog } from './fake-catalog'
import { type FakePlan, type FakeRow, text } from './fake-plan'
import type { CreateView, GuardrailsView, LockView } from './views'

// Guardrails, locks and new items of the make-believe program.

export const noCreation: CreateView = { on: false, category: 'product', taxable: false }

const holds: [code: string, means: string, switchable: boolean, named: boolean][] = [
  ['zero_price', 'The new price would be zero, or a new item would have none.', false, true],
  ['below_cost', 'The price would be below the cost.', true, false],
  ['below_margin', 'The price would leave less than the target margin.', true, false],
  ['large_change', 'The price or cost changes by more than the limit.', true, false],
  ['slipped_decimal', 'The price or cost moves by 10 or 100 times, as it does when a decimal mark slips.', false, true],
  ['other_measure', 'The amount is for several pieces, or in pence or cents.', true, true],
  ['other_currency', 'The amount is in another currency.', true, true],
  [
    'tax_doubt',
    "The list's amounts may be with tax where those in Jobber are without, or the other way round.",
    true,
    true,
  ],
  ['near_name', "A new item's name comes near one that is in Jobber already, or the other way round.", true, false],
  ['partial_list', "The list has so few of the supplier's items that it may be only a part.", false, true],
  ['large_plan', 'The sync would change a large part of the catalog.', true, false],
  ['larger_than_usual', 'The sync would change more rows than the last three together.', true, false],
  ['moved_since', 'Somebody changed the item in Jobber after the run that is undone.', false, false],
]

export function fakeGuardrails(): GuardrailsView {
  return {
    changePercent: '25',
    planPercent: '30',
    targetMargin: '',
    holds: holds.map(([code, means, switchable, named]) => ({ code, means, on: true, switchable, named })),
    defaults: { changePercent: '25', planPercent: '30', targetMargin: '' },
    fixedBy: '',
  }
}

export function fakeLock(id: string, field: string, why: string, when: string): LockView | undefined {
  const item = fakeCatalog.find(one => one.id === id)
  return (
    item && {
      item: id,
      itemName: item.name,
      field,
      why,
      by: 'dana',
      when,
      price: text(item.price),
      cost: text(item.cost),
    }
  )
}

// createdIn returns the plan's rows with those that have no item as new items, or as no items again.
export function createdIn(plan: FakePlan, create: CreateView): FakeRow[] {
  return plan.rows.map(row => {
    const open = row.verdict === 'unmatched' || row.verdict === 'create'
    if (!open || row.name === '') return row
    if (!create.on) return { ...row, verdict: 'unmatched', reason: 'no_item', after: row.before, ticked: false }
    const message = `A new ${create.category} with a price of ${text(row.list.price)}.`
    return { ...row, verdict: 'create', reason: 'creates', message, after: row.list, ticked: true }
  })
}
