package desktop

import (
	"time"

	"pricesync/app"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/match"
	"pricesync/app/pricelist"
	"pricesync/app/supplier"
)

// everySupplier asks for the decisions of all.
const everySupplier = "*"

// Links returns remembered decisions: of one supplier, of nobody in particular (""), or all ("*"); only those that have
// every word of search.
func (b *Bridge) Links(of, search string) ([]LinkView, error) {
	found, err := b.app.Links(b.context(), linkSearch(of, search))
	return linkViews(found), err
}

func linkSearch(of, text string) app.LinkSearch {
	search := app.LinkSearch{Text: text}
	if of != everySupplier {
		search.Suppliers = []string{of}
	}
	return search
}

// SaveLink remembers a decision about a row with that code and name: it is the item, or none where never is true.
func (b *Bridge) SaveLink(choice LinkChoiceView) (LinkSavedView, error) {
	saved, before, err := b.app.SaveLinks(b.context(), app.Decision{
		Supplier: choice.Supplier, Code: choice.Code, Name: choice.Name, Item: catalog.ItemID(choice.Item), Never: choice.Never, How: supplier.How(choice.How),
	})
	return LinkSavedView{Saved: linkViews(saved), Before: linkViews(before)}, err
}

// RemoveLinks takes decisions of one supplier back and returns them, for RestoreLinks.
func (b *Bridge) RemoveLinks(of string, keys []string) ([]LinkView, error) {
	gone, err := b.app.RemoveLinks(b.context(), of, keys...)
	return linkViews(gone), err
}

// RestoreLinks puts decisions back that RemoveLinks or SaveLink gave out.
func (b *Bridge) RestoreLinks(links []LinkView) ([]LinkView, error) {
	was := make([]app.Remembered, 0, len(links))
	for _, l := range links {
		decided, err := time.Parse(time.RFC3339, l.Decided)
		own := match.Key(pricelist.Row{Code: l.Code, Name: l.Name})
		if err != nil || l.Key == "" || own != "" && own != l.Key {
			return []LinkView{}, fault.New(fault.LinkRowEmpty, nil)
		}
		was = append(was, app.Remembered{Supplier: l.Supplier, Link: supplier.Link{
			Key: l.Key, Code: l.Code, Name: l.Name, Item: catalog.ItemID(l.Item), ItemName: l.ItemName, How: supplier.How(l.How), Decided: decided,
		}})
	}
	return links, b.app.RestoreLinks(b.context(), was...)
}

// ExportLinks saves decisions as CSV through the native dialog; of is as Links takes it.
func (b *Bridge) ExportLinks(of string) (SavedView, error) {
	name := "Links.csv"
	if of != "" && of != everySupplier {
		name = of + " links.csv"
	}
	return b.save(name, "csv", func(path string) error { return b.app.ExportLinks(b.context(), linkSearch(of, ""), path) })
}

// ImportLinks reads decisions from a CSV file that the native dialog chose: as those of one supplier, or with "" as the
// file says line by line.
func (b *Bridge) ImportLinks(of string) (LinksImportedView, error) {
	view := LinksImportedView{Refused: []LinkRefusedView{}}
	ctx, w := b.door()
	if w == nil {
		return view, fault.New(fault.NoWindow, nil)
	}
	path, err := w.OpenFile(ctx, "links")
	if err != nil {
		return view, err
	}
	if path == "" {
		view.Cancelled = true
		return view, nil
	}
	done, err := b.app.ImportLinks(b.context(), path, of)
	view.Added, view.Changed, view.Same = done.Added, done.Changed, done.Same
	for _, r := range done.Refused {
		view.Refused = append(view.Refused, LinkRefusedView(r))
	}
	return view, err
}

func linkViews(links []app.Remembered) []LinkView {
	views := make([]LinkView, 0, len(links))
	for _, l := range links {
		views = append(views, LinkView{
			Supplier: l.Supplier, Key: l.Key, Code: l.Code, Name: l.Name, Item: string(l.Item), ItemName: l.ItemName, Now: l.Now,
			Never: l.Never(), Broken: l.Broken, How: string(l.How), Decided: moment(l.Decided),
		})
	}
	return views
}
