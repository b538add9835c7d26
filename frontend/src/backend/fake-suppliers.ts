import type { ComparedView, PriceListView, RulesView, SupplierEditView, SupplierView } from './views'

// What the make-believe program remembers about suppliers.

export const fakeSuppliers: SupplierView[] = [
  {
    name: 'HeatCo',
    headers: ['SKU', 'Item', 'Net'],
    nameFrom: 'Item',
    codeFrom: 'SKU',
    priceFrom: '',
    costFrom: 'Net',
    decimal: ',',
    sheet: '',
    rules: { onlyIncrease: false, markup: '35' },
    links: 12,
  },
  {
    name: 'Pipeline Supplies Ltd',
    headers: ['Part_Num', 'Description', 'Unit', 'Trade_Cost', 'Price'],
    nameFrom: 'Description',
    codeFrom: 'Part_Num',
    priceFrom: 'Price',
    costFrom: 'Trade_Cost',
    decimal: '.',
    sheet: '',
    rules: { onlyIncrease: true, markup: '' },
    links: 0,
  },
]

// edited returns a supplier with a person's changes.
export function edited(one: SupplierView, edit: SupplierEditView): SupplierView {
  const from = (place: string, now: string) => {
    if (place === 'none') return ''
    return place === '' ? now : (one.headers[Number(place) - 1] ?? '')
  }
  return {
    ...one,
    nameFrom: from(edit.nameFrom, one.nameFrom),
    codeFrom: from(edit.codeFrom, one.codeFrom),
    priceFrom: from(edit.priceFrom, one.priceFrom),
    costFrom: from(edit.costFrom, one.costFrom),
    decimal: edit.decimal || one.decimal,
    rules: edit.rules,
  }
}

// supplierOf returns what is remembered of a list.
export function supplierOf(name: string, list: PriceListView, rules: RulesView): SupplierView {
  const heading = (place: number) => list.headers[place - 1] ?? ''
  return {
    name,
    headers: list.headers,
    nameFrom: heading(list.layout.name),
    codeFrom: heading(list.layout.code),
    priceFrom: heading(list.layout.price),
    costFrom: heading(list.layout.cost),
    decimal: list.layout.decimal,
    sheet: list.layout.sheet,
    rules,
    links: 0,
  }
}

// fakeComparison returns what changed between two lists; rows as Go sends them.
export function fakeComparison(old: string, next: string): ComparedView {
  return {
    old,
    new: next,
    counts: { up: 2, down: 1, mixed: 0, new: 1, gone: 1, unclear: 1, unchanged: 208 },
    oldUnread: 3,
    newUnread: 0,
    columns: [
      'change',
      'name',
      'code',
      'oldName',
      'oldCode',
      'oldLine',
      'newLine',
      'by',
      'oldPrice',
      'newPrice',
      'oldCost',
      'newCost',
      'pricePercent',
      'costPercent',
      'message',
    ],
    rows: [
      [
        'up',
        '15mm Copper Tube 3m',
        'COP15-3M',
        '',
        '',
        '9',
        '9',
        'code_and_name',
        '16.15',
        '16.65',
        '9.64',
        '9.94',
        '3.10',
        '3.10',
        '',
      ],
      [
        'up',
        '22mm Tee',
        'TEE22',
        '22mm Equal Tee',
        '',
        '31',
        '32',
        'code',
        '4.10',
        '4.55',
        '2.00',
        '2.00',
        '11.00',
        '',
        '',
      ],
      ['down', 'Radiator Key', 'RK-2', '', 'RK-1', '80', '81', 'name', '1.95', '1.80', '0.90', '0.90', '-7.70', '', ''],
      ['new', 'Smart Valve', 'SV-1', '', '', '', '120', '', '', '39.00', '', '24.10', '', '', ''],
      [
        'unclear',
        'Clip 15mm',
        'CL15',
        '',
        '',
        '',
        '140',
        '',
        '',
        '0.25',
        '',
        '0.11',
        '',
        '',
        'A list has this code or name more than once with different amounts, so which row is which is not certain.',
      ],
      ['gone', 'Lead Flashing', 'LF-3', '', '', '190', '', '', '61.00', '', '42.00', '', '', '', ''],
    ],
  }
}
