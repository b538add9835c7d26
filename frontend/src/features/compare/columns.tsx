import type { ColDef, ICellRendererParams } from 'ag-grid-community'
import { Chip } from '../../components/chip'
import type { Format } from '../../lib/format'
import { type ComparedRow, changeKinds, noteOf } from './changes'

// columnsOf are the columns of a comparison: what a product was and is in both amounts.
export function columnsOf(format: Format): ColDef<ComparedRow>[] {
  const number = (
    name: string,
    get: (row: ComparedRow) => string,
    write: (text: string) => string,
    width: number,
  ): ColDef<ComparedRow> => ({
    headerName: name,
    valueGetter: params => (params.data && get(params.data) !== '' ? Number(get(params.data)) : null),
    valueFormatter: params => (params.data ? write(get(params.data)) : ''),
    type: 'rightAligned',
    cellClass: 'ag-right-aligned-cell',
    width,
  })
  const amount = (name: string, get: (row: ComparedRow) => string) =>
    number(name, get, text => format.amount(text) || '–', 92)
  const percent = (name: string, get: (row: ComparedRow) => string) =>
    number(name, get, text => format.signedPercent(text), 80)
  return [
    { headerName: 'Change', field: 'change', cellRenderer: ChangeCell, width: 118 },
    {
      headerName: 'Row',
      field: 'name',
      valueGetter: params => params.data?.name || params.data?.code,
      cellClass: 'strong',
      flex: 1,
      minWidth: 150,
      tooltipValueGetter: params => params.data?.name ?? '',
    },
    { headerName: 'Code', field: 'code', width: 106 },
    amount('Price was', row => row.oldPrice),
    amount('Price is', row => row.newPrice),
    percent('Price', row => row.pricePercent),
    amount('Cost was', row => row.oldCost),
    amount('Cost is', row => row.newCost),
    percent('Cost', row => row.costPercent),
    {
      headerName: 'Note',
      valueGetter: params => (params.data ? noteOf(params.data) : ''),
      tooltipValueGetter: params => (params.data ? noteOf(params.data) : ''),
      flex: 1,
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
