package logging

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"pricesync/app/fault"
)

// HiddenName stands wherever a name is that may not be shown.
const HiddenName = "[name]"

// Name is the name of a file, a sheet, an item or an account, as the value of a field: HiddenName is written in its
// place, unless names may be shown.
type Name string

type namesKey struct{}

// WithNames returns a context whose failures are written without these names, unless names may be shown.
func WithNames(ctx context.Context, names ...string) context.Context {
	held, _ := ctx.Value(namesKey{}).([]string)
	return context.WithValue(ctx, namesKey{}, append(slices.Clip(held), names...))
}

func (l *Log) shown(name string) string {
	if name == "" || l.names.Load() {
		return name
	}
	return HiddenName
}

// nameless returns what takes the names out of the texts of a failure: those of the context, and those that the
// failure itself says are names.
func (l *Log) nameless(ctx context.Context, err error) func(string) string {
	if l.names.Load() {
		return func(text string) string { return text }
	}
	held, _ := ctx.Value(namesKey{}).([]string)
	names := slices.Concat(held, fault.Names(err))
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	names = slices.DeleteFunc(slices.Compact(names), func(name string) bool { return strings.TrimSpace(name) == "" })
	return func(text string) string {
		for _, name := range names {
			text = hide(text, name)
		}
		return text
	}
}

// hide replaces name where it stands as a word of its own.
func hide(text, name string) string {
	var out strings.Builder
	for from := 0; ; {
		at := strings.Index(text[from:], name)
		if at < 0 {
			if from == 0 && out.Len() == 0 {
				return text
			}
			out.WriteString(text[from:])
			return out.String()
		}
		start, end := from+at, from+at+len(name)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		out.WriteString(text[from:start])
		if ofWord(before) || ofWord(after) {
			out.WriteString(name)
		} else {
			out.WriteString(HiddenName)
		}
		from = end
	}
}

func ofWord(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
