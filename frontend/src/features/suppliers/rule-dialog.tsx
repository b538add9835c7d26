import { ActionIcon, Button, Modal, NativeSelect, SegmentedControl, Switch, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type {
  ErrorView,
  PriceRulesView,
  RuleActionView,
  RuleFindingView,
  RuleView,
  SavedRulesView,
  TierView,
  WhenView,
} from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import { useFormat } from '../../components/format-context'
import { plural } from '../../lib/format'
import { RuleExample } from './rule-examples'
import { actionWords, machine, marginFrom, markupFrom, roundingWords } from './rule-words'
import classes from './rules.module.css'
import { useTried } from './use-rules'

interface RuleDialogProps {
  supplier: string
  plan: string
  rules: PriceRulesView
  at: number // its place; behind the last for a new one
  rule: RuleView
  busy: boolean
  error: ErrorView | undefined
  onSave: (rules: PriceRulesView) => Promise<SavedRulesView | undefined>
  onClose: () => void
}

// RuleDialog writes one rule, and works it out on real rows meanwhile.
export function RuleDialog({ supplier, plan, rules, at, rule, busy, error, onSave, onClose }: RuleDialogProps) {
  const format = useFormat()
  const [draft, setDraft] = useState(rule)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<RuleFindingView[]>()
  const next = useMemo<PriceRulesView>(
    () => ({ ...rules, list: [...rules.list.slice(0, at), draft, ...rules.list.slice(at + 1)] }),
    [rules, at, draft],
  )
  const tried = useTried(supplier, next, plan, true)
  const findings = tried?.findings.filter(one => one.rule === at + 1) ?? []
  // wrong says what is wrong at a field, once a person has been there or has tried to save.
  const wrong = (field: string) => {
    const found = (refused ?? []).concat(findings).find(one => one.field === field)
    if (!found || (!refused && !touched.has(field))) return undefined
    return refused && !findings.some(one => one.field === field) ? undefined : found.message
  }
  const touch = (field: string) => setTouched(before => new Set([...before, field]))
  const set = (field: string, change: Partial<RuleView>) => {
    touch(field)
    setDraft(before => ({ ...before, ...change }))
  }
  const when = (field: string, change: Partial<WhenView>) => set(field, { when: { ...draft.when, ...change } })
  const action = (field: string, change: Partial<RuleActionView>) =>
    set(field, { action: { ...draft.action, ...change } })
  const save = async () => {
    const answer = await onSave(next)
    if (answer?.saved) onClose()
    else setRefused(answer?.findings.filter(one => one.rule === at + 1))
  }
  const elsewhere = refused === undefined ? undefined : tried?.findings.find(one => one.rule !== at + 1)
  const priced = draft.action.kind !== 'cost_only'
  const examples = tried?.examples.filter(one => one.rule === at + 1) ?? []
  const decided = tried?.decided[at]
  const number = (label: string, field: string, value: string, change: (text: string) => void, suffix = '') => (
    <TextInput
      label={label}
      inputMode="decimal"
      value={value}
      error={wrong(field)}
      rightSection={suffix === '' ? undefined : <span className="muted">{suffix}</span>}
      onChange={event => change(machine(event.currentTarget.value))}
    />
  )
  const symbol = format.symbol
  return (
    <Modal
      opened
      onClose={onClose}
      title={at < rules.list.length ? `Rule ${at + 1}` : 'New rule'}
      size={680}
      centered
      transitionProps={{ transition: 'fade' }}
    >
      <form
        className={classes.form}
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void save()
        }}
      >
        {error && <ErrorBanner error={error} />}
        <TextInput
          label="Name"
          placeholder="As you call it, such as “Copper”; each changed row names it"
          data-autofocus
          value={draft.name}
          error={wrong('name')}
          onChange={event => set('name', { name: event.currentTarget.value })}
        />
        <fieldset className={classes.group}>
          <legend>When</legend>
          <p className="caption">
            All that is filled must hold; left empty, it fits every row. * is any text, ? is one letter.
          </p>
          <div className={classes.pair}>
            <TextInput
              label="Name like"
              placeholder="*copper*"
              value={draft.when.name}
              error={wrong('when.name')}
              onChange={event => when('when.name', { name: event.currentTarget.value })}
            />
            <TextInput
              label="Code like"
              placeholder="COP*"
              value={draft.when.code}
              error={wrong('when.code')}
              onChange={event => when('when.code', { code: event.currentTarget.value })}
            />
          </div>
          <div className={classes.five}>
            <NativeSelect
              label="Kind"
              value={draft.when.category}
              error={wrong('when.category')}
              data={[
                { value: '', label: 'Any' },
                { value: 'PRODUCT', label: 'Products' },
                { value: 'SERVICE', label: 'Services' },
              ]}
              onChange={event => when('when.category', { category: event.currentTarget.value })}
            />
            {number(
              'Cost from',
              'when.cost_from',
              draft.when.costFrom,
              text => when('when.cost_from', { costFrom: text }),
              symbol,
            )}
            {number(
              'Cost to',
              'when.cost_to',
              draft.when.costTo,
              text => when('when.cost_to', { costTo: text }),
              symbol,
            )}
            {number(
              'Margin from',
              'when.margin_from',
              draft.when.marginFrom,
              text => when('when.margin_from', { marginFrom: text }),
              '%',
            )}
            {number(
              'Margin to',
              'when.margin_to',
              draft.when.marginTo,
              text => when('when.margin_to', { marginTo: text }),
              '%',
            )}
          </div>
        </fieldset>
        <fieldset className={classes.group}>
          <legend>Then</legend>
          <NativeSelect
            label="What it does"
            description={actionWords.find(one => one.kind === draft.action.kind)?.means}
            value={draft.action.kind}
            error={wrong('action.kind')}
            data={actionWords.map(one => ({ value: one.kind, label: one.label }))}
            onChange={event => {
              const kind = event.currentTarget.value
              const stays = kind === 'cost_only'
              set('action.kind', {
                action: {
                  ...draft.action,
                  kind,
                  tiered: draft.action.tiered && (kind === 'markup' || kind === 'margin'),
                },
                ...(stays && { rounding: '', leastProfit: '' }),
              })
            }}
          />
          <Percents draft={draft.action} wrong={wrong} onChange={action} />
          {draft.action.kind === 'amount' &&
            number(
              'Amount',
              'action.amount',
              draft.action.amount,
              text => action('action.amount', { amount: text }),
              symbol,
            )}
          {priced && (
            <div className={classes.pair}>
              <NativeSelect
                label="Rounding"
                value={draft.rounding === 'cents' ? '' : draft.rounding}
                error={wrong('rounding')}
                data={roundingWords.map(one => ({ value: one.value, label: one.label }))}
                onChange={event => set('rounding', { rounding: event.currentTarget.value })}
              />
              {number(
                'Least profit over the cost',
                'least_profit',
                draft.leastProfit,
                text => set('least_profit', { leastProfit: text }),
                symbol,
              )}
            </div>
          )}
          <Switch
            label="Write Jobber’s markup field too"
            description="Price, cost and markup are then sent together and agree to the cent."
            checked={draft.writeMarkup}
            onChange={event => set('write_markup', { writeMarkup: event.currentTarget.checked })}
          />
        </fieldset>
        <div className={classes.foot}>
          <section className={classes.worked} aria-label="On real rows" aria-live="polite">
            <h3>
              On real rows
              {examples.length > 0 && decided !== undefined && (
                <span className={classes.decides}>It decides {plural(format, decided, 'row')} of this list.</span>
              )}
            </h3>
            {plan === '' ? (
              <p className="small muted">
                Make a preview of a list first; then this rule is worked out here on its rows.
              </p>
            ) : findings.length > 0 ? (
              <p className="small muted">{refused || touched.size > 0 ? findings[0]?.message : 'Say what it does.'}</p>
            ) : examples.length === 0 ? (
              <p className="small muted">
                No row of this list would be decided by it: none fits, or a rule before it does.
              </p>
            ) : (
              examples.map(example => (
                <p key={example.line} className="small">
                  <RuleExample example={example} />
                </p>
              ))
            )}
          </section>
          {elsewhere && (
            <p className="small" role="alert">
              {elsewhere.rule > 0 ? `Rule ${elsewhere.rule}: ` : ''}
              {elsewhere.message}
            </p>
          )}
          <div className={classes.buttons}>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="filled" loading={busy}>
              Save rule
            </Button>
          </div>
        </div>
      </form>
    </Modal>
  )
}

