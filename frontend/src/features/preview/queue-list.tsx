import { type Ref, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Places, Row } from '../../backend/plan-rows'
import { VerdictChip } from '../../components/chip'
import { useFormat } from '../../components/format-context'
import classes from './queue.module.css'
import { waitsFor } from './waiting'

const tall = 52 // of a row, in pixels
const around = 8 // rows drawn beyond what is seen

interface QueueListProps {
  ref: Ref<HTMLDivElement>
  queue: Row[]
  at: Places
  place: number
  onChoose: (place: number) => void
}

// QueueList shows the rows that wait. It draws only those that are near, however many wait.
export function QueueList({ ref, queue, at, place, onChoose }: QueueListProps) {
  const format = useFormat()
  const scroller = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState({ top: 0, height: 600 })
  const look = () => {
    const element = scroller.current
    if (element) setSeen({ top: element.scrollTop, height: element.clientHeight || 600 })
  }
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const [above, below] = [place * tall, (place + 1) * tall]
    if (above < element.scrollTop) element.scrollTop = above
    else if (below > element.scrollTop + element.clientHeight) element.scrollTop = below - element.clientHeight
    setSeen({ top: element.scrollTop, height: element.clientHeight || 600 })
  }, [place])
  useEffect(() => {
    const resized = () => {
      const element = scroller.current
      if (element) setSeen({ top: element.scrollTop, height: element.clientHeight || 600 })
    }
    window.addEventListener('resize', resized)
    return () => window.removeEventListener('resize', resized)
  }, [])
  const first = Math.max(0, Math.floor(seen.top / tall) - around)
  const last = Math.min(queue.length, Math.ceil((seen.top + seen.height) / tall) + around)
  const drawn = queue.map((row, index) => ({ row, index })).slice(first, last)
  const current = queue[place]
  if (current && (place < first || place >= last)) drawn.push({ row: current, index: place })
  return (
    <div className={classes.list} ref={scroller} onScroll={look}>
      <div
        ref={ref}
        role="listbox"
        tabIndex={0}
        aria-label="Rows that wait for you"
        aria-activedescendant={current ? `waits-${current[at.line]}` : undefined}
        className={classes.options}
        style={{ height: queue.length * tall }}
      >
        {drawn.map(({ row, index }) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus, and says which option is active
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys
          <div
            key={row[at.line]}
            id={`waits-${row[at.line]}`}
            role="option"
            aria-selected={index === place}
            aria-posinset={index + 1}
            aria-setsize={queue.length}
            className={classes.option}
            style={{ top: index * tall, height: tall }}
            onClick={() => onChoose(index)}
          >
            <span className={classes.optionName}>{row[at.name] || row[at.code]}</span>
            <VerdictChip verdict={waitsFor(row, at)} />
            <span className={classes.optionCode}>
              Line {row[at.line]}
              {row[at.name] !== '' && row[at.code] !== '' && ` · ${row[at.code]}`}
            </span>
            <span className={classes.optionPrice}>{format.money(row[at.listPrice] || row[at.listCost] || '')}</span>
          </div>
        ))}
      </div>
    </div>
  )
}
