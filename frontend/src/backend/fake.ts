import type { Backend, Bridge, Events } from './bridge'
import { fakeCatalog } from './fake-catalog'
import { decidedFake, decideFake } from './fake-decide'
import { createdIn, fakeGuardrails, fakeLock, noCreation } from './fake-guards'
import { fakeChecks, fakeContacts, fakeErrors, fakePreviews, fakeReport, fakeSettings } from './fake-help'
import { fakeItemDetail, fakeItemRows, fakeListing } from './fake-items'
import { fakeLinks, foundLinks, linkOf, same } from './fake-links'
import { type FakeFile, fakeLayout, openFakeList, openKnownList } from './fake-list'
import { manage } from './fake-managed'
import {
  candidateOf,
  type FakePlan,
  type FakePrices,
  type FakeRow,
  planRows,
  planView,
  rowDetail,
  rowTexts,
  selectionOf,
  text,
  tickable,
  waits,
} from './fake-plan'
import { fakeRules, noRules, tried, wrong } from './fake-rules'
import { countsOf, pastRuns, runOf, runRow, settle } from './fake-runs'
import { type Scenario, scenarios } from './fake-scenarios'
import { edited, fakeComparison, fakeSuppliers, supplierOf } from './fake-suppliers'
import { refusing } from './index'
import type {
  CreateView,
  DecisionView,
  ErrorView,
  FileView,
  GuardrailsView,
  LayoutView,
  LinkChoiceView,
  LinkView,
  LockView,
  PriceRulesView,
  ProgressView,
  ReportChoiceView,
  RulesView,
  RunDetailView,
  RunRowView,
  StatusView,
  SupplierEditView,
  SupplierView,
} from './views'

const today = '2027-03-22T09:42:00Z'

const files: (FakeFile & { folder: string; when: string })[] = [
  {
    handle: 'file-1',
    name: 'Pipeline Supplies Spring 2027.csv',
    comma: false,
    folder: 'Price lists',
    when: '2027-03-22T09:12:00Z',
  },
  { handle: 'file-2', name: 'HeatCo trade July.csv', comma: true, folder: 'Downloads', when: '2027-01-12T13:40:00Z' },
  { handle: 'file-3', name: 'bathroom-list-2026.csv', comma: false, folder: 'Downloads', when: '2026-10-21T10:12:00Z' },
]

// Fake is the door to a make-believe program, with a way in for tests: emit tells the page something, as Go would.
export interface Fake {
  backend: Backend
  emit<E extends keyof Events>(event: E, payload: Events[E]): void
  calls: { name: string; given: unknown[] }[] // every call, in order
}

// makeFake starts a make-believe program that stands as the scenario says.
export function makeFake(given: Partial<Scenario> = {}): Fake {
  const scenario: Scenario = { ...(scenarios.settled as Scenario), ...given }
  const program = new FakeProgram(scenario)
  const calls: Fake['calls'] = []
  const recorded = new Proxy(program, {
    get(target, name: keyof Bridge) {
      const method = target[name] as ((...all: unknown[]) => Promise<unknown>) | undefined
      if (typeof method !== 'function') return method
      return async (...all: unknown[]) => {
        calls.push({ name, given: all })
        const refusal = scenario.refuse[name]
        if (refusal) {
          await pause(scenario.pace)
          throw JSON.stringify(refusal)
        }
        return structuredClone(await method.apply(target, all))
      }
    },
  })
  const backend = refusing(recorded, (event, tell) => program.listen(event, tell))
  return { backend, calls, emit: (event, payload) => program.emit(event, payload) }
}

class FakeProgram implements Bridge {
  private readonly scenario: Scenario
  private status: StatusView
  private readonly layouts = new Map<string, LayoutView>()
  private readonly plans = new Map<string, FakePlan>()
  private readonly items = new Map<string, FakePrices>()
  private readonly values: Record<string, string> = {
    client_id: '1f0c7a52-8a41-4c1e-9d77-practice',
    client_secret: 'set',
  }
  private readonly listeners = new Map<string, Set<(payload: never) => void>>()
  private runs: RunDetailView[]
  private suppliers: SupplierView[]
  private guardrails = fakeGuardrails()
  private locks: LockView[] = []
  private links: LinkView[]
  private rules = structuredClone(fakeRules)
  private nextPlan = 1
  private listings = 0
  private itemRows: string[][] = []
  private nextRun = 7
  private paused = false
  private cancelled = false
  private cancelConnect: () => void = () => undefined

