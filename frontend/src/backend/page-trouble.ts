import type { Bridge } from './bridge'
import { errorView, Refusal } from './errors'
import type { ErrorView } from './views'

// pageBroke has Go write down what the page came upon by itself, and returns what a person may read of it, with the
// reference under which the log has it. Trouble that Go has put into words already is returned as it is.
export async function pageBroke(bridge: Pick<Bridge, 'PageBroke'>, trouble: unknown, where = ''): Promise<ErrorView> {
  if (trouble instanceof Refusal) return trouble.view
  const { message, stack } = written(trouble)
  try {
    return await bridge.PageBroke([where, message].filter(Boolean).join(': '), stack)
  } catch {
    return errorView(undefined)
  }
}

// watchPage tells of every error that nothing in the page has caught, until the function that it returns is called.
export function watchPage(tell: (trouble: unknown) => void): () => void {
  const broke = (event: ErrorEvent) => {
    if (!harmless.test(event.message)) tell(event.error ?? event.message)
  }
  const rejected = (event: PromiseRejectionEvent) => tell(event.reason)
  window.addEventListener('error', broke)
  window.addEventListener('unhandledrejection', rejected)
  return () => {
    window.removeEventListener('error', broke)
    window.removeEventListener('unhandledrejection', rejected)
  }
}

// Web views report it as an error that a layout took two steps; nothing is wrong then.
const harmless = /^ResizeObserver loop/

function written(trouble: unknown): { message: string; stack: string } {
  if (trouble instanceof Error) return { message: `${trouble.name}: ${trouble.message}`, stack: trouble.stack ?? '' }
  if (typeof trouble === 'string') return { message: trouble, stack: '' }
  try {
    return { message: JSON.stringify(trouble) ?? String(trouble), stack: '' }
  } catch {
    return { message: String(trouble), stack: '' }
  }
}
