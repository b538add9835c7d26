package cli

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"pricesync/app"
	"pricesync/app/catalog"
	"pricesync/app/plan"
)

type lockJSON struct {
	Item  itemJSON   `json:"item"`
	Field *string    `json:"field"` // price or cost; null for the whole item
	Why   string     `json:"why"`
	User  string     `json:"user"`
	Since *string    `json:"since"`
	Now   pricesJSON `json:"now"` // Jobber's, as it was read last
}

func locksJSON(locks []app.Lock) []lockJSON {
	views := make([]lockJSON, 0, len(locks))
	for _, l := range locks {
		view := lockJSON{Item: itemJSON{string(l.Item), l.ItemName}, Why: l.Why, User: l.User, Since: moment(l.At), Now: prices(l.Now)}
		if l.Field != plan.Both {
			field := string(l.Field)
			view.Field = &field
		}
		views = append(views, view)
	}
	return views
}

func (t *terminal) locks() *cobra.Command {
	c := &cobra.Command{
		Use:   "locks",
		Short: "List what no preview may touch, or lock and unlock items",
		Args:  arguments(0, 0, "no argument, or add or remove"),
		RunE:  func(cmd *cobra.Command, _ []string) error { return t.listLocks(cmd) },
	}
	var name, field, why string
	add := &cobra.Command{
		Use:   "add ITEM | add --item-name NAME",
		Short: "Keep an item, or one amount of it, from every preview",
		Args:  arguments(0, 1, "the id of one item, or --item-name"),
		RunE: func(cmd *cobra.Command, args []string) error {
			item, err := itemGiven(args, name)
			if err != nil {
				return err
			}
			of, err := lockField(field)
			if err != nil {
				return err
			}
			if err := t.app.Lock(cmd.Context(), app.LockRequest{Item: item, Name: name, Field: of, Why: why}); err != nil {
				return err
			}
			return t.listLocks(cmd)
		},
	}
	add.Flags().StringVar(&name, "item-name", "", "the item's name, where no other has it")
	add.Flags().StringVar(&field, "field", "item", "what is locked: price, cost, or the whole item")
	add.Flags().StringVar(&why, "why", "", "the reason, which the preview tells")
	var other string
	remove := &cobra.Command{
		Use:   "remove ITEM | remove --item-name NAME",
		Short: "Unlock an item",
		Args:  arguments(0, 1, "the id of one item, or --item-name"),
		RunE: func(cmd *cobra.Command, args []string) error {
			item, err := itemGiven(args, other)
			if err != nil {
				return err
			}
			if err := t.app.Unlock(cmd.Context(), item, other); err != nil {
				return err
			}
			return t.listLocks(cmd)
		},
	}
	remove.Flags().StringVar(&other, "item-name", "", "the item's name when it was locked")
	c.AddCommand(add, remove)
	return c
}

func itemGiven(args []string, name string) (catalog.ItemID, error) {
	if (len(args) == 0) == (strings.TrimSpace(name) == "") {
		return "", usageError{errors.New("it takes either the id of one item or --item-name")}
	}
	if len(args) == 1 {
		return catalog.ItemID(args[0]), nil
	}
	return "", nil
}

func lockField(text string) (plan.Field, error) {
	switch strings.ToLower(text) {
	case "item", "":
		return plan.Both, nil
	case "price":
		return plan.PriceOnly, nil
	case "cost":
		return plan.CostOnly, nil
	}
	return "", usageError{fmt.Errorf("--field takes price, cost or item, not %q", text)}
}

func (t *terminal) listLocks(cmd *cobra.Command) error {
	locks, err := t.app.Locks(cmd.Context())
	if err != nil {
		return err
	}
	if t.json {
		return t.print(map[string]any{"op": t.app.LastOp(), "locks": locksJSON(locks)})
	}
	if len(locks) == 0 {
		t.say("Nothing is locked.")
		return nil
	}
	out := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(out, "ITEM IN JOBBER\tLOCKED\tPRICE\tCOST\tSINCE\tWHY")
	for _, l := range locks {
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\t%s\n", l.ItemName, cmp.Or(string(l.Field), "item"), l.Now.Price, l.Now.Cost, l.At.Local().Format("2006-01-02"), cmp.Or(l.Why, "-"))
	}
	return out.Flush()
}