  constructor(scenario: Scenario) {
    this.scenario = scenario
    this.suppliers = scenario.files ? fakeSuppliers : []
    this.links = scenario.files ? fakeLinks : []
    Object.assign(this.values, scenario.values)
    this.guardrails.targetMargin = scenario.target
    if (scenario.target !== '') this.values.target_margin = scenario.target
    for (const item of fakeCatalog) this.items.set(item.id, { price: item.price, cost: item.cost })
    this.status = {
      version: '1.0.0',
      commit: 'a81f3c2',
      practice: false,
      connected: true,
      connecting: false,
      account: 'ACME Plumbing',
      accountId: 'Z2lkOi8vSm9iYmVyL0FjY291bnQvMQ',
      sessionOnly: false,
      currency: 'GBP',
      locale: 'en-GB',
      theme: 'system',
      callbackUrl: 'http://localhost:18765/oauth/callback',
      canConnect: true,
      running: '',
      failure: null,
      findings: [],
      unfinished: [],
      openedWith: null,
      ...scenario.status,
    }
    this.runs = scenario.runs ? pastRuns(this.status.account) : []
  }

  listen<E extends keyof Events>(event: E, tell: (payload: Events[E]) => void): () => void {
    const all = this.listeners.get(event) ?? new Set()
    this.listeners.set(event, all.add(tell as (payload: never) => void))
    return () => all.delete(tell as (payload: never) => void)
  }

  emit<E extends keyof Events>(event: E, payload: Events[E]): void {
    for (const tell of this.listeners.get(event) ?? []) tell(structuredClone(payload) as never)
  }

  async Status() {
    const status = this.status
    this.status = { ...status, openedWith: null }
    return status
  }

  async Connect() {
    this.change({ connecting: true })
    this.emit('connect-url', {
      url: 'https://api.getjobber.com/api/oauth/authorize?response_type=code&client_id=1f0c7a52&state=Jx2Q',
    })
    const cancelled = await new Promise<boolean>(resolve => {
      this.cancelConnect = () => resolve(true)
      if (this.scenario.connects === 'soon') setTimeout(() => resolve(false), this.scenario.pace * 5)
    })
    if (cancelled) {
      this.change({ connecting: false })
      throw refusal(
        'sign_in_cancelled',
        'The sign-in was cancelled. You are not connected.',
        'Connect again whenever you like.',
      )
    }
    return this.change({
      connecting: false,
      connected: true,
      account: 'ACME Plumbing',
      accountId: 'Z2lk',
      currency: '',
    })
  }

  async CancelConnect() {
    this.cancelConnect()
  }

  async Disconnect() {
    return this.change({ connected: false, account: '', accountId: '' })
  }

  async SetPractice(on: boolean) {
    const account = on ? 'Practice company' : (this.scenario.status.account ?? 'ACME Plumbing')
    return this.change({
      practice: on,
      connected: on || account !== '',
      account,
      currency: on ? 'GBP' : this.status.currency,
    })
  }

  async ResetPractice() {
    for (const item of fakeCatalog) this.items.set(item.id, { price: item.price, cost: item.cost })
    this.runs = []
    return this.status
  }

  async SaveCredentials(clientId: string, clientSecret: string) {
    if (clientId === '') throw refusal('client_id_missing', 'The client ID of your Jobber app is missing.', 'Enter it.')
    this.values.client_id = clientId
    if (clientSecret !== '') this.values.client_secret = 'set'
    return this.change({ canConnect: true })
  }

  async SetCurrency(code: string) {
    return this.change({ currency: code })
  }

  async ChooseFile() {
    return fileView(files[0])
  }

  async PracticePriceList() {
    return fileView(files[0])
  }

  async Paste() {
    return { handle: 'file-1', name: 'Pasted 2027-03-22 09.50.00.tsv', bytes: 120, modified: '' }
  }

