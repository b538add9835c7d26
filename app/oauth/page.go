package oauth

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"html/template"
	"net/http"
	"strconv"
	"strings"

	"pricesync/app/fault"
)

// page is what the browser shows at the end. It needs nothing from anywhere, and holds nothing of the address.
type page struct {
	Mark, Title, Text, Hint string
}

func endPage(err error) page {
	if err == nil {
		return page{"✓", "Jobber let Price Sync in", "You can close this tab.", "Go back to Price Sync to go on."}
	}
	said := fault.From(err)
	var inner *fault.Error
	if errors.As(err, &inner) {
		said = inner
	}
	return page{"", "You are not connected", said.Message, said.Hint}
}

func strayPage() page {
	return page{"", "This is not the answer that Price Sync waits for", "Nothing was changed.",
		"Go back to Price Sync and use the link that it shows now."}
}

const style = `
:root{color-scheme:light dark;--ground:#f4f5f6;--card:#fff;--text:#032b3a;--soft:#4a606b;--mark:#388523}
@media(prefers-color-scheme:dark){:root{--ground:#10181c;--card:#1a2429;--text:#eef3f5;--soft:#aebcc3;--mark:#8ed37b}}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--ground);color:var(--text);
font:16px/1.5 Inter,"Segoe UI",system-ui,sans-serif}
main{max-width:30rem;margin:1rem;padding:2rem 2.5rem;background:var(--card);border-radius:12px;box-shadow:0 1px 6px #0002}
.mark{font-size:2rem;color:var(--mark)}
h1{margin:.25rem 0 .75rem;font-size:1.5rem;line-height:1.25}
p{margin:.5rem 0}
.soft{color:var(--soft)}
`

const document = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>{{.Title}} – Price Sync</title><link rel="icon" href="data:,"><style>` + style + `</style></head>
<body><main>{{with .Mark}}<div class="mark" aria-hidden="true">{{.}}</div>{{end}}<h1>{{.Title}}</h1><p>{{.Text}}</p><p class="soft">{{.Hint}}</p></main></body>
</html>
`

func writePage(w http.ResponseWriter, status int, p page) {
	var text strings.Builder
	if err := template.Must(template.New("page").Parse(document)).Execute(&text, p); err != nil {
		http.Error(w, p.Title, status)
		return
	}
	sum := sha256.Sum256([]byte(style))
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(text.Len()))
	header.Set("Cache-Control", "no-store")
	header.Set("Referrer-Policy", "no-referrer")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Content-Security-Policy", "default-src 'none'; img-src data:; style-src 'sha256-"+
		base64.StdEncoding.EncodeToString(sum[:])+"'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	header.Set("Connection", "close")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text.String()))
}
