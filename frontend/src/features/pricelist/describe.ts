import type { LayoutView, PriceListView } from '../../backend/views'
import { type Format, plural } from '../../lib/format'

const separators: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' }

// describeFile says in one line what kind of file it is: "14 KB · 214 rows · CSV, comma, UTF-8".
export function describeFile(list: PriceListView, format: Format): string {
  const { layout } = list
  const kind =
    layout.encoding === ''
      ? ['Excel', layout.sheet === '' ? '' : `sheet “${layout.sheet}”`]
      : ['CSV', separators[layout.delimiter] ?? '', encodingName(layout.encoding) + howSure(list)]
  return [
    format.bytes(list.bytes),
    list.ready ? plural(format, list.rows, 'row') : '', // none are read before its questions are answered
    kind.filter(word => word !== '').join(', '),
  ]
    .filter(word => word !== '')
    .join(' · ')
}

// howSure is told where the file's bytes leave a doubt about its letters.
function howSure({ sure }: PriceListView): string {
  return sure > 0 && sure < 99 ? `, ${sure} % sure` : ''
}

const encodings: Record<string, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16, bytes swapped',
  'windows-1252': 'Western European (Windows-1252)',
  'iso-8859-1': 'Western European (ISO 8859-1)',
  'iso-8859-15': 'Western European with € (ISO 8859-15)',
  'windows-1250': 'Central European (Windows-1250)',
  'windows-1251': 'Cyrillic (Windows-1251)',
  'windows-1254': 'Turkish (Windows-1254)',
  macintosh: 'Western European, old Mac (Mac Roman)',
  'iso-8859-2': 'Central European (ISO 8859-2)',
  shift_jis: 'Japanese (Shift JIS)',
  gb18030: 'Chinese (GB 18030)',
  'koi8-r': 'Cyrillic (KOI8-R)',
  ibm850: 'Western European, DOS (850)',
  ibm852: 'Central European, DOS (852)',
  ibm866: 'Cyrillic, DOS (866)',
  'windows-1253': 'Greek (Windows-1253)',
  'windows-1255': 'Hebrew (Windows-1255)',
}

export function encodingName(encoding: string): string {
  return encodings[encoding] ?? encoding.toUpperCase()
}

// nobody is the supplier of a list that is to be read as a stranger's.
export const nobody = 'none'

// anew is the layout that leaves everything to be recognised again, as that supplier's list.
export function anew(layout: LayoutView, supplier: string): LayoutView {
  return {
    ...layout,
    ...{ encoding: '', delimiter: '', sheet: '', headerLine: 0, headerLines: 0, decimal: '' },
    ...{ name: 0, code: 0, price: 0, cost: 0, description: 0, unit: 0 },
    supplier,
  }
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
