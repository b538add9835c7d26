package desktop_test

import (
	"slices"
	"testing"

	"pricesync/app/desktop"
	"pricesync/app/fault"
)

// pasted opens a pasted table as the practice company's page does.
func pasted(t *testing.T, bridge *desktop.Bridge, text string) string {
	t.Helper()
	if _, err := bridge.SetPractice(true); err != nil {
		t.Fatal(err)
	}
	if _, err := bridge.Connect(); err != nil {
		t.Fatal(err)
	}
	file, err := bridge.Paste(text)
	if err != nil {
		t.Fatal(err)
	}
	list, err := bridge.OpenPriceList(file.Handle)
	if err != nil || !list.Ready {
		t.Fatalf("the list is ready: %v, %v", list.Ready, err)
	}
	return file.Handle
}

func column(row []string, name string) string { return row[slices.Index(desktop.RowColumns(), name)] }

func TestThePageCreatesTriesAndGoesOn(t *testing.T) {
	bridge := practising(t)
	handle := pasted(t, bridge, "Name\tPrice\n10mm Copper Tube 2m\t9.55\n15mm Copper Tube 2m\t12.65\nWalrus bracket\t4.50\n")
	made, err := bridge.Preview(handle, desktop.RulesView{})
	if err != nil || made.Counts["unmatched"] != 1 || made.Create.On {
		t.Fatalf("counts %v, creates %v: %v", made.Counts, made.Create.On, err)
	}
	if _, err := bridge.Create(made.Plan, desktop.CreateView{On: true, Category: "bundle"}); !fault.Is(err, fault.CategoryWrong) {
		t.Errorf("a bundle gave %v", err)
	}
	plan, err := bridge.Create(made.Plan, desktop.CreateView{On: true, Category: "service", Taxable: true})
	if err != nil || plan.Counts["create"] != 1 || plan.Create != (desktop.CreateView{On: true, Category: "service", Taxable: true}) ||
		plan.Selection.Ticked != 3 || plan.Selection.Creating != 1 {
		t.Fatalf("counts %v, %+v, ticked %+v: %v", plan.Counts, plan.Create, plan.Selection, err)
	}
	detail, err := bridge.PreviewRow(plan.Plan, 4)
	if err != nil || detail.Create == nil || *detail.Create != (desktop.NewItemView{Name: "Walrus bracket", Category: "service", Price: "4.50", Taxable: true}) {
		t.Errorf("the drawer says %+v: %v", detail.Create, err)
	}

	trial, err := bridge.Sync(plan.Plan, 1)
	if err != nil || !trial.Run.Trial || trial.Run.Left != 2 || len(trial.Rows) != 1 {
		t.Fatalf("the trial: %+v: %v", trial.Run, err)
	}
	rows, err := bridge.PreviewRows(plan.Plan, 0, 10)
	if err != nil || column(rows.Rows[0], "tickable") != "" || column(rows.Rows[0], "ticked") != "" || column(rows.Rows[1], "tickable") != "1" {
		t.Errorf("after the trial the rows are %v: %v", rows.Rows, err)
	}
	if again, err := bridge.Tick(plan.Plan, []int{2}, true); err != nil || again.Ticked != 2 || again.Synced != 1 || again.Tickable != 2 {
		t.Errorf("what was synced can be ticked again: %+v: %v", again, err)
	}
	rest, err := bridge.Sync(plan.Plan, 0)
	if err != nil || rest.Run.Trial || len(rest.Rows) != 2 || !rest.Rows[1].Created || rest.Rows[1].Outcome != "applied" {
		t.Fatalf("the rest: %+v: %v", rest, err)
	}
	if _, err := bridge.Sync(plan.Plan, 0); !fault.Is(err, fault.StalePlan) {
		t.Errorf("a third time gave %v", err)
	}
	runs, err := bridge.Runs()
	if err != nil || len(runs) != 2 || runs[0].Trial || !runs[1].Trial || runs[1].Left != 0 {
		t.Errorf("the history: %+v: %v", runs, err)
	}
	undo, err := bridge.Undo(rest.Run.Run, nil)
	if err != nil || undo.Selection.Hiding != 1 {
		t.Errorf("the undo: %+v: %v", undo.Selection, err)
	}
}

