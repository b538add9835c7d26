package diagnostics

import (
	"bytes"
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"pricesync/app/fault"
)

// tokens replaces names by tokens that are the same throughout one report and mean nothing outside it.
type tokens struct {
	salt  string
	known map[string]string
}

func (t tokens) of(kind, name string) string {
	if name == "" {
		return ""
	}
	if token, ok := t.known[name]; ok {
		return token
	}
	sum := hmac.New(sha256.New, []byte(t.salt))
	sum.Write([]byte(kind + "\x00" + name))
	token := kind + "-" + hex.EncodeToString(sum.Sum(nil)[:4])
	t.known[name] = token
	return token
}

// hideNames replaces file and item names by tokens wherever they stand in runs and log, and amounts in what is said of
// rows by "#". It returns the log.
func hideNames(r *Report, log []byte, salt string) []byte {
	t := tokens{salt, map[string]string{}}
	r.Runs = slices.Clone(r.Runs) // the source may keep what it gave
	for i := range r.Runs {
		run := &r.Runs[i]
		run.File = t.of("file", run.File)
		run.Rows = slices.Clone(run.Rows)
		for j := range run.Rows {
			run.Rows[j].Item = t.of("item", run.Rows[j].Item)
		}
	}
	var out bytes.Buffer
	for line := range bytes.Lines(log) {
		out.WriteString(t.hideInLine(string(line)))
	}
	named := t.replacer(func(name string) bool { return len(name) >= 3 })
	for i := range r.Runs {
		for j := range r.Runs[i].Rows {
			row := &r.Runs[i].Rows[j]
			row.Message = hideAmounts(named.Replace(row.Message))
		}
	}
	files := t.replacer(func(name string) bool { return len(name) >= 5 && strings.ContainsAny(name, ". ") }) // no word of the log's own
	return []byte(files.Replace(out.String()))
}

// hideInLine learns the names that a failure's sentence holds between “ and ”, where its code is one that names files,
// sheets or columns, and replaces them in the whole line.
func (t tokens) hideInLine(line string) string {
	if !strings.Contains(line, "“") {
		return line
	}
	var failure struct {
		Code     fault.Code `json:"code"`
		Sentence string     `json:"sentence"`
	}
	if json.Unmarshal([]byte(line), &failure) != nil {
		return line
	}
	entry, _ := fault.Lookup(failure.Code)
	if !slices.ContainsFunc(entry.Facts(), func(name string) bool { return slices.Contains([]string{"file", "sheet", "column"}, name) }) {
		return line
	}
	for rest := failure.Sentence; ; {
		_, after, opened := strings.Cut(rest, "“")
		name, behind, closed := strings.Cut(after, "”")
		if !opened || !closed {
			return line
		}
		token := t.of("name", name)
		line = strings.ReplaceAll(strings.ReplaceAll(line, name, token), inJSON(name), token)
		rest = behind
	}
}

// inJSON returns how a text stands within a line of JSON.
func inJSON(text string) string {
	return strings.Trim(strings.TrimSpace(string(encode(text))), `"`)
}

// replacer replaces every known name that qualifies, the longest first.
func (t tokens) replacer(qualifies func(string) bool) *strings.Replacer {
	var names []string
	for name := range t.known {
		if qualifies(name) {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b)) })
	pairs := make([]string, 0, 2*len(names))
	for _, name := range names {
		pairs = append(pairs, name, t.known[name])
	}
	return strings.NewReplacer(pairs...)
}

// hideAmounts replaces numbers with decimals, which are prices and costs.
func hideAmounts(text string) string {
	var out strings.Builder
	for at := 0; at < len(text); {
		if text[at] < '0' || text[at] > '9' {
			out.WriteByte(text[at])
			at++
			continue
		}
		end, mark := at, false
		for end < len(text) && (text[end] >= '0' && text[end] <= '9' || (text[end] == '.' || text[end] == ',') && end+1 < len(text) && text[end+1] >= '0' && text[end+1] <= '9') {
			mark = mark || text[end] == '.' || text[end] == ','
			end++
		}
		if mark {
			out.WriteByte('#')
		} else {
			out.WriteString(text[at:end])
		}
		at = end
	}
	return out.String()
}
