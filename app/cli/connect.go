package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"pricesync/app"
	"pricesync/app/fault"
	"pricesync/app/settings"
)

func (t *terminal) connect() *cobra.Command {
	var noBrowser bool
	c := &cobra.Command{
		Use:   "connect",
		Short: "Sign in to Jobber in your browser",
		Args:  arguments(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			connected, err := t.app.Connect(cmd.Context(), app.ConnectOptions{Browser: !noBrowser, Show: func(url string) {
				if t.json {
					_ = t.print(map[string]string{"op": t.app.LastOp(), "authorize_url": url})
				} else {
					t.say("Sign in to Jobber in your browser. If it does not open, go to:\n%s", url)
				}
			}})
			if err != nil {
				t.printed = false
				return err
			}
			if t.json {
				return t.print(struct {
					Op          string       `json:"op"`
					Connected   bool         `json:"connected"`
					Account     *accountJSON `json:"account"`
					SessionOnly bool         `json:"session_only"`
				}{connected.Op, true, account(connected.Account), connected.SessionOnly})
			}
			t.say("Connected to %s.", connected.Account.Name)
			if connected.SessionOnly {
				t.say("%s", fault.New(fault.KeychainMissing, nil).Message)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&noBrowser, "no-browser", false, "only print the address to sign in at")
	return c
}

func (t *terminal) disconnect() *cobra.Command {
	return &cobra.Command{
		Use:   "disconnect",
		Short: "Tell Jobber, and forget the connection",
		Args:  arguments(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			done, err := t.app.Disconnect(cmd.Context())
			if err != nil {
				return err
			}
			if t.json {
				return t.print(struct {
					Op        string `json:"op"`
					Connected bool   `json:"connected"`
					Told      bool   `json:"told_jobber"`
				}{done.Op, false, done.Told})
			}
			t.say("Disconnected.")
			if !done.Told && done.Was {
				t.say("Jobber could not be told; the connection is forgotten on this computer.")
			}
			return nil
		},
	}
}

type findingJSON struct {
	Code     string   `json:"code"`
	Severity string   `json:"severity"`
	Field    string   `json:"field"`
	Variable string   `json:"variable"`
	Value    string   `json:"value"`
	Message  string   `json:"message"`
	Hint     string   `json:"hint"`
	Breaks   []string `json:"breaks"`
}

func findingView(f settings.Finding) findingJSON {
	view := findingJSON{
		Code: string(f.Code), Severity: string(f.Severity), Field: f.Field, Variable: f.Variable, Value: f.Value, Message: f.Message, Hint: f.Hint,
		Breaks: make([]string, 0, len(f.Breaks)),
	}
	for _, area := range f.Breaks {
		view.Breaks = append(view.Breaks, string(area))
	}
	return view
}

type unfinishedJSON struct {
	Run     string  `json:"run"`
	Started *string `json:"started"`
}

func (t *terminal) status() *cobra.Command {
	return &cobra.Command{
		Use:   "status",
		Short: "Say whether Jobber is connected, and what waits for you",
		Long: "Say whether Jobber is connected, what is wrong with settings, environment and computer, and which runs wait.\n\n" +
			"It asks nobody for a password, and Jobber only where the computer's clock was off at the last answer;\n" +
			"pricesync doctor --deep looks at everything.",
		Args: arguments(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			t.app.Examine(cmd.Context())
			s := t.app.Status(cmd.Context())
			findings := make([]findingJSON, 0, len(s.Findings)+1)
			if f := s.Failure; f != nil && !slices.ContainsFunc(s.Findings, func(found settings.Finding) bool { return found.Code == f.Code }) {
				findings = append(findings, findingView(settings.Finding{
					Code: f.Code, Severity: settings.SeverityError, Message: f.Message, Hint: f.Hint, Breaks: []settings.Area{settings.Everything},
				}))
			}
			for _, f := range s.Findings {
				findings = append(findings, findingView(f))
			}
			unfinished := make([]unfinishedJSON, 0, len(s.Unfinished))
			for _, r := range s.Unfinished {
				unfinished = append(unfinished, unfinishedJSON{string(r.ID), moment(r.Started)})
			}
			if t.json {
				return t.print(struct {
					Op          string           `json:"op"`
					Connected   bool             `json:"connected"`
					Account     *accountJSON     `json:"account"`
					Practice    bool             `json:"practice"`
					SessionOnly bool             `json:"session_only"`
					Findings    []findingJSON    `json:"findings"`
					Unfinished  []unfinishedJSON `json:"unfinished_runs"`
				}{s.Op, s.Connected, account(s.Account), s.Practice, s.SessionOnly, findings, unfinished})
			}
			if s.Connected {
				t.say("Connected to %s.", s.Account.Name)
			} else {
				t.say("Not connected to Jobber.")
			}
			for _, f := range findings {
				t.say("%s: %s %s", f.Severity, f.Message, f.Hint)
			}
			for _, r := range s.Unfinished {
				t.say("Run %s of %s was not finished; `pricesync resume %s` goes on with it.", r.ID, r.Started.Local().Format("2 Jan 2006 15:04"), r.ID)
			}
			return nil
		},
	}
}

func (t *terminal) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Say which Price Sync this is",
		Args:  arguments(0, 0, "no argument"),
		RunE: func(*cobra.Command, []string) error {
			if t.json {
				return t.print(map[string]string{"op": t.app.NewOp(), "version": t.version, "commit": t.commit})
			}
			t.say("Price Sync %s (%s)", t.version, t.commit)
			return nil
		},
	}
}

func (t *terminal) practiceCommand() *cobra.Command {
	c := &cobra.Command{Use: "practice", Short: "The practice company: reset it, or get its price list"}
	var out string
	list := &cobra.Command{
		Use:   "price-list --out FILE",
		Short: "Save the price list that comes with the practice company",
		Args:  arguments(0, 0, "no argument"),
		RunE: func(*cobra.Command, []string) error {
			if err := t.app.SavePracticePriceList(out); err != nil {
				return err
			}
			if t.json {
				return t.print(map[string]string{"op": t.app.NewOp(), "file": out})
			}
			t.say("Saved %s.", out)
			return nil
		},
	}
	list.Flags().StringVar(&out, "out", "", "where to save it")
	_ = list.MarkFlagRequired("out")
	c.AddCommand(list, &cobra.Command{
		Use:   "reset",
		Short: "Give the practice company its first prices back and empty its history",
		Args:  arguments(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := t.app.ResetPractice(cmd.Context()); err != nil {
				return err
			}
			if t.json {
				return t.print(map[string]any{"op": t.app.LastOp(), "reset": true})
			}
			t.say("The practice company is as it was at first.")
			return nil
		},
	})
	return c
}
