package app_test

import (
	"context"
	"regexp"
	"sync"
	"testing"

	"pricesync/app"
	"pricesync/app/apply"
	"pricesync/app/fault"
)

// choose saves a setting.
func choose(t *testing.T, a *app.App, name, value string) {
	t.Helper()
	if err := a.SaveSetting(t.Context(), name, value); err != nil {
		t.Fatal(err)
	}
}

// wantWait checks the one sentence that a start over the limit is refused with.
func wantWait(t *testing.T, err error, sentence, setting string) {
	t.Helper()
	told := fault.From(err)
	if told == nil || told.Code != fault.TooOften || !regexp.MustCompile(sentence).MatchString(told.Message) {
		t.Errorf("it gave %v, want a sentence like %s", err, sentence)
		return
	}
	if want := "Try again then. The limit is " + setting + " in Settings."; told.Hint != want || told.Entry().Exit != fault.ExitBusy {
		t.Errorf("the hint is %q, want %q; exit %d", told.Hint, want, told.Entry().Exit)
	}
}

func TestPreviewsBeyondTheLimitAreRefusedWithTheWaitInEveryProcess(t *testing.T) {
	a := practice(t)
	list := listed(t, a, oneRow)
	preview := func(a *app.App) error {
		_, err := a.Preview(t.Context(), app.PreviewOptions{List: list})
		return err
	}
	choose(t, a, "previews_per_minute", "2")
	for range 2 {
		if err := preview(a); err != nil {
			t.Fatal(err)
		}
	}
	const sentence = `^Price Sync starts at most 2 previews a minute; the next one can start in ([1-9]|[1-5][0-9]|60) seconds?\.$`
	wantWait(t, preview(a), sentence, "previews_per_minute")
	second := app.New(app.Config{Version: "0.0.0-test", Commit: "test", Practice: true, Terminal: true})
	second.Start(t.Context())
	defer second.Close()
	wantWait(t, preview(second), sentence, "previews_per_minute")
	choose(t, a, "previews_per_minute", "3")
	if err := preview(a); err != nil {
		t.Errorf("with room for one more, since what was refused did not count: %v", err)
	}
	wantWait(t, preview(a), `^Price Sync starts at most 3 previews a minute; `, "previews_per_minute")
	choose(t, a, "previews_per_minute", "1")
	wantWait(t, preview(a), `^Price Sync starts at most 1 preview a minute; `, "previews_per_minute")
}

