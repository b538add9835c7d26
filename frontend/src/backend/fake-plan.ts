import { differing } from '../lib/words'
import { type FakeItem, fakeCatalog } from './fake-catalog'
import { fakeHeaders, fakeRecords } from './fake-list'
import type {
  CandidateView,
  CreateView,
  HoldView,
  LayoutView,
  PartView,
  PlanView,
  RowColumn,
  RowDetailView,
  RulesView,
  SelectionView,
} from './views'

// A small planner, so that the make-believe backend's tiles, sums and margins are exact. Amounts are whole cents; null
// is none.

export interface FakePrices {
  price: number | null
  cost: number | null
}

export interface FakeRow {
  line: number
  name: string
  code: string
  verdict: string
  reason: string
  message: string
  holds: HoldView[]
  flags: string[]
  rule: string
  item: FakeItem | undefined
  matchedBy: string
  candidates: FakeItem[]
  suggestions: FakeItem[]
  list: FakePrices
  before: FakePrices
  after: FakePrices
  ticked: boolean
  cells: string[]
  taken?: boolean // of the rows that reach its item, this one was taken
  synced?: boolean // a trial wrote it
  markup?: { before: string; after: string } // in percent, where a rule writes it
}

export interface FakePlan {
  id: string
  kind: 'sync' | 'undo'
  undoOf: string
  account: string
  file: string
  rules: RulesView
  rows: FakeRow[]
  holds: HoldView[]
  applied: boolean
  supplier: string
  create: CreateView
  missing: FakeRow[] // lines -1, -2, …
  synced: Set<number> // lines that a trial wrote
  began: number // rows that waited at first
  steps: { what: string; line: number; rows: FakeRow[] }[] // decisions, with the rows before each
}

const nothing: FakePrices = { price: null, cost: null }

export const rowColumns: RowColumn[] = [
  'line',
  'name',
  'code',
  'verdict',
  'reason',
  'message',
  'holds',
  'flags',
  'rule',
  'item',
  'itemName',
  'matchedBy',
  'listPrice',
  'listCost',
  'beforePrice',
  'beforeCost',
  'afterPrice',
  'afterCost',
  'change',
  'changePercent',
  'marginBefore',
  'marginAfter',
  'ticked',
  'tickable',
  'waits',
]

// planRows works out every row of the list against the items as they are now.
export function planRows(layout: LayoutView, rules: RulesView, now: Map<string, FakePrices>): FakeRow[] {
  const rows = fakeRecords.map(record => {
    const cell = (column: number) => (column > 0 ? (record.cells[column - 1] ?? '') : '')
    const row: FakeRow = {
      line: record.line,
      name: cell(layout.name),
      code: cell(layout.code),
      verdict: '',
      reason: '',
      message: '',
      holds: [],
      flags: [],
      rule: '',
      item: undefined,
      matchedBy: '',
      candidates: [],
      suggestions: [],
      list: nothing,
      before: nothing,
      after: nothing,
      ticked: false,
      cells: record.cells,
    }
    const price = readCents(cell(layout.price))
    const cost = readCents(cell(layout.cost))
    if (cell(layout.price) === '' && cell(layout.cost) === '') {
      return { ...row, verdict: 'not_a_product', reason: 'heading', message: 'This line is not a product.' }
    }
    if (layout.price > 0 && price === null) {
      const text = cell(layout.price)
      return {
        ...row,
        verdict: 'invalid',
        reason: text === '' ? 'amount_empty' : 'amount_unreadable',
        message: text === '' ? 'The price is empty.' : `“${text}” is not an amount.`,
      }
    }
    row.list = { price, cost }
    return matched(row, rules, now)
  })
  holdDuplicates(rows)
  return rows
}

// putRight returns an invalid row with a price that a person wrote.
export function putRight(row: FakeRow, price: string, rules: RulesView, now: Map<string, FakePrices>): FakeRow {
  return matched({ ...row, flags: ['corrected'], list: { ...row.list, price: readCents(price) } }, rules, now)
}

