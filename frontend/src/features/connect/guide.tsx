import { Button, PasswordInput, TextInput } from '@mantine/core'
import { IconArrowLeft, IconExternalLink, IconUserShield } from '@tabler/icons-react'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useAct, useKeepStatus } from '../../backend/queries'
import type { ErrorView, StatusView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { CopyButton } from '../../components/copy-button'
import { disabling, FindingBanner, WhyNot } from '../../components/findings'
import classes from './connect.module.css'
import { Cure, Waiting } from './doors'
import { Front } from './front'

interface GuideProps {
  status: StatusView
  waiting: boolean
  url: string
  error: ErrorView | undefined
  onConnect: () => void
  onCancel: () => void
  onBack: () => void
}

// Guide leads through the first connection: Jobber wants every program to be registered by the company that uses it.
export function Guide({ status, waiting, url, error, onConnect, onCancel, onBack }: GuideProps) {
  const keep = useKeepStatus()
  const open = useAct(backend => backend.OpenLink('developer-center'))
  const save = useAct((backend, id: string, secret: string) => backend.SaveCredentials(id, secret))
  const [clientId, setClientId] = useState('')
  const [secret, setSecret] = useState('')
  const test = async (event: FormEvent) => {
    event.preventDefault()
    if (clientId !== '' || secret !== '' || !status.canConnect) {
      const saved = await save.run(clientId.trim(), secret.trim())
      if (!saved) return
      keep(saved)
      setSecret('')
      if (!saved.canConnect) return
    }
    onConnect()
  }
  const refused = save.error ?? error
  // What the form below cures is no reason to hold it back.
  const errors = disabling(status.findings, 'connect').filter(
    ({ field, variable }) => variable !== '' || (field !== 'client_id' && field !== 'client_secret'),
  )
  const blocked = errors[0]
  return (
    <Front
      title="Set up the connection"
      lead="Jobber knows every connected program by an app that your company registers once. It takes about five minutes."
      banner={
        (refused || blocked) && (
          <>
            {refused && <ErrorBanner error={refused} />}
            {errors.map(finding => (
              <FindingBanner key={finding.code + finding.field} finding={finding} action={<Cure finding={finding} />} />
            ))}
          </>
        )
      }
      foot={
        <button type="button" className={`link ${classes.back}`} onClick={onBack}>
          <IconArrowLeft size={15} aria-hidden="true" /> Back
        </button>
      }
    >
      <Banner tone="blue" icon={IconUserShield} title="Only a Jobber administrator can do this.">
        If you are not one, ask whoever manages your company’s Jobber account to sit with you for the steps below.
      </Banner>
      <form onSubmit={test}>
        <ol className={classes.steps}>
          <Step number={1} title="Create an app in Jobber’s Developer Center">
            <p className="muted small">
              Sign in there with your Jobber account, choose “New app” and give it a name such as “Price Sync”.
            </p>
            <Button
              size="xs"
              rightSection={<IconExternalLink size={15} aria-hidden="true" />}
              onClick={() => void open.run()}
            >
              Open the Developer Center
            </Button>
          </Step>
          <Step number={2} title="Paste this callback address into it">
            <div className={classes.address}>
              <code>{status.callbackUrl}</code>
              <CopyButton text={status.callbackUrl} label="Copy the address" />
            </div>
          </Step>
          <Step number={3} title="Tick what the app may do">
            <p className="muted small">
              Under Scopes tick <strong>read</strong> and <strong>write</strong> for Products &amp; Services. If your
              list does not name them, tick read and write for Quotes and Jobs, which include them. Then save the app.
            </p>
          </Step>
          <Step number={4} title="Copy its client ID and client secret here">
            <div className={classes.fields}>
              <TextInput
                label="Client ID"
                value={clientId}
                onChange={event => setClientId(event.currentTarget.value)}
                placeholder={status.canConnect ? 'Saved' : ''}
                autoComplete="off"
                spellCheck={false}
                styles={{ input: { fontFamily: 'var(--mono)' } }}
              />
              <PasswordInput
                label="Client secret"
                value={secret}
                onChange={event => setSecret(event.currentTarget.value)}
                placeholder={status.canConnect ? 'Saved' : ''}
                autoComplete="off"
                spellCheck={false}
                visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the secret' }}
              />
            </div>
            <p className="caption">The secret goes into this computer’s keychain and into no file.</p>
          </Step>
          <Step number={5} title="Test it by connecting">
            {waiting ? (
              <Waiting url={url} onCancel={onCancel} />
            ) : (
              <Button
                type="submit"
                variant="filled"
                loading={save.busy}
                disabled={
                  blocked !== undefined || (!status.canConnect && (clientId.trim() === '' || secret.trim() === ''))
                }
                aria-describedby={blocked && 'why-not-connect'}
              >
                Save and connect
              </Button>
            )}
            {blocked && <WhyNot id="why-not-connect" finding={blocked} what="You can connect" />}
          </Step>
        </ol>
      </form>
    </Front>
  )
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <li className={classes.step}>
      <span className={classes.stepNumber} aria-hidden="true">
        {number}
      </span>
      <div className={classes.stepBody}>
        <h2>{title}</h2>
        {children}
      </div>
    </li>
  )
}
