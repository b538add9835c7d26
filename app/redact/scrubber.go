package redact

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// leastSecret is the length under which a value is not looked for: it would take ordinary words out of every line.
const leastSecret = 6

// Scrubber takes known values out of text, in every spelling, and what the patterns find. The zero value knows patterns
// alone. It is safe for concurrent use, and values may be added while it works.
type Scrubber struct {
	mu      sync.RWMutex
	secrets []string
	words   map[string]string // in lower case, to what stands instead
	known   *known
}

// NewScrubber returns a Scrubber that knows these secrets.
func NewScrubber(secrets ...Secret) *Scrubber {
	var s Scrubber
	s.Hide(secrets...)
	return &s
}

// Hide makes secrets known; those shorter than six bytes are ignored. A secret once known stays known: a rotated token
// is still not for the log.
func (s *Scrubber) Hide(secrets ...Secret) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, secret := range secrets {
		value := secret.Reveal()
		if len(value) < leastSecret || strings.Contains(Shown, value) || slices.Contains(s.secrets, value) {
			continue
		}
		s.secrets = append(s.secrets, value)
	}
	s.known = compile(s.secrets, s.words)
}

// HideWord makes a name known, such as the user's or the computer's; it is taken as a whole word, whatever its case, and
// shown as "[label]". Words shorter than three bytes are ignored.
func (s *Scrubber) HideWord(label, word string) {
	if len(word) < 3 || strings.EqualFold(word, label) || strings.ContainsAny(word, "[]") {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.words == nil {
		s.words = map[string]string{}
	}
	s.words[lower(word)] = "[" + label + "]"
	s.known = compile(s.secrets, s.words)
}

// WithoutWords returns a Scrubber of the secrets known so far that lets names of user and computer stand: for text with
// words of its own that may be the same, such as markup, whose every value was scrubbed already.
func (s *Scrubber) WithoutWords() *Scrubber {
	s.mu.RLock()
	defer s.mu.RUnlock()
	secrets := slices.Clone(s.secrets)
	return &Scrubber{secrets: secrets, known: compile(secrets, nil)}
}

// Text returns text without known values and without what the patterns find.
func (s *Scrubber) Text(text string) string { return sweep(text, s.compiled(), nil) }

// Secrets returns text without known secrets alone: for what a person reads on their own screen, where their own files
// and addresses may stand.
func (s *Scrubber) Secrets(text string) string {
	known := s.compiled()
	if known == nil {
		return text
	}
	return known.secrets.Replace(text)
}

// Bytes is Text for bytes. It returns b itself when nothing was found.
func (s *Scrubber) Bytes(b []byte) []byte { return same(b, s.Text(string(b))) }

// Count is Bytes that adds to counts how often each rule found something.
func (s *Scrubber) Count(b []byte, counts Counts) []byte {
	return same(b, sweep(string(b), s.compiled(), counts))
}

func (s *Scrubber) compiled() *known {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.known
}

// known is what a Scrubber looks for, ready for use; nil knows nothing.
type known struct {
	secrets *strings.Replacer
	words   []rule
}

func compile(secrets []string, words map[string]string) *known {
	var spellings []string
	for _, secret := range secrets {
		spellings = append(spellings, spell(secret)...)
	}
	slices.SortFunc(spellings, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b)) // the longest wins
	})
	spellings = slices.Compact(spellings)
	pairs := make([]string, 0, 2*len(spellings))
	for _, spelling := range spellings {
		pairs = append(pairs, spelling, Shown)
	}
	k := known{secrets: strings.NewReplacer(pairs...)}
	for word, shown := range words {
		k.words = append(k.words, rule{strings.Trim(shown, "[]"), after(word, wholeWord(shown))})
	}
	slices.SortFunc(k.words, func(a, b rule) int { return strings.Compare(a.name, b.name) })
	return &k
}

func wholeWord(shown string) func(t subject, start, end int) (span, bool) {
	return func(t subject, start, end int) (span, bool) {
		inside := !begins(t.text, start) || start > 0 && t.text[start-1] == '[' || end < len(t.text) && (letter(t.text[end]) || digit(t.text[end]))
		return span{start, end, shown}, !inside
	}
}

func (k *known) replace(s string, counts Counts) string {
	if k == nil {
		return s
	}
	clean := k.secrets.Replace(s)
	if counts != nil && clean != s {
		counts["known"] += max(1, strings.Count(clean, Shown)-strings.Count(s, Shown))
	}
	if len(k.words) == 0 {
		return clean
	}
	return replaceAll(clean, k.words, counts)
}
