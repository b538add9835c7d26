package diagnostics_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"pricesync/app/diagnostics"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func zipped(t *testing.T, name, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	file, err := archive.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func manyFiles(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for i := range 2000 {
		if _, err := archive.CreateRaw(&zip.FileHeader{Name: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAReportOfTheFirstShapeIsRead(t *testing.T) {
	text, err := os.ReadFile("testdata/schema-1.json")
	if err != nil {
		t.Fatal(err)
	}
	file := zipped(t, "report.json", string(text))
	r, err := diagnostics.Read(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	if r.Op != "7K3F-2Q" || len(r.Runs) != 1 || r.Runs[0].Rows[0].Line != 12 || r.Runs[0].Counts["applied"] != 41 || r.Previews == nil || r.Connection.Permissions == nil {
		t.Errorf("%+v", r)
	}
	var page bytes.Buffer
	if err := r.HTML(&page); err != nil || !strings.Contains(page.String(), "41 applied, 1 rejected") {
		t.Errorf("page: %v", err)
	}
	if !strings.Contains(r.Text(), "sync r-7: finished, not every row applied, 41 applied, 1 rejected") {
		t.Errorf("in short:\n%s", r.Text())
	}
}

// FuzzRead feeds Read zips, whole ones with any report.json and anything else.
func FuzzRead(f *testing.F) {
	text, err := os.ReadFile("testdata/schema-1.json")
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{string(text), `{"schema":1}`, `{"schema":1,"runs":[{"ended":null,"rows":[{}]}],"checks":[{}],"timeline":[{"at":"x"}]}`, strings.Repeat("[", 100), ""} {
		f.Add([]byte(seed), true)
		f.Add([]byte("PK\x05\x06"+seed), false)
	}
	f.Fuzz(func(t *testing.T, content []byte, wrap bool) {
		if wrap {
			content = zipped(t, "report.json", string(content))
		}
		r, err := diagnostics.Read(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			return
		}
		if r.Schema < 1 || r.Runs == nil || r.Findings == nil {
			t.Errorf("%+v", r)
		}
		if text := r.Text(); strings.ContainsAny(strings.ReplaceAll(text, "\n", ""), "\x1b\x07\r\b") {
			t.Errorf("the terminal would obey %q", text)
		}
		if err := r.HTML(io.Discard); err != nil {
			t.Error(err)
		}
	})
}

func TestAReportComesBackAsItWasWritten(t *testing.T) {
	bundle := collector().Collect(t.Context())
	var out bytes.Buffer
	if err := bundle.Write(&out); err != nil {
		t.Fatal(err)
	}
	got, err := diagnostics.Read(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(bundle.Report, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("report (-written +read):\n%s", diff)
	}
	if got.Text() != bundle.Report.Text() || !strings.HasPrefix(got.Text(), "Price Sync 1.0.0 (a81f3c2), diagnostics report\n") {
		t.Errorf("in short:\n%s", got.Text())
	}
}

func TestWhatIsNoReportIsRefusedWithTheReason(t *testing.T) {
	whole := zipped(t, "report.json", `{"schema":1}`)
	for name, test := range map[string]struct {
		file []byte
		want string
	}{
		"no zip":        {[]byte("PK no"), "open report: zip: not a valid zip file"},
		"another zip":   {zipped(t, "other.json", "{}"), "open report.json: open report.json: file does not exist"},
		"no JSON":       {zipped(t, "report.json", "hello"), "read report.json: invalid character 'h' looking for beginning of value"},
		"of the future": {zipped(t, "report.json", `{"schema":99}`), "report.json has schema 99, this version reads 1 to 1"},
		"without shape": {zipped(t, "report.json", `{}`), "report.json has schema 0, this version reads 1 to 1"},
		"a bomb":        {zipped(t, "report.json", strings.Repeat(" ", 32<<20+1)), "report.json is larger than any report"},
		"many objects":  {zipped(t, "report.json", `{"schema":1,"findings":[`+strings.Repeat("{},", 300_000)+`{}]}`), "report.json is larger than any report"},
		"many texts":    {zipped(t, "report.json", `{"schema":1,"troubles":[`+strings.Repeat(`"",`, 5_000_000)+`""]}`), "report.json is larger than any report"},
		"deep":          {zipped(t, "report.json", strings.Repeat(`{"schema":`, 20_000)), "read report.json: invalid character '{' exceeded max depth"},
		"cut off":       {whole[:len(whole)-20], "open report: zip: not a valid zip file"},
		"many files":    {manyFiles(t), "the zip has more files than any report"},
		"wrong types":   {zipped(t, "report.json", `{"schema":1,"runs":"none"}`), "read report.json: json: cannot unmarshal string into Go struct field Report.runs of type []diagnostics.PastRun"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := diagnostics.Read(bytes.NewReader(test.file), int64(len(test.file)))
			if err == nil || err.Error() != test.want {
				t.Errorf("got  %v\nwant %s", err, test.want)
			}
		})
	}
	if r, err := diagnostics.Read(bytes.NewReader(zipped(t, "report.json", `{"schema":1,"later":true}`)), int64(len(zipped(t, "report.json", `{"schema":1,"later":true}`)))); err != nil || r.Runs == nil {
		t.Errorf("a field of a later version: %v", err)
	}
}
