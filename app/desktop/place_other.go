//go:build !windows

package desktop

import (
	"os"
	"path/filepath"
	"strings"
)

// reportFolders returns where a report may be saved, the best first: the desktop, under the name that the user's
// language gives it.
func reportFolders() []string {
	home, err := os.UserHomeDir()
	if err != nil {
		return []string{os.TempDir()}
	}
	config := os.Getenv("XDG_CONFIG_HOME")
	if config == "" {
		config = filepath.Join(home, ".config")
	}
	named, err := os.ReadFile(filepath.Join(config, "user-dirs.dirs"))
	if err != nil {
		named = nil // macOS has none, and its folders have these names whatever the language
	}
	return existing(append(userFolders(string(named), home), filepath.Join(home, "Desktop"), filepath.Join(home, "Documents"), home, os.TempDir()))
}

// userFolders reads where the desktop and the documents are, as freedesktop.org's user-dirs.dirs has them.
func userFolders(text, home string) []string {
	var folders []string
	for _, name := range []string{"XDG_DESKTOP_DIR", "XDG_DOCUMENTS_DIR"} {
		for line := range strings.Lines(text) {
			value, ok := strings.CutPrefix(strings.TrimSpace(line), name+"=")
			if !ok {
				continue
			}
			folder := strings.Replace(strings.Trim(value, `"`), "$HOME", home, 1)
			if filepath.IsAbs(folder) && filepath.Clean(folder) != filepath.Clean(home) {
				folders = append(folders, folder)
			}
		}
	}
	return folders
}

// existing keeps the folders that are there.
func existing(folders []string) []string {
	var found []string
	for _, folder := range folders {
		if info, err := os.Stat(folder); err == nil && info.IsDir() {
			found = append(found, folder)
		}
	}
	return found
}
