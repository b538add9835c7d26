package diagnostics

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"sync"
	"time"
)

// packed is a file of the zip that was compressed as it was made, in a zip of its own, so that many rows take little memory.
type packed struct {
	name    string
	size    int
	sum     hash.Hash // SHA-256
	body    bytes.Buffer
	archive *zip.Writer
	file    io.Writer
}

func newPacked(name string, made time.Time) (*packed, error) {
	p := &packed{name: name, sum: sha256.New()}
	p.archive = zip.NewWriter(&p.body)
	var err error
	p.file, err = p.archive.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: made})
	return p, err
}

// Write compresses text.
func (p *packed) Write(text []byte) (int, error) {
	p.size += len(text)
	_, _ = p.sum.Write(text) // never fails
	return p.file.Write(text)
}

// content opens what was packed.
func (p *packed) content() (*zip.File, error) {
	archive, err := zip.NewReader(bytes.NewReader(p.body.Bytes()), int64(p.body.Len()))
	if err != nil {
		return nil, err
	}
	return archive.File[0], nil
}

// rowKeeper takes the rows of runs, one run after the other: it chooses those that stand in the report and packs those
// of the run's own file.
type rowKeeper struct {
	bounds rowBounds

	mu    sync.Mutex
	over  bool // nobody waits for rows any more
	made  time.Time
	hide  func(*RunRow)
	scrub func([]byte) []byte
	clean map[string]string // messages that were scrubbed: most rows of a run say the same
	shown int               // rows in the report so far
	kept  int               // rows in files so far
}

// rowSource gives every row of a run, by line.
type rowSource func(ctx context.Context, run string, take func(RunRow) error) error

var errOver = errors.New("the rows come too late")

// keep asks for the rows of one run of so many rows. What was gathered before an error is kept.
func (k *rowKeeper) keep(ctx context.Context, run *PastRun, rows int, ask rowSource) (*packed, error) {
	all := k.kept+rows <= k.bounds.full
	file, err := newPacked("runs/"+safeName(run.Run)+".json", k.made)
	if err != nil {
		return nil, fmt.Errorf("pack rows: %w", err)
	}
	head, err := json.Marshal(struct {
		Run     string `json:"run"`
		Op      string `json:"op"`
		AllRows bool   `json:"all_rows"`
	}{run.Run, run.Op, all})
	if err != nil {
		return nil, fmt.Errorf("pack rows: %w", err)
	}
	run.Rows, run.Detail, run.Slipped = []RunRow{}, file.name, 0
	written, plain := 0, 0
	_, _ = file.Write(append(head[:len(head)-1], `,"rows":[`...)) // a buffer takes everything
	err = ask(ctx, run.Run, func(row RunRow) error {
		k.mu.Lock()
		defer k.mu.Unlock()
		if k.over {
			return errOver
		}
		row.Message = cmp.Or(run.pending(row.Outcome), row.Message)
		row = k.ready(row)
		if row.plain() {
			plain++
		}
		if row.Slipped && row.Outcome == "applied" {
			run.Slipped++
		}
		if shows := !row.plain() || plain <= k.bounds.applied; shows && k.shown < k.bounds.shown {
			run.Rows = append(run.Rows, row)
			k.shown++
		} else {
			run.MoreRows++
		}
		if row.plain() && !all || k.kept >= k.bounds.kept {
			return nil
		}
		text, err := json.Marshal(row)
		if err != nil {
			return fmt.Errorf("pack row: %w", err)
		}
		if written > 0 {
			text = append([]byte(",\n"), text...)
		} else {
			text = append([]byte("\n"), text...)
		}
		_, err = file.Write(text)
		written++
		k.kept++
		return err
	})
	_, _ = file.Write([]byte("\n]}\n"))
	return file, errors.Join(err, file.archive.Close())
}

// pending says of a row that was not written, or is not known to be, how that is in a run that has not ended; "" where
// the row itself says it.
func (r PastRun) pending(outcome string) string {
	switch {
	case outcome == "unknown" && r.Status == "under way":
		return "It was sent or is about to be; Jobber's answer had not come when the report was made."
	case outcome == "not_sent" && r.Status == "under way":
		return "Its turn had not come when the report was made."
	case outcome == "not_sent" && r.open():
		return "The run stopped before its turn, so the old price stands."
	}
	return ""
}

// stop keeps rows that come too late from being taken.
func (k *rowKeeper) stop() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.over = true
}

// ready hides and scrubs a row.
func (k *rowKeeper) ready(row RunRow) RunRow {
	if k.hide != nil {
		k.hide(&row)
	}
	for _, text := range []*string{&row.Item, &row.Name, &row.Code, &row.Message} {
		if len(*text) < shortest {
			continue
		}
		clean, ok := k.clean[*text]
		if !ok {
			clean = string(k.scrub([]byte(*text)))
			if len(k.clean) < 10_000 {
				k.clean[*text] = clean
			}
		}
		*text = clean
	}
	return row
}
