import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { type Opened, openReview, press } from '../../test/open'

const list = () => screen.getByRole('listbox', { name: 'Rows that wait for you' })
const card = () => screen.getByRole('region', { name: /^Line \d+$/ })
const current = () => document.getElementById(list().getAttribute('aria-activedescendant') ?? '') as HTMLElement
const told = () => screen.getAllByRole('status').map(one => one.textContent)

async function openQueue(): Promise<Opened> {
  const opened = await openReview()
  await opened.user.keyboard('d')
  await screen.findByRole('heading', { name: 'Decide row by row' })
  await waitFor(() => expect(card()).toBeVisible())
  return opened
}

// settled waits until the card of the row at hand is there.
const settled = (line: number) => screen.findByRole('region', { name: `Line ${line}` })

describe('the review queue', () => {
  it('asks about every row that waits, in the order of what it waits for, and the list has the focus', async () => {
    const opened = await openQueue()
    expect(screen.getAllByText('42 of 42 left')).not.toHaveLength(0)
    expect(list()).toHaveFocus()
    expect(current()).toHaveTextContent('54mm Copper Tube 3m')
    expect(current()).toHaveTextContent('Ambiguous')
    const order = within(list())
      .getAllByRole('option')
      .map(one => one.textContent?.match(/Ambiguous|Suggested|Duplicate|Invalid|Held|Unmatched/)?.[0])
    expect(order.slice(0, 5)).toEqual(Array(5).fill('Ambiguous'))
    await opened.user.keyboard('{End}')
    expect(current()).toHaveAttribute('aria-posinset', '42')
    await opened.user.keyboard('{ArrowUp}{Home}{ArrowDown}')
    expect(current()).toHaveAttribute('aria-posinset', '2')
  })

  it('takes the item of a number, tells what it did and what comes next, and keeps the focus', async () => {
    const opened = await openQueue()
    await settled(11)
    await opened.user.keyboard('{Enter}')
    expect(opened.called('Decide')).toEqual([])
    expect(told()).toContain('Press the number of an item, or P to pick another one.')
    await opened.user.keyboard('2')
    await waitFor(() => expect(screen.getAllByText('41 of 42 left')).not.toHaveLength(0))
    const [[plan, decision]] = opened.called('Decide') as [[string, { line: number; what: string; item: string }]]
    expect([plan, decision.line, decision.what]).toEqual(['plan-1', 11, 'accept'])
    expect(told().join()).toMatch(/Accepted 54mm Copper Tube 3m for 54mm Copper Tube 3m. 41 left. Next: line \d+, /)
    expect(list()).toHaveFocus()
  })

  it('accepts the best suggestion, marks the words that differ, and shows both prices', async () => {
    const opened = await openQueue()
    for (let i = 0; i < 5; i++) await opened.user.keyboard('{ArrowDown}')
    await waitFor(() => expect(within(card()).getByRole('button', { name: /Accept number 1/ })).toBeVisible())
    expect(card().querySelectorAll('mark').length).toBeGreaterThan(0)
    expect(within(card()).getByRole('list', { name: 'Items in Jobber' })).toHaveTextContent(/Price[\d.,]+→would be/)
    await opened.user.keyboard('{Enter}')
    await waitFor(() => expect(opened.called('Decide')).toHaveLength(1))
    expect(opened.called('Decide')[0]?.[1]).toMatchObject({ what: 'accept' })
  })

  it('searches the whole catalog for another item without the mouse', async () => {
    const opened = await openQueue()
    await settled(11)
    await opened.user.keyboard('p')
    const field = await screen.findByRole('combobox', { name: 'Search all items in Jobber' })
    expect(field).toHaveFocus()
    await opened.user.keyboard('elbow 22')
    await waitFor(() => expect(screen.getAllByRole('option', { name: /Elbow/ }).length).toBeGreaterThan(1))
    await opened.user.keyboard('{ArrowDown}{Enter}')
    await waitFor(() => expect(opened.called('Decide')).toHaveLength(1))
    expect(opened.called('Decide')[0]?.[1]).toMatchObject({ line: 11, what: 'pick' })
    await waitFor(() => expect(list()).toHaveFocus())
  })

  it('leaves the search as it was found', async () => {
    const opened = await openQueue()
    await settled(11)
    await opened.user.keyboard('p')
    await screen.findByRole('combobox', { name: 'Search all items in Jobber' })
    await opened.user.keyboard('nothing{Escape}')
    await waitFor(() => expect(list()).toHaveFocus())
    expect(opened.called('Decide')).toEqual([])
    await opened.user.keyboard('{Escape}')
    await screen.findByRole('region', { name: 'Rows of the price list' })
  })

  it('skips, never matches, and steps back through every decision', async () => {
    const opened = await openQueue()
    await settled(11)
    const first = current().id
    await opened.user.keyboard('s')
    await waitFor(() => expect(screen.getAllByText('41 of 42 left')).not.toHaveLength(0))
    await waitFor(() => expect(card()).not.toHaveTextContent('Line 11 of'))
    await opened.user.keyboard('n')
    await waitFor(() => expect(screen.getAllByText('40 of 42 left')).not.toHaveLength(0))
    expect(opened.called('Decide').map(([, decision]) => (decision as { what: string }).what)).toEqual([
      'skip',
      'never',
    ])
    await opened.user.keyboard('{Control>}z{/Control}')
    await waitFor(() => expect(screen.getAllByText('41 of 42 left')).not.toHaveLength(0))
    expect(told().join()).toMatch(/Undone: “never matched” for /)
    await press(opened, /^Undo/)
    await waitFor(() => expect(screen.getAllByText('42 of 42 left')).not.toHaveLength(0))
    expect(current().id).toBe(first)
    expect(screen.getByRole('button', { name: /^Undo/ })).toBeDisabled()
  })

  it('takes one of several lines for an item, which settles the others', async () => {
    const opened = await openQueue()
    const duplicate = await screen.findAllByText('Duplicate')
    await opened.user.click(duplicate[0]?.closest('[role="option"]') as Element)
    await waitFor(() => expect(within(card()).getByRole('list', { name: 'Lines of the list' })).toBeVisible())
    expect(within(card()).getByText(/would win/)).toBeVisible()
    await opened.user.keyboard('{Enter}')
    await waitFor(() => expect(screen.getAllByText('40 of 42 left')).not.toHaveLength(0))
    expect(opened.called('Decide')[0]?.[1]).toMatchObject({ what: 'take' })
  })

  it('puts a cell right and goes on, and ticks a held row', async () => {
    const opened = await openQueue()
    await opened.user.click((await screen.findAllByText('Invalid'))[0]?.closest('[role="option"]') as Element)
    await waitFor(() => expect(within(card()).getByRole('textbox', { name: 'Price' })).toBeVisible())
    await opened.user.keyboard('e')
    expect(within(card()).getByRole('textbox', { name: 'Price' })).toHaveFocus()
    await opened.user.keyboard('12.65{Enter}')
    await waitFor(() => expect(opened.called('Decide')).toHaveLength(1))
    await waitFor(() => expect(list()).toHaveFocus())
    await opened.user.click((await screen.findAllByText('Held'))[0]?.closest('[role="option"]') as Element)
    await waitFor(() => expect(within(card()).getByRole('button', { name: /Tick it/ })).toBeVisible())
    await opened.user.keyboard('a')
    await waitFor(() => expect(opened.called('Decide')).toHaveLength(2))
    expect(opened.called('Decide').map(([, decision]) => (decision as { what: string }).what)).toEqual([
      'correct',
      'tick',
    ])
  })

  it('ends with what was decided, and leads back to the preview', async () => {
    const opened = await openQueue()
    for (let left = 42; left > 0; ) {
      const line = Number(current().id.replace('waits-', ''))
      await settled(line)
      await opened.user.keyboard('s')
      await waitFor(() => expect(screen.queryAllByText(`${left} of 42 left`)).toHaveLength(0))
      left = Number(/(\d+) of 42 left/.exec(document.body.textContent ?? '')?.[1])
    }
    await screen.findByRole('heading', { name: 'Every row is decided' })
    expect(screen.getByRole('region', { name: 'What was decided' })).toHaveTextContent(/Skipped this time\d+/)
    expect(screen.getByRole('button', { name: 'Back to the preview' })).toHaveFocus()
    await press(opened, 'Back to the preview')
    await screen.findByRole('region', { name: 'Rows of the price list' })
    expect(screen.queryByRole('button', { name: /^Decide \d/ })).toBeNull()
  }, 60_000)
})
