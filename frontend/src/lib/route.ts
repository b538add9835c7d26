import { useSyncExternalStore } from 'react'

// Page is one of the pages; the network page and the comparison have no entry of their own in the navigation.
export type Page = 'sync' | 'history' | 'items' | 'suppliers' | 'compare' | 'settings' | 'help' | 'network'

export interface Route {
  page: Page
  detail: string // a run's id on history, a section on settings and help; "" where none
}

const pages: readonly Page[] = ['sync', 'history', 'items', 'suppliers', 'compare', 'settings', 'help', 'network']

// useRoute returns where the page is. It lives in the address's fragment, so that nothing ever loads anew.
export function useRoute(): Route {
  const hash = useSyncExternalStore(listen, () => window.location.hash)
  return parseRoute(hash)
}

export function parseRoute(hash: string): Route {
  const [name = '', detail = ''] = hash.replace(/^#\/?/, '').split('/')
  const page = pages.find(known => known === name) ?? 'sync'
  return { page, detail: decoded(detail) }
}

export function routeAddress(page: Page, detail = ''): string {
  return detail === '' ? `#/${page}` : `#/${page}/${encodeURIComponent(detail)}`
}

export function go(page: Page, detail = ''): void {
  window.location.hash = routeAddress(page, detail)
}

function listen(changed: () => void): () => void {
  window.addEventListener('hashchange', changed)
  return () => window.removeEventListener('hashchange', changed)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
