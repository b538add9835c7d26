import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { openReview, press } from '../../test/open'

const grid = () => screen.getByRole('region', { name: 'Rows of the price list' })
const tile = (name: RegExp) => screen.getByRole('button', { name, pressed: undefined })
const cell = (text: string) => within(grid()).getByText(text).closest('[role="gridcell"]') as HTMLElement
const rowOf = (text: string) => within(grid()).getByText(text).closest('[role="row"]') as HTMLElement

describe('the review', () => {
  it('counts every row in one of three groups', async () => {
    await openReview()
    const groups = ['Will change', 'Waits for you', 'Stays as it is'].map(name => screen.getByRole('group', { name }))
    const counts = groups.flatMap(group =>
      within(group)
        .getAllByRole('button')
        .map(one => Number.parseInt(one.textContent ?? '', 10)),
    )
    expect(counts).toEqual([38, 4, 9, 5, 21, 4, 3, 127, 3])
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(214)
  })

  it('shows a row’s money aligned with what it was', async () => {
    await openReview()
    const row = rowOf('10MM COPPER TUBE 3M')
    expect(row).toHaveTextContent('12.50was 12.25')
    expect(row).toHaveTextContent('+2.0%+0.25')
    expect(row).toHaveTextContent('Name, ignoring case')
    expect(row).toHaveTextContent('Update')
    expect(screen.getByRole('columnheader', { name: 'Price £' })).toBeVisible()
  })

  it('filters by a tile, says how many are left, and shows all again', async () => {
    const opened = await openReview()
    await opened.user.click(tile(/^9\s*Held/))
    expect(tile(/^9\s*Held/)).toHaveAttribute('aria-pressed', 'true')
    expect(await screen.findAllByText('9 of 214 rows')).not.toHaveLength(0)
    expect(within(grid()).queryByText('10MM COPPER TUBE 3M')).toBeNull()
    await press(opened, 'Show all')
    expect(await within(grid()).findByText('10MM COPPER TUBE 3M')).toBeVisible()
  })

  it('searches from the slash on, and teaches a better search when nothing is found', async () => {
    const opened = await openReview()
    await opened.user.keyboard('/')
    const search = screen.getByRole('textbox', { name: 'Search code, name or item' })
    expect(search).toHaveFocus()
    await opened.user.type(search, 'flange gasket')
    expect(await screen.findByText('No row matches “flange gasket”')).toBeVisible()
    expect(screen.getByText(/Try a part of the name, such as “copper”/)).toBeVisible()
    await press(opened, 'Show all 214 rows')
    expect(search).toHaveValue('')
  })

  it('ticks in Go, and the bar below follows', async () => {
    const opened = await openReview()
    expect(screen.getByText('42 ticked')).toBeVisible()
    expect(screen.getByText(/9 held rows wait for your tick/)).toBeVisible()
    const box = within(rowOf('22MM COPPER TUBE 3M')).getByRole('checkbox')
    expect(box).not.toBeChecked()
    await opened.user.click(box)
    expect(await screen.findByText('43 ticked')).toBeVisible()
    expect(screen.getByText(/8 held rows wait for your tick/)).toBeVisible()
    expect(opened.called('Tick')).toEqual([['plan-1', [7], true]])
    expect(screen.getByRole('button', { name: /^Sync 43 items in ACME Plumbing/ })).toBeEnabled()
  })

  it('never ticks along what must be looked at by itself', async () => {
    const opened = await openReview()
    await opened.user.click(tile(/^9\s*Held/))
    await press(opened, 'More about these rows')
    await opened.user.click(await screen.findByRole('menuitem', { name: 'Tick all shown' }))
    expect(await screen.findByText('49 ticked')).toBeVisible()
    expect(
      await screen.findByText(/2 rows with a price of zero or a slipped decimal mark stayed unticked/),
    ).toBeVisible()
    expect(opened.called('Tick')[0]?.[1]).toHaveLength(7)
  })

  it('unticks all that is shown, and takes it back', async () => {
    const opened = await openReview()
    await press(opened, 'More about these rows')
    await opened.user.click(await screen.findByRole('menuitem', { name: 'Untick all shown' }))
    expect(await screen.findByText('0 ticked')).toBeVisible()
    expect(screen.getByRole('button', { name: /^Sync 0 items/ })).toBeDisabled()
    await press(opened, 'Undo')
    expect(await screen.findByText('42 ticked')).toBeVisible()
  })

  it('saves the rows that need attention before any sync', async () => {
    const opened = await openReview()
    await press(opened, 'More about these rows')
    await opened.user.click(await screen.findByRole('menuitem', { name: 'Save rows that need attention…' }))
    expect(await screen.findByText('Saved as “Rows that need attention.csv”.')).toBeVisible()
    expect(opened.called('ExportPlan')).toEqual([['plan-1', 'attention']])
    expect(opened.called('Sync')).toEqual([])
  })

  it('opens a row by Enter, and gives the focus back to its cell', async () => {
    const opened = await openReview()
    const name = cell('22MM COPPER TUBE 3M')
    name.focus()
    fireEvent.keyDown(name, { key: 'Enter' })
    const drawer = await screen.findByRole('dialog', { name: 'Row on line 7' })
    expect(drawer).toHaveTextContent(
      'Held. Price rises 41.8%; your limit is 25%. Nothing is sent for this row until you tick it.',
    )
    await waitFor(() => expect(within(drawer).getByText('As the list has it')).toBeVisible())
    await opened.user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await waitFor(() => expect(cell('22MM COPPER TUBE 3M')).toHaveFocus())
  })

  it('walks and ticks through the rows by keyboard alone', async () => {
    const opened = await openReview()
    await opened.user.click(cell('22MM COPPER TUBE 3M'))
    expect(await screen.findByRole('dialog', { name: 'Row on line 7' })).toBeInTheDocument()
    await opened.user.keyboard('a')
    expect(await screen.findByRole('dialog', { name: 'Row on line 8' })).toBeInTheDocument()
    expect(opened.called('Tick')).toEqual([['plan-1', [7], true]])
    await opened.user.keyboard('{Alt>}{ArrowUp}{/Alt}')
    expect(await screen.findByRole('dialog', { name: 'Row on line 7' })).toHaveTextContent('You ticked it')
    await opened.user.keyboard('{Alt>}{ArrowDown}{ArrowDown}{/Alt}')
    expect(await screen.findByRole('dialog', { name: 'Row on line 9' })).toBeInTheDocument()
  })

  it('shows every item that an ambiguous row could be, and picks none', async () => {
    const opened = await openReview()
    await opened.user.click(cell('54mm Copper Tube 3m'))
    const drawer = await screen.findByRole('dialog', { name: 'Row on line 11' })
    await waitFor(() => expect(within(drawer).getByText(/None is picked by order/)).toBeVisible())
    expect(within(drawer).getAllByRole('listitem')).toHaveLength(2)
    expect(within(drawer).queryByRole('button', { name: /Tick/ })).toBeNull()
  })

  it('holds every row of a long list, however early its pages come', async () => {
    const opened = await openReview('settled', { copies: 30 })
    await opened.user.click(tile(/^270\s*Held/))
    await waitFor(() => expect(screen.getAllByText('270 of 6,420 rows')).not.toHaveLength(0))
    expect(opened.called('PreviewRows').map(([, offset, limit]) => [offset, limit])).toEqual([
      [0, 500],
      [500, 2500],
      [3000, 2500],
      [5500, 2500],
    ])
  })

  it('asks before it syncs, by Ctrl Enter as well', async () => {
    const opened = await openReview()
    await opened.user.keyboard('{Control>}{Enter}{/Control}')
    expect(await screen.findByRole('dialog', { name: 'Sync 42 items in ACME Plumbing?' })).toBeInTheDocument()
    expect(opened.called('Sync')).toEqual([])
  })

  it('keeps ticks and place while one looks at another page', async () => {
    const opened = await openReview()
    await opened.user.click(within(rowOf('22MM COPPER TUBE 3M')).getByRole('checkbox'))
    await screen.findByText('43 ticked')
    await opened.user.click(screen.getByRole('link', { name: 'History' }))
    await screen.findByRole('heading', { name: 'History' })
    await opened.user.click(screen.getByRole('link', { name: 'Sync' }))
    expect(await screen.findByText('43 ticked')).toBeVisible()
    await waitFor(() => expect(within(rowOf('22MM COPPER TUBE 3M')).getByRole('checkbox')).toBeChecked())
  })

  it('puts a cell right that was not understood, and keeps what is filtered', async () => {
    const opened = await openReview()
    await opened.user.click(tile(/^3\s*Invalid/))
    await waitFor(() => expect(document.querySelectorAll('.ag-row')).toHaveLength(3))
    await opened.user.click(document.querySelector('.ag-row [col-id="name"]') as Element)
    const price = await screen.findByRole('textbox', { name: 'Price' })
    await waitFor(() => expect(screen.getByText(/^The list (says “|has nothing here)/)).toBeVisible())
    await opened.user.type(price, '12.65')
    await press(opened, 'Put right')
    await waitFor(() =>
      expect(opened.called('Decide')).toEqual([
        ['plan-1', { line: expect.any(Number), what: 'correct', item: '', text: '12.65' }],
      ]),
    )
    await waitFor(() => expect(tile(/^2\s*Invalid/)).toHaveAttribute('aria-pressed', 'true'))
  })

  it('offers to read a file again that was saved by another program', async () => {
    const opened = await openReview()
    opened.emit('file-changed', { handle: 'file-1', name: 'Spring.csv', bytes: 1, modified: '' })
    await press(opened, 'Read it again')
    await waitFor(() => expect(opened.called('ReadAgain')).toEqual([['plan-1']]))
    await waitFor(() => expect(screen.queryByText(/was saved again/)).toBeNull())
  })
})
