package app

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"pricesync/app/apply"
	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/store"
)

// table is what an export writes. A cell is text, or a number in machine form.
type table struct {
	headings []string
	rows     [][]cell
}

type cell struct {
	text   string
	number bool
}

func text(s string) cell            { return cell{text: s} }
func whole(n int) cell              { return cell{strconv.Itoa(n), true} }
func amountCell(m money.Maybe) cell { return cell{m.String(), m.Known()} }

// Export saves the rows of a run or of a plan, whichever has that id, as CSV or XLSX by the path's ending.
func (a *App) Export(ctx context.Context, id, path string) error {
	if strings.HasPrefix(id, store.PlanPrefix) {
		return a.ExportPlan(ctx, id, false, path)
	}
	return a.ExportRun(ctx, id, path)
}

// ExportPlan saves a plan's rows; attention leaves out those that need none: updates, unchanged rows and what is not
// a product.
func (a *App) ExportPlan(ctx context.Context, id string, attention bool, path string) error {
	return a.operate(ctx, "export", looks, func(ctx context.Context) error {
		side, err := a.usable()
		if err != nil {
			return err
		}
		kept, err := side.store.Plan(ctx, store.PlanID(id))
		if err != nil {
			return err
		}
		return a.export(ctx, "plan", id, path, planTable(kept.Plan, attention))
	})
}

// ExportRun saves a run's rows with what was before and what Jobber stores. The columns Name, Code, Price and
// Cost make the file a price list again.
func (a *App) ExportRun(ctx context.Context, id, path string) error {
	return a.operate(ctx, "export", looks, func(ctx context.Context) error {
		side, err := a.usable()
		if err != nil {
			return err
		}
		_, rows, err := side.store.Run(ctx, apply.RunID(id))
		if err != nil {
			return err
		}
		return a.export(ctx, "run", id, path, runTable(rows))
	})
}

func (a *App) export(ctx context.Context, what, id, path string, t table) error {
	format, write := "csv", t.csv
	if strings.EqualFold(filepath.Ext(path), ".xlsx") {
		format, write = "xlsx", t.xlsx
	}
	size, err := replaceCounted(path, write)
	if err != nil {
		return err
	}
	a.log.Event(ctx, logging.Exported, slog.String("what", what), slog.String("id", id), slog.String("format", format),
		slog.Int("rows", len(t.rows)), slog.Int("bytes", size))
	return nil
}

func planTable(p plan.Plan, attention bool) table {
	t := table{headings: []string{
		"Line", "Name", "Code", "Price", "Cost", "Item in Jobber", "Verdict", "Why",
		"Price in Jobber", "Cost in Jobber", "New price", "New cost",
	}}
	ruled := slices.ContainsFunc(p.Changes, func(c plan.Change) bool { return c.Rule != "" })
	marked := slices.ContainsFunc(p.Changes, func(c plan.Change) bool { return c.After.Markup.Known() })
	if marked {
		t.headings = append(t.headings, "Markup in Jobber (%)", "New markup (%)")
	}
	if ruled {
		t.headings = append(t.headings, "Rule")
	}
	for _, c := range p.Changes {
		if attention && (c.Verdict == plan.Update || c.Verdict == plan.Unchanged || c.Verdict == plan.NotProduct) {
			continue
		}
		row := []cell{
			whole(c.Line), text(c.Name), text(c.Code), amountCell(c.List.Price), amountCell(c.List.Cost), text(c.ItemName),
			text(words(string(c.Verdict))), text(c.Message), amountCell(c.Before.Price), amountCell(c.Before.Cost),
			amountCell(c.After.Price), amountCell(c.After.Cost),
		}
		if marked {
			row = append(row, amountCell(c.Before.Markup), amountCell(c.After.Markup))
		}
		if ruled {
			row = append(row, text(c.Rule))
		}
		t.rows = append(t.rows, row)
	}
	return t
}

