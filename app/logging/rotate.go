package logging

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	prefix = "app-"
	suffix = ".jsonl"

	retryAfter  = 5 * time.Second // how long a folder that refused is left alone
	lookAgain   = 10 * time.Second
	longestFile = 24 * time.Hour
)

// rotator appends lines to the newest file of a folder and begins another when it is large or old. It never renames, so
// that a reader that holds a file open never stands in the way, and two processes share the newest file.
type rotator struct {
	dir       string
	budget    int64
	wanted    int64 // the size of a file as it was asked for; fileBytes is what the budget allows of it
	fileBytes int64
	age       time.Duration
	now       func() time.Time
	open      func(string) (*os.File, error)
	first     func(dropped int64) []byte // makes the line with which each use of a file begins

	file    *os.File
	size    int64
	began   time.Time // of the file, by its name
	looked  time.Time // when size and name were last compared with the disk
	retry   time.Time // not before
	dropped int64
	told    int64 // how many of dropped a first line has told
}

// keep sets the limits; zero means the default.
func (r *rotator) keep(budget, fileBytes int64, days int) {
	if budget <= 0 {
		budget = defaultBudget
	}
	if fileBytes <= 0 {
		fileBytes = defaultFileBytes
	}
	if days <= 0 {
		days = defaultDays
	}
	r.budget, r.wanted, r.fileBytes, r.age = budget, fileBytes, min(fileBytes, budget/4), time.Duration(days)*day
}

// tidy brings the files within limits that have changed. What can't be deleted now is left for the next time.
func (r *rotator) tidy() {
	if r.file == nil {
		return
	}
	files, err := list(r.dir)
	if err != nil || len(files) == 0 {
		return
	}
	if r.size > r.fileBytes {
		_ = r.close() // the next line begins another
		r.prune(files)
		return
	}
	current := filepath.Base(r.file.Name())
	r.prune(slices.DeleteFunc(files, func(f logFile) bool { return f.name == current }))
}

// write appends a line, or counts it as dropped.
func (r *rotator) write(line []byte) {
	if r.file != nil && r.finished(int64(len(line))) {
		_ = r.close() // what was written is written; the next file is opened below
	}
	if r.file == nil && (r.now().Before(r.retry) || r.prepare() != nil) {
		r.dropped++
		return
	}
	if err := r.append(line); err != nil {
		r.dropped++
	}
}

// prepare opens a file and begins it.
func (r *rotator) prepare() error {
	err := r.choose()
	if err == nil {
		err = r.append(r.first(r.dropped - r.told))
	}
	if err != nil {
		r.retry = r.now().Add(retryAfter)
		return err
	}
	r.told = r.dropped
	return nil
}

// append writes to the open file. A file that refuses is closed, and left alone for a while.
func (r *rotator) append(line []byte) error {
	n, err := r.file.Write(line)
	r.size += int64(n)
	if err != nil {
		err = errors.Join(fmt.Errorf("write log: %w", err), r.close())
		r.retry = r.now().Add(retryAfter)
	}
	return err
}

func (r *rotator) close() error {
	if r.file == nil {
		return nil
	}
	err := r.file.Close()
	r.file = nil
	return err
}

// finished says whether the next line belongs into another file: this one is full or old, or gone from the folder.
func (r *rotator) finished(next int64) bool {
	now := r.now()
	if now.Sub(r.looked) >= lookAgain || now.Before(r.looked) {
		r.looked = now
		held, err := r.file.Stat()
		if err != nil {
			return true
		}
		listed, err := os.Stat(r.file.Name())
		if err != nil || !os.SameFile(held, listed) {
			return true
		}
		r.size = held.Size() // another process may have written too
	}
	return r.size+next > r.fileBytes || now.Sub(r.began) > longestFile
}

// choose opens the newest file if it has room and is of the last day, else a new one, and deletes what is beyond age or
// budget.
func (r *rotator) choose() error {
	if err := os.MkdirAll(r.dir, 0o700); err != nil {
		return fmt.Errorf("make log folder: %w", err)
	}
	files, err := list(r.dir)
	if err != nil {
		return err
	}
	now := r.now()
	if len(files) > 0 {
		newest := files[len(files)-1]
		young := now.Sub(newest.began) < longestFile && !newest.began.After(now)
		if young && newest.size < r.fileBytes*9/10 && r.continueIn(newest) == nil {
			r.prune(files[:len(files)-1])
			return nil
		}
	}
	r.prune(files)
	return r.create(now)
}

// continueIn opens an existing file behind its last whole line.
func (r *rotator) continueIn(f logFile) error {
	file, err := r.open(filepath.Join(r.dir, f.name))
	if err != nil {
		return fmt.Errorf("open log: %w", err)
	}
	r.use(file, f.began)
	r.size = f.size
	if torn(file.Name(), f.size) {
		if err := r.append([]byte("\n")); err != nil {
			return err
		}
	}
	return nil
}

func (r *rotator) create(now time.Time) error {
	began := now.UTC().Truncate(time.Second)
	for n := 1; n < 1000; n++ {
		name := filepath.Join(r.dir, fmt.Sprintf("%s%s-%03d%s", prefix, began.Format("20060102T150405Z"), n, suffix))
		if _, err := os.Lstat(name); err == nil {
			continue // another process, or a moment ago
		}
		file, err := r.open(name)
		if err != nil {
			return fmt.Errorf("make log: %w", err)
		}
		r.use(file, began)
		return nil
	}
	return errors.New("make log: a thousand files within one second")
}

func (r *rotator) use(file *os.File, began time.Time) {
	r.file, r.size, r.began, r.looked = file, 0, began, r.now()
}

// prune deletes the oldest files until a full one more fits into the budget, and those beyond the age. What can't be
// deleted, because another program holds it, is left for the next time.
func (r *rotator) prune(files []logFile) {
	total := r.fileBytes
	for _, f := range files {
		total += f.size
	}
	for _, f := range files {
		if total <= r.budget && r.now().Sub(f.modified) <= r.age {
			continue
		}
		if os.Remove(filepath.Join(r.dir, f.name)) == nil {
			total -= f.size
		}
	}
}

// logFile is one file of the log.
type logFile struct {
	name     string
	began    time.Time
	modified time.Time
	size     int64
}

// list returns the log's files, the oldest first. Other files of the folder are not the log's.
func list(dir string) ([]logFile, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("list logs: %w", err)
	}
	var files []logFile
	for _, entry := range entries {
		began, ok := beganAt(entry.Name())
		if !ok || !entry.Type().IsRegular() {
			continue
		}
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // deleted meanwhile
		}
		if err != nil {
			return nil, fmt.Errorf("list logs: %w", err)
		}
		files = append(files, logFile{entry.Name(), began, info.ModTime(), info.Size()})
	}
	slices.SortFunc(files, func(a, b logFile) int { return cmp.Compare(a.name, b.name) })
	return files, nil
}

func beganAt(name string) (time.Time, bool) {
	name, isLog := strings.CutPrefix(name, prefix)
	name, ends := strings.CutSuffix(name, suffix)
	date, _, numbered := strings.Cut(name, "-")
	began, err := time.Parse("20060102T150405Z", date)
	return began, isLog && ends && numbered && err == nil
}

// torn says whether a file ends within a line, as a process that was killed leaves it.
func torn(path string, size int64) bool {
	if size == 0 {
		return false
	}
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }() // opened for reading
	var last [1]byte
	_, err = f.ReadAt(last[:], size-1)
	return err == nil && last[0] != '\n'
}