func TestSyncsUndosAndResumptionsBeyondTheLimitWriteNothing(t *testing.T) {
	a := practice(t)
	_, list := practiceList(t, a)
	preview, err := a.Preview(t.Context(), app.PreviewOptions{List: list})
	if err != nil {
		t.Fatal(err)
	}
	other, err := a.Preview(t.Context(), app.PreviewOptions{List: list})
	if err != nil {
		t.Fatal(err)
	}
	choose(t, a, "syncs_per_minute", "1")
	a.OnProgress(func(p app.Progress) {
		if p.Operation == "sync" {
			a.Cancel()
		}
	})
	stopped, err := a.Sync(t.Context(), preview.ID, app.Selection{Ticked: preview.Plan.Default()})
	if !fault.Is(err, fault.RunStopped) {
		t.Fatal(err)
	}
	a.OnProgress(nil)
	const sentence = `^Price Sync starts at most 1 sync a minute; `
	_, err = a.Resume(t.Context(), stopped.Run.ID)
	wantWait(t, err, sentence, "syncs_per_minute")
	_, err = a.Sync(t.Context(), other.ID, app.Selection{Ticked: other.Plan.Default()})
	wantWait(t, err, sentence, "syncs_per_minute")
	runs, err := a.Runs(t.Context())
	if err != nil || len(runs) != 1 || runs[0].Status != apply.Stopped {
		t.Errorf("the history has %d runs: %v", len(runs), err)
	}
	choose(t, a, "syncs_per_minute", "2")
	if _, err = a.Resume(t.Context(), stopped.Run.ID); err != nil {
		t.Fatal(err)
	}
	undo, err := a.UndoPlan(t.Context(), stopped.Run.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	_, err = a.Sync(t.Context(), undo.ID, app.Selection{Ticked: undo.Plan.Default()})
	wantWait(t, err, `^Price Sync starts at most 2 syncs a minute; `, "syncs_per_minute")
}

func TestWhatIsRefusedForAnotherReasonDoesNotCount(t *testing.T) {
	a := practice(t)
	list := listed(t, a, oneRow)
	choose(t, a, "previews_per_minute", "1")
	choose(t, a, "syncs_per_minute", "1")
	if _, err := a.Sync(t.Context(), "p-222222", app.Selection{}); !fault.Is(err, fault.PlanUnknown) {
		t.Errorf("a sync of no plan gave %v", err)
	}
	if _, err := a.Resume(t.Context(), "r-222222"); !fault.Is(err, fault.RunUnknown) {
		t.Errorf("a resumption of no run gave %v", err)
	}
	if _, err := a.UndoPlan(t.Context(), "last", nil); !fault.Is(err, fault.RunUnknown) {
		t.Errorf("an undo of no run gave %v", err)
	}
	preview, err := a.Preview(t.Context(), app.PreviewOptions{List: list})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Sync(t.Context(), preview.ID, app.Selection{Ticked: preview.Plan.Default()}); err != nil {
		t.Error(err)
	}
}

func TestClicksThatRepeatThemselvesAreRefusedWhileTheFirstIsUnderWay(t *testing.T) {
	a := practice(t)
	list := listed(t, a, oneRow)
	var once sync.Once
	var refused []error
	a.OnProgress(func(p app.Progress) {
		once.Do(func() {
			for range 3 {
				_, err := a.Preview(t.Context(), app.PreviewOptions{List: list})
				refused = append(refused, err)
			}
			refused = append(refused, a.SaveSetting(t.Context(), "theme", "dark"))
			_, err := a.Disconnect(t.Context())
			refused = append(refused, err)
		})
	})
	if _, err := a.Preview(t.Context(), app.PreviewOptions{List: list}); err != nil {
		t.Fatal(err)
	}
	if len(refused) != 5 {
		t.Fatalf("%d clicks came meanwhile", len(refused))
	}
	for i, err := range refused {
		if told := fault.From(err); told == nil || told.Message != "Price Sync is still busy with something else (making a preview)." {
			t.Errorf("click %d gave %v", i+1, err)
		}
	}
}

func TestAPlanIsSyncedOnceHoweverOftenItIsAskedFor(t *testing.T) {
	a := practice(t)
	preview, err := a.Preview(t.Context(), app.PreviewOptions{List: listed(t, a, oneRow)})
	if err != nil {
		t.Fatal(err)
	}
	chosen := app.Selection{Ticked: preview.Plan.Default()}
	first, err := a.Sync(t.Context(), preview.ID, chosen)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		_, err := a.Sync(t.Context(), preview.ID, chosen)
		if told := fault.From(err); told == nil || told.Message != "This preview can't be synced any more: it was synced already. No price was changed." {
			t.Errorf("once more gave %v", err)
		}
		_, err = a.Resume(t.Context(), first.Run.ID)
		if !fault.Is(err, fault.RunFinished) {
			t.Errorf("resuming the finished run gave %v", err)
		}
	}
	runs, err := a.Runs(t.Context())
	if err != nil || len(runs) != 1 {
		t.Errorf("the history has %d runs: %v", len(runs), err)
	}
}

func TestClicksAtTheSameMomentStartOneOperation(t *testing.T) {
	a := practice(t)
	preview, err := a.Preview(t.Context(), app.PreviewOptions{List: listed(t, a, oneRow)})
	if err != nil {
		t.Fatal(err)
	}
	chosen := app.Selection{Ticked: preview.Plan.Default()}
	var clicks sync.WaitGroup
	results := make(chan error, 8)
	for range cap(results) {
		clicks.Go(func() {
			_, err := a.Sync(context.Background(), preview.ID, chosen)
			results <- err
		})
	}
	clicks.Wait()
	close(results)
	done := 0
	for err := range results {
		switch {
		case err == nil:
			done++
		case !fault.Is(err, fault.OperationRunning) && !fault.Is(err, fault.StalePlan):
			t.Errorf("a click gave %v", err)
		}
	}
	runs, err := a.Runs(t.Context())
	if done != 1 || err != nil || len(runs) != 1 {
		t.Errorf("%d syncs were done, %d runs are in the history: %v", done, len(runs), err)
	}
}
