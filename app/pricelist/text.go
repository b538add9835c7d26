package pricelist

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"pricesync/app/fault"
)

// decode turns the bytes of a text file into UTF-8 without a byte order mark, and names the encoding.
func decode(data []byte, decided, name string) ([]byte, string, error) {
	if text, ok := bytes.CutPrefix(data, []byte("\xef\xbb\xbf")); ok {
		return withoutNUL(text), "utf-8", nil
	}
	if decided != "windows-1252" && utf8.Valid(data) {
		return withoutNUL(data), "utf-8", nil
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return nil, "", fault.Wrap(err, fault.FileNotText, fault.Facts{"file": name})
	}
	return withoutNUL(text), "windows-1252", nil
}

// withoutNUL drops NUL bytes, which some programs pad cells with.
func withoutNUL(text []byte) []byte {
	if bytes.IndexByte(text, 0) < 0 {
		return text
	}
	return bytes.ReplaceAll(text, []byte{0}, nil)
}
