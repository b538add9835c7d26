package cli

import (
	"cmp"
	"errors"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"pricesync/app"
	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/pricelist"
	"pricesync/app/supplier"
)

type linkJSON struct {
	Supplier string    `json:"supplier"` // "" where it was made for no supplier in particular
	Code     string    `json:"code"`
	Name     string    `json:"name"`
	Item     *itemJSON `json:"item"`  // null where the row is never matched; its name as Jobber has it now, else as it was
	Never    bool      `json:"never"` // the row is no item
	Broken   bool      `json:"broken"`
	How      string    `json:"how"`
	Decided  *string   `json:"decided"`
}

func linksJSON(links []app.Remembered) []linkJSON {
	views := make([]linkJSON, 0, len(links))
	for _, l := range links {
		view := linkJSON{
			Supplier: l.Supplier, Code: l.Code, Name: l.Name, Never: l.Never(), Broken: l.Broken, How: string(l.How), Decided: moment(l.Decided),
		}
		if !l.Never() {
			view.Item = &itemJSON{string(l.Item), cmp.Or(l.Now, l.ItemName)}
		}
		views = append(views, view)
	}
	return views
}

// linkRow names the row of a decision by flags.
type linkRow struct{ supplier, code, name string }

func (r *linkRow) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&r.supplier, "supplier", "", "whose row it is; without it, a row of any list that is no known supplier's")
	f.StringVar(&r.code, "code", "", "the row's code")
	f.StringVar(&r.name, "name", "", "the row's name; without a code, the row is known by it")
}

func (r *linkRow) key() string {
	return match.Key(pricelist.Row{Code: r.code, Name: r.name})
}

func (t *terminal) links() *cobra.Command {
	var suppliers []string
	var search string
	var broken bool
	c := &cobra.Command{
		Use:   "links",
		Short: "List which rows of suppliers' lists were decided to be which items, or add, remove, export or import such decisions",
		Long: "Lists what was decided about rows of price lists. A decision is remembered by the row's code (without one, by its\n" +
			"name) for one supplier, or for lists of no known supplier, and counts before everything else when the next list is matched.",
		Args: arguments(0, 0, "no argument, or add, never, remove, export or import"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			found, err := t.app.Links(cmd.Context(), app.LinkSearch{Suppliers: suppliers, Text: search, Broken: broken})
			if err != nil {
				return err
			}
			if t.json {
				return t.print(map[string]any{"op": t.app.NewOp(), "links": linksJSON(found)})
			}
			if len(found) == 0 {
				t.say("Nothing is remembered that fits.")
				return nil
			}
			return t.listLinks(found)
		},
	}
	f := c.Flags()
	f.StringArrayVar(&suppliers, "supplier", nil, `only this supplier's; "" for those of no supplier in particular`)
	f.StringVar(&search, "search", "", "only those with these words in the code, the name, the item or the supplier")
	f.BoolVar(&broken, "broken", false, "only those whose item is no longer in Jobber")
	c.AddCommand(t.addLink(), t.neverLink(), t.removeLink(), t.exportLinks(), t.importLinks())
	return c
}

