package jobber

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// reply is the answer to one request as it came over the wire.
type reply struct {
	scrub      func(string) string // see Config.Scrub
	status     int
	body       []byte
	retryAfter time.Duration
	requestID  string
	elsewhere  string // the host to which the answer sends us, where that is not the service's
	took       time.Duration
}

// send sends the call once. A read ends when ctx does; a write that is under way is waited for a little longer, since
// its answer is worth more than the wait.
func (c *Client) send(ctx context.Context, q call, token string) (reply, *failure) {
	variables := q.variables
	if variables == nil {
		variables = map[string]any{}
	}
	body, err := json.Marshal(map[string]any{"query": q.document, "variables": variables, "operationName": q.name})
	if err != nil {
		panic(fmt.Sprintf("jobber: encode %s: %v", q.name, err))
	}
	within, done := limit(c.config.Mark(ctx, q.name, q.write), q)
	defer done()
	var asked, connected atomic.Bool
	within = httptrace.WithClientTrace(within, &httptrace.ClientTrace{
		GetConn: func(string) { asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	})
	request, err := http.NewRequestWithContext(within, http.MethodPost, c.endpoint, bytes.NewReader(body))
	if err != nil {
		return reply{}, &failure{shape: unreachable, cause: err}
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "PriceSync/"+c.config.Program)
	request.Header.Set("X-JOBBER-GRAPHQL-VERSION", c.config.Version)

	sent := time.Now()
	r, err := c.receive(request)
	r.took = time.Since(sent)
	switch {
	case err == nil:
		return r, nil
	case ctx.Err() != nil && !q.write:
		return r, &failure{shape: cancelled, cause: ctx.Err()}
	}
	return r, &failure{shape: transportShape(err, connected.Load() || !asked.Load()), cause: err}
}

// receive makes the round trip and reads the answer to its end. An answer that breaks off still has its status.
func (c *Client) receive(request *http.Request) (reply, error) {
	response, err := c.http.Do(request)
	if err != nil {
		return reply{scrub: c.config.Scrub}, err
	}
	defer func() { _ = response.Body.Close() }()
	r := reply{
		scrub:      c.config.Scrub,
		status:     response.StatusCode,
		retryAfter: retryAfter(response.Header),
		requestID:  response.Header.Get("X-Request-Id"),
	}
	if to, err := response.Location(); err == nil && response.StatusCode < 400 && to.Hostname() != request.URL.Hostname() {
		r.elsewhere = to.Hostname()
	}
	c.tellTime(response.Header)
	r.body, err = io.ReadAll(io.LimitReader(response.Body, maxBody+1))
	if err != nil && response.StatusCode != http.StatusOK {
		return r, nil
	}
	if err != nil {
		return r, fmt.Errorf("read the answer: %w", err)
	}
	return r, nil
}

// limit returns the context of one try.
func limit(ctx context.Context, q call) (context.Context, func()) {
	timeout := q.timeout
	switch {
	case timeout == 0 && q.write:
		timeout = EditTimeout
	case timeout == 0:
		timeout = ReadTimeout
	}
	if !q.write {
		return context.WithTimeout(ctx, timeout)
	}
	within, cancel := context.WithTimeout(context.WithoutCancel(ctx), timeout)
	stop := context.AfterFunc(ctx, func() {
		grace := time.NewTimer(StopGrace)
		defer grace.Stop()
		select {
		case <-grace.C:
			cancel()
		case <-within.Done():
		}
	})
	return within, func() { stop(); cancel() }
}

// AskTime asks the service for nothing but the time, which Clock tells then. It needs no connection to an account.
func (c *Client) AskTime(ctx context.Context) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodHead, strings.TrimRight(c.config.BaseURL, "/")+"/", nil)
	if err != nil {
		return fmt.Errorf("ask for the time: %w", err)
	}
	request.Header.Set("User-Agent", "PriceSync/"+c.config.Program)
	answer, err := c.http.Do(request)
	if err != nil {
		return fmt.Errorf("ask for the time: %w", err)
	}
	c.tellTime(answer.Header)
	return answer.Body.Close()
}

// tellTime compares the service's clock with ours. Date has whole seconds, so its middle is taken.
func (c *Client) tellTime(header http.Header) {
	date, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead, c.clockKnown = date.Add(500*time.Millisecond).Sub(time.Now().Round(0)), true
}

// retryAfter reads the header of that name, in seconds or as a date by the service's own clock; 0 when it has none.
func retryAfter(header http.Header) time.Duration {
	text := header.Get("Retry-After")
	if n, err := strconv.Atoi(text); err == nil && n > 0 {
		return time.Duration(min(n, 24*3600)) * time.Second
	}
	at, err := http.ParseTime(text)
	if err != nil {
		return 0
	}
	now, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		now = time.Now()
	}
	return max(0, at.Sub(now))
}
