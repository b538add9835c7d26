// Package desktop is the window: the Bridge bound to the page, dialogs, file drops, events and the content security policy.
package desktop

// The views are what crosses to the page. Amounts are decimal strings in machine form ("12.50", "" where there is
// none), times RFC 3339 in UTC ("" where there is none), and no slice is ever nil.

// ErrorView is how every failed call rejects: the ErrorFormatter sends it as a JSON string.
type ErrorView struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
	Ref     string `json:"ref"` // the operation's id, "" where no operation began
}

// StatusView is what every screen needs to know; it is sent anew as the event "status" whenever it changes.
type StatusView struct {
	Version     string              `json:"version"`
	Commit      string              `json:"commit"`
	Practice    bool                `json:"practice"`
	Connected   bool                `json:"connected"`
	Connecting  bool                `json:"connecting"` // waiting for the browser
	Account     string              `json:"account"`    // its name; "" when not connected
	AccountID   string              `json:"accountId"`
	SessionOnly bool                `json:"sessionOnly"` // no keychain: connected until the program closes
	Currency    string              `json:"currency"`    // ISO 4217, "" until the user told it
	Locale      string              `json:"locale"`      // BCP 47, from the system
	Theme       string              `json:"theme"`       // "light", "dark" or "system"
	CallbackURL string              `json:"callbackUrl"` // to be registered in Jobber's Developer Center
	CanConnect  bool                `json:"canConnect"`  // client id and secret are there and valid
	Running     string              `json:"running"`     // the operation under way, "" when idle
	Failure     *ErrorView          `json:"failure"`     // the program started but can't work (database, folder)
	Findings    []FindingView       `json:"findings"`
	Unfinished  []UnfinishedRunView `json:"unfinished"`
	OpenedWith  *FileView           `json:"openedWith"` // a file given on the command line or by open-with, once
}

// FindingView is one thing that is wrong with settings or environment.
type FindingView struct {
	Code     string   `json:"code"`
	Severity string   `json:"severity"` // "error" disables what it breaks, "warning" does not
	Field    string   `json:"field"`    // the setting or variable, "" where it is neither
	Message  string   `json:"message"`
	Hint     string   `json:"hint"`
	Variable string   `json:"variable"` // the environment variable that holds the wrong value, "" where none does
	Breaks   []string `json:"breaks"`   // what an error disables: "connect", "read", "preview", "sync", "everything"
}

// UnfinishedRunView is a run that was cut off and can be resumed.
type UnfinishedRunView struct {
	Run     string `json:"run"`
	Started string `json:"started"`
	File    string `json:"file"`
	Account string `json:"account"`
	Done    int    `json:"done"`
	Total   int    `json:"total"`
}

// FileView is a file that a dialog, a drop or the command line gave out. The page knows it by Handle alone.
type FileView struct {
	Handle   string `json:"handle"`
	Name     string `json:"name"`
	Bytes    int64  `json:"bytes"`
	Modified string `json:"modified"`
}

// RecentFileView is a file that was read before.
type RecentFileView struct {
	Handle string `json:"handle"`
	Name   string `json:"name"`
	Folder string `json:"folder"` // the last folder's name only
	When   string `json:"when"`
}

// LayoutView is a pricelist.Layout; columns by 1-based position, 0 not decided, -1 decided to be absent.
type LayoutView struct {
	Encoding    string `json:"encoding"`
	Delimiter   string `json:"delimiter"`
	Sheet       string `json:"sheet"`
	HeaderLine  int    `json:"headerLine"`
	HeaderLines int    `json:"headerLines"`
	Decimal     string `json:"decimal"`
	Name        int    `json:"name"`
	Code        int    `json:"code"`
	Price       int    `json:"price"`
	Cost        int    `json:"cost"`
	Description int    `json:"description"`
	Unit        int    `json:"unit"`
	Supplier    string `json:"supplier"` // whose list it is; "" recognises it, "none" reads it as a stranger's
}

