import { readFileSync } from 'node:fs'
import path from 'node:path'
import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { type Opened, openReview, press } from '../../test/open'

const grid = () => screen.getByRole('region', { name: 'Rows of the price list' })
const rowOf = (text: string) => within(grid()).getByText(text).closest('[role="row"]') as HTMLElement
const texts = (all: HTMLElement[]) => all.map(one => one.textContent)

async function fromMenu(opened: Opened, name: RegExp): Promise<HTMLElement> {
  await press(opened, 'More about these rows')
  await opened.user.click(await screen.findByRole('menuitem', { name }))
  return screen.findByRole('dialog')
}

describe('the look at what a preview changes', () => {
  it('opens by L, and says what becomes of the margin and which rows move most', async () => {
    const opened = await openReview('managed')
    await opened.user.keyboard('l')
    const dialog = await screen.findByRole('dialog', { name: 'What this preview changes' })
    expect(dialog).toHaveTextContent(/On average 42\.\d% → 43\.\d%; it falls on \d+ rows\./)
    const rises = within(dialog).getByRole('region', { name: 'Biggest rises' })
    const falls = within(dialog).getByRole('region', { name: 'Biggest falls' })
    expect(texts(within(rises).getAllByRole('button'))[0]).toBe('42mm Copper Tube 2m· held£28.90 → £289.00+900.0%')
    expect(texts(within(falls).getAllByRole('button'))[0]).toMatch(/£7\.15 → £0\.00−100\.0%$/)
    const sizes = texts(within(rises).getAllByRole('button')).map(text => Number(text?.match(/\+([\d.]+)%$/)?.[1]))
    expect(sizes).toHaveLength(10)
    expect(sizes).toEqual([...sizes].sort((one, other) => other - one))
    const counted = within(dialog)
      .getAllByRole('row')
      .slice(1)
      .map(row =>
        within(row)
          .getAllByRole('cell')
          .slice(0, 2)
          .map(cell => Number(cell.textContent)),
      )
    const sum = (at: number) => counted.reduce((all, cells) => all + (cells[at] ?? 0), 0)
    expect([sum(0), sum(1)]).toEqual([42, 42])
  })

  it('leads from a row that moves much to that row, even where a filter hid it', async () => {
    const opened = await openReview('managed')
    await opened.user.type(screen.getByRole('textbox', { name: 'Search code, name or item' }), 'flange{Escape}elbow')
    expect(screen.queryByRole('dialog')).toBeNull()
    screen.getByRole('textbox', { name: 'Search code, name or item' }).blur()
    await opened.user.keyboard('l')
    const dialog = await screen.findByRole('dialog', { name: 'What this preview changes' })
    await opened.user.click(within(dialog).getByRole('button', { name: /^22mm Copper Tube 3m/ }))
    expect(await screen.findByRole('dialog', { name: 'Row on line 7' })).toBeInTheDocument()
    expect(screen.getByRole('textbox', { name: 'Search code, name or item', hidden: true })).toHaveValue('')
  })

  it('closes by Escape', async () => {
    const opened = await openReview('managed')
    await opened.user.keyboard('l')
    await screen.findByRole('dialog', { name: 'What this preview changes' })
    await opened.user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })
})

describe('the items that the list no longer has', () => {
  const open = async () => {
    const opened = await openReview('managed')
    await press(opened, '4 items no longer on the list')
    const dialog = await screen.findByRole('dialog', { name: 'No longer on the list: 4 items' })
    await within(dialog).findByRole('table')
    return { opened, dialog }
  }

  it('say what hiding means, and of each what speaks against it', async () => {
    const { dialog } = await open()
    expect(dialog).toHaveTextContent('Ticked items are hidden when you sync. They stay in Jobber with their history')
    expect(dialog).toHaveTextContent('Nothing is deleted, and an undo shows them again.')
    expect(texts(within(dialog).getAllByRole('row').slice(1)).map(text => text?.replace(/^.*?£[\d.]+/, ''))).toEqual([
      'Nothing speaks against it.',
      'Nothing speaks against it.',
      'Held. Line 7, “22MM COPPER TUBE 3M”, comes near it: it may be the same item under another name.',
      'It is locked (“stock left”), so it can’t be hidden.',
    ])
  })

  it('are hidden only where they are ticked, and a locked one can’t be', async () => {
    const { opened, dialog } = await open()
    const boxes = within(dialog).getAllByRole('checkbox', { name: /^Hide [^a]/ })
    expect(boxes).toHaveLength(3)
    for (const box of boxes) expect(box).not.toBeChecked()
    boxes[0]?.focus()
    await opened.user.keyboard(' ')
    await waitFor(() => expect(boxes[0]).toBeChecked())
    expect(opened.called('Tick')).toEqual([['plan-1', [-1], true]])
    expect(screen.getByText('43 ticked')).toBeInTheDocument()
    await opened.user.keyboard(' ')
    await waitFor(() => expect(boxes[0]).not.toBeChecked())
    expect(screen.getByText('42 ticked')).toBeInTheDocument()
  })

  it('are ticked together but for the held one, which is looked at by itself', async () => {
    const { opened, dialog } = await open()
    const all = within(dialog).getByRole('checkbox', { name: 'Hide all that are not held' })
    await opened.user.click(all)
    await waitFor(() => expect(all).toBeChecked())
    expect(opened.called('Tick')).toEqual([['plan-1', [-1, -2], true]])
    expect(within(dialog).getAllByRole('checkbox', { checked: true })).toHaveLength(3)
    await opened.user.click(within(dialog).getAllByRole('checkbox').at(-1) as HTMLElement)
    expect(await screen.findByText('45 ticked')).toBeInTheDocument()
    await opened.user.click(all)
    expect(await screen.findByText('42 ticked')).toBeInTheDocument()
  })

  it('are said in the words of the program, which this page leaves out where they are the same for all', () => {
    const said = readFileSync(path.join(process.cwd(), '../app/plan/missing.go'), 'utf8')
    const page = readFileSync(path.join(process.cwd(), 'src/features/preview/missing-items.tsx'), 'utf8')
    const general = [...(page.match(/const general = \[\n(.*?)\n\]/s)?.[1] ?? '').matchAll(/'(.+)'/g)].map(
      ([, text]) => text,
    )
    expect(general).toHaveLength(2)
    for (const sentence of general) expect(said).toContain(sentence)
  })
})

