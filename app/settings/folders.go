package settings

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path/filepath"

	"pricesync/app/fault"
)

// Folders says where one profile keeps what it remembers.
type Folders struct {
	Home     string // everything of the profile
	Logs     string // a folder
	Settings string // a file
	Database string // a file
	Lock     string // a file that a writing process locks
	Practice string // a folder: the practice company's own state, database and lock
	Profile  string // names the profile's keychain entries: "default", or one of its own where PRICESYNC_HOME is set
}

// PracticeState is the file with the practice company's items.
func (f Folders) PracticeState() string { return filepath.Join(f.Practice, "company.json") }

// PracticeDatabase is the file with the practice company's history.
func (f Folders) PracticeDatabase() string { return filepath.Join(f.Practice, "pricesync.db") }

// FindFolders returns the profile's folders: under PRICESYNC_HOME, else in the application folder of the system (as in
// runtime.GOOS), which the environment names. Nothing is made or looked at.
func FindFolders(goos string, lookup func(string) (string, bool)) (Folders, error) {
	env := ReadEnv(lookup)
	home, profile := env.Get("PRICESYNC_HOME"), "default"
	if home != "" {
		absolute, err := filepath.Abs(home)
		if err != nil {
			return Folders{}, fault.Wrap(err, fault.FolderUnwritable, fault.Facts{"folder": shown(home)})
		}
		sum := sha256.Sum256([]byte(absolute))
		home, profile = absolute, hex.EncodeToString(sum[:6])
	} else if home = applicationFolder(goos, lookup); home == "" {
		cause := errors.New("the environment names no home folder")
		return Folders{}, fault.Wrap(cause, fault.FolderUnwritable, fault.Facts{"folder": "in the user's home"})
	}
	return Folders{
		Home:     home,
		Logs:     filepath.Join(home, "logs"),
		Settings: filepath.Join(home, "settings.json"),
		Database: filepath.Join(home, "pricesync.db"),
		Lock:     filepath.Join(home, "pricesync.lock"),
		Practice: filepath.Join(home, "practice"),
		Profile:  profile,
	}, nil
}

// applicationFolder returns where the system wants programs to keep what belongs to this computer, or "".
func applicationFolder(goos string, lookup func(string) (string, bool)) string {
	under := func(variable string, parts ...string) string {
		base, _ := lookup(variable)
		if !filepath.IsAbs(base) && (goos != "windows" || base == "") {
			return ""
		}
		return filepath.Join(append([]string{base}, parts...)...)
	}
	switch goos {
	case "windows":
		if folder := under("LOCALAPPDATA", "Price Sync"); folder != "" {
			return folder
		}
		return under("USERPROFILE", "AppData", "Local", "Price Sync")
	case "darwin":
		return under("HOME", "Library", "Application Support", "Price Sync")
	}
	if folder := under("XDG_DATA_HOME", "pricesync"); folder != "" {
		return folder
	}
	return under("HOME", ".local", "share", "pricesync")
}
