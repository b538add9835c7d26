package sandbox_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/catalog"
	"pricesync/app/jobber/sandbox"
)

// shelf keeps a state in memory.
type shelf struct {
	state []byte
	saves int
	fail  error
}

func (s *shelf) Load() ([]byte, error) { return bytes.Clone(s.state), s.fail }

func (s *shelf) Save(state []byte) error {
	if s.fail != nil {
		return s.fail
	}
	s.state, s.saves = bytes.Clone(state), s.saves+1
	return nil
}

func TestTheStateOutlivesTheServer(t *testing.T) {
	kept := &shelf{}
	config := app(sandbox.Switches{})
	config.Keeper = kept
	config.CustomFields = map[catalog.ItemID][]sandbox.CustomField{tubeID: {{ID: unknownID, Label: "Code", Text: "COP"}}}
	p := connect(t, config)
	tokens := p.exchange(p.signIn()).pair(t)
	p.query(edit, editing(tubeID, `{"defaultUnitCost":12.3456,"internalUnitCost":null,"markup":3,"visible":false,"durationMinutes":5,"quantityRange":{"minQuantity":2}}`))
	p.query(create, map[string]any{"input": map[string]any{"name": "New", "defaultUnitCost": 0}})
	if _, err := p.server.Change(sandbox.Change{Patch: catalog.Patch{Item: serviceID, Price: some(1)}}); err != nil {
		t.Fatal(err)
	}
	const all = `{ products { nodes { id name description category defaultUnitCost internalUnitCost markup taxable visible durationMinutes quantityRange { minQuantity } customFields { ... on CustomFieldText { valueText } } } } }`
	before := p.query(all, nil)

	for _, secret := range []string{tokens.Access, tokens.Refresh, config.ClientSecret} {
		if bytes.Contains(kept.state, []byte(secret)) {
			t.Errorf("the state holds the secret %s", secret)
		}
	}

	config.Catalog = sandbox.Generated(3) // what was kept goes before it
	next := serve(t, config)
	client, base := inProcess(t, next)
	q := &peer{t, next, client, base, tokens.Access}
	if diff := cmp.Diff(before.body[:strings.Index(before.body, `"extensions"`)], firstPart(q.query(all, nil))); diff != "" {
		t.Errorf("the catalog changed: %s", diff)
	}
	second := q.refresh(tokens.Refresh).pair(t)
	wantBody(t, q.refresh(tokens.Refresh), 401, badToken)

	third := serve(t, config)
	client, base = inProcess(t, third)
	r := &peer{t, third, client, base, second.Access}
	wantBody(t, r.refresh(tokens.Refresh), 401, badToken)
	r.refresh(second.Refresh).pair(t)
	got := r.query(create, map[string]any{"input": map[string]any{"name": "Newer", "defaultUnitCost": 1}})
	if !strings.Contains(got.body, string(sandbox.ItemID(7140575))) {
		t.Errorf("ids do not go on: %s", got.body)
	}
}

func firstPart(a answer) string { return a.body[:max(0, strings.Index(a.body, `"extensions"`))] }

func TestRestoreGoesBackToTheStart(t *testing.T) {
	kept := &shelf{}
	p := connect(t, sandbox.Config{Catalog: tubes(), Keeper: kept})
	p.do(p.twelve())
	if err := p.server.Restore(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(tubes().Items, p.server.Items(), byValue); diff != "" {
		t.Error(diff)
	}
	wantBody(t, p.query(name, nil), 401, `{"message":"Token not recognized"}`)
	if items := serve(t, sandbox.Config{Keeper: kept}).Items(); !items[0].Price.Equal(cents(1150)) {
		t.Errorf("the kept state: %v", items)
	}
}

func TestReadsSaveNothing(t *testing.T) {
	kept := &shelf{}
	p := connect(t, sandbox.Config{Catalog: tubes(), Keeper: kept})
	before := kept.saves
	p.query(name, nil)
	p.query(edit, editing(tubeID, `{"defaultUnitCost":-1}`))
	if kept.saves != before {
		t.Errorf("%d saves", kept.saves-before)
	}
}

func TestAStateThatCannotBeRead(t *testing.T) {
	for name, state := range map[string]string{"no JSON": `{"version":1,`, "a newer version": `{"version":2}`, "no amount": `{"version":1,"items":[{"id":"a","price":"x"}]}`} {
		if _, err := sandbox.New(sandbox.Config{Keeper: &shelf{state: []byte(state)}}); !errors.Is(err, sandbox.ErrState) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAStateThatCannotBeSavedIsToldToTheClient(t *testing.T) {
	kept := &shelf{}
	p := connect(t, sandbox.Config{Catalog: tubes(), Keeper: kept})
	kept.fail = errors.New("disk full")
	wantBody(t, p.do(p.twelve()), 500, `{"message":"The practice company is out of order: save the practice company's state: disk full"}`)
	if _, err := p.server.MintToken(); !errors.Is(err, kept.fail) {
		t.Error(err)
	}
	if _, err := sandbox.New(sandbox.Config{Keeper: kept}); !errors.Is(err, kept.fail) {
		t.Error(err)
	}
}

func TestACatalogWithAnIDTwiceIsRefused(t *testing.T) {
	given := tubes()
	given.Items[1].ID = given.Items[0].ID
	if _, err := sandbox.New(sandbox.Config{Catalog: given}); err == nil {
		t.Error("no error")
	}
}

func TestOnlySoManySignInsAreRemembered(t *testing.T) {
	kept := &shelf{}
	p := connect(t, sandbox.Config{Keeper: kept})
	for range 20 {
		if _, err := p.server.MintToken(); err != nil {
			t.Fatal(err)
		}
	}
	small := len(kept.state)
	for range 300 {
		p.server.ExpireAccess()
		if _, err := p.server.MintToken(); err != nil {
			t.Fatal(err)
		}
	}
	if len(kept.state) > 5*small {
		t.Errorf("the state grew from %d to %d bytes", small, len(kept.state))
	}
}
