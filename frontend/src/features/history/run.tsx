import { Button, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconArrowBackUp, IconDownload, IconPlayerPlay } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { errorView } from '../../backend/errors'
import { queries, useAct } from '../../backend/queries'
import { useBackend } from '../../backend/use-backend'
import type { ErrorView, RunView } from '../../backend/views'
import { Banner, ErrorBanner } from '../../components/banner'
import { useFormat } from '../../components/format-context'
import { Card, Facts, Page } from '../../components/page'
import { plural } from '../../lib/format'
import { routeAddress } from '../../lib/route'
import { kindWord, RunState } from './history'
import classes from './history.module.css'

const RunRows = lazy(() => import('../../components/run-rows').then(module => ({ default: module.RunRows })))

interface RunPageProps {
  run: string
  account: string // the one that is open now
  busy: boolean
  error: ErrorView | undefined // of the undo's preview or the resuming
  onUndo: (run: string, lines: number[]) => void
  onResume: (run: string) => void
}

// RunPage is one run with its rows, of which any can be undone.
export function RunPage({ run: id, account, busy, error, onUndo, onResume }: RunPageProps) {
  const format = useFormat()
  const detail = useQuery(queries.run(useBackend(), id))
  const save = useAct(backend => backend.ExportRun(id))
  const [lines, setLines] = useState<number[]>()
  const run = detail.data?.run
  const back = <a href={routeAddress('history')}>History</a>
  if (!run || !detail.data) {
    return (
      <Page title="Run" above={back}>
        {detail.error ? <ErrorBanner error={errorView(detail.error)} /> : <Skeleton height={300} radius="lg" />}
      </Page>
    )
  }
  const exported = async () => {
    const saved = await save.run()
    if (saved && !saved.cancelled) notifications.show({ message: `Saved as “${saved.name}”.` })
  }
  const ticked = lines?.length ?? run.undoable
  const undoable = run.kind === 'sync' && run.undoable > 0 && !run.resumable
  const refused = error ?? save.error
  return (
    <Page
      title={`${kindWord(run)} of ${format.dateTime(run.started)}`}
      above={back}
      fill
      actions={
        <>
          <Button leftSection={<IconDownload size={16} aria-hidden="true" />} onClick={() => void exported()}>
            Save as…
          </Button>
          {run.resumable && (
            <Button
              variant="filled"
              loading={busy}
              leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
              onClick={() => onResume(run.run)}
            >
              Go on with the rest in {run.account}
            </Button>
          )}
          {undoable && (
            <Button
              variant="filled"
              loading={busy}
              disabled={ticked === 0 || run.account !== account}
              leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
              onClick={() => onUndo(run.run, ticked === run.undoable ? [] : (lines ?? []))}
            >
              Preview undo of {plural(format, ticked, 'item')}
            </Button>
          )}
        </>
      }
    >
      {refused && <ErrorBanner error={refused} />}
      {run.account !== account && (
        <Banner tone="yellow" title={`This ran in ${run.account}.`}>
          It can only be undone while you are connected to that account.
        </Banner>
      )}
      <Card pad label="Facts">
        <Facts facts={factsOf(run, format)} />
      </Card>
      <div className={classes.full}>
        <Suspense>
          <RunRows label="Rows of this run" rows={detail.data.rows} fill {...(undoable && { onTicked: setLines })} />
        </Suspense>
      </div>
    </Page>
  )
}

function factsOf(run: RunView, format: ReturnType<typeof useFormat>) {
  const rules = [
    run.rules.onlyIncrease ? 'Only increase' : '',
    run.rules.markup === '' ? '' : `Cost + ${run.rules.markup}% markup`,
  ].filter(rule => rule !== '')
  return [
    { label: 'State', value: <RunState run={run} /> },
    { label: 'Account', value: run.account },
    { label: 'Price list', value: run.file === '' ? '–' : run.file },
    ...(run.kind === 'sync'
      ? [{ label: 'Rules', value: rules.length === 0 ? 'As on the list' : rules.join(', ') }]
      : []),
    { label: 'Who · how long', value: run.ended === '' ? run.user : `${run.user} · ${format.seconds(run.seconds)}` },
    { label: 'Reference', value: <code className={classes.fingerprint}>{run.ref === '' ? run.run : run.ref}</code> },
  ]
}
