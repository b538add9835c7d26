package diagnostics

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"pricesync/app/redact"
)

// entry is one file of the zip: its text, or what was packed already.
type entry struct {
	name   string
	text   []byte
	packed *packed
}

func (e entry) size() int {
	if e.packed != nil {
		return e.packed.size
	}
	return len(e.text)
}

func (e entry) sha256() string {
	if e.packed != nil {
		return hex.EncodeToString(e.packed.sum.Sum(nil))
	}
	sum := sha256.Sum256(e.text)
	return hex.EncodeToString(sum[:])
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
	bare := b.scrub.WithoutWords() // every value is scrubbed already; what else stands there is ours
	var html bytes.Buffer
	if err := b.Report.HTML(&html); err != nil {
		return nil, err
	}
	entries := []entry{
		{name: "report.html", text: scrubLines(bare, html.Bytes(), redact.Counts{})},
		{name: "report.json", text: scrubLines(bare, encode(b.Report), redact.Counts{})},
		{name: "summary.txt", text: scrubLines(bare, []byte(b.Report.Text()), redact.Counts{})},
	}
	if b.Log != nil {
		entries = append(entries, entry{name: "log.jsonl", text: b.Log})
	}
	for _, file := range b.rows {
		entries = append(entries, entry{name: file.name, packed: file})
	}
	for _, extra := range b.More {
		entries = append(entries, entry{name: safeName(b.scrub.Text(extra.Name)), text: extra.Text})
	}
	return entries, nil
}

// withReadme puts README.txt first and manifest.json last.
func (b *Bundle) withReadme(entries []entry, dropped []string) []entry {
	r := b.Report
	var readme strings.Builder
	fmt.Fprintf(&readme, "Diagnostics report of %s %s (%s), made %s, reference %s.\n\n", r.Program.Name, r.Program.Version, r.Program.Commit, when(r.Made), r.Op)
	readme.WriteString("Open report.html in any browser. summary.txt says the same in short, report.json for programs; log.jsonl has one event a\n" +
		"line, and runs/ each run with its rows. `pricesync report FILE.zip` prints the summary.\n" +
		"It holds no passwords, tokens or e-mail addresses")
	if r.Names {
		readme.WriteString(". Names and prices stand in it, as the user wanted.\n")
	} else {
		readme.WriteString("; tokens such as item-3f9a0c12 stand for names, the same for the\nsame name, and # for amounts.\n")
	}
	readme.WriteString("A reference such as 7K3F-2Q names one operation: search log.jsonl for it to read its whole story.\n\nFiles:\n")
	manifest := []manifestEntry{}
	for _, e := range entries {
		manifest = append(manifest, manifestEntry{e.name, e.size(), e.sha256()})
		fmt.Fprintf(&readme, "  %s (%d bytes)\n", e.name, e.size())
	}
	for _, name := range r.LeftOut {
		readme.WriteString("  " + name + ": left out by the user\n")
	}
	for _, name := range dropped {
		readme.WriteString("  " + name + ": left out, because something in it looked like a secret\n")
	}
	for _, trouble := range r.Troubles {
		readme.WriteString("  not gathered: " + trouble + "\n")
	}
	whole := append([]entry{{name: "README.txt", text: b.scrub.WithoutWords().Bytes([]byte(readme.String()))}}, entries...)
	return append(whole, entry{name: "manifest.json", text: encode(manifest)})
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
		if err := e.addTo(archive, made); err != nil {
			return nil, fmt.Errorf("add %s to report: %w", e.name, err)
		}
	}
	if err := archive.Close(); err != nil {
		return nil, fmt.Errorf("finish report: %w", err)
	}
	return out.Bytes(), nil
}

func (e entry) addTo(archive *zip.Writer, made time.Time) error {
	if e.packed == nil {
		file, err := archive.CreateHeader(&zip.FileHeader{Name: e.name, Method: zip.Deflate, Modified: made})
		if err != nil {
			return err
		}
		_, err = file.Write(e.text)
		return err
	}
	packed, err := e.packed.content()
	if err != nil {
		return err
	}
	return archive.Copy(packed)
}

// search reads a finished zip and returns the names of the files in which the scrubber finds anything.
func (b *Bundle) search(finished []byte) ([]string, error) {
	archive, err := zip.NewReader(bytes.NewReader(finished), int64(len(finished)))
	if err != nil {
		return nil, fmt.Errorf("search report: %w", err)
	}
	var dirty []string
	bare := b.scrub.WithoutWords()
	for _, file := range archive.File {
		if file.Name == "README.txt" || file.Name == "manifest.json" {
			continue // made here, of scrubbed text
		}
		found, err := findsIn(bare, file)
		if err != nil {
			return nil, fmt.Errorf("search report: %w", err)
		}
		if found || bare.Text(file.Name) != file.Name {
			dirty = append(dirty, file.Name)
		}
	}
	return dirty, nil
}

// findsIn says whether the scrubber finds anything in a file, reading it piece by piece.
func findsIn(scrub *redact.Scrubber, file *zip.File) (bool, error) {
	content, err := file.Open()
	if err != nil {
		return false, err
	}
	defer func() { _ = content.Close() }() // opened for reading
	lines := bufio.NewReaderSize(content, 64<<10)
	var part []byte
	for {
		text, err := lines.ReadSlice('\n')
		part = append(part, text...)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && err != io.EOF {
			return false, err
		}
		if len(part) >= piece || err == io.EOF {
			if !bytes.Equal(scrub.Bytes(part), part) {
				return true, nil
			}
			part = part[:0]
		}
		if err == io.EOF {
			return false, nil
		}
	}
}

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
