import { Button, Loader } from '@mantine/core'
import { IconClock, IconExternalLink, IconFlask, IconLock, IconPlugConnected } from '@tabler/icons-react'
import type { ErrorView, FindingView, StatusView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import { CopyButton } from '../../components/copy-button'
import { disabling, FindingBanner, FindingLink, WhyNot } from '../../components/findings'
import { Plate } from '../../components/page'
import { routeAddress } from '../../lib/route'
import classes from './connect.module.css'
import { Front } from './front'

interface DoorsProps {
  status: StatusView
  waiting: boolean // for the browser
  url: string // of the sign-in that waits
  error: ErrorView | undefined
  onConnect: () => void
  onCancel: () => void
  onPractise: () => void
  onGuide: () => void
}

// Doors are the first thing one sees: connect for real, or practise.
export function Doors({ status, waiting, url, error, onConnect, onCancel, onPractise, onGuide }: DoorsProps) {
  const errors = disabling(status.findings, 'connect')
  const blocked = errors[0]
  const broken = errors.find(finding => finding.breaks.includes('everything'))
  return (
    <Front
      title="Bring a supplier’s prices into Jobber"
      lead="Drop the price list, see line by line what would change, then sync. Nothing is written before you say so, and every sync can be undone."
      banner={
        (error || blocked) && (
          <>
            {error && <ErrorBanner error={error} />}
            {errors.map(finding => (
              <FindingBanner
                key={finding.code + finding.field}
                finding={finding}
                action={<Cure finding={finding} onGuide={onGuide} />}
              />
            ))}
          </>
        )
      }
      foot={
        <>
          <span>
            Setting this up for the first time?{' '}
            <button type="button" className="link" onClick={onGuide}>
              Create the Jobber developer app
            </button>{' '}
            first.
          </span>
          <span className={classes.elsewhere}>
            <a href={routeAddress('history')}>History</a>
            <a href={routeAddress('settings')}>Settings</a>
            <a href={routeAddress('help')}>Help</a>
          </span>
        </>
      }
    >
      <div className={classes.doors}>
        <section className={classes.door} aria-labelledby="door-connect">
          <Plate icon={IconPlugConnected} tone="green" />
          <h2 id="door-connect">Connect to Jobber</h2>
          <p className="muted small">
            Your browser opens Jobber’s own page, where you allow access. Price Sync reads Products &amp; Services and,
            when you sync, writes prices and costs. It never sees your password.
          </p>
          {waiting ? (
            <Waiting url={url} onCancel={onCancel} />
          ) : (
            <Button
              size="md"
              variant="filled"
              rightSection={<IconExternalLink size={16} aria-hidden="true" />}
              disabled={blocked !== undefined}
              aria-describedby={blocked && 'why-not-connect'}
              onClick={status.canConnect ? onConnect : onGuide}
            >
              Connect to Jobber
            </Button>
          )}
          {blocked && <WhyNot id="why-not-connect" finding={blocked} what="You can connect" />}
          <p className={classes.cost}>
            <IconLock size={14} aria-hidden="true" />
            {status.findings.some(finding => finding.code.startsWith('keychain'))
              ? 'No keychain here: the connection lasts until you close the program'
              : 'Access is kept in this computer’s keychain'}
          </p>
        </section>
        <section className={classes.door} aria-labelledby="door-practice">
          <Plate icon={IconFlask} tone="violet" />
          <h2 id="door-practice">Try the practice company</h2>
          <p className="muted small">
            A make-believe plumbing and heating firm with about 300 items, inside this program. A price list is ready to
            drop. Break anything you like: no real account is touched.
          </p>
          <Button
            size="md"
            onClick={onPractise}
            disabled={waiting || broken !== undefined}
            aria-describedby={broken && 'why-not-practise'}
          >
            Start practising
          </Button>
          {broken && <WhyNot id="why-not-practise" finding={broken} what="You can practise" />}
          <p className={classes.cost}>
            <IconClock size={14} aria-hidden="true" />
            About five minutes, no account needed
          </p>
        </section>
      </div>
    </Front>
  )
}

// Cure leads to where a finding is mended: the guide asks for client ID and secret, Settings has the rest.
export function Cure({ finding, onGuide }: { finding: FindingView; onGuide?: () => void }) {
  const { field, variable } = finding
  if (onGuide && variable === '' && (field === 'client_id' || field === 'client_secret')) {
    return (
      <Button size="xs" onClick={onGuide}>
        Enter it
      </Button>
    )
  }
  return <FindingLink field={field} />
}

// Waiting stands in the button's place while the answer is due in the browser.
export function Waiting({ url, onCancel }: { url: string; onCancel: () => void }) {
  return (
    <div className={classes.waiting}>
      <div className={classes.waitingLine} role="status">
        <Loader size={18} color="var(--accent)" aria-hidden="true" />
        <strong>Waiting for your browser…</strong>
      </div>
      <p className="caption">
        Allow access on Jobber’s page, then come back here. No browser opened? Copy the link into one.
      </p>
      <div className={classes.waitingActions}>
        {url !== '' && <CopyButton text={url} label="Copy the link" />}
        <Button size="xs" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
