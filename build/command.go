package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// command is a program to be run with its output going to this terminal.
type command struct {
	dir  string
	env  []string // added to this program's own
	name string
	args []string
}

func cmd(name string, args ...string) command { return command{name: name, args: args} }

func (c command) in(dir string) command      { c.dir = dir; return c }
func (c command) with(env ...string) command { c.env = append(c.env, env...); return c }
func (c command) String() string             { return strings.Join(append([]string{c.name}, c.args...), " ") }

func (c command) prepare(ctx context.Context) *exec.Cmd {
	p := exec.CommandContext(ctx, c.name, c.args...)
	p.Dir = c.dir
	p.Env = append(os.Environ(), c.env...)
	p.Cancel = func() error { return p.Process.Signal(os.Interrupt) }
	p.WaitDelay = 10 * time.Second
	return p
}

func (c command) run(ctx context.Context) error {
	p := c.prepare(ctx)
	p.Stdin, p.Stdout, p.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := p.Run(); err != nil {
		return fmt.Errorf("%s: %w", c, err)
	}
	return nil
}

// output returns what the program printed; the error holds what it printed to standard error.
func (c command) output(ctx context.Context) (string, error) {
	p := c.prepare(ctx)
	out, err := p.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			return string(out), fmt.Errorf("%s: %w\n%s", c, err, exit.Stderr)
		}
		return string(out), fmt.Errorf("%s: %w", c, err)
	}
	return string(out), nil
}

func have(program string) bool {
	_, err := exec.LookPath(program)
	return err == nil
}

func say(format string, args ...any) { fmt.Printf("\n== "+format+"\n", args...) }
