import { describe, expect, it } from 'vitest'
import { makeFake } from '../../backend/fake'
import { places, type Row } from '../../backend/plan-rows'
import { bins, type Filter, filters, named, noFilter, passes } from './filters'

async function plan() {
  const { backend } = makeFake({ pace: 0 })
  await backend.OpenPriceList('file-1')
  const made = await backend.Preview('file-1', { onlyIncrease: false, markup: '' })
  const { rows } = await backend.PreviewRows(made.plan, 0, 1000)
  return { made, rows, at: places(made.columns) }
}

const count = async (filter: Partial<Filter>) => {
  const { rows, at } = await plan()
  return rows.filter(row => passes(row, at, { ...noFilter, ...filter })).length
}

describe('filters', () => {
  it('shows every row without one', async () => {
    expect(filters(noFilter)).toBe(false)
    expect(await count({})).toBe(214)
  })

  it('shows under each tile exactly as many rows as it counts', async () => {
    const { made, rows, at } = await plan()
    const tiles = [
      'increase',
      'decrease',
      'held',
      'ambiguous',
      'unmatched',
      'duplicate',
      'invalid',
      'unchanged',
      'not_a_product',
    ]
    const shown = tiles.map(tile => rows.filter(row => passes(row, at, { ...noFilter, tile })).length)
    expect(shown).toEqual(tiles.map(tile => made.counts[tile]))
    expect(shown.reduce((sum, n) => sum + n, 0)).toBe(made.rows)
  })

  it('finds every word anywhere in code, name and item, ignoring case', async () => {
    expect(await count({ search: 'tube 22MM' })).toBe(2)
    expect(await count({ search: 'cop22-3m' })).toBe(1)
    expect(await count({ search: 'flange gasket' })).toBe(0)
    expect(await count({ search: 'line 7' })).toBe(1)
  })

  it('narrows by chips on top of the tile', async () => {
    const large = await count({ chips: ['large'] })
    expect(large).toBeGreaterThan(0)
    expect(await count({ chips: ['large'], tile: 'held' })).toBeLessThan(large)
    expect(await count({ chips: ['ticked'] })).toBe(42)
    expect(await count({ chips: ['noted'] })).toBe(0)
  })

  it('knows which rows must be ticked one by one', async () => {
    const { rows, at } = await plan()
    expect(rows.filter(row => named(row, at)).map(row => row[at.holds])).toEqual(['slipped_decimal', 'zero_price'])
  })

  it('counts every row that would change or waits into one bar', async () => {
    const { rows, at } = await plan()
    const all = bins(rows, at, 40, 5)
    expect(all).toHaveLength(16)
    expect(all.reduce((sum, bin) => sum + bin.sent, 0)).toBe(42)
    expect(all.reduce((sum, bin) => sum + bin.held, 0)).toBe(9)
    expect(all.at(-1)?.held).toBeGreaterThan(0) // ten times as high is beyond the edge
  })

  it('passes a hundred thousand rows within a keystroke', async () => {
    const { rows, at } = await plan()
    const many: Row[] = Array.from({ length: 100_000 }, (_, i) => rows[i % rows.length] ?? [])
    expect(many.filter(row => passes(row, at, { ...noFilter, search: 'elbow 22' })).length).toBeGreaterThan(0)
  })
})
