package desktop

import (
	"os"

	"golang.org/x/sys/windows"
)

// reportFolders returns where a report may be saved, the best first: the desktop, wherever Windows keeps it.
func reportFolders() []string {
	var folders []string
	for _, known := range []*windows.KNOWNFOLDERID{windows.FOLDERID_Desktop, windows.FOLDERID_Documents, windows.FOLDERID_Profile} {
		if folder, err := windows.KnownFolderPath(known, windows.KF_FLAG_DEFAULT); err == nil {
			folders = append(folders, folder)
		}
	}
	return append(folders, os.TempDir())
}
