package logging_test

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"pricesync/app/fault"
	"pricesync/app/logging"
)

func TestNamesStandInTheLogOnlyWhereASettingLetsThem(t *testing.T) {
	var out bytes.Buffer
	log := open(t, logging.Config{Out: &out})
	ctx := logging.WithNames(logging.WithNames(t.Context(), "HeatCo July.csv"), "Trade")
	write := func() string {
		out.Reset()
		cause := errors.New(`open /lists/HeatCo July.csv: sheet "Trade" of Traders is broken`)
		log.Event(ctx, logging.PriceListOpened, slog.Any("sheet", logging.Name("Trade")), slog.Any("none", logging.Name("")))
		log.Failure(ctx, fault.Wrap(cause, fault.SheetUnknown, fault.Facts{"file": "HeatCo July.csv", "sheet": "Trade", "sheets": "Cover, Prices"}))
		log.Failure(t.Context(), fault.New(fault.StalePlan, fault.Facts{"why": "it belongs to ACME Plumbing"}).WithNames("ACME Plumbing"))
		func() {
			var err error
			defer func() { log.Failure(ctx, err) }()
			defer fault.Catch(&err)
			panic(fmt.Sprintf("at %s", "HeatCo July.csv"))
		}()
		return out.String()
	}
	for _, name := range []string{"HeatCo", "Trade\"", "Cover", "ACME"} {
		if text := write(); strings.Contains(text, name) {
			t.Errorf("%q stands in\n%s", name, text)
		}
	}
	text := write()
	for _, part := range []string{`"sheet":"[name]"`, `"none":""`, `of Traders is broken`, `“[name]” has no sheet “[name]”`, `it belongs to [name]`, `panic: at [name]`} {
		if !strings.Contains(text, part) {
			t.Errorf("there is no %s in\n%s", part, text)
		}
	}
	log.SetNames(true)
	for _, name := range []string{`"sheet":"Trade"`, "“HeatCo July.csv” has no sheet “Trade”", "Cover, Prices", "ACME Plumbing", "panic: at HeatCo July.csv"} {
		if text := write(); !strings.Contains(text, name) {
			t.Errorf("with names there is no %q in\n%s", name, text)
		}
	}
}

func TestEveryLineHasTheCommonFieldsInTheirOrder(t *testing.T) {
	var out bytes.Buffer
	log := open(t, logging.Config{Out: &out, Level: slog.LevelDebug})
	for _, doc := range logging.Events() {
		log.Event(t.Context(), doc.Event, slog.Int("own", 1))
	}
	log.Logger().Info("from a library", "a", 1)
	log.Failure(t.Context(), fault.New(fault.NotConnected, nil))
	log.Event(t.Context(), logging.Retry, slog.String("long", strings.Repeat("x", 300_000)))
	for raw := range bytes.Lines(out.Bytes()) {
		at := -1
		for _, field := range logging.Common() {
			next := bytes.Index(raw, []byte(`"`+field.Name+`":`))
			if next < at && !(field.Sometimes && next < 0) {
				t.Errorf("%s is not in its place in %.200s", field.Name, raw)
			}
			at = max(at, next)
		}
	}
}
