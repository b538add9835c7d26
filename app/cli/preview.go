package cli

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"pricesync/app"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// reading is how a price list is to be read and turned into prices: the flags of preview and sync.
type reading struct {
	sheet, name, code, price, cost, decimal, markup string
	profile, saveProfile                            string
	onlyIncrease, suggest                           bool
	create, exempt, hideMissing                     bool
	category                                        string
}

func (r *reading) flags(c *cobra.Command) {
	r.layoutFlags(c)
	f := c.Flags()
	f.StringVar(&r.markup, "markup", "", "percent added to the cost to make the price")
	f.BoolVar(&r.onlyIncrease, "only-increase", false, "leave prices and costs that would fall as they are")
	f.StringVar(&r.saveProfile, "save-profile", "", "remember how it was read under this supplier's name")
	f.BoolVar(&r.create, "create", false, "make new items of the rows that have none in Jobber")
	f.StringVar(&r.category, "category", "product", "what new items are: product or service")
	f.BoolVar(&r.exempt, "exempt", false, "new items are exempt from tax")
	f.BoolVar(&r.hideMissing, "hide-missing", false, "hide the supplier's items that the list no longer has")
	f.BoolVar(&r.suggest, "suggest", false, "look for similar names for rows that match no item")
}

// layoutFlags are the flags that say how a price list is laid out.
func (r *reading) layoutFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&r.sheet, "sheet", "", "the workbook's sheet")
	f.StringVar(&r.name, "name-column", "", "the column with the name: its heading, its number from 1, or none")
	f.StringVar(&r.code, "code-column", "", "the column with the code")
	f.StringVar(&r.price, "price-column", "", "the column that becomes Jobber's price")
	f.StringVar(&r.cost, "cost-column", "", "the column that becomes Jobber's cost")
	f.StringVar(&r.decimal, "decimal", "", `the decimal mark: "." or ","`)
	f.StringVar(&r.profile, "profile", "", "read it as this supplier's list; none: as a stranger's (a known supplier's list is recognised by its headings)")
}

func (r *reading) options() (app.ReadOptions, error) {
	if r.decimal != "" && r.decimal != "." && r.decimal != "," {
		return app.ReadOptions{}, usageError{fmt.Errorf(`--decimal takes "." or ","`)}
	}
	options := app.ReadOptions{Supplier: r.profile, Layout: pricelist.Layout{
		Sheet: r.sheet, Decimal: r.decimal,
		Columns: pricelist.Columns{Name: columnFlag(r.name), Code: columnFlag(r.code), Price: columnFlag(r.price), Cost: columnFlag(r.cost)},
	}}
	if strings.EqualFold(r.profile, app.NoSupplier) {
		options.Supplier, options.NoSupplier = "", true
	}
	return options, nil
}

func (r *reading) creation() (plan.Creation, error) {
	category := catalog.Product
	switch strings.ToLower(r.category) {
	case "product":
	case "service":
		category = catalog.Service
	default:
		return plan.Creation{}, usageError{fmt.Errorf("--category takes product or service, not %q", r.category)}
	}
	return plan.Creation{On: r.create, Category: category, Taxable: !r.exempt}, nil
}

// columnFlag reads a heading, a 1-based number, or none for a column that is not there. A heading that is itself a number
// is given by its position.
func columnFlag(text string) pricelist.Column {
	if strings.EqualFold(text, "none") {
		return pricelist.None()
	}
	if n, err := strconv.Atoi(text); err == nil && n > 0 {
		return pricelist.Column{Index: n}
	}
	return pricelist.Column{Header: text}
}

func (r *reading) rules() (plan.Rules, error) {
	markup, err := money.MaybeDecimal(strings.TrimSuffix(r.markup, "%"))
	if a, known := markup.Get(); err != nil || (known && a.Sign() < 0) {
		return plan.Rules{}, usageError{fmt.Errorf("--markup takes a percentage such as 35, not %q", r.markup)}
	}
	return plan.Rules{OnlyIncrease: r.onlyIncrease, Markup: markup}, nil
}

// previewed makes the plan for a file, or returns the list with its open questions.
func (t *terminal) previewed(ctx context.Context, file string, r *reading) (app.Preview, error) {
	options, err := r.options()
	if err != nil {
		return app.Preview{}, err
	}
	rules, err := r.rules()
	if err != nil {
		return app.Preview{}, err
	}
	create, err := r.creation()
	if err != nil {
		return app.Preview{}, err
	}
	read, err := t.app.Read(ctx, file, options)
	if err != nil {
		return app.Preview{}, err
	}
	t.known = read
	if len(read.List.Questions) > 0 {
		return app.Preview{Op: read.Op, List: read.List}, nil
	}
	of := ""
	if read.Supplier != nil {
		of = read.Supplier.Name
		rules = r.over(read.Supplier.Rules, rules)
	}
	if r.saveProfile != "" {
		if err := t.app.SaveSupplier(ctx, r.saveProfile, read.List, rules); err != nil {
			return app.Preview{}, err
		}
		saved, err := t.app.Supplier(ctx, r.saveProfile)
		if err != nil {
			return app.Preview{}, err
		}
		of = saved.Name
	}
	return t.app.Preview(ctx, app.PreviewOptions{
		List: read.List, Rules: rules, Suggest: r.suggest, Supplier: of, Create: create, HideMissing: r.hideMissing,
	})
}