  async RecentFiles() {
    if (!this.scenario.files) return []
    return files.map(({ handle, name, folder, when }) => ({ handle, name, folder, when }))
  }

  async OpenPriceList(handle: string) {
    const file = this.file(handle)
    await this.progress('read', 214, 4)
    return this.read(file, file.comma ? { ...fakeLayout, delimiter: ';', decimal: '', price: 0 } : fakeLayout)
  }

  async SetLayout(handle: string, layout: LayoutView) {
    return this.read(this.file(handle), layout)
  }

  private read(file: FakeFile, layout: LayoutView) {
    const list = openKnownList(file, layout, this.scenario.known, this.suppliers)
    this.layouts.set(file.handle, list.layout)
    return list
  }

  async ReadListAgain(handle: string) {
    return this.List(handle)
  }

  async List(handle: string) {
    return this.read(this.file(handle), this.layouts.get(handle) ?? fakeLayout)
  }

  async Suppliers() {
    return this.suppliers
  }

  async SaveSupplier(handle: string, name: string, rules: RulesView) {
    const list = openFakeList(this.file(handle), this.layouts.get(handle) ?? fakeLayout)
    this.suppliers = [...this.suppliers.filter(one => one.name !== name), supplierOf(name, list, rules)]
    return this.suppliers
  }

  async EditSupplier(name: string, edit: SupplierEditView) {
    this.suppliers = this.suppliers.map(one => (one.name === name ? edited(one, edit) : one))
    return this.suppliers
  }

  async Rules(supplier: string) {
    return this.rules[supplier] ?? noRules
  }

  async SaveRules(supplier: string, rules: PriceRulesView) {
    const findings = wrong(rules)
    if (findings.length === 0) this.rules[supplier] = rules
    return { saved: findings.length === 0, findings, rules }
  }

  async TryRules(_supplier: string, rules: PriceRulesView, plan: string) {
    return tried(rules, plan)
  }

  async RenameSupplier(name: string, next: string) {
    this.suppliers = this.suppliers.map(one => (one.name === name ? { ...one, name: next } : one))
    return this.suppliers
  }

  async RemoveSupplier(name: string) {
    this.suppliers = this.suppliers.filter(one => one.name !== name)
    return this.suppliers
  }

  async ExportSupplier(name: string) {
    return { name: `${name}.json`, cancelled: false }
  }

  async ImportSupplier(over: boolean) {
    const [first] = this.suppliers
    if (first && !over) {
      throw refusal(
        'supplier_exists',
        `A supplier “${first.name}” is remembered already.`,
        'Choose another name, or say that it is to be replaced.',
      )
    }
    this.suppliers = this.suppliers.map(one => (one === first ? { ...one, decimal: '.' } : one))
    return this.suppliers
  }

  async Links(of: string, search: string) {
    return foundLinks(this.links, of, search)
  }

  async SaveLink(choice: LinkChoiceView) {
    const item = fakeCatalog.find(one => one.id === choice.item)
    if (!item && !choice.never) {
      throw refusal(
        'link_item_unknown',
        'Jobber had no such item when it was read last, so nothing was remembered.',
        'Make a preview, which reads Jobber’s items again, and choose the item once more.',
      )
    }
    const saved = linkOf(choice, item?.name ?? '')
    const before = this.links.filter(one => same(one, saved))
    this.links = [...this.links.filter(one => !same(one, saved)), saved]
    return { saved: [saved], before }
  }

  async RemoveLinks(of: string, keys: string[]) {
    const gone = this.links.filter(one => one.supplier === of && keys.includes(one.key))
    this.links = this.links.filter(one => !gone.includes(one))
    return gone
  }

  async RestoreLinks(links: LinkView[]) {
    this.links = [...this.links.filter(one => !links.some(back => same(one, back))), ...links]
    return links
  }

  async ExportLinks(of: string) {
    return { name: of === '' || of === '*' ? 'Links.csv' : `${of} links.csv`, cancelled: false }
  }

  async ImportLinks() {
    return {
      added: 2,
      changed: 1,
      same: this.links.length,
      refused: [{ line: 5, message: 'Jobber had no such item when it was read last, so nothing was remembered.' }],
      cancelled: false,
    }
  }

