package plan

import (
	"pricesync/app/catalog"
	"pricesync/app/money"
)

// Rules say how a list's amounts become Jobber's. The zero value takes the list's own amounts.
//
// The arithmetic of one row goes in this order, exactly and without rounding until it says so: Tax, Units, the Action
// of the first rule of List that fits (else Markup, else the list's own amounts), the rule's Rounding, its LeastProfit,
// the Rounding once more so that the profit still holds, OnlyIncrease. A cost is rounded to cents.
type Rules struct {
	OnlyIncrease bool
	Markup       money.Maybe // percent over the cost, of every row that no rule of List fits and that has a cost
	Tax          Tax
	Units        Units
	List         []Rule // the first that fits a row decides its amounts
}

// Tax says what is taken off a list's amounts, or added to them, before anything else. A zero Mode leaves them.
type Tax struct {
	Mode    TaxMode
	Percent money.Amount
	Field   Field
}

// TaxMode says what happens to the tax in a list's amounts.
type TaxMode string

// The tax modes.
const (
	TakeTaxOff TaxMode = "take_off" // the amounts include it: amount ÷ (1 + percent/100)
	AddTax     TaxMode = "add"      // they are without it: amount × (1 + percent/100)
)

// Field names the amounts of a list that something holds for. The zero value is both.
type Field string

// The fields.
const (
	Both      Field = ""
	PriceOnly Field = "price"
	CostOnly  Field = "cost"
)

// Units say for how many pieces a list's amounts are. A zero Mode takes them for one piece.
type Units struct {
	Mode  UnitMode
	Per   int      // of UnitsFixed: pieces, from 2
	Known []UnitOf // of UnitsByText: what a unit's text means where the text itself does not say, such as "box" for 25
	Field Field
}

// UnitMode says how the pieces of an amount are known.
type UnitMode string

// The unit modes.
const (
	UnitsFixed  UnitMode = "fixed"   // every amount of the list is for Per pieces
	UnitsByText UnitMode = "by_unit" // the row's unit says so: "per 100", "pack of 5", "C"; a unit that says nothing is one piece
	UnitsCents  UnitMode = "cents"   // the amounts are in pence or cents
)

// UnitOf is what one text of the unit column means.
type UnitOf struct {
	Text   string // without regard to case and spacing
	Pieces int
}

// Rule decides the amounts of the rows that it fits.
type Rule struct {
	Name        string // as the user calls it; "" is called by its place
	When        When
	Action      Action
	Rounding    Rounding
	LeastProfit money.Maybe // the price is raised to the cost plus this, in the account's currency
	WriteMarkup bool        // Jobber's markup field is written too, so that price, cost and markup agree to the cent
}

// When is what a row has to be for a rule to fit: all that is set must hold. The zero value fits every row.
type When struct {
	Category catalog.Category // of the item; "" for any
	// Name and Code are patterns without regard to case: * stands for any text, ? for one letter. A name is that of the
	// item or of the row, whichever fits; a code is the row's.
	Name, Code string
	// The cost is the row's after tax and units, or the item's where the list gives none. Both ends are within.
	CostFrom, CostTo money.Maybe
	// The margin is the item's at present, in percent of its price. Both ends are within.
	MarginFrom, MarginTo money.Maybe
}

// Action is what a rule does to the amounts.
type Action struct {
	Kind    ActionKind
	Percent money.Maybe // of ByMarkup and ByMargin without Tiers, and of ByPercent
	Amount  money.Maybe // of ByAmount
	Tiers   []Tier      // of ByMarkup and ByMargin: percents by cost, lowest first, the last one without an end
}

// Tier is the percent for costs up to an amount.
type Tier struct {
	UpTo    money.Maybe // within; absent for every higher cost
	Percent money.Amount
}

// ActionKind names an action.
type ActionKind string

// The actions. All but KeepPrice and those without a price to go by set the price; all set the cost to the list's.
const (
	FromList   ActionKind = "list"        // the list's own amounts
	ByMarkup   ActionKind = "markup"      // price = cost × (1 + percent/100)
	ByMargin   ActionKind = "margin"      // price = cost ÷ (1 − percent/100)
	KeepMarkup ActionKind = "keep_markup" // price = cost × the item's price ÷ the item's cost
	KeepPrice  ActionKind = "cost_only"   // the price stays
	ByPercent  ActionKind = "percent"     // price = the list's price × (1 + percent/100)
	ByAmount   ActionKind = "amount"      // price = the list's price + amount
)

// Actions lists every action in the order in which screens offer them.
func Actions() []ActionKind {
	return []ActionKind{FromList, ByMarkup, ByMargin, KeepMarkup, KeepPrice, ByPercent, ByAmount}
}

// Rounding says to what a computed price is rounded.
type Rounding string

// The roundings. The zero value is ToCents.
const (
	ToCents     Rounding = "cents"     // half up
	ToFiveCents Rounding = "five"      // to the nearest 0.05, half up
	ToWhole     Rounding = "whole"     // to the nearest whole amount, half up
	UpToWhole   Rounding = "up"        // to cents, then up to a whole amount
	UpTo99      Rounding = "ending_99" // to cents, then up to an amount that ends in .99
	UpTo95      Rounding = "ending_95" // to cents, then up to an amount that ends in .95
)

// Roundings lists every rounding in the order in which screens offer them.
func Roundings() []Rounding {
	return []Rounding{ToCents, ToFiveCents, ToWhole, UpToWhole, UpTo99, UpTo95}
}

// Over returns the rules with others behind them, as a supplier's stand before the account's: the lists one after the
// other; of all else the first that says something. Either may ask for increases only.
func (r Rules) Over(behind Rules) Rules {
	r.OnlyIncrease = r.OnlyIncrease || behind.OnlyIncrease
	if !r.Markup.Known() {
		r.Markup = behind.Markup
	}
	if r.Tax.Mode == "" {
		r.Tax = behind.Tax
	}
	if r.Units.Mode == "" {
		r.Units = behind.Units
	}
	if len(behind.List) > 0 {
		r.List = append(append([]Rule{}, r.List...), behind.List...)
	}
	return r
}

// Asked returns the rules with the simple choices of others: whether only increases are taken, and the markup.
func (r Rules) Asked(simple Rules) Rules {
	r.OnlyIncrease, r.Markup = simple.OnlyIncrease, simple.Markup
	return r
}
