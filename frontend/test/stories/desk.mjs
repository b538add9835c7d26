// A desk is what one story works at: a display, a D-Bus session with an unlocked keychain, one profile of the program, and
// a proxy that notes whoever asks for something beyond this computer.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort, must, run, start, until } from './processes.mjs'
import { build, pictures, root } from './program.mjs'

export async function openDesk(test) {
  const ends = []
  const folder = await mkdtemp(path.join(tmpdir(), 'price-sync-story-'))
  const home = path.join(folder, 'profile')
  const bin = path.join(folder, 'bin')
  const atEnd = end => ends.unshift(end)
  test.after(async () => {
    for (const end of ends) await end()
    if (!test.passed)
      await cp(path.join(home, 'logs'), path.join(pictures, 'failed-logs'), { recursive: true, force: true })
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  await mkdir(bin)
  await mkdir(path.join(folder, 'home'))
  await mkdir(path.join(folder, 'run'), { mode: 0o700 })
  // The system's browser: it opens nothing, so that the link that the page shows is the only way on.
  await writeFile(path.join(bin, 'xdg-open'), `#!/bin/sh\necho "$1" >> '${path.join(folder, 'opened')}'\n`, {
    mode: 0o755,
  })
  const beyond = []
  const proxy = createServer((request, response) => {
    beyond.push(request.url)
    response.writeHead(502).end()
  })
  proxy.on('connect', (request, socket) => {
    beyond.push(request.url)
    socket.destroy()
  })
  await new Promise(resolve => proxy.listen(0, '127.0.0.1', resolve))
  atEnd(() => new Promise(resolve => proxy.close(resolve)))
  const away = `http://127.0.0.1:${proxy.address().port}`
  const env = {
    ...process.env,
    PRICESYNC_HOME: home,
    HTTP_PROXY: away,
    HTTPS_PROXY: away,
    NO_PROXY: '127.0.0.1,localhost',
    PATH: `${bin}:${process.env.PATH}`,
    HOME: path.join(folder, 'home'),
    GOPATH: (await must('go', ['env', 'GOPATH'])).trim(),
    GOCACHE: (await must('go', ['env', 'GOCACHE'])).trim(),
    GOMODCACHE: (await must('go', ['env', 'GOMODCACHE'])).trim(),
    GOPROXY: 'off',
    XDG_RUNTIME_DIR: path.join(folder, 'run'),
    GDK_BACKEND: 'x11',
    LIBGL_ALWAYS_SOFTWARE: '1',
    NO_AT_BRIDGE: '1',
    TZ: 'Europe/London',
    LANG: 'C.UTF-8',
  }
  const screen = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x800x24', '-nolisten', 'tcp', '-noreset'], {
    env,
    pipes: 4,
  })
  atEnd(screen.end)
  env.DISPLAY = `:${(await screen.says(/^(\d+)\n/m))[1]}`
  const bus = start('dbus-daemon', ['--session', '--nofork', '--print-address'], { env })
  atEnd(bus.end)
  env.DBUS_SESSION_BUS_ADDRESS = (await bus.says(/^(unix:.*)\n/m))[1]
  const keyring = start('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    env,
    input: '\n',
  })
  atEnd(keyring.end)
  const { cli } = await build()

  // json runs a command of the command line beside the window, in the same profile.
  const json = async (args, more = {}) => {
    const { code, out, err } = await run(cli, [...args, '--json'], { env: { ...env, ...more }, within: 90_000 })
    if (out === '') throw new Error(`${args.join(' ')} ended with ${code}: ${err}`)
    return JSON.parse(out)
  }
  await until('the keychain answers', async () => {
    const { checks } = await json(['doctor'])
    return checks.some(check => check.code === 'keychain' && check.status === 'ok')
  })
  return { folder, home, env, beyond, atEnd, json, cli }
}

// openJobber serves a stand-in for Jobber. Its environment is what reaches it, without id and secret.
export async function openJobber(desk) {
  const { chores } = await build()
  const [port, callback] = [await freePort(), await freePort()]
  const app = { id: 'story-client', secret: 'story-secret-0123456789abcdef' }
  const redirect = `http://localhost:${callback}/oauth/callback`
  const running = start(
    chores,
    [
      'sandbox',
      '-listen',
      `127.0.0.1:${port}`,
      '-client-id',
      app.id,
      '-client-secret',
      app.secret,
      '-redirect',
      redirect,
    ],
    { env: desk.env, cwd: root },
  )
  desk.atEnd(running.end)
  await running.says(/stand-in for Jobber listens/)
  return {
    ...app,
    redirect,
    env: { JOBBER_API_URL: `http://127.0.0.1:${port}`, PRICESYNC_CALLBACK_PORT: String(callback) },
  }
}
