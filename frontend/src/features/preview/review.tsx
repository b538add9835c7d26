import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconSearch, IconShieldCheck } from '@tabler/icons-react'
import type { GridApi } from 'ag-grid-community'
import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'
import { places, type Row, usePlanRows } from '../../backend/plan-rows'
import { useAct } from '../../backend/queries'
import type { CreateView, DecidedView, ErrorView, FindingView, PlanView, SelectionView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { WhyNot } from '../../components/findings'
import { useFormat } from '../../components/format-context'
import { ActionBar, Empty } from '../../components/page'
import { type Format, plural } from '../../lib/format'
import { keyLabel, useKeys } from '../../lib/keys'
import { useFocusOnArrival } from '../../lib/use-focus'
import { FilterBar } from './filter-bar'
import { type Chip, type Filter, filters, noFilter } from './filters'
import { Histogram } from './histogram'
import { LookAtChanges } from './look-at-changes'
import { MissingItems } from './missing-items'
import { NewItems } from './new-items'
import { type Decide, Queue } from './queue'
import classes from './review.module.css'
import { collect, ReviewGrid, type Ticked } from './review-grid'
import { RowDrawer } from './row-drawer'
import { TileSelect, Tiles } from './tiles'
import { waitsFor } from './waiting'

export interface ReviewProps {
  plan: PlanView
  account: string
  selection: SelectionView
  error: ErrorView | undefined // of the last try to sync
  blocked: FindingView | undefined // why nothing can be written now
  start: Filter // what was filtered in the preview before this one, where that was nearly the same
  savedAgain: ReactNode // what to do about a file that was saved again
  onFilter: (filter: Filter) => void
  decided: DecidedView | undefined // what the last decision changed
  supplier: string // whose list it is; "" where nobody's
  onDecide: Decide
  onTakeBack: () => ReturnType<Decide>
  onCreate: (create: CreateView) => Promise<ErrorView | undefined>
  onSelection: (selection: SelectionView) => void
  onSync: (firstOnly: number) => void
}

// Review is the preview: every row of the plan, which of them are ticked, and the button that writes.
export function Review({ plan, account, selection, error, blocked, start, savedAgain, ...props }: ReviewProps) {
  const { onFilter, onDecide, onSelection, onSync } = props
  const format = useFormat()
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  const at = useMemo(() => places(plan.columns), [plan.columns])
  const loaded = usePlanRows(plan.plan, plan.rows)
  const [filter, setOwnFilter] = useState<Filter>(start)
  const setFilter = (next: Filter) => {
    setOwnFilter(next)
    onFilter(next)
  }
  const [shown, setShown] = useState(plan.rows)
  const [open, setOpen] = useState<number>()
  const [deciding, setDeciding] = useState(false)
  const [front, setFront] = useState<'looking' | 'missing' | 'new'>()
  const grid = useRef<GridApi<Row>>(null)
  const search = useRef<HTMLInputElement>(null)
  const tight = useMediaQuery('(max-width: 800px), (max-height: 520px)')
  const roomy = useMediaQuery('(min-width: 1180px) and (min-height: 720px)')
  const undo = plan.kind === 'undo'

  const tick = useAct(async (backend, ticked: Ticked) => {
    let answer: SelectionView | undefined
    if (ticked.on.length > 0) answer = await backend.Tick(plan.plan, ticked.on, true)
    if (ticked.off.length > 0) answer = await backend.Tick(plan.plan, ticked.off, false)
    return answer
  })
  const save = useAct((backend, which: string) => backend.ExportPlan(plan.plan, which))

  const tell = async (ticked: Ticked) => {
    if (ticked.spared > 0) {
      notifications.show({
        message: `${plural(format, ticked.spared, 'row')} with a price of zero or a slipped decimal mark stayed unticked. Look at each and tick it by itself.`,
      })
    }
    const answer = await tick.run(ticked)
    if (answer) onSelection(answer)
    return answer !== undefined
  }
  // tellMany is tell for many rows at once, which a slip of the hand can tick: it offers to take it back.
  const tellMany = async (ticked: Ticked) => {
    const count = ticked.on.length + ticked.off.length
    if (!(await tell(ticked)) || count < 2) return
    const id = notifications.show({
      message: (
        <span className={classes.toast}>
          {plural(format, count, 'row')} {ticked.on.length > 0 ? 'ticked' : 'unticked'}.
          <button
            type="button"
            className="link"
            onClick={() => {
              notifications.hide(id)
              takeBack(ticked)
            }}
          >
            Undo
          </button>
        </span>
      ),
    })
  }
  const takeBack = (ticked: Ticked) => {
    const api = grid.current
    if (!api) return
    const nodes = (lines: number[]) => lines.flatMap(line => api.getRowNode(String(line)) ?? [])
    api.setNodesSelected({ nodes: nodes(ticked.on), newValue: false, source: 'api' })
    api.setNodesSelected({ nodes: nodes(ticked.off), newValue: true, source: 'api' })
    void tell(collect(api, at, false))
  }
  const tickShown = (on: boolean) => {
    const api = grid.current
    if (!api) return
    const nodes: Parameters<typeof api.setNodesSelected>[0]['nodes'] = []
    api.forEachNodeAfterFilter(node => {
      if (node.selectable) nodes.push(node)
    })
    api.setNodesSelected({ nodes, newValue: on, source: 'api' })
    void tellMany(collect(api, at, on))
  }
  const exported = async (which: 'attention' | 'all') => {
    const saved = await save.run(which)
    if (saved && !saved.cancelled) notifications.show({ message: `Saved as “${saved.name}”.` })
  }
  const leaveSearch = () => {
    const api = grid.current
    if (!api || api.getDisplayedRowCount() === 0) return
    api.ensureIndexVisible(0)
    api.setFocusedCell(0, 'name')
  }

  const row = open === undefined ? undefined : grid.current?.getDisplayedRowAtIndex(open)?.data
  const closeDrawer = useCallback(() => {
    const index = open
    setOpen(undefined)
    if (index !== undefined) requestAnimationFrame(() => grid.current?.setFocusedCell(index, 'name'))
  }, [open])
  const move = (by: number) => {
    if (open === undefined) return
    const next = open + by
    if (next < 0 || next >= shown) return
    grid.current?.ensureIndexVisible(next)
    setOpen(next)
  }
  const tickOpen = (on: boolean) => {
    const api = grid.current
    const node = open === undefined ? undefined : api?.getDisplayedRowAtIndex(open)
    if (!api || !node) return
    node.setSelected(on, false, 'api')
    void tell(collect(api, at, false))
  }

  // Ticks are kept in the rows themselves, so the selection tells that they changed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: selection stands for the ticks
  const waiting = useMemo(
    () => loaded.rows.filter(one => waitsFor(one, at) !== '').length,
    [loaded.rows, at, selection, props.decided],
  )
  const decide = () => waiting > 0 && !undo && setDeciding(true)
  useKeys({
    '/': () => !deciding && search.current?.focus(),
    d: () => !deciding && decide(),
    l: () => !deciding && setFront('looking'),
    'mod+z': () => !deciding && plan.review.steps > 0 && void props.onTakeBack(),
    'mod+enter': () => !deciding && selection.ticked > 0 && !blocked && onSync(0),
  })

  // openLine opens a row wherever it stands, without a filter that would keep it out of sight.
  const openLine = (line: number) => {
    setFront(undefined)
    setFilter(noFilter)
    requestAnimationFrame(() => {
      const index = grid.current?.getRowNode(String(line))?.rowIndex
      if (index === null || index === undefined) return
      grid.current?.ensureIndexVisible(index)
      setOpen(index)
    })
  }

  const chips = useMemo<Chip[]>(
    () => ['large', 'cost', 'ticked', ...(loaded.rows.some(one => one[at.flags] !== '') ? (['noted'] as const) : [])],
    [loaded.rows, at],
  )
  const tiles = { plan, chosen: filter.tile, onChoose: (tile: string) => setFilter({ ...filter, tile }) }
  const refused = error ?? loaded.error ?? tick.error ?? save.error
  if (deciding) {
    return (
      <Queue
        plan={plan}
        at={at}
        rows={loaded.rows}
        complete={loaded.complete}
        supplier={props.supplier}
        onDecide={onDecide}
        onTakeBack={props.onTakeBack}
        onClose={() => setDeciding(false)}
      />
    )
  }
  return (
    <>
      <main className={classes.review}>
        <h1 className="hidden" ref={heading} tabIndex={-1}>
          {undo ? 'Review the undo' : 'Review'}
        </h1>
        {savedAgain && <div className={classes.refused}>{savedAgain}</div>}
        {refused && (
          <div className={classes.refused}>
            <ErrorBanner error={refused} />
          </div>
        )}
        {plan.notes.map(note => (
          <div key={note} className={classes.refused}>
            <Banner tone="blue" title={note} />
          </div>
        ))}
        {!tight && (
          <div className={classes.band}>
            <Tiles {...tiles} />
            {roomy && <Histogram rows={loaded.rows} at={at} limit={Number(plan.changeLimit) || 25} />}
          </div>
        )}
        <FilterBar
          filter={filter}
          shown={shown}
          total={plan.rows}
          chips={chips}
          search={search}
          onFilter={setFilter}
          onShowAll={() => setFilter(noFilter)}
          onTickShown={tickShown}
          onExport={which => void exported(which)}
          onLeaveSearch={leaveSearch}
          waiting={undo ? 0 : waiting}
          onDecide={decide}
          missing={plan.missing}
          onMissing={() => setFront('missing')}
          onLook={() => setFront('looking')}
          onNew={undo ? undefined : () => setFront('new')}
        >
          {tight && <TileSelect {...tiles} />}
        </FilterBar>
        <div className={classes.grid}>
          {loaded.rows.length > 0 && (
            <ReviewGrid
              rows={loaded.rows}
              at={at}
              filter={filter}
              undo={undo}
              decided={props.decided?.rows}
              onTicked={ticked => void tellMany(ticked)}
              onOpen={setOpen}
              onShown={setShown}
              onApi={api => {
                grid.current = api
              }}
            />
          )}
          {loaded.rows.length > 0 && shown === 0 && filters(filter) && (
            <div className="grid-nothing">
              <NothingShown
                filter={filter}
                plan={plan}
                rows={loaded.rows}
                name={at.name}
                onShowAll={() => setFilter(noFilter)}
              />
            </div>
          )}
        </div>
      </main>
      <ActionBar
        actions={
          <>
            {selection.ticked > 5 && !undo && !blocked && <Button onClick={() => onSync(5)}>Sync first 5</Button>}
            <Button
              variant="filled"
              disabled={selection.ticked === 0 || blocked !== undefined}
              aria-describedby={blocked && 'why-not-sync'}
              onClick={() => onSync(0)}
              rightSection={<kbd className={classes.key}>{keyLabel('mod+enter')}</kbd>}
            >
              {undo ? 'Undo' : 'Sync'} {plural(format, selection.ticked, 'item')} in {account}
            </Button>
          </>
        }
      >
        <IconShieldCheck size={20} stroke={1.7} className={classes.shield} aria-hidden="true" />
        {blocked ? (
          <WhyNot id="why-not-sync" finding={blocked} what="You can sync" />
        ) : (
          <Summary selection={selection} format={format} />
        )}
      </ActionBar>
      {front === 'looking' && (
        <LookAtChanges
          rows={loaded.rows}
          at={at}
          limit={Number(plan.changeLimit) || 25}
          selection={selection}
          onOpen={openLine}
          onClose={() => setFront(undefined)}
        />
      )}
      {front === 'missing' && (
        <MissingItems plan={plan} at={at} onSelection={onSelection} onClose={() => setFront(undefined)} />
      )}
      {front === 'new' && <NewItems plan={plan} onCreate={props.onCreate} onClose={() => setFront(undefined)} />}
      <RowDrawer
        plan={plan}
        at={at}
        row={row}
        index={open ?? 0}
        shown={shown}
        onMove={move}
        onTick={tickOpen}
        onCorrect={async (line, text) => (await onDecide({ line, what: 'correct', item: '', text })).refused}
        onClose={closeDrawer}
      />
    </>
  )
}

function Summary({ selection, format }: { selection: SelectionView; format: Format }) {
  const { marginBefore, marginAfter, heldWaiting } = selection
  return (
    <div className={classes.summary}>
      <p className={classes.sums}>
        <strong>{format.count(selection.ticked)} ticked</strong>
        <span>
          {selection.ticked > 0 && ` · prices ${format.signedAmount(selection.priceSum)} in sum`}
          {marginBefore !== '' &&
            marginAfter !== '' &&
            ` · average margin ${format.percent(marginBefore)} → ${format.percent(marginAfter)}`}
        </span>
      </p>
      <p className="muted">
        Nothing has been written to Jobber yet.
        {heldWaiting > 0 &&
          ` ${plural(format, heldWaiting, 'held row')} ${heldWaiting === 1 ? 'waits' : 'wait'} for your tick.`}
      </p>
    </div>
  )
}

interface NothingShownProps {
  filter: Filter
  plan: PlanView
  rows: Row[]
  name: number
  onShowAll: () => void
}

// NothingShown teaches a better search with a word that this very list has.
function NothingShown({ filter, plan, rows, name, onShowAll }: NothingShownProps) {
  const format = useFormat()
  const search = filter.search.trim()
  const example = rows
    .map(row => row[name] ?? '')
    .find(text => /\p{L}{4,}/u.test(text))
    ?.match(/\p{L}{4,}/u)?.[0]
  return (
    <Empty
      icon={IconSearch}
      title={search === '' ? 'No row fits these filters' : `No row matches “${search}”`}
      action={
        <Button size="xs" onClick={onShowAll}>
          Show all {plural(format, plan.rows, 'row')}
        </Button>
      }
    >
      {search === ''
        ? 'Take one of the filters off, or show all rows.'
        : `The list has ${plural(format, plan.rows, 'row')}.${filter.tile !== '' || filter.chips.length > 0 ? ' Only some of them are looked through, because a filter is on.' : ''}${example ? ` Try a part of the name, such as “${example.toLowerCase()}”.` : ''}`}
    </Empty>
  )
}
