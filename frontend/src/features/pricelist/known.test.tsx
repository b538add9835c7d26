import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../backend/fake-scenarios'
import { open, openReview, press } from '../../test/open'

const list = 'HeatCo trade July.csv'

const heatCo = async (known: Scenario['known']) => {
  const opened = await open('settled', '', { known })
  await press(opened, `Open ${list}`)
  await screen.findAllByRole('button', { name: 'Check columns' })
  return opened
}

describe('a list of a known supplier', () => {
  it('is read as the last one was, without a question, and with the supplier’s rules', async () => {
    const opened = await heatCo('same')
    const card = screen.getByRole('region', { name: 'Price list' })
    expect(card).toHaveTextContent('A list of “HeatCo”, read as its last one. Its columns are as they were.')
    expect(card).toHaveTextContent('Code, name and cost recognised. 208 rows can be compared with Jobber.')
    expect(screen.getByRole('combobox', { name: 'Supplier' })).toHaveValue('HeatCo')
    expect(await screen.findByRole('button', { name: 'Save again' })).toBeEnabled()
    await press(opened, 'Show the preview')
    await screen.findByRole('heading', { name: 'Review' })
    expect(opened.called('SetLayout')).toEqual([])
    expect(opened.called('Preview')).toEqual([['file-2', { onlyIncrease: false, markup: '35' }]])
  })

  it('says what changed in its layout since', async () => {
    await heatCo('changed')
    expect(screen.getByRole('region', { name: 'Price list' })).toHaveTextContent(
      'A list of “HeatCo”, read as its last one. New since the last list of “HeatCo”: the column “Barcode”.',
    )
  })

  it('is read as a stranger’s where it is not theirs, without what was remembered', async () => {
    const opened = await heatCo('same')
    await press(opened, 'Not theirs')
    expect(await screen.findByText('Next: 2 questions about the columns.')).toBeVisible()
    expect(screen.queryByText(/A list of “HeatCo”/)).toBeNull()
    expect(opened.called('SetLayout')).toHaveLength(1)
    expect(opened.called('SetLayout')[0]).toMatchObject([
      'file-2',
      { supplier: 'none', decimal: '', price: 0, cost: 0, name: 0, headerLine: 0 },
    ])
    expect(screen.getByRole('switch', { name: /Work the price out/ })).not.toBeChecked()
  })

  it('can be named by hand where it was not recognised', async () => {
    const opened = await heatCo('no')
    await press(opened, 'Check columns')
    await opened.user.click(await screen.findByText(/Set how the file is written/))
    const supplier = screen.getByRole('combobox', { name: 'Supplier' })
    expect(
      within(supplier)
        .getAllByRole('option')
        .map(option => option.textContent),
    ).toEqual(['None that is known', 'HeatCo', 'Pipeline Supplies Ltd'])
    await opened.user.selectOptions(supplier, 'HeatCo')
    await waitFor(() => expect(opened.called('SetLayout')).toHaveLength(1))
    expect(opened.called('SetLayout')[0]?.[1]).toMatchObject({ supplier: 'HeatCo', decimal: '', price: 0 })
  })

  it('asks one question where a column that was read is gone, and takes the answer', async () => {
    const opened = await heatCo('lost')
    const asked = 'This looks like a list of “HeatCo”, but its column “Net” is gone. How is it to be read?'
    expect(screen.getByText(asked)).toBeVisible()
    expect(screen.getByText('Next: one question about the columns.')).toBeVisible()
    expect(screen.queryByRole('combobox', { name: 'Supplier' })).toBeNull() // nothing to remember yet
    await press(opened, 'Check columns')
    const [question, ...more] = screen.getAllByRole('group', { name: /question/i })
    expect(more).toEqual([])
    expect(question).toHaveAccessibleName(`One question${asked}`)
    expect(screen.getByRole('button', { name: 'Show the preview' })).toBeDisabled()
    await opened.user.click(screen.getByRole('radio', { name: /As the last list, without “Net”/ }))
    await waitFor(() => expect(screen.getByRole('button', { name: 'Show the preview' })).toBeEnabled())
    expect(opened.called('SetLayout')).toMatchObject([['file-2', { supplier: 'HeatCo', decimal: ',', price: -1 }]])
  })

  it('asks whose it is where two suppliers’ lists have these headings', async () => {
    const opened = await heatCo('twins')
    await press(opened, 'Check columns')
    expect(screen.getByRole('group', { name: /question/i })).toHaveTextContent(
      'The lists of “HeatCo”, “Pipeline Supplies Ltd” have these headings. Whose list is this?',
    )
    await opened.user.click(screen.getByRole('radio', { name: /^Pipeline Supplies Ltd/ }))
    await waitFor(() =>
      expect(opened.called('SetLayout')).toMatchObject([['file-2', { supplier: 'Pipeline Supplies Ltd' }]]),
    )
  })
})

describe('a preview that is left for another list', () => {
  const leave = async (known: Scenario['known'] = 'same') => {
    const opened = await openReview('settled', { known })
    const file = { handle: 'file-2', name: list, bytes: 1, modified: '' }
    return { ...opened, drop: () => opened.emit('file-dropped', file) }
  }
  const untick = async (opened: Awaited<ReturnType<typeof openReview>>) => {
    const [box] = await screen.findAllByRole('checkbox', { name: /Press Space to toggle row selection/ })
    await opened.user.click(box as HTMLElement)
    await waitFor(() => expect(opened.called('Tick')).toHaveLength(1))
  }

  it('is kept with its ticks, and gone back to', async () => {
    const opened = await leave()
    await untick(opened)
    const ticked = (await screen.findByRole('button', { name: /^Sync \d+ items in/ })).textContent
    opened.drop()
    expect(
      (await screen.findByText('Your preview of “Pipeline Supplies Spring 2027.csv” is kept.')).closest('p'),
    ).toHaveTextContent('Its ticks and corrections are as you left them.')
    await press(opened, 'Back to it: the preview of Pipeline Supplies Spring 2027.csv')
    await screen.findByRole('heading', { name: 'Review' })
    expect(await screen.findByRole('button', { name: /^Sync \d+ items in/ })).toHaveTextContent(ticked ?? '')
    expect(opened.called('Preview')).toHaveLength(1)
    expect(opened.called('List')).toEqual([['file-1']])
  })

  it('is let go of where one says so', async () => {
    const opened = await leave()
    await untick(opened)
    opened.drop()
    await press(opened, 'Let it go: the preview of Pipeline Supplies Spring 2027.csv')
    await waitFor(() => expect(screen.queryByText(/is kept\.$/)).toBeNull())
    expect(screen.getByRole('heading', { name: list })).toBeVisible()
  })

  it('is not kept where nothing was decided in it', async () => {
    const opened = await leave()
    opened.drop()
    await screen.findByRole('button', { name: 'Choose another file' })
    expect(screen.queryByText(/is kept\.$/)).toBeNull()
  })
})
