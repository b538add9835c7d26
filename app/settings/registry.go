package settings

import (
	"strconv"
	"strings"
)

// Kind says how a setting is written and edited.
type Kind string

// The kinds.
const (
	KindText    Kind = "text"
	KindNumber  Kind = "number"
	KindChoice  Kind = "choice"
	KindSecret  Kind = "secret"
	KindPercent Kind = "percent"
	KindBytes   Kind = "bytes"
)

// Defaults.
const (
	DefaultAPIURL     = "https://api.getjobber.com"
	DefaultAPIVersion = "2025-04-16"
	DefaultPort       = 18765
	DefaultMaxBytes   = 50 << 20
	DefaultMaxRows    = 100_000

	DefaultLogBudget         = 20 << 20
	DefaultLogDays           = 30
	DefaultPreviewsPerMinute = 60
	DefaultSyncsPerMinute    = 60
	DefaultConnectsPerMinute = 10

	mostBytes      = 1 << 30
	mostRows       = 1_000_000
	leastPort      = 1024
	mostPort       = 65_535
	leastLogBudget = 1 << 20
	mostLogBudget  = 1 << 30
	mostLogDays    = 3650
	mostPerMinute  = 600
)

// The names of the settings, as `pricesync settings set NAME` takes them.
const (
	ClientID      = "client_id"
	ClientSecret  = "client_secret"
	APIURL        = "api_url"
	APIVersion    = "api_version"
	CallbackPort  = "callback_port"
	MaxBytes      = "csv_max_bytes"
	MaxRows       = "csv_max_rows"
	ChangePercent = "change_percent"
	PlanPercent   = "plan_percent"
	TargetMargin  = "target_margin"
	HoldsOff      = "holds_off"
	CodeField     = "code_field"
	CurrencyName  = "currency"
	ThemeName     = "theme"
	LogLevel      = "log_level"
	Log           = "log"
	LogBudget     = "log_budget"
	LogDays       = "log_days"
	LogNames      = "log_names"
	Practice      = "practice"
	Previews      = "previews_per_minute"
	Syncs         = "syncs_per_minute"
	Connects      = "connects_per_minute"
	Home          = "home"
)

// Setting describes one setting.
type Setting struct {
	Name     string
	Variable string // the environment variable that sets it too, "" where there is none
	Kind     Kind
	Default  string
	Choices  []string // of a KindChoice
	Account  bool     // kept for each account by itself
	Fixed    bool     // only the environment sets it
	Means    string   // one sentence for help
	parse    func(Setting, string) (string, error)
	as       string // the name in sentences, where it is not Name
}

