package app

import (
	"context"
	"time"
)

// Contact is one host that the program has contacted for one purpose, all times together.
type Contact struct {
	Host     string // with its port where it is unusual
	Why      string // a few words for people
	Requests int    // Failed included
	Failed   int    // got no answer
	Sent     int64  // bytes
	Received int64  // bytes
	First    time.Time
	Last     time.Time
}

// Network lists every host that the program has contacted, the latest first.
func (a *App) Network(context.Context) ([]Contact, error) { return []Contact{}, nil }

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
