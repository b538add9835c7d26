package desktop

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"time"

	"pricesync/app"
	"pricesync/app/catalog"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// watchEvery is how often the file behind what is shown is looked at.
const watchEvery = 2 * time.Second

// origin says what a preview was made from.
type origin struct {
	handle   string // of the file; "" for an undo
	supplier string
	create   plan.Creation
	rules    plan.Rules // as they were asked for
}

// keepCorrected lets a list that was corrected stand where the one behind the preview stood, so that what is decided about
// its columns afterwards keeps the corrections.
func (b *Bridge) keepCorrected(shown *reviewed, list *pricelist.List) {
	b.mu.Lock()
	defer b.mu.Unlock()
	handle := shown.from.handle
	reading, ways := b.lists[handle], b.ways[handle]
	if reading.List == nil || reading.List.SHA256 != list.SHA256 {
		return // the file was opened anew meanwhile
	}
	reading.List, ways.Corrections = list, list.Corrections
	b.lists[handle], b.ways[handle] = reading, ways
}

// ReadAgain reads the file behind a preview again, as it was read before, and makes the preview anew. Corrections and ticks
// are kept where their rows still say the same.
func (b *Bridge) ReadAgain(planID string) (PlanView, error) {
	shown, err := b.reviewed(planID)
	if err != nil {
		return emptyPlan(), err
	}
	path, err := b.files.path(shown.from.handle)
	if err != nil {
		return emptyPlan(), err
	}
	b.mu.Lock()
	options := b.ways[shown.from.handle]
	b.mu.Unlock()
	watch := watching(shown.from.handle, path)
	options.Corrections = shown.list.Corrections
	reading, err := b.app.Read(b.context(), path, options)
	b.told.flush()
	if err != nil {
		return emptyPlan(), err
	}
	b.mu.Lock()
	b.lists[shown.from.handle] = reading
	b.ways[shown.from.handle] = options
	b.look(watch)
	b.mu.Unlock()
	return b.anew(shown, reading.List)
}

// anew makes a preview again that differs by little, with the ticks of the one that is shown.
func (b *Bridge) anew(shown *reviewed, list *pricelist.List) (PlanView, error) {
	preview, err := b.app.Preview(b.context(), app.PreviewOptions{
		List: list, Rules: shown.from.rules, Suggest: true, Supplier: shown.from.supplier, Create: shown.from.create, Known: true,
		Decisions: carryDecisions(shown, list),
	})
	b.told.flush()
	if err != nil {
		return emptyPlan(), err
	}
	return b.showAfter(shown, preview, shown.from)
}

// showAfter shows a preview with the ticks of the one before it, which may be nil.
func (b *Bridge) showAfter(before *reviewed, preview app.Preview, from origin) (PlanView, error) {
	view := b.show(preview, from)
	next, err := b.reviewed(string(preview.ID))
	if err != nil || before == nil {
		return view, err
	}
	b.mu.Lock()
	carryTicks(before, next)
	b.mu.Unlock()
	return b.view(next), nil
}

// rowKey finds a row again in a list that was sorted or saved again: by its own texts, and by how often they stood there before.
type rowKey struct {
	own   pricelist.Own
	times int
}

// numbered returns what gives the rows of a list their keys; it is asked for each row in turn.
func numbered() func(row *pricelist.Row) rowKey {
	seen := map[pricelist.Own]int{}
	return func(row *pricelist.Row) rowKey {
		own := row.Identity()
		seen[own]++
		return rowKey{own, seen[own]}
	}
}

// carryDecisions returns what was decided for a preview alone, by the lines of the list as it is now.
func carryDecisions(from *reviewed, list *pricelist.List) plan.Decisions {
	if from == nil || from.list == nil || len(from.preview.Decisions()) == 0 {
		return nil
	}
	decided := from.preview.Decisions()
	kept := map[rowKey]plan.Decision{}
	for i, key := 0, numbered(); i < len(from.list.Rows); i++ {
		row := &from.list.Rows[i]
		if k := key(row); decided[row.Line] != "" {
			kept[k] = decided[row.Line]
		}
	}
	carried := plan.Decisions{}
	for i, key := 0, numbered(); i < len(list.Rows); i++ {
		if what, ok := kept[key(&list.Rows[i])]; ok {
			carried[list.Rows[i].Line] = what
		}
	}
	return carried
}

