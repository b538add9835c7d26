import type { ReactNode } from 'react'
import type { StatusView } from '../../backend/views'
import { CopyButton } from '../../components/copy-button'
import { routeAddress } from '../../lib/route'
import classes from './help.module.css'

// FirstSteps tells the whole job in six sentences, each with the way to it.
export function FirstSteps({ status }: { status: StatusView }) {
  const steps: { title: string; text: ReactNode }[] = [
    {
      title: 'Try it without an account',
      text: (
        <>
          Open the practice company in <a href={routeAddress('settings')}>Settings</a>. It is a make-believe firm inside
          this program, with a price list to try.
        </>
      ),
    },
    {
      title: 'Register the program with Jobber, once',
      text: (
        <>
          A Jobber administrator creates an app in Jobber’s Developer Center with this callback address, and ticks read
          and write for Products &amp; Services:
          <span className={classes.address}>
            <code>{status.callbackUrl}</code>
            <CopyButton text={status.callbackUrl} label="Copy" />
          </span>
        </>
      ),
    },
    {
      title: 'Connect',
      text: 'Your browser opens Jobber’s own page. Choose Allow there and come back. Price Sync never sees your password.',
    },
    {
      title: 'Drop a price list',
      text: 'CSV or Excel, with a name or a code and a price or a cost in each row. Title rows above the headings are fine. What the file does not tell for certain is asked. Save the list under its supplier’s name, and the next one needs no question.',
    },
    {
      title: 'Look through the preview',
      text: 'Every row shows what it was and what it would be. Rows that look wrong are held until you tick them, and a cell that was not understood can be put right there. Nothing is written to Jobber yet.',
    },
    {
      title: 'Sync, and undo if need be',
      text: (
        <>
          Only the ticked rows are written. An item that someone changed meanwhile is left alone. Every sync stands in{' '}
          <a href={routeAddress('history')}>History</a>, whole or in part to be undone.
        </>
      ),
    },
  ]
  return (
    <ol className={classes.steps} aria-label="First steps">
      {steps.map((step, at) => (
        <li key={step.title} className={classes.stepLine}>
          <span className={classes.stepNumber} aria-hidden="true">
            {at + 1}
          </span>
          <div>
            <h3>{step.title}</h3>
            <p className="small">{step.text}</p>
          </div>
        </li>
      ))}
    </ol>
  )
}
