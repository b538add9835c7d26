import type { Places, Row } from '../../backend/plan-rows'
import { sign } from '../../lib/decimal'

// Filter says which rows are shown. The zero filter shows all.
export interface Filter {
  tile: string // a verdict, or "increase" and "decrease" within update; "" for all
  search: string
  chips: readonly Chip[]
}

export type Chip = 'large' | 'cost' | 'ticked' | 'noted'

export const noFilter: Filter = { tile: '', search: '', chips: [] }

export function filters(filter: Filter): boolean {
  return filter.tile !== '' || filter.search.trim() !== '' || filter.chips.length > 0
}

// direction returns 1 where a row rises, -1 where it falls and 0 where its amounts stay: judged by price, or by cost where
// the price stays. A first amount rises.
function direction(row: Row, at: Places): number {
  const change = row[at.change] ?? ''
  return change === '' ? 1 : sign(change)
}

export function falls(row: Row, at: Places): boolean {
  return direction(row, at) < 0
}

export function holdsOf(row: Row, at: Places): string[] {
  return (row[at.holds] ?? '').split(' ').filter(code => code !== '')
}

// named says whether a row is held by what nobody should tick along with others: each must be looked at and ticked
// by itself.
export function named(row: Row, at: Places): boolean {
  return holdsOf(row, at).some(code => code === 'slipped_decimal' || code === 'zero_price')
}

// passes says whether a row is shown under a filter. Every word of the search must be somewhere in code, name or item.
export function passes(row: Row, at: Places, filter: Filter): boolean {
  if (!fitsTile(row, at, filter.tile)) return false
  if (!filter.chips.every(chip => fitsChip(row, at, chip))) return false
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const text = `${row[at.code]} ${row[at.name]} ${row[at.itemName]}`.toLowerCase()
  return words.every(word => text.includes(word)) || words.join(' ') === `line ${row[at.line]}`
}

// The tiles within update, by direction. What stays is an item that an undo hides.
const tiles: Record<string, number> = { increase: 1, decrease: -1, steady: 0 }

function fitsTile(row: Row, at: Places, tile: string): boolean {
  const verdict = row[at.verdict]
  if (tile === '') return true
  const way = tiles[tile]
  if (way !== undefined) return verdict === 'update' && direction(row, at) === way
  return verdict === tile
}

function fitsChip(row: Row, at: Places, chip: Chip): boolean {
  switch (chip) {
    case 'large':
      return Math.abs(Number(row[at.changePercent] || 0)) >= 10
    case 'cost':
      return row[at.item] !== '' && row[at.afterCost] !== row[at.beforeCost]
    case 'ticked':
      return row[at.ticked] === '1'
    case 'noted':
      return row[at.flags] !== ''
  }
}

// Bin is one bar of the histogram: how many rows change by about that much.
export interface Bin {
  from: number // percent
  sent: number // rows that would be written
  held: number
}

// bins counts rows by their change in percent; the outermost bars take all that lies beyond.
export function bins(rows: Row[], at: Places, range: number, width: number): Bin[] {
  const all: Bin[] = []
  for (let from = -range; from < range; from += width) all.push({ from, sent: 0, held: 0 })
  for (const row of rows) {
    const verdict = row[at.verdict]
    const percent = row[at.changePercent] ?? ''
    if (percent === '' || (verdict !== 'update' && verdict !== 'held')) continue
    const place = Math.floor((Number(percent) + range) / width)
    const bin = all[Math.min(all.length - 1, Math.max(0, place))]
    if (!bin) continue
    if (verdict === 'held') bin.held++
    else bin.sent++
  }
  return all
}
