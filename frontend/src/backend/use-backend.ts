import { createContext, useContext, useEffect, useRef } from 'react'
import type { Backend, Events } from './bridge'

export const BackendContext = createContext<Backend | undefined>(undefined)

// useBackend returns the door to Go that main.tsx opened.
export function useBackend(): Backend {
  const backend = useContext(BackendContext)
  if (!backend) throw new Error('useBackend outside of BackendContext')
  return backend
}

// useEvent calls tell for every event of that name while the component is there.
export function useEvent<E extends keyof Events>(event: E, tell: (payload: Events[E]) => void): void {
  const backend = useBackend()
  const latest = useRef(tell)
  useEffect(() => {
    latest.current = tell
  })
  useEffect(() => backend.on(event, payload => latest.current(payload)), [backend, event])
}
