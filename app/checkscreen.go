package app

import (
	"context"
	"fmt"

	"pricesync/app/diagnostics"
)

// leastWidth and leastHeight are what the screens need, in the page's pixels: a window below them scrolls.
const (
	leastWidth  = 900
	leastHeight = 560
)

// shown returns what the page told of its screen; false where there is no page, or it has not told yet.
func (a *App) shown() (Screen, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.screen, a.screen != Screen{}
}

func (a *App) askWebView(context.Context) diagnostics.Answer {
	installed, known := installedWebView()
	screen, shown := a.shown()
	switch {
	case shown && installed != "":
		return diagnostics.Fine(screen.Engine + " (installed: " + installed + ").")
	case shown:
		return diagnostics.Fine(screen.Engine + ".")
	case installed != "":
		return diagnostics.Fine("Installed: " + installed + ".")
	case known:
		return diagnostics.Answer{
			Status: diagnostics.Warning, Message: "Windows' web view is not installed, so Price Sync's window can't open; the command line works without it.",
			Hint: "Install Microsoft Edge WebView2, or ask your IT department to.",
		}
	case a.config.Terminal:
		return diagnostics.Skip("The command line has none.")
	}
	return diagnostics.Skip("The page has not told yet.")
}

func (a *App) askFonts(context.Context) diagnostics.Answer {
	screen, shown := a.shown()
	switch {
	case !shown:
		return a.noScreen()
	case !screen.FontsLoaded:
		return diagnostics.Answer{
			Status: diagnostics.Warning, Message: "The page could not load the program's own letters, so columns of prices may not line up.",
			Hint: "Close Price Sync and open it again; if it stays so, install it anew.",
		}
	}
	return diagnostics.Fine("The program's own letters are shown.")
}

func (a *App) askDisplay(context.Context) diagnostics.Answer {
	screen, shown := a.shown()
	if !shown {
		return a.noScreen()
	}
	message := fmt.Sprintf("The display is scaled to %.0f %%; the window has room for %d × %d points", screen.Scale*100, screen.Width, screen.Height)
	if screen.Width < leastWidth || screen.Height < leastHeight {
		return diagnostics.Answer{
			Status: diagnostics.Warning, Message: message + ", which is little: parts of a preview lie outside of it.",
			Hint: "Make the window larger, or choose a smaller scale in the display settings.",
		}
	}
	return diagnostics.Fine(message + ".")
}

func (a *App) noScreen() diagnostics.Answer {
	if a.config.Terminal {
		return diagnostics.Skip("The command line has no page.")
	}
	return diagnostics.Skip("The page has not told yet.")
}
