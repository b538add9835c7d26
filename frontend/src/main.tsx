import './styles/layers.css'
import './styles/fonts.css'
import './styles/mantine.css'
import './styles/tokens.css'
import './styles/tones.css'
import './styles/base.css'
import './styles/overrides.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { App } from './app'
import type { Backend } from './backend/bridge'
import { wails } from './backend/index'
import { pageBroke } from './backend/page-trouble'
import { newQueryClient } from './backend/queries'
import { BackendContext } from './backend/use-backend'

// open returns the door to Go; where the page was built with it, an address with "?fake" opens the make-believe one.
async function open(): Promise<Backend> {
  const real = wails()
  if (real) return real
  if (__FAKE__) {
    const { fakeFromAddress } = await import('./backend/fake')
    return fakeFromAddress(window.location.search)
  }
  throw new Error('Price Sync runs in its own window; this page was opened in a browser.')
}

async function start(): Promise<void> {
  const root = document.getElementById('root')
  if (!root) return
  const backend = await open()
  createRoot(root).render(
    <QueryClientProvider client={newQueryClient()}>
      <BackendContext value={backend}>
        <App />
      </BackendContext>
    </QueryClientProvider>,
  )
}

start().catch(async (trouble: unknown) => {
  const door = wails()
  const told = door && (await pageBroke(door, trouble, 'The page could not be opened'))
  const said = told ? `${told.message} ${told.hint} Reference ${told.ref}` : ''
  document.body.textContent =
    said || (trouble instanceof Error ? trouble.message : 'Price Sync could not open its page.')
})
