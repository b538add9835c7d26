import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { spotlight } from '@mantine/spotlight'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useKeepProgress } from './backend/progress'
import { useAct, useKeepStatus, useStatus } from './backend/queries'
import { useEvent } from './backend/use-backend'
import type { ErrorView, FileView, StatusView } from './backend/views'
import { Confirm } from './components/confirm'
import { DropOverlay } from './components/drop-overlay'
import { ErrorBoundary } from './components/error-boundary'
import { blocking } from './components/findings'
import { FormatContext } from './components/format-context'
import { PageTroubles } from './components/page-troubles'
import { PracticeBar, Shell, type ShellProps } from './components/shell'
import { ShortcutDialog } from './components/shortcut-list'
import { TellScreen } from './components/tell-screen'
import { Currency } from './features/connect/currency'
import { Doors } from './features/connect/doors'
import { Guide } from './features/connect/guide'
import { StartFailure } from './features/diagnostics/start-failure'
import { type Flow, type FlowActs, useFlow } from './flow'
import { makeFormat } from './lib/format'
import { useKeys } from './lib/keys'
import { usePastedTable } from './lib/pasted-table'
import { go, type Route, useRoute } from './lib/route'
import { styleNonce } from './lib/style-nonce'
import { Palette } from './palette'
import { cssVariables, theme } from './styles/theme'
import { SyncPage } from './sync-page'

const History = lazy(() => import('./features/history/history').then(module => ({ default: module.History })))
const RunPage = lazy(() => import('./features/history/run').then(module => ({ default: module.RunPage })))
const Items = lazy(() => import('./features/items/items').then(module => ({ default: module.Items })))
const Suppliers = lazy(() => import('./features/suppliers/suppliers').then(module => ({ default: module.Suppliers })))
const Compare = lazy(() => import('./features/compare/compare').then(module => ({ default: module.Compare })))
const Settings = lazy(() => import('./features/settings/settings').then(module => ({ default: module.Settings })))
const Help = lazy(() => import('./features/diagnostics/help').then(module => ({ default: module.Help })))
const Network = lazy(() => import('./features/diagnostics/network').then(module => ({ default: module.Network })))

// App is the whole page.
export function App() {
  const status = useStatus()
  const nonce = styleNonce()
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={noStorage}
      {...(nonce && { getStyleNonce: () => nonce })}
      {...((status?.theme === 'light' || status?.theme === 'dark') && { forceColorScheme: status.theme })}
    >
      <Notifications position="bottom-right" limit={3} />
      <PageTroubles />
      <TellScreen />
      <ErrorBoundary>
        {status && (status.failure ? <StartFailure failure={status.failure} /> : <Program status={status} />)}
      </ErrorBoundary>
    </MantineProvider>
  )
}

// The theme is a setting that Go keeps; the page stores nothing.
const noStorage = {
  get: (fallback: 'light' | 'dark' | 'auto') => fallback,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
}

