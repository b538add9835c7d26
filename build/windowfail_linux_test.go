package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"pricesync/app/diagnostics"
	"pricesync/app/fault"
)

func TestWindowOffersAReportWhenItsWebViewCrashes(t *testing.T) {
	d := newDesk(t)
	home := t.TempDir()
	if err := os.Mkdir(filepath.Join(home, "Desktop"), 0o700); err != nil {
		t.Fatal(err)
	}
	program := d.launch([]string{"HOME=" + home})
	stop := program.signals(syscall.SIGKILL) // each web view's process, as soon as it is there
	d.until("the message is there", func() error {
		if d.titled(cantOpen) == "" {
			return errors.New("there is no message")
		}
		return nil
	})
	stop()
	d.settled()
	d.picture("1-message")
	report := filepath.Join(home, "Desktop", "price-sync-diagnostics.zip")
	d.becomes("the report is saved", func() bool {
		_, err := os.Stat(report)
		return err == nil
	}, func() { d.answers() })
	// A second message says where it is; the program ends once that is answered.
	d.becomes("the program has ended", func() bool { return !program.runs() }, func() { d.answers() })
	file, err := os.Open(report)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := zip.NewReader(file, info.Size()); err != nil {
		t.Fatal(err)
	}
	read, err := diagnostics.Read(file, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Findings) == 0 || read.Findings[0].Code != fault.WebviewFailed {
		t.Fatalf("the report finds %+v", read.Findings)
	}
	if first := read.Findings[0]; len(first.Refs) == 0 || first.Message == "" || first.Hint == "" || first.Operation != "window" {
		t.Errorf("it finds first %+v", first)
	}
}

func TestWindowThatComesLateTakesTheMessageAway(t *testing.T) {
	d := newDesk(t)
	program := d.launch(nil)
	stop := program.signals(syscall.SIGSTOP)
	d.until("the message is there", func() error {
		if d.titled(cantOpen) == "" {
			return errors.New("there is no message")
		}
		return nil
	})
	stop()
	d.picture("1-message")
	if !program.runs() {
		t.Fatal("the program has ended")
	}
	for _, pid := range program.webViews() {
		if err := syscall.Kill(pid, syscall.SIGCONT); err != nil {
			t.Fatal(err)
		}
	}
	d.until("the message is gone and the page is there", func() error {
		if d.titled(cantOpen) != "" || d.heard("window_ready") != 1 {
			return errors.New("the message stands, or there is no page")
		}
		return nil
	})
	d.settled()
	d.picture("2-page")
	program.close()
}

// answers presses the message's first button.
func (d *desk) answers() {
	if message := d.titled(cantOpen); message != "" {
		d.xdo("windowfocus", message)
		d.key("Return")
	}
}

// signals sends a signal to each process of the program's web view as soon as it is there, until stop is called.
func (c *opened) signals(signal syscall.Signal) (stop func()) {
	over, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(2 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-over:
				return
			case <-tick.C:
				for _, pid := range c.webViews() {
					_ = syscall.Kill(pid, signal) // it may have ended by itself
				}
			}
		}
	}()
	return func() {
		close(over)
		<-done
	}
}

// webViews returns the processes that draw the program's page.
func (c *opened) webViews() []int {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	var found []int
	for _, stat := range stats {
		text, err := os.ReadFile(stat)
		if err != nil {
			continue // it has ended
		}
		name, rest, ok := strings.Cut(string(text), ") ")
		if !ok || !strings.Contains(name, "(WebKitWebProces") {
			continue
		}
		var state string
		var parent int
		if _, err := fmt.Sscan(rest, &state, &parent); err != nil || parent != c.pid {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(stat))); err == nil {
			found = append(found, pid)
		}
	}
	return found
}
