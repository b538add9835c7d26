package app

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/plan"
)

// largestRules is how many bytes of a file of rules are read.
const largestRules = 1 << 20

// ReadRules reads rules in the form that ExportRules writes, from the file at path. What is not of that form is
// fault.RulesUnreadable, rules that make no sense are fault.RulesInvalid.
func (a *App) ReadRules(path string) (plan.Rules, error) {
	facts := fault.Facts{"file": filepath.Base(path)}
	opened, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return plan.Rules{}, fault.Wrap(err, fault.FileMissing, facts)
	}
	if err != nil {
		return plan.Rules{}, fault.Wrap(err, fault.FileUnreadable, facts)
	}
	defer func() { _ = opened.Close() }()
	return rulesFrom(opened, filepath.Base(path))
}

// rulesFrom reads rules as JSON. A field that is not known is refused, since what it was meant to do would be left out.
func rulesFrom(r io.Reader, name string) (plan.Rules, error) {
	var text plan.RulesText
	decoder := json.NewDecoder(io.LimitReader(r, largestRules))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&text); err != nil {
		return plan.Rules{}, fault.Wrap(err, fault.RulesUnreadable, fault.Facts{"file": name, "why": whyUnread(err)})
	}
	if decoder.Decode(&struct{}{}) != io.EOF {
		return plan.Rules{}, fault.New(fault.RulesUnreadable, fault.Facts{"file": name, "why": "there is more behind the rules"})
	}
	rules, found := text.Read()
	if len(found) == 0 {
		found = rules.Check()
	}
	if len(found) > 0 {
		return plan.Rules{}, invalidRules(rules, found)
	}
	return rules, nil
}

// whyUnread says what is wrong with a text that should be JSON.
func whyUnread(err error) string {
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind) && kind.Field != "":
		return "“" + kind.Field + "” holds a " + kind.Value
	case errors.As(err, &kind):
		return "it holds a " + kind.Value
	case errors.Is(err, io.EOF):
		return "it is empty"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "it ends too early"
	}
	if name, ok := unknownField(err); ok {
		return "“" + name + "” is nothing that rules have"
	}
	return "it is no JSON"
}

// unknownField returns the name of a field that the form does not have.
func unknownField(err error) (string, bool) {
	const says = `json: unknown field "`
	text := err.Error()
	if len(text) > len(says) && text[:len(says)] == says {
		return text[len(says) : len(text)-1], true
	}
	return "", false
}

// ExportRules writes a supplier's rules, or the account's where supplier is "", to a file that ReadRules reads.
func (a *App) ExportRules(ctx context.Context, supplier, path string) error {
	return a.operate(ctx, "export", looks, func(ctx context.Context) error {
		rules, err := a.Rules(ctx, supplier)
		if err != nil {
			return err
		}
		text, err := json.MarshalIndent(rules.Text(), "", "  ")
		if err != nil {
			return err
		}
		text = append(text, '\n')
		if err := replace(path, func(w io.Writer) error { _, err := w.Write(text); return err }); err != nil {
			return err
		}
		a.log.Event(ctx, logging.Exported, slog.String("what", "rules"), slog.String("format", "json"), slog.Int("bytes", len(text)))
		return nil
	})
}
