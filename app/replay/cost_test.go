package replay_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"strings"
	"testing"

	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/replay"
)

// BenchmarkRecord measures what keeping a preview of 20,000 rows adds to making it.
func BenchmarkRecord(b *testing.B) {
	var text strings.Builder
	text.WriteString("Part No,Description,Trade Price,Retail Price,Unit\n")
	for i := range 20_000 {
		fmt.Fprintf(&text, "HC-%05d,Copper elbow %d mm No %d,%d.%02d,%d.%02d,each\n", i, i%54, i, i%90, i%100, i%190, i%100)
	}
	list, err := pricelist.Read(context.Background(), strings.NewReader(text.String()), pricelist.Options{Name: "list.csv"})
	if err != nil {
		b.Fatal(err)
	}
	company := companyOf(list)
	in := plan.Input{List: *list, Catalog: company}
	made := plan.Make(in)
	b.ReportAllocs()
	for b.Loop() {
		bundle, _ := replay.Record(in, nil, made, "1.2.3", "7K3F-2Q")
		var body bytes.Buffer
		zipped, err := gzip.NewWriterLevel(&body, gzip.BestSpeed)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := zipped.Write(replay.Encode(bundle)); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(body.Len()), "stored-bytes")
	}
}
