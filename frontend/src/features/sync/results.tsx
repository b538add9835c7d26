import { Button } from '@mantine/core'
import {
  IconArrowBackUp,
  IconCircleCheck,
  IconDownload,
  IconPlayerPlay,
  IconPlayerStop,
  IconRefresh,
  IconShieldExclamation,
} from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import type { ErrorView, RunDetailView, RunRowView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { OutcomeChip } from '../../components/chip'
import { useFormat } from '../../components/format-context'
import { Card, CardHead, Facts, Plate } from '../../components/page'
import { averageMargin, difference, sum } from '../../lib/decimal'
import { type Format, plural } from '../../lib/format'
import { useFocusOnArrival } from '../../lib/use-focus'
import classes from './sync.module.css'

const RunRows = lazy(() => import('../../components/run-rows').then(module => ({ default: module.RunRows })))

interface ResultsProps {
  detail: RunDetailView
  waiting: number // ticked rows of the preview that this run was not asked to write
  error: ErrorView | undefined
  disconnected: boolean // the connection was lost on the way
  onConnect: () => void
  onPreviewAgain: (() => void) | undefined // where the price list is still open
  onGoOn: (() => void) | undefined // with what a trial has left, where the price list is still open
  onResume: () => void
  onUndo: () => void
  onExport: () => void
  onNext: () => void // another price list
}

// Results say in one sentence what happened, then what needs a look, then the rest.
export function Results(props: ResultsProps) {
  const { detail, waiting, error, onPreviewAgain } = props
  const format = useFormat()
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  const { run, rows } = detail
  const applied = rows.filter(row => row.outcome === 'applied')
  const failed = rows.filter(row => ['rejected', 'changed_elsewhere', 'unknown'].includes(row.outcome))
  const troubled = rows.filter(row => failed.includes(row) || row.differs)
  const rest = rows.filter(row => !troubled.includes(row))
  const stopped = run.status === 'stopped'
  const trial = waiting > 0 && run.kind === 'sync' && props.onGoOn !== undefined && !run.resumable
  const tone = stopped ? 'orange' : troubled.length > 0 ? 'yellow' : 'green'
  return (
    <main className={classes.step}>
      <div className={classes.wide}>
        {error && <ErrorBanner error={error} />}
        {props.disconnected && (
          <Banner
            tone="orange"
            title="The connection to Jobber has ended."
            action={
              <Button size="xs" onClick={props.onConnect}>
                Connect again
              </Button>
            }
          >
            What is done is recorded. Connect again, then go on with the rest in History.
          </Banner>
        )}
        <Card pad label="Result">
          <div className={classes.resultHead}>
            <Plate
              icon={stopped ? IconPlayerStop : troubled.length > 0 ? IconShieldExclamation : IconCircleCheck}
              tone={tone}
            />
            <div className={classes.resultText}>
              <h1 ref={heading} tabIndex={-1}>
                {headline(detail, format)}
              </h1>
              <p className="muted small">{subline(detail, troubled, waiting, format)}</p>
            </div>
            {run.resumable ? (
              <Button
                variant="filled"
                leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
                onClick={props.onResume}
              >
                Go on with the rest
              </Button>
            ) : trial ? (
              <Button
                variant={troubled.length === 0 ? 'filled' : 'default'}
                leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
                onClick={props.onGoOn}
              >
                Go on with the other {format.count(waiting)}…
              </Button>
            ) : (
              troubled.length === 0 && (
                <Button variant="filled" onClick={props.onNext}>
                  Next price list
                </Button>
              )
            )}
            {run.kind === 'sync' && run.undoable > 0 && (
              <Button leftSection={<IconArrowBackUp size={16} aria-hidden="true" />} onClick={props.onUndo}>
                {trial
                  ? `Undo ${run.undoable === 1 ? 'this one' : `these ${format.count(run.undoable)}`}…`
                  : 'Undo this sync…'}
              </Button>
            )}
          </div>
          {trial && (
            <div className={classes.look}>
              <Banner tone="blue" title={`Look at ${applied.length === 1 ? 'it' : 'them'} in Jobber now.`}>
                Open Products &amp; Services there and compare the prices with the list below. Then go on with the
                others, or undo these: nothing else is written until you say so.
              </Banner>
            </div>
          )}
          <Facts facts={factsOf(applied, failed.length, run.counts.not_sent ?? 0, format)} />
        </Card>
        {troubled.length > 0 && (
          <Card>
            <CardHead
              title={`${plural(format, troubled.length, 'item')} ${troubled.length === 1 ? 'needs' : 'need'} a look`}
            >
              {onPreviewAgain && (
                <Button
                  size="xs"
                  variant={run.resumable ? 'default' : 'filled'}
                  leftSection={<IconRefresh size={15} aria-hidden="true" />}
                  onClick={onPreviewAgain}
                >
                  Preview these again
                </Button>
              )}
            </CardHead>
            <NeedLook rows={troubled} />
          </Card>
        )}
        {rest.length > 0 && (
          <Card>
            <CardHead title={restTitle(rest, format)}>
              <Button size="xs" leftSection={<IconDownload size={15} aria-hidden="true" />} onClick={props.onExport}>
                Save results…
              </Button>
            </CardHead>
            <Suspense>
              <RunRows label="Rows of this run" rows={rest} />
            </Suspense>
          </Card>
        )}
      </div>
    </main>
  )
}

function NeedLook({ rows }: { rows: RunRowView[] }) {
  return (
    <table className={`table ${classes.needLook}`}>
      <thead>
        <tr>
          <th scope="col">Item</th>
          <th scope="col">Outcome</th>
          <th scope="col">What happened, and what to do</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.line}>
            <td className={classes.item}>{row.itemName || row.name}</td>
            <td>
              <OutcomeChip outcome={row.outcome} />
            </td>
            <td>
              {row.message} <span className="muted">{advice[row.outcome]}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const advice: Record<string, string> = {
  rejected: 'Correct the item in Jobber, then preview it again.',
  changed_elsewhere: 'Preview it again to decide with the new value in view.',
}

// headline is the whole run in one sentence.
function headline({ run }: RunDetailView, format: Format): string {
  const applied = run.counts.applied ?? 0
  const did = run.kind === 'undo' ? 'put back' : 'updated'
  const where = `in ${run.account}`
  if (run.status === 'stopped')
    return `Stopped: ${format.count(applied)} of ${plural(format, run.total, 'item')} ${did} ${where}`
  if (applied === run.total) return `${plural(format, applied, 'item')} ${did} ${where}`
  return `${format.count(applied)} of ${plural(format, run.total, 'item')} ${did} ${where}`
}

function subline({ run }: RunDetailView, troubled: RunRowView[], waiting: number, format: Format): string {
  const parts = [format.dateTime(run.started)]
  if (run.ended !== '') parts.push(`took ${format.seconds(run.seconds)}`)
  const notSent = run.counts.not_sent ?? 0
  if (notSent > 0) parts.push(`${plural(format, notSent, 'item')} not sent yet`)
  if (troubled.length > 0)
    parts.push(`${plural(format, troubled.length, 'item')} ${troubled.length === 1 ? 'needs' : 'need'} a look`)
  if (waiting > 0) parts.push(`${plural(format, waiting, 'ticked row')} ${waiting === 1 ? 'waits' : 'wait'} for you`)
  return parts.join(' · ')
}

function restTitle(rest: RunRowView[], format: Format): string {
  const applied = rest.filter(row => row.outcome === 'applied').length
  const others = rest.length - applied
  if (others === 0) return `${plural(format, applied, 'item')} updated`
  return `${plural(format, applied, 'item')} updated, ${format.count(others)} not touched`
}

function factsOf(applied: RunRowView[], failed: number, notSent: number, format: Format) {
  const stored = (row: RunRowView, what: 'Price' | 'Cost') => row[`stored${what}`] || row[`before${what}`]
  const change = sum(applied.map(row => difference(stored(row, 'Price'), row.beforePrice)))
  const before = averageMargin(applied.map(row => ({ price: row.beforePrice, cost: row.beforeCost })))
  const after = averageMargin(applied.map(row => ({ price: stored(row, 'Price'), cost: stored(row, 'Cost') })))
  return [
    { label: 'Applied', value: format.count(applied.length), large: true },
    { label: 'Left alone or failed', value: format.count(failed), large: true },
    ...(notSent > 0 ? [{ label: 'Not sent', value: format.count(notSent), large: true }] : []),
    { label: 'Prices in sum', value: format.signedMoney(change), large: true },
    ...(before !== '' && after !== ''
      ? [{ label: 'Average margin', value: `${format.percent(before)} → ${format.percent(after)}`, large: true }]
      : []),
  ]
}
