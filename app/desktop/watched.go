//go:build production && !bindings

package desktop

// watched: the window of a program as people have it is watched over while it opens.
const watched = true
