import { Button, Progress, Skeleton } from '@mantine/core'
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks'
import { IconList, IconRefresh, IconSearch } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { GridApi } from 'ag-grid-community'
import { useCallback, useMemo, useRef, useState } from 'react'
import { errorView } from '../../backend/errors'
import { usePagedRows } from '../../backend/paged-rows'
import { forgetProgress, useProgress } from '../../backend/progress'
import { queries, useAct } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { ListingView } from '../../backend/views'
import { ProgressAnnouncer } from '../../components/announce'
import { ErrorBanner, WaitBanner } from '../../components/banner'
import { useFormat } from '../../components/format-context'
import { Card, Empty, Page } from '../../components/page'
import { type Format, plural } from '../../lib/format'
import { useKeys } from '../../lib/keys'
import { routeAddress } from '../../lib/route'
import { ItemBar } from './item-bar'
import { ItemDrawer } from './item-drawer'
import { ItemGrid } from './item-grid'
import { focusRow, type ItemFilter, type ItemRow, itemPlaces, narrows, noItemFilter } from './item-rows'
import classes from './items.module.css'
import { LockPart } from './lock-part'
import { markKinds } from './marks'

const dayLong = 86_400_000
const oldAfter = 14 // days after which a reading is called old

// Items are what Jobber sells, as it was read last, and how the prices went.
export function Items({ search }: { search: string }) {
  const format = useFormat()
  const client = useQueryClient()
  const listing = useQuery(queries.listing(useBackend()))
  const read = useAct(backend => backend.ReadItems())
  const readAgain = async () => {
    forgetProgress(client)
    const fresh = await read.run()
    if (fresh) {
      client.setQueryData(['items', 'listing'], fresh)
      void client.invalidateQueries({ queryKey: ['items', 'one'] })
    }
  }
  const view = listing.data
  const never = view !== undefined && view.readAt === ''
  return (
    <Page
      title="Items"
      lead={view && !never ? <Lead listing={view} /> : 'Your products and services in Jobber.'}
      actions={
        view &&
        !never && (
          <Button
            leftSection={<IconRefresh size={16} aria-hidden="true" />}
            loading={read.busy}
            onClick={() => void readAgain()}
          >
            Read again
          </Button>
        )
      }
      fill
    >
      {listing.error && <ErrorBanner error={errorView(listing.error)} />}
      {read.error && <ErrorBanner error={read.error} />}
      {read.busy && <ReadingItems />}
      {listing.isPending && <Skeleton height={300} />}
      {never && !read.busy && (
        <Card>
          <Empty
            icon={IconList}
            title="Nothing read yet"
            action={
              <div className={classes.ways}>
                <Button variant="filled" onClick={() => void readAgain()}>
                  Read the items now
                </Button>
                <Button component="a" href={routeAddress('sync')}>
                  Load a price list
                </Button>
              </div>
            }
          >
            Here you find every product and service of your Jobber account with its margin, see whose cost rose while
            its price stayed, and lock what no sync may touch. Reading changes nothing in Jobber; each preview reads
            them too.
          </Empty>
        </Card>
      )}
      {view && !never && <Shelf key={view.listing} listing={view} search={search} format={format} />}
    </Page>
  )
}

function Lead({ listing }: { listing: ListingView }) {
  const format = useFormat()
  const days = Math.floor((Date.parse(listing.at) - Date.parse(listing.readAt)) / dayLong)
  const what = listing.items === 1 ? '1 product or service' : `${format.count(listing.items)} products and services`
  const when = format.recent(listing.readAt, new Date(listing.at)).replace(/^Today, /, 'today at ')
  return (
    <>
      {what} in Jobber, read {when}.{days >= oldAfter && ' What was changed in Jobber since is not in here yet.'}
    </>
  )
}

function ReadingItems() {
  const format = useFormat()
  const latest = useProgress()?.latest
  const told = latest?.operation === 'catalog' ? latest : undefined
  const percent = told && told.total > 0 ? Math.min(100, Math.round((100 * told.done) / told.total)) : undefined
  const what = 'Reading your Jobber catalog'
  const cancel = useAct(backend => backend.Cancel())
  return (
    <div className={classes.reading}>
      <div className={classes.readingHead}>
        <p className="muted small">
          {told && told.done > 0
            ? `${what}: ${format.count(told.done)} of ${plural(format, told.total, 'item')}`
            : `${what}…`}
        </p>
        <Button size="xs" onClick={() => void cancel.run()}>
          Stop
        </Button>
      </div>
      <Progress
        value={percent ?? 100}
        animated={percent === undefined}
        size={5}
        color="var(--accent)"
        aria-label={what}
      />
      {told && told.wait !== '' && <WaitBanner text={told.wait} />}
      <ProgressAnnouncer percent={percent} what={what} />
    </div>
  )
}

