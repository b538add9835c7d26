import { describe, expect, it } from 'vitest'
import { makeFake } from '../../backend/fake'
import { places } from '../../backend/plan-rows'
import { biggest, marginBands, sinking } from './looking'

async function plan() {
  const { backend } = makeFake({ pace: 0 })
  await backend.OpenPriceList('file-1')
  const made = await backend.Preview('file-1', { onlyIncrease: false, markup: '' })
  const { rows } = await backend.PreviewRows(made.plan, 0, 1000)
  return { made, rows, at: places(made.columns) }
}

describe('looking at a preview', () => {
  it('names the ten biggest rises and falls, the biggest first', async () => {
    const { rows, at } = await plan()
    for (const way of [1, -1] as const) {
      const all = rows
        .filter(row => ['update', 'held'].includes(row[at.verdict] ?? ''))
        .map(row => way * Number(row[at.changePercent] || 0))
        .filter(size => size > 0)
        .sort((a, b) => b - a)
      const found = biggest(rows, at, way, 10)
      expect(found.map(mover => way * Number(mover.percent))).toEqual(all.slice(0, 10))
    }
    expect(biggest(rows, at, 1, 1)[0]).toMatchObject({ percent: '900.0', held: true })
  })

  it('counts every ticked row with a margin once before and once after', async () => {
    const { rows, at } = await plan()
    const bands = marginBands(rows, at)
    const ticked = rows.filter(
      row => row[at.ticked] === '1' && row[at.marginBefore] !== '' && row[at.marginAfter] !== '',
    )
    for (const side of ['before', 'after'] as const) {
      expect(bands.reduce((sum, band) => sum + band[side], 0)).toBe(ticked.length)
    }
    const falling = ticked.filter(row => Number(row[at.marginAfter]) < Number(row[at.marginBefore]))
    expect(sinking(rows, at)).toBe(falling.length)
  })

  it('puts a margin at the lower edge of its band', () => {
    const at = places(['ticked', 'marginBefore', 'marginAfter'])
    const bands = marginBands([['1', '10.0', '-0.1']], at)
    expect(bands.filter(band => band.before > 0).map(band => band.from)).toEqual([10])
    expect(bands.filter(band => band.after > 0).map(band => band.from)).toEqual([Number.NEGATIVE_INFINITY])
  })
})
