import { Button, PasswordInput, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconFlask, IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useAct, useKeepStatus } from '../../backend/queries'
import type { SettingView, StatusView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import { Confirm } from '../../components/confirm'
import { CopyButton } from '../../components/copy-button'
import { blocking, WhyNot } from '../../components/findings'
import { Plate } from '../../components/page'
import { Section } from './section'
import classes from './settings.module.css'

interface ConnectionProps {
  status: StatusView
  settings: SettingView[]
  port: ReactNode
  onConnect: () => void
}

// Connection is with which account and by which developer app the program works.
export function Connection({ status, settings, port, onConnect }: ConnectionProps) {
  const keep = useKeepStatus()
  const disconnect = useAct(backend => backend.Disconnect())
  const save = useAct((backend, id: string, secret: string) => backend.SaveCredentials(id, secret))
  const [asking, setAsking] = useState(false)
  const [id, setId] = useState<string>()
  const [secret, setSecret] = useState('')
  const setting = (name: string) => settings.find(one => one.name === name)
  const finding = (field: string) =>
    status.findings.find(one => one.field === field && one.severity === 'error')?.message ??
    (setting(field)?.wrong || undefined)
  const blocked = blocking(status.findings, 'connect')
  const [clientId, clientSecret] = [setting('client_id'), setting('client_secret')]
  const fixed = clientId?.origin === 'environment'
  const changed = (id !== undefined && id !== clientId?.value) || secret !== ''
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const saved = await save.run((id ?? clientId?.value ?? '').trim(), secret.trim())
    if (!saved) return
    keep(saved)
    setSecret('')
    setId(undefined)
    notifications.show({ message: 'The developer app’s client ID and secret are saved.' })
  }
  const refused = disconnect.error ?? save.error
  return (
    <Section
      title="Connection"
      note={
        status.sessionOnly
          ? 'No keychain: it lasts until you close Price Sync.'
          : 'Access is kept in this computer’s keychain.'
      }
    >
      {refused && <ErrorBanner error={refused} />}
      <div className={classes.account}>
        <Plate
          icon={status.practice ? IconFlask : status.connected ? IconPlugConnected : IconPlugConnectedX}
          tone={status.practice ? 'violet' : status.connected ? 'green' : 'grey'}
          size={34}
        />
        <div className={classes.accountText}>
          <p className={classes.name}>{status.account === '' ? 'Not connected' : status.account}</p>
          <p className="caption">
            {status.practice
              ? 'Nothing reaches Jobber. Leave the practice company to see your own connection.'
              : status.connected
                ? status.sessionOnly
                  ? 'Connected until you close Price Sync'
                  : 'Connected to Jobber'
                : 'Connect to read and write your products.'}
          </p>
        </div>
        {!status.practice &&
          (status.connected ? (
            <Button size="xs" onClick={() => setAsking(true)}>
              Disconnect…
            </Button>
          ) : (
            <Button
              size="xs"
              variant="filled"
              disabled={blocked !== undefined}
              aria-describedby={blocked && 'why-not-connect'}
              onClick={onConnect}
            >
              Connect to Jobber
            </Button>
          ))}
      </div>
      {blocked && !status.connected && !status.practice && (
        <WhyNot id="why-not-connect" finding={blocked} what="You can connect" />
      )}
      <form className={classes.credentials} onSubmit={submit}>
        <TextInput
          id="setting-client_id"
          label="Client ID"
          description={fixed ? `Set by ${clientId.variable}` : 'From the app in Jobber’s Developer Center'}
          disabled={fixed}
          value={id ?? clientId?.value ?? ''}
          error={finding('client_id')}
          onChange={event => setId(event.currentTarget.value)}
          spellCheck={false}
          autoComplete="off"
          styles={{ input: { fontFamily: 'var(--mono)' } }}
        />
        <PasswordInput
          id="setting-client_secret"
          label="Client secret"
          description={
            clientSecret?.origin === 'environment'
              ? `Set by ${clientSecret.variable}`
              : clientSecret?.value
                ? 'Saved. Type a new one to replace it'
                : 'Not saved yet'
          }
          disabled={clientSecret?.origin === 'environment'}
          value={secret}
          placeholder={clientSecret?.value ? '••••••••••••' : ''}
          error={finding('client_secret')}
          onChange={event => setSecret(event.currentTarget.value)}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the secret' }}
        />
        {changed && (
          <div className={classes.row}>
            <Button type="submit" variant="filled" loading={save.busy}>
              Save client ID and secret
            </Button>
            <Button
              variant="subtle"
              onClick={() => {
                setId(undefined)
                setSecret('')
              }}
            >
              Leave as it was
            </Button>
          </div>
        )}
      </form>
      <div className={classes.callback}>
        <div className={classes.port}>{port}</div>
        <div>
          <p className={classes.label}>Callback address</p>
          <p className="caption">To be registered in the Developer Center</p>
          <div className={classes.address}>
            <code>{status.callbackUrl}</code>
            <CopyButton text={status.callbackUrl} label="Copy" />
          </div>
        </div>
      </div>
      {asking && (
        <Confirm
          title={`Disconnect from ${status.account}?`}
          verb="Disconnect"
          back="Stay connected"
          onBack={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            void disconnect.run().then(keep)
          }}
        >
          Price Sync tells Jobber and forgets its access. Your history stays on this computer, and you can connect again
          at any time.
        </Confirm>
      )}
    </Section>
  )
}