describe('new items from rows without one', () => {
  it('are asked for in words and numbers, and come as rows of the preview', async () => {
    const opened = await openReview('managed')
    const dialog = await fromMenu(opened, /^New items from rows without one/)
    expect(dialog).toHaveTextContent('21 rows of this list match no item in Jobber.')
    expect(dialog).toHaveTextContent('you see and tick them before anything is written.')
    expect(within(dialog).getByRole('radio', { name: 'Products' })).toBeChecked()
    expect(within(dialog).queryByRole('button', { name: 'Create none' })).toBeNull()
    await opened.user.click(within(dialog).getByRole('radio', { name: 'Services' }))
    await opened.user.click(within(dialog).getByRole('checkbox', { name: 'Taxable' }))
    within(dialog).getByRole('button', { name: 'Show them in the preview' }).focus()
    await opened.user.keyboard('{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(opened.called('Create')).toEqual([['plan-1', { on: true, category: 'service', taxable: true }]])
    expect(opened.called('Sync')).toEqual([])

    const again = await fromMenu(opened, /^New items from rows without one/)
    expect(again).toHaveTextContent('21 rows of this list match no item in Jobber.')
    expect(within(again).getByRole('radio', { name: 'Services' })).toBeChecked()
    await opened.user.click(within(again).getByRole('button', { name: 'Create none' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(opened.called('Create')[1]?.[1]).toMatchObject({ on: false })
    expect(await screen.findByText('42 ticked')).toBeVisible()
  })

  it('are not made by closing it', async () => {
    const opened = await openReview('managed')
    await fromMenu(opened, /^New items from rows without one/)
    await opened.user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(opened.called('Create')).toEqual([])
  })
})

describe('the drawer of a row', () => {
  const drawer = async (opened: Opened, name: string) => {
    await opened.user.click(within(grid()).getAllByText(name)[0] as HTMLElement)
    const dialog = await screen.findByRole('dialog')
    await within(dialog).findByText('As the list has it')
    return dialog
  }

  it('shows Jobber’s markup beside price and cost where a rule writes it', async () => {
    const dialog = await drawer(await openReview('managed'), '10MM COPPER TUBE 3M')
    expect(texts(within(dialog).getAllByRole('row'))).toEqual([
      'ListPlanJobber now',
      'Price £12.5013.0112.25',
      'Cost £7.037.036.89',
      'Margin43.8%46.0%43.8%',
      'Markup–85.06%77.79%',
    ])
    expect(within(dialog).getByRole('heading', { name: 'Rule' })).toBeInTheDocument()
    expect(within(dialog).queryByRole('heading', { name: 'Worth knowing' })).toBeNull()
  })

  it('says what is worth knowing of a row, and no markup where none is written', async () => {
    const dialog = await drawer(await openReview('managed'), '15mm Copper Tube 3m')
    expect(within(dialog).queryByText('Markup')).toBeNull()
    expect(within(dialog).queryByRole('heading', { name: 'Rule' })).toBeNull()
    expect(within(dialog).getByRole('heading', { name: 'Worth knowing' })).toBeInTheDocument()
    expect(within(dialog).getByText('The cost rises while the price stays, so the margin falls.')).toBeInTheDocument()
    expect(
      within(dialog).getByText('One amount of this item is locked and stays; the other changes.'),
    ).toBeInTheDocument()
  })
})

describe('a trial', () => {
  it('leaves the rest of the same preview with its ticks, and what it wrote can’t be written again', async () => {
    const opened = await openReview('managed-smooth')
    await opened.user.click(within(rowOf('22MM COPPER TUBE 3M')).getByRole('checkbox'))
    await screen.findByText('43 ticked')
    await opened.user.click(within(rowOf('22MM COPPER TUBE 2M')).getByRole('checkbox'))
    await screen.findByText('42 ticked')
    await press(opened, 'Sync first 5')
    await press(opened, 'Sync the first 5 items')
    await press(opened, 'Go on with the other 37…')
    const question = await screen.findByRole('dialog', { name: 'Sync 37 items in ACME Plumbing?' })
    await opened.user.click(within(question).getByRole('button', { name: 'Back to review' }))
    expect(await screen.findByText('37 ticked')).toBeVisible()
    expect(opened.called('Preview')).toHaveLength(1)
    await waitFor(() => expect(within(grid()).getByText('22MM COPPER TUBE 2M')).toBeVisible())
    expect(within(rowOf('22MM COPPER TUBE 2M')).getByRole('checkbox')).not.toBeChecked()
    await opened.user.click(within(grid()).getByText('10MM COPPER TUBE 3M'))
    expect(await screen.findByText('It was written already, among the first ones that you synced.')).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Tick and next' })).toBeNull()
  })
})
