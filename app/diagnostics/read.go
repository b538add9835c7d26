package diagnostics

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// What a report never exceeds: more is a mistake or a trap.
const (
	largestZip    = 64 << 20 // bytes of the file
	largestReport = 32 << 20 // bytes of report.json
	mostFiles     = 1000     // in the zip
	mostObjects   = 200_000  // in report.json
	mostElements  = 4_000_000
)

// Read returns the report within a zip that Export wrote, also of an older version. A newer shape than Schema, and a file
// that is no report, are errors. Nothing but report.json is looked at, and nothing is written anywhere.
func Read(from io.ReaderAt, size int64) (Report, error) {
	if err := plausible(from, size); err != nil {
		return Report{}, err
	}
	archive, err := zip.NewReader(from, size)
	if err != nil {
		return Report{}, fmt.Errorf("open report: %w", err)
	}
	file, err := archive.Open("report.json")
	if err != nil {
		return Report{}, fmt.Errorf("open report.json: %w", err)
	}
	defer func() { _ = file.Close() }() // opened for reading
	text, err := io.ReadAll(io.LimitReader(file, largestReport+1))
	if err != nil {
		return Report{}, fmt.Errorf("read report.json: %w", err)
	}
	return parseReport(text)
}

// parseReport reads report.json.
func parseReport(text []byte) (Report, error) {
	if len(text) > largestReport || bytes.Count(text, []byte{'{'}) > mostObjects || bytes.Count(text, []byte{','}) > mostElements {
		return Report{}, errors.New("report.json is larger than any report")
	}
	var shape struct {
		Schema int `json:"schema"`
	}
	if err := json.Unmarshal(text, &shape); err != nil {
		return Report{}, fmt.Errorf("read report.json: %w", err)
	}
	if shape.Schema < 1 || shape.Schema > Schema {
		return Report{}, fmt.Errorf("report.json has schema %d, this version reads 1 to %d", shape.Schema, Schema)
	}
	var r Report
	if err := json.Unmarshal(text, &r); err != nil {
		return Report{}, fmt.Errorf("read report.json: %w", err)
	}
	r.fill()
	return r, nil
}

// plausible refuses a zip by its end alone where its list of files is longer than any report's, before that list is read.
func plausible(from io.ReaderAt, size int64) error {
	if size > largestZip {
		return errors.New("the file is larger than any report")
	}
	const endSize = 22 // of the end of the list, without its comment
	tail := make([]byte, min(size, endSize+1<<16))
	if _, err := from.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return fmt.Errorf("open report: %w", err)
	}
	for at := len(tail) - endSize; at >= 0; at-- {
		if string(tail[at:at+4]) != "PK\x05\x06" {
			continue
		}
		if binary.LittleEndian.Uint16(tail[at+10:]) > mostFiles {
			return errors.New("the zip has more files than any report")
		}
		return nil
	}
	return fmt.Errorf("open report: %w", zip.ErrFormat)
}
