package pricelist

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"pricesync/app/fault"
)

// Encodings returns the names that Layout.Encoding takes.
func Encodings() []string {
	names := []string{"utf-8", "utf-16le", "utf-16be"}
	for _, c := range legacy() {
		names = append(names, c.name)
	}
	return names
}

// codec is an encoding of the time before Unicode.
type codec struct {
	name  string
	codec encoding.Encoding
	prior float64 // how much likelier it is than others that read a text as well
}

func legacy() []codec {
	return []codec{
		{"windows-1252", charmap.Windows1252, 0.25},
		{"iso-8859-1", charmap.ISO8859_1, 0},
		{"iso-8859-15", charmap.ISO8859_15, 0.1},
		{"windows-1250", charmap.Windows1250, 0.1},
		{"windows-1251", charmap.Windows1251, 0.1},
		{"windows-1254", charmap.Windows1254, 0.05},
		{"macintosh", charmap.Macintosh, 0},
		{"iso-8859-2", charmap.ISO8859_2, 0},
		{"shift_jis", japanese.ShiftJIS, 0},
		{"gb18030", simplifiedchinese.GB18030, 0},
		{"koi8-r", charmap.KOI8R, 0},
		{"ibm850", charmap.CodePage850, -0.1},
		{"ibm852", charmap.CodePage852, -0.1},
		{"ibm866", charmap.CodePage866, -0.1},
		{"windows-1253", charmap.Windows1253, 0},
		{"windows-1255", charmap.Windows1255, 0},
	}
}

// decoded is a text file in UTF-8 without a byte order mark.
type decoded struct {
	text       []byte
	encoding   string
	confidence int    // percent
	unsure     bool   // nothing in the file proves the encoding, whoever chose it
	likely     string // what the file looks like where another encoding was chosen; "" where it is the same
}

// decode turns the bytes of a text file into UTF-8. An encoding that was decided is taken as it is, unless a byte
// order mark says otherwise; that the file looks like another one is told.
func decode(data []byte, decided, name string) (decoded, error) {
	marked := bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) || bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff"))
	if decided == "" || marked {
		return recogniseEncoding(data, name)
	}
	file, err := decodeAs(data, decided)
	if err != nil {
		return decoded{}, err
	}
	if likely, confidence := likelyEncoding(data); likely != file.encoding && !ascii(data) {
		file.likely = likely
	} else {
		file.unsure = confidence < unsure
	}
	return file, nil
}

// decodeAs reads a text in the encoding that was decided.
func decodeAs(data []byte, decided string) (decoded, error) {
	switch decided {
	case "utf-8":
		return broken(data, 100), nil
	case "utf-16le", "utf-16be":
		return wideText(data, decided, 100)
	}
	for _, c := range legacy() {
		if c.name == decided {
			text, err := c.codec.NewDecoder().Bytes(data)
			return decoded{text: withoutNUL(text), encoding: c.name, confidence: 100}, err
		}
	}
	return decoded{}, fault.New(fault.Usage, fault.Facts{"why": fmt.Sprintf("there is no encoding %q", decided)})
}

// recogniseEncoding reads a text in the encoding that its bytes show, or look like.
func recogniseEncoding(data []byte, name string) (decoded, error) {
	if text, ok := bytes.CutPrefix(data, []byte("\xef\xbb\xbf")); ok {
		return broken(text, 100), nil
	}
	likely, confidence := likelyEncoding(data)
	switch likely {
	case "":
		return decoded{}, fault.New(fault.FileNotText, fault.Facts{"file": name})
	case "utf-8":
		return broken(data, confidence), nil
	}
	file, err := decodeAs(data, likely)
	if err != nil {
		return decoded{}, fault.Wrap(err, fault.FileNotText, fault.Facts{"file": name})
	}
	file.confidence, file.unsure = confidence, confidence < unsure
	return file, nil
}

