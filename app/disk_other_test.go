//go:build !linux

package app_test

import (
	"errors"

	"github.com/rogpeppe/go-internal/testscript"
)

// smallDisk says why no small disk can be had here.
func smallDisk() error { return errors.New("a small disk is made on Linux alone") }

func diskCommand(ts *testscript.TestScript, _ bool, _ []string) { ts.Check(smallDisk()) }
