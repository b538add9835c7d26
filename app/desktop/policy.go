package desktop

import (
	"bytes"
	"crypto/rand"
	"io/fs"
	"net/http"
	"strings"
)

// nonceMark stands in index.html where each load of the page gets its own nonce, and nonceBefore is what comes before
// the nonce there.
const (
	nonceBefore = `name="csp-nonce" content="`
	nonceMark   = nonceBefore + `"`
)

// policy returns the content security policy of one page load. Styles carry the nonce because the grid and the
// components add style elements while the page runs; everything else comes from the program itself.
func policy(nonce string) string {
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self'",
		"style-src 'self' 'nonce-" + nonce + "'",
		"img-src 'self' data:",
		"font-src 'self'",
		"connect-src 'self' wails:",
		"frame-src 'none'",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	}, "; ")
}

// secured serves index.html with a fresh nonce and puts the policy on every answer.
func secured(assets fs.FS) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			nonce := rand.Text()
			header := w.Header()
			header.Set("Content-Security-Policy", policy(nonce))
			header.Set("X-Content-Type-Options", "nosniff")
			header.Set("Referrer-Policy", "no-referrer")
			header.Set("Cache-Control", "no-store")
			if r.URL.Path != "/" && r.URL.Path != "/index.html" {
				next.ServeHTTP(w, r)
				return
			}
			page, err := fs.ReadFile(assets, "index.html")
			if err != nil {
				http.Error(w, "The page is missing from this build of Price Sync.", http.StatusNotFound)
				return
			}
			header.Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write(bytes.Replace(page, []byte(nonceMark), []byte(nonceBefore+nonce+`"`), 1))
		})
	}
}
