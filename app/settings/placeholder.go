package settings

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// placeholder says whether text is what examples, templates and unfinished scripts put where an id or secret belongs.
func placeholder(text string) bool {
	plain := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
	switch {
	case text == "":
		return false
	case plain == "": // only signs, such as *** or …
		return true
	case len(plain) > 2 && strings.Trim(plain, string([]rune(plain)[:1])) == "": // xxxx, 0000-0000
		return true
	case template().MatchString(text):
		return true
	case addressed(plain):
		return true
	}
	return slices.Contains([]string{
		"changeme", "changethis", "changeit", "replaceme", "replacethis", "fixme", "todo", "tbd", "placeholder", "example", "examplesecret", "exampleid",
		"insertsecret", "entersecret", "pastesecret", "none", "null", "nil", "undefined", "jobberclientsecret", "jobberclientid", "redacted", "set",
		"secret", "clientsecret", "clientid", "thesecret", "password", "test", "dummy", "sample", "string", "value", "foo", "bar", "foobar", "abc123",
		"123", "1234", "12345", "123456", "1234567", "12345678", "123456789", "1234567890", "0123456789", "abcdef", "abcdefgh", "deadbeef",
	}, plain)
}

// template matches a place that was never filled in: <id>, {id}, {{ id }}, ${ID}, $(id), [id], %ID%, $ID, @ID@.
func template() *regexp.Regexp {
	return regexp.MustCompile(`^(<.+>|\{.+\}|\$\{.+\}|\$\(.+\)|\[.+\]|%.+%|@.+@|\$[A-Za-z_][A-Za-z0-9_]*)$`)
}

// addressed says whether letters and digits speak to the reader: yourclientsecret, insertclientidhere, mysecret.
func addressed(plain string) bool {
	names := slices.ContainsFunc([]string{"secret", "client", "key"}, func(word string) bool { return strings.Contains(plain, word) })
	if !names || len(plain) > 40 { // a real one may hold any letters
		return false
	}
	if strings.HasSuffix(plain, "here") || strings.HasSuffix(plain, "goeshere") {
		return true
	}
	return slices.ContainsFunc([]string{"your", "my", "insert", "enter", "paste", "replace", "change", "example", "sample", "dummy"}, func(word string) bool {
		return strings.HasPrefix(plain, word)
	})
}

// quoted says whether text has the quotation marks of a file or script around it, which are none of it.
func quoted(text string) bool {
	for _, pair := range []string{`""`, `''`, "``", "“”", "‘’"} {
		marks := []rune(pair)
		if strings.HasPrefix(text, string(marks[0])) && strings.HasSuffix(text, string(marks[1])) && len([]rune(text)) > 1 {
			return true
		}
	}
	return false
}
