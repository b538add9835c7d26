package apply_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/plan"
)

func TestRowsAreReadInBlocksRecordedAndSentInBatches(t *testing.T) {
	var items []catalog.Item
	var rows []plan.Change
	for i := range 130 {
		id := fmt.Sprintf("i%03d", i)
		items = append(items, item(t, id, "10", "5"))
		rows = append(rows, change(t, i+2, id, prices(t, "10", "5"), prices(t, "12", "5")))
	}
	rows = append(rows, creation(t, 200, "New tap", "3", ""))
	j, log := newJobber(items...), newJournal(rows)
	var order []string
	j.step = func(call string) error { order = append(order, call); return nil }
	log.step = func(call string) error {
		if !strings.HasPrefix(call, "after") {
			order = append(order, call)
		}
		return nil
	}
	var seen []apply.Progress
	summary, err := apply.Run(context.Background(), apply.Order{Run: theRun, Rows: rows}, j, log, func(p apply.Progress) { seen = append(seen, p) })
	if err != nil || summary.Counts[apply.Applied] != 131 {
		t.Fatalf("summary %+v, %v", summary, err)
	}
	want := []string{
		"items 100", "intend", "edit 20", "settle", "intend", "edit 80", "settle",
		"items 30", "intend", "edit 30", "settle", "intend", "create New tap", "settle", "finish",
	}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
	told := 0
	for _, p := range seen {
		told += len(p.Last)
		if p.Total != 131 || p.Counts[apply.Applied] != told || len(p.Counts) != len(apply.Outcomes()) {
			t.Errorf("progress = %d of %d, %v", told, p.Total, p.Counts)
		}
	}
	if told != 131 {
		t.Errorf("progress told of %d rows", told)
	}
}

func TestAnOrderThatCouldWriteAnItemTwiceIsRefused(t *testing.T) {
	a := change(t, 2, "a", prices(t, "10", "5"), prices(t, "12", "5"))
	again, line, idle, both, neither := a, a, a, a, a
	again.Line = 3
	line.Item = "b"
	idle.Verdict = plan.Unmatched
	both.Create = &catalog.New{Name: "New tap"}
	neither.Item = ""
	for name, rows := range map[string][]plan.Change{
		"two lines reach one item":           {a, again},
		"one line occurs twice":              {a, line},
		"a row that writes nothing":          {idle},
		"an item and a creation in one row":  {both},
		"neither an item nor a creation":     {neither},
		"a record of a line that is not its": {again},
	} {
		t.Run(name, func(t *testing.T) {
			j, log := newJobber(item(t, "a", "10", "5"), item(t, "b", "10", "5")), newJournal(rows)
			order := apply.Order{Run: theRun, Rows: rows, Done: []apply.Row{apply.Blank(rows[0])}}
			if len(rows) == 1 && rows[0].Line == 3 {
				order.Done[0].Line = 99
			}
			if _, err := apply.Run(context.Background(), order, j, log, nil); err == nil {
				t.Error("it was carried out")
			}
			if len(j.calls)+len(log.calls) != 0 {
				t.Errorf("calls: %v %v", j.calls, log.calls)
			}
		})
	}
}

func TestAnEmptyOrderIsDone(t *testing.T) {
	log := newJournal(nil)
	summary, err := apply.Run(context.Background(), apply.Order{Run: theRun}, newJobber(), log, nil)
	if err != nil || summary.Status != apply.Done || len(log.ended) != 1 {
		t.Errorf("summary %+v, %v", summary, err)
	}
}

func TestARunHoldsNoMoreForManyRowsThanForFew(t *testing.T) {
	const n = 60_000
	rows := make([]plan.Change, n)
	for i := range rows {
		rows[i] = change(t, i+1, fmt.Sprintf("i%05d", i), prices(t, "10", "5"), prices(t, "12", "5"))
	}
	alive := func() uint64 {
		runtime.GC()
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		return memory.HeapAlloc
	}
	var begin, grown uint64
	settled := 0
	begin = alive()
	summary, err := apply.Run(context.Background(), apply.Order{Run: theRun, Rows: rows}, endless{}, endless{}, func(p apply.Progress) {
		if settled%10_000 == 0 {
			if now := alive(); now > begin {
				grown = max(grown, now-begin)
			}
		}
		settled += len(p.Last)
	})
	if err != nil || summary.Counts[apply.Applied] != n {
		t.Fatalf("summary %+v, %v", summary, err)
	}
	if grown > 2<<20 {
		t.Errorf("a run of %d rows holds %d bytes", n, grown)
	}
	runtime.KeepAlive(rows)
}

// endless is a service in which every item costs 10, and a journal that forgets.
type endless struct{}

func (endless) Items(_ context.Context, ids []catalog.ItemID) ([]catalog.Item, error) {
	items := make([]catalog.Item, len(ids))
	for i, id := range ids {
		items[i] = catalog.Item{ID: id, Price: money.FromInt(10), Cost: money.Some(money.FromInt(5))}
	}
	return items, nil
}

func (endless) Edit(_ context.Context, patches []catalog.Patch) ([]catalog.Edited, error) {
	answers := make([]catalog.Edited, len(patches))
	for i, p := range patches {
		answers[i] = catalog.Edited{State: catalog.EditStored, Item: catalog.Item{ID: p.Item, Price: p.Price.Or(money.Amount{}), Cost: money.Some(money.FromInt(5))}}
	}
	return answers, nil
}

func (endless) Create(context.Context, catalog.New) (catalog.Edited, error) {
	return catalog.Edited{State: catalog.EditNotSent}, nil
}

func (endless) FindByName(context.Context, string) ([]catalog.Item, error) { return nil, nil }
func (endless) Intend(context.Context, apply.RunID, []apply.Row) error     { return nil }
func (endless) Settle(context.Context, apply.RunID, []apply.Row) error     { return nil }
func (endless) Finish(context.Context, apply.RunID, apply.Summary) error   { return nil }
