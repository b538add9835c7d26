package diagnostics_test

import (
	"archive/zip"
	"bytes"
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
	for name, test := range map[string]struct {
		file []byte
		want string
	}{
		"no zip":        {[]byte("PK no"), "open report: zip: not a valid zip file"},
		"another zip":   {zipped(t, "other.json", "{}"), "open report.json: open report.json: file does not exist"},
		"no JSON":       {zipped(t, "report.json", "hello"), "read report.json: invalid character 'h' looking for beginning of value"},
		"of the future": {zipped(t, "report.json", `{"schema":99}`), "report.json has schema 99, this version reads 1 to 1"},
		"without shape": {zipped(t, "report.json", `{}`), "report.json has schema 0, this version reads 1 to 1"},
		"a bomb":        {zipped(t, "report.json", strings.Repeat(" ", 64<<20+1)), "report.json is larger than any report"},
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
