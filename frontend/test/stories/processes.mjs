// Starting programs, waiting for what they say, and ending them again: only those that were started here, by their id.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

const patience = 60_000

// What still runs when this process ends, however it ends, is ended with it.
const running = new Set()
process.on('exit', () => {
  for (const pid of running) signalGroup(pid, 'SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1))

// until waits for a condition and returns what it answered; its last error says why it was waited for in vain.
export async function until(what, holds, within = patience) {
  const end = Date.now() + within
  let why
  for (;;) {
    try {
      const answer = await holds()
      if (answer !== undefined && answer !== false) return answer
      why = undefined
    } catch (trouble) {
      why = trouble
    }
    if (Date.now() > end) throw new Error(`waited in vain until ${what}`, { cause: why })
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

// freePort returns a port on loopback that nobody listens on.
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

// start runs a program in a process group of its own. printed() is all that it has printed; end() ends it and what it
// started itself.
export function start(program, args, { env, cwd, input, pipes = 3 } = {}) {
  const stdio = Array.from({ length: pipes }, () => 'pipe')
  const child = spawn(program, args, { env, cwd, stdio, detached: true })
  if (child.pid !== undefined) running.add(child.pid)
  let text = ''
  let failure
  child.on('error', trouble => {
    failure = trouble
  })
  const ended = new Promise(resolve => child.on('close', (code, signal) => resolve(code ?? signal)))
  for (const stream of child.stdio.slice(1)) {
    stream.setEncoding('utf8')
    stream.on('data', part => {
      text += part
    })
  }
  child.stdin.on('error', () => undefined) // it may have ended before it read
  child.stdin.end(input ?? '')
  return {
    pid: child.pid,
    ended,
    printed: () => text,
    alive: () => child.exitCode === null && child.signalCode === null && !failure,
    says: (pattern, within) =>
      until(
        `${program} says ${pattern}`,
        () => {
          if (failure) throw failure
          const found = text.match(pattern)
          if (!found && child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}:\n${text}`)
          return found ?? undefined
        },
        within,
      ),
    end: async () => {
      if (child.pid === undefined) return
      for (const [signal, within] of [
        ['SIGTERM', 10_000],
        ['SIGKILL', 10_000],
      ]) {
        signalGroup(child.pid, signal)
        const left = new Promise(resolve => setTimeout(resolve, within, 'late').unref())
        if ((await Promise.race([ended, left])) !== 'late') break
      }
      signalGroup(child.pid, 'SIGKILL')
      running.delete(child.pid)
    },
  }
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal)
  } catch (trouble) {
    if (trouble.code !== 'ESRCH') throw trouble
  }
}

// run runs a program to its end and returns what it printed to standard output and its exit code.
export function run(program, args, { env, cwd, within = 300_000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: within })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', part => {
      out += part
    })
    child.stderr.setEncoding('utf8').on('data', part => {
      err += part
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (signal) reject(new Error(`${program} ${args.join(' ')} was ended by ${signal}:\n${out}${err}`))
      else resolve({ code, out, err })
    })
  })
}

// must is run for what has to succeed.
export async function must(program, args, options) {
  const { code, out, err } = await run(program, args, options)
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${out}${err}`)
  return out
}
