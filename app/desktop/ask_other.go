//go:build !windows && !darwin && !(linux && (production || dev || bindings))

package desktop

import "errors"

// ask can show nothing: this program has no window.
func ask(message) (yes bool, err error) { return false, errors.New("this build shows no window") }
