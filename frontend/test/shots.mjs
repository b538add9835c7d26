// Saves a picture of every page and state, light and dark, from the built page over its make-believe backend.
//
//   node test/shots.mjs [--out folder] [--only part-of-a-name] [--axe]
//
// The page is served with the same content security policy that the program sets, and every violation, script error
// and sideways scroll fails the run. With --axe every picture is also checked by axe.
import { mkdir, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { browserArgs, root, serve } from './serve.mjs'
import { sizes, states } from './states.mjs'

const { values: options } = parseArgs({
  options: {
    out: { type: 'string', default: path.join(root, '..', 'build', 'out', 'shots') },
    only: { type: 'string', default: '' },
    axe: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false }, // the page as it was built last
  },
})

async function main() {
  if (!options.keep) await build({ root, mode: 'shots', logLevel: 'error' })
  await rm(options.out, { recursive: true, force: true })
  await mkdir(options.out, { recursive: true })
  const server = await serve()
  const address = `http://127.0.0.1:${server.address().port}`
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: browserArgs,
  })
  const axe = options.axe
    ? await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    : undefined
  let troubles = 0
  let count = 0
  try {
    for (const state of states) {
      for (const [size, how] of Object.entries(sizes)) {
        if (!state.sizes.includes(size)) continue
        for (const theme of how.themes) {
          const name = `${state.name}-${theme}${size === '1280' ? '' : `-${size}`}`
          if (!name.includes(options.only)) continue
          count++
          for (const trouble of await shoot(browser, address, { state, how, theme, name, axe })) {
            troubles++
            console.error(`${name}: ${trouble}`)
          }
        }
      }
    }
  } finally {
    await browser.close()
    server.close()
  }
  console.log(`${count} pictures in ${path.relative(process.cwd(), options.out)}, ${troubles} troubles`)
  if (troubles > 0) process.exitCode = 1
}

async function shoot(browser, address, { state, how, theme, name, axe }) {
  const troubles = []
  const context = await browser.newContext({
    viewport: how.viewport,
    deviceScaleFactor: how.scale ?? 1,
    colorScheme: theme,
    reducedMotion: 'reduce',
    forcedColors: how.forcedColors ?? 'none',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    bypassCSP: false,
  })
  const tab = await context.newPage()
  tab.setDefaultTimeout(30_000)
  await tab.clock.setFixedTime(new Date('2027-03-22T09:50:00Z')).catch(() => undefined)
  tab.on('console', message => {
    if (['error', 'warning'].includes(message.type())) troubles.push(message.text())
  })
  tab.on('pageerror', error => {
    if (!state.errors) troubles.push(error.message)
  })
  try {
    const scenario = how.practice ? (state.practice ?? 'practice') : state.scenario
    await tab.goto(`${address}/?fake=${scenario}&theme=${theme}${state.query ?? ''}${state.hash ?? ''}`)
    await tab.evaluate(() => document.fonts.ready)
    await state.reach?.(tab, how)
    await tab.waitForTimeout(state.settle ?? 150)
    await tab.screenshot({ path: path.join(options.out, `${name}.png`), animations: 'disabled' })
    const sideways = await tab.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    if (sideways) troubles.push('the page scrolls sideways')
    if (axe) troubles.push(...(await audit(tab, axe, how)))
  } catch (error) {
    troubles.push(String(error.message ?? error))
    await tab.screenshot({ path: path.join(options.out, `${name}-broken.png`) }).catch(() => undefined)
  }
  await context.close()
  return troubles
}

// audit runs axe in a world of its own, which the page's policy does not bind.
async function audit(tab, axe, how) {
  const session = await tab.context().newCDPSession(tab)
  const { frameTree } = await session.send('Page.getFrameTree')
  const world = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id })
  const evaluate = expression =>
    session.send('Runtime.evaluate', {
      expression,
      contextId: world.executionContextId,
      awaitPromise: true,
      returnByValue: true,
    })
  await evaluate(axe)
  // Menus and tips stand beside the landmarks by design. In forced colours axe would judge the colours that the system has replaced.
  const rules = "'wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice'"
  const run =
    await evaluate(`axe.run(document, { runOnly: [${rules}], rules: { region: { enabled: false }, 'color-contrast': { enabled: ${!how.forcedColors} } } })
    .then(result => result.violations.map(v => v.id + ' (' + v.impact + '): ' + v.nodes.map(n => n.target.join(' ') + ' — ' + n.failureSummary.split('\\n')[1]).slice(0, 3).join(' | ')))`)
  return run.result.value ?? [`axe: ${run.exceptionDetails?.exception?.description}`]
}

await main()
