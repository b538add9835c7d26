import type { Places, Row } from '../../backend/plan-rows'

// Mover is a row that changes by much.
export interface Mover {
  line: number
  name: string
  before: string
  after: string
  percent: string
  held: boolean
}

const moves = (row: Row, at: Places) => row[at.verdict] === 'update' || row[at.verdict] === 'held'

// biggest returns the rows that rise most (way 1) or fall most (way -1) in percent, at most so many.
export function biggest(rows: Row[], at: Places, way: 1 | -1, most: number): Mover[] {
  const found: { row: Row; size: number }[] = []
  for (const row of rows) {
    const size = way * Number(row[at.changePercent] || 0)
    if (size <= 0 || !moves(row, at)) continue
    if (found.length === most && size <= (found.at(-1)?.size ?? 0)) continue
    const place = found.findIndex(one => one.size < size)
    found.splice(place < 0 ? found.length : place, 0, { row, size })
    found.length = Math.min(found.length, most)
  }
  return found.map(({ row }) => {
    const cost = row[at.beforePrice] === row[at.afterPrice]
    return {
      line: Number(row[at.line]),
      name: row[at.itemName] || row[at.name] || row[at.code] || '',
      before: row[cost ? at.beforeCost : at.beforePrice] ?? '',
      after: row[cost ? at.afterCost : at.afterPrice] ?? '',
      percent: row[at.changePercent] ?? '',
      held: row[at.verdict] === 'held',
    }
  })
}

// Band is a range of margins, from (inclusive) to the next band's, with how many ticked rows lie in it before and after.
export interface Band {
  from: number // percent; −∞ for the first
  to: number // ∞ for the last
  before: number
  after: number
}

const edges = [Number.NEGATIVE_INFINITY, 0, 10, 20, 30, 40, 50, 60, 70, Number.POSITIVE_INFINITY]

// marginBands counts the ticked rows that have a margin before and after by where it lies.
export function marginBands(rows: Row[], at: Places): Band[] {
  const bands = edges.slice(0, -1).map((from, i) => ({ from, to: edges[i + 1] ?? from, before: 0, after: 0 }))
  const band = (percent: string) => bands.find(one => Number(percent) < one.to)
  for (const row of rows) {
    const [before, after] = [row[at.marginBefore] ?? '', row[at.marginAfter] ?? '']
    if (row[at.ticked] !== '1' || before === '' || after === '') continue
    const [was, is] = [band(before), band(after)]
    if (was) was.before++
    if (is) is.after++
  }
  return bands
}

// sinking counts the ticked rows whose margin falls.
export function sinking(rows: Row[], at: Places): number {
  return rows.filter(
    row =>
      row[at.ticked] === '1' &&
      row[at.marginAfter] !== '' &&
      row[at.marginBefore] !== '' &&
      Number(row[at.marginAfter]) < Number(row[at.marginBefore]),
  ).length
}
