package pricelist_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"runtime"
	"testing"

	"github.com/xuri/excelize/v2"

	"pricesync/app/pricelist"
)

// longList writes a price list of six columns as suppliers do.
func longList(rows int) []byte {
	var b bytes.Buffer
	b.WriteString("Part Number,Description,Unit,Category,Trade Cost,List Price\n")
	kinds := []string{"Copper elbow 15 mm x 1/2\"\" BSP female", "Ball valve 22 mm, red lever", "Soil pipe 110 mm x 3 m single socket", "Compression tee 28 mm x 28 mm x 15 mm", "Thermostatic radiator valve angled 15 mm"}
	for i := range rows {
		fmt.Fprintf(&b, "NG-%06d,\"%s no. %d\",each,Plumbing fittings,%d.%02d,\"%d,%03d.%02d\"\n", i, kinds[i%len(kinds)], i, i%900+1, i%100, i%9+1, i%1000, (i*7)%100)
	}
	return b.Bytes()
}

// costs reports the processor time of an operation, which other programs on the computer do not stretch.
func costs(b *testing.B) (stop func()) {
	before, err := processorTime()
	if err != nil {
		b.Fatal(err)
	}
	return func() {
		after, err := processorTime()
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(after-before)/float64(b.N), "cpu-ns/op")
	}
}

func BenchmarkCSV(b *testing.B) {
	for _, rows := range []int{10_000, 100_000} {
		data := longList(rows)
		b.Run(fmt.Sprintf("Read/%d", rows), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			defer costs(b)()
			for b.Loop() {
				list, err := pricelist.Read(b.Context(), bytes.NewReader(data), pricelist.Options{MaxRows: rows})
				if err != nil || len(list.Rows) != rows {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("encoding-csv/%d", rows), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			defer costs(b)()
			for b.Loop() {
				records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
				if err != nil || len(records) != rows+1 {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkMemory reports how much memory a list of 100,000 rows takes while it is kept, against the file's size.
func BenchmarkMemory(b *testing.B) {
	data := longList(100_000)
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		list, err := pricelist.Read(b.Context(), bytes.NewReader(data), pricelist.Options{})
		if err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(len(data)), "live/size")
		runtime.KeepAlive(list)
	}
}

// longWorkbook writes the same list as a workbook.
func longWorkbook(tb testing.TB, rows int) []byte {
	tb.Helper()
	f := excelize.NewFile()
	defer f.Close()
	style, err := f.NewStyle(&excelize.Style{NumFmt: 4})
	if err != nil {
		tb.Fatal(err)
	}
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		tb.Fatal(err)
	}
	set := func(row int, cells ...any) {
		if err := w.SetRow(fmt.Sprintf("A%d", row), cells); err != nil {
			tb.Fatal(err)
		}
	}
	set(1, "Part Number", "Description", "Unit", "Category", "Trade Cost", "List Price")
	for i := range rows {
		set(i+2, fmt.Sprintf("NG-%06d", i), fmt.Sprintf("Copper elbow 15 mm no. %d", i), "each", "Plumbing fittings", float64(i%900)+0.25, excelize.Cell{StyleID: style, Value: float64(i%9000) + 0.5})
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func BenchmarkWorkbook(b *testing.B) {
	for _, rows := range []int{5_000, 50_000} {
		data := longWorkbook(b, rows)
		b.Run(fmt.Sprintf("Read/%d", rows), func(b *testing.B) {
			b.ReportAllocs()
			defer costs(b)()
			for b.Loop() {
				list, err := pricelist.Read(b.Context(), bytes.NewReader(data), pricelist.Options{})
				if err != nil || len(list.Rows) != rows {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("excelize/%d", rows), func(b *testing.B) {
			b.ReportAllocs()
			defer costs(b)()
			for b.Loop() {
				if n := streamed(b, bytes.NewReader(data)); n != rows+1 {
					b.Fatal(n)
				}
			}
		})
	}
}

// streamed counts a workbook's rows by excelize's own streaming reader.
func streamed(b *testing.B, r io.Reader) int {
	f, err := excelize.OpenReader(r)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	rows, err := f.Rows("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			b.Fatal(err)
		}
		n++
	}
	if err := rows.Close(); err != nil {
		b.Fatal(err)
	}
	return n
}
