import type { LayoutView, PriceListView } from '../../backend/views'
import { type Format, plural } from '../../lib/format'

const separators: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' }

// describeFile says in one line what kind of file it is: "14 KB · 214 rows · CSV, comma, UTF-8".
export function describeFile(list: PriceListView, format: Format): string {
  const { layout } = list
  const kind =
    layout.encoding === ''
      ? ['Excel', layout.sheet === '' ? '' : `sheet “${layout.sheet}”`]
      : ['CSV', separators[layout.delimiter] ?? '', encodingName(layout.encoding)]
  return [format.bytes(list.bytes), plural(format, list.rows, 'row'), kind.filter(word => word !== '').join(', ')].join(
    ' · ',
  )
}

export function encodingName(encoding: string): string {
  return encoding === 'windows-1252' ? 'Windows-1252' : encoding.toUpperCase()
}

// gives names what the list says about each item: "Name, cost and price".
export function gives(list: PriceListView): string {
  const words = (['code', 'name', 'cost', 'price'] as const).filter(role => list.layout[role] > 0)
  return sentence(words)
}

export function sentence(words: readonly string[]): string {
  const joined =
    words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1] ?? ''}`
  return joined.charAt(0).toUpperCase() + joined.slice(1)
}

// Role is what a column of the file means.
export type Role = 'name' | 'code' | 'price' | 'cost' | 'description' | 'unit'

export const roles: { role: Role; label: string }[] = [
  { role: 'name', label: 'Name' },
  { role: 'code', label: 'Code' },
  { role: 'price', label: 'Price' },
  { role: 'cost', label: 'Cost' },
  { role: 'description', label: 'Description' },
  { role: 'unit', label: 'Unit' },
]

// rolesOf returns each column's role, "" for one that is not used.
export function rolesOf(layout: LayoutView, columns: number): (Role | '')[] {
  return Array.from({ length: columns }, (_, at) => roles.find(({ role }) => layout[role] === at + 1)?.role ?? '')
}

// withRoles returns the layout that these roles mean; every role that no column has is decided to be absent.
export function withRoles(layout: LayoutView, chosen: readonly (Role | '')[]): LayoutView {
  const decided = { ...layout }
  for (const { role } of roles) {
    const at = chosen.indexOf(role)
    decided[role] = at < 0 ? -1 : at + 1
  }
  return decided
}

// twice returns the roles that more than one column has.
export function twice(chosen: readonly (Role | '')[]): Role[] {
  return roles.map(({ role }) => role).filter(role => chosen.filter(one => one === role).length > 1)
}

// missing says what is still to be chosen, "" when nothing is.
export function missing(layout: LayoutView): string {
  const words: string[] = []
  if (layout.name <= 0 && layout.code <= 0) words.push('the name or the code')
  if (layout.price <= 0 && layout.cost <= 0) words.push('the price or the cost')
  return words.join(' and ')
}

// readAmount reads a cell as the decimal mark says, into machine form; "" when it is no plain amount. It is only for
// showing what a column would give: what counts is read in Go.
export function readAmount(cell: string, decimal: string): string {
  const text = cell.replace(/[^\d.,'\u00a0 -]/g, '').trim()
  const group = decimal === ',' ? /[.'\u00a0 ]/g : /[,'\u00a0 ]/g
  const plain = text.replace(group, '').replace(decimal === ',' ? ',' : '.', '.')
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : ''
}
