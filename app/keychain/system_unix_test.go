//go:build !windows && !darwin

package keychain_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
	"github.com/zalando/go-keyring"

	"pricesync/app/fault"
	"pricesync/app/keychain"
	"pricesync/app/redact"
)

// Some of what follows needs a process of its own, since the D-Bus library keeps one connection per process. Such a
// story is told by this test binary, started anew with the story's name in this variable.
const storyVariable = "PRICESYNC_KEYCHAIN_STORY"

func TestMain(m *testing.M) {
	if name := os.Getenv(storyVariable); name != "" {
		if err := stories()[name](context.Background()); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func stories() map[string]func(context.Context) error {
	return map[string]func(context.Context) error{
		"keeps":  realKeychainKeeps,
		"locked": lockedKeychainEndsInTime,
		"fails":  everyCallFails(os.Getenv("PRICESYNC_KEYCHAIN_FAULT")),
		"mute":   muteService,
	}
}

const (
	session  = `exec timeout 60 dbus-run-session -- sh -c "$1" "$0"`
	unlocked = `printf "\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null; exec "$0"`
)

func TestTheRealKeychainKeepsSecrets(t *testing.T) {
	t.Parallel()
	needs(t, "dbus-run-session", "gnome-keyring-daemon")
	tell(t, "keeps", nil, "sh", "-c", session, binary(t), unlocked)
}

func TestALockedKeychainEndsInTimeAndWithAFault(t *testing.T) {
	t.Parallel()
	needs(t, "dbus-run-session", "gnome-keyring-daemon")
	tell(t, "locked", nil, "sh", "-c", session, binary(t), unlocked)
}

func TestASessionWithoutAKeychainServiceHasNone(t *testing.T) {
	t.Parallel()
	needs(t, "dbus-run-session")
	config := filepath.Join(t.TempDir(), "bus.conf")
	// A bus that knows no service it could start by itself.
	text := `<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	tell(t, "fails", []string{expect(fault.KeychainMissing)}, "timeout", "60", "dbus-run-session", "--config-file="+config, "--", binary(t))
}

func TestAServiceThatNeverAnswersIsSilent(t *testing.T) {
	t.Parallel()
	needs(t, "dbus-run-session")
	tell(t, "mute", nil, "sh", "-c", session, binary(t), `exec "$0"`)
}

func TestABusThatNeverAnswersIsSilent(t *testing.T) {
	t.Parallel()
	path := filepath.Join(shortDir(t), "bus")
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	tell(t, "fails", []string{"DBUS_SESSION_BUS_ADDRESS=unix:path=" + path, expect(fault.KeychainSilent)}, binary(t))
}

func TestAComputerWithoutABusHasNoKeychain(t *testing.T) {
	t.Parallel()
	nowhere := filepath.Join(t.TempDir(), "bus")
	tell(t, "fails", []string{"DBUS_SESSION_BUS_ADDRESS=unix:path=" + nowhere, expect(fault.KeychainMissing)}, binary(t))
	if _, err := os.Stat(fmt.Sprintf("/run/user/%d/bus", os.Getuid())); err == nil {
		return // this computer has a bus, whatever the variable says
	}
	// A dbus-launch in the path must not be called: it would leave a bus running.
	folder := t.TempDir()
	called := filepath.Join(folder, "called")
	if err := os.WriteFile(filepath.Join(folder, "dbus-launch"), []byte("#!/bin/sh\ntouch "+called+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"", "autolaunch:"} {
		tell(t, "fails", []string{"DBUS_SESSION_BUS_ADDRESS=" + address, "PATH=" + folder + ":" + os.Getenv("PATH"), expect(fault.KeychainMissing)}, binary(t))
	}
	if _, err := os.Stat(called); err == nil {
		t.Error("a bus was started")
	}
}

func TestWhatTheSystemSaysIsSorted(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere") // so that the calls reach the library
	for _, test := range []struct {
		name string
		err  error
		want fault.Code
	}{
		{"no service", dbus.Error{Name: "org.freedesktop.DBus.Error.ServiceUnknown"}, fault.KeychainMissing},
		{"a service that does not start", dbus.Error{Name: "org.freedesktop.DBus.Error.Spawn.ChildExited"}, fault.KeychainMissing},
		{"a service that ended while asked", dbus.Error{Name: "org.freedesktop.DBus.Error.NoReply"}, fault.KeychainSilent},
		{"a locked collection", dbus.Error{Name: "org.freedesktop.Secret.Error.IsLocked"}, fault.KeychainRefused},
		{"no such collection", dbus.Error{Name: "org.freedesktop.Secret.Error.NoSuchObject"}, fault.KeychainRefused},
		{"a dismissed prompt", errors.New("failed to unlock correct collection '/org/freedesktop/secrets/aliases/default'"), fault.KeychainRefused},
		{"a lost connection", dbus.ErrClosed, fault.KeychainMissing},
		{"an unknown system", keyring.ErrUnsupportedPlatform, fault.KeychainMissing},
		{"too much data", keyring.ErrSetDataTooBig, fault.KeychainRefused},
		{"anything else", errors.New("dbus: unexpected"), fault.KeychainRefused},
	} {
		t.Run(test.name, func(t *testing.T) {
			keyring.MockInitWithError(test.err)
			store := keychain.Open("")
			for act, err := range map[string]error{
				"get": get(t.Context(), store), "set": set("secret")(t.Context(), store),
				"delete": forget(t.Context(), store), "probe": probe(t.Context(), store),
			} {
				if !fault.Is(err, test.want) || !strings.Contains(err.Error(), test.err.Error()) {
					t.Errorf("%s: got %v, want %s", act, err, test.want)
				}
			}
		})
	}
}

// realKeychainKeeps runs in a session with an unlocked gnome-keyring.
func realKeychainKeeps(ctx context.Context) error {
	store, other := keychain.Open(""), keychain.Open("test company")
	if err := errors.Join(store.Look(ctx), store.Probe(ctx)); err != nil {
		return err
	}
	if _, err := store.Get(ctx, keychain.RefreshToken); !errors.Is(err, keychain.ErrNone) {
		return fmt.Errorf("empty: %w", err)
	}
	for _, secret := range []string{"first", "second | ümläut ", strings.Repeat("x", keychain.MaxBytes-len("v1|1|00000000|"))} {
		if err := set(secret)(ctx, store); err != nil {
			return err
		}
		value, err := keychain.Open("").Get(ctx, keychain.RefreshToken)
		if err != nil || value != (keychain.Value{Secret: redact.Secret(secret), Generation: 1}) {
			return fmt.Errorf("read back %d bytes: %w", len(value.Secret.Reveal()), err)
		}
	}
	if err := get(ctx, other); !errors.Is(err, keychain.ErrNone) {
		return fmt.Errorf("another profile sees the secret: %w", err)
	}
	if err := keyring.Set("Price Sync", string(keychain.RefreshToken), "v1|1|00000000|first"); err != nil {
		return err
	}
	if err := get(ctx, store); !errors.Is(err, keychain.ErrGarbled) {
		return fmt.Errorf("a damaged entry: %w", err)
	}
	for range 2 {
		if err := store.Delete(ctx, keychain.RefreshToken); err != nil {
			return err
		}
	}
	if err := get(ctx, store); !errors.Is(err, keychain.ErrNone) {
		return fmt.Errorf("after delete: %w", err)
	}
	return nil
}

// lockedKeychainEndsInTime locks the collection where nobody can answer the prompt.
func lockedKeychainEndsInTime(ctx context.Context) error {
	store := keychain.Open("")
	if err := set("secret")(ctx, store); err != nil {
		return err
	}
	bus, err := dbus.ConnectSessionBus()
	if err != nil {
		return err
	}
	service := bus.Object("org.freedesktop.secrets", "/org/freedesktop/secrets")
	login := []dbus.ObjectPath{"/org/freedesktop/secrets/collection/login"}
	if err := service.Call("org.freedesktop.Secret.Service.Lock", 0, login).Err; err != nil {
		return err
	}
	if err := store.Look(ctx); !fault.Is(err, fault.KeychainLocked) {
		return fmt.Errorf("look: %w", err)
	}
	for act, err := range map[string]error{"get": get(ctx, store), "set": set("other")(ctx, store)} {
		if !fault.Is(err, fault.KeychainSilent) && !fault.Is(err, fault.KeychainRefused) {
			return fmt.Errorf("%s: %w", act, err)
		}
	}
	return nil
}

// muteService owns the keychain's name on the bus and answers nothing.
func muteService(ctx context.Context) error {
	bus, err := dbus.ConnectSessionBus()
	if err != nil {
		return err
	}
	if _, err := bus.RequestName("org.freedesktop.secrets", dbus.NameFlagDoNotQueue); err != nil {
		return err
	}
	bus.Eavesdrop(make(chan *dbus.Message, 100)) // from here on calls are heard and not answered
	return everyCallFails(string(fault.KeychainSilent))(ctx)
}

func everyCallFails(code string) func(context.Context) error {
	return func(ctx context.Context) error {
		store := keychain.Open("")
		for act, err := range map[string]error{"look": store.Look(ctx), "get": get(ctx, store), "set": set("secret")(ctx, store)} {
			if !fault.Is(err, fault.Code(code)) {
				return fmt.Errorf("%s: got %w, want %s", act, err, code)
			}
		}
		return nil
	}
}

// tell starts the story in a process of its own, which must end well within a minute.
func tell(t *testing.T, story string, environment []string, command ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	home := shortDir(t)
	cmd.Env = append(os.Environ(), "HOME="+home, "XDG_DATA_HOME="+home, "XDG_RUNTIME_DIR="+home, "XDG_CACHE_HOME="+home, storyVariable+"="+story)
	cmd.Env = append(cmd.Env, environment...)
	cmd.WaitDelay = 5 * time.Second
	if out, err := cmd.CombinedOutput(); err != nil && !errors.Is(err, exec.ErrWaitDelay) {
		t.Errorf("%s: %v\n%s", story, err, out)
	}
}

func expect(code fault.Code) string { return "PRICESYNC_KEYCHAIN_FAULT=" + string(code) }

// needs skips where a program is missing, but never in CI, where it must be there.
func needs(t *testing.T, programs ...string) {
	t.Helper()
	for _, program := range programs {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatalf("%s is missing", program)
			}
			t.Skipf("%s is missing", program)
		}
	}
}

func binary(t *testing.T) string {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// shortDir is a temporary folder whose name leaves room for a socket's path (108 bytes).
func shortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "keychain")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}
