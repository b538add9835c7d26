import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { open, openReview, press } from '../../test/open'

const columns = async (file: string) => {
  const opened = await open()
  await press(opened, `Open ${file}`)
  await press(opened, 'Check columns')
  await screen.findByRole('heading', { name: 'Columns' })
  return opened
}

describe('the price list', () => {
  it('says what may be dropped, with the limits that hold', async () => {
    await open()
    expect(await screen.findByText(/up to 50 MB and 100,000 rows/)).toBeVisible()
  })

  it('tells what it recognised before anything is read from Jobber', async () => {
    const opened = await open()
    await press(opened, 'Open Pipeline Supplies Spring 2027.csv')
    expect(await screen.findByText('14 KB · 214 rows · CSV, comma, UTF-8')).toBeVisible()
    expect(screen.getByText('Code, name, cost and price recognised.')).toBeVisible()
    expect(opened.called('Preview')).toEqual([])
  })

  it('passes the rules on to the preview', async () => {
    const opened = await open()
    await press(opened, 'Open Pipeline Supplies Spring 2027.csv')
    await opened.user.click(await screen.findByRole('switch', { name: /Only increase/ }))
    await opened.user.click(screen.getByRole('switch', { name: /Work the price out/ }))
    const markup = screen.getByLabelText('Markup in percent')
    await opened.user.clear(markup)
    await opened.user.type(markup, '37.5')
    await press(opened, 'Show the preview')
    await screen.findByRole('heading', { name: 'Review' })
    expect(opened.called('Preview')).toEqual([['file-1', { onlyIncrease: true, markup: '37.5' }]])
  })

  it('keeps the earlier preview when the next file can’t be read', async () => {
    const opened = await openReview('locked', { refuse: {} })
    opened.emit('file-refused', {
      code: 'file_in_use',
      message: '“HeatCo.xlsx” is open in another program that locks it.',
      hint: 'Close it there and choose it again.',
      ref: '7F3K-22',
    })
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('is open in another program')
    expect(alert).toHaveTextContent('Your earlier preview is still here.')
    expect(alert).toHaveTextContent('Reference 7F3K-22')
    await press(opened, 'Back to the preview')
    expect(await screen.findByText('10MM COPPER TUBE 3M')).toBeVisible()
    expect(opened.called('Preview')).toHaveLength(1)
  })

  it('takes rows that are pasted from a spreadsheet, and leaves other text alone', async () => {
    const opened = await open()
    const paste = (text: string) =>
      fireEvent.paste(document.body, { clipboardData: { getData: () => text } as unknown as DataTransfer })
    paste('just a sentence')
    paste('Name\tPrice\nBall valve\t12.50\n')
    await waitFor(() => expect(opened.called('Paste')).toEqual([['Name\tPrice\nBall valve\t12.50\n']]))
    expect(await screen.findByText('Code, name, cost and price recognised.')).toBeVisible()
  })

  it('opens what is dropped anywhere, and what the program was started with', async () => {
    const file = { handle: 'file-3', name: 'bathroom-list-2026.csv', bytes: 1, modified: '' }
    const opened = await open('settled', '#/history', { status: { openedWith: { ...file, handle: 'file-1' } } })
    await waitFor(() => expect(opened.called('OpenPriceList')).toEqual([['file-1']]))
    await screen.findByRole('button', { name: 'Show the preview' })
    opened.emit('file-dropped', file)
    expect(await screen.findByRole('heading', { name: file.name })).toBeVisible()
    expect(opened.called('OpenPriceList')).toEqual([['file-1'], ['file-3']])
  })

  it('opens the file dialog by Ctrl O from any page', async () => {
    const opened = await open('settled', '#/history')
    await opened.user.keyboard('{Control>}o{/Control}')
    expect(await screen.findByRole('heading', { name: 'Pipeline Supplies Spring 2027.csv' })).toBeVisible()
  })

  it('shows how far the catalog is read, and can be stopped', async () => {
    const opened = await open('reading', '', { pace: 600_000 })
    await press(opened, 'Open Pipeline Supplies Spring 2027.csv')
    await press(opened, 'Show the preview')
    expect((await screen.findAllByText(/Reading your Jobber catalog: 15\d of 252 items/))[0]).toBeVisible()
    expect(screen.getByRole('status')).toHaveTextContent('Reading your Jobber catalog: 60 %')
    await press(opened, 'Stop')
    expect(opened.called('Cancel')).toHaveLength(1)
  })

  it('tells of a run that was cut off, and goes on with it', async () => {
    const opened = await open('unfinished')
    expect(await screen.findByText(/was cut off: 27 of 39 items were done/)).toBeVisible()
    await press(opened, 'Go on in ACME Plumbing')
    expect(await screen.findByRole('heading', { name: '39 items updated in ACME Plumbing' })).toBeVisible()
    expect(opened.called('Resume')).toEqual([['run-6']])
  })
})

