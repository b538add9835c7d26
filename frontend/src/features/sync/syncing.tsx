import { Button, Progress } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconSquare } from '@tabler/icons-react'
import { useMemo } from 'react'
import { places, usePlanRows } from '../../backend/plan-rows'
import { useProgress } from '../../backend/progress'
import { useAct } from '../../backend/queries'
import type { PlanView, RecentRowView } from '../../backend/views'
import { ProgressAnnouncer } from '../../components/announce'
import { WaitBanner } from '../../components/banner'
import { OutcomeChip, outcomeKind } from '../../components/chip'
import { useFormat } from '../../components/format-context'
import { Card, CardHead } from '../../components/page'
import { plural } from '../../lib/format'
import { useFocusOnArrival } from '../../lib/use-focus'
import classes from './sync.module.css'

interface SyncingProps {
  account: string
  what: 'sync' | 'undo' | 'resume'
  plan: PlanView | undefined // not known where a run is resumed
  total: number
}

const outcomes = ['applied', 'rejected', 'changed_elsewhere', 'skipped', 'unknown']

// Syncing shows a run as it goes: how far, how long still, what became of each row, and the ways to stop.
export function Syncing({ account, what, plan, total: expected }: SyncingProps) {
  const format = useFormat()
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  const progress = useProgress()
  const pause = useAct(backend => backend.Pause())
  const go = useAct(backend => backend.Continue())
  const stop = useAct(backend => backend.Cancel())
  const latest =
    progress && ['sync', 'undo', 'resume'].includes(progress.latest.operation) ? progress.latest : undefined
  const total = latest?.total || expected
  const done = latest?.done ?? 0
  const percent = total > 0 ? Math.floor((100 * done) / total) : 0
  const paused = latest?.paused ?? false
  const waiting = latest?.wait ?? ''
  const doing = { sync: 'Syncing to', undo: 'Undoing in', resume: 'Going on in' }[what]
  const state = paused ? 'Paused' : `${doing} ${account}`
  return (
    <main className={classes.step}>
      <div className={classes.narrow}>
        <Card pad label="Progress">
          <div className={classes.progressHead}>
            <div>
              <h1 ref={heading} tabIndex={-1}>
                {state}
              </h1>
              <p className="muted small">
                {paused
                  ? `Nothing is being sent. ${format.count(done)} of ${plural(format, total, 'item')} are done.`
                  : `${format.count(done)} of ${plural(format, total, 'item')} done${latest && latest.seconds >= 0 && done > 0 && done < total ? ` · ${format.about(latest.seconds)} left` : ''}`}
              </p>
            </div>
            <p className={classes.percent}>{format.wholePercent(percent).replace('+', '')}</p>
          </div>
          <Progress
            className={classes.bar}
            size={10}
            value={percent}
            color={paused ? 'var(--grey-mark)' : 'var(--accent)'}
            aria-label={state}
            transitionDuration={150}
          />
          {waiting !== '' && !paused && (
            <div className={classes.wait}>
              <WaitBanner text={waiting} />
            </div>
          )}
          <div className={classes.progressFoot}>
            <ul className={classes.counters} aria-label="Outcomes so far">
              {outcomes
                .filter(outcome => outcome === 'applied' || (latest?.counts[outcome] ?? 0) > 0)
                .map(outcome => (
                  <li key={outcome}>
                    <OutcomeChip outcome={outcome} /> <strong>{format.count(latest?.counts[outcome] ?? 0)}</strong>
                  </li>
                ))}
            </ul>
            <div className={classes.controls}>
              {paused ? (
                <Button leftSection={<IconPlayerPlay size={16} aria-hidden="true" />} onClick={() => void go.run()}>
                  Go on
                </Button>
              ) : (
                <Button leftSection={<IconPlayerPause size={16} aria-hidden="true" />} onClick={() => void pause.run()}>
                  Pause
                </Button>
              )}
              <Button
                leftSection={<IconSquare size={15} aria-hidden="true" />}
                onClick={() => void stop.run()}
                loading={stop.busy}
              >
                Stop
              </Button>
            </div>
          </div>
        </Card>
        <p className="muted small">
          “Stop” ends after the request now under way. What is done stays done, and you can undo it in History. You may
          use other pages meanwhile.
        </p>
        {progress && latest && progress.recent.length > 0 && <JustNow recent={progress.recent} plan={plan} />}
        <ProgressAnnouncer percent={paused ? undefined : percent} what={waiting !== '' && !paused ? waiting : state} />
      </div>
    </main>
  )
}

function JustNow({ recent, plan }: { recent: RecentRowView[]; plan: PlanView | undefined }) {
  const { rows } = usePlanRows(plan?.plan ?? '', plan?.rows ?? 0)
  const at = useMemo(() => places(plan?.columns ?? []), [plan])
  const prices = useMemo(() => {
    const found = new Map<number, { before: string; after: string }>()
    for (const row of rows) {
      found.set(Number(row[at.line]), { before: row[at.beforePrice] ?? '', after: row[at.afterPrice] ?? '' })
    }
    return found
  }, [rows, at])
  return (
    <Card>
      <CardHead title="Just now" />
      <ul className={classes.recent}>
        {recent.slice(0, 7).map(row => {
          const { icon: Icon, word, tone } = outcomeKind(row.outcome)
          const price = prices.get(row.line)
          return (
            <li key={`${row.line}`} data-tone={tone}>
              <Icon size={17} stroke={2} aria-hidden="true" />
              <span className="cut">
                {row.item}
                {row.message !== '' && <span className="muted"> · {row.message}</span>}
              </span>
              <span className={classes.prices}>
                {price && price.after !== '' && row.outcome === 'applied' && (
                  <Move before={price.before} after={price.after} />
                )}
              </span>
              <span className={classes.word}>{word}</span>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function Move({ before, after }: { before: string; after: string }) {
  const format = useFormat()
  if (before === after) return 'cost only'
  return (
    <>
      {format.amount(before)} → <strong>{format.amount(after)}</strong>
    </>
  )
}
