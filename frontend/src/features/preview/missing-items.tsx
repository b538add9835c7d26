import { Checkbox, Modal, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { errorView } from '../../backend/errors'
import type { Places } from '../../backend/plan-rows'
import { queries, useAct } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { PlanView, SelectionView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { useFormat } from '../../components/format-context'
import { plural } from '../../lib/format'
import classes from './missing-items.module.css'

interface MissingItemsProps {
  plan: PlanView
  at: Places
  onSelection: (selection: SelectionView) => void
  onClose: () => void
}

// What is said of every item is said once, above them.
const general = [
  'This list no longer has the item.',
  'Once it is ticked it is hidden, so that it is no longer suggested on quotes, jobs and invoices; nothing is deleted.',
]

// own returns what is said of one item alone, "" for nothing.
function own(message: string): string {
  return general.reduce((text, sentence) => text.replace(sentence, ''), message).trim()
}

// MissingItems shows apart which of the supplier's items the list no longer has. Hiding them can be ticked; deleting is not offered.
export function MissingItems({ plan, at, onSelection, onClose }: MissingItemsProps) {
  const format = useFormat()
  const backend = useBackend()
  const query = useQuery(queries.missing(backend, plan))
  const [, redraw] = useState(0)
  const tick = useAct((act, lines: number[], on: boolean) => act.Tick(plan.plan, lines, on))
  const rows = query.data?.rows ?? []
  const ticked = rows.filter(row => row[at.ticked] === '1').length
  const plain = rows.filter(row => row[at.tickable] === '1' && row[at.verdict] !== 'held') // a held one is looked at by itself
  const set = async (chosen: typeof rows, on: boolean) => {
    const lines = chosen.filter(row => row[at.tickable] === '1').map(row => Number(row[at.line]))
    const answer = await tick.run(lines, on)
    if (!answer) return
    for (const row of chosen) if (row[at.tickable] === '1') row[at.ticked] = on ? '1' : ''
    redraw(n => n + 1)
    onSelection(answer)
  }
  const refused = tick.error ?? (query.error ? errorView(query.error) : undefined)
  return (
    <Modal opened onClose={onClose} size={760} title={`No longer on the list: ${plural(format, plan.missing, 'item')}`}>
      <div className={classes.missing}>
        {refused && <ErrorBanner error={refused} />}
        <Banner tone="blue" title="Ticked items are hidden when you sync.">
          They stay in Jobber with their history, and are no longer offered on new quotes, jobs and invoices. Nothing is
          deleted, and an undo shows them again.
        </Banner>
        {query.isPending ? (
          <Skeleton height={160} />
        ) : (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">
                  <Checkbox
                    size="sm"
                    aria-label="Hide all that are not held"
                    disabled={plain.length === 0}
                    checked={plain.length > 0 && plain.every(row => row[at.ticked] === '1')}
                    indeterminate={ticked > 0 && plain.some(row => row[at.ticked] !== '1')}
                    onChange={event =>
                      void set(event.currentTarget.checked ? plain : rows, event.currentTarget.checked)
                    }
                  />
                </th>
                <th scope="col">Item in Jobber</th>
                <th scope="col" className={classes.price}>
                  Price
                </th>
                <th scope="col">What to know</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(row => (
                <tr key={row[at.line]}>
                  <td>
                    {row[at.tickable] === '1' && (
                      <Checkbox
                        size="sm"
                        aria-label={`Hide ${row[at.itemName]}`}
                        checked={row[at.ticked] === '1'}
                        onChange={event => void set([row], event.currentTarget.checked)}
                      />
                    )}
                  </td>
                  <td className={classes.item}>{row[at.itemName]}</td>
                  <td className={classes.price}>{format.money(row[at.beforePrice] ?? '')}</td>
                  <td className="muted small">
                    {row[at.verdict] === 'held' && <strong>Held. </strong>}
                    {own(row[at.message] ?? '') || 'Nothing speaks against it.'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Modal>
  )
}