function matched(row: FakeRow, rules: RulesView, now: Map<string, FakePrices>): FakeRow {
  const exact = fakeCatalog.filter(item => item.name === row.name)
  const folded = fakeCatalog.filter(item => fold(item.name) === fold(row.name))
  const found = exact.length > 0 ? exact : folded
  const [item, ...others] = found
  if (!item) {
    const words = new Set(fold(row.name).split(/\W+/))
    return {
      ...row,
      verdict: 'unmatched',
      reason: 'no_item',
      message: 'No item in Jobber has this name.',
      suggestions: fakeCatalog
        .filter(
          one =>
            fold(one.name)
              .split(/\W+/)
              .filter(word => words.has(word)).length > 1,
        )
        .slice(0, 3),
    }
  }
  if (others.length > 0) {
    return {
      ...row,
      verdict: 'ambiguous',
      reason: 'two_items',
      message: `${found.length} items in Jobber have this name, so it is not clear which one is meant.`,
      candidates: found,
    }
  }
  const before = now.get(item.id) ?? { price: item.price, cost: item.cost }
  const planned = { ...row, item, matchedBy: exact.length > 0 ? 'name' : 'name_folded', before }
  return judged(planned, rules)
}

export function judged(row: FakeRow, rules: RulesView): FakeRow {
  const { before, list } = row
  let price = list.price ?? before.price
  let rule = ''
  if (rules.markup !== '' && list.cost !== null) {
    price = Math.round((list.cost * (10000 + Math.round(Number(rules.markup) * 100))) / 10000)
    rule = `Markup ${rules.markup}%: ${text(list.cost)} + ${rules.markup}% = ${text(price)}`
  }
  let cost = list.cost ?? before.cost
  let kept = false
  if (rules.onlyIncrease) {
    if (price !== null && before.price !== null && price < before.price) {
      price = before.price
      kept = true
    }
    if (cost !== null && before.cost !== null && cost < before.cost) {
      cost = before.cost
      kept = true
    }
  }
  const after = { price, cost }
  const done = { ...row, after, rule }
  if (price === before.price && cost === before.cost) {
    return {
      ...done,
      verdict: 'unchanged',
      reason: kept ? 'only_increase' : 'same_as_jobber',
      message: kept ? 'The list would lower it; only increases are taken.' : 'Same as in Jobber.',
    }
  }
  const holds = holdsOf(after, before)
  if (holds.length > 0) {
    return { ...done, verdict: 'held', reason: holds[0]?.code ?? '', message: holds[0]?.message ?? '', holds }
  }
  return { ...done, verdict: 'update', reason: 'increase', message: changeSentence(before, after), ticked: true }
}

function holdsOf(after: FakePrices, before: FakePrices): HoldView[] {
  const holds: HoldView[] = []
  const { price, cost } = after
  if (price === 0) return [{ code: 'zero_price', message: 'The new price would be 0.00.' }]
  if (price !== null && before.price !== null && before.price > 0) {
    for (const times of [10, 100]) {
      if (price === before.price * times) {
        return [
          {
            code: 'slipped_decimal',
            message: `Price goes from ${text(before.price)} to ${text(price)}, about ${times} times as much: the decimal mark may have slipped.`,
          },
        ]
      }
    }
    const percent = percentText(price, before.price)
    if (Math.abs(Number(percent)) > 25) {
      const way = price > before.price ? 'rises' : 'falls'
      holds.push({ code: 'large_change', message: `Price ${way} ${percent.replace('-', '')}%; your limit is 25%.` })
    }
  }
  if (price !== null && cost !== null && price < cost) {
    holds.unshift({
      code: 'below_cost',
      message: `The new price ${text(price)} is below the new cost ${text(cost)}.`,
    })
  }
  return holds
}

// changeSentence says what an update does to both fields, as Go does.
function changeSentence(before: FakePrices, after: FakePrices): string {
  const parts = (['price', 'cost'] as const).flatMap(field => {
    const [from, to] = [before[field], after[field]]
    if (from === null || to === null || from === to) return []
    const size = percentText(to, from).replace('-', '')
    return [`${field} ${to < from ? 'falls' : 'rises'} from ${text(from)} to ${text(to)} (${size}%)`]
  })
  const sentence = parts.join('; ')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}

// holdDuplicates turns rows that reach the same item with different amounts into duplicates, none of which is picked.
export function holdDuplicates(rows: FakeRow[]): void {
  const byItem = new Map<string, FakeRow[]>()
  for (const row of rows) {
    if (row.item && row.reason !== 'left_out') byItem.set(row.item.id, [...(byItem.get(row.item.id) ?? []), row])
  }
  for (const same of byItem.values()) {
    if (same.length < 2) continue
    const taken = same.find(one => one.taken)
    for (const row of same) {
      if (row === taken) continue
      const other = same.find(one => one !== row)
      Object.assign(
        row,
        taken
          ? {
              verdict: 'unchanged',
              reason: 'other_taken',
              message: `You took line ${taken.line} for “${row.item?.name}”, so nothing is sent for this one.`,
              after: row.before,
            }
          : { verdict: 'duplicate', reason: 'same_item', message: `Line ${other?.line ?? ''} reaches the same item.` },
        { ticked: false, holds: [] },
      )
    }
  }
}

