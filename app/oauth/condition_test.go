package oauth_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pricesync/app/fault"
	"pricesync/app/oauth"
	"pricesync/app/redact"
)

func TestTheConditionOfAConnection(t *testing.T) {
	const scoped = "eyJhbGciOiJIUzI1NiJ9.eyJzY29wZSI6InJlYWRfcHJvZHVjdHMgd3JpdGVfcHJvZHVjdHMifQ.c2ln" // read_products write_products
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		r := newRig(t)
		r.store.tokens = oauth.Tokens{Access: scoped, Refresh: "refresh", Generation: 4, Expires: start.Add(time.Hour), Life: 2 * time.Hour}
		conditions := map[string]oauth.Condition{}
		tell := func(name string, s *oauth.Source) {
			t.Helper()
			c, err := s.Condition(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			conditions[name] = c
		}
		s := r.source()
		tell("before the first token", s)
		token(t, s)
		tell("while it is used", s)
		if err := r.marks.BeginRefresh(t.Context(), 4); err != nil {
			t.Fatal(err)
		}
		tell("after a renewal that was cut off", r.source())
		if err := r.marks.EndRefresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := s.Forget(t.Context()); err != nil {
			t.Fatal(err)
		}
		tell("after a disconnect", s)
		whole := oauth.Condition{Generation: 4, Renewed: start.Add(-time.Hour), GoodUntil: start.Add(time.Hour), Permissions: []string{"read_products", "write_products"}}
		cut := whole
		cut.Pending, cut.Err = true, fault.New(fault.ReconnectNeeded, nil)
		want := map[string]oauth.Condition{
			"before the first token": whole, "while it is used": whole, "after a renewal that was cut off": cut,
			"after a disconnect": {Err: fault.New(fault.NotConnected, nil)},
		}
		sameFault := cmp.Comparer(func(a, b error) bool {
			return a == nil && b == nil || a != nil && b != nil && fault.From(a).Code == fault.From(b).Code
		})
		if diff := cmp.Diff(want, conditions, sameFault, cmpopts.EquateApproxTime(time.Second)); diff != "" {
			t.Errorf("conditions (-want +got):\n%s", diff)
		}
		r.store.fails = fault.New(fault.KeychainSilent, nil)
		if c, err := r.source().Condition(t.Context()); err != nil || !fault.Is(c.Err, fault.KeychainSilent) {
			t.Errorf("a silent keychain gives %+v, %v", c, err)
		}
	})
}

func TestAnAccessTokenThatNamesNoPermissionsNamesNone(t *testing.T) {
	for _, access := range []redact.Secret{"", "opaque", "a.b.c", "eyJhbGciOiJIUzI1NiJ9.bm8gSlNPTg.c2ln"} {
		r := newRig(t)
		r.store.tokens.Access = access
		c, err := r.source().Condition(t.Context())
		if err != nil || c.Err != nil || len(c.Permissions) > 0 {
			t.Errorf("%q: %+v, %v", access, c, err)
		}
	}
}
