import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClockPause,
  IconInfoCircle,
  type TablerIcon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ErrorView } from '../backend/views'
import { routeAddress } from '../lib/route'
import classes from './banner.module.css'
import type { Tone } from './chip'
import { Reference } from './reference'

const icons: Partial<Record<Tone, TablerIcon>> = {
  green: IconCircleCheck,
  red: IconAlertTriangle,
  yellow: IconAlertTriangle,
  orange: IconAlertTriangle,
}

interface BannerProps {
  tone: Tone
  title: ReactNode
  children?: ReactNode
  action?: ReactNode
  icon?: TablerIcon
  urgent?: boolean // read out at once by screen readers
}

// Banner is one sentence that matters now, what it means, and at most one thing to do about it.
export function Banner({ tone, title, children, action, icon, urgent = false }: BannerProps) {
  const Icon = icon ?? icons[tone] ?? IconInfoCircle
  return (
    <div className={classes.banner} data-tone={tone} role={urgent ? 'alert' : undefined}>
      <Icon size={19} stroke={1.8} className={classes.icon} aria-hidden="true" />
      <p className={classes.text}>
        <strong>{title}</strong> {children}
      </p>
      {action && <div className={classes.action}>{action}</div>}
    </div>
  )
}

interface ErrorBannerProps {
  error: ErrorView
  action?: ReactNode
  more?: string
  helpIsHere?: boolean // what Help would offer stands beside the banner
}

// ErrorBanner shows a refusal in the words that Go gave it, with the reference that support asks for.
export function ErrorBanner({ error, action, more, helpIsHere = false }: ErrorBannerProps) {
  return (
    <Banner tone="red" title={error.message} action={action} urgent>
      {error.hint} {more} {error.ref !== '' && <Reference id={error.ref} />}{' '}
      {!helpIsHere && helps(error) && <GetHelp id={error.ref} />}
    </Banner>
  )
}

// helps says whether the way on leads to Help: its report tells support the rest.
function helps(error: ErrorView): boolean {
  return error.ref !== '' && /\bHelp\b/.test(error.hint)
}

function GetHelp({ id }: { id: string }) {
  return (
    <a className={classes.help} href={routeAddress('help', id)}>
      Go to Help
    </a>
  )
}

// WaitBanner says that Jobber asks for patience, in Go's sentences, of which the first matters most.
export function WaitBanner({ text }: { text: string }) {
  const end = text.indexOf('. ') + 1
  const [first, rest] = end > 0 ? [text.slice(0, end), text.slice(end)] : [text, '']
  return (
    <Banner tone="blue" title={first} icon={IconClockPause}>
      {rest}
    </Banner>
  )
}
