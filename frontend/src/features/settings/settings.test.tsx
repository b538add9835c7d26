import { cleanup, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { GuardrailsView, SettingView } from '../../backend/views'
import { open, press } from '../../test/open'

describe('the settings', () => {
  it('put what is wrong on top with its cure, and at the field', async () => {
    const opened = await open('findings', '#/settings')
    expect(
      await screen.findByText('The callback port 80 can’t be used: it is below 1024.', { selector: 'strong' }),
    ).toBeInTheDocument()
    const port = await screen.findByLabelText(/Callback port/)
    expect(port).toHaveValue('80')
    expect(port).toHaveAccessibleDescription(/can’t be used: it is below 1024/)
    await press(opened, 'Use the default')
    expect(opened.called('SaveSetting')).toEqual([['callback_port', '']])
    await waitFor(() => expect(screen.getByLabelText(/Callback port/)).toHaveValue('18765'))
    expect(screen.queryByText(/callback port 80/)).toBeNull()
  })

  it('save a field when it is left, and say at the field when it is refused', async () => {
    const opened = await open('settled', '#/settings')
    const port = await screen.findByLabelText(/Callback port/)
    await opened.user.clear(port)
    await opened.user.type(port, '80{Enter}')
    expect(await screen.findByText(/The callback port 80 can’t be used/)).toBeInTheDocument()
    expect(port).toBeInvalid()
    await opened.user.clear(port)
    await opened.user.type(port, '20000')
    await opened.user.tab()
    await waitFor(() => expect(port).toBeValid())
    expect(opened.called('SaveSetting').at(-1)).toEqual(['callback_port', '20000'])
  })

  it('show what the environment set, and leave it alone', async () => {
    await open('settled', '#/settings')
    const rows = await screen.findByLabelText(/Most rows/)
    expect(rows).toBeDisabled()
    expect(screen.getByText('Set by CSV_MAX_ROWS')).toBeInTheDocument()
  })

  it('save the guardrails in percent and the largest file in megabytes', async () => {
    const opened = await open('settled', '#/settings')
    const beyond = await screen.findByLabelText(/Change beyond/)
    await opened.user.clear(beyond)
    await opened.user.type(beyond, '12.5{Enter}')
    const largest = screen.getByLabelText(/Largest file/)
    expect(largest).toHaveValue('50 MB')
    await opened.user.clear(largest)
    await opened.user.type(largest, '80{Enter}')
    await waitFor(() =>
      expect(opened.called('SaveSetting')).toEqual([
        ['change_percent', '12.5'],
        ['csv_max_bytes', '83886080'],
      ]),
    )
  })

  it('change the theme at once', async () => {
    const opened = await open('settled', '#/settings')
    await opened.user.click(await screen.findByRole('radio', { name: 'Dark' }))
    await waitFor(() => expect(document.documentElement).toHaveAttribute('data-mantine-color-scheme', 'dark'))
    expect(opened.called('SaveSetting')).toEqual([['theme', 'dark']])
  })

  it('never show the secret, and save the pair together', async () => {
    const opened = await open('settled', '#/settings')
    const secret = await screen.findByLabelText('Client secret')
    expect(secret).toHaveValue('')
    expect(screen.queryByRole('button', { name: 'Save client ID and secret' })).toBeNull()
    await opened.user.type(secret, 'n3w')
    await press(opened, 'Save client ID and secret')
    expect(opened.called('SaveCredentials')).toEqual([['1f0c7a52-8a41-4c1e-9d77-practice', 'n3w']])
    await waitFor(() => expect(screen.getByLabelText('Client secret')).toHaveValue(''))
  })

  it('disconnect only after asking', async () => {
    const opened = await open('settled', '#/settings')
    await press(opened, 'Disconnect…')
    const dialog = await screen.findByRole('dialog', { name: 'Disconnect from ACME Plumbing?' })
    await opened.user.click(within(dialog).getByRole('button', { name: 'Disconnect' }))
    expect((await screen.findAllByText('Not connected')).length).toBe(2)
    expect(opened.called('Disconnect')).toHaveLength(1)
    await press(opened, 'Connect to Jobber')
    expect(await screen.findByRole('heading', { name: 'Bring a supplier’s prices into Jobber' })).toBeInTheDocument()
  })

  it('reset the practice company only after asking', async () => {
    const opened = await open('practice', '#/settings')
    await press(opened, 'Reset…')
    await press(opened, 'Keep it')
    expect(opened.called('ResetPractice')).toHaveLength(0)
    await press(opened, 'Reset…')
    await press(opened, 'Reset it')
    expect(await screen.findByText('The practice company has its first prices back.')).toBeInTheDocument()
    expect(opened.called('ResetPractice')).toHaveLength(1)
  })

  it('list everything in force in one table: value, where it comes from, and what is wrong with it', async () => {
    const opened = await open('findings', '#/settings', { values: { callback_port: '80', log_days: '90' } })
    const table = await screen.findByRole('table')
    const line = (name: string) => within(table).getByText(name, { selector: 'th code' }).closest('tr') as HTMLElement
    expect(within(table).getAllByRole('row')).toHaveLength(1 + (await opened.backend.Settings()).length)
    expect(line('client_secret')).toHaveTextContent('Saved, and never shownKeychain')
    expect(line('callback_port')).toHaveTextContent('80The callback port 80 can’t be used: it is below 1024.Settings')
    expect(line('csv_max_rows')).toHaveTextContent('100,000Default: 100,000EnvironmentSet by CSV_MAX_ROWS')
    expect(line('csv_max_bytes')).toHaveTextContent('50 MBDefault')
    expect(line('log_days')).toHaveTextContent('90Default: 30Settings')
    expect(line('home')).toHaveTextContent('The system’s usual folderDefaultOnly PRICESYNC_HOME can set it')
    expect(within(line('csv_max_rows')).queryByRole('button')).toBeNull()
    await opened.user.click(within(line('log_days')).getByRole('button', { name: /Back to the default/ }))
    await waitFor(() => expect(line('log_days')).toHaveTextContent('30Default'))
    expect(opened.called('SaveSetting')).toEqual([['log_days', '']])
    await opened.user.click(screen.getByRole('checkbox', { name: 'Only what is not the default' }))
    expect(within(table).queryByText('log_days')).toBeNull()
    await opened.user.type(screen.getByRole('textbox', { name: 'Search settings' }), 'most ROWS')
    expect(within(table).getAllByRole('row')).toHaveLength(2)
    await press(opened, 'Copy as text')
    const copied = await navigator.clipboard.readText()
    expect(copied).toContain('client_secret = Saved, and never shown   (Keychain)')
    expect(copied).toContain('callback_port = 80   (Settings)\n  The callback port 80 can’t be used')
  })

  it('lead from the table to the field, and back from the field to the default', async () => {
    const opened = await open('settled', '#/settings', { values: { csv_max_bytes: '104857600' } })
    await press(opened, 'All in one table')
    expect(document.activeElement).toContainElement(screen.getByRole('table'))
    await opened.user.click(await screen.findByRole('link', { name: 'Largest file' }))
    const field = screen.getByLabelText(/Largest file/)
    expect(field).toHaveFocus()
    expect(field).toHaveValue('100 MB')
    await press(opened, /^Back to 50 MB/)
    await waitFor(() => expect(field).toHaveValue('50 MB'))
    expect(opened.called('SaveSetting')).toEqual([['csv_max_bytes', '']])
  })

  it('show a setting that this page does not know by name, after its kind', async () => {
    const opened = await open('settled', '#/settings')
    const all = await opened.backend.Settings()
    cleanup()
    const strange = { ...(all[0] as SettingView), name: 'quiet_hours', value: 'off', origin: 'default', default: 'off' }
    const given = { kind: 'choice', choices: ['off', 'on'], variable: '', means: 'Whether nights are left out.' }
    const again = await open('settled', '#/settings', { settings: [...all, { ...strange, ...given }] })
    const field = await screen.findByRole('combobox', { name: /Quiet hours/ })
    expect(field).toHaveAccessibleDescription('Whether nights are left out.')
    await again.user.selectOptions(field, 'On')
    await waitFor(() => expect(again.called('SaveSetting')).toEqual([['quiet_hours', 'on']]))
  })

  it('show the reference at a field that was refused', async () => {
    const opened = await open('settled', '#/settings')
    const port = await screen.findByLabelText(/Callback port/)
    await opened.user.clear(port)
    await opened.user.type(port, '80{Enter}')
    expect(await screen.findByText('7F3K-22')).toBeInTheDocument()
    await press(opened, 'Copy the reference 7F3K-22')
    await waitFor(async () => expect(await navigator.clipboard.readText()).toBe('7F3K-22'))
  })

  it('do not connect while something stands in the way, and say what', async () => {
    await open('blocked', '#/settings')
    const button = await screen.findByRole('button', { name: 'Connect to Jobber' })
    expect(button).toBeDisabled()
    expect(button).toHaveAccessibleDescription(/can connect once this is put right: The callback port 80/)
  })

  it('open at the setting that was asked for', async () => {
    await open('settled', '#/settings/log_level')
    await waitFor(() => expect(screen.getByLabelText(/Log level/)).toHaveFocus())
  })
})

describe('the guardrails', () => {
  it('are switched one by one, but for those that always hold', async () => {
    const opened = await open('settled', '#/settings')
    const below = await screen.findByRole('switch', { name: 'The price would be below the cost.' })
    expect(below).toBeChecked()
    await opened.user.click(below)
    await waitFor(() => expect(below).not.toBeChecked())
    const [wanted] = opened.called('SaveGuardrails')[0] as [GuardrailsView]
    expect(wanted.holds.filter(hold => !hold.on).map(hold => hold.code)).toEqual(['below_cost'])
    expect(screen.queryByRole('switch', { name: /new price would be zero/ })).toBeNull()
    expect(screen.getByText('The new price would be zero, or a new item would have none.')).toBeInTheDocument()
  })

  it('have a target margin, to which the items lead', async () => {
    const opened = await open('settled', '#/items', { target: '' })
    await opened.user.click(await screen.findByRole('link', { name: 'Set a target margin…' }))
    const field = await screen.findByRole('textbox', { name: 'Target margin' })
    await waitFor(() => expect(field).toHaveFocus())
    await opened.user.type(field, '35{Enter}')
    await waitFor(() => expect(opened.called('SaveSetting')).toEqual([['target_margin', '35']]))
    window.location.hash = '#/items'
    expect(await screen.findByRole('button', { name: /^Below target margin \d+$/ })).toBeInTheDocument()
  })
})

describe('the locks', () => {
  it('say where to lock while nothing is', async () => {
    await open('settled', '#/settings')
    expect(await screen.findByText(/Nothing is locked/)).toBeInTheDocument()
  })

  it('are listed with their reason, unlocked, and brought back', async () => {
    const opened = await open('settled', '#/settings')
    await screen.findByText(/Nothing is locked/)
    await opened.backend.Lock('item-1', 'price', 'Agreed until June')
    window.location.hash = '#/help'
    await screen.findByRole('heading', { name: 'Help' })
    window.location.hash = '#/settings'
    const row = (await screen.findByRole('link', { name: '10mm Copper Tube 3m' })).closest('tr')
    expect(row).toHaveTextContent('10mm Copper Tube 3mPrice at £12.25Agreed until June dana, 22 Mar 2027Unlock')
    await press(opened, 'Unlock 10mm Copper Tube 3m')
    await screen.findByText(/Nothing is locked/)
    await press(opened, 'Undo')
    await screen.findByRole('link', { name: '10mm Copper Tube 3m' })
    expect(opened.called('Lock').at(-1)).toEqual(['item-1', 'price', 'Agreed until June'])
  })
})