export function tickable(row: FakeRow): boolean {
  return !row.synced && (row.verdict === 'update' || row.verdict === 'held' || row.verdict === 'create')
}

// rowTexts returns a row as PreviewRows sends it, in the order of rowColumns.
export function rowTexts(row: FakeRow): string[] {
  const by = basis(row)
  return [
    String(row.line),
    row.name,
    row.code,
    row.verdict,
    row.reason,
    row.message,
    row.holds.map(hold => hold.code).join(' '),
    row.flags.join(' '),
    row.rule,
    row.item?.id ?? '',
    row.item?.name ?? (row.verdict === 'create' ? row.name : ''),
    row.matchedBy,
    text(row.list.price),
    text(row.list.cost),
    text(row.before.price),
    text(row.before.cost),
    text(row.after.price),
    text(row.after.cost),
    by ? text(by.after - by.before) : '',
    by ? percentText(by.after, by.before) : '',
    marginText(row.before),
    marginText(row.after),
    row.ticked ? '1' : '',
    tickable(row) ? '1' : '',
    waits(row),
  ]
}

// waits says for what a row waits, as Go does.
export function waits(row: FakeRow): string {
  if (row.verdict === 'unmatched' && row.matchedBy === 'link') return ''
  if (row.verdict === 'unmatched' && row.suggestions.length > 0) return 'suggested'
  return ['held', 'ambiguous', 'unmatched', 'duplicate', 'invalid'].includes(row.verdict) ? row.verdict : ''
}

// basis is what the change is judged by: the price, or the cost where the price stays.
function basis(row: FakeRow): { before: number; after: number } | undefined {
  const { before, after } = row
  if (before.price === null || after.price === null) return undefined
  if (before.price !== after.price || before.cost === null || after.cost === null) {
    return { before: before.price, after: after.price }
  }
  return before.cost === after.cost
    ? { before: before.price, after: after.price }
    : { before: before.cost, after: after.cost }
}

function why(row: FakeRow): string {
  if (row.candidates.length > 0) return 'These items have exactly this name.'
  if (row.matchedBy === 'name') return 'The item has exactly this name.'
  return row.matchedBy === '' ? '' : 'The item has this name, when case, spacing and punctuation are ignored.'
}

function pieces(name: string, other: string): PartView[] {
  return differing(name, other).map(part => ({ text: part.text, differs: part.differs }))
}

// candidateOf shows an item beside what a row is called.
export function candidateOf(
  called: string,
  item: FakeItem,
  score: number,
  now: Map<string, FakePrices>,
): CandidateView {
  const current = now.get(item.id) ?? { price: item.price, cost: item.cost }
  return {
    item: item.id,
    name: item.name,
    price: text(current.price),
    cost: text(current.cost),
    score,
    rowParts: pieces(called, item.name),
    nameParts: pieces(item.name, called),
  }
}

export function rowDetail(row: FakeRow, rows: FakeRow[], now: Map<string, FakePrices>): RowDetailView {
  const called = row.name || row.code
  const candidate = (item: FakeItem, score: number) => candidateOf(called, item, score, now)
  return {
    line: row.line,
    verdict: row.verdict,
    message: row.message,
    holds: row.holds,
    flags: row.flags,
    rule: row.rule,
    matchedBy: row.matchedBy,
    why: why(row),
    candidates: row.candidates.map(item => candidate(item, 0)),
    suggestions: row.suggestions.map((item, at) => candidate(item, 82 - 9 * at)),
    sameItem: rows.filter(one => one !== row && one.item && one.item.id === row.item?.id).map(one => one.line),
    winner:
      row.verdict === 'duplicate'
        ? Math.max(...rows.filter(one => one.item && one.item.id === row.item?.id).map(one => one.line))
        : 0,
    cells: fakeHeaders.map((header, at) => ({ header, text: row.cells[at] ?? '' })),
    history:
      row.item && row.before.price !== null
        ? [
            {
              run: 'run-2',
              when: '2027-01-12T14:05:00Z',
              priceBefore: text(row.before.price - 85),
              priceAfter: text(row.before.price),
              costBefore: text((row.before.cost ?? 0) - 40),
              costAfter: text(row.before.cost),
            },
          ]
        : [],
    correctable: correctableOf(row),
    create:
      row.verdict === 'create'
        ? {
            name: row.name,
            description: '',
            category: 'product',
            price: text(row.after.price),
            cost: text(row.after.cost),
            taxable: false,
          }
        : null,
    lock: null,
    hides: row.line < 0,
    synced: row.synced === true,
    creatable: row.verdict === 'unmatched' || row.verdict === 'ambiguous',
    markupBefore: row.markup?.before ?? '',
    markupAfter: row.markup?.after ?? '',
  }
}

