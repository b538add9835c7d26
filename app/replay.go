package app

import (
	"context"

	"pricesync/app/store"
)

// Previews lists the newest previews of which a copy can be made for support, newest first.
func (a *App) Previews(ctx context.Context) ([]store.RecordedPlan, error) {
	side, err := a.usable()
	if err != nil {
		return nil, err
	}
	return side.store.RecordedPlans(ctx, side.account().ID)
}
