import { Button } from '@mantine/core'
import { IconExternalLink, IconWorld } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { queries, useAct } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { StatusView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { Card, CardHead, Page } from '../../components/page'
import { Reference } from '../../components/reference'
import { ShortcutList } from '../../components/shortcut-list'
import { isReference } from '../../lib/reference'
import { routeAddress } from '../../lib/route'
import { ErrorCodes } from './error-codes'
import { FirstSteps } from './first-steps'
import classes from './help.module.css'
import { Report } from './report'
import { SelfCheck } from './self-check'

interface HelpProps {
  status: StatusView
  section: string // where to go: a reference, a message's code, or a part of the page; "" for the top
}

const parts = ['keyboard', 'errors', 'first-steps']

// Help is for when something is not right: check the computer, send a report, and look up how things are done.
export function Help({ status, section }: HelpProps) {
  const open = useAct((backend, link: string) => backend.OpenLink(link))
  const reference = isReference(section) ? section.toUpperCase() : ''
  useEffect(() => {
    if (parts.includes(section)) document.getElementById(section)?.scrollIntoView?.()
  }, [section])
  return (
    <Page
      title="Help"
      lead="Something not right? Check this computer, then save a report and send it to support."
      actions={
        <>
          <Button component="a" href={routeAddress('network')} leftSection={<IconWorld size={16} aria-hidden="true" />}>
            What goes over the network
          </Button>
          <Button
            rightSection={<IconExternalLink size={15} aria-hidden="true" />}
            onClick={() => void open.run('jobber-status')}
          >
            How Jobber is doing
          </Button>
        </>
      }
    >
      {open.error && <ErrorBanner error={open.error} />}
      {reference !== '' && <CameWith reference={reference} />}
      <div className={classes.halves}>
        <SelfCheck program={`Price Sync ${status.version} (${status.commit})`} />
        <div className={classes.stack}>
          <Report />
          <div id="keyboard">
            <Card>
              <CardHead title="Keyboard" />
              <div className={classes.keys}>
                <ShortcutList />
              </div>
            </Card>
          </div>
        </div>
      </div>
      <div id="first-steps">
        <Card>
          <CardHead title="First steps" />
          <FirstSteps status={status} />
        </Card>
      </div>
      <div id="errors">
        <ErrorCodes key={section} asked={reference === '' && !parts.includes(section) ? section : ''} />
      </div>
    </Page>
  )
}

// CameWith says what to do with the reference that a message showed.
function CameWith({ reference }: { reference: string }) {
  const run = useQuery(queries.runs(useBackend())).data?.find(one => one.ref === reference)
  return (
    <Banner
      tone="blue"
      title={<Reference id={reference} />}
      action={
        run && (
          <Button size="xs" component="a" href={routeAddress('history', run.run)}>
            Look at the run
          </Button>
        )
      }
    >
      Save the report below, send it to support and name this reference: it stands on every line of the log that led to
      the message.
    </Banner>
  )
}
