import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { ErrorView, LayoutView, PriceListView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { useFormat } from '../../components/format-context'
import { ActionBar } from '../../components/page'
import { plural } from '../../lib/format'
import { keyLabel, useKeys } from '../../lib/keys'
import { useFocusOnArrival } from '../../lib/use-focus'
import { Accounted } from './accounted'
import { ColumnTable } from './column-table'
import classes from './columns.module.css'
import { gives, missing, type Role, roles, rolesOf, sentence, twice, withRoles } from './describe'
import { FileStyle } from './file-style'
import { Notes } from './notes'
import { Questions } from './questions'

interface ColumnsProps {
  list: PriceListView
  busy: boolean
  error: ErrorView | undefined
  notice: ReactNode
  onLayout: (layout: LayoutView) => void
  onBack: () => void
  onPreview: () => void
}

// Columns is the second step: what the file alone can't tell, and what each of its columns means.
export function Columns({ list, busy, error, notice, onLayout, onBack, onPreview }: ColumnsProps) {
  const heading = useFocusOnArrival<HTMLHeadingElement>()
  const format = useFormat()
  const width = Math.max(list.headers.length, ...list.head.map(line => line.cells.length))
  const settled = rolesOf(list.layout, width)
  // Two columns can't share a role in a layout, so a choice that would is kept here until it is put right.
  const [conflict, setConflict] = useState<{ of: string; chosen: (Role | '')[] }>()
  const chosen = conflict?.of === layoutKey(list.layout) ? conflict.chosen : settled
  const doubled = twice(chosen)
  const choose = (column: number, role: Role | '') => {
    const next = chosen.map((one, at) => (at === column ? role : one))
    if (twice(next).length > 0) {
      setConflict({ of: layoutKey(list.layout), chosen: next })
    } else {
      setConflict(undefined)
      onLayout(withRoles(list.layout, next))
    }
  }
  const open = missing(list.layout)
  const usable = list.ready && open === '' && doubled.length === 0
  useKeys({ 'mod+enter': () => usable && !busy && onPreview() })
  return (
    <>
      <main className={classes.step} aria-busy={busy || undefined}>
        <div className={classes.column}>
          <h1 className="hidden" ref={heading} tabIndex={-1}>
            Columns
          </h1>
          {notice}
          {error && <ErrorBanner error={error} />}
          <Questions key={list.handle} list={list} onAnswer={onLayout} />
          <Notes list={list} />
          {doubled.length > 0 && (
            <Banner tone="yellow" title={`Two columns are set to ${labels(doubled)}.`} urgent>
              Keep it for the right one and set the other to “Not used”.
            </Banner>
          )}
          <ColumnTable list={list} roles={chosen} doubled={doubled} onRole={choose}>
            <div className={classes.accounted}>
              <Accounted list={list} />
            </div>
            <FileStyle list={list} onLayout={onLayout} />
          </ColumnTable>
        </div>
      </main>
      <ActionBar
        actions={
          <>
            <Button onClick={onBack}>Back</Button>
            <Button
              variant="filled"
              disabled={!usable}
              loading={busy}
              onClick={onPreview}
              aria-keyshortcuts="Control+Enter"
              rightSection={
                <span aria-hidden="true">
                  <kbd className={classes.key}>{keyLabel('mod+enter')}</kbd>
                </span>
              }
            >
              Show the preview
            </Button>
          </>
        }
      >
        <p role="status">
          {open === '' ? (
            <>
              <strong>{gives(list)} are set.</strong>{' '}
              <span className="muted">
                {list.questions.length > 0
                  ? `${list.questions.length === 1 ? 'One question is' : `${list.questions.length} questions are`} still open.`
                  : `${plural(format, list.rows, 'row')} read${list.invalid > 0 ? `, ${plural(format, list.invalid, 'amount')} could not be read` : ''}.`}
              </span>
            </>
          ) : (
            <>
              <strong>Choose {open}.</strong> <span className="muted">Set it over the column that holds it.</span>
            </>
          )}
        </p>
      </ActionBar>
    </>
  )
}

function layoutKey(layout: LayoutView): string {
  return JSON.stringify(layout)
}

function labels(doubled: Role[]): string {
  return sentence(doubled.map(role => roles.find(one => one.role === role)?.label ?? role))
}
