// Package logging writes what the program does as JSON lines into files that keep within a budget.
//
// Every line is one object: time (UTC, milliseconds), level, msg, event (see Events), op (the operation's id, from the context), account (from the
// context), seq (gapless within a process, so that loss shows), and the event's own fields.
// Every finished line goes through a scrubber. Whatever happens to the files, the program goes on: lines that can't be
// written are counted.
package logging

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"math"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"pricesync/app/fault"
	"pricesync/app/redact"
)

// Config says where and how to log. Its zero fields mean the defaults.
type Config struct {
	Dir       string     // the log folder
	Out       io.Writer  // where lines go instead of the folder, such as os.Stderr; nil for the folder
	Level     slog.Level // the least level that is written
	Budget    int64      // bytes of all files together; 20 MB
	FileBytes int64      // bytes of one file; 5 MB, at most a quarter of the budget
	Days      int        // files that were last written longer ago are deleted; 30
	Names     bool       // names of files, sheets and accounts may stand in the log; else [name] does

	Version, Commit string                         // of the program; they stand in the first line of every file
	Scrub           func([]byte) []byte            // takes out what may not be shown; redact.Bytes
	Now             func() time.Time               // the clock of names and ages; time.Now
	open            func(string) (*os.File, error) // opens for appending
}

const (
	defaultBudget    = 20 << 20
	defaultFileBytes = 5 << 20
	defaultDays      = 30
	day              = 24 * time.Hour
	longestLine      = 256 << 10
)

// Log is an open log. It is safe for concurrent use.
type Log struct {
	level  slog.LevelVar
	names  atomic.Bool
	docs   map[Event]EventDoc // by event: looked up for every line
	scrub  func([]byte) []byte
	logger *slog.Logger

	mu      sync.Mutex
	line    bytes.Buffer // the line being made
	json    slog.Handler // writes into line
	seq     int64
	out     io.Writer // instead of files
	files   *rotator
	dropped int64 // lines that could not be written to out
	closed  bool
}

// Open opens the log. The Log is usable even beside an error, which is a fault.Error that says why nothing can be
// written yet: it goes on trying and counts what it drops.
func Open(c Config) (*Log, error) {
	c = c.withDefaults()
	l := &Log{scrub: c.Scrub, out: c.Out, docs: documented()}
	l.level.Set(c.Level)
	l.names.Store(c.Names)
	l.json = slog.NewJSONHandler(&l.line, &slog.HandlerOptions{Level: slog.LevelDebug - 100, ReplaceAttr: l.plain})
	l.logger = slog.New(&handler{log: l})
	about := []slog.Attr{
		slog.String("version", c.Version), slog.String("commit", c.Commit), slog.Int("pid", os.Getpid()),
		slog.String("go", runtime.Version()), slog.String("os", runtime.GOOS), slog.String("arch", runtime.GOARCH),
	}
	l.files = &rotator{
		dir: c.Dir, now: c.Now, open: c.open,
		first: func(dropped int64) []byte {
			return l.format(c.Now(), LogOpened, append(about, slog.Int64("dropped", dropped)))
		},
	}
	l.files.keep(c.Budget, c.FileBytes, c.Days)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.out != nil {
		l.write(l.files.first(0))
		return l, nil
	}
	if err := l.files.prepare(); err != nil {
		return l, fault.Wrap(err, fault.LogUnwritable, fault.Facts{"folder": c.Dir})
	}
	return l, nil
}

// Discard returns a Log that writes nothing, for a program that has no folder.
func Discard() *Log {
	l, _ := Open(Config{Out: io.Discard, Level: math.MaxInt}) // nothing is opened
	return l
}

func (c Config) withDefaults() Config {
	if c.Scrub == nil {
		c.Scrub = redact.Bytes
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.open == nil {
		c.open = openAppend
	}
	return c
}

// SetLevel changes the least level that is written, from now on.
func (l *Log) SetLevel(level slog.Level) { l.level.Set(level) }

// Level returns the least level that is written.
func (l *Log) Level() slog.Level { return l.level.Level() }

// SetBudget changes how many bytes all files together may have, and after how many days without a line a file is deleted,
// from now on. Zero means the default.
func (l *Log) SetBudget(bytes int64, days int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.files.keep(bytes, l.files.wanted, days)
	l.files.tidy()
}

// SetNames changes whether names of files, sheets and accounts may stand in the log, from now on.
func (l *Log) SetNames(names bool) { l.names.Store(names) }

// Dropped returns how many lines could not be written.
func (l *Log) Dropped() int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.dropped + l.files.dropped
}

// Close closes the file. Lines that come later are dropped and counted.
func (l *Log) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
	return l.files.close()
}

// Event writes one of the documented events, with its level and sentence, and the fields given.
func (l *Log) Event(ctx context.Context, event Event, fields ...slog.Attr) {
	doc := l.doc(event)
	if !l.logger.Enabled(ctx, doc.Level) {
		return
	}
	l.logger.LogAttrs(ctx, doc.Level, doc.Message, append([]slog.Attr{slog.String("event", string(event))}, fields...)...)
}

// write sends one finished line out. The caller holds mu.
func (l *Log) write(line []byte) {
	switch {
	case l.closed:
		l.dropped++
	case l.out != nil:
		if _, err := l.out.Write(line); err != nil {
			l.dropped++
		}
	default:
		l.files.write(line)
	}
}

// format makes one finished line outside any operation. The caller holds mu.
func (l *Log) format(at time.Time, event Event, fields []slog.Attr) []byte {
	doc := l.doc(event)
	record := slog.NewRecord(at, doc.Level, doc.Message, 0)
	record.AddAttrs(slog.String("event", string(event)))
	record.AddAttrs(carried(context.Background())...)
	return l.finish(context.Background(), record, fields)
}

// finish makes the scrubbed line of a record and the fields of its event, in a buffer of its own. The caller holds mu.
func (l *Log) finish(ctx context.Context, record slog.Record, fields []slog.Attr) []byte {
	l.seq++
	record.AddAttrs(slog.Int64("seq", l.seq))
	record.AddAttrs(fields...)
	l.line.Reset()
	if err := l.json.Handle(ctx, record); err != nil {
		l.line.Reset()
		l.line.WriteString("{}\n") // the buffer takes everything and slog writes an error into the line itself
	}
	if l.line.Len() > longestLine {
		short := slog.NewRecord(record.Time, record.Level, cut(record.Message, 1000), 0)
		short.AddAttrs(brief(record)...)
		short.AddAttrs(slog.Int64("seq", l.seq), slog.Int("cut", l.line.Len()))
		l.line.Reset()
		_ = l.json.Handle(ctx, short) // as above
	}
	return l.scrub(bytes.Clone(l.line.Bytes()))
}

// brief keeps of a line that is too long what says whose it is.
func brief(record slog.Record) []slog.Attr {
	var kept []slog.Attr
	record.Attrs(func(a slog.Attr) bool {
		switch a.Key {
		case "event", "op", "account", "code":
			kept = append(kept, slog.String(a.Key, cut(a.Value.String(), 200)))
		}
		return true
	})
	return kept
}

func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return text[:most] + "…"
}
