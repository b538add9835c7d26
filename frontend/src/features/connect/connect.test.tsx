import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { open, press } from '../../test/open'

describe('the first run', () => {
  it('has two doors, and only one of them is filled', async () => {
    await open('first-run')
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Bring a supplier’s prices into Jobber')
    expect(screen.getByRole('button', { name: 'Connect to Jobber' })).toHaveAttribute('data-variant', 'filled')
    expect(screen.getByRole('button', { name: 'Start practising' })).not.toHaveAttribute('data-variant', 'filled')
    expect(screen.queryByRole('navigation')).toBeNull()
  })

  it('says at once what stands in the way of connecting, and at the button that waits for it', async () => {
    const opened = await open('blocked')
    expect(
      screen.getByText('The callback port 80 can’t be used: it is below 1024.', { selector: 'strong' }),
    ).toBeVisible()
    expect(screen.getAllByText(/Until it is put right, you can’t connect to Jobber./)).toHaveLength(2)
    const connect = screen.getByRole('button', { name: 'Connect to Jobber' })
    expect(connect).toBeDisabled()
    expect(connect).toHaveAccessibleDescription(
      'You can connect once this is put right: The callback port 80 can’t be used: it is below 1024.',
    )
    expect(screen.getByRole('button', { name: 'Start practising' })).toBeEnabled()
    expect(screen.getByRole('link', { name: 'Open Settings' })).toHaveAttribute('href', '#/settings/callback_port')
    await press(opened, 'Enter it')
    expect(await screen.findByRole('heading', { name: 'Set up the connection' })).toBeInTheDocument()
    expect(screen.queryByText(/client secret of your Jobber app is missing/)).toBeNull()
    await opened.user.type(screen.getByLabelText('Client ID'), 'a')
    await opened.user.type(screen.getByLabelText('Client secret'), 'b')
    expect(screen.getByRole('button', { name: 'Save and connect' })).toBeDisabled()
    await press(opened, 'Back')
    await opened.user.click(screen.getByRole('link', { name: 'Open Settings' }))
    await press(opened, 'Use the default')
    await waitFor(() => expect(screen.queryByText(/callback port 80/)).toBeNull())
  })

  it('closes both doors when nothing can be saved', async () => {
    await open('full-disk')
    expect(screen.getByText(/Until it is put right, nothing can be read, synced or saved./)).toBeVisible()
    for (const name of ['Connect to Jobber', 'Start practising']) {
      const button = screen.getByRole('button', { name })
      expect(button).toBeDisabled()
      expect(button).toHaveAccessibleDescription(/once this is put right: The disk of Price Sync’s folder is full/)
    }
  })

  it('reads no price list by a limit that is wrong, and says so before one tries', async () => {
    const opened = await open('blocked-sync')
    expect(screen.getByText(/you can’t read a price list or make a preview. Set it to a whole number/)).toBeVisible()
    const choose = screen.getByRole('button', { name: 'Choose a file…' })
    expect(choose).toBeDisabled()
    expect(choose).toHaveAccessibleDescription(/You can choose a file once this is put right: CSV_MAX_ROWS/)
    expect(await screen.findByRole('button', { name: /^Open HeatCo/ })).toBeDisabled()
    await opened.user.keyboard('{Control>}o{/Control}')
    expect(opened.called('ChooseFile')).toEqual([])
  })

  it('opens the practice company on Enter, marked as such', async () => {
    const opened = await open('first-run')
    screen.getByRole('button', { name: 'Start practising' }).focus()
    await opened.user.keyboard('{Enter}')
    expect(await screen.findByRole('complementary', { name: 'Practice company' })).toHaveTextContent(
      'nothing reaches Jobber',
    )
    expect(opened.called('SetPractice')).toEqual([[true]])
    expect(await screen.findByText(/A price list to practise with is ready/)).toBeVisible()
  })

  it('waits for the browser with a link to copy, and can be cancelled', async () => {
    const opened = await open('waiting')
    await press(opened, 'Connect to Jobber')
    expect(await screen.findByText('Waiting for your browser…')).toBeVisible()
    await press(opened, 'Copy the link')
    expect(await navigator.clipboard.readText()).toContain('https://api.getjobber.com/api/oauth/authorize')
    await press(opened, 'Cancel')
    expect(await screen.findByRole('alert')).toHaveTextContent('The sign-in was cancelled. You are not connected.')
    expect(screen.getByRole('button', { name: 'Connect to Jobber' })).toBeEnabled()
  })

  it('says what was refused, what to do and the reference', async () => {
    const opened = await open('denied')
    await press(opened, 'Connect to Jobber')
    const alert = await screen.findByRole('alert')
    expect(alert).toHaveTextContent('Jobber was not allowed to share your products')
    expect(alert).toHaveTextContent('Connect again and choose Allow.')
    expect(alert).toHaveTextContent('Reference 4M9T-07')
  })

  it('asks for the currency once, with the likely one chosen', async () => {
    const opened = await open('first-run', '', {
      status: { connected: false, account: '', currency: '', locale: 'en-CA' },
    })
    await press(opened, 'Connect to Jobber')
    expect(await screen.findByRole('heading', { name: 'Which currency does ACME Plumbing use?' })).toBeVisible()
    expect(screen.getByRole('radio', { name: /CAD/ })).toBeChecked()
    await opened.user.click(screen.getByRole('radio', { name: /Another/ }))
    expect(screen.getByRole('button', { name: 'Choose a currency' })).toBeDisabled()
    await opened.user.type(screen.getByLabelText(/Currency code/), 'chf')
    await press(opened, 'Use CHF')
    expect(await screen.findByText('Drop a supplier’s price list here')).toBeVisible()
    expect(opened.called('SetCurrency')).toEqual([['CHF']])
  })
})

