// Package settings knows the user's choices, the environment and the program's folders, and finds what is wrong with them.
//
// Choices are what the settings file holds, Env what our variables say; Merge makes of both the Settings that the program
// works with, each value with its Origin. Validate looks at Settings, Env and Facts that were gathered elsewhere, and
// returns Findings. Registry lists every setting for the command line and the Settings screen.
//
// The client secret never stands in the settings file: it lives in the keychain or comes from the environment.
package settings

import (
	"log/slog"

	"pricesync/app/money"
	"pricesync/app/redact"
)

// Origin says where a value comes from.
type Origin string

// The origins. The environment wins over the settings file.
const (
	FromDefault     Origin = "default"
	FromSettings    Origin = "settings"
	FromEnvironment Origin = "environment"
)

// Theme is how the window looks.
type Theme string

// The themes.
const (
	ThemeSystem Theme = "system"
	ThemeLight  Theme = "light"
	ThemeDark   Theme = "dark"
)

// Settings are the values that the program works with. A value that can't be used is replaced by its default here, and
// stands in Values with what is wrong with it.
type Settings struct {
	ClientID     string        // the company's Jobber developer app
	ClientSecret redact.Secret // from the environment; "" when it is in the keychain, or nowhere
	SecretSet    bool          // there is a secret that belongs to ClientID

	APIURL       string // scheme and host, without a slash at the end
	APIVersion   string // a date, as the X-JOBBER-GRAPHQL-VERSION header wants it
	CallbackPort int

	MaxBytes int64 // limits of a price list
	MaxRows  int

	LogLevel    slog.Level
	LogToStderr bool
	LogBudget   int64 // bytes of all log files together
	LogDays     int   // after which a log file is deleted
	LogNames    bool  // names of items, customers and files may stand in the log

	PreviewsPerMinute int // the most that are begun within a minute
	SyncsPerMinute    int // undos and resumptions too
	ConnectsPerMinute int

	Theme         Theme
	Currency      string       // ISO 4217, of the account; "" until the user told it
	ChangePercent money.Amount // a change beyond ± this holds its row
	PlanPercent   money.Amount // a plan over more of the catalog than this is held
	TargetMargin  money.Maybe  // a price that leaves a smaller margin holds its row
	HoldsOff      []string     // the codes of holds that are not looked for, by SwitchableHolds
	CodeField     string       // the label of the custom field with suppliers' codes, "" for none
	Practice      bool         // practice mode is on

	Values []Value // every value with its origin, in the registry's order
}

// Value is one effective value, as it may be shown.
type Value struct {
	Setting Setting
	Text    string // "set" or "" for a secret
	Origin  Origin
	Wrong   error // a fault.Error where the text can't be used; the default works instead
}

// Value returns the named value; the zero Value when there is no such setting.
func (s Settings) Value(name string) Value {
	for _, v := range s.Values {
		if v.Setting.Name == name {
			return v
		}
	}
	return Value{}
}

// CallbackURL is the address that has to be registered in Jobber's Developer Center.
func (s Settings) CallbackURL() string { return callbackURL(s.CallbackPort) }

// HasClient says whether client id and secret are both there.
func (s Settings) HasClient() bool { return s.ClientID != "" && s.SecretSet }
