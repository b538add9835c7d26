package keychain

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/zalando/go-keyring"
	"golang.org/x/sys/windows"

	"pricesync/app/fault"
)

// system is this computer's keychain: Windows' Credential Manager.
type system struct{}

func (system) Get(service, user string) (string, error) { return keyring.Get(service, user) }
func (system) Set(service, user, secret string) error   { return keyring.Set(service, user, secret) }
func (system) Delete(service, user string) error        { return keyring.Delete(service, user) }

// look tries an entry of its own: the Credential Manager is open whenever its user is there, and asks for no password.
func (s system) look(context.Context) error {
	name := fmt.Sprintf("self-check %d", os.Getpid())
	if err := s.Set("Price Sync look", name, "self-check"); err != nil {
		return err
	}
	return s.Delete("Price Sync look", name)
}

// refusal sorts what the Credential Manager says. A service account or a network logon has no credential set.
func refusal(err error) fault.Code {
	if errors.Is(err, windows.ERROR_NO_SUCH_LOGON_SESSION) || errors.Is(err, windows.ERROR_CALL_NOT_IMPLEMENTED) {
		return fault.KeychainMissing
	}
	return fault.KeychainRefused
}
