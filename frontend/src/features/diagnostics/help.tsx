import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useAct } from '../../backend/queries'
import type { StatusView } from '../../backend/views'
import { ErrorBanner } from '../../components/banner'
import { Card, CardHead, Page } from '../../components/page'
import { ShortcutList } from '../../components/shortcut-list'
import { ErrorCodes } from './error-codes'
import { FirstSteps } from './first-steps'
import classes from './help.module.css'
import { Report } from './report'
import { SelfCheck } from './self-check'

// Help is for when something is not right: check the computer, send a report, and look up how things are done.
export function Help({ status, section }: { status: StatusView; section: string }) {
  const open = useAct((backend, link: string) => backend.OpenLink(link))
  useEffect(() => {
    if (section !== '') document.getElementById(section)?.scrollIntoView?.()
  }, [section])
  return (
    <Page
      title="Help"
      lead="Something not right? Run the self-check, then send the report to support."
      actions={
        <Button
          rightSection={<IconExternalLink size={15} aria-hidden="true" />}
          onClick={() => void open.run('jobber-status')}
        >
          How Jobber is doing
        </Button>
      }
    >
      {open.error && <ErrorBanner error={open.error} />}
      <div className={classes.halves}>
        <div className={classes.stack}>
          <SelfCheck />
          <div id="keyboard">
            <Card>
              <CardHead title="Keyboard" />
              <div className={classes.pad}>
                <ShortcutList />
              </div>
            </Card>
          </div>
        </div>
        <Report />
      </div>
      <Card>
        <CardHead title="First steps" />
        <FirstSteps status={status} />
      </Card>
      <div id="errors">
        <ErrorCodes />
      </div>
    </Page>
  )
}
