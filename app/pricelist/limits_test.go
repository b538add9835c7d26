package pricelist_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"pricesync/app/fault"
	"pricesync/app/pricelist"
)

// endless is a file that never ends and does not say so.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = "Pipe,1.00\n"[(e.read+i)%10]
	}
	e.read += len(p)
	return len(p), nil
}

// sized is a file that is refused if a single byte of it is read.
type sized struct {
	io.ReadSeeker
	t *testing.T
}

func (s sized) Read([]byte) (int, error) {
	s.t.Error("a file over the limit was read")
	return 0, io.ErrUnexpectedEOF
}

func (s sized) Seek(offset int64, whence int) (int64, error) {
	if whence == io.SeekEnd {
		return 61 << 20, nil
	}
	return 0, nil
}

type breaking struct{}

func (breaking) Read([]byte) (int, error) { return 0, errors.New("the network share is gone") }

func TestLimitsHoldBeforeAFileIsReadWhole(t *testing.T) {
	refused := func(t *testing.T, r io.Reader, o pricelist.Options, code fault.Code, message string) {
		t.Helper()
		o.Name = "list.csv"
		_, err := pricelist.Read(t.Context(), r, o)
		var f *fault.Error
		if !errors.As(err, &f) || f.Code != code || f.Message != message {
			t.Errorf("got %v\nwant %s: %s", err, code, message)
		}
	}
	t.Run("a file that tells its size is not read at all", func(t *testing.T) {
		refused(t, sized{t: t}, pricelist.Options{}, fault.FileTooLarge, "“list.csv” is 61 MB; the limit is 50 MB.")
	})
	t.Run("an endless file is read up to the limit", func(t *testing.T) {
		file := &endless{}
		refused(t, file, pricelist.Options{MaxBytes: 300_000}, fault.FileTooLarge, "“list.csv” is more than 293 KB; the limit is 293 KB.")
		if file.read > 2<<20 {
			t.Errorf("%d bytes were read", file.read)
		}
	})
	t.Run("rows", func(t *testing.T) {
		text := "Name,Price\n" + strings.Repeat("Pipe,1.00\n", 1500)
		refused(t, strings.NewReader(text), pricelist.Options{MaxRows: 1499}, fault.FileTooManyRows, "“list.csv” has more than 1,499 rows, which is the limit.")
		if list, err := pricelist.Read(t.Context(), strings.NewReader(text), pricelist.Options{MaxRows: 1500}); err != nil || len(list.Rows) != 1500 {
			t.Errorf("1,500 rows under a limit of 1,500: %v", err)
		}
	})
	t.Run("a reader that breaks", func(t *testing.T) {
		broken := io.MultiReader(strings.NewReader("Name,Price\nPipe,1"), &breaking{})
		refused(t, broken, pricelist.Options{}, fault.FileUnreadable, "“list.csv” could not be read to its end.")
	})
}

func TestReadingAWorkbookCanBeCancelledAndReports(t *testing.T) {
	data := longWorkbook(t, 20_000)
	var told []int
	list, err := pricelist.Read(t.Context(), bytes.NewReader(data), pricelist.Options{Progress: func(rows int) { told = append(told, rows) }})
	if err != nil || len(list.Rows) != 20_000 || len(told) < 4 {
		t.Fatalf("after %v: %v", told, err)
	}
	all := len(told)
	for stop := 1; stop <= all; stop += all/3 + 1 {
		ctx, cancel := context.WithCancel(t.Context())
		told = nil
		_, err := pricelist.Read(ctx, bytes.NewReader(data), pricelist.Options{Progress: func(rows int) {
			if told = append(told, rows); len(told) == stop {
				cancel()
			}
		}})
		if !fault.Is(err, fault.Cancelled) || len(told) > stop+1 {
			t.Errorf("stopped at report %d, after %v: %v", stop, told, err)
		}
		cancel()
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := pricelist.Read(gone, bytes.NewReader(data), pricelist.Options{}); !fault.Is(err, fault.Cancelled) {
		t.Errorf("cancelled before: %v", err)
	}
}

func TestReadingCanBeCancelledAndReports(t *testing.T) {
	text := "Name,Price\n" + strings.Repeat("Pipe,1.00\n", 50_000)
	ctx, cancel := context.WithCancel(t.Context())
	var told []int
	_, err := pricelist.Read(ctx, strings.NewReader(text), pricelist.Options{Progress: func(rows int) {
		told = append(told, rows)
		if len(told) == 3 {
			cancel()
		}
	}})
	if !fault.Is(err, fault.Cancelled) || len(told) != 3 {
		t.Errorf("after %v: %v", told, err)
	}
}
