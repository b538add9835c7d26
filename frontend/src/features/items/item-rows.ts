import type { GridApi } from 'ag-grid-community'
import type { ItemColumn } from '../../backend/views'

// ItemRow is one item as Go sends it: a text for each of the listing's columns.
export type ItemRow = string[]

export type ItemPlaces = Record<ItemColumn, number>

// itemPlaces turns a listing's column names into where they stand in its rows.
export function itemPlaces(columns: string[]): ItemPlaces {
  return Object.fromEntries(columns.map((name, at) => [name, at])) as ItemPlaces
}

// ItemFilter says which items are shown: those with every word of the search and every one of the marks.
export interface ItemFilter {
  search: string
  marks: string[]
}

export const noItemFilter: ItemFilter = { search: '', marks: [] }

export function narrows(filter: ItemFilter): boolean {
  return filter.search.trim() !== '' || filter.marks.length > 0
}

const looked = new WeakMap<ItemRow, string>()

function haystack(row: ItemRow, at: ItemPlaces): string {
  let text = looked.get(row)
  if (text === undefined) {
    text = `${row[at.name]}\n${row[at.words]}`.toLowerCase()
    looked.set(row, text)
  }
  return text
}

export function passesItem(row: ItemRow, at: ItemPlaces, words: string[], marks: string[], isLocked: boolean): boolean {
  for (const mark of marks) {
    if (mark === 'locked' ? !isLocked : !marksOf(row, at).includes(mark)) return false
  }
  if (words.length === 0) return true
  const text = haystack(row, at)
  return words.every(word => text.includes(word))
}

// Figures are an item's texts as numbers, for sorting alone; null where there is none.
interface Figures {
  price: number | null
  cost: number | null
  margin: number | null
  steps: number
}

const counted = new WeakMap<ItemRow, Figures>()

// figuresOf reads the numbers of a row once: a sort of 50,000 rows asks for each of them many times.
export function figuresOf(row: ItemRow, at: ItemPlaces): Figures {
  let figures = counted.get(row)
  if (!figures) {
    const number = (text: string | undefined) => (text === undefined || text === '' ? null : Number(text))
    figures = {
      price: number(row[at.price]),
      cost: number(row[at.cost]),
      margin: number(row[at.margin]),
      steps: (row[at.steps] ?? '').split(' ').length,
    }
    counted.set(row, figures)
  }
  return figures
}

export function marksOf(row: ItemRow, at: ItemPlaces): string[] {
  const marks = row[at.marks] ?? ''
  return marks === '' ? [] : marks.split(' ')
}

export function wordsOf(search: string): string[] {
  return search.toLowerCase().split(/\s+/).filter(Boolean)
}

// focusRow moves the focus into the grid.
export function focusRow(api: GridApi<ItemRow> | undefined, index: number): void {
  if (!api || api.getDisplayedRowCount() === 0) return
  api.ensureIndexVisible(index)
  api.setFocusedCell(index, 'name')
}
