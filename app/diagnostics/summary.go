package diagnostics

import (
	"encoding/base64"
	"strings"
)

// Summary says in one sentence what the report found.
func (r Report) Summary() string {
	if len(r.Findings) == 0 {
		return "Nothing wrong was found."
	}
	first := r.Findings[0]
	return string(first.Code) + ": " + first.Message
}

// part is one answer that a finding gives to the person who reads it.
type part struct{ name, text string }

// answers are what support asks first, in that order.
func (f Finding) answers() []part {
	at := ""
	if f.At != nil {
		at = when(*f.At)
	}
	rows := ""
	if len(f.Rows) > 0 {
		rows = counted(f.Rows)
	}
	account := strings.TrimSpace(f.AccountName + " " + accountInWords(f.Account))
	if account == "" && f.At != nil {
		account = "none was connected"
	}
	return []part{
		{"happened", f.Message}, {"tried", f.Tried}, {"when", at}, {"account", account}, {"run", f.Run}, {"rows", rows}, {"prices", f.Prices},
		{"to do", f.Hint}, {"why", f.Cause}, {"usually", f.Usual}, {"references", list(f.Refs)},
	}
}

// accountInWords writes an account's id with the number that Jobber's own screens show, which is encoded in it.
func accountInWords(id string) string {
	decoded, err := base64.StdEncoding.DecodeString(id)
	if number, is := strings.CutPrefix(string(decoded), "gid://Jobber/Account/"); err == nil && is && number != "" && strings.Trim(number, "0123456789") == "" {
		return number + " (" + id + ")"
	}
	return id
}
