package desktop

import (
	"slices"
	"strconv"
	"sync"
	"time"

	"pricesync/app"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// maxPage is the most rows that cross to the page in one call.
const maxPage = 5000

// ChooseFile opens the native dialog; null when the user cancelled it.
func (b *Bridge) ChooseFile() (*FileView, error) {
	ctx, w := b.door()
	if w == nil {
		return nil, fault.New(fault.NoWindow, nil)
	}
	path, err := w.OpenFile(ctx, "price_list")
	if err != nil || path == "" {
		return nil, err
	}
	view, err := b.files.admit(path)
	return &view, err
}

// PracticePriceList writes the shipped price list into the profile's folder and returns it like a chosen file.
func (b *Bridge) PracticePriceList() (FileView, error) {
	path, err := b.app.PracticePriceList()
	if err != nil {
		return FileView{}, err
	}
	return b.files.admit(path)
}

// Paste keeps a table that was pasted from a spreadsheet program and returns it like a chosen file.
func (b *Bridge) Paste(text string) (FileView, error) {
	path, err := b.app.KeepPasted(b.context(), text)
	if err != nil {
		return FileView{}, err
	}
	return b.files.admit(path)
}

// RecentFiles returns the price lists that were read before and are still there, newest first.
func (b *Bridge) RecentFiles() ([]RecentFileView, error) {
	recent := b.app.RecentFiles()
	views := make([]RecentFileView, 0, len(recent))
	for _, file := range recent {
		view, err := b.files.admit(file.Path)
		if err != nil {
			return views, err
		}
		views = append(views, RecentFileView{Handle: view.Handle, Name: view.Name, Folder: file.Folder(), When: moment(file.At)})
	}
	return views, nil
}

// OpenPriceList reads a file and recognises its layout.
func (b *Bridge) OpenPriceList(handle string) (PriceListView, error) {
	b.mu.Lock()
	if b.given != nil && b.given.Handle == handle {
		b.given = nil // a file given before there was a connection waits until now
	}
	delete(b.ways, handle) // opened anew, it is read without what was decided before
	delete(b.newest, handle)
	b.mu.Unlock()
	return b.SetLayout(handle, LayoutView{})
}

// SetLayout reads the file again with what the user decided. Corrections are kept where their cells still say the same.
func (b *Bridge) SetLayout(handle string, layout LayoutView) (PriceListView, error) {
	path, err := b.files.path(handle)
	if err != nil {
		return emptyPriceList(), err
	}
	decided, err := layout.layout()
	if err != nil {
		return emptyPriceList(), err
	}
	b.mu.Lock()
	before, corrections := b.lists[handle], b.ways[handle].Corrections
	b.mu.Unlock()
	options := app.ReadOptions{
		Layout: byHeading(decided, before.List), Corrections: corrections,
		Supplier: layout.Supplier, NoSupplier: layout.Supplier == app.NoSupplier,
	}
	if options.NoSupplier {
		options.Supplier = ""
	}
	return b.read(handle, path, options)
}

// ReadListAgain reads a file again that was saved since, as it was read before, and returns its list.
func (b *Bridge) ReadListAgain(handle string) (PriceListView, error) {
	path, err := b.files.path(handle)
	if err != nil {
		return emptyPriceList(), err
	}
	b.mu.Lock()
	options := b.ways[handle]
	b.mu.Unlock()
	return b.read(handle, path, options)
}

// List returns a file's list as it was read last; it is the one that is shown from now on.
func (b *Bridge) List(handle string) (PriceListView, error) {
	b.mu.Lock()
	reading := b.lists[handle]
	if at, ok := b.seen[handle]; ok && b.watch.handle != handle {
		b.watch = at
	}
	b.mu.Unlock()
	if reading.List == nil {
		return emptyPriceList(), fault.New(fault.HandleUnknown, nil)
	}
	return priceListView(handle, reading), nil
}

// read reads a file and keeps what was read and how.
func (b *Bridge) read(handle, path string, options app.ReadOptions) (PriceListView, error) {
	watch := watching(handle, path)
	reading, err := b.app.Read(b.context(), path, options)
	b.told.flush()
	if err != nil {
		return emptyPriceList(), err
	}
	b.mu.Lock()
	keepSure(b.lists[handle].List, reading.List)
	options.Layout = byHeading(options.Layout, reading.List)
	b.lists[handle] = reading
	b.ways[handle] = options
	b.look(watch)
	b.mu.Unlock()
	return priceListView(handle, reading), nil
}

// byHeading gives the columns that the page decided by their place the headings that stand there, so that they are found
// again in a file that is saved with other columns. Where the list is written otherwise than the one that was read, the
// headings are others too.
func byHeading(decided pricelist.Layout, read *pricelist.List) pricelist.Layout {
	if read == nil {
		return decided
	}
	was := &read.Layout
	otherwise := func(now, was string) bool { return now != "" && now != was }
	if otherwise(decided.Encoding, was.Encoding) || otherwise(decided.Delimiter, was.Delimiter) || otherwise(decided.Sheet, was.Sheet) ||
		decided.HeaderLine != 0 && decided.HeaderLine != was.HeaderLine {
		return decided
	}
	c := &decided.Columns
	for _, column := range []*pricelist.Column{&c.Name, &c.Code, &c.Price, &c.Cost, &c.Description, &c.Unit} {
		if column.Header == "" && column.Index > 0 && column.Index <= len(read.Headers) {
			column.Header = read.Headers[column.Index-1]
		}
	}
	return decided
}

// keepSure keeps how sure a recognised encoding was while other things are decided about the list.
func keepSure(before, now *pricelist.List) {
	if before != nil && before.SHA256 == now.SHA256 && before.Layout.Encoding == now.Layout.Encoding {
		now.EncodingConfidence = before.EncodingConfidence
	}
}

// Preview computes what a sync of the file would change. Nothing is written to Jobber. A row that an earlier preview of the
// file had as well, and that would do the same, keeps its tick.
func (b *Bridge) Preview(handle string, rules RulesView) (PlanView, error) {
	b.mu.Lock()
	read, before := b.lists[handle], b.newest[handle]
	b.mu.Unlock()
	if read.List == nil {
		return emptyPlan(), fault.New(fault.HandleUnknown, nil)
	}
	chosen, err := rules.rules()
	if err != nil {
		return emptyPlan(), err
	}
	preview, err := b.app.Preview(b.context(), app.PreviewOptions{List: read.List, Rules: chosen, Suggest: true, Supplier: read.SupplierName(), Decisions: carryDecisions(before, read.List)})
	b.told.flush()
	if err != nil {
		return emptyPlan(), err
	}
	return b.showAfter(before, preview, origin{handle: handle, supplier: read.SupplierName(), rules: chosen})
}

// show keeps a plan with its first ticks and returns its view.
func (b *Bridge) show(preview app.Preview, from origin) PlanView {
	p := preview.Plan
	shown := &reviewed{
		deciding: &sync.Mutex{}, preview: preview, plan: p, list: preview.List, from: from, figures: p.Figures(), ticked: p.Default(),
		byLine: make(map[int]int, p.Rows()), synced: map[int]bool{},
	}
	for i := range p.Rows() {
		shown.byLine[p.At(i).Line] = i
		if p.At(i).Waits() && i < len(p.Changes) {
			shown.began++
		}
	}
	b.mu.Lock()
	b.plans[string(preview.ID)] = shown
	b.newest[from.handle] = shown
	b.order = append(b.order, string(preview.ID))
	for len(b.order) > mostPlans {
		delete(b.plans, b.order[0])
		b.order = b.order[1:]
	}
	b.mu.Unlock()
	return b.view(shown)
}

// mostPlans is how many previews are held for the page at once; each holds its list and the catalog.
const mostPlans = 16

// view returns the plan's view as its decisions and ticks have made it.
func (b *Bridge) view(shown *reviewed) PlanView {
	view := planView(shown.preview, b.summary(shown))
	view.Review = ReviewView{Began: shown.began, Steps: len(shown.steps), Done: map[string]int{}}
	for _, s := range shown.steps {
		view.Review.Done[s.what]++
	}
	return view
}

// summary sums up what is ticked.
func (b *Bridge) summary(shown *reviewed) SelectionView {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := shown.plan.Summarise(shown.ticked, shown.figures)
	for at := range shown.synced { // can't be ticked again
		s.Tickable--
		if shown.plan.At(at).Verdict == plan.Held {
			s.HeldWaiting--
		}
	}
	return SelectionView{
		Synced: len(shown.synced),
		Ticked: s.Ticked, Tickable: s.Tickable, HeldTicked: s.HeldTicked, HeldWaiting: s.HeldWaiting,
		Increases: s.Increases, Decreases: s.Decreases, PriceSum: s.PriceSum.String(), Largest: s.Largest.String(),
		LargestName: s.LargestName, MarginBefore: s.MarginBefore.String(), MarginAfter: s.MarginAfter.String(),
		Creating: s.Creating, Hiding: s.Hiding, Seconds: int(b.app.Expect(s.Ticked).Round(time.Second) / time.Second),
	}
}

func (b *Bridge) reviewed(planID string) (*reviewed, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	shown, ok := b.plans[planID]
	if !ok {
		return nil, fault.New(fault.PlanUnknown, fault.Facts{"plan": planID})
	}
	return shown, nil
}

// PreviewRows returns a page of a plan's rows, at most 5,000.
func (b *Bridge) PreviewRows(planID string, offset, limit int) (RowsView, error) {
	shown, err := b.reviewed(planID)
	if err != nil {
		return RowsView{Rows: [][]string{}}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return shown.rows(0, len(shown.plan.Changes), offset, limit), nil
}

// tickable says whether the row at that place writes once it is ticked: not twice.
func (r *reviewed) tickable(at int) bool { return !r.synced[at] && r.plan.At(at).Writes() }

// rows returns a page of total rows that begin at the plan's row from.
func (r *reviewed) rows(from, total, offset, limit int) RowsView {
	first := min(max(offset, 0), total)
	last := min(first+min(max(limit, 0), maxPage), total)
	view := RowsView{Offset: first, Total: total, Rows: make([][]string, 0, last-first)}
	for i := from + first; i < from+last; i++ {
		view.Rows = append(view.Rows, rowTexts(*r.plan.At(i), r.figures[i], r.ticked[i], r.tickable(i)))
	}
	return view
}

// PreviewRow returns what a row's drawer shows beyond its columns.
func (b *Bridge) PreviewRow(planID string, line int) (RowDetailView, error) {
	shown, err := b.reviewed(planID)
	if err != nil {
		return emptyRow(), err
	}
	b.mu.Lock()
	now, index, ok := *shown, shown.byLine[line], false
	if index < now.plan.Rows() {
		ok = now.plan.At(index).Line == line
	}
	b.mu.Unlock()
	if !ok {
		return emptyRow(), fault.New(fault.PlanUnknown, fault.Facts{"plan": planID})
	}
	change := *now.plan.At(index)
	view := rowDetail(change)
	for i := range view.Suggestions {
		if item, ok := now.preview.Item(catalog.ItemID(view.Suggestions[i].Item)); ok {
			view.Suggestions[i].Price, view.Suggestions[i].Cost = item.Price.String(), item.Cost.String()
		}
	}
	view.Creatable = index < len(now.plan.Changes) && (change.Verdict == plan.Unmatched || change.Verdict == plan.Ambiguous)
	if index < len(now.plan.Changes) {
		if rivals, winner := now.plan.Rivals(index); len(rivals) > 0 {
			view.Winner = now.plan.Changes[winner].Line
		}
	}
	for _, other := range now.plan.Changes {
		if change.Item != "" && other.Item == change.Item && other.Line != line {
			view.SameItem = append(view.SameItem, other.Line)
		}
	}
	b.mu.Lock()
	view.Synced = now.synced[index]
	b.mu.Unlock()
	if lock, ok, err := b.app.LockOf(b.context(), change.Item); err != nil {
		return view, err
	} else if ok {
		locked := lockView(lock)
		locked.Price, locked.Cost = change.Before.Price.String(), change.Before.Cost.String()
		view.Lock = &locked
	}
	if now.list != nil {
		view.Cells = append(view.Cells, cells(now.list, line)...)
		view.Correctable = correctable(now.list, line)
	}
	history, err := b.app.ItemHistory(b.context(), change.Item)
	if err != nil {
		return view, err
	}
	for _, was := range history {
		view.History = append(view.History, ItemChangeView{
			Run: string(was.Run), When: moment(was.At),
			PriceBefore: was.Before.Price.String(), PriceAfter: was.Stored.Price.String(),
			CostBefore: was.Before.Cost.String(), CostAfter: was.Stored.Cost.String(),
		})
	}
	return view, nil
}

// cells returns the record at that line: whole where the list kept its text, else the columns that were read.
func cells(list *pricelist.List, line int) []CellView {
	if at := slices.IndexFunc(list.Head, func(l pricelist.Line) bool { return l.Number == line }); at >= 0 {
		views := make([]CellView, 0, len(list.Head[at].Cells))
		for i, text := range list.Head[at].Cells {
			views = append(views, CellView{Header: heading(list, i+1), Text: text})
		}
		return views
	}
	at, found := slices.BinarySearchFunc(list.Rows, line, func(r pricelist.Row, line int) int { return r.Line - line })
	if !found {
		return nil
	}
	row, columns := list.Rows[at], list.Layout.Columns
	views := []CellView{}
	for _, c := range []struct {
		column pricelist.Column
		text   string
	}{
		{columns.Code, row.Code}, {columns.Name, row.Name}, {columns.Description, row.Description}, {columns.Unit, row.Unit},
		{columns.Cost, row.CostText}, {columns.Price, row.PriceText},
	} {
		if c.column.Index > 0 {
			views = append(views, CellView{Header: heading(list, c.column.Index), Text: c.text})
		}
	}
	return views
}

// heading returns a column's own heading, or its number where the file has none.
func heading(list *pricelist.List, column int) string {
	if column <= len(list.Headers) && list.Headers[column-1] != "" {
		return list.Headers[column-1]
	}
	return strconv.Itoa(column)
}

// Tick ticks or unticks rows by their lines. Lines that can't be ticked are passed over.
func (b *Bridge) Tick(planID string, lines []int, on bool) (SelectionView, error) {
	shown, err := b.reviewed(planID)
	if err != nil {
		return SelectionView{}, err
	}
	b.mu.Lock()
	for _, line := range lines {
		if index, ok := shown.byLine[line]; ok && shown.tickable(index) {
			shown.ticked[index] = on
		}
	}
	b.mu.Unlock()
	return b.summary(shown), nil
}

// AcceptHolds records that the user accepts holds on the plan as a whole.
func (b *Bridge) AcceptHolds(planID string, codes []string) (SelectionView, error) {
	shown, err := b.reviewed(planID)
	if err != nil {
		return SelectionView{}, err
	}
	b.mu.Lock()
	for _, hold := range shown.plan.Holds {
		if slices.Contains(codes, string(hold.Code)) && !slices.Contains(shown.accepted, hold.Code) {
			shown.accepted = append(shown.accepted, hold.Code)
		}
	}
	b.mu.Unlock()
	return b.summary(shown), nil
}

// ExportPlan saves rows of a plan through the native dialog: which is "attention" (those that wait for the user) or
// "all".
func (b *Bridge) ExportPlan(planID, which string) (SavedView, error) {
	if which != "attention" && which != "all" {
		return SavedView{}, fault.New(fault.SettingInvalid, fault.Facts{"name": "export", "value": "this", "why": "it is not known"})
	}
	if err := b.keep(planID); err != nil {
		return SavedView{}, err
	}
	return b.save("Rows.csv", "table", func(path string) error {
		return b.app.ExportPlan(b.context(), planID, which == "attention", path)
	})
}

// ExportRun saves a run's rows through the native dialog, as CSV or XLSX by the name's ending.
func (b *Bridge) ExportRun(run string) (SavedView, error) {
	return b.save("Results "+run+".csv", "table", func(path string) error { return b.app.ExportRun(b.context(), run, path) })
}

// save asks for a place and saves there.
func (b *Bridge) save(name, kind string, write func(path string) error) (SavedView, error) {
	ctx, w := b.door()
	if w == nil {
		return SavedView{}, fault.New(fault.NoWindow, nil)
	}
	path, err := w.SaveFile(ctx, name, kind)
	if err != nil {
		return SavedView{}, err
	}
	if path == "" {
		return SavedView{Cancelled: true}, nil
	}
	if err := write(path); err != nil {
		return SavedView{}, err
	}
	view, err := b.files.admit(path)
	return SavedView{Name: view.Name}, err
}

func (r RulesView) rules() (plan.Rules, error) {
	markup, err := money.MaybeDecimal(r.Markup)
	if a, known := markup.Get(); err != nil || (known && (a.Sign() < 0 || a.Cmp(money.FromInt(100_000)) > 0)) {
		return plan.Rules{}, fault.Wrap(err, fault.SettingInvalid, fault.Facts{
			"name": "markup", "value": "“" + r.Markup + "”", "why": "it is not a percentage from 0 to 100,000"})
	}
	return plan.Rules{OnlyIncrease: r.OnlyIncrease, Markup: markup}, nil
}

func (l LayoutView) layout() (pricelist.Layout, error) {
	if l.HeaderLine < -1 || l.HeaderLines < 0 || l.HeaderLines > 2 ||
		slices.Min([]int{l.Name, l.Code, l.Price, l.Cost, l.Description, l.Unit}) < -1 {
		return pricelist.Layout{}, fault.New(fault.SettingInvalid, fault.Facts{"name": "layout", "value": "this", "why": "a column or line is out of range"})
	}
	column := func(index int) pricelist.Column { return pricelist.Column{Index: index} }
	return pricelist.Layout{
		Encoding: l.Encoding, Delimiter: l.Delimiter, Sheet: l.Sheet,
		HeaderLine: l.HeaderLine, HeaderLines: l.HeaderLines, Decimal: l.Decimal,
		Columns: pricelist.Columns{
			Name: column(l.Name), Code: column(l.Code), Price: column(l.Price), Cost: column(l.Cost),
			Description: column(l.Description), Unit: column(l.Unit),
		},
	}, nil
}
