import { Button, Checkbox, Modal, Radio } from '@mantine/core'
import { useState } from 'react'
import type { CreateView, ErrorView, PlanView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { useFormat } from '../../components/format-context'
import { plural } from '../../lib/format'
import classes from './missing-items.module.css'

interface NewItemsProps {
  plan: PlanView
  onCreate: (create: CreateView) => Promise<ErrorView | undefined>
  onClose: () => void
}

// NewItems asks whether rows without an item become new items, and as what. They are rows of the preview like any other.
export function NewItems({ plan, onCreate, onClose }: NewItemsProps) {
  const format = useFormat()
  const [wanted, setWanted] = useState<CreateView>({ ...plan.create, on: true })
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorView>()
  const open = (plan.counts.unmatched ?? 0) + (plan.create.on ? (plan.counts.create ?? 0) : 0)
  const make = async (create: CreateView) => {
    setBusy(true)
    const refused = await onCreate(create)
    setBusy(false)
    setError(refused)
    if (!refused) onClose()
  }
  return (
    <Modal opened onClose={onClose} size={520} title="New items from rows without one">
      <div className={classes.missing}>
        {error && <ErrorBanner error={error} />}
        <p>
          {open === 0
            ? 'Every row of this list has an item in Jobber or waits for your decision, so there is nothing to make.'
            : `${plural(format, open, 'row')} of this list ${open === 1 ? 'matches' : 'match'} no item in Jobber. Each becomes a row of this preview that makes a new item with the list’s name, price and cost; you see and tick them before anything is written.`}
        </p>
        <Radio.Group
          label="They become"
          value={wanted.category === '' ? 'product' : wanted.category}
          onChange={category => setWanted({ ...wanted, category })}
        >
          <Radio value="product" label="Products" mt={6} />
          <Radio value="service" label="Services" mt={6} />
        </Radio.Group>
        <Checkbox
          size="sm"
          label="Taxable"
          checked={wanted.taxable}
          onChange={event => setWanted({ ...wanted, taxable: event.currentTarget.checked })}
        />
        <Banner tone="blue" title="Decide about similar items first.">
          A row that comes near an item is held, so that no item is made twice.
        </Banner>
        <div className={classes.buttons}>
          {plan.create.on && (
            <Button onClick={() => void make({ ...wanted, on: false })} loading={busy}>
              Create none
            </Button>
          )}
          <Button
            variant="filled"
            data-autofocus
            disabled={open === 0}
            onClick={() => void make(wanted)}
            loading={busy}
          >
            Show them in the preview
          </Button>
        </div>
      </div>
    </Modal>
  )
}
