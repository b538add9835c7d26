import { Button } from '@mantine/core'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { pageBroke } from '../backend/page-trouble'
import { BackendContext } from '../backend/use-backend'
import { go } from '../lib/route'
import classes from './error-boundary.module.css'
import { Reference } from './reference'

interface State {
  broken: boolean
  reference: string // "" until Go has written it down
}

const whole: State = { broken: false, reference: '' }

// ErrorBoundary keeps a broken screen from leaving the window blank: it says so, has Go write down why, and opens the page anew.
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  static override contextType = BackendContext
  declare context: React.ContextType<typeof BackendContext>
  override state = whole

  static getDerivedStateFromError(): Partial<State> {
    return { broken: true }
  }

  override componentDidCatch(trouble: Error, { componentStack }: ErrorInfo) {
    if (!this.context) return
    const where = new Error(trouble.message, { cause: trouble })
    where.name = trouble.name
    where.stack = `${trouble.stack ?? ''}\nin${componentStack ?? ''}`
    void pageBroke(this.context, where, 'A screen could not be shown').then(({ ref }) =>
      this.setState({ reference: ref }),
    )
  }

  override render() {
    const { broken, reference } = this.state
    if (!broken) return this.props.children
    const open = (page: 'sync' | 'help') => {
      go(page, page === 'help' ? reference : '')
      this.setState(whole)
    }
    return (
      <main className={classes.broken} role="alert">
        <h1>This screen could not be shown</h1>
        <p className="muted">
          Something went wrong inside Price Sync; nothing was lost, and a sync under way goes on. If it happens again,
          save a diagnostics report under Help and send it to support.
        </p>
        {reference !== '' && (
          <p className="muted">
            <Reference id={reference} />
          </p>
        )}
        <div className={classes.ways}>
          <Button onClick={() => open('help')}>Go to Help</Button>
          <Button variant="filled" onClick={() => open('sync')}>
            Open the page again
          </Button>
        </div>
      </main>
    )
  }
}