interface Opened {
  index: number // among the rows that are shown
  toLock: boolean
}

function Shelf({ listing, search: asked, format }: { listing: ListingView; search: string; format: Format }) {
  const backend = useBackend()
  const at = useMemo(() => itemPlaces(listing.columns), [listing.columns])
  const loaded = usePagedRows(
    ['items', 'rows', listing.listing],
    (offset, limit) => backend.ItemRows(listing.listing, offset, limit),
    listing.items > 0,
    listing.items,
  )
  const held = useQuery(queries.locks(backend))
  const locks = useMemo(() => new Map((held.data ?? []).map(lock => [lock.item, lock])), [held.data])
  const [filter, setFilter] = useState<ItemFilter>({ ...noItemFilter, search: asked })
  const [settled] = useDebouncedValue(filter, 120)
  const [shown, setShown] = useState(listing.items)
  const [opened, setOpened] = useState<Opened>()
  const grid = useRef<GridApi<ItemRow>>(undefined)
  const field = useRef<HTMLInputElement>(null)
  const roomy = useMediaQuery('(min-width: 1180px)') ?? true
  useKeys({ '/': () => field.current?.focus() })

  const row = opened && grid.current?.getDisplayedRowAtIndex(opened.index)?.data
  const close = useCallback(() => {
    const index = opened?.index
    setOpened(undefined)
    if (index !== undefined) requestAnimationFrame(() => focusRow(grid.current, index))
  }, [opened])
  const move = (by: number) => {
    if (!opened) return
    const next = opened.index + by
    if (next < 0 || next >= shown) return
    grid.current?.ensureIndexVisible(next)
    setOpened({ index: next, toLock: false })
  }
  const counts = { ...listing.counts, locked: locks.size }
  const item = row?.[at.item]
  const days = (Date.parse(listing.at) - Date.parse(listing.from)) / dayLong
  const nothing = loaded.complete && shown === 0 && narrows(settled)
  return (
    <>
      {loaded.error && <ErrorBanner error={loaded.error} />}
      {held.error && <ErrorBanner error={errorView(held.error)} />}
      <ItemBar
        filter={filter}
        counts={counts}
        target={listing.target}
        shown={shown}
        total={listing.items}
        search={field}
        onFilter={setFilter}
        onLeaveSearch={() => focusRow(grid.current, 0)}
      />
      <div className={classes.grid}>
        {loaded.rows.length > 0 && (
          <ItemGrid
            rows={loaded.rows}
            at={at}
            filter={settled}
            target={listing.target}
            days={days}
            locks={locks}
            roomy={roomy}
            onOpen={(index, toLock) => setOpened({ index, toLock })}
            onShown={setShown}
            onApi={api => {
              grid.current = api
            }}
          />
        )}
        {listing.items > 0 && loaded.rows.length === 0 && !loaded.error && <Skeleton height={300} />}
        {nothing && (
          <div className="grid-nothing">
            <NothingShown
              filter={settled}
              total={listing.items}
              format={format}
              onShowAll={() => setFilter(noItemFilter)}
            />
          </div>
        )}
      </div>
      <ItemDrawer
        item={item}
        name={row?.[at.name] ?? ''}
        index={opened?.index ?? 0}
        shown={shown}
        target={listing.target}
        lock={item && <LockPart key={item} item={item} lock={locks.get(item)} wanted={opened?.toLock ?? false} />}
        toLock={opened?.toLock ?? false}
        onMove={move}
        onClose={close}
      />
    </>
  )
}

interface NothingShownProps {
  filter: ItemFilter
  total: number
  format: Format
  onShowAll: () => void
}

function NothingShown({ filter, total, format, onShowAll }: NothingShownProps) {
  const search = filter.search.trim()
  const on = markKinds.filter(kind => filter.marks.includes(kind.mark)).map(kind => `“${kind.word}”`)
  return (
    <Empty
      icon={IconSearch}
      title={search === '' ? 'No item fits these filters' : `No item matches “${search}”`}
      action={
        <Button size="xs" onClick={onShowAll}>
          Show all {plural(format, total, 'item')}
        </Button>
      }
    >
      {on.length > 0
        ? `Only items under ${on.join(' and ')} are looked through. Take a filter off, or show all items.`
        : 'Try a shorter part of the name, or the code that a supplier calls it by.'}
    </Empty>
  )
}
