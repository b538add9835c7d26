package oauth

import (
	"encoding/base64"
	"encoding/json"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	usualLife   = time.Hour      // Jobber's, where an answer does not tell
	longestLife = 24 * time.Hour // what tells more than this is not believed
	earliness   = 5 * time.Minute
)

// lifeOf returns how long an access token is good for from the moment of its answer: the JWT's exp, else expires_at,
// both less the answer's own Date, so that this computer's clock does not matter; else expires_in; else an hour. now
// stands in for a missing Date.
func lifeOf(access string, fields map[string]any, header http.Header, now time.Time) time.Duration {
	date, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		date = now
	}
	if end, ok := expOf(access); ok && believable(end.Sub(date)) {
		return end.Sub(date)
	}
	if end, ok := parseEnd(fields["expires_at"]); ok && believable(end.Sub(date)) {
		return end.Sub(date)
	}
	if seconds, ok := number(fields["expires_in"]); ok {
		if life := time.Duration(seconds * float64(time.Second)); believable(life) {
			return life
		}
	}
	return usualLife
}

func believable(life time.Duration) bool { return life > 0 && life <= longestLife }

// earlier returns how long before its end a token of that life is renewed: five minutes, or half of a short life.
func earlier(life time.Duration) time.Duration { return min(earliness, life/2) }

// expOf reads a JWT's exp without checking its signature: the token is for Jobber to judge.
func expOf(token string) (time.Time, bool) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return time.Time{}, false
	}
	payload, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil {
		return time.Time{}, false
	}
	var claims map[string]any
	if err := json.Unmarshal(payload, &claims); err != nil {
		return time.Time{}, false
	}
	seconds, ok := number(claims["exp"])
	if !ok || seconds <= 0 || seconds > math.MaxInt32*2 {
		return time.Time{}, false
	}
	return time.Unix(int64(seconds), 0), true
}

// parseEnd reads expires_at: "2024-04-09 21:04:31 UTC" as documented, and its likely variants.
func parseEnd(value any) (time.Time, bool) {
	if seconds, ok := number(value); ok && seconds > 0 && seconds <= math.MaxInt32*2 {
		return time.Unix(int64(seconds), 0), true
	}
	text, _ := value.(string)
	for _, layout := range []string{"2006-01-02 15:04:05 MST", "2006-01-02 15:04:05 -0700", time.RFC3339} {
		if end, err := time.Parse(layout, text); err == nil {
			return end, true
		}
	}
	return time.Time{}, false
}

// number reads a JSON number, or a string that is one.
func number(value any) (float64, bool) {
	switch v := value.(type) {
	case float64:
		return v, !math.IsNaN(v) && !math.IsInf(v, 0)
	case string:
		f, err := strconv.ParseFloat(v, 64)
		return f, err == nil && !math.IsNaN(f) && !math.IsInf(f, 0)
	}
	return 0, false
}