describe('the columns', () => {
  it('asks what the file alone can’t tell, and lets nobody on before', async () => {
    const opened = await columns('HeatCo trade July.csv')
    expect(screen.getByRole('button', { name: 'Show the preview' })).toBeDisabled()
    expect(screen.getByText('2 questions are still open.')).toBeVisible()
    expect(screen.queryByText(/is read as:/)).toBeNull() // no row is read before
    const [decimal, price] = screen.getAllByRole('group')
    await opened.user.click(within(decimal as HTMLElement).getByRole('radio', { name: /12\.65/ }))
    await opened.user.click(within(price as HTMLElement).getByRole('radio', { name: /List_Price/ }))
    await waitFor(() => expect(screen.getByRole('button', { name: 'Show the preview' })).toBeEnabled())
    const layouts = opened.called('SetLayout').map(([, layout]) => layout)
    expect(layouts[0]).toMatchObject({ decimal: ',', price: 0 })
    expect(layouts[1]).toMatchObject({ decimal: ',', price: 5 })
    await opened.user.click(within(price as HTMLElement).getByRole('radio', { name: /No/ })) // thinks again
    await waitFor(() => expect(opened.called('SetLayout')).toHaveLength(3))
    expect(opened.called('SetLayout')[2]?.[1]).toMatchObject({ decimal: ',', price: -1, cost: 4 })
    expect(within(decimal as HTMLElement).getByRole('radio', { name: /12\.65/ })).toBeChecked()
  })

  it('skips title rows, says so, and reads the first row aloud', async () => {
    await columns('Pipeline Supplies Spring 2027.csv')
    expect(screen.getByText(/Title rows 1–3 are skipped; headings are on line 4/)).toBeVisible()
    expect(screen.getByText('cost £7.03, price £12.50').closest('p')).toHaveTextContent(
      'Line 5 is read as: COP10-3M, 10MM COPPER TUBE 3M → becomes cost £7.03, price £12.50',
    )
    expect(screen.queryByRole('cell', { name: 'Pipeline Supplies Ltd' })).toBeNull()
  })

  it('warns when two columns are set to the same, and settles it', async () => {
    const opened = await columns('Pipeline Supplies Spring 2027.csv')
    const meaning = (column: RegExp) => screen.getByLabelText(column)
    await opened.user.selectOptions(meaning(/Meaning of column 6/), 'price')
    expect(await screen.findByRole('alert')).toHaveTextContent('Two columns are set to Price.')
    expect(screen.getByRole('button', { name: 'Show the preview' })).toBeDisabled()
    expect(opened.called('SetLayout')).toEqual([])
    await opened.user.selectOptions(meaning(/Meaning of column 5/), '')
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
    expect(opened.called('SetLayout')[0]?.[1]).toMatchObject({ price: 6, cost: 4, name: 2, code: 1 })
  })

  it('says what is missing', async () => {
    const opened = await columns('Pipeline Supplies Spring 2027.csv')
    await opened.user.selectOptions(screen.getByLabelText(/Meaning of column 4/), '')
    await opened.user.selectOptions(screen.getByLabelText(/Meaning of column 5/), '')
    expect(await screen.findByText('Choose the price or the cost.')).toBeVisible()
  })

  it('guesses the columns anew when the headings are elsewhere', async () => {
    const opened = await columns('Pipeline Supplies Spring 2027.csv')
    await opened.user.click(screen.getByText(/Set how the file is written/))
    await opened.user.selectOptions(screen.getByLabelText('Headings on line'), '1')
    expect(opened.called('SetLayout')[0]?.[1]).toMatchObject({ headerLine: 1, name: 0, price: 0, decimal: '.' })
  })
})
