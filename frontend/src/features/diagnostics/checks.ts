import type { ChecksView, CheckView } from '../../backend/views'
import type { Format } from '../../lib/format'

// CheckGroup is the checks that ended alike.
export interface CheckGroup {
  status: string
  word: string
  checks: CheckView[]
}

const order: { status: string; word: string; counted: string }[] = [
  { status: 'failed', word: 'Fix', counted: 'to fix' },
  { status: 'warning', word: 'Look', counted: 'to look at' },
  { status: 'ok', word: 'Good', counted: 'good' },
  { status: 'skipped', word: 'Not checked', counted: 'not checked' },
]

// groups sorts checks by how they ended, what is to be fixed first.
export function groups({ checks }: ChecksView): CheckGroup[] {
  return order
    .map(({ status, word }) => ({ status, word, checks: checks.filter(check => check.status === status) }))
    .filter(group => group.checks.length > 0)
}

// summary sums a self-check up in a line: "1 to fix, 17 good · 0.8 s".
export function summary(checks: ChecksView, format: Format): string {
  const counts = order
    .map(({ status, counted }) => ({ counted, n: checks.checks.filter(check => check.status === status).length }))
    .filter(({ n }) => n > 0)
    .map(({ counted, n }) => `${format.count(n)} ${counted}`)
  const ms = checks.checks.reduce((total, one) => total + one.ms, 0)
  return `${counts.join(', ')} · ${took(ms, format)}`
}

// took writes a time in milliseconds: "under 1 ms", "9 ms", "1.34 s".
export function took(ms: number, format: Format): string {
  if (ms < 1) return 'under 1 ms'
  return ms < 1000 ? `${format.count(ms)} ms` : `${format.amount((ms / 1000).toFixed(2))} s`
}

// asText is a self-check for an e-mail.
export function asText(checks: ChecksView, format: Format, program: string): string {
  const lines = groups(checks).flatMap(({ word, checks: alike }) => [
    '',
    `${word}:`,
    ...alike.map(
      one =>
        `  ${one.title} (${one.code}, ${took(one.ms, format)}): ${[one.message, one.hint].filter(Boolean).join(' ')}`,
    ),
  ])
  return [`${program}, self-check ${checks.ref}: ${summary(checks, format)}`, ...lines].join('\n')
}
