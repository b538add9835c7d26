// Package catalog holds what Jobber sells: items, the catalog of an account, how an item's amounts went, and what is asked
// to change in one.
package catalog

import (
	"time"

	"pricesync/app/money"
)

// ItemID is Jobber's EncodedId of an item. It is opaque: compared, stored and sent back, never built.
type ItemID string

// AccountID is Jobber's EncodedId of an account.
type AccountID string

// Account is the Jobber account that a connection reaches.
type Account struct {
	ID   AccountID
	Name string
}

// Category is Jobber's kind of item.
type Category string

// The categories that Jobber knows (ProductsAndServicesCategory).
const (
	Product Category = "PRODUCT"
	Service Category = "SERVICE"
)

// Item is one product or service as Jobber stores it. Amounts are in the account's currency.
type Item struct {
	ID          ItemID
	Name        string
	Description string
	Category    Category
	Price       money.Amount // defaultUnitCost: what the customer pays for one
	Cost        money.Maybe  // internalUnitCost: what the company pays for one
	Markup      money.Maybe  // percent that Jobber adds to the cost
	Taxable     bool
	Visible     bool // false: Jobber does not suggest it on quotes, jobs and invoices
	// Code is the text of the custom field that the user named for suppliers' codes; "" where no field is named, or the
	// item's is empty.
	Code string
}

// Prices are the amounts of one item; any of them may be absent. Markup is only there where the item's markup field is
// managed along with the amounts: nothing looks at it, and nothing writes it, elsewhere.
type Prices struct {
	Price, Cost money.Maybe
	Markup      money.Maybe // percent
}

// SameCents says whether price and cost agree in hundredths, and the markups to the cent: they are the same, or each
// makes of its cost its price.
func (p Prices) SameCents(other Prices) bool {
	return p.Price.SameCents(other.Price) && p.Cost.SameCents(other.Cost) && p.SameMarkup(other)
}

// SameMarkup says whether both markups are absent, or the same, or each makes of its cost its price to the cent.
func (p Prices) SameMarkup(other Prices) bool {
	return p.Markup == other.Markup || p.Agrees() && other.Agrees()
}

// Agrees says whether the markup makes of the cost the price, to the cent. It is false where one of the three is absent.
func (p Prices) Agrees() bool {
	markup, marked := p.Markup.Get()
	cost, known := p.Cost.Get()
	price, priced := p.Price.Get()
	if !marked || !known || !priced {
		return false
	}
	computed, err := money.Exactly(cost).Markup(markup).Round(2)
	return err == nil && computed == price.Cents()
}

// Prices returns the item's price and cost.
func (i Item) Prices() Prices { return Prices{Price: money.Some(i.Price), Cost: i.Cost} }

// Managed returns the item's price and cost, and its markup as well where that is managed.
func (i Item) Managed(markup bool) Prices {
	p := i.Prices()
	if markup {
		p.Markup = i.Markup
	}
	return p
}

// Catalog is every item of one account, as read at one time.
type Catalog struct {
	Account Account
	Items   []Item
	ReadAt  time.Time // when the last page was read, in UTC
}

// Patch is what is asked to change in one item. Absent fields stay as they are.
type Patch struct {
	Item    ItemID
	Price   money.Maybe
	Cost    money.Maybe
	Markup  money.Maybe
	Visible *bool
}

// New is an item to be created.
type New struct {
	Name        string
	Description string
	Category    Category
	Price       money.Amount
	Cost        money.Maybe
	Markup      money.Maybe // absent: Jobber's own
	Taxable     bool
}

// EditState says what is known about a patch or a creation after it was asked for.
type EditState string

// The states of an edit.
const (
	EditStored   EditState = "stored"   // the service answered with the item as it stands now
	EditRejected EditState = "rejected" // the service refused this one item, and says why
	EditLost     EditState = "lost"     // the request may have left and no answer came: read the item to know
	EditNotSent  EditState = "not_sent" // nothing of it has left this machine
)

// Edited is what became of one patch or creation.
type Edited struct {
	State   EditState
	Item    Item   // as the service stored it; only when State is EditStored
	Message string // the service's own reason; only when State is EditRejected
}
