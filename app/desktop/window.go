//go:build production || dev || bindings

package desktop

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/logger"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/windows"
)

// open runs the window until it is closed. Generating the bindings runs it too, so nothing is opened before startup.
func open(bridge *Bridge, page embed.FS, singleID string) error {
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
		Windows:     &windows.Options{DisablePinchZoom: true},
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
