import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { openBrowser, shown, steps } from './browser.mjs'
import { openDesk } from './desk.mjs'
import { must } from './processes.mjs'
import { openProgram } from './program.mjs'

const supplied = 'Hundred undecided.csv'

// undecided is a price list of 100 rows of which none can be written without a person: 40 that come near an item, 27 that are
// unknown, 16 that reach 8 items twice, 14 without a readable price, and 3 that are far too dear.
function undecided(items) {
  const rows = [['Name', 'Code', 'Price', 'Cost']]
  const add = (name, price, cost) => rows.push([name, `Q${String(rows.length).padStart(3, '0')}`, price, cost])
  const times = (amount, by) => (Number(amount) * by).toFixed(2)
  for (const { name, price, cost } of items.slice(0, 40)) add(`${name} bagged`, times(price, 1.05), cost)
  for (let i = 0; i < 27; i++) add(`Zyxwvut ${String.fromCharCode(65 + i)}${i}qq`, '12.50', '6.00')
  for (const { name, price, cost } of items.slice(40, 48)) {
    add(name, times(price, 1.02), cost)
    add(name.toUpperCase(), times(price, 1.03), cost)
  }
  for (let i = 0; i < 14; i++) add(`Qponmlk ${i}`, 'on request', '')
  for (const { name, price, cost } of items.slice(48, 51)) add(name, times(price, 1.6), cost)
  return rows.map(row => row.join(',')).join('\n')
}

