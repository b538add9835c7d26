package pricelist

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"

	"pricesync/app/fault"
)

// mostBytes is the most that positions inside a file can count, whatever the user's limit says.
const mostBytes = 1 << 31

// source is a file in memory.
type source struct {
	data   []byte
	sha256 string
}

// load reads r to its end, or refuses it for its size: before anything is read where r tells its size, otherwise as
// soon as the limit is passed.
func load(ctx context.Context, r io.Reader, o Options) (source, error) {
	limit := min(o.MaxBytes, mostBytes)
	size, known := sizeOf(r)
	if known && size > limit {
		return source{}, fault.New(fault.FileTooLarge, fault.Facts{"file": o.Name, "size": inWords(size), "limit": inWords(limit)})
	}
	buffer := make([]byte, 0, max(512, size+1))
	hash := sha256.New()
	for {
		if err := ctx.Err(); err != nil {
			return source{}, fault.Wrap(err, fault.Cancelled, nil)
		}
		if len(buffer) == cap(buffer) {
			buffer = append(buffer, 0)[:len(buffer)]
		}
		free := buffer[len(buffer):min(cap(buffer), len(buffer)+1<<20)]
		n, err := r.Read(free)
		hash.Write(free[:n])
		buffer = buffer[:len(buffer)+n]
		if int64(len(buffer)) > limit {
			return source{}, fault.New(fault.FileTooLarge, fault.Facts{"file": o.Name, "size": "more than " + inWords(limit), "limit": inWords(limit)})
		}
		if err == io.EOF {
			return source{buffer, hex.EncodeToString(hash.Sum(nil))}, nil
		}
		if err != nil {
			return source{}, fault.Wrap(fmt.Errorf("read price list: %w", err), fault.FileUnreadable, fault.Facts{"file": o.Name})
		}
	}
}

// sizeOf returns how much is left in r where r can tell.
func sizeOf(r io.Reader) (int64, bool) {
	switch s := r.(type) {
	case interface{ Len() int }:
		return int64(s.Len()), true
	case io.Seeker:
		here, err := s.Seek(0, io.SeekCurrent)
		if err != nil {
			return 0, false
		}
		end, err := s.Seek(0, io.SeekEnd)
		if err != nil {
			return 0, false
		}
		if _, err = s.Seek(here, io.SeekStart); err != nil {
			return 0, false
		}
		return max(0, end-here), true
	}
	return 0, false
}

// inWords writes a size as people say it, rounded up: "61 MB", "1.2 MB", "300 KB".
func inWords(bytes int64) string {
	for _, unit := range []struct {
		size int64
		name string
	}{{1 << 30, "GB"}, {1 << 20, "MB"}, {1 << 10, "KB"}} {
		if bytes >= unit.size {
			tenths := (bytes*10 + unit.size - 1) / unit.size
			return strings.TrimSuffix(fmt.Sprintf("%d.%d", tenths/10, tenths%10), ".0") + " " + unit.name
		}
	}
	return strconv.FormatInt(bytes, 10) + " bytes"
}

// thousands writes a number as people read it: "100,000".
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
