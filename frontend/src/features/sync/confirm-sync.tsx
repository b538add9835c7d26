import { Button, Checkbox, Modal } from '@mantine/core'
import { IconHandStop, IconInfoCircle, IconShieldCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { PlanView, SelectionView } from '../../backend/views'
import { Banner } from '../../components/banner'
import { useFormat } from '../../components/format-context'
import { plural } from '../../lib/format'
import classes from './confirm-sync.module.css'

interface ConfirmSyncProps {
  plan: PlanView
  account: string
  selection: SelectionView
  firstOnly: number // 0 for all ticked rows; undefined when closed
  onBack: () => void
  onSync: (accepted: string[]) => void
}

// ConfirmSync is the last question before anything is written. A hold on the preview as a whole is asked here, once.
export function ConfirmSync({ plan, account, selection, firstOnly, onBack, onSync }: ConfirmSyncProps) {
  const format = useFormat()
  const [seen, setSeen] = useState(false)
  const undo = plan.kind === 'undo'
  const count = firstOnly > 0 ? Math.min(firstOnly, selection.ticked) : selection.ticked
  const verb = `${undo ? 'Undo' : 'Sync'} ${firstOnly > 0 ? 'the first ' : ''}${plural(format, count, 'item')}`
  const facts = firstOnly > 0 ? [] : factsOf(selection, format)
  return (
    <Modal opened onClose={onBack} size={480} title={`${verb} in ${account}?`} classNames={{ title: classes.title }}>
      <dl className={classes.facts}>
        <Fact label="Account" value={account} />
        {undo && <Fact label="Goes back to before" value={plan.file === '' ? 'the earlier run' : plan.file} />}
        {facts.map(fact => (
          <Fact key={fact.label} {...fact} />
        ))}
        {firstOnly > 0 && (
          <>
            <Fact label="Items to update" value={`the first ${count} of ${format.count(selection.ticked)} ticked`} />
            <Fact label="The others" value="wait until you have looked in Jobber" />
          </>
        )}
      </dl>
      {plan.holds.map(hold => (
        <div key={hold.code} className={classes.hold}>
          <Banner tone="yellow" icon={IconHandStop} title={hold.message}>
            Check that this is the right list for {account}.
          </Banner>
        </div>
      ))}
      {plan.holds.length > 0 && (
        <Checkbox
          className={classes.seen}
          label="I have looked at it, and it is meant to be that many."
          checked={seen}
          onChange={event => setSeen(event.currentTarget.checked)}
        />
      )}
      <div className={classes.promises}>
        <p>
          <IconInfoCircle size={18} stroke={1.7} aria-hidden="true" />
          Quotes, jobs and invoices already made keep their prices. New ones use the new prices.
        </p>
        <p>
          <IconShieldCheck size={18} stroke={1.7} aria-hidden="true" />
          An item that someone changed in Jobber since this preview is left alone and shown to you.{' '}
          {undo ? 'This undo is recorded in History like any sync.' : 'You can undo this sync in History.'}
        </p>
      </div>
      <div className={classes.actions}>
        <Button onClick={onBack}>Back to review</Button>
        <Button
          variant="filled"
          data-autofocus={plan.holds.length === 0 || undefined}
          disabled={plan.holds.length > 0 && !seen}
          onClick={() => onSync(plan.holds.map(hold => hold.code))}
        >
          {verb}
        </Button>
      </div>
    </Modal>
  )
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function factsOf(selection: SelectionView, format: ReturnType<typeof useFormat>): { label: string; value: string }[] {
  const { ticked, increases, decreases, largest, largestName, heldTicked } = selection
  return [
    {
      label: 'Items to update',
      value: `${format.count(ticked)}: ${format.count(increases)} rise, ${format.count(decreases)} fall`,
    },
    { label: 'Sum of price changes', value: format.signedMoney(selection.priceSum) },
    ...(largest === ''
      ? []
      : [
          {
            label: 'Largest change',
            value: `${format.signedPercent(largest)}${largestName === '' ? '' : `, ${largestName}`}`,
          },
        ]),
    { label: 'Held rows included', value: heldTicked === 0 ? 'none' : format.count(heldTicked) },
    { label: 'Expected time', value: format.about(selection.seconds) },
  ]
}
