import { Button, TextInput } from '@mantine/core'
import { IconArrowLeft, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useId, useState } from 'react'
import type { Places, Row } from '../../backend/plan-rows'
import { queries } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import { useFormat } from '../../components/format-context'
import { plural } from '../../lib/format'
import { Parts } from './parts'
import classes from './queue.module.css'

interface ItemSearchProps {
  plan: string
  row: Row
  at: Places
  onPick: (item: string) => void
  onLeave: () => void
}

// ItemSearch finds an item in the whole catalog as one types. The field keeps the focus; arrows go through what is found.
export function ItemSearch({ plan, row, at, onPick, onLeave }: ItemSearchProps) {
  const format = useFormat()
  const backend = useBackend()
  const id = useId()
  const [words, setWords] = useState('')
  const [place, setPlace] = useState(0)
  const line = Number(row[at.line])
  const [wanted, setWanted] = useState(false) // Enter came before the items did
  const { data, isPlaceholderData } = useQuery({
    ...queries.itemSearch(backend, plan, line, words.trim()),
    enabled: words.trim() !== '',
    placeholderData: keepPreviousData,
  })
  const found = words.trim() === '' ? [] : (data ?? [])
  const current = found[Math.min(place, found.length - 1)]
  const coming = words.trim() !== '' && (data === undefined || isPlaceholderData)
  const pick = useEffectEvent(onPick)
  const first = current?.item
  useEffect(() => {
    if (!wanted || coming) return
    setWanted(false)
    if (first !== undefined) pick(first)
  }, [wanted, coming, first])
  const said =
    words.trim() === ''
      ? 'Type a word or two of the item’s name.'
      : found.length === 0
        ? 'No item has all of these words in its name.'
        : found.length >= 50
          ? 'The first 50 items; more words find fewer.'
          : plural(format, found.length, 'item')
  return (
    <section className={classes.card} aria-label="Pick another item">
      <header>
        <h2 className={classes.name}>{row[at.name] || row[at.code]}</h2>
        <p className="small muted">Which item in Jobber is it? What you pick is remembered for the next list.</p>
      </header>
      <TextInput
        data-autofocus
        autoFocus
        role="combobox"
        aria-label="Search all items in Jobber"
        aria-expanded={found.length > 0}
        aria-controls={`${id}-found`}
        aria-autocomplete="list"
        aria-activedescendant={current ? `${id}-${current.item}` : undefined}
        placeholder="Search all items in Jobber"
        leftSection={<IconSearch size={16} aria-hidden="true" />}
        value={words}
        onChange={event => {
          setWords(event.currentTarget.value)
          setPlace(0)
          setWanted(false)
        }}
        onKeyDown={event => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault()
            setPlace(Math.min(found.length - 1, Math.max(0, place + (event.key === 'ArrowDown' ? 1 : -1))))
          }
          if (event.key === 'Enter') {
            event.preventDefault()
            event.stopPropagation()
            setWanted(true)
          }
          if (event.key === 'Escape') {
            event.preventDefault()
            event.stopPropagation()
            onLeave()
          }
        }}
      />
      <p className="caption" role="status">
        {said}
      </p>
      <div id={`${id}-found`} role="listbox" aria-label="Items found" className={classes.found}>
        {found.map((item, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus, and says which option is active
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
          <div
            key={item.item}
            id={`${id}-${item.item}`}
            role="option"
            aria-selected={item === current}
            className={classes.foundItem}
            ref={item === current ? element => element?.scrollIntoView({ block: 'nearest' }) : undefined}
            onClick={() => onPick(item.item)}
            onMouseMove={() => setPlace(index)}
          >
            <span>
              <Parts parts={item.nameParts} />
            </span>
            <span className="muted">{format.money(item.price)}</span>
          </div>
        ))}
      </div>
      <div className={classes.actions}>
        <Button
          leftSection={<IconArrowLeft size={16} aria-hidden="true" />}
          rightSection={<kbd className={classes.key}>Esc</kbd>}
          onClick={onLeave}
        >
          Back
        </Button>
      </div>
    </section>
  )
}
