import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'
import { useState } from 'react'
import type { ErrorView, FindingView, SettingView } from '../../backend/views'
import { useFormat } from '../../components/format-context'
import { Reference } from '../../components/reference'
import classes from './settings.module.css'
import { choiceWord, settingValue } from './words'

interface SettingFieldProps {
  setting: SettingView
  label: string
  description?: string | undefined
  finding: FindingView | undefined
  refused: ErrorView | undefined // the last try to save this setting
  onSave: (value: string) => void
  onDefault: (() => void) | undefined // takes the choice back, where there is one
}

// SettingField edits one setting after its kind. It saves when one leaves it or presses Enter, and says at the field what
// is wrong with it.
export function SettingField({ setting, label, description, finding, refused, onSave, onDefault }: SettingFieldProps) {
  const format = useFormat()
  const [draft, setDraft] = useState<string>()
  const [tried, setTried] = useState<string>()
  const [saved, setSaved] = useState(setting.value)
  if (saved !== setting.value) {
    setSaved(setting.value)
    setDraft(undefined)
  }
  const fixed = setting.origin === 'environment'
  const value = draft ?? setting.value
  const save = () => {
    const text = value.trim()
    if (text === setting.value || (refused && text === tried)) return // leaving a refused field is no second try
    setTried(text)
    onSave(text)
  }
  const common = {
    label,
    id: `setting-${setting.name}`,
    description: fixed ? `Set by ${setting.variable}` : description,
    disabled: fixed,
    error: refused ? <Refused error={refused} /> : (finding?.message ?? (setting.wrong || undefined)),
    onBlur: save,
    onKeyDown: (event: { key: string }) => event.key === 'Enter' && save(),
  }
  return (
    <div>
      <Field setting={setting} value={value} common={common} onDraft={setDraft} onSave={onSave} />
      {onDefault && (
        <button type="button" className={`link ${classes.wayBack}`} onClick={onDefault}>
          Back to {settingValue(setting, setting.default, format)}
          <span className="hidden">, the default of “{label}”</span>
        </button>
      )}
    </div>
  )
}

interface FieldProps {
  setting: SettingView
  value: string
  common: { label: string; id: string; onBlur: () => void; onKeyDown: (event: { key: string }) => void }
  onDraft: (value: string) => void
  onSave: (value: string) => void
}

// Field is the control that fits a setting's kind; a kind that is not known is edited as text.
function Field({ setting, value, common, onDraft, onSave }: FieldProps) {
  if (setting.kind === 'choice') {
    return (
      <NativeSelect
        {...common}
        onBlur={undefined}
        onKeyDown={undefined}
        value={setting.value}
        data={[
          ...(setting.choices.includes(setting.value) ? [] : [{ value: '', label: '' }]),
          ...setting.choices.map(choice => ({ value: choice, label: choiceWord(choice) })),
        ]}
        rightSection={<IconSelector size={16} aria-hidden="true" />}
        onChange={event => onSave(event.currentTarget.value)}
      />
    )
  }
  const numeric = setting.kind === 'number' || setting.kind === 'percent' || setting.kind === 'bytes'
  if (numeric && !Number.isNaN(Number(value))) {
    const unit = setting.kind === 'bytes' ? 1_048_576 : 1
    const shown = Number(value) / unit
    return (
      <NumberInput
        {...common}
        value={value === '' ? '' : shown}
        suffix={setting.kind === 'percent' ? ' %' : setting.kind === 'bytes' ? ' MB' : ''}
        thousandSeparator={setting.name === 'callback_port' ? '' : ','}
        decimalScale={setting.kind === 'number' ? 0 : 2}
        allowNegative={false}
        hideControls={setting.name === 'callback_port'}
        onChange={next => onDraft(next === '' ? '' : String(Math.round(Number(next) * unit * 100) / 100))}
      />
    )
  }
  return (
    <TextInput
      {...common}
      value={value}
      spellCheck={false}
      autoComplete="off"
      onChange={event => onDraft(event.currentTarget.value)}
    />
  )
}

function Refused({ error }: { error: ErrorView }) {
  return (
    <>
      {error.message} {error.ref !== '' && <Reference id={error.ref} />}
    </>
  )
}
