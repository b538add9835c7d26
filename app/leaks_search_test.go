package app_test

import (
	"archive/zip"
	"bytes"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// canaries are what must not be found, by what they are.
type canaries struct {
	mu     sync.Mutex
	values map[string]string // the value to what it is
}

func (c *canaries) add(what, value string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.values == nil {
		c.values = map[string]string{}
	}
	if value != "" {
		c.values[value] = what
	}
}

// without returns the canaries that are none of these.
func (c *canaries) without(whats ...string) *canaries {
	c.mu.Lock()
	defer c.mu.Unlock()
	rest := &canaries{}
	for value, what := range c.values {
		if !slices.Contains(whats, what) {
			rest.add(what, value)
		}
	}
	return rest
}

func (c *canaries) all() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Sorted(maps.Keys(c.values))
}

// needle is one spelling of one canary.
type needle struct{ what, how, text string }

// needles spells every canary in the ways in which text carries text: as it is, escaped for addresses, JSON and pages,
// in hexadecimal, and in base64 at each of its three offsets.
func (c *canaries) needles() []needle {
	c.mu.Lock()
	defer c.mu.Unlock()
	var found []needle
	for value, what := range c.values {
		seen := map[string]bool{}
		add := func(how, text string) {
			if len(text) >= 6 && !seen[text] {
				seen[text] = true
				found = append(found, needle{what, how, text})
			}
		}
		add("plain", value)
		add("in an address", url.QueryEscape(value))
		add("in a path", url.PathEscape(value))
		add("in a small-lettered address", lowerPercents(url.QueryEscape(value)))
		add("in JSON", inJSON(value))
		add("in JSON twice", inJSON(inJSON(value)))
		add("in a page", html.EscapeString(value))
		add("in hexadecimal", hex.EncodeToString([]byte(value)))
		add("in large hexadecimal", strings.ToUpper(hex.EncodeToString([]byte(value))))
		for offset := range 3 {
			for how, alphabet := range map[string]*base64.Encoding{"base64": base64.RawStdEncoding, "address base64": base64.RawURLEncoding} {
				whole := alphabet.EncodeToString(append(bytes.Repeat([]byte{0xff}, offset), value...))
				end := (offset + len(value)) / 3 * 4 // whole groups of three bytes
				add(fmt.Sprintf("in %s at offset %d", how, offset), whole[map[int]int{0: 0, 1: 2, 2: 3}[offset]:end])
			}
		}
	}
	return found
}

func inJSON(text string) string {
	out, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string always has a JSON form
	}
	return string(out[1 : len(out)-1])
}

func lowerPercents(text string) string {
	out := []byte(text)
	for i := 0; i+2 < len(out); i++ {
		if out[i] == '%' {
			copy(out[i+1:i+3], bytes.ToLower(out[i+1:i+3]))
		}
	}
	return string(out)
}

// haystack is text by where it stands.
type haystack map[string]string

func (h haystack) put(where, text string) { h[where] += text + "\n" }

// search returns a line for every canary that stands in the haystack, in whatever spelling.
func (c *canaries) search(h haystack) []string {
	var found []string
	all := c.needles()
	for where, text := range h {
		for _, n := range all {
			if at := strings.Index(text, n.text); at >= 0 {
				around := text[max(0, at-80):min(len(text), at+len(n.text)+20)]
				found = append(found, fmt.Sprintf("%s %s stands in %s: …%q…", n.what, n.how, where, around))
			}
		}
	}
	slices.Sort(found)
	return found
}

// folder adds every file under dir, and its name. Databases are added raw and table by table.
func (h haystack) folder(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		h.put("the name of "+name, name)
		h.put(name, string(text))
		if bytes.HasPrefix(text, []byte("SQLite format 3\x00")) {
			h.tables(t, path, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// tables adds every value of every table of a database.
func (h haystack) tables(t *testing.T, path, name string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var tables []string
	rows, err := db.Query("SELECT name FROM sqlite_schema WHERE type = 'table'")
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var table string
		if err := rows.Scan(&table); err != nil {
			t.Fatal(err)
		}
		tables = append(tables, table)
	}
	if err := rows.Err(); err != nil || len(tables) < 5 {
		t.Fatalf("%s has %d tables: %v", name, len(tables), err)
	}
	for _, table := range tables {
		h.table(t, db, name, table)
	}
}

func (h haystack) table(t *testing.T, db *sql.DB, name, table string) {
	t.Helper()
	rows, err := db.Query(`SELECT * FROM "` + table + `"`)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			t.Fatal(err)
		}
		for i, column := range columns {
			value := *values[i].(*any)
			if raw, ok := value.([]byte); ok {
				value = string(raw)
			}
			h.put(fmt.Sprintf("%s, table %s, column %s", name, table, column), fmt.Sprint(value))
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

// archive adds the names and the contents of a zip.
func (h haystack) archive(t *testing.T, path, where string) {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		h.put(where+"'s names", f.Name)
		h.put(where+": "+f.Name, string(text))
	}
	if len(z.File) < 3 {
		t.Errorf("%s has only %d files", where, len(z.File))
	}
}

func TestTheSearchForSecretsFindsWhatIsPlanted(t *testing.T) {
	var c canaries
	c.add("the secret", `cs-4f/9A+b=c&d"\ö-7731`)
	dir := t.TempDir()
	planted := c.needles()
	for i, n := range planted {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("plant-%d.log", i)), []byte(`{"msg":"before `+n.text+` after"}`), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h := haystack{}
	h.folder(t, dir)
	hit := map[string]bool{}
	for _, line := range c.search(h) {
		for i := range planted {
			if strings.Contains(line, fmt.Sprintf("stands in plant-%d.log:", i)) {
				hit[fmt.Sprint(i)] = true
			}
		}
	}
	if len(planted) < 12 || len(hit) != len(planted) {
		t.Errorf("of %d spellings %d were found", len(planted), len(hit))
	}
	// Base64 in the middle of other text, at every offset, is found by its characters that hang on the secret alone.
	for offset := range 3 {
		text := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("z", offset) + `cs-4f/9A+b=c&d"\ö-7731` + "tail"))
		if found := c.search(haystack{"x": text}); len(found) == 0 {
			t.Errorf("base64 at offset %d is not found", offset)
		}
	}
	if found := c.search(haystack{"x": "harmless text, " + strings.Repeat("abc ", 100)}); len(found) != 0 {
		t.Errorf("found %v in harmless text", found)
	}
}
