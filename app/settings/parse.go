package settings

import (
	"cmp"
	"net"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"pricesync/app/fault"
	"pricesync/app/money"
	"pricesync/app/redact"
)

const (
	longestID     = 200
	longestSecret = 2000 // bytes: the Windows keychain holds 2,560
)

func parseClientID(s Setting, text string) (string, error) {
	switch {
	case placeholder(text):
		return "", fault.New(fault.PlaceholderClientID, fault.Facts{"value": shown(text)})
	case quoted(text):
		return "", invalid(s, text, "it has quotation marks around it")
	case strings.ContainsFunc(text, spaceOrControl):
		return "", invalid(s, text, "it has spaces in it")
	case len(text) > longestID:
		return "", invalid(s, text, "it is longer than any client ID")
	}
	return text, nil
}

// parseClientSecret never puts the text into its error.
func parseClientSecret(s Setting, text string) (string, error) {
	switch {
	case placeholder(text):
		return "", fault.New(fault.PlaceholderSecret, nil)
	case quoted(text):
		return "", fault.New(fault.SettingInvalid, fault.Facts{"name": s.known(), "value": "this text", "why": "it has quotation marks around it"})
	case strings.ContainsFunc(text, spaceOrControl):
		return "", fault.New(fault.SettingInvalid, fault.Facts{"name": s.known(), "value": "this text", "why": "it has spaces in it"})
	case len(text) > longestSecret:
		return "", fault.New(fault.SettingInvalid, fault.Facts{"name": s.known(), "value": "this text", "why": "it is longer than any client secret"})
	}
	return text, nil
}

func parseURL(_ Setting, text string) (string, error) {
	why := wrongURL(text)
	if why != "" {
		return "", fault.New(fault.APIURLInvalid, fault.Facts{"why": why})
	}
	return strings.TrimSuffix(text, "/"), nil
}

// wrongURL says why text can't be the service's address, or "".
func wrongURL(text string) string {
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Opaque != "" || u.Scheme == "":
		return "it is not an address such as " + DefaultAPIURL
	case u.Scheme != "https" && u.Scheme != "http":
		return "it starts with " + shown(u.Scheme+":") + " and not with “https:”"
	case u.User != nil:
		return "it has a user name in it"
	case u.Hostname() == "":
		return "it names no computer"
	case u.Scheme == "http" && !Loopback(u.Hostname()):
		return "http is not secure and only allowed to this computer itself"
	case u.Path != "" && u.Path != "/":
		return "it has a path; only https and the computer's name belong there"
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.HasSuffix(text, "#"):
		return "it has something behind the computer's name"
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > mostPort {
			return "its port is not one from 1 to 65535"
		}
	} else if strings.HasSuffix(u.Host, ":") {
		return "its port is missing"
	}
	return ""
}

// Loopback says whether host is this computer itself: localhost, 127.0.0.0/8 or ::1.
func Loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

func parsePort(_ Setting, text string) (string, error) {
	n, err := strconv.Atoi(text)
	why := ""
	switch {
	case err != nil:
		why = "it is not a whole number"
	case n < leastPort:
		why = "numbers below 1024 belong to the system"
	case n > mostPort:
		why = "it is above 65535"
	default:
		return strconv.Itoa(n), nil
	}
	return "", fault.New(fault.PortInvalid, fault.Facts{"value": shown(text), "why": why})
}

func callbackURL(port int) string {
	return "http://localhost:" + strconv.Itoa(port) + "/oauth/callback"
}

// parseWhole takes a whole number.
func parseWhole(least, most int64) func(Setting, string) (string, error) {
	return func(s Setting, text string) (string, error) { return limit(s, text, text, 1, least, most) }
}

// parseBytes takes a plain number of bytes, or one with KB, MB or GB; a KB has 1024 bytes.
func parseBytes(least, most int64) func(Setting, string) (string, error) {
	return func(s Setting, text string) (string, error) {
		number, unit := text, int64(1)
		for suffix, size := range map[string]int64{"KB": 1 << 10, "MB": 1 << 20, "GB": 1 << 30} {
			if before, ok := strings.CutSuffix(strings.ToUpper(text), suffix); ok {
				number, unit = strings.TrimSpace(before), size
			}
		}
		return limit(s, text, number, unit, least, most)
	}
}

