package diagnostics

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
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
	sum := hmac.New(sha256.New, []byte(t.salt))
	sum.Write([]byte(kind + "\x00" + name)) //nolint:errcheck // a hash never fails
	token := kind + "-" + hex.EncodeToString(sum.Sum(nil)[:4])
	t.known[name] = token
	return token
}

// hideNames replaces file and item names by tokens, in messages too, and amounts in messages by "#".
func hideNames(r *Report, salt string) {
	t := tokens{salt, map[string]string{}}
	r.Runs = slices.Clone(r.Runs) // the source may keep what it gave
	for i := range r.Runs {
		r.Runs[i].Rows = slices.Clone(r.Runs[i].Rows)
		run := &r.Runs[i]
		run.File = t.of("file", run.File)
		for j := range run.Rows {
			run.Rows[j].Item = t.of("item", run.Rows[j].Item)
		}
	}
	named := t.replacer()
	for i := range r.Runs {
		for j := range r.Runs[i].Rows {
			row := &r.Runs[i].Rows[j]
			row.Message = hideAmounts(named.Replace(row.Message))
		}
	}
	for i := range r.Findings {
		r.Findings[i].Message = hideQuoted(named.Replace(r.Findings[i].Message), t)
	}
	for i := range r.Errors {
		r.Errors[i].Message = hideQuoted(named.Replace(r.Errors[i].Message), t)
		r.Errors[i].Cause = named.Replace(r.Errors[i].Cause)
	}
}

// replacer replaces every known name of three characters and more, the longest first.
func (t tokens) replacer() *strings.Replacer {
	var names []string
	for name := range t.known {
		if len(name) >= 3 {
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

// hideQuoted replaces what stands between “ and ”, which is how sentences name files and sheets.
func hideQuoted(text string, t tokens) string {
	var out strings.Builder
	for {
		before, rest, opened := strings.Cut(text, "“")
		name, after, closed := strings.Cut(rest, "”")
		out.WriteString(before)
		if !opened {
			return out.String()
		}
		if !closed {
			out.WriteString("“" + rest)
			return out.String()
		}
		out.WriteString("“" + t.of("name", name) + "”")
		text = after
	}
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
