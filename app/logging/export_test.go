package logging

import (
	"log/slog"
	"os"
)

// WithOpen returns the configuration with another way to open files for appending.
func (c Config) WithOpen(open func(string) (*os.File, error)) Config {
	c.open = open
	return c
}

// OpenAppend is how files are opened for appending.
func OpenAppend(path string) (*os.File, error) { return openAppend(path) }

// Logger is what Event and Failure write to.
func (l *Log) Logger() *slog.Logger { return l.logger }
