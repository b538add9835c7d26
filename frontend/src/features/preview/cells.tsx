import {
  IconAbc,
  IconForms,
  IconLetterCase,
  IconLink,
  IconTag,
  IconTextScan2,
  type TablerIcon,
} from '@tabler/icons-react'
import type { CustomCellRendererProps } from 'ag-grid-react'
import type { Places, Row } from '../../backend/plan-rows'
import { VerdictChip } from '../../components/chip'
import { useFormat } from '../../components/format-context'
import classes from './cells.module.css'
import { falls } from './filters'

export interface GridContext {
  at: Places
}

type CellProps = CustomCellRendererProps<Row, unknown, GridContext>

interface How {
  words: string
  icon: TablerIcon
}

const steps: Record<string, How> = {
  link: { words: 'Remembered link', icon: IconLink },
  name: { words: 'Exact name', icon: IconAbc },
  custom_field: { words: 'Code in a field', icon: IconForms },
  name_folded: { words: 'Name, ignoring case', icon: IconLetterCase },
  code: { words: 'Code as name', icon: IconTag },
  code_folded: { words: 'Code, ignoring case', icon: IconTag },
  code_in_text: { words: 'Code in the text', icon: IconTextScan2 },
}

// howMatched says in words on which step a row found its item; undefined where it found none.
export function howMatched(step: string): How | undefined {
  return steps[step]
}

export function ListCell({ data, context }: CellProps) {
  if (!data) return null
  const { at } = context
  const name = data[at.name] || data[at.code]
  return (
    <div className={classes.two}>
      <span className={classes.strong}>{name}</span>
      {data[at.name] !== '' && <span className={classes.code}>{data[at.code]}</span>}
    </div>
  )
}

export function ItemCell({ data, context }: CellProps) {
  if (!data) return null
  const { at } = context
  const how = howMatched(data[at.matchedBy] ?? '')
  if (data[at.item] === '') {
    return <span className={classes.none}>{data[at.verdict] === 'ambiguous' ? 'More than one' : 'None'}</span>
  }
  const Icon = how?.icon
  return (
    <div className={classes.two}>
      <span className={classes.strong}>{data[at.itemName]}</span>
      {how && Icon && (
        <span className={classes.how}>
          <Icon size={14} stroke={1.8} aria-hidden="true" />
          <span className="cut">{how.words}</span>
        </span>
      )}
    </div>
  )
}

export function PriceCell({ data, context }: CellProps) {
  if (!data) return null
  const { at } = context
  return <Amount before={data[at.beforePrice]} after={data[at.afterPrice]} list={data[at.listPrice]} />
}

export function CostCell({ data, context }: CellProps) {
  if (!data) return null
  const { at } = context
  return <Amount before={data[at.beforeCost]} after={data[at.afterCost]} list={data[at.listCost]} />
}

// Amount shows what is planned over what it was; for a row without an item, what the list says.
function Amount({ before = '', after = '', list = '' }: { before?: string; after?: string; list?: string }) {
  const format = useFormat()
  if (after === '' && before === '') return <span className={classes.quiet}>{format.amount(list)}</span>
  return <Was now={format.amount(after)} was={format.amount(before)} />
}

function Was({ now, was }: { now: string; was: string }) {
  if (now === was) return <span className={classes.quiet}>{now}</span>
  return (
    <div className={classes.numbers}>
      <span className={classes.strong}>{now}</span>
      <span className={classes.was}>{was === '' ? 'was none' : `was ${was}`}</span>
    </div>
  )
}

export function ChangeCell({ data, context }: CellProps) {
  const format = useFormat()
  if (!data) return null
  const { at } = context
  const [change, percent] = [data[at.change] ?? '', data[at.changePercent] ?? '']
  if (data[at.item] === '' || (change === '' && percent === '')) return null
  if (Number(change) === 0) return <span className={classes.quiet}>no change</span>
  return (
    <div className={classes.numbers}>
      <span className={classes.strong}>{percent === '' ? 'new' : format.signedPercent(percent)}</span>
      <span className={classes.was}>{format.signedAmount(change)}</span>
    </div>
  )
}

export function MarginCell({ data, context }: CellProps) {
  const format = useFormat()
  if (!data) return null
  const { at } = context
  return <Was now={format.percent(data[at.marginAfter] ?? '')} was={format.percent(data[at.marginBefore] ?? '')} />
}

export function VerdictCell({ data, context }: CellProps) {
  if (!data) return null
  const { at } = context
  return (
    <div className={classes.verdict}>
      <VerdictChip verdict={data[at.verdict] ?? ''} falls={falls(data, at)} />
      <span className={classes.reason}>{reason(data, at)}</span>
    </div>
  )
}

// reason is the sentence beside a verdict: why, or by which rule. The columns say already how far an update goes.
export function reason(row: Row, at: Places): string {
  if (row[at.verdict] === 'update')
    return row[at.rule] || (row[at.reason] === 'hides' ? row[at.message] : '') || 'As the list says'
  return row[at.message] || row[at.rule] || ''
}
