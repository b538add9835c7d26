package desktop

// PriceRulesView is all that decides how a list's amounts become Jobber's. Amounts and percents are plain decimals, ""
// where there is none.
type PriceRulesView struct {
	OnlyIncrease bool       `json:"onlyIncrease"`
	Markup       string     `json:"markup"` // percent over the cost, where no rule of the list fits
	Tax          TaxView    `json:"tax"`
	Units        UnitsView  `json:"units"`
	List         []RuleView `json:"list"` // the first that fits a row decides
}

// TaxView says what is taken off a list's amounts, or added.
type TaxView struct {
	Mode    string `json:"mode"` // "", "take_off" or "add"
	Percent string `json:"percent"`
	Field   string `json:"field"` // "" for both, "price" or "cost"
}

// UnitsView says for how many pieces a list's amounts are.
type UnitsView struct {
	Mode  string     `json:"mode"` // "", "fixed", "by_unit" or "cents"
	Per   int        `json:"per"`  // of "fixed"
	Known []UnitView `json:"known"`
	Field string     `json:"field"` // "" for both, "price" or "cost"
}

// UnitView is what one text of the unit column means.
type UnitView struct {
	Text   string `json:"text"`
	Pieces int    `json:"pieces"`
}

// RuleView is one price rule.
type RuleView struct {
	Name        string         `json:"name"`
	When        WhenView       `json:"when"`
	Action      RuleActionView `json:"action"`
	Rounding    string         `json:"rounding"` // "" or "cents", "five", "whole", "up", "ending_99" or "ending_95"
	LeastProfit string         `json:"leastProfit"`
	WriteMarkup bool           `json:"writeMarkup"`
}

// WhenView is what a row has to be for a rule to fit: all that is set must hold.
type WhenView struct {
	Category   string `json:"category"` // "", "PRODUCT" or "SERVICE"
	Name       string `json:"name"`     // a pattern with * and ?
	Code       string `json:"code"`
	CostFrom   string `json:"costFrom"`
	CostTo     string `json:"costTo"`
	MarginFrom string `json:"marginFrom"` // percent of the price, of the item at present
	MarginTo   string `json:"marginTo"`
}

// RuleActionView is what a rule does.
type RuleActionView struct {
	Kind    string     `json:"kind"`    // "list", "markup", "margin", "keep_markup", "cost_only", "percent" or "amount"
	Percent string     `json:"percent"` // of "markup" and "margin" without tiers, and of "percent"
	Amount  string     `json:"amount"`
	Tiered  bool       `json:"tiered"` // the tiers count, and the percent does not
	Tiers   []TierView `json:"tiers"`
}

// TierView is the percent for costs up to an amount, "" for every higher cost.
type TierView struct {
	UpTo    string `json:"upTo"`
	Percent string `json:"percent"`
}

// RuleFindingView is what is wrong with price rules at one place.
type RuleFindingView struct {
	Rule    int    `json:"rule"`  // its place from 1; 0 for the rules as a whole
	Field   string `json:"field"` // such as "action.percent", "when.cost_to" or "action.tiers.2.up_to"
	Message string `json:"message"`
}

// SavedRulesView says whether price rules were saved, and what is wrong with them where not.
type SavedRulesView struct {
	Saved    bool              `json:"saved"`
	Findings []RuleFindingView `json:"findings"`
	Rules    PriceRulesView    `json:"rules"`
}

// TriedRulesView is what price rules would do to the rows of a plan.
type TriedRulesView struct {
	Findings []RuleFindingView `json:"findings"`
	Decided  []int             `json:"decided"` // rows that each rule decides, by its place
	Others   int               `json:"others"`  // rows with an item that none of them decides
	Examples []RuleExampleView `json:"examples"`
}

// RuleExampleView is one row that was worked out.
type RuleExampleView struct {
	Line    int         `json:"line"`
	Name    string      `json:"name"`
	Code    string      `json:"code"`
	Item    string      `json:"item"`
	Rule    int         `json:"rule"` // the place of the rule that decided, from 1; 0 for none of them
	Verdict string      `json:"verdict"`
	Message string      `json:"message"`
	Why     string      `json:"why"` // the whole sentence
	List    AmountsView `json:"list"`
	Before  AmountsView `json:"before"`
	After   AmountsView `json:"after"`
	Steps   []string    `json:"steps"` // the arithmetic, one phrase for each step
}

// AmountsView are the amounts of one item, "" where there is none.
type AmountsView struct {
	Price  string `json:"price"`
	Cost   string `json:"cost"`
	Markup string `json:"markup"` // percent, only where a rule writes Jobber's markup
	Margin string `json:"margin"` // percent of the price
}
