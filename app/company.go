package app

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"sync"
	"time"

	"pricesync/app/apply"
	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/jobber"
	"pricesync/app/logging"
	"pricesync/app/network"
	"pricesync/app/oauth"
	"pricesync/app/plan"
	"pricesync/app/redact"
	"pricesync/app/store"
)

// company is one side that the program works on: the real account, or the practice company. Each has its own
// database, client and tokens; nothing of one reaches the other.
type company struct {
	practice bool
	store    *store.Store
	client   *jobber.Client
	source   *oauth.Source // nil for the practice company
	host     *host         // nil for the real account
	address  address       // what client and source were made for; zero for the practice company

	mu    sync.Mutex
	known catalog.Account // as last heard from Jobber; zero when never connected
	ahead time.Duration   // Jobber's clock, by an earlier start that found ours off; else 0
}

// connection is the account setting under which the last account is remembered.
const connection = "connection"

// openSide opens the company that is to be worked on, unless it is open already.
func (a *App) openSide(ctx context.Context) error {
	a.mu.Lock()
	onTrial, real, practice := a.onTrial, a.real, a.practice
	a.mu.Unlock()
	var err error
	switch {
	case onTrial && practice == nil:
		practice, err = a.openPractice(ctx)
	case !onTrial && real == nil:
		real, err = a.openReal(ctx)
	}
	if err != nil {
		return err
	}
	a.mu.Lock()
	a.real, a.practice = real, practice
	a.mu.Unlock()
	a.apply(ctx) // what is chosen per account is this company's now
	return nil
}

func (a *App) openPractice(ctx context.Context) (*company, error) {
	if err := os.MkdirAll(a.folders.Practice, 0o700); err != nil {
		return nil, fault.Wrap(err, fault.FolderUnwritable, fault.Facts{"folder": "practice"})
	}
	host, err := startHost(a.folders.PracticeState())
	if err != nil {
		return nil, err
	}
	database, err := store.Open(ctx, a.folders.PracticeDatabase(), store.Options{})
	if err != nil {
		host.close()
		return nil, err
	}
	c := &company{practice: true, store: database, host: host, known: host.account}
	c.client = jobber.New(jobber.Config{
		BaseURL: host.url, Program: a.config.Version, Tokens: &practiceTokens{server: host.server}, Observe: a.heard, Scrub: a.quote,
		HTTP: a.ledger.door.Within(practiceHost, network.Practice),
	})
	return c, nil
}

func (a *App) openReal(ctx context.Context) (*company, error) {
	database, err := store.Open(ctx, a.folders.Database, store.Options{})
	if err != nil {
		return nil, err
	}
	c := &company{store: database}
	c.known, err = c.remembered(ctx)
	if err == nil {
		err = c.recallClock(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, database.Close())
	}
	return a.reach(c), nil
}

// address is how Jobber is reached: where, as which app.
type address struct {
	url, version, clientID string
	clientSecret           redact.Secret
	port                   int
}

// address returns how Jobber is to be reached by the settings of now.
func (a *App) address() address {
	s := a.settings()
	secret := s.ClientSecret
	if secret == "" && s.SecretSet {
		secret = a.keys.clientSecret(context.Background())
	}
	return address{s.APIURL, s.APIVersion, s.ClientID, secret, s.CallbackPort}
}

// reach returns the real company with a client and a token source for the settings of now. What is under way goes on
// with the ones that it began with.
func (a *App) reach(c *company) *company {
	next := &company{store: c.store, address: a.address(), known: c.account(), ahead: c.clock()}
	next.source = oauth.NewSource(oauth.Options{
		Config: a.oauthConfig(next.address, network.Renewal), Store: hidingTokens{a.keys.tokens, a.scrubber}, Marker: c.store, Lock: authLock(a.folders),
		Observe: a.heardToken,
	})
	next.client = jobber.New(jobber.Config{
		BaseURL: next.address.url, Version: next.address.version, Program: a.config.Version, Tokens: next.source, Observe: a.heard, Scrub: a.quote,
		HTTP: a.ledger.door.ByContext(network.Reading), Mark: marked,
	})
	return next
}

func (a *App) oauthConfig(to address, why network.Purpose) oauth.Config {
	return oauth.Config{
		API: to.url, ClientID: to.clientID, ClientSecret: to.clientSecret, Port: to.port, UserAgent: "PriceSync/" + a.config.Version,
		Transport: a.ledger.door.Through(why), Hide: a.scrubber.Hide,
	}
}

// hidingTokens makes every pair of tokens known to the scrubber, so that none can reach the log or a report.
type hidingTokens struct {
	*KeychainTokens
	scrubber *redact.Scrubber
}

// Load returns the pair.
func (h hidingTokens) Load(ctx context.Context) (oauth.Tokens, error) {
	tokens, err := h.KeychainTokens.Load(ctx)
	h.scrubber.Hide(tokens.Access, tokens.Refresh)
	return tokens, err
}

