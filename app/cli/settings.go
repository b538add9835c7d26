package cli

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"pricesync/app/settings"
)

type settingJSON struct {
	Name     string   `json:"name"`
	Value    string   `json:"value"` // a secret is "set" or ""
	Origin   string   `json:"origin"`
	Default  string   `json:"default"`
	Variable string   `json:"variable"`
	Fixed    bool     `json:"fixed"` // only the variable sets it
	Kind     string   `json:"kind"`
	Choices  []string `json:"choices"`
	Wrong    string   `json:"wrong"` // why the value can't be used and the default works, "" where it can
	Means    string   `json:"means"`
}

func (t *terminal) settings() *cobra.Command {
	c := &cobra.Command{
		Use:   "settings",
		Short: "Show every setting and where its value comes from",
		Args:  arguments(0, 0, "no argument, or set NAME"),
		RunE: func(*cobra.Command, []string) error {
			all := t.app.Settings()
			views := make([]settingJSON, 0, len(all))
			for _, s := range all {
				views = append(views, settingJSON{
					s.Name, s.Value, string(s.Origin), s.Default, s.Variable, s.Fixed, string(s.Kind), s.Choices, s.Wrong, s.Means,
				})
				if t.json {
					continue
				}
				origin := string(s.Origin)
				if s.Origin == settings.FromEnvironment {
					origin += " (" + s.Variable + ")"
				}
				t.say("%-20s %-32s %s", s.Name, s.Value, origin)
				if s.Wrong != "" {
					t.say("%-20s %s", "", s.Wrong)
				}
			}
			if t.json {
				return t.print(map[string]any{"op": t.app.NewOp(), "settings": views})
			}
			return nil
		},
	}
	c.AddCommand(&cobra.Command{
		Use:   "set NAME",
		Short: "Change a setting; its value, and the client secret too, is read from stdin",
		Args:  arguments(1, 1, "the name of one setting; its value is read from stdin"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if interactive(t.in) {
				t.say("Type the value of %s and press Enter:", args[0])
			}
			value, err := readValue(t.in)
			if err != nil {
				return usageError{err}
			}
			if err := t.app.SaveSetting(cmd.Context(), args[0], value); err != nil {
				return err
			}
			found := t.about(cmd, args[0])
			if t.json {
				return t.print(map[string]any{"op": t.app.LastOp(), "saved": args[0], "findings": found})
			}
			t.say("Saved %s.", args[0])
			for _, f := range found {
				t.say("%s: %s %s", f.Severity, f.Message, f.Hint)
			}
			return nil
		},
	})
	return c
}

// about returns what is wrong with the setting now.
func (t *terminal) about(cmd *cobra.Command, name string) []findingJSON {
	found := []findingJSON{}
	setting, _ := settings.Lookup(name)
	for _, f := range t.app.Status(cmd.Context()).Findings {
		if f.Field == setting.Name {
			found = append(found, findingView(f))
		}
	}
	return found
}

// readValue reads one line, or all of a pipe, without the line end. Reading stops at 64 KB: no setting is longer.
func readValue(r io.Reader) (string, error) {
	const most = 64 << 10
	if interactive(r) {
		line := make([]byte, 0, 256)
		one := make([]byte, 1)
		for len(line) < most {
			n, err := r.Read(one)
			if n == 1 && one[0] == '\n' || err == io.EOF {
				break
			}
			if err != nil {
				return "", err
			}
			line = append(line, one[:n]...)
		}
		return strings.TrimRight(string(line), "\r"), nil
	}
	all, err := io.ReadAll(io.LimitReader(r, most))
	return strings.TrimRight(string(all), "\r\n"), err
}
