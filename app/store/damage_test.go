package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	_ "modernc.org/sqlite"

	"pricesync/app/apply"
	"pricesync/app/fault"
	"pricesync/app/store"
)

// rewrite changes the closed database with plain SQL, as another program would.
func rewrite(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: path}).String())
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Errorf("%s: %v", statement, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// closed returns the path of a database with a run in it, which no one has open.
func closed(t *testing.T) (string, apply.RunID) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "memory.db")
	s, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	run := begun(t, s, samplePlan())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path, run
}

func TestAFileThatIsNotAWholeDatabaseIsToldAndLeftAlone(t *testing.T) {
	for _, test := range []struct {
		name   string
		damage func(t *testing.T, path string)
		code   fault.Code
	}{
		{"no bytes at all", func(t *testing.T, path string) { write(t, path, nil) }, fault.DatabaseDamaged},
		{"zeros", func(t *testing.T, path string) { write(t, path, make([]byte, 32768)) }, fault.DatabaseDamaged},
		{"a picture", func(t *testing.T, path string) {
			write(t, path, append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte("pixels"), 4000)...))
		}, fault.DatabaseDamaged},
		{"half of it", func(t *testing.T, path string) {
			whole := read(t, path)
			write(t, path, whole[:len(whole)/2])
		}, fault.DatabaseDamaged},
		{"the header alone", func(t *testing.T, path string) { write(t, path, read(t, path)[:100]) }, fault.DatabaseDamaged},
		{"a page of noise in its middle", func(t *testing.T, path string) {
			whole := read(t, path)
			copy(whole[3*4096:4*4096], bytes.Repeat([]byte{0xa5}, 4096))
			write(t, path, whole)
		}, fault.DatabaseDamaged},
		{"another program's database", func(t *testing.T, path string) {
			rewrite(t, path, "PRAGMA application_id = 7")
		}, fault.DatabaseDamaged},
		{"a newer program's database", func(t *testing.T, path string) {
			rewrite(t, path, "PRAGMA user_version = 1000")
		}, fault.DatabaseNewer},
		{"a folder", func(t *testing.T, path string) {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
		}, fault.DatabaseDamaged},
	} {
		t.Run(test.name, func(t *testing.T) {
			path, _ := closed(t)
			test.damage(t, path)
			before := bytesOf(t, path)
			s, err := store.Open(context.Background(), path, store.Options{})
			if err == nil {
				t.Fatal("it opened", s.Close())
			}
			if got := fault.From(err); got.Code != test.code {
				t.Errorf("error = %v, want %s", err, test.code)
			}
			if !bytes.Equal(before, bytesOf(t, path)) {
				t.Error("its bytes have changed")
			}
			if test.code != fault.DatabaseDamaged {
				return
			}
			folder, err := store.SetAside(path, noon())
			if err != nil {
				t.Fatal(err)
			}
			if filepath.Base(folder) != "damaged-20260301-120000.005" || !bytes.Equal(bytesOf(t, filepath.Join(folder, "memory.db")), before) {
				t.Errorf("set aside in %s", folder)
			}
			if runs, err := reopened(t, path).Runs(context.Background(), 0); err != nil || len(runs) != 0 {
				t.Errorf("afterwards: %v, %v", runs, err)
			}
		})
	}
}

func TestAFolderThatIsNotThereIsNamed(t *testing.T) {
	_, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "gone", "memory.db"), store.Options{})
	if !fault.Is(err, fault.FolderUnwritable) || !strings.HasSuffix(fault.From(err).Message, "gone.") {
		t.Errorf("error = %v", err)
	}
}

func TestARowWhoseRecordWasChangedIsNotBelieved(t *testing.T) {
	for _, change := range []string{
		"outcome = 'skipped'", "stored_price = '999.00'", "before_cost = 'x'", "item = 'i9'", "message = 'All is well.'", "attempt = 4",
		"differs = 1", "created = 1", "visible = 0", "at = 5", "crc = crc + 1",
	} {
		t.Run(change, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "memory.db")
			s, err := store.Open(context.Background(), path, store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			run := begun(t, s, samplePlan())
			rows := writing(samplePlan())
			for i := range rows {
				row := apply.Blank(rows[i])
				row.Outcome, row.Stored, row.At = apply.Applied, prices("12", "5"), noon()
				settle(t, s, run, row)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			rewrite(t, path, "UPDATE run_rows SET "+change+" WHERE line = 2")

			s = reopened(t, path)
			_, recorded, err := s.Run(context.Background(), run)
			if err != nil {
				t.Fatal(err)
			}
			got := recorded[0]
			if got.Outcome != apply.Unknown || got.Message != "The record of this row is damaged on this computer. Look at the item in Jobber." || got.Stored.Price.Known() {
				t.Errorf("the row reads %+v", got)
			}
			if recorded[1].Outcome != apply.Applied {
				t.Errorf("the next row reads %+v", recorded[1])
			}
			if health, err := s.Check(context.Background()); err != nil || health.DamagedRows != 1 || health.Verdict != "ok" {
				t.Errorf("health = %+v, %v", health, err)
			}
		})
	}
}

func TestARunThatLostARowIsDamaged(t *testing.T) {
	path, run := closed(t)
	rewrite(t, path, "DELETE FROM run_rows WHERE line = 2")
	if _, _, err := reopened(t, path).Run(context.Background(), run); !fault.Is(err, fault.DatabaseDamaged) {
		t.Errorf("error = %v", err)
	}
}

func TestAPlanThatWasChangedIsDamaged(t *testing.T) {
	path, run := closed(t)
	rewrite(t, path, "UPDATE plans SET body = CAST(substr(body, 1, 40) || x'00' || substr(body, 42) AS BLOB)")
	s := reopened(t, path)
	found, _, err := s.Run(context.Background(), run)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Plan(context.Background(), found.Plan); !fault.Is(err, fault.DatabaseDamaged) {
		t.Errorf("error = %v", err)
	}
	if _, err := s.Resume(context.Background(), run); !fault.Is(err, fault.DatabaseDamaged) {
		t.Errorf("error = %v", err)
	}
}

func TestManyProcessesMayStartTogether(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.db")
	var wait sync.WaitGroup
	stores := make([]*store.Store, 6)
	for i := range stores {
		wait.Go(func() {
			s, err := store.Open(context.Background(), path, store.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			stores[i] = s
			begun(t, s, samplePlan())
		})
	}
	wait.Wait()
	for _, s := range stores {
		if s == nil {
			continue
		}
		if runs, err := s.Runs(context.Background(), 0); err != nil || len(runs) != len(stores) {
			t.Errorf("one of them sees %d runs, %v", len(runs), err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 2 || left[1].Name() != filepath.Base(path)+".reserve" {
		t.Errorf("left in the folder: %v, %v", left, err)
	}
}

func TestOnlyItsOwnerMayReadTheDatabase(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such rights")
	}
	_, path := opened(t)
	for _, suffix := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(path + suffix)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has the rights %s", filepath.Base(path+suffix), info.Mode())
		}
	}
}

func write(t *testing.T, path string, bytes []byte) {
	t.Helper()
	if err := os.WriteFile(path, bytes, 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	bytes, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return bytes
}

// bytesOf returns what a file holds; a folder holds nothing.
func bytesOf(t *testing.T, path string) []byte {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.IsDir() {
		return nil
	}
	return read(t, path)
}
