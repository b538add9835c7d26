package app_test

import (
	"context"
	"os"
	"runtime/debug"

	"pricesync/app"
)

// crashing is a program that ends as nothing can recover from: os.Args says how, and with which words in mind.
func crashing() {
	a := app.New(app.Config{Version: "0.0.0-test", Commit: "test"})
	a.Start(context.Background())
	how, words := os.Args[1], os.Args[2]
	done := make(chan int)
	go func() {
		if how == "panic" {
			panic("a library broke with " + words)
		}
		debug.SetMaxStack(1 << 20)
		done <- deeper(words)
	}()
	<-done
}

// deeper calls itself until the stack is used up.
func deeper(words string) int {
	if words == "" {
		return 0
	}
	return deeper(words+"x") + 1
}
