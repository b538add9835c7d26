import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { openBrowser, press, rowOf, shown, steps } from './browser.mjs'
import { openDesk } from './desk.mjs'
import { openProgram, root } from './program.mjs'

const account = 'Practice Plumbing & Heating'

test('a price list with a question, and a plan that asks whether it is meant to be that large', {
  timeout: 600_000,
}, async t => {
  const step = steps(t)
  const desk = await openDesk(t)
  const items = await catalog(desk)
  const list = path.join(desk.folder, 'Two prices.csv')
  const rows = items.map(({ name, price }) => `"${name}",${price},${(Number(price) * 2).toFixed(2)}`)
  await writeFile(list, ['Name,Price A,Price B', ...rows].join('\n'))
  const program = await openProgram(desk, [list])
  const { tab, visited, clean } = await openBrowser(desk, t, program.address)
  const sync = `Sync ${items.length} items`

  await step('what the file alone does not tell is asked, and the answer is taken', async () => {
    await press(tab, 'Start practising')
    await shown(tab, 'Two prices.csv')
    const { questions } = await desk.json(['preview', list, '--practice'])
    assert.deepEqual(
      questions.map(question => [question.code, question.choices.map(choice => choice.label)]),
      [['which_price', ['Price A', 'Price B']]],
    )
    await tab.getByText(questions[0].message).first().waitFor()
    await visited('q1-asked')
    await press(tab, 'Check columns')
    await tab.getByRole('group', { name: questions[0].message }).waitFor()
    await visited('q2-columns')
    assert.equal(await tab.getByRole('button', { name: 'Show the preview' }).isDisabled(), true)
    await tab.getByRole('radio', { name: /^Price A/ }).check()
    await tab.getByText('Name and price are set.').waitFor()
    await visited('q3-answered')
    await tab.getByRole('button', { name: 'Show the preview', disabled: false }).click()
    await rowOf(tab, items[0].name).waitFor()
  })

  await step('a plan over a third of the catalog is asked about', async () => {
    await press(tab, new RegExp(`^${sync} in`))
    const asked = tab.getByRole('dialog')
    const agreed = asked.getByRole('checkbox', { name: /meant to be that many/ })
    await agreed.waitFor()
    await visited('q4-large')
    assert.equal(await asked.getByRole('button', { name: sync, exact: true }).isDisabled(), true)
    await agreed.check()
    await asked.getByRole('button', { name: sync, exact: true }).click()
    await shown(tab, `${items.length} items updated in ${account}`)
    const { runs } = await desk.json(['history', '--practice'])
    assert.deepEqual([runs.length, runs[0].counts.applied], [1, items.length])
  })

  await step('its undo is not asked about again', async () => {
    await press(tab, 'Undo this sync…')
    await shown(tab, 'Review the undo')
    await press(tab, new RegExp(`^Undo ${items.length} items in`))
    const asked = tab.getByRole('dialog')
    assert.equal(await asked.getByRole('checkbox').count(), 0)
    await asked.getByRole('button', { name: `Undo ${items.length} items`, exact: true }).click()
    await shown(tab, `${items.length} items put back in ${account}`)
  })

  await step('nothing went wrong or left this computer on the way', async () => clean())
})

// catalog returns 120 of the practice company's items, each dearer by a little.
async function catalog(desk) {
  const text = await readFile(path.join(root, 'app/jobber/sandbox/practice/company.tsv'), 'utf8')
  const all = text
    .split(/\r?\n/)
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => line.split('\t'))
    .filter(([, name, , , marks]) => !marks.includes('hidden') && !name.includes('"'))
    .map(([, name, cost, price]) => ({ name, cost, price: (Number(price) + 0.05).toFixed(2) }))
    .filter(({ cost, price }) => Number(price) > 5 && Number(price) > Number(cost))
  const once = all.filter(
    ({ name }) => all.filter(other => other.name.toLowerCase() === name.toLowerCase()).length === 1,
  )
  assert.ok(once.length >= 120)
  const some = once.slice(0, 120)
  const list = path.join(desk.folder, 'check.csv')
  await writeFile(list, ['Name,Price', ...some.map(({ name, price }) => `"${name}",${price}`)].join('\n'))
  const { counts, holds } = await desk.json(['preview', list, '--practice'])
  assert.deepEqual([counts.update, holds.map(hold => hold.code)], [120, ['large_plan']])
  return some
}
