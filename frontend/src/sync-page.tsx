import { Button, Skeleton } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useRef, useState } from 'react'
import { useAct } from './backend/queries'
import { useBackend } from './backend/use-backend'
import type { StatusView } from './backend/views'
import { Banner } from './components/banner'
import { blocking, disabling, FindingBanner, FindingLink } from './components/findings'
import { useFormat } from './components/format-context'
import { KeptPreview } from './components/kept-preview'
import { SavedAgain } from './components/saved-again'
import { type Step as BarStep, StepBar } from './components/step-bar'
import { noFilter } from './features/preview/filters'
import { Columns } from './features/pricelist/columns'
import { PriceList } from './features/pricelist/price-list'
import { Reading } from './features/pricelist/reading'
import { ConfirmSync } from './features/sync/confirm-sync'
import { Results } from './features/sync/results'
import { Syncing } from './features/sync/syncing'
import type { Flow, FlowActs, Step } from './flow'
import { plural } from './lib/format'
import { routeAddress } from './lib/route'

const Review = lazy(() => import('./features/preview/review').then(module => ({ default: module.Review })))

interface SyncPageProps {
  status: StatusView
  flow: Flow
  acts: FlowActs
  onConnect: () => void
}

// SyncPage leads through the four steps.
export function SyncPage({ status, flow, acts, onConnect }: SyncPageProps) {
  return (
    <>
      <StepBar {...stepBar(flow, acts, useFormat())} />
      <CurrentStep status={status} flow={flow} acts={acts} onConnect={onConnect} />
    </>
  )
}

function CurrentStep({ status, flow, acts, onConnect }: SyncPageProps) {
  const { step, list, plan, run } = flow
  const backend = useBackend()
  const practice = useQuery({
    queryKey: ['recent', 'practice'],
    queryFn: () => backend.PracticePriceList(),
    enabled: status.practice && step === 'list' && list === undefined,
  }).data
  const cancel = useAct(backend => backend.Cancel())
  const save = useAct((backend, id: string) => backend.ExportRun(id))
  const [confirming, setConfirming] = useState<number>()
  const filter = useRef({ of: '', filter: noFilter })
  const again = flow.savedAgain && (
    <SavedAgain name={flow.savedAgain.name} busy={flow.busy || flow.layoutBusy} onRead={acts.readAgain} />
  )
  if (flow.reading !== '' || flow.previewing) {
    return (
      <Reading
        name={flow.reading === '' ? (list?.name ?? '') : flow.reading}
        previewing={flow.previewing}
        onStop={() => void cancel.run()}
      />
    )
  }
  if (step === 'syncing') {
    return (
      <Syncing
        account={status.account || (plan?.account ?? '')}
        what={flow.running?.what ?? 'sync'}
        plan={plan}
        total={flow.running?.total ?? 0}
      />
    )
  }
  if (step === 'results' && run) {
    const sameList = list && plan?.kind === 'sync' && plan.plan === run.run.plan
    const goOn = () => {
      acts.goOn()
      setConfirming(0)
    }
    const exported = async () => {
      const saved = await save.run(run.run.run)
      if (saved && !saved.cancelled) notifications.show({ message: `Saved as “${saved.name}”.` })
    }
    return (
      <Results
        detail={run}
        waiting={flow.waiting}
        error={flow.runError ?? save.error}
        disconnected={!status.connected && !status.practice}
        onConnect={onConnect}
        onGoOn={sameList ? goOn : undefined}
        onPreviewAgain={sameList ? () => void acts.preview() : undefined}
        onResume={() => void acts.resume(run.run.run, run.run.total)}
        onUndo={() => void acts.undo(run.run.run, [])}
        onExport={() => void exported()}
        onNext={acts.next}
      />
    )
  }
  if (step === 'columns' && list) {
    return (
      <Columns
        list={list}
        busy={flow.layoutBusy}
        error={flow.layoutError}
        notice={again}
        onLayout={layout => void acts.setLayout(layout)}
        onBack={() => acts.toStep('list')}
        onPreview={() => void acts.preview()}
      />
    )
  }
  if (step === 'review' && plan) {
    return (
      <Suspense fallback={<Skeleton height="100%" radius={0} />}>
        <Review
          key={plan.plan}
          plan={plan}
          account={status.account}
          selection={plan.selection}
          error={flow.planError}
          blocked={blocking(status.findings, 'sync')}
          start={filter.current.of === plan.file ? filter.current.filter : noFilter}
          savedAgain={again}
          onFilter={next => {
            filter.current = { of: plan.file, filter: next }
          }}
          decided={flow.decided?.plan.plan === plan.plan ? flow.decided : undefined}
          supplier={list?.supplier ?? ''}
          onDecide={acts.decide}
          onTakeBack={acts.takeBack}
          onCreate={acts.create}
          onSelection={acts.select}
          onSync={setConfirming}
        />
        {confirming !== undefined && (
          <ConfirmSync
            plan={{ ...plan, holds: plan.holds.filter(hold => !flow.accepted.includes(hold.code)) }}
            account={status.account}
            selection={plan.selection}
            firstOnly={confirming}
            onBack={() => setConfirming(undefined)}
            onSync={accepted => {
              setConfirming(undefined)
              void acts.sync(confirming, accepted)
            }}
          />
        )}
      </Suspense>
    )
  }
  return (
    <PriceList
      list={list}
      error={flow.listError ?? flow.layoutError}
      rules={flow.rules}
      practice={practice}
      earlierPreview={plan?.kind === 'sync'}
      unreadable={blocking(status.findings, 'read')}
      blocked={blocking(status.findings, 'preview')}
      notices={
        <>
          {again}
          {disabling(status.findings, 'read', 'preview', 'sync').map(finding => (
            <FindingBanner
              key={finding.code + finding.field}
              finding={finding}
              action={<FindingLink field={finding.field} />}
            />
          ))}
          <CutOff status={status} acts={acts} />
          {flow.kept.map(({ plan, list }) => (
            <KeptPreview
              key={plan.plan}
              name={list.name}
              onBack={() => acts.goBack(plan.plan)}
              onLetGo={() => acts.letGo(plan.plan)}
            />
          ))}
        </>
      }
      onRules={acts.setRules}
      onLayout={layout => void acts.setLayout(layout)}
      onChoose={() => void acts.choose()}
      onOpen={file => void acts.open(file)}
      onColumns={() => acts.toStep('columns')}
      onPreview={() => void acts.preview()}
      onEarlierPreview={() => acts.toStep('review')}
    />
  )
}

