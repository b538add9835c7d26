package sandbox

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"strconv"
	"syscall"
)

// Transport returns a way to the server without a socket, for tests in a synctest bubble and for practice mode inside
// the program. Every host is this server. A request that is given up ends at once, and faults break the connection
// with the errors that a real one gives.
func (s *Server) Transport() http.RoundTripper { return transport{s} }

type transport struct{ server *Server }

// RoundTrip answers the request by calling the server.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer func() { _ = r.Body.Close() }()
	}
	ctx := r.Context()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	incoming := r.Clone(ctx)
	incoming.RequestURI = r.URL.RequestURI()
	incoming.RemoteAddr = "127.0.0.1:1"
	if incoming.Host == "" {
		incoming.Host = r.URL.Host
	}
	w := &wire{header: http.Header{}}
	t.server.ServeHTTP(w, incoming)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if w.err != nil {
		return nil, w.err
	}
	length, err := strconv.ParseInt(w.header.Get("Content-Length"), 10, 64)
	if err != nil {
		length = -1
	}
	var body io.Reader = &w.body
	if w.short {
		body = io.MultiReader(body, brokenOff{})
	}
	return &http.Response{
		Status: strconv.Itoa(w.status) + " " + http.StatusText(w.status), StatusCode: w.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: w.header, Body: io.NopCloser(body), ContentLength: length, Request: r,
	}, nil
}

// wire is the in-process connection: a ResponseWriter that can break.
type wire struct {
	header http.Header
	status int
	body   bytes.Buffer
	short  bool
	err    error
}

func (w *wire) Header() http.Header { return w.header }

func (w *wire) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

func (w *wire) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(p)
}

func (w *wire) breakOff(kind AnswerKind) {
	switch kind {
	case AnswerShortBody:
		w.short = true
	case AnswerRefused:
		w.err = &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	default:
		w.err = &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
	}
}

// brokenOff ends a body before its promised length.
type brokenOff struct{}

func (brokenOff) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
