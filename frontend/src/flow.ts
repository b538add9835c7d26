import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorView } from './backend/errors'
import { keepDecided } from './backend/plan-rows'
import { forgetProgress } from './backend/progress'
import { useAct } from './backend/queries'
import { useBackend, useEvent } from './backend/use-backend'
import type {
  CreateView,
  DecidedView,
  DecisionView,
  ErrorView,
  FileView,
  LayoutView,
  PlanView,
  PriceListView,
  RulesView,
  RunDetailView,
  SelectionView,
} from './backend/views'
import { go } from './lib/route'

// Step is where in the sync one is.
export type Step = 'list' | 'columns' | 'review' | 'syncing' | 'results'

// Kept is a preview that one left for another list after something was decided in it.
export interface Kept {
  list: PriceListView
  plan: PlanView
  rules: RulesView
  accepted: string[]
}

// Flow is the sync from a price list to its results. It lives in the app, so that it survives a look at another page.
export interface Flow {
  step: Step
  reading: string // the name of the file that is being read, "" when none is
  previewing: boolean
  busy: boolean // anything is under way that must end first
  list: PriceListView | undefined
  listError: ErrorView | undefined
  layoutBusy: boolean
  layoutError: ErrorView | undefined
  rules: RulesView
  plan: PlanView | undefined
  planError: ErrorView | undefined
  decided: DecidedView | undefined // the last decision about the plan, or the last that was taken back
  accepted: string[] // holds on the plan as a whole
  run: RunDetailView | undefined
  running: { what: 'sync' | 'undo' | 'resume'; total: number } | undefined
  waiting: number // ticked rows that the last run was not asked to write
  runError: ErrorView | undefined
  kept: Kept[] // newest first
  savedAgain: FileView | undefined // the file that is shown was saved by another program since it was read
}

export interface FlowActs {
  choose: () => Promise<void>
  paste: (text: string) => Promise<void> // a table from a spreadsheet program
  open: (file: { handle: string; name: string }) => Promise<void>
  refuse: (error: ErrorView) => void // a file that was dropped and can't be taken
  setLayout: (layout: LayoutView) => Promise<void>
  setRules: (rules: RulesView) => void
  preview: () => Promise<void>
  select: (selection: SelectionView) => void
  decide: (decision: DecisionView) => Promise<Decided> // about a row of the preview
  takeBack: () => Promise<Decided> // the last decision
  create: (create: CreateView) => Promise<ErrorView | undefined> // new items of rows without one; why not, where it was refused
  goOn: () => void // to what a trial has left of its preview
  readAgain: () => Promise<void>
  sync: (firstOnly: number, accepted: string[]) => Promise<void>
  resume: (run: string, total: number) => Promise<void>
  undo: (run: string, lines: number[]) => Promise<void>
  toStep: (step: Step) => void
  goBack: (plan: string) => void // to a preview that is kept
  letGo: (plan: string) => void
  next: () => void // to the next price list
  startOver: () => void // in another account, where no preview holds any more
}

// Decided is what a decision made of the preview, or why it was refused.
export type Decided = { done: DecidedView; refused?: undefined } | { done?: undefined; refused: ErrorView }

