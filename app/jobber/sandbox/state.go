package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/money"
)

// Keeper keeps the sandbox's state between two runs of the program, as bytes that only the sandbox reads. They hold the
// catalog and hashes of tokens, no token.
type Keeper interface {
	// Load returns what was saved last; nothing where nothing was saved yet.
	Load() ([]byte, error)
	// Save keeps the state, wholly or not at all.
	Save(state []byte) error
}

// ErrState reports a kept state that cannot be read: it is damaged, or of a newer program.
var ErrState = errors.New("the kept state of the practice company cannot be read")

const stateVersion = 1

// snapshot is the state as it is kept.
type snapshot struct {
	Version int                `json:"version"`
	Account savedAccount       `json:"account"`
	NextID  int64              `json:"next_id"`
	Items   []savedItem        `json:"items"`
	Grants  map[string]*grant  `json:"grants"`
	Access  map[string]access  `json:"access"`
	Refresh map[string]refresh `json:"refresh"`
}

type savedAccount struct {
	ID   catalog.AccountID `json:"id"`
	Name string            `json:"name"`
}

type savedItem struct {
	ID          catalog.ItemID   `json:"id"`
	Name        string           `json:"name"`
	Description string           `json:"description,omitempty"`
	Category    catalog.Category `json:"category"`
	Price       string           `json:"price"`
	Cost        string           `json:"cost,omitempty"`
	Markup      string           `json:"markup,omitempty"`
	Taxable     bool             `json:"taxable"`
	Visible     bool             `json:"visible"`
	Extra       extra            `json:"extra,omitzero"`
}

// save keeps the state where there is a Keeper.
func (s *Server) save() error {
	if s.keeper == nil {
		return nil
	}
	snap := snapshot{Version: stateVersion, Account: savedAccount(s.account), NextID: s.nextID,
		Grants: s.grants, Access: s.access, Refresh: s.refresh, Items: make([]savedItem, len(s.items))}
	for i, it := range s.items {
		snap.Items[i] = savedItem{ID: it.ID, Name: it.Name, Description: it.Description, Category: it.Category,
			Price: it.Price.String(), Cost: it.Cost.String(), Markup: it.Markup.String(),
			Taxable: it.Taxable, Visible: it.Visible, Extra: it.extra}
	}
	state, err := json.Marshal(snap)
	if err != nil {
		return fmt.Errorf("encode the practice company's state: %w", err)
	}
	if err := s.keeper.Save(state); err != nil {
		return fmt.Errorf("save the practice company's state: %w", err)
	}
	return nil
}

// load takes over the kept state; false where there is none.
func (s *Server) load() (bool, error) {
	if s.keeper == nil {
		return false, nil
	}
	state, err := s.keeper.Load()
	if err != nil {
		return false, fmt.Errorf("load the practice company's state: %w", err)
	}
	if len(state) == 0 {
		return false, nil
	}
	var snap snapshot
	if err := json.Unmarshal(state, &snap); err != nil {
		return false, fmt.Errorf("%w: %w", ErrState, err)
	}
	if snap.Version != stateVersion {
		return false, fmt.Errorf("%w: version %d", ErrState, snap.Version)
	}
	items := make([]*item, len(snap.Items))
	for i, saved := range snap.Items {
		if items[i], err = saved.item(); err != nil {
			return false, fmt.Errorf("%w: item %d: %w", ErrState, i+1, err)
		}
	}
	s.account = catalog.Account(snap.Account)
	s.setItems(items)
	s.nextID = max(s.nextID, snap.NextID)
	for id, g := range snap.Grants {
		s.grants[id] = g
	}
	for sum, a := range snap.Access {
		s.access[sum] = a
	}
	for sum, r := range snap.Refresh {
		s.refresh[sum] = r
	}
	return true, nil
}

func (saved savedItem) item() (*item, error) {
	it := &item{values: values{Item: catalog.Item{ID: saved.ID, Name: saved.Name, Description: saved.Description,
		Category: saved.Category, Taxable: saved.Taxable, Visible: saved.Visible}, extra: saved.Extra}}
	var err error
	if it.Price, err = money.Decimal(saved.Price); err != nil {
		return nil, err
	}
	if it.Cost, err = money.MaybeDecimal(saved.Cost); err != nil {
		return nil, err
	}
	it.Markup, err = money.MaybeDecimal(saved.Markup)
	return it, err
}

// grant is one sign-in of one person: what its tokens reach.
type grant struct {
	Account savedAccount `json:"account"`
	Scope   string       `json:"scope"`
	Latest  string       `json:"latest"` // hash of its newest refresh token
	Dead    bool         `json:"dead"`   // disconnected
}

// access is what is known of an access token, by its hash.
type access struct {
	Grant   string    `json:"grant"`
	Expires time.Time `json:"expires"`
}

// refresh is what is known of a refresh token, by its hash.
type refresh struct {
	Grant string `json:"grant"`
	Used  bool   `json:"used"` // a newer one exists
}
