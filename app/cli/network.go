package cli

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"pricesync/app"
)

type contactJSON struct {
	Host     string  `json:"host"`
	Why      string  `json:"why"`
	Requests int     `json:"requests"`
	Failed   int     `json:"failed"`
	Sent     int64   `json:"sent"`
	Received int64   `json:"received"`
	First    *string `json:"first"`
	Last     *string `json:"last"`
}

func (t *terminal) network() *cobra.Command {
	return &cobra.Command{
		Use:   "network",
		Short: "List every host that Price Sync has contacted, with why, when and how much",
		Long: "Lists every host that Price Sync has contacted, the latest first. Bytes are those that crossed the connection,\n" +
			"with what opens and secures it; what went through a proxy stands with the host it was for.",
		Args: arguments(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			contacts, err := t.app.Network(cmd.Context())
			if err != nil {
				return err
			}
			if t.json {
				views := make([]contactJSON, 0, len(contacts))
				for _, c := range contacts {
					views = append(views, contactJSON{c.Host, c.Why, c.Requests, c.Failed, c.Sent, c.Received, moment(c.First), moment(c.Last)})
				}
				return t.print(map[string]any{"op": t.app.NewOp(), "contacts": views})
			}
			return t.contacts(contacts)
		},
	}
}

func (t *terminal) contacts(contacts []app.Contact) error {
	if len(contacts) == 0 {
		t.say("Price Sync has contacted nobody yet.")
		return nil
	}
	out := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(out, "HOST\tWHY\tREQUESTS\tFAILED\tBYTES SENT\tBYTES RECEIVED\tFIRST\tLAST")
	for _, c := range contacts {
		const when = "2 Jan 2006 15:04"
		fmt.Fprintf(out, "%s\t%s\t%d\t%d\t%d\t%d\t%s\t%s\n", c.Host, c.Why, c.Requests, c.Failed, c.Sent, c.Received,
			c.First.Local().Format(when), c.Last.Local().Format(when))
	}
	return out.Flush()
}
