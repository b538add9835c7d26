package pricelist

import "strings"

// variants are the names of a shop's export in which only the first variant of a product carries its title.
type variants struct {
	names map[int]string // by record
}

// joinVariants recognises such an export by its columns (a handle, a title, options with a name and a value each) and
// makes a name for every variant: the title, and the options that tell it from the others.
func (c *chooser) joinVariants() {
	handle, title, options := -1, c.choice.name, []int(nil)
	for i, text := range c.header.texts {
		switch words := strings.Join(wordsOf(text), " "); words {
		case "handle":
			handle = i
		case "option 1 value", "option 2 value", "option 3 value":
			options = append(options, i)
		}
	}
	if handle < 0 || title < 0 || len(options) == 0 {
		return
	}
	c.variants.names = make(map[int]string)
	product, of := "", ""
	for r := c.header.body; r < c.table.len(); r++ {
		key := c.table.trimmed(r, handle)
		if text := c.table.trimmed(r, title); text != "" {
			product, of = text, key
		} else if key != of {
			continue
		}
		if c.table.trimmed(r, c.choice.price) == "" && c.table.trimmed(r, c.choice.cost) == "" {
			continue // one more picture of the product
		}
		var values []string
		for _, option := range options {
			if value := c.table.trimmed(r, option); value != "" && value != "Default Title" {
				values = append(values, value)
			}
		}
		name := product
		if len(values) > 0 {
			name += " - " + strings.Join(values, " / ")
		}
		c.variants.names[r] = name
	}
}
