package pricelist

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"

	"pricesync/app/fault"
)

const (
	// unpacked is the least that a workbook may unpack to; large files may unpack to four times the limit of bytes.
	unpacked = 200 << 20
	// mostParts is how many files a workbook may hold.
	mostParts = 2000
	// judgedRows is how many rows of a sheet tell whether it is a price list.
	judgedRows = 200
)

// workbook is an opened XLSX or XLSM file.
type workbook struct {
	name    string
	file    *excelize.File
	sheets  []sheetPart
	formats []numberFormat // by the cells' style index, then those of further sections; never empty
	parts   map[int]sections
}

// sheetPart is one worksheet.
type sheetPart struct {
	name   string
	hidden bool
	data   []byte
	census census
}

// openWorkbook checks that a file is a workbook that can be unpacked safely, and opens it.
func openWorkbook(data []byte, o Options) (*workbook, error) {
	w := &workbook{name: o.Name}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, w.damaged(err)
	}
	limit := max(int64(unpacked), 4*o.MaxBytes)
	if err := w.checkArchive(archive, limit); err != nil {
		return nil, err
	}
	w.file, err = excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: limit, UnzipXMLSizeLimit: limit})
	if err != nil {
		return nil, w.damaged(err)
	}
	if err := w.findSheets(); err != nil {
		return nil, w.damaged(err)
	}
	w.readFormats()
	return w, nil
}

// checkArchive refuses what is no workbook, and what would fill the memory.
func (w *workbook) checkArchive(archive *zip.Reader, limit int64) error {
	facts := fault.Facts{"file": w.name, "limit": inWords(limit)}
	var size uint64
	parts := make(map[string]bool, len(archive.File))
	for _, f := range archive.File {
		if f.Flags&1 != 0 {
			return fault.New(fault.FileLocked, facts)
		}
		if size += f.UncompressedSize64; size > uint64(limit) || f.UncompressedSize64 > uint64(limit) {
			return fault.New(fault.FileBomb, facts)
		}
		parts[strings.ToLower(strings.ReplaceAll(f.Name, "\\", "/"))] = true
	}
	switch {
	case len(archive.File) > mostParts:
		return fault.New(fault.FileBomb, facts)
	case parts["xl/workbook.bin"]:
		return fault.New(fault.FileOldWorkbook, fault.Facts{"file": w.name, "kind": "Excel binary workbook, .xlsb"})
	case parts["content.xml"] && parts["meta-inf/manifest.xml"]:
		return fault.New(fault.FileOldWorkbook, fault.Facts{"file": w.name, "kind": "OpenDocument, .ods"})
	case parts["index/document.iwa"] || parts["index.zip"]:
		return fault.New(fault.FileOldWorkbook, fault.Facts{"file": w.name, "kind": "Apple Numbers, .numbers"})
	case !parts["[content_types].xml"] && !parts["mimetype"]:
		return fault.New(fault.FileArchive, facts)
	case !parts["[content_types].xml"] || parts["word/document.xml"] || parts["ppt/presentation.xml"]:
		return fault.New(fault.FileNotText, facts)
	}
	return nil
}

// damaged wraps trouble inside a workbook.
func (w *workbook) damaged(err error) error {
	var known *fault.Error
	if errors.As(err, &known) {
		return known
	}
	return fault.Wrap(fmt.Errorf("read workbook: %w", err), fault.FileDamaged, fault.Facts{"file": w.name})
}

