import { Checkbox, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { SettingView } from '../../backend/views'
import { Chip, type Tone } from '../../components/chip'
import { CopyButton } from '../../components/copy-button'
import { useFormat } from '../../components/format-context'
import { Card, CardHead } from '../../components/page'
import type { Format } from '../../lib/format'
import { routeAddress } from '../../lib/route'
import classes from './settings.module.css'
import { settingLabel, settingOrigin, settingValue } from './words'

interface InForceProps {
  settings: SettingView[]
  onGo: (name: string) => void // to the field of a setting
  onDefault: (name: string) => void
}

// InForce is the configuration that the program works with: every setting, its value as it may be shown, and where that
// comes from.
export function InForce({ settings, onGo, onDefault }: InForceProps) {
  const format = useFormat()
  const [search, setSearch] = useState('')
  const [chosenOnly, setChosenOnly] = useState(false)
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = settings.filter(setting => {
    const text = `${settingLabel(setting.name)} ${setting.name} ${setting.variable} ${setting.means}`.toLowerCase()
    return words.every(word => text.includes(word)) && !(chosenOnly && setting.origin === 'default')
  })
  return (
    <Card label="In force">
      <CardHead title="In force" note="Every setting, what it is set to, and where that comes from.">
        <Checkbox
          label="Only what is not the default"
          checked={chosenOnly}
          onChange={event => setChosenOnly(event.currentTarget.checked)}
        />
        <TextInput
          size="xs"
          aria-label="Search settings"
          placeholder="Search settings"
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          value={search}
          onChange={event => setSearch(event.currentTarget.value)}
        />
        <CopyButton text={asText(settings, format)} label="Copy as text" />
      </CardHead>
      <table className={`table ${classes.inForce}`}>
        <thead>
          <tr>
            <th scope="col">Setting</th>
            <th scope="col">Value</th>
            <th scope="col">Comes from</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(setting => (
            <Line key={setting.name} setting={setting} onGo={onGo} onDefault={onDefault} />
          ))}
        </tbody>
      </table>
      {shown.length === 0 && (
        <p className={`muted small ${classes.none}`}>
          {words.length > 0 ? 'No setting has these words.' : 'Every setting has its default.'}
        </p>
      )}
    </Card>
  )
}

const tones: Record<string, Tone> = { environment: 'violet', settings: 'blue' }

function Line({ setting, onGo, onDefault }: Omit<InForceProps, 'settings'> & { setting: SettingView }) {
  const format = useFormat()
  const label = settingLabel(setting.name)
  const go = (event: React.MouseEvent) => {
    event.preventDefault()
    onGo(setting.name)
  }
  const fallback = settingValue(setting, setting.default, format)
  return (
    <tr id={`value-${setting.name}`} tabIndex={-1}>
      <th scope="row">
        {setting.fixed ? (
          label
        ) : (
          <a href={routeAddress('settings', setting.name)} onClick={go}>
            {label}
          </a>
        )}
        <code className={classes.settingName}>{setting.name}</code>
      </th>
      <td>
        <span className={classes.value}>{settingValue(setting, setting.value, format)}</span>
        {setting.wrong !== '' && <span className={classes.wrong}>{setting.wrong}</span>}
        {setting.wrong === '' && setting.origin !== 'default' && setting.default !== '' && (
          <span className={`caption ${classes.note}`}>Default: {fallback}</span>
        )}
      </td>
      <td>
        <Chip tone={tones[setting.origin] ?? 'grey'}>
          {setting.origin === 'environment' ? 'Environment' : settingOrigin(setting)}
        </Chip>
        {setting.origin === 'environment' ? (
          <span className={`caption ${classes.note}`}>
            Set by <code>{setting.variable}</code>
          </span>
        ) : (
          setting.fixed && (
            <span className={`caption ${classes.note}`}>
              Only <code>{setting.variable}</code> can set it
            </span>
          )
        )}
        {hasWayBack(setting) && (
          <button type="button" className={`link ${classes.wayBack}`} onClick={() => onDefault(setting.name)}>
            Back to the default<span className="hidden">, {label}</span>
          </button>
        )}
      </td>
    </tr>
  )
}

// hasWayBack says whether a click can take a choice back: there is a default to go back to.
export function hasWayBack(setting: SettingView): boolean {
  return setting.origin === 'settings' && !setting.secret && setting.default !== ''
}

function asText(settings: SettingView[], format: Format): string {
  return settings
    .map(setting => {
      const line = `${setting.name} = ${settingValue(setting, setting.value, format)}   (${settingOrigin(setting)})`
      return setting.wrong === '' ? line : `${line}\n  ${setting.wrong}`
    })
    .join('\n')
}
