import { ActionIcon, Button, Modal, NativeSelect, Switch, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { ErrorView, PriceRulesView, RuleFindingView, SavedRulesView, UnitsView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import { machine } from './rule-words'
import classes from './rules.module.css'

interface AroundDialogProps {
  rules: PriceRulesView
  busy: boolean
  error: ErrorView | undefined
  onSave: (rules: PriceRulesView) => Promise<SavedRulesView | undefined>
  onClose: () => void
}

const fields = [
  { value: '', label: 'Price and cost' },
  { value: 'price', label: 'The price only' },
  { value: 'cost', label: 'The cost only' },
]

// AroundDialog writes what is done before the first rule, and with rows that none fits.
export function AroundDialog({ rules, busy, error, onSave, onClose }: AroundDialogProps) {
  const [draft, setDraft] = useState(rules)
  const [findings, setFindings] = useState<RuleFindingView[]>([])
  const wrong = (field: string) => findings.find(one => one.rule === 0 && one.field === field)?.message
  const set = (change: Partial<PriceRulesView>) => {
    setFindings([])
    setDraft({ ...draft, ...change })
  }
  const { tax, units } = draft
  const save = async () => {
    const answer = await onSave({
      ...draft,
      tax: tax.mode === '' ? { mode: '', percent: '', field: '' } : tax,
      units: units.mode === 'by_unit' ? units : { ...units, known: [] },
    })
    if (answer?.saved) onClose()
    else setFindings(answer?.findings ?? [])
  }
  const elsewhere = findings.find(one => one.rule > 0)
  return (
    <Modal
      opened
      onClose={onClose}
      title="Before the rules, and otherwise"
      size={600}
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
        <fieldset className={classes.group}>
          <legend>Tax in the list’s amounts</legend>
          <NativeSelect
            label="The list’s amounts"
            data-autofocus
            value={tax.mode}
            error={wrong('tax.mode')}
            data={[
              { value: '', label: 'are as Jobber needs them' },
              { value: 'take_off', label: 'include tax, which is taken off' },
              { value: 'add', label: 'are without tax, which is added' },
            ]}
            onChange={event => set({ tax: { ...tax, mode: event.currentTarget.value } })}
          />
          {tax.mode !== '' && (
            <div className={classes.pair}>
              <TextInput
                label="Tax"
                inputMode="decimal"
                value={tax.percent}
                error={wrong('tax.percent')}
                rightSection={<span className="muted">%</span>}
                onChange={event => set({ tax: { ...tax, percent: machine(event.currentTarget.value) } })}
              />
              <NativeSelect
                label="Of"
                value={tax.field}
                data={fields}
                onChange={event => set({ tax: { ...tax, field: event.currentTarget.value } })}
              />
            </div>
          )}
        </fieldset>
        <Units units={units} wrong={wrong} onChange={next => set({ units: next })} />
        <fieldset className={classes.group}>
          <legend>Rows that no rule fits</legend>
          <TextInput
            label="Markup over the cost"
            description="Empty: the list’s own price is used."
            inputMode="decimal"
            value={draft.markup}
            error={wrong('markup')}
            rightSection={<span className="muted">%</span>}
            onChange={event => set({ markup: machine(event.currentTarget.value) })}
          />
          <Switch
            label="Only increase, in every row"
            description="A price or cost that would fall stays as it is."
            checked={draft.onlyIncrease}
            onChange={event => set({ onlyIncrease: event.currentTarget.checked })}
          />
        </fieldset>
        {elsewhere && (
          <p className={classes.wrong} role="alert">
            Rule {elsewhere.rule}: {elsewhere.message}
          </p>
        )}
        <div className={classes.buttons}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={busy}>
            Save
          </Button>
        </div>
      </form>
    </Modal>
  )
}

interface UnitsProps {
  units: UnitsView
  wrong: (field: string) => string | undefined
  onChange: (units: UnitsView) => void
}

function Units({ units, wrong, onChange }: UnitsProps) {
  const known = (at: number, change: Partial<UnitsView['known'][number]>) =>
    onChange({ ...units, known: units.known.map((one, place) => (place === at ? { ...one, ...change } : one)) })
  return (
    <fieldset className={classes.group}>
      <legend>Pieces</legend>
      <NativeSelect
        label="An amount of the list is for"
        value={units.mode}
        error={wrong('units.mode')}
        data={[
          { value: '', label: 'one piece' },
          { value: 'fixed', label: 'several pieces, always as many' },
          { value: 'by_unit', label: 'as many pieces as the row’s unit says, such as “per 100”' },
          { value: 'cents', label: 'one piece, in pence or cents' },
        ]}
        onChange={event => onChange({ ...units, mode: event.currentTarget.value })}
      />
      {units.mode !== '' && (
        <div className={classes.pair}>
          {units.mode === 'fixed' && (
            <TextInput
              label="Pieces"
              inputMode="numeric"
              value={units.per === 0 ? '' : String(units.per)}
              error={wrong('units.per')}
              onChange={event => onChange({ ...units, per: whole(event.currentTarget.value) })}
            />
          )}
          <NativeSelect
            label="Of"
            value={units.field}
            data={fields}
            onChange={event => onChange({ ...units, field: event.currentTarget.value })}
          />
        </div>
      )}
      {units.mode === 'by_unit' && (
        <div className={classes.tiers}>
          <p className="caption">What the program can’t know, such as how many are in a “box”:</p>
          {units.known.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a unit is known by its place alone
            <div key={at} className={classes.tier}>
              <TextInput
                label={`Unit ${at + 1}, as the list writes it`}
                value={one.text}
                error={wrong(`units.known.${at + 1}.text`)}
                onChange={event => known(at, { text: event.currentTarget.value })}
              />
              <TextInput
                label="Pieces"
                inputMode="numeric"
                value={one.pieces === 0 ? '' : String(one.pieces)}
                error={wrong(`units.known.${at + 1}.pieces`)}
                onChange={event => known(at, { pieces: whole(event.currentTarget.value) })}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size={36}
                aria-label={`Remove unit ${at + 1}`}
                onClick={() => onChange({ ...units, known: units.known.filter((_, place) => place !== at) })}
              >
                <IconX size={16} aria-hidden="true" />
              </ActionIcon>
            </div>
          ))}
          <Button
            size="compact-xs"
            variant="subtle"
            className={classes.add}
            leftSection={<IconPlus size={14} aria-hidden="true" />}
            onClick={() => onChange({ ...units, known: [...units.known, { text: '', pieces: 0 }] })}
          >
            Add unit
          </Button>
        </div>
      )}
    </fieldset>
  )
}

function whole(text: string): number {
  return Number(text.replace(/\D/g, '').slice(0, 7))
}
