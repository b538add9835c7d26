package redact

import (
	"slices"
	"strings"
)

// findJWT takes a JSON web token, or the base64 of any JSON object that is long enough to carry something.
func findJWT(t subject, from int) (span, bool) {
	return after("eyj", func(t subject, start, _ int) (span, bool) {
		if t.text[start:start+3] != "eyJ" || inEscape(t.text, start) {
			return span{}, false
		}
		end := run(t.text, start, base64URL)
		parts := 1
		for parts < 3 && end < len(t.text) && t.text[end] == '.' {
			next := run(t.text, end+1, base64URL)
			if next-end-1 < 4 {
				break
			}
			end = next
			parts++
		}
		ok := parts > 1 || end-start >= 20
		return span{start, end, Shown}, ok
	})(t, from)
}

// inEscape says whether the byte at at is one of the digits of a JSON escape such as \u003e.
func inEscape(text string, at int) bool {
	front := text[max(0, at-5):at]
	slash := strings.LastIndexByte(front, '\\')
	return slash >= 0 && slash+1 < len(front) && front[slash+1] == 'u'
}

// authorized takes what follows an authorization scheme's name.
func authorized(t subject, start, end int) (span, bool) {
	if !begins(t.text, start) {
		return span{}, false
	}
	value := end
	for value < len(t.text) && (t.text[value] == ' ' || t.text[value] == '+') {
		value++
	}
	if strings.HasPrefix(t.low[value:], "%20") {
		value += 3
	}
	stop := run(t.text, value, tokenByte)
	if value == end || !looksRandom(t.text[value:stop]) {
		return span{}, false
	}
	return span{value, stop, Shown}, true
}

// keyed takes the value of a name that ends with a word such as "token": name=value, "name":"value", name: value, with
// quotes and signs escaped for JSON or for addresses.
func keyed(t subject, _, end int) (span, bool) {
	at, quoted := quote(t, end)
	at, sign := separator(t, at)
	if sign == 0 {
		return span{}, false
	}
	at, opened := quote(t, at)
	if opened == noQuote && quoted != noQuote && sign == ':' {
		return span{}, false // a number or a word of JSON
	}
	stop := valueEnd(t, at, opened)
	value := t.text[at:stop]
	switch {
	case closes(quoted, opened, value):
		return span{}, false
	case value == "" || value == Shown || slices.Contains(harmless(), t.low[at:stop]):
		return span{}, false
	case opened == noQuote && sign == ':' && !looksRandom(value):
		return span{}, false // a sentence such as "invalid token: expired"
	}
	return span{at, stop, Shown}, true
}

// closes says whether the quote in front of a value ends a sentence such as "there is no token:" in JSON, and opens
// nothing.
func closes(quoted, opened int, value string) bool {
	return opened != noQuote && (quoted != opened || opened == escapedQuote) && strings.IndexAny(value, ",}]:") == 0
}

// harmless lists values that say something about a secret without being one.
func harmless() []string {
	return []string{"set", "not set", "unset", "missing", "none", "null", "nil", "true", "false", "yes", "no", "expired", "refreshed", "valid", "invalid"}
}

// cookie takes the rest of a cookie header's line.
func cookie(t subject, _, end int) (span, bool) {
	at, quoted := quote(t, end)
	at, sign := separator(t, at)
	if sign == 0 {
		return span{}, false
	}
	at, opened := quote(t, at)
	if equals := strings.IndexByte(t.text[at:min(len(t.text), at+300)], '='); opened == noQuote && equals < 0 {
		return span{}, false
	}
	stop := len(t.text)
	if length := strings.IndexAny(t.text[at:], "\"'`\r\n\\"); length >= 0 {
		stop = at + length
	}
	value := t.text[at:stop]
	return span{at, stop, Shown}, strings.TrimSpace(value) != "" && !closes(quoted, opened, value)
}

// parameter takes the value of an address's or form's parameter such as code or state. Elsewhere "code=…" is left alone
// unless it can't be one of our codes.
func parameter(t subject, start, end int) (span, bool) {
	at, sign := separator(t, end)
	if sign != '=' || at >= len(t.text) || t.text[at] == ' ' {
		return span{}, false
	}
	stop := valueEnd(t, at, noQuote)
	value := t.text[at:stop]
	if value == "" || value == Shown {
		return span{}, false
	}
	front := t.low[max(0, start-6):start]
	inAddress := slices.ContainsFunc([]string{"?", "&", "%3f", "%26", `\u0026`, "&amp;", "&#38;"}, func(sign string) bool {
		return strings.HasSuffix(front, sign)
	})
	if inAddress {
		return span{at, stop, Shown}, true
	}
	if !begins(t.text, start) || start > 0 && (t.text[start-1] == '_' || t.text[start-1] == '-') {
		return span{}, false
	}
	rest := t.low[stop:]
	more := strings.HasPrefix(rest, "&") || strings.HasPrefix(rest, "%26") || strings.HasPrefix(rest, `\u0026`)
	return span{at, stop, Shown}, more || looksRandom(value)
}

