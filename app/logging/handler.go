package logging

import (
	"context"
	"log/slog"
	"slices"
	"time"
)

// handler gives every record its sequence number and what the context says, and nests what WithGroup asked for.
type handler struct {
	log   *Log
	steps []step // what With and WithGroup added, in order
}

// step is a group that was opened, or attributes that were added.
type step struct {
	group string
	attrs []slog.Attr
}

// Enabled says whether lines of the level are written.
func (h *handler) Enabled(_ context.Context, level slog.Level) bool {
	return level >= h.log.level.Level()
}

// Handle writes one line.
func (h *handler) Handle(ctx context.Context, r slog.Record) error {
	record := slog.NewRecord(r.Time, r.Level, r.Message, 0)
	fields := h.fields(r)
	event := slog.String("event", "")
	if len(fields) > 0 && fields[0].Key == "event" {
		event, fields = fields[0], fields[1:]
	}
	record.AddAttrs(event)
	record.AddAttrs(carried(ctx)...)
	h.log.mu.Lock()
	defer h.log.mu.Unlock()
	h.log.write(h.log.finish(ctx, record, fields))
	return nil
}

// fields returns the record's attributes within the groups that were opened.
func (h *handler) fields(r slog.Record) []slog.Attr {
	fields := make([]slog.Attr, 0, r.NumAttrs())
	r.Attrs(func(a slog.Attr) bool {
		fields = append(fields, a)
		return true
	})
	for _, s := range slices.Backward(h.steps) {
		if s.group != "" {
			fields = []slog.Attr{{Key: s.group, Value: slog.GroupValue(fields...)}}
			continue
		}
		fields = slices.Concat(s.attrs, fields)
	}
	return fields
}

// WithAttrs returns a handler that adds attributes to every line.
func (h *handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	if len(attrs) == 0 {
		return h
	}
	return &handler{h.log, append(slices.Clip(h.steps), step{attrs: attrs})}
}

// WithGroup returns a handler that puts what is added from now on into a group.
func (h *handler) WithGroup(name string) slog.Handler {
	if name == "" {
		return h
	}
	return &handler{h.log, append(slices.Clip(h.steps), step{group: name})}
}

// plain writes names as far as they may be shown, times in UTC with milliseconds, levels in lower case and durations in whole milliseconds.
func (l *Log) plain(groups []string, a slog.Attr) slog.Attr {
	if name, ok := a.Value.Any().(Name); ok {
		return slog.String(a.Key, l.shown(string(name)))
	}
	switch {
	case len(groups) == 0 && a.Key == slog.LevelKey:
		if level, ok := a.Value.Any().(slog.Level); ok {
			return slog.String(slog.LevelKey, levelName(level))
		}
	case a.Value.Kind() == slog.KindTime:
		return slog.String(a.Key, stamp(a.Value.Time()))
	case a.Value.Kind() == slog.KindDuration:
		return slog.Int64(a.Key, a.Value.Duration().Milliseconds())
	}
	return a
}

func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

func levelName(level slog.Level) string {
	switch {
	case level < slog.LevelInfo:
		return "debug"
	case level < slog.LevelWarn:
		return "info"
	case level < slog.LevelError:
		return "warn"
	}
	return "error"
}
