import type {
  CellKeyDownEvent,
  ColDef,
  GridApi,
  IRowNode,
  RowSelectionOptions,
  SelectionChangedEvent,
  ValueGetterParams,
} from 'ag-grid-community'
import type { AgGridReactProps } from 'ag-grid-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Places, Row } from '../../backend/plan-rows'
import { useFormat } from '../../components/format-context'
import { Grid } from '../../components/grid'
import type { Format } from '../../lib/format'
import {
  ChangeCell,
  CostCell,
  type GridContext,
  ItemCell,
  ListCell,
  MarginCell,
  PriceCell,
  reason,
  VerdictCell,
} from './cells'
import { type Filter, filters, named, passes } from './filters'

export interface Ticked {
  on: number[] // lines
  off: number[]
  spared: number // rows that a bulk tick left out because they must be ticked one by one
}

interface ReviewGridProps {
  rows: Row[]
  at: Places
  filter: Filter
  undo: boolean
  decided: Row[] | undefined // the rows that the last decision changed
  onTicked: (ticked: Ticked) => void
  onOpen: (index: number) => void
  onShown: (count: number) => void
  onApi: (api: GridApi<Row>) => void
}

const order = [
  'update',
  'create',
  'held',
  'ambiguous',
  'unmatched',
  'duplicate',
  'invalid',
  'unchanged',
  'not_a_product',
]

// ReviewGrid shows every row of a plan. Ticks live in Go; the grid's own selection mirrors them.
export function ReviewGrid({ rows, at, filter, undo, decided, onTicked, onOpen, onShown, onApi }: ReviewGridProps) {
  const format = useFormat()
  const [grid, setGrid] = useState<GridApi<Row>>()
  const first = useRef(rows)
  const given = useRef(rows.length)
  const current = useRef(filter)

  useEffect(() => {
    const more = rows.slice(given.current)
    if (!grid || more.length === 0) return
    given.current = rows.length
    const added = grid.applyTransaction({ add: more })
    if (added) select(grid, added.add, at)
  }, [grid, rows, at])

  useEffect(() => {
    if (!grid || !decided) return
    const known = decided.filter(row => grid.getRowNode(row[at.line] ?? ''))
    const changed = grid.applyTransaction({ update: known })?.update ?? []
    for (const node of changed) node.setSelected(node.data?.[at.ticked] === '1', false, 'api')
  }, [grid, decided, at])

  useEffect(() => {
    current.current = filter
    grid?.onFilterChanged()
  }, [grid, filter])

  const columns = useMemo(() => columnsOf(at, format, undo), [at, format, undo])
  const selection = useMemo(() => selectionOf(at), [at])
  const context = useMemo<GridContext>(() => ({ at }), [at])

  const changed = (event: SelectionChangedEvent<Row>) => {
    if (event.source === 'api' || event.source === 'rowDataChanged') return
    const bulk = event.source.startsWith('uiSelectAll') || event.source === 'keyboardSelectAll'
    onTicked(collect(event.api, at, bulk))
  }

  const pressed = (event: CellKeyDownEvent<Row>) => {
    const key = event.event as KeyboardEvent | null
    if (!key || key.ctrlKey || key.metaKey || event.rowIndex === null) return
    if (key.key === 'Enter') onOpen(event.rowIndex)
    if (key.key.toLowerCase() === 'a' && !key.altKey) {
      if (event.data?.[at.tickable] === '1') {
        event.node.setSelected(true, false, 'spaceKey')
      }
      const next = event.rowIndex + 1
      if (next < event.api.getDisplayedRowCount()) {
        event.api.ensureIndexVisible(next)
        event.api.setFocusedCell(next, event.column)
      }
    }
  }

  // What the grid calls stays the same from one rendering to the next: the grid takes a new function for a new option, and goes
  // through all rows for it.
  const latest = useRef({ changed, pressed, onOpen, onShown, onApi })
  useEffect(() => {
    latest.current = { changed, pressed, onOpen, onShown, onApi }
  })
  const options = useMemo<AgGridReactProps<Row>>(
    () => ({
      selectionColumnDef: { width: 52, minWidth: 52, maxWidth: 52, sortable: false, resizable: false },
      getRowId: params => params.data[at.line] ?? '',
      isExternalFilterPresent: () => filters(current.current),
      doesExternalFilterPass: node => (node.data ? passes(node.data, at, current.current) : false),
      onSelectionChanged: event => latest.current.changed(event),
      onModelUpdated: event => latest.current.onShown(event.api.getDisplayedRowCount()),
      onCellKeyDown: event => 'column' in event && latest.current.pressed(event),
      onCellClicked: event => {
        if (event.column.getColId() !== 'ag-Grid-SelectionColumn' && event.rowIndex !== null) {
          latest.current.onOpen(event.rowIndex)
        }
      },
      overlayNoRowsTemplate: '<span></span>',
      rowBuffer: 8, // few, since they are drawn as they come into view
    }),
    [at],
  )
  const ready = useCallback(
    (api: GridApi<Row>) => {
      setGrid(api)
      const nodes: IRowNode<Row>[] = []
      api.forEachNode(node => nodes.push(node))
      select(api, nodes, at)
      latest.current.onApi(api)
    },
    [at],
  )

  return (
    <Grid<Row>
      label="Rows of the price list"
      context={context}
      rowData={first.current}
      columnDefs={columns}
      rowSelection={selection}
      onApi={ready}
      {...options}
    />
  )
}