function Program({ status }: { status: StatusView }) {
  const route = useRoute()
  const format = useMemo(
    () => makeFormat(status.locale || navigator.language, status.currency),
    [status.locale, status.currency],
  )
  const keep = useKeepStatus()
  const [flow, acts] = useFlow()
  const [help, setHelp] = useState(false)
  const [closing, setClosing] = useState(false)
  const [guiding, setGuiding] = useState(false)
  const [url, setUrl] = useState('')
  const connect = useAct(backend => backend.Connect())
  const cancel = useAct(backend => backend.CancelConnect())
  const practise = useAct((backend, on: boolean) => backend.SetPractice(on))
  const close = useAct(backend => backend.ConfirmClose())
  const ready = status.connected || status.practice
  const takes = ready && blocking(status.findings, 'read') === undefined // price lists
  // A run that lost its connection is not hidden behind the doors: it still has something to tell.
  const telling = flow.step === 'syncing' || flow.step === 'results'

  useKeepProgress()
  useEvent('connect-url', told => setUrl(told.url))
  useEvent('file-dropped', file => takes && void acts.open(file))
  useEvent('file-refused', acts.refuse)
  usePastedTable(text => takes && void acts.paste(text))
  useEvent('close-asked', () => setClosing(true))
  useOpenedWith(status, acts.open)
  useKeys({
    'mod+k': () => spotlight.open(),
    'mod+o': () => (takes ? void acts.choose() : false),
    '?': () => setHelp(true),
  })

  const setPractice = async (on: boolean) => {
    const changed = await practise.run(on)
    keep(changed)
    if (changed) {
      acts.startOver()
      go('sync')
    }
  }
  const startConnecting = async () => {
    setUrl('')
    const connected = await connect.run()
    keep(connected)
    if (connected?.connected) setGuiding(false)
  }
  const door = {
    status,
    waiting: connect.busy || status.connecting,
    url,
    error: connect.error ?? practise.error ?? lostConnection(flow),
    onConnect: () => void startConnecting(),
    onCancel: () => void cancel.run(),
  }
  let content: React.ReactNode
  if (route.page === 'sync' && !ready && !telling && guiding) {
    content = <Guide {...door} onBack={() => setGuiding(false)} />
  } else if (route.page === 'sync' && !ready && !telling) {
    content = <Doors {...door} onPractise={() => void setPractice(true)} onGuide={() => setGuiding(true)} />
  } else if (route.page === 'sync' && ready && status.currency === '') {
    content = <Currency account={status.account} locale={format.locale} />
  } else {
    content = (
      <Shell
        page={route.page}
        account={status.account}
        state={shellState(status)}
        busy={flow.running ? 'Syncing' : ''}
        findings={status.findings.length}
      >
        <Suspense>
          <Content
            route={route}
            status={status}
            flow={flow}
            acts={acts}
            onConnect={() => {
              if (route.page === 'sync') acts.startOver()
              go('sync')
            }}
            onPractice={setPractice}
          />
        </Suspense>
      </Shell>
    )
  }
  return (
    <FormatContext value={format}>
      <div className="window">
        {status.practice && <PracticeBar onLeave={() => void setPractice(false)} />}
        {content}
      </div>
      <Palette onChoose={takes ? () => void acts.choose() : undefined} />
      {takes && <DropOverlay />}
      {help && <ShortcutDialog onClose={() => setHelp(false)} />}
      {closing && (
        <Confirm
          title="A sync is still running"
          verb="Stop and close"
          back="Keep it running"
          onBack={() => setClosing(false)}
          onConfirm={() => {
            setClosing(false)
            void close.run()
          }}
        >
          If you close now, it stops after the request under way. What is done stays done and is recorded; you can go on
          with the rest when you open Price Sync again.
        </Confirm>
      )}
    </FormatContext>
  )
}

interface ContentProps {
  route: Route
  status: StatusView
  flow: Flow
  acts: FlowActs
  onConnect: () => void
  onPractice: (on: boolean) => Promise<void>
}

function Content({ route, status, flow, acts, onConnect, onPractice }: ContentProps) {
  switch (route.page) {
    case 'history':
      return route.detail === '' ? (
        <History />
      ) : (
        <RunPage
          key={route.detail}
          run={route.detail}
          account={status.account}
          busy={flow.busy}
          error={flow.runError}
          onUndo={(run, lines) => void acts.undo(run, lines)}
          onResume={run => void acts.resume(run, 0)}
        />
      )
    case 'items':
      return <Items key={route.detail} search={route.detail} />
    case 'suppliers':
      return <Suppliers chosen={route.detail} plan={previewOf(flow)} file={flow.plan?.file ?? ''} />
    case 'compare':
      return <Compare key={route.detail} newer={flow.list?.handle === route.detail ? flow.list : undefined} />
    case 'settings':
      return (
        <Settings status={status} section={route.detail} onConnect={onConnect} onPractice={on => void onPractice(on)} />
      )
    case 'network':
      return <Network />
    case 'help':
      return <Help status={status} section={route.detail} />
    default:
      return <SyncPage status={status} flow={flow} acts={acts} onConnect={onConnect} />
  }
}

// previewOf names the preview on whose rows rules can be worked out: the last one of a price list.
function previewOf(flow: Flow): string {
  return flow.plan?.kind === 'sync' ? flow.plan.plan : ''
}

// useOpenedWith opens the file that the program was started with, once, and as soon as there is an account to compare it with.
function useOpenedWith(status: StatusView, open: (file: FileView) => Promise<void>): void {
  const waiting = useRef<FileView>(null)
  const seen = useRef('')
  const file = status.openedWith
  const ready = status.connected || status.practice
  useEffect(() => {
    if (file && seen.current !== file.handle) {
      seen.current = file.handle
      waiting.current = file
    }
    if (!ready || !waiting.current) return
    const next = waiting.current
    waiting.current = null
    void open(next)
  }, [file, ready, open])
}

function shellState(status: StatusView): ShellProps['state'] {
  if (status.practice) return 'practice'
  if (!status.connected) return 'none'
  return status.sessionOnly ? 'session' : 'connected'
}

// lostConnection is why a preview or a sync ended at the doors.
function lostConnection(flow: Flow): ErrorView | undefined {
  return [flow.listError, flow.layoutError, flow.planError, flow.runError].find(
    error => error?.code === 'reconnect_needed' || error?.code === 'not_connected',
  )
}
