package app

import (
	"context"
	"log/slog"
	"time"

	"pricesync/app/compare"
	"pricesync/app/logging"
	"pricesync/app/pricelist"
)

// Compared is what changed between two price lists.
type Compared struct {
	Op         string
	Old, New   *pricelist.List
	Comparison compare.Comparison // empty where a list has a question open
}

// Compare reads two price lists, each as Read does with the options, and says what changed from the old to the new one.
// Nothing is asked of Jobber. A list that can't be read for certain is returned with its questions.
func (a *App) Compare(ctx context.Context, old, new string, options ReadOptions) (Compared, error) {
	var done Compared
	err := a.operate(ctx, "compare", reads, func(ctx context.Context) (err error) {
		done.Op = ref(ctx)
		var before, after Reading
		if err = a.readAsSupplier(ctx, old, options, &before); err != nil {
			return err
		}
		if err = a.readAsSupplier(ctx, new, options, &after); err != nil {
			return err
		}
		done.Old, done.New = before.List, after.List
		if len(done.Old.Questions)+len(done.New.Questions) > 0 {
			return nil
		}
		started := time.Now()
		done.Comparison = compare.Lists(*done.Old, *done.New)
		counts := done.Comparison.Counts()
		each := make([]slog.Attr, 0, len(compare.Changes()))
		for _, change := range compare.Changes() {
			each = append(each, slog.Int(string(change), counts[change]))
		}
		a.log.Event(ctx, logging.ListsCompared, slog.String("old_sha256", done.Old.SHA256), slog.String("new_sha256", done.New.SHA256),
			slog.GroupAttrs("counts", each...), ms(started))
		return nil
	})
	return done, err
}
