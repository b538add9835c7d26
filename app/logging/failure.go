package logging

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"pricesync/app/fault"
)

// Failure writes what an operation ended with: the code, the sentence that the user read, the cause, its types, and its
// stack where it was a panic, at the code's level. A nil error writes nothing.
func (l *Log) Failure(ctx context.Context, err error, fields ...slog.Attr) {
	if err == nil {
		return
	}
	told := fault.From(err)
	event, level := Failed, levelOf(told.Entry().Level)
	about := []slog.Attr{
		slog.String("code", string(told.Code)), slog.String("sentence", told.Message), slog.String("hint", told.Hint),
		slog.String("cause", err.Error()), slog.Any("type", types(err)),
	}
	var broken *Panic
	if errors.As(err, &broken) {
		event, level = Panicked, slog.LevelError
		about = append(about, slog.String("stack", string(broken.Stack)))
	}
	if !l.logger.Enabled(ctx, level) {
		return
	}
	about = append([]slog.Attr{slog.String("event", string(event))}, about...)
	l.logger.LogAttrs(ctx, level, event.doc().Message, append(about, fields...)...)
}

// Panic is a panic that was recovered, as the cause of a fault.Internal. Failure writes its stack.
type Panic struct {
	Value any
	Stack []byte
}

// Error returns what was panicked with.
func (p *Panic) Error() string { return fmt.Sprintf("panic: %v", p.Value) }

// Unwrap returns the error that was panicked with, if it was one.
func (p *Panic) Unwrap() error {
	err, _ := p.Value.(error)
	return err
}

// Recover is to be deferred at the foot of an operation or goroutine: it turns a panic into fault.Internal around a Panic,
// with the operation's id, so that the program stays alive. Whoever gets the error writes it with Failure.
func (*Log) Recover(ctx context.Context, err *error) {
	if value := recover(); value != nil {
		*err = fault.Wrap(&Panic{value, debug.Stack()}, fault.Internal, nil).WithRef(string(Op(ctx)))
	}
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
