import {
  IconArrowDownRight,
  IconArrowsUpDown,
  IconArrowUpRight,
  IconEqual,
  IconHelpHexagon,
  IconMinus,
  IconPlus,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ComparedView } from '../../backend/views'
import type { Tone } from '../../components/chip'

// ComparedRow is one product of two lists. Amounts are decimal texts, "" where there is none.
export interface ComparedRow {
  id: string
  change: string
  name: string
  code: string
  oldName: string
  oldCode: string
  oldLine: string
  newLine: string
  oldPrice: string
  newPrice: string
  oldCost: string
  newCost: string
  pricePercent: string
  costPercent: string
  message: string
}

// comparedRows reads the rows as Go sends them, by the names of their columns.
export function comparedRows(view: ComparedView): ComparedRow[] {
  return view.rows.map((texts, at) => {
    const text = (name: string) => texts[view.columns.indexOf(name)] ?? ''
    return {
      id: String(at),
      change: text('change'),
      name: text('name'),
      code: text('code'),
      oldName: text('oldName'),
      oldCode: text('oldCode'),
      oldLine: text('oldLine'),
      newLine: text('newLine'),
      oldPrice: text('oldPrice'),
      newPrice: text('newPrice'),
      oldCost: text('oldCost'),
      newCost: text('newCost'),
      pricePercent: text('pricePercent'),
      costPercent: text('costPercent'),
      message: text('message'),
    }
  })
}

export interface ChangeKind {
  name: string
  word: string
  tone: Tone
  icon: TablerIcon
}

// changeKinds are the changes, in the order in which people look at them.
export const changeKinds: ChangeKind[] = [
  { name: 'up', word: 'up', tone: 'green', icon: IconArrowUpRight },
  { name: 'down', word: 'down', tone: 'green', icon: IconArrowDownRight },
  { name: 'mixed', word: 'mixed', tone: 'violet', icon: IconArrowsUpDown },
  { name: 'new', word: 'new', tone: 'blue', icon: IconPlus },
  { name: 'gone', word: 'gone', tone: 'orange', icon: IconMinus },
  { name: 'unclear', word: 'unclear', tone: 'yellow', icon: IconHelpHexagon },
  { name: 'unchanged', word: 'unchanged', tone: 'grey', icon: IconEqual },
]

// noteOf says what else is worth knowing about a row.
export function noteOf(row: ComparedRow): string {
  return [
    row.oldCode !== '' && `Code was ${row.oldCode}.`,
    row.oldName !== '' && `Name was “${row.oldName}”.`,
    row.message,
  ]
    .filter(Boolean)
    .join(' ')
}
