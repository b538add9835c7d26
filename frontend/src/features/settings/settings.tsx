import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconFlask } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { errorView } from '../../backend/errors'
import { queries, useAct, useKeepStatus } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { FindingView, SettingView, StatusView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { Confirm } from '../../components/confirm'
import { Card, Page } from '../../components/page'
import { Connection } from './connection'
import { Section } from './section'
import { SettingField } from './setting-field'
import classes from './settings.module.css'

interface SettingsProps {
  status: StatusView
  section: string // the setting to go to, "" for the top
  onConnect: () => void
  onPractice: (on: boolean) => void
}

const labels: Record<string, { label: string; description?: string }> = {
  callback_port: { label: 'Callback port', description: '1024 to 65535' },
  currency: { label: 'Currency', description: 'Of the prices in Jobber' },
  change_percent: { label: 'Change beyond', description: 'Up or down, of a price or a cost' },
  plan_percent: { label: 'Share of the catalog', description: 'A larger sync asks once' },
  csv_max_bytes: { label: 'Largest file', description: 'Up to 1,024 MB' },
  csv_max_rows: { label: 'Most rows', description: 'Up to 1,000,000' },
  log_level: { label: 'Log level', description: 'How much the log tells support' },
  api_url: { label: 'Address of Jobber’s service' },
  api_version: { label: 'Version of Jobber’s service' },
}

const groups: { title: string; note: string; names: string[] }[] = [
  {
    title: 'Guardrails',
    note: 'Rows beyond these wait for your tick. Prices of zero, below cost, or ten times too high always wait.',
    names: ['change_percent', 'plan_percent'],
  },
  { title: 'Amounts', note: 'Jobber does not tell its currency. Nothing is converted.', names: ['currency'] },
  {
    title: 'Price lists',
    note: 'What is larger is refused before it is read.',
    names: ['csv_max_bytes', 'csv_max_rows'],
  },
  {
    title: 'For support and IT',
    note: 'Leave these as they are unless support asks.',
    names: ['log_level', 'api_url', 'api_version'],
  },
]

// Settings are the user's choices, with what is wrong with them on top and its cure beside it.
export function Settings({ status, section, onConnect, onPractice }: SettingsProps) {
  const client = useQueryClient()
  const keep = useKeepStatus()
  const settings = useQuery(queries.settings(useBackend()))
  const [resetting, setResetting] = useState(false)
  const save = useAct(async (backend, name: string, value: string) => {
    const all = await backend.SaveSetting(name, value)
    client.setQueryData(queries.settings(backend).queryKey, all)
    keep(await backend.Status())
  })
  const [lastSaved, setLastSaved] = useState('')
  const reset = useAct(backend => backend.ResetPractice())
  const all = settings.data
  useEffect(() => {
    if (all && section !== '') document.getElementById(`setting-${section}`)?.focus()
  }, [all, section])
  const saveOne = (name: string, value: string) => {
    setLastSaved(name)
    void save.run(name, value)
  }
  const field = (name: string) => {
    const setting = all?.find(one => one.name === name)
    if (!setting) return null
    return (
      <SettingField
        key={name}
        setting={setting}
        label={labels[name]?.label ?? name}
        description={labels[name]?.description}
        finding={status.findings.find(finding => finding.field === name)}
        refused={lastSaved === name ? save.error : undefined}
        onSave={value => saveOne(name, value)}
      />
    )
  }
  return (
    <Page title="Settings" wide={false}>
      {status.findings.map(finding => (
        <Finding
          key={finding.code + finding.field}
          finding={finding}
          setting={all?.find(one => one.name === finding.field)}
          onDefault={() => saveOne(finding.field, '')}
        />
      ))}
      {settings.error && <ErrorBanner error={errorView(settings.error)} />}
      {reset.error && <ErrorBanner error={reset.error} />}
      {!all && !settings.error && <Skeleton height={400} radius="lg" />}
      {all && (
        <Card>
          <Connection status={status} settings={all} port={field('callback_port')} onConnect={onConnect} />
          {groups.map(group => {
            const fields = group.names.map(field).filter(one => one !== null)
            return fields.length === 0 ? null : (
              <Section key={group.title} title={group.title} note={group.note}>
                <div className={classes.fields}>{fields}</div>
              </Section>
            )
          })}
          <Section title="Appearance" note="Amounts and dates follow this computer’s region.">
            <SegmentedControl
              aria-label="Appearance"
              value={status.theme === '' ? 'system' : status.theme}
              onChange={theme => saveOne('theme', theme)}
              data={[
                { value: 'system', label: 'Like the system' },
                { value: 'light', label: 'Light' },
                { value: 'dark', label: 'Dark' },
              ]}
            />
          </Section>
          <Section
            title="Practice company"
            note="It has its own items and history, and can never touch a real account."
          >
            <div className={classes.row}>
              <Button
                leftSection={<IconFlask size={16} aria-hidden="true" />}
                onClick={() => onPractice(!status.practice)}
              >
                {status.practice ? 'Leave the practice company' : 'Open the practice company'}
              </Button>
              <Button variant="subtle" color="red" onClick={() => setResetting(true)}>
                Reset…
              </Button>
            </div>
          </Section>
        </Card>
      )}
      <p className="caption">
        Price Sync {status.version} ({status.commit})
      </p>
      {resetting && (
        <Confirm
          title="Reset the practice company?"
          verb="Reset it"
          back="Keep it"
          onBack={() => setResetting(false)}
          onConfirm={() => {
            setResetting(false)
            void reset.run().then(done => {
              if (!done) return
              keep(done)
              notifications.show({ message: 'The practice company has its first prices back.' })
            })
          }}
        >
          Its items get their first prices back and its history is emptied. Your real account, its history and your
          settings stay as they are.
        </Confirm>
      )}
    </Page>
  )
}

interface FindingProps {
  finding: FindingView
  setting: SettingView | undefined
  onDefault: () => void
}

// Finding says what is wrong and mends it with one click where a click can.
function Finding({ finding, setting, onDefault }: FindingProps) {
  const curable = setting && setting.origin === 'settings' && !setting.secret && setting.name !== 'client_id'
  return (
    <Banner
      tone={finding.severity === 'error' ? 'red' : 'yellow'}
      title={finding.message}
      action={
        curable && (
          <Button size="xs" onClick={onDefault}>
            Use the default
          </Button>
        )
      }
    >
      {finding.hint}
    </Banner>
  )
}
