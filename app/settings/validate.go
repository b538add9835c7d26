package settings

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"pricesync/app/fault"
)

// Severity says whether a finding disables something.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"   // disables what it breaks
	SeverityWarning Severity = "warning" // disables nothing
)

// Area is a part of the program that a finding can disable.
type Area string

// The areas.
const (
	Connect    Area = "connect"    // signing in to Jobber
	Read       Area = "read"       // reading price lists
	Preview    Area = "preview"    // making previews of them
	Sync       Area = "sync"       // writing to Jobber: sync, undo and resumption
	Everything Area = "everything" // all of these
)

// Finding is one thing that is wrong with settings, environment or computer, in words for a person.
type Finding struct {
	Code     fault.Code
	Severity Severity
	Field    string // the setting's name, "" where it is none
	Variable string // the environment variable that holds the wrong value, "" where none does
	Value    string // the value, shown safely; "" for secrets and where there is none
	Message  string
	Hint     string
	Breaks   []Area
}

// Facts are what Validate can't know from settings and environment. What was not looked at is left zero and gives no
// finding.
type Facts struct {
	SettingsFile error     // what Load said
	Now          time.Time // by this computer's clock
	Misspelt     []Misspelling
	SecretIsID   bool  // the client secret is the same text as the client ID
	Home         Place // what Inspect found
	Logs         Place
	Keychain     fault.Code    // KeychainMissing, KeychainLocked, KeychainSilent or KeychainRefused; "" while it works
	PortTaken    bool          // another program listens on the callback port
	ClockAhead   time.Duration // this computer's clock less Jobber's
}

// ClockTolerance is how far this computer's clock may be off Jobber's.
const ClockTolerance = 5 * time.Minute

const (
	ownDomain   = "getjobber.com"
	leastFree   = 200 << 20 // below it a warning
	leastUsable = 8 << 20   // below it nothing is written any more
)

// Validate returns everything that is wrong, the worst first: what breaks everything, other errors, warnings. In practice
// mode, which needs no account and no keychain, what only matters for Jobber is no finding.
func Validate(s Settings, e Env, f Facts) []Finding {
	found := []Finding{}
	found = append(found, places(f)...)
	found = append(found, fileTrouble(f)...)
	for _, v := range s.Values {
		if !s.Practice || !aboutJobber(v.Setting.Name) {
			found = append(found, wrong(v)...)
		}
	}
	if !s.Practice {
		found = append(found, client(s, e, f)...)
		found = append(found, version(s, f)...)
		found = append(found, elsewhere(s)...)
		found = append(found, computer(s, f)...)
	}
	found = append(found, misspelt(f)...)
	slices.SortStableFunc(found, func(a, b Finding) int { return a.rank() - b.rank() })
	return found
}

// Blocking returns the first finding that disables the area, and whether there is one.
func Blocking(findings []Finding, area Area) (Finding, bool) {
	for _, f := range findings {
		if f.Severity == SeverityError && (slices.Contains(f.Breaks, area) || slices.Contains(f.Breaks, Everything)) {
			return f, true
		}
	}
	return Finding{}, false
}

// Fault returns the finding as the error that a refused operation ends with.
func (f Finding) Fault() *fault.Error {
	err := fault.New(f.Code, nil)
	err.Message, err.Hint = f.Message, f.Hint
	return err
}

func (f Finding) rank() int {
	switch {
	case f.Severity == SeverityWarning:
		return 2
	case slices.Contains(f.Breaks, Everything):
		return 0
	}
	return 1
}

func aboutJobber(name string) bool {
	return slices.Contains([]string{ClientID, ClientSecret, APIURL, APIVersion, CallbackPort}, name)
}

// breaks says what a wrong value of a setting disables; nothing for those whose default does as well.
func breaks(name string) []Area {
	switch name {
	case ClientID, ClientSecret, CallbackPort:
		return []Area{Connect}
	case APIURL, APIVersion:
		return []Area{Connect, Preview, Sync}
	case MaxBytes, MaxRows:
		return []Area{Read, Preview} // a limit that a person set must not be silently another
	case ChangePercent, PlanPercent:
		return []Area{Preview}
	}
	return nil
}

func finding(err *fault.Error, field string, areas ...Area) Finding {
	severity := SeverityError
	if len(areas) == 0 {
		severity = SeverityWarning
	}
	return Finding{Code: err.Code, Severity: severity, Field: field, Message: err.Message, Hint: err.Hint, Breaks: areas}
}

// wrong returns the finding of a value that can't be used.
func wrong(v Value) []Finding {
	if v.Wrong == nil {
		return nil
	}
	return []Finding{about(v, fault.From(v.Wrong), breaks(v.Setting.Name)...)}
}

// about returns the finding of a value, shown unless it is a secret.
func about(v Value, err *fault.Error, areas ...Area) Finding {
	f := finding(err, v.Setting.Name, areas...)
	if v.Origin == FromEnvironment {
		f.Variable = v.Setting.Variable
	}
	if v.Setting.Kind != KindSecret {
		f.Value = shown(v.Text)
	}
	return f
}

