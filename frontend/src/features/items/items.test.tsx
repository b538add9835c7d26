import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { type Opened, open, press } from '../../test/open'

async function grid(): Promise<HTMLElement> {
  const region = await screen.findByRole('region', { name: 'Items' })
  await within(region).findByText('10mm Copper Tube 3m')
  return region
}

async function openItem(opened: Opened, name: string): Promise<HTMLElement> {
  await opened.user.click(await within(await grid()).findByText(name))
  const drawer = await screen.findByRole('dialog', { name })
  await within(drawer).findByRole('table')
  return drawer
}

describe('the items', () => {
  it('show price, cost, margin and the last change, and say how old they are', async () => {
    await open('settled', '#/items')
    const row = (await within(await grid()).findByText('10mm Copper Tube 3m')).closest('[role="row"]')
    expect(row).toHaveTextContent('10mm Copper Tube 3mProduct12.256.8943.8%From £12.75 to £12.25 in 1 step4 May 2026')
    expect(screen.getByText('252 products and services in Jobber, read today at 09:38.')).toBeInTheDocument()
  })

  it('are found as one types, and shown again', async () => {
    const opened = await open('settled', '#/items')
    await grid()
    await opened.user.keyboard('/')
    await opened.user.keyboard('towel rail, chrome')
    expect((await screen.findAllByText('5 of 252 items')).length).toBeGreaterThan(0)
    await opened.user.keyboard(' 99')
    expect(await screen.findByText('No item matches “towel rail, chrome 99”')).toBeInTheDocument()
    await press(opened, 'Show all 252 items')
    expect((await screen.findAllByText('252 items')).length).toBeGreaterThan(0)
  })

  it('are found by the code of a supplier whose row was decided to be one', async () => {
    const opened = await open('settled', '#/items')
    await grid()
    const field = screen.getByRole('textbox', { name: 'Search items' })
    await opened.user.type(field, 'isv22')
    await waitFor(() => expect(screen.getAllByText(/^\d of 252 items$/).length).toBeGreaterThan(0))
  })

  it('are narrowed to those that need a look, with as many as the filter says', async () => {
    const opened = await open('settled', '#/items')
    await grid()
    for (const word of ['Cost rose, price did not', 'Below target margin', 'Not changed for a year']) {
      const chip = screen.getByRole('button', { name: new RegExp(`^${word} \\d+$`) })
      const count = chip.querySelector('strong')?.textContent
      await opened.user.click(chip)
      expect(chip).toHaveAttribute('aria-pressed', 'true')
      expect((await screen.findAllByText(`${count} of 252 items`)).length).toBeGreaterThan(0)
      await opened.user.click(chip)
    }
  })

  it('ask for a target margin where none is set', async () => {
    await open('settled', '#/items', { target: '' })
    await grid()
    expect(screen.getByRole('link', { name: 'Set a target margin…' })).toHaveAttribute('href', '#/settings/guardrails')
  })

  it('are read again from Jobber on demand', async () => {
    const opened = await open('settled', '#/items')
    await grid()
    await press(opened, 'Read again')
    await waitFor(() => expect(opened.called('ReadItems')).toHaveLength(1))
    await grid()
    await waitFor(() => expect(opened.called('ItemRows').at(-1)?.[0]).toBe('listing-2'))
  })

  it('teach where they come from before the first reading, and are read from there', async () => {
    const opened = await open('settled', '#/items', { items: false })
    expect(await screen.findByText('Nothing read yet')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Load a price list' })).toHaveAttribute('href', '#/sync')
    await press(opened, 'Read the items now')
    await grid()
  })

  it('say in Go’s words why they can’t be read', async () => {
    const refusal = {
      code: 'not_connected',
      message: 'You are not connected to Jobber.',
      hint: 'Connect.',
      ref: '7F3K-22',
    }
    const opened = await open('settled', '#/items', { items: false, refuse: { ReadItems: refusal } })
    await press(opened, 'Read the items now')
    expect(await screen.findByRole('alert')).toHaveTextContent('You are not connected to Jobber.')
  })
})

describe('an item', () => {
  it('shows its figures, its past and who changed it', async () => {
    const opened = await open('settled', '#/items')
    const drawer = await openItem(opened, '10mm Copper Tube 2m')
    expect(drawer).toHaveTextContent('Price £9.05Cost £5.02Margin of price44.5%Markup on cost80.3%')
    expect(drawer).toHaveTextContent('Cost rose, price did not. You pay more for it')
    const rows = within(drawer).getAllByRole('row')
    expect(rows[1]).toHaveTextContent('19 Feb 20279.055.0244.5%Changed in Jobber')
    expect(rows.at(-1)).toHaveTextContent('4 Nov 2024')
    expect(rows.at(-1)).toHaveTextContent('First read')
  })

  it('is gone through with Alt and the arrows', async () => {
    const opened = await open('settled', '#/items')
    await openItem(opened, '10mm Barrier Pipe 25m coil')
    await opened.user.keyboard('{Alt>}{ArrowDown}{/Alt}')
    await screen.findByRole('dialog', { name: '10mm Copper Tube 2m' })
    await opened.user.keyboard('{Alt>}{ArrowUp}{/Alt}')
    await screen.findByRole('dialog', { name: '10mm Barrier Pipe 25m coil' })
  })

  it('is locked with a reason and unlocked again', async () => {
    const opened = await open('settled', '#/items')
    const drawer = await openItem(opened, '10mm Copper Tube 3m')
    await opened.user.click(within(drawer).getByRole('button', { name: 'Lock…' }))
    const why = await within(drawer).findByRole('textbox', { name: 'Why nothing may change it' })
    await waitFor(() => expect(why).toHaveFocus())
    await opened.user.type(why, 'Agreed until June')
    await opened.user.click(within(drawer).getByRole('radio', { name: 'Price' }))
    await opened.user.click(within(drawer).getByRole('button', { name: 'Lock' }))
    expect(await within(drawer).findByText('The price is locked; its cost is not.')).toBeInTheDocument()
    expect(opened.called('Lock')).toEqual([['item-1', 'price', 'Agreed until June']])
    expect(await screen.findByText('Price locked', { exact: false })).toBeInTheDocument()
    await opened.user.click(within(drawer).getByRole('button', { name: 'Unlock' }))
    await within(drawer).findByRole('button', { name: 'Lock…' })
    expect(opened.called('Unlock')).toEqual([['item-1']])
  })
})
