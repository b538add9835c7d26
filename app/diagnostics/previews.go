package diagnostics

import (
	"slices"
	"strconv"

	"pricesync/app/fault"
)

// seen is what the log tells of one preview.
type seen struct {
	line
	told previewFacts
}

type previewFacts struct {
	Kind     string         `json:"kind"`
	SHA256   string         `json:"sha256"`
	Rows     int            `json:"rows"`
	Catalog  int            `json:"catalog"`
	Decimal  string         `json:"decimal"`
	Slipped  int            `json:"slipped"`  // rows whose amount moves by a power of ten
	Compared int            `json:"compared"` // rows with an amount in the list and in Jobber
	Counts   map[string]int `json:"counts"`
}

// previews returns the newest preview of each price list that no sync has gone well after.
func (e evidence) previews() []seen {
	var found []seen
	known := map[string]bool{}
	for _, l := range slices.Backward(e.lines) {
		if l.At.Before(e.made.Add(-recent)) || l.Event == "sync_end" && l.status() == "done" {
			break
		}
		if l.Event != "preview" {
			continue
		}
		p := seen{line: l}
		l.facts(&p.told)
		if p.told.Kind == "undo" || known[p.told.SHA256] {
			continue
		}
		known[p.told.SHA256] = true
		found = append(found, p)
	}
	return found
}

func (e evidence) ofPreview(p seen, told *fault.Error) Finding {
	op := operation("preview")
	return Finding{
		Code: told.Code, Severity: "error", From: "preview", Operation: op.Name, Tried: op.Words, At: new(p.At), Account: e.account(p.line), Rows: p.told.Counts,
		Message: told.Message, Hint: told.Hint, Prices: "No price was changed: this was only a preview.", Refs: refs(p.Op), Cause: e.howRead(p.told.SHA256),
	}
}

// ofSlippedPreviews gives previews in which so many amounts move by a power of ten that the decimal mark was probably
// read wrongly.
func ofSlippedPreviews(e evidence) []Finding {
	var found []Finding
	for _, p := range e.previews() {
		if suspicious(p.told.Slipped, p.told.Compared) {
			found = append(found, e.ofPreview(p, fault.New(fault.DecimalSlipped, fault.Facts{
				"rows": strconv.Itoa(p.told.Slipped), "compared": strconv.Itoa(p.told.Compared)})))
		}
	}
	return found
}

// ofMisreadLists gives price lists of which many amounts can only be written with the other decimal mark than the one that
// was taken, so that their rows can't be used. A list is judged as it was opened the last time.
func ofMisreadLists(e evidence) []Finding {
	var found []Finding
	known := map[string]bool{}
	for _, l := range slices.Backward(e.lines) {
		var f struct {
			SHA256  string `json:"sha256"`
			Rows    int    `json:"rows"`
			Decimal string `json:"decimal"`
			Against int    `json:"against_mark"`
		}
		if l.At.Before(e.made.Add(-recent)) || l.Event == "sync_end" && l.status() == "done" {
			break
		}
		if l.Event != "price_list_opened" {
			continue
		}
		if l.facts(&f); !known[f.SHA256] && f.Against*5 >= f.Rows && f.Against > 0 {
			other := map[string]string{".": ",", ",": "."}[f.Decimal]
			told := fault.New(fault.DecimalMark, fault.Facts{"file": "price list " + f.SHA256[:min(8, len(f.SHA256))], "rows": strconv.Itoa(f.Against), "mark": f.Decimal, "other": other})
			op := operation("read")
			found = append(found, Finding{
				Code: told.Code, Severity: "error", From: "log", Operation: op.Name, Tried: op.Words, At: new(l.At), Account: e.account(l), Message: told.Message,
				Hint: told.Hint, Rows: map[string]int{"against_mark": f.Against, "rows": f.Rows}, Prices: "The rows concerned are left out, so their prices stay as they are.",
				Refs: refs(l.Op), Cause: e.howRead(f.SHA256),
			})
		}
		known[f.SHA256] = true
	}
	return found
}

// ofStrangeLists gives previews in which next to nothing of the list was found in Jobber.
func ofStrangeLists(e evidence) []Finding {
	const fewest = 5 // rows below which a list says nothing
	var found []Finding
	for _, p := range e.previews() {
		strange := p.told.Counts["unmatched"]
		matched := p.told.Rows - strange - p.told.Counts["invalid"] - p.told.Counts["not_a_product"]
		if strange >= fewest && matched < 3 && matched*50 < strange {
			f := e.ofPreview(p, fault.New(fault.NothingMatched, fault.Facts{
				"matched": onlyFew(matched), "rows": strconv.Itoa(p.told.Rows), "items": strconv.Itoa(p.told.Catalog)}))
			f.Severity = "warning"
			found = append(found, f)
		}
	}
	return found
}

// onlyFew begins a sentence with how few were found.
func onlyFew(n int) string {
	if n == 0 {
		return "None"
	}
	return "Only " + strconv.Itoa(n)
}

// howRead says how a price list was read the last time, as far as amounts depend on it.
func (e evidence) howRead(sha256 string) string {
	for _, l := range slices.Backward(e.lines) {
		var f struct {
			SHA256    string         `json:"sha256"`
			Decimal   string         `json:"decimal"`
			Asked     string         `json:"decimal_asked"`
			Delimiter string         `json:"delimiter"`
			Columns   map[string]int `json:"columns"`
		}
		if l.Event != "price_list_opened" || sha256 == "" {
			continue
		}
		if l.facts(&f); f.SHA256 != sha256 {
			continue
		}
		text := "the program found no decimal mark to be needed in the list"
		switch {
		case f.Asked != "":
			text = "“" + f.Asked + "” was chosen by hand as the decimal mark"
		case f.Decimal != "":
			text = "“" + f.Decimal + "” was recognised as the decimal mark"
		}
		for _, meaning := range []string{"name", "code", "price", "cost"} {
			if column := f.Columns[meaning]; column > 0 {
				text += ", column " + strconv.Itoa(column) + " as the " + meaning
			}
		}
		return text
	}
	return ""
}