interface PercentsProps {
  draft: RuleActionView
  wrong: (field: string) => string | undefined
  onChange: (field: string, change: Partial<RuleActionView>) => void
}

// Percents asks for an action's percentage: one, or for markup and margin one for each range of costs.
function Percents({ draft, wrong, onChange }: PercentsProps) {
  const format = useFormat()
  const { kind, percent, tiered, tiers } = draft
  const share = kind === 'markup' || kind === 'margin'
  if (!share && kind !== 'percent') return null
  const other = kind === 'markup' ? marginFrom(percent) : markupFrom(percent)
  const hint = !share
    ? undefined
    : kind === 'markup'
      ? `Over the cost.${other === '' ? '' : ` It is a margin of ${format.percent(other)} over the price.`}`
      : `Over the price.${other === '' ? '' : ` It is a markup of ${format.percent(other)} over the cost.`}`
  return (
    <>
      {share && (
        <SegmentedControl
          size="xs"
          aria-label="One percentage, or by cost"
          className={classes.choice}
          value={tiered ? 'tiers' : 'one'}
          data={[
            { value: 'one', label: 'One percentage' },
            { value: 'tiers', label: 'By cost' },
          ]}
          onChange={value =>
            onChange('action.percent', {
              tiered: value === 'tiers',
              tiers:
                tiers.length > 0
                  ? tiers
                  : [
                      { upTo: '10', percent: '' },
                      { upTo: '', percent: '' },
                    ],
            })
          }
        />
      )}
      {tiered ? (
        <Tiers kind={kind} tiers={tiers} wrong={wrong} onChange={(field, next) => onChange(field, { tiers: next })} />
      ) : (
        <TextInput
          label={kind === 'markup' ? 'Markup' : kind === 'margin' ? 'Margin' : 'Change'}
          description={hint}
          inputMode="decimal"
          value={percent}
          error={wrong('action.percent')}
          rightSection={<span className="muted">%</span>}
          onChange={event => onChange('action.percent', { percent: machine(event.currentTarget.value) })}
        />
      )}
    </>
  )
}

