import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { open, press } from '../../test/open'
import { plain } from './plain'

describe('the help', () => {
  it('checks this computer at once, and Jobber when asked', async () => {
    const opened = await open('settled', '#/help')
    expect(await screen.findByText('4 good · 0.02 s')).toBeInTheDocument()
    expect(opened.called('SelfCheck')).toEqual([[false]])
    await press(opened, 'Check Jobber too')
    expect(await screen.findByText(/7 good, 1 to look at/)).toBeInTheDocument()
    const clock = screen.getByText('Clock').closest('li')
    expect(clock).toHaveTextContent(
      'This computer is 94 s behind Jobber’s clock. Let the system set its time by itself.Look',
    )
  })

  it('shows the whole report before it is saved, and leaves out what is unticked', async () => {
    const opened = await open('settled', '#/help')
    expect(await screen.findByText(/Price Sync 1.0.0 \(a81f3c2\)/)).toBeInTheDocument()
    await press(opened, 'Settings, without secrets')
    expect(await screen.findByText(/\[redacted\]/)).toBeInTheDocument()
    await opened.user.click(screen.getByRole('checkbox', { name: 'Include Log of the last 7 days' }))
    await press(opened, 'Save report…')
    expect(await screen.findByText(/price-sync-report-8H2K.zip/)).toBeInTheDocument()
    expect(opened.called('ExportDiagnostics')).toEqual([[{ skip: ['pricesync.log'], names: false, replay: '' }]])
  })

  it('lists every key and every message, and finds messages', async () => {
    const opened = await open('settled', '#/help')
    expect(await screen.findByText('Find a page, an item, a run, a setting')).toBeInTheDocument()
    const search = screen.getByRole('textbox', { name: 'Search messages' })
    expect(await screen.findByText('file_in_use')).toBeInTheDocument()
    await opened.user.type(search, 'internet')
    await waitFor(() => expect(screen.queryByText('file_in_use')).toBeNull())
    expect(screen.getByText('jobber_unreachable')).toBeInTheDocument()
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
    await press(opened, 'Save report…')
    expect(opened.called('ExportDiagnostics')).toEqual([[{ skip: [], names: false, replay: '' }]])
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