// Save replaces the pair.
func (h hidingTokens) Save(ctx context.Context, tokens oauth.Tokens) error {
	h.scrubber.Hide(tokens.Access, tokens.Refresh)
	return h.KeychainTokens.Save(ctx, tokens)
}

// settle waits for a renewal that is under way, at most as long as it may take.
func (c *company) settle() {
	if c.source != nil {
		ctx, cancel := context.WithTimeout(context.Background(), 35*time.Second)
		_ = c.source.Settle(ctx) // what can't be stored now is said at the next start
		cancel()
	}
}

func (c *company) close() {
	c.settle()
	if c.host != nil {
		c.host.close()
	} else {
		_ = c.keepClock(context.Background()) // the next answer tells it again
	}
	_ = c.store.Close() // all that matters is durable already
}

// remembered returns the account of the last connection.
func (c *company) remembered(ctx context.Context) (catalog.Account, error) {
	text, ok, err := c.store.AccountSetting(ctx, "", connection)
	var account catalog.Account
	if err != nil || !ok {
		return account, err
	}
	if err := json.Unmarshal([]byte(text), &account); err != nil {
		return catalog.Account{}, nil // asked anew at the next connection
	}
	return account, nil
}

// named returns ctx with the account on its log lines.
func (c *company) named(ctx context.Context) context.Context {
	return logging.WithAccount(ctx, string(c.account().ID))
}

// remember keeps the account that Jobber named.
func (c *company) remember(ctx context.Context, account catalog.Account) error {
	text, err := json.Marshal(account)
	if err != nil {
		return err
	}
	if err := c.store.SetAccountSetting(ctx, "", connection, string(text)); err != nil {
		return err
	}
	c.mu.Lock()
	c.known = account
	c.mu.Unlock()
	return nil
}

// mirrored says how many items the mirror holds: about how many there will be to read.
func (c *company) mirrored(ctx context.Context) int {
	items, ok, err := c.store.Catalog(ctx, c.account().ID)
	if err != nil || !ok {
		return 0
	}
	return len(items.Items)
}

// refreshMirror puts what a run stored, and what it made of the plan's rows, into the mirror.
func (c *company) refreshMirror(ctx context.Context, planned []plan.Change, rows []apply.Row) error {
	id := c.account().ID
	items, ok, err := c.store.Catalog(ctx, id)
	if err != nil || !ok {
		return err
	}
	stored := map[catalog.ItemID]apply.Row{}
	for _, row := range rows {
		if row.Outcome == apply.Applied {
			stored[row.Item] = row
		}
	}
	var changed []catalog.Item
	for _, item := range items.Items {
		row, ok := stored[item.ID]
		if !ok {
			continue
		}
		delete(stored, item.ID)
		changed = append(changed, asStored(item, row))
	}
	wanted := map[int]*catalog.New{}
	for i := range planned {
		wanted[planned[i].Line] = planned[i].Create
	}
	for _, row := range rows {
		made := wanted[row.Line]
		if _, unknown := stored[row.Item]; !unknown || !row.Created || made == nil {
			continue
		}
		item := catalog.Item{ID: row.Item, Name: made.Name, Description: made.Description, Category: made.Category, Price: made.Price, Taxable: made.Taxable, Visible: true}
		changed = append(changed, asStored(item, row))
	}
	return c.store.UpdateItems(ctx, id, changed)
}

// asStored returns the item with what Jobber stored of it in a run.
func asStored(item catalog.Item, row apply.Row) catalog.Item {
	item.Price = row.Stored.Price.Or(item.Price)
	item.Cost = row.Stored.Cost
	if row.Sent.Markup.Known() {
		item.Markup = row.Stored.Markup
	}
	if row.Visible != nil {
		item.Visible = *row.Visible
	}
	return item
}

// ResetPractice gives the practice company its first prices back and empties its history.
func (a *App) ResetPractice(ctx context.Context) error {
	return a.operate(ctx, "reset of the practice company", writes, func(ctx context.Context) error {
		a.mu.Lock()
		open := a.practice
		a.practice = nil
		onTrial := a.onTrial
		a.mu.Unlock()
		if open != nil {
			open.close()
		}
		if err := os.RemoveAll(a.folders.Practice); err != nil {
			return fault.Wrap(err, fault.FolderUnwritable, fault.Facts{"folder": "practice"})
		}
		a.log.Event(ctx, logging.PracticeReset)
		if !onTrial {
			return nil
		}
		return a.openSide(ctx)
	})
}

// SetPractice switches between the practice company and the real account, and remembers it for the next start.
func (a *App) SetPractice(ctx context.Context, on bool) error {
	return a.operate(ctx, "switch", reads, func(ctx context.Context) error {
		a.mu.Lock()
		was := a.onTrial
		a.onTrial = on
		a.mu.Unlock()
		if err := a.openSide(ctx); err != nil {
			a.mu.Lock()
			a.onTrial = was
			a.mu.Unlock()
			return err
		}
		value := "off"
		if on {
			value = "on"
		}
		return a.choose(ctx, "practice", value)
	})
}
