package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"pricesync/app/catalog"
	"pricesync/app/jobber/sandbox"
)

// host serves the practice company over HTTP on loopback, for as long as the program works on it.
type host struct {
	server  *sandbox.Server
	account catalog.Account
	http    *http.Server
	url     string
	done    chan struct{}
}

// startHost opens the practice company kept in that file on a port that the system chooses.
func startHost(state string) (*host, error) {
	company := sandbox.PracticeCompany()
	config := sandbox.Config{Catalog: company, Keeper: stateFile(state), Keep: 1000}
	server, err := sandbox.New(config)
	if errors.Is(err, sandbox.ErrState) {
		if err = setAside(state); err == nil {
			server, err = sandbox.New(config)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("open the practice company: %w", err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("serve the practice company: %w", err)
	}
	h := &host{
		server:  server,
		account: company.Account,
		http:    &http.Server{Handler: server, ReadHeaderTimeout: 10 * time.Second, ErrorLog: log.New(io.Discard, "", 0)},
		url:     "http://" + listener.Addr().String(),
		done:    make(chan struct{}),
	}
	go func() {
		defer close(h.done)
		_ = h.http.Serve(listener)
	}()
	return h, nil
}

func (h *host) close() {
	_ = h.http.Close()
	<-h.done
}

// practiceTokens are the practice company's: minted in memory, never in the keychain.
type practiceTokens struct {
	server *sandbox.Server

	mu     sync.Mutex
	access string
}

// Token returns an access token of the practice company.
func (p *practiceTokens) Token(context.Context) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.mint("")
}

// Refresh returns another one than stale.
func (p *practiceTokens) Refresh(_ context.Context, stale string) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.mint(stale)
}

func (p *practiceTokens) mint(stale string) (string, error) {
	if p.access != "" && p.access != stale {
		return p.access, nil
	}
	tokens, err := p.server.MintToken()
	if err == nil {
		p.access = tokens.Access
	}
	return p.access, err
}

// stateFile keeps the practice company's state in one file.
type stateFile string

// Load returns what was saved, or nothing.
func (f stateFile) Load() ([]byte, error) {
	state, err := os.ReadFile(string(f))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return state, err
}

// Save replaces the file whole.
func (f stateFile) Save(state []byte) error {
	return replace(string(f), func(w io.Writer) error {
		_, err := w.Write(state)
		return err
	})
}

// setAside renames a file that can't be read, so that nothing is lost.
func setAside(path string) error {
	return os.Rename(path, fmt.Sprintf("%s.unreadable-%d", path, time.Now().UnixMilli()))
}

// SavePracticePriceList writes the price list that comes with the practice company to path.
func (a *App) SavePracticePriceList(path string) error {
	_, content := sandbox.PracticePriceList()
	return replace(path, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

// PracticePriceList puts the practice company's price list into the profile's folder and returns its path.
func (a *App) PracticePriceList() (string, error) {
	name, _ := sandbox.PracticePriceList()
	folder := a.folders.Practice
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	path := filepath.Join(folder, name)
	return path, a.SavePracticePriceList(path)
}
