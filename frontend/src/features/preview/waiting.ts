import type { Places, Row } from '../../backend/plan-rows'

// What a row waits for, in the order in which the queue asks.
const order = ['ambiguous', 'suggested', 'duplicate', 'invalid', 'held', 'unmatched']

// waitsFor says for what a row waits; "" where it does not. A held row that is ticked waits no more.
export function waitsFor(row: Row, at: Places): string {
  const waits = row[at.waits] ?? ''
  return waits === 'held' && row[at.ticked] === '1' ? '' : waits
}

// Places in the queue are kept by line, so that a row stays where it was when a decision made something else of it.
export type Ranks = Map<string, number>

// queueOf returns the rows that wait, in the queue's order: by what they wait for, rows of one item together, and by line.
export function queueOf(rows: Row[], at: Places, ranks: Ranks): Row[] {
  const first = new Map<string, number>() // the first line of a duplicate's item
  const waiting = rows.filter(row => waitsFor(row, at) !== '')
  for (const row of waiting) {
    const line = row[at.line] ?? ''
    if (!ranks.has(line)) ranks.set(line, order.indexOf(waitsFor(row, at)))
    const item = row[at.item] ?? ''
    if (row[at.waits] === 'duplicate') first.set(item, Math.min(first.get(item) ?? Infinity, Number(line)))
  }
  const key = (row: Row): [number, number, number] => [
    ranks.get(row[at.line] ?? '') ?? 0,
    (row[at.waits] === 'duplicate' && first.get(row[at.item] ?? '')) || Number(row[at.line]),
    Number(row[at.line]),
  ]
  const keyed = waiting.map(row => ({ row, key: key(row) }))
  keyed.sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || a.key[2] - b.key[2])
  return keyed.map(one => one.row)
}

// nextOf returns which row comes after a decision: the same where it still waits, else the one that stood behind it, else the
// first one left.
export function nextOf(before: Row[], now: Row[], at: Places, line: string): string {
  const waiting = new Set(now.map(row => row[at.line] ?? ''))
  if (waiting.has(line)) return line
  const place = before.findIndex(row => row[at.line] === line)
  for (const row of before.slice(place + 1)) if (waiting.has(row[at.line] ?? '')) return row[at.line] ?? ''
  return now[0]?.[at.line] ?? ''
}
