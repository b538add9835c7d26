package pricelist

import (
	"bytes"

	"pricesync/app/fault"
)

// form is what a file is by its first bytes, whatever its name says.
type form int

const (
	formText form = iota
	formWorkbook
)

// recognise tells a text from a workbook and refuses everything else.
func recognise(data []byte, name string) (form, error) {
	if blankBytes(data) {
		return 0, fault.New(fault.FileEmpty, fault.Facts{"file": name})
	}
	refuse := func(code fault.Code, kind string) (form, error) {
		return 0, fault.New(code, fault.Facts{"file": name, "kind": kind})
	}
	for _, known := range []struct {
		prefix string
		kind   string
	}{
		{"%PDF-", "PDF document"},
		{"\x89PNG\r\n\x1a\n", "PNG picture"},
		{"\xff\xd8\xff", "JPEG picture"},
		{"GIF87a", "GIF picture"}, {"GIF89a", "GIF picture"},
		{"II*\x00", "TIFF picture"}, {"MM\x00*", "TIFF picture"},
		{"8BPS", "Photoshop picture"},
	} {
		if bytes.HasPrefix(data, []byte(known.prefix)) {
			return refuse(fault.FileImage, known.kind)
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("RIFF")) && len(data) > 12 && string(data[8:12]) == "WEBP":
		return refuse(fault.FileImage, "WebP picture")
	case len(data) > 12 && string(data[4:8]) == "ftyp":
		return refuse(fault.FileImage, "picture or film")
	case bytes.HasPrefix(data, []byte("BM")) && len(data) > 14 && data[6]|data[7]|data[8]|data[9] == 0:
		return refuse(fault.FileImage, "BMP picture")
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return 0, compound(data, name)
	case bytes.HasPrefix(data, []byte("\x09\x00\x04\x00")), bytes.HasPrefix(data, []byte("\x09\x02\x06\x00")), bytes.HasPrefix(data, []byte("\x09\x04\x06\x00")):
		return refuse(fault.FileOldWorkbook, "Excel 2 to 4, .xls")
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return formWorkbook, nil
	case bytes.HasPrefix(data, []byte("\x1f\x8b")), bytes.HasPrefix(data, []byte("7z\xbc\xaf")), bytes.HasPrefix(data, []byte("Rar!")):
		return refuse(fault.FileArchive, "")
	case bytes.HasPrefix(data, []byte("{\\rtf")), bytes.HasPrefix(data, []byte("SQLite format 3\x00")), bytes.HasPrefix(data, []byte("\x7fELF")),
		bytes.HasPrefix(data, []byte("{\"")), bytes.HasPrefix(data, []byte("version https://git-lfs")):
		return refuse(fault.FileNotText, "")
	}
	return formText, markup(data, name)
}

// compound refuses the container that old Office documents and encrypted new ones share.
func compound(data []byte, name string) error {
	facts := fault.Facts{"file": name, "kind": "Excel 97–2003, .xls"}
	switch {
	case bytes.Contains(data, wide("EncryptedPackage")):
		return fault.New(fault.FileLocked, facts)
	case bytes.Contains(data, wide("WordDocument")), bytes.Contains(data, wide("PowerPoint Document")):
		return fault.New(fault.FileNotText, facts)
	}
	return fault.New(fault.FileOldWorkbook, facts)
}

// wide writes an ASCII text the way a compound file's directory does.
func wide(text string) []byte {
	wide := make([]byte, 0, 2*len(text))
	for i := range len(text) {
		wide = append(wide, text[i], 0)
	}
	return wide
}

// markup refuses web pages and XML, which some programs save under a spreadsheet's name.
func markup(data []byte, name string) error {
	head := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 4096)], []byte("\xef\xbb\xbf")), " \t\r\n"))
	facts := fault.Facts{"file": name, "kind": "XML spreadsheet 2003"}
	xml := bytes.HasPrefix(head, []byte("<?xml"))
	switch {
	case xml && bytes.Contains(head, []byte("urn:schemas-microsoft-com:office:spreadsheet")):
		return fault.New(fault.FileOldWorkbook, facts)
	case bytes.HasPrefix(head, []byte("<!doctype")), bytes.HasPrefix(head, []byte("<html")), bytes.HasPrefix(head, []byte("<table")),
		bytes.HasPrefix(head, []byte("<head")), bytes.HasPrefix(head, []byte("<!--")), bytes.HasPrefix(head, []byte("<meta")),
		bytes.HasPrefix(head, []byte("<style")), bytes.HasPrefix(head, []byte("<body")), bytes.HasPrefix(head, []byte("<div")),
		bytes.HasPrefix(head, []byte("mime-version:")), xml && bytes.Contains(head, []byte("<html")):
		return fault.New(fault.FileHTML, facts)
	case xml:
		return fault.New(fault.FileNotText, facts)
	}
	return nil
}

// blankBytes says whether data holds nothing that a person could see.
func blankBytes(data []byte) bool {
	if len(data) > 1<<16 {
		return false
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	data = bytes.TrimPrefix(data, []byte("\xff\xfe"))
	data = bytes.TrimPrefix(data, []byte("\xfe\xff"))
	return len(bytes.Trim(data, " \t\r\n\x00")) == 0
}