export function useFlow(): [Flow, FlowActs] {
  const client = useQueryClient()
  const [step, setStep] = useState<Step>('list')
  const [reading, setReading] = useState('')
  const [refused, setRefused] = useState<ErrorView>()
  const [list, setList] = useState<PriceListView>()
  const [rules, setRules] = useState<RulesView>({ onlyIncrease: false, markup: '' })
  const [plan, setPlan] = useState<PlanView>()
  const [latest, setLatest] = useState<DecidedView>()
  const [accepted, setAccepted] = useState<string[]>([])
  const [run, setRun] = useState<RunDetailView>()
  const [running, setRunning] = useState<Flow['running']>()
  const [waiting, setWaiting] = useState(0)
  const [savedAgain, setSavedAgain] = useState<FileView>()
  const [decided, setDecided] = useState(false) // ticks or cells of the preview were changed by hand
  const [kept, setKept] = useState<Kept[]>([])

  const choosing = useAct(backend => backend.ChooseFile())
  const pasting = useAct((backend, text: string) => backend.Paste(text))
  const opening = useAct((backend, handle: string) => backend.OpenPriceList(handle))
  const laying = useAct((backend, handle: string, layout: LayoutView) => backend.SetLayout(handle, layout))
  const previewing = useAct((backend, handle: string, given: RulesView) => backend.Preview(handle, given))
  const undoing = useAct((backend, id: string, lines: number[]) => backend.Undo(id, lines))
  const accepting = useAct((backend, id: string, codes: string[]) => backend.AcceptHolds(id, codes))
  const selecting = useAct((backend, id: string) => backend.Tick(id, [], true)) // what is ticked, as it stands
  const syncing = useAct((backend, id: string, firstOnly: number) => backend.Sync(id, firstOnly))
  const resuming = useAct((backend, id: string) => backend.Resume(id))
  const backend = useBackend()
  const rereading = useAct((backend, id: string) => backend.ReadAgain(id))
  const relisting = useAct((backend, handle: string, isRead: boolean) =>
    isRead ? backend.List(handle) : backend.ReadListAgain(handle),
  )
  const busy = running !== undefined || opening.busy || previewing.busy || undoing.busy

  useEvent('file-changed', setSavedAgain)

  const forgetErrors = () => {
    setRefused(undefined)
    for (const act of [
      choosing,
      pasting,
      opening,
      laying,
      previewing,
      undoing,
      accepting,
      selecting,
      syncing,
      resuming,
      rereading,
      relisting,
    ])
      act.forget()
  }

  // keep puts the preview aside where something would be lost with it.
  const keep = () => {
    if (list && plan?.kind === 'sync' && decided) {
      setKept(before => [{ list, plan, rules, accepted }, ...before])
    }
    setDecided(false)
  }

  // Another supplier's list comes with that supplier's rules; a stranger's with none.
  const take = (read: PriceListView) => {
    if (read.handle !== list?.handle || read.supplier !== list.supplier) setRules(read.rules)
    setList(read)
    setSavedAgain(undefined)
  }

  const open: FlowActs['open'] = async file => {
    go('sync')
    if (busy) {
      notifications.show({ message: 'Price Sync is still busy. Wait until it has finished, then open the file again.' })
      return
    }
    forgetErrors()
    forgetProgress(client)
    setStep('list')
    setReading(file.name)
    const read = await opening.run(file.handle)
    setReading('')
    void client.invalidateQueries({ queryKey: ['recent'] })
    if (!read) return
    keep()
    setPlan(undefined)
    take(read)
  }

  const started = async (what: 'sync' | 'undo' | 'resume', total: number, call: Promise<RunDetailView | undefined>) => {
    forgetProgress(client)
    setRunning({ what, total })
    setStep('syncing')
    go('sync')
    const ended = await call
    setRunning(undefined)
    for (const key of ['runs', 'run', 'items', 'row']) void client.invalidateQueries({ queryKey: [key] })
    return ended
  }

  // afterTrial brings a preview up to date of which only the first rows were written: those can't be ticked any more.
  const afterTrial = async (id: string) => {
    const selection = await selecting.run(id)
    for (const key of ['rows', 'missing']) client.removeQueries({ queryKey: [key, id] })
    setLatest(undefined)
    if (selection) setPlan(before => (before?.plan === id ? { ...before, selection } : before))
  }

  const shown = (made: PlanView | undefined) => {
    if (!made) return
    setAccepted([])
    setLatest(undefined)
    setPlan(made)
    setStep('review')
    go('sync')
  }

  const next = () => {
    forgetErrors()
    setList(undefined)
    setPlan(undefined)
    setRun(undefined)
    setDecided(false)
    setStep('list')
  }

  const deciding = async (call: Promise<DecidedView>): Promise<Decided> => {
    try {
      const done = await call
      keepDecided(client, done)
      setAccepted([])
      setLatest(done)
      setDecided(true)
      if (list && done.what === 'correct') setList(await backend.List(list.handle))
      setPlan(before => (before?.plan === done.plan.plan ? done.plan : before))
      return { done }
    } catch (refusal) {
      return { refused: errorView(refusal) }
    }
  }

  const acts: FlowActs = {
    choose: async () => {
      forgetErrors()
      const file = await choosing.run()
      if (file) await open(file)
      else go('sync')
    },
    paste: async text => {
      if (busy) return
      forgetErrors()
      const file = await pasting.run(text)
      if (file) await open(file)
      else go('sync')
    },
    open,
    refuse: error => {
      forgetErrors()
      setRefused(error)
      if (!running) setStep('list')
      go('sync')
    },
    setLayout: async layout => {
      if (!list) return
      const read = await laying.run(list.handle, layout)
      if (read) take(read)
    },
    setRules,
    preview: async () => {
      if (!list) return
      forgetErrors()
      forgetProgress(client)
      shown(await previewing.run(list.handle, rules))
    },
    decide: decision => deciding(backend.Decide(plan?.plan ?? '', decision)),
    takeBack: () => deciding(backend.UndoDecision(plan?.plan ?? '')),
    create: async create => {
      if (!plan) return undefined
      try {
        shown(await backend.Create(plan.plan, create))
        setDecided(true)
        return undefined
      } catch (refusal) {
        return errorView(refusal)
      }
    },
    goOn: () => {
      forgetErrors()
      forgetProgress(client)
      setStep('review')
      go('sync')
    },
    readAgain: async () => {
      if (!list) return
      forgetErrors()
      const inReview = step === 'review' && plan?.kind === 'sync'
      if (inReview) {
        const made = await rereading.run(plan.plan)
        if (!made) return
        shown(made)
      }
      // Columns may have moved within the file, so the list is never kept beside a newer preview.
      const read = await relisting.run(list.handle, inReview)
      if (read) take(read)
    },
    select: selection => {
      setDecided(true)
      setPlan(before => before && { ...before, selection })
    },
    sync: async (firstOnly, codes) => {
      if (!plan) return
      forgetErrors()
      const fresh = codes.filter(code => !accepted.includes(code))
      if (fresh.length > 0) {
        if (!(await accepting.run(plan.plan, fresh))) return
        setAccepted([...accepted, ...fresh])
      }
      const ticked = plan.selection.ticked
      const total = firstOnly > 0 ? Math.min(firstOnly, ticked) : ticked
      const ended = await started(plan.kind === 'undo' ? 'undo' : 'sync', total, syncing.run(plan.plan, firstOnly))
      if (ended) {
        setRun(ended)
        setWaiting(ticked - total)
        if (ended.run.left > 0) await afterTrial(plan.plan)
        else setDecided(false)
      }
      setStep(ended ? 'results' : 'review')
    },
    resume: async (id, total) => {
      if (running) return
      forgetErrors()
      const before = { step, plan }
      setPlan(undefined)
      const ended = await started('resume', total, resuming.run(id))
      if (ended) {
        keep()
        setRun(ended)
        setWaiting(0)
      } else {
        setPlan(before.plan)
      }
      setStep(ended ? 'results' : before.step === 'results' ? 'results' : 'list')
    },
    undo: async (id, lines) => {
      forgetErrors()
      const made = await undoing.run(id, lines)
      if (made) keep()
      shown(made)
    },
    toStep: setStep,
    goBack: id => {
      const back = kept.find(one => one.plan.plan === id)
      if (!back) return
      forgetErrors()
      keep()
      setKept(before => before.filter(one => one !== back))
      setList(back.list)
      setRules(back.rules)
      setAccepted(back.accepted)
      setPlan(back.plan)
      setDecided(true)
      setSavedAgain(undefined)
      setStep('review')
      void relisting.run(back.list.handle, true) // so that its file is the one that is looked at
    },
    letGo: id => setKept(before => before.filter(one => one.plan.plan !== id)),
    next,
    startOver: () => {
      setKept([])
      next()
    },
  }
  const flow: Flow = {
    step,
    reading,
    previewing: previewing.busy,
    busy,
    list,
    listError: refused ?? relisting.error ?? choosing.error ?? pasting.error ?? opening.error ?? resuming.error,
    layoutBusy: laying.busy || relisting.busy,
    layoutError: laying.error ?? relisting.error ?? previewing.error,
    rules,
    plan,
    planError: syncing.error ?? accepting.error ?? rereading.error,
    accepted,
    decided: latest,
    run,
    running,
    waiting,
    runError: undoing.error ?? resuming.error ?? selecting.error,
    kept,
    savedAgain: savedAgain && savedAgain.handle === list?.handle ? savedAgain : undefined,
  }
  return [flow, acts]
}
