package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"pricesync/app/plan"
)

func (t *terminal) rules() *cobra.Command {
	var of string
	c := &cobra.Command{
		Use:   "rules",
		Short: "List the price rules of the account or of a supplier, or set or export them",
		Long: "Lists by which rules a list's amounts become Jobber's, in order: the first that fits a row decides it. A supplier's rules\n" +
			"stand before the account's. Rules are a JSON file: `rules export` writes the ones there are, `rules set` takes one.",
		Args: arguments(0, 0, "no argument, or set or export"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			rules, err := t.app.Rules(cmd.Context(), of)
			if err != nil {
				return err
			}
			if t.json {
				return t.print(t.rulesView(of, rules))
			}
			t.tellRules(of, rules)
			return nil
		},
	}
	c.PersistentFlags().StringVar(&of, "supplier", "", "whose rules; without it, the account's")
	c.AddCommand(t.setRules(&of), t.exportRules(&of))
	return c
}

func (t *terminal) rulesView(of string, rules plan.Rules) map[string]any {
	view := map[string]any{"op": t.app.NewOp(), "supplier": nil, "rules": rules.Text()}
	if of != "" {
		view["supplier"] = of
	}
	return view
}

// tellRules prints rules for people, in the order in which they work.
func (t *terminal) tellRules(of string, rules plan.Rules) {
	lines := []string{rules.Tax.Words(), rules.Units.Words()}
	for i := range rules.List {
		lines = append(lines, fmt.Sprintf("%s: %s", rules.Called(i+1), rules.List[i].Words()))
	}
	if percent, ok := rules.Markup.Get(); ok {
		others := "Every other row"
		if of != "" {
			others = "Every other row that no rule of the account fits"
		}
		lines = append(lines, fmt.Sprintf("%s: markup %s%% over cost", others, percent.Plain()))
	}
	if rules.OnlyIncrease {
		lines = append(lines, "Only increases are taken")
	}
	none := "The account has no price rules: a list's own amounts are taken."
	if of != "" {
		none = "“" + of + "” has no price rules of its own: the account's are taken, or without any the list's own amounts."
	}
	said := 0
	for _, line := range lines {
		if line != "" {
			t.say("%s.", line)
			said++
		}
	}
	if said == 0 {
		t.say("%s", none)
	}
}

func (t *terminal) setRules(of *string) *cobra.Command {
	return &cobra.Command{
		Use: "set FILE", Short: "Put the rules of a JSON file in the place of those there are", Args: arguments(1, 1, "one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			rules, err := t.app.ReadRules(args[0])
			if err != nil {
				return err
			}
			if err := t.app.SaveRules(cmd.Context(), *of, rules); err != nil {
				return err
			}
			if t.json {
				return t.print(t.rulesView(*of, rules))
			}
			t.tellRules(*of, rules)
			return nil
		},
	}
}

func (t *terminal) exportRules(of *string) *cobra.Command {
	var out string
	c := &cobra.Command{
		Use: "export --out FILE", Short: "Write the rules to a JSON file that `rules set` takes", Args: arguments(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if out == "" {
				return usageError{errors.New("rules export takes --out FILE")}
			}
			if err := t.app.ExportRules(cmd.Context(), *of, out); err != nil {
				return err
			}
			if t.json {
				return t.print(map[string]any{"op": t.app.NewOp(), "file": out})
			}
			t.say("Saved %s.", out)
			return nil
		},
	}
	c.Flags().StringVar(&out, "out", "", "the file to write")
	return c
}
