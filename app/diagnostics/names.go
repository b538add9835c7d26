package diagnostics

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"html"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"pricesync/app/fault"
)

// Name is a name that may stand in a report only when the person wants names in it.
type Name struct {
	Kind string // "item", "code", "file", "supplier", "account", "sheet", "column": what its token begins with
	Text string
}

// names replaces names by tokens that are the same throughout one report and mean nothing outside it, and amounts by "#".
type names struct {
	salt  string
	known map[string]string // by every spelling in which a name is looked for
	sizes map[string][]int  // how long the spellings with that first word are, the longest first
	own   map[string]bool   // words of the program's own sentences, in lower case: as a name such a word tells nobody anything
}

func newNames(salt string) *names {
	n := &names{salt: salt, known: map[string]string{}, sizes: map[string][]int{}, own: map[string]bool{}}
	for _, entry := range fault.Table() {
		for _, word := range strings.FieldsFunc(entry.Message+" "+entry.Hint, func(r rune) bool { return !wordRune(r) }) {
			n.own[strings.ToLower(word)] = true
		}
	}
	return n
}

// of returns the token of a name, and looks for the name in every text from now on.
func (n *names) of(kind, name string) string {
	if strings.TrimSpace(name) == "" {
		return ""
	}
	if token, ok := n.known[name]; ok {
		return token
	}
	sum := hmac.New(sha256.New, []byte(n.salt))
	sum.Write([]byte(kind + "\x00" + name))
	token := kind + "-" + hex.EncodeToString(sum.Sum(nil)[:4])
	n.known[name] = token
	if !n.telling(name) {
		return token
	}
	for _, spelling := range spellings(name) {
		if _, ok := n.known[spelling]; !ok {
			n.known[spelling] = token
		}
		word := firstWord(spelling)
		at, there := slices.BinarySearchFunc(n.sizes[word], len(spelling), func(size, wanted int) int { return cmp.Compare(wanted, size) })
		if !there {
			n.sizes[word] = slices.Insert(n.sizes[word], at, len(spelling))
		}
	}
	return token
}

// telling says whether a name is looked for in texts: one of two letters, a short number and a word that the program uses
// itself are not.
func (n *names) telling(name string) bool {
	letters := strings.ContainsFunc(name, unicode.IsLetter)
	runes := utf8.RuneCountInString(name)
	return (letters && runes >= 3 || runes >= 6) && !n.own[strings.ToLower(name)]
}

// spellings returns how a name can stand in texts: as it is, within quotation marks of Go, in HTML, in an address, and
// without the space around it.
func spellings(name string) []string {
	quoted := strconv.Quote(name)
	ascii := strconv.QuoteToASCII(name)
	all := []string{
		name, strings.TrimSpace(name), quoted[1 : len(quoted)-1], ascii[1 : len(ascii)-1], html.EscapeString(name), inJSON(name),
		url.QueryEscape(name), url.PathEscape(name),
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// inJSON returns how a text stands within a line of JSON.
func inJSON(text string) string {
	return strings.Trim(strings.TrimSpace(string(encode(text))), `"`)
}

// words replaces the known names that stand in a text as whole words.
func (n *names) words(text string) string {
	var out strings.Builder
	written := 0
	for at := 0; at < len(text); {
		word := firstWord(text[at:])
		name := n.at(text[at:], word)
		if name == "" || !startsWord(text, at) {
			at += len(word)
			continue
		}
		out.WriteString(text[written:at])
		out.WriteString(n.known[name])
		at += len(name)
		written = at
	}
	if written == 0 {
		return text
	}
	out.WriteString(text[written:])
	return out.String()
}

// text is words that hides amounts too.
func (n *names) text(text string) string { return hideAmounts(n.words(text)) }

// at returns the longest known name that text begins with as whole words, or "".
func (n *names) at(text, word string) string {
	for _, size := range n.sizes[word] {
		if size > len(text) || !endsWord(text, size) {
			continue
		}
		if _, ok := n.known[text[:size]]; ok {
			return text[:size]
		}
	}
	return ""
}

// firstWord returns the letters and digits with which text begins, or its first character where that is none.
func firstWord(text string) string {
	end := strings.IndexFunc(text, func(r rune) bool { return !wordRune(r) })
	switch {
	case end > 0:
		return text[:end]
	case end < 0:
		return text
	}
	_, size := utf8.DecodeRuneInString(text)
	return text[:size]
}

func startsWord(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	here, _ := utf8.DecodeRuneInString(text[at:])
	return at == 0 || !wordRune(before) || !wordRune(here)
}

func endsWord(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	here, _ := utf8.DecodeRuneInString(text[at:])
	return at == len(text) || !wordRune(before) || !wordRune(here)
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
