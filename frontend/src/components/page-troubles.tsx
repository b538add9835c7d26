import { notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import { pageBroke, watchPage } from '../backend/page-trouble'
import { useBackend } from '../backend/use-backend'
import type { ErrorView } from '../backend/views'
import { Reference } from './reference'

// PageTroubles lets Go and the user know of every error that nothing in the page has caught: the log keeps it, and a
// toast says that nothing is lost.
export function PageTroubles() {
  const backend = useBackend()
  useEffect(() => {
    let telling = false // one at a time: what breaks in a loop is told once for each answer
    return watchPage(async trouble => {
      if (telling) return
      telling = true
      showTrouble(await pageBroke(backend, trouble))
      telling = false
    })
  }, [backend])
  return null
}

function showTrouble(error: ErrorView): void {
  notifications.hide('page-trouble')
  notifications.show({
    id: 'page-trouble',
    autoClose: false,
    color: 'red',
    role: 'alert',
    closeButtonProps: { 'aria-label': 'Close' },
    message: (
      <>
        <strong>{error.message}</strong> {error.hint} {error.ref !== '' && <Reference id={error.ref} />}
      </>
    ),
  })
}
