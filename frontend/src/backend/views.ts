// What crosses the door from Go, type by type as app/desktop/views.go has it; a test compares the two. Amounts are
// decimal strings in machine form ("12.50", "" where there is none), times RFC 3339 in UTC ("" where there is none).

// ErrorView is how every failed call rejects: the ErrorFormatter sends it as a JSON string.
export interface ErrorView {
  code: string
  message: string
  hint: string
  ref: string // the operation's id, "" where no operation began
}

// StatusView is what every screen needs to know; it is sent anew as the event "status" whenever it changes.
export interface StatusView {
  version: string
  commit: string
  practice: boolean
  connected: boolean
  connecting: boolean // waiting for the browser
  account: string // its name; "" when not connected
  accountId: string
  sessionOnly: boolean // no keychain: connected until the program closes
  currency: string // ISO 4217, "" until the user told it
  locale: string // BCP 47, from the system
  theme: string // "light", "dark" or "system"
  callbackUrl: string // to be registered in Jobber's Developer Center
  canConnect: boolean // client id and secret are there and valid
  running: string // the operation under way, "" when idle
  failure: ErrorView | null // the program started but can't work (database, folder)
  findings: FindingView[]
  unfinished: UnfinishedRunView[]
  openedWith: FileView | null // a file given on the command line or by open-with, once
}

// FindingView is one thing that is wrong with settings or environment.
export interface FindingView {
  code: string
  severity: string // "error" disables what it breaks, "warning" does not
  field: string // the setting or variable, "" where it is neither
  message: string
  hint: string
  variable: string // the environment variable that holds the wrong value, "" where none does
  breaks: string[] // what an error disables: "connect", "read", "preview", "sync", "everything"
}

// UnfinishedRunView is a run that was cut off and can be resumed.
export interface UnfinishedRunView {
  run: string
  started: string
  file: string
  account: string
  done: number
  total: number
}

// FileView is a file that a dialog, a drop or the command line gave out. The page knows it by Handle alone.
export interface FileView {
  handle: string
  name: string
  bytes: number
  modified: string
}

// RecentFileView is a file that was read before.
export interface RecentFileView {
  handle: string
  name: string
  folder: string // the last folder's name only
  when: string
}

// LayoutView is a pricelist.Layout; columns by 1-based position, 0 not decided, -1 decided to be absent.
export interface LayoutView {
  encoding: string
  delimiter: string
  sheet: string
  headerLine: number
  headerLines: number
  decimal: string
  name: number
  code: number
  price: number
  cost: number
  description: number
  unit: number
  supplier: string // whose list it is; "" recognises it, "none" reads it as a stranger's
}

// PriceListView is a price list that was read, for the screens Price list and Columns.
export interface PriceListView {
  handle: string
  name: string
  bytes: number
  sha256: string
  layout: LayoutView
  sure: number // how sure the layout's encoding is, in percent; 0 for a workbook
  encodings: string[] // what a layout's encoding may be
  headers: string[]
  sheets: SheetView[]
  head: LineView[] // the file's first records
  rows: number
  priced: number
  invalid: number
  notProduct: number
  worked: WorkedView // the first row that can be compared; its line is 0 where there is none
  problems: ProblemView[] // of rows, the first 500
  notes: ProblemView[]
  questions: QuestionView[]
  ready: boolean // no question open: it can be previewed
  supplier: string // the known supplier whose list it is, "" where it is none's
  supplierChanges: string[] // what changed since that supplier's last list, a sentence each
  rules: RulesView // that supplier's
}

// SheetView is one sheet of a workbook.
export interface SheetView {
  name: string
  hidden: boolean
  rows: number
}

// LineView is one record of the file as text.
export interface LineView {
  line: number
  cells: string[]
}

// WorkedView is a row as it was read.
export interface WorkedView {
  line: number
  name: string
  code: string
  price: string // in machine form, "" where there is none
  cost: string
}

// ProblemView is trouble at one place of the file.
export interface ProblemView {
  code: string
  kind: string // "invalid" or "not_a_product", of a row; "" of the file as a whole
  message: string
  line: number
  column: number
}

// QuestionView is what the file alone can't decide.
export interface QuestionView {
  code: string
  message: string
  choices: ChoiceView[]
}

// ChoiceView is one answer; SetLayout with its Layout gives it.
export interface ChoiceView {
  value: string
  label: string
  detail: string
  layout: LayoutView
}

// RulesView is how a list's amounts become Jobber's.
export interface RulesView {
  onlyIncrease: boolean
  markup: string // percent, "" for none
}

