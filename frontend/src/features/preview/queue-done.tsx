import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import type { PlanView } from '../../backend/views'
import { useFormat } from '../../components/format-context'
import { Plate } from '../../components/page'
import { plural } from '../../lib/format'
import classes from './queue.module.css'
import { deeds } from './queue-words'

// QueueDone sums up what was decided, and says what is remembered of it.
export function QueueDone({ plan, supplier, onClose }: { plan: PlanView; supplier: string; onClose: () => void }) {
  const format = useFormat()
  const { done } = plan.review
  const count = (...kinds: string[]) => kinds.reduce((n, kind) => n + (done[kind] ?? 0), 0)
  const remembered = count('accept', 'pick', 'never')
  const whose = supplier === '' ? 'every price list' : `every price list of ${supplier}`
  return (
    <section className={classes.done} aria-label="What was decided">
      <Plate icon={IconCircleCheck} tone="green" size={56} />
      <h2>{plural(format, plan.review.steps, 'decision')}, and nothing waits any more</h2>
      <dl className={classes.tally}>
        {Object.entries(deeds)
          .filter(([kind]) => count(kind) > 0)
          .map(([kind, words]) => (
            <div key={kind}>
              <dt>{words}</dt>
              <dd>{format.count(count(kind))}</dd>
            </div>
          ))}
      </dl>
      <p className="muted">
        {remembered > 0 &&
          `${plural(format, remembered, 'decision')} ${remembered === 1 ? 'is' : 'are'} remembered for ${whose}. `}
        Nothing has been written to Jobber yet: look at the preview and sync when it is right.
      </p>
      <Button variant="filled" data-autofocus onClick={onClose} autoFocus>
        Back to the preview
      </Button>
    </section>
  )
}
