package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
)

// Jobber's own words.
const (
	badTokenText     = "Token not recognized"
	disconnectedText = "User has disconnected this app from their account. Please delete this token"
	unavailableText  = "Service temporarily unavailable"
	invalidQueryText = "Invalid query"
	inactiveBody     = `{"error":{"message":"This account is not active"}}`
)

func versionText(version string) string {
	return fmt.Sprintf("GraphQL API version '%s' does not exist", version)
}

// reply is an answer before it goes out.
type reply struct {
	status int
	header http.Header
	body   []byte
}

func jsonHeader() map[string]string {
	return map[string]string{"Content-Type": "application/json; charset=utf-8"}
}

func newReply(status int, header map[string]string, body []byte) reply {
	r := reply{status, http.Header{}, body}
	for name, value := range header {
		r.header.Set(name, value)
	}
	return r
}

// flat returns Jobber's answer before GraphQL: one object with one message.
func flat(message string) string {
	return string(mustJSON(struct {
		Message string `json:"message"`
	}{message}))
}

func flatReply(status int, message string) reply {
	return newReply(status, jsonHeader(), []byte(flat(message)))
}

// failed is the sandbox's own trouble, such as a state that cannot be saved.
func failed(err error) reply {
	return flatReply(http.StatusInternalServerError, "The practice company is out of order: "+err.Error())
}

// mustJSON encodes values that always encode: strings, numbers and what is built from them.
func mustJSON(v any) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("sandbox: encode an answer: %v", err))
	}
	return text
}

func htmlFailure(status int) string {
	title := strconv.Itoa(status) + " " + http.StatusText(status)
	return "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>" + title + "</title></head>\n<body>\n<center><h1>" + title +
		"</h1></center>\n<hr><center>cloudflare</center>\n</body>\n</html>\n"
}

func hugeJSON(size int) string {
	return `{"data":{"account":{"name":"` + strings.Repeat("x", size) + `"}}}`
}

func deepJSON(depth int) string {
	return `{"data":` + strings.Repeat("[", depth) + strings.Repeat("]", depth) + `}`
}

// needsReply says whether the kind is built on what the service itself would answer, even with nothing carried out.
func needsReply(kind AnswerKind) bool { return kind == AnswerThrottled || kind == AnswerHidden }

// distort makes of the true answer what the fault says comes back.
func (s *Server) distort(c *call, a Answer, own reply) reply {
	switch a.Kind {
	case AnswerRaw:
		return newReply(a.Status, a.Header, []byte(a.Body))
	case AnswerCutText:
		own.body = own.body[:len(own.body)/2]
	case AnswerPartial:
		own.body = s.withError(c, own.body)
	}
	if own.header == nil {
		own.header = http.Header{}
	}
	return own
}

// withError puts an error beside the data of a GraphQL answer.
func (s *Server) withError(c *call, body []byte) []byte {
	path := ""
	if fields := c.rootFields(); len(fields) > 0 {
		path = fields[0]
	}
	problem := mustJSON([]graphError{{Message: "Internal server error", Path: []any{path}}})
	at := bytes.LastIndex(body, []byte(`,"extensions":`))
	if at < 0 {
		return body
	}
	return bytes.Join([][]byte{body[:at], []byte(`,"errors":`), problem, body[at:]}, nil)
}

// breaker is the in-process connection, which can break in ways that a ResponseWriter cannot ask for.
type breaker interface{ breakOff(kind AnswerKind) }

// deliver sends the answer, or breaks the connection as the fault says.
func deliver(ctx context.Context, w http.ResponseWriter, r reply, a Answer) {
	switch a.Kind {
	case AnswerSilence:
		<-ctx.Done()
		return
	case AnswerReset, AnswerRefused:
		reset(w, a.Kind)
		return
	}
	for name, values := range r.header {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(r.body)))
	w.WriteHeader(r.status)
	half := len(r.body) / 2
	// A failed write means that the client has gone; there is nobody left to tell.
	switch a.Kind {
	case AnswerShortBody:
		_, _ = w.Write(r.body[:half])
		flush(w)
		reset(w, a.Kind)
	case AnswerDrip:
		_, _ = w.Write(r.body[:half])
		flush(w)
		if sleep(ctx, a.Drip) {
			_, _ = w.Write(r.body[half:])
		}
	default:
		_, _ = w.Write(r.body)
	}
}

func flush(w http.ResponseWriter) {
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
}

// reset ends the connection so that the client reads an error: by a TCP reset where there is a socket.
func reset(w http.ResponseWriter, kind AnswerKind) {
	if b, ok := w.(breaker); ok {
		b.breakOff(kind)
		return
	}
	if kind == AnswerShortBody {
		panic(http.ErrAbortHandler)
	}
	if h, ok := w.(http.Hijacker); ok {
		if conn, _, err := h.Hijack(); err == nil {
			if tcp, ok := conn.(*net.TCPConn); ok {
				_ = tcp.SetLinger(0)
			}
			_ = conn.Close()
			return
		}
	}
	panic(http.ErrAbortHandler)
}