// PlanView is a plan without its rows, which PreviewRows pages.
export interface PlanView {
  plan: string
  kind: string // "sync" or "undo"
  undoOf: string
  fingerprint: string
  account: string
  file: string
  rows: number
  counts: Record<string, number> // verdict to rows, and "increase" and "decrease" within update
  holds: HoldView[] // on the plan as a whole
  notes: string[] // on how rows were matched, a sentence each
  changeLimit: string // percent beyond which a row is held
  rules: RulesView
  supplier: string // whose list it is, "" for nobody's
  create: CreateView
  missing: number // the supplier's items that the list no longer has, which MissingRows returns
  selection: SelectionView
  review: ReviewView
  columns: string[] // names of the places in PreviewRows' arrays, see RowColumns
}

// CreateView says whether rows without an item become new items, and as what.
export interface CreateView {
  on: boolean
  category: string // "product" or "service"; "" is a product
  taxable: boolean
}

// GuardrailsView is what holds a row of the account until a person ticks it. Percents are in machine form.
export interface GuardrailsView {
  changePercent: string
  planPercent: string
  targetMargin: string // "" where none is set
  holds: HoldSwitchView[] // every hold, in the order in which they are shown
  defaults: GuardrailLimitsView
  fixedBy: string // who has decided them instead of the user, "" for nobody
}

// GuardrailLimitsView is the limits as the program comes with them.
export interface GuardrailLimitsView {
  changePercent: string
  planPercent: string
  targetMargin: string
}

// HoldSwitchView is one hold and whether it is looked for.
export interface HoldSwitchView {
  code: string
  means: string // one sentence
  on: boolean
  switchable: boolean // whether a person may switch it off
  named: boolean // accepting everything does not accept it
}

// LockView is an item, or one amount of it, that no plan may touch.
export interface LockView {
  item: string
  itemName: string
  field: string // "price", "cost", or "" for the whole item
  why: string
  by: string // the computer's user
  when: string
  price: string // Jobber's, as it was read last
  cost: string
}

// ReviewView says how far a person has come with deciding about the rows that wait.
export interface ReviewView {
  began: number // rows that waited when the preview was made
  steps: number // decisions that can be taken back
  done: Record<string, number> // decisions by what was decided, see DecisionView
}

// DecisionView is what a person decided about one row.
export interface DecisionView {
  line: number
  what: string // "accept", "pick", "never", "skip", "take", "create", "correct" or "tick"
  item: string // of "accept" and "pick"
  text: string // of "correct": an amount in machine form, or a name
}

// DecidedView is a preview after a decision, or after one was taken back.
export interface DecidedView {
  plan: PlanView
  rows: string[][] // those that say something else since, each with one text for each of RowColumns
  line: number // of the row that it was about
  what: string // what was decided, or taken back
}

// HoldView is a guardrail's reason.
export interface HoldView {
  code: string
  message: string
}

// SelectionView sums up what is ticked; ticks live in Go.
export interface SelectionView {
  ticked: number
  tickable: number
  heldTicked: number
  heldWaiting: number
  increases: number
  decreases: number
  priceSum: string // sum of after - before over ticked rows, signed
  largest: string // largest change among them in percent, signed; "" where none
  largestName: string
  marginBefore: string // average over ticked rows with both amounts, percent; "" where none
  marginAfter: string
  seconds: number // how long a sync of them is expected to take
  creating: number // of the ticked rows, those that make a new item
  hiding: number // of the ticked rows, those that hide an item
  synced: number // rows that a trial took: they can't be ticked again
}

// RowsView is one page of a plan's rows; each row has one text for each of RowColumns.
export interface RowsView {
  offset: number
  total: number
  rows: string[][]
}

// RowDetailView is what a row's drawer shows beyond its columns.
export interface RowDetailView {
  line: number
  verdict: string
  message: string
  holds: HoldView[]
  flags: string[]
  rule: string
  matchedBy: string
  why: string // how the row reached its item or its candidates, a sentence; "" where it reached none
  candidates: CandidateView[]
  suggestions: CandidateView[]
  sameItem: number[] // other lines that reach the same item
  winner: number // of a duplicate: the line that would win; else 0
  cells: CellView[] // the record as the file has it
  history: ItemChangeView[] // what earlier runs did to the item, newest first
  correctable: CorrectableView
  create: NewItemView | null // what a row that makes a new item makes, else null
  lock: LockView | null // of the item, null where it is not locked
  hides: boolean // the row hides its item
  synced: boolean // the row was written already, as a trial
  creatable: boolean // the row can become a new item
  markupBefore: string // Jobber's own, in percent; "" where none is stored or no rule writes it
  markupAfter: string // that the row sends along with price and cost; "" where no rule writes it
}

