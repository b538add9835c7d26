package app

import (
	"context"
	"log/slog"
	"slices"
	"strings"

	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/plan"
	"pricesync/app/settings"
)

// Limits are the account's guardrails as a person writes them: percents as text, and the holds that are not looked for.
// An empty percent is the default.
type Limits struct {
	ChangePercent string
	PlanPercent   string
	TargetMargin  string // empty: no row is held for its margin
	Off           []plan.HoldCode
}

// guardrails returns what holds the rows of the account at work.
func (a *App) guardrails() plan.Guardrails {
	s := a.settings()
	g := plan.Guardrails{ChangePercent: s.ChangePercent, PlanPercent: s.PlanPercent, TargetMargin: s.TargetMargin}
	for _, code := range s.HoldsOff {
		g.Off = append(g.Off, plan.HoldCode(code))
	}
	return g
}

// SaveGuardrails keeps the account's limits, all of them or none.
func (a *App) SaveGuardrails(ctx context.Context, limits Limits) error {
	return a.operate(ctx, "settings", reads, func(ctx context.Context) error {
		off := make([]string, 0, len(limits.Off))
		for _, code := range limits.Off {
			off = append(off, string(code))
		}
		values := []struct{ name, text string }{
			{settings.ChangePercent, limits.ChangePercent}, {settings.PlanPercent, limits.PlanPercent},
			{settings.TargetMargin, limits.TargetMargin}, {settings.HoldsOff, strings.Join(off, ",")},
		}
		account := a.accountID()
		err := a.remember(func(c settings.Choices) (settings.Choices, error) {
			for _, v := range values {
				setting, ok := settings.Lookup(v.name)
				if !ok {
					return c, fault.New(fault.SettingInvalid, fault.Facts{"name": v.name, "value": "set", "why": "it is not known"})
				}
				var err error
				if c, err = c.With(setting, strings.TrimSpace(v.text), account); err != nil {
					return c, err
				}
			}
			return c, nil
		})
		if err != nil {
			return err
		}
		a.apply(ctx)
		for _, v := range values {
			a.log.Event(ctx, logging.SettingChanged, slog.String("name", v.name), slog.String("value", a.settings().Value(v.name).Text))
		}
		return nil
	})
}

// Guardrails returns the account's limits that are in force.
func (a *App) Guardrails() Limits {
	g := a.guardrails()
	limits := Limits{ChangePercent: g.ChangePercent.Plain(), PlanPercent: g.PlanPercent.Plain(), Off: slices.Clone(g.Off)}
	if margin, ok := g.TargetMargin.Get(); ok {
		limits.TargetMargin = margin.Plain()
	}
	return limits
}
