package desktop

import (
	"strconv"
	"strings"
	"time"

	"pricesync/app"
	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/money"
	"pricesync/app/plan"
)

// listed is the listing that the page shows, of which it asks for the rows.
type listed struct {
	number  int // counts the listings that were opened
	listing app.Listing
}

// yearsShown is how far the steps of an item's row go back.
const yearsShown = 2

// OpenItems returns the catalog as it was read last.
func (b *Bridge) OpenItems() (ListingView, error) {
	listing, err := b.app.Listing(b.context())
	if err != nil {
		return emptyListing(), err
	}
	return b.list(listing), nil
}

// ReadItems reads the account's catalog from Jobber and returns it.
func (b *Bridge) ReadItems() (ListingView, error) {
	listing, err := b.app.ReadItems(b.context())
	b.told.flush()
	if err != nil {
		return emptyListing(), err
	}
	return b.list(listing), nil
}

// ItemRows returns a page of a listing, at most 5,000 items of it; none once another listing was opened.
func (b *Bridge) ItemRows(listing string, offset, limit int) RowsView {
	b.mu.Lock()
	shown := b.items
	b.mu.Unlock()
	view := RowsView{Offset: max(offset, 0), Rows: [][]string{}}
	if shown.name() != listing {
		return view
	}
	items := shown.listing.Items
	view.Offset, view.Total = min(view.Offset, len(items)), len(items)
	from := shownFrom(shown.listing.At)
	for _, item := range items[view.Offset:min(len(items), view.Offset+min(max(limit, 0), maxPage))] {
		view.Rows = append(view.Rows, itemTexts(item, from))
	}
	return view
}

// Item returns one item with its history.
func (b *Bridge) Item(item string) (ItemDetailView, error) {
	card, err := b.app.Item(b.context(), catalog.ItemID(item))
	if err != nil {
		return ItemDetailView{Marks: []string{}, History: []ItemPointView{}, Linked: []LinkedView{}}, err
	}
	return itemDetail(card), nil
}

// list keeps a listing as the one that is shown.
func (b *Bridge) list(listing app.Listing) ListingView {
	b.mu.Lock()
	b.items = listed{b.items.number + 1, listing}
	name := b.items.name()
	b.mu.Unlock()
	view := emptyListing()
	view.Listing, view.ReadAt, view.At, view.From = name, moment(listing.ReadAt), moment(listing.At), moment(shownFrom(listing.At))
	view.Items = len(listing.Items)
	if target, set := listing.Target.Get(); set {
		view.Target = target.Plain()
	}
	for mark, n := range listing.Counts() {
		view.Counts[string(mark)] = n
	}
	return view
}

func (l listed) name() string { return "listing-" + strconv.Itoa(l.number) }

func shownFrom(at time.Time) time.Time { return at.AddDate(-yearsShown, 0, 0).Truncate(24 * time.Hour) }

func emptyListing() ListingView {
	return ListingView{Counts: map[string]int{}, Columns: ItemColumns()}
}

// itemTexts returns one text for each of ItemColumns.
func itemTexts(item app.Listed, from time.Time) []string {
	words := make([]string, 0, 1+len(item.Linked))
	if item.Description != "" {
		words = append(words, item.Description)
	}
	for _, l := range item.Linked {
		words = append(words, l.Row)
	}
	return []string{
		string(item.ID), item.Name, categoryText(item.Category), item.Price.String(), item.Cost.String(), tenth(item.Margin),
		moment(item.History.Changed()), marksText(item.Marks), stepsText(item.History, from), strings.Join(words, " "),
	}
}

func marksText(marks []app.Mark) string {
	texts := make([]string, len(marks))
	for i, mark := range marks {
		texts[i] = string(mark)
	}
	return strings.Join(texts, " ")
}

// stepsText writes the price from that time on, as ItemColumns says. Of several steps on a day the last one stands.
func stepsText(history catalog.History, from time.Time) string {
	type step struct {
		day   int
		price money.Maybe
	}
	var steps []step
	for _, p := range history.Since(from) {
		day := max(0, int(p.At.Sub(from)/(24*time.Hour)))
		if n := len(steps); n > 0 && steps[n-1].day == day {
			steps = steps[:n-1]
		}
		if n := len(steps); n == 0 || steps[n-1].price != p.Prices.Price {
			steps = append(steps, step{day, p.Prices.Price})
		}
	}
	texts := make([]string, len(steps))
	for i, s := range steps {
		texts[i] = strconv.Itoa(s.day) + ":" + s.price.String()
	}
	return strings.Join(texts, " ")
}

func categoryText(c catalog.Category) string {
	if c == catalog.Service {
		return "service"
	}
	return "product"
}

func itemDetail(card app.ItemCard) ItemDetailView {
	view := ItemDetailView{
		Item: string(card.ID), Name: card.Name, Description: card.Description, Category: categoryText(card.Category), Taxable: card.Taxable,
		Price: card.Price.String(), Cost: card.Cost.String(), Margin: tenth(card.Margin), Markup: tenth(card.Markup), At: moment(card.At),
		Marks: strings.Fields(marksText(card.Marks)), History: make([]ItemPointView, 0, len(card.History)), Linked: make([]LinkedView, 0, len(card.Linked)),
	}
	for i := len(card.History) - 1; i >= 0; i-- {
		p := card.History[i]
		point := ItemPointView{
			When: moment(p.At), Price: p.Prices.Price.String(), Cost: p.Prices.Cost.String(), Margin: tenth(plan.Margin(p.Prices)), Run: p.Run,
		}
		if run, known := card.Runs[apply.RunID(p.Run)]; known {
			point.Kind, point.File = string(run.Kind), run.File
		}
		view.History = append(view.History, point)
	}
	for _, l := range card.Linked {
		view.Linked = append(view.Linked, LinkedView{l.Supplier, l.Row})
	}
	return view
}
