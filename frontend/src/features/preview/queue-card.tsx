import { Button } from '@mantine/core'
import type { Ref } from 'react'
import type { Places, Row } from '../../backend/plan-rows'
import type { ErrorView, RowDetailView } from '../../backend/views'
import { Banner } from '../../components/banner'
import { verdictKind } from '../../components/chip'
import { useFormat } from '../../components/format-context'
import { percentChange } from '../../lib/decimal'
import { best, type Choice } from './choices'
import { Parts } from './parts'
import { PutRight } from './put-right'
import type { Actions } from './queue'
import classes from './queue.module.css'
import { waitsFor } from './waiting'

interface QueueCardProps {
  row: Row
  at: Places
  detail: RowDetailView
  choices: Choice[]
  can: Actions
  busy: boolean
  cell: Ref<HTMLInputElement>
  onChoose: (choice: Choice | undefined) => void
  onPick: () => void
  onDecide: (what: string) => void
  onCorrect: (text: string) => Promise<ErrorView | undefined>
  onLeaveCell: () => void
}

// QueueCard shows the row that is asked about: what the list says, why it waits, what it could be, and each answer with its key.
export function QueueCard(props: QueueCardProps) {
  const { row, at, detail, choices, can, busy } = props
  const kind = verdictKind(waitsFor(row, at))
  const verdict = row[at.verdict] ?? ''
  const first = best(row, at, choices)
  const name = row[at.name] || row[at.code] || ''
  const parts = choices[0]?.rowParts ?? []
  const sentences = detail.holds.length > 0 ? detail.holds.map(hold => hold.message) : [detail.message]
  return (
    <section className={classes.card} aria-label={`Line ${row[at.line]}`}>
      <header>
        <h2 className={classes.name}>{parts.length > 0 ? <Parts parts={parts} /> : name}</h2>
        <p className="small muted">
          Line {row[at.line]} of the list
          {row[at.name] !== '' && row[at.code] !== '' && (
            <>
              {' · '}
              <code>{row[at.code]}</code>
            </>
          )}
        </p>
      </header>
      <Banner tone={kind.tone} icon={kind.icon} title={`${kind.word}. ${sentences.filter(Boolean).join(' ')}`}>
        {wayOn[verdict]}
      </Banner>
      {verdict === 'held' ? <Held row={row} at={at} /> : <Listed row={row} at={at} />}
      {choices.length > 0 && (
        <ol className={classes.choices} aria-label={verdict === 'duplicate' ? 'Lines of the list' : 'Items in Jobber'}>
          {choices.map((choice, index) => (
            <li key={`${choice.item}${choice.line}`}>
              <ChoiceButton
                choice={choice}
                number={index + 1}
                first={choice === first}
                row={row}
                at={at}
                busy={busy}
                onChoose={props.onChoose}
              />
            </li>
          ))}
        </ol>
      )}
      {can.correct && (
        // biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of the field within
        <div className={classes.correct} onKeyDown={event => event.key === 'Escape' && props.onLeaveCell()}>
          <PutRight cell={detail.correctable} onCorrect={props.onCorrect} field={props.cell} />
          <p className="caption">
            <kbd className={classes.keycap}>E</kbd> goes to the field. The file stays as it is.
          </p>
        </div>
      )}
      <div
        className={classes.actions}
        role="toolbar"
        aria-label="What to do with this line"
        aria-orientation="horizontal"
      >
        {first && (
          <Action keys="↵" filled busy={busy} onClick={() => props.onChoose(first)}>
            {acceptWords(verdict, choices.indexOf(first) + 1)}
          </Action>
        )}
        {can.pick && (
          <Action keys="P" busy={busy} onClick={props.onPick}>
            {verdict === 'unmatched' || verdict === 'ambiguous' ? 'Pick another item…' : 'Another item…'}
          </Action>
        )}
        {can.create && (
          <Action keys="C" busy={busy} onClick={() => props.onDecide('create')}>
            Create as new item
          </Action>
        )}
        <Action keys="S" busy={busy} onClick={() => props.onDecide('skip')}>
          Skip this time
        </Action>
        {can.never && (
          <Action keys="N" busy={busy} onClick={() => props.onDecide('never')}>
            Never match
          </Action>
        )}
      </div>
    </section>
  )
}

const wayOn: Record<string, string> = {
  ambiguous: 'Choose the one that is meant; it is remembered.',
  unmatched: 'What you choose is remembered for the next list.',
  duplicate: 'Choose the line that counts; nothing is sent for the others.',
  invalid: 'Put the cell right, or skip the line.',
  held: 'Nothing is sent for this line until you tick it.',
}