  async Compare(old: string, next: string) {
    return fakeComparison(this.file(old).name, this.file(next).name)
  }

  async Preview(handle: string, rules: { onlyIncrease: boolean; markup: string }) {
    const file = this.file(handle)
    await this.progress('catalog', fakeCatalog.length, 8)
    const plan: FakePlan = {
      id: `plan-${this.nextPlan++}`,
      kind: 'sync',
      undoOf: '',
      account: this.status.account,
      file: file.name,
      rules,
      rows: repeated(planRows(this.layouts.get(handle) ?? fakeLayout, rules, this.items), this.scenario.copies),
      holds: this.scenario.largePlan
        ? [
            {
              code: 'large_plan',
              message: 'This would change 51 of the 120 items in Jobber (42.5%); your limit for one plan is 30%.',
            },
          ]
        : [],
      applied: false,
      supplier: '',
      create: noCreation,
      missing: [],
      synced: new Set(),
      began: 0,
      steps: [],
    }
    if (this.scenario.managed) manage(plan)
    plan.began = plan.rows.filter(row => waits(row) !== '').length
    this.plans.set(plan.id, plan)
    return planView(plan)
  }

  async Create(id: string, create: CreateView) {
    const plan = this.plan(id)
    return this.anew({ ...plan, create, rows: createdIn(plan, create) })
  }

  async MissingRows(id: string, offset: number, limit: number) {
    const { missing } = this.plan(id)
    return { offset, total: missing.length, rows: missing.slice(offset, offset + limit).map(rowTexts) }
  }

  async Guardrails() {
    return this.guardrails
  }

  async SaveGuardrails(wanted: GuardrailsView) {
    if (wanted.changePercent !== '' && !(Number(wanted.changePercent) > 0)) {
      throw refusal('setting_invalid', `change_percent can’t be “${wanted.changePercent}”: it is not a number.`, '')
    }
    this.guardrails = wanted
    return wanted
  }

  async Locks() {
    return this.locks
  }

  async Lock(item: string, field: string, why: string) {
    const lock = fakeLock(item, field, why, today)
    if (!lock)
      throw refusal('item_unknown', `There is no item ${item} in Jobber.`, 'Look at the item’s name in Jobber.')
    this.locks = [...this.locks.filter(one => one.item !== item), lock]
    return this.locks
  }

  async Unlock(item: string) {
    this.locks = this.locks.filter(one => one.item !== item)
    return this.locks
  }

  async Decide(id: string, decision: DecisionView) {
    const plan = this.plan(id)
    if (decision.what === 'correct' && !/^\d+(\.\d{1,4})?$/.test(decision.text)) {
      throw refusal(
        'correction_invalid',
        `“${decision.text}” can’t stand in this cell.`,
        'Type an amount such as 12.50.',
      )
    }
    const before = plan.rows
    const why = decideFake(plan, decision, this.items)
    if (why !== '') throw refusal('decision_invalid', `That can’t be decided about this row: ${why}.`, 'Look again.')
    return decidedFake(plan, before, decision.what, decision.line)
  }

  async UndoDecision(id: string) {
    const plan = this.plan(id)
    const last = plan.steps.pop()
    if (!last) throw refusal('decision_invalid', 'Nothing is left to take back.', 'Look again.')
    const before = plan.rows
    plan.rows = last.rows
    return decidedFake(plan, before, last.what, last.line)
  }

  async SearchItems(id: string, line: number, words: string) {
    const row = this.plan(id).rows.find(one => one.line === line)
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
    return fakeCatalog
      .filter(item => wanted.every(word => item.name.toLowerCase().includes(word)))
      .slice(0, 50)
      .map(item => candidateOf(row?.name || row?.code || '', item, 0, this.items))
  }

  async ReadAgain(id: string) {
    return this.anew(this.plan(id))
  }

  private anew(plan: FakePlan) {
    const next = { ...plan, steps: [], id: `plan-${this.nextPlan++}` }
    this.plans.set(next.id, next)
    return planView(next)
  }

  async PreviewRows(id: string, offset: number, limit: number) {
    const { rows } = this.plan(id)
    return { offset, total: rows.length, rows: rows.slice(offset, offset + limit).map(rowTexts) }
  }

