package app

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/supplier"
)

// largestLinks is how many bytes of a file of decisions are read.
const largestLinks = 32 << 20

// neverText stands in the file where a row is no item.
const neverText = "never"

func linkHeadings() []string {
	return []string{"Supplier", "Code", "Name", "Item", "Item in Jobber", "How", "Decided"}
}

// ExportLinks saves decisions as CSV: the row's code and name, Jobber's id of the item ("never" where the row is none)
// and its name, how the decision came about and when.
func (a *App) ExportLinks(ctx context.Context, search LinkSearch, path string) error {
	links, err := a.Links(ctx, search)
	if err != nil {
		return err
	}
	return a.operate(ctx, "export", looks, func(ctx context.Context) error {
		t := table{headings: linkHeadings()}
		for _, l := range links {
			item := string(l.Item)
			if l.Never() {
				item = neverText
			}
			name := l.Now
			if name == "" {
				name = l.ItemName
			}
			t.rows = append(t.rows, []cell{
				text(l.Supplier), text(l.Code), text(l.rowName()), text(item), text(name), text(string(l.How)), text(l.Decided.UTC().Format(time.RFC3339)),
			})
		}
		size, err := replaceCounted(path, t.csv)
		if err != nil {
			return err
		}
		a.log.Event(ctx, logging.Exported, slog.String("what", "links"), slog.String("format", "csv"), slog.Int("rows", len(t.rows)), slog.Int("bytes", size))
		return nil
	})
}

// rowName returns the row's name, or what is known of it in a decision from before names were kept.
func (l Remembered) rowName() string {
	if _, name, named := strings.Cut(l.Key, "name:"); named && l.Name == "" && l.Code == "" {
		return name
	}
	return l.Name
}

// LinksImported is what became of a file of decisions.
type LinksImported struct {
	Supplier string // whose they were read as; "" where the file said it line by line
	Added    int
	Changed  int // another decision stood there
	Same     int
	Refused  []LinkRefused
}

// LinkRefused is a line of the file that was left out.
type LinkRefused struct {
	Line    int
	Message string
}

// ImportLinks reads decisions from a CSV file as ExportLinks writes it. An item is found by its id, or by its name
// where the account has another one. With a supplier given, all are that supplier's. Lines that can't be used are left
// out and told; the rest is remembered.
func (a *App) ImportLinks(ctx context.Context, path, of string) (LinksImported, error) {
	var done LinksImported
	err := a.changeLinks(ctx, "imported", func(ctx context.Context, side *company) (int, error) {
		name := filepath.Base(path)
		given, err := a.linkedSupplier(ctx, of)
		if err != nil {
			return 0, err
		}
		lines, err := readLinks(path, name)
		if err != nil {
			return 0, err
		}
		mirror, _, err := side.store.Catalog(ctx, side.account().ID)
		if err != nil {
			return 0, err
		}
		done.Supplier = given
		reader := linkReader{app: a, items: newFinder(mirror.Items), of: given, named: map[string]string{"": ""}}
		links := reader.read(ctx, lines, &done)
		old, err := side.store.AllLinks(ctx, side.account().ID)
		if err != nil {
			return 0, err
		}
		for who, those := range links {
			links[who] = done.count(old[who], those)
		}
		saved, _, err := side.keepLinks(ctx, links)
		return len(saved), err
	})
	return done, err
}

// count says what the decisions change, and returns those that change something.
func (i *LinksImported) count(old, next []supplier.Link) []supplier.Link {
	items := make(map[string]catalog.ItemID, len(old))
	for _, l := range old {
		items[l.Key] = l.Item
	}
	var changes []supplier.Link
	for _, l := range next {
		switch was, known := items[l.Key]; {
		case !known:
			i.Added++
		case was == l.Item:
			i.Same++
			continue
		default:
			i.Changed++
		}
		items[l.Key] = l.Item
		changes = append(changes, l)
	}
	return changes
}

