import { ActionIcon, Button, Menu } from '@mantine/core'
import {
  IconChartHistogram,
  IconCheckbox,
  IconChecklist,
  IconDots,
  IconDownload,
  IconEyeOff,
  IconFileDownload,
  IconFilterOff,
  IconPlus,
  IconSquare,
} from '@tabler/icons-react'
import { type ReactNode, type Ref, useEffect, useState } from 'react'
import { useFormat } from '../../components/format-context'
import { SearchField } from '../../components/search-field'
import { plural } from '../../lib/format'
import { type Chip, type Filter, filters } from './filters'
import classes from './review.module.css'

interface FilterBarProps {
  filter: Filter
  shown: number
  total: number
  chips: Chip[]
  search: Ref<HTMLInputElement>
  onFilter: (filter: Filter) => void
  onShowAll: () => void
  onTickShown: (on: boolean) => void
  onExport: (which: 'attention' | 'all') => void
  onLeaveSearch: () => void
  waiting: number // rows that wait for a person
  onDecide: () => void
  missing: number // the supplier's items that the list no longer has
  onMissing: () => void
  onLook: () => void
  onNew: (() => void) | undefined
  children?: ReactNode // the tiles, where they are a select
}

const words: Record<Chip, string> = {
  large: '10% or more',
  cost: 'Cost changes',
  ticked: 'Ticked',
  noted: 'With a note',
}

// FilterBar narrows the rows down, says how many are left, and acts on those.
export function FilterBar(props: FilterBarProps) {
  const { filter, shown, total, onFilter } = props
  const format = useFormat()
  const filtered = filters(filter)
  const toggle = (chip: Chip) =>
    onFilter({
      ...filter,
      chips: filter.chips.includes(chip) ? filter.chips.filter(one => one !== chip) : [...filter.chips, chip],
    })
  const count = filtered ? `${format.count(shown)} of ${plural(format, total, 'row')}` : plural(format, total, 'row')
  return (
    <div role="search" className={classes.filters}>
      {props.children}
      <SearchField
        field={props.search}
        className={classes.search}
        label="Search code, name or item"
        placeholder="Search code, name or item"
        value={filter.search}
        onSearch={text => onFilter({ ...filter, search: text })}
        onLeave={props.onLeaveSearch}
      />
      <div className={classes.chips}>
        {props.missing > 0 && (
          <button type="button" className={classes.chip} onClick={props.onMissing}>
            {plural(format, props.missing, 'item')} no longer on the list
          </button>
        )}
        {props.chips.map(chip => (
          <button
            key={chip}
            type="button"
            className={classes.chip}
            aria-pressed={filter.chips.includes(chip)}
            onClick={() => toggle(chip)}
          >
            {words[chip]}
          </button>
        ))}
      </div>
      <p className={classes.count}>{count}</p>
      <Announced text={count} />
      {filtered && (
        <Button
          size="xs"
          variant="subtle"
          className={classes.showAll}
          leftSection={<IconFilterOff size={15} aria-hidden="true" />}
          onClick={props.onShowAll}
        >
          Show all
        </Button>
      )}
      {props.waiting > 0 && (
        <Button
          size="xs"
          className={classes.decide}
          leftSection={<IconChecklist size={15} aria-hidden="true" />}
          rightSection={
            <span className={classes.key} aria-hidden="true">
              D
            </span>
          }
          onClick={props.onDecide}
        >
          Decide {plural(format, props.waiting, 'row')}
        </Button>
      )}
      <Menu position="bottom-end" width={280} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon size={30} aria-label="More about these rows">
            <IconDots size={17} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconChartHistogram size={16} aria-hidden="true" />} onClick={props.onLook}>
            Biggest changes and margins…
          </Menu.Item>
          {props.onNew && (
            <Menu.Item leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={props.onNew}>
              New items from rows without one…
            </Menu.Item>
          )}
          {props.missing > 0 && (
            <Menu.Item leftSection={<IconEyeOff size={16} aria-hidden="true" />} onClick={props.onMissing}>
              {plural(format, props.missing, 'item')} no longer on the list…
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconCheckbox size={16} aria-hidden="true" />}
            onClick={() => props.onTickShown(true)}
          >
            Tick all shown
          </Menu.Item>
          <Menu.Item leftSection={<IconSquare size={16} aria-hidden="true" />} onClick={() => props.onTickShown(false)}>
            Untick all shown
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconFileDownload size={16} aria-hidden="true" />}
            onClick={() => props.onExport('attention')}
          >
            Save rows that need attention…
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload size={16} aria-hidden="true" />} onClick={() => props.onExport('all')}>
            Save the whole preview…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
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
