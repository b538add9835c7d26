package oauth

import (
	"crypto/subtle"
	"errors"
	"io"
	"log"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"pricesync/app/fault"
)

var errNoRefresh = errors.New("the answer has no refresh token")

// callback is how the browser came back: with a code, or with why there is none.
type callback struct {
	code  string
	fault *fault.Error
}

// handler answers the browser. Anything may call it: other programs, pages that are open in the browser, scanners. Only
// the one callback with this attempt's state ends the attempt, or the bare address, by which Jobber says that the
// person chose Deny.
func (a *Attempt) handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !ourHost(r.Host, a.flow.config.Port):
			writePage(w, http.StatusMisdirectedRequest, strayPage())
		case r.URL.Path != callbackPath || r.URL.RawPath != "":
			writePage(w, http.StatusNotFound, strayPage())
		case r.Method != http.MethodGet:
			w.Header().Set("Allow", http.MethodGet)
			writePage(w, http.StatusMethodNotAllowed, strayPage())
		default:
			heard, ok := a.hear(r.URL)
			if !ok {
				writePage(w, http.StatusBadRequest, strayPage())
				return
			}
			select {
			case a.heard <- heard:
			default: // the browser asked again, or the attempt is over: the same page
			}
			select {
			case <-a.settled:
				writePage(w, http.StatusOK, endPage(a.err))
			case <-r.Context().Done():
			}
		}
	})
}

// hear reads the callback's query: ok is false for what this attempt did not ask for.
func (a *Attempt) hear(u *url.URL) (heard callback, ok bool) {
	if u.RawQuery == "" && !u.ForceQuery {
		return callback{fault: fault.New(fault.SignInDenied, nil)}, true
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil || len(query["state"]) != 1 || subtle.ConstantTimeCompare([]byte(query.Get("state")), []byte(a.state)) != 1 {
		return callback{}, false
	}
	switch said := query.Get("error"); {
	case said == "access_denied":
		return callback{fault: fault.New(fault.SignInDenied, nil)}, true
	case said != "":
		cause := errors.New("authorize page said " + strconv.Quote(shorten(said+" "+query.Get("error_description"))))
		return callback{fault: fault.Wrap(cause, fault.SignInRefused, nil)}, true
	case query.Get("code") == "":
		return callback{fault: fault.New(fault.SignInDenied, nil)}, true
	}
	return callback{code: query.Get("code")}, true
}

// ourHost says whether a Host header names this listener; another name is a foreign page that points at loopback.
func ourHost(host string, port int) bool {
	name, ok := strings.CutSuffix(strings.ToLower(host), ":"+strconv.Itoa(port))
	return ok && (name == "localhost" || name == "127.0.0.1" || name == "[::1]")
}

// quietLog drops what the server says about broken requests: it may quote them, and they mean nothing.
func quietLog() *log.Logger { return log.New(io.Discard, "", 0) }
