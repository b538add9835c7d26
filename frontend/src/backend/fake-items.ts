import { marginOf, percentChange } from '../lib/decimal'
import { type FakeItem, fakeCatalog, toFive } from './fake-catalog'
import { type FakePrices, text } from './fake-plan'
import type { ItemDetailView, ItemPointView, LinkedView, ListingView } from './views'

// How the make-believe firm's prices went. Every past ends with what the item costs now.

const readAt = '2027-03-22T09:38:00Z'
const from = '2025-03-22T00:00:00Z'
const yearAgo = '2026-03-22'

const columns = ['item', 'name', 'category', 'price', 'cost', 'margin', 'changed', 'marks', 'steps', 'words']

interface Point {
  when: string
  price: number
  cost: number | null
  run: string
  file: string
}

const runs = [
  { when: '2027-03-08T09:42:00Z', run: 'run-5', file: 'Pipeline Supplies Spring 2027.csv', first: 20, rows: 39 },
  { when: '2027-01-12T14:05:00Z', run: 'run-4', file: 'HeatCo trade January.csv', first: 80, rows: 118 },
  { when: '2026-10-21T10:20:00Z', run: 'run-1', file: 'bathroom-list-2026.csv', first: 130, rows: 61 },
  { when: '2026-09-06T15:33:00Z', run: 'run-6', file: 'Pipeline Supplies Autumn.csv', first: 10, rows: 27 },
]

const found = ['2026-05-04T08:10:00Z', '2025-11-19T16:22:00Z', '2025-07-02T11:04:00Z']

// pastOf returns what is known of an item, newest first.
function pastOf(at: number, now: FakePrices): Point[] {
  const price = now.price ?? 0
  if (at % 41 === 3) return [{ when: '2026-12-01T08:00:00Z', price, cost: now.cost, run: '', file: '' }]
  const points: Point[] = []
  let next = { price, cost: now.cost }
  const before = (when: string, run: string, file: string, priceStep: number, costStep: number) => {
    points.push({ when, ...next, run, file })
    next = {
      price: priceStep === 0 ? next.price : toFive(Math.round(next.price / (1 + priceStep / 100))),
      cost: next.cost === null ? null : Math.round(next.cost / (1 + costStep / 100)),
    }
  }
  if (at % 17 === 5) {
    before('2025-02-14T10:00:00Z', '', '', 4, 3)
  } else {
    const rose = at % 23 === 7
    if (rose) before('2027-02-19T09:15:00Z', '', '', 0, 7)
    for (const one of runs) {
      if (at < one.first || at >= one.first + one.rows || (rose && one.run === 'run-5')) continue
      before(one.when, one.run, one.file, 3 + (at % 5), 2 + (at % 4))
    }
    for (const [place, when] of found.entries()) {
      if ((at + place) % 3 === 0) before(when, '', '', (at + place) % 11 === 0 ? -4 : 2 + ((at * 3) % 6), 3)
    }
  }
  points.push({ when: '2024-11-04T08:30:00Z', ...next, run: '', file: '' })
  return points
}

function marksOf(at: number, item: FakeItem, now: FakePrices, target: string): string[] {
  const points = pastOf(at, now)
  const [newest] = points
  let same = points[0]
  for (const point of points) {
    if (point.price !== newest?.price) break
    same = point
  }
  const margin = marginOf(text(now.price), text(now.cost))
  return [
    (now.cost ?? 0) > (same?.cost ?? 0) ? 'cost_rose' : '',
    margin !== '' && target !== '' && Number(margin) < Number(target) ? 'below_target' : '',
    (newest?.when ?? '') < yearAgo ? 'long_same' : '',
    hidden(item) ? 'not_offered' : '',
  ].filter(mark => mark !== '')
}

function hidden(item: FakeItem): boolean {
  return Number(item.id.replace(/\D/g, '')) % 53 === 9
}

function linkedTo(at: number, item: FakeItem): LinkedView[] {
  return at >= 80 && at < 92 ? [{ supplier: 'HeatCo', row: item.code.toLowerCase() }] : []
}

const places = new Map(fakeCatalog.map((item, at) => [item.id, at]))
const byName = fakeCatalog.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))

// fakeListing returns the catalog as it was read last.
export function fakeListing(number: number, rows: string[][], target: string): ListingView {
  const counts: Record<string, number> = { cost_rose: 0, below_target: 0, long_same: 0, not_offered: 0 }
  for (const row of rows) {
    for (const mark of (row[7] ?? '').split(' ')) if (mark !== '') counts[mark] = (counts[mark] ?? 0) + 1
  }
  return {
    listing: `listing-${number}`,
    readAt: rows.length > 0 ? readAt : '',
    at: '2027-03-22T09:42:00Z',
    from,
    items: rows.length,
    counts,
    target,
    columns,
  }
}

// fakeItemRows returns all rows of the listing. A catalog of many copies tells them apart by their names.
export function fakeItemRows(now: Map<string, FakePrices>, copies: number, target: string): string[][] {
  const rows = byName.map(item => itemRow(item, now.get(item.id) ?? item, target))
  if (copies === 1) return rows
  return Array.from({ length: copies }, (_, copy) =>
    rows.map(row => row.map((cell, at) => (at === 0 ? `${cell}-${copy}` : at === 1 ? `${cell} (${copy + 1})` : cell))),
  ).flat()
}

function itemRow(item: FakeItem, now: FakePrices, target: string): string[] {
  const at = places.get(item.id) ?? 0
  const points = pastOf(at, now)
  const [price, cost] = [text(now.price), text(now.cost)]
  return [
    item.id,
    item.name,
    'product',
    price,
    cost,
    marginOf(price, cost),
    points.length > 1 ? (points[0]?.when ?? '') : '',
    marksOf(at, item, now, target).join(' '),
    steps(points),
    linkedTo(at, item)
      .map(one => one.row)
      .join(' '),
  ]
}

function steps(points: Point[]): string {
  const all: { day: number; price: number }[] = []
  for (const point of points.toReversed()) {
    const day = Math.max(0, Math.floor((Date.parse(point.when) - Date.parse(from)) / 86_400_000))
    if (all.at(-1)?.day === day) all.pop()
    if (all.at(-1)?.price !== point.price) all.push({ day, price: point.price })
  }
  return all.map(step => `${step.day}:${text(step.price)}`).join(' ')
}

// fakeItemDetail returns one item with its past.
export function fakeItemDetail(id: string, now: Map<string, FakePrices>, target: string): ItemDetailView | undefined {
  const at = places.get(id.replace(/^(item-\d+)-\d+$/, '$1'))
  const item = at === undefined ? undefined : fakeCatalog[at]
  if (at === undefined || !item) return undefined
  const prices = now.get(item.id) ?? item
  const [price, cost] = [text(prices.price), text(prices.cost)]
  return {
    item: id,
    name: item.name,
    description: at % 3 === 0 ? 'Supplied and fitted; sundries are charged apart.' : '',
    category: 'product',
    taxable: true,
    price,
    cost,
    margin: marginOf(price, cost),
    markup: percentChange(price, cost),
    marks: marksOf(at, item, prices, target),
    at: '2027-03-22T09:42:00Z',
    history: pastOf(at, prices).map(pointView),
    linked: linkedTo(at, item),
  }
}

function pointView(point: Point): ItemPointView {
  const [price, cost] = [text(point.price), text(point.cost)]
  return {
    when: point.when,
    price,
    cost,
    margin: marginOf(price, cost),
    run: point.run,
    kind: point.run === '' ? '' : 'sync',
    file: point.file,
  }
}
