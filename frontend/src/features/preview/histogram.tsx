import { useMemo } from 'react'
import type { Places, Row } from '../../backend/plan-rows'
import { useFormat } from '../../components/format-context'
import { plural } from '../../lib/format'
import { bins } from './filters'
import classes from './review.module.css'

const [width, height] = [206, 46]

// Histogram shows how far prices move: how many rows by how many percent, with the limit beyond which rows are held.
export function Histogram({ rows, at, limit }: { rows: Row[]; at: Places; limit: number }) {
  const format = useFormat()
  const step = limit / 5
  const range = limit * 1.6
  const all = useMemo(() => bins(rows, at, range, step), [rows, at, range, step])
  const most = Math.max(1, ...all.map(bin => bin.sent + bin.held))
  const bar = width / all.length
  const x = (percent: number) => ((percent + range) / (2 * range)) * width
  const tall = (n: number) => (n === 0 ? 0 : Math.max(2, (n / most) * (height - 4)))
  const [sent, held] = [all.reduce((n, bin) => n + bin.sent, 0), all.reduce((n, bin) => n + bin.held, 0)]
  const label = `Price changes: ${plural(format, sent, 'row')} would change, ${format.count(held)} held`
  return (
    <section className={classes.histogram}>
      <p className={classes.histogramHead}>
        <span className={classes.group}>Price changes</span>
        <span className="caption">hatched: held</span>
      </p>
      <svg viewBox={`0 0 ${width} ${height + 16}`} role="img" aria-label={label}>
        <defs>
          <pattern id="held" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="5" height="5" fill="var(--yellow-bg)" />
            <rect width="2.4" height="5" fill="var(--yellow-mark)" />
          </pattern>
        </defs>
        <rect x={0} width={x(-limit)} height={height} fill="var(--surface-sunk)" />
        <rect x={x(limit)} width={width - x(limit)} height={height} fill="var(--surface-sunk)" />
        {all.map((bin, place) => (
          <g key={bin.from}>
            <rect
              x={place * bar + 1}
              y={height - tall(bin.sent)}
              width={bar - 2}
              height={tall(bin.sent)}
              rx={1}
              fill="var(--accent)"
            />
            <rect
              x={place * bar + 1}
              y={height - tall(bin.sent) - tall(bin.held)}
              width={bar - 2}
              height={tall(bin.held)}
              rx={1}
              fill="url(#held)"
            />
          </g>
        ))}
        {[-limit, limit].map(edge => (
          <line key={edge} x1={x(edge)} x2={x(edge)} y1={0} y2={height} stroke="var(--muted)" strokeDasharray="3 2.5" />
        ))}
        <line x1={0} x2={width} y1={height} y2={height} stroke="var(--line-control)" />
        {[-limit, 0, limit].map(edge => (
          <text key={edge} x={x(edge)} y={height + 13} textAnchor="middle" className={classes.axis}>
            {format.wholePercent(edge)}
          </text>
        ))}
      </svg>
    </section>
  )
}
