package store

import (
	"net/url"
	"strings"
)

// writerOptions are the connection's own: a pragma by Exec would hold for one connection of the pool only.
func writerOptions() url.Values {
	return url.Values{
		"mode":          {"rw"},
		"_txlock":       {"immediate"}, // a transaction that reads first could never be upgraded under a concurrent writer
		"_busy_timeout": {"5000"},
		"_journal_mode": {"WAL"},
		"_synchronous":  {"FULL"}, // with NORMAL a power cut takes acknowledged rows away
		"_foreign_keys": {"1"},
		"_defensive":    {"1"},
		"_dqs":          {"0"},
		"_error_rc":     {"1"},
		"_pragma":       {"trusted_schema(0)", "cell_size_check(1)"},
	}
}

func readerOptions() url.Values {
	options := writerOptions()
	options.Set("mode", "ro")
	options.Del("_txlock")
	options.Del("_journal_mode")
	options.Del("_synchronous")
	return options
}

// fileURI returns the name under which SQLite opens the file with these options. It is always a URI: of a plain path
// the driver drops SQLite's own options. A Windows path gets a slash before its drive letter.
func fileURI(path string, windows bool, options url.Values) string {
	if windows {
		path = strings.ReplaceAll(path, `\`, "/")
		switch {
		case strings.HasPrefix(path, "//"):
			path = "//" + path // \\server\share: an empty authority, and the share in the path
		case len(path) > 1 && path[1] == ':':
			path = "/" + path
		}
	}
	escaped := (&url.URL{Path: path}).EscapedPath()
	return "file:" + escaped + "?" + options.Encode()
}
