package app_test

import (
	"encoding/hex"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

// patchCommand overwrites bytes of a file: patch FILE OFFSET HEX.
func patchCommand(ts *testscript.TestScript, _ bool, args []string) {
	offset, err := strconv.ParseInt(args[1], 0, 64)
	ts.Check(err)
	bytes, err := hex.DecodeString(args[2])
	ts.Check(err)
	file, err := os.OpenFile(ts.MkAbs(args[0]), os.O_RDWR, 0)
	ts.Check(err)
	_, err = file.WriteAt(bytes, offset)
	ts.Check(err)
	ts.Check(file.Close())
}

// deafCommand lets the keychain be one that takes calls and never answers.
func deafCommand(ts *testscript.TestScript, _ bool, _ []string) {
	folder, err := os.MkdirTemp("", "deaf-") // a socket's path must be short
	ts.Check(err)
	ts.Defer(func() { _ = os.RemoveAll(folder) })
	listener, err := net.Listen("unix", filepath.Join(folder, "bus"))
	ts.Check(err)
	var listening sync.WaitGroup
	listening.Go(func() {
		for {
			caller, err := listener.Accept()
			if err != nil {
				return
			}
			defer func() { _ = caller.Close() }()
		}
	})
	ts.Defer(func() {
		_ = listener.Close()
		listening.Wait()
	})
	ts.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+listener.Addr().String())
}
