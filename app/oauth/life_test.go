package oauth_test

import (
	"encoding/base64"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"pricesync/app/oauth"
)

func TestATokensLifeIsReadFromWhereverItStands(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	header := http.Header{"Date": {now.Format(http.TimeFormat)}}
	exp := func(value any) string { return jwt(map[string]any{"exp": value}) }
	for _, test := range []struct {
		name   string
		access string
		fields map[string]any
		header http.Header
		now    time.Time
		want   time.Duration
	}{
		{"the JWT's exp less the Date", exp(now.Add(time.Hour).Unix()), nil, header, now, time.Hour},
		{"a computer a day behind", exp(now.Add(time.Hour).Unix()), nil, header, now.AddDate(0, 0, -1), time.Hour},
		{"a computer a day ahead", exp(now.Add(time.Hour).Unix()), nil, header, now.AddDate(0, 0, 1), time.Hour},
		{"exp with a fraction", exp(float64(now.Add(time.Hour).Unix()) + 0.9), nil, header, now, time.Hour},
		{"exp as a text", exp("1772370000"), nil, header, now, time.Hour},
		{"exp before everything else", exp(now.Add(time.Hour).Unix()), map[string]any{"expires_at": "2026-03-01 12:30:00 UTC", "expires_in": 60.0}, header, now, time.Hour},
		{"no exp, but expires_at", jwt(map[string]any{"sub": 1}), map[string]any{"expires_at": "2026-03-01 12:30:00 UTC"}, header, now, 30 * time.Minute},
		{"expires_at in the internet's form", "opaque", map[string]any{"expires_at": "2026-03-01T12:30:00Z"}, header, now, 30 * time.Minute},
		{"expires_at as seconds", "opaque", map[string]any{"expires_at": float64(now.Add(30 * time.Minute).Unix())}, header, now, 30 * time.Minute},
		{"only expires_in", "opaque", map[string]any{"expires_in": 900.0}, header, now, 15 * time.Minute},
		{"expires_in as a text", "opaque", map[string]any{"expires_in": "900"}, header, now, 15 * time.Minute},
		{"nothing at all", "opaque", nil, header, now, time.Hour},
		{"exp in the past", exp(now.Add(-time.Hour).Unix()), nil, header, now, time.Hour},
		{"exp in the far future", exp(now.AddDate(50, 0, 0).Unix()), nil, header, now, time.Hour},
		{"exp below zero", exp(-1), nil, header, now, time.Hour},
		{"exp beyond all numbers", exp(1e300), nil, header, now, time.Hour},
		{"exp of another type", exp([]int{1}), nil, header, now, time.Hour},
		{"a payload that is no JSON", "e30." + base64.RawURLEncoding.EncodeToString([]byte("{")) + ".x", nil, header, now, time.Hour},
		{"a payload that is no base64", "a.%.c", nil, header, now, time.Hour},
		{"no Date, so this computer's clock", exp(now.Add(time.Hour).Unix()), nil, http.Header{}, now.Add(10 * time.Minute), 50 * time.Minute},
		{"a Date that can't be read", exp(now.Add(time.Hour).Unix()), nil, http.Header{"Date": {"yesterday"}}, now, time.Hour},
		{"expires_at in words", "opaque", map[string]any{"expires_at": "in an hour"}, header, now, time.Hour},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := oauth.LifeOf(test.access, test.fields, test.header, test.now); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func FuzzExpOf(f *testing.F) {
	f.Add("")
	f.Add("a.b.c")
	f.Add(jwt(map[string]any{"exp": 1655140617}))
	f.Add(jwt(map[string]any{"exp": "NaN"}))
	f.Fuzz(func(t *testing.T, token string) {
		if end, ok := oauth.ExpOf(token); ok && (end.Unix() <= 0 || end.Year() > 2110) {
			t.Errorf("%q ends %s", token, end)
		}
	})
}

// skewed is a clock that a test can set without the time passing, and stop while the computer sleeps.
type skewed struct {
	offset time.Duration // of the computer's clock
	asleep time.Duration // for how long the steady clock stood still
}

func (s *skewed) clock() oauth.Clock {
	start := time.Now()
	return oauth.Clock{
		Elapsed: func() time.Duration { return time.Since(start) - s.asleep },
		Wall:    func() time.Time { return time.Now().Add(s.offset) },
	}
}

func TestAWrongClockDoesNoHarm(t *testing.T) {
	for name, offset := range map[string]time.Duration{"a day behind": -24 * time.Hour, "a day ahead": 24 * time.Hour, "years ahead": 9000 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t)
				r.store.tokens = oauth.Tokens{}
				r.clock = (&skewed{offset: offset}).clock()
				s := r.source()
				first := r.server.first()
				first.Expires = r.clock.Wall().Add(first.Life) // as Flow would say on this computer
				if err := s.Use(t.Context(), first); err != nil {
					t.Fatal(err)
				}
				for range 10 {
					old := token(t, s)
					pass(54 * time.Minute)
					if token(t, s) != old {
						t.Fatal("renewed too early")
					}
					if token(t, r.source()) != old {
						t.Fatal("renewed too early after a restart")
					}
					pass(2 * time.Minute)
					if token(t, s) == old {
						t.Fatal("not renewed in time")
					}
				}
				if n := r.server.requests(); n != 10 {
					t.Errorf("%d refreshes, want 10", n)
				}
			})
		})
	}
}

