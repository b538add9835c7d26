package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"pricesync/app/fault"
)

// Health is what a self-check and the diagnostics report say about the database. All of it is asked by SQL: opening
// the file of a live database a second time would drop the locks that SQLite holds on it.
type Health struct {
	Schema      int    // the schema's number
	SQLite      string // its version
	JournalMode string
	Synchronous string // of the connection that records
	File        string // where the database is
	Bytes       int64  // of the file
	FreeBytes   int64  // of it, what is free inside
	Verdict     string // "ok", or the first thing that quick_check found
	Plans       int
	Runs        int
	OpenRuns    int // that can be resumed, or are under way
	Rows        int // of all runs
	DamagedRows int // of the open runs, whose checksum is wrong
	Items       int // of all mirrors
	Links       int
	Written     time.Duration // how long a durable write took
}

// Check looks the whole database through and writes to it once. The error is nil when all could be asked, also where
// the Verdict is bad.
func (s *Store) Check(ctx context.Context) (Health, error) {
	var h Health
	err := s.read(ctx, "check the database", func(tx *sql.Tx) error {
		var pages, size, free int64
		for _, ask := range []struct {
			query string
			to    any
		}{
			{`PRAGMA user_version`, &h.Schema},
			{`SELECT sqlite_version()`, &h.SQLite},
			{`PRAGMA journal_mode`, &h.JournalMode},
			{`PRAGMA page_count`, &pages},
			{`PRAGMA page_size`, &size},
			{`PRAGMA freelist_count`, &free},
			{`PRAGMA quick_check(1)`, &h.Verdict},
			{`SELECT count(*) FROM plans`, &h.Plans},
			{`SELECT count(*) FROM runs`, &h.Runs},
			{`SELECT count(*) FROM runs WHERE status IN ('', 'stopped')`, &h.OpenRuns},
			{`SELECT coalesce(sum(row_count), 0) FROM runs`, &h.Rows},
			{`SELECT count(*) FROM items`, &h.Items},
			{`SELECT count(*) FROM links`, &h.Links},
		} {
			if err := tx.QueryRowContext(ctx, ask.query).Scan(ask.to); err != nil {
				return fmt.Errorf("%s: %w", ask.query, err)
			}
		}
		h.Bytes, h.FreeBytes = pages*size, free*size
		open, err := loadRuns(ctx, tx, `WHERE runs.status IN ('', 'stopped')`)
		if err != nil {
			return err
		}
		for _, run := range open {
			rows, err := loadRows(ctx, tx, run)
			if err != nil {
				return err
			}
			for _, row := range rows {
				if row.Message == damagedRow {
					h.DamagedRows++
				}
			}
		}
		return nil
	})
	if err != nil {
		return h, err
	}
	h.File = s.path
	if h.Synchronous, err = s.synchronous(ctx); err != nil {
		return h, err
	}
	h.Written, err = s.Writes(ctx)
	return h, err
}

// Reads asks the database for the number of its schema.
func (s *Store) Reads(ctx context.Context) (schema int, err error) {
	schema, err = userVersion(ctx, s.reader)
	return schema, s.trouble("read the database", err)
}

// Writes makes one durable write and returns how long it took.
func (s *Store) Writes(ctx context.Context) (time.Duration, error) {
	begun := time.Now()
	err := s.SetAccountSetting(ctx, "", "checked", fmt.Sprint(millis(s.now())))
	return time.Since(begun), err
}

func (s *Store) synchronous(ctx context.Context) (string, error) {
	var level int
	if err := s.writer.QueryRowContext(ctx, `PRAGMA synchronous`).Scan(&level); err != nil {
		return "", s.trouble("check the database", err)
	}
	if names := []string{"off", "normal", "full", "extra"}; level >= 0 && level < len(names) {
		return names[level], nil
	}
	return fmt.Sprint(level), nil
}

// Backup writes the whole memory as one database file to path, replacing what is there. The copy is checked before it
// takes that name.
func (s *Store) Backup(ctx context.Context, path string) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return fault.Wrap(err, fault.OutputUnwritable, fault.Facts{"folder": filepath.Dir(path)})
	}
	if same, err := sameFile(path, s.path); err != nil || same {
		return fault.Wrap(errors.Join(err, errors.New("the backup would replace the database")),
			fault.OutputUnwritable, fault.Facts{"folder": filepath.Dir(path)})
	}
	part := path + "." + newID("part-")
	file, err := os.OpenFile(part, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return fault.Wrap(err, fault.OutputUnwritable, fault.Facts{"folder": filepath.Dir(path)})
	}
	defer remove(part)
	if err := file.Close(); err != nil {
		return fault.Wrap(err, fault.OutputUnwritable, fault.Facts{"folder": filepath.Dir(path)})
	}
	if _, err := s.reader.ExecContext(ctx, `VACUUM INTO ?`, part); err != nil {
		return s.trouble("back up the database", err)
	}
	if err := verifyCopy(ctx, part); err != nil {
		return s.trouble("check the backup", err)
	}
	if err := os.Rename(part, path); err != nil {
		return fault.Wrap(err, fault.OutputUnwritable, fault.Facts{"folder": filepath.Dir(path)})
	}
	return nil
}

func verifyCopy(ctx context.Context, path string) error {
	db, err := open(ctx, path, readerOptions())
	if err != nil {
		return err
	}
	var verdict string
	err = db.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&verdict)
	if err == nil && verdict != "ok" {
		err = fmt.Errorf("integrity_check: %s", verdict)
	}
	return errors.Join(err, db.Close())
}

func sameFile(a, b string) (bool, error) {
	first, err := os.Stat(a)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	second, err := os.Stat(b)
	if err != nil {
		return false, err
	}
	return os.SameFile(first, second), nil
}

// SetAside moves a damaged database with its log into a new folder beside it, named after the time, and returns that
// folder. Nothing is deleted. The caller makes sure that no process has the database open.
func SetAside(path string, at time.Time) (string, error) {
	folder := filepath.Join(filepath.Dir(path), "damaged-"+at.UTC().Format("20060102-150405.000"))
	if err := os.Mkdir(folder, 0o700); err != nil {
		return "", fault.Wrap(err, fault.FolderUnwritable, fault.Facts{"folder": filepath.Dir(path)})
	}
	for _, suffix := range []string{"-shm", "-wal", ""} {
		err := os.Rename(path+suffix, filepath.Join(folder, filepath.Base(path)+suffix))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", fault.Wrap(err, fault.DatabaseFailed, nil)
		}
	}
	return folder, nil
}
