package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"pricesync/app"
	"pricesync/app/fault"
)

// Main runs the command line and returns the exit code.
func Main(args []string, version, commit string) int {
	attachConsole()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	t := &terminal{in: os.Stdin, out: os.Stdout, err: os.Stderr, version: version, commit: commit}
	return t.run(ctx, args)
}

// Wants says whether the arguments are for the command line: anything but nothing, and a price list to open in the
// window.
func Wants(args []string) bool {
	if len(args) == 0 {
		return false
	}
	first := args[0]
	root := (&terminal{}).root()
	if strings.HasPrefix(first, "-") || slices.ContainsFunc(root.Commands(), func(c *cobra.Command) bool { return c.Name() == first }) ||
		slices.Contains([]string{"help", "completion", cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd}, first) {
		return true
	}
	if _, err := os.Stat(first); err == nil {
		return false
	}
	return filepath.Ext(first) == "" && !strings.ContainsAny(first, `/\`)
}

// terminal is one call of the command line.
type terminal struct {
	in              io.Reader
	out, err        io.Writer
	version, commit string

	json     bool
	practice bool
	app      *app.App
	known    app.Reading // the price list that was read last
	printed  bool        // a JSON document stands on stdout already
}

func (t *terminal) run(ctx context.Context, args []string) int {
	root := t.root()
	t.json = slices.Contains(args, "--json") // also where what follows can't be parsed
	root.SetArgs(args)
	root.SetOut(t.out)
	if t.json {
		root.SetOut(t.err) // help is for people
	}
	root.SetErr(t.err)
	root.SetIn(t.in)
	err := t.execute(ctx, root)
	var ended exit
	code := 0
	switch {
	case errors.As(err, &ended):
		code = int(ended)
	case err != nil:
		code = t.fail(ctx, err)
	}
	if t.app != nil {
		t.app.Close()
	}
	return code
}

// execute runs the command. Whatever breaks in it is told as any other trouble.
func (t *terminal) execute(ctx context.Context, root *cobra.Command) (err error) {
	defer fault.Catch(&err)
	return root.ExecuteContext(ctx)
}

// exit is an ending that has said all there is to say.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// fail tells the person what went wrong, and a script on stdout when it asked for JSON.
func (t *terminal) fail(ctx context.Context, err error) int {
	told := asFault(err)
	if t.app != nil {
		told = t.app.Told(ctx, told)
	}
	if t.json && !t.printed {
		_ = encode(t.out, failureJSON{Op: t.op(told), Error: errorView(told)})
	}
	fmt.Fprintln(t.err, told.Message)
	if told.Hint != "" {
		fmt.Fprintln(t.err, told.Hint)
	}
	if told.Ref != "" {
		fmt.Fprintln(t.err, "Reference "+told.Ref)
	}
	return told.Entry().Exit
}

// asFault turns what cobra has to say about flags and arguments into a usage fault.
func asFault(err error) *fault.Error {
	var told *fault.Error
	if errors.As(err, &told) {
		return told
	}
	var usage usageError
	if errors.As(err, &usage) || strings.HasPrefix(err.Error(), "unknown command") || strings.HasPrefix(err.Error(), "required flag") {
		why, _, _ := strings.Cut(err.Error(), "\n")
		return fault.Wrap(err, fault.Usage, fault.Facts{"why": strings.TrimSuffix(why, ".")})
	}
	return fault.From(err)
}

type usageError struct{ error }

// op returns the operation id of what failed; a fresh one where nothing had begun.
func (t *terminal) op(told *fault.Error) string {
	switch {
	case told.Ref != "":
		return told.Ref
	case t.app == nil:
		return app.New(app.Config{}).NewOp()
	}
	return t.app.NewOp()
}

func errorView(e *fault.Error) errorJSON {
	return errorJSON{Code: string(e.Code), Message: e.Message, Hint: e.Hint, Ref: e.Ref}
}

func (t *terminal) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "pricesync [FILE]",
		Short:         "Brings a price list into Jobber, row by row, seen before it is written",
		Long:          "Price Sync brings a price list into Jobber's products and services.\n\nWithout a command it opens its window, with FILE on it. With --practice a command works on the practice company:\nno sign-in, nothing reaches Jobber.",
		SilenceUsage:  true,
		SilenceErrors: true,
		Version:       t.version,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			t.app = app.New(app.Config{
				Version: t.version, Commit: t.commit, Practice: t.practice, Terminal: true, Command: cmd.CommandPath(), LogTo: t.err,
			})
			t.app.Start(cmd.Context())
			return nil
		},
	}
	root.PersistentFlags().BoolVar(&t.json, "json", false, "print JSON to stdout, and nothing else there")
	root.PersistentFlags().BoolVar(&t.practice, "practice", false, "work on the practice company: no sign-in, nothing reaches Jobber")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{plainly(err)} })
	root.AddCommand(
		t.connect(), t.disconnect(), t.status(), t.versionCommand(), t.settings(), t.practiceCommand(),
		t.preview(), t.compare(), t.profiles(), t.links(), t.locks(), t.rules(), t.sync(), t.history(), t.resume(), t.undo(), t.export(), t.doctor(), t.network(), t.diagnostics(), t.report(), t.replay(),
	)
	return root
}

// plainly says of a flag's value that is none of its kind what the flag takes.
func plainly(err error) error {
	var wrong *pflag.InvalidValueError
	if !errors.As(err, &wrong) {
		return err
	}
	takes := map[string]string{"int": "a whole number", "bool": "true or false"}[wrong.GetFlag().Value.Type()]
	if takes == "" {
		return err
	}
	return fmt.Errorf("--%s takes %s, not %q", wrong.GetFlag().Name, takes, wrong.GetValue())
}

// arguments checks how many arguments a command got, in the words of the usage fault.
func arguments(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < least || len(args) > most {
			return usageError{fmt.Errorf("%s takes %s", cmd.CommandPath(), what)}
		}
		return nil
	}
}

// print writes one JSON document to stdout.
func (t *terminal) print(value any) error {
	t.printed = true
	return encode(t.out, value)
}

// say writes a line for people: to stdout, or to stderr when stdout carries JSON.
func (t *terminal) say(format string, args ...any) {
	w := t.out
	if t.json {
		w = t.err
	}
	fmt.Fprintf(w, format+"\n", args...)
}

// ask returns whether the person at the terminal answered yes.
func (t *terminal) ask(question string) bool {
	fmt.Fprintf(t.err, "%s [y/N] ", question)
	var answer string
	_, _ = fmt.Fscanln(t.in, &answer)
	return strings.EqualFold(answer, "y") || strings.EqualFold(answer, "yes")
}