// linkLine is one record of the file by its headings.
type linkLine struct {
	line  int
	cells map[string]string
}

func readLinks(path, name string) ([]linkLine, error) {
	file, err := openFile(path, name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	unreadable := func(err error) error {
		return fault.Wrap(err, fault.LinksUnreadable, fault.Facts{"file": name}).WithNames(name)
	}
	if info, err := file.Stat(); err != nil || info.Size() > largestLinks {
		return nil, unreadable(errors.Join(err, errors.New("larger than any file of links")))
	}
	lines, err := parseLinks(file)
	if err != nil {
		return nil, unreadable(err)
	}
	return lines, nil
}

// parseLinks reads CSV with the headings of ExportLinks, in any order, with any of a spreadsheet program's delimiters.
func parseLinks(file *os.File) ([]linkLine, error) {
	buffered := bufio.NewReader(file)
	head, err := buffered.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if strings.HasPrefix(string(head), "\ufeff") {
		_, _ = buffered.Discard(len("\ufeff"))
	}
	first, _, _ := strings.Cut(string(head), "\n")
	in := csv.NewReader(buffered)
	in.FieldsPerRecord, in.LazyQuotes = -1, true
	for _, delimiter := range ";\t" {
		if strings.Count(first, string(delimiter)) > strings.Count(first, ",") {
			in.Comma = delimiter
		}
	}
	headings, err := in.Read()
	if err != nil {
		return nil, err
	}
	for i := range headings {
		headings[i] = strings.ToLower(strings.TrimSpace(headings[i]))
	}
	has := func(heading string) bool { return slices.Contains(headings, heading) }
	if !has("code") && !has("name") || !has("item") && !has("item in jobber") {
		return nil, fmt.Errorf("the headings are %q", headings)
	}
	var lines []linkLine
	for {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if err != nil {
			return nil, err
		}
		at, _ := in.FieldPos(0)
		one := linkLine{at, map[string]string{}}
		for i, heading := range headings[:min(len(headings), len(record))] {
			one.cells[heading] = strings.TrimSpace(plainText(record[i]))
		}
		lines = append(lines, one)
	}
}

// plainText takes the apostrophe off that harmless put before a text.
func plainText(s string) string {
	if rest, quoted := strings.CutPrefix(s, "'"); quoted && harmless(rest) == s {
		return rest
	}
	return s
}

// linkReader turns lines into decisions.
type linkReader struct {
	app   *App
	items finder
	of    string            // whose they all are; "" where the lines say it
	named map[string]string // suppliers by what the file calls them
}

func (r linkReader) read(ctx context.Context, lines []linkLine, done *LinksImported) map[string][]supplier.Link {
	links := map[string][]supplier.Link{}
	for _, one := range lines {
		name, link, err := r.line(ctx, one.cells)
		if err != nil {
			done.Refused = append(done.Refused, LinkRefused{one.line, fault.From(err).Message})
			continue
		}
		links[name] = append(links[name], link)
	}
	return links
}

func (r linkReader) line(ctx context.Context, cells map[string]string) (string, supplier.Link, error) {
	name := r.of
	if name == "" {
		known, told := r.named[cells["supplier"]]
		if !told {
			var err error
			if known, err = r.app.linkedSupplier(ctx, cells["supplier"]); err != nil {
				return "", supplier.Link{}, err
			}
			r.named[cells["supplier"]] = known
		}
		name = known
	}
	d := Decision{Code: cells["code"], Name: cells["name"], Item: catalog.ItemID(cells["item"]), ItemName: cells["item in jobber"], How: supplier.Imported}
	switch {
	case strings.EqualFold(cells["item"], neverText):
		d.Never = true
	default:
		if _, known := r.items.byID[d.Item]; !known && d.ItemName != "" {
			d.Item = "" // of another account: the name tells
		}
	}
	link, err := r.items.link(d)
	return name, link, err
}
