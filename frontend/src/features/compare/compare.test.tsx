import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { open, press } from '../../test/open'

const compared = async () => {
  const opened = await open('settled', '#/compare')
  for (const list of ['older', 'newer']) {
    const offered = await screen.findByRole('list', { name: `Recent files for the ${list} list` })
    await opened.user.click(within(offered).getAllByRole('button')[0] as HTMLElement)
  }
  await screen.findByText('22mm Tee')
  return opened
}

const rowOf = (name: string) => {
  const row = screen.getByText(name).closest('[role="row"]')
  if (!row) throw new Error(`no row of ${name}`)
  return within(row as HTMLElement)
    .getAllByRole('gridcell')
    .map(cell => cell.textContent)
}

describe('two price lists', () => {
  it('are compared row by row, with what each amount was and is', async () => {
    const opened = await compared()
    expect(screen.getByRole('status')).toHaveTextContent(
      '6 rows changed. 3 rows without a readable amount were not compared.',
    )
    expect(rowOf('22mm Tee')).toEqual([
      'Up',
      '22mm TeeTEE22',
      '4.55was 4.10',
      '+11.0%',
      '2.00',
      '',
      'Name was “22mm Equal Tee”.',
    ])
    expect(rowOf('Smart Valve')).toEqual(['New', 'Smart ValveSV-1', '39.00', '', '24.10', '', ''])
    expect(rowOf('Lead Flashing')).toEqual(['Gone', 'Lead FlashingLF-3', '61.00', '', '42.00', '', ''])
    expect(opened.called('Compare')).toHaveLength(1)
    expect(opened.called('Preview')).toEqual([])
  })

  it('are narrowed to one kind of change, and widened again', async () => {
    const opened = await compared()
    await press(opened, '1 gone')
    await waitFor(() => expect(screen.queryByText('22mm Tee')).toBeNull())
    expect(screen.getByRole('status')).toHaveTextContent('1 row shown.')
    await press(opened, '1 gone')
    expect(await screen.findByText('22mm Tee')).toBeVisible()
    expect(opened.called('Compare')).toHaveLength(1)
  })

  it('start from the list that is open, which then is the newer one', async () => {
    const opened = await open()
    await press(opened, 'Open HeatCo trade July.csv')
    await press(opened, 'Check columns')
    for (const answer of [/12\.65/, /List_Price/]) await opened.user.click(screen.getByRole('radio', { name: answer }))
    await waitFor(() => expect(screen.getByRole('button', { name: 'Show the preview' })).toBeEnabled())
    await press(opened, 'Back')
    await opened.user.click(screen.getByRole('link', { name: 'What changed since an older list?' }))
    expect(await screen.findByRole('region', { name: 'Newer list' })).toHaveTextContent('HeatCo trade July.csv')
    expect(screen.getByRole('region', { name: 'Older list' })).toHaveTextContent('Not chosen')
    expect(screen.getByText('What is new, gone, up and down then stands here.')).toBeVisible()
  })

  it('say in a sentence why they can’t be compared', async () => {
    const opened = await open('settled', '#/compare', {
      refuse: {
        Compare: {
          code: 'list_questions',
          message: '“Spring.csv” needs an answer before it can be compared.',
          hint: 'Open it as a price list and answer the question there.',
          ref: '7F3K-22',
        },
      },
    })
    for (const list of ['older', 'newer']) {
      const offered = await screen.findByRole('list', { name: `Recent files for the ${list} list` })
      await opened.user.click(within(offered).getAllByRole('button')[0] as HTMLElement)
    }
    expect(await screen.findByRole('alert')).toHaveTextContent('“Spring.csv” needs an answer')
    expect(screen.queryByText('Choose two lists')).toBeNull()
  })
})
