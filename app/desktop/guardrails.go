package desktop

import (
	"slices"

	"pricesync/app"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/plan"
)

// Guardrails returns what holds a row of the account until a person ticks it.
func (b *Bridge) Guardrails() GuardrailsView { return guardrailsView(b.app.Guardrails()) }

// SaveGuardrails keeps the account's limits: its percents, and which holds are on. An empty percent is the default; an empty
// target margin is none. Holds that are not named stay as they are.
func (b *Bridge) SaveGuardrails(wanted GuardrailsView) (GuardrailsView, error) {
	limits := b.app.Guardrails()
	limits.ChangePercent, limits.PlanPercent, limits.TargetMargin = wanted.ChangePercent, wanted.PlanPercent, wanted.TargetMargin
	for _, hold := range wanted.Holds {
		code := plan.HoldCode(hold.Code)
		limits.Off = slices.DeleteFunc(limits.Off, func(c plan.HoldCode) bool { return c == code })
		if !hold.On {
			limits.Off = append(limits.Off, code)
		}
	}
	err := b.app.SaveGuardrails(b.context(), limits)
	return b.Guardrails(), err
}

func guardrailsView(limits app.Limits) GuardrailsView {
	usual := plan.DefaultGuardrails()
	view := GuardrailsView{
		ChangePercent: limits.ChangePercent, PlanPercent: limits.PlanPercent, TargetMargin: limits.TargetMargin,
		Defaults: GuardrailLimitsView{ChangePercent: usual.ChangePercent.Plain(), PlanPercent: usual.PlanPercent.Plain()},
		Holds:    make([]HoldSwitchView, 0, len(plan.HoldCodes())),
	}
	for _, code := range plan.HoldCodes() {
		view.Holds = append(view.Holds, HoldSwitchView{
			Code: string(code), Means: code.Means(), On: !slices.Contains(limits.Off, code), Switchable: code.Switchable(), Named: code.MustName(),
		})
	}
	return view
}

// Locks returns what no plan of the account may touch, by the item's name.
func (b *Bridge) Locks() ([]LockView, error) {
	locks, err := b.app.Locks(b.context())
	views := make([]LockView, 0, len(locks))
	for _, l := range locks {
		views = append(views, lockView(l))
	}
	return views, err
}

// Lock keeps an item from every plan: field is "price", "cost", or "" for the whole item.
func (b *Bridge) Lock(item, field, why string) ([]LockView, error) {
	err := b.app.Lock(b.context(), app.LockRequest{Item: catalog.ItemID(item), Field: plan.Field(field), Why: why})
	if err != nil {
		return []LockView{}, err
	}
	return b.Locks()
}

// Unlock takes an item's lock away.
func (b *Bridge) Unlock(item string) ([]LockView, error) {
	if err := b.app.Unlock(b.context(), catalog.ItemID(item), ""); err != nil {
		return []LockView{}, err
	}
	return b.Locks()
}

func lockView(l app.Lock) LockView {
	return LockView{
		Item: string(l.Item), ItemName: l.ItemName, Field: string(l.Field), Why: l.Why, By: l.User, When: moment(l.At),
		Price: l.Now.Price.String(), Cost: l.Now.Cost.String(),
	}
}

// Create makes a preview anew with the rows that have no item becoming new ones, or not, and with the ticks of the one
// that is shown.
func (b *Bridge) Create(planID string, create CreateView) (PlanView, error) {
	shown, err := b.reviewed(planID)
	if err != nil {
		return emptyPlan(), err
	}
	wanted, err := create.creation()
	if err != nil {
		return emptyPlan(), err
	}
	if shown.list == nil || shown.from.handle == "" {
		return emptyPlan(), fault.New(fault.PlanUnknown, fault.Facts{"plan": planID})
	}
	b.mu.Lock()
	next := *shown
	next.from.create = wanted
	b.mu.Unlock()
	return b.anew(&next, shown.list)
}

// MissingRows returns a page of the supplier's items that the list no longer has, in the form of PreviewRows. Their lines
// are -1, -2 and so on, by which Tick and PreviewRow know them.
func (b *Bridge) MissingRows(planID string, offset, limit int) (RowsView, error) {
	shown, err := b.reviewed(planID)
	if err != nil {
		return RowsView{Rows: [][]string{}}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	return shown.rows(len(shown.plan.Changes), len(shown.plan.Missing), offset, limit), nil
}

func (v CreateView) creation() (plan.Creation, error) {
	category := catalog.Category("")
	switch v.Category {
	case "", "product":
		category = catalog.Product
	case "service":
		category = catalog.Service
	default:
		return plan.Creation{}, fault.New(fault.CategoryWrong, fault.Facts{"category": v.Category})
	}
	return plan.Creation{On: v.On, Category: category, Taxable: v.Taxable}, nil
}

func createView(c plan.Creation) CreateView {
	return CreateView{On: c.On, Category: categoryName(c.Category), Taxable: c.Taxable}
}

func categoryName(c catalog.Category) string {
	if c == catalog.Service {
		return "service"
	}
	return "product"
}
