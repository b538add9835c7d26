//go:build !production || bindings

package desktop

// watched: there is no window, or a developer looks at it.
const watched = false
