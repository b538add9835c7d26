package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"time"

	"pricesync/app/jobber/sandbox"
)

// serveSandbox serves the practice company as a stand-in for Jobber, for trying the real sign-in without an account.
func serveSandbox(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("sandbox", flag.ContinueOnError)
	listen := flags.String("listen", "127.0.0.1:18766", "address on loopback")
	id := flags.String("client-id", "sandbox-client", "the registered app's client id")
	secret := flags.String("client-secret", "sandbox-client-secret-for-trying", "its client secret")
	redirect := flags.String("redirect", "http://localhost:18765/oauth/callback", "its registered callback address")
	if err := flags.Parse(args); err != nil {
		return err
	}
	address, err := net.ResolveTCPAddr("tcp", *listen)
	if err != nil {
		return err
	}
	if !address.IP.IsLoopback() {
		return errors.New("the sandbox listens on loopback only, such as 127.0.0.1:18766")
	}
	server, err := sandbox.New(sandbox.Config{
		Catalog: sandbox.PracticeCompany(), ClientID: *id, ClientSecret: *secret, RedirectURI: *redirect,
	})
	if err != nil {
		return err
	}
	listener, err := net.ListenTCP("tcp", address)
	if err != nil {
		return err
	}
	fmt.Printf("A stand-in for Jobber listens. In another terminal:\n\n  JOBBER_API_URL=http://%s JOBBER_CLIENT_ID=%s JOBBER_CLIENT_SECRET=%s %s connect\n\n",
		listener.Addr(), *id, *secret, programPath())
	served := &http.Server{Handler: server, ReadHeaderTimeout: 10 * time.Second}
	stopped := context.AfterFunc(ctx, func() { _ = served.Close() })
	defer stopped()
	if err := served.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