// userinfo takes user and password out of an address.
func userinfo(t subject, _, end int) (span, bool) {
	window := t.text[end:min(len(t.text), end+300)]
	host := strings.IndexAny(window, "/?# \t\r\n\"'<>\\")
	if host >= 0 {
		window = window[:host]
	}
	at := strings.LastIndex(window, "@")
	if at <= 0 || window[:at] == Shown {
		return span{}, false
	}
	return span{end, end + at, Shown}, true
}

// The kinds of quotes around a name or a value.
const (
	noQuote      = iota
	singleQuote  // '
	doubleQuote  // "
	escapedQuote // \" or deeper, or %22: the value ends at the next backslash or per cent sign
)

// quote skips one opening or closing quote and says which kind it was.
func quote(t subject, at int) (int, int) {
	next := at
	for next < len(t.text) && t.text[next] == '\\' {
		next++
	}
	switch {
	case next < len(t.text) && (t.text[next] == '"' || t.text[next] == '\''):
		switch {
		case next > at:
			return next + 1, escapedQuote
		case t.text[next] == '\'':
			return next + 1, singleQuote
		}
		return next + 1, doubleQuote
	case strings.HasPrefix(t.low[at:], "%22"):
		return at + 3, escapedQuote
	}
	return at, noQuote
}

// separator skips white space, one sign between a name and its value, and white space, and returns ':' or '=', or 0.
func separator(t subject, at int) (int, byte) {
	at = run(t.text, at, blank)
	var sign byte
	switch {
	case strings.HasPrefix(t.low[at:], "%3a"):
		at, sign = at+3, ':'
	case strings.HasPrefix(t.low[at:], "%3d"):
		at, sign = at+3, '='
	case at < len(t.text) && (t.text[at] == ':' || t.text[at] == '='):
		at, sign = at+1, t.text[at]
	default:
		return at, 0
	}
	return run(t.text, at, blank), sign
}

// valueEnd returns where a value that starts at at ends.
func valueEnd(t subject, at, opened int) int {
	end := at
	if strings.HasPrefix(t.text[at:], Shown) {
		end += len(Shown)
	}
	for end < len(t.text) {
		b := t.text[end]
		switch {
		case b == '\n' || b == '\r':
			return end
		case b == '\\' && strings.HasPrefix(t.low[end:], `\u`) && opened != noQuote:
			end += 2
			continue
		case b == '\\' && (opened == singleQuote || opened == doubleQuote) && end+1 < len(t.text):
			end += 2
			continue
		case b == '\\', b == '"', b == '\'' && opened != doubleQuote:
			return end
		case b == '%' && (strings.HasPrefix(t.low[end:], "%26") || strings.HasPrefix(t.low[end:], "%22")):
			return end
		case opened == noQuote && strings.IndexByte(" \t&,;<>)]}|`", b) >= 0:
			return end
		}
		end++
	}
	return min(end, len(t.text))
}

// looksRandom says whether text is more likely a token than a word: eight or more bytes with a digit, an equals sign or
// a capital inside, or twenty and more of anything.
func looksRandom(text string) bool {
	if len(text) < 8 {
		return false
	}
	return len(text) >= 20 || strings.IndexFunc(text[1:], func(r rune) bool {
		return '0' <= r && r <= '9' || r == '=' || 'A' <= r && r <= 'Z'
	}) >= 0
}

// run returns where the run of bytes of a kind that starts at from ends.
func run(text string, from int, kind func(byte) bool) int {
	for from < len(text) && kind(text[from]) {
		from++
	}
	return from
}

func letter(b byte) bool { return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || b >= 0x80 }

func digit(b byte) bool { return '0' <= b && b <= '9' }

func blank(b byte) bool { return b == ' ' || b == '\t' }

func base64URL(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || digit(b) || b == '-' || b == '_'
}

func tokenByte(b byte) bool {
	return base64URL(b) || b == '.' || b == '~' || b == '+' || b == '/' || b == '=' || b == '%'
}