func TestThePageShowsAndHidesWhatIsMissing(t *testing.T) {
	bridge := practising(t)
	first := pasted(t, bridge, "Code\tName\tPrice\nA\t10mm Copper Tube 2m\t9.55\nB\t15mm Copper Tube 2m\t12.65\n")
	if _, err := bridge.SaveSupplier(first, "HeatCo", desktop.RulesView{}); err != nil {
		t.Fatal(err)
	}
	next := func(text string) desktop.PlanView {
		t.Helper()
		plan, err := bridge.Preview(pasted(t, bridge, text), desktop.RulesView{})
		if err != nil {
			t.Fatal(err)
		}
		return plan
	}
	if plan := next("Code\tName\tPrice\nA\t10mm Copper Tube 2m\t9.55\nB\t15mm Copper Tube 2m\t12.65\n"); plan.Supplier != "HeatCo" || plan.Missing != 0 {
		t.Fatalf("a list of %q misses %d", plan.Supplier, plan.Missing)
	}
	plan := next("Code\tName\tPrice\nA\t10mm Copper Tube 2m\t9.55\n")
	missing, err := bridge.MissingRows(plan.Plan, 0, 10)
	if err != nil || plan.Missing != 1 || plan.Rows != 1 || len(missing.Rows) != 1 || column(missing.Rows[0], "line") != "-1" ||
		column(missing.Rows[0], "itemName") != "15mm Copper Tube 2m" || column(missing.Rows[0], "ticked") != "" {
		t.Fatalf("missing: %+v of %d rows: %v", missing, plan.Rows, err)
	}
	if detail, err := bridge.PreviewRow(plan.Plan, -1); err != nil || !detail.Hides {
		t.Errorf("the drawer says %+v: %v", detail, err)
	}
	ticked, err := bridge.Tick(plan.Plan, []int{-1}, true)
	if err != nil || ticked.Hiding != 1 || ticked.Ticked != 2 {
		t.Errorf("ticked: %+v: %v", ticked, err)
	}
	run, err := bridge.Sync(plan.Plan, 0)
	if err != nil || len(run.Rows) != 2 || run.Rows[0].Visible != "hidden" && run.Rows[1].Visible != "hidden" {
		t.Errorf("the run: %+v: %v", run.Rows, err)
	}
}

func TestThePageLocksAndSetsLimits(t *testing.T) {
	bridge := practising(t)
	plan, err := bridge.Preview(pasted(t, bridge, "Name\tPrice\n10mm Copper Tube 2m\t9.55\n"), desktop.RulesView{})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := bridge.PreviewRows(plan.Plan, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	item := column(rows.Rows[0], "item")
	if _, err := bridge.Lock(item, "colour", ""); !fault.Is(err, fault.LockField) {
		t.Errorf("a lock of the colour gave %v", err)
	}
	if _, err := bridge.Lock("nobody's", "", ""); !fault.Is(err, fault.ItemUnknown) {
		t.Errorf("a lock of no item gave %v", err)
	}
	locks, err := bridge.Lock(item, "price", "agreed")
	if err != nil || len(locks) != 1 || locks[0].Field != "price" || locks[0].Why != "agreed" || locks[0].ItemName != "10mm Copper Tube 2m" || locks[0].Price != "9.20" {
		t.Fatalf("locks: %+v: %v", locks, err)
	}
	if locks, err = bridge.Lock(item, "cost", "agreed"); err != nil || len(locks) != 1 || locks[0].Field != "" {
		t.Errorf("both amounts locked: %+v: %v", locks, err)
	}
	if detail, err := bridge.PreviewRow(plan.Plan, 2); err != nil || detail.Lock == nil || detail.Lock.Why != "agreed" {
		t.Errorf("the drawer says %+v: %v", detail.Lock, err)
	}
	if again, err := bridge.ReadAgain(plan.Plan); err != nil || again.Counts["unchanged"] != 1 {
		t.Errorf("with the lock the preview has %v: %v", again.Counts, err)
	}
	if locks, err = bridge.Unlock(item); err != nil || len(locks) != 0 {
		t.Errorf("unlocked: %+v: %v", locks, err)
	}

	limits := bridge.Guardrails()
	if limits.ChangePercent != "25" || limits.PlanPercent != "30" || limits.TargetMargin != "" || limits.Defaults.ChangePercent != "25" {
		t.Errorf("at first: %+v", limits)
	}
	limits.ChangePercent, limits.TargetMargin = "3", "45.5"
	for i := range limits.Holds {
		limits.Holds[i].On = limits.Holds[i].Code != "large_plan"
	}
	saved, err := bridge.SaveGuardrails(limits)
	if err != nil || saved.ChangePercent != "3" || saved.TargetMargin != "45.5" {
		t.Errorf("saved: %+v: %v", saved, err)
	}
	for _, hold := range saved.Holds {
		if hold.On != (hold.Code != "large_plan") || hold.Means == "" {
			t.Errorf("hold %+v", hold)
		}
	}
	if held, err := bridge.ReadAgain(plan.Plan); err != nil || held.Counts["held"] != 1 || held.ChangeLimit != "3" {
		t.Errorf("with the new limit the preview has %v, limit %s: %v", held.Counts, held.ChangeLimit, err)
	}
	bad := saved
	bad.ChangePercent, bad.TargetMargin = "7", "none of it"
	if now, err := bridge.SaveGuardrails(bad); !fault.Is(err, fault.SettingInvalid) || now.ChangePercent != "3" {
		t.Errorf("limits that are none: %+v: %v", now, err)
	}
	off := saved
	off.Holds = []desktop.HoldSwitchView{{Code: "zero_price"}}
	if _, err := bridge.SaveGuardrails(off); !fault.Is(err, fault.SettingInvalid) {
		t.Errorf("zero_price was switched off: %v", err)
	}
}
