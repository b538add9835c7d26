import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import { open, openReview, press } from './test/open'

// violations returns what axe finds, but for contrast: jsdom has no layout to judge it by. The pictures' driver does.
async function violations(): Promise<string[]> {
  const result = await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false }, 'target-size': { enabled: false } },
  })
  return result.violations.map(one => `${one.id}: ${one.nodes.map(node => node.html).join(' ')}`)
}

describe('the window', () => {
  it.each(['', '#/history', '#/items', '#/settings', '#/help'])(
    'marks the practice company on every page: %j',
    async hash => {
      await open('practice', hash)
      expect(screen.getByRole('complementary', { name: 'Practice company' })).toBeInTheDocument()
      expect(screen.getByRole('navigation')).toHaveTextContent('Practice company')
    },
  )

  it('names the practice company in the button that writes', async () => {
    await openReview('practice')
    expect(screen.getByRole('button', { name: /^Sync 42 items in Practice company/ })).toBeInTheDocument()
  })

  it('leaves the practice company for the real account', async () => {
    const opened = await open('practice', '#/history', { status: { practice: true, account: 'ACME Plumbing' } })
    await press(opened, 'Leave practice')
    await waitFor(() => expect(screen.queryByRole('complementary', { name: 'Practice company' })).toBeNull())
    expect(opened.called('SetPractice')).toEqual([[false]])
    expect(await screen.findByText('Drop a supplier’s price list here')).toBeInTheDocument()
  })

  it('finds pages, items, runs and settings as one types', async () => {
    const opened = await open('settled', '#/history')
    await opened.user.keyboard('{Control>}k{/Control}')
    const field = await screen.findByRole('textbox', { name: /Find a page, an item/ })
    await opened.user.type(field, 'port')
    const dialog = screen.getByRole('dialog', { name: 'Find' })
    await opened.user.click(await within(dialog).findByText('Callback port'))
    expect(await screen.findByRole('heading', { name: 'Settings' })).toBeInTheDocument()
    expect(window.location.hash).toBe('#/settings/callback_port')
  })

  it('opens an item from the palette', async () => {
    const opened = await open('settled', '#/history')
    await opened.user.keyboard('{Control>}k{/Control}')
    await opened.user.type(await screen.findByRole('textbox', { name: /Find a page, an item/ }), 'chrome, 15mm')
    await opened.user.click(await screen.findByText('Isolating Valve, chrome, 15mm'))
    expect(await screen.findByRole('textbox', { name: 'Search items' })).toHaveValue('Isolating Valve, chrome, 15mm')
  })

  it.each([
    ['network', 'What goes over the network', '#/network'],
    ['one table', 'All settings in one table', '#/settings/in-force'],
    ['CSV_MAX', 'Most rows', '#/settings/csv_max_rows'],
    ['7k3f-2q', 'What to do with reference 7K3F-2Q', '#/help/7K3F-2Q'],
    ['stale_plan', 'This preview can’t be synced any more. No price was changed.', '#/help/stale_plan'],
  ])('finds %j in the palette', async (typed, label, hash) => {
    const opened = await open('settled', '#/history')
    await opened.user.keyboard('{Control>}k{/Control}')
    await opened.user.type(await screen.findByRole('textbox', { name: /Find a page, an item/ }), typed)
    await opened.user.click(await within(screen.getByRole('dialog', { name: 'Find' })).findByText(label))
    await waitFor(() => expect(window.location.hash).toBe(hash))
  })

  it('opens on Enter what arrived late in the palette', async () => {
    const opened = await open('settled', '#/history')
    await opened.user.keyboard('{Control>}k{/Control}')
    await opened.user.type(
      await screen.findByRole('textbox', { name: /Find a page, an item/ }),
      'isolating valve, chrome, 15',
    )
    await screen.findByText('Isolating Valve, chrome, 15mm')
    await opened.user.keyboard('{Enter}')
    await waitFor(() => expect(window.location.hash).toBe('#/items/Isolating%20Valve%2C%20chrome%2C%2015mm'))
  })

  it('tells Go of its screen once', async () => {
    const opened = await open('settled', '#/history')
    await screen.findByRole('table')
    expect(opened.called('TellScreen')).toEqual([
      [{ engine: expect.any(String), scale: 1, width: 1024, height: 768, fontsLoaded: false }],
    ])
  })

  it('shows every key under the question mark', async () => {
    const opened = await open('settled', '#/history')
    await screen.findByRole('table')
    await opened.user.keyboard('?')
    expect(await screen.findByRole('dialog', { name: 'Keyboard' })).toHaveTextContent('Tick and go to the next row')
  })

  it('shows that a file may be let go anywhere', async () => {
    await open()
    const event = new Event('dragover', { cancelable: true })
    Object.assign(event, { dataTransfer: { types: ['Files'] } })
    window.dispatchEvent(event)
    expect(await screen.findByText('Let go to open the price list')).toBeInTheDocument()
    expect(event.defaultPrevented).toBe(true)
  })

  it('says when the connection lasts only for this session', async () => {
    await open('findings', '#/help')
    expect(screen.getByText('Connected this session')).toBeInTheDocument()
    expect(screen.getByRole('img', { name: '2 to look at' })).toBeInTheDocument()
  })

  it('opens the file it was started with once there is an account', async () => {
    const file = { handle: 'file-1', name: 'Pipeline Supplies Spring 2027.csv', bytes: 1, modified: '' }
    const opened = await open('first-run', '', { status: { connected: false, account: '', openedWith: file } })
    expect(opened.called('OpenPriceList')).toEqual([])
    await press(opened, 'Start practising')
    expect(await screen.findByRole('heading', { name: file.name })).toBeInTheDocument()
    expect(opened.called('OpenPriceList')).toEqual([['file-1']])
  })

  it('does not stay blank when a screen breaks', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const opened = await open('settled', '#/history')
    await screen.findByRole('table')
    opened.emit('status', { ...(await opened.backend.Status()), findings: null as never })
    expect(await screen.findByRole('alert')).toHaveTextContent('nothing was lost, and a sync under way goes on')
    expect(await screen.findByText('5P2X-6D')).toBeInTheDocument()
    const [message, stack] = opened.called('PageBroke')[0] as [string, string]
    expect(message).toMatch(/^A screen could not be shown: TypeError: /)
    expect(stack).toMatch(/in[\s\S]*at Program/)
    opened.emit('status', { ...(await opened.backend.Status()), findings: [] })
    await press(opened, 'Open the page again')
    expect(await screen.findByText('Drop a supplier’s price list here')).toBeInTheDocument()
  })

  it('tells of trouble that nothing has caught, with the reference under which it was written down', async () => {
    const opened = await open('settled', '#/history')
    await screen.findByRole('table')
    window.dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop limit exceeded' }))
    window.dispatchEvent(new ErrorEvent('error', { message: 'x', error: new RangeError('too far') }))
    const told = await screen.findByRole('alert')
    expect(told).toHaveTextContent('Something went wrong inside Price Sync; nothing was lost.')
    expect(told).toHaveTextContent('Reference 5P2X-6D')
    expect(opened.called('PageBroke')).toEqual([['RangeError: too far', expect.stringContaining('RangeError')]])
    const rejected = Object.assign(new Event('unhandledrejection'), { reason: { odd: true } })
    window.dispatchEvent(rejected)
    await waitFor(() => expect(opened.called('PageBroke')[1]).toEqual(['{"odd":true}', '']))
    await press(opened, 'Copy the reference 5P2X-6D')
    expect(await navigator.clipboard.readText()).toBe('5P2X-6D')
  })

  it('leads from an error that support should see to the help', async () => {
    const opened = await open('settled', '', {
      refuse: {
        ChooseFile: {
          code: 'internal',
          message: 'Something went wrong inside Price Sync; nothing was lost.',
          hint: 'Try again. If it happens again, save a diagnostics report under Help and send it to support.',
          ref: '3D8V-K1',
        },
      },
    })
    await press(opened, /Choose a file/)
    const told = await screen.findByRole('alert')
    expect(told).toHaveTextContent('Reference 3D8V-K1')
    await opened.user.click(within(told).getByRole('link', { name: 'Go to Help' }))
    expect(await screen.findByRole('heading', { name: 'Help' })).toBeInTheDocument()
    expect(window.location.hash).toBe('#/help/3D8V-K1')
  })

  it('starts every page with the focus on its heading', async () => {
    const opened = await open('settled', '#/history')
    await opened.user.click(screen.getByRole('link', { name: /Help/ }))
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Help' })).toHaveFocus())
  })
})

