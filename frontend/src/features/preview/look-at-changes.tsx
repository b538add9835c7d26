import { Modal } from '@mantine/core'
import { useMemo } from 'react'
import type { Places, Row } from '../../backend/plan-rows'
import type { SelectionView } from '../../backend/views'
import { useFormat } from '../../components/format-context'
import { type Format, plural } from '../../lib/format'
import { Histogram } from './histogram'
import classes from './look-at-changes.module.css'
import { type Band, biggest, type Mover, marginBands, sinking } from './looking'

interface LookAtChangesProps {
  rows: Row[]
  at: Places
  limit: number
  selection: SelectionView
  onOpen: (line: number) => void
  onClose: () => void
}

// LookAtChanges shows a preview without reading its rows: how far prices move, which move most, and what becomes of the margin.
export function LookAtChanges({ rows, at, limit, selection, onOpen, onClose }: LookAtChangesProps) {
  const format = useFormat()
  // Ticks are kept in the rows themselves, so the selection tells that they changed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: selection stands for the ticks
  const bands = useMemo(() => marginBands(rows, at), [rows, at, selection])
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const falling = useMemo(() => sinking(rows, at), [rows, at, selection])
  const rises = useMemo(() => biggest(rows, at, 1, 10), [rows, at])
  const drops = useMemo(() => biggest(rows, at, -1, 10), [rows, at])
  const { marginBefore, marginAfter } = selection
  return (
    <Modal opened onClose={onClose} size={920} title="What this preview changes">
      <div className={classes.columns}>
        <Histogram rows={rows} at={at} limit={limit} />
        <section className={classes.part} aria-label="Margin of what is ticked">
          <h3>Margin of what is ticked</h3>
          <p className="small">
            {marginBefore === '' || marginAfter === ''
              ? 'No ticked row has both a price and a cost.'
              : `On average ${format.percent(marginBefore)} → ${format.percent(marginAfter)}; it falls on ${plural(format, falling, 'row')}.`}
          </p>
          {marginBefore !== '' && <Bands bands={bands} format={format} />}
        </section>
        <Movers title="Biggest rises" movers={rises} none="No price rises." onOpen={onOpen} />
        <Movers title="Biggest falls" movers={drops} none="No price falls." onOpen={onOpen} />
      </div>
    </Modal>
  )
}

function bandWords({ from, to }: Band, format: Format): string {
  const whole = (n: number) => format.wholePercent(n).replace('+', '')
  if (from === Number.NEGATIVE_INFINITY) return 'below cost'
  if (to === Number.POSITIVE_INFINITY) return `${whole(from)} and more`
  return `${from} to ${whole(to)}`
}

function Bands({ bands, format }: { bands: Band[]; format: Format }) {
  const most = Math.max(1, ...bands.flatMap(band => [band.before, band.after]))
  return (
    <table className={classes.bands}>
      <thead>
        <tr>
          <th scope="col">Margin</th>
          <th scope="col" className={classes.before}>
            Before
          </th>
          <th scope="col" className={classes.after}>
            After
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {bands
          .filter(band => band.before > 0 || band.after > 0)
          .map(band => (
            <tr key={band.from}>
              <th scope="row">{bandWords(band, format)}</th>
              <td>{format.count(band.before)}</td>
              <td>{format.count(band.after)}</td>
              <td className={classes.bars}>
                <svg viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
                  <rect y="1" height="5" width={(100 * band.before) / most} fill="var(--grey-mark)" />
                  <rect y="8" height="5" width={(100 * band.after) / most} fill="var(--accent)" />
                </svg>
              </td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}

interface MoversProps {
  title: string
  movers: Mover[]
  none: string
  onOpen: (line: number) => void
}

function Movers({ title, movers, none, onOpen }: MoversProps) {
  const format = useFormat()
  return (
    <section className={classes.part} aria-label={title}>
      <h3>{title}</h3>
      {movers.length === 0 && <p className="small muted">{none}</p>}
      <ol className={classes.movers}>
        {movers.map(mover => (
          <li key={mover.line}>
            <button type="button" className={classes.mover} onClick={() => onOpen(mover.line)}>
              <span className={classes.moverName}>
                <span title={mover.name}>{mover.name}</span>
                {mover.held && <span className="muted">· held</span>}
              </span>
              <span className="muted">
                {format.money(mover.before)} → {format.money(mover.after)}
              </span>
              <strong>{format.signedPercent(mover.percent)}</strong>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}
