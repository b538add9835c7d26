import '@testing-library/jest-dom/vitest'
import { notifications } from '@mantine/notifications'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, vi } from 'vitest'

// A whole page in every message would bury the message.
// Asking of every element whether it is hidden takes most of a test's time.
configure({
  defaultHidden: true,
  asyncUtilTimeout: 15_000,
  getElementError: message => new Error(message?.split('\n')[0] ?? 'not found'),
})

// What index.html says and a bare document does not.
document.title = 'Price Sync'
document.documentElement.lang = 'en'

// What jsdom lacks and the components ask for. Media queries match nothing, as in a wide window.
vi.stubGlobal('matchMedia', (query: string) => ({
  matches: false,
  media: query,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  addListener: () => undefined,
  removeListener: () => undefined,
}))

// axe asks how letters look, which jsdom can't tell.
HTMLCanvasElement.prototype.getContext = () => null

class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

vi.stubGlobal('ResizeObserver', NoObserver)
vi.stubGlobal('IntersectionObserver', NoObserver)
Element.prototype.scrollIntoView = () => undefined

afterEach(() => {
  cleanup()
  notifications.clean()
  window.location.hash = ''
})