// likelyEncoding returns what the bytes show, "" where they are no text, and how sure that is.
func likelyEncoding(data []byte) (name string, confidence int) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return "utf-16le", 100
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return "utf-16be", 100
	}
	if order := byteOrder(data); order != "" {
		return order, 90
	}
	if binary(data) {
		return "", 0
	}
	if utf8.Valid(data) {
		return "utf-8", 99
	}
	if good, bad := utf8Runs(data); good >= 10*bad {
		return "utf-8", 80
	}
	c, confidence := guess(data)
	return c.name, confidence
}

// broken reads UTF-8, with a mark in the place of what is none.
func broken(data []byte, confidence int) decoded {
	if !utf8.Valid(data) {
		data = bytes.ToValidUTF8(data, []byte("\ufffd"))
	}
	return decoded{text: withoutNUL(repaired(data)), encoding: "utf-8", confidence: confidence}
}

// wideText decodes UTF-16.
func wideText(data []byte, name string, confidence int) (decoded, error) {
	order := unicode.LittleEndian
	if name == "utf-16be" {
		order = unicode.BigEndian
	}
	text, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(data)
	if err != nil {
		text, err = unicode.UTF16(order, unicode.IgnoreBOM).NewDecoder().Bytes(data)
	}
	return decoded{text: withoutNUL(text), encoding: name, confidence: confidence}, err
}

// byteOrder recognises UTF-16 without a byte order mark by its many NUL bytes on one side; "" for anything else.
func byteOrder(data []byte) string {
	sample := data[:min(len(data), 8192)&^1]
	var zeros [2]int
	for i, c := range sample {
		if c == 0 {
			zeros[i&1]++
		}
	}
	half := len(sample) / 2
	switch {
	case half < 4:
		return ""
	case zeros[1]*5 > half && zeros[0]*20 < half:
		return "utf-16le"
	case zeros[0]*5 > half && zeros[1]*20 < half:
		return "utf-16be"
	}
	return ""
}

// binary says whether data has more control characters than any text.
func binary(data []byte) bool {
	sample := data[:min(len(data), 64<<10)]
	controls, zeros := 0, 0
	for _, c := range sample {
		switch {
		case c == 0:
			zeros++
		case c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1a && c != 0x1c && c != 0x1d && c != 0x1e && c != 0x1f:
			controls++
		}
	}
	return controls*50 > len(sample) || zeros*4 > len(sample)
}

// ascii says whether nearly all encodings read data as the same text.
func ascii(data []byte) bool {
	for _, c := range data {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// utf8Runs counts characters of several bytes that are well written, and bytes that are not.
func utf8Runs(data []byte) (good, bad int) {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return good, bad
}

// repaired gives control characters of a wrongly converted file their meaning in windows-1252 back: a program took its
// quotes and dashes for Latin 1.
func repaired(text []byte) []byte {
	i := nextControl(text, 0)
	if i < 0 {
		return text
	}
	out, at := make([]byte, 0, len(text)+64), 0
	for ; i >= 0; i = nextControl(text, at) {
		out = utf8.AppendRune(append(out, text[at:i]...), charmap.Windows1252.DecodeByte(text[i+1]))
		at = i + 2
	}
	return append(out, text[at:]...)
}

// nextControl finds the next control character from U+0080 to U+009F but the end of a line; -1 for none.
func nextControl(text []byte, from int) int {
	for {
		i := bytes.IndexByte(text[from:], 0xc2)
		if i < 0 || from+i+1 >= len(text) {
			return -1
		}
		from += i
		if c := text[from+1]; c >= 0x80 && c <= 0x9f && c != 0x85 {
			return from
		}
		from += 2
	}
}

// withoutNUL drops NUL bytes, which some programs pad cells with.
func withoutNUL(text []byte) []byte {
	if bytes.IndexByte(text, 0) < 0 {
		return text
	}
	return bytes.ReplaceAll(text, []byte{0}, nil)
}
