package logging

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"pricesync/app/fault"
)

// Failure writes what an operation ended with: the code, the sentence that the user read, the cause and its types, at
// the code's level. A nil error writes nothing.
func (l *Log) Failure(ctx context.Context, err error, fields ...slog.Attr) {
	if err == nil {
		return
	}
	told := fault.From(err)
	level := levelOf(told.Entry().Level)
	if !l.logger.Enabled(ctx, level) {
		return
	}
	about := []slog.Attr{
		slog.String("event", string(Failed)), slog.String("code", string(told.Code)),
		slog.String("sentence", told.Message), slog.String("cause", err.Error()), slog.Any("type", types(err)),
	}
	l.logger.LogAttrs(ctx, level, Failed.doc().Message, append(about, fields...)...)
}

// Recover is to be deferred at the foot of an operation or goroutine. It turns a panic into fault.Internal with the
// operation's id and writes the stack to the log, so that the program stays alive.
func (l *Log) Recover(ctx context.Context, err *error) {
	broken := recover()
	if broken == nil {
		return
	}
	cause, ok := broken.(error)
	if !ok {
		cause = fmt.Errorf("%v", broken)
	}
	l.Event(ctx, Panicked, slog.String("cause", cause.Error()), slog.String("stack", string(debug.Stack())))
	*err = fault.Wrap(fmt.Errorf("panic: %w", cause), fault.Internal, nil).WithRef(string(Op(ctx)))
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
