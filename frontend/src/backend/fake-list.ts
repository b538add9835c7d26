import { type FakeItem, fakeCatalog, toFive } from './fake-catalog'
import type { Scenario } from './fake-scenarios'
import type { LayoutView, PriceListView, ProblemView, QuestionView, SupplierView, WorkedView } from './views'

// The make-believe supplier's price list: 214 records below three title lines and a header, written so that every verdict and
// every guardrail comes up. What a record becomes is not written here; fake-plan works it out.

export interface FakeRecord {
  line: number
  cells: string[]
}

export const fakeHeaders = ['Part_Num', 'Description', 'UoM', 'Trade_Cost', 'List_Price', 'Barcode']

type Kind =
  | 'rise'
  | 'fall'
  | 'same'
  | 'leap'
  | 'drop'
  | 'slip'
  | 'below'
  | 'zero'
  | 'twin'
  | 'stranger'
  | 'double'
  | 'broken'
  | 'total'

const amounts: Record<Kind, number> = {
  rise: 38,
  fall: 4,
  leap: 4,
  drop: 2,
  slip: 1,
  below: 1,
  zero: 1,
  twin: 5,
  stranger: 21,
  double: 4,
  broken: 3,
  same: 127,
  total: 3,
}

const opening: Kind[] = [
  'rise',
  'rise',
  'leap',
  'rise',
  'rise',
  'same',
  'twin',
  'rise',
  'rise',
  'double',
  'same',
  'slip',
]

const strangers = [
  'Flange Kit, pump, 1½"',
  'Macerator, compact',
  'Solar Coil Cylinder 250 L',
  'Heat Pump 5 kW, monobloc',
  'Heat Pump 8 kW, monobloc',
  'Buffer Tank 50 L',
  'Low Loss Header, 2-port',
  'Plate Exchanger 20',
  'Wet Room Former 900×900',
  'Pumped Waste Kit',
  'Trench Duct 110mm × 3m',
  'Air Admittance Valve 110mm',
  'Hopper Head, cast',
  'Gully, bottle, 110mm',
  'Water Softener 10 L',
  'Scale Inhibitor, inline',
  'Leak Detector, smart',
  'Hose Union Tap ½"',
  'Anti-freeze 20 L',
  'Flue Extension 1m',
  'Flue Elbow 90°',
]

export const fakeRecords: readonly FakeRecord[] = build()

function build(): FakeRecord[] {
  const kinds = schedule()
  const names = new Map<string, number>()
  for (const item of fakeCatalog) names.set(item.name, (names.get(item.name) ?? 0) + 1)
  const plain = fakeCatalog.filter(item => names.get(item.name) === 1)
  const twins = fakeCatalog.filter((item, at) => names.get(item.name) === 2 && at < fakeCatalog.length - 5)
  const queue = [...plain]
  let doubled: FakeItem | undefined
  let seen = 0
  const counters = { twin: 0, stranger: 0, broken: 0, total: 0, leap: 0, rise: 0 }
  return kinds.map((kind, index) => {
    const line = index + 5
    if (kind === 'total') {
      const text =
        ['Radiators and towel rails', 'Brassware', 'Prices without VAT, valid from 1 March'][counters.total++] ?? ''
      return { line, cells: ['', text, '', '', '', ''] }
    }
    if (kind === 'stranger') {
      const name = strangers[counters.stranger++] ?? 'Sundry'
      return record(
        line,
        `NEW${100 + counters.stranger}`,
        name,
        2150 + 731 * counters.stranger,
        4285 + 1290 * counters.stranger,
      )
    }
    if (kind === 'twin') {
      const item = twins[counters.twin++] ?? fail()
      return record(line, item.code, item.name, item.cost, item.price + 160)
    }
    if (kind === 'double') {
      if (doubled) {
        const item = doubled
        doubled = undefined
        return record(line, `${item.code}A`, item.name.toUpperCase(), item.cost + 24, item.price + 55)
      }
      doubled = queue.shift() ?? fail()
      return record(line, doubled.code, doubled.name, doubled.cost + 12, doubled.price + 40)
    }
    const item = queue.shift() ?? fail()
    if (seen++ % 5 === 4) queue.shift() // the supplier does not list everything that the firm sells
    const name = index % 2 === 0 ? item.name.toUpperCase() : item.name
    if (kind === 'broken') {
      const text = ['on request', '12,9O', ''][counters.broken++] ?? ''
      return { line, cells: [item.code, name, 'EA', money(item.cost), text, barcode(line)] }
    }
    return record(line, item.code, name, ...amountsOf(kind, item, counters))
  })
}

