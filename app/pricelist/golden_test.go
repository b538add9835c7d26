package pricelist_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/fault"
	"pricesync/app/pricelist"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares a text with a file, or writes the file anew.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (write it with -update)", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// summary writes what was recognised in a file and what its rows are.
func summary(list *pricelist.List, err error) string {
	var b strings.Builder
	var f *fault.Error
	if errors.As(err, &f) {
		fmt.Fprintf(&b, "refused: %s: %s\n", f.Code, f.Message)
	}
	if list == nil {
		return b.String()
	}
	l := list.Layout
	fmt.Fprintf(&b, "encoding %s, delimiter %q, sheet %q, header line %d (%d lines), decimal mark %q\n", l.Encoding, l.Delimiter, l.Sheet, l.HeaderLine, l.HeaderLines, l.Decimal)
	for _, c := range []struct {
		role   string
		column pricelist.Column
	}{{"name", l.Columns.Name}, {"code", l.Columns.Code}, {"price", l.Columns.Price}, {"cost", l.Columns.Cost}, {"description", l.Columns.Description}, {"unit", l.Columns.Unit}} {
		if c.column.Index != 0 {
			fmt.Fprintf(&b, "%s: column %d %q\n", c.role, c.column.Index, c.column.Header)
		}
	}
	for _, s := range list.Sheets {
		fmt.Fprintf(&b, "sheet %q hidden %v rows %d\n", s.Name, s.Hidden, s.Rows)
	}
	for _, n := range list.Notes {
		fmt.Fprintf(&b, "note %s: %s\n", n.Code, n.Message)
	}
	return b.String() + "\n" + told(list)
}
