import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBrowser, rowOf, shown, steps } from './browser.mjs'
import { openDesk } from './desk.mjs'
import { openProgram } from './program.mjs'

const account = 'Practice Plumbing & Heating'
const file = 'Pipeline Supplies Spring.csv'

test('the practice company’s whole job by keyboard alone', { timeout: 600_000 }, async t => {
  const step = steps(t)
  const desk = await openDesk(t)
  const program = await openProgram(desk)
  const { tab, visited, clean } = await openBrowser(desk, t, program.address)
  const history = async () => (await desk.json(['history', '--practice'])).runs

  // tabTo presses Tab until the focus is on what has that name, as a person does who sees where it is.
  const tabTo = async (name, within = tab) => {
    const target = within.getByRole('button', { name, exact: true }).first()
    await target.waitFor()
    for (let presses = 0; presses < 30; presses++) {
      if (await target.evaluate(one => one === document.activeElement)) return
      await tab.keyboard.press('Tab')
    }
    assert.fail(`Tab does not come to ${name}`)
  }
  const take = async (name, within) => {
    await tabTo(name, within)
    await tab.keyboard.press('Enter')
  }
  // find takes the first thing that the palette offers for some words.
  const find = async (words, first) => {
    await tab.keyboard.press('Control+k')
    await tab
      .getByRole('textbox', { name: /^Find a page/ })
      .and(tab.locator(':focus'))
      .waitFor()
    await tab.keyboard.type(words)
    await tab.locator('[data-action][data-selected]', { hasText: first }).waitFor()
    await tab.keyboard.press('Enter')
    await tab.getByRole('dialog').waitFor({ state: 'hidden' })
  }

  await step('practice mode and its price list open', async () => {
    await shown(tab, 'Bring a supplier’s prices into Jobber')
    await take('Start practising')
    await tab.getByText('A price list to practise with is ready.').waitFor()
    await visited('k1-practice')
    await take('Use it')
    await shown(tab, file)
    await take('Show the preview')
    await rowOf(tab, '10mm Copper Tube 2m').waitFor()
  })

  let ticked
  await step('rows are searched, looked at and ticked', async () => {
    const count = async () => Number((await tab.getByText(/^\d+ ticked$/).innerText()).split(' ')[0])
    ticked = await count()
    await tab.keyboard.press('/')
    await tab.keyboard.type('22mm copper tube 3m')
    await tab.getByText('1 of 63 rows').first().waitFor()
    await tab.keyboard.press('ArrowDown')
    await tab.keyboard.press('Enter')
    await tab.getByRole('dialog', { name: 'Row on line 12' }).waitFor()
    await visited('k2-drawer')
    await tab.keyboard.press('a')
    await tab.getByText(`${ticked + 1} ticked`).waitFor()
    await tab.keyboard.press('Escape')
    await tab.getByRole('dialog').waitFor({ state: 'hidden' })
    await tab.waitForFunction(() => document.activeElement?.closest('.ag-cell'))
    await tab.keyboard.press('Space')
    await tab.getByText(`${ticked} ticked`).waitFor()
    await tab.keyboard.press('Space')
    await tab.getByText(`${ticked + 1} ticked`).waitFor()
    ticked++
  })

  await step('what is ticked is synced', async () => {
    await tab.keyboard.press('Control+Enter')
    await tab.getByRole('dialog').getByText(`Sync ${ticked} items in ${account}?`).waitFor()
    await take(`Sync ${ticked} items`, tab.getByRole('dialog'))
    await shown(tab, `${ticked} items updated in ${account}`)
    const [run, ...others] = await history()
    assert.deepEqual([run.kind, run.status, run.counts.applied, others.length], ['sync', 'done', ticked, 0])
  })

  await step('the palette finds the run, and it is undone', async () => {
    await find('sync of', /^Sync of/)
    await shown(tab, /^Sync of /)
    await take(`Preview undo of ${ticked} items`)
    await shown(tab, 'Review the undo')
    await rowOf(tab, '10mm Copper Tube 2m').waitFor()
    await tab.keyboard.press('Control+Enter')
    await tab.getByRole('dialog').getByText(`Undo ${ticked} items in ${account}?`).waitFor()
    await take(`Undo ${ticked} items`, tab.getByRole('dialog'))
    await shown(tab, `${ticked} items put back in ${account}`)
    const [undo, run] = await history()
    assert.deepEqual([undo.kind, undo.undo_of, undo.counts.applied], ['undo', run.run, ticked])
  })

  await step('the palette opens every page, and “?” shows the keys', async () => {
    for (const page of ['History', 'Items', 'Settings', 'Help']) {
      await find(page.toLowerCase(), page)
      await shown(tab, page)
    }
    await tab.keyboard.press('?')
    await tab.getByRole('dialog', { name: 'Keyboard' }).waitFor()
    await visited('k3-keys')
    await tab.keyboard.press('Escape')
    await tab.getByRole('dialog').waitFor({ state: 'hidden' })
    await take('Leave practice')
    await shown(tab, 'Bring a supplier’s prices into Jobber')
  })

  await step('nothing went wrong or left this computer on the way', async () => clean())
})