// CorrectableView is the cell of a row that was not understood and can be put right, or was and can be once more.
export interface CorrectableView {
  field: string // "name", "price" or "cost"; "" where no cell can
  was: string // the cell's text
  is: string // what a person wrote in its place before, in machine form; "" where none did
}

// NewItemView is an item that a row would create.
export interface NewItemView {
  name: string
  description: string
  category: string // "product" or "service"
  price: string
  cost: string
  taxable: boolean
}

// CandidateView is an item that a row might be.
export interface CandidateView {
  item: string
  name: string
  price: string
  cost: string
  score: number // 0 to 100; 0 for a candidate of an ambiguous row
  rowParts: PartView[] // what the list calls it, in pieces
  nameParts: PartView[] // name, in pieces
}

// PartView is a piece of a name; the pieces in their order make it up.
export interface PartView {
  text: string
  differs: boolean // a word or a size that the other name does not have
}

// CellView is one cell of a record.
export interface CellView {
  header: string
  text: string
}

// ItemChangeView is one change that an earlier run made to an item.
export interface ItemChangeView {
  run: string
  when: string
  priceBefore: string
  priceAfter: string
  costBefore: string
  costAfter: string
}

// ProgressView is the one progress event ("progress"), sent at most ten times a second.
export interface ProgressView {
  operation: string // "read", "catalog", "match", "sync", "undo", "resume"
  ref: string
  done: number
  total: number // 0 where it is not known
  counts: Record<string, number> // outcome to rows, of a run
  recent: RecentRowView[] // rows settled since the last event, of a run
  seconds: number // time left; -1 where it is not known
  wait: string // a sentence while Jobber asks us to wait, else ""
  waitSeconds: number
  paused: boolean
}

// RecentRowView is one row just settled.
export interface RecentRowView {
  line: number
  item: string // its name
  outcome: string
  message: string
}

// RunView is one line of the history.
export interface RunView {
  run: string
  kind: string // "sync" or "undo"
  undoOf: string
  plan: string
  ref: string
  started: string
  ended: string
  seconds: number
  status: string // "done", "partial", "stopped", "" while it runs or was cut off
  account: string
  user: string // the computer's user
  file: string
  sha256: string
  rules: RulesView
  counts: Record<string, number> // outcome to rows
  total: number
  requests: number
  throttled: number
  resumable: boolean
  undoable: number // rows that an undo would restore
  trial: boolean // only the first ticked rows of its plan; the others may follow
  left: number // rows of its plan that may still follow a trial
}

// RunDetailView is a run with its rows.
export interface RunDetailView {
  run: RunView
  rows: RunRowView[]
}

// RunRowView is one row of a run.
export interface RunRowView {
  line: number
  item: string
  itemName: string
  name: string
  code: string
  outcome: string
  message: string
  beforePrice: string
  beforeCost: string
  sentPrice: string
  sentCost: string
  storedPrice: string
  storedCost: string
  differs: boolean
  created: boolean // the row made a new item
  visible: string // "hidden" or "shown" where the row changed that, else ""
}

// ListingView is the catalog as it was read last, without its items, which ItemRows pages.
export interface ListingView {
  listing: string // names it for ItemRows
  readAt: string // "" before the first reading
  at: string // when it was judged
  from: string // when the steps of an item's row begin
  items: number
  counts: Record<string, number> // mark to items
  target: string // the account's target margin in percent, "" where none is set
  columns: string[] // names of the places in ItemRows' arrays, see ItemColumn
}

// ItemDetailView is what an item's drawer shows.
export interface ItemDetailView {
  item: string
  name: string
  description: string
  category: string // "product" or "service"
  taxable: boolean
  price: string
  cost: string
  margin: string // over the price, percent with one decimal
  markup: string // over the cost, percent with one decimal
  marks: string[]
  at: string
  history: ItemPointView[] // newest first
  linked: LinkedView[] // the suppliers' rows that lead to it
}

// ItemPointView is what an item's price and cost were from a time on.
export interface ItemPointView {
  when: string
  price: string
  cost: string
  margin: string
  run: string // the run that wrote it, "" where a reading found it
  kind: string // of the run: "sync" or "undo"
  file: string // the run's price list
}

// LinkedView is a supplier's row that was decided to be an item.
export interface LinkedView {
  supplier: string // "" for no supplier in particular
  row: string // its code, or its name
}

// ItemView is one item of the catalog, for the palette.
export interface ItemView {
  item: string
  name: string
  price: string
  cost: string
}

