import { ActionIcon, Menu } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { type Ref, useEffect, useState } from 'react'
import { useFormat } from '../../components/format-context'
import { SearchField } from '../../components/search-field'
import { plural } from '../../lib/format'
import { routeAddress } from '../../lib/route'
import { type ItemFilter, narrows } from './item-rows'
import classes from './items.module.css'
import { belowTarget, costRose, locked, longSame, type MarkKind, notOffered } from './marks'

interface ItemBarProps {
  filter: ItemFilter
  counts: Record<string, number>
  target: string // percent, "" where none is set
  shown: number
  total: number
  search: Ref<HTMLInputElement>
  onFilter: (filter: ItemFilter) => void
  onLeaveSearch: () => void
}

// ItemBar narrows the items down and says how many are left.
export function ItemBar({ filter, counts, target, shown, total, search, onFilter, onLeaveSearch }: ItemBarProps) {
  const format = useFormat()
  const on = (kind: MarkKind) => filter.marks.includes(kind.mark)
  const toggle = (kind: MarkKind) =>
    onFilter({
      ...filter,
      marks: on(kind) ? filter.marks.filter(one => one !== kind.mark) : [...filter.marks, kind.mark],
    })
  const count = (kind: MarkKind) => counts[kind.mark] ?? 0
  const text = narrows(filter)
    ? `${format.count(shown)} of ${plural(format, total, 'item')}`
    : plural(format, total, 'item')
  const rest = [locked, notOffered]
  return (
    <div role="search" className={classes.bar}>
      <SearchField
        field={search}
        className={classes.search}
        label="Search items"
        placeholder="Name or code"
        value={filter.search}
        onSearch={text => onFilter({ ...filter, search: text })}
        onLeave={onLeaveSearch}
      />
      <div className={classes.chips}>
        {[costRose, belowTarget, longSame].map(kind =>
          kind === belowTarget && target === '' ? (
            <a key={kind.mark} className={classes.chip} href={routeAddress('settings', 'guardrails')}>
              <kind.icon size={15} stroke={1.8} aria-hidden="true" />
              Set a target margin…
            </a>
          ) : (
            <button
              key={kind.mark}
              type="button"
              className={classes.chip}
              aria-pressed={on(kind)}
              disabled={count(kind) === 0 && !on(kind)}
              title={kind === belowTarget ? `Margin below ${format.percent(target)} of the price` : undefined}
              onClick={() => toggle(kind)}
            >
              <kind.icon size={15} stroke={1.8} aria-hidden="true" />
              {kind.word} <strong>{format.count(count(kind))}</strong>
            </button>
          ),
        )}
        <Menu position="bottom-start" width={230} closeOnItemClick={false} withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <ActionIcon
              size={30}
              radius="xl"
              className={classes.others}
              data-on={rest.some(on) || undefined}
              aria-label={rest.some(on) ? 'More filters, one is on' : 'More filters'}
            >
              <IconFilter size={16} aria-hidden="true" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {rest.map(kind => (
              <Menu.CheckboxItem
                key={kind.mark}
                checked={on(kind)}
                disabled={count(kind) === 0 && !on(kind)}
                onChange={() => toggle(kind)}
              >
                {kind.word} <strong>{format.count(count(kind))}</strong>
              </Menu.CheckboxItem>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <p className={classes.count}>{text}</p>
      <Announced text={text} />
    </div>
  )
}

// Announced reads a text out once it has stood still, so that typing does not babble.
function Announced({ text }: { text: string }) {
  const [told, setTold] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setTold(text), 600)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <span className="hidden" role="status">
      {told}
    </span>
  )
}