func (t *terminal) listLinks(links []app.Remembered) error {
	out := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(out, "SUPPLIER\tCODE\tNAME\tITEM IN JOBBER\tDECIDED")
	for _, l := range links {
		item := cmp.Or(l.Now, l.ItemName)
		switch {
		case l.Never():
			item = "(never matched)"
		case l.Broken:
			item += " (no longer in Jobber)"
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\n", cmp.Or(l.Supplier, "-"), cmp.Or(l.Code, "-"), cmp.Or(l.Name, "-"), item, l.Decided.Local().Format("2006-01-02"))
	}
	return out.Flush()
}

func (t *terminal) addLink() *cobra.Command {
	var row linkRow
	var item, itemName string
	c := &cobra.Command{
		Use: "add --code C --item ID", Short: "Remember that a row is an item", Args: arguments(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if (item == "") == (itemName == "") {
				return usageError{errors.New("links add takes one of --item and --item-name")}
			}
			return t.saveLink(cmd, app.Decision{
				Supplier: row.supplier, Code: row.code, Name: row.name, Item: catalog.ItemID(item), ItemName: itemName, How: supplier.Added,
			})
		},
	}
	row.flags(c)
	c.Flags().StringVar(&item, "item", "", "the item's id in Jobber")
	c.Flags().StringVar(&itemName, "item-name", "", "the item's name in Jobber")
	return c
}

func (t *terminal) neverLink() *cobra.Command {
	var row linkRow
	c := &cobra.Command{
		Use: "never --code C", Short: "Remember that a row is no item of Jobber's", Args: arguments(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return t.saveLink(cmd, app.Decision{Supplier: row.supplier, Code: row.code, Name: row.name, Never: true, How: supplier.Added})
		},
	}
	row.flags(c)
	return c
}

func (t *terminal) saveLink(cmd *cobra.Command, d app.Decision) error {
	saved, before, err := t.app.SaveLinks(cmd.Context(), d)
	if err != nil {
		return err
	}
	if t.json {
		return t.print(map[string]any{"op": t.app.LastOp(), "saved": linksJSON(saved), "before": linksJSON(before)})
	}
	for _, l := range saved {
		if l.Never() {
			t.say("From now on, %s is never matched.", cmp.Or(l.Code, l.Name))
		} else {
			t.say("From now on, %s is “%s”.", cmp.Or(l.Code, l.Name), l.ItemName)
		}
	}
	return nil
}

func (t *terminal) removeLink() *cobra.Command {
	var row linkRow
	c := &cobra.Command{
		Use: "remove --code C", Short: "Forget what was decided about a row", Args: arguments(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if row.key() == "" {
				return usageError{errors.New("links remove takes --code or --name")}
			}
			gone, err := t.app.RemoveLinks(cmd.Context(), row.supplier, row.key())
			if err != nil {
				return err
			}
			if t.json {
				return t.print(map[string]any{"op": t.app.LastOp(), "removed": linksJSON(gone)})
			}
			if len(gone) == 0 {
				t.say("Nothing was remembered about this row.")
				return nil
			}
			t.say("Forgotten what was decided about %s.", cmp.Or(row.code, row.name))
			return nil
		},
	}
	row.flags(c)
	return c
}

func (t *terminal) exportLinks() *cobra.Command {
	var suppliers []string
	var out string
	c := &cobra.Command{
		Use: "export --out FILE.csv", Short: "Save decisions as a CSV file", Args: arguments(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := t.app.ExportLinks(cmd.Context(), app.LinkSearch{Suppliers: suppliers}, out); err != nil {
				return err
			}
			return t.saved(out)
		},
	}
	c.Flags().StringArrayVar(&suppliers, "supplier", nil, "only this supplier's")
	c.Flags().StringVar(&out, "out", "", "where to save them")
	_ = c.MarkFlagRequired("out")
	return c
}

func (t *terminal) importLinks() *cobra.Command {
	var of string
	c := &cobra.Command{
		Use: "import FILE.csv", Short: "Read decisions from a CSV file that was exported", Args: arguments(1, 1, "one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			done, err := t.app.ImportLinks(cmd.Context(), args[0], of)
			if err != nil {
				return err
			}
			if t.json {
				refused := []map[string]any{}
				for _, r := range done.Refused {
					refused = append(refused, map[string]any{"line": r.Line, "message": r.Message})
				}
				return t.print(map[string]any{
					"op": t.app.LastOp(), "supplier": done.Supplier, "added": done.Added, "changed": done.Changed, "same": done.Same, "refused": refused,
				})
			}
			t.say("%d added, %d changed, %d known already.", done.Added, done.Changed, done.Same)
			for _, r := range done.Refused {
				t.say("Line %d was left out: %s", r.Line, r.Message)
			}
			return nil
		},
	}
	c.Flags().StringVar(&of, "supplier", "", "read all as this supplier's, whatever the file says")
	return c
}
