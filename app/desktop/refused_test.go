package desktop_test

import (
	"archive/zip"
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"pricesync/app"
	"pricesync/app/desktop"
	"pricesync/app/fault"
)

func TestAFileThatCanNotBeReadIsRefusedInTheWindowInTheSentenceOfTheCommandLine(t *testing.T) {
	t.Setenv("PRICESYNC_HOME", t.TempDir())
	folder := t.TempDir()
	archive := func(parts ...string) string {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for i := 0; i < len(parts); i += 2 {
			part, err := w.Create(parts[i])
			if err != nil {
				t.Fatal(err)
			}
			if _, err := part.Write([]byte(parts[i+1])); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	const old = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	for _, c := range []struct{ file, text, message, hint string }{
		{"locked.xlsx", old + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", "“locked.xlsx” is protected by a password.", "Open it in your spreadsheet program, remove the password, save it and choose it again."},
		{"old.xls", old + strings.Repeat("\x00", 600), "“old.xls” is in a spreadsheet format that Price Sync can't read (Excel 97–2003, .xls).", "Open it in your spreadsheet program and save it as .xlsx."},
		{"calc.ods", archive("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>", "META-INF/manifest.xml", "<x/>"), "“calc.ods” is in a spreadsheet format that Price Sync can't read (OpenDocument, .ods).", "Open it in your spreadsheet program and save it as .xlsx."},
		{"page.xls", "<html><table><tr><td>Name</td><td>Price</td></tr></table></html>", "“page.xls” is a web page, not a spreadsheet.", "Open it in your spreadsheet program and save it as .xlsx."},
		{"cut.xlsx", archive("[Content_Types].xml", "<Types/>")[:60], "“cut.xlsx” is damaged or incomplete.", "Ask for the file again, or open it in your spreadsheet program and save it anew."},
		{"bomb.xlsx", archive("[Content_Types].xml", "<Types/>", "xl/worksheets/sheet1.xml", strings.Repeat(" ", 201<<20)), "“bomb.xlsx” unpacks to more than 200 MB, so it was not read.", "Save the list again with only its own sheet, without pictures."},
		{"lists.zip", archive("list.csv", "Name,Price\nTap,1.20\n"), "“lists.zip” is an archive, not a price list itself.", "Unpack it and choose the list that is in it."},
	} {
		t.Run(c.file, func(t *testing.T) {
			path := filepath.Join(folder, c.file)
			write(t, path, c.text)
			bridge := desktop.NewBridge(app.New(app.Config{Version: "0.0.0-test", Practice: true}), []string{path})
			bridge.Startup(t.Context(), glass{})
			t.Cleanup(func() { bridge.Shutdown(context.Background()) })
			_, err := bridge.OpenPriceList(bridge.Status().OpenedWith.Handle)
			if told := fault.From(err); told == nil || told.Message != c.message || told.Hint != c.hint {
				t.Errorf("got  %v\nwant %s %s", told, c.message, c.hint)
			}
		})
	}
}
