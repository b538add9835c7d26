package app

import (
	"context"
	"log/slog"
	"net/url"
	"sync"
	"time"

	"pricesync/app/network"
	"pricesync/app/store"
)

// Contact is one host that the program has contacted for one purpose, all times together. Package network says what
// is counted.
type Contact struct {
	Host     string // with its port where it is unusual
	Why      string // a few words for people
	Requests int    // Failed included
	Failed   int    // got no answer, or not all of it
	Sent     int64  // bytes
	Received int64  // bytes
	First    time.Time
	Last     time.Time
}

// practiceHost stands for the practice company, which is served inside this program on a port that changes.
const practiceHost = "this computer"

// ledger keeps what the door counted in the databases: the practice company's in its own, everything else in the real
// account's. It does so at the end of every operation, never for a single request: a process that is killed loses what
// it counted since its last operation.
type ledger struct {
	door *network.Door

	mu sync.Mutex // held while counts are on their way from the door to a database
}

// keep writes what was counted to the databases of those companies. What can't be written stays in memory, where the
// network page finds it until the program ends.
func (l *ledger) keep(ctx context.Context, companies ...*company) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	taken := l.door.Take()
	if len(taken) == 0 {
		return nil
	}
	for _, side := range companies {
		if side == nil || side.store == nil {
			continue
		}
		var own []store.Contact
		var others []network.Contact
		for _, c := range taken {
			if side.practice == (c.Host == practiceHost) {
				own = append(own, store.Contact(c))
			} else {
				others = append(others, c)
			}
		}
		if err := side.store.AddContacts(context.WithoutCancel(ctx), own); err != nil {
			l.door.Return(taken)
			return err
		}
		taken = others
	}
	l.door.Return(taken)
	return nil
}

// known returns what those companies' databases and the memory have, each line once. A database that can't be read
// leaves what this session counted.
func (l *ledger) known(ctx context.Context, companies ...*company) ([]Contact, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	type line struct{ host, why string }
	sums := map[line]network.Contact{}
	add := func(c network.Contact) {
		at := line{c.Host, c.Why}
		if sum, ok := sums[at]; ok {
			c = network.Sum(sum, c)
		}
		sums[at] = c
	}
	for _, c := range l.door.Contacts() {
		add(c)
	}
	var unread error
	for _, side := range companies {
		if side == nil || side.store == nil {
			continue
		}
		kept, err := side.store.Contacts(ctx)
		if err != nil {
			unread = err
			continue
		}
		for _, c := range kept {
			add(network.Contact(c))
		}
	}
	all := make([]network.Contact, 0, len(sums))
	for _, c := range sums {
		all = append(all, c)
	}
	network.Latest(all)
	contacts := make([]Contact, 0, len(all))
	for _, c := range all {
		contacts = append(contacts, Contact(c))
	}
	return contacts, unread
}

// sides returns the companies that are open; either may be nil.
func (a *App) sides() (real, practice *company) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.real, a.practice
}

// keepContacts writes what was counted on the network to the database. It fails no operation.
func (a *App) keepContacts(ctx context.Context) {
	real, practice := a.sides()
	if err := a.ledger.keep(ctx, real, practice); err != nil {
		a.log.Failure(ctx, err, slog.String("operation", "keep the network page"))
	}
}

// Network lists every host that the program has contacted, the latest first. Where the database can't be read it lists
// what this session knows, and fails when that is nothing: an empty list would say that nobody was ever contacted.
func (a *App) Network(ctx context.Context) ([]Contact, error) {
	real, practice := a.sides()
	contacts, err := a.ledger.known(ctx, real, practice)
	if err != nil {
		a.log.Failure(ctx, err, slog.String("operation", "read the network page"))
	}
	if len(contacts) > 0 {
		return contacts, nil
	}
	if err == nil && real == nil {
		_, err = a.usable()
	}
	return contacts, err
}

// marked says what each request of the client is for, unless the operation has said it already.
func marked(ctx context.Context, operation string, writes bool) context.Context {
	if network.PurposeOf(ctx) != "" {
		return ctx
	}
	switch {
	case operation == "Account":
		return network.For(ctx, network.Account)
	case operation == "Disconnect":
		return network.For(ctx, network.Ending)
	case writes:
		return network.For(ctx, network.Writing)
	}
	return network.For(ctx, network.Reading)
}

// showInBrowser opens an address in the system's browser and counts that.
func (a *App) showInBrowser(address string, why network.Purpose) error {
	if to, err := url.Parse(address); err == nil {
		a.ledger.door.Opened(to.Host, why)
	}
	return openBrowser(address)
}

// Screen is what only the page can know about the screen it is shown on.
type Screen struct {
	Engine        string  // the web view's name and version, as it calls itself
	Scale         float64 // device pixels in one of the page's
	Width, Height int     // of the window, in the page's pixels
	FontsLoaded   bool    // the program's own fonts
}

// TellScreen keeps what the page says of its screen, for the self-check.
func (a *App) TellScreen(screen Screen) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.screen = screen
}