func TestAClockThatIsSetWhileTheProgramRunsDoesNoHarm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		skew := &skewed{}
		r.clock = skew.clock()
		s := r.source()
		old := token(t, s)
		skew.offset = -24 * time.Hour
		pass(54 * time.Minute)
		if token(t, s) != old {
			t.Error("set back: renewed too early")
		}
		pass(2 * time.Minute)
		next := token(t, s)
		if next == old {
			t.Error("set back: not renewed in time")
		}
		skew.offset = 24 * time.Hour
		if token(t, s) == next {
			t.Error("set ahead: it might have been sleep, so one early refresh is due")
		}
		next = token(t, s)
		pass(54 * time.Minute)
		if token(t, s) != next || r.server.requests() != 2 {
			t.Errorf("set ahead: %d refreshes, want 2", r.server.requests())
		}
	})
}

func TestAClockThatIsSetBackBetweenTwoStartsDoesNoHarm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		r.clock = (&skewed{offset: -24 * time.Hour}).clock()
		s := r.source()
		old := token(t, s)
		pass(56 * time.Minute)
		if token(t, s) == old {
			t.Error("not renewed within the life that the token had from its start")
		}
	})
}

func TestAComputerThatSleptRenewsFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		skew := &skewed{}
		r.clock = skew.clock()
		s := r.source()
		old := token(t, s)
		pass(8 * time.Hour)
		skew.asleep = 8 * time.Hour
		if token(t, s) == old {
			t.Error("the token of before the night was handed out")
		}
	})
}

func TestAShortLifeIsRenewedAtItsHalf(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t)
		r.server.life = time.Minute
		r.store.tokens = r.server.first()
		s := r.source()
		old := token(t, s)
		pass(29 * time.Second)
		if token(t, s) != old {
			t.Error("renewed too early")
		}
		pass(2 * time.Second)
		if token(t, s) == old {
			t.Error("not renewed")
		}
	})
}

func TestNoLifeIsEverStrange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		claims := map[string]any{"exp": rapid.OneOf(rapid.Just[any](nil), rapid.Map(rapid.Int64(), func(n int64) any { return n }),
			rapid.Map(rapid.Float64(), func(n float64) any { return n }), rapid.Map(rapid.String(), func(s string) any { return s })).Draw(t, "exp")}
		fields := map[string]any{"expires_at": rapid.String().Draw(t, "expires_at"), "expires_in": rapid.Float64().Draw(t, "expires_in")}
		life := oauth.LifeOf(jwt(claims), fields, http.Header{"Date": {rapid.String().Draw(t, "date")}}, time.Now())
		if life <= 0 || life > 24*time.Hour {
			t.Fatalf("a life of %s", life)
		}
	})
}
