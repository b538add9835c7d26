package supplier

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// The numbers of the file's shape. A file has the first one wherever that says all, so that older programs read it; rules
// that they don't know would be left out by them without a word.
const (
	firstVersion = 1
	fileVersion  = 2 // with rules beyond only_increase and markup
)

// longestName is how many letters a supplier's name may have.
const longestName = 100

// file is a profile as it travels from one computer to another. Columns are named by heading and 1-based place.
type file struct {
	Version int            `json:"price_sync_supplier"`
	Name    string         `json:"name"`
	Headers []string       `json:"headers"`
	Layout  fileLayout     `json:"layout"`
	Rules   plan.RulesText `json:"rules"`
	Account string         `json:"account,omitempty"` // whose items the links name
	Links   match.Links    `json:"links,omitempty"`   // by match.Key, as files had them before Decided
	Decided []fileLink     `json:"decided,omitempty"`
}

type fileLink struct {
	Key      string         `json:"key"`
	Code     string         `json:"code,omitempty"`
	Name     string         `json:"name,omitempty"`
	Item     catalog.ItemID `json:"item"` // "": never matched
	ItemName string         `json:"item_name,omitempty"`
	How      How            `json:"how,omitempty"`
	Decided  time.Time      `json:"decided,omitzero"`
}

type fileLayout struct {
	Encoding  string                `json:"encoding,omitempty"`
	Delimiter string                `json:"delimiter,omitempty"`
	Sheet     string                `json:"sheet,omitempty"`
	Decimal   string                `json:"decimal,omitempty"`
	Columns   map[string]fileColumn `json:"columns"`
}

type fileColumn struct {
	Header string `json:"header,omitempty"`
	Place  int    `json:"place,omitempty"` // -1: decided to be absent
}

// Encode writes the profile for another computer. Its links name items of that account.
func Encode(p Profile, account string) ([]byte, error) {
	out := file{
		Version: firstVersion, Name: p.Name, Headers: append([]string{}, p.Headers...),
		Layout: fileLayout{p.Layout.Encoding, p.Layout.Delimiter, p.Layout.Sheet, p.Layout.Decimal, map[string]fileColumn{}},
		Rules:  p.Rules.Text(),
	}
	if r := out.Rules; r.List != nil || r.Tax != (plan.TaxText{}) || r.Units.Mode != "" {
		out.Version = fileVersion
	}
	for i, column := range columns(&p.Layout) {
		if *column != (pricelist.Column{}) {
			out.Layout.Columns[columnNames()[i]] = fileColumn{column.Header, column.Index}
		}
	}
	if len(p.Links) > 0 {
		out.Account = account
		for _, l := range Sorted(p.Links) {
			out.Decided = append(out.Decided, fileLink(l))
		}
	}
	text, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode supplier: %w", err)
	}
	return append(text, '\n'), nil
}

// RulesError reports rules that make no sense.
type RulesError struct {
	Rules plan.Rules
	Found []plan.RuleFinding
}

func (e *RulesError) Error() string {
	return fmt.Sprintf("rule %d, %s: %s", e.Found[0].Rule, e.Found[0].Field, e.Found[0].Message)
}

// Decode reads what Encode wrote. Rules that make no sense are a RulesError. Links of another account than the given one are left out.
func Decode(text []byte, account string) (Profile, error) {
	var in file
	if err := json.Unmarshal(text, &in); err != nil {
		return Profile{}, fmt.Errorf("decode supplier: %w", err)
	}
	if in.Version < 1 || in.Version > fileVersion {
		return Profile{}, fmt.Errorf("version %d is not between 1 and %d", in.Version, fileVersion)
	}
	name, err := Name(in.Name)
	if err != nil {
		return Profile{}, err
	}
	if !slices.Contains([]string{"", ".", ","}, in.Layout.Decimal) {
		return Profile{}, fmt.Errorf("decimal mark %q", in.Layout.Decimal)
	}
	rules, found := in.Rules.Read()
	if found = append(found, rules.Check()...); len(found) > 0 {
		return Profile{}, &RulesError{rules, found}
	}
	p := Profile{
		Name: name, Headers: in.Headers, Rules: rules,
		Layout: pricelist.Layout{Encoding: in.Layout.Encoding, Delimiter: in.Layout.Delimiter, Sheet: in.Layout.Sheet, Decimal: in.Layout.Decimal},
	}
	for name := range maps.Keys(in.Layout.Columns) {
		if !slices.Contains(columnNames(), name) {
			return Profile{}, fmt.Errorf("unknown column %q", name)
		}
	}
	for i, column := range columns(&p.Layout) {
		from := in.Layout.Columns[columnNames()[i]]
		*column = pricelist.Column{Header: from.Header, Index: max(from.Place, -1)}
	}
	for _, l := range in.Decided {
		if l.Key == "" || l.How != "" && !slices.Contains(Hows(), l.How) {
			return Profile{}, fmt.Errorf("a decision %q that came about as %q", l.Key, l.How)
		}
	}
	if in.Account == account {
		for key, item := range in.Links {
			p.Links = append(p.Links, Link{Key: key, Item: item})
		}
		for _, l := range in.Decided {
			p.Links = append(p.Links, Link(l))
		}
		p.Links = Sorted(p.Links)
	}
	return p, nil
}

// Name returns a supplier's name as it is kept: without outer space, on one line, not empty and not too long.
func Name(text string) (string, error) {
	name := strings.Join(strings.Fields(text), " ")
	switch {
	case name == "":
		return "", errors.New("a supplier needs a name")
	case len([]rune(name)) > longestName:
		return "", fmt.Errorf("a name has at most %d letters", longestName)
	}
	return name, nil
}

// columnNames are the names of the columns in a file, in the order of columns.
func columnNames() []string { return []string{"name", "code", "price", "cost", "description", "unit"} }
