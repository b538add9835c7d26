import type { ReactNode } from 'react'
import classes from './settings.module.css'

// Section is a part of the page: what it is about at the side, its fields beside it.
export function Section({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <div>
        <h2>{title}</h2>
        <p className="muted small">{note}</p>
      </div>
      <div className={classes.body}>{children}</div>
    </section>
  )
}