// CutOff tells of runs that did not reach their end, for example because the computer was switched off.
function CutOff({ status, acts }: { status: StatusView; acts: FlowActs }) {
  const format = useFormat()
  return status.unfinished.map(run => (
    <Banner
      key={run.run}
      tone="orange"
      title={`A sync of “${run.file}” was cut off: ${format.count(run.done)} of ${plural(format, run.total, 'item')} were done.`}
      action={
        <>
          <Button size="xs" component="a" href={routeAddress('history', run.run)}>
            Look at it
          </Button>
          {run.account === status.account && (
            <Button
              size="xs"
              disabled={blocking(status.findings, 'sync') !== undefined}
              onClick={() => void acts.resume(run.run, run.total)}
            >
              Go on in {run.account}
            </Button>
          )}
        </>
      }
    >
      It started {format.dateTime(run.started)} in {run.account}. Nothing is lost: what is done stays done.
    </Banner>
  ))
}

// stepBar says where the sync stands, and which steps can be gone back to.
function stepBar(flow: Flow, acts: FlowActs, format: ReturnType<typeof useFormat>): { steps: BarStep[]; note: string } {
  const { step, plan, list, run } = flow
  const reading = flow.reading !== '' || flow.previewing
  const undo = plan?.kind === 'undo' && (step === 'review' || step === 'syncing' || step === 'results')
  const order: Step[] = undo ? ['review', 'syncing'] : ['list', 'columns', 'review', 'syncing']
  const labels: Record<Step, string> = {
    list: 'Price list',
    columns: 'Columns',
    review: 'Review',
    syncing: undo ? 'Undo' : 'Sync',
    results: '',
  }
  const at =
    flow.reading !== ''
      ? 0
      : flow.previewing
        ? order.indexOf('review')
        : order.indexOf(step === 'results' ? 'syncing' : step)
  const steps = order.map((one, place): BarStep => {
    const finished = step === 'results' && !reading
    const state = place < at || (finished && place === at) ? 'done' : place === at ? 'current' : 'ahead'
    const back =
      !flow.busy && !finished && place < at && (one === 'list' || one === 'columns' ? list !== undefined : true)
    return { label: labels[one], state, ...(back && { onOpen: () => acts.toStep(one) }) }
  })
  const name = step === 'results' && run ? run.run.file : undo ? plan.file : (list?.name ?? '')
  const rows = undo ? plan.rows : list?.ready ? list.rows : undefined // none are read while a question is open
  const shown = step !== 'list' && !reading && name !== ''
  return {
    steps,
    note: shown ? `${name}${rows !== undefined && step !== 'results' ? ` · ${plural(format, rows, 'row')}` : ''}` : '',
  }
}
