package app_test

import (
	"sync"
	"testing"
	"time"

	"pricesync/app"
	"pricesync/app/apply"
	"pricesync/app/jobber/sandbox"
)

func TestTheReferenceOfARunFindsItsWholeStoryAndNothingElse(t *testing.T) {
	company := sandbox.Generated(200)
	w := newStage(t, company, nil)
	a := w.open(false)
	defer a.Close()
	if _, err := w.connect(a, "allow"); err != nil {
		t.Fatal(err)
	}
	preview := w.preview(a, "list.csv", dearer(company, 30, 1))
	edit := sandbox.On{Field: "productsAndServicesEdit"}
	w.server.Inject(
		sandbox.Fault{On: edit, Skip: 3, Do: sandbox.BadToken()},
		sandbox.Fault{On: edit, Skip: 5, Do: sandbox.Throttled()},
		sandbox.Fault{On: sandbox.On{Operation: "ProductsByIDs"}, Do: sandbox.Failure(502, sandbox.ApplyNone)},
	)
	var beside sync.WaitGroup
	var checked app.Checked
	asked := false
	a.OnProgress(func(p app.Progress) {
		if p.Operation == "sync" && !asked {
			asked = true
			beside.Go(func() { checked, _ = a.SelfCheck(t.Context(), true) })
			beside.Wait()
		}
	})
	record, err := w.sync(a, preview)
	if err != nil || record.Run.Status != apply.Done {
		t.Fatalf("the sync ended %q: %v", record.Run.Status, err)
	}
	runs, err := a.Runs(t.Context())
	if err != nil || len(runs) != 1 || runs[0].Ref != record.Op {
		t.Fatalf("the history has %+v: %v", runs, err)
	}
	story := of(w.lines(), "op", runs[0].Ref)
	events := map[any]int{}
	for _, line := range story {
		events[line["event"]]++
		if line["account"] != string(company.Account.ID) {
			t.Errorf("the account of %v is %v", line["event"], line["account"])
		}
	}
	for _, once := range []string{"operation_start", "sync_start", "sync_end", "operation_end", "token_refreshed"} {
		if events[once] != 1 {
			t.Errorf("the story has %s %d times", once, events[once])
		}
	}
	if events["retry"] < 3 || events["wait"] < 1 {
		t.Errorf("the story has %d retries and %d waits", events["retry"], events["wait"])
	}
	first, last := story[0], story[len(story)-1]
	if first["event"] != "operation_start" || last["event"] != "operation_end" || last["outcome"] != "done" {
		t.Errorf("the story goes from %v to %v", first, last)
	}
	start, end := of(story, "event", "sync_start")[0], of(story, "event", "sync_end")[0]
	if start["run"] != string(record.Run.ID) || start["plan"] != string(preview.ID) || start["rows"] != 30.0 || start["began"] != record.Op {
		t.Errorf("it starts with %v", start)
	}
	counts, _ := end["counts"].(map[string]any)
	if counts["applied"] != 30.0 || end["status"] != "done" {
		t.Errorf("it ends with %v", end)
	}
	requests := of(story, "event", "request")
	if edits := of(requests, "request", "ProductsAndServicesEdit"); len(edits) != 32 {
		t.Errorf("30 rows, a refused connection and a throttled try make 32 edits; the story has %d", len(edits))
	}
	if end["requests"] != float64(len(requests)-1) { // the account is asked before the run begins
		t.Errorf("the run counted %v requests, the story has %d", end["requests"], len(requests))
	}
	for _, line := range requests {
		if id, _ := line["request_id"].(string); id == "" {
			t.Errorf("a request without the service's own id: %v", line)
		}
	}
	aside := of(w.lines(), "op", checked.Op)
	if checked.Op == record.Op || len(of(aside, "event", "self_check")) != 1 || len(of(aside, "event", "request")) == 0 {
		t.Errorf("the check beside the sync has the lines %v", aside)
	}
}

func TestAResumedRunLeadsBackToTheOperationThatBeganIt(t *testing.T) {
	company := sandbox.Generated(200)
	w := newStage(t, company, nil)
	a := w.open(false)
	defer a.Close()
	if _, err := w.connect(a, "allow"); err != nil {
		t.Fatal(err)
	}
	preview := w.preview(a, "list.csv", dearer(company, 30, 1))
	a.OnProgress(func(p app.Progress) {
		if p.Operation == "sync" {
			a.Cancel()
		}
	})
	stopped, err := w.sync(a, preview)
	if err == nil {
		t.Fatal("nothing stopped it")
	}
	a.OnProgress(nil)
	resumed, err := a.Resume(t.Context(), stopped.Run.ID)
	if err != nil {
		t.Fatal(err)
	}
	first, second := of(w.lines(), "op", stopped.Op), of(w.lines(), "op", resumed.Op)
	if failed := of(first, "event", "error"); len(failed) != 1 || failed[0]["code"] != "run_stopped" || failed[0]["operation"] != "sync" {
		t.Errorf("the run that was stopped left %v", failed)
	}
	start := of(second, "event", "resume_start")
	if len(start) != 1 || start[0]["began"] != stopped.Op || start[0]["run"] != string(stopped.Run.ID) {
		t.Errorf("the resumed run starts with %v", start)
	}
	took := 0
	for _, line := range of(w.lines(), "event", "sync_end") {
		if line["run"] == string(stopped.Run.ID) {
			took++
		}
	}
	if took != 2 || time.Since(resumed.Run.Started) < 0 {
		t.Errorf("the run ended %d times in the log, want once for each part", took)
	}
}
