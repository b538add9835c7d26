import type { CellKeyDownEvent, ColDef, GridApi } from 'ag-grid-community'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { LockView } from '../../backend/views'
import { useFormat } from '../../components/format-context'
import { Grid } from '../../components/grid'
import type { Format } from '../../lib/format'
import {
  ChangedCell,
  type ItemsContext,
  kindsOf,
  MarginCell,
  MarksCell,
  NameCell,
  StepsCell,
  stepsWords,
} from './item-cells'
import { figuresOf, type ItemFilter, type ItemPlaces, type ItemRow, passesItem, wordsOf } from './item-rows'
import { markKinds } from './marks'

interface ItemGridProps {
  rows: ItemRow[]
  at: ItemPlaces
  filter: ItemFilter
  target: string
  days: number
  locks: ReadonlyMap<string, LockView>
  roomy: boolean // whether there is room for every column
  onOpen: (index: number, toLock: boolean) => void
  onShown: (count: number) => void
  onApi: (api: GridApi<ItemRow>) => void
}

// ItemGrid shows the items. Go's order is by name; the grid sorts and filters what it was given.
export function ItemGrid(props: ItemGridProps) {
  const { rows, at, filter, target, days, locks, roomy, onOpen, onShown, onApi } = props
  const format = useFormat()
  const [grid, setGrid] = useState<GridApi<ItemRow>>()
  const first = useRef(rows)
  const given = useRef(rows.length)
  const current = useRef({ words: wordsOf(filter.search), marks: filter.marks, locks })

  useEffect(() => {
    const more = rows.slice(given.current)
    if (!grid || more.length === 0) return
    given.current = rows.length
    grid.applyTransaction({ add: more })
  }, [grid, rows])

  useEffect(() => {
    current.current = { words: wordsOf(filter.search), marks: filter.marks, locks }
    grid?.onFilterChanged()
  }, [grid, filter, locks])

  const columns = useMemo(() => columnsOf(at, format, roomy), [at, format, roomy])
  const context = useMemo<ItemsContext>(
    () => ({ at, target: target === '' ? undefined : Number(target), days, locks }),
    [at, target, days, locks],
  )
  useEffect(() => {
    grid?.setGridOption('context', context)
    grid?.refreshCells({ force: true, columns: ['name'] })
  }, [grid, context])

  const pressed = (event: CellKeyDownEvent<ItemRow>) => {
    const key = event.event as KeyboardEvent | null
    if (!key || key.ctrlKey || key.metaKey || key.altKey || event.rowIndex === null) return
    if (key.key === 'Enter') onOpen(event.rowIndex, false)
    if (key.key.toLowerCase() === 'l') {
      key.preventDefault()
      onOpen(event.rowIndex, true)
    }
  }

  return (
    <Grid<ItemRow>
      label="Items"
      context={context}
      rowData={first.current}
      columnDefs={columns}
      getRowId={params => params.data[at.item] ?? ''}
      isExternalFilterPresent={() => true}
      doesExternalFilterPass={({ data }) => {
        const { words, marks, locks: held } = current.current
        return data !== undefined && passesItem(data, at, words, marks, held.has(data[at.item] ?? ''))
      }}
      onModelUpdated={event => onShown(event.api.getDisplayedRowCount())}
      onCellKeyDown={event => 'column' in event && pressed(event)}
      onCellClicked={event => event.rowIndex !== null && onOpen(event.rowIndex, false)}
      onApi={api => {
        setGrid(api)
        onApi(api)
      }}
      overlayNoRowsTemplate="<span></span>"
    />
  )
}

// smaller orders numbers; what has none comes first.
function smaller(a: number | null, b: number | null): number {
  return (a ?? Number.NEGATIVE_INFINITY) - (b ?? Number.NEGATIVE_INFINITY) || 0
}

// pressing orders marks as Go writes them by the first, which presses most; no mark comes last.
function pressing(marks: string): number {
  if (marks === '') return markKinds.length
  const at = marks.indexOf(' ')
  return order.indexOf(at < 0 ? marks : marks.slice(0, at))
}

const order = markKinds.map(kind => kind.mark)

function columnsOf(at: ItemPlaces, format: Format, roomy: boolean): ColDef<ItemRow>[] {
  const symbol = format.symbol === '' ? '' : ` ${format.symbol}`
  const amount = (colId: 'price' | 'cost', name: string, place: number, strong: boolean): ColDef<ItemRow> => ({
    colId,
    headerName: `${name}${symbol}`,
    valueGetter: params => params.data && figuresOf(params.data, at)[colId],
    comparator: smaller,
    valueFormatter: params => format.amount(params.data?.[place] ?? '') || '–',
    cellClass: strong ? ['ag-right-aligned-cell', 'strong'] : 'ag-right-aligned-cell',
    type: 'rightAligned',
    width: roomy ? 100 : 88,
    minWidth: 80,
  })
  return [
    {
      colId: 'name',
      headerName: 'Item',
      valueGetter: params => params.data?.[at.name] ?? '',
      comparator: (_a, _b, a, b) => a.sourceRowIndex - b.sourceRowIndex, // as Go has put them
      cellRenderer: NameCell,
      tooltipValueGetter: params => params.data?.[at.name],
      flex: 1,
      minWidth: 170,
    },
    amount('price', 'Price', at.price, true),
    amount('cost', 'Cost', at.cost, false),
    {
      colId: 'margin',
      headerName: 'Margin',
      headerTooltip: 'What of the price stays with you: (price − cost) ÷ price',
      valueGetter: params => params.data && figuresOf(params.data, at).margin,
      comparator: smaller,
      cellRenderer: MarginCell,
      type: 'rightAligned',
      width: 126,
      minWidth: 118,
    },
    {
      colId: 'steps',
      headerName: 'Two years',
      valueGetter: params => params.data && figuresOf(params.data, at).steps,
      cellRenderer: StepsCell,
      tooltipValueGetter: params => stepsWords(params.data, at, format),
      width: roomy ? 116 : 108,
      minWidth: 106,
    },
    {
      colId: 'changed',
      headerName: 'Last change',
      valueGetter: params => params.data?.[at.changed] ?? '',
      comparator: (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0),
      cellRenderer: ChangedCell,
      type: 'rightAligned',
      width: 116,
      minWidth: 108,
    },
    {
      colId: 'marks',
      headerName: 'Look at',
      valueGetter: params => params.data?.[at.marks] ?? '',
      comparator: (a: string, b: string) => pressing(a) - pressing(b),
      cellRenderer: MarksCell,
      tooltipValueGetter: params =>
        params.data &&
        kindsOf(params.data, params.context as ItemsContext)
          .map(kind => kind.word)
          .join(' · '),
      width: roomy ? 196 : 178,
      minWidth: 170,
    },
  ]
}
