package plan

import (
	"fmt"

	"pricesync/app/money"
)

// whole returns why the plan as a whole is held: what no single row shows.
func (m *maker) whole(p *Plan) []Hold {
	found := holds{off: p.Guardrails.Off}
	w := p.writing()
	found.largePlan(p, w)
	found.largerThanUsual(w, m.in.RecentSizes)
	m.currency(&found)
	m.tax(p, &found)
	return found.list
}

// writing is how many rows a plan would write once all that can be is ticked; of missing items, those that it is to hide.
type writing struct{ change, create, hide int }

func (w writing) all() int { return w.change + w.create + w.hide }

func (p *Plan) writing() writing {
	var w writing
	for i := range p.Rows() {
		switch c := p.At(i); {
		case !c.Writes():
		case i >= len(p.Changes):
			if p.HideMissing {
				w.hide++
			}
		case c.Create != nil:
			w.create++
		default:
			w.change++
		}
	}
	return w
}

// say writes what is counted: "change 12 and create 3".
func (w writing) say(of string) string {
	var parts []string
	for _, part := range []struct {
		n    int
		verb string
	}{{w.change, "change"}, {w.create, "create"}, {w.hide, "hide"}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", part.verb, part.n))
		}
	}
	if len(parts) == 1 {
		return parts[0] + of
	}
	return join(parts) + " items" + of
}

// largePlan holds a plan over more of the catalog than the limit.
func (h *holds) largePlan(p *Plan, w writing) {
	hundredfold := money.FromInt(int64(w.all()) * 100)
	size := money.FromInt(int64(p.CatalogSize))
	if p.CatalogSize == 0 || hundredfold.Cmp(p.Guardrails.PlanPercent.Mul(size)) <= 0 {
		return
	}
	text := fmt.Sprintf("This would change %d of the %d items in Jobber", w.change, p.CatalogSize)
	if w.change < w.all() {
		text = fmt.Sprintf("This would %s; there are %d items in Jobber", w.say(""), p.CatalogSize)
	}
	h.add(LargePlan, fmt.Sprintf("%s (%s%%); your limit for one plan is %s%%.", text, hundredfold.Div(size, 1).Plain(), p.Guardrails.PlanPercent.Plain()))
}

func rows(n int) string {
	if n == 1 {
		return "1 row"
	}
	return fmt.Sprintf("%d rows", n)
}

// usualPlans is how many plans have to be applied before a next one can be larger than usual.
const usualPlans = 3

// largerThanUsual holds a plan that writes more rows than the last ones together.
func (h *holds) largerThanUsual(w writing, sizes []int) {
	if len(sizes) < usualPlans {
		return
	}
	together := 0
	for _, size := range sizes[:usualPlans] {
		together += size
	}
	if w.all() > together {
		h.add(LargerThanUsual, fmt.Sprintf("This would write %s; the last three syncs together wrote %d.", rows(w.all()), together))
	}
}
