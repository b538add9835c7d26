package redact

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strings"
)

// spell returns every spelling in which a secret is looked for: as it is, in addresses, in JSON (also within JSON), in
// Go's quotes, in HTML, in hexadecimal, and in base64 at each of the three offsets that it may have within longer text.
func spell(secret string) []string {
	spellings := []string{secret}
	add := func(text string) {
		if len(text) >= leastSecret {
			spellings = append(spellings, text)
		}
	}
	for _, escaped := range []string{url.QueryEscape(secret), url.PathEscape(secret)} {
		add(escaped)
		add(lowerEscapes(escaped))
		add(url.QueryEscape(escaped))
	}
	for _, escaped := range []string{jsonEscape(secret, true), jsonEscape(secret, false)} {
		add(escaped)
		add(jsonEscape(escaped, false))
	}
	quoted := fmt.Sprintf("%q", secret)
	add(quoted[1 : len(quoted)-1])
	add(html.EscapeString(secret))
	add(strings.ReplaceAll(html.EscapeString(secret), "+", "&#43;"))
	add(hex.EncodeToString([]byte(secret)))
	add(strings.ToUpper(hex.EncodeToString([]byte(secret))))
	for offset := range 3 {
		for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			add(inBase64(secret, offset, encoding))
		}
	}
	return spellings
}

// inBase64 returns the characters of the base64 of any text that holds secret behind offset bytes (counted modulo 3)
// which depend on the secret alone.
func inBase64(secret string, offset int, encoding *base64.Encoding) string {
	whole := encoding.EncodeToString([]byte(strings.Repeat("\x00", offset) + secret))
	first := (8*offset + 5) / 6
	last := 8 * (offset + len(secret)) / 6
	return whole[first:last]
}

// lowerEscapes writes the hexadecimal digits of per cent escapes in lower case, as some programs do.
func lowerEscapes(text string) string {
	out := []byte(text)
	for i := 0; i+2 < len(out); i++ {
		if out[i] == '%' {
			copy(out[i+1:], strings.ToLower(string(out[i+1:i+3])))
		}
	}
	return string(out)
}

func jsonEscape(text string, forHTML bool) string {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(forHTML)
	if err := encoder.Encode(text); err != nil {
		return text // a string always has a JSON form
	}
	return strings.TrimSuffix(out.String()[1:], "\"\n")
}
