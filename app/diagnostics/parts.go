package diagnostics

import (
	"io"
	"slices"
	"strings"
)

// Listed is a part as a person sees it before saving.
type Listed struct {
	Name    string
	Title   string
	Bytes   int    // of all its text, before it is compressed
	Preview string // its text, cut at 20,000 characters
}

const mostPreview = 20_000

// Parts lists what the bundle holds, in the order in which the report shows it.
func (b *Bundle) Parts() []Listed { return append([]Listed{}, b.parts...) }

// list makes the list of the parts.
func (b *Bundle) list(c Collector, with func(string) bool) {
	add := func(name, title string, text []byte) {
		if with(name) {
			b.parts = append(b.parts, Listed{name, title, len(text), preview(text)})
		}
	}
	r := b.Report
	add(PartFindings, "What is wrong", encode(r.Findings))
	add(PartChecks, "Checks of this computer", encode(r.Checks))
	add(PartSystem, "Program and computer", encode(struct {
		Program Program `json:"program"`
		System  []Fact  `json:"system"`
	}{r.Program, r.System}))
	add(PartSettings, "Settings", encode(r.Settings))
	add(PartConnection, "Connection to Jobber", encode(r.Connection))
	add(PartLimits, "Jobber's limits", encode(r.Limits))
	add(PartRuns, "Last syncs", encode(r.Runs))
	if with(PartRuns) {
		b.addRows(&b.parts[len(b.parts)-1])
	}
	add(PartPreviews, "Previews that were not synced", encode(r.Previews))
	add(PartErrors, "Errors and events", encode(struct {
		Errors   []ErrorGroup `json:"errors"`
		Timeline []Moment     `json:"timeline"`
	}{r.Errors, r.Timeline}))
	add(PartDatabase, "Database", encode(r.Database))
	add(PartLayouts, "Suppliers' layouts", encode(r.Layouts))
	add(PartNetwork, "Network contacts", encode(r.Network))
	add(PartLog, "Log", b.Log)
	for _, part := range c.More {
		at := slices.IndexFunc(b.More, func(e Extra) bool { return e.Name == part.Name })
		if at >= 0 {
			add(part.Name, part.Title, b.More[at].Text)
		}
	}
}

// addRows adds the files of the runs to the part of the runs.
func (b *Bundle) addRows(part *Listed) {
	for _, file := range b.rows {
		part.Bytes += file.size
		if room := mostPreview - len(part.Preview); room > 0 {
			part.Preview += "\n" + file.name + "\n" + file.begin(room)
		}
	}
}

// begin returns what the file begins with; "" where it can't be read back.
func (p *packed) begin(most int) string {
	file, err := p.content()
	if err != nil {
		return ""
	}
	content, err := file.Open()
	if err != nil {
		return ""
	}
	defer func() { _ = content.Close() }() // opened for reading
	text, err := io.ReadAll(io.LimitReader(content, int64(most)))
	if err != nil {
		return ""
	}
	return strings.ToValidUTF8(string(text), "")
}

func preview(text []byte) string {
	runes := []rune(string(text[:min(len(text), 4*mostPreview)]))
	return string(runes[:min(len(runes), mostPreview)])
}
