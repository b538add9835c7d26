package diagnostics

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"pricesync/app/fault"
)

// hideNames replaces names and amounts in everything that was gathered but the log; see hideLog.
func (n *names) hideNames(r *Report) {
	r.Connection.AccountName = n.of("account", r.Connection.AccountName)
	r.Runs = slices.Clone(r.Runs) // the sources may keep what they gave
	for i := range r.Runs {
		run := &r.Runs[i]
		run.File, run.AccountName = n.of("file", run.File), n.of("account", run.AccountName)
		run.Rows = slices.Clone(run.Rows)
		for j := range run.Rows {
			n.hideRow(&run.Rows[j])
		}
	}
	r.Previews = slices.Clone(r.Previews)
	for i := range r.Previews {
		n.hidePreview(&r.Previews[i])
	}
	r.Layouts = slices.Clone(r.Layouts)
	for i := range r.Layouts {
		r.Layouts[i].Supplier = n.of("supplier", r.Layouts[i].Supplier)
	}
	for i := range r.Layouts { // once every supplier is known
		l := &r.Layouts[i]
		l.Headings = n.each(l.Headings)
		l.Layout = n.facts(l.Layout)
	}
	r.System, r.Database = n.facts(r.System), n.facts(r.Database)
	r.Checks, r.Findings = slices.Clone(r.Checks), slices.Clone(r.Findings)
	for i := range r.Checks {
		r.Checks[i].Message, r.Checks[i].Hint = n.words(r.Checks[i].Message), n.words(r.Checks[i].Hint)
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		f.Message, f.Cause, f.Hint, f.Tried = n.words(f.Message), n.words(f.Cause), n.words(f.Hint), n.words(f.Tried)
	}
	for i := range r.Troubles {
		r.Troubles[i] = n.words(r.Troubles[i])
	}
}

// hideRow hides what names a row's item and what it costs.
func (n *names) hideRow(row *RunRow) {
	row.Item, row.Name, row.Code = n.of("item", row.Item), n.of("item", row.Name), n.of("code", row.Code)
	row.Message = n.text(row.Message)
	for _, amounts := range []*Amounts{&row.Before, &row.Sent, &row.Stored} {
		for _, amount := range []*string{&amounts.Price, &amounts.Cost} {
			if *amount != "" {
				*amount = "#"
			}
		}
	}
}

func (n *names) hidePreview(p *PastPreview) {
	p.File, p.AccountName = n.of("file", p.File), n.of("account", p.AccountName)
	p.Holds, p.Layout = n.each(p.Holds), n.facts(p.Layout)
	p.Attention = slices.Clone(p.Attention)
	for i := range p.Attention {
		row := &p.Attention[i]
		row.Item, row.Name, row.Code = n.of("item", row.Item), n.of("item", row.Name), n.of("code", row.Code)
		row.Message = n.text(row.Message)
	}
}

func (n *names) each(texts []string) []string {
	hidden := make([]string, len(texts))
	for i, text := range texts {
		hidden[i] = n.text(text)
	}
	return hidden
}

// facts hides names in values. The name of a sheet is one itself.
func (n *names) facts(facts []Fact) []Fact {
	hidden := slices.Clone(facts)
	for i := range hidden {
		if hidden[i].Name == "sheet" {
			hidden[i].Value = n.of("sheet", hidden[i].Value)
		}
		hidden[i].Value = n.words(hidden[i].Value)
	}
	return hidden
}

// hideLog replaces names and amounts in the log: those that are known, and those that the log's own sentences name.
func (n *names) hideLog(log []byte) []byte {
	for line := range bytes.Lines(log) {
		n.learn(line)
	}
	var out bytes.Buffer
	out.Grow(len(log))
	for line := range bytes.Lines(log) {
		eachText(&out, string(line), n.text, n.hideText)
	}
	return out.Bytes()
}

// named are the facts of sentences that are names, and what their tokens begin with.
func named() map[string]string {
	return map[string]string{
		"file": "file", "sheet": "sheet", "sheets": "sheet", "column": "column", "headings": "column", "expected": "account", "actual": "account",
	}
}

