import { render, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { fakeLayout, openFakeList } from '../../backend/fake-list'
import type { PriceListView } from '../../backend/views'
import { open, press } from '../../test/open'
import { Accounted } from './accounted'

const file = { handle: 'file-1', name: 'Spring.csv', comma: false }
const show = (more: Partial<PriceListView>) =>
  render(<Accounted list={{ ...openFakeList(file, fakeLayout), ...more }} />).container

describe('the sum of rows', () => {
  it('counts every row of the list once', async () => {
    const opened = await open()
    await press(opened, 'Open Pipeline Supplies Spring 2027.csv')
    const sum = (await screen.findByText('to compare', { exact: false })).closest('p')
    expect(sum).toHaveTextContent('208 to compare + 3 not understood + 3 not products = 214 rows')
  })

  it('names each row that is not compared by line and column, with its reason', async () => {
    const opened = await open()
    await press(opened, 'Open Pipeline Supplies Spring 2027.csv')
    await opened.user.click(await screen.findByText('The 6 rows that are not compared, and why'))
    const table = within(screen.getByRole('region', { name: 'Rows that are not compared' }))
    const rows = table.getAllByRole('row').map(row => within(row).queryAllByRole('cell'))
    expect(rows.slice(1).map(cells => cells.map(cell => cell.textContent))).toEqual([
      ['27', '5, List_Price', 'Not understood', '“on request” is not an amount.'],
      ['60', '5, List_Price', 'Not understood', '“12,9O” is not an amount.'],
      ['74', 'Whole row', 'Not a product', '“Radiators and towel rails” is a heading or a note.'],
      ['78', '5, List_Price', 'Not understood', 'The price is empty.'],
      ['186', 'Whole row', 'Not a product', '“Brassware” is a heading or a note.'],
      ['191', 'Whole row', 'Not a product', '“Prices without VAT, valid from 1 March” is a heading or a note.'],
    ])
  })

  it('speaks of one row in the singular', () => {
    const [first] = openFakeList(file, fakeLayout).problems
    const shown = show({ rows: 4, priced: 3, invalid: 0, notProduct: 1, problems: first ? [first] : [] })
    expect(shown).toHaveTextContent('3 to compare + 0 not understood + 1 not a product = 4 rows')
    expect(shown).toHaveTextContent('The row that is not compared, and why')
  })

  it('says how many more there are than it shows', () => {
    expect(show({ rows: 1000, priced: 400, invalid: 590, notProduct: 10 })).toHaveTextContent(
      '594 more rows stand in the preview, each with its reason.',
    )
  })

  it('needs no reasons where every row is compared', () => {
    const shown = show({ rows: 208, priced: 208, invalid: 0, notProduct: 0, problems: [] })
    expect(shown).toHaveTextContent('208 to compare + 0 not understood + 0 not products = 208 rows')
    expect(screen.queryByRole('table')).toBeNull()
  })

  it('is not told before the questions are answered, as no row is read by then', () => {
    expect(show({ ready: false })).toBeEmptyDOMElement()
  })
})
