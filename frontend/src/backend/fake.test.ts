import { describe, expect, it } from 'vitest'
import { difference, sum } from '../lib/decimal'
import { Refusal } from './errors'
import { makeFake } from './fake'
import { fakeCatalog } from './fake-catalog'
import { places } from './plan-rows'

const asIs = { onlyIncrease: false, markup: '' }

async function planned(rules = asIs) {
  const { backend } = makeFake({ pace: 0 })
  await backend.OpenPriceList('file-1')
  const plan = await backend.Preview('file-1', rules)
  const { rows } = await backend.PreviewRows(plan.plan, 0, 1000)
  return { backend, plan, rows, at: places(plan.columns) }
}

describe('the make-believe backend', () => {
  it('sells about 300 things, each once but for the twins', () => {
    expect(fakeCatalog.length).toBeGreaterThan(230)
    expect(fakeCatalog.filter(item => item.cost >= item.price)).toEqual([])
  })

  it('plans every verdict and counts each row once', async () => {
    const { plan, rows } = await planned()
    expect(plan.counts).toEqual({
      update: 42,
      increase: 38,
      decrease: 4,
      create: 0,
      held: 9,
      ambiguous: 5,
      unmatched: 21,
      duplicate: 4,
      invalid: 3,
      unchanged: 127,
      not_a_product: 3,
    })
    expect(rows).toHaveLength(214)
  })

  it('sums up exactly what is ticked', async () => {
    const { plan, rows, at } = await planned()
    const ticked = rows.filter(row => row[at.ticked] === '1')
    const total = sum(ticked.map(row => difference(row[at.afterPrice] ?? '', row[at.beforePrice] ?? '')))
    expect(plan.selection.ticked).toBe(ticked.length)
    expect(plan.selection.priceSum).toBe(total)
  })

  it('leaves lower amounts alone under only-increase', async () => {
    const { plan } = await planned({ onlyIncrease: true, markup: '' })
    expect(plan.counts.decrease).toBe(0)
  })

  it('writes what is ticked once, and an undo puts it back', async () => {
    const { backend, plan } = await planned()
    const { run, rows } = await backend.Sync(plan.plan, 0)
    expect(run.counts).toMatchObject({ applied: 39, rejected: 1, changed_elsewhere: 1, unknown: 1 })
    expect(rows).toHaveLength(42)
    await expect(backend.Sync(plan.plan, 0)).rejects.toBeInstanceOf(Refusal)
    const undo = await backend.Undo(run.run, [])
    expect(undo.rows).toBe(39)
    const undone = await backend.Sync(undo.plan, 0)
    expect(undone.run.kind).toBe('undo')
  })
})