// amountsOf returns what the supplier asks now: cost and price.
function amountsOf(kind: Kind, item: FakeItem, counters: { leap: number; rise: number }): [number, number] {
  const by = (cents: number, permille: number) => Math.round((cents * (1000 + permille)) / 1000)
  switch (kind) {
    case 'rise': {
      const permille = [21, 34, 42, 68, 103, 63, 30, 55, 118, 47][counters.rise++ % 10] ?? 40
      return [by(item.cost, permille), Math.max(toFive(by(item.price, permille)), item.price + 5)]
    }
    case 'fall':
      return [by(item.cost, -60), Math.min(toFive(by(item.price, -45)), item.price - 5)]
    case 'leap':
      return [by(item.cost, 200), by(item.price, [418, 335, 284, 512][counters.leap++ % 4] ?? 300)]
    case 'drop':
      return [by(item.cost, -310), by(item.price, -290)]
    case 'slip':
      return [by(item.cost, 20), item.price * 10]
    case 'below':
      return [by(item.cost, 30), by(item.cost, -90)]
    case 'zero':
      return [item.cost, 0]
    default:
      return [item.cost, item.price]
  }
}

function record(line: number, code: string, name: string, cost: number, price: number): FakeRecord {
  return { line, cells: [code, name, 'EA', money(cost), money(price), barcode(line)] }
}

function barcode(line: number): string {
  return String(5024111000 + line * 317)
}

function money(cents: number): string {
  return (cents / 100).toFixed(2)
}

function fail(): never {
  throw new Error('the make-believe catalog is too small for its price list')
}

// schedule spreads the kinds over the list, the same on every start.
function schedule(): Kind[] {
  const rest: Kind[] = []
  for (const [kind, n] of Object.entries(amounts) as [Kind, number][]) {
    const placed = opening.filter(one => one === kind).length
    for (let i = placed; i < n; i++) rest.push(kind)
  }
  let seed = 20270322
  for (let i = rest.length - 1; i > 0; i--) {
    seed = (seed * 1103515245 + 12345) % 2147483648
    const j = seed % (i + 1)
    const swapped = rest[i] ?? 'same'
    rest[i] = rest[j] ?? 'same'
    rest[j] = swapped
  }
  return [...opening, ...rest]
}

export const fakeLayout: LayoutView = {
  encoding: 'utf-8',
  delimiter: ',',
  sheet: '',
  headerLine: 4,
  headerLines: 1,
  decimal: '.',
  name: 2,
  code: 1,
  price: 5,
  cost: 4,
  description: -1,
  unit: 3,
  supplier: '',
}

const titles: FakeRecord[] = [
  { line: 1, cells: ['Pipeline Supplies Ltd', '', '', '', '', ''] },
  { line: 2, cells: ['Trade price list, spring 2027', '', '', '', '', ''] },
  { line: 3, cells: ['Prices in £, without VAT', '', '', '', '', ''] },
  { line: 4, cells: fakeHeaders },
]

// asWritten returns a cell as this file writes it: one with comma decimals has "7,02" where the other has "7.02".
function asWritten(cells: string[], comma: boolean): string[] {
  return comma ? cells.map((cell, at) => (at === 3 || at === 4 ? cell.replace('.', ',') : cell)) : cells
}

export interface FakeFile {
  handle: string
  name: string
  comma: boolean // written with comma decimals, which it asks about
}

// openFakeList returns what the screens Price list and Columns see of a file under a layout.
export function openFakeList(file: FakeFile, layout: LayoutView): PriceListView {
  const questions = file.comma ? questionsOf(layout) : []
  const counts = { priced: 208, invalid: 3, notProduct: 3 }
  return {
    handle: file.handle,
    name: file.name,
    bytes: 14_286,
    sha256: '5f2b1c6e0d9a47c3a8e1f4b7092d6c3e5a8b1f0c7d2e9a4b6c8f1e3d5a7b9c02',
    layout,
    sure: 99,
    encodings: [
      'utf-8',
      'utf-16le',
      'utf-16be',
      'windows-1252',
      'iso-8859-1',
      'windows-1250',
      'macintosh',
      'shift_jis',
    ],
    headers: fakeHeaders,
    sheets: [],
    head: [...titles, ...fakeRecords.slice(0, 16)].map(one => ({
      line: one.line,
      cells: one.line < 5 ? one.cells : asWritten(one.cells, file.comma),
    })),
    rows: fakeRecords.length,
    ...counts,
    worked: workedOf(layout, questions.length === 0),
    problems: fakeRecords.flatMap(one => problemOf(one) ?? []),
    notes: [],
    questions,
    ready: questions.length === 0,
    supplier: layout.supplier === 'none' ? '' : layout.supplier,
    supplierChanges: [],
    rules: { onlyIncrease: false, markup: '' },
  }
}

