import type { ReactNode } from 'react'
import { Logo } from '../../components/logo'
import { useFocusOnArrival } from '../../lib/use-focus'
import classes from './connect.module.css'

interface FrontProps {
  title: string
  lead: string
  banner?: ReactNode
  foot?: ReactNode
  children: ReactNode
}

// Front is a page of its own, before there is anything to navigate.
export function Front({ title, lead, banner, foot, children }: FrontProps) {
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  return (
    <main className={classes.front}>
      <div className={classes.frontInner}>
        <p className={classes.brand}>
          <Logo size={32} />
          Price Sync
        </p>
        <h1 className={classes.title} ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p className={classes.lead}>{lead}</p>
        {banner && <div className={classes.banner}>{banner}</div>}
        {children}
        {foot && <div className={classes.foot}>{foot}</div>}
      </div>
    </main>
  )
}
