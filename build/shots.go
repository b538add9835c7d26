package main

import (
	"context"
	"fmt"
)

// shots saves a picture of every page and state, light and dark, for a designer's eye.
func shots(ctx context.Context, args []string) error {
	if err := install(ctx, testNeeds()); err != nil {
		return err
	}
	if err := pageBuilt(ctx); err != nil {
		return err
	}
	if err := cmd("node", append([]string{"test/shots.mjs", "--out", "../build/out/shots"}, args...)...).in("frontend").run(ctx); err != nil {
		return err
	}
	fmt.Println("The screenshots are in build/out/shots.")
	return nil
}
