package diagnostics

import (
	"encoding/base64"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Summary says in one sentence what the report found.
func (r Report) Summary() string {
	if len(r.Findings) == 0 {
		return "Nothing wrong was found."
	}
	first := r.Findings[0]
	head, _ := first.headline()
	return string(first.Code) + ": " + head
}

// headline returns the first sentence of what happened, and the others.
func (f Finding) headline() (head, rest string) {
	for at := 0; ; {
		stop := strings.Index(f.Message[at:], ". ")
		if stop < 0 {
			return f.Message, ""
		}
		at += stop + len(". ")
		if next, _ := utf8.DecodeRuneInString(f.Message[at:]); unicode.IsUpper(next) || next == '“' {
			return f.Message[:at-1], f.Message[at:]
		}
	}
}

// part is one answer that a finding gives to the person who reads it.
type part struct{ name, text string }

// answers are what support asks first, in that order.
func (r Report) answers(f Finding) []part {
	at := "when the report was made"
	if f.At != nil {
		at = when(*f.At)
	}
	rows := ""
	if len(f.Rows) > 0 {
		rows = countedWith(f.Rows, r.linesBy(f))
	}
	if f.At == nil && f.Account == "" {
		f.Account, f.AccountName = r.Connection.Account, r.Connection.AccountName
	}
	account := list(nonEmpty(f.AccountName, accountInWords(f.Account)))
	if account == "" {
		account = "none was connected"
	}
	return []part{
		{"happened", f.Message}, {"tried", f.Tried}, {"when", at}, {"account", account}, {"run", f.Run}, {"rows", rows}, {"prices", f.Prices},
		{"to do", f.Hint}, {"why", f.Cause}, {"usually", f.Usual}, {"references", list(f.Refs)},
	}
}

func nonEmpty(texts ...string) []string {
	var found []string
	for _, text := range texts {
		if text != "" {
			found = append(found, text)
		}
	}
	return found
}

// accountInWords writes an account's id as the number that Jobber's own screens show, where that is encoded in it.
func accountInWords(id string) string {
	decoded, err := base64.StdEncoding.DecodeString(id)
	if number, is := strings.CutPrefix(string(decoded), "gid://Jobber/Account/"); err == nil && is && number != "" && strings.Trim(number, "0123456789") == "" {
		return "number " + number + " in Jobber"
	}
	return id
}
