package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"pricesync/app/jobber/sandbox"
)

func TestWindowDoesThePracticeCompanysJobByKeyboard(t *testing.T) {
	d := newDesk(t)
	program := d.open(nil)
	d.picture("1-start")

	d.becomes("the practice company is open", func() bool {
		_, err := os.Stat(filepath.Join(d.home, "practice"))
		return err == nil
	}, func() { d.tab(2) }) // past “Connect to Jobber” to “Start practising”
	d.settled()
	d.picture("2-price-list")
	d.hears("price_list_opened", func() { d.tab(2) }) // past “Choose a file…” to “Use it”
	d.settled()
	d.picture("3-recognised")
	d.hears("preview", func() { d.key("ctrl+Return") })
	d.rows()
	d.picture("4-review")
	d.syncs("sync_start", "sync_end")
	d.settled()
	d.picture("5-results")
	runs := d.history(nil, "--practice")
	if len(runs) != 1 || runs[0].Kind != "sync" || runs[0].Status != "done" || runs[0].Counts["applied"] == 0 {
		t.Fatalf("the history has %+v", runs)
	}
	d.undoesLast()
	runs = d.history(nil, "--practice")
	if len(runs) != 2 || runs[0].Kind != "undo" || runs[0].Counts["applied"] != runs[1].Counts["applied"] {
		t.Fatalf("the history has %+v", runs)
	}
	d.picture("7-undone")
	program.close()
}

func TestWindowConnectsAndOpensFilesAndKeepsTheConnection(t *testing.T) {
	d := newDesk(t)
	j := newJobber(t)
	list := d.priceList()
	program := d.open(j.env)

	d.hears("connect_start", func() { d.tab(1) })
	d.until("the system's browser is asked for", func() error {
		_, err := os.Stat(filepath.Join(d.bin, "asked"))
		return err
	})
	link, err := os.ReadFile(filepath.Join(d.bin, "asked"))
	if err != nil {
		t.Fatal(err)
	}
	d.settledBut() // the circle of waiting turns
	d.picture("1-waiting")
	d.hears("connected", func() { allow(t, string(link)) })
	d.settled()
	d.picture("2-currency")
	d.hears("setting_changed", func() { d.key("Tab", "space"); d.tab(1) })
	d.settled()

	// The native dialog: a name that begins with a slash is typed, as GTK takes it.
	d.hears("price_list_opened", func() {
		d.key("ctrl+o")
		d.until("the dialog is there", func() error {
			if d.titled("Choose a price list") == "" {
				return errors.New("there is no dialog")
			}
			return nil
		})
		d.xdo("windowfocus", d.titled("Choose a price list"))
		d.settled()
		d.write("/") // opens the field, which may miss what comes at once
		d.settled()
		d.key("ctrl+a")
		d.write(list)
		d.settled()
		d.picture("3-dialog")
		d.key("Return")
		d.until("the dialog is gone", func() error {
			if d.titled("Choose a price list") != "" {
				return errors.New("it is still there")
			}
			return nil
		})
		d.focus()
	})
	d.settled()
	d.picture("4-recognised")
	d.hears("preview", func() { d.key("ctrl+Return") })
	d.rows()
	d.syncs("sync_start", "sync_end")
	d.settled()
	d.picture("5-results")
	runs := d.history(j.env)
	if len(runs) != 1 || runs[0].Status != "done" || runs[0].PriceList.File != filepath.Base(list) {
		t.Fatalf("the history has %+v", runs)
	}
	if most := j.sandbox.MaxWritesPerItem(); most != 1 {
		t.Errorf("an item was written %d times", most)
	}
	program.close()

	// After a restart it is still connected, and a second copy hands its file over and ends.
	program = d.open(j.env)
	d.settled()
	d.picture("6-restarted")
	if !d.connected(j.env) {
		t.Fatal("after a restart it is not connected")
	}
	var second *opened
	d.hears("price_list_opened", func() { second = d.launch(j.env, list) })
	d.until("the second copy has ended", func() error {
		if second.runs() {
			return errors.New("it still runs")
		}
		return nil
	})
	if !program.runs() {
		t.Fatal("the first copy has ended, too")
	}
	if d.titled(cantOpen) != "" {
		t.Fatal("the second copy complains of its window")
	}
	d.focus()
	d.settled()
	d.picture("7-second-copy")
	d.undoesLast()
	runs = d.history(j.env)
	if len(runs) != 2 || runs[0].Kind != "undo" || runs[0].Counts["applied"] != runs[1].Counts["applied"] {
		t.Fatalf("the history has %+v", runs)
	}
	program.close()
}

