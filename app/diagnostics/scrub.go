package diagnostics

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"pricesync/app/redact"
)

// scrubReport takes out of the whole report what may not be shown: out of every text by itself, whatever field it is in,
// and out of the JSON that they make together, in which the program's own words stay.
func (b *Bundle) scrubReport(counts redact.Counts) {
	b.scrubValue(reflect.ValueOf(&b.Report).Elem(), "", counts)
	b.Report.Redactions = nil
	text := encode(b.Report)
	if clean := scrubLines(b.scrub.WithoutWords(), text, counts); !bytes.Equal(clean, text) {
		var report Report
		if err := json.Unmarshal(clean, &report); err != nil { // no report any more: better none of it than one with secrets
			report = Report{Schema: Schema, Made: b.Report.Made, Op: b.Report.Op}
			report.Troubles = []string{"report: it could not be scrubbed and was left out"}
			report.fill()
		}
		b.Report = report
	}
	b.Report.Redactions = counts
}

// scrubValue scrubs every text within a value, the names of fields in maps too. field is the JSON name of the value's.
func (b *Bundle) scrubValue(value reflect.Value, field string, counts redact.Counts) {
	switch value.Kind() {
	case reflect.String:
		if clean := b.scrubText(field, value.String(), counts); clean != value.String() {
			value.SetString(clean)
		}
	case reflect.Struct:
		for kind, inner := range value.Fields() {
			if inner.CanSet() {
				b.scrubValue(inner, kind.Tag.Get("json"), counts)
			}
		}
	case reflect.Slice:
		for i := range value.Len() {
			b.scrubValue(value.Index(i), field, counts)
		}
	case reflect.Map:
		clean := reflect.MakeMapWithSize(value.Type(), value.Len())
		for name, inner := range value.Seq2() {
			shown := reflect.New(name.Type()).Elem()
			shown.Set(name)
			b.scrubValue(shown, "kind", counts)
			clean.SetMapIndex(shown, inner)
		}
		if !value.IsNil() {
			value.Set(clean)
		}
	}
}

// shortest is below what nothing can be found in.
const shortest = 3

// scrubText scrubs the value of a field. A word of the program's own stays, also where the user is called like it.
func (b *Bundle) scrubText(field, text string, counts redact.Counts) string {
	if len(text) < shortest || ownWord(field, text) {
		return text
	}
	return string(b.scrub.Count([]byte(text), counts))
}

// ownWord says whether a value is one of the codes that a field of codes holds.
func ownWord(field, text string) bool {
	return (plainField(field) || codeField(field)) && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz_") == ""
}

// codeField names the report's fields that hold codes and that the log does not have.
func codeField(field string) bool {
	return slices.Contains([]string{"from", "origin", "state", "outcome", "verdict", "reason", "holds", "accepted"}, field)
}

// scrubLog scrubs every text within every line, and every line as a whole but for the program's own words.
func (b *Bundle) scrubLog(log []byte, counts redact.Counts) []byte {
	var out bytes.Buffer
	out.Grow(len(log))
	for line := range bytes.Lines(log) {
		eachText(&out, string(line), func(text string) string { return string(b.scrub.Count([]byte(text), counts)) }, func(key, text string) string {
			return b.scrubText(key, text, counts)
		})
	}
	return scrubLines(b.scrub.WithoutWords(), out.Bytes(), counts)
}

// piece is about how much text is scrubbed at once: a secret never spans lines, and copies of much text take much memory.
const piece = 256 << 10

// scrubLines scrubs a text piece by piece. It returns the text itself when nothing was found.
func scrubLines(scrub *redact.Scrubber, text []byte, counts redact.Counts) []byte {
	var out []byte
	changed := false
	for from := 0; from < len(text); {
		end := lineEnd(text, from+piece)
		part := text[from:end]
		clean := scrub.Count(part, counts)
		if !changed && !bytes.Equal(clean, part) {
			changed = true
			out = append(make([]byte, 0, len(text)), text[:from]...)
		}
		if changed {
			out = append(out, clean...)
		}
		from = end
	}
	if !changed {
		return text
	}
	return out
}

// lineEnd returns where the line ends that reaches beyond at.
func lineEnd(text []byte, at int) int {
	if at >= len(text) {
		return len(text)
	}
	end := bytes.IndexByte(text[at:], '\n')
	if end < 0 {
		return len(text)
	}
	return at + end + 1
}
