package oauth

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	"pricesync/app/redact"
)

// Condition is what may be told of a connection: everything but the tokens.
type Condition struct {
	Generation  int64     // one more with each pair that is stored
	Renewed     time.Time // when the access token came, by this computer's clock as it was then; zero: unknown
	GoodUntil   time.Time // when it ends; zero: unknown
	Permissions []string  // what it says that Jobber grants
	Pending     bool      // a renewal was begun and its end never recorded
	Err         error     // as of Connected: nil where there is a connection
}

// Condition tells how the connection stands, without asking Jobber. Its error is the context's; what the store can't tell
// stands in Err.
func (s *Source) Condition(ctx context.Context) (Condition, error) {
	c := Condition{Err: s.Connected(ctx)}
	if err := ctx.Err(); err != nil {
		return c, err
	}
	held := s.copy()
	if !held.known {
		stored, err := s.options.Store.Load(ctx)
		if err != nil {
			return c, ctx.Err() // Connected says why the store can't tell
		}
		held.Tokens = stored
	}
	c.Generation, c.GoodUntil = held.Generation, held.Expires
	if !held.Expires.IsZero() && held.Life > 0 {
		c.Renewed = held.Expires.Add(-held.Life)
	}
	c.Permissions = permissionsOf(held.Access)
	generation, pending, err := s.options.Marker.PendingRefresh(ctx)
	c.Pending = err == nil && pending && generation == held.Generation
	return c, ctx.Err()
}

// permissionsOf reads the scopes that an access token names; none where it is no JWT.
func permissionsOf(access redact.Secret) []string {
	parts := strings.Split(access.Reveal(), ".")
	if len(parts) != 3 {
		return nil
	}
	payload, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil {
		return nil
	}
	var claims struct {
		Scope string `json:"scope"`
	}
	if json.Unmarshal(payload, &claims) != nil {
		return nil
	}
	return strings.Fields(claims.Scope)
}
