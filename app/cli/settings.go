package cli

import (
	"io"
	"strings"

	"github.com/spf13/cobra"
)

type settingJSON struct {
	Name     string `json:"name"`
	Value    string `json:"value"`
	Origin   string `json:"origin"`
	Variable string `json:"variable"`
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
				views = append(views, settingJSON{s.Name, s.Value, string(s.Origin), s.Variable})
				if !t.json {
					t.say("%-20s %-32s %s", s.Name, s.Value, s.Origin)
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
			if t.json {
				return t.print(map[string]any{"op": t.app.LastOp(), "saved": args[0]})
			}
			t.say("Saved %s.", args[0])
			return nil
		},
	})
	return c
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
