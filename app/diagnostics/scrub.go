package diagnostics

import (
	"bytes"
	"encoding/json"
	"reflect"

	"pricesync/app/redact"
)

// scrubReport takes out of the whole report what may not be shown: out of every text by itself, whatever field it is in,
// and out of the JSON that they make together.
func (b *Bundle) scrubReport(counts redact.Counts) {
	b.scrubValue(reflect.ValueOf(&b.Report).Elem(), counts)
	b.Report.Redactions = nil
	text := encode(b.Report)
	if clean := b.scrubLines(text, counts); !bytes.Equal(clean, text) {
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

// scrubValue scrubs every text within a value, the names of fields in maps too.
func (b *Bundle) scrubValue(value reflect.Value, counts redact.Counts) {
	switch value.Kind() {
	case reflect.String:
		if clean := b.scrubText(value.String(), counts); clean != value.String() {
			value.SetString(clean)
		}
	case reflect.Struct:
		for _, field := range value.Fields() {
			if field.CanSet() {
				b.scrubValue(field, counts)
			}
		}
	case reflect.Slice:
		for i := range value.Len() {
			b.scrubValue(value.Index(i), counts)
		}
	case reflect.Map:
		clean := reflect.MakeMapWithSize(value.Type(), value.Len())
		for name, inner := range value.Seq2() {
			shown := reflect.New(name.Type()).Elem()
			shown.Set(name)
			b.scrubValue(shown, counts)
			clean.SetMapIndex(shown, inner)
		}
		if !value.IsNil() {
			value.Set(clean)
		}
	}
}

// shortest is below what nothing can be found in.
const shortest = 3

func (b *Bundle) scrubText(text string, counts redact.Counts) string {
	if len(text) < shortest {
		return text
	}
	return string(b.scrub.Count([]byte(text), counts))
}

// piece is about how much text is scrubbed at once: a secret never spans lines, and copies of much text take much memory.
const piece = 256 << 10

// scrubLines scrubs a text piece by piece. It returns the text itself when nothing was found.
func (b *Bundle) scrubLines(text []byte, counts redact.Counts) []byte {
	var out []byte
	changed := false
	for from := 0; from < len(text); {
		end := lineEnd(text, from+piece)
		part := text[from:end]
		clean := b.scrub.Count(part, counts)
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