// SettingView is one setting with where its value comes from.
export interface SettingView {
  name: string // "client_id", "client_secret", "callback_port", "currency", "theme", …
  value: string // shown safely: a secret is "set" or ""
  origin: string // "default", "settings", "environment"
  secret: boolean
  kind: string // "text", "number", "choice", "secret", "percent", "bytes"
  choices: string[]
  variable: string // the environment variable that may set it, "" where none
  default: string
  means: string // one sentence
  wrong: string // why the value can't be used, "" where it can
  fixed: boolean // only the environment sets it
}

// CheckView is one check of the computer.
export interface CheckView {
  code: string
  title: string
  status: string // "ok", "warning", "failed", "skipped"
  message: string
  hint: string
  ms: number
}

// ChecksView is a self-check.
export interface ChecksView {
  status: string // "ok", "warning", "failed"
  ref: string
  checks: CheckView[]
}

// ReportPartView is one part of the diagnostics report.
export interface ReportPartView {
  name: string
  title: string
  bytes: number
  preview: string // its text, cut at 20,000 characters
}

// SupplierView is one supplier as remembered.
export interface SupplierView {
  name: string
  headers: string[] // of its last list
  nameFrom: string // a column's heading or its number, "" where there is none
  codeFrom: string
  priceFrom: string
  costFrom: string
  decimal: string
  sheet: string
  rules: RulesView
  links: number // rows that were decided to be an item
}

// SupplierEditView is what a person changes of a supplier: columns by their 1-based place in its last list, "none" for one
// that is not read, "" for one that stays as it is.
export interface SupplierEditView {
  nameFrom: string
  codeFrom: string
  priceFrom: string
  costFrom: string
  decimal: string // "" leaves it as it is
  rules: RulesView
}

// LinkView is a remembered decision: which item a supplier's row is, or that it is none.
export interface LinkView {
  supplier: string // "" where it was made for no supplier in particular
  key: string // names it among its supplier's
  code: string // the row's; both are "" in decisions from before they were kept
  name: string
  item: string // "" where the row is never matched
  itemName: string // what Jobber called it at the time
  now: string // what Jobber called it when it was read last, "" where that is not known
  never: boolean
  broken: boolean // the item is no longer in Jobber, so the decision counts for nothing
  how: string // "picked", "suggested", "searched", "created", "added", "imported"; "" where it was not kept
  decided: string
}

// LinkChoiceView is a decision to be remembered. The row has a code or a name.
export interface LinkChoiceView {
  supplier: string
  code: string
  name: string
  item: string
  never: boolean // the row is no item
  how: string // as in LinkView
}

// LinkSavedView is what was remembered, and what stood in its place.
export interface LinkSavedView {
  saved: LinkView[]
  before: LinkView[]
}

// LinksImportedView is what became of a file of decisions.
export interface LinksImportedView {
  added: number
  changed: number // another decision stood there
  same: number
  refused: LinkRefusedView[] // lines that were left out
  cancelled: boolean
}

// LinkRefusedView is a line of such a file that was left out, and why.
export interface LinkRefusedView {
  line: number
  message: string
}

// ComparedView is what changed between two price lists of one supplier.
export interface ComparedView {
  old: string // the files' names
  new: string
  counts: Record<string, number> // "up", "down", "mixed", "new", "gone", "unclear", "unchanged"
  oldUnread: number // rows without a readable amount, which are not compared
  newUnread: number
  columns: string[] // of rows
  rows: string[][]
}

// ReportChoiceView is what the user wants in a diagnostics report.
export interface ReportChoiceView {
  skip: string[] // names of parts to leave out
  names: boolean // item and file names and amounts as they are
  replay: string // the plan of which a copy goes along that support can run again, "" for none
}

// PlanSummaryView is a preview of which a copy can be made for support.
export interface PlanSummaryView {
  plan: string
  file: string
  at: string // RFC 3339
  counts: Record<string, number> // rows by verdict
}

// ContactView is one host that the program has contacted for one purpose.
export interface ContactView {
  host: string // with its port where it is unusual
  why: string // a few words for people, such as "Reading products and services"
  requests: number // failed included
  failed: number // got no answer
  sent: number // bytes
  received: number // bytes
  first: string // RFC 3339
  last: string // RFC 3339
}

// ScreenView is what the page knows about the screen it is shown on.
export interface ScreenView {
  engine: string // the web view's name and version, as it calls itself
  scale: number // device pixels in one of the page's
  width: number // of the window, in the page's pixels
  height: number
  fontsLoaded: boolean // the program's own fonts
}

// HelpEntryView is one line of the table of errors, for the help.
export interface HelpEntryView {
  code: string
  message: string
  hint: string
}

