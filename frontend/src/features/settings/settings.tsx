import { Button, SegmentedControl, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconFlask } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { errorView } from '../../backend/errors'
import { queries, useAct, useKeepStatus } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { StatusView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import { Confirm } from '../../components/confirm'
import { Card, Page } from '../../components/page'
import { routeAddress } from '../../lib/route'
import { Connection } from './connection'
import { Finding } from './finding'
import { Holds } from './holds'
import { hasWayBack, InForce } from './in-force'
import { Locks } from './locks'
import { Section } from './section'
import { SettingField } from './setting-field'
import classes from './settings.module.css'
import { settingDescription, settingLabel } from './words'

interface SettingsProps {
  status: StatusView
  section: string // the setting to go to, "" for the top
  onConnect: () => void
  onPractice: (on: boolean) => void
}

const groups: { title: string; note: string; names: string[] }[] = [
  { title: 'Amounts', note: 'Jobber does not tell its currency. Nothing is converted.', names: ['currency'] },
  {
    title: 'Price lists',
    note: 'What is larger is refused before it is read.',
    names: ['csv_max_bytes', 'csv_max_rows'],
  },
  {
    title: 'Matching',
    note: 'Lines of a price list are found by the supplier’s code in this field of your items.',
    names: ['code_field'],
  },
  {
    title: 'Most within a minute',
    note: 'Holds up a script gone wrong, or a key that sticks.',
    names: ['previews_per_minute', 'syncs_per_minute', 'connects_per_minute'],
  },
  {
    title: 'Log',
    note: 'What support reads of it is in the report under Help.',
    names: ['log_level', 'log_names', 'log_budget', 'log_days'],
  },
  {
    title: 'For support and IT',
    note: 'Leave these as they are unless support asks.',
    names: ['api_url', 'api_version'],
  },
]

const limits = ['change_percent', 'target_margin', 'plan_percent']

// Settings that have a place of their own on the page.
const placed = [
  ...limits,
  'holds_off',
  'client_id',
  'client_secret',
  'callback_port',
  'theme',
  'practice',
  ...groups.flatMap(one => one.names),
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
    void client.invalidateQueries({ queryKey: ['guardrails'] })
  })
  const [lastSaved, setLastSaved] = useState('')
  const reset = useAct(backend => backend.ResetPractice())
  const all = settings.data
  const arrived = useRef('')
  useEffect(() => {
    if (!all || arrived.current === section) return
    arrived.current = section
    focusSetting(section)
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
        label={settingLabel(name)}
        description={settingDescription(setting)}
        finding={status.findings.find(finding => finding.field === name)}
        refused={lastSaved === name ? save.error : undefined}
        onSave={value => saveOne(name, value)}
        onDefault={hasWayBack(setting) ? () => saveOne(name, '') : undefined}
      />
    )
  }
  const others = all?.filter(setting => !placed.includes(setting.name) && !setting.fixed).map(({ name }) => name) ?? []
  const shownGroups = [...groups, { title: 'More', note: 'What else can be set.', names: others }]
  return (
    <Page
      title="Settings"
      wide={false}
      actions={
        <>
          <Button component="a" href={routeAddress('network')}>
            What goes over the network
          </Button>
          <Button onClick={() => focusSetting('in-force')}>All in one table</Button>
        </>
      }
    >
      {status.findings.map(finding => (
        <Finding
          key={finding.code + finding.field}
          finding={finding}
          setting={all?.find(one => one.name === finding.field)}
          onDefault={() => saveOne(finding.field, '')}
          onGo={() => focusSetting(finding.field)}
        />
      ))}
      {settings.error && <ErrorBanner error={errorView(settings.error)} />}
      {reset.error && <ErrorBanner error={reset.error} />}
      {!all && !settings.error && <Skeleton height={400} radius="lg" />}
      {all && (
        <Card>
          <Connection status={status} settings={all} port={field('callback_port')} onConnect={onConnect} />
          <Section
            title="Guardrails"
            note={`What lies beyond waits for a person’s tick.${status.account === '' ? '' : ` Kept for ${status.account}.`}`}
          >
            <div className={classes.fields} id="setting-guardrails">
              {limits.map(field)}
            </div>
            <Holds />
          </Section>
          <Section title="Locks" note="Items, or single amounts of them, that no sync may touch.">
            <Locks />
          </Section>
          {shownGroups.map(group => {
            const fields = group.names.map(field).filter(one => one !== null)
            return fields.length === 0 ? null : (
              <Section key={group.title} title={group.title} note={group.note}>
                <div className={classes.fields}>{fields}</div>
              </Section>
            )
          })}
          <Section title="Appearance" note="Amounts and dates follow this computer’s region.">
            <SegmentedControl
              id="setting-theme"
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
            <div className={classes.row} id="setting-practice">
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
      {all && (
        <div id="setting-in-force" tabIndex={-1}>
          <InForce settings={all} onGo={focusSetting} onDefault={name => saveOne(name, '')} />
        </div>
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

// focusSetting brings one to the field of a setting; to its line in the table where it has none.
function focusSetting(name: string): void {
  if (name === '') return
  const place = document.getElementById(`setting-${name}`) ?? document.getElementById(`value-${name}`)
  const field = place?.matches('[tabindex], input, select')
    ? place
    : place?.querySelector<HTMLElement>(name === 'guardrails' ? '#setting-target_margin' : 'input:checked, button')
  field?.focus()
  field?.scrollIntoView({ block: name === 'in-force' ? 'start' : 'center' })
}
