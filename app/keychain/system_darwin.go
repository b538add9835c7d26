package keychain

import (
	"errors"
	"os"
	"os/exec"

	"github.com/zalando/go-keyring"

	"pricesync/app/fault"
)

// system is this computer's keychain: the login keychain, by /usr/bin/security.
type system struct{}

func (system) Get(service, user string) (string, error) { return keyring.Get(service, user) }
func (system) Set(service, user, secret string) error   { return keyring.Set(service, user, secret) }
func (system) Delete(service, user string) error        { return keyring.Delete(service, user) }

// refusal sorts what /usr/bin/security says: 50 is errSecNoSuchKeychain, 37 errSecNoDefaultKeychain, both as the last
// byte of the status that it ends with.
func refusal(err error) fault.Code {
	var ended *exec.ExitError
	if errors.As(err, &ended) && (ended.ExitCode() == 50 || ended.ExitCode() == 37) {
		return fault.KeychainMissing
	}
	var path *os.PathError
	if errors.Is(err, exec.ErrNotFound) || errors.As(err, &path) {
		return fault.KeychainMissing
	}
	return fault.KeychainRefused
}
