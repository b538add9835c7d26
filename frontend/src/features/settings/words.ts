import type { SettingView } from '../../backend/views'
import type { Format } from '../../lib/format'

interface Words {
  label: string
  description?: string // at its field, where it says more than what the setting means
}

const words: Record<string, Words> = {
  client_id: { label: 'Client ID' },
  client_secret: { label: 'Client secret' },
  callback_port: { label: 'Callback port', description: '1024 to 65535' },
  api_url: { label: 'Address of Jobber’s service', description: 'Jobber’s own, or a test’s' },
  api_version: { label: 'Version of Jobber’s service', description: 'A date' },
  currency: { label: 'Currency', description: 'Of the prices in Jobber' },
  change_percent: { label: 'Change beyond', description: 'Up or down, of a price or a cost' },
  target_margin: { label: 'Target margin', description: 'Of the price; empty for none' },
  code_field: { label: 'Custom field with codes', description: 'As Jobber labels it; empty for none' },
  holds_off: { label: 'Holds that are off' },
  plan_percent: { label: 'Share of the catalog', description: 'A larger sync asks once' },
  csv_max_bytes: { label: 'Largest file', description: 'Up to 1,024 MB' },
  csv_max_rows: { label: 'Most rows', description: 'Up to 1,000,000' },
  theme: { label: 'Appearance' },
  practice: { label: 'Practice company at start' },
  previews_per_minute: { label: 'Previews', description: 'From all windows together' },
  syncs_per_minute: { label: 'Syncs', description: 'Undos and resumed runs too' },
  connects_per_minute: { label: 'Sign-ins', description: 'Tries to connect to Jobber' },
  log_level: { label: 'Log level', description: 'How much the log tells support' },
  log: { label: 'Where the log goes' },
  log_budget: { label: 'Room for the log', description: 'The oldest files go first' },
  log_days: { label: 'Days the log is kept', description: 'Then its files are deleted' },
  log_names: { label: 'Names in the log', description: 'Of items, customers and files' },
  home: { label: 'Folder of the program' },
}

// settingLabel is what people call a setting; one that this page does not know by name is called by its own.
export function settingLabel(name: string): string {
  return words[name]?.label ?? capital(name.replaceAll('_', ' '))
}

export function settingDescription(setting: SettingView): string {
  return words[setting.name]?.description ?? setting.means
}

// choiceWord is how a choice is written: "off" as "Off", a currency as it is.
export function choiceWord(choice: string): string {
  return capital(choice)
}

// settingValue writes a value for people; a secret is never there to be written.
export function settingValue(setting: SettingView, value: string, format: Format): string {
  if (setting.secret) return value === '' ? 'Not saved' : 'Saved, and never shown'
  if (value === '') return setting.name === 'home' ? 'The system’s usual folder' : 'Not set'
  if (Number.isNaN(Number(value))) return setting.kind === 'choice' ? choiceWord(value) : value
  switch (setting.kind) {
    case 'bytes':
      return format.bytes(Number(value))
    case 'percent':
      return `${value} %`
    case 'number':
      return setting.name === 'callback_port' ? value : format.count(Number(value))
    default:
      return value
  }
}

// settingOrigin says where a value comes from.
export function settingOrigin(setting: SettingView): string {
  switch (setting.origin) {
    case 'environment':
      return `Environment, by ${setting.variable}`
    case 'settings':
      return setting.secret ? 'Keychain' : 'Settings'
    default:
      return 'Default'
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
