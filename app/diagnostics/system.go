package diagnostics

import (
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// System returns what is known of computer, system, session and this program's file, without asking anything but the
// computer itself. lookup reads the environment. What is not known is left out.
func System(lookup func(string) string) []Fact {
	facts := []Fact{
		{"system", systemVersion()}, {"os", runtime.GOOS}, {"arch", runtime.GOARCH}, {"cores", strconv.Itoa(runtime.NumCPU())}, {"memory", gigabytes(memory())},
		{"session", session(lookup)}, {"install", install(executable(), lookup)},
	}
	zone, offset := time.Now().Zone()
	facts = append(facts, Fact{"time zone", strings.TrimSpace(zone + " " + shift(offset))})
	var known []Fact
	for _, fact := range facts {
		if fact.Value != "" {
			known = append(known, fact)
		}
	}
	return known
}

// shift writes seconds east of UTC as "+01:00".
func shift(seconds int) string {
	sign := "+"
	if seconds < 0 {
		sign, seconds = "-", -seconds
	}
	two := func(n int) string { return strconv.Itoa(n/10) + strconv.Itoa(n%10) }
	return sign + two(seconds/3600) + ":" + two(seconds/60%60)
}

func gigabytes(bytes uint64) string {
	if bytes == 0 {
		return ""
	}
	return strconv.FormatFloat(float64(bytes)/(1<<30), 'f', 1, 64) + " GB"
}

// session says on what kind of desktop the program runs.
func session(lookup func(string) string) string {
	var parts []string
	for _, variable := range []string{"XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "SESSIONNAME"} {
		if value := lookup(variable); value != "" {
			parts = append(parts, value)
		}
	}
	switch {
	case len(parts) > 0:
	case lookup("WAYLAND_DISPLAY") != "" || lookup("DISPLAY") != "":
		parts = append(parts, "a display")
	case runtime.GOOS == "linux":
		parts = append(parts, "no display")
	}
	if lookup("SSH_CONNECTION") != "" {
		parts = append(parts, "over SSH")
	}
	return strings.Join(parts, ", ")
}

func executable() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	return path
}

// install says how the program came onto the computer, by where its file is.
func install(path string, lookup func(string) string) string {
	within := func(folder string) bool {
		inside, err := filepath.Rel(folder, path)
		return folder != "" && err == nil && inside != ".." && !strings.HasPrefix(inside, ".."+string(filepath.Separator))
	}
	switch {
	case path == "":
		return ""
	case lookup("APPIMAGE") != "":
		return "AppImage"
	case lookup("FLATPAK_ID") != "" || lookup("SNAP") != "":
		return "sandboxed package"
	case within(lookup("ProgramFiles")), within("/Applications"), within("/usr"), within("/opt"):
		return "for everybody on this computer"
	case lookup("LOCALAPPDATA") != "" && within(filepath.Join(lookup("LOCALAPPDATA"), "Programs")):
		return "for this user"
	case within(os.TempDir()):
		return "from a temporary folder"
	}
	return "a file of its own, not installed"
}
