import type { ColDef, ICellRendererParams } from 'ag-grid-community'
import { Chip } from '../../components/chip'
import { useFormat } from '../../components/format-context'
import type { Format } from '../../lib/format'
import { type ComparedRow, changeKinds, noteOf } from './changes'
import classes from './compare.module.css'

// columnsOf are the columns of a comparison: what a product is in both amounts, over what it was.
export function columnsOf(format: Format): ColDef<ComparedRow>[] {
  const numeric = (get: (row: ComparedRow) => string): ColDef<ComparedRow> => ({
    valueGetter: params => (params.data && get(params.data) !== '' ? Number(get(params.data)) : null),
    type: 'rightAligned',
    cellClass: 'ag-right-aligned-cell',
  })
  const amount = (name: string, was: (row: ComparedRow) => string, is: (row: ComparedRow) => string) => ({
    ...numeric(row => is(row) || was(row)),
    headerName: `${name} ${format.symbol}`.trim(),
    cellRenderer: ({ data }: ICellRendererParams<ComparedRow>) =>
      data ? <Amount row={data} was={was(data)} is={is(data)} /> : null,
    width: 116,
  })
  const percent = (name: string, get: (row: ComparedRow) => string) => ({
    ...numeric(get),
    headerName: `${name} %`,
    valueFormatter: ({ data }: { data?: ComparedRow | undefined }) => (data ? format.signedPercent(get(data)) : ''),
    width: 88,
  })
  return [
    { headerName: 'Change', field: 'change', cellRenderer: ChangeCell, width: 130 },
    {
      headerName: 'Row',
      field: 'name',
      valueGetter: params => params.data?.name || params.data?.code,
      cellRenderer: RowCell,
      flex: 3,
      minWidth: 150,
      tooltipValueGetter: params => params.data?.name ?? '',
    },
    amount(
      'Price',
      row => row.oldPrice,
      row => row.newPrice,
    ),
    percent('Price', row => row.pricePercent),
    amount(
      'Cost',
      row => row.oldCost,
      row => row.newCost,
    ),
    percent('Cost', row => row.costPercent),
    {
      headerName: 'Note',
      valueGetter: params => (params.data ? noteOf(params.data) : ''),
      cellRenderer: NoteCell,
      tooltipValueGetter: params => (params.data ? noteOf(params.data) : ''),
      flex: 3,
      minWidth: 150,
    },
  ]
}

function ChangeCell({ value }: ICellRendererParams<ComparedRow, string>) {
  const kind = changeKinds.find(one => one.name === value)
  if (!kind) return null
  return (
    <Chip tone={kind.tone} icon={kind.icon}>
      {kind.word[0]?.toUpperCase() + kind.word.slice(1)}
    </Chip>
  )
}

function RowCell({ data }: ICellRendererParams<ComparedRow>) {
  if (!data) return null
  return (
    <div className={classes.two}>
      <span className={classes.strong}>{data.name || data.code}</span>
      {data.name !== '' && data.code !== '' && <span className={classes.code}>{data.code}</span>}
    </div>
  )
}

// Amount is what a list says now over what the older one said, where that is another amount.
function Amount({ row, was, is }: { row: ComparedRow; was: string; is: string }) {
  const format = useFormat()
  if (is === '' && was === '') return <span className={classes.was}>–</span>
  if (row.change === 'gone' || row.change === 'unclear') {
    return <span className={row.change === 'gone' ? classes.gone : undefined}>{format.amount(is || was)}</span>
  }
  if (was === is || row.change === 'new') {
    return <span className={row.change === 'new' ? undefined : classes.quiet}>{format.amount(is)}</span>
  }
  return (
    <div className={classes.numbers}>
      <span>{is === '' ? '–' : format.amount(is)}</span>
      <span className={classes.was}>{was === '' ? 'was none' : `was ${format.amount(was)}`}</span>
    </div>
  )
}

function NoteCell({ value }: ICellRendererParams<ComparedRow, string>) {
  return <span className={classes.note}>{value}</span>
}
