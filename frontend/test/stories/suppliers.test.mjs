import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { goTo, openBrowser, press, rowOf, shown, steps } from './browser.mjs'
import { openDesk } from './desk.mjs'
import { openProgram, root } from './program.mjs'

const account = 'Practice Plumbing & Heating'

test('a supplier’s lists month after month: asked once, then known, compared, put right and read again', {
  timeout: 600_000,
}, async t => {
  const step = steps(t)
  const desk = await openDesk(t)
  const items = await catalog()
  const dearer = by =>
    items.map(({ name, price }) => ({ name, price: (price + by).toFixed(2), twice: (2 * price).toFixed(2) }))
  const write = async (name, lines) => {
    const list = path.join(desk.folder, name)
    await writeFile(list, `${lines.join('\n')}\n`)
    return list
  }
  const january = await write('Northgate January.csv', [
    'Name,Unit,Range,Price A,Price B',
    'Copper and fittings,,,,',
    ...dearer(0.05).map(({ name, price, twice }) => `"${name}",each,Spring,${price},${twice}`),
  ])
  const second = misread => [
    'Price B,Range,Name,Price A,Unit',
    ...dearer(0.1).map(
      ({ name, price, twice }, at) => `${twice},Spring,"${name}",${at === 1 ? misread(price) : price},each`,
    ),
  ]
  const february = await write(
    'Northgate February.csv',
    second(price => `${price.slice(0, -1)}S`),
  )
  const march = await write('Northgate March.csv', [
    'Name,Unit,Range,Price B',
    ...dearer(0.15).map(({ name, twice }) => `"${name}",each,Spring,${twice}`),
  ])
  // The lists were open in the window before, so they are among its recent files.
  const recent = [january, february, march].map(list => ({ path: list, opened: '2027-01-04T09:00:00Z' }))
  await writeFile(path.join(desk.home, 'settings.json'), JSON.stringify({ recent }))
  const program = await openProgram(desk, [january])
  const { tab, visited, clean } = await openBrowser(desk, t, program.address)
  const reopen = async name => {
    await press(tab, `Open ${name}`)
    await shown(tab, name)
  }
  const sum = rows => tab.getByText(`= ${rows} rows`, { exact: true })

  await step('the first list asks one question, in words, with three rows to go by', async () => {
    await press(tab, 'Start practising')
    await shown(tab, 'Northgate January.csv')
    const asked =
      'Two columns could be the price: “Price A”, “Price B”. Which one is the price that your customers pay?'
    await tab.getByText('Next: one question about the columns.').waitFor()
    await press(tab, 'Check columns')
    await tab.getByRole('group', { name: asked }).waitFor()
    assert.equal(await tab.locator('fieldset').count(), 1)
    for (const [label, place] of [
      ['Price A', 'price'],
      ['Price B', 'twice'],
    ]) {
      const choice = tab.getByRole('radio', { name: new RegExp(`^${label}`) }).locator('xpath=ancestor::label')
      const told = await choice.innerText()
      for (const row of dearer(0.05).slice(0, 3)) assert.ok(told.includes(row.name) && told.includes(row[place]), told)
    }
    await visited('s1-question')
    await tab.getByRole('radio', { name: /^Price A/ }).check()
    await tab.getByText('Name and price are set.').waitFor()
    await sum(items.length + 1).waitFor()
    await tab.getByText('The row that is not compared, and why').click()
    const reason = tab.getByRole('region', { name: 'Rows that are not compared' }).getByRole('row').nth(1)
    assert.match(await reason.innerText(), /^2\s+Whole row\s+Not a product\s+.*Copper and fittings/)
    await visited('s2-answered')
  })

  await step('it is saved under the supplier’s name', async () => {
    await press(tab, 'Back')
    await tab.getByRole('combobox', { name: 'Supplier' }).fill('Northgate')
    await press(tab, 'Remember')
    await tab.getByText('Saved. The next list of “Northgate” is read like this one.').waitFor()
    await visited('s3-saved')
    const { profiles } = await desk.json(['profiles', '--practice'])
    assert.deepEqual(
      profiles.map(one => one.name),
      ['Northgate'],
    )
  })

  await step('the second list, with its columns moved, needs no click before its preview', async () => {
    await reopen('Northgate February.csv')
    await tab.getByText('A list of “Northgate”, read as its last one.').waitFor()
    await tab.getByText('Name and price recognised.').waitFor()
    await sum(items.length).waitFor()
    await visited('s4-known')
  })

  await step('what changed since the first list is shown before Jobber is asked', async () => {
    await tab.getByRole('link', { name: 'What changed since an older list?' }).click()
    await shown(tab, 'What changed')
    await tab
      .getByRole('list', { name: 'Recent files for the older list' })
      .getByRole('button', { name: 'Northgate January.csv' })
      .click()
    await tab.getByRole('button', { name: `${items.length - 1} up` }).waitFor()
    await visited('s5-compared')
    const told = await desk.json(['compare', january, february, '--practice'])
    assert.equal(told.counts.up, items.length - 1)
    await tab.getByRole('link', { name: 'Back to the price list' }).click()
  })

  const unticked = items[3].name
  await step('a cell is put right in the preview', async () => {
    await press(tab, 'Show the preview')
    await rowOf(tab, items[0].name).waitFor()
    const tiles = await tab.locator('[class*=tileCount]').allInnerTexts()
    assert.equal(
      tiles.reduce((all, one) => all + Number(one), 0),
      items.length,
    )
    await rowOf(tab, unticked).locator('.ag-checkbox-input').first().click()
    await tab.getByRole('button', { name: `Sync ${items.length - 2} items in ${account}` }).waitFor()
    await rowOf(tab, items[1].name).locator('[col-id="name"]').click()
    const drawer = tab.getByRole('dialog', { name: /Row on line/ })
    await drawer.getByText(/The list says/).waitFor()
    await visited('s6-not-understood')
    await drawer.getByLabel('Price', { exact: true }).fill(dearer(0.1)[1].price)
    await drawer.getByRole('button', { name: 'Put right' }).click()
    await tab.getByRole('button', { name: `Sync ${items.length - 1} items in ${account}` }).waitFor()
    await visited('s7-put-right')
    await tab.keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
  })

  await step(
    'the file is saved again by another program, and read again with ticks and the correction kept',
    async () => {
      const again = second(price => `${price.slice(0, -1)}S`)
      again[0] = `Page,${again[0]}`
      for (let at = 1; at < again.length; at++) again[at] = `4,${again[at]}`
      again[5] = again[5].replace(dearer(0.1)[4].price, dearer(0.2)[4].price)
      await write('Northgate February.csv', again)
      await tab.getByText('“Northgate February.csv” was saved again by another program.').waitFor()
      await tab.mouse.move(640, 2) // off the grid, whose tips fade
      await tab.waitForFunction(() => document.querySelector('.ag-tooltip') === null)
      await visited('s8-saved-again')
      await press(tab, 'Read it again')
      await rowOf(tab, items[4].name)
        .filter({ hasText: dearer(0.2)[4].price })
        .waitFor()
      assert.equal(await tab.getByText('was saved again by another program').count(), 0)
      assert.equal(await rowOf(tab, unticked).locator('.ag-checkbox-input').first().isChecked(), false)
      await tab.getByRole('button', { name: `Sync ${items.length - 1} items in ${account}` }).waitFor()
    },
  )

  await step('it is synced, with what was put right', async () => {
    await press(tab, new RegExp(`^Sync ${items.length - 1} items in`))
    await tab
      .getByRole('dialog')
      .getByRole('button', { name: `Sync ${items.length - 1} items`, exact: true })
      .click()
    await shown(tab, `${items.length - 1} items updated in ${account}`)
    const { runs } = await desk.json(['history', '--practice'])
    assert.equal(runs[0].counts.applied, items.length - 1)
    const { rows } = await desk.json(['preview', march, '--practice', '--price-column', 'Price B', '--profile', 'none'])
    const stored = new Map(rows.map(row => [row.name, row.before?.price]))
    assert.equal(Number(stored.get(items[1].name)), Number(dearer(0.1)[1].price))
    assert.equal(Number(stored.get(items[4].name)), Number(dearer(0.2)[4].price))
    assert.equal(Number(stored.get(unticked)), items[3].price)
  })

  await step('a list that lost the column of the price is asked about, not guessed', async () => {
    await goTo(tab, 'Sync')
    await press(tab, 'Next price list')
    await reopen('Northgate March.csv')
    const asked = /This looks like a list of “Northgate”, but its column “Price A” is gone/
    await tab.getByText(asked).first().waitFor()
    await press(tab, 'Check columns')
    await tab.getByRole('group', { name: asked }).waitFor()
    assert.equal(await tab.getByRole('button', { name: 'Show the preview' }).isDisabled(), true)
    await visited('s9-lost')
  })

  await step('a table that is pasted is read like a file', async () => {
    const text = ['Name\tPrice', ...dearer(0.3).map(({ name, price }) => `${name}\t${price}`)].join('\n')
    await tab.evaluate(copied => navigator.clipboard.writeText(copied), text)
    await tab.keyboard.press('Control+V')
    await shown(tab, /^Pasted .*\.tsv$/)
    await tab.getByText('Name and price recognised.').waitFor()
    await sum(items.length).waitFor()
    await visited('s10-pasted')
  })

  await step('the supplier is renamed and forgotten by keyboard alone', async () => {
    await goTo(tab, 'Suppliers')
    const menu = tab.getByRole('button', { name: /^What to do with/ })
    await menu.waitFor()
    await visited('s11-suppliers')
    await menu.focus()
    await tab.keyboard.press('Enter')
    await tab.getByRole('menuitem', { name: 'Rename…' }).waitFor()
    await tab.keyboard.press('ArrowDown')
    await tab.keyboard.press('Enter')
    const field = tab.getByRole('textbox', { name: 'Name' })
    await field.waitFor()
    await field.fill('Northgate Ltd')
    await tab.keyboard.press('Enter')
    const named = tab.getByRole('heading', { name: 'Northgate Ltd' })
    await named.waitFor()
    await tab.waitForFunction(() => document.activeElement?.textContent === 'Northgate Ltd')
    for (const _ of ['Change…', 'the menu']) await tab.keyboard.press('Tab')
    await tab.keyboard.press('Enter')
    await tab.getByRole('menuitem', { name: 'Forget…' }).waitFor()
    for (let item = 0; item < 3; item++) await tab.keyboard.press('ArrowDown')
    await tab.keyboard.press('Enter')
    await tab.getByRole('dialog').getByRole('button', { name: 'Forget' }).press('Enter')
    await shown(tab, 'No supplier yet')
    await tab.waitForFunction(() => document.activeElement?.textContent === 'Suppliers')
    await visited('s12-none')
  })

  await step('nothing went wrong or left this computer on the way', async () => clean())
})

// catalog returns twelve of the practice company's items.
async function catalog() {
  const text = await readFile(path.join(root, 'app/jobber/sandbox/practice/company.tsv'), 'utf8')
  const all = text
    .split(/\r?\n/)
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => line.split('\t'))
    .filter(([, name, , , marks]) => !marks.includes('hidden') && !name.includes('"'))
    .map(([, name, cost, price]) => ({ name, cost: Number(cost), price: Number(price) }))
    .filter(({ cost, price }) => price > 8 && price > cost)
  const once = all.filter(
    ({ name }) => all.filter(other => other.name.toLowerCase() === name.toLowerCase()).length === 1,
  )
  assert.ok(once.length >= 12)
  return once.slice(0, 12)
}
