package logging

import "os"

// WithOpen returns the configuration with another way to open files for appending.
func (c Config) WithOpen(open func(string) (*os.File, error)) Config {
	c.open = open
	return c
}

// OpenAppend is how files are opened for appending.
func OpenAppend(path string) (*os.File, error) { return openAppend(path) }
