package store

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"

	"pricesync/app/catalog"
	"pricesync/app/match"
	"pricesync/app/money"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
)

// A plan's body is a head followed by one JSON value for each row, under gzip. Amounts are decimal text. A list that
// is absent stays apart from one that is empty, since a plan comes back exactly as it was saved.

type headBody struct {
	Kind        plan.Kind              `json:"kind"`
	UndoOf      string                 `json:"undo_of,omitzero"`
	Account     catalog.Account        `json:"account"`
	File        string                 `json:"file,omitzero"`
	SHA256      string                 `json:"sha256,omitzero"`
	Layout      pricelist.Layout       `json:"layout,omitzero"`
	Headers     []string               `json:"headers,omitzero"`
	Corrections []pricelist.Correction `json:"corrections,omitzero"`
	Supplier    string                 `json:"supplier,omitzero"`
	Rules       plan.RulesText         `json:"rules"`
	Guardrails  guardrailsBody         `json:"guardrails"`
	Decisions   []plan.Decided         `json:"decisions,omitzero"`
	Create      plan.Creation          `json:"create,omitzero"`
	HideMissing bool                   `json:"hide_missing,omitzero"`
	CatalogSize int                    `json:"catalog_size"`
	Holds       []plan.Hold            `json:"holds,omitzero"`
	Fingerprint string                 `json:"fingerprint"`
	Rows        int                    `json:"rows"`             // -1: there is no list of rows
	Missing     int                    `json:"missing,omitzero"` // rows of missing items, after the others; -1: an empty list of them
}

type guardrailsBody struct {
	ChangePercent text            `json:"change_percent"`
	PlanPercent   text            `json:"plan_percent"`
	TargetMargin  text            `json:"target_margin,omitzero"`
	Off           []plan.HoldCode `json:"off,omitzero"`
}

type changeBody struct {
	Line        int                `json:"n"`
	Name        string             `json:"name,omitzero"`
	Code        string             `json:"code,omitzero"`
	Verdict     plan.Verdict       `json:"v,omitzero"`
	Reason      string             `json:"r,omitzero"`
	Message     string             `json:"m,omitzero"`
	Holds       []plan.Hold        `json:"holds,omitzero"`
	Flags       []string           `json:"flags,omitzero"`
	Rule        string             `json:"rule,omitzero"`
	Item        catalog.ItemID     `json:"item,omitzero"`
	ItemName    string             `json:"item_name,omitzero"`
	MatchedBy   match.Step         `json:"by,omitzero"`
	Candidates  []candidateBody    `json:"candidates,omitzero"`
	Suggestions []match.Suggestion `json:"suggestions,omitzero"`
	List        pricesBody         `json:"l,omitzero"`
	Before      pricesBody         `json:"b,omitzero"`
	After       pricesBody         `json:"a,omitzero"`
	Create      *newBody           `json:"create,omitzero"`
	Visible     *bool              `json:"visible,omitzero"`
}

type candidateBody struct {
	Item   catalog.ItemID `json:"item"`
	Name   string         `json:"name"`
	Before pricesBody     `json:"b,omitzero"`
}

type newBody struct {
	Name        string           `json:"name"`
	Description string           `json:"description,omitzero"`
	Category    catalog.Category `json:"category,omitzero"`
	Price       text             `json:"p"`
	Cost        text             `json:"c,omitzero"`
	Markup      text             `json:"u,omitzero"`
	Taxable     bool             `json:"taxable,omitzero"`
}

type pricesBody struct {
	Price  text `json:"p,omitzero"`
	Cost   text `json:"c,omitzero"`
	Markup text `json:"m,omitzero"`
}

// text is an amount in machine form, "" for none.
type text string

func encodePlan(p plan.Plan) ([]byte, error) {
	var body bytes.Buffer
	zip, err := gzip.NewWriterLevel(&body, gzip.BestSpeed)
	if err != nil {
		return nil, err
	}
	out := json.NewEncoder(zip)
	out.SetEscapeHTML(false)
	if err := out.Encode(headOf(p)); err != nil {
		return nil, err
	}
	for _, changes := range [][]plan.Change{p.Changes, p.Missing} {
		for i := range changes {
			if err := out.Encode(changeOf(&changes[i])); err != nil {
				return nil, err
			}
		}
	}
	if err := zip.Close(); err != nil {
		return nil, err
	}
	return body.Bytes(), nil
}

func decodePlan(body []byte) (plan.Plan, error) {
	in, head, err := decodeHead(body)
	if err != nil {
		return plan.Plan{}, err
	}
	var a amounts
	p := head.plan(&a)
	if head.Rows >= 0 {
		p.Changes = make([]plan.Change, head.Rows)
	}
	if head.Missing != 0 {
		p.Missing = make([]plan.Change, max(head.Missing, 0))
	}
	for _, changes := range [][]plan.Change{p.Changes, p.Missing} {
		for i := range changes {
			var c changeBody
			if err := in.Decode(&c); err != nil {
				return plan.Plan{}, fmt.Errorf("row %d of %d: %w", i+1, len(changes), err)
			}
			changes[i] = c.change(&a)
		}
	}
	return p, a.err
}

// decodeHead reads the head, and leaves the decoder at the first row.
func decodeHead(body []byte) (*json.Decoder, headBody, error) {
	var head headBody
	zip, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, head, err
	}
	in := json.NewDecoder(zip)
	if err := in.Decode(&head); err != nil {
		return nil, head, fmt.Errorf("head: %w", err)
	}
	return in, head, nil
}

