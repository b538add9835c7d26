import type { ColDef, GridApi, SelectionChangedEvent, ValueGetterParams } from 'ag-grid-community'
import type { CustomCellRendererProps } from 'ag-grid-react'
import { useMemo } from 'react'
import type { RunRowView } from '../backend/views'
import { percentChange } from '../lib/decimal'
import type { Format } from '../lib/format'
import { OutcomeChip } from './chip'
import { useFormat } from './format-context'
import { Grid } from './grid'
import classes from './run-rows.module.css'

interface RunRowsProps {
  label: string
  rows: RunRowView[]
  fill?: boolean // takes the height it is given, and scrolls in it
  onTicked?: (lines: number[]) => void // where rows can be ticked: all applied ones are at first
}

// RunRows are a run's rows with before and after. It keeps to its rows' height as long as there are not too many.
export function RunRows({ label, rows, fill = false, onTicked }: RunRowsProps) {
  const format = useFormat()
  const columns = useMemo(() => columnsOf(format), [format])
  const tickable = onTicked !== undefined
  const tickAll = (api: GridApi<RunRowView>) => {
    const nodes: Parameters<typeof api.setNodesSelected>[0]['nodes'] = []
    api.forEachNode(node => {
      if (node.selectable) nodes.push(node)
    })
    api.setNodesSelected({ nodes, newValue: true, source: 'api' })
  }
  const auto = !fill && rows.length <= 200
  return (
    <div className={fill ? classes.fill : auto ? classes.auto : classes.scroll}>
      <Grid<RunRowView>
        label={label}
        rowData={rows}
        columnDefs={columns}
        rowHeight={44}
        domLayout={auto ? 'autoHeight' : 'normal'}
        getRowId={params => String(params.data.line)}
        {...(tickable && {
          rowSelection: {
            mode: 'multiRow' as const,
            checkboxes: true,
            headerCheckbox: true,
            hideDisabledCheckboxes: true,
            enableClickSelection: false,
            isRowSelectable: node => node.data?.outcome === 'applied',
          },
          selectionColumnDef: { width: 52, minWidth: 52, maxWidth: 52, sortable: false, resizable: false },
          onSelectionChanged: (event: SelectionChangedEvent<RunRowView>) =>
            onTicked?.(event.api.getSelectedRows().map(row => row.line)),
          onApi: tickAll,
        })}
      />
    </div>
  )
}

// afterOf is what Jobber holds after the run, as far as the run knows.
function afterOf(row: RunRowView, what: 'Price' | 'Cost'): string {
  if (row.outcome === 'applied') return row[`stored${what}`] || row[`sent${what}`] || row[`before${what}`]
  return row[`stored${what}`]
}

type CellProps = CustomCellRendererProps<RunRowView>

function ItemCell({ data }: CellProps) {
  if (!data) return null
  return <span className={classes.item}>{data.itemName || data.name || data.code}</span>
}

function OutcomeCell({ data }: CellProps) {
  if (!data) return null
  return (
    <span className={classes.outcome}>
      <OutcomeChip outcome={data.outcome} />
      {data.message !== '' && <span className={classes.message}>{data.message}</span>}
    </span>
  )
}

function columnsOf(format: Format): ColDef<RunRowView>[] {
  const symbol = format.symbol === '' ? '' : ` ${format.symbol}`
  const amount = (name: string, get: (row: RunRowView) => string, strong = false): ColDef<RunRowView> => ({
    colId: name,
    headerName: `${name}${symbol}`,
    valueGetter: params => numberOf(params, get),
    valueFormatter: params => (params.data ? shown(get(params.data), format) : ''),
    cellClass: ['ag-right-aligned-cell', strong ? 'strong' : 'quiet'],
    type: 'rightAligned',
    width: 112,
    minWidth: 92,
  })
  return [
    {
      colId: 'item',
      headerName: 'Item',
      valueGetter: params => params.data?.itemName || params.data?.name || '',
      cellRenderer: ItemCell,
      tooltipValueGetter: params => params.data?.itemName,
      flex: 12,
      minWidth: 150,
    },
    amount('Price before', row => row.beforePrice),
    amount('Price after', row => afterOf(row, 'Price'), true),
    amount('Cost before', row => row.beforeCost),
    amount('Cost after', row => afterOf(row, 'Cost')),
    {
      colId: 'change',
      headerName: 'Change',
      valueGetter: params => numberOf(params, row => percentChange(afterOf(row, 'Price'), row.beforePrice)),
      valueFormatter: params =>
        params.data
          ? format.signedPercent(percentChange(afterOf(params.data, 'Price'), params.data.beforePrice)) || '–'
          : '',
      type: 'rightAligned',
      width: 90,
      minWidth: 80,
    },
    {
      colId: 'outcome',
      headerName: 'Outcome',
      valueGetter: params => params.data?.outcome,
      cellRenderer: OutcomeCell,
      tooltipValueGetter: params => params.data?.message,
      flex: 13,
      minWidth: 160,
    },
  ]
}

function numberOf(params: ValueGetterParams<RunRowView>, get: (row: RunRowView) => string): number | null {
  const value = params.data ? get(params.data) : ''
  return value === '' ? null : Number(value)
}

function shown(amount: string, format: Format): string {
  return amount === '' ? '–' : format.amount(amount)
}
