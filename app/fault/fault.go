// Package fault holds errors that a person may read, wrapped around causes that they may not.
package fault

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Code names one kind of trouble. The set is closed: Table has an entry for each.
type Code string

// Facts fill the places in an entry's sentences: "{size}" in the table takes Facts["size"]. They are shown to people,
// so they never hold secrets, paths of the build machine, raw answers or addresses with parameters.
type Facts map[string]string

// Error is trouble in the words of an office worker. Its Error method is for the log, where the cause belongs.
type Error struct {
	Code    Code
	Message string // what happened, and what it means for the prices
	Hint    string // what to do next
	Ref     string // the operation's id; "" until the operation adds it
	cause   error
	names   []string
}

// New returns the error of that code with its sentences filled in.
func New(code Code, facts Facts) *Error { return Wrap(nil, code, facts) }

// Wrap is New around a cause. Wrap once, at the boundary that knows what a person should hear. A code outside the
// table is a broken invariant and becomes Internal.
func Wrap(cause error, code Code, facts Facts) *Error {
	entry, ok := Lookup(code)
	if !ok {
		cause = errors.Join(fmt.Errorf("no table entry for code %q", code), cause)
		entry, _ = Lookup(Internal)
	}
	e := &Error{Code: entry.Code, Message: fill(entry.Message, facts), Hint: fill(entry.Hint, facts), cause: cause}
	for _, fact := range nameFacts() {
		if name := facts[fact]; name != "" {
			e.names = append(e.names, name)
		}
	}
	return e
}

// From returns err as an Error: the one inside it, Cancelled for a cancelled context, otherwise Internal around err.
// From(nil) is nil.
func From(err error) *Error {
	if err == nil {
		return nil
	}
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	if errors.Is(err, context.Canceled) {
		return Wrap(err, Cancelled, nil)
	}
	return Wrap(err, Internal, nil)
}

// Is says whether err is, or wraps, an Error of that code.
func Is(err error, code Code) bool {
	var e *Error
	return errors.As(err, &e) && e.Code == code
}

// WithRef returns a copy that carries the operation's id.
func (e *Error) WithRef(ref string) *Error {
	with := *e
	with.Ref = ref
	return &with
}

// Cleaned returns a copy whose sentences went through clean.
func (e *Error) Cleaned(clean func(string) string) *Error {
	with := *e
	with.Message, with.Hint = clean(e.Message), clean(e.Hint)
	return &with
}

// WithNames returns a copy that knows these texts for names of files, items or accounts, besides the facts that are.
func (e *Error) WithNames(names ...string) *Error {
	with := *e
	with.names = append(slices.Clip(e.names), names...)
	return &with
}

// Names returns the names of files, sheets, items and accounts that stand in err as far as it and what it wraps know
// them. The log leaves them out unless a setting lets them in.
func Names(err error) []string {
	if err == nil {
		return nil
	}
	var found []string
	if e, ok := err.(*Error); ok {
		found = append(found, e.names...)
	}
	switch inner := err.(type) {
	case interface{ Unwrap() error }:
		return append(found, Names(inner.Unwrap())...)
	case interface{ Unwrap() []error }:
		for _, one := range inner.Unwrap() {
			found = append(found, Names(one)...)
		}
	}
	return found
}

// nameFacts are the facts whose values are names, or text of a file.
func nameFacts() []string {
	return []string{"file", "sheet", "sheets", "column", "headings", "question", "expected", "actual", "supplier", "suppliers"}
}

// Error returns code, sentence and cause in one line, for logs.
func (e *Error) Error() string {
	text := string(e.Code) + ": " + e.Message
	if e.cause != nil {
		text += ": " + e.cause.Error()
	}
	return text
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.cause }

// Entry returns the table's entry for the error.
func (e *Error) Entry() Entry {
	entry, _ := Lookup(e.Code)
	return entry
}

func fill(text string, facts Facts) string {
	if !strings.Contains(text, "{") {
		return text
	}
	pairs := make([]string, 0, 2*len(facts))
	for name, value := range facts {
		pairs = append(pairs, "{"+name+"}", value)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}
