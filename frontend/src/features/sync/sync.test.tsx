import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { Scenario } from '../../backend/fake-scenarios'
import { openReview, press } from '../../test/open'

const confirm = async (scenario = 'settled', more: Partial<Scenario> = {}) => {
  const opened = await openReview(scenario, more)
  await press(opened, /^Sync 42 items in ACME Plumbing/)
  const dialog = await screen.findByRole('dialog')
  return { opened, dialog }
}

const sync = async (scenario = 'settled', more: Partial<Scenario> = {}) => {
  const { opened, dialog } = await confirm(scenario, more)
  await opened.user.click(within(dialog).getByRole('button', { name: 'Sync 42 items' }))
  return opened
}

describe('the confirmation', () => {
  it('names account, number, sum and what stays as it is', async () => {
    const { dialog } = await confirm()
    expect(dialog).toHaveTextContent('Sync 42 items in ACME Plumbing?')
    const facts = within(dialog)
      .getAllByRole('term')
      .map(term => [term.textContent, term.nextElementSibling?.textContent])
    expect(facts).toEqual([
      ['Account', 'ACME Plumbing'],
      ['Items to update', '42: 38 rise, 4 fall'],
      ['Sum of price changes', '+£235.70'],
      ['Largest change', '+12.0%, Elbow 45°, copper, 42mm'],
      ['Held rows included', 'none'],
      ['Expected time', 'about 25 seconds'],
    ])
    expect(dialog).toHaveTextContent('Quotes, jobs and invoices already made keep their prices.')
    expect(dialog).toHaveTextContent('An item that someone changed in Jobber since this preview is left alone')
  })

  it('writes nothing when one goes back', async () => {
    const { opened } = await confirm()
    await press(opened, 'Back to review')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(opened.called('Sync')).toEqual([])
  })

  it('asks once about a preview that changes much of the catalog', async () => {
    const { opened, dialog } = await confirm('large')
    const go = within(dialog).getByRole('button', { name: 'Sync 42 items' })
    expect(dialog).toHaveTextContent('This would change 51 of the 120 items in Jobber')
    expect(go).toBeDisabled()
    await opened.user.click(within(dialog).getByRole('checkbox', { name: /meant to be that many/ }))
    await opened.user.click(go)
    await screen.findByRole('heading', { name: /updated in ACME Plumbing/ })
    expect(opened.called('AcceptHolds')).toEqual([['plan-1', ['large_plan']]])
    expect(opened.called('Sync')).toEqual([['plan-1', 0]])
  })
})

describe('a run', () => {
  it('shows how far it is and what became of the rows', async () => {
    await sync('holding')
    expect(await screen.findByRole('heading', { name: 'Syncing to ACME Plumbing' })).toBeVisible()
    expect(await screen.findByText(/18 of 42 items done · about \d+ seconds left/)).toBeVisible()
    expect(screen.getByText('42%')).toBeVisible()
    const outcomes = within(screen.getByRole('list', { name: 'Outcomes so far' })).getAllByRole('listitem')
    expect(outcomes.map(one => one.textContent)).toEqual(['Applied 16', 'Rejected 1', 'Changed elsewhere 1'])
    expect(screen.getByText('Just now')).toBeVisible()
  })

  it('tells screen readers only every tenth', async () => {
    await sync('holding')
    await screen.findByText(/18 of 42 items done/)
    expect(screen.getByRole('status')).toHaveTextContent('Syncing to ACME Plumbing: 40 %')
  })

  it('says in a sentence when Jobber asks it to wait', async () => {
    await sync('throttled')
    expect((await screen.findAllByText('Jobber asks us to wait 8 s.'))[0]).toBeVisible()
    expect(screen.getAllByText(/We go on by ourselves; nothing is lost/)[0]).toBeVisible()
    expect(screen.getByText('18 of 42 items done')).toBeVisible() // no promise of a time
  })

  it('pauses and goes on', async () => {
    const opened = await sync('holding')
    await screen.findByText(/18 of 42 items done/)
    await press(opened, 'Pause')
    expect(await screen.findByRole('heading', { name: 'Paused' })).toBeVisible()
    expect(screen.getByText('Nothing is being sent. 18 of 42 items are done.')).toBeVisible()
    await press(opened, 'Go on')
    expect(await screen.findByRole('heading', { name: 'Syncing to ACME Plumbing' })).toBeVisible()
  })

  it('stops where one says so, and offers to go on', async () => {
    const opened = await sync('holding')
    await screen.findByText(/18 of 42 items done/)
    await press(opened, 'Stop')
    expect(
      await screen.findByRole('heading', { name: 'Stopped: 16 of 42 items updated in ACME Plumbing' }),
    ).toBeVisible()
    expect(screen.getByText(/24 items not sent yet/)).toBeVisible()
    await press(opened, 'Go on with the rest')
    expect(await screen.findByRole('heading', { name: /^4\d of 42 items updated/ })).toBeVisible()
    expect(opened.called('Resume')).toEqual([['run-7']])
  })

  it('goes on while one looks at another page, and says so there', async () => {
    const opened = await sync('holding')
    await screen.findByText(/18 of 42 items done/)
    await opened.user.click(screen.getByRole('link', { name: /Settings/ }))
    expect(await screen.findByRole('img', { name: 'Syncing' })).toBeVisible()
    await opened.user.click(screen.getByRole('link', { name: /Sync/ }))
    expect(await screen.findByText(/18 of 42 items done/)).toBeVisible()
  })

  it('asks when the window is closed meanwhile', async () => {
    const opened = await sync('holding')
    await screen.findByText(/18 of 42 items done/)
    opened.emit('close-asked', undefined)
    const dialog = await screen.findByRole('dialog', { name: 'A sync is still running' })
    expect(within(dialog).getByRole('button', { name: 'Keep it running' })).toHaveFocus()
    await press(opened, 'Stop and close')
    expect(opened.called('ConfirmClose')).toHaveLength(1)
  })

  it('is refused with a sentence on the review, and nothing is lost there', async () => {
    const opened = await sync('settled', {
      refuse: {
        Sync: {
          code: 'operation_running',
          message: 'Price Sync is still busy with something else (a sync).',
          hint: 'Wait until it has finished, or stop it, and try again.',
          ref: '5D1F-40',
        },
      },
    })
    expect(await screen.findByRole('alert')).toHaveTextContent('Price Sync is still busy with something else')
    expect(screen.getByRole('alert')).toHaveTextContent('Reference 5D1F-40')
    expect(screen.getByText('42 ticked')).toBeVisible()
    expect(opened.called('Sync')).toHaveLength(1)
  })
})

