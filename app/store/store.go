// Package store keeps everything that the program remembers in one SQLite file: plans, runs and their journal, links,
// the catalog mirror and what was chosen for an account.
//
// The journal is durable: SQLite runs in WAL mode with synchronous=FULL, each call is one transaction, and each of its
// rows carries a checksum. Times are stored as milliseconds, so finer parts of a time are dropped; they come back in
// UTC. No secret is ever given to this package. Errors are fault.Errors, but for a context that ended.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"modernc.org/sqlite"

	"pricesync/app/fault"
)

// applicationID marks the file as ours in SQLite's header.
const applicationID = 1347639619

// Options of Open. The zero value is what the program uses.
type Options struct {
	Now func() time.Time // the clock; nil is time.Now
}

// Store is the open database. Its methods may be called from any goroutine, and other processes may have the same
// file open.
type Store struct {
	path   string
	now    func() time.Time
	writer *sql.DB // one connection: SQLite has one writer
	reader *sql.DB

	ballast ballast
}

// Open opens the database at path and brings it to this program's schema; a file that is not there is created. The
// file is checked first and, when it belongs to a newer program or is damaged, left exactly as it is:
// fault.DatabaseNewer, fault.DatabaseDamaged (see SetAside). The folder has to be there.
func Open(ctx context.Context, path string, options Options) (*Store, error) {
	sqlite.StrictPragmas(true)
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fault.Wrap(fmt.Errorf("find the database: %w", err), fault.DatabaseFailed, nil)
	}
	s := &Store{path: path, now: options.Now, ballast: ballast{path: path + ".reserve"}}
	if s.now == nil {
		s.now = time.Now
	}
	switch info, err := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist):
		if err := create(ctx, path); err != nil {
			return nil, s.trouble("create the database", err)
		}
	case err == nil && !info.Mode().IsRegular():
		return nil, damaged("it is not a file but " + info.Mode().String())
	}
	if err := s.inspect(ctx); err != nil {
		return nil, s.trouble("look at the database", err)
	}
	if s.writer, err = open(ctx, path, writerOptions()); err != nil {
		return nil, s.trouble("open the database", err)
	}
	s.writer.SetMaxOpenConns(1)
	if err := migrate(ctx, s.writer); err != nil {
		return nil, errors.Join(s.trouble("update the database", err), s.writer.Close())
	}
	if s.reader, err = open(ctx, path, readerOptions()); err != nil {
		return nil, errors.Join(s.trouble("open the database for reading", err), s.writer.Close())
	}
	s.reader.SetMaxOpenConns(3)
	s.ballast.load()
	return s, nil
}

// Close waits for what is under way, folds the write-ahead log into the file and lets go of it.
func (s *Store) Close() error {
	return s.trouble("close the database", errors.Join(s.reader.Close(), s.writer.Close()))
}

// create makes a new database beside path and puts it in place whole, so that a file of no bytes is never ours.
func create(ctx context.Context, path string) error {
	fresh := path + "." + newID("new-")
	file, err := os.OpenFile(fresh, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return fault.Wrap(err, fault.FolderUnwritable, fault.Facts{"folder": filepath.Dir(path)})
	}
	defer remove(fresh)
	if err := file.Close(); err != nil {
		return err
	}
	db, err := open(ctx, fresh, writerOptions())
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	if err := errors.Join(migrate(ctx, db), db.Close()); err != nil {
		return err
	}
	switch err := os.Link(fresh, path); {
	case err == nil, errors.Is(err, fs.ErrExist):
		return nil // there now, whether we or another process put it there
	}
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	return os.Rename(fresh, path) // a file system without links
}

// remove deletes a database that was never put in place.
func remove(path string) {
	for _, suffix := range []string{"", "-wal", "-shm", "-journal"} {
		_ = os.Remove(path + suffix) // most of them were never there
	}
}

// inspect looks at the file without writing a byte of it: whose it is, how new, and whether it is whole.
func (s *Store) inspect(ctx context.Context) error {
	db, err := open(ctx, s.path, readerOptions())
	if err != nil {
		return err
	}
	return errors.Join(whole(ctx, db), db.Close())
}

func whole(ctx context.Context, db *sql.DB) error {
	var id, version int
	if err := db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id); err != nil {
		return err
	}
	if id != applicationID {
		return damaged(fmt.Sprintf("the file's application id is %d", id))
	}
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version > newest() {
		return fault.Wrap(fmt.Errorf("schema %d, this program knows %d", version, newest()), fault.DatabaseNewer, nil)
	}
	var verdict string
	if err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict); err != nil {
		return err
	}
	if verdict != "ok" {
		return damaged("quick_check: " + verdict)
	}
	return nil
}

// write runs do in one transaction. After an error it is not known whether the transaction was made durable.
func (s *Store) write(ctx context.Context, act string, do func(*sql.Tx) error) error {
	return s.trouble(act, inTx(ctx, s.writer, do))
}

// read runs do on one unchanging state of the database.
func (s *Store) read(ctx context.Context, act string, do func(*sql.Tx) error) error {
	return s.trouble(act, inTx(ctx, s.reader, do))
}

func inTx(ctx context.Context, db *sql.DB, do func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func open(ctx context.Context, path string, options map[string][]string) (*sql.DB, error) {
	connector, err := sqlite.NewConnector(fileURI(path, runtime.GOOS == "windows", options))
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}