interface TiersProps {
  kind: string
  tiers: TierView[]
  wrong: (field: string) => string | undefined
  onChange: (field: string, tiers: TierView[]) => void
}

function Tiers({ kind, tiers, wrong, onChange }: TiersProps) {
  const format = useFormat()
  const set = (at: number, field: string, change: Partial<TierView>) =>
    onChange(
      `action.tiers.${at + 1}.${field}`,
      tiers.map((tier, place) => (place === at ? { ...tier, ...change } : tier)),
    )
  return (
    <div className={classes.tiers}>
      {tiers.map((tier, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a tier is known by its place alone
        <div key={at} className={classes.tier}>
          <TextInput
            label={`Tier ${at + 1}: cost up to`}
            placeholder="any higher cost"
            inputMode="decimal"
            value={tier.upTo}
            error={wrong(`action.tiers.${at + 1}.up_to`)}
            rightSection={<span className="muted">{format.symbol}</span>}
            onChange={event => set(at, 'up_to', { upTo: machine(event.currentTarget.value) })}
          />
          <TextInput
            label={kind === 'markup' ? 'Markup, over cost' : 'Margin, over price'}
            inputMode="decimal"
            value={tier.percent}
            error={wrong(`action.tiers.${at + 1}.percent`)}
            rightSection={<span className="muted">%</span>}
            onChange={event => set(at, 'percent', { percent: machine(event.currentTarget.value) })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={`Remove tier ${at + 1}`}
            disabled={tiers.length < 2}
            onClick={() =>
              onChange(
                'action.tiers',
                tiers.filter((_, place) => place !== at),
              )
            }
          >
            <IconX size={16} aria-hidden="true" />
          </ActionIcon>
        </div>
      ))}
      {wrong('action.tiers') && (
        <p className={classes.wrong} role="alert">
          {wrong('action.tiers')}
        </p>
      )}
      <Button
        size="compact-xs"
        variant="subtle"
        className={classes.add}
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        onClick={() => onChange('action.tiers', [...tiers.slice(0, -1), { upTo: '', percent: '' }, ...tiers.slice(-1)])}
      >
        Add tier
      </Button>
    </div>
  )
}
