//go:build bindings

package desktop

// generating: the page's bindings are being written from this build; it needs no display.
const generating = true
