package redact

import (
	"slices"
	"strconv"
	"strings"
)

// findIPv4 takes four numbers with dots, unless they are a loopback address or part of a version or longer number.
func findIPv4(t subject, from int) (span, bool) {
	for at := from; at < len(t.text); at++ {
		if !digit(t.text[at]) {
			continue
		}
		end := run(t.text, at, func(b byte) bool { return digit(b) || b == '.' })
		whole := t.text[at:end]
		address := strings.TrimRight(whole, ".")
		if shown, ok := addressOf(address); ok && !versionBefore(t, at) && !wordAfter(t, end) {
			return span{at, at + len(address), shown}, true
		}
		at = end
	}
	return span{}, false
}

// addressOf says what to show for an IPv4 address; ok is false for text that is none or may stay.
func addressOf(text string) (shown string, ok bool) {
	parts := strings.Split(text, ".")
	if len(parts) != 4 {
		return "", false
	}
	var n [4]int
	for i, part := range parts {
		value, err := strconv.Atoi(part)
		if err != nil || value > 255 || len(part) > 1 && part[0] == '0' {
			return "", false
		}
		n[i] = value
	}
	switch {
	case n[0] == 127 || n == [4]int{}:
		return "", false
	case n[0] == 10, n[0] == 192 && n[1] == 168, n[0] == 172 && n[1]&0xf0 == 16, n[0] == 169 && n[1] == 254, n[0] == 100 && n[1]&0xc0 == 64:
		return shownPrivate, true
	}
	return shownPublic, true
}

// versionBefore says whether what stands before at makes the number that follows a version or part of a word.
func versionBefore(t subject, at int) bool {
	if at == 0 || letter(t.text[at-1]) && begins(t.text, at) {
		return false
	}
	front := t.low[max(0, at-16):at]
	switch b := t.text[at-1]; {
	case letter(b) || b == '-' || b == '_' || b == '.' || b == '+':
		return true
	case b == '/':
		return !strings.HasSuffix(front, "//")
	}
	return strings.HasSuffix(strings.TrimRight(front, ` ":=`), "version")
}

func wordAfter(t subject, end int) bool {
	return end < len(t.text) && (letter(t.text[end]) || t.text[end] == '_' || t.text[end] == '-')
}

// findColons takes IPv6 and hardware addresses: runs of hexadecimal digits with colons. Times are runs too, and stay.
func findColons(t subject, from int) (span, bool) {
	for from < len(t.text) {
		colon := strings.IndexByte(t.text[from:], ':')
		if colon < 0 {
			return span{}, false
		}
		at := from + colon
		start := at
		for start > from && at-start < 5 && hexByte(t.text[start-1]) {
			start--
		}
		end := run(t.text, at, func(b byte) bool { return hexByte(b) || b == ':' })
		if shown, ok := colonsOf(t.low[start:end]); ok && (start == 0 || !wordByte(t.text[start-1]) || letter(t.text[start-1]) && begins(t.text, start)) && !wordAfter(t, end) {
			return span{start, end, shown}, true
		}
		from = end
	}
	return span{}, false
}

// colonsOf says what to show for an IPv6 or hardware address; ok is false for text that is none or may stay.
func colonsOf(text string) (shown string, ok bool) {
	groups := strings.Split(text, ":")
	if len(groups) == 6 && !slices.ContainsFunc(groups, func(g string) bool { return len(g) != 2 }) {
		return shownDevice, true
	}
	double := strings.Count(text, "::")
	if double > 1 || strings.Contains(text, ":::") || len(groups) > 8 || double == 0 && len(groups) != 8 {
		return "", false
	}
	if slices.ContainsFunc(groups, func(g string) bool { return len(g) > 4 }) {
		return "", false
	}
	if double == 0 && slices.Contains(groups, "") || strings.Trim(text, ":0") == "1" && double == 1 && len(groups) <= 4 {
		return "", false
	}
	digits := strings.ReplaceAll(text, ":", "")
	if len(digits) < 3 {
		return "", false
	}
	if strings.HasPrefix(text, "fe8") || strings.HasPrefix(text, "fc") || strings.HasPrefix(text, "fd") {
		return shownPrivate, true
	}
	return shownPublic, true
}

func hexByte(b byte) bool { return digit(b) || 'a' <= b && b <= 'f' || 'A' <= b && b <= 'F' }

func wordByte(b byte) bool {
	return letter(b) || digit(b) || b == '_' || b == '-' || b == '.' || b == '\\'
}
