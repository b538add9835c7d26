package pricelist

import "context"

// Records reads a text into its records, as Read does before it looks for headings: blank records and the empty cells
// at the ends are left out.
func Records(ctx context.Context, data []byte) ([][]string, error) {
	file, err := decode(data, "", "")
	if err != nil {
		return nil, err
	}
	p, err := recogniseDialect(ctx, file.text, "")
	if err != nil {
		return nil, err
	}
	t, err := scanTable(ctx, p, DefaultMaxRows, nil)
	if err != nil {
		return nil, err
	}
	records := make([][]string, 0, t.len())
	for i := range t.records {
		record := make([]string, t.width(i))
		for c := range record {
			record[c] = t.cell(i, c)
		}
		records = append(records, record)
	}
	return records, nil
}