// SavedView says where something was saved.
export interface SavedView {
  name: string // the file's name, "" when the user cancelled the dialog
  cancelled: boolean
}

// The places of a row in PreviewRows' arrays. Every value is text: numbers in machine form, lists joined by a space,
// truth as "1" or "".
export type RowColumn =
  | 'line'
  | 'name'
  | 'code'
  | 'verdict'
  | 'reason'
  | 'message'
  | 'holds'
  | 'flags'
  | 'rule'
  | 'item'
  | 'itemName'
  | 'matchedBy'
  | 'listPrice'
  | 'listCost'
  | 'beforePrice'
  | 'beforeCost'
  | 'afterPrice'
  | 'afterCost'
  | 'change'
  | 'changePercent'
  | 'marginBefore'
  | 'marginAfter'
  | 'ticked'
  | 'tickable'
  | 'waits'

// The places of a row in ItemRows' arrays. Every value is text: numbers in machine form, marks joined by a space. steps is the
// price from the listing's from on: "days:price" for each step, joined by a space, days counted from there. words is what a
// search looks through beside the name.
export type ItemColumn =
  | 'item'
  | 'name'
  | 'category'
  | 'price'
  | 'cost'
  | 'margin'
  | 'changed'
  | 'marks'
  | 'steps'
  | 'words'

// PriceRulesView is all that decides how a list's amounts become Jobber's. Amounts and percents are plain decimals, ""
// where there is none.
export interface PriceRulesView {
  onlyIncrease: boolean
  markup: string // percent over the cost, where no rule of the list fits
  tax: TaxView
  units: UnitsView
  list: RuleView[] // the first that fits a row decides
}

// TaxView says what is taken off a list's amounts, or added.
export interface TaxView {
  mode: string // "", "take_off" or "add"
  percent: string
  field: string // "" for both, "price" or "cost"
}

// UnitsView says for how many pieces a list's amounts are.
export interface UnitsView {
  mode: string // "", "fixed", "by_unit" or "cents"
  per: number // of "fixed"
  known: UnitView[]
  field: string // "" for both, "price" or "cost"
}

// UnitView is what one text of the unit column means.
export interface UnitView {
  text: string
  pieces: number
}

// RuleView is one price rule.
export interface RuleView {
  name: string
  when: WhenView
  action: RuleActionView
  rounding: string // "" or "cents", "five", "whole", "up", "ending_99" or "ending_95"
  leastProfit: string
  writeMarkup: boolean
}

// WhenView is what a row has to be for a rule to fit: all that is set must hold.
export interface WhenView {
  category: string // "", "PRODUCT" or "SERVICE"
  name: string // a pattern with * and ?
  code: string
  costFrom: string
  costTo: string
  marginFrom: string // percent of the price, of the item at present
  marginTo: string
}

// RuleActionView is what a rule does.
export interface RuleActionView {
  kind: string // "list", "markup", "margin", "keep_markup", "cost_only", "percent" or "amount"
  percent: string // of "markup" and "margin" without tiers, and of "percent"
  amount: string
  tiered: boolean // the tiers count, and the percent does not
  tiers: TierView[]
}

// TierView is the percent for costs up to an amount, "" for every higher cost.
export interface TierView {
  upTo: string
  percent: string
}

// RuleFindingView is what is wrong with price rules at one place.
export interface RuleFindingView {
  rule: number // its place from 1; 0 for the rules as a whole
  field: string // such as "action.percent", "when.cost_to" or "action.tiers.2.up_to"
  message: string
}

// SavedRulesView says whether price rules were saved, and what is wrong with them where not.
export interface SavedRulesView {
  saved: boolean
  findings: RuleFindingView[]
  rules: PriceRulesView
}

// TriedRulesView is what price rules would do to the rows of a plan.
export interface TriedRulesView {
  findings: RuleFindingView[]
  decided: number[] // rows that each rule decides, by its place
  others: number // rows with an item that none of them decides
  examples: RuleExampleView[]
}

// RuleExampleView is one row that was worked out.
export interface RuleExampleView {
  line: number
  name: string
  code: string
  item: string
  rule: number // the place of the rule that decided, from 1; 0 for none of them
  verdict: string
  message: string
  why: string // the whole sentence
  list: AmountsView
  before: AmountsView
  after: AmountsView
  steps: string[] // the arithmetic, one phrase for each step
}

// AmountsView are the amounts of one item, "" where there is none.
export interface AmountsView {
  price: string
  cost: string
  markup: string // percent, only where a rule writes Jobber's markup
  margin: string // percent of the price
}
