import type { RuleExampleView } from '../../backend/views'
import { useFormat } from '../../components/format-context'
import classes from './rules.module.css'

// RuleExample is one real row with its arithmetic: what the list says, each step, and what Jobber has now.
export function RuleExample({ example }: { example: RuleExampleView }) {
  const format = useFormat()
  const { before, after, steps } = example
  const now = [
    after.price !== before.price && before.price !== '' && `price now ${format.amount(before.price)}`,
    after.cost !== before.cost && before.cost !== '' && `cost now ${format.amount(before.cost)}`,
  ].filter(Boolean)
  return (
    <>
      <span className={classes.exampleName}>{example.item || example.name || example.code}:</span>{' '}
      {steps.length > 0
        ? steps.join(' → ')
        : `price ${format.amount(after.price) || '–'}, cost ${format.amount(after.cost) || '–'}`}
      {now.length > 0 ? `; ${now.join(', ')}` : '; as in Jobber now'}
      {after.margin !== '' && ` (margin ${format.percent(after.margin)} of the price)`}
    </>
  )
}
