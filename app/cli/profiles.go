package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"pricesync/app/pricelist"
	"pricesync/app/supplier"
)

type profileJSON struct {
	Name    string      `json:"name"`
	Headers []string    `json:"headers"`
	Decimal string      `json:"decimal"`
	Sheet   string      `json:"sheet"`
	Columns columnsJSON `json:"columns"`
	Markup  *string     `json:"markup"`
	Only    bool        `json:"only_increase"`
	Links   int         `json:"links"`
}

func profileView(p supplier.Profile) profileJSON {
	columns := p.Layout.Columns
	return profileJSON{
		Name: p.Name, Headers: append([]string{}, p.Headers...), Decimal: p.Layout.Decimal, Sheet: p.Layout.Sheet,
		Columns: columnsJSON{heading(columns.Name), heading(columns.Code), heading(columns.Price), heading(columns.Cost)},
		Markup:  amount(p.Rules.Markup), Only: p.Rules.OnlyIncrease, Links: len(p.Links),
	}
}

func (t *terminal) profiles() *cobra.Command {
	c := &cobra.Command{
		Use:   "profiles",
		Short: "List the suppliers whose price lists are known, or show, edit, rename, delete, export or import one",
		Long: "Lists what is remembered about suppliers. A supplier is saved with --save-profile NAME of preview and sync, and\n" +
			"its next list is recognised by its headings, wherever the columns stand.",
		Args: arguments(0, 0, "no argument, or show, edit, rename, delete, export or import"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			all, err := t.app.Suppliers(cmd.Context())
			if err != nil {
				return err
			}
			views := make([]profileJSON, 0, len(all))
			for _, p := range all {
				views = append(views, profileView(p))
			}
			if t.json {
				return t.print(map[string]any{"op": t.app.NewOp(), "profiles": views})
			}
			if len(all) == 0 {
				t.say("No supplier is remembered yet; `pricesync preview FILE --save-profile NAME` saves one.")
				return nil
			}
			out := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
			fmt.Fprintln(out, "SUPPLIER\tNAME FROM\tCODE FROM\tPRICE FROM\tCOST FROM\tLINKS")
			for _, p := range all {
				l := p.Layout.Columns
				fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\t%d\n", p.Name, from(l.Name), from(l.Code), from(l.Price), from(l.Cost), len(p.Links))
			}
			return out.Flush()
		},
	}
	c.AddCommand(t.showProfile(), t.editProfile(), t.renameProfile(), t.deleteProfile(), t.exportProfile(), t.importProfile())
	return c
}

func from(c pricelist.Column) string {
	if name := heading(c); name != nil {
		return *name
	}
	return "-"
}

func (t *terminal) showProfile() *cobra.Command {
	return &cobra.Command{
		Use: "show NAME", Short: "Show one supplier", Args: arguments(1, 1, "the name of one supplier"),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := t.app.Supplier(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if t.json {
				return t.print(map[string]any{"op": t.app.NewOp(), "profile": profileView(p)})
			}
			l := p.Layout.Columns
			t.say("%s", p.Name)
			for _, line := range [][2]string{
				{"headings", strings.Join(slices.DeleteFunc(slices.Clone(p.Headers), func(h string) bool { return h == "" }), ", ")}, {"name from", from(l.Name)},
				{"code from", from(l.Code)}, {"price from", from(l.Price)}, {"cost from", from(l.Cost)}, {"decimal mark", p.Layout.Decimal}, {"sheet", p.Layout.Sheet},
				{"markup", p.Rules.Markup.String()}, {"only increase", fmt.Sprint(p.Rules.OnlyIncrease)}, {"links", fmt.Sprint(len(p.Links))},
			} {
				if line[1] != "" {
					t.say("  %-14s %s", line[0], line[1])
				}
			}
			return nil
		},
	}
}

