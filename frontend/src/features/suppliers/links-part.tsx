import { ActionIcon, Button, CloseButton, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconBan, IconSearch, IconUnlink, IconX } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { errorView } from '../../backend/errors'
import { useAct } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { LinkView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { Chip } from '../../components/chip'
import { useFormat } from '../../components/format-context'
import { plural } from '../../lib/format'
import { routeAddress } from '../../lib/route'
import classes from './links.module.css'

const atOnce = 50

// LinksPart shows which rows of a supplier were decided to be which items, and takes decisions back.
export function LinksPart({ supplier, total }: { supplier: string; total: number }) {
  const format = useFormat()
  const client = useQueryClient()
  const backend = useBackend()
  const [search, setSearch] = useState('')
  const [settled] = useDebouncedValue(search.trim(), 150)
  const [most, setMost] = useState(atOnce)
  const heading = useRef<HTMLHeadingElement>(null)
  const links = useQuery({
    queryKey: ['links', supplier, settled],
    queryFn: () => backend.Links(supplier, settled),
    placeholderData: before => before,
  })
  const remove = useAct((door, key: string) => door.RemoveLinks(supplier, [key]))
  const restore = useAct((door, gone: LinkView[]) => door.RestoreLinks(gone))
  const save = useAct(door => door.ExportLinks(supplier))
  const bring = useAct(door => door.ImportLinks(supplier))
  const again = () => {
    for (const key of ['links', 'suppliers', 'items']) void client.invalidateQueries({ queryKey: [key] })
  }
  const takeBack = async (link: LinkView) => {
    const gone = await remove.run(link.key)
    if (!gone) return
    again()
    heading.current?.focus()
    const id = notifications.show({
      message: (
        <span className={classes.toast}>
          “{link.name || link.code || link.key}” is open again.
          <button
            type="button"
            className="link"
            onClick={() => {
              notifications.hide(id)
              void restore.run(gone).then(back => back && again())
            }}
          >
            Undo
          </button>
        </span>
      ),
    })
  }
  const exported = async () => {
    const saved = await save.run()
    if (saved && !saved.cancelled) notifications.show({ message: `Saved as “${saved.name}”.` })
  }
  const imported = async () => {
    const done = await bring.run()
    if (!done || done.cancelled) return
    again()
    const refused = done.refused.length > 0 ? `; ${plural(format, done.refused.length, 'line')} left out` : ''
    notifications.show({
      message: `${format.count(done.added)} added, ${format.count(done.changed)} changed${refused}.`,
    })
  }
  const found = links.data ?? []
  const refused = remove.error ?? restore.error ?? save.error ?? bring.error
  const leftOut = found.filter(one => one.broken)
  return (
    <>
      <div className={classes.head}>
        <h3 ref={heading} tabIndex={-1}>
          Links: row to item
        </h3>
        <div role="search" className={classes.tools}>
          <TextInput
            size="xs"
            className={classes.search}
            aria-label={`Search ${plural(format, total, 'link')}`}
            placeholder={`Search ${plural(format, total, 'link')}`}
            leftSection={<IconSearch size={15} aria-hidden="true" />}
            rightSection={
              search !== '' && <CloseButton size="sm" aria-label="Clear the search" onClick={() => setSearch('')} />
            }
            value={search}
            onChange={event => {
              setSearch(event.currentTarget.value)
              setMost(atOnce)
            }}
          />
          <Button size="xs" loading={bring.busy} onClick={() => void imported()}>
            Import…
          </Button>
          <Button size="xs" disabled={total === 0} loading={save.busy} onClick={() => void exported()}>
            Export…
          </Button>
        </div>
      </div>
      {links.error && <ErrorBanner error={errorView(links.error)} />}
      {refused && <ErrorBanner error={refused} />}
      {leftOut.length > 0 && settled === '' && (
        <Banner
          tone="orange"
          icon={IconUnlink}
          title={`${plural(format, leftOut.length, 'link')} ${leftOut.length === 1 ? 'leads' : 'lead'} nowhere.`}
        >
          The item is no longer in Jobber, so such a row is looked for like a new one.
        </Banner>
      )}
      {links.isPending && <Skeleton height={120} />}
      {links.data && found.length === 0 && (
        <p className="small muted">
          {settled !== ''
            ? `No link has “${settled}” in it.`
            : 'None yet. Where you decide in a review which item a row is, or that it is none, it is kept here and the next list finds it by itself.'}
        </p>
      )}
      {found.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Code</th>
              <th scope="col">Row of the list</th>
              <th scope="col">Item in Jobber</th>
              <th scope="col">Decided</th>
              <th scope="col">
                <span className="hidden">Take back</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {found.slice(0, most).map(link => (
              <LinkRow key={link.key} link={link} busy={remove.busy} onRemove={() => void takeBack(link)} />
            ))}
          </tbody>
        </table>
      )}
      {found.length > most && (
        <Button size="xs" className={classes.more} onClick={() => setMost(most + 4 * atOnce)}>
          Show more: {format.count(most)} of {format.count(found.length)} shown
        </Button>
      )}
      <span className="hidden" role="status">
        {links.data && settled !== '' ? plural(format, found.length, 'link') : ''}
      </span>
    </>
  )
}

const hows: Record<string, string> = {
  picked: 'picked',
  suggested: 'suggestion',
  searched: 'searched',
  created: 'created',
  added: 'added',
  imported: 'imported',
}

function LinkRow({ link, busy, onRemove }: { link: LinkView; busy: boolean; onRemove: () => void }) {
  const format = useFormat()
  const called = link.name || link.code || link.key.replace(/^\w+:/, '')
  const how = hows[link.how]
  return (
    <tr>
      <td>
        <code>{link.code || (link.name === '' ? called : '–')}</code>
      </td>
      <td>{link.name || '–'}</td>
      <td>
        {link.never ? (
          <Chip tone="grey" icon={IconBan}>
            Never matched
          </Chip>
        ) : link.broken ? (
          <span className={classes.broken}>
            <s>{link.itemName}</s>
            <Chip tone="orange" icon={IconUnlink}>
              No longer in Jobber
            </Chip>
          </span>
        ) : (
          <a className="link" href={routeAddress('items', link.now || link.itemName)}>
            {link.now || link.itemName}
          </a>
        )}
      </td>
      <td className="muted">
        {format.day(link.decided)}
        {how && `, ${how}`}
      </td>
      <td>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          aria-label={`Take the link of “${called}” back`}
          disabled={busy}
          onClick={onRemove}
        >
          <IconX size={16} aria-hidden="true" />
        </ActionIcon>
      </td>
    </tr>
  )
}
