package diagnostics

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

const largestReport = 64 << 20 // bytes of report.json that are read

// Read returns the report within a zip that Export wrote, also of an older version. A newer shape than Schema, and a file
// that is no report, are errors.
func Read(from io.ReaderAt, size int64) (Report, error) {
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
	if len(text) > largestReport {
		return Report{}, errors.New("report.json is larger than any report")
	}
	var r Report
	if err := json.Unmarshal(text, &r); err != nil {
		return Report{}, fmt.Errorf("read report.json: %w", err)
	}
	if r.Schema < 1 || r.Schema > Schema {
		return Report{}, fmt.Errorf("report.json has schema %d, this version reads 1 to %d", r.Schema, Schema)
	}
	r.fill()
	return r, nil
}
