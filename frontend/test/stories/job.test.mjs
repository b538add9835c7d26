import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { goTo, openBrowser, press, rowOf, shown, steps } from './browser.mjs'
import { openDesk, openJobber } from './desk.mjs'
import { must } from './processes.mjs'
import { openProgram } from './program.mjs'

const account = 'Practice Plumbing & Heating'
const file = 'Pipeline Supplies Spring.csv'
const applied = count => ({ applied: count, rejected: 0, changed_elsewhere: 0, skipped: 0, not_sent: 0, unknown: 0 })

test('the whole job by mouse, in an account connected through Jobber’s own page', { timeout: 600_000 }, async t => {
  const step = steps(t)
  const desk = await openDesk(t)
  const jobber = await openJobber(desk)
  const list = path.join(desk.folder, file)
  await must(desk.cli, ['practice', 'price-list', '--out', list], { env: desk.env })
  const program = await openProgram(desk, [list], jobber.env)
  const { tab, context, visited, clean } = await openBrowser(desk, t, program.address)
  const preview = () => desk.json(['preview', list], jobber.env)
  const prices = async () =>
    new Map(
      (await preview()).rows.filter(row => row.item).map(row => [row.line, { item: row.item.name, ...row.before }]),
    )
  const answer = async button => {
    await press(tab, 'Copy the link')
    await tab.getByRole('button', { name: 'Copied' }).waitFor()
    const link = await tab.evaluate(() => navigator.clipboard.readText())
    assert.match(link, new RegExp(`^${jobber.env.JOBBER_API_URL}/`))
    const page = await context.newPage()
    await page.goto(link)
    await page.getByRole('button', { name: button }).click()
    await page.waitForURL(address => address.href.startsWith(jobber.redirect))
    const said = await page.locator('body').innerText()
    await page.close()
    return said
  }

  await step('the guide leads to a first connection', async () => {
    await shown(tab, 'Bring a supplier’s prices into Jobber')
    await visited('01-doors')
    await press(tab, 'Connect to Jobber')
    await shown(tab, 'Set up the connection')
    await tab.getByText(jobber.redirect, { exact: true }).waitFor()
    await tab.getByRole('textbox', { name: 'Client ID' }).fill(jobber.id)
    await tab.getByLabel('Client secret', { exact: true }).fill(jobber.secret)
    await visited('02-guide')
  })

  await step('who presses Deny is told so, and may try again', async () => {
    await press(tab, 'Save and connect')
    await tab.getByText('Waiting for your browser…').waitFor()
    await visited('03-waiting')
    await answer('Deny')
    await tab.getByRole('alert').waitFor()
    await visited('04-denied')
    assert.equal((await desk.json(['status'], jobber.env)).connected, false)
  })

  await step(
    'who presses Allow is connected, is asked for the currency, and the file given at start opens',
    async () => {
      await press(tab, 'Save and connect')
      assert.match(await answer('Allow'), /Price Sync/)
      await shown(tab, `Which currency does ${account} use?`)
      await visited('05-currency')
      await tab.getByRole('radio', { name: /GBP/ }).check()
      await press(tab, 'Use GBP')
      await shown(tab, file)
      await tab.getByText('recognised.').waitFor()
      await visited('06-price-list')
      const status = await desk.json(['status'], jobber.env)
      assert.deepEqual([status.connected, status.account.name, status.session_only], [true, account, false])
    },
  )

  let first
  await step('the columns and the preview say what the command line says', async () => {
    await press(tab, 'Check columns')
    await tab.getByText('What the columns mean').waitFor()
    await visited('07-columns')
    await press(tab, 'Show the preview')
    await rowOf(tab, '10mm Copper Tube 2m').waitFor()
    await visited('08-review')
    first = await preview()
    const { counts } = first
    for (const [tile, count] of [
      ['Held', counts.held],
      ['Ambiguous', counts.ambiguous],
      ['Unmatched', counts.unmatched],
      ['Duplicate', counts.duplicate],
      ['Invalid', counts.invalid],
      ['Unchanged', counts.unchanged],
    ]) {
      await tab.getByRole('button', { name: `${count} ${tile}` }).waitFor()
    }
    await tab.getByRole('button', { name: `Sync ${counts.update} items in ${account}` }).waitFor()
  })

  await step('a tile filters, the drawer tells of a held row, and rows are ticked and unticked', async () => {
    await press(tab, /Held/)
    await tab.getByText(`${first.counts.held} of ${first.rows.length} rows`).first().waitFor()
    await tab.locator('.ag-row [col-id="name"]', { hasText: '22mm Copper Tube 3m' }).click()
    const drawer = tab.getByRole('dialog', { name: 'Row on line 12' })
    await drawer.getByText('As the list has it').waitFor()
    await visited('09-drawer')
    await drawer.getByRole('button', { name: /Tick and next/ }).click()
    await tab.getByRole('dialog', { name: /Row on line/ }).waitFor()
    await tab.keyboard.press('Escape')
    await tab.getByRole('dialog').waitFor({ state: 'hidden' })
    await press(tab, 'Show all')
    await tab.getByText(`${first.counts.update + 1} ticked`).waitFor()
    await rowOf(tab, '10mm Copper Tube 2m').getByRole('checkbox').click()
    await tab.getByText(`${first.counts.update} ticked`).waitFor()
  })

  let run
  await step('a sync writes what is ticked and nothing else', async () => {
    const before = await prices()
    await press(tab, `Sync ${first.counts.update} items in ${account}`)
    const asked = tab.getByRole('dialog')
    await asked.getByText(`Sync ${first.counts.update} items in ${account}?`).waitFor()
    await visited('10-confirm')
    await asked.getByRole('button', { name: `Sync ${first.counts.update} items`, exact: true }).click()
    await shown(tab, `${first.counts.update} items updated in ${account}`)
    await rowOf(tab, '10mm Copper Tube 3m').waitFor()
    await visited('11-results')
    const { runs } = await desk.json(['history'], jobber.env)
    run = runs[0]
    assert.deepEqual(
      [runs.length, run.kind, run.status, run.counts, run.price_list.file],
      [1, 'sync', 'done', applied(first.counts.update), file],
    )
    const planned = first.rows.filter(row => (row.verdict === 'update' && row.line !== 7) || row.line === 12)
    const expected = new Map([...before].map(([line, now]) => [line, now]))
    for (const row of planned) {
      for (const [line, now] of expected) {
        if (now.item === row.item.name) expected.set(line, { item: now.item, ...row.after })
      }
    }
    assert.deepEqual(await prices(), expected)
  })

  await step('the history has the run with its rows', async () => {
    await goTo(tab, 'History')
    await tab.getByRole('cell', { name: file }).waitFor()
    await visited('12-history')
    await tab.getByRole('cell', { name: file }).click()
    await shown(tab, /^Sync of /)
    await rowOf(tab, '10mm Copper Tube 3m').waitFor()
    await visited('13-run')
  })

  await step('an undo is previewed, and puts every price back', async () => {
    await press(tab, `Preview undo of ${first.counts.update} items`)
    await shown(tab, 'Review the undo')
    await rowOf(tab, '10mm Copper Tube 3m').waitFor()
    await visited('14-undo')
    await press(tab, `Undo ${first.counts.update} items in ${account}`)
    await tab
      .getByRole('dialog')
      .getByRole('button', { name: `Undo ${first.counts.update} items` })
      .click()
    await shown(tab, `${first.counts.update} items put back in ${account}`)
    await visited('15-undone')
    const { runs } = await desk.json(['history'], jobber.env)
    assert.deepEqual([runs[0].kind, runs[0].undo_of, runs[0].counts], ['undo', run.run, applied(first.counts.update)])
    const again = await preview()
    assert.deepEqual([again.counts, again.rows], [first.counts, first.rows])
  })

  await step('the other pages, and disconnecting', async () => {
    await goTo(tab, 'Items')
    await rowOf(tab, 'Copper').waitFor()
    await visited('16-items')
    await goTo(tab, 'Help')
    await tab.getByText('good', { exact: false }).first().waitFor()
    await visited('17-help')
    await goTo(tab, 'Settings')
    await tab.getByText('Guardrails').waitFor()
    await visited('18-settings')
    await press(tab, 'Disconnect…')
    await tab.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click()
    await tab.getByText('Connect to read and write your products.').waitFor()
    await visited('19-disconnected')
    assert.equal((await desk.json(['status'], jobber.env)).connected, false)
  })

  await step('no secret is in any file, and nothing went wrong or left this computer on the way', async () => {
    for (const entry of await readdir(desk.home, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const text = await readFile(path.join(entry.parentPath ?? entry.path, entry.name), 'latin1')
      assert.ok(!text.includes(jobber.secret), `the client secret stands in ${entry.name}`)
      assert.doesNotMatch(text, /eyJ[\w-]{10,}\.[\w-]{10,}/, `a token stands in ${entry.name}`)
    }
    clean()
  })
})