  async PreviewRow(id: string, line: number) {
    const { rows, missing } = this.plan(id)
    const row = [...rows, ...missing].find(one => one.line === line)
    if (!row) throw refusal('plan_unknown', 'There is no such row.', 'Make a new preview.')
    return rowDetail(row, rows, this.items)
  }

  async Tick(id: string, lines: number[], on: boolean) {
    const plan = this.plan(id)
    const wanted = new Set(lines)
    for (const row of [...plan.rows, ...plan.missing]) if (wanted.has(row.line) && tickable(row)) row.ticked = on
    return selectionOf(plan)
  }

  async AcceptHolds(id: string, codes: string[]) {
    const plan = this.plan(id)
    plan.holds = plan.holds.filter(hold => !codes.includes(hold.code))
    return selectionOf(plan)
  }

  async Sync(id: string, firstOnly: number) {
    const plan = this.plan(id)
    if (plan.applied) {
      throw refusal(
        'stale_plan',
        'This preview can’t be synced any more: it was synced already. No price was changed.',
        'Make a new preview and look at it again.',
      )
    }
    const ticked = [...plan.rows, ...plan.missing].filter(row => row.ticked && !plan.synced.has(row.line))
    if (ticked.length === 0)
      throw refusal('nothing_to_sync', 'Nothing is ticked, so there is nothing to sync.', 'Tick at least one row.')
    const chosen = firstOnly > 0 ? ticked.slice(0, firstOnly) : ticked
    const trial = chosen.length < ticked.length
    plan.applied = !trial
    for (const row of chosen) {
      plan.synced.add(row.line)
      row.ticked = false
      row.synced = true
    }
    const made = await this.carryOut(plan, chosen, `run-${this.nextRun++}`)
    made.run.trial = trial
    made.run.left = ticked.length - chosen.length
    return made
  }

  private async carryOut(plan: FakePlan, rows: FakeRow[], id: string): Promise<RunDetailView> {
    this.paused = false
    this.cancelled = false
    this.change({ running: plan.kind })
    const done: RunRowView[] = []
    let recent: RunRowView[] = []
    const tell = (wait: string) => {
      const counts = countsOf(done)
      this.emit('progress', {
        operation: plan.kind,
        ref: '9C4D-07',
        done: done.length,
        total: rows.length,
        counts,
        recent: recent.map(row => ({ line: row.line, item: row.itemName, outcome: row.outcome, message: row.message })),
        seconds: wait === '' ? Math.ceil((rows.length - done.length) / 2) : -1,
        wait,
        waitSeconds: wait === '' ? 0 : 8,
        paused: this.paused,
      })
      recent = []
    }
    tell('')
    for (const [index, row] of rows.entries()) {
      if (index > 0 && index === this.scenario.stopAt) {
        tell(this.scenario.wait)
        await this.until(
          () => this.cancelled,
          () => tell(this.scenario.wait),
        )
      } else if (this.scenario.pace > 0) {
        await pause(this.scenario.pace)
      }
      if (this.paused)
        await this.until(
          () => !this.paused || this.cancelled,
          () => tell(''),
        )
      if (this.cancelled) break
      const settled = settle(row, index, this.scenario.troubles)
      if (settled.outcome === 'applied' && row.item) this.items.set(row.item.id, row.after)
      done.push(settled)
      recent.push(settled)
      tell('')
    }
    for (const row of rows.slice(done.length)) done.push(runRow(row, 'not_sent', 'The run ended before this row.'))
    const run = runOf(plan, id, done, today, Math.max(1, Math.round(rows.length / 2)))
    this.runs = [{ run, rows: done }, ...this.runs]
    this.change({ running: '' })
    return { run, rows: done }
  }

  private async until(free: () => boolean, tell: () => void) {
    let was = this.paused
    while (!free()) {
      if (was !== this.paused) tell()
      was = this.paused
      await pause(20)
    }
  }

  async Pause() {
    this.paused = true
  }

  async Continue() {
    this.paused = false
  }

  async Cancel() {
    this.cancelled = true
  }

