package logging

import (
	"context"
	"log/slog"
	"strings"
)

// OpID names one operation: on the screen, on every log line, in history and report. It looks like "7K3F-2Q".
type OpID string

// alphabet has no vowels, so that no id is a word, and no 0, 1, L, which are misread.
const alphabet = "23456789BCDFGHJKMNPQRSTVWXYZ"

const opSymbols = 6

// NewOp returns a new id from random numbers such as math/rand/v2.Uint64 gives.
func NewOp(random func() uint64) OpID {
	number := random()
	symbols := make([]byte, 0, opSymbols+1)
	for i := range opSymbols {
		if i == 4 {
			symbols = append(symbols, '-')
		}
		symbols = append(symbols, alphabet[number%uint64(len(alphabet))])
		number /= uint64(len(alphabet))
	}
	return OpID(symbols)
}

// ParseOp reads an id as people type it: in small letters, with spaces, without the dash.
func ParseOp(text string) (OpID, bool) {
	plain := strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToUpper(text))
	if len(plain) != opSymbols || strings.Trim(plain, alphabet) != "" {
		return "", false
	}
	return OpID(plain[:4] + "-" + plain[4:]), true
}

type (
	opKey      struct{}
	accountKey struct{}
)

// WithOp returns a context whose log lines carry the operation's id.
func WithOp(ctx context.Context, op OpID) context.Context { return context.WithValue(ctx, opKey{}, op) }

// Op returns the operation's id of a context, "" where none is under way.
func Op(ctx context.Context) OpID {
	op, _ := ctx.Value(opKey{}).(OpID)
	return op
}

// WithAccount returns a context whose log lines carry the Jobber account's id.
func WithAccount(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, accountKey{}, id)
}

// carried returns what the context says, as fields, which are empty where it says nothing.
func carried(ctx context.Context) []slog.Attr {
	account, _ := ctx.Value(accountKey{}).(string)
	return []slog.Attr{slog.String("op", string(Op(ctx))), slog.String("account", account)}
}
