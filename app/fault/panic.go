package fault

import (
	"fmt"
	"runtime/debug"
)

// Panic is a panic that was recovered, as the cause of an Internal. The log writes its stack; nothing else does.
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

// Catch is to be deferred at the foot of an operation or of a goroutine: it turns a panic into Internal around a Panic,
// so that the program stays alive. Whoever gets the error logs it.
func Catch(err *error) {
	if value := recover(); value != nil {
		*err = Wrap(&Panic{value, debug.Stack()}, Internal, nil)
	}
}