function correctableOf(row: FakeRow) {
  const corrected = row.flags.includes('corrected')
  if (row.verdict !== 'invalid' && !corrected) return { field: '', was: '', is: '' }
  return { field: 'price', was: row.cells[4] ?? '', is: corrected ? text(row.list.price) : '' }
}

export function planView(plan: FakePlan): PlanView {
  const counts: Record<string, number> = { increase: 0, decrease: 0 }
  for (const verdict of [
    'update',
    'create',
    'held',
    'ambiguous',
    'unmatched',
    'duplicate',
    'invalid',
    'unchanged',
    'not_a_product',
  ]) {
    counts[verdict] = plan.rows.filter(row => row.verdict === verdict).length
  }
  counts.increase = plan.rows.filter(row => row.verdict === 'update' && rises(row)).length
  counts.decrease = (counts.update ?? 0) - counts.increase
  return {
    plan: plan.id,
    kind: plan.kind,
    undoOf: plan.undoOf,
    fingerprint: '9d1c',
    account: plan.account,
    file: plan.file,
    rows: plan.rows.length,
    counts,
    notes: [],
    holds: plan.holds,
    changeLimit: '25',
    rules: plan.rules,
    supplier: plan.supplier,
    create: plan.create,
    missing: plan.missing.length,
    selection: selectionOf(plan),
    review: {
      began: plan.began,
      steps: plan.steps.length,
      done: Object.fromEntries(
        plan.steps.map(({ what }) => [what, plan.steps.filter(step => step.what === what).length]),
      ),
    },
    columns: rowColumns,
  }
}

export function rises(row: FakeRow): boolean {
  const by = basis(row)
  return by !== undefined && by.after > by.before
}

export function selectionOf(plan: FakePlan): SelectionView {
  const rows = [...plan.rows, ...plan.missing]
  const ticked = rows.filter(row => row.ticked)
  const held = rows.filter(row => row.verdict === 'held')
  let largest: FakeRow | undefined
  let sum = 0
  for (const row of ticked) {
    sum += (row.after.price ?? 0) - (row.before.price ?? 0)
    if (!largest || Math.abs(changeOf(row)) > Math.abs(changeOf(largest))) largest = row
  }
  const by = largest ? basis(largest) : undefined
  return {
    ticked: ticked.length,
    tickable: rows.filter(tickable).length,
    heldTicked: held.filter(row => row.ticked).length,
    heldWaiting: held.filter(row => !row.ticked).length,
    increases: ticked.filter(rises).length,
    decreases: ticked.filter(row => !rises(row)).length,
    priceSum: text(sum),
    largest: by ? percentText(by.after, by.before) : '',
    largestName: largest?.item?.name ?? '',
    marginBefore: average(ticked.map(row => row.before)),
    marginAfter: average(ticked.map(row => row.after)),
    seconds: Math.ceil(ticked.length / 2),
    creating: ticked.filter(row => row.verdict === 'create').length,
    hiding: ticked.filter(row => row.line < 0).length,
    synced: plan.synced.size,
  }
}

function changeOf(row: FakeRow): number {
  const by = basis(row)
  return by && by.before > 0 ? (by.after - by.before) / by.before : 0
}

// average is over price of all rows with both amounts together.
function average(all: FakePrices[]): string {
  const shares = all.flatMap(one => (one.price && one.cost !== null ? [(one.price - one.cost) / one.price] : []))
  return shares.length === 0 ? '' : ((100 * shares.reduce((sum, one) => sum + one, 0)) / shares.length).toFixed(1)
}

function marginText(prices: FakePrices): string {
  if (!prices.price || prices.cost === null) return ''
  return tenths(Math.round((1000 * (prices.price - prices.cost)) / prices.price))
}

export function percentText(after: number, before: number): string {
  return before === 0 ? '' : tenths(Math.round((1000 * (after - before)) / before))
}

function tenths(n: number): string {
  return (n / 10).toFixed(1)
}

export function text(cents: number | null): string {
  return cents === null ? '' : (cents / 100).toFixed(2)
}

function readCents(cell: string): number | null {
  return /^\d+\.\d\d$/.test(cell) ? Math.round(Number(cell) * 100) : null
}

function fold(name: string): string {
  return name.toLowerCase().replace(/\s+/g, ' ').trim()
}