// openKnownList is openFakeList for a program that remembers suppliers. HeatCo's list is the one with comma decimals; what
// its file does not tell is known of HeatCo's last list.
export function openKnownList(
  file: FakeFile,
  given: LayoutView,
  known: Scenario['known'],
  suppliers: SupplierView[],
): PriceListView {
  const decided = recognised(file, given)
  const heatCo = suppliers.find(one => one.name === 'HeatCo')
  if (!file.comma || known === 'no' || !heatCo || decided.supplier === 'none') return openFakeList(file, decided)
  const theirs = { ...decided, supplier: heatCo.name, decimal: heatCo.decimal, price: -1 }
  if (decided.supplier === '' && (known === 'lost' || known === 'twins')) {
    const asked = known === 'lost' ? lostColumn(theirs, decided) : whoseList(theirs, suppliers)
    return { ...openFakeList(file, decided), worked: workedOf(decided, false), questions: [asked], ready: false }
  }
  return {
    ...openFakeList(file, theirs),
    supplierChanges: known === 'changed' ? ['New since the last list of “HeatCo”: the column “Barcode”.'] : [],
    rules: heatCo.rules,
  }
}

// recognised fills what is not decided with what this list's own headings say.
function recognised(file: FakeFile, layout: LayoutView): LayoutView {
  const { headerLine, headerLines, name, code, price, cost, description, unit } = layout
  return {
    ...layout,
    encoding: layout.encoding || 'utf-8',
    delimiter: layout.delimiter || (file.comma ? ';' : ','),
    decimal: layout.decimal || (file.comma ? '' : '.'),
    headerLine: headerLine || fakeLayout.headerLine,
    headerLines: headerLines || fakeLayout.headerLines,
    name: name || fakeLayout.name,
    code: code || fakeLayout.code,
    price: price || (file.comma ? 0 : fakeLayout.price),
    cost: cost || fakeLayout.cost,
    description: description || fakeLayout.description,
    unit: unit || fakeLayout.unit,
  }
}

function lostColumn(theirs: LayoutView, stranger: LayoutView): QuestionView {
  return {
    code: 'layout_changed',
    message: 'This looks like a list of “HeatCo”, but its column “Net” is gone. How is it to be read?',
    choices: [
      {
        value: 'HeatCo',
        label: 'As the last list, without “Net”',
        detail: 'cost from “Trade_Cost”',
        layout: theirs,
      },
      {
        value: 'none',
        label: 'As a list that is not known yet',
        detail: 'cost from “Trade_Cost”',
        layout: { ...stranger, supplier: 'none' },
      },
    ],
  }
}

function whoseList(theirs: LayoutView, suppliers: SupplierView[]): QuestionView {
  const names = suppliers.map(one => `“${one.name}”`).join(', ')
  return {
    code: 'which_supplier',
    message: `The lists of ${names} have these headings. Whose list is this?`,
    choices: suppliers.map(({ name }) => ({
      value: name,
      label: name,
      detail: 'cost from “Trade_Cost”',
      layout: { ...theirs, supplier: name },
    })),
  }
}

function workedOf(layout: LayoutView, ready: boolean): WorkedView {
  const [first] = fakeRecords
  if (!first || !ready) return { line: 0, name: '', code: '', price: '', cost: '' }
  const cell = (place: number) => first.cells[place - 1] ?? ''
  return {
    line: first.line,
    name: cell(layout.name),
    code: cell(layout.code),
    price: cell(layout.price),
    cost: cell(layout.cost),
  }
}

// problemOf says why a record is not priced.
function problemOf({ line, cells }: FakeRecord): ProblemView | undefined {
  if (cells.filter(cell => cell !== '').length > 1) {
    const amount = cells[4] ?? ''
    const code = amount === '' ? 'amount_empty' : 'amount_unreadable'
    const message = amount === '' ? 'The price is empty.' : `“${amount}” is not an amount.`
    return /^[\d.]+$/.test(amount) ? undefined : { code, kind: 'invalid', message, line, column: 5 }
  }
  const text = cells.find(cell => cell !== '') ?? ''
  return { code: 'heading', kind: 'not_a_product', message: `“${text}” is a heading or a note.`, line, column: 0 }
}

function questionsOf(layout: LayoutView): QuestionView[] {
  const questions: QuestionView[] = []
  if (layout.decimal === '') {
    questions.push({
      code: 'decimal_mark',
      message: 'How much is “12,65”?',
      choices: [
        {
          value: ',',
          label: '12.65',
          detail: 'The comma parts the cents; a point parts the thousands.',
          layout: { ...layout, decimal: ',' },
        },
        {
          value: '.',
          label: '1,265.00',
          detail: 'The point parts the cents; a comma parts the thousands.',
          layout: { ...layout, decimal: '.' },
        },
      ],
    })
  }
  if (layout.price === 0) {
    questions.push({
      code: 'which_price',
      message: 'Is “List_Price” the price that your customers pay?',
      choices: [
        {
          value: 'List_Price',
          label: 'List_Price',
          detail: '10MM COPPER TUBE 3M: 12,50; 15mm Copper Tube 3m: 18,50',
          layout: { ...layout, price: 5 },
        },
      ],
    })
  }
  return questions
}
