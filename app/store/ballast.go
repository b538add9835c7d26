package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"io"
	"os"
	"sync"

	"pricesync/app/fault"
)

// ballastBytes is how much is set aside beside the database for the day on which the disk is full: enough to record what
// became of a batch and how a run ended, and for the log to say why.
const ballastBytes = 1 << 20

// ballast is a file that is there to be deleted.
type ballast struct {
	path string

	mu    sync.Mutex
	freed bool // it was deleted: nothing new is begun any more
}

// load puts the file in place where it is missing. It is filled with what no file system can make smaller. Without it the
// program works as well, until the disk is full.
func (b *ballast) load() {
	file, err := os.OpenFile(b.path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return // it is there already, or the folder takes none
	}
	_, err = io.CopyN(file, rand.Reader, ballastBytes)
	if err := errors.Join(err, file.Close()); err != nil {
		_ = os.Remove(b.path) // half of it would be in the way
	}
}

// free deletes the file and says whether that made room.
func (b *ballast) free() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.freed || os.Remove(b.path) != nil {
		return false
	}
	b.freed = true
	return true
}

// spent says whether the disk was full once since the store was opened.
func (b *ballast) spent() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.freed
}

// writeLast is write for what must not be lost: where the disk is full, it makes room by the ballast and tries again.
func (s *Store) writeLast(ctx context.Context, act string, do func(*sql.Tx) error) error {
	err := s.write(ctx, act, do)
	if fault.Is(err, fault.DiskFull) && s.ballast.free() {
		err = s.write(ctx, act, do)
	}
	return err
}
