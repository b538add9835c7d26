package settings

import (
	"os"
	"path/filepath"
	"strings"
)

// SyncedBy names the service that keeps a folder in step with a cloud, which takes a database's files apart; "" where none
// is recognised. It is told by the folder's name or an ancestor's, by what the service leaves beside its files, and by the
// variables in which OneDrive names its folders on Windows. Links are followed.
func SyncedBy(path string, lookup func(string) (string, bool)) string {
	paths := []string{path}
	if real, err := filepath.EvalSymlinks(existing(path)); err == nil && real != path {
		paths = append(paths, real)
	}
	for _, path := range paths {
		for _, variable := range []string{"OneDrive", "OneDriveCommercial", "OneDriveConsumer"} {
			if folder, _ := lookup(variable); filepath.IsAbs(folder) && within(path, folder) {
				return "OneDrive"
			}
		}
		for at, up := path, ""; at != up; at, up = filepath.Dir(at), at {
			if who := namedAfter(at); who != "" {
				return who
			}
			if who := markedBy(at); who != "" {
				return who
			}
		}
	}
	return ""
}

// within says whether path is folder or something in it. Capitals don't count: the systems with these folders ignore them.
func within(path, folder string) bool {
	below, err := filepath.Rel(strings.ToLower(folder), strings.ToLower(path))
	return err == nil && below != ".." && !strings.HasPrefix(below, ".."+string(filepath.Separator))
}

// namedAfter returns the service after which a folder is named as its program does.
func namedAfter(path string) string {
	name := strings.ToLower(filepath.Base(path))
	for _, known := range []struct{ name, who string }{
		{"onedrive", "OneDrive"}, {"skydrive", "OneDrive"}, {"dropbox", "Dropbox"}, {"google drive", "Google Drive"}, {"googledrive", "Google Drive"},
		{"my drive", "Google Drive"}, {"iclouddrive", "iCloud Drive"}, {"icloud drive", "iCloud Drive"}, {"mobile documents", "iCloud Drive"},
		{"box sync", "Box"}, {"nextcloud", "Nextcloud"}, {"owncloud", "ownCloud"}, {"pclouddrive", "pCloud"}, {"pcloud drive", "pCloud"},
		{"megasync", "MEGA"}, {"synologydrive", "Synology Drive"}, {"proton drive", "Proton Drive"}, {"creative cloud files", "Creative Cloud"},
	} {
		if rest, ok := strings.CutPrefix(name, known.name); ok && (rest == "" || strings.HasPrefix(rest, " - ") || strings.HasPrefix(rest, " (") || strings.HasPrefix(rest, "-")) {
			return known.who
		}
	}
	if strings.EqualFold(filepath.Base(filepath.Dir(path)), "CloudStorage") { // macOS keeps every service's folder there
		return "a cloud service"
	}
	return ""
}

// markedBy returns the service that has left its mark in a folder.
func markedBy(path string) string {
	for mark, who := range map[string]string{
		".dropbox.cache": "Dropbox", ".stfolder": "Syncthing", ".nextcloudsync.log": "Nextcloud", ".owncloudsync.log": "ownCloud",
	} {
		if _, err := os.Lstat(filepath.Join(path, mark)); err == nil {
			return who
		}
	}
	return ""
}