func TestWindowAsksBeforeItClosesDuringASync(t *testing.T) {
	d := newDesk(t)
	j := newJobber(t)
	d.connects(j)
	j.sandbox.Inject(sandbox.Fault{On: sandbox.On{Field: "productsAndServicesEdit"}, Times: 1000, Do: sandbox.Slow(400 * time.Millisecond)})
	program := d.open(j.env, d.priceList())
	d.hears("setting_changed", func() { d.key("Tab", "space"); d.tab(1) })
	d.until("the list is read", func() error {
		if d.heard("price_list_opened") == 0 {
			return errors.New("it is not")
		}
		return nil
	})
	d.settled()
	d.hears("preview", func() { d.key("ctrl+Return") })
	d.rows()
	d.syncs("sync_start", "")
	d.cross(d.window())
	d.settledBut()
	d.picture("1-asked")
	if !program.runs() {
		t.Fatal("it closed in the middle of a sync without asking")
	}
	d.hears("sync_end", func() { d.tab(1) }) // past “Keep it running” to “Stop and close”
	d.until("the program has ended", func() error {
		if program.runs() {
			return errors.New("it still runs")
		}
		return nil
	})
	runs := d.history(j.env)
	if len(runs) != 1 || runs[0].Status != "stopped" || runs[0].Counts["applied"] == 0 || runs[0].Counts["not_sent"] == 0 {
		t.Fatalf("the history has %+v", runs)
	}
}

// priceList returns the path of a supplier's price list.
func (d *desk) priceList() string {
	d.t.Helper()
	name, content := sandbox.PracticePriceList()
	path := filepath.Join(d.t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		d.t.Fatal(err)
	}
	return path
}

// syncs starts what the preview has ticked and waits until it has begun, and until it has ended where end names how.
func (d *desk) syncs(begin, end string) {
	d.t.Helper()
	ended := d.heard(end)
	d.hears(begin, func() {
		d.key("ctrl+Return")
		d.settled()
		d.key("Return")
	})
	if end == "" {
		return
	}
	d.until("the run has ended", func() error {
		if d.heard(end) == ended {
			return errors.New("it still runs")
		}
		return nil
	})
}

// undoesLast finds the last sync by the palette, and undoes it.
func (d *desk) undoesLast() {
	d.t.Helper()
	d.hears("preview", func() {
		d.key("Escape", "ctrl+k")
		d.settled()
		d.key("ctrl+a")
		d.write("sync of")
		d.settled()
		d.key("Return") // the first that was found is chosen
		d.settled()
		d.tab(2) // past “Save as…” to the preview of the undo
	})
	d.rows()
	d.picture("6-undo")
	d.syncs("undo_start", "sync_end")
	d.settled()
}

// focus gives the keyboard back to the program's window.
func (d *desk) focus() { d.xdo("windowfocus", d.window()) }

// settledBut gives the page the time that a screen in motion does not show: three looks at it.
func (d *desk) settledBut() {
	for range 3 {
		d.colours()
	}
}

// connects signs in by the command line, in the same profile, and answers the page of the currency.
func (d *desk) connects(j *jobber) {
	d.t.Helper()
	command := exec.Command(d.program, "connect", "--no-browser", "--json")
	command.Env = append(append([]string{}, d.env...), j.env...)
	out, err := command.StdoutPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		d.t.Fatal(err)
	}
	var shown struct {
		URL string `json:"authorize_url"`
	}
	if err := json.NewDecoder(out).Decode(&shown); err != nil {
		d.t.Fatal(err)
	}
	allow(d.t, shown.URL)
	_, _ = io.Copy(io.Discard, out)
	if err := command.Wait(); err != nil {
		d.t.Fatalf("connect: %v", err)
	}
}

// connected says whether the profile is connected to Jobber.
func (d *desk) connected(env []string) bool {
	d.t.Helper()
	var status struct{ Connected bool }
	out, _ := d.cli(env, "status", "--json")
	if err := json.Unmarshal(out, &status); err != nil {
		d.t.Fatalf("status: %v: %s", err, out)
	}
	return status.Connected
}
