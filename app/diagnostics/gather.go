package diagnostics

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
)

// gathered is what does not stand in the report as it is.
type gathered struct {
	log   []byte
	names []Name
}

// gatherAll asks every source but that of rows at the same time, and puts what they give into the bundle.
func (c Collector) gatherAll(ctx context.Context, b *Bundle, with func(string) bool) gathered {
	r := &b.Report
	var got gathered
	more := make([][]byte, len(c.More))
	tasks := []task{
		gather(PartFindings, with(PartFindings), c.Sources.Findings, &r.Findings),
		gather(PartChecks, with(PartChecks), c.Sources.Checks, &r.Checks),
		gather(PartSystem, with(PartSystem), c.Sources.System, &r.System),
		gather(PartSettings, with(PartSettings), c.Sources.Settings, &r.Settings),
		gather(PartConnection, with(PartConnection), c.Sources.Connection, &r.Connection),
		gather(PartLimits, with(PartLimits), c.Sources.Limits, &r.Limits.Now),
		gather(PartRuns, with(PartRuns), c.Sources.Runs, &r.Runs),
		gather(PartPreviews, with(PartPreviews), c.Sources.Previews, &r.Previews),
		gather(PartDatabase, with(PartDatabase), c.Sources.Database, &r.Database),
		gather(PartLayouts, with(PartLayouts), c.Sources.Layouts, &r.Layouts),
		gather(PartNetwork, with(PartNetwork), c.Sources.Network, &r.Network),
		gather("names", !c.Names, c.Sources.Names, &got.names),
		gather(PartLog, true, c.Sources.Log, &got.log), // errors, findings, connection and limits read it too
	}
	for i, part := range c.More {
		tasks = append(tasks, gather(part.Name, with(part.Name), part.Collect, &more[i]))
	}
	troubles := make([]string, len(tasks))
	var asking sync.WaitGroup
	for i, t := range tasks {
		asking.Go(func() { troubles[i] = t(ctx, c.Timeout) })
	}
	asking.Wait()
	r.Troubles = together(slices.DeleteFunc(troubles, func(t string) bool { return t == "" }))
	for i, text := range more {
		if text != nil {
			b.More = append(b.More, Extra{c.More[i].Name, text, c.More[i].Nameless})
		}
	}
	return got
}

// gatherRows asks for the rows of every run, the newest first, until a run's can't be had in time.
func (c Collector) gatherRows(ctx context.Context, b *Bundle, keeper *rowKeeper) {
	if c.Sources.Rows == nil {
		return
	}
	defer keeper.stop()
	r := &b.Report
	type kept struct {
		run  PastRun
		file *packed
	}
	for i, run := range r.Runs {
		rows := 0
		for _, n := range run.Counts {
			rows += n
		}
		var got kept
		trouble := gather("rows of run "+run.Run, true, func(ctx context.Context) (kept, error) {
			file, err := keeper.keep(ctx, &run, rows, c.Sources.Rows)
			return kept{run, file}, err
		}, &got)(ctx, c.Timeout)
		if trouble != "" {
			r.Troubles = append(r.Troubles, trouble)
		}
		if got.file == nil {
			return
		}
		r.Runs[i] = got.run
		b.rows = append(b.rows, got.file)
	}
}

// together says once what is wrong with several parts: "runs, previews: reason".
func together(troubles []string) []string {
	merged := []string{}
	for _, trouble := range troubles {
		part, reason, _ := strings.Cut(trouble, ": ")
		at := slices.IndexFunc(merged, func(m string) bool { return strings.HasSuffix(m, ": "+reason) })
		if at < 0 || reason == "" {
			merged = append(merged, trouble)
			continue
		}
		parts := strings.TrimSuffix(merged[at], ": "+reason)
		merged[at] = parts + ", " + part + ": " + reason
	}
	return merged
}

// task asks one source and says what went wrong, or "".
type task func(ctx context.Context, timeout time.Duration) string

// gather makes the task of one source; what the source gives beside an error is kept.
func gather[T any](name string, wanted bool, source func(context.Context) (T, error), to *T) task {
	if !wanted || source == nil {
		return func(context.Context, time.Duration) string { return "" }
	}
	type answer struct {
		value T
		err   error
	}
	return func(ctx context.Context, timeout time.Duration) string {
		ctx, cancel := context.WithTimeout(ctx, timeout)
		defer cancel()
		answers := make(chan answer, 1)
		go func() { // left behind where the source ignores its context, as Probe.ask does
			var got answer
			defer func() {
				if broken := recover(); broken != nil {
					got.err = fmt.Errorf("panic: %v", broken)
				}
				answers <- got
			}()
			got.value, got.err = source(ctx)
		}()
		select {
		case got := <-answers:
			*to = got.value
			if got.err != nil {
				return name + ": " + got.err.Error()
			}
			return ""
		case <-ctx.Done():
			return fmt.Sprintf("%s: not gathered within %s: %v", name, timeout, ctx.Err())
		}
	}
}
