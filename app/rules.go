package app

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/match"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// accountRules is the account setting that holds the account's own rules, as RulesText in JSON.
const accountRules = "rules"

// Rules returns a supplier's own rules, or the account's where supplier is "".
func (a *App) Rules(ctx context.Context, supplier string) (plan.Rules, error) {
	if supplier != "" {
		profile, err := a.Supplier(ctx, supplier)
		return profile.Rules, err
	}
	side, err := a.usable()
	if err != nil {
		return plan.Rules{}, err
	}
	return side.rules(ctx)
}

// rules returns the rules of the account.
func (c *company) rules(ctx context.Context) (plan.Rules, error) {
	text, ok, err := c.store.AccountSetting(ctx, c.account().ID, accountRules)
	if err != nil || !ok {
		return plan.Rules{}, err
	}
	var saved plan.RulesText
	if err := json.Unmarshal([]byte(text), &saved); err != nil {
		return plan.Rules{}, fmt.Errorf("read the account's rules: %w", err)
	}
	rules, found := saved.Read()
	if len(found) > 0 {
		return plan.Rules{}, fmt.Errorf("read the account's rules: %s: %s", found[0].Field, found[0].Message)
	}
	return rules, nil
}

// SaveRules remembers a supplier's own rules, or the account's where supplier is "". Rules that make no sense are
// fault.RulesInvalid with the first reason.
func (a *App) SaveRules(ctx context.Context, supplier string, rules plan.Rules) error {
	return a.operate(ctx, "rules", reads, func(ctx context.Context) error {
		side, err := a.usable()
		if err != nil {
			return err
		}
		if found := rules.Check(); len(found) > 0 {
			return invalidRules(rules, found)
		}
		of := "account"
		if supplier != "" {
			of = "supplier"
			profile, err := a.Supplier(ctx, supplier)
			if err != nil {
				return err
			}
			profile.Rules = rules
			err = side.store.SaveProfile(ctx, side.account().ID, profile)
			if err != nil {
				return err
			}
		} else {
			text, err := json.Marshal(rules.Text())
			if err != nil {
				return err
			}
			if err := side.store.SetAccountSetting(ctx, side.account().ID, accountRules, string(text)); err != nil {
				return err
			}
		}
		a.log.Event(ctx, logging.RulesChanged, slog.String("of", of), slog.Int("rules", len(rules.List)), slog.Bool("only_increase", rules.OnlyIncrease),
			slog.String("markup", rules.Markup.String()), slog.String("tax", string(rules.Tax.Mode)), slog.String("units", string(rules.Units.Mode)))
		return nil
	})
}

func invalidRules(rules plan.Rules, found []plan.RuleFinding) error {
	why := found[0].Message
	if at := found[0].Rule; at > 0 {
		why = rules.Called(at) + ": " + why
	}
	if more := len(found) - 1; more > 0 {
		why += fmt.Sprintf(" (and %d more)", more)
	}
	names := make([]string, 0, len(rules.List)+len(rules.Units.Known))
	for _, rule := range rules.List {
		names = append(names, rule.Name)
	}
	for _, known := range rules.Units.Known {
		names = append(names, known.Text)
	}
	return fault.New(fault.RulesInvalid, fault.Facts{"why": why}).WithNames(names...)
}

// joined returns the rules by which a list is planned: what was asked for it, its supplier's, and behind them the account's.
func (a *App) joined(ctx context.Context, side *company, asked plan.Rules, supplier string) (plan.Rules, error) {
	rules := plan.Rules{OnlyIncrease: asked.OnlyIncrease, Markup: asked.Markup}
	if supplier != "" {
		profile, err := a.Supplier(ctx, supplier)
		if err != nil && !fault.Is(err, fault.SupplierUnknown) { // one that was forgotten meanwhile has no rules
			return rules, err
		}
		rules.Tax, rules.Units, rules.List = profile.Rules.Tax, profile.Rules.Units, profile.Rules.List
	}
	account, err := side.rules(ctx)
	return rules.Over(account), err
}

// examplesEach is how many examples are worked for each rule.
const examplesEach = 2

// TriedRules is what rules would do to a list.
type TriedRules struct {
	plan.Trial
	First int // the place of the first of the tried rules in the trial
	Rules int // how many they are
}

// TryRules works the rules, as a supplier's own or the account's where supplier is "", on the rows of a list that was
// planned: with the items that the plan found and as Jobber was read last. of is the supplier whose list it is.
func (a *App) TryRules(ctx context.Context, supplier string, rules plan.Rules, list *pricelist.List, planned plan.Plan, of string) (TriedRules, error) {
	tried := TriedRules{First: 1, Rules: len(rules.List)}
	err := a.operate(ctx, "try rules", peeks, func(ctx context.Context) error {
		side, err := a.usable()
		if err != nil {
			return err
		}
		items, ok, err := side.store.Catalog(ctx, side.account().ID)
		if err != nil || !ok {
			return err
		}
		joined := rules
		switch account, err := side.rules(ctx); {
		case err != nil:
			return err
		case supplier != "":
			joined = rules.Over(account)
		case of != "":
			profile, err := a.Supplier(ctx, of)
			if err != nil {
				return err
			}
			joined = profile.Rules.Over(rules)
			tried.First += len(profile.Rules.List)
		}
		found := match.Result{Matches: make([]match.Match, len(planned.Changes))}
		for i := range planned.Changes {
			found.Matches[i] = match.Match{Item: planned.Changes[i].Item, Step: planned.Changes[i].MatchedBy}
		}
		tried.Trial = plan.Try(plan.Input{
			List: *list, Catalog: catalog.Catalog{Account: items.Account, Items: items.Items}, Match: found,
			Rules: joined, Guardrails: planned.Guardrails,
		}, examplesEach)
		return nil
	})
	return tried, err
}