describe('the guided first connection', () => {
  it('says first that only an administrator can do it, and leads through every step', async () => {
    const opened = await open('guide')
    await press(opened, 'Connect to Jobber') // nothing is known yet, so the guide opens
    expect(await screen.findByText('Only a Jobber administrator can do this.')).toBeVisible()
    const steps = screen.getAllByRole('listitem').map(step => within(step).getByRole('heading').textContent)
    expect(steps).toEqual([
      'Create an app in Jobber’s Developer Center',
      'Paste this callback address into it',
      'Tick what the app may do',
      'Copy its client ID and client secret here',
      'Test it by connecting',
    ])
    await press(opened, 'Open the Developer Center')
    expect(opened.called('OpenLink')).toEqual([['developer-center']])
    await press(opened, 'Copy the address')
    expect(await navigator.clipboard.readText()).toBe('http://localhost:18765/oauth/callback')
  })

  it('saves id and secret, then tests them by connecting', async () => {
    const opened = await open('guide')
    await press(opened, 'Create the Jobber developer app')
    expect(await screen.findByRole('button', { name: 'Save and connect' })).toBeDisabled()
    await opened.user.type(screen.getByLabelText('Client ID'), ' 1f0c7a52 ')
    await opened.user.type(screen.getByLabelText('Client secret'), 's3cret')
    await press(opened, 'Save and connect')
    await waitFor(() => expect(opened.called('Connect')).toHaveLength(1))
    expect(opened.called('SaveCredentials')).toEqual([['1f0c7a52', 's3cret']])
    expect(await screen.findByText(/Which currency/)).toBeVisible()
  })

  it('stays and tells why when the pair is refused', async () => {
    const opened = await open('guide', '', {
      refuse: {
        SaveCredentials: {
          code: 'placeholder_secret',
          message: 'The client secret looks like an example text, not like the one from Jobber.',
          hint: 'Copy the client secret from your app’s page in Jobber’s Developer Center.',
          ref: '',
        },
      },
    })
    await press(opened, 'Create the Jobber developer app')
    await opened.user.type(await screen.findByLabelText('Client ID'), 'a')
    await opened.user.type(screen.getByLabelText('Client secret'), 'your-secret')
    await press(opened, 'Save and connect')
    expect(await screen.findByRole('alert')).toHaveTextContent('looks like an example text')
    expect(opened.called('Connect')).toEqual([])
  })
})
