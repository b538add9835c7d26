import type { ErrorView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import { Logo } from '../../components/logo'
import { useFocusOnArrival } from '../../lib/use-focus'
import classes from './help.module.css'
import { Report } from './report'

// StartFailure stands in the whole window when the program started but can't work.
export function StartFailure({ failure }: { failure: ErrorView }) {
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  return (
    <main className={classes.failure}>
      <div className={classes.failureInner}>
        <p className={classes.brand}>
          <Logo size={32} /> Price Sync
        </p>
        <h1 ref={heading} tabIndex={-1} className={classes.failureTitle}>
          Price Sync can’t work right now
        </h1>
        <p className="muted">
          No price was changed. Do what the message says, then close Price Sync and open it again. If that does not
          help, save the report below and send it to support: it can be made although nothing else works.
        </p>
        <ErrorBanner error={failure} helpIsHere />
        <Report />
      </div>
    </main>
  )
}
