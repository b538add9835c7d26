// Package redact takes out of text what may not be shown: secrets, e-mail addresses, names of users and their networks.
//
// Text knows patterns alone. A Scrubber knows the values of secrets too, and finds them in every spelling in which they
// turn up in logs and reports. Both leave what support needs: times, versions, run ids, codes, operation ids, loopback
// addresses. Both are idempotent, take time in proportion to the text, and leave JSON that was valid valid.
package redact

import "strings"

// Counts says how often each rule found something, by the rule's name; it never holds what was found.
type Counts map[string]int

// Text returns s without what the patterns find.
func Text(s string) string { return sweep(s, nil, nil) }

// Bytes is Text for bytes. It returns b itself when nothing was found.
func Bytes(b []byte) []byte { return same(b, Text(string(b))) }

func same(b []byte, clean string) []byte {
	if clean == string(b) {
		return b
	}
	return []byte(clean)
}

// passes bounds how often the rules run over one text: what one takes can bring together what another then finds.
const passes = 6

func sweep(s string, known *known, counts Counts) string {
	for range passes {
		next := replaceAll(known.replace(s, counts), rules(), counts)
		if next == s {
			break
		}
		s = next
	}
	return s
}

func replaceAll(s string, rules []rule, counts Counts) string {
	t := subject{s, lower(s)}
	for _, r := range rules {
		if next := r.replace(t, counts); next != t.text {
			t = subject{next, lower(next)}
		}
	}
	return t.text
}

// rule finds one kind of thing.
type rule struct {
	name string
	find finder
}

// finder returns the first span at or after from that its rule takes. It looks at each byte a bounded number of times
// over all calls for one text.
type finder func(t subject, from int) (span, bool)

// subject is a text with its ASCII letters folded to lower case beside it, byte for byte.
type subject struct{ text, low string }

// span is a place in a text and what shall stand there.
type span struct {
	start, end int
	with       string
}

func rules() []rule {
	return []rule{
		{"jwt", findJWT},
		{"bearer", after("bearer", authorized)},
		{"basic", after("basic", authorized)},
		{"token", after("token", keyed)},
		{"secret", after("secret", keyed)},
		{"password", after("password", keyed)},
		{"password", after("passwd", keyed)},
		{"verifier", after("verifier", keyed)},
		{"key", after("api_key", keyed)},
		{"key", after("apikey", keyed)},
		{"authorization", after("authorization", keyed)},
		{"cookie", after("cookie", cookie)},
		{"code", after("code", parameter)},
		{"state", after("state", parameter)},
		{"login", after("://", userinfo)},
		{"email", after("@", email)},
		{"email", after("%40", email)},
		{"share", after(`\\`, share)},
		{"share", after("smb://", share)},
		{"user", after("users", home)},
		{"user", after("home", home)},
		{"user", after("documents and settings", home)},
		{"address", findIPv4},
		{"address", findColons},
	}
}

// replace rewrites every span of the rule.
func (r rule) replace(t subject, counts Counts) string {
	s := t.text
	var out strings.Builder
	from, written := 0, 0
	for from < len(s) {
		found, ok := r.find(t, from)
		if !ok {
			break
		}
		from = max(found.end, from+1)
		if s[found.start:found.end] == found.with {
			continue
		}
		out.WriteString(s[written:found.start])
		out.WriteString(found.with)
		written = found.end
		if counts != nil {
			counts[r.name]++
		}
	}
	if written == 0 {
		return s
	}
	out.WriteString(s[written:])
	return out.String()
}

// after makes a finder of judge, which is asked at each place of word; end is where word ends.
func after(word string, judge func(t subject, start, end int) (span, bool)) finder {
	return func(t subject, from int) (span, bool) {
		for {
			at := strings.Index(t.low[from:], word)
			if at < 0 {
				return span{}, false
			}
			start := from + at
			if found, ok := judge(t, start, start+len(word)); ok && found.start >= from {
				return found, true
			}
			from = start + 1
		}
	}
}

// lower folds ASCII alone, so that places stay where they are.
func lower(s string) string {
	at := strings.IndexFunc(s, func(r rune) bool { return 'A' <= r && r <= 'Z' })
	if at < 0 {
		return s
	}
	folded := []byte(s)
	for i, b := range folded[at:] {
		if 'A' <= b && b <= 'Z' {
			folded[at+i] = b + 'a' - 'A'
		}
	}
	return string(folded)
}

// begins says whether a word can begin at at: it is the start of the text, or no letter or digit stands before it, or
// what stands before it is an escape of JSON such as \n or \u003e.
func begins(text string, at int) bool {
	if at == 0 || !letter(text[at-1]) && !digit(text[at-1]) {
		return true
	}
	if at >= 2 && strings.IndexByte("bfnrt", text[at-1]) >= 0 {
		return oddSlashes(text, at-1)
	}
	return at >= 6 && text[at-5] == 'u' && oddSlashes(text, at-5)
}

// oddSlashes says whether an odd number of backslashes ends at at, so that the last of them escapes what follows.
func oddSlashes(text string, at int) bool {
	n := 0
	for n < at && n < 16 && text[at-n-1] == '\\' {
		n++
	}
	return n%2 == 1
}
