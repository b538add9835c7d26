// The browser that drives the page, with everything noted that must not happen in any story: errors in the console
// (a breach of the policy among them), failed calls, and requests that leave this computer.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { pictures } from './program.mjs'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export async function openBrowser(desk, test, address) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--headless',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  desk.atEnd(() => browser.close())
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const troubles = []
  context.on('request', request => {
    const { hostname, protocol } = new URL(request.url())
    const here = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname) || ['data:', 'blob:'].includes(protocol)
    if (!here) troubles.push(`a request left this computer: ${request.url()}`)
  })
  const tab = await context.newPage()
  tab.setDefaultTimeout(30_000)
  // What only a browser does: ask for an icon, and run the overlay that `wails dev` adds for when the program is gone.
  const ours = where => !/\/favicon\.ico|\/wails\/ipc\.js/.test(where)
  tab.on('console', message => {
    const told = `console: ${message.text()} (${message.location().url})`
    if (['error', 'warning'].includes(message.type()) && ours(told)) troubles.push(told)
  })
  tab.on('pageerror', error => {
    if (ours(error.stack?.split('\n')[1] ?? '')) troubles.push(`script: ${error.stack}`)
  })
  const picture = name => tab.screenshot({ path: path.join(pictures, `${name}.png`) })
  desk.atEnd(async () => {
    if (!test.passed) await picture(`${test.name.replaceAll(/\W+/g, '-')}-failed`).catch(() => undefined)
  })
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

  // visited looks at the page as it stands: a picture for people, and what axe has to say.
  const visited = async name => {
    await tab.evaluate(() => document.fonts.ready)
    await picture(name)
    for (const violation of await audit(tab, axe)) troubles.push(`${name}: ${violation}`)
  }
  await tab.goto(address)
  return { tab, context, visited, picture, clean: () => assert.deepEqual([...troubles, ...desk.beyond], []) }
}

// audit runs axe in a world of its own, which the page's policy does not bind.
async function audit(tab, axe) {
  const session = await tab.context().newCDPSession(tab)
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  })
  const evaluate = expression =>
    session.send('Runtime.evaluate', { expression, contextId, awaitPromise: true, returnByValue: true })
  await evaluate(axe)
  const done = await evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(rules)} }).then(result => result.violations.map(found =>
      found.id + ': ' + found.nodes.slice(0, 3).map(node => node.target.join(' ') + ' ' + node.failureSummary).join(' | ')))`,
  )
  await session.detach()
  if (done.exceptionDetails) throw new Error(`axe: ${done.exceptionDetails.exception?.description}`)
  return done.result.value
}

// shown waits for a heading, which is how every page and step begins.
export const shown = (tab, name) => tab.getByRole('heading', { name }).first().waitFor({ state: 'attached' })

// steps returns what runs one step of a story after the other; the first that fails ends the story.
export const steps = test => async (name, act) => {
  let trouble
  await test.test(name, async () => {
    try {
      await act()
    } catch (failure) {
      trouble = failure
      throw failure
    }
  })
  if (trouble) throw new Error(`the story ended at “${name}”`)
}

export const press = (tab, name, options) =>
  tab
    .getByRole('button', { name, ...options })
    .first()
    .click()

// goTo opens a page by the navigation.
export const goTo = (tab, page) =>
  tab.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: page, exact: true }).click()

// rowOf finds a row of a grid by a word in it.
export const rowOf = (tab, text) => tab.locator('.ag-row').filter({ hasText: text }).first()