function acceptWords(verdict: string, number: number): string {
  if (verdict === 'held') return 'Tick it'
  return verdict === 'duplicate' ? `Take number ${number}` : 'Accept number 1'
}

interface ActionProps {
  keys: string
  busy: boolean
  filled?: boolean
  onClick: () => void
  children: string
}

function Action({ keys, busy, filled = false, onClick, children }: ActionProps) {
  return (
    <Button
      variant={filled ? 'filled' : 'default'}
      aria-disabled={busy || undefined}
      rightSection={
        <span className={classes.key} aria-hidden="true">
          {keys}
        </span>
      }
      onClick={onClick}
    >
      {children}
    </Button>
  )
}

interface ChoiceButtonProps {
  choice: Choice
  number: number
  first: boolean
  row: Row
  at: Places
  busy: boolean
  onChoose: (choice: Choice) => void
}

function ChoiceButton({ choice, number, first, row, at, busy, onChoose }: ChoiceButtonProps) {
  return (
    <button
      type="button"
      className={classes.choice}
      data-first={first || undefined}
      aria-disabled={busy || undefined}
      onClick={() => onChoose(choice)}
    >
      <kbd className={classes.keycap}>{number}</kbd>
      <span className={classes.choiceName}>
        <Parts parts={choice.parts} />
        {choice.line > 0 && (
          <span className={classes.choiceNote}>
            Line {choice.line}
            {choice.code !== '' && ` · ${choice.code}`}
            {choice.note !== '' && ` · ${choice.note}`}
          </span>
        )}
        {choice.score > 0 && <span className={classes.choiceNote}>{choice.score} of 100 alike</span>}
      </span>
      <Compared choice={choice} row={row} at={at} />
    </button>
  )
}

// Compared shows what Jobber has against what the list asks, or, for a line of the list, what it asks.
function Compared({ choice, row, at }: { choice: Choice; row: Row; at: Places }) {
  const format = useFormat()
  const pairs = (['Price', 'Cost'] as const).flatMap(what => {
    const now = what === 'Price' ? choice.price : choice.cost
    const next = row[what === 'Price' ? at.listPrice : at.listCost] ?? ''
    if (now === '' || (choice.line === 0 && next === '')) return []
    return [{ what, now, next: choice.line > 0 ? '' : next }]
  })
  return (
    <span className={classes.compared}>
      {pairs.map(({ what, now, next }) => (
        <span key={what} className={classes.pair}>
          <span className="muted">{what}</span>
          <span>{format.amount(now)}</span>
          {next !== '' && (
            <>
              <span aria-hidden="true">→</span>
              <span className="hidden">would be</span>
              <strong>{format.amount(next)}</strong>
              <span className={classes.by}>{format.signedPercent(percentChange(next, now))}</span>
            </>
          )}
        </span>
      ))}
    </span>
  )
}

// Listed is what the list asks for the row.
function Listed({ row, at }: { row: Row; at: Places }) {
  const format = useFormat()
  const amounts = [
    ['Price on the list', row[at.listPrice] ?? ''],
    ['Cost on the list', row[at.listCost] ?? ''],
  ].filter(([, amount]) => amount !== '')
  if (amounts.length === 0) return null
  return (
    <dl className={classes.listed}>
      {amounts.map(([label, amount]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{format.money(amount ?? '')}</dd>
        </div>
      ))}
    </dl>
  )
}

// Held is what a sync would make of a held row.
function Held({ row, at }: { row: Row; at: Places }) {
  const format = useFormat()
  const cell = (place: number) => row[place] ?? ''
  const lines = [
    { what: 'Price', before: cell(at.beforePrice), after: cell(at.afterPrice) },
    { what: 'Cost', before: cell(at.beforeCost), after: cell(at.afterCost) },
  ]
  return (
    <dl className={classes.listed}>
      <div>
        <dt>Item in Jobber</dt>
        <dd>{cell(at.itemName)}</dd>
      </div>
      {lines
        .filter(({ after }) => after !== '')
        .map(({ what, before, after }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              {before === after ? (
                format.amount(after)
              ) : (
                <>
                  {before === '' ? 'none' : format.amount(before)} → <strong>{format.amount(after)}</strong>{' '}
                  {format.signedPercent(percentChange(after, before))}
                </>
              )}
            </dd>
          </div>
        ))}
      <div>
        <dt>Margin</dt>
        <dd>
          {format.percent(cell(at.marginBefore)) || 'none'} → {format.percent(cell(at.marginAfter)) || 'none'}
        </dd>
      </div>
    </dl>
  )
}
