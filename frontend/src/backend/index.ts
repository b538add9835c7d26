import type { Backend, Bridge } from './bridge'
import { errorView, Refusal, told } from './errors'
import { pageBroke } from './page-trouble'

// What Wails puts on the window. Events carry their payload as the first argument.
interface WailsRuntime {
  EventsOn(event: string, tell: (payload: never) => void): () => void
  OnFileDrop(tell: () => void, useDropTarget: boolean): void
}

declare global {
  interface Window {
    go?: { desktop: { Bridge: Bridge } }
    runtime?: WailsRuntime
  }
}

// wails returns the door of the real program, or undefined in a plain browser.
export function wails(): Backend | undefined {
  const bridge = window.go?.desktop.Bridge
  const runtime = window.runtime
  if (!bridge || !runtime) return undefined
  // Go itself receives the paths of dropped files; the runtime only listens once a page has asked it to.
  runtime.OnFileDrop(() => undefined, true)
  return refusing(bridge, (event, tell) => runtime.EventsOn(event, tell as (payload: never) => void))
}

// refusing wraps a bridge so that every failed call rejects with a Refusal.
export function refusing(bridge: Bridge, on: Backend['on']): Backend {
  const calls = new Map<string, unknown>()
  const handler: ProxyHandler<Bridge> = {
    get(target, name) {
      if (name === 'on') return on
      if (typeof name !== 'string') return undefined
      const method = (target as unknown as Record<string, unknown>)[name]
      if (typeof method !== 'function') return undefined
      if (!calls.has(name)) {
        calls.set(name, async (...given: unknown[]) => {
          try {
            return await (method.apply(target, given) as Promise<unknown>)
          } catch (trouble) {
            if (told(trouble) || name === 'PageBroke') throw new Refusal(errorView(trouble))
            throw new Refusal(await pageBroke(target, trouble, `${name} was refused without words`))
          }
        })
      }
      return calls.get(name)
    },
  }
  return new Proxy(bridge, handler) as Backend
}
