package settings

import (
	"strings"

	"pricesync/app/redact"
)

// Env holds the environment's variables that are ours, by name. Its values print as [redacted], since one is a secret.
type Env map[string]redact.Secret

// ReadEnv picks our variables out of an environment such as os.LookupEnv. An empty variable counts as absent.
func ReadEnv(lookup func(string) (string, bool)) Env {
	env := Env{}
	for _, s := range Registry() {
		if s.Variable == "" {
			continue
		}
		if text, ok := lookup(s.Variable); ok && strings.TrimSpace(text) != "" {
			env[s.Variable] = redact.Secret(strings.TrimSpace(text))
		}
	}
	return env
}

// Get returns the text of a variable, "" where it is absent.
func (e Env) Get(variable string) string { return e[variable].Reveal() }

// hasClient says whether the environment names the client: id and secret come from there both, or neither.
func (e Env) hasClient() bool {
	return e.Get("JOBBER_CLIENT_ID") != "" || e.Get("JOBBER_CLIENT_SECRET") != ""
}
