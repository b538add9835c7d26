import type { ItemPointView } from '../../backend/views'
import { useFormat } from '../../components/format-context'
import classes from './item-drawer.module.css'
import { bounds, type Step, stepPath } from './steps'

const [width, height] = [344, 96]
const dayLong = 86_400_000
const twoYears = 730
const least = 30 // days that are drawn at least, so that yesterday's change is not a cliff at the edge

// PriceChart draws an item's price and cost over the last two years, or as far as they are known.
export function PriceChart({ history, at }: { history: ItemPointView[]; at: string }) {
  const format = useFormat()
  const now = Date.parse(at)
  const oldest = history.at(-1)
  if (!oldest) return null
  const days = Math.min(twoYears, Math.max(least, (now - Date.parse(oldest.when)) / dayLong))
  const from = now - days * dayLong
  const line = (amount: (point: ItemPointView) => string): Step[] => {
    const steps = history
      .filter(point => amount(point) !== '')
      .map(point => ({
        day: (Date.parse(point.when) - from) / dayLong,
        value: Number(amount(point)),
        text: amount(point),
      }))
      .toReversed()
    const begun = steps.findLastIndex(step => step.day <= 0)
    return begun > 0 ? steps.slice(begun) : steps
  }
  const [prices, costs] = [line(point => point.price), line(point => point.cost)]
  const range = bounds([...prices, ...costs])
  const y = (value: number) =>
    range.high === range.low ? height / 2 : height - ((value - range.low) / (range.high - range.low)) * height
  const label = (steps: Step[]) => {
    const last = steps.at(-1)
    return last && { text: format.amount(last.text), y: y(last.value) }
  }
  const [price, cost] = [label(prices), label(costs)]
  const apart = price && cost && cost.y - price.y < 14 ? (14 - (cost.y - price.y)) / 2 : 0
  return (
    <svg
      className={classes.chart}
      viewBox={`0 -10 ${width + 66} ${height + 36}`}
      role="img"
      aria-label="Price and cost over time; the table below has every value"
    >
      <line x1={0} x2={width} y1={height + 6} y2={height + 6} className={classes.axisLine} />
      <path d={stepPath(costs, { width, height, days, ...range })} className={classes.costLine} />
      <path d={stepPath(prices, { width, height, days, ...range })} className={classes.priceLine} />
      {price && (
        <>
          <circle cx={width} cy={price.y} r="3" className={classes.priceEnd} />
          <text x={width + 8} y={price.y + 4 - apart} className={classes.priceText}>
            {price.text}
          </text>
        </>
      )}
      {cost && (
        <text x={width + 8} y={cost.y + 4 + apart} className={classes.axis}>
          {cost.text}
        </text>
      )}
      <text x={0} y={height + 21} className={classes.axis}>
        {format.day(new Date(from).toISOString())}
      </text>
      <text x={width} y={height + 21} textAnchor="end" className={classes.axis}>
        {format.day(at)}
      </text>
    </svg>
  )
}
