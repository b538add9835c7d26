import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { open, press } from '../../test/open'

const rows = () =>
  within(screen.getByRole('table'))
    .getAllByRole('row')
    .slice(1)
    .map(row =>
      within(row)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    )

describe('the history', () => {
  it('lists runs newest first, with their state in a word', async () => {
    await open('settled', '#/history')
    await screen.findByRole('table')
    const all = rows()
    expect(all).toHaveLength(6)
    expect(all[0]?.slice(1)).toEqual([
      'Pipeline Supplies Spring 2027.csv',
      'Sync',
      'dana',
      '39',
      '0',
      '21 s',
      'Complete',
    ])
    expect(all.map(row => row.at(-1))).toEqual(['Complete', 'Complete', 'Complete', 'Undone', 'Complete', 'Stopped'])
  })

  it('is searched by file, person or date', async () => {
    const opened = await open('settled', '#/history')
    await screen.findByRole('table')
    await opened.user.keyboard('/')
    await opened.user.keyboard('priya bath')
    expect(rows()).toHaveLength(1)
    await opened.user.keyboard('room tap')
    expect(screen.getByText('No run matches “priya bathroom tap”')).toBeInTheDocument()
    await press(opened, 'Show all runs')
    expect(rows()).toHaveLength(6)
  })

  it('teaches what it will hold while it is empty', async () => {
    await open('empty', '#/history')
    expect(await screen.findByText('No sync yet')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Load a price list' })).toHaveAttribute('href', '#/sync')
  })
})

describe('a run', () => {
  it('opens from the history with its facts and rows', async () => {
    const opened = await open('settled', '#/history')
    const link = (await screen.findAllByRole('link', { name: /2027/ }))[0]
    await opened.user.click(link as HTMLElement)
    expect(await screen.findByRole('heading', { name: /^Sync of 8 Mar 2027/ })).toBeInTheDocument()
    const facts = screen
      .getAllByRole('term')
      .map(term => `${term.textContent}: ${term.nextElementSibling?.textContent}`)
    expect(facts).toEqual([
      'State: Complete',
      'Account: ACME Plumbing',
      'Price list: Pipeline Supplies Spring 2027.csv',
      'Rules: As on the list',
      'Who · how long: dana · 21 s',
      'Reference: 9C4D-05',
    ])
    const grid = await screen.findByRole('region', { name: 'Rows of this run' })
    expect((await within(grid).findAllByText('Applied')).length).toBeGreaterThan(0)
  })

  it('is undone only by way of a preview, whole or the ticked rows', async () => {
    const opened = await open('settled', '#/history/run-5')
    expect(await screen.findByRole('button', { name: 'Preview undo of 39 items' })).toBeEnabled()
    const grid = await screen.findByRole('region', { name: 'Rows of this run' })
    const boxes = await within(grid).findAllByRole('checkbox')
    await waitFor(() => expect(boxes[1]).toBeChecked())
    await opened.user.click(boxes[1] as HTMLElement)
    await press(opened, 'Preview undo of 38 items')
    expect(await screen.findByRole('heading', { name: 'Review the undo' })).toBeInTheDocument()
    const [[run, lines] = []] = opened.called('Undo')
    expect(run).toBe('run-5')
    expect(lines).toHaveLength(38)
    expect(screen.getByRole('group', { name: 'Will go back' })).toBeInTheDocument()
    expect(opened.called('Sync')).toEqual([])
  })

  it('that was stopped can be gone on with, in its own account’s name', async () => {
    const opened = await open('settled', '#/history/run-6')
    await press(opened, 'Go on with the rest in ACME Plumbing')
    expect(await screen.findByRole('heading', { name: '39 items updated in ACME Plumbing' })).toBeInTheDocument()
    expect(opened.called('Resume')).toEqual([['run-6']])
  })

  it('of another account can’t be undone here, and says so', async () => {
    await open('settled', '#/history/run-5', { status: { account: 'ACME Plumbing' } })
    await screen.findByRole('button', { name: /Preview undo/ })
    const other = await open('settled', '#/history/run-5')
    other.emit('status', { ...(await other.backend.Status()), account: 'Waterfront Heating' })
    expect(await screen.findByText('This ran in ACME Plumbing.')).toBeInTheDocument()
    await waitFor(() => expect(screen.getAllByRole('button', { name: /Preview undo/ }).at(-1)).toBeDisabled())
  })

  it('that is not known says so', async () => {
    await open('settled', '#/history/run-99')
    expect(await screen.findByRole('alert')).toHaveTextContent('There is no run run-99 in the history.')
  })

  it('is saved as a file', async () => {
    const opened = await open('settled', '#/history/run-5')
    await press(opened, 'Save as…')
    expect(await screen.findByText('Saved as “Results.csv”.')).toBeInTheDocument()
    expect(opened.called('ExportRun')).toEqual([['run-5']])
  })
})
