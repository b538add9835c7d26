import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { PriceRulesView } from '../../backend/views'
import { type Opened, open, openReview, press } from '../../test/open'

function saved(opened: Opened): PriceRulesView {
  return opened.called('SaveRules').at(-1)?.[1] as PriceRulesView
}

const names = (rules: PriceRulesView) => rules.list.map(rule => rule.name)

const ruleNamed = (name: RegExp) => screen.findByRole('button', { name })

describe('the rules of a supplier', () => {
  it('say in order what they do, and that markup is over cost and margin over price', async () => {
    await open('settled', '#/suppliers/HeatCo')
    const list = await screen.findByRole('list', { name: 'Rules, the first that fits wins' })
    const all = within(list).getAllByRole('listitem')
    expect(all).toHaveLength(3)
    expect(all[0]).toHaveTextContent(
      'Copper (Name like *copper*): cost + 40.0% markup (28.6% margin), up to .99, at least £2.00 over the cost',
    )
    expect(all[1]).toHaveTextContent(
      'Small parts (Cost up to £2.00): markup by cost: up to £0.50 150.0%, above that 110.0%, to the nearest 0.05',
    )
    expect(all[2]).toHaveTextContent(
      'Code like R?P*: keep the item’s markup, to the nearest whole, Jobber’s markup field too',
    )
    expect(screen.getByText(/Amounts are taken as the list has them/)).toBeInTheDocument()
    expect(screen.getByRole('link', { name: 'Make a preview' })).toHaveAttribute('href', '#/sync')
  })

  it('are worked out on real rows of the last preview', async () => {
    await openReview()
    window.location.hash = '#/suppliers/HeatCo'
    expect(
      await screen.findByText(/markup 40% over cost: 9\.94 \+ 40% = 13\.916 → up to \.99 = 13\.99; price now 12\.50/),
    ).toBeInTheDocument()
    expect(screen.getByText('Decides 12 rows.')).toBeInTheDocument()
    expect(screen.getByText(/Worked out on rows of “Pipeline Supplies Spring 2027.csv”/)).toBeInTheDocument()
  })

  it('are moved by keyboard, and the rule keeps the focus', async () => {
    const opened = await open('settled', '#/suppliers/HeatCo')
    const first = await ruleNamed(/^Rule 1, Copper/)
    first.focus()
    await opened.user.keyboard('{Alt>}{ArrowDown}{/Alt}')
    await waitFor(() => expect(screen.getByRole('button', { name: /^Rule 2, Copper/ })).toHaveFocus())
    expect(names(saved(opened))).toEqual(['Small parts', 'Copper', ''])
    await press(opened, 'Move rule 2 up')
    await ruleNamed(/^Rule 1, Copper/)
  })

  it('are deleted, and brought back', async () => {
    const opened = await open('settled', '#/suppliers/HeatCo')
    ;(await ruleNamed(/^Rule 2, Small parts/)).focus()
    await opened.user.keyboard('{Delete}')
    await waitFor(() => expect(screen.queryByRole('button', { name: /Small parts/ })).toBeNull())
    expect(names(saved(opened))).toEqual(['Copper', ''])
    await press(opened, 'Undo')
    await ruleNamed(/^Rule 2, Small parts/)
  })

  it('are written with the arithmetic beside, and told at the field what is wrong', async () => {
    const opened = await openReview()
    window.location.hash = '#/suppliers/HeatCo'
    await press(opened, 'Add rule')
    const dialog = await screen.findByRole('dialog')
    await opened.user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Valves')
    await opened.user.type(within(dialog).getByRole('textbox', { name: 'Code like' }), 'GTV*')
    await opened.user.click(within(dialog).getByRole('button', { name: 'Save rule' }))
    const percent = within(dialog).getByRole('textbox', { name: 'Markup' })
    await waitFor(() => expect(percent).toHaveAccessibleDescription(/The markup needs a percentage\./))
    await opened.user.type(percent, '62,5')
    expect(await within(dialog).findByText(/It is a margin of 38\.5% over the price/)).toBeInTheDocument()
    expect(await within(dialog).findByText(/9\.94 \+ 62\.5% = 16\.1525/)).toBeInTheDocument()
    await opened.user.click(within(dialog).getByRole('button', { name: 'Save rule' }))
    await ruleNamed(/^Rule 4, Valves/)
    expect(saved(opened).list.at(-1)).toEqual({
      name: 'Valves',
      when: { category: '', name: '', code: 'GTV*', costFrom: '', costTo: '', marginFrom: '', marginTo: '' },
      action: { kind: 'markup', percent: '62.5', amount: '', tiered: false, tiers: [] },
      rounding: '',
      leastProfit: '',
      writeMarkup: false,
    })
  })

  it('refuse a margin of the whole price in a sentence', async () => {
    const opened = await open('settled', '#/suppliers/HeatCo')
    await opened.user.click(await ruleNamed(/^Rule 1, Copper/))
    const dialog = await screen.findByRole('dialog')
    await opened.user.selectOptions(within(dialog).getByRole('combobox', { name: 'What it does' }), 'margin')
    const margin = within(dialog).getByRole('textbox', { name: 'Margin' })
    await opened.user.clear(margin)
    await opened.user.type(margin, '100')
    await waitFor(() =>
      expect(margin).toHaveAccessibleDescription(/Margin is over the price, so it has to be below 100%/),
    )
    await opened.user.click(within(dialog).getByRole('button', { name: 'Save rule' }))
    expect(await screen.findByRole('dialog')).toBeInTheDocument()
  })

  it('take tax off and count pieces before the first', async () => {
    const opened = await open('settled', '#/suppliers/HeatCo')
    await press(opened, 'Change “First”')
    const dialog = await screen.findByRole('dialog')
    await opened.user.selectOptions(within(dialog).getByRole('combobox', { name: 'The list’s amounts' }), 'take_off')
    await opened.user.type(within(dialog).getByRole('textbox', { name: 'Tax' }), '20')
    await opened.user.selectOptions(
      within(dialog).getByRole('combobox', { name: 'An amount of the list is for' }),
      'by_unit',
    )
    await opened.user.click(within(dialog).getByRole('button', { name: 'Add unit' }))
    await opened.user.type(within(dialog).getByRole('textbox', { name: 'Unit 1, as the list writes it' }), 'box')
    await opened.user.type(within(dialog).getByRole('textbox', { name: 'Pieces' }), '25')
    await opened.user.click(within(dialog).getByRole('button', { name: 'Save' }))
    expect(
      await screen.findByText(/20\.0% tax is taken off both amounts; amounts are for as many pieces as the unit says/),
    ).toBeInTheDocument()
    expect(saved(opened).units).toEqual({ mode: 'by_unit', per: 0, known: [{ text: 'box', pieces: 25 }], field: '' })
  })
})

