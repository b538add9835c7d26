package store

import "net/url"

// FileURI is fileURI without options.
func FileURI(path string, windows bool) string { return fileURI(path, windows, url.Values{}) }
