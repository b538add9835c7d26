//go:build !windows && !darwin

package keychain

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/godbus/dbus/v5"
)

const (
	secretService = "org.freedesktop.secrets"
	secretPath    = "/org/freedesktop/secrets"
	loginKeyring  = dbus.ObjectPath("/org/freedesktop/secrets/collection/login")
	defaultAlias  = dbus.ObjectPath("/org/freedesktop/secrets/aliases/default")
)

// errNoService says that nothing on the bus keeps secrets.
var errNoService = errors.New("no Secret Service on the bus")

// look reads whether the keyring that the library would use is locked, on a connection of its own.
func (system) look(ctx context.Context) error {
	if err := reachable(); err != nil {
		return err
	}
	bus, err := dbus.ConnectSessionBus(dbus.WithContext(ctx))
	if err != nil {
		return err
	}
	defer func() { _ = bus.Close() }()
	for _, ask := range []string{"NameHasOwner", "ListActivatableNames"} {
		there, err := named(ctx, bus, ask)
		if err != nil {
			return err
		}
		if there {
			return locked(ctx, bus)
		}
	}
	return errNoService
}

// named says whether the service runs, or could be started.
func named(ctx context.Context, bus *dbus.Conn, ask string) (bool, error) {
	method := "org.freedesktop.DBus." + ask
	if ask == "NameHasOwner" {
		var owned bool
		err := bus.BusObject().CallWithContext(ctx, method, 0, secretService).Store(&owned)
		return owned, err
	}
	var names []string
	err := bus.BusObject().CallWithContext(ctx, method, 0).Store(&names)
	return slices.Contains(names, secretService), err
}

// locked returns errLocked when the login keyring is, or the default one where there is no login keyring. A service
// without either is not said to be locked.
func locked(ctx context.Context, bus *dbus.Conn) error {
	service := bus.Object(secretService, secretPath)
	var known dbus.Variant
	const get = "org.freedesktop.DBus.Properties.Get"
	if err := service.CallWithContext(ctx, get, 0, "org.freedesktop.Secret.Service", "Collections").Store(&known); err != nil {
		return fmt.Errorf("list keyrings: %w", err)
	}
	keyring := defaultAlias
	if paths, ok := known.Value().([]dbus.ObjectPath); ok && slices.Contains(paths, loginKeyring) {
		keyring = loginKeyring
	}
	var is dbus.Variant
	if err := bus.Object(secretService, keyring).CallWithContext(ctx, get, 0, "org.freedesktop.Secret.Collection", "Locked").Store(&is); err != nil {
		if ctx.Err() != nil || keyring == loginKeyring {
			return fmt.Errorf("ask for the lock: %w", err)
		}
		return nil
	}
	if is.Value() == true {
		return errLocked
	}
	return nil
}
