import type { TablerIcon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useFocusOnArrival } from '../lib/use-focus'
import classes from './page.module.css'

interface PageProps {
  title: string
  lead?: ReactNode
  above?: ReactNode // a way back
  actions?: ReactNode
  wide?: boolean
  fill?: boolean // the content fills the height and scrolls within itself
  children: ReactNode
}

// Page is one of the pages beside the sync: a title, what it is for, and what can be done on it.
export function Page({ title, lead, above, actions, wide = true, fill = false, children }: PageProps) {
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  return (
    <main className={classes.page} data-fill={fill || undefined}>
      <header className={classes.head}>
        <div className={classes.titles}>
          {above}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p className="muted small">{lead}</p>}
        </div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      <div className={classes.content} data-wide={wide || undefined}>
        {children}
      </div>
    </main>
  )
}

// Card is a surface with an edge; its parts bring their own padding.
export function Card({ children, pad = false, label }: { children: ReactNode; pad?: boolean; label?: string }) {
  return (
    <section className={classes.card} data-pad={pad || undefined} aria-label={label}>
      {children}
    </section>
  )
}

export function CardHead({ title, note, children }: { title: string; note?: ReactNode; children?: ReactNode }) {
  return (
    <div className={classes.cardHead}>
      <div>
        <h2>{title}</h2>
        {note && <p className="caption">{note}</p>}
      </div>
      {children && <div className={classes.actions}>{children}</div>}
    </div>
  )
}

// Plate is the small square behind an icon.
export function Plate({ icon: Icon, tone = 'grey', size = 44 }: { icon: TablerIcon; tone?: string; size?: number }) {
  return (
    <span className={classes.plate} data-tone={tone} style={{ width: size, height: size }}>
      <Icon size={size / 2} stroke={1.7} aria-hidden="true" />
    </span>
  )
}

interface EmptyProps {
  icon: TablerIcon
  title: string
  children: ReactNode
  action?: ReactNode
  level?: 'h2' | 'h3'
}

// Empty says why there is nothing here and what would fill it.
export function Empty({ icon, title, children, action, level: Heading = 'h2' }: EmptyProps) {
  return (
    <div className={classes.empty}>
      <Plate icon={icon} size={56} />
      <Heading className={classes.emptyTitle}>{title}</Heading>
      <p className="muted">{children}</p>
      {action}
    </div>
  )
}

// ActionBar stands at the foot of a step: what is set, and the way on.
export function ActionBar({ children, actions }: { children: ReactNode; actions: ReactNode }) {
  return (
    <footer className={classes.bar}>
      <div className={classes.barText}>{children}</div>
      <div className={classes.barActions}>{actions}</div>
    </footer>
  )
}

// Facts are labelled values in a row.
export function Facts({ facts }: { facts: { label: string; value: ReactNode; large?: boolean }[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(fact => (
        <div key={fact.label}>
          <dt className="caption">{fact.label}</dt>
          <dd className={fact.large ? classes.large : classes.fact}>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
