// The program as it is developed: `wails dev` builds it with its window and serves the built page to a browser, too.
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort, must, start, until } from './processes.mjs'

export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const out = path.join(root, 'build', 'out', 'stories')
const tree = path.join(out, 'tree')

export const pictures = path.join(out, 'pictures')

let made

// build makes what every story needs, once: the command line, the stand-in for Jobber, and a tree for `wails dev`.
export function build() {
  made ??= make()
  return made
}

async function make() {
  const page = path.join(root, 'frontend', 'dist', 'index.html')
  await readFile(page).catch(() => {
    throw new Error('The page is not built: npm run build')
  })
  const cli = path.join(out, 'pricesync')
  const chores = path.join(out, 'chores')
  await mkdir(pictures, { recursive: true })
  await must('go', ['build', '-o', cli, '.'], { cwd: root, env: { ...process.env, CGO_ENABLED: '0' } })
  await must('go', ['build', '-o', chores, './build'], { cwd: root })
  const wails = (await must('go', ['tool', '-n', 'wails'], { cwd: root })).trim()
  await copyTree()
  return { cli, chores, wails }
}

// copyTree copies what the program is built from. `wails dev` writes into the tree that it works in and would start the
// page's own development server, which serves another page than the built one and no policy; in the copy it does not.
async function copyTree() {
  await rm(tree, { recursive: true, force: true })
  await mkdir(tree, { recursive: true })
  const plain = { preserveTimestamps: true, recursive: true }
  for (const name of ['main.go', 'go.mod', 'go.sum', 'app', 'frontend/dist', 'frontend/src/backend/wailsjs']) {
    await cp(path.join(root, name), path.join(tree, name), plain)
  }
  const project = JSON.parse(await readFile(path.join(root, 'wails.json'), 'utf8'))
  const kept = Object.fromEntries(Object.entries(project).filter(([key]) => !key.startsWith('frontend:')))
  await writeFile(path.join(tree, 'wails.json'), JSON.stringify(kept))
}

// openProgram starts the program with its window on that desk. Its address is for the browser.
export async function openProgram(desk, args = [], env = {}) {
  const { wails } = await build()
  const port = await freePort()
  const quoted = args.map(arg => `"${arg}"`).join(' ')
  const flags = [
    '-m',
    '-s',
    '-noreload',
    '-nogorebuild',
    '-nosyncgomod',
    '-skipembedcreate',
    '-skipbindings',
    '-nocolour',
  ]
  const running = start(
    wails,
    [
      'dev',
      ...flags,
      '-tags',
      'webkit2_41',
      '-assetdir',
      'frontend/dist',
      '-devserver',
      `127.0.0.1:${port}`,
      ...(quoted === '' ? [] : ['-appargs', quoted]),
    ],
    { cwd: tree, env: { ...desk.env, ...env } },
  )
  desk.atEnd(running.end)
  const address = `http://127.0.0.1:${port}/`
  await until(
    'the program serves its page',
    async () => {
      if (!running.alive()) throw new Error(`it ended:\n${running.printed()}`)
      return (await fetch(address)).ok
    },
    240_000,
  ).catch(trouble => {
    throw new Error(`${trouble.message}\n${running.printed()}`, { cause: trouble })
  })
  await leaveToBrowser(desk, running.pid)
  return { address, end: running.end, printed: running.printed }
}

// leaveToBrowser ends the page in the native window once it is drawn, so that the one in the browser is the only page, as
// in real life there is only one. The program itself goes on.
async function leaveToBrowser(desk, pid) {
  const sight = path.join(desk.folder, 'window.png')
  await until('the native window is drawn', async () => {
    await must('import', ['-window', 'root', sight], { env: desk.env })
    return Number(await must('identify', ['-format', '%k', sight], { env: desk.env })) > 64
  })
  const pages = async () => (await descendants(pid)).filter(one => one.name.startsWith('WebKitWebProces'))
  for (const page of await pages()) process.kill(page.pid, 'SIGKILL')
  await until('the native page is gone', async () => (await pages()).length === 0)
}

async function descendants(pid) {
  const parents = new Map()
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '')
    const found = stat.match(/^\d+ \((.*)\) (\S) (\d+) /)
    if (found && found[2] !== 'Z') parents.set(Number(entry), { name: found[1], parent: Number(found[3]) })
  }
  const below = one => {
    for (let at = one; at; at = parents.get(at)?.parent) if (at === pid) return true
    return false
  }
  return [...parents].filter(([one]) => one !== pid && below(one)).map(([one, { name }]) => ({ pid: one, name }))
}
