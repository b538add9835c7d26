import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { goTo, openBrowser, press, rowOf, shown, steps } from './browser.mjs'
import { openDesk } from './desk.mjs'
import { openProgram, root } from './program.mjs'

const account = 'Practice Plumbing & Heating'

test('the items: whose cost rose, what is locked, and a rule that brings the price up', {
  timeout: 600_000,
}, async t => {
  const step = steps(t)
  const desk = await openDesk(t)
  const [first, second, third] = await catalog()
  const list = path.join(desk.folder, 'Costs.csv')
  const dearer = [first, second, third].map(({ name, cost }) => ({ name, cost: (cost + 0.1).toFixed(2) }))
  await writeFile(list, `Name,Cost\n${dearer.map(({ name, cost }) => `"${name}",${cost}`).join('\n')}\n`)
  const program = await openProgram(desk, [list])
  const { tab, visited, clean } = await openBrowser(desk, t, program.address)
  const chip = /^Cost rose, price did not 3$/

  await step('before the first reading the page teaches, and reads by itself', async () => {
    await press(tab, 'Start practising')
    await shown(tab, 'Costs.csv')
    await goTo(tab, 'Items')
    await shown(tab, 'Nothing read yet')
    await visited('i1-never')
    await press(tab, 'Read the items now')
    await rowOf(tab, first.name).waitFor()
    await tab.getByText(/products and services in Jobber, read today at/).waitFor()
    await visited('i2-items')
  })

  await step('costs are synced, and the items say that the prices did not follow', async () => {
    await goTo(tab, 'Sync')
    await press(tab, 'Show the preview')
    await press(tab, `Sync 3 items in ${account}`)
    await tab.getByRole('dialog').getByRole('button', { name: 'Sync 3 items', exact: true }).click()
    await shown(tab, `3 items updated in ${account}`)
    await goTo(tab, 'Items')
    await press(tab, chip)
    await tab
      .getByText(/^3 of \d+ items$/)
      .first()
      .waitFor()
    await visited('i3-cost-rose')
  })

  await step('an item shows its past, and is locked by keyboard alone', async () => {
    await tab.keyboard.press('/')
    await tab.keyboard.type(first.name)
    await tab
      .getByText(/^1 of \d+ items$/)
      .first()
      .waitFor()
    await tab.keyboard.press('ArrowDown')
    await tab.keyboard.press('Enter')
    const drawer = tab.getByRole('dialog', { name: first.name })
    const newest = drawer.getByRole('row').nth(1)
    await newest.waitFor()
    assert.ok((await newest.innerText()).includes(dearer[0].cost))
    await newest.getByRole('link', { name: 'Costs.csv' }).waitFor()
    await visited('i4-item')
    await tab.keyboard.press('Escape')
    await drawer.waitFor({ state: 'hidden' })
    await tab.waitForFunction(() => document.activeElement?.closest('.ag-cell'))
    await tab.keyboard.press('l')
    await drawer.getByLabel('Why nothing may change it').waitFor()
    await tab.waitForFunction(() => document.activeElement?.tagName === 'INPUT')
    await tab.keyboard.type('Agreed until June')
    await tab.keyboard.press('Enter')
    await drawer.getByText('Price and cost are locked.').waitFor()
    await visited('i5-locked')
    const { locks } = await desk.json(['locks', '--practice'])
    assert.equal(locks.length, 1)
    assert.ok(JSON.stringify(locks[0]).includes('Agreed until June'))
    await tab.keyboard.press('Escape')
  })

  await step('a rule for every list is written on a real row, and told at its field what is wrong', async () => {
    await goTo(tab, 'Suppliers')
    await shown(tab, 'Rules for every list')
    await press(tab, 'Add rule')
    const dialog = tab.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Half on top')
    await dialog.getByRole('combobox', { name: 'What it does' }).selectOption('margin')
    await dialog.getByRole('textbox', { name: 'Margin', exact: true }).fill('100')
    await dialog
      .getByText(/Margin is over the price, so it has to be below 100%/)
      .first()
      .waitFor()
    await dialog.getByRole('combobox', { name: 'What it does' }).selectOption('markup')
    await dialog.getByRole('textbox', { name: 'Markup', exact: true }).fill('150')
    await dialog.getByText('It is a margin of 60.0% over the price.', { exact: false }).waitFor()
    await dialog.getByRole('combobox', { name: 'Rounding' }).selectOption('ending_95')
    await dialog
      .getByText(/markup 150% over cost: .* up to \.95 = /)
      .first()
      .waitFor()
    await visited('i6-rule')
    await dialog.getByRole('button', { name: 'Save rule' }).click()
    await tab.getByRole('button', { name: /^Rule 1, Half on top/ }).waitFor()
    await visited('i7-rules')
  })

  await step('the next preview heeds the lock and the rule', async () => {
    const { rows } = await desk.json(['preview', list, '--practice'])
    const told = new Map(rows.map(row => [row.name, row]))
    assert.equal(told.get(first.name).verdict, 'unchanged')
    for (const { name } of [second, third]) {
      const row = told.get(name)
      assert.match(row.rule, /Half on top/)
      assert.match(row.after.price, /\.95$/)
    }
  })

  await step('the lock is found in the settings, and taken away there', async () => {
    await goTo(tab, 'Settings')
    await tab.getByText('Agreed until June').waitFor()
    await visited('i8-settings')
    await press(tab, `Unlock ${first.name}`)
    await tab.getByText(/Nothing is locked/).waitFor()
    const { locks } = await desk.json(['locks', '--practice'])
    assert.deepEqual(locks, [])
  })

  await step('nothing went wrong or left this computer on the way', async () => clean())
})

// catalog returns three of the practice company's items whose names no other begins with.
async function catalog() {
  const text = await readFile(path.join(root, 'app/jobber/sandbox/practice/company.tsv'), 'utf8')
  const all = text
    .split(/\r?\n/)
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => line.split('\t'))
    .map(([, name, cost, price, marks]) => ({ name, cost: Number(cost), price: Number(price), marks }))
  const usable = all.filter(
    ({ name, cost, price, marks }) =>
      !marks.includes('hidden') &&
      !name.includes('"') &&
      cost > 4 &&
      price > cost + 1 &&
      all.filter(other => other.name.toLowerCase().includes(name.toLowerCase())).length === 1,
  )
  assert.ok(usable.length >= 3)
  return usable.slice(0, 3)
}
