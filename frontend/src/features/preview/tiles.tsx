import { NativeSelect } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'
import type { PlanView } from '../../backend/views'
import { verdictKind } from '../../components/chip'
import { useFormat } from '../../components/format-context'
import classes from './review.module.css'

interface TilesProps {
  plan: PlanView
  chosen: string
  onChoose: (tile: string) => void
}

interface Group {
  title: string
  tiles: { name: string; count: number }[]
}

// groups sorts a plan's counts into what will change, what waits, and what stays. Together they are all rows.
export function groups(plan: PlanView): Group[] {
  const count = (name: string) => plan.counts[name] ?? 0
  const tile = (name: string) => ({ name, count: count(name) })
  const steady = count('update') - count('increase') - count('decrease')
  const change = [
    tile('increase'),
    tile('decrease'),
    ...(steady > 0 ? [{ name: 'steady', count: steady }] : []),
    ...(count('create') > 0 ? [tile('create')] : []),
  ]
  return [
    { title: plan.kind === 'undo' ? 'Will go back' : 'Will change', tiles: change },
    { title: 'Waits for you', tiles: ['held', 'ambiguous', 'unmatched', 'duplicate', 'invalid'].map(tile) },
    { title: 'Stays as it is', tiles: ['unchanged', 'not_a_product'].map(tile) },
  ]
}

// Tiles count the rows by verdict; each is a switch that shows only its own.
export function Tiles({ plan, chosen, onChoose }: TilesProps) {
  const format = useFormat()
  return (
    <div className={classes.tiles}>
      {groups(plan).map(group => (
        <fieldset key={group.title} className={classes.tileGroup} aria-label={group.title}>
          <p className={classes.group} aria-hidden="true">
            {group.title}
          </p>
          <div className={classes.tileRow}>
            {group.tiles.map(({ name, count }) => {
              const { word, tone, icon: Icon } = verdictKind(name)
              return (
                <button
                  key={name}
                  type="button"
                  className={classes.tile}
                  data-tone={tone}
                  aria-pressed={chosen === name}
                  disabled={count === 0 && chosen !== name}
                  onClick={() => onChoose(chosen === name ? '' : name)}
                >
                  <span className={classes.tileCount}>
                    {format.count(count)}
                    <Icon size={18} stroke={1.8} aria-hidden="true" />
                  </span>
                  <span className={classes.tileWord}>{word}</span>
                </button>
              )
            })}
          </div>
        </fieldset>
      ))}
    </div>
  )
}

// TileSelect is the tiles where there is no room for them.
export function TileSelect({ plan, chosen, onChoose }: TilesProps) {
  const format = useFormat()
  return (
    <NativeSelect
      className={classes.tileSelect}
      size="xs"
      aria-label="Rows shown"
      value={chosen}
      onChange={event => onChoose(event.currentTarget.value)}
      rightSection={<IconSelector size={14} aria-hidden="true" />}
    >
      <option value="">All {format.count(plan.rows)} rows</option>
      {groups(plan).map(group => (
        <optgroup key={group.title} label={group.title}>
          {group.tiles.map(({ name, count }) => (
            <option key={name} value={name}>
              {verdictKind(name).word}: {format.count(count)}
            </option>
          ))}
        </optgroup>
      ))}
    </NativeSelect>
  )
}