func headOf(p plan.Plan) headBody {
	rows := len(p.Changes)
	if p.Changes == nil {
		rows = -1
	}
	missing := len(p.Missing)
	if p.Missing != nil && missing == 0 {
		missing = -1
	}
	return headBody{
		Kind: p.Kind, UndoOf: p.UndoOf, Account: p.Account,
		File: p.Source.File, SHA256: p.Source.SHA256, Layout: p.Source.Layout, Headers: p.Source.Headers, Corrections: p.Source.Corrections,
		Supplier: p.Supplier, Rules: p.Rules.Text(), Create: p.Create, HideMissing: p.HideMissing, Decisions: p.Decisions,
		Guardrails: guardrailsBody{
			text(p.Guardrails.ChangePercent.String()), text(p.Guardrails.PlanPercent.String()), text(p.Guardrails.TargetMargin.String()), p.Guardrails.Off,
		},
		CatalogSize: p.CatalogSize, Holds: p.Holds, Fingerprint: p.Fingerprint, Rows: rows, Missing: missing,
	}
}

func (h headBody) plan(a *amounts) plan.Plan {
	return plan.Plan{
		Kind: h.Kind, UndoOf: h.UndoOf, Account: h.Account,
		Source:   plan.Source{File: h.File, SHA256: h.SHA256, Layout: h.Layout, Headers: h.Headers, Corrections: h.Corrections},
		Supplier: h.Supplier, Rules: a.rules(h.Rules), Create: h.Create, HideMissing: h.HideMissing, Decisions: h.Decisions,
		Guardrails: plan.Guardrails{
			ChangePercent: a.amount(h.Guardrails.ChangePercent), PlanPercent: a.amount(h.Guardrails.PlanPercent),
			TargetMargin: a.maybe(h.Guardrails.TargetMargin), Off: h.Guardrails.Off,
		},
		CatalogSize: h.CatalogSize, Holds: h.Holds, Fingerprint: h.Fingerprint,
	}
}

func changeOf(c *plan.Change) changeBody {
	body := changeBody{
		Line: c.Line, Name: c.Name, Code: c.Code, Verdict: c.Verdict, Reason: c.Reason, Message: c.Message,
		Holds: c.Holds, Flags: c.Flags, Rule: c.Rule, Item: c.Item, ItemName: c.ItemName, MatchedBy: c.MatchedBy,
		Suggestions: c.Suggestions, List: pricesOf(c.List), Before: pricesOf(c.Before), After: pricesOf(c.After),
		Visible: c.Visible,
	}
	if c.Candidates != nil {
		body.Candidates = make([]candidateBody, len(c.Candidates))
		for i, candidate := range c.Candidates {
			body.Candidates[i] = candidateBody{candidate.Item, candidate.Name, pricesOf(candidate.Before)}
		}
	}
	if n := c.Create; n != nil {
		body.Create = &newBody{n.Name, n.Description, n.Category, text(n.Price.String()), text(n.Cost.String()), text(n.Markup.String()), n.Taxable}
	}
	return body
}

func (b *changeBody) change(a *amounts) plan.Change {
	c := plan.Change{
		Line: b.Line, Name: b.Name, Code: b.Code, Verdict: b.Verdict, Reason: b.Reason, Message: b.Message,
		Holds: b.Holds, Flags: b.Flags, Rule: b.Rule, Item: b.Item, ItemName: b.ItemName, MatchedBy: b.MatchedBy,
		Suggestions: b.Suggestions, List: a.prices(b.List), Before: a.prices(b.Before), After: a.prices(b.After),
		Visible: b.Visible,
	}
	if b.Candidates != nil {
		c.Candidates = make([]plan.Candidate, len(b.Candidates))
		for i, candidate := range b.Candidates {
			c.Candidates[i] = plan.Candidate{Item: candidate.Item, Name: candidate.Name, Before: a.prices(candidate.Before)}
		}
	}
	if n := b.Create; n != nil {
		c.Create = &catalog.New{
			Name: n.Name, Description: n.Description, Category: n.Category,
			Price: a.amount(n.Price), Cost: a.maybe(n.Cost), Markup: a.maybe(n.Markup), Taxable: n.Taxable,
		}
	}
	return c
}

func pricesOf(p catalog.Prices) pricesBody {
	return pricesBody{text(p.Price.String()), text(p.Cost.String()), text(p.Markup.String())}
}

// amounts reads amounts back and keeps the first that can't be read.
type amounts struct{ err error }

func (a *amounts) maybe(t text) money.Maybe {
	m, err := money.MaybeDecimal(string(t))
	if err != nil && a.err == nil {
		a.err = err
	}
	return m
}

func (a *amounts) amount(t text) money.Amount { return a.maybe(t).Or(money.Amount{}) }

func (a *amounts) prices(p pricesBody) catalog.Prices {
	return catalog.Prices{Price: a.maybe(p.Price), Cost: a.maybe(p.Cost), Markup: a.maybe(p.Markup)}
}

func (a *amounts) rules(t plan.RulesText) plan.Rules {
	r, found := t.Read()
	if len(found) > 0 && a.err == nil {
		a.err = fmt.Errorf("rules: %s: %s", found[0].Field, found[0].Message)
	}
	return r
}