func (t *terminal) editProfile() *cobra.Command {
	var r reading
	var markup string
	var only bool
	c := &cobra.Command{
		Use: "edit NAME", Short: "Change which columns of a supplier's lists are read, the decimal mark, or the rules",
		Args: arguments(1, 1, "the name of one supplier"),
		RunE: func(cmd *cobra.Command, args []string) error {
			options, err := r.options()
			if err != nil {
				return err
			}
			edit := supplier.Edit{Columns: options.Layout.Columns, Decimal: options.Layout.Decimal}
			if cmd.Flags().Changed("markup") || cmd.Flags().Changed("only-increase") {
				old, err := t.app.Supplier(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				given := reading{markup: markup, onlyIncrease: only}
				if strings.EqualFold(markup, "none") {
					given.markup = ""
				}
				rules, err := given.rules()
				if err != nil {
					return err
				}
				if !cmd.Flags().Changed("markup") {
					rules.Markup = old.Rules.Markup
				}
				if !cmd.Flags().Changed("only-increase") {
					rules.OnlyIncrease = old.Rules.OnlyIncrease
				}
				edit.Rules = &rules
			}
			if err := t.app.EditSupplier(cmd.Context(), args[0], edit); err != nil {
				return err
			}
			return t.changed("edited", args[0])
		},
	}
	f := c.Flags()
	f.StringVar(&r.name, "name-column", "", "the heading of the column with the name, or none")
	f.StringVar(&r.code, "code-column", "", "the heading of the column with the code, or none")
	f.StringVar(&r.price, "price-column", "", "the heading of the column that becomes Jobber's price, or none")
	f.StringVar(&r.cost, "cost-column", "", "the heading of the column that becomes Jobber's cost, or none")
	f.StringVar(&r.decimal, "decimal", "", `the decimal mark where a list alone does not tell: "." or ","`)
	f.StringVar(&markup, "markup", "", "percent added to the cost to make the price, or none")
	f.BoolVar(&only, "only-increase", false, "leave prices and costs that would fall as they are")
	return c
}

// changed prints what a command did to a supplier.
func (t *terminal) changed(what, name string) error {
	if t.json {
		return t.print(map[string]any{"op": t.app.NewOp(), what: name})
	}
	t.say("%s “%s”.", strings.ToUpper(what[:1])+what[1:], name)
	return nil
}

func (t *terminal) renameProfile() *cobra.Command {
	return &cobra.Command{
		Use: "rename NAME NEW", Short: "Give a supplier another name", Args: arguments(2, 2, "the name of one supplier and its new name"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := t.app.RenameSupplier(cmd.Context(), args[0], args[1]); err != nil {
				return err
			}
			return t.changed("renamed", args[1])
		},
	}
}

func (t *terminal) deleteProfile() *cobra.Command {
	var yes bool
	c := &cobra.Command{
		Use: "delete NAME --yes", Short: "Forget a supplier and its links", Args: arguments(1, 1, "the name of one supplier"),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := t.app.Supplier(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if !yes && (t.json || !interactive(t.in) || !t.ask(fmt.Sprintf("Forget “%s” and its %d links?", p.Name, len(p.Links)))) {
				return usageError{errors.New("profiles delete takes --yes, or a terminal to ask on")}
			}
			if err := t.app.RemoveSupplier(cmd.Context(), p.Name); err != nil {
				return err
			}
			return t.changed("deleted", p.Name)
		},
	}
	c.Flags().BoolVar(&yes, "yes", false, "without asking")
	return c
}

func (t *terminal) exportProfile() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use: "export NAME --out FILE", Short: "Save a supplier as a file for another computer", Args: arguments(1, 1, "the name of one supplier"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := t.app.ExportSupplier(cmd.Context(), args[0], out); err != nil {
				return err
			}
			return t.saved(out)
		},
	}
	c.Flags().StringVar(&out, "out", "", "where to save it")
	_ = c.MarkFlagRequired("out")
	return c
}

func (t *terminal) importProfile() *cobra.Command {
	var replace bool
	c := &cobra.Command{
		Use: "import FILE", Short: "Read a supplier from a file that was exported", Args: arguments(1, 1, "one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			name, err := t.app.ImportSupplier(cmd.Context(), args[0], replace)
			if err != nil {
				return err
			}
			return t.changed("imported", name)
		},
	}
	c.Flags().BoolVar(&replace, "replace", false, "replace the supplier of that name")
	return c
}