// relations is a workbook part's list of the parts that it points to.
type relations struct {
	Relationship []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

// findSheets lists the worksheets in the workbook's order and counts what they hold.
func (w *workbook) findSheets() error {
	root, err := w.relations("_rels/.rels", "")
	if err != nil {
		return err
	}
	book := "xl/workbook.xml"
	for _, r := range root.Relationship {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			book = strings.TrimPrefix(path.Clean("/"+r.Target), "/")
		}
	}
	folder := path.Dir(book)
	links, err := w.relations(path.Join(folder, "_rels", path.Base(book)+".rels"), folder)
	if err != nil {
		return err
	}
	var listed struct {
		Sheets []struct {
			Name  string     `xml:"name,attr"`
			State string     `xml:"state,attr"`
			Attrs []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := xml.Unmarshal(w.part(book), &listed); err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	for _, s := range listed.Sheets {
		id := ""
		for _, a := range s.Attrs {
			if a.Name.Local == "id" {
				id = a.Value
			}
		}
		for _, link := range links.Relationship {
			if link.ID != id || !strings.HasSuffix(link.Type, "/worksheet") {
				continue
			}
			data := w.part(link.Target)
			part := sheetPart{name: s.Name, hidden: s.State == "hidden" || s.State == "veryHidden", data: data, census: count(data)}
			if !part.census.whole && len(data) > 0 {
				return fmt.Errorf("sheet %q ends in the middle", s.Name)
			}
			if part.census.mixed {
				return fmt.Errorf("sheet %q has cells out of order", s.Name)
			}
			w.sheets = append(w.sheets, part)
		}
	}
	if len(w.sheets) == 0 {
		return errors.New("no worksheet")
	}
	return nil
}

// relations reads the links of a part; targets become paths inside the archive.
func (w *workbook) relations(name, folder string) (relations, error) {
	var found relations
	if err := xml.Unmarshal(w.part(name), &found); err != nil {
		return found, fmt.Errorf("%s: %w", name, err)
	}
	for i := range found.Relationship {
		target := &found.Relationship[i].Target
		if strings.HasPrefix(*target, "/") {
			*target = strings.TrimPrefix(path.Clean(*target), "/")
		} else {
			*target = path.Join(folder, *target)
		}
	}
	return found, nil
}

// part returns a file of the archive.
func (w *workbook) part(name string) []byte {
	if content, ok := w.file.Pkg.Load(name); ok {
		if data, ok := content.([]byte); ok {
			return data
		}
	}
	return nil
}

// readFormats reads the number formats by style.
func (w *workbook) readFormats() {
	w.formats = []numberFormat{{decimals: -1}}
	styles := w.file.Styles
	if styles == nil || styles.CellXfs == nil {
		return
	}
	custom := make(map[int][]sectionFormat)
	if styles.NumFmts != nil {
		for _, f := range styles.NumFmts.NumFmt {
			custom[f.NumFmtID] = parseSections(f.FormatCode)
		}
	}
	w.formats = w.formats[:0]
	several := make(map[int][]sectionFormat)
	for _, xf := range styles.CellXfs.Xf {
		read := []sectionFormat{{view: numberFormat{decimals: -1}}}
		if xf.NumFmtID != nil {
			var ok bool
			if read, ok = custom[*xf.NumFmtID]; !ok {
				read = []sectionFormat{{view: builtinFormat(*xf.NumFmtID)}}
			}
		}
		if len(read) > 1 {
			several[len(w.formats)] = read
		}
		if w.formats = append(w.formats, read[0].view); len(w.formats) == 1<<16 {
			return
		}
	}
	if len(w.formats) == 0 {
		w.formats = []numberFormat{{decimals: -1}}
	}
	w.parts = make(map[int]sections, len(several))
	for style, read := range several {
		for _, one := range read {
			if len(w.formats) == 1<<16 {
				return
			}
			w.parts[style] = append(w.parts[style], section{one.when, uint16(len(w.formats))})
			w.formats = append(w.formats, one.view)
		}
	}
}

// readWorkbook reads the workbook's price list. Where several sheets could be it, list gets the question and the table
// is that of the first of them.
func readWorkbook(ctx context.Context, data []byte, list *List, o Options) (*table, sheetPart, error) {
	w, err := openWorkbook(data, o)
	if err != nil {
		return nil, sheetPart{}, err
	}
	defer func() { _ = w.file.Close() }()
	for _, s := range w.sheets {
		list.Sheets = append(list.Sheets, Sheet{Name: s.name, Hidden: s.hidden, Rows: s.census.rows})
	}
	list.Layout.Encoding, list.Layout.Delimiter = "", ""
	part, err := w.chooseSheet(ctx, list, o)
	if err != nil {
		return nil, part, err
	}
	list.Layout.Sheet = part.name
	if part.census.rows > o.MaxRows+titleRecords {
		return nil, part, fault.New(fault.FileTooManyRows, fault.Facts{"file": o.Name, "limit": thousands(o.MaxRows)})
	}
	t, err := w.readSheet(ctx, part, o.MaxRows+titleRecords, o.Progress)
	return t, part, err
}
