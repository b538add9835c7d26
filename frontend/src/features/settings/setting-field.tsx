import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { IconSelector } from '@tabler/icons-react'
import { useState } from 'react'
import type { ErrorView, FindingView, SettingView } from '../../backend/views'

interface SettingFieldProps {
  setting: SettingView
  label: string
  description?: string | undefined
  finding: FindingView | undefined
  refused: ErrorView | undefined // the last try to save this setting
  onSave: (value: string) => void
}

// SettingField edits one setting after its kind. It saves when one leaves it or presses Enter, and says at the field what
// is wrong with it.
export function SettingField({ setting, label, description, finding, refused, onSave }: SettingFieldProps) {
  const [draft, setDraft] = useState<string>()
  const [saved, setSaved] = useState(setting.value)
  if (saved !== setting.value) {
    setSaved(setting.value)
    setDraft(undefined)
  }
  const fixed = setting.origin === 'environment'
  const value = draft ?? setting.value
  const save = () => {
    const text = value.trim()
    if (text !== setting.value) onSave(text)
  }
  const common = {
    label,
    id: `setting-${setting.name}`,
    description: fixed ? `Set by ${setting.variable}` : description,
    disabled: fixed,
    error: refused?.message ?? finding?.message,
    onBlur: save,
    onKeyDown: (event: { key: string }) => event.key === 'Enter' && save(),
  }
  if (setting.kind === 'choice') {
    return (
      <NativeSelect
        {...common}
        onBlur={undefined}
        onKeyDown={undefined}
        value={setting.value}
        data={[...(setting.choices.includes(setting.value) ? [] : ['']), ...setting.choices]}
        rightSection={<IconSelector size={16} aria-hidden="true" />}
        onChange={event => onSave(event.currentTarget.value)}
      />
    )
  }
  if (setting.kind === 'number' || setting.kind === 'percent' || setting.kind === 'bytes') {
    const unit = setting.kind === 'bytes' ? 1_048_576 : 1
    const shown = Number(value) / unit
    return (
      <NumberInput
        {...common}
        value={value === '' || Number.isNaN(shown) ? value : shown}
        suffix={setting.kind === 'percent' ? ' %' : setting.kind === 'bytes' ? ' MB' : ''}
        thousandSeparator={setting.name === 'callback_port' ? '' : ','}
        decimalScale={setting.kind === 'number' ? 0 : 2}
        allowNegative={false}
        hideControls={setting.name === 'callback_port'}
        onChange={next => setDraft(next === '' ? '' : String(Math.round(Number(next) * unit * 100) / 100))}
      />
    )
  }
  return (
    <TextInput
      {...common}
      value={value}
      spellCheck={false}
      autoComplete="off"
      onChange={event => setDraft(event.currentTarget.value)}
    />
  )
}