describe('the rules of every list', () => {
  it('stand behind each supplier’s own', async () => {
    const opened = await open('settled', '#/suppliers')
    await opened.user.click(await screen.findByRole('link', { name: /Every list/ }))
    const card = await screen.findByRole('region', { name: 'Rules for every list' })
    await opened.user.click(await within(card).findByRole('button', { name: 'Add rule' }))
    const dialog = await screen.findByRole('dialog')
    await opened.user.selectOptions(within(dialog).getByRole('combobox', { name: 'What it does' }), 'cost_only')
    expect(within(dialog).queryByRole('combobox', { name: 'Rounding' })).toBeNull()
    await opened.user.click(within(dialog).getByRole('button', { name: 'Save rule' }))
    await ruleNamed(/^Rule 1, Every row: keep the price, set the cost/)
    expect(opened.called('SaveRules')[0]?.[0]).toBe('')
  })

  it('are there before the first supplier', async () => {
    await open('empty', '#/suppliers')
    expect(await screen.findByText('No supplier yet')).toBeInTheDocument()
    expect(await screen.findByRole('region', { name: 'Rules for every list' })).toBeInTheDocument()
  })
})

describe('the links of a supplier', () => {
  it('are searched, and tell apart what is never matched and what leads nowhere', async () => {
    const opened = await open('settled', '#/suppliers/HeatCo')
    const never = (await screen.findByText('Pallet deposit')).closest('tr')
    expect(never).toHaveTextContent('HC-900Pallet depositNever matched18 Mar 2027, picked')
    expect(screen.getByText('Combi boiler 24 kW').closest('tr')).toHaveTextContent('No longer in Jobber')
    expect(screen.getByText('1 link leads nowhere.')).toBeInTheDocument()
    await opened.user.type(screen.getByRole('textbox', { name: 'Search 12 links' }), 'boiler')
    await waitFor(() => expect(screen.queryByText('Pallet deposit')).toBeNull())
    await opened.user.type(screen.getByRole('textbox', { name: 'Search 12 links' }), ' nowhere')
    expect(await screen.findByText('No link has “boiler nowhere” in it.')).toBeInTheDocument()
  })

  it('are taken back, and restored by undo', async () => {
    const opened = await open('settled', '#/suppliers/HeatCo')
    await press(opened, 'Take the link of “Pallet deposit” back')
    await waitFor(() => expect(screen.queryByText('Pallet deposit')).toBeNull())
    expect(opened.called('RemoveLinks')).toEqual([['HeatCo', ['code:hc-900']]])
    await press(opened, 'Undo')
    expect(await screen.findByText('Pallet deposit')).toBeInTheDocument()
  })

  it('are saved to a file', async () => {
    const opened = await open('settled', '#/suppliers/HeatCo')
    await screen.findByText('Pallet deposit')
    const search = screen.getByRole('search')
    await opened.user.click(within(search).getByRole('button', { name: 'Export…' }))
    await waitFor(() => expect(opened.called('ExportLinks')).toEqual([['HeatCo']]))
  })
})
