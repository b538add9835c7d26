//go:build !windows && !darwin

package keychain

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/godbus/dbus/v5"
	"github.com/zalando/go-keyring"

	"pricesync/app/fault"
)

// system is this computer's keychain: the Secret Service on the session's D-Bus.
type system struct{}

// errNoBus says that there is no session bus. The library would start one, and leave it running.
var errNoBus = errors.New("no D-Bus session")

func (system) Get(service, user string) (string, error) {
	if err := reachable(); err != nil {
		return "", err
	}
	return keyring.Get(service, user)
}

func (system) Set(service, user, secret string) error {
	if err := reachable(); err != nil {
		return err
	}
	return keyring.Set(service, user, secret)
}

func (system) Delete(service, user string) error {
	if err := reachable(); err != nil {
		return err
	}
	return keyring.Delete(service, user)
}

// reachable looks for a session bus where the library would.
func reachable() error {
	if address := os.Getenv("DBUS_SESSION_BUS_ADDRESS"); address != "" && address != "autolaunch:" {
		return nil
	}
	folder := filepath.Join("/run/user", strconv.Itoa(os.Getuid()))
	for _, name := range []string{"bus", "dbus-session"} {
		if _, err := os.Stat(filepath.Join(folder, name)); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%w: DBUS_SESSION_BUS_ADDRESS is not set and %s has no bus", errNoBus, folder)
}

// refusal sorts what D-Bus and the Secret Service say.
func refusal(err error) fault.Code {
	var said dbus.Error
	if errors.As(err, &said) {
		missing := []string{
			"org.freedesktop.DBus.Error.ServiceUnknown",
			"org.freedesktop.DBus.Error.NameHasNoOwner",
			"org.freedesktop.DBus.Error.Disconnected",
		}
		silent := []string{
			"org.freedesktop.DBus.Error.NoReply",
			"org.freedesktop.DBus.Error.Timeout",
			"org.freedesktop.DBus.Error.TimedOut",
		}
		switch {
		case slices.Contains(missing, said.Name), strings.HasPrefix(said.Name, "org.freedesktop.DBus.Error.Spawn."):
			return fault.KeychainMissing
		case slices.Contains(silent, said.Name):
			return fault.KeychainSilent
		}
		return fault.KeychainRefused
	}
	var noBus *os.PathError
	var call *os.SyscallError
	if errors.Is(err, errNoBus) || errors.Is(err, errNoService) || errors.As(err, &call) || errors.As(err, &noBus) || errors.Is(err, dbus.ErrClosed) {
		return fault.KeychainMissing
	}
	return fault.KeychainRefused
}