  async Resume(id: string) {
    const found = this.run(id)
    await pause(this.scenario.pace)
    const rows = found.rows.map(row =>
      row.outcome === 'not_sent'
        ? { ...row, outcome: 'applied', message: '', storedPrice: row.sentPrice, storedCost: row.sentCost }
        : row,
    )
    const run = { ...found.run, counts: countsOf(rows), status: 'done', resumable: false, undoable: rows.length }
    this.runs = this.runs.map(one => (one.run.run === id ? { run, rows } : one))
    this.change({ unfinished: this.status.unfinished.filter(one => one.run !== id) })
    return { run, rows }
  }

  async Runs() {
    return this.runs.map(one => one.run)
  }

  async Run(id: string) {
    return this.run(id)
  }

  async Undo(id: string, lines: number[]) {
    const { run, rows } = this.run(id)
    const wanted = rows.filter(row => row.outcome === 'applied' && (lines.length === 0 || lines.includes(row.line)))
    const plan: FakePlan = {
      id: `plan-${this.nextPlan++}`,
      kind: 'undo',
      undoOf: id,
      account: run.account,
      file: run.file,
      rules: { onlyIncrease: false, markup: '' },
      rows: wanted.map(row => undoRow(row, this.items)),
      holds: [],
      applied: false,
      supplier: '',
      create: noCreation,
      missing: [],
      synced: new Set(),
      began: 0,
      steps: [],
    }
    this.plans.set(plan.id, plan)
    return planView(plan)
  }

  async ExportPlan(_plan: string, which: string) {
    return { name: which === 'attention' ? 'Rows that need attention.csv' : 'Preview.csv', cancelled: false }
  }

  async ExportRun() {
    return { name: 'Results.csv', cancelled: false }
  }

  async Items(search: string, limit: number) {
    if (!this.scenario.items) return []
    const wanted = search.toLowerCase()
    return fakeCatalog
      .filter(item => item.name.toLowerCase().includes(wanted))
      .slice(0, limit)
      .map(item => {
        const now = this.items.get(item.id)
        return { item: item.id, name: item.name, price: text(now?.price ?? null), cost: text(now?.cost ?? null) }
      })
  }

  async OpenItems() {
    const target = this.guardrails.targetMargin
    this.itemRows = this.scenario.items ? fakeItemRows(this.items, this.scenario.copies, target) : []
    return fakeListing(++this.listings, this.itemRows, target)
  }

  async ReadItems() {
    await this.progress('catalog', fakeCatalog.length, 8)
    this.scenario.items = true
    return this.OpenItems()
  }

  async ItemRows(listing: string, offset: number, limit: number) {
    const rows = listing === `listing-${this.listings}` ? this.itemRows : []
    return { offset, total: rows.length, rows: rows.slice(offset, offset + limit) }
  }

  async Item(item: string) {
    return (
      fakeItemDetail(item, this.items, this.guardrails.targetMargin) ??
      thrown('item_unknown', `There is no item ${item} in Jobber. No price was changed.`, 'Read the items again.')
    )
  }

  async Settings() {
    return this.scenario.settings ?? fakeSettings(this.values)
  }

  async SaveSetting(name: string, value: string) {
    if (name === 'callback_port' && value !== '' && !(Number(value) >= 1024 && Number(value) <= 65535)) {
      throw refusal(
        'port_invalid',
        `The callback port ${value} can’t be used: it is not from 1024 to 65535.`,
        'Choose a port from 1024 to 65535.',
      )
    }
    if (value === '') delete this.values[name]
    else this.values[name] = value
    if (name === 'target_margin') this.guardrails.targetMargin = value
    if (name === 'theme') this.change({ theme: value })
    if (name === 'currency') this.change({ currency: value })
    this.change({ findings: this.status.findings.filter(finding => finding.field !== name) })
    return this.scenario.settings ?? fakeSettings(this.values)
  }

  async SelfCheck(deep: boolean) {
    await pause(this.scenario.pace)
    const checks = fakeChecks(this.status, deep)
    const status = checks.some(one => one.status === 'failed')
      ? 'failed'
      : checks.some(one => one.status === 'warning')
        ? 'warning'
        : 'ok'
    return { status, ref: '8H2K-30', checks }
  }

