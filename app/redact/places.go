package redact

import (
	"slices"
	"strings"
)

// What stands where something other than a secret was.
const (
	shownEmail   = "[email]"
	shownUser    = "[user]"
	shownShare   = "[network folder]"
	shownPrivate = "[private address]"
	shownPublic  = "[public address]"
	shownDevice  = "[hardware address]"
)

// email takes an address around its @ (or %40). "module@v1.2.3" is none.
func email(t subject, start, end int) (span, bool) {
	from := start
	for from > 0 && start-from < 256 && localByte(t.text[from-1]) {
		from--
	}
	from = pastEscape(t.text, from, start)
	to := run(t.text, end, domainByte)
	for to > end && !letter(t.text[to-1]) && !digit(t.text[to-1]) {
		to--
	}
	domain := t.low[end:to]
	dot := strings.LastIndexByte(domain, '.')
	if from == start || dot <= 0 || len(domain)-dot < 3 || strings.ContainsFunc(domain[dot+1:], notLetter) {
		return span{}, false
	}
	if len(domain) > 1 && domain[0] == 'v' && digit(domain[1]) {
		return span{}, false
	}
	return span{from, to, shownEmail}, true
}

// pastEscape moves from behind the letters of a JSON escape such as \n or \u00e9 whose backslash stands before it.
func pastEscape(text string, from, end int) int {
	if from == end || !oddSlashes(text, from) {
		return from
	}
	switch text[from] {
	case 'u':
		return min(from+5, end)
	case 'b', 'f', 'n', 'r', 't':
		return from + 1
	}
	return from
}

func notLetter(r rune) bool { return r < 0x80 && !letter(byte(r)) }

func localByte(b byte) bool {
	return letter(b) || digit(b) || strings.IndexByte("._%+-!#$*?^~", b) >= 0
}

func domainByte(b byte) bool { return letter(b) || digit(b) || b == '.' || b == '-' }

// home takes the user's name out of the path of a home folder on Windows, macOS or Linux.
func home(t subject, start, end int) (span, bool) {
	front, windows := slashesBefore(t, start)
	at, back := slashesAfter(t, end)
	if front == start || at == end || !rooted(t, front) {
		return span{}, false
	}
	if back && t.low[front:start] != t.low[end:at] {
		return span{}, false // an escape of JSON, such as \n, and no separator
	}
	windows = windows || front > 0 && t.text[front-1] == ':'
	to := userEnd(t, at, windows)
	name := t.low[at:to]
	if name == "" || slices.Contains([]string{"public", "default", "default user", "all users", "shared", ".", "..", "~", shownUser}, name) {
		return span{}, false
	}
	return span{at, to, shownUser}, true
}

// slashesBefore returns where the separators that end at at begin, and whether they are backslashes.
func slashesBefore(t subject, at int) (int, bool) {
	from := at
	for from > 0 && at-from < 8 && (t.text[from-1] == '/' || t.text[from-1] == '\\') {
		from--
	}
	if from < at {
		return from, t.text[at-1] == '\\'
	}
	if at >= 3 && (t.low[at-3:at] == "%2f" || t.low[at-3:at] == "%5c") {
		return at - 3, t.low[at-2:at] == "5c"
	}
	return at, false
}

// slashesAfter returns where the separators that start at at end, and whether they are backslashes.
func slashesAfter(t subject, at int) (int, bool) {
	to := at
	for to < len(t.text) && to-at < 8 && (t.text[to] == '/' || t.text[to] == '\\') {
		to++
	}
	if to > at {
		return to, t.text[to-1] == '\\'
	}
	if strings.HasPrefix(t.low[at:], "%2f") || strings.HasPrefix(t.low[at:], "%5c") {
		return at + 3, t.low[at+1:at+3] == "5c"
	}
	return at, false
}

// rooted says whether the path whose separator stands at at starts at a root, and is not part of a web address.
func rooted(t subject, at int) bool {
	if t.text[at] == '%' {
		return true
	}
	front := t.low[max(0, at-300):at]
	front = front[strings.LastIndexAny(front, " \t\r\n\"'`<>()[]{},;=|")+1:]
	if strings.Contains(front, "http://") || strings.Contains(front, "https://") {
		return false
	}
	front = front[strings.LastIndexByte(front, ':')+1:]
	if front == "" || strings.IndexByte(`/\%`, front[0]) >= 0 {
		return true
	}
	line := max(strings.LastIndex(front, `\n`), strings.LastIndex(front, `\r`), strings.LastIndex(front, `\t`))
	return line >= 0 && (line+2 == len(front) || strings.IndexByte(`/\%`, front[line+2]) >= 0) // a new line within JSON
}

// userEnd returns where the user's name that starts at at ends. On Windows a name may have spaces: they count where the
// path, the quotation, the line or the text goes on behind the name.
func userEnd(t subject, at int, windows bool) int {
	end := run(t.text, at, nameByte)
	if strings.HasPrefix(t.text[at:], shownUser) {
		return max(end, at+len(shownUser))
	}
	if !windows {
		return end
	}
	for spaced, words := end, 0; words < 3; words++ {
		if spaced >= len(t.text) || t.text[spaced] != ' ' {
			break
		}
		next := run(t.text, spaced+1, nameByte)
		if next == spaced+1 {
			break
		}
		spaced = next
		if spaced == len(t.text) || strings.IndexByte("/\\\"'`:\r\n%", t.text[spaced]) >= 0 {
			return spaced
		}
	}
	return end
}

func nameByte(b byte) bool { return b > ' ' && strings.IndexByte("/\\\"'`<>|:*?%,;()[]{}=&", b) < 0 }

// share takes server, share and first folder out of a network path, written \\server\share, with each backslash
// doubled as in JSON, or smb://server/share.
func share(t subject, start, end int) (span, bool) {
	if t.text[start] != '\\' {
		return sharePath(t, start, end, "/")
	}
	if start > 0 && strings.IndexByte(" \t\r\n\"'`=(,[<>", t.text[start-1]) < 0 && (!letter(t.text[start-1]) || !begins(t.text, start)) {
		return span{}, false
	}
	end = run(t.text, start, func(b byte) bool { return b == '\\' })
	double := end - start
	if double != 2 && double != 4 && double != 8 {
		return span{}, false
	}
	slash := strings.Repeat(`\`, double/2)
	if long := "?" + slash + "unc" + slash; strings.HasPrefix(t.low[end:], long) {
		end += len(long)
	}
	return sharePath(t, start, end, slash)
}

// sharePath takes the path from start with the server that begins at at, the share, and one folder more where the path
// goes on behind it.
func sharePath(t subject, start, at int, slash string) (span, bool) {
	server, more := segment(t.text, at, slash)
	if !more || t.text[at:server] == "." {
		return span{}, false
	}
	at = server + len(slash)
	end, more := segment(t.text, at, slash)
	if end == at {
		return span{}, false
	}
	if more {
		at = end + len(slash)
		if folder, deeper := segment(t.text, at, slash); deeper {
			end = folder
		}
	}
	return span{start, end, shownShare}, true
}

// segment returns where the part of a path that starts at at ends, and whether another part follows.
func segment(text string, at int, slash string) (end int, more bool) {
	end = run(text[:min(len(text), at+255)], at, shareByte)
	rest, cut := strings.CutPrefix(text[end:], slash)
	return end, cut && end > at && !strings.HasPrefix(rest, slash[:1])
}

func shareByte(b byte) bool { return b >= ' ' && strings.IndexByte("/\\\"'`<>|:*?,;()[]{}=&", b) < 0 }
