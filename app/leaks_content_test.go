package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pricesync/app"
	"pricesync/app/apply"
	"pricesync/app/fault"
)

// A price list is the user's own: what stands in it is shown, kept in the history and saved where they say. But nothing
// of it comes into the log, and what is secret or personal in it does not come into a report either, whatever the user
// allows.
func TestSecretsInAPriceListReachNeitherLogNorReport(t *testing.T) {
	l := newLeaks(t)
	for _, names := range []string{"off", "on"} {
		t.Run("with names "+names, func(t *testing.T) { l.content(t, names) })
	}
}

const itemName = "Zanzibar valve 22mm"

func (l *leaks) content(t *testing.T, names string) {
	ctx := t.Context()
	a := l.open(false)
	defer a.Close()
	if _, err := l.connect(a, "allow"); err != nil {
		t.Fatal(err)
	}
	if err := a.SaveSetting(ctx, "log_names", names); err != nil {
		t.Fatal(err)
	}
	first := l.config.Catalog.Items[0]
	echo := l.spy.echo()
	cells := "Name " + leakEmail + ",Price,\"" + leakSecret + "\"\n" +
		fmt.Sprintf("%q,%.2f,%q\n", first.Name, first.Price.Float()+float64(len(names)), echo) +
		fmt.Sprintf("%q,12.50,%q\n", itemName+" "+echo, leakEmail) +
		fmt.Sprintf("%q,not a price %s,x\n", itemName, leakSecret)
	name := "prices of " + leakEmail + " and more.csv"
	path := l.file(name, cells)
	read, err := a.Read(ctx, path, app.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	preview, err := a.Preview(ctx, app.PreviewOptions{List: read.List, Suggest: true})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(fmt.Sprint(preview.Plan.Changes), leakSecret) {
		t.Error("what stands in the list is not shown to its owner: the plan has lost it")
	}
	record, err := l.sync(a, preview)
	if err != nil || record.Run.Status != apply.Done {
		t.Fatalf("the sync ended %q: %v", record.Run.Status, err)
	}
	failures := []string{
		l.file("empty "+leakEmail+".csv", ""), l.file("words "+itemName+".csv", "no columns at all\njust "+leakSecret+"\n"), filepath.Join(filepath.Dir(path), "missing "+itemName+" "+leakEmail+".csv"),
	}
	for _, file := range failures {
		_, err := a.Read(ctx, file, app.ReadOptions{})
		if told := fault.From(err); told == nil || told.Ref == "" || strings.Contains(told.Message+told.Hint, leakSecret) {
			t.Errorf("of %s the user reads %v", filepath.Base(file), told)
		}
	}
	if err := a.Export(ctx, string(record.Run.ID), filepath.Join(filepath.Dir(path), "none", itemName+" "+leakEmail+".csv")); err == nil {
		t.Error("a file was saved into nowhere")
	}

	h := haystack{}
	h.folder(t, filepath.Join(l.home, "logs"))
	for _, allowed := range []bool{false, true} {
		out := filepath.Join(t.TempDir(), "report.zip")
		if err := a.ExportDiagnostics(ctx, out, app.ReportChoice{Names: allowed}); err != nil {
			t.Fatal(err)
		}
		h.archive(t, out, fmt.Sprintf("the report with names %t", allowed))
		if allowed {
			continue
		}
		plain := haystack{}
		plain.archive(t, out, "the report")
		own := &canaries{}
		own.add("an item's name", itemName)
		own.add("an item's name in Jobber", first.Name)
		if found := own.search(plain); len(found) > 0 && names == "off" {
			t.Errorf("names stand in a report without names:\n%s", strings.Join(found, "\n"))
		}
	}
	if found := l.spy.search(h); len(found) > 0 {
		t.Errorf("%d leaks:\n%s", len(found), strings.Join(found[:min(len(found), 20)], "\n"))
	}
	if names == "off" {
		own := &canaries{}
		own.add("an item's name", itemName)
		own.add("an item's name in Jobber", first.Name)
		own.add("the file's name", "and more.csv")
		logs := haystack{}
		logs.folder(t, filepath.Join(l.home, "logs"))
		if found := own.search(logs); len(found) > 0 {
			t.Errorf("names stand in the log:\n%s", strings.Join(found, "\n"))
		}
	}
	if _, err := os.Stat(filepath.Join(l.home, "pricesync.db")); err != nil {
		t.Error(err)
	}
}
