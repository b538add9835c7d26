import type { CustomCellRendererProps } from 'ag-grid-react'
import type { ItemView } from '../../backend/views'
import { useFormat } from '../../components/format-context'
import classes from './items.module.css'

// MarginCell shows a margin as a number, and as a bar for the eye that runs down the column.
export function MarginCell({ value }: CustomCellRendererProps<ItemView, number | null>) {
  const format = useFormat()
  if (value === null || value === undefined) return <span className="muted">–</span>
  const share = Math.min(100, Math.max(0, value))
  return (
    <span className={classes.margin}>
      <svg width="40" height="6" aria-hidden="true">
        <rect width="40" height="6" rx="3" fill="var(--surface-sunk)" />
        <rect width={(40 * share) / 100} height="6" rx="3" fill="var(--grey-mark)" />
      </svg>
      {format.percent(String(value))}
    </span>
  )
}
