import type {
  CandidateView,
  ChecksView,
  ComparedView,
  ContactView,
  CreateView,
  DecidedView,
  DecisionView,
  ErrorView,
  FileView,
  GuardrailsView,
  HelpEntryView,
  ItemDetailView,
  ItemView,
  LayoutView,
  LinkChoiceView,
  LinkSavedView,
  LinksImportedView,
  LinkView,
  ListingView,
  LockView,
  PlanSummaryView,
  PlanView,
  PriceListView,
  PriceRulesView,
  ProgressView,
  RecentFileView,
  ReportChoiceView,
  ReportPartView,
  RowDetailView,
  RowsView,
  RulesView,
  RunDetailView,
  RunView,
  SavedRulesView,
  SavedView,
  ScreenView,
  SelectionView,
  SettingView,
  StatusView,
  SupplierEditView,
  SupplierView,
  TriedRulesView,
} from './views'

// Bridge is the struct that Go binds to the page, method by method. A call that fails rejects with a Refusal.
export interface Bridge {
  Status(): Promise<StatusView>
  Connect(): Promise<StatusView>
  CancelConnect(): Promise<void>
  Disconnect(): Promise<StatusView>
  SetPractice(on: boolean): Promise<StatusView>
  ResetPractice(): Promise<StatusView>
  SaveCredentials(clientId: string, clientSecret: string): Promise<StatusView>
  SetCurrency(code: string): Promise<StatusView>

  ChooseFile(): Promise<FileView | null>
  PracticePriceList(): Promise<FileView>
  Paste(text: string): Promise<FileView>
  RecentFiles(): Promise<RecentFileView[]>
  OpenPriceList(handle: string): Promise<PriceListView>
  SetLayout(handle: string, layout: LayoutView): Promise<PriceListView>
  ReadListAgain(handle: string): Promise<PriceListView>
  List(handle: string): Promise<PriceListView>

  Suppliers(): Promise<SupplierView[]>
  SaveSupplier(handle: string, name: string, rules: RulesView): Promise<SupplierView[]>
  EditSupplier(name: string, edit: SupplierEditView): Promise<SupplierView[]>
  RenameSupplier(name: string, next: string): Promise<SupplierView[]>
  RemoveSupplier(name: string): Promise<SupplierView[]>
  ExportSupplier(name: string): Promise<SavedView>
  ImportSupplier(over: boolean): Promise<SupplierView[]>
  Links(of: string, search: string): Promise<LinkView[]>
  SaveLink(choice: LinkChoiceView): Promise<LinkSavedView>
  RemoveLinks(of: string, keys: string[]): Promise<LinkView[]>
  RestoreLinks(links: LinkView[]): Promise<LinkView[]>
  ExportLinks(of: string): Promise<SavedView>
  ImportLinks(of: string): Promise<LinksImportedView>
  Rules(supplier: string): Promise<PriceRulesView>
  SaveRules(supplier: string, rules: PriceRulesView): Promise<SavedRulesView>
  TryRules(supplier: string, rules: PriceRulesView, plan: string): Promise<TriedRulesView>
  Compare(old: string, next: string): Promise<ComparedView>

  Preview(handle: string, rules: RulesView): Promise<PlanView>
  PreviewRows(plan: string, offset: number, limit: number): Promise<RowsView>
  PreviewRow(plan: string, line: number): Promise<RowDetailView>
  Decide(plan: string, decision: DecisionView): Promise<DecidedView>
  UndoDecision(plan: string): Promise<DecidedView>
  SearchItems(plan: string, line: number, words: string): Promise<CandidateView[]>
  ReadAgain(plan: string): Promise<PlanView>
  Tick(plan: string, lines: number[], on: boolean): Promise<SelectionView>
  AcceptHolds(plan: string, codes: string[]): Promise<SelectionView>
  Create(plan: string, create: CreateView): Promise<PlanView>
  MissingRows(plan: string, offset: number, limit: number): Promise<RowsView>

  Guardrails(): Promise<GuardrailsView>
  SaveGuardrails(wanted: GuardrailsView): Promise<GuardrailsView>
  Locks(): Promise<LockView[]>
  Lock(item: string, field: string, why: string): Promise<LockView[]>
  Unlock(item: string): Promise<LockView[]>

  Sync(plan: string, firstOnly: number): Promise<RunDetailView>
  Pause(): Promise<void>
  Continue(): Promise<void>
  Cancel(): Promise<void>
  Resume(run: string): Promise<RunDetailView>

  Runs(): Promise<RunView[]>
  Run(run: string): Promise<RunDetailView>
  Undo(run: string, lines: number[]): Promise<PlanView>
  ExportPlan(plan: string, which: string): Promise<SavedView>
  ExportRun(run: string): Promise<SavedView>

  Items(search: string, limit: number): Promise<ItemView[]>
  OpenItems(): Promise<ListingView>
  ReadItems(): Promise<ListingView>
  ItemRows(listing: string, offset: number, limit: number): Promise<RowsView>
  Item(item: string): Promise<ItemDetailView>
  Settings(): Promise<SettingView[]>
  SaveSetting(name: string, value: string): Promise<SettingView[]>
  SelfCheck(deep: boolean): Promise<ChecksView>
  Network(): Promise<ContactView[]>
  TellScreen(screen: ScreenView): Promise<void>
  Previews(): Promise<PlanSummaryView[]>
  ReportParts(choice: ReportChoiceView): Promise<ReportPartView[]>
  ExportDiagnostics(choice: ReportChoiceView): Promise<SavedView>
  PageBroke(message: string, stack: string): Promise<ErrorView>
  HelpEntries(): Promise<HelpEntryView[]>
  OpenLink(name: string): Promise<void>
  ConfirmClose(): Promise<void>
}

// Events are what Go tells without being asked.
export interface Events {
  status: StatusView
  progress: ProgressView
  'connect-url': { url: string }
  'file-dropped': FileView
  'file-refused': ErrorView
  'file-changed': FileView // the file that is shown was saved again by another program
  'close-asked': undefined
}

// Backend is the whole door: what the page may ask, and what it is told.
export interface Backend extends Bridge {
  on<E extends keyof Events>(event: E, tell: (payload: Events[E]) => void): () => void
}
