package match

import "pricesync/app/catalog"

type neighbours struct{}

func newNeighbours(items []catalog.Item) *neighbours { return &neighbours{} }

func (n *neighbours) suggest(name string) []Suggestion { return nil }
