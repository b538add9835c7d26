//go:build !windows

package desktop_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/desktop"
)

func TestTheReportGoesToTheDesktopUnderItsOwnName(t *testing.T) {
	for _, test := range []struct {
		name, dirs string
		there      []string
		want       []string
	}{
		{"a desktop in German", "# a comment\nXDG_DESKTOP_DIR=\"$HOME/Schreibtisch\"\nXDG_DOCUMENTS_DIR=\"$HOME/Dokumente\"\n", []string{"Schreibtisch", "Dokumente"}, []string{"Schreibtisch", "Dokumente", ""}},
		{"a desktop that was deleted", "XDG_DESKTOP_DIR=\"$HOME/Schreibtisch\"\n", []string{"Documents"}, []string{"Documents", ""}},
		{"a desktop that is the home folder itself", "XDG_DESKTOP_DIR=\"$HOME/\"\n", []string{"Documents"}, []string{"Documents", ""}},
		{"no names", "", []string{"Desktop", "Documents"}, []string{"Desktop", "Documents", ""}},
		{"nothing at all", "", nil, []string{""}},
		{"a file in the desktop's place, and rubbish", "XDG_DESKTOP_DIR=\nXDG_DOCUMENTS_DIR=\"relative\"\n=\n", nil, []string{""}},
	} {
		t.Run(test.name, func(t *testing.T) {
			home := t.TempDir()
			t.Setenv("HOME", home)
			t.Setenv("XDG_CONFIG_HOME", "")
			if test.dirs != "" {
				if err := os.Mkdir(filepath.Join(home, ".config"), 0o700); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(filepath.Join(home, ".config", "user-dirs.dirs"), []byte(test.dirs), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			for _, folder := range test.there {
				if err := os.Mkdir(filepath.Join(home, folder), 0o700); err != nil {
					t.Fatal(err)
				}
			}
			want := make([]string, 0, len(test.want)+1)
			for _, folder := range test.want {
				want = append(want, filepath.Join(home, folder))
			}
			if diff := cmp.Diff(append(want, os.TempDir()), desktop.ReportFolders()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
