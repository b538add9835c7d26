package sandbox_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"runtime"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"pricesync/app/jobber/sandbox"
)

func TestFaultsThatBreakTheConnection(t *testing.T) {
	isReset := func(err error) bool { return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, io.EOF) }
	isShort := func(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) }
	tests := []struct {
		name  string
		do    sandbox.Effect
		is    func(error) bool
		price string
	}{
		{"reset before", sandbox.Reset(sandbox.ApplyNone), isReset, "11.50"},
		{"reset after", sandbox.Reset(sandbox.ApplyAll), isReset, "12.00"},
		{"a short body", sandbox.ShortBody(sandbox.ApplyAll), isShort, "12.00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			eachWay(t, sandbox.Config{Catalog: tubes()}, func(t *testing.T, p *peer) {
				p.server.Inject(sandbox.Fault{Do: test.do})
				r := p.twelve()
				r.GetBody = nil // or else a client repeats the request by itself
				if got, err := p.try(r); !test.is(err) {
					t.Errorf("%v %v", got, err)
				}
				if price := p.tubePrice(); price != test.price {
					t.Errorf("the price is %s, want %s", price, test.price)
				}
			})
		})
	}
}

func TestAServiceThatCannotBeReached(t *testing.T) {
	p := connect(t, sandbox.Config{Catalog: tubes()})
	p.server.Inject(sandbox.Fault{Do: sandbox.Refused()})
	if _, err := p.try(p.twelve()); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Error(err)
	}
}

func TestSilenceLastsUntilTheClientGivesUp(t *testing.T) {
	for _, test := range []struct {
		name  string
		apply sandbox.Apply
		price string
	}{{"nothing was done", sandbox.ApplyNone, "11.50"}, {"it was done", sandbox.ApplyAll, "12.00"}} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := connect(t, sandbox.Config{Catalog: tubes()})
				p.client.Timeout = 30 * time.Second
				p.server.Inject(sandbox.Fault{Do: sandbox.Silence(test.apply)})
				begin := time.Now()
				if _, err := p.try(p.twelve()); !errors.Is(err, context.DeadlineExceeded) {
					t.Error(err)
				}
				if took := time.Since(begin); took != 30*time.Second {
					t.Errorf("gave up after %s", took)
				}
				if price := p.tubePrice(); price != test.price {
					t.Errorf("the price is %s, want %s", price, test.price)
				}
			})
		})
	}
}

func TestSilenceOverASocketEndsWithTheClient(t *testing.T) {
	s := serve(t, sandbox.Config{Catalog: tubes()})
	client, base := ways[0].dial(t, s)
	p := connected(t, s, client, base)
	p.server.Inject(sandbox.Fault{Do: sandbox.Silence(sandbox.ApplyAll)})
	ctx, cancel := context.WithCancel(t.Context())
	gone := make(chan error, 1)
	r := p.twelve().WithContext(ctx)
	go func() { _, err := p.try(r); gone <- err }()
	for p.tubePrice() != "12.00" {
		runtime.Gosched()
	}
	cancel()
	if err := <-gone; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestSlowAnswersTakeTheirTime(t *testing.T) {
	for _, test := range []struct {
		name string
		do   sandbox.Effect
	}{{"before", sandbox.Slow(20 * time.Second)}, {"in the middle of the body", sandbox.SlowBody(20 * time.Second)}} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := connect(t, sandbox.Config{Catalog: tubes()})
				p.server.Inject(sandbox.Fault{Do: test.do})
				begin := time.Now()
				if got := p.do(p.twelve()); !json.Valid([]byte(got.body)) || p.tubePrice() != "12.00" {
					t.Errorf("%s", got.body)
				}
				if took := time.Since(begin); took != 20*time.Second {
					t.Errorf("took %s", took)
				}
			})
		})
	}
}