// client looks at the pair of client id and secret: both or neither, and not the same. While the keychain keeps its own
// counsel nobody knows whether it holds the secret, and only that is said.
func client(s Settings, e Env, facts Facts) []Finding {
	id, secret := s.Value(ClientID), s.Value(ClientSecret)
	unknown := !e.hasClient() && (facts.Keychain == fault.KeychainLocked || facts.Keychain == fault.KeychainSilent)
	var f Finding
	switch {
	case facts.SecretIsID && secret.Wrong == nil && id.Wrong == nil:
		return []Finding{about(secret, fault.New(fault.PlaceholderSecret, nil), Connect)}
	case id.Text != "" && secret.Text == "" && unknown:
		return nil
	case id.Text != "" && secret.Text == "":
		f = finding(fault.New(fault.ClientSecretMissing, nil), ClientSecret, Connect)
	case id.Text == "" && secret.Text != "":
		f = finding(fault.New(fault.ClientIDMissing, nil), ClientID, Connect)
	default:
		return nil
	}
	if e.hasClient() {
		setting, _ := Lookup(f.Field)
		f.Variable = setting.Variable
	}
	return []Finding{f}
}

func fileTrouble(f Facts) []Finding {
	if f.SettingsFile == nil {
		return nil
	}
	return []Finding{finding(fault.From(f.SettingsFile), "")}
}

// places looks at the folders.
func places(f Facts) []Finding {
	var found []Finding
	home := fault.Facts{"folder": f.Home.Path}
	switch {
	case f.Home.Err != nil && (!f.Home.Known || f.Home.Free >= leastUsable):
		found = append(found, finding(fault.New(fault.FolderUnwritable, home), Home, Everything))
	case f.Home.Known && f.Home.Free < leastFree:
		home["free"] = Size(f.Home.Free)
		low := finding(fault.New(fault.DiskLow, home), Home)
		if f.Home.Free < leastUsable {
			low.Severity, low.Breaks = SeverityError, []Area{Everything}
		}
		found = append(found, low)
	}
	if f.Home.Err == nil && f.Home.Network {
		found = append(found, finding(fault.New(fault.FolderShared, fault.Facts{"folder": f.Home.Path}), Home))
	}
	if f.Home.Err == nil && f.Home.Synced != "" {
		found = append(found, finding(fault.New(fault.FolderSynced, fault.Facts{"folder": f.Home.Path, "who": f.Home.Synced}), Home))
	}
	if f.Home.Err == nil && f.Logs.Err != nil {
		found = append(found, finding(fault.New(fault.LogUnwritable, fault.Facts{"folder": f.Logs.Path}), Log))
	}
	return found
}

// elsewhere says when Jobber is looked for at an address that is neither Jobber's nor this computer's.
func elsewhere(s Settings) []Finding {
	v := s.Value(APIURL)
	u, err := url.Parse(v.Text)
	if v.Wrong != nil || err != nil || Loopback(u.Hostname()) {
		return nil
	}
	if host := strings.ToLower(strings.TrimSuffix(u.Hostname(), ".")); host == ownDomain || strings.HasSuffix(host, "."+ownDomain) {
		return nil
	}
	return []Finding{about(v, fault.New(fault.APIURLForeign, fault.Facts{"address": shown(v.Text)}))}
}

// misspelt names the environment variables that have no effect though somebody thinks so.
func misspelt(f Facts) []Finding {
	var found []Finding
	for _, m := range f.Misspelt {
		err := fault.New(fault.VariableUnknown, fault.Facts{"name": shown(m.Name)})
		if m.Meant != "" {
			err = fault.New(fault.VariableMisspelt, fault.Facts{"name": shown(m.Name), "meant": m.Meant})
		}
		one := finding(err, "")
		one.Variable = m.Name
		if s := of(m.Meant); s.Name != "" {
			one.Field = s.Name
		}
		found = append(found, one)
	}
	return found
}

// computer looks at what signing in needs of the computer.
func computer(s Settings, f Facts) []Finding {
	var found []Finding
	if f.PortTaken && s.Value(CallbackPort).Wrong == nil {
		port := strconv.Itoa(s.CallbackPort)
		taken := finding(fault.New(fault.CallbackPortInUse, fault.Facts{"port": port}), CallbackPort, Connect)
		taken.Value = port
		found = append(found, taken)
	}
	if f.Keychain != "" {
		found = append(found, finding(fault.New(f.Keychain, nil), ClientSecret))
	}
	if f.ClockAhead.Abs() > ClockTolerance {
		direction := "ahead of"
		if f.ClockAhead < 0 {
			direction = "behind"
		}
		facts := fault.Facts{"offset": fault.Span(f.ClockAhead.Abs()), "direction": direction}
		found = append(found, finding(fault.New(fault.ClockOff, facts), ""))
	}
	return found
}