// limit returns number times unit, where that is from least to most.
func limit(s Setting, text, number string, unit, least, most int64) (string, error) {
	n, err := strconv.ParseInt(number, 10, 64)
	why := ""
	switch {
	case err != nil && strings.ContainsFunc(number, func(r rune) bool { return !unicode.IsDigit(r) }), number == "":
		why = "it is not a whole number"
	case err != nil || n > most/unit:
		why = "it is above " + strconv.FormatInt(most, 10)
	case n < 1 || n*unit < least:
		why = "it is below " + strconv.FormatInt(least, 10)
	default:
		return strconv.FormatInt(n*unit, 10), nil
	}
	return "", fault.New(fault.LimitInvalid, fault.Facts{
		"name": s.known(), "value": shown(text), "why": why, "least": strconv.FormatInt(least, 10), "most": strconv.FormatInt(most, 10),
	})
}

// SwitchableHolds lists the codes of the holds that an account may do without, in the order in which they are shown.
func SwitchableHolds() []string {
	return []string{"below_cost", "below_margin", "large_change", "other_measure", "other_currency", "tax_doubt", "near_name", "large_plan", "larger_than_usual"}
}

// parseHolds takes codes of SwitchableHolds, separated by commas or spaces, and writes them in one order.
func parseHolds(s Setting, text string) (string, error) {
	codes := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
	for _, code := range codes {
		if !slices.Contains(SwitchableHolds(), code) {
			return "", invalid(s, text, "“"+code+"” is not one of "+strings.Join(SwitchableHolds(), ", "))
		}
	}
	return strings.Join(slices.DeleteFunc(SwitchableHolds(), func(code string) bool { return !slices.Contains(codes, code) }), ","), nil
}

// longestLabel is how many letters the label of a custom field may have.
const longestLabel = 60

// parseLabel takes a custom field's label, on one line.
func parseLabel(s Setting, text string) (string, error) {
	label := strings.Join(strings.Fields(text), " ")
	odd := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" -_#.,/()&'’:", r)
	}
	switch {
	case len([]rune(label)) > longestLabel:
		return "", invalid(s, text, "it has more than "+strconv.Itoa(longestLabel)+" letters")
	case strings.ContainsFunc(label, odd):
		return "", invalid(s, text, "it has signs that no label of a field has")
	}
	return label, nil
}

func parsePercent(most int64) func(Setting, string) (string, error) {
	return func(s Setting, text string) (string, error) {
		amount, err := money.Decimal(strings.TrimSpace(strings.TrimSuffix(text, "%")))
		switch {
		case err != nil:
			return "", invalid(s, text, "it is not a number")
		case amount.Sign() <= 0:
			return "", invalid(s, text, "it is not above 0")
		case amount.Cmp(money.FromInt(most)) > 0:
			return "", invalid(s, text, "it is above "+strconv.FormatInt(most, 10))
		}
		return amount.Plain(), nil
	}
}

func parseChoice(s Setting, text string) (string, error) {
	for _, choice := range s.Choices {
		if strings.EqualFold(choice, text) {
			return choice, nil
		}
	}
	if s.Name == CurrencyName {
		return "", invalid(s, text, "it is not the code of a currency such as GBP")
	}
	return "", invalid(s, text, "it is none of "+strings.Join(s.Choices, ", "))
}

func parseSwitch(s Setting, text string) (string, error) {
	switch {
	case slices.Contains([]string{"1", "true", "yes"}, strings.ToLower(text)):
		return "on", nil
	case slices.Contains([]string{"0", "false", "no"}, strings.ToLower(text)):
		return "off", nil
	}
	return parseChoice(s, text)
}

func parseFolder(s Setting, text string) (string, error) {
	if strings.ContainsRune(text, 0) {
		return "", invalid(s, text, "it is not the name of a folder")
	}
	return filepath.Clean(text), nil
}

func invalid(s Setting, text, why string) error {
	return fault.New(fault.SettingInvalid, fault.Facts{"name": s.known(), "value": shown(text), "why": why})
}

// known is the name by which the person who set it knows the setting.
func (s Setting) known() string { return cmp.Or(s.as, s.Name) }

// shown quotes a value so that it can stand in a sentence: short, on one line, nothing secret.
func shown(text string) string {
	text = redact.Text(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError {
			return '?'
		}
		return r
	}, text))
	if cut := []rune(text); len(cut) > 60 {
		text = string(cut[:57]) + "…"
	}
	return "“" + text + "”"
}

func spaceOrControl(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }
