package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"pricesync/app/fault"
)

// trouble wraps what went wrong with the database in what a person should hear. Errors that are faults already, and
// the end of a context, pass through.
func (s *Store) trouble(act string, err error) error { return trouble(s.path, act, err) }

func trouble(path, act string, err error) error {
	if err == nil {
		return nil
	}
	var known *fault.Error
	if errors.As(err, &known) {
		return err
	}
	cause := fmt.Errorf("%s: %w", act, err)
	code, ok := resultCode(err)
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return cause
	case ok && code&0xff == sqlite3.SQLITE_INTERRUPT:
		return fmt.Errorf("%w: %w", cause, context.Canceled)
	case ok && (code&0xff == sqlite3.SQLITE_FULL || code == sqlite3.SQLITE_IOERR_SHMSIZE):
		return fault.Wrap(cause, fault.DiskFull, nil)
	case ok && isDamage(code):
		return fault.Wrap(cause, fault.DatabaseDamaged, nil)
	case ok && code&0xff == sqlite3.SQLITE_BUSY:
		return fault.Wrap(cause, fault.ProfileInUse, nil)
	case ok && (code&0xff == sqlite3.SQLITE_CANTOPEN || code&0xff == sqlite3.SQLITE_READONLY || code&0xff == sqlite3.SQLITE_PERM):
		return fault.Wrap(cause, fault.FolderUnwritable, fault.Facts{"folder": filepath.Dir(path)})
	}
	return fault.Wrap(cause, fault.DatabaseFailed, nil)
}

func isDamage(code int) bool {
	return code&0xff == sqlite3.SQLITE_CORRUPT || code&0xff == sqlite3.SQLITE_NOTADB || code&0xff == sqlite3.SQLITE_FORMAT
}

// resultCode returns SQLite's extended result code.
func resultCode(err error) (int, bool) {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return 0, false
	}
	return e.Code(), true
}

func damaged(why string) error {
	return fault.Wrap(errors.New(why), fault.DatabaseDamaged, nil)
}