func runTable(rows []apply.Row) table {
	t := table{headings: []string{
		"Line", "Name", "Code", "Price", "Cost", "Item in Jobber", "Outcome", "Why",
		"Old price", "Old cost",
	}}
	marked := slices.ContainsFunc(rows, func(r apply.Row) bool { return r.Before.Markup.Known() || r.Stored.Markup.Known() })
	if marked {
		t.headings = append(t.headings, "Markup (%)", "Old markup (%)")
	}
	for _, r := range rows {
		name := r.Name
		if name == "" && r.Code == "" {
			name = r.ItemName
		}
		row := []cell{
			whole(r.Line), text(name), text(r.Code), amountCell(r.Stored.Price), amountCell(r.Stored.Cost), text(r.ItemName),
			text(words(string(r.Outcome))), text(r.Message), amountCell(r.Before.Price), amountCell(r.Before.Cost),
		}
		if marked {
			row = append(row, amountCell(r.Stored.Markup), amountCell(r.Before.Markup))
		}
		t.rows = append(t.rows, row)
	}
	return t
}

func words(code string) string { return strings.ReplaceAll(code, "_", " ") }

// replaceCounted is replace, and returns how many bytes the file has.
func replaceCounted(path string, write func(io.Writer) error) (size int, err error) {
	err = replace(path, func(w io.Writer) error {
		return write(writerFunc(func(p []byte) (int, error) { size += len(p); return w.Write(p) }))
	})
	return size, err
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// replace writes a file whole or not at all, beside its place first, so that a full disk never leaves half of it.
func replace(path string, write func(io.Writer) error) error {
	folder := filepath.Dir(path)
	unwritable := func(err error) error {
		code := fault.OutputUnwritable
		if noRoom(err) {
			code = fault.OutputDiskFull
		}
		return fault.Wrap(err, code, fault.Facts{"folder": filepath.Base(folder), "file": filepath.Base(path)}).WithNames(filepath.Base(path))
	}
	temp, err := os.CreateTemp(folder, ".price-sync-*")
	if err != nil {
		return unwritable(fmt.Errorf("create beside the target: %w", err))
	}
	defer func() { _ = os.Remove(temp.Name()) }()
	buffered := bufio.NewWriter(temp)
	err = errors.Join(write(buffered), buffered.Flush(), temp.Sync(), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		return unwritable(fmt.Errorf("write: %w", err))
	}
	if err := os.Chmod(path, 0o644); err != nil && !errors.Is(err, fs.ErrPermission) {
		return unwritable(err)
	}
	return nil
}

// csv writes RFC 4180 with CRLF, and the mark by which spreadsheet programs know UTF-8.
func (t table) csv(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if err := out.Write(t.headings); err != nil {
		return err
	}
	for _, row := range t.rows {
		record := make([]string, len(row))
		for i, c := range row {
			record[i] = c.text
			if !c.number {
				record[i] = harmless(c.text)
			}
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// harmless puts an apostrophe before text that a spreadsheet program would take for a formula.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n\x00＝＋－＠", []rune(s)[0]) {
		return "'" + s
	}
	return s
}

// xlsx writes a workbook in which text is text, whatever it starts with.
func (t table) xlsx(w io.Writer) error {
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	const sheet = "Sheet1"
	stream, err := book.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	decimals, err := book.NewStyle(&excelize.Style{NumFmt: 4})
	if err != nil {
		return err
	}
	if err := stream.SetColWidth(1, len(t.headings), 18); err != nil {
		return err
	}
	heading := make([]any, len(t.headings))
	for i, h := range t.headings {
		heading[i] = excelize.Cell{StyleID: bold, Value: h}
	}
	if err := stream.SetRow("A1", heading); err != nil {
		return err
	}
	for n, row := range t.rows {
		values := make([]any, len(row))
		for i, c := range row {
			values[i] = c.text
			if !c.number {
				continue
			}
			if i == 0 {
				values[i], _ = strconv.Atoi(c.text)
				continue
			}
			a, err := money.Decimal(c.text)
			if err != nil {
				return err
			}
			values[i] = excelize.Cell{StyleID: decimals, Value: a.Float()}
		}
		if err := stream.SetRow("A"+strconv.Itoa(n+2), values); err != nil {
			return err
		}
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	_, err = book.WriteTo(w)
	return err
}
