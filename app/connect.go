package app

import (
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"pricesync/app/catalog"
	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/network"
	"pricesync/app/oauth"
	"pricesync/app/redact"
	"pricesync/app/settings"
)

// disconnectPatience is how long Jobber is given to hear of a disconnect. The tokens are forgotten all the same.
const disconnectPatience = 20 * time.Second

// ConnectOptions say how the person gets to Jobber's page.
type ConnectOptions struct {
	Browser bool             // open the system's browser
	Show    func(url string) // told the address at once, to print or copy; nil tells nobody
}

// Connected is a sign-in that succeeded.
type Connected struct {
	Op          string
	Account     catalog.Account
	SessionOnly bool // there is no keychain: connected until the program ends
}

// signIn is the attempt that waits for the browser.
type signIn struct {
	mu      sync.Mutex
	attempt *oauth.Attempt
}

func (s *signIn) set(attempt *oauth.Attempt) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.attempt = attempt
}

func (s *signIn) waiting() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.attempt != nil
}

// Connect signs in to Jobber in the browser, keeps the tokens in the keychain and asks which account they reach.
func (a *App) Connect(ctx context.Context, options ConnectOptions) (Connected, error) {
	var done Connected
	err := a.operate(ctx, "connect", reads, func(ctx context.Context) error {
		done.Op = ref(ctx)
		side, err := a.usable()
		if err != nil {
			return err
		}
		if side.practice {
			done.Account = side.account()
			return nil
		}
		if !a.openKeychain(ctx) && !a.settings().HasClient() {
			return fault.New(fault.KeychainLocked, nil)
		}
		side = a.side()
		if err := a.allowConnect(ctx, side); err != nil {
			return err
		}
		started := time.Now()
		done.SessionOnly = !a.keys.unlock(ctx)
		tokens, err := a.authorize(ctx, options)
		if err != nil {
			return err
		}
		if err := side.source.Use(ctx, tokens); err != nil {
			return err
		}
		account, err := side.client.Account(ctx)
		if err != nil {
			_ = side.source.Forget(context.WithoutCancel(ctx)) // a connection that can't say whose it is, is none
			return err
		}
		if err := side.remember(ctx, account); err != nil {
			return err
		}
		done.Account = account
		a.apply(ctx) // what is chosen per account is this account's now
		a.log.Event(side.named(ctx), logging.Connected, slog.Bool("session_only", done.SessionOnly), ms(started))
		return nil
	})
	return done, err
}

// authorize waits for the person in the browser.
func (a *App) authorize(ctx context.Context, options ConnectOptions) (oauth.Tokens, error) {
	var open func(string) error
	if options.Browser {
		open = func(url string) error { return a.showInBrowser(url, network.Browser) }
	}
	attempt, err := oauth.NewFlow(a.oauthConfig(a.address(), network.SignIn), open).Start(ctx)
	if err != nil {
		return oauth.Tokens{}, err
	}
	a.signIn.set(attempt)
	defer a.signIn.set(nil)
	a.log.Event(ctx, logging.ConnectStart, slog.Int("port", a.settings().CallbackPort), slog.Bool("browser", options.Browser))
	if options.Show != nil {
		options.Show(attempt.URL())
	}
	a.changed()
	return attempt.Wait(ctx)
}

// CancelConnect ends a sign-in that waits for the browser.
func (a *App) CancelConnect() {
	a.signIn.mu.Lock()
	defer a.signIn.mu.Unlock()
	if a.signIn.attempt != nil {
		a.signIn.attempt.Cancel()
	}
}

// Disconnected is what became of a disconnect.
type Disconnected struct {
	Op   string
	Was  bool // there was a connection
	Told bool // Jobber has heard of it
}

// Disconnect tells Jobber and forgets the tokens, even when Jobber can't be reached. Doing it twice is no error.
func (a *App) Disconnect(ctx context.Context) (Disconnected, error) {
	var done Disconnected
	err := a.operate(ctx, "disconnect", reads, func(ctx context.Context) error {
		done.Op = ref(ctx)
		side, err := a.usable()
		if err != nil || side.practice {
			return err
		}
		if done.Was = side.source.Connected(ctx) == nil; done.Was {
			telling, cancel := context.WithTimeout(ctx, disconnectPatience)
			toldErr := side.client.Disconnect(telling)
			cancel()
			done.Told = toldErr == nil
			if toldErr != nil {
				a.log.Failure(ctx, toldErr, slog.String("operation", "tell Jobber of the disconnect"))
			}
		}
		if err := side.source.Forget(context.WithoutCancel(ctx)); err != nil {
			return err
		}
		a.log.Event(side.named(ctx), logging.Disconnected, slog.Bool("was_connected", done.Was), slog.Bool("told", done.Told))
		return nil
	})
	return done, err
}

// SaveCredentials keeps the client id in the settings and the client secret in the keychain. An empty secret keeps
// the one that is there.
func (a *App) SaveCredentials(ctx context.Context, clientID string, clientSecret redact.Secret) error {
	return a.operate(ctx, "settings", reads, func(ctx context.Context) error {
		if err := a.choose(ctx, settings.ClientID, strings.TrimSpace(clientID)); err != nil {
			return err
		}
		if clientSecret == "" {
			return nil
		}
		return a.choose(ctx, settings.ClientSecret, clientSecret.Reveal())
	})
}

// connected returns the company at work once it can talk to Jobber as far as is known here, and nothing that was found
// disables what is to be done.
func (a *App) connected(ctx context.Context, to settings.Area) (*company, error) {
	side, err := a.usable()
	if err != nil {
		return nil, err
	}
	if err := a.allowed(to); err != nil || side.practice {
		return side, err
	}
	if !a.openKeychain(ctx) {
		return nil, fault.New(fault.KeychainLocked, nil)
	}
	side = a.side()
	return side, side.source.Connected(ctx)
}

// sameAccount refuses what was begun under another account than the one connected now.
func (a *App) sameAccount(side *company, expected catalog.Account) error {
	if actual := side.account(); actual.ID != expected.ID {
		return fault.New(fault.WrongAccount, fault.Facts{"expected": expected.Name, "actual": actual.Name})
	}
	return nil
}

// samePlanAccount asks Jobber which account is connected right now, and refuses a plan of another one.
func (a *App) samePlanAccount(ctx context.Context, side *company, expected catalog.Account) error {
	actual, err := side.client.Account(ctx)
	if err != nil {
		return err
	}
	if actual != side.account() {
		if err := side.remember(ctx, actual); err != nil {
			return err
		}
	}
	if actual.ID != expected.ID {
		return fault.New(fault.StalePlan, fault.Facts{"why": "it belongs to " + expected.Name + ", and you are connected to " + actual.Name})
	}
	return nil
}

// fileLock keeps the refreshes of two processes apart by a file lock, which the system frees when a process ends.
type fileLock string

func authLock(folders settings.Folders) fileLock {
	return fileLock(filepath.Join(folders.Home, "auth.lock"))
}

// Lock waits until this process has the lock.
func (f fileLock) Lock(ctx context.Context) (release func(), err error) {
	lock := flock.New(string(f))
	if _, err := lock.TryLockContext(ctx, 50*time.Millisecond); err != nil {
		return nil, fault.Wrap(err, fault.FolderUnwritable, fault.Facts{"folder": filepath.Base(filepath.Dir(string(f)))})
	}
	return func() { _ = lock.Unlock() }, nil
}
