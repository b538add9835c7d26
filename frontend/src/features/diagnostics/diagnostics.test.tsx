import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { ContactView } from '../../backend/views'
import { open, press } from '../../test/open'
import { hosts } from './contacts'
import { plain } from './plain'

describe('the help', () => {
  it('checks this computer at once, and Jobber when asked, with what is to be done first', async () => {
    const opened = await open('settled', '#/help')
    expect(await screen.findByText('10 good, 2 not checked · 24 ms')).toBeInTheDocument()
    expect(opened.called('SelfCheck')).toEqual([[false]])
    expect(screen.getByText('2 checks left out').closest('details')).not.toHaveAttribute('open')
    await press(opened, 'Check Jobber too')
    expect(await screen.findByText('1 to look at, 19 good · 1.90 s')).toBeInTheDocument()
    const clock = screen.getByText('Clock').closest('li')
    expect(clock).toHaveTextContent(
      'Clock under 1 msThis computer is 94 s behind Jobber’s clock.Let the system set its time by itself.Look',
    )
    const check = screen.getByRole('region', { name: 'Self-check' })
    expect(within(check).getAllByRole('listitem')[0]).toBe(clock)
    await press(opened, 'Copy as text')
    const copied = await navigator.clipboard.readText()
    expect(copied).toMatch(/^Price Sync 1.0.0 \(a81f3c2\), self-check 8H2K-30: 1 to look at, 19 good/)
    expect(copied).toContain(
      'Look:\n  Clock (clock, under 1 ms): This computer is 94 s behind Jobber’s clock. Let the system set its time by itself.',
    )
  })

  it('puts what is broken before everything else', async () => {
    await open('findings', '#/help')
    expect(await screen.findByText(/^1 to fix, 1 to look at, 8 good/)).toBeInTheDocument()
    const lines = within(screen.getByRole('region', { name: 'Self-check' })).getAllByRole('listitem')
    expect(lines.slice(0, 3).map(line => line.lastChild?.textContent)).toEqual(['Fix', 'Look', 'Good'])
  })

  it('shows the whole report before it is saved, and leaves out what is unticked', async () => {
    const opened = await open('settled', '#/help')
    expect(await screen.findByText(/"clock_off"/)).toBeInTheDocument()
    await press(opened, /^Settings settings/)
    expect(await screen.findByText(/"client_secret", "value": "set"/)).toBeInTheDocument()
    expect(screen.getByText(/^6 parts, 48 KB before/)).toBeInTheDocument()
    await opened.user.click(screen.getByRole('checkbox', { name: 'Include Log' }))
    expect(screen.getByText(/^5 parts, 5 KB before/)).toBeInTheDocument()
    await press(opened, 'Save report…')
    expect(await screen.findByText(/Saved as “price-sync-report-8H2K.zip”/)).toBeInTheDocument()
    expect(screen.getByText(/Send this file to support by e-mail/)).toBeInTheDocument()
    expect(opened.called('ExportDiagnostics')).toEqual([[{ skip: ['log'], names: false, replay: '' }]])
  })

  it('shows what stands in a part as text, and runs nothing of it', async () => {
    const opened = await open('settled', '#/help')
    await press(opened, /^Log log/)
    expect(await screen.findByText(/<script>window.ran = true<\/script>/)).toBeInTheDocument()
    expect('ran' in window).toBe(false)
    expect(document.querySelector('pre script')).toBeNull()
  })

  it('collects the report anew for what one consents to, and saves just that', async () => {
    const opened = await open('settled', '#/help')
    const names = await screen.findByRole('checkbox', { name: 'Include item and file names and prices' })
    expect(names).not.toBeChecked()
    await press(opened, /^Last syncs/)
    expect(await screen.findByText(/<file#a1b2c3>/)).toBeInTheDocument()
    await opened.user.click(names)
    expect(await screen.findByText(/HeatCo trade July.csv/)).toBeInTheDocument()
    const copy = await screen.findByRole('checkbox', { name: 'Include a copy of a preview that support can run again' })
    expect(copy).not.toBeChecked()
    await opened.user.click(copy)
    const which = await screen.findByRole('combobox', { name: 'Which preview' })
    expect(
      within(which)
        .getAllByRole('option')
        .map(one => one.textContent),
    ).toEqual(['HeatCo July.csv, 22 Mar 2027, 09:41, 214 rows', 'Bright Electrics.xlsx, 8 Mar 2027, 09:40, 92 rows'])
    await opened.user.selectOptions(which, 'p-4m9xwd')
    expect(await screen.findByText('A copy of one preview')).toBeInTheDocument()
    await waitFor(() => expect(screen.getByRole('button', { name: 'Save report…' })).toBeEnabled())
    expect(opened.called('ReportParts').map(([choice]) => choice)).toEqual([
      { skip: [], names: false, replay: '' },
      { skip: [], names: true, replay: '' },
      { skip: [], names: true, replay: 'p-7k3f2q' },
      { skip: [], names: true, replay: 'p-4m9xwd' },
    ])
    await press(opened, 'Save report…')
    expect(opened.called('ExportDiagnostics')).toEqual([[{ skip: [], names: true, replay: 'p-4m9xwd' }]])
  })

  it('lists every key and every message, and finds messages', async () => {
    const opened = await open('settled', '#/help')
    expect(await screen.findByText('Find a page, an item, a run, a setting, a message')).toBeInTheDocument()
    const search = screen.getByRole('textbox', { name: 'Search messages' })
    expect(await screen.findByText('file_in_use')).toBeInTheDocument()
    await opened.user.type(search, 'internet')
    await waitFor(() => expect(screen.queryByText('file_in_use')).toBeNull())
    expect(screen.getByText('jobber_unreachable')).toBeInTheDocument()
  })

  it('opens at the message that was asked for', async () => {
    await open('settled', '#/help/stale_plan')
    expect(await screen.findByText('stale_plan')).toBeInTheDocument()
    await waitFor(() => expect(screen.getByRole('textbox', { name: 'Search messages' })).toHaveFocus())
    expect(screen.queryByText('file_in_use')).toBeNull()
  })

  it('says what to do with a reference, and finds the run that has it', async () => {
    const opened = await open('settled', '#/history')
    const [run] = await opened.backend.Runs()
    window.location.hash = `#/help/${run?.ref.toLowerCase()}`
    expect(await screen.findByText(/name this reference/)).toHaveTextContent(`Reference ${run?.ref}`)
    await opened.user.click(await screen.findByRole('link', { name: 'Look at the run' }))
    await waitFor(() => expect(window.location.hash).toBe(`#/history/${run?.run}`))
  })

  it('leads through the first steps', async () => {
    await open('settled', '#/help')
    const steps = within(await screen.findByRole('list', { name: 'First steps' })).getAllByRole('listitem')
    expect(steps).toHaveLength(6)
    expect(steps[1]).toHaveTextContent('http://localhost:18765/oauth/callback')
  })
})

describe('a start that failed', () => {
  it('says why in the whole window, with the report at hand', async () => {
    const opened = await open('failure')
    expect(await screen.findByRole('heading', { level: 1 })).toHaveTextContent('Price Sync can’t work right now')
    expect(screen.getByRole('alert')).toHaveTextContent('Price Sync’s database is damaged.')
    expect(screen.getByRole('alert')).toHaveTextContent('Reference 2B7Q-91')
    expect(screen.queryByRole('navigation')).toBeNull()
    expect(screen.queryByRole('link', { name: 'Go to Help' })).toBeNull()
    await waitFor(() => expect(screen.getByRole('button', { name: 'Save report…' })).toBeEnabled())
    await press(opened, 'Save report…')
    expect(opened.called('ExportDiagnostics')).toEqual([[{ skip: [], names: false, replay: '' }]])
  })

  it('offers the report even where nothing else can be asked for', async () => {
    const refusal = { code: 'database_failed', message: 'The database can’t be used.', hint: '', ref: '2B7Q-92' }
    const opened = await open('failure', '', { refuse: { Previews: refusal, Settings: refusal, Runs: refusal } })
    await waitFor(() => expect(screen.getByRole('button', { name: 'Save report…' })).toBeEnabled())
    expect(screen.queryByRole('checkbox', { name: /copy of a preview/ })).toBeNull()
    await press(opened, 'Save report…')
    expect(await screen.findByText(/Saved as/)).toBeInTheDocument()
  })
})

describe('what goes over the network', () => {
  it('shows that prices go nowhere but to Jobber, contact by contact', async () => {
    const opened = await open('settled', '#/network')
    expect(await screen.findByText('Your prices go nowhere but to Jobber.')).toBeInTheDocument()
    const table = screen.getByRole('table')
    expect(within(table).getByRole('row', { name: /^Reading products/ })).toHaveTextContent(
      'Reading products and services2121 without an answer11 Jan 2027, 08:0222 Mar 2027, 09:41174 KB4 MB',
    )
    expect(within(table).getByRole('row', { name: /^In all/ })).toHaveTextContent(
      'In all1,4583 without an answer11 Jan 2027, 08:0222 Mar 2027, 09:421.2 MB6.7 MB',
    )
    expect(screen.getByRole('link', { name: 'Help', current: true })).toBeInTheDocument()
    await press(opened, 'Refresh')
    expect(opened.called('Network')).toHaveLength(2)
    await press(opened, 'Copy as text')
    expect(await navigator.clipboard.readText()).toContain(
      'api.getjobber.com (Jobber)\n  Writing prices and costs: 1,204 requests, 0 without an answer',
    )
  })

  it('promises nothing when another host was contacted', async () => {
    await open('strangers', '#/network')
    expect(await screen.findByText('Not all of these hosts are Jobber: jobber-test.example:8443.')).toBeInTheDocument()
    expect(screen.queryByText(/nowhere but to/)).toBeNull()
  })

  it('says of an address that was set for Jobber no more than that', async () => {
    await open('strangers', '#/network', { values: { api_url: 'https://jobber-test.example:8443' } })
    expect(
      await screen.findByText(
        'Your prices go nowhere but to the address that is set for Jobber, jobber-test.example:8443.',
      ),
    ).toBeInTheDocument()
  })

  it('says so when nobody was contacted yet', async () => {
    await open('offline', '#/network')
    expect(await screen.findByText('No host has been contacted yet')).toBeInTheDocument()
    expect(screen.queryByRole('table')).toBeNull()
  })

  it('is reached from the help and the settings', async () => {
    const opened = await open('settled', '#/help')
    for (const page of ['help', 'settings']) {
      window.location.hash = `#/${page}`
      await opened.user.click(await screen.findByRole('link', { name: 'What goes over the network' }))
      expect(await screen.findByRole('heading', { name: 'What goes over the network' })).toBeInTheDocument()
    }
  })
})

describe('whose host it is', () => {
  const contact = (host: string): ContactView => ({
    host,
    why: 'x',
    requests: 1,
    failed: 0,
    sent: 1,
    received: 1,
    first: '',
    last: '',
  })
  it.each([
    ['api.getjobber.com', '', 'jobber'],
    ['API.GetJobber.com', '', 'jobber'],
    ['api.getjobber.com.evil.example', '', 'elsewhere'],
    ['getjobber.com', '', 'elsewhere'],
    ['localhost:18765', '', 'computer'],
    ['127.0.0.1:4100', '', 'computer'],
    ['[::1]:4100', '', 'computer'],
    ['127.0.0.1.evil.example', '', 'elsewhere'],
    ['test.example:8443', 'test.example:8443', 'jobber'],
    ['test.example', 'test.example:8443', 'elsewhere'],
    ['', '', 'elsewhere'],
  ])('%j with %j set is %s', (host, configured, place) => {
    expect(hosts([contact(host)], configured)[0]?.place).toBe(place)
  })
})

describe('plain', () => {
  it.each([
    ['“{file}” is empty.', '“…” is empty.'],
    [
      'This preview can’t be synced any more: {why}. No price was changed.',
      'This preview can’t be synced any more. No price was changed.',
    ],
    ['Set {name} to a whole number from {least} to {most}.', 'Set … to a whole number from … to ….'],
  ])('writes %s without its places', (sentence, written) => {
    expect(plain(sentence)).toBe(written)
  })
})