// carryTicks puts the ticks of one preview on the rows of the next that are the same product and would do the same.
func carryTicks(from, to *reviewed) {
	number := func(r *reviewed) func(int) rowKey {
		key := numbered()
		return func(i int) rowKey {
			if row := rowAt(r.list, r.plan.Changes[i].Line); row != nil {
				return key(row)
			}
			return key(&pricelist.Row{Name: r.plan.Changes[i].Name, Code: r.plan.Changes[i].Code})
		}
	}
	before := map[rowKey]int{}
	was := number(from)
	for i := range from.plan.Changes {
		before[was(i)] = i
	}
	is := number(to)
	for i := range to.plan.Changes {
		at, ok := before[is(i)]
		if ok && same(&from.plan.Changes[at], &to.plan.Changes[i]) {
			to.ticked[i] = from.ticked[at]
		}
	}
	missing := map[catalog.ItemID]int{}
	for i := range from.plan.Missing {
		missing[from.plan.Missing[i].Item] = len(from.plan.Changes) + i
	}
	for i := range to.plan.Missing {
		if at, ok := missing[to.plan.Missing[i].Item]; ok && same(from.plan.At(at), &to.plan.Missing[i]) {
			to.ticked[len(to.plan.Changes)+i] = from.ticked[at]
		}
	}
}

// same says whether a row of two previews would do the same to the same item.
func same(a, b *plan.Change) bool {
	return a.Item == b.Item && a.Verdict == b.Verdict && a.Before == b.Before && a.After == b.After &&
		slices.EqualFunc(a.Holds, b.Holds, func(x, y plan.Hold) bool { return x.Code == y.Code })
}

// rowAt returns the row of a list at that line, nil where there is none.
func rowAt(list *pricelist.List, line int) *pricelist.Row {
	if list == nil {
		return nil
	}
	at, ok := slices.BinarySearchFunc(list.Rows, line, func(r pricelist.Row, line int) int { return r.Line - line })
	if !ok {
		return nil
	}
	return &list.Rows[at]
}

func correctable(list *pricelist.List, line int) CorrectableView {
	if row := rowAt(list, line); row != nil {
		if field, was, ok := list.Correctable(row); ok {
			done, _ := list.Correction(row)
			return CorrectableView{Field: string(field), Was: was, Is: done.Is}
		}
	}
	return CorrectableView{}
}

// savedFile is a file as it was when it was read.
type savedFile struct {
	handle, path string
	size         int64
	modified     time.Time
}

func watching(handle, path string) savedFile {
	w := savedFile{handle: handle, path: path}
	if info, err := os.Stat(path); err == nil {
		w.size, w.modified = info.Size(), info.ModTime()
	}
	return w
}

// changed says whether the file was saved again, once for each time.
func (w *savedFile) changed() bool {
	info, err := os.Stat(w.path)
	if err != nil || w.path == "" {
		return false // while a spreadsheet program saves, the file may be away
	}
	if info.Size() == w.size && info.ModTime().Equal(w.modified) {
		return false
	}
	w.size, w.modified = info.Size(), info.ModTime()
	return true
}

// look makes a file the one that is looked at from now on. It is called with the lock held.
func (b *Bridge) look(at savedFile) { b.seen[at.handle], b.watch = at, at }

// watchFile tells the page when the file that it shows was saved again by another program. It ends with the window.
func (b *Bridge) watchFile(ctx context.Context) {
	tick := time.NewTicker(watchEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			b.lookAtFile()
		}
	}
}

// lookAtFile tells the page once if the file was saved again.
func (b *Bridge) lookAtFile() {
	b.mu.Lock()
	changed := b.watch.changed()
	view := FileView{Handle: b.watch.handle, Name: filepath.Base(b.watch.path)}
	b.mu.Unlock()
	if ctx, w := b.door(); changed && w != nil {
		w.Emit(ctx, "file-changed", view)
	}
}
