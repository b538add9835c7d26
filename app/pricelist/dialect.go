package pricelist

import (
	"bytes"
	"context"
	"math"
)

const (
	sampleBytes   = 64 << 10
	sampleRecords = 300
)

// delimiters are what may part cells, the likelier first.
const delimiters = ",;\t|"

// recogniseDialect finds out how data parts its cells; a delimiter that was decided stays. skip is how many bytes at
// the start are no record: the line "sep=;" that some spreadsheet programs write.
func recogniseDialect(ctx context.Context, data []byte, decided string) (d dialect, skip int, err error) {
	declared, skip := separatorLine(data)
	data = data[skip:]
	sample := data
	if len(sample) > sampleBytes {
		sample = sample[:sampleBytes]
		if end := bytes.LastIndexByte(sample, '\n'); end > 0 {
			sample = sample[:end+1]
		}
	}
	if decided == "" {
		decided = declared
	}
	candidates := delimiters
	if decided != "" {
		candidates = decided[:1]
	}
	best := shape{score: -1}
	for i := range len(candidates) {
		if best.score >= 0 && bytes.IndexByte(sample, candidates[i]) < 0 {
			continue
		}
		s, err := measure(ctx, sample, dialect{delimiter: candidates[i], quote: '"'})
		if err != nil {
			return dialect{}, 0, err
		}
		if s.score > best.score {
			best = s
		}
	}
	if best.dialect.quote, err = recogniseQuote(ctx, sample, best); err != nil {
		return dialect{}, 0, err
	}
	if best.dialect.quote == '"' && escapesQuotes(data, best.dialect) {
		best.dialect.escape = '\\'
	}
	best.dialect.columns = best.width
	return best.dialect, skip, nil
}

// separatorLine reads a first line such as "sep=;".
func separatorLine(data []byte) (delimiter string, skip int) {
	if len(data) < 5 || !bytes.EqualFold(data[:4], []byte("sep=")) {
		return "", 0
	}
	end := bytes.IndexAny(data[4:], "\r\n")
	if end != 1 {
		return "", 0
	}
	skip = 6
	if data[5] == '\r' && len(data) > 6 && data[6] == '\n' {
		skip = 7
	}
	return string(data[4:5]), skip
}

// shape is how evenly a dialect cuts a sample.
type shape struct {
	dialect dialect
	width   int     // cells of most records
	share   float64 // of the records have that many
	score   float64
}

// measure cuts the sample and judges how table-like the result is.
func measure(ctx context.Context, sample []byte, d dialect) (shape, error) {
	s := scanner{data: sample, dialect: d, line: 1, widths: make(map[int]int)}
	for s.at < len(sample) && len(s.builder.table.records) < sampleRecords {
		if err := ctx.Err(); err != nil {
			return shape{}, err
		}
		s.record()
	}
	result := shape{dialect: d, width: 1}
	total, most := 0, 0
	for width, n := range s.widths {
		total += n
		if width > 1 && (n > most || n == most && width > result.width) {
			most, result.width = n, width
		}
	}
	if total == 0 || most == 0 {
		return result, nil
	}
	result.share = float64(most) / float64(total)
	result.score = result.share * (1 + math.Log2(float64(result.width))/8)
	if betweenDigits(sample, d.delimiter) {
		result.score /= 2
	}
	return result, nil
}

// betweenDigits says whether nearly every occurrence of the delimiter stands between two digits, as decimal marks do.
func betweenDigits(sample []byte, delimiter byte) bool {
	inside, all := 0, 0
	for i := 1; i+1 < len(sample); i++ {
		if sample[i] != delimiter {
			continue
		}
		all++
		if digit(sample[i-1]) && digit(sample[i+1]) {
			inside++
		}
	}
	return all > 0 && inside*10 >= all*9
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// recogniseQuote tells whether cells are put in single quotes: only where no cell is in double ones and the records
// become no less even by it.
func recogniseQuote(ctx context.Context, sample []byte, best shape) (byte, error) {
	doubles, singles := quotedCells(sample, best.dialect.delimiter, '"'), quotedCells(sample, best.dialect.delimiter, '\'')
	if doubles > 0 || singles < 2 {
		return '"', nil
	}
	single := best.dialect
	single.quote = '\''
	s, err := measure(ctx, sample, single)
	if err != nil {
		return 0, err
	}
	if s.share >= best.share && s.width <= best.width {
		return '\'', nil
	}
	return '"', nil
}

// quotedCells counts the cells that begin with the quote where another ends with it.
func quotedCells(sample []byte, delimiter, quote byte) int {
	opening, closing := 0, 0
	for i, c := range sample {
		if c != quote {
			continue
		}
		if i == 0 || sample[i-1] == delimiter || sample[i-1] == '\n' {
			opening++
		}
		if i+1 == len(sample) || sample[i+1] == delimiter || sample[i+1] == '\n' || sample[i+1] == '\r' {
			closing++
		}
	}
	return min(opening, closing)
}

// escapesQuotes says whether a backslash marks quotes inside of quotes: some do in places where the cell can't end, and
// none is doubled instead.
func escapesQuotes(data []byte, d dialect) bool {
	marked := []byte{'\\', d.quote}
	found := false
	for at := 0; ; {
		i := bytes.Index(data[at:], marked)
		if i < 0 {
			break
		}
		at += i + 2
		if at < len(data) && data[at] != d.delimiter && data[at] != '\r' && data[at] != '\n' {
			found = true
			break
		}
	}
	if !found {
		return false
	}
	doubled := []byte{d.quote, d.quote}
	for at := 0; ; {
		i := bytes.Index(data[at:], doubled)
		if i < 0 {
			return true
		}
		before := at + i - 1
		at += i + 2
		if before >= 0 && data[before] != d.delimiter && data[before] != '\n' && data[before] != '\\' {
			return false
		}
	}
}
