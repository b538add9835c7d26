import type { Places, Row } from '../../backend/plan-rows'
import type { PartView, RowDetailView } from '../../backend/views'

// Choice is one answer to what a row is: an item, or which of several lines is meant.
export interface Choice {
  item: string // "" where lines are chosen among
  line: number // of the row that is taken; 0 where items are
  name: string
  parts: PartView[] // the name in pieces, with what differs from the list's
  rowParts: PartView[] // what the list calls the row, in pieces, with what differs from the item's name
  code: string // of a line
  price: string // Jobber's, or a line's own
  cost: string
  score: number
  note: string
}

// choicesOf returns what a row that waits can be, best first; none where there is nothing to choose among.
export function choicesOf(row: Row, at: Places, detail: RowDetailView, rows: Row[]): Choice[] {
  switch (row[at.verdict]) {
    case 'ambiguous':
      return detail.candidates.map(one => ({ ...itemOf(one), note: '' }))
    case 'unmatched':
      return detail.suggestions.map(one => ({ ...itemOf(one), note: '' }))
    case 'duplicate': {
      const lines = new Set([detail.line, ...detail.sameItem])
      return rows
        .filter(one => lines.has(Number(one[at.line])))
        .map(one => lineOf(one, at, Number(one[at.line]) === detail.winner ? 'would win' : ''))
    }
  }
  return []
}

function itemOf(one: RowDetailView['candidates'][number]): Choice {
  const { item, name, price, cost, score, nameParts, rowParts } = one
  return { item, line: 0, name, parts: nameParts, rowParts, code: '', price, cost, score, note: '' }
}

function lineOf(row: Row, at: Places, note: string): Choice {
  const name = row[at.name] || row[at.code] || ''
  return {
    item: '',
    line: Number(row[at.line]),
    name,
    parts: [{ text: name, differs: false }],
    rowParts: [],
    code: row[at.code] ?? '',
    price: row[at.listPrice] ?? '',
    cost: row[at.listCost] ?? '',
    score: 0,
    note,
  }
}

// best returns what Enter takes: the best suggestion, the line that would win, or the tick of a held row; undefined where no
// order is to decide.
export function best(row: Row, at: Places, choices: Choice[]): Choice | undefined {
  switch (row[at.verdict]) {
    case 'unmatched':
      return choices[0]
    case 'duplicate':
      return choices.find(choice => choice.note !== '')
    case 'held':
      return tick
  }
  return undefined
}

const tick: Choice = {
  item: '',
  line: 0,
  name: '',
  parts: [],
  rowParts: [],
  code: '',
  price: '',
  cost: '',
  score: 0,
  note: '',
}

// decisionFor returns what taking a choice decides.
export function decisionFor(row: Row, at: Places, choice: Choice): [string, { item?: string; line?: number }] {
  if (choice.item !== '') return ['accept', { item: choice.item }]
  if (choice.line > 0) return ['take', { line: choice.line }]
  return row[at.verdict] === 'held' ? ['tick', {}] : ['skip', {}]
}