// select mirrors the ticks that Go sent into the grid's selection.
function select(api: GridApi<Row>, nodes: IRowNode<Row>[], at: Places): void {
  const ticked = nodes.filter(node => node.data?.[at.ticked] === '1')
  if (ticked.length > 0) api.setNodesSelected({ nodes: ticked, newValue: true, source: 'api' })
}

// collect finds the rows whose tick differs from what Go knows and writes the new tick into them. A bulk tick never takes along
// what must be looked at by itself.
export function collect(api: GridApi<Row>, at: Places, bulk: boolean): Ticked {
  const ticked: Ticked = { on: [], off: [], spared: 0 }
  const spared: IRowNode<Row>[] = []
  api.forEachNode(node => {
    const row = node.data
    if (!row) return
    const on = node.isSelected() === true
    if (on === (row[at.ticked] === '1')) return
    if (on && bulk && named(row, at)) {
      spared.push(node)
      return
    }
    row[at.ticked] = on ? '1' : ''
    ;(on ? ticked.on : ticked.off).push(Number(row[at.line]))
  })
  ticked.spared = spared.length
  if (spared.length > 0) api.setNodesSelected({ nodes: spared, newValue: false, source: 'api' })
  return ticked
}

function selectionOf(at: Places): RowSelectionOptions<Row> {
  return {
    mode: 'multiRow',
    checkboxes: true,
    headerCheckbox: true,
    selectAll: 'filtered',
    enableClickSelection: false,
    hideDisabledCheckboxes: true,
    isRowSelectable: node => node.data?.[at.tickable] === '1',
  }
}

function columnsOf(at: Places, format: Format, undo: boolean): ColDef<Row>[] {
  const text = (place: number) => (params: ValueGetterParams<Row>) => params.data?.[place] ?? ''
  const number = (place: number) => (params: ValueGetterParams<Row>) => {
    const value = params.data?.[place] ?? ''
    return value === '' ? null : Number(value)
  }
  const symbol = format.symbol === '' ? '' : ` ${format.symbol}`
  return [
    {
      colId: 'line',
      headerName: undo ? 'Row' : 'Line',
      valueGetter: number(at.line),
      width: 58,
      minWidth: 52,
      type: 'rightAligned',
    },
    {
      colId: 'name',
      headerName: 'On the price list',
      valueGetter: params => params.data?.[at.name] || params.data?.[at.code] || '',
      cellRenderer: ListCell,
      tooltipValueGetter: params => params.data?.[at.name],
      flex: 10,
      minWidth: 140,
    },
    {
      colId: 'item',
      headerName: 'Item in Jobber',
      valueGetter: text(at.itemName),
      cellRenderer: ItemCell,
      tooltipValueGetter: params => params.data?.[at.itemName],
      flex: 10,
      minWidth: 140,
    },
    {
      colId: 'price',
      headerName: `Price${symbol}`,
      valueGetter: params => number(at.afterPrice)(params) ?? number(at.listPrice)(params),
      cellRenderer: PriceCell,
      width: 92,
      minWidth: 84,
      type: 'rightAligned',
    },
    {
      colId: 'change',
      headerName: 'Change',
      valueGetter: number(at.changePercent),
      cellRenderer: ChangeCell,
      width: 90,
      minWidth: 84,
      type: 'rightAligned',
    },
    {
      colId: 'cost',
      headerName: `Cost${symbol}`,
      valueGetter: params => number(at.afterCost)(params) ?? number(at.listCost)(params),
      cellRenderer: CostCell,
      width: 92,
      minWidth: 84,
      type: 'rightAligned',
    },
    {
      colId: 'margin',
      headerName: 'Margin',
      valueGetter: number(at.marginAfter),
      cellRenderer: MarginCell,
      width: 94,
      minWidth: 88,
      type: 'rightAligned',
    },
    {
      colId: 'verdict',
      headerName: 'Verdict and reason',
      valueGetter: text(at.verdict),
      comparator: (a: string, b: string) => order.indexOf(a) - order.indexOf(b),
      cellRenderer: VerdictCell,
      tooltipValueGetter: params => params.data && reason(params.data, at),
      flex: 13,
      minWidth: 170,
    },
  ]
}
