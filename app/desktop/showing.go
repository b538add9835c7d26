//go:build (production || dev) && !bindings

package desktop

const generating = false
