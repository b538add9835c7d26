package diagnostics

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"time"
)

//go:embed report.html
var page string

// entry is one file of the zip.
type entry struct {
	name string
	text []byte
}

// Export gathers the report and writes it as one zip, without the parts named in without.
func (c Collector) Export(ctx context.Context, w io.Writer, without ...string) error {
	return c.Collect(ctx, without...).Write(w)
}

// Write writes the zip. What the scrubber still finds in the finished zip is left out of it, and said so in README.txt.
func (b *Bundle) Write(w io.Writer) error {
	entries, err := b.entries()
	if err != nil {
		return err
	}
	var dropped []string
	for {
		finished, err := pack(b.Report.Made, b.withReadme(entries, dropped))
		if err != nil {
			return err
		}
		dirty, err := b.search(finished)
		if err != nil {
			return err
		}
		if len(dirty) == 0 {
			if _, err := w.Write(finished); err != nil {
				return fmt.Errorf("write report: %w", err)
			}
			return nil
		}
		dropped = append(dropped, dirty...)
		entries = slices.DeleteFunc(entries, func(e entry) bool { return slices.Contains(dirty, e.name) })
	}
}

// entries makes the files of the zip but README.txt and manifest.json.
func (b *Bundle) entries() ([]entry, error) {
	var html bytes.Buffer
	form, err := template.New("report").Funcs(template.FuncMap{"when": when, "list": list}).Parse(page)
	if err != nil {
		return nil, fmt.Errorf("read the report's page: %w", err)
	}
	if err := form.Execute(&html, b.Report); err != nil {
		return nil, fmt.Errorf("fill the report's page: %w", err)
	}
	entries := []entry{
		{"report.html", b.scrub.Bytes(html.Bytes())},
		{"report.json", b.scrub.Bytes(encode(b.Report))},
		{"summary.txt", b.scrub.Bytes([]byte(b.Report.Text()))},
	}
	if b.Log != nil {
		entries = append(entries, entry{"log.jsonl", b.Log})
	}
	for _, extra := range b.More {
		entries = append(entries, entry{safeName(extra.Name), extra.Text})
	}
	return entries, nil
}

// withReadme puts README.txt in front of the entries and manifest.json behind them.
func (b *Bundle) withReadme(entries []entry, dropped []string) []entry {
	var readme strings.Builder
	fmt.Fprintf(&readme, "Diagnostics report of %s %s (%s), made %s, reference %s.\n\n", b.Report.Program.Name, b.Report.Program.Version,
		b.Report.Program.Commit, when(b.Report.Made), b.Report.Op)
	readme.WriteString("Open report.html in any browser. summary.txt says the same in short, report.json for programs; log.jsonl has one event a line.\n" +
		"It holds no passwords, tokens or e-mail addresses; item and file names stand in it only where the user wanted that.\n" +
		"A reference such as 7K3F-2Q names one operation: search log.jsonl for it to read its whole story.\n\nFiles:\n")
	manifest := []manifestEntry{}
	for _, e := range entries {
		sum := sha256.Sum256(e.text)
		manifest = append(manifest, manifestEntry{e.name, len(e.text), hex.EncodeToString(sum[:])})
		fmt.Fprintf(&readme, "  %s (%d bytes)\n", e.name, len(e.text))
	}
	for _, name := range b.Report.LeftOut {
		readme.WriteString("  " + name + ": left out by the user\n")
	}
	for _, name := range dropped {
		readme.WriteString("  " + name + ": left out, because something in it looked like a secret\n")
	}
	whole := append([]entry{{"README.txt", b.scrub.Bytes([]byte(readme.String()))}}, entries...)
	return append(whole, entry{"manifest.json", encode(manifest)})
}

type manifestEntry struct {
	Name   string `json:"name"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
}

func pack(made time.Time, entries []entry) ([]byte, error) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, e := range entries {
		file, err := archive.CreateHeader(&zip.FileHeader{Name: e.name, Method: zip.Deflate, Modified: made})
		if err != nil {
			return nil, fmt.Errorf("add %s to report: %w", e.name, err)
		}
		if _, err := file.Write(e.text); err != nil {
			return nil, fmt.Errorf("add %s to report: %w", e.name, err)
		}
	}
	if err := archive.Close(); err != nil {
		return nil, fmt.Errorf("finish report: %w", err)
	}
	return out.Bytes(), nil
}

// search reads a finished zip and returns the names of the files in which the scrubber finds anything.
func (b *Bundle) search(finished []byte) ([]string, error) {
	archive, err := zip.NewReader(bytes.NewReader(finished), int64(len(finished)))
	if err != nil {
		return nil, fmt.Errorf("search report: %w", err)
	}
	var dirty []string
	for _, file := range archive.File {
		if file.Name == "README.txt" || file.Name == "manifest.json" {
			continue // made here, of scrubbed text
		}
		content, err := file.Open()
		if err != nil {
			return nil, fmt.Errorf("search report: %w", err)
		}
		text, err := io.ReadAll(content)
		if err != nil {
			return nil, fmt.Errorf("search report: %w", err)
		}
		if clean := b.scrub.Bytes(text); !bytes.Equal(clean, text) || b.scrub.Text(file.Name) != file.Name {
			dirty = append(dirty, file.Name)
		}
	}
	return dirty, nil
}

func when(t time.Time) string { return t.UTC().Format("2006-01-02 15:04:05 UTC") }

func list(texts []string) string { return strings.Join(texts, ", ") }

// safeName keeps a file's name within the zip.
func safeName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r == '\\' || r == ':' || r < ' ' {
			return '_'
		}
		return r
	}, name)
	parts := slices.DeleteFunc(strings.Split(name, "/"), func(part string) bool { return part == "" || part == "." || part == ".." })
	return strings.Join(parts, "/")
}
