package pricelist

import (
	"bytes"
	"context"
	"math"
)

const (
	sampleBytes   = 64 << 10
	sampleRecords = 300
	// longestSeparator is the longest line that declares a delimiter: filled up with as many as there are columns.
	longestSeparator = 1 << 10
)

// delimiters are what may part cells, the likelier first.
const delimiters = ",;\t|"

// parted is a text whose dialect is known.
type parted struct {
	text      []byte // its records, without the line "sep=;" that some spreadsheet programs write
	first     int    // the physical line of the first of them
	dialect   dialect
	mold      *mold  // what its records look like; nil where nothing is proven
	declared  string // the delimiter that such a line names; "" for none
	unwrapped bool   // its lines stood in quotes as a whole
}

// recogniseDialect finds out how a text parts its cells; a delimiter that was decided stays.
func recogniseDialect(ctx context.Context, text []byte, decided string) (parted, error) {
	p := parted{first: 1}
	declared, skip := separatorLine(text)
	if text = text[skip:]; skip > 0 {
		p.first = 2
	}
	plain, whole := unwrap(text)
	best, err := bestShape(ctx, plain, declared, decided)
	if whole && (err != nil || best.width < 2 || best.even < 0.8) {
		plain, whole = text, false
		best, err = bestShape(ctx, plain, declared, decided)
	}
	if err != nil {
		return parted{}, err
	}
	p.text, p.unwrapped, p.dialect = plain, whole, best.dialect
	if declared != "" && declared == string(best.dialect.delimiter) {
		p.declared = declared
	}
	if p.dialect.quote, err = recogniseQuote(ctx, sampleOf(plain), best); err != nil {
		return parted{}, err
	}
	if p.dialect.quote == '"' && escapesQuotes(plain, p.dialect) {
		p.dialect.escape = '\\'
	}
	p.dialect.columns = best.width
	if best.share >= 0.7 {
		s := scanner{data: sampleOf(plain), dialect: p.dialect, line: 1}
		if err := s.sample(ctx); err != nil {
			return parted{}, err
		}
		p.mold = newMold(s.builder.finish(), best.width)
	}
	return p, nil
}

// bestShape measures the delimiters that may be meant: the decided one, else the declared one where the text has it, else
// all.
func bestShape(ctx context.Context, text []byte, declared, decided string) (shape, error) {
	sample := sampleOf(text)
	candidates := delimiters
	switch {
	case decided != "":
		candidates = decided[:1]
	case declared != "" && bytes.Contains(sample, []byte(declared)):
		candidates = declared
	}
	best := shape{score: -1}
	for i := range len(candidates) {
		if best.score >= 0 && bytes.IndexByte(sample, candidates[i]) < 0 {
			continue
		}
		s, err := measure(ctx, sample, dialect{delimiter: candidates[i], quote: '"'})
		if err != nil {
			return shape{}, err
		}
		if s.score > best.score {
			best = s
		}
	}
	return best, nil
}

// sampleOf returns the first lines of a text.
func sampleOf(text []byte) []byte {
	if len(text) <= sampleBytes {
		return text
	}
	text = text[:sampleBytes]
	if end := bytes.LastIndexByte(text, '\n'); end > 0 {
		text = text[:end+1]
	}
	return text
}

// separatorLine reads a first line such as "sep=;", which may stand in quotes and be filled up with delimiters. A tab may
// be written as \t.
func separatorLine(data []byte) (delimiter string, skip int) {
	skip = lineLength(data[:min(len(data), longestSeparator)])
	line := bytes.TrimRight(data[:skip], "\r\n")
	if len(line) == skip {
		return "", 0 // no line follows
	}
	if quoted, ok := bytes.CutPrefix(line, []byte{'"'}); ok {
		var behind []byte
		if line, behind, ok = bytes.Cut(quoted, []byte{'"'}); !ok || len(bytes.Trim(behind, delimiters)) > 0 {
			return "", 0
		}
	}
	if len(line) < 5 || !bytes.EqualFold(line[:4], []byte("sep=")) {
		return "", 0
	}
	named := line[4:]
	if rest, ok := bytes.CutPrefix(named, []byte(`\t`)); ok {
		named = append([]byte{'\t'}, rest...)
	}
	c := named[0]
	if c <= ' ' && c != '\t' || c >= 0x7f || c == '"' || c == '\'' || c == '\\' || digit(c) || c|0x20 >= 'a' && c|0x20 <= 'z' ||
		len(bytes.Trim(named[1:], delimiters+" ")) > 0 {
		return "", 0
	}
	return string(rune(c)), skip
}

// shape is how evenly a dialect cuts a sample.
type shape struct {
	dialect dialect
	width   int     // cells of most records
	share   float64 // of the records have that many
	even    float64 // the same of the records that have several cells
	score   float64
}

// measure cuts the sample and judges how table-like the result is.
func measure(ctx context.Context, sample []byte, d dialect) (shape, error) {
	s := scanner{data: sample, dialect: d, line: 1, widths: make(map[int]int)}
	if err := s.sample(ctx); err != nil {
		return shape{}, err
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
	result.share, result.even = float64(most)/float64(total), float64(most)/float64(total-s.widths[1])
	result.score = result.share * (1 + math.Log2(float64(result.width))/8)
	if betweenDigits(sample, d.delimiter) {
		result.score /= 2
	}
	return result, nil
}

// sample reads as many records as tell how a text is written.
func (s *scanner) sample(ctx context.Context) error {
	for s.at < len(s.data) && len(s.builder.table.records) < sampleRecords {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.record()
	}
	return nil
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
