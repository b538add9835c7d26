import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { errorView } from '../../backend/errors'
import type { Places, Row } from '../../backend/plan-rows'
import { queries } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { CandidateView, CellView, ErrorView, PartView, PlanView, RowDetailView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { verdictKind } from '../../components/chip'
import { DrawerBody, DrawerTitle, DrawerTop, SideDrawer } from '../../components/drawer'
import { useFormat } from '../../components/format-context'
import { marginOf } from '../../lib/decimal'
import { useKeys } from '../../lib/keys'
import { howMatched, reason } from './cells'
import { falls } from './filters'
import { PutRight } from './put-right'
import classes from './row-drawer.module.css'

interface RowDrawerProps {
  plan: PlanView
  at: Places
  row: Row | undefined // undefined when closed
  index: number
  shown: number
  onMove: (by: number) => void
  onTick: (on: boolean) => void
  onCorrect: (line: number, text: string) => Promise<ErrorView | undefined>
  onClose: () => void
}

// RowDrawer shows one row whole: the verdict, what the list says, what is planned, what Jobber has, and why.
export function RowDrawer(props: RowDrawerProps) {
  const { row, at, onClose } = props
  return (
    <SideDrawer label={row ? `Row on line ${row[at.line]}` : 'Row'} opened={row !== undefined} onClose={onClose}>
      {row && <Inside {...props} row={row} />}
    </SideDrawer>
  )
}

function Inside({ plan, at, row, index, shown, onMove, onTick, onCorrect, onClose }: RowDrawerProps & { row: Row }) {
  const cell = (place: number) => row[place] ?? ''
  const line = Number(cell(at.line))
  const detail = useQuery(queries.rowDetail(useBackend(), plan.plan, line))
  const tickable = cell(at.tickable) === '1'
  const ticked = cell(at.ticked) === '1'
  const tickAndNext = () => {
    if (tickable && !ticked) onTick(true)
    onMove(1)
  }
  useKeys({ 'alt+arrowdown': () => onMove(1), 'alt+arrowup': () => onMove(-1), a: tickAndNext }, { within: true })
  const name = cell(at.itemName) || cell(at.name) || cell(at.code)
  const list = [cell(at.name), cell(at.code)].filter(text => text !== '')
  return (
    <>
      <DrawerTop of="row" index={index} shown={shown} onMove={onMove} onClose={onClose}>
        Row {index + 1} of {shown} · line {line} of the list
      </DrawerTop>
      <DrawerBody>
        <div>
          <DrawerTitle>{name}</DrawerTitle>
          <p className="small muted">
            List: {list[0]}
            {list[1] && (
              <>
                {' · '}
                <code>{list[1]}</code>
              </>
            )}
          </p>
        </div>
        <Verdict row={row} at={at} holds={detail.data?.holds ?? []} synced={detail.data?.synced ?? false} />
        <Amounts row={row} at={at} detail={detail.data} />
        {detail.error ? (
          <ErrorBanner error={errorView(detail.error)} />
        ) : detail.data ? (
          <>
            {detail.data.correctable.field !== '' && (
              <PutRight key={line} cell={detail.data.correctable} onCorrect={text => onCorrect(line, text)} />
            )}
            <Reasons detail={detail.data} />
          </>
        ) : (
          <Skeleton height={120} />
        )}
      </DrawerBody>
      <div className={classes.foot}>
        {tickable && ticked && <Button onClick={() => onTick(false)}>Untick</Button>}
        {tickable && !ticked && <Button onClick={() => onMove(1)}>Leave it</Button>}
        <Button variant="filled" onClick={tickAndNext} rightSection={<kbd className={classes.key}>A</kbd>}>
          {tickable && !ticked ? 'Tick and next' : 'Next row'}
        </Button>
      </div>
    </>
  )
}

const effects: Record<string, string> = {
  update: 'It is written when you sync.',
  create: 'It is made when you sync.',
  unchanged: 'Nothing is sent for this row.',
  ambiguous: 'Nothing is sent for this row until you choose: close it and press D.',
  unmatched: 'Nothing is sent for this row. To choose an item for it, close it and press D.',
  invalid: 'Nothing is sent for this row. Put it right here where that is offered, or in the list.',
  duplicate: 'Nothing is sent for these rows until you take one of them: close it and press D.',
  not_a_product: 'Nothing is sent for this row.',
}

interface VerdictProps {
  row: Row
  at: Places
  holds: { code: string; message: string }[]
  synced: boolean
}

function Verdict({ row, at, holds, synced }: VerdictProps) {
  const verdict = row[at.verdict] ?? ''
  const ticked = row[at.ticked] === '1'
  const kind = verdictKind(verdict, falls(row, at))
  const sentences = holds.length > 0 ? holds.map(hold => hold.message) : [row[at.message] || reason(row, at)]
  const effect = synced
    ? 'It was written already, among the first ones that you synced.'
    : verdict === 'held'
      ? ticked
        ? 'You ticked it, so it is written when you sync.'
        : 'Nothing is sent for this row until you tick it.'
      : verdict === 'update' && !ticked
        ? 'It is not ticked, so nothing is sent.'
        : (effects[verdict] ?? '')
  return (
    <Banner tone={kind.tone} icon={kind.icon} title={`${kind.word}. ${sentences.filter(Boolean).join(' ')}`}>
      {effect}
    </Banner>
  )
}

function Amounts({ row, at, detail }: { row: Row; at: Places; detail: RowDetailView | undefined }) {
  const format = useFormat()
  const cell = (place: number) => row[place] ?? ''
  const shown = (text: string) => (text === '' ? '–' : format.amount(text))
  const percent = (text: string) => (text === '' ? '–' : format.percent(text))
  const exactly = (text: string) => (text === '' ? '–' : `${format.amount(text)}%`)
  const symbol = format.symbol === '' ? '' : ` ${format.symbol}`
  const rows = [
    [`Price${symbol}`, shown(cell(at.listPrice)), shown(cell(at.afterPrice)), shown(cell(at.beforePrice))],
    [`Cost${symbol}`, shown(cell(at.listCost)), shown(cell(at.afterCost)), shown(cell(at.beforeCost))],
    [
      'Margin',
      percent(marginOf(cell(at.listPrice), cell(at.listCost))),
      percent(cell(at.marginAfter)),
      percent(cell(at.marginBefore)),
    ],
    ...(detail && detail.markupAfter !== ''
      ? [['Markup', '–', exactly(detail.markupAfter), exactly(detail.markupBefore)]]
      : []),
  ]
  return (
    <table className={classes.amounts}>
      <thead>
        <tr>
          <td />
          <th scope="col">List</th>
          <th scope="col" data-plan>
            Plan
          </th>
          <th scope="col">Jobber now</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, list, plan, now]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{list}</td>
            <td data-plan>{plan}</td>
            <td>{now}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const flags: Record<string, string> = {
  corrected: 'A cell of this row was put right here; the list itself says otherwise and stays as it is.',
  digits_dropped: 'The list has more digits than are kept; the rest was rounded.',
  shown_rounded: 'The cell shows fewer digits than it stores; what it stores was read.',
  text_cut: 'The amount stood beside words, which were left out.',
  other_measure: 'The list says that this amount is for several pieces, or in pence or cents.',
  other_currency: 'The amount is in another currency than those of most other lines of the list.',
  link_broken: 'The item that you had decided on for this line is no longer in Jobber; decide again.',
  cost_up_price_stays: 'The cost rises while the price stays, so the margin falls.',
  one_field_locked: 'One amount of this item is locked and stays; the other changes.',
  hidden_in_jobber: 'The item is hidden in Jobber: it is not offered on quotes, jobs and invoices.',
  rounded: 'The list’s amount has parts of a cent; Jobber gets it rounded.',
}

function Reasons({ detail }: { detail: RowDetailView }) {
  const format = useFormat()
  const how = howMatched(detail.matchedBy)
  const How = how?.icon
  return (
    <>
      {detail.rule !== '' && (
        <section className={classes.part}>
          <h3>Rule</h3>
          <p className="small">{detail.rule}</p>
        </section>
      )}
      {detail.flags.length > 0 && (
        <section className={classes.part}>
          <h3>Worth knowing</h3>
          {detail.flags.map(flag => (
            <p key={flag} className="small">
              {flags[flag] ?? flag}
            </p>
          ))}
        </section>
      )}
      <section className={classes.part}>
        <h3>Match</h3>
        {how && How && (
          <p className={classes.how}>
            <How size={16} stroke={1.8} aria-hidden="true" /> {detail.why}
          </p>
        )}
        {detail.candidates.length > 0 && (
          <Candidates title={`${detail.why} None is picked by order.`} items={detail.candidates} />
        )}
        {detail.suggestions.length > 0 && (
          <Candidates title="Items that come near; a suggestion is never used by itself" items={detail.suggestions} />
        )}
        {!how && detail.candidates.length === 0 && detail.suggestions.length === 0 && (
          <p className="small muted">No item in Jobber comes near.</p>
        )}
        {detail.sameItem.length > 0 && (
          <p className="small muted">
            The same item is reached from line{detail.sameItem.length > 1 ? 's' : ''} {detail.sameItem.join(', ')}.
          </p>
        )}
      </section>
      {detail.cells.length > 0 && (
        <section className={classes.part}>
          <h3>As the list has it</h3>
          <dl className={classes.cells}>
            {numbered(detail.cells).map(one => (
              <div key={one.column}>
                <dt>{one.header}</dt>
                <dd>{one.text === '' ? '–' : one.text}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {detail.history.length > 0 && (
        <section className={classes.part}>
          <h3>Changed before</h3>
          <ul className={classes.history}>
            {detail.history.map(change => (
              <li key={change.run}>
                <span className="muted">{format.day(change.when)}</span>
                <span>
                  {format.amount(change.priceBefore)} → <strong>{format.amount(change.priceAfter)}</strong>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Candidates({ title, items }: { title: string; items: CandidateView[] }) {
  const format = useFormat()
  return (
    <>
      <p className="caption">{title}</p>
      <ul className={classes.candidates}>
        {items.map(item => (
          <li key={item.item}>
            <span>
              {placed(item.nameParts).map(part => (part.differs ? <mark key={part.at}>{part.text}</mark> : part.text))}
            </span>
            <span className="muted">{format.amount(item.price)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function placed(parts: PartView[]): (PartView & { at: number })[] {
  return parts.map((part, at) => ({ ...part, at }))
}

function numbered(cells: CellView[]): (CellView & { column: number })[] {
  return cells.map((cell, at) => ({ ...cell, column: at + 1 }))
}