  async Network() {
    return fakeContacts(this.scenario.contacts)
  }

  async TellScreen() {}

  async Previews() {
    return fakePreviews
  }

  async ReportParts(choice: ReportChoiceView) {
    return fakeReport(choice.names, choice.replay !== '')
  }

  async ExportDiagnostics() {
    return { name: 'price-sync-report-8H2K.zip', cancelled: false }
  }

  async PageBroke() {
    return {
      code: 'internal',
      message: 'Something went wrong inside Price Sync; nothing was lost.',
      hint: 'Try again. If it happens again, save a diagnostics report under Help and send it to support.',
      ref: '5P2X-6D',
    }
  }

  async HelpEntries() {
    return fakeErrors
  }

  async OpenLink() {}

  async ConfirmClose() {}

  private change(changes: Partial<StatusView>): StatusView {
    this.status = { ...this.status, ...changes }
    this.emit('status', this.status)
    return this.status
  }

  private async progress(operation: string, total: number, steps: number) {
    for (let step = 1; step <= steps; step++) {
      const progress: ProgressView = {
        operation,
        ref: '9C4D-05',
        done: Math.round((total * step) / steps),
        total,
        counts: {},
        recent: [],
        seconds: -1,
        wait: '',
        waitSeconds: 0,
        paused: false,
      }
      this.emit('progress', progress)
      const stuck = operation === 'catalog' && step === 5
      if (this.scenario.pace < 1000 || stuck) await pause(this.scenario.pace)
    }
  }

  private file(handle: string): FakeFile {
    return (
      files.find(file => file.handle === handle) ??
      thrown('handle_unknown', 'This file was not chosen in Price Sync.', 'Choose the file again.')
    )
  }

  private plan(id: string): FakePlan {
    return this.plans.get(id) ?? thrown('plan_unknown', `There is no preview ${id}.`, 'Make a new preview.')
  }

  private run(id: string): RunDetailView {
    return (
      this.runs.find(one => one.run.run === id) ??
      thrown('run_unknown', `There is no run ${id} in the history.`, 'Look at the history for its runs.')
    )
  }
}

// repeated makes a long list of a short one; its lines go on.
function repeated(rows: FakeRow[], copies: number): FakeRow[] {
  return Array.from({ length: copies }, (_, at) =>
    rows.map(row => ({ ...row, line: row.line + at * rows.length })),
  ).flat()
}

function undoRow(row: RunRowView, now: Map<string, FakePrices>): FakeRow {
  const item = fakeCatalog.find(one => one.id === row.item)
  const before = now.get(row.item) ?? { price: null, cost: null }
  const after = { price: cents(row.beforePrice), cost: cents(row.beforeCost) }
  return {
    line: row.line,
    name: row.name,
    code: row.code,
    verdict: 'update',
    reason: 'undo',
    message: '',
    holds: [],
    flags: [],
    rule: 'Restores what Jobber held before the run',
    item,
    matchedBy: '',
    candidates: [],
    suggestions: [],
    list: after,
    before,
    after,
    ticked: true,
    cells: [],
  }
}

function cents(amount: string): number | null {
  return amount === '' ? null : Math.round(Number(amount) * 100)
}

function fileView(file: (typeof files)[number] | undefined): FileView {
  return { handle: file?.handle ?? '', name: file?.name ?? '', bytes: 14_286, modified: file?.when ?? '' }
}

function refusal(code: string, message: string, hint: string): string {
  const view: ErrorView = { code, message, hint, ref: '7F3K-22' }
  return JSON.stringify(view)
}

function thrown(code: string, message: string, hint: string): never {
  throw refusal(code, message, hint)
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}

// fakeFromAddress starts the scenario that the address names: "?fake=practice&theme=dark&locale=de-DE".
export function fakeFromAddress(search: string): Backend {
  const asked = new URLSearchParams(search)
  const scenario = scenarios[asked.get('fake') ?? ''] ?? (scenarios.settled as Scenario)
  const status = { ...scenario.status }
  for (const name of ['theme', 'locale', 'currency'] as const) {
    const value = asked.get(name)
    if (value !== null) status[name] = value
  }
  const { backend } = makeFake({ ...scenario, status })
  return backend
}
