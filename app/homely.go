package app

import (
	"os"
	"path/filepath"
	"strings"
)

// homeSign stands for the user's home folder in paths that are kept, so that the user's name is in no file of ours.
const homeSign = "~"

// homely returns a path with homeSign for the user's home folder.
func homely(path string) string {
	home, err := os.UserHomeDir()
	if err != nil || home == "" {
		return path
	}
	within, err := filepath.Rel(home, path)
	if err != nil || !filepath.IsLocal(within) {
		return path
	}
	return filepath.Join(homeSign, within)
}

// fromHome takes homely back.
func fromHome(path string) string {
	within, kept := strings.CutPrefix(path, homeSign+string(filepath.Separator))
	home, err := os.UserHomeDir()
	if !kept || err != nil || home == "" {
		return path
	}
	return filepath.Join(home, within)
}
