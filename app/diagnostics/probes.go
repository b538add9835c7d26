package diagnostics

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"

	"pricesync/app/fault"
)

// FolderWritable checks that files can be made, written and deleted in a folder.
func FolderWritable(code, title, path string) Probe {
	return Probe{Code: code, Title: title, Ask: func(context.Context) Answer {
		if err := writeAndRemove(path); err != nil {
			return Fail(fault.Wrap(err, fault.FolderUnwritable, fault.Facts{"folder": path}))
		}
		return Fine("Price Sync can write there.")
	}}
}

func writeAndRemove(path string) error {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	f, err := os.CreateTemp(path, ".check-*")
	if err != nil {
		return fmt.Errorf("make file: %w", err)
	}
	_, err = f.Write(make([]byte, 4096))
	if err := errors.Join(err, f.Sync(), f.Close(), os.Remove(f.Name())); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	return nil
}

// LogWritable checks the log: dropped says how many lines were lost since the program started.
func LogWritable(path string, dropped func() int64) Probe {
	return Probe{Code: "log", Title: "Log", Ask: func(context.Context) Answer {
		err := writeAndRemove(path)
		if lost := dropped(); err == nil && lost > 0 {
			err = fmt.Errorf("%d lines could not be written", lost)
		}
		if err != nil {
			return Warn(fault.Wrap(err, fault.LogUnwritable, fault.Facts{"folder": path}))
		}
		return Fine("The log is written.")
	}}
}

// FreeSpace checks that at least so many bytes are free for a folder. free asks the system; shown writes a size for
// people.
func FreeSpace(path string, least int64, free func(string) (int64, error), shown func(int64) string) Probe {
	return Probe{Code: "disk", Title: "Disk space", Ask: func(context.Context) Answer {
		bytes, err := free(path)
		if err != nil {
			return Skip("This system does not say how much space is free.")
		}
		if bytes < least {
			return Warn(fault.New(fault.DiskLow, fault.Facts{"free": shown(bytes), "folder": path}))
		}
		return Fine(shown(bytes) + " are free.")
	}}
}

// PortFree checks that the sign-in could listen on the callback port, on every loopback address that the computer has.
func PortFree(port int) Probe {
	return Probe{Code: "callback_port", Title: "Callback port", Ask: func(ctx context.Context) Answer {
		if err := Listen(ctx, port); err != nil {
			return Fail(fault.Wrap(err, fault.CallbackPortInUse, fault.Facts{"port": strconv.Itoa(port)}))
		}
		return Fine("Port " + strconv.Itoa(port) + " is free for the sign-in.")
	}}
}

// Listen listens on the port of both loopback addresses for a moment and says what was in the way. A computer without
// IPv6 is fine.
func Listen(ctx context.Context, port int) error {
	var config net.ListenConfig
	for _, host := range []string{"127.0.0.1", "::1"} {
		listener, err := config.Listen(ctx, "tcp", net.JoinHostPort(host, strconv.Itoa(port)))
		if err != nil {
			if host == "::1" && !hasIPv6(ctx) {
				return nil
			}
			return fmt.Errorf("listen: %w", err)
		}
		if err := listener.Close(); err != nil {
			return fmt.Errorf("stop listening: %w", err)
		}
	}
	return nil
}

func hasIPv6(ctx context.Context) bool {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", "[::1]:0")
	return err == nil && listener.Close() == nil
}
