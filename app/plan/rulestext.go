package plan

import (
	"fmt"

	"pricesync/app/catalog"
	"pricesync/app/money"
)

// RulesText is Rules as text: the form in which files, the database and the command line keep them. Amounts and percents are
// plain decimals, "" where there is none.
type RulesText struct {
	OnlyIncrease bool       `json:"only_increase,omitzero"`
	Markup       string     `json:"markup,omitzero"`
	Tax          TaxText    `json:"tax,omitzero"`
	Units        UnitsText  `json:"units,omitzero"`
	List         []RuleText `json:"list,omitzero"`
}

// TaxText is Tax as text.
type TaxText struct {
	Mode    TaxMode `json:"mode,omitzero"`
	Percent string  `json:"percent,omitzero"`
	Field   Field   `json:"field,omitzero"`
}

// UnitsText is Units as text.
type UnitsText struct {
	Mode  UnitMode     `json:"mode,omitzero"`
	Per   int          `json:"per,omitzero"`
	Known []UnitOfText `json:"known,omitzero"`
	Field Field        `json:"field,omitzero"`
}

// UnitOfText is UnitOf as text.
type UnitOfText struct {
	Text   string `json:"text"`
	Pieces int    `json:"pieces"`
}

// RuleText is Rule as text.
type RuleText struct {
	Name        string     `json:"name,omitzero"`
	When        WhenText   `json:"when,omitzero"`
	Action      ActionText `json:"action"`
	Rounding    Rounding   `json:"rounding,omitzero"`
	LeastProfit string     `json:"least_profit,omitzero"`
	WriteMarkup bool       `json:"write_markup,omitzero"`
}

// WhenText is When as text.
type WhenText struct {
	Category   catalog.Category `json:"category,omitzero"`
	Name       string           `json:"name,omitzero"`
	Code       string           `json:"code,omitzero"`
	CostFrom   string           `json:"cost_from,omitzero"`
	CostTo     string           `json:"cost_to,omitzero"`
	MarginFrom string           `json:"margin_from,omitzero"`
	MarginTo   string           `json:"margin_to,omitzero"`
}

// ActionText is Action as text.
type ActionText struct {
	Kind    ActionKind `json:"kind"`
	Percent string     `json:"percent,omitzero"`
	Amount  string     `json:"amount,omitzero"`
	Tiers   []TierText `json:"tiers,omitzero"`
}

// TierText is Tier as text.
type TierText struct {
	UpTo    string `json:"up_to,omitzero"`
	Percent string `json:"percent"`
}

// Text returns the rules as text.
func (r Rules) Text() RulesText {
	t := RulesText{
		OnlyIncrease: r.OnlyIncrease, Markup: plainOf(r.Markup),
		Units: UnitsText{Mode: r.Units.Mode, Per: r.Units.Per, Field: r.Units.Field},
	}
	if r.Tax != (Tax{}) {
		t.Tax = TaxText{r.Tax.Mode, r.Tax.Percent.Plain(), r.Tax.Field}
	}
	if r.Units.Known != nil {
		t.Units.Known = make([]UnitOfText, len(r.Units.Known))
		for i, u := range r.Units.Known {
			t.Units.Known[i] = UnitOfText(u)
		}
	}
	if r.List != nil {
		t.List = make([]RuleText, len(r.List))
		for i, rule := range r.List {
			t.List[i] = rule.text()
		}
	}
	return t
}

func (r Rule) text() RuleText {
	w, a := r.When, r.Action
	t := RuleText{
		Name: r.Name, Rounding: r.Rounding, LeastProfit: plainOf(r.LeastProfit), WriteMarkup: r.WriteMarkup,
		When: WhenText{
			w.Category, w.Name, w.Code, plainOf(w.CostFrom), plainOf(w.CostTo), plainOf(w.MarginFrom), plainOf(w.MarginTo),
		},
		Action: ActionText{Kind: a.Kind, Percent: plainOf(a.Percent), Amount: plainOf(a.Amount)},
	}
	if a.Tiers != nil {
		t.Action.Tiers = make([]TierText, len(a.Tiers))
		for i, tier := range a.Tiers {
			t.Action.Tiers[i] = TierText{plainOf(tier.UpTo), tier.Percent.Plain()}
		}
	}
	return t
}

func plainOf(m money.Maybe) string {
	if a, ok := m.Get(); ok {
		return a.Plain()
	}
	return ""
}

// Read returns the rules that the text says, and a finding for each amount that is not one. Whether the rules make
// sense is asked of the rules: see Check.
func (t RulesText) Read() (Rules, []RuleFinding) {
	var read textReader
	r := Rules{OnlyIncrease: t.OnlyIncrease, Markup: read.maybe("markup", t.Markup)}
	r.Tax = Tax{t.Tax.Mode, read.amount("tax.percent", t.Tax.Percent), t.Tax.Field}
	r.Units = Units{Mode: t.Units.Mode, Per: t.Units.Per, Field: t.Units.Field}
	if t.Units.Known != nil {
		r.Units.Known = make([]UnitOf, len(t.Units.Known))
		for i, u := range t.Units.Known {
			r.Units.Known[i] = UnitOf(u)
		}
	}
	if t.List != nil {
		r.List = make([]Rule, len(t.List))
	}
	for i := range t.List {
		read.rule = i + 1
		r.List[i] = t.List[i].read(&read)
	}
	return r, read.found
}

func (t *RuleText) read(read *textReader) Rule {
	r := Rule{
		Name: t.Name, Rounding: t.Rounding, LeastProfit: read.maybe("least_profit", t.LeastProfit), WriteMarkup: t.WriteMarkup,
		When: When{
			Category: t.When.Category, Name: t.When.Name, Code: t.When.Code,
			CostFrom: read.maybe("when.cost_from", t.When.CostFrom), CostTo: read.maybe("when.cost_to", t.When.CostTo),
			MarginFrom: read.maybe("when.margin_from", t.When.MarginFrom), MarginTo: read.maybe("when.margin_to", t.When.MarginTo),
		},
		Action: Action{
			Kind: t.Action.Kind, Percent: read.maybe("action.percent", t.Action.Percent), Amount: read.maybe("action.amount", t.Action.Amount),
		},
	}
	if t.Action.Tiers != nil {
		r.Action.Tiers = make([]Tier, len(t.Action.Tiers))
	}
	for i, tier := range t.Action.Tiers {
		r.Action.Tiers[i] = Tier{
			UpTo:    read.maybe(fmt.Sprintf("action.tiers.%d.up_to", i+1), tier.UpTo),
			Percent: read.amount(fmt.Sprintf("action.tiers.%d.percent", i+1), tier.Percent),
		}
	}
	return r
}

// textReader reads amounts and collects what can't be read.
type textReader struct {
	rule  int
	found []RuleFinding
}

func (r *textReader) maybe(field, text string) money.Maybe {
	m, err := money.MaybeDecimal(text)
	if err != nil {
		if letters := []rune(text); len(letters) > longestText {
			text = string(letters[:longestText]) + "…"
		}
		r.found = append(r.found, RuleFinding{r.rule, field, fmt.Sprintf("“%s” is not a number such as 12.5.", text)})
	}
	return m
}

func (r *textReader) amount(field, text string) money.Amount {
	return r.maybe(field, text).Or(money.Amount{})
}