test('a hundred undecided rows are decided without touching the mouse', { timeout: 900_000 }, async t => {
  const step = steps(t)
  const desk = await openDesk(t)
  const practised = path.join(desk.folder, 'practice.csv')
  await must(desk.cli, ['practice', 'price-list', '--out', practised, '--practice'], { env: desk.env })
  const known = (await desk.json(['preview', practised, '--practice'])).rows.filter(row => row.item)
  const items = [...new Map(known.map(row => [row.item.name, { name: row.item.name, ...row.before }])).values()]
  assert.ok(items.length >= 54, `the practice company has only ${items.length} of the items`)
  const file = path.join(desk.folder, supplied)
  await writeFile(file, undecided(items))
  const program = await openProgram(desk, [file])
  const { tab, visited, clean } = await openBrowser(desk, t, program.address)
  const list = tab.getByRole('listbox', { name: 'Rows that wait for you' })
  const mouse = []
  await tab.exposeFunction('mouseTouched', what => mouse.push(what))
  await tab.evaluate(() => {
    for (const what of ['mousedown', 'wheel']) window.addEventListener(what, () => window.mouseTouched(what), true)
  })
  const tabTo = async name => {
    const target = tab.getByRole('button', { name, exact: true }).first()
    await target.waitFor()
    for (let presses = 0; presses < 40; presses++) {
      if (await target.evaluate(one => one === document.activeElement)) return
      await tab.keyboard.press('Tab')
    }
    assert.fail(`Tab does not come to ${name}`)
  }

  await step('the list opens, and all of it waits', async () => {
    await shown(tab, 'Bring a supplier’s prices into Jobber')
    await tabTo('Start practising')
    await tab.keyboard.press('Enter')
    await shown(tab, supplied)
    await tabTo('Show the preview')
    await tab.keyboard.press('Enter')
    await tab.getByRole('button', { name: 'Decide 100 rows' }).waitFor()
    await tab.keyboard.press('d')
    await tab.getByText('100 of 100 left').first().waitFor()
    await visited('q1-queue')
  })

  // now is what the page asks: the row's line and what it waits for, once its card is there.
  const now = async () => {
    const active = await list.getAttribute('aria-activedescendant')
    const line = Number(active.replace('waits-', ''))
    await tab.getByRole('region', { name: `Line ${line}`, exact: true }).waitFor()
    const waits = await tab.locator(`#${active}`).innerText()
    const left = Number(
      (
        await tab
          .getByText(/^\d+ of \d+ left$/)
          .first()
          .innerText()
      ).split(' ')[0],
    )
    return { line, left, kind: /Ambiguous|Suggested|Duplicate|Invalid|Held|Unmatched/.exec(waits)[0] }
  }
  const focused = () => list.evaluate(one => one === document.activeElement)
  const after = (before, ask) =>
    tab.waitForFunction(
      ([line, kind]) => {
        const wanted = document.querySelector('[aria-label="Rows that wait for you"]')
        if (!wanted) return true
        const active = wanted.getAttribute('aria-activedescendant')
        return active !== `waits-${line}` || !document.getElementById(active)?.innerText.includes(kind)
      },
      [before.line, before.kind],
      ask,
    )
  const did = {
    suggested: 0,
    picked: 0,
    created: 0,
    never: 0,
    skipped: 0,
    taken: 0,
    corrected: 0,
    ticked: 0,
    undone: 0,
  }

  // decide answers one row by one key, or by a few where an item or an amount has to be typed.
  const decide = async at => {
    if (at.kind === 'Suggested') {
      await tab.keyboard.press(did.suggested % 2 === 0 ? 'Enter' : '1')
      did.suggested++
    } else if (at.kind === 'Duplicate') {
      await tab.keyboard.press(did.taken % 2 === 0 ? 'Enter' : '1')
      did.taken++
    } else if (at.kind === 'Held') {
      await tab.keyboard.press('a')
      did.ticked++
    } else if (at.kind === 'Invalid' && did.corrected < 4) {
      await tab.keyboard.press('e')
      await tab.keyboard.type('12.50')
      await tab.keyboard.press('Enter')
      did.corrected++
    } else if (at.kind === 'Unmatched' && did.picked < 3) {
      await tab.keyboard.press('p')
      await tab.keyboard.type(items[51 + did.picked].name.toLowerCase())
      await tab.getByRole('listbox', { name: 'Items found' }).getByRole('option').first().waitFor()
      await tab.keyboard.press('Enter')
      did.picked++
    } else if (at.kind === 'Unmatched' && did.created < 2) {
      await tab.keyboard.press('c')
      did.created++
    } else if (at.kind === 'Unmatched' && did.never < 10) {
      await tab.keyboard.press('n')
      did.never++
    } else {
      await tab.keyboard.press('s')
      did.skipped++
    }
    await after(at)
  }

  await step('each row is answered by a key, the next one comes by itself, and the focus stays', async () => {
    for (let presses = 0; presses < 160; presses++) {
      if ((await list.count()) === 0) break
      const at = await now()
      assert.ok(await focused(), `the focus is lost at line ${at.line}`)
      await decide(at)
      if (presses === 10 || presses === 60) {
        await tab.keyboard.press('Control+z')
        await tab.waitForFunction(
          line =>
            document.querySelector('[aria-label="Rows that wait for you"]')?.getAttribute('aria-activedescendant') ===
            `waits-${line}`,
          at.line,
        )
        const back = await now()
        assert.deepEqual([back.left, back.kind], [at.left, at.kind])
        await tab.keyboard.press('s')
        did.undone++
        await after(back)
      }
    }
    await tab.getByRole('heading', { name: 'Every row is decided' }).waitFor()
    await visited('q2-decided')
    assert.deepEqual(
      [did.picked, did.created, did.never, did.corrected, did.undone],
      [3, 2, 10, 4, 2],
      JSON.stringify(did),
    )
  })

  await step('what was decided is remembered, and the next list needs no decision about it', async () => {
    await tab.keyboard.press('Enter')
    await tab.getByRole('region', { name: 'Rows of the price list' }).waitFor()
    assert.equal(await tab.getByRole('button', { name: /^Decide \d/ }).count(), 0)
    await visited('q3-preview')
    const { links } = await desk.json(['links', '--practice'])
    assert.ok(
      links.length >= did.suggested + did.picked + did.never - 2,
      `${links.length} links: ${JSON.stringify(did)}`,
    )
    const { rows } = await desk.json(['preview', file, '--practice'])
    const linked = rows.filter(row => row.matched_by === 'link')
    // What was put right in the window alone has no price in the file, so its row reaches nothing.
    const unread = rows.filter(row => row.verdict === 'invalid' && links.some(link => link.code === row.code))
    assert.equal(linked.length + unread.length, links.length)
    assert.deepEqual([...new Set(linked.map(row => row.verdict))].sort(), ['unmatched', 'update'])
  })

  await step('the mouse was never touched, and nothing went wrong on the way', async () => {
    assert.deepEqual(mouse, [])
    clean()
  })
})
