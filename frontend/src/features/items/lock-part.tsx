import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useAct } from '../../backend/queries'
import type { LockView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { useFormat } from '../../components/format-context'
import classes from './item-drawer.module.css'

interface LockPartProps {
  item: string
  lock: LockView | undefined
  wanted: boolean // whether it was opened in order to lock
}

const whole = { label: 'Price and cost', value: 'all' }
const fields = [{ label: 'Price', value: 'price' }, { label: 'Cost', value: 'cost' }, whole]

// LockPart keeps an item, or one amount of it, from every sync.
export function LockPart({ item, lock, wanted }: LockPartProps) {
  const format = useFormat()
  const client = useQueryClient()
  const [asking, setAsking] = useState(wanted && !lock)
  const [field, setField] = useState(whole.value)
  const [why, setWhy] = useState('')
  const keep = useAct((backend, what: string, reason: string) => backend.Lock(item, what, reason))
  const free = useAct(backend => backend.Unlock(item))
  const settled = (locks: LockView[] | undefined) => {
    if (!locks) return
    client.setQueryData(['items', 'locks'], locks)
    setAsking(false)
    setWhy('')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void keep.run(field === whole.value ? '' : field, why).then(settled)
  }
  const error = keep.error ?? free.error
  return (
    <section className={classes.lock}>
      {error && <ErrorBanner error={error} />}
      {lock && (
        <Banner
          tone="violet"
          icon={IconLock}
          title={`${lockTitles[lock.field] ?? 'Price and cost are locked.'}`}
          action={
            <Button size="xs" loading={free.busy} onClick={() => void free.run().then(settled)}>
              Unlock
            </Button>
          }
        >
          {lock.why !== '' && `“${lock.why}” `}
          Locked by {lock.by} on {format.day(lock.when)}. No sync changes it.
        </Banner>
      )}
      {!lock && !asking && (
        <Button
          size="xs"
          className={classes.lockButton}
          leftSection={<IconLock size={15} aria-hidden="true" />}
          onClick={() => setAsking(true)}
        >
          Lock…
        </Button>
      )}
      {!lock && asking && (
        <form className={classes.lockForm} onSubmit={submit}>
          <Reason why={why} onChange={setWhy} />
          <SegmentedControl size="xs" aria-label="What is locked" data={fields} value={field} onChange={setField} />
          <div className={classes.lockActions}>
            <Button size="xs" onClick={() => setAsking(false)}>
              Cancel
            </Button>
            <Button size="xs" type="submit" variant="filled" loading={keep.busy}>
              Lock
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}

const lockTitles: Record<string, string> = {
  price: 'The price is locked; its cost is not.',
  cost: 'The cost is locked; its price is not.',
}

function Reason({ why, onChange }: { why: string; onChange: (why: string) => void }) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  return (
    <TextInput
      ref={field}
      data-autofocus
      size="xs"
      label="Why nothing may change it"
      placeholder="Such as “agreed with the customer until June”"
      maxLength={200}
      value={why}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