describe('axe finds nothing', () => {
  it.each([
    ['first-run', ''],
    ['guide', ''],
    ['currency', ''],
    ['failure', ''],
    ['settled', ''],
    ['unfinished', ''],
    ['practice', '#/history'],
    ['settled', '#/history/run-5'],
    ['settled', '#/items'],
    ['empty', '#/items'],
    ['settled', '#/suppliers/HeatCo'],
    ['settled', '#/suppliers/*'],
    ['findings', '#/settings'],
    ['settled', '#/help'],
    ['findings', '#/help'],
    ['settled', '#/network'],
    ['strangers', '#/network'],
    ['blocked', ''],
    ['blocked-sync', ''],
  ])('in %s %s', async (scenario, hash) => {
    const opened = await open(scenario, hash)
    if (scenario === 'guide') await press(opened, 'Create the Jobber developer app')
    await waitFor(() => expect(document.querySelector('[aria-busy="true"], .mantine-Skeleton-root')).toBeNull())
    expect(await violations()).toEqual([])
  })

  it('in the columns', async () => {
    const opened = await open()
    await press(opened, 'Open HeatCo trade July.csv')
    await press(opened, 'Check columns')
    await screen.findByText('What the columns mean')
    expect(await violations()).toEqual([])
  })

  it('in the review, its drawer and the last question', async () => {
    const opened = await openReview()
    expect(await violations()).toEqual([])
    await opened.user.click(screen.getByText('22MM COPPER TUBE 3M'))
    await screen.findByText('As the list has it')
    expect(await violations()).toEqual([])
    await opened.user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await press(opened, /^Sync 42 items in ACME Plumbing/)
    await screen.findByRole('dialog')
    expect(await violations()).toEqual([])
  })

  it('in the results', async () => {
    const opened = await openReview()
    await press(opened, /^Sync 42 items in ACME Plumbing/)
    await press(opened, 'Sync 42 items')
    await screen.findByRole('region', { name: 'Rows of this run' })
    expect(await violations()).toEqual([])
  })
})