// PriceListView is a price list that was read, for the screens Price list and Columns.
type PriceListView struct {
	Handle     string         `json:"handle"`
	Name       string         `json:"name"`
	Bytes      int64          `json:"bytes"`
	SHA256     string         `json:"sha256"`
	Layout     LayoutView     `json:"layout"`
	Sure       int            `json:"sure"`      // how sure the layout's encoding is, in percent; 0 for a workbook
	Encodings  []string       `json:"encodings"` // what a layout's encoding may be
	Headers    []string       `json:"headers"`
	Sheets     []SheetView    `json:"sheets"`
	Head       []LineView     `json:"head"` // the file's first records
	Rows       int            `json:"rows"`
	Priced     int            `json:"priced"`
	Invalid    int            `json:"invalid"`
	NotProduct int            `json:"notProduct"`
	Worked     WorkedView     `json:"worked"`   // the first row that can be compared; its line is 0 where there is none
	Problems   []ProblemView  `json:"problems"` // of rows, the first 500
	Notes      []ProblemView  `json:"notes"`
	Questions  []QuestionView `json:"questions"`
	Ready      bool           `json:"ready"` // no question open: it can be previewed

	Supplier        string    `json:"supplier"`        // the known supplier whose list it is, "" where it is none's
	SupplierChanges []string  `json:"supplierChanges"` // what changed since that supplier's last list, a sentence each
	Rules           RulesView `json:"rules"`           // that supplier's
}

// SheetView is one sheet of a workbook.
type SheetView struct {
	Name   string `json:"name"`
	Hidden bool   `json:"hidden"`
	Rows   int    `json:"rows"`
}

// LineView is one record of the file as text.
type LineView struct {
	Line  int      `json:"line"`
	Cells []string `json:"cells"`
}

// WorkedView is a row as it was read.
type WorkedView struct {
	Line  int    `json:"line"`
	Name  string `json:"name"`
	Code  string `json:"code"`
	Price string `json:"price"` // in machine form, "" where there is none
	Cost  string `json:"cost"`
}

