package cli

import (
	"io"
	"os"

	"golang.org/x/sys/windows"
	"golang.org/x/term"
)

// attachConsole lets a program that was built for the window write to the console that started it. Handles that were
// redirected to a file or pipe are there already and stay.
func attachConsole() {
	const parent = ^uint32(0)
	attach := windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole")
	if _, err := windows.GetStdHandle(windows.STD_OUTPUT_HANDLE); err == nil && usable(os.Stdout) && usable(os.Stderr) {
		return
	}
	if ok, _, _ := attach.Call(uintptr(parent)); ok == 0 {
		return
	}
	if !usable(os.Stdout) {
		if f, err := os.OpenFile("CONOUT$", os.O_RDWR, 0); err == nil {
			os.Stdout = f
		}
	}
	if !usable(os.Stderr) {
		if f, err := os.OpenFile("CONOUT$", os.O_RDWR, 0); err == nil {
			os.Stderr = f
		}
	}
	if !usable(os.Stdin) {
		if f, err := os.OpenFile("CONIN$", os.O_RDWR, 0); err == nil {
			os.Stdin = f
		}
	}
}

func usable(f *os.File) bool {
	_, err := windows.GetFileType(windows.Handle(f.Fd()))
	return f.Fd() != 0 && f.Fd() != uintptr(windows.InvalidHandle) && err == nil
}

func interactive(r io.Reader) bool {
	f, ok := r.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