describe('the results', () => {
  it('say in one sentence what happened, then what needs a look', async () => {
    await sync()
    expect(await screen.findByRole('heading', { name: '39 of 42 items updated in ACME Plumbing' })).toBeVisible()
    expect(screen.getByText('3 items need a look')).toBeVisible()
    const table = screen.getByRole('table')
    expect(within(table).getByText('Changed elsewhere').closest('tr')).toHaveTextContent(
      'It was left alone. Preview it again',
    )
    expect(within(table).getByText('Rejected').closest('tr')).toHaveTextContent('Correct the item in Jobber')
    expect(within(table).getByText('Unknown').closest('tr')).toHaveTextContent('Sync this row again.')
    expect(await screen.findByRole('region', { name: 'Rows of this run' })).toBeVisible()
  })

  it('sum up exactly what was written', async () => {
    await sync('smooth')
    await screen.findByRole('heading', { name: '42 items updated in ACME Plumbing' })
    expect(screen.getByText('Prices in sum').nextSibling).toHaveTextContent('+£235.70')
  })

  it('preview the failed ones again from the same list', async () => {
    const opened = await sync()
    await press(opened, 'Preview these again')
    expect(await screen.findByRole('heading', { name: 'Review' })).toBeVisible()
    expect(await screen.findByText('3 ticked')).toBeVisible()
  })

  it('of the first five say to look in Jobber, and go on with the others or undo these', async () => {
    const opened = await openReview('smooth')
    await press(opened, 'Sync first 5')
    await press(opened, 'Sync the first 5 items')
    expect(await screen.findByRole('heading', { name: '5 items updated in ACME Plumbing' })).toBeVisible()
    expect(screen.getByText(/Look at them in Jobber now/)).toBeVisible()
    expect(screen.getByRole('button', { name: 'Undo these 5…' })).toBeVisible()
    await press(opened, 'Go on with the other 37…')
    expect(await screen.findByRole('dialog', { name: 'Sync 37 items in ACME Plumbing?' })).toBeVisible()
    await press(opened, 'Sync 37 items')
    expect(await screen.findByRole('heading', { name: '37 items updated in ACME Plumbing' })).toBeVisible()
    expect(opened.called('Sync')).toEqual([
      ['plan-1', 5],
      ['plan-1', 0],
    ])
  })

  it('can be saved, and lead to a preview of the undo', async () => {
    const opened = await sync()
    await screen.findByText('3 items need a look')
    await press(opened, 'Save results…')
    expect(await screen.findByText('Saved as “Results.csv”.')).toBeVisible()
    await press(opened, 'Undo this sync…')
    expect(await screen.findByRole('heading', { name: 'Review the undo' })).toBeVisible()
    expect(opened.called('Undo')).toEqual([['run-7', []]])
    await press(opened, /^Undo 39 items in ACME Plumbing/)
    await press(opened, 'Undo 39 items')
    expect(await screen.findByRole('heading', { name: /items put back in ACME Plumbing/ })).toBeVisible()
  })
})

describe('a lost connection', () => {
  it('leaves the results in view, with the way back in', async () => {
    const opened = await sync('holding')
    await screen.findByText(/18 of 42 items done/)
    const status = await opened.backend.Status()
    opened.emit('status', { ...status, connected: false, account: '', accountId: '' })
    await press(opened, 'Stop')
    expect(await screen.findByRole('heading', { name: /^Stopped: 16 of 42 items updated/ })).toBeInTheDocument()
    opened.emit('status', { ...status, connected: false, account: '', accountId: '' })
    expect(await screen.findByText('The connection to Jobber has ended.')).toBeInTheDocument()
    await press(opened, 'Connect again')
    expect(await screen.findByRole('heading', { name: 'Bring a supplier’s prices into Jobber' })).toBeInTheDocument()
  })

  it('says at the doors why the sync ended there', async () => {
    const opened = await sync('settled', {
      refuse: {
        Sync: {
          code: 'reconnect_needed',
          message: 'The connection to Jobber has ended. Nothing already done is lost.',
          hint: 'Connect to Jobber again.',
          ref: '6C2P-18',
        },
      },
    })
    await screen.findByRole('alert')
    opened.emit('status', { ...(await opened.backend.Status()), connected: false, account: '', accountId: '' })
    expect(await screen.findByRole('button', { name: 'Connect to Jobber' })).toBeInTheDocument()
    expect(screen.getByRole('alert')).toHaveTextContent('Reference 6C2P-18')
  })
})
