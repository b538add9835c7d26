import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
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

  it('open at the setting that was asked for', async () => {
    await open('settled', '#/settings/log_level')
    await waitFor(() => expect(screen.getByLabelText(/Log level/)).toHaveFocus())
  })
})
