package app_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// writtenCommand is "written FORMAT IN OUT": it writes the list IN, which is CSV in UTF-8, as another program would.
func writtenCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: written FORMAT IN OUT")
	}
	records, err := csv.NewReader(strings.NewReader(ts.ReadFile(args[1]))).ReadAll()
	ts.Check(err)
	data, err := written(args[0], records)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), data, 0o600))
}

// written writes records in one of the formats that suppliers use, or in one that is refused.
func written(format string, records [][]string) ([]byte, error) {
	switch format {
	case "csv":
		return parted(records, ",", "\n"), nil
	case "semicolon":
		return parted(records, ";", "\r\n"), nil
	case "tab":
		return parted(records, "\t", "\r\n"), nil
	case "pipe":
		return parted(records, "|", "\r"), nil
	case "sep":
		return append([]byte("sep=;\r\n"), parted(records, ";", "\r\n")...), nil
	case "windows-1252":
		return encoded(charmap.Windows1252, parted(records, ";", "\r\n"))
	case "macintosh":
		return encoded(charmap.Macintosh, parted(records, ";", "\r"))
	case "utf-16le":
		return encoded(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), parted(records, "\t", "\r\n"))
	case "utf-16be":
		return encoded(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), parted(records, "\t", "\r\n"))
	case "xlsx", "xlsm":
		return bookOf(records, format)
	case "locked":
		return []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), nil
	case "xls":
		return append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 600)...), nil
	case "ods":
		return archive("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>", "META-INF/manifest.xml", "<x/>")
	case "html":
		return []byte("<html><table><tr><td>" + string(parted(records, "</td><td>", "</td></tr><tr><td>")) + "</table></html>"), nil
	case "cut":
		data, err := bookOf(records, "xlsx")
		return data[:len(data)/2], err
	case "bomb":
		return archive("[Content_Types].xml", "<Types/>", "xl/worksheets/sheet1.xml", strings.Repeat(" ", 201<<20))
	}
	return nil, fmt.Errorf("no format %s", format)
}

// parted writes text with a delimiter; cells that need it are quoted.
func parted(records [][]string, delimiter, end string) []byte {
	var b bytes.Buffer
	for _, record := range records {
		for i, cell := range record {
			if i > 0 {
				b.WriteString(delimiter)
			}
			if strings.ContainsAny(cell, delimiter+"\"\r\n") {
				cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
			}
			b.WriteString(cell)
		}
		b.WriteString(end)
	}
	return b.Bytes()
}

func encoded(codec encoding.Encoding, text []byte) ([]byte, error) {
	return codec.NewEncoder().Bytes(text)
}

// bookOf writes records as texts beside a title, as office staff do.
func bookOf(records [][]string, format string) ([]byte, error) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	if err := f.SetCellValue("Sheet1", "A1", "Price list"); err != nil {
		return nil, err
	}
	for i, record := range records {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+3), &record); err != nil {
			return nil, err
		}
	}
	f.Path = "list." + format
	var b bytes.Buffer
	err := f.Write(&b)
	return b.Bytes(), err
}

func archive(parts ...string) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		part, err := w.Create(parts[i])
		if err != nil {
			return nil, err
		}
		if _, err := part.Write([]byte(parts[i+1])); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}
