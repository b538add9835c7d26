import { Button, Progress, Skeleton } from '@mantine/core'
import { useProgress } from '../../backend/progress'
import { ProgressAnnouncer } from '../../components/announce'
import { WaitBanner } from '../../components/banner'
import { useFormat } from '../../components/format-context'
import { Card } from '../../components/page'
import { type Format, plural } from '../../lib/format'
import { useFocusOnArrival } from '../../lib/use-focus'
import { FileHead } from './price-list'
import classes from './price-list.module.css'

// Reading stands where the preview is going to be, while the file and the catalog are read.
export function Reading({ name, previewing, onStop }: { name: string; previewing: boolean; onStop: () => void }) {
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  const format = useFormat()
  const latest = useProgress()?.latest
  const told = latest && ['read', 'catalog', 'match'].includes(latest.operation) ? latest : undefined
  const percent = told && told.total > 0 ? Math.min(100, Math.round((100 * told.done) / told.total)) : undefined
  const what = told?.operation ?? (previewing ? 'catalog' : 'read')
  return (
    <main className={classes.step}>
      <div className={classes.column}>
        <h1 className="hidden" ref={heading} tabIndex={-1}>
          {previewing ? 'Making the preview' : 'Reading the price list'}
        </h1>
        <Card pad label="Reading">
          <div className={classes.readingHead}>
            <FileHead name={name} facts="Reading…" />
            <Button size="xs" onClick={onStop}>
              Stop
            </Button>
          </div>
          <Progress
            className={classes.progress}
            value={percent ?? 100}
            animated={percent === undefined}
            size={5}
            color="var(--accent)"
            aria-label={words(what, undefined, undefined, format)}
          />
          <p className="muted small">{words(what, told?.done, told?.total, format)}</p>
          {told && told.wait !== '' && <WaitBanner text={told.wait} />}
          <div className={classes.skeletons} aria-hidden="true">
            <Skeleton height={14} />
            <Skeleton height={14} width="82%" />
            <Skeleton height={14} width="64%" />
          </div>
        </Card>
        <ProgressAnnouncer percent={percent} what={words(what, undefined, undefined, format)} />
      </div>
    </main>
  )
}

function words(operation: string, done: number | undefined, total: number | undefined, format: Format): string {
  const what: Record<string, string> = {
    read: 'Reading the price list',
    catalog: 'Reading your Jobber catalog',
    match: 'Comparing row by row',
  }
  const unit = operation === 'catalog' ? 'item' : 'row'
  const sentence = what[operation] ?? 'Reading'
  if (!done) return sentence
  return total
    ? `${sentence}: ${format.count(done)} of ${plural(format, total, unit)}`
    : `${sentence}: ${plural(format, done, unit)}`
}
