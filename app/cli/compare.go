package cli

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"pricesync/app"
	"pricesync/app/compare"
	"pricesync/app/fault"
	"pricesync/app/money"
	"pricesync/app/pricelist"
)

type comparedRowJSON struct {
	Change       string     `json:"change"`
	Name         string     `json:"name"`
	Code         string     `json:"code"`
	OldName      string     `json:"old_name"`
	OldCode      string     `json:"old_code"`
	OldLine      *int       `json:"old_line"`
	NewLine      *int       `json:"new_line"`
	By           string     `json:"by"`
	Old          pricesJSON `json:"old"`
	New          pricesJSON `json:"new"`
	PricePercent *string    `json:"price_percent"`
	CostPercent  *string    `json:"cost_percent"`
	Message      string     `json:"message"`
}

type comparedListJSON struct {
	priceListJSON
	Unread    int            `json:"unread"`
	Questions []questionJSON `json:"questions"`
}

type comparedJSON struct {
	Op     string            `json:"op"`
	Old    comparedListJSON  `json:"old"`
	New    comparedListJSON  `json:"new"`
	Counts map[string]int    `json:"counts"`
	Rows   []comparedRowJSON `json:"rows"`
}

func (t *terminal) compare() *cobra.Command {
	var r reading
	c := &cobra.Command{
		Use:   "compare OLD NEW",
		Short: "Show what changed between two price lists of one supplier",
		Long: "Shows what is new, gone, up and down from one price list to the next, by code, else by name. Nothing is asked of\n" +
			"Jobber, and no connection is needed. The flags hold for both lists.",
		Args: arguments(2, 2, "the old price list and the new one"),
		RunE: func(cmd *cobra.Command, args []string) error {
			options, err := r.options()
			if err != nil {
				return err
			}
			done, err := t.app.Compare(cmd.Context(), args[0], args[1], options)
			if err != nil {
				return err
			}
			if t.json {
				if err := t.print(comparedView(done)); err != nil {
					return err
				}
			} else {
				t.compared(done)
			}
			if len(done.Old.Questions)+len(done.New.Questions) > 0 {
				return exit(fault.ExitInput)
			}
			return nil
		},
	}
	r.layoutFlags(c)
	return c
}

func comparedView(done app.Compared) comparedJSON {
	view := comparedJSON{
		Op: done.Op, Counts: map[string]int{}, Rows: make([]comparedRowJSON, 0, len(done.Comparison.Rows)),
		Old: comparedListJSON{priceList(done.Old), done.Comparison.OldUnread, questions(done.Old.Questions)},
		New: comparedListJSON{priceList(done.New), done.Comparison.NewUnread, questions(done.New.Questions)},
	}
	counts := done.Comparison.Counts()
	for _, change := range compare.Changes() {
		view.Counts[string(change)] = counts[change]
	}
	for _, row := range done.Comparison.Rows {
		view.Rows = append(view.Rows, comparedRowJSON{
			Change: string(row.Change), Name: row.Name, Code: row.Code, OldName: row.OldName, OldCode: row.OldCode,
			OldLine: lineNumber(row.OldLine), NewLine: lineNumber(row.NewLine), By: string(row.By), Old: prices(row.Old), New: prices(row.New),
			PricePercent: amount(row.PricePercent), CostPercent: amount(row.CostPercent), Message: row.Message,
		})
	}
	return view
}

func lineNumber(line int) *int {
	if line == 0 {
		return nil
	}
	return &line
}

// compared prints a comparison for people.
func (t *terminal) compared(done app.Compared) {
	for _, list := range []*pricelist.List{done.Old, done.New} {
		t.asked(list)
	}
	if len(done.Old.Questions)+len(done.New.Questions) > 0 {
		return
	}
	out := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(out, "LINE\tCHANGE\tROW\tPRICE\tCOST\tNOTE")
	for _, row := range done.Comparison.Rows {
		if row.Change == compare.Unchanged {
			continue
		}
		name := row.Name
		if name == "" {
			name = row.Code
		}
		line, from := fmt.Sprint(row.NewLine), row.Old
		switch row.Change {
		case compare.Gone:
			line = "-"
		case compare.New:
			from = row.New
		}
		to := row.New
		if row.Change == compare.Gone {
			to = row.Old
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\t%s\n", line, row.Change, short(name, 40), step(from.Price, to.Price), step(from.Cost, to.Cost), note(row))
	}
	_ = out.Flush()
	counts := done.Comparison.Counts()
	var parts []string
	for _, change := range compare.Changes() {
		if counts[change] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[change], change))
		}
	}
	if len(parts) == 0 {
		parts = []string{"no rows"}
	}
	t.say("\nFrom “%s” to “%s”: %s.", done.Old.File, done.New.File, strings.Join(parts, ", "))
	if n := done.Comparison.OldUnread + done.Comparison.NewUnread; n > 0 {
		t.say("%d rows without a readable amount were not compared.", n)
	}
}

// step writes an amount's way from one list to the other, to the last decimal.
func step(from, to money.Maybe) string {
	switch {
	case from.Equal(to):
		return to.String()
	case !to.Known():
		return from.String() + " -> none"
	case !from.Known():
		return "none -> " + to.String()
	}
	return from.String() + " -> " + to.String()
}

// note says what else is worth knowing about a row.
func note(row compare.Row) string {
	var parts []string
	if size, ok := row.PricePercent.Get(); ok {
		parts = append(parts, "price "+size.Plain()+"%")
	}
	if size, ok := row.CostPercent.Get(); ok {
		parts = append(parts, "cost "+size.Plain()+"%")
	}
	if row.OldCode != "" {
		parts = append(parts, "code was "+row.OldCode)
	}
	if row.OldName != "" {
		parts = append(parts, "name was “"+short(row.OldName, 40)+"”")
	}
	if row.Message != "" {
		parts = append(parts, row.Message)
	}
	return strings.Join(parts, "; ")
}
