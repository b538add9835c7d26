package settings

import (
	"fmt"
	"maps"
	"slices"
	"time"
)

// mostRecent is how many files are remembered.
const mostRecent = 10

// Choices are what the user chose, as the settings file holds it. What is absent was not chosen. Names that this version
// does not know are kept, for the version that wrote them.
type Choices struct {
	Values   map[string]string            `json:"values,omitempty"`   // by the setting's name
	Accounts map[string]map[string]string `json:"accounts,omitempty"` // by the account's id; "" holds what was chosen before an account was known
	Recent   []Recent                     `json:"recent,omitempty"`   // newest first
}

// Recent is a price list that was opened before.
type Recent struct {
	Path   string    `json:"path"`
	Opened time.Time `json:"opened"`
}

// With returns the choices with one more. Empty text takes the choice back. A setting that is kept per account goes to
// that account. The error is a fault.Error of what is wrong with the text; the client secret, which belongs in the
// keychain, and what only the environment sets are refused.
func (c Choices) With(s Setting, text, account string) (Choices, error) {
	if s.Kind == KindSecret {
		return c, fmt.Errorf("%s belongs in the keychain, not among the choices", s.Name)
	}
	if s.Fixed {
		return c, invalid(s, text, "only the environment variable "+s.Variable+" sets it")
	}
	value := ""
	if text != "" {
		var err error
		if value, err = s.Parse(text); err != nil {
			return c, err
		}
	}
	if !s.Account {
		c.Values = with(c.Values, s.Name, value)
		return c, nil
	}
	c.Accounts = maps.Clone(c.Accounts)
	if c.Accounts == nil {
		c.Accounts = map[string]map[string]string{}
	}
	c.Accounts[account] = with(c.Accounts[account], s.Name, value)
	return c, nil
}

// with returns a copy of values with one more, or without it where value is empty.
func with(values map[string]string, name, value string) map[string]string {
	values = maps.Clone(values)
	if value == "" {
		delete(values, name)
		return values
	}
	if values == nil {
		values = map[string]string{}
	}
	values[name] = value
	return values
}

// WithRecent returns the choices with the file as the newest one opened.
func (c Choices) WithRecent(path string, opened time.Time) Choices {
	c = c.WithoutRecent(path)
	c.Recent = slices.Insert(c.Recent, 0, Recent{path, opened.UTC().Truncate(time.Second)})
	c.Recent = c.Recent[:min(len(c.Recent), mostRecent)]
	return c
}

// WithoutRecent returns the choices with the file forgotten.
func (c Choices) WithoutRecent(path string) Choices {
	c.Recent = slices.DeleteFunc(slices.Clone(c.Recent), func(r Recent) bool { return r.Path == path })
	return c
}

// chosen returns the text that was chosen for a setting: the account's own, else the one from before an account was
// known.
func (c Choices) chosen(s Setting, account string) string {
	if !s.Account {
		return c.Values[s.Name]
	}
	if text := c.Accounts[account][s.Name]; text != "" {
		return text
	}
	return c.Accounts[""][s.Name]
}
