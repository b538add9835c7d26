import { Button, Progress } from '@mantine/core'
import { IconArrowBackUp, IconTable } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Places, Row } from '../../backend/plan-rows'
import { queries } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { DecidedView, DecisionView, ErrorView, PlanView, RowDetailView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import { useFormat } from '../../components/format-context'
import { ActionBar } from '../../components/page'
import { plural } from '../../lib/format'
import { keyLabel, useKeys } from '../../lib/keys'
import { best, type Choice, choicesOf, decisionFor } from './choices'
import { ItemSearch } from './item-search'
import classes from './queue.module.css'
import { QueueCard } from './queue-card'
import { QueueDone } from './queue-done'
import { QueueList } from './queue-list'
import { called, didWords, tookBackWords } from './queue-words'
import { nextOf, queueOf, type Ranks, waitsFor } from './waiting'

export type Decide = (
  decision: DecisionView,
) => Promise<{ done?: DecidedView | undefined; refused?: ErrorView | undefined }>

interface QueueProps {
  plan: PlanView
  at: Places
  rows: Row[]
  complete: boolean // every row of the plan is here
  supplier: string
  onDecide: Decide
  onTakeBack: () => ReturnType<Decide>
  onClose: () => void
}

// Queue leads through the rows that wait, one after the other, by one key each. The list keeps the focus; what happened and what
// comes next is told to screen readers.
export function Queue({ plan, at, rows, complete, supplier, onDecide, onTakeBack, onClose }: QueueProps) {
  const format = useFormat()
  const client = useQueryClient()
  const backend = useBackend()
  const ranks = useRef<Ranks>(new Map())
  const list = useRef<HTMLDivElement>(null)
  const cell = useRef<HTMLInputElement>(null)
  // Ticks are kept in the rows themselves, so the selection tells that they changed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: plan stands for the ticks
  const queue = useMemo(() => queueOf(rows, at, ranks.current), [rows, at, plan])
  const [line, setLine] = useState('')
  const [searching, setSearching] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ErrorView>()
  const [told, setTold] = useState('')
  const place = Math.max(
    0,
    queue.findIndex(row => row[at.line] === line),
  )
  const row = queue[place]
  const number = Number(row?.[at.line] ?? 0)
  const detail = useQuery({ ...queries.rowDetail(backend, plan.plan, number), enabled: row !== undefined }).data
  const choices = useMemo(() => (row && detail ? choicesOf(row, at, detail, rows) : []), [row, detail, at, rows])
  const began = Math.max(plan.review.began, queue.length)
  const left = `${format.count(queue.length)} of ${format.count(began)} left`

  useEffect(() => list.current?.focus({ preventScroll: true }), [])
  const following = Number(queue[place + 1]?.[at.line] ?? 0)
  useEffect(() => {
    if (following > 0) void client.prefetchQuery(queries.rowDetail(backend, plan.plan, following))
  }, [client, backend, plan.plan, following])

  const tellNext = (did: string, next: Row[], goTo: string) => {
    const there = next.find(one => one[at.line] === goTo)
    const rest =
      next.length === 0
        ? 'Every row is decided.'
        : `${format.count(next.length)} left.${there ? ` Next: ${called(there, at)}, ${waitsFor(there, at)}.` : ''}`
    setTold(`${did} ${rest}`)
  }
  const carryOut = async (call: Promise<Awaited<ReturnType<Decide>>>, words: (done: DecidedView) => string) => {
    setBusy(true)
    setRefused(undefined)
    const { done, refused: why } = await call
    setBusy(false)
    if (!done) {
      return why
    }
    setSearching(false)
    const fresh = new Map(done.rows.map(one => [one[at.line], one]))
    const next = queueOf(
      rows.map(one => fresh.get(one[at.line]) ?? one),
      at,
      ranks.current,
    )
    const back = done.plan.review.steps < plan.review.steps
    const goTo = back ? String(done.line) : nextOf(queue, next, at, String(done.line))
    setLine(goTo)
    tellNext(words(done), next, goTo)
    list.current?.focus({ preventScroll: true })
    return undefined
  }
  const decide = async (what: string, more: { item?: string; text?: string; line?: number } = {}) => {
    if (busy || !row) return undefined
    const decision = { line: more.line ?? number, what, item: more.item ?? '', text: more.text ?? '' }
    const target = choices.find(choice => choice.item === decision.item && choice.item !== '')
    const why = await carryOut(onDecide(decision), () => didWords(what, row, at, target?.name ?? '', decision.line))
    if (what !== 'correct') setRefused(why) // the field tells its own
    return why
  }
  const takeBack = () => {
    if (busy || plan.review.steps === 0) return
    void carryOut(onTakeBack(), done => {
      const about = rows.find(one => one[at.line] === String(done.line))
      return tookBackWords(done.what, about, at)
    }).then(setRefused)
  }
  const choose = (choice: Choice | undefined) => {
    if (row && choice) void decide(...decisionFor(row, at, choice))
    else setTold('Press the number of an item, or P to pick another one.')
  }
  const move = (to: number) => {
    const next = queue[Math.min(queue.length - 1, Math.max(0, to))]
    if (next) setLine(next[at.line] ?? '')
  }
  const can = row ? actionsOf(row, at, detail) : nothingToDo
  const plain = (act: () => void) => (event: KeyboardEvent) => {
    if (searching || !row || onControl(event)) return false
    act()
    return true
  }
  const numbers = Object.fromEntries(
    Array.from({ length: 9 }, (_, i) => [`${i + 1}`, plain(() => choices[i] && choose(choices[i]))]),
  )
  useKeys({
    ...numbers,
    enter: plain(() => detail && choose(best(row as Row, at, choices))),
    a: plain(() => detail && choose(best(row as Row, at, choices))),
    p: plain(() => can.pick && setSearching(true)),
    '/': plain(() => can.pick && setSearching(true)),
    c: plain(() => can.create && void decide('create')),
    s: plain(() => void decide('skip')),
    n: plain(() => can.never && void decide('never')),
    e: plain(() => cell.current?.focus()),
    arrowdown: plain(() => move(place + 1)),
    arrowup: plain(() => move(place - 1)),
    home: plain(() => move(0)),
    end: plain(() => move(queue.length - 1)),
    'mod+z': event => (editing(event) ? false : takeBack()),
    escape: () => {
      if (!searching) return onClose()
      setSearching(false)
      list.current?.focus({ preventScroll: true })
    },
  })

  const done = complete && queue.length === 0
  return (
    <>
      <main className={classes.queue}>
        <div className={classes.head}>
          <h1 className={classes.title}>{done ? 'Every row is decided' : 'Decide row by row'}</h1>
          <p className={classes.left}>{left}</p>
          <Progress
            className={classes.progress}
            size={8}
            value={began === 0 ? 100 : (100 * (began - queue.length)) / began}
            color="var(--accent)"
            aria-label={left}
          />
        </div>
        <p className="hidden" role="status" aria-live="polite">
          {told}
        </p>
        {refused && (
          <div className={classes.refused}>
            <ErrorBanner error={refused} />
          </div>
        )}
        {done ? (
          <QueueDone plan={plan} supplier={supplier} onClose={onClose} />
        ) : (
          <div className={classes.panes}>
            <QueueList ref={list} queue={queue} at={at} place={place} onChoose={move} />
            <div className={classes.pane}>
              {row && detail && searching && (
                <ItemSearch
                  plan={plan.plan}
                  row={row}
                  at={at}
                  onPick={item => void decide('pick', { item })}
                  onLeave={() => {
                    setSearching(false)
                    list.current?.focus({ preventScroll: true })
                  }}
                />
              )}
              {row && detail && !searching && (
                <QueueCard
                  key={number}
                  row={row}
                  at={at}
                  detail={detail}
                  choices={choices}
                  can={can}
                  busy={busy}
                  cell={cell}
                  onChoose={choose}
                  onPick={() => setSearching(true)}
                  onDecide={what => void decide(what)}
                  onCorrect={text => decide('correct', { text })}
                  onLeaveCell={() => list.current?.focus({ preventScroll: true })}
                />
              )}
            </div>
          </div>
        )}
      </main>
      <ActionBar
        actions={
          <>
            <Button
              leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
              rightSection={<kbd className={classes.key}>{keyLabel('mod+z')}</kbd>}
              disabled={plan.review.steps === 0}
              onClick={takeBack}
            >
              Undo
            </Button>
            <Button
              leftSection={<IconTable size={16} aria-hidden="true" />}
              rightSection={<kbd className={classes.key}>{keyLabel('escape')}</kbd>}
              onClick={onClose}
            >
              All rows
            </Button>
          </>
        }
      >
        <div>
          <p>
            <strong>{left}</strong>
            {plan.review.steps > 0 && ` · ${plural(format, plan.review.steps, 'decision')}`}
          </p>
          <p className="muted">Nothing has been written to Jobber yet.</p>
        </div>
      </ActionBar>
    </>
  )
}

export interface Actions {
  pick: boolean
  create: boolean
  never: boolean
  correct: boolean
}

const nothingToDo: Actions = { pick: false, create: false, never: false, correct: false }

// actionsOf says what can be decided about a row beside taking one of its choices.
function actionsOf(row: Row, at: Places, detail: RowDetailView | undefined): Actions {
  const verdict = row[at.verdict] ?? ''
  const open = verdict === 'unmatched' || verdict === 'ambiguous'
  return {
    pick: open || verdict === 'duplicate' || verdict === 'held',
    create: open && detail?.creatable === true,
    never: open || verdict === 'duplicate' || verdict === 'held',
    correct: detail !== undefined && detail.correctable.field !== '',
  }
}

// onControl says whether a key belongs to a button or a field that has the focus.
function onControl(event: KeyboardEvent): boolean {
  const target = event.target
  if (editing(event)) return true
  return event.key === 'Enter' && target instanceof Element && target.closest('button, a') !== null
}

function editing(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest('input, textarea, select') !== null
}
