import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { goTo, openBrowser, press, shown, steps } from './browser.mjs'
import { openDesk, openJobber } from './desk.mjs'
import { openProgram } from './program.mjs'

test('what support asks for: settings in force, a self-check, the network, references and the report', {
  timeout: 600_000,
}, async t => {
  const step = steps(t)
  const desk = await openDesk(t)
  const jobber = await openJobber(desk)
  const env = { ...jobber.env, CSV_MAX_ROWS: 'lots' }
  const program = await openProgram(desk, [], env)
  const { tab, visited, clean } = await openBrowser(desk, t, program.address)
  const line = name =>
    tab.locator('table tr').filter({ has: tab.locator('th code', { hasText: new RegExp(`^${name}$`) }) })

  await step('what is wrong at the start is said before anyone clicks', async () => {
    await shown(tab, 'Bring a supplier’s prices into Jobber')
    await press(tab, 'Start practising')
    await tab.getByRole('button', { name: 'Choose a file…' }).waitFor()
    const { findings } = await desk.json(['status', '--practice'], env)
    const wrong = findings.find(finding => finding.field === 'csv_max_rows')
    await tab.getByText(wrong.message).first().waitFor()
    assert.equal(await tab.getByRole('button', { name: 'Choose a file…' }).isDisabled(), true)
    await visited('s1-blocked')
  })

  await step('the table of settings says what the command line says', async () => {
    await tab.getByRole('link', { name: 'Open Settings' }).first().click()
    await shown(tab, 'Settings')
    await line('home').waitFor()
    const { settings } = await desk.json(['settings'], env)
    assert.equal(await tab.locator('table tbody tr').count(), settings.length)
    const words = { default: 'Default', settings: 'Settings', environment: 'Environment' }
    for (const { name, origin, variable, wrong } of settings) {
      const said = await line(name).innerText()
      if (name !== 'practice') assert.ok(said.includes(words[origin]), `${name} comes from ${origin}: ${said}`)
      if (origin === 'environment') assert.ok(said.includes(variable), said)
      if (wrong !== '') assert.ok(said.includes(wrong), said)
    }
    await visited('s2-settings')
  })

  await step('a setting is changed at its field, and taken back in the table', async () => {
    await line('log_days').getByRole('link').click()
    await tab.keyboard.press('Control+a')
    await tab.keyboard.type('90')
    await tab.keyboard.press('Enter')
    await line('log_days').getByText('Default: 30').waitFor()
    const now = async () => (await desk.json(['settings'], env)).settings.find(one => one.name === 'log_days')
    assert.deepEqual([(await now()).value, (await now()).origin], ['90', 'settings'])
    await line('log_days').getByRole('button').click()
    await line('log_days').getByText('Default', { exact: true }).waitFor()
    assert.deepEqual([(await now()).value, (await now()).origin], ['30', 'default'])
  })

  await step('the reference beside a refusal finds its story in the log', async () => {
    await tab.locator('#setting-change_percent').fill('5000')
    await tab.keyboard.press('Enter')
    const refused = tab.locator('#setting-change_percent-error')
    const reference = await refused.locator('code').innerText()
    await refused.getByRole('button', { name: `Copy the reference ${reference}` }).click()
    assert.equal(await tab.evaluate(() => navigator.clipboard.readText()), reference)
    const story = (await log(desk)).filter(one => one.op === reference)
    assert.deepEqual(
      story.filter(one => one.event === 'error').map(one => one.code),
      ['setting_invalid'],
    )
    assert.ok((await refused.innerText()).startsWith(story.find(one => one.event === 'error').sentence))
    await visited('s3-refused')
  })

  await step('what breaks in the page stands in the log under the reference on the screen', async () => {
    await tab.evaluate(() => {
      const error = new Error('a story’s own trouble at jo@example.test')
      window.dispatchEvent(new ErrorEvent('error', { message: error.message, error }))
    })
    const toast = tab.getByRole('alert').filter({ hasText: 'Something went wrong inside Price Sync' })
    const reference = await toast.locator('code').innerText()
    await visited('s4-broke')
    const [broke, ...more] = (await log(desk)).filter(one => one.op === reference)
    assert.deepEqual([broke.event, broke.level, more.length], ['page_broke', 'error', 0])
    assert.match(broke.cause, /^Error: a story’s own trouble at (?!jo@)/)
    await toast.getByRole('button', { name: 'Close' }).click()
  })

  await step('the self-check looks at this computer, and at Jobber when asked', async () => {
    await press(tab, 'Leave practice')
    await shown(tab, 'Bring a supplier’s prices into Jobber')
    await tab.getByRole('link', { name: 'Help', exact: true }).click()
    await shown(tab, 'Check this computer')
    const check = tab.getByRole('region', { name: 'Self-check' })
    const first = check.getByRole('listitem').first()
    await first.waitFor()
    assert.match(await first.innerText(), /CSV_MAX_ROWS[\s\S]*Fix$/)
    assert.match(await check.getByRole('listitem').filter({ hasText: 'Web view' }).innerText(), /Chromium \d+/)
    await press(tab, 'Check Jobber too')
    await check.getByRole('listitem').filter({ hasText: 'Jobber can be reached' }).getByText('Good').waitFor()
    await visited('s5-self-check')
    await press(tab, 'Copy as text')
    const copied = await tab.evaluate(() => navigator.clipboard.readText())
    assert.match(copied, /^Price Sync .*self-check [0-9A-Z]{4}-[0-9A-Z]{2}: \d+ to fix/)
  })

  await step('the report is shown part by part', async () => {
    const parts = tab.getByRole('group', { name: 'Parts of the report' })
    await parts.getByRole('button', { name: /^What is wrong/ }).click()
    const words = tab.locator('section pre')
    await words
      .getByText(/limit_invalid/)
      .first()
      .waitFor()
    await parts.getByRole('button', { name: /^Log/ }).click()
    await words
      .getByText(/page_broke/)
      .first()
      .waitFor()
    assert.doesNotMatch(await words.innerText(), /jo@example/)
    const ticked = await parts.getByRole('checkbox').count()
    assert.ok(ticked > 10)
    await parts.getByRole('checkbox', { name: 'Include Log' }).uncheck()
    await tab.getByText(new RegExp(`^${ticked - 1} parts, `)).waitFor()
    await tab.getByRole('checkbox', { name: 'Include item and file names and prices' }).check()
    await tab.getByText(new RegExp(`^${ticked - 1} parts, `)).waitFor()
    await visited('s6-report')
  })

  await step('the network page lists what was contacted, and claims no more than that', async () => {
    await tab.getByRole('link', { name: 'What goes over the network' }).click()
    await tab.getByText('Nothing has left this computer.').waitFor()
    const { contacts } = await desk.json(['network'], env)
    assert.ok(contacts.length > 0)
    assert.deepEqual(new Set(contacts.map(one => one.host)), new Set([new URL(env.JOBBER_API_URL).host]))
    for (const { why } of contacts) await tab.getByRole('rowheader', { name: why, exact: true }).waitFor()
    await visited('s7-network')
  })

  await step('the palette leads to a setting, a message and a reference', async () => {
    for (const [typed, entry, hash] of [
      ['log_days', 'Days the log is kept', '#/settings/log_days'],
      ['setting_invalid', /^The setting/, '#/help/setting_invalid'],
      ['7k3f-2q', /reference 7K3F-2Q/, '#/help/7K3F-2Q'],
    ]) {
      await tab.keyboard.press('Control+k')
      const found = tab.getByRole('dialog', { name: 'Find' })
      await found.getByRole('textbox').fill(typed)
      await found.getByRole('button', { name: entry }).first().waitFor()
      await tab.keyboard.press('Enter')
      await tab.waitForURL(address => address.hash === hash)
    }
    await goTo(tab, 'Sync')
  })

  await step('nothing went wrong or left this computer on the way', async () => clean())
})

// log returns every line of the profile's log.
async function log(desk) {
  const folder = path.join(desk.home, 'logs')
  const texts = await Promise.all((await readdir(folder)).map(name => readFile(path.join(folder, name), 'utf8')))
  return texts.flatMap(text =>
    text
      .split('\n')
      .filter(one => one.startsWith('{') && one.endsWith('}'))
      .map(one => JSON.parse(one)),
  )
}
