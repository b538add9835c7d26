package settings_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pricesync/app/fault"
	"pricesync/app/settings"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

func content(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(text)
	}
	return files
}

func TestChoicesComeBackAsTheyWereSaved(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "not", "made", "yet")
	path := filepath.Join(folder, "settings.json")
	if c, err := settings.Load(path, noon()); err != nil || !cmp.Equal(c, settings.Choices{}) {
		t.Fatalf("without a file: %+v, %v", c, err)
	}
	saved := choose(t, "acc-1", "client_id", "9f0c", "theme", "dark", "currency", "GBP").WithRecent("/lists/ä & b.csv", noon())
	saved.Values["of_a_later_version"] = "kept"
	for range 2 {
		if err := settings.Save(path, saved); err != nil {
			t.Fatal(err)
		}
	}
	loaded, err := settings.Load(path, noon())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(saved, loaded); diff != "" {
		t.Errorf("choices (-saved +loaded):\n%s", diff)
	}
	want := `{
  "version": 1,
  "values": {
    "client_id": "9f0c",
    "of_a_later_version": "kept",
    "theme": "dark"
  },
  "accounts": {
    "acc-1": {
      "currency": "GBP"
    }
  },
  "recent": [
    {
      "path": "/lists/ä \u0026 b.csv",
      "opened": "2026-11-22T12:00:00Z"
    }
  ]
}
`
	if diff := cmp.Diff(map[string]string{"settings.json": want}, content(t, folder)); diff != "" {
		t.Errorf("folder (-want +got):\n%s", diff)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read the file: %v, %v", info.Mode(), err)
	}
}

func TestASettingsFileThatAnEditorSavedAnewIsRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.json")
	if err := os.WriteFile(path, []byte("\xef\xbb\xbf{\r\n \"version\": 1,\r\n \"values\": {\"theme\": \"dark\"}\r\n}\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := settings.Load(path, noon())
	if err != nil || c.Values["theme"] != "dark" {
		t.Errorf("choices %+v, error %v", c, err)
	}
}

func TestASettingsFileThatCannotBeUnderstoodIsKeptBeside(t *testing.T) {
	for name, text := range map[string]string{
		"cut off": `{"version":1,"values":{"the`, "empty": "", "no object": `[1,2]`, "wrong kind": `{"values":{"theme":5}}`, "binary": "\x00\x01\x02", "wrong time": `{"recent":[{"path":"a","opened":"yesterday"}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "settings.json")
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			c, err := settings.Load(path, noon())
			if !fault.Is(err, fault.SettingsUnreadable) || !cmp.Equal(c, settings.Choices{}) {
				t.Errorf("choices %+v, error %v", c, err)
			}
			if err := settings.Save(path, choose(t, "", "theme", "dark")); err != nil {
				t.Fatal(err)
			}
			files := content(t, dir)
			if files["settings-unreadable-20261122-120000.json"] != text || !strings.Contains(files["settings.json"], "dark") || len(files) != 2 {
				t.Errorf("the folder holds %v", files)
			}
		})
	}
}

func TestASettingsFileThatCannotBeReadIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "settings.json")
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := settings.Load(path, noon()); !fault.Is(err, fault.SettingsUnreadable) {
		t.Errorf("error %v", err)
	}
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		t.Errorf("it is gone: %v", err)
	}
}

func TestASaveThatFailsLeavesTheOldFileAndNothingElse(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "settings.json")
	if err := os.MkdirAll(filepath.Join(path, "a folder where the file should be"), 0o700); err != nil {
		t.Fatal(err)
	}
	err := settings.Save(path, choose(t, "", "theme", "dark"))
	told := fault.From(err)
	if told == nil || told.Code != fault.FolderUnwritable || !strings.Contains(told.Message, dir) {
		t.Errorf("error %v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
	if err := settings.Save(filepath.Join(dir, "settings.json", "a folder where the file should be", "x\x00y", "s.json"), settings.Choices{}); !fault.Is(err, fault.FolderUnwritable) {
		t.Errorf("a folder that can't be: %v", err)
	}
}

func TestAnyChoicesSurviveSavingAndLoading(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.json")
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringN(0, 20, -1).Filter(func(s string) bool { return strings.ToValidUTF8(s, "") == s })
		values := rapid.MapOfN(text, text, 1, 5)
		saved := settings.Choices{Values: values.Draw(t, "values"), Accounts: rapid.MapOfN(text, values, 1, 3).Draw(t, "accounts")}
		if err := settings.Save(path, saved); err != nil {
			t.Fatal(err)
		}
		loaded, err := settings.Load(path, noon())
		if err != nil || !cmp.Equal(saved, loaded) {
			t.Fatalf("%v\n%s", err, cmp.Diff(saved, loaded))
		}
	})
}

func FuzzLoadNeverPanicsAndNeverLosesTheFile(f *testing.F) {
	f.Add([]byte(`{"version":1,"values":{"theme":"dark"}}`))
	f.Add([]byte(`{"version":9,"new":[1]}`))
	f.Add([]byte(`{`))
	f.Fuzz(func(t *testing.T, text []byte) {
		dir := t.TempDir()
		path := filepath.Join(dir, "settings.json")
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := settings.Load(path, noon())
		settings.Merge(c, settings.Env{}, "", false)
		kept := content(t, dir)
		if len(kept) != 1 || err == nil && kept["settings.json"] != string(text) || err != nil && kept["settings-unreadable-20261122-120000.json"] != string(text) {
			t.Errorf("error %v, kept %v", err, kept)
		}
	})
}
