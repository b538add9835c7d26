// Measures the review's grid with 50,000 rows in a real browser, and prints what it measures the way `go test -bench` does.
//
//   node test/grid-bench.mjs [--keep]
//
// cpu-ms is what the page's main thread worked for it, whatever else the computer does; ms is the time from the event to the
// second frame after what it asked for is there. A line is blank where two frames after a scroll it shows no row.
import process from 'node:process'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { browserArgs, root, serve } from './serve.mjs'

const rounds = 10 // even, so that each filter is off again at the end

if (!process.argv.includes('--keep')) await build({ root, mode: 'shots', logLevel: 'error' })
const server = await serve()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: browserArgs,
})
try {
  const tab = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  tab.setDefaultTimeout(120_000)
  await tab.goto(`http://127.0.0.1:${server.address().port}/?fake=huge`)
  await tab.getByRole('button', { name: 'Open Pipeline Supplies Spring 2027.csv' }).click()
  await tab.getByRole('button', { name: 'Show the preview' }).first().click()
  await tab.locator('.ag-row').nth(3).waitFor()
  await tab.getByText('50,076 rows', { exact: true }).first().waitFor()
  const held = tab.getByRole('button', { name: /Held/ })
  await held.click()
  await tab.getByText('2,106 of 50,076 rows').first().waitFor() // so every page of rows has come
  await held.click()
  await tab.getByText('50,076 rows', { exact: true }).first().waitFor()
  const cdp = await tab.context().newCDPSession(tab)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const worked = async () => {
    const { metrics } = await cdp.send('Performance.getMetrics')
    return metrics.find(one => one.name === 'TaskDuration').value * 1000
  }
  const tell = (name, ...values) => console.log(`BenchmarkGrid/${name} \t ${rounds} \t ${values.join(' \t ')}`)
  await tab.evaluate(prepare)
  for (const name of ['filter', 'search', 'sort']) {
    const [cpu, wall] = [[], []]
    for (let i = 0; i < rounds; i++) {
      const before = await worked()
      wall.push(await tab.evaluate(([what, on]) => window.gridBench.act(what, on), [name, i % 2 === 0]))
      cpu.push((await worked()) - before)
    }
    tell(name, `${middle(cpu).toFixed(1)} cpu-ms/op`, `${middle(wall).toFixed(1)} ms/op`)
  }
  for (const [name, steps] of [
    ['scroll', [120, 240, 480, 900, -480, 2600]], // pixels, as a wheel does
    ['drag', [40_000, 700_000, -300_000]], // as a dragged thumb does
  ]) {
    const { blank, looks } = await tab.evaluate(all => window.gridBench.scroll(all), steps)
    tell(name, `${((1000 * blank) / looks).toFixed(1)} blank-per-mille`, `${looks} lines`)
  }
} finally {
  await browser.close()
  server.close()
}

function middle(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

// prepare puts what acts on the grid into the page.
function prepare() {
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve))
  const search = document.querySelector('input[aria-label="Search code, name or item"]')
  const header = document.querySelector('.ag-header-cell[col-id="change"] .ag-header-cell-label')
  const tile = [...document.querySelectorAll('button[aria-pressed]')].find(one => one.textContent.endsWith('Held'))
  const count = () => document.querySelector('[role="search"] p').textContent
  const firstRow = () => document.querySelector('.ag-row[row-index="0"]')?.textContent
  const type = text => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(search, text)
    search.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const acts = {
    filter: () => tile.click(),
    search: on => type(on ? 'elbow 22mm' : ''),
    sort: () => header.click(),
  }
  // act does one thing to the grid and returns how long it took, to the second frame after what was asked for is there.
  const act = async (what, on) => {
    await frame()
    const [rows, first] = [count(), firstRow()]
    const started = performance.now()
    acts[what](on)
    while (what === 'sort' ? firstRow() === first : count() === rows) await frame()
    await frame()
    await frame()
    return performance.now() - started
  }
  // scroll rolls through the rows, twelve times by each step, and looks at each line below the headings after two frames.
  const scroll = async steps => {
    let body = document.querySelector('.ag-row')
    while (!(body.scrollHeight > body.clientHeight + 1000 && getComputedStyle(body).overflowY !== 'visible')) {
      body = body.parentElement
    }
    const box = body.getBoundingClientRect()
    let [blank, looks] = [0, 0]
    for (const step of steps) {
      for (let i = 0; i < 12; i++) {
        body.scrollTop += step
        await frame()
        await frame()
        for (let y = box.top + 60; y < box.bottom - 24; y += 40) {
          const row = document.elementFromPoint(box.left + 300, y)?.closest('.ag-row')
          looks++
          if (!row || row.textContent === '') blank++
        }
      }
    }
    return { blank, looks }
  }
  window.gridBench = { act, scroll }
}
