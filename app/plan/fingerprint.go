package plan

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"

	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/pricelist"
)

// encoding names the canonical form of a plan that is hashed. It changes whenever the form does, so that a plan
// stored by another version is refused rather than misjudged.
const encoding = "pricesync plan 3"

// Sealed returns the plan with its fingerprint.
func (p Plan) Sealed() Plan {
	p.Fingerprint = p.fingerprint()
	return p
}

// Valid says whether the plan is exactly what was made: its fingerprint fits its content.
func (p Plan) Valid() bool { return p.Fingerprint == p.fingerprint() }

// fingerprint hashes everything but the fingerprint itself. Texts and lists carry their length, so that no two plans
// have the same form.
func (p Plan) fingerprint() string {
	w := canon{hash: sha256.New(), buffer: make([]byte, 0, 1<<16)}
	w.text(encoding)
	w.text(string(p.Kind))
	w.text(p.UndoOf)
	w.text(string(p.Account.ID))
	w.text(p.Account.Name)
	w.source(p.Source)
	w.text(p.Supplier)
	w.rules(p.Rules)
	w.amount(p.Guardrails.ChangePercent)
	w.amount(p.Guardrails.PlanPercent)
	w.maybe(p.Guardrails.TargetMargin)
	w.number(len(p.Guardrails.Off))
	for _, code := range p.Guardrails.Off {
		w.text(string(code))
	}
	w.truth(p.Create.On)
	w.text(string(p.Create.Category))
	w.truth(p.Create.Taxable)
	w.truth(p.HideMissing)
	w.number(len(p.Decisions))
	for _, d := range p.Decisions {
		w.number(d.Line)
		w.text(string(d.What))
	}
	w.number(p.CatalogSize)
	for _, changes := range [][]Change{p.Changes, p.Missing} {
		w.number(len(changes))
		for i := range changes {
			w.change(&changes[i])
		}
	}
	w.holds(p.Holds)
	w.hash.Write(w.buffer)
	return hex.EncodeToString(w.hash.Sum(nil))
}

// canon writes the canonical form into a hash.
type canon struct {
	hash   hash.Hash
	buffer []byte
}

func (w *canon) text(s string) {
	w.number(len(s))
	w.buffer = append(w.buffer, s...)
	if len(w.buffer) > 1<<15 {
		w.hash.Write(w.buffer)
		w.buffer = w.buffer[:0]
	}
}

func (w *canon) number(n int) { w.buffer = binary.AppendVarint(w.buffer, int64(n)) }

func (w *canon) truth(b bool) {
	if b {
		w.number(1)
	} else {
		w.number(0)
	}
}

func (w *canon) amount(a money.Amount) { w.text(a.Plain()) }

func (w *canon) maybe(m money.Maybe) {
	a, ok := m.Get()
	w.truth(ok)
	if ok {
		w.amount(a)
	}
}

func (w *canon) prices(p catalog.Prices) {
	w.maybe(p.Price)
	w.maybe(p.Cost)
	w.maybe(p.Markup)
}

func (w *canon) flag(b *bool) {
	w.truth(b != nil)
	if b != nil {
		w.truth(*b)
	}
}

func (w *canon) holds(holds []Hold) {
	w.number(len(holds))
	for _, hold := range holds {
		w.text(string(hold.Code))
		w.text(hold.Message)
	}
}

func (w *canon) source(s Source) {
	w.text(s.File)
	w.text(s.SHA256)
	w.text(s.Layout.Encoding)
	w.text(s.Layout.Delimiter)
	w.text(s.Layout.Sheet)
	w.number(s.Layout.HeaderLine)
	w.number(s.Layout.HeaderLines)
	w.text(s.Layout.Decimal)
	columns := s.Layout.Columns
	for _, c := range []pricelist.Column{columns.Name, columns.Code, columns.Price, columns.Cost, columns.Description, columns.Unit} {
		w.text(c.Header)
		w.number(c.Index)
	}
	w.number(len(s.Headers))
	for _, header := range s.Headers {
		w.text(header)
	}
	w.number(len(s.Corrections))
	for _, c := range s.Corrections {
		w.text(c.Name)
		w.text(c.Code)
		w.text(string(c.Field))
		w.text(c.Was)
		w.text(c.Is)
	}
}

func (w *canon) change(c *Change) {
	w.number(c.Line)
	w.text(c.Name)
	w.text(c.Code)
	w.text(string(c.Verdict))
	w.text(c.Reason)
	w.text(c.Message)
	w.holds(c.Holds)
	w.number(len(c.Flags))
	for _, flag := range c.Flags {
		w.text(flag)
	}
	w.text(c.Rule)
	w.text(string(c.Item))
	w.text(c.ItemName)
	w.text(string(c.MatchedBy))
	w.number(len(c.Candidates))
	for _, candidate := range c.Candidates {
		w.text(string(candidate.Item))
		w.text(candidate.Name)
		w.prices(candidate.Before)
	}
	w.number(len(c.Suggestions))
	for _, s := range c.Suggestions {
		w.text(string(s.Item))
		w.text(s.Name)
		w.number(s.Score)
	}
	w.prices(c.List)
	w.prices(c.Before)
	w.prices(c.After)
	w.truth(c.Create != nil)
	if c.Create != nil {
		w.text(c.Create.Name)
		w.text(c.Create.Description)
		w.text(string(c.Create.Category))
		w.amount(c.Create.Price)
		w.maybe(c.Create.Cost)
		w.maybe(c.Create.Markup)
		w.truth(c.Create.Taxable)
	}
	w.flag(c.Visible)
}
