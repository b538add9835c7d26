package settings

import (
	"slices"
	"strconv"
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
	Sync       Area = "sync"       // reading price lists and whatever talks to Jobber about them: preview, sync, undo
	Everything Area = "everything" // all that writes to the profile's folder
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
	SettingsFile error // what Load said
	Home         Place // what Inspect found
	Logs         Place
	Keychain     fault.Code    // KeychainMissing, KeychainSilent or KeychainRefused; "" while it works
	PortTaken    bool          // another program listens on the callback port
	ClockAhead   time.Duration // this computer's clock less Jobber's
}

const (
	mostClockOff = 5 * time.Minute
	leastFree    = 200 << 20 // below it a warning
	leastUsable  = 8 << 20   // below it nothing is written any more
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
		found = append(found, client(s, e)...)
		found = append(found, computer(s, f)...)
	}
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
		return []Area{Connect, Sync}
	case MaxBytes, MaxRows, ChangePercent, PlanPercent:
		return []Area{Sync} // a limit that a person set must not be silently another
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
	f := finding(fault.From(v.Wrong), v.Setting.Name, breaks(v.Setting.Name)...)
	if v.Origin == FromEnvironment {
		f.Variable = v.Setting.Variable
	}
	if v.Setting.Kind != KindSecret {
		f.Value = shown(v.Text)
	}
	return []Finding{f}
}

// client looks at the pair of client id and secret: both or neither.
func client(s Settings, e Env) []Finding {
	id, secret := s.Value(ClientID), s.Value(ClientSecret)
	var f Finding
	switch {
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
	case f.Home.Err != nil:
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
	if f.Home.Err == nil && f.Logs.Err != nil {
		found = append(found, finding(fault.New(fault.LogUnwritable, fault.Facts{"folder": f.Logs.Path}), Log))
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
	if f.ClockAhead.Abs() > mostClockOff {
		direction := "ahead of"
		if f.ClockAhead < 0 {
			direction = "behind"
		}
		facts := fault.Facts{"offset": fault.Span(f.ClockAhead.Abs()), "direction": direction}
		found = append(found, finding(fault.New(fault.ClockOff, facts), ""))
	}
	return found
}
