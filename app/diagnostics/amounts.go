package diagnostics

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// hideAmounts replaces what can be a price or a cost by "#": numbers with decimals or groups of thousands, and numbers
// beside a currency sign. Percentages, durations, sizes, versions, addresses, times and dates stay.
func hideAmounts(text string) string {
	if !strings.ContainsAny(text, "0123456789") {
		return text
	}
	var out strings.Builder
	written := 0
	for at := 0; at < len(text); {
		if !digit(text[at]) {
			at++
			continue
		}
		end := numberEnd(text, at)
		if amount(text, at, end) {
			out.WriteString(text[written:at])
			out.WriteByte('#')
			written = end
		}
		at = end
	}
	if written == 0 {
		return text
	}
	out.WriteString(text[written:])
	return out.String()
}

// numberEnd returns where the number that starts at at ends: digits with marks and narrow spaces between them.
func numberEnd(text string, at int) int {
	end := at
	for end < len(text) {
		if digit(text[end]) {
			end++
			continue
		}
		mark, size := utf8.DecodeRuneInString(text[end:])
		if !strings.ContainsRune(".,'’\u00a0\u202f", mark) || end+size >= len(text) || !digit(text[end+size]) {
			break
		}
		end += size + 1
	}
	return end
}

func amount(text string, at, end int) bool {
	number := text[at:end]
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	behind := text[end:]
	next, _ := utf8.DecodeRuneInString(behind)
	switch {
	case currency(before) || currency(next), strings.HasPrefix(behind, " ") && currency([]rune(behind + "  ")[1]):
		return true
	case !strings.ContainsFunc(number, func(r rune) bool { return !unicode.IsDigit(r) }):
		return false // a plain whole number: a line, a count, a status
	case strings.Count(number, ".") > 1 && !strings.Contains(number, ","):
		return grouped(number) // 1.234.567, and neither a version nor an address
	case at > 0 && (unicode.IsLetter(before) || before == '_' || before == ':'):
		return false // v1.2, 10:00:00.123
	case strings.HasPrefix(behind, ":") || strings.HasPrefix(behind, "%") || strings.HasPrefix(behind, " %"):
		return false
	}
	return !measured(behind) && !versioned(text[:at])
}

// grouped says whether every part behind the first has three digits.
func grouped(number string) bool {
	parts := strings.Split(number, ".")
	return !slices.ContainsFunc(parts[1:], func(part string) bool { return len(part) != 3 })
}

// measured says whether a unit follows that no amount of money has.
func measured(behind string) bool {
	word := strings.ToLower(firstWord(strings.TrimPrefix(behind, " ")))
	return slices.Contains([]string{
		"ms", "s", "m", "h", "ns", "µs", "us", "second", "seconds", "minute", "minutes", "hours", "b", "kb", "mb", "gb", "tb", "kib", "mib", "gib",
		"bytes", "points", "percent", "times",
	}, word)
}

// versioned says whether what stands before a number makes it a version.
func versioned(front string) bool {
	front = strings.TrimRight(front, " /")
	word := strings.ToLower(front[strings.LastIndexFunc(front, func(r rune) bool { return !wordRune(r) })+1:])
	return slices.Contains([]string{"http", "tls", "ssl", "version", "versions", "go", "sqlite", "windows", "macos", "linux"}, word)
}

func currency(r rune) bool { return unicode.Is(unicode.Sc, r) }

func digit(b byte) bool { return b >= '0' && b <= '9' }
