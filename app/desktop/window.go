//go:build production || dev || bindings

package desktop

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/windows"

	"pricesync/app/fault"
)

// open runs the window until it is closed. Generating the bindings runs it too, so nothing is opened before startup.
// GTK without a display panics where it should return an error, before the window is there.
func open(bridge *Bridge, page embed.FS, singleID string) (err error) {
	defer func() {
		if _, w := bridge.door(); w == nil {
			switch value := fmt.Sprint(recover()); {
			case value == fmt.Sprint(nil):
			case strings.Contains(value, "GTK"):
				err = fault.Wrap(errors.New(value), fault.NoDisplay, nil)
			default:
				err = errors.New("open the window: " + value)
			}
		}
	}()
	assets, err := fs.Sub(page, "frontend/dist")
	if err != nil {
		return fmt.Errorf("find the page: %w", err)
	}
	return wails.Run(&options.App{
		Title:              "Price Sync",
		Width:              1280,
		Height:             800,
		MinWidth:           640,
		MinHeight:          480,
		BackgroundColour:   options.NewRGB(249, 248, 246),
		AssetServer:        &assetserver.Options{Assets: assets, Middleware: secured(assets)},
		OnStartup:          func(ctx context.Context) { bridge.startup(ctx, wailsWindow{}) },
		OnDomReady:         bridge.domReady,
		OnBeforeClose:      bridge.beforeClose,
		OnShutdown:         bridge.shutdown,
		Bind:               []any{bridge},
		ErrorFormatter:     func(err error) any { return formatError(bridge.refusal(err)) },
		Logger:             quiet{bridge},
		LogLevelProduction: logger.ERROR,
		SingleInstanceLock: &options.SingleInstanceLock{
			UniqueId:               singleID,
			OnSecondInstanceLaunch: func(data options.SecondInstanceData) { bridge.secondInstance(data.Args, data.WorkingDirectory) },
		},
		DragAndDrop: &options.DragAndDrop{EnableFileDrop: true, DisableWebViewDrop: true},
		Linux:       &linux.Options{ProgramName: "pricesync", WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
		Windows:     &windows.Options{DisablePinchZoom: true, Messages: messages()},
	})
}

// formatError returns the error of a bound method as a JSON string: the page's door parses it.
func formatError(view ErrorView) any {
	text, marshalErr := json.Marshal(view)
	if marshalErr != nil {
		return `{"code":"internal"}`
	}
	return string(text)
}

// quiet passes what the window itself has to say to the program's log, and its chatter nowhere.
type quiet struct{ bridge *Bridge }

func (quiet) Print(string)           {}
func (quiet) Trace(string)           {}
func (quiet) Debug(string)           {}
func (quiet) Info(string)            {}
func (quiet) Warning(string)         {}
func (q quiet) Error(message string) { q.bridge.app.TellWindow(message) }
func (q quiet) Fatal(message string) {
	q.bridge.app.TellWindow(message)
	os.Exit(1)
}

// messages are what Windows shows when its web view is missing, too old or broken.
func messages() *windows.Messages {
	const install = " Press OK to download and install it from Microsoft; this can take some minutes. No price was changed and nothing is lost."
	return &windows.Messages{
		InstallationRequired: "Price Sync draws its window with the “Microsoft Edge WebView2 Runtime”, which is missing on this computer." + install,
		UpdateRequired:       "Price Sync draws its window with the “Microsoft Edge WebView2 Runtime”, which is too old on this computer." + install,
		MissingRequirements:  askTitle,
		Webview2NotInstalled: "The “Microsoft Edge WebView2 Runtime” is not installed.",
		Error:                askTitle,
		FailedToInstall:      "The “Microsoft Edge WebView2 Runtime” could not be installed. Ask your IT department to install it, then start Price Sync again.",
		DownloadPage:         "Price Sync draws its window with the “Microsoft Edge WebView2 Runtime”. Press OK to open its download page. Least version: ",
		PressOKToInstall:     "Press OK to install it.",
		ContactAdmin:         "Price Sync draws its window with the “Microsoft Edge WebView2 Runtime”. Ask your IT department to install it, then start Price Sync again.",
		InvalidFixedWebview2: "The “Microsoft Edge WebView2 Runtime” that was chosen for Price Sync can't be used. Ask your IT department to install it anew.",
		WebView2ProcessCrash: "The “Microsoft Edge WebView2 Runtime” ended by itself, so Price Sync's window shows nothing any more. What was done is recorded. " +
			"Close Price Sync and start it again; if it happens again, repair the runtime in Windows Settings, Apps.",
	}
}
