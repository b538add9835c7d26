import { VisuallyHidden } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import type { CustomCellRendererProps } from 'ag-grid-react'
import type { LockView } from '../../backend/views'
import { Chip } from '../../components/chip'
import { useFormat } from '../../components/format-context'
import { type Format, plural } from '../../lib/format'
import { type ItemPlaces, type ItemRow, marksOf } from './item-rows'
import classes from './items.module.css'
import { locked, type MarkKind, markKinds } from './marks'
import { bounds, readSteps, stepPath } from './steps'

export interface ItemsContext {
  at: ItemPlaces
  target: number | undefined // the account's target margin in percent
  days: number // that the sparkline spans
  locks: ReadonlyMap<string, LockView>
}

type CellProps = CustomCellRendererProps<ItemRow, unknown, ItemsContext>

export function NameCell({ data, context }: CellProps) {
  if (!data) return null
  const { at, locks } = context
  const lock = locks.get(data[at.item] ?? '')
  return (
    <div className={classes.two}>
      <span className={classes.name}>{data[at.name]}</span>
      <span className={classes.kind}>
        {data[at.category] === 'service' ? 'Service' : 'Product'}
        {lock && (
          <>
            {' · '}
            <IconLock size={13} stroke={1.9} aria-hidden="true" />
            {lockedWords(lock.field)}
          </>
        )}
        {data[at.words] !== '' && ` · ${data[at.words]}`}
      </span>
    </div>
  )
}

// lockedWords says what a lock keeps.
export function lockedWords(field: string): string {
  if (field === 'price') return 'Price locked'
  return field === 'cost' ? 'Cost locked' : 'Locked'
}

// MarginCell shows a margin as a number, and as a bar for the eye that runs down the column, with the target as a mark on it.
export function MarginCell({ data, context }: CellProps) {
  const format = useFormat()
  const text = data?.[context.at.margin] ?? ''
  if (text === '') return <span className="muted">–</span>
  const below = data !== undefined && marksOf(data, context.at).includes('below_target')
  return (
    <span className={classes.margin}>
      <MarginBar margin={Number(text)} target={context.target} below={below} />
      {format.percent(text)}
    </span>
  )
}

export function MarginBar({ margin, target, below }: { margin: number; target: number | undefined; below: boolean }) {
  const x = (percent: number) => (40 * Math.min(100, Math.max(0, percent))) / 100
  return (
    <svg width="40" height="10" aria-hidden="true" className={classes.bar40} data-below={below || undefined}>
      <rect y="2" width="40" height="6" rx="3" className={classes.barBack} />
      <rect y="2" width={x(margin)} height="6" rx="3" className={classes.barFill} />
      {target !== undefined && <rect x={x(target) - 0.75} width="1.5" height="10" className={classes.barTarget} />}
    </svg>
  )
}

const [width, height] = [84, 20]

// StepsCell is the price over two years as a step line.
export function StepsCell({ data, context }: CellProps) {
  const format = useFormat()
  const steps = readSteps(data?.[context.at.steps] ?? '')
  const last = steps.at(-1)
  if (!last) return <span className="muted">–</span>
  const range = widened(bounds(steps))
  const line = stepPath(steps, { width, height, days: context.days, ...range })
  const end =
    range.high === range.low ? height / 2 : height - ((last.value - range.low) / (range.high - range.low)) * height
  return (
    <>
      <svg width={width + 6} height={height + 6} viewBox={`-2 -3 ${width + 6} ${height + 6}`} aria-hidden="true">
        <path d={line} className={classes.steps} data-flat={steps.length === 1 || undefined} />
        <circle cx={width} cy={end} r="2.5" className={classes.stepsEnd} />
      </svg>
      <VisuallyHidden>{stepsWords(data, context.at, format)}</VisuallyHidden>
    </>
  )
}

// widened keeps a small change small: the line's whole height is at least a tenth of the price.
function widened({ low, high }: { low: number; high: number }): { low: number; high: number } {
  const lacking = Math.max(0, high * 0.1 - (high - low)) / 2
  return { low: low - lacking, high: high + lacking }
}

// stepsWords says what the line shows.
export function stepsWords(row: ItemRow | undefined, at: ItemPlaces, format: Format): string {
  const steps = readSteps(row?.[at.steps] ?? '')
  const [first] = steps
  const last = steps.at(-1)
  if (!first || !last) return 'Nothing is known of its price'
  if (steps.length === 1) return `Always ${format.money(first.text)}, as far as is known`
  return `From ${format.money(first.text)} to ${format.money(last.text)} in ${plural(format, steps.length - 1, 'step')}`
}

export function ChangedCell({ data, context }: CellProps) {
  const format = useFormat()
  const when = data?.[context.at.changed] ?? ''
  return <span className="muted">{when === '' ? 'None seen' : format.day(when)}</span>
}

export function MarksCell({ data, context }: CellProps) {
  if (!data) return null
  const [first, ...more] = kindsOf(data, context)
  if (!first) return null
  return (
    <span className={classes.marks}>
      <Chip tone={first.tone} icon={first.icon}>
        {first.short}
      </Chip>
      {more.map(({ mark, tone, icon: Icon, short }) => (
        <span key={mark} className={classes.more} data-tone={tone}>
          <Icon size={14} stroke={2} aria-hidden="true" />
          <VisuallyHidden>{short}</VisuallyHidden>
        </span>
      ))}
    </span>
  )
}

// kindsOf returns an item's marks with its lock, the most pressing first. The lock stands under the name already.
export function kindsOf(row: ItemRow, { at }: ItemsContext): MarkKind[] {
  const marks = marksOf(row, at)
  return markKinds.filter(kind => kind !== locked && marks.includes(kind.mark))
}