// over returns the supplier's rules with what the flags say in their place.
func (r *reading) over(supplier, flags plan.Rules) plan.Rules {
	if r.markup != "" {
		supplier.Markup = flags.Markup
	}
	supplier.OnlyIncrease = supplier.OnlyIncrease || flags.OnlyIncrease
	return supplier
}

// tellSupplier says whose list it was taken for.
func (t *terminal) tellSupplier() {
	if t.known.Supplier != nil {
		t.say("A list of “%s”, read as its last one.", t.known.Supplier.Name)
		for _, change := range t.known.Supplier.Changes {
			t.say("%s", change)
		}
	}
}

func (t *terminal) preview() *cobra.Command {
	var r reading
	c := &cobra.Command{
		Use:   "preview FILE",
		Short: "Show row by row what a sync would change; nothing is written",
		Args:  arguments(1, 1, "one price list"),
		RunE: func(cmd *cobra.Command, args []string) error {
			preview, err := t.previewed(cmd.Context(), args[0], &r)
			if err != nil {
				return err
			}
			if t.json {
				if err := t.print(t.previewView(preview)); err != nil {
					return err
				}
			} else {
				t.table(preview)
			}
			if len(preview.List.Questions) > 0 {
				return exit(fault.ExitInput)
			}
			return nil
		},
	}
	r.flags(c)
	return c
}

func (t *terminal) previewView(p app.Preview) previewJSON {
	view := previewJSON{
		Op: p.Op, PriceList: priceList(p.List), Counts: verdictCounts(p.Plan), Holds: holds(p.Plan.Holds),
		Rows: planRows(p.Plan.Changes), Missing: planRows(p.Plan.Missing), HideMissing: p.Plan.HideMissing, Questions: questions(p.List.Questions), Account: account(p.Plan.Account),
	}
	view.Supplier.Changes, view.Notes = []string{}, append([]string{}, p.Notes...)
	if known := t.known.Supplier; known != nil {
		view.Supplier.Name, view.Supplier.Changes = &known.Name, append(view.Supplier.Changes, known.Changes...)
	}
	if p.ID != "" {
		id := string(p.ID)
		view.Plan, view.Fingerprint = &id, &p.Plan.Fingerprint
	}
	return view
}

// table prints a preview for people.
func (t *terminal) table(p app.Preview) {
	t.tellSupplier()
	t.asked(p.List)
	if len(p.List.Questions) > 0 {
		return
	}
	t.changes(p.Plan)
	if missing := len(p.Plan.Missing); missing > 0 {
		hint := "--hide-missing hides them."
		if p.Plan.HideMissing {
			hint = "They will be hidden, but for held ones."
		}
		t.say("\n%d items of “%s” are no longer in this list (lines below zero). %s", missing, p.Plan.Supplier, hint)
	}
	t.say("\nPreview %s of “%s” for %s: %s.", p.ID, p.List.File, p.Plan.Account.Name, countsText(p.Plan))
	for _, note := range p.Notes {
		t.say("%s", note)
	}
	for _, h := range p.Plan.Holds {
		t.say("Held as a whole (%s): %s", h.Code, h.Message)
	}
	t.say("Nothing has been written. `pricesync sync --plan %s --yes` writes the rows marked update or create.", p.ID)
}

// asked prints what a list leaves open, and how to answer.
func (t *terminal) asked(list *pricelist.List) {
	for _, q := range list.Questions {
		t.say("%s", q.Message)
		for _, c := range q.Choices {
			t.say("  %s  %s (%s)", c.Value, c.Label, c.Detail)
		}
		t.say("Answer with %s and run the command again.", questionFlag(q.Code))
	}
}

func (t *terminal) changes(p plan.Plan) {
	out := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(out, "LINE\tVERDICT\tROW\tPRICE\tCOST\tWHY")
	for i := range p.Rows() {
		c := p.At(i)
		name := cmp.Or(c.Name, c.Code, c.ItemName)
		fmt.Fprintf(out, "%d\t%s\t%s\t%s\t%s\t%s\n", c.Line, c.Verdict, short(name, 40),
			move(c.Before.Price, c.After.Price), move(c.Before.Cost, c.After.Cost), short(c.Message, 80))
	}
	_ = out.Flush()
}

func move(before, after money.Maybe) string {
	switch {
	case !after.Known():
		return before.String()
	case before.SameCents(after):
		return after.Or(money.Amount{}).String()
	case !before.Known():
		return "none -> " + after.String()
	}
	return before.String() + " -> " + after.String()
}

func short(text string, most int) string {
	text = strings.Join(strings.Fields(text), " ")
	if letters := []rune(text); len(letters) > most {
		return string(letters[:most-1]) + "…"
	}
	return text
}

func countsText(p plan.Plan) string {
	counts := p.Counts()
	var parts []string
	for _, v := range plan.Verdicts() {
		if counts[v] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[v], strings.ReplaceAll(string(v), "_", " ")))
		}
	}
	return strings.Join(parts, ", ")
}

// questionFlag names the option that answers a question.
func questionFlag(code string) string {
	switch code {
	case "decimal_mark":
		return "--decimal"
	case "which_price":
		return "--price-column or --cost-column"
	case "which_cost":
		return "--cost-column"
	case "which_name":
		return "--name-column"
	case app.WhichSupplier:
		return "--profile"
	case app.LayoutChanged:
		return "--profile none, or name the columns with --price-column and --cost-column; that is what --save-profile remembers"
	case "which_code":
		return "--code-column"
	case "which_sheet":
		return "--sheet"
	}
	return "--name-column, --code-column, --price-column or --cost-column"
}
