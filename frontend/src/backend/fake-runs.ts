import { fakeCatalog } from './fake-catalog'
import { noCreation } from './fake-guards'
import { type FakePlan, type FakePrices, type FakeRow, text } from './fake-plan'
import type { RunDetailView, RunRowView, RunView } from './views'

// Runs of the make-believe history, each with rows that add up to its counts.

const outcomes = ['applied', 'rejected', 'changed_elsewhere', 'skipped', 'not_sent', 'unknown']

export function countsOf(rows: RunRowView[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const outcome of outcomes) counts[outcome] = rows.filter(row => row.outcome === outcome).length
  return counts
}

// settle returns what becomes of one planned row: most are applied, and with troubles three are not.
export function settle(row: FakeRow, index: number, troubles: boolean): RunRowView {
  const applied = runRow(row, 'applied', '')
  if (!troubles) return applied
  if (index === 6) {
    const moved = text((row.before.price ?? 0) + 270)
    const message = `The price in Jobber is now ${moved}; the preview showed ${text(row.before.price)} and would set ${text(row.after.price)}. It was left alone.`
    return { ...applied, outcome: 'changed_elsewhere', message, storedPrice: moved, storedCost: text(row.before.cost) }
  }
  if (index === 17) {
    const message = 'Jobber says: “Name has already been taken”. The price was not changed.'
    return {
      ...applied,
      outcome: 'rejected',
      message,
      storedPrice: text(row.before.price),
      storedCost: text(row.before.cost),
    }
  }
  if (index === 29) {
    const message = 'Jobber did not answer twice, and the item still has its old values. Sync this row again.'
    return { ...applied, outcome: 'unknown', message, storedPrice: '', storedCost: '' }
  }
  return applied
}

export function runRow(row: FakeRow, outcome: string, message: string): RunRowView {
  return {
    line: row.line,
    item: row.item?.id ?? '',
    itemName: row.item?.name ?? '',
    name: row.name,
    code: row.code,
    outcome,
    message,
    beforePrice: text(row.before.price),
    beforeCost: text(row.before.cost),
    sentPrice: text(row.after.price),
    sentCost: text(row.after.cost),
    storedPrice: text(row.after.price),
    storedCost: text(row.after.cost),
    differs: false,
    created: row.verdict === 'create',
    visible: row.line < 0 ? 'hidden' : '',
  }
}

export function runOf(plan: FakePlan, id: string, rows: RunRowView[], started: string, seconds: number): RunView {
  const counts = countsOf(rows)
  const open = counts.not_sent ?? 0
  const bad = (counts.rejected ?? 0) + (counts.changed_elsewhere ?? 0) + (counts.unknown ?? 0)
  return {
    run: id,
    kind: plan.kind,
    undoOf: plan.undoOf,
    plan: plan.id,
    ref: `9C4D-${id.replace(/\D/g, '').padStart(2, '0')}`,
    started,
    ended: new Date(Date.parse(started) + seconds * 1000).toISOString(),
    seconds,
    status: open > 0 ? 'stopped' : bad > 0 ? 'partial' : 'done',
    account: plan.account,
    user: 'dana',
    file: plan.file,
    sha256: '5f2b1c6e0d9a47c3a8e1f4b7092d6c3e5a8b1f0c7d2e9a4b6c8f1e3d5a7b9c02',
    rules: plan.rules,
    counts,
    total: rows.length,
    requests: Math.ceil(rows.length / 10) * 2,
    throttled: 0,
    resumable: open > 0,
    undoable: counts.applied ?? 0,
    trial: false,
    left: 0,
  }
}

interface Past {
  id: string
  started: string
  seconds: number
  kind: 'sync' | 'undo'
  undoOf: string
  file: string
  user: string
  applied: number
  notSent: number
  first: number // of the catalog
}

const past: Past[] = [
  {
    id: 'run-5',
    started: '2027-03-08T09:42:00Z',
    seconds: 21,
    kind: 'sync',
    undoOf: '',
    file: 'Pipeline Supplies Spring 2027.csv',
    user: 'dana',
    applied: 39,
    notSent: 0,
    first: 20,
  },
  {
    id: 'run-4',
    started: '2027-01-12T14:05:00Z',
    seconds: 58,
    kind: 'sync',
    undoOf: '',
    file: 'HeatCo trade January.csv',
    user: 'dana',
    applied: 118,
    notSent: 0,
    first: 80,
  },
  {
    id: 'run-3',
    started: '2027-01-12T13:51:00Z',
    seconds: 4,
    kind: 'undo',
    undoOf: 'run-2',
    file: 'HeatCo trade January.csv',
    user: 'dana',
    applied: 5,
    notSent: 0,
    first: 80,
  },
  {
    id: 'run-2',
    started: '2027-01-12T13:47:00Z',
    seconds: 4,
    kind: 'sync',
    undoOf: '',
    file: 'HeatCo trade January.csv',
    user: 'dana',
    applied: 5,
    notSent: 0,
    first: 80,
  },
  {
    id: 'run-1',
    started: '2026-10-21T10:20:00Z',
    seconds: 33,
    kind: 'sync',
    undoOf: '',
    file: 'bathroom-list-2026.csv',
    user: 'priya',
    applied: 61,
    notSent: 0,
    first: 130,
  },
  {
    id: 'run-6',
    started: '2026-09-06T15:33:00Z',
    seconds: 40,
    kind: 'sync',
    undoOf: '',
    file: 'Pipeline Supplies Autumn.csv',
    user: 'priya',
    applied: 27,
    notSent: 12,
    first: 10,
  },
]

// pastRuns returns the history of the settled firm, newest first.
export function pastRuns(account: string): RunDetailView[] {
  return past.map(one => {
    const rows = fakeCatalog.slice(one.first, one.first + one.applied + one.notSent).map((item, index): RunRowView => {
      const after: FakePrices = { price: item.price, cost: item.cost }
      const before: FakePrices = { price: item.price - 5 - ((index * 35) % 90), cost: item.cost - ((index * 7) % 15) }
      const sent = index < one.applied
      return {
        line: index + 5,
        item: item.id,
        itemName: item.name,
        name: item.name.toUpperCase(),
        code: item.code,
        outcome: sent ? 'applied' : 'not_sent',
        message: sent ? '' : 'The run ended before this row.',
        beforePrice: text(before.price),
        beforeCost: text(before.cost),
        sentPrice: text(after.price),
        sentCost: text(after.cost),
        storedPrice: sent ? text(after.price) : '',
        storedCost: sent ? text(after.cost) : '',
        differs: false,
        created: false,
        visible: '',
      }
    })
    const plan: FakePlan = {
      id: `plan-of-${one.id}`,
      kind: one.kind,
      undoOf: one.undoOf,
      account,
      file: one.file,
      rules: { onlyIncrease: one.user === 'priya', markup: '' },
      rows: [],
      holds: [],
      began: 0,
      steps: [],
      applied: true,
      supplier: '',
      create: noCreation,
      missing: [],
      synced: new Set(),
    }
    return { run: { ...runOf(plan, one.id, rows, one.started, one.seconds), user: one.user }, rows }
  })
}
