package diagnostics

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

// gatherAll asks every source at the same time, puts what they give into the bundle and returns the log.
func (c Collector) gatherAll(ctx context.Context, b *Bundle, with func(string) bool) []byte {
	r := &b.Report
	var log []byte
	more := make([][]byte, len(c.More))
	tasks := []task{
		gather(PartFindings, with(PartFindings), c.Sources.Findings, &r.Findings),
		gather(PartChecks, with(PartChecks), c.Sources.Checks, &r.Checks),
		gather(PartSystem, with(PartSystem), c.Sources.System, &r.System),
		gather(PartSettings, with(PartSettings), c.Sources.Settings, &r.Settings),
		gather(PartRuns, with(PartRuns), c.Sources.Runs, &r.Runs),
		gather(PartDatabase, with(PartDatabase), c.Sources.Database, &r.Database),
		gather(PartLog, with(PartLog) || with(PartErrors) || with(PartFindings), c.Sources.Log, &log),
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
	r.Troubles = append([]string{}, slices.DeleteFunc(troubles, func(t string) bool { return t == "" })...)
	for i, text := range more {
		if text != nil {
			b.More = append(b.More, Extra{c.More[i].Name, text})
		}
	}
	return log
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