// ProblemView is trouble at one place of the file.
type ProblemView struct {
	Code    string `json:"code"`
	Kind    string `json:"kind"` // "invalid" or "not_a_product", of a row; "" of the file as a whole
	Message string `json:"message"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
}

// QuestionView is what the file alone can't decide.
type QuestionView struct {
	Code    string       `json:"code"`
	Message string       `json:"message"`
	Choices []ChoiceView `json:"choices"`
}

// ChoiceView is one answer; SetLayout with its Layout gives it.
type ChoiceView struct {
	Value  string     `json:"value"`
	Label  string     `json:"label"`
	Detail string     `json:"detail"`
	Layout LayoutView `json:"layout"`
}

// RulesView is how a list's amounts become Jobber's.
type RulesView struct {
	OnlyIncrease bool   `json:"onlyIncrease"`
	Markup       string `json:"markup"` // percent, "" for none
}

// PlanView is a plan without its rows, which PreviewRows pages.
type PlanView struct {
	Plan        string         `json:"plan"`
	Kind        string         `json:"kind"` // "sync" or "undo"
	UndoOf      string         `json:"undoOf"`
	Fingerprint string         `json:"fingerprint"`
	Account     string         `json:"account"`
	File        string         `json:"file"`
	Rows        int            `json:"rows"`
	Counts      map[string]int `json:"counts"`      // verdict to rows, and "increase" and "decrease" within update
	Holds       []HoldView     `json:"holds"`       // on the plan as a whole
	Notes       []string       `json:"notes"`       // on how rows were matched, a sentence each
	ChangeLimit string         `json:"changeLimit"` // percent beyond which a row is held
	Rules       RulesView      `json:"rules"`
	Supplier    string         `json:"supplier"` // whose list it is, "" for nobody's
	Create      CreateView     `json:"create"`
	Missing     int            `json:"missing"` // the supplier's items that the list no longer has, which MissingRows returns
	Selection   SelectionView  `json:"selection"`
	Review      ReviewView     `json:"review"`
	Columns     []string       `json:"columns"` // names of the places in PreviewRows' arrays, see RowColumns
}

// CreateView says whether rows without an item become new items, and as what.
type CreateView struct {
	On       bool   `json:"on"`
	Category string `json:"category"` // "product" or "service"; "" is a product
	Taxable  bool   `json:"taxable"`
}

// GuardrailsView is what holds a row of the account until a person ticks it. Percents are in machine form.
type GuardrailsView struct {
	ChangePercent string              `json:"changePercent"`
	PlanPercent   string              `json:"planPercent"`
	TargetMargin  string              `json:"targetMargin"` // "" where none is set
	Holds         []HoldSwitchView    `json:"holds"`        // every hold, in the order in which they are shown
	Defaults      GuardrailLimitsView `json:"defaults"`
	FixedBy       string              `json:"fixedBy"` // who has decided them instead of the user, "" for nobody
}

// GuardrailLimitsView is the limits as the program comes with them.
type GuardrailLimitsView struct {
	ChangePercent string `json:"changePercent"`
	PlanPercent   string `json:"planPercent"`
	TargetMargin  string `json:"targetMargin"`
}

// HoldSwitchView is one hold and whether it is looked for.
type HoldSwitchView struct {
	Code       string `json:"code"`
	Means      string `json:"means"` // one sentence
	On         bool   `json:"on"`
	Switchable bool   `json:"switchable"` // whether a person may switch it off
	Named      bool   `json:"named"`      // accepting everything does not accept it
}

// LockView is an item, or one amount of it, that no plan may touch.
type LockView struct {
	Item     string `json:"item"`
	ItemName string `json:"itemName"`
	Field    string `json:"field"` // "price", "cost", or "" for the whole item
	Why      string `json:"why"`
	By       string `json:"by"` // the computer's user
	When     string `json:"when"`
	Price    string `json:"price"` // Jobber's, as it was read last
	Cost     string `json:"cost"`
}

// ReviewView says how far a person has come with deciding about the rows that wait.
type ReviewView struct {
	Began int            `json:"began"` // rows that waited when the preview was made
	Steps int            `json:"steps"` // decisions that can be taken back
	Done  map[string]int `json:"done"`  // decisions by what was decided, see DecisionView
}

// DecisionView is what a person decided about one row.
type DecisionView struct {
	Line int    `json:"line"`
	What string `json:"what"` // "accept", "pick", "never", "skip", "take", "create", "correct" or "tick"
	Item string `json:"item"` // of "accept" and "pick"
	Text string `json:"text"` // of "correct": an amount in machine form, or a name
}

// DecidedView is a preview after a decision, or after one was taken back.
type DecidedView struct {
	Plan PlanView   `json:"plan"`
	Rows [][]string `json:"rows"` // those that say something else since, each with one text for each of RowColumns
	Line int        `json:"line"` // of the row that it was about
	What string     `json:"what"` // what was decided, or taken back
}

// HoldView is a guardrail's reason.
type HoldView struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}

// SelectionView sums up what is ticked; ticks live in Go.
type SelectionView struct {
	Ticked       int    `json:"ticked"`
	Tickable     int    `json:"tickable"`
	HeldTicked   int    `json:"heldTicked"`
	HeldWaiting  int    `json:"heldWaiting"`
	Increases    int    `json:"increases"`
	Decreases    int    `json:"decreases"`
	PriceSum     string `json:"priceSum"` // sum of after - before over ticked rows, signed
	Largest      string `json:"largest"`  // largest change among them in percent, signed; "" where none
	LargestName  string `json:"largestName"`
	MarginBefore string `json:"marginBefore"` // average over ticked rows with both amounts, percent; "" where none
	MarginAfter  string `json:"marginAfter"`
	Seconds      int    `json:"seconds"`  // how long a sync of them is expected to take
	Creating     int    `json:"creating"` // of the ticked rows, those that make a new item
	Hiding       int    `json:"hiding"`   // of the ticked rows, those that hide an item
	Synced       int    `json:"synced"`   // rows that a trial took: they can't be ticked again
}

// RowColumns names the places of a row in PreviewRows' arrays. Every value is text: numbers in machine form, lists
// joined by a space, truth as "1" or "". changePercent has one decimal and is judged by price, or by cost where the
// price stays; margins are percent with one decimal. waits says for what the row waits: "ambiguous", "suggested", "duplicate", "invalid",
// "held" (until it is ticked) or "unmatched"; "" for none.
func RowColumns() []string {
	return []string{
		"line", "name", "code", "verdict", "reason", "message", "holds", "flags", "rule", "item", "itemName",
		"matchedBy", "listPrice", "listCost", "beforePrice", "beforeCost", "afterPrice", "afterCost",
		"change", "changePercent", "marginBefore", "marginAfter", "ticked", "tickable", "waits",
	}
}

// RowsView is one page of a plan's rows; each row has one text for each of RowColumns.
type RowsView struct {
	Offset int        `json:"offset"`
	Total  int        `json:"total"`
	Rows   [][]string `json:"rows"`
}

// RowDetailView is what a row's drawer shows beyond its columns.
type RowDetailView struct {
	Line        int              `json:"line"`
	Verdict     string           `json:"verdict"`
	Message     string           `json:"message"`
	Holds       []HoldView       `json:"holds"`
	Flags       []string         `json:"flags"`
	Rule        string           `json:"rule"`
	MatchedBy   string           `json:"matchedBy"`
	Why         string           `json:"why"` // how the row reached its item or its candidates, a sentence; "" where it reached none
	Candidates  []CandidateView  `json:"candidates"`
	Suggestions []CandidateView  `json:"suggestions"`
	SameItem    []int            `json:"sameItem"` // other lines that reach the same item
	Winner      int              `json:"winner"`   // of a duplicate: the line that would win; else 0
	Cells       []CellView       `json:"cells"`    // the record as the file has it
	History     []ItemChangeView `json:"history"`  // what earlier runs did to the item, newest first
	Correctable CorrectableView  `json:"correctable"`
	Create      *NewItemView     `json:"create"`    // what a row that makes a new item makes, else null
	Lock        *LockView        `json:"lock"`      // of the item, null where it is not locked
	Hides       bool             `json:"hides"`     // the row hides its item
	Synced      bool             `json:"synced"`    // the row was written already, as a trial
	Creatable   bool             `json:"creatable"` // the row can become a new item

	MarkupBefore string `json:"markupBefore"` // Jobber's own, in percent; "" where none is stored or no rule writes it
	MarkupAfter  string `json:"markupAfter"`  // that the row sends along with price and cost; "" where no rule writes it
}

// CorrectableView is the cell of a row that was not understood and can be put right, or was and can be once more.
type CorrectableView struct {
	Field string `json:"field"` // "name", "price" or "cost"; "" where no cell can
	Was   string `json:"was"`   // the cell's text
	Is    string `json:"is"`    // what a person wrote in its place before, in machine form; "" where none did
}

// NewItemView is an item that a row would create.
type NewItemView struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	Category    string `json:"category"` // "product" or "service"
	Price       string `json:"price"`
	Cost        string `json:"cost"`
	Taxable     bool   `json:"taxable"`
}

// CandidateView is an item that a row might be.
type CandidateView struct {
	Item      string     `json:"item"`
	Name      string     `json:"name"`
	Price     string     `json:"price"`
	Cost      string     `json:"cost"`
	Score     int        `json:"score"`     // 0 to 100; 0 for a candidate of an ambiguous row
	RowParts  []PartView `json:"rowParts"`  // what the list calls it, in pieces
	NameParts []PartView `json:"nameParts"` // Name, in pieces
}

// PartView is a piece of a name; the pieces in their order make it up.
type PartView struct {
	Text    string `json:"text"`
	Differs bool   `json:"differs"` // a word or a size that the other name does not have
}

// CellView is one cell of a record.
type CellView struct {
	Header string `json:"header"`
	Text   string `json:"text"`
}

// ItemChangeView is one change that an earlier run made to an item.
type ItemChangeView struct {
	Run         string `json:"run"`
	When        string `json:"when"`
	PriceBefore string `json:"priceBefore"`
	PriceAfter  string `json:"priceAfter"`
	CostBefore  string `json:"costBefore"`
	CostAfter   string `json:"costAfter"`
}

// ProgressView is the one progress event ("progress"), sent at most ten times a second.
type ProgressView struct {
	Operation   string          `json:"operation"` // "read", "catalog", "match", "sync", "undo", "resume"
	Ref         string          `json:"ref"`
	Done        int             `json:"done"`
	Total       int             `json:"total"`   // 0 where it is not known
	Counts      map[string]int  `json:"counts"`  // outcome to rows, of a run
	Recent      []RecentRowView `json:"recent"`  // rows settled since the last event, of a run
	Seconds     int             `json:"seconds"` // time left; -1 where it is not known
	Wait        string          `json:"wait"`    // a sentence while Jobber asks us to wait, else ""
	WaitSeconds int             `json:"waitSeconds"`
	Paused      bool            `json:"paused"`
}

// RecentRowView is one row just settled.
type RecentRowView struct {
	Line    int    `json:"line"`
	Item    string `json:"item"` // its name
	Outcome string `json:"outcome"`
	Message string `json:"message"`
}

// RunView is one line of the history.
type RunView struct {
	Run       string         `json:"run"`
	Kind      string         `json:"kind"` // "sync" or "undo"
	UndoOf    string         `json:"undoOf"`
	Plan      string         `json:"plan"`
	Ref       string         `json:"ref"`
	Started   string         `json:"started"`
	Ended     string         `json:"ended"`
	Seconds   int            `json:"seconds"`
	Status    string         `json:"status"` // "done", "partial", "stopped", "" while it runs or was cut off
	Account   string         `json:"account"`
	User      string         `json:"user"` // the computer's user
	File      string         `json:"file"`
	SHA256    string         `json:"sha256"`
	Rules     RulesView      `json:"rules"`
	Counts    map[string]int `json:"counts"` // outcome to rows
	Total     int            `json:"total"`
	Requests  int            `json:"requests"`
	Throttled int            `json:"throttled"`
	Resumable bool           `json:"resumable"`
	Undoable  int            `json:"undoable"` // rows that an undo would restore
	Trial     bool           `json:"trial"`    // only the first ticked rows of its plan; the others may follow
	Left      int            `json:"left"`     // rows of its plan that may still follow a trial
}

// RunDetailView is a run with its rows.
type RunDetailView struct {
	Run  RunView      `json:"run"`
	Rows []RunRowView `json:"rows"`
}

// RunRowView is one row of a run.
type RunRowView struct {
	Line        int    `json:"line"`
	Item        string `json:"item"`
	ItemName    string `json:"itemName"`
	Name        string `json:"name"`
	Code        string `json:"code"`
	Outcome     string `json:"outcome"`
	Message     string `json:"message"`
	BeforePrice string `json:"beforePrice"`
	BeforeCost  string `json:"beforeCost"`
	SentPrice   string `json:"sentPrice"`
	SentCost    string `json:"sentCost"`
	StoredPrice string `json:"storedPrice"`
	StoredCost  string `json:"storedCost"`
	Differs     bool   `json:"differs"`
	Created     bool   `json:"created"` // the row made a new item
	Visible     string `json:"visible"` // "hidden" or "shown" where the row changed that, else ""
}

// ListingView is the catalog as it was read last, without its items, which ItemRows pages.
type ListingView struct {
	Listing string         `json:"listing"` // names it for ItemRows
	ReadAt  string         `json:"readAt"`  // "" before the first reading
	At      string         `json:"at"`      // when it was judged
	From    string         `json:"from"`    // when the steps of an item's row begin
	Items   int            `json:"items"`
	Counts  map[string]int `json:"counts"`  // mark to items
	Target  string         `json:"target"`  // the account's target margin in percent, "" where none is set
	Columns []string       `json:"columns"` // names of the places in ItemRows' arrays, see ItemColumns
}

// ItemColumns names the places of a row in ItemRows' arrays. Every value is text: numbers in machine form, marks joined by a
// space. margin is over the price, in percent with one decimal; changed is when price or cost changed last, as far as is
// known. steps is the price from From on: "days:price" for each step, joined by a space, days counted from From. words is
// what a search looks through beside the name.
func ItemColumns() []string {
	return []string{"item", "name", "category", "price", "cost", "margin", "changed", "marks", "steps", "words"}
}

// ItemDetailView is what an item's drawer shows.
type ItemDetailView struct {
	Item        string          `json:"item"`
	Name        string          `json:"name"`
	Description string          `json:"description"`
	Category    string          `json:"category"` // "product" or "service"
	Taxable     bool            `json:"taxable"`
	Price       string          `json:"price"`
	Cost        string          `json:"cost"`
	Margin      string          `json:"margin"` // over the price, percent with one decimal
	Markup      string          `json:"markup"` // over the cost, percent with one decimal
	Marks       []string        `json:"marks"`
	At          string          `json:"at"`
	History     []ItemPointView `json:"history"` // newest first
	Linked      []LinkedView    `json:"linked"`  // the suppliers' rows that lead to it
}

// ItemPointView is what an item's price and cost were from a time on.
type ItemPointView struct {
	When   string `json:"when"`
	Price  string `json:"price"`
	Cost   string `json:"cost"`
	Margin string `json:"margin"`
	Run    string `json:"run"`  // the run that wrote it, "" where a reading found it
	Kind   string `json:"kind"` // of the run: "sync" or "undo"
	File   string `json:"file"` // the run's price list
}

// LinkedView is a supplier's row that was decided to be an item.
type LinkedView struct {
	Supplier string `json:"supplier"` // "" for no supplier in particular
	Row      string `json:"row"`      // its code, or its name
}

// ItemView is one item of the catalog, for the palette.
type ItemView struct {
	Item  string `json:"item"`
	Name  string `json:"name"`
	Price string `json:"price"`
	Cost  string `json:"cost"`
}

// SettingView is one setting with where its value comes from.
type SettingView struct {
	Name     string   `json:"name"`   // "client_id", "client_secret", "callback_port", "currency", "theme", …
	Value    string   `json:"value"`  // shown safely: a secret is "set" or ""
	Origin   string   `json:"origin"` // "default", "settings", "environment"
	Secret   bool     `json:"secret"`
	Kind     string   `json:"kind"` // "text", "number", "choice", "secret", "percent", "bytes"
	Choices  []string `json:"choices"`
	Variable string   `json:"variable"` // the environment variable that may set it, "" where none
	Default  string   `json:"default"`
	Means    string   `json:"means"` // one sentence
	Wrong    string   `json:"wrong"` // why the value can't be used, "" where it can
	Fixed    bool     `json:"fixed"` // only the environment sets it
}

// CheckView is one check of the computer.
type CheckView struct {
	Code    string `json:"code"`
	Title   string `json:"title"`
	Status  string `json:"status"` // "ok", "warning", "failed", "skipped"
	Message string `json:"message"`
	Hint    string `json:"hint"`
	Ms      int    `json:"ms"`
}

// ChecksView is a self-check.
type ChecksView struct {
	Status string      `json:"status"` // "ok", "warning", "failed"
	Ref    string      `json:"ref"`
	Checks []CheckView `json:"checks"`
}

// ReportPartView is one part of the diagnostics report.
type ReportPartView struct {
	Name    string `json:"name"`
	Title   string `json:"title"`
	Bytes   int    `json:"bytes"`
	Preview string `json:"preview"` // its text, cut at 20,000 characters
}

// SupplierView is one supplier as remembered.
type SupplierView struct {
	Name      string    `json:"name"`
	Headers   []string  `json:"headers"`  // of its last list
	NameFrom  string    `json:"nameFrom"` // a column's heading or its number, "" where there is none
	CodeFrom  string    `json:"codeFrom"`
	PriceFrom string    `json:"priceFrom"`
	CostFrom  string    `json:"costFrom"`
	Decimal   string    `json:"decimal"`
	Sheet     string    `json:"sheet"`
	Rules     RulesView `json:"rules"`
	Links     int       `json:"links"` // rows that were decided to be an item
}

// SupplierEditView is what a person changes of a supplier: columns by their 1-based place in its last list, "none" for one
// that is not read, "" for one that stays as it is.
type SupplierEditView struct {
	NameFrom  string    `json:"nameFrom"`
	CodeFrom  string    `json:"codeFrom"`
	PriceFrom string    `json:"priceFrom"`
	CostFrom  string    `json:"costFrom"`
	Decimal   string    `json:"decimal"` // "" leaves it as it is
	Rules     RulesView `json:"rules"`
}

// LinkView is a remembered decision: which item a supplier's row is, or that it is none.
type LinkView struct {
	Supplier string `json:"supplier"` // "" where it was made for no supplier in particular
	Key      string `json:"key"`      // names it among its supplier's
	Code     string `json:"code"`     // the row's; both are "" in decisions from before they were kept
	Name     string `json:"name"`
	Item     string `json:"item"`     // "" where the row is never matched
	ItemName string `json:"itemName"` // what Jobber called it at the time
	Now      string `json:"now"`      // what Jobber called it when it was read last, "" where that is not known
	Never    bool   `json:"never"`
	Broken   bool   `json:"broken"` // the item is no longer in Jobber, so the decision counts for nothing
	How      string `json:"how"`    // "picked", "suggested", "searched", "created", "added", "imported"; "" where it was not kept
	Decided  string `json:"decided"`
}

// LinkChoiceView is a decision to be remembered. The row has a code or a name.
type LinkChoiceView struct {
	Supplier string `json:"supplier"`
	Code     string `json:"code"`
	Name     string `json:"name"`
	Item     string `json:"item"`
	Never    bool   `json:"never"` // the row is no item
	How      string `json:"how"`   // as in LinkView
}

// LinkSavedView is what was remembered, and what stood in its place.
type LinkSavedView struct {
	Saved  []LinkView `json:"saved"`
	Before []LinkView `json:"before"`
}

// LinksImportedView is what became of a file of decisions.
type LinksImportedView struct {
	Added     int               `json:"added"`
	Changed   int               `json:"changed"` // another decision stood there
	Same      int               `json:"same"`
	Refused   []LinkRefusedView `json:"refused"` // lines that were left out
	Cancelled bool              `json:"cancelled"`
}

// LinkRefusedView is a line of such a file that was left out, and why.
type LinkRefusedView struct {
	Line    int    `json:"line"`
	Message string `json:"message"`
}

// ComparedView is what changed between two price lists of one supplier.
type ComparedView struct {
	Old       string         `json:"old"` // the files' names
	New       string         `json:"new"`
	Counts    map[string]int `json:"counts"`    // "up", "down", "mixed", "new", "gone", "unclear", "unchanged"
	OldUnread int            `json:"oldUnread"` // rows without a readable amount, which are not compared
	NewUnread int            `json:"newUnread"`
	Columns   []string       `json:"columns"` // of Rows
	Rows      [][]string     `json:"rows"`
}

// ReportChoiceView is what the user wants in a diagnostics report.
type ReportChoiceView struct {
	Skip   []string `json:"skip"`   // names of parts to leave out
	Names  bool     `json:"names"`  // item and file names and amounts as they are
	Replay string   `json:"replay"` // the plan of which a copy goes along that support can run again, "" for none
}

// PlanSummaryView is a preview of which a copy can be made for support.
type PlanSummaryView struct {
	Plan   string         `json:"plan"`
	File   string         `json:"file"`
	At     string         `json:"at"`     // RFC 3339
	Counts map[string]int `json:"counts"` // rows by verdict
}

// ContactView is one host that the program has contacted for one purpose.
type ContactView struct {
	Host     string `json:"host"`     // with its port where it is unusual
	Why      string `json:"why"`      // a few words for people, such as "Reading products and services"
	Requests int    `json:"requests"` // Failed included
	Failed   int    `json:"failed"`   // got no answer
	Sent     int64  `json:"sent"`     // bytes
	Received int64  `json:"received"` // bytes
	First    string `json:"first"`    // RFC 3339
	Last     string `json:"last"`     // RFC 3339
}

// ScreenView is what the page knows about the screen it is shown on.
type ScreenView struct {
	Engine      string  `json:"engine"` // the web view's name and version, as it calls itself
	Scale       float64 `json:"scale"`  // device pixels in one of the page's
	Width       int     `json:"width"`  // of the window, in the page's pixels
	Height      int     `json:"height"`
	FontsLoaded bool    `json:"fontsLoaded"` // the program's own fonts
}

// HelpEntryView is one line of the table of errors, for the help.
type HelpEntryView struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
}

// SavedView says where something was saved.
type SavedView struct {
	Name      string `json:"name"` // the file's name, "" when the user cancelled the dialog
	Cancelled bool   `json:"cancelled"`
}
