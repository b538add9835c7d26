import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import classes from './error-boundary.module.css'

// ErrorBoundary keeps a broken screen from leaving the window blank: it says so, and opens the page anew.
export class ErrorBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    const again = () => {
      window.location.hash = ''
      this.setState({ broken: false })
    }
    return (
      <main className={classes.broken} role="alert">
        <h1>This screen could not be shown</h1>
        <p className="muted">
          Something went wrong inside Price Sync; nothing was lost, and a sync under way goes on. If it happens again,
          save a diagnostics report under Help and send it to support.
        </p>
        <Button variant="filled" onClick={again}>
          Open the page again
        </Button>
      </main>
    )
  }
}