// Registry lists every setting, in the order in which they are shown.
func Registry() []Setting {
	return []Setting{
		{Name: ClientID, Variable: "JOBBER_CLIENT_ID", Kind: KindText, parse: parseClientID, Means: "The client ID of the company's app in Jobber's Developer Center."},
		{Name: ClientSecret, Variable: "JOBBER_CLIENT_SECRET", Kind: KindSecret, parse: parseClientSecret, Means: "The client secret of that app; it is kept in the computer's keychain."},
		{Name: CallbackPort, Variable: "PRICESYNC_CALLBACK_PORT", Kind: KindNumber, Default: strconv.Itoa(DefaultPort), parse: parsePort, Means: "The port on this computer to which the sign-in returns."},
		{Name: APIURL, Variable: "JOBBER_API_URL", Kind: KindText, Default: DefaultAPIURL, parse: parseURL, Means: "The address of Jobber's service."},
		{Name: APIVersion, Variable: "JOBBER_API_VERSION", Kind: KindText, Default: DefaultAPIVersion, parse: parseVersion, Means: "The version of Jobber's service to speak to, a date."},
		{Name: CurrencyName, Kind: KindChoice, Choices: Currencies(), Account: true, parse: parseChoice, Means: "The currency of the account's prices."},
		{Name: ChangePercent, Kind: KindPercent, Default: "25", Account: true, parse: parsePercent(1000), Means: "A price or cost that changes by more than this waits for your tick."},
		{Name: PlanPercent, Kind: KindPercent, Default: "30", Account: true, parse: parsePercent(100), Means: "A sync over more than this share of the catalog asks once."},
		{Name: TargetMargin, Kind: KindPercent, Account: true, parse: parsePercent(100), Means: "A price that leaves a smaller margin than this waits for your tick; empty for none."},
		{Name: HoldsOff, Kind: KindText, Account: true, parse: parseHolds, Means: "The reasons for which no row waits, by their codes and separated by commas."},
		{Name: CodeField, Kind: KindText, Account: true, parse: parseLabel, Means: "The custom field of products and services in Jobber that holds suppliers' codes; empty for none."},
		{Name: MaxBytes, Variable: "CSV_MAX_BYTES", Kind: KindBytes, Default: strconv.Itoa(DefaultMaxBytes), parse: parseBytes(1, mostBytes), Means: "The largest price list that is read."},
		{Name: MaxRows, Variable: "CSV_MAX_ROWS", Kind: KindNumber, Default: strconv.Itoa(DefaultMaxRows), parse: parseWhole(1, mostRows), Means: "The most rows that a price list may have."},
		{Name: ThemeName, Kind: KindChoice, Default: string(ThemeSystem), Choices: []string{string(ThemeSystem), string(ThemeLight), string(ThemeDark)}, parse: parseChoice, Means: "How the window looks."},
		{Name: Practice, Kind: KindChoice, Default: "off", Choices: []string{"off", "on"}, parse: parseSwitch, Means: "Whether the program starts in the practice company."},
		{Name: Previews, Kind: KindNumber, Default: strconv.Itoa(DefaultPreviewsPerMinute), parse: parseWhole(1, mostPerMinute), Means: "The most previews that are begun within a minute, by all windows and commands together."},
		{Name: Syncs, Kind: KindNumber, Default: strconv.Itoa(DefaultSyncsPerMinute), parse: parseWhole(1, mostPerMinute), Means: "The most syncs, undos and resumptions that are begun within a minute, by all windows and commands together."},
		{Name: Connects, Kind: KindNumber, Default: strconv.Itoa(DefaultConnectsPerMinute), parse: parseWhole(1, mostPerMinute), Means: "The most sign-ins that are begun within a minute, by all windows and commands together."},
		{Name: LogLevel, Variable: "PRICESYNC_LOG_LEVEL", Kind: KindChoice, Default: "info", Choices: []string{"debug", "info", "warn", "error"}, parse: parseChoice, Means: "How much the log tells."},
		{Name: Log, Variable: "PRICESYNC_LOG", Kind: KindChoice, Default: "file", Choices: []string{"file", "stderr"}, Fixed: true, parse: parseChoice, Means: "Where the log goes."},
		{Name: LogBudget, Kind: KindBytes, Default: strconv.Itoa(DefaultLogBudget), parse: parseBytes(leastLogBudget, mostLogBudget), Means: "The most room that all log files together may take; the oldest go first."},
		{Name: LogDays, Kind: KindNumber, Default: strconv.Itoa(DefaultLogDays), parse: parseWhole(1, mostLogDays), Means: "The days after which a log file is deleted."},
		{Name: LogNames, Kind: KindChoice, Default: "off", Choices: []string{"off", "on"}, parse: parseSwitch, Means: "Whether names of items, customers and files may stand in the log."},
		{Name: Home, Variable: "PRICESYNC_HOME", Kind: KindText, Fixed: true, parse: parseFolder, Means: "The folder of database, settings and log."},
	}
}

// Lookup returns the setting of that name; capitals and dashes are forgiven.
func Lookup(name string) (Setting, bool) {
	name = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(name)), "-", "_")
	for _, s := range Registry() {
		if s.Name == name {
			return s, true
		}
	}
	return Setting{}, false
}

// of returns the setting that an environment variable sets, the zero Setting where it is none of ours.
func of(variable string) Setting {
	for _, s := range Registry() {
		if s.Variable != "" && s.Variable == variable {
			return s
		}
	}
	return Setting{}
}

// Names lists the names of the settings that a person can set.
func Names() []string {
	var names []string
	for _, s := range Registry() {
		if !s.Fixed {
			names = append(names, s.Name)
		}
	}
	return names
}

// Parse returns text in the setting's one form, such as "52428800" for "50 MB". The error is a fault.Error that says why
// it can't be.
func (s Setting) Parse(text string) (string, error) { return s.parse(s, strings.TrimSpace(text)) }
