import { Button, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { errorView } from '../../backend/errors'
import { queries, useAct } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { LockView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import { useFormat } from '../../components/format-context'
import { routeAddress } from '../../lib/route'
import classes from './settings.module.css'

const kept: Record<string, string> = { price: 'Price', cost: 'Cost', '': 'Price and cost' }

// Locks are the items, or single amounts of them, that no sync may touch.
export function Locks() {
  const format = useFormat()
  const client = useQueryClient()
  const locks = useQuery(queries.locks(useBackend()))
  const free = useAct((backend, item: string) => backend.Unlock(item))
  const lock = useAct((backend, one: LockView) => backend.Lock(one.item, one.field, one.why))
  const list = useRef<HTMLDivElement>(null)
  const settled = (next: LockView[] | undefined) => {
    if (next) client.setQueryData(['items', 'locks'], next)
    return next !== undefined
  }
  const unlock = async (one: LockView) => {
    if (!settled(await free.run(one.item))) return
    list.current?.focus()
    const id = notifications.show({
      message: (
        <span className={classes.row}>
          “{one.itemName}” is unlocked.
          <button
            type="button"
            className="link"
            onClick={() => {
              notifications.hide(id)
              void lock.run(one).then(settled)
            }}
          >
            Undo
          </button>
        </span>
      ),
    })
  }
  const refused = free.error ?? lock.error
  return (
    <div ref={list} id="setting-locks" tabIndex={-1} className={classes.holds}>
      {locks.error && <ErrorBanner error={errorView(locks.error)} />}
      {refused && <ErrorBanner error={refused} />}
      {locks.isPending && <Skeleton height={60} />}
      {locks.data?.length === 0 && (
        <p className="small muted">
          Nothing is locked. Open an item under <a href={routeAddress('items')}>Items</a> and press “Lock…” to keep its
          price or its cost as it is, whatever a list says.
        </p>
      )}
      {locks.data && locks.data.length > 0 && (
        <table className={classes.locks}>
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col">Locked</th>
              <th scope="col">Why</th>
              <th scope="col">
                <span className="hidden">Unlock</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {locks.data.map(one => (
              <tr key={one.item}>
                <td>
                  <a className="link" href={routeAddress('items', one.itemName)}>
                    {one.itemName}
                  </a>
                </td>
                <td>
                  {kept[one.field]}
                  <span className="caption">
                    {' '}
                    {one.field !== 'cost' && one.price !== '' && `at ${format.money(one.price)}`}
                    {one.field === 'cost' && one.cost !== '' && `at ${format.money(one.cost)}`}
                  </span>
                </td>
                <td>
                  {one.why || <span className="muted">No reason given</span>}
                  <span className="caption">
                    {' '}
                    {one.by}, {format.day(one.when)}
                  </span>
                </td>
                <td>
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    disabled={free.busy}
                    aria-label={`Unlock ${one.itemName}`}
                    onClick={() => void unlock(one)}
                  >
                    Unlock
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