// learn takes the names out of a failure's sentence, which its code's template has the places of.
func (n *names) learn(line []byte) {
	var told struct {
		Code     fault.Code `json:"code"`
		Sentence string     `json:"sentence"`
		Hint     string     `json:"hint"`
		Sheet    string     `json:"sheet"`
	}
	if !bytes.Contains(line, []byte(`"sentence"`)) && !bytes.Contains(line, []byte(`"sheet"`)) || json.Unmarshal(line, &told) != nil {
		return
	}
	n.of("sheet", told.Sheet)
	entry, _ := fault.Lookup(told.Code)
	kinds := named()
	for template, text := range map[string]string{entry.Message: told.Sentence, entry.Hint: told.Hint} {
		for fact, value := range parse(template, text) {
			for _, one := range parts(fact, value) {
				if kinds[fact] != "" {
					n.of(kinds[fact], one)
				}
			}
		}
	}
	if !slices.ContainsFunc(entry.Facts(), func(name string) bool { return kinds[name] != "" }) {
		return
	}
	for rest := told.Sentence; ; { // also where the sentence is that of another version
		_, after, opened := strings.Cut(rest, "“")
		name, behind, closed := strings.Cut(after, "”")
		if !opened || !closed {
			return
		}
		n.of("name", name)
		rest = behind
	}
}

func parts(fact, value string) []string {
	if fact == "sheets" || fact == "headings" {
		return strings.Split(value, ", ")
	}
	return []string{value}
}

// parse returns the facts that fill a template's places in text; none where the text is not of that template.
func parse(template, text string) map[string]string {
	facts := map[string]string{}
	front, template, more := strings.Cut(template, "{")
	text, fits := strings.CutPrefix(text, front)
	for more && fits {
		var name, value string
		name, template, _ = strings.Cut(template, "}")
		front, template, more = strings.Cut(template, "{")
		if front == "" && !more {
			value, text = text, ""
		} else {
			value, text, fits = strings.Cut(text, front)
		}
		facts[name] = value
	}
	if !fits {
		return nil
	}
	return facts
}

// eachText passes the texts of one line of JSON through replace, by the field that each is the value of; what a line holds
// beside texts stays as it is. A line that is torn, or not ours, goes through torn as a whole.
func eachText(out *bytes.Buffer, line string, torn func(string) string, replace func(key, text string) string) {
	if !json.Valid([]byte(line)) {
		out.WriteString(torn(line))
		return
	}
	key := ""
	for rest := line; ; {
		at := strings.IndexByte(rest, '"')
		if at < 0 {
			out.WriteString(rest)
			return
		}
		end := at + 1
		for rest[end] != '"' {
			if rest[end] == '\\' {
				end++
			}
			end++
		}
		literal := rest[at : end+1]
		out.WriteString(rest[:at])
		rest = rest[end+1:]
		if strings.HasPrefix(strings.TrimLeft(rest, " \t"), ":") {
			key = literal[1 : len(literal)-1]
		} else {
			literal = replaced(key, literal, replace)
		}
		out.WriteString(literal)
	}
}

// replaced passes the text of a JSON string through replace.
func replaced(key, literal string, replace func(key, text string) string) string {
	text := literal[1 : len(literal)-1]
	if strings.Contains(text, `\`) && json.Unmarshal([]byte(literal), &text) != nil || text == "" {
		return literal
	}
	other := replace(key, text)
	if other == text {
		return literal
	}
	return strings.TrimSpace(string(encode(other)))
}

// hideText hides what stands in the value of a field of the log.
func (n *names) hideText(key, text string) string {
	if plainField(key) {
		return text
	}
	switch key {
	case "sheet", "supplier", "item", "file", "column":
		return n.of(key, text)
	case "value", "msg", "stack":
		return n.words(text)
	}
	return n.text(text)
}

// plainField names the log's fields that hold codes, ids and numbers.
func plainField(key string) bool {
	return slices.Contains([]string{
		"time", "level", "event", "op", "code", "operation", "type", "sha256", "run", "plan", "fingerprint", "undo_of", "account", "version", "commit",
		"go", "os", "arch", "severity", "status", "request", "request_id", "host", "kind", "breaks", "encoding", "delimiter", "decimal", "left_out", "failed",
	}, key)
}
