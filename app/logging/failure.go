package logging

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"pricesync/app/fault"
)

// Failure writes what an operation ended with: the code, the sentence that the user read, the cause, its types, and its
// stack where it was a panic, at the code's level. A nil error writes nothing.
func (l *Log) Failure(ctx context.Context, err error, fields ...slog.Attr) {
	if err == nil {
		return
	}
	told, nameless := fault.From(err), l.nameless(ctx, err)
	event, level := Failed, levelOf(told.Entry().Level)
	about := []slog.Attr{
		slog.String("code", string(told.Code)), slog.String("sentence", nameless(told.Message)), slog.String("hint", nameless(told.Hint)),
		slog.String("cause", nameless(err.Error())), slog.Any("type", types(err)),
	}
	var broken *fault.Panic
	if errors.As(err, &broken) {
		event, level = Panicked, slog.LevelError
		about = append(about, slog.String("stack", nameless(string(broken.Stack))))
	}
	var why *fault.Error
	if told.Code == fault.RunPaused && errors.As(told.Unwrap(), &why) {
		about = append(about, slog.String("because", string(why.Code)))
	}
	if !l.logger.Enabled(ctx, level) {
		return
	}
	about = append([]slog.Attr{slog.String("event", string(event))}, about...)
	l.logger.LogAttrs(ctx, level, l.doc(event).Message, append(about, fields...)...)
}

func levelOf(level fault.Level) slog.Level {
	switch level {
	case fault.Info:
		return slog.LevelInfo
	case fault.Warning:
		return slog.LevelWarn
	case fault.Failure:
		return slog.LevelError
	}
	return slog.LevelError
}

// types names the Go types along the chain of causes, outermost first, without the ones that only add words.
func types(err error) []string {
	named := []string{}
	for err != nil && len(named) < 10 {
		if name := fmt.Sprintf("%T", err); name != "*fmt.wrapError" && name != "*fault.Error" {
			named = append(named, name)
		}
		if many, ok := err.(interface{ Unwrap() []error }); ok {
			for _, one := range many.Unwrap() {
				named = append(named, types(one)...)
			}
			break
		}
		err = errors.Unwrap(err)
	}
	return named
}
