//go:build !linux

package app_test

import "github.com/rogpeppe/go-internal/testscript"

func holdCommand(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Fatalf("nobody can hold a database so on this system")
}
