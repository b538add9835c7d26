import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { open, press } from '../../test/open'

describe('the items', () => {
  it('show price, cost and margin as they were read', async () => {
    await open('settled', '#/items')
    const grid = await screen.findByRole('region', { name: 'Items' })
    const row = (await within(grid).findByText('10mm Copper Tube 3m')).closest('[role="row"]')
    expect(row).toHaveTextContent('10mm Copper Tube 3m12.256.8943.8%')
    expect(await screen.findByText('252 items')).toBeInTheDocument()
  })

  it('are found as one types, and shown again', async () => {
    const opened = await open('settled', '#/items')
    await screen.findByText('252 items')
    await opened.user.keyboard('/')
    await opened.user.keyboard('towel rail, chrome')
    expect(await screen.findByText('5 items')).toBeInTheDocument()
    await opened.user.keyboard(' 99')
    expect(await screen.findByText('No item matches “towel rail, chrome 99”')).toBeInTheDocument()
    await press(opened, 'Show all items')
    expect(await screen.findByText('252 items')).toBeInTheDocument()
  })

  it('teach where they come from before the first preview', async () => {
    await open('settled', '#/items', { items: false })
    expect(await screen.findByText('Nothing read yet')).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Load a price list' })).toHaveAttribute('href', '#/sync')
  })
})
