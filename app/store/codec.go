package store

import (
	"encoding/binary"
	"hash"
	"hash/crc32"
	"time"

	"pricesync/app/apply"
	"pricesync/app/money"
)

// millis returns t as it is stored; the zero time is 0.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

func checksum(body []byte) int64 {
	return int64(crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)))
}

// rowChecksum covers every field of the row and the run that it belongs to.
func rowChecksum(run apply.RunID, r apply.Row) int64 {
	sum := summer{crc32.New(crc32.MakeTable(crc32.Castagnoli))}
	sum.text(string(run))
	sum.number(int64(r.Line))
	for _, text := range []string{string(r.Item), r.ItemName, r.Name, r.Code, string(r.Outcome), r.Message} {
		sum.text(text)
	}
	for _, amount := range []money.Maybe{r.Before.Price, r.Before.Cost, r.Sent.Price, r.Sent.Cost, r.Stored.Price, r.Stored.Cost} {
		sum.text(amount.String())
	}
	for _, number := range []int64{flag(r.Differs), flag(r.Created), visibility(r.Visible), int64(r.Attempt), millis(r.At)} {
		sum.number(number)
	}
	if markups := [3]money.Maybe{r.Before.Markup, r.Sent.Markup, r.Stored.Markup}; markups != [3]money.Maybe{} { // rows without have the sum of before there were any
		for _, markup := range markups {
			sum.text(markup.String())
		}
	}
	return int64(sum.Sum32())
}

type summer struct{ hash.Hash32 }

func (s summer) number(n int64) { s.Write(binary.BigEndian.AppendUint64(nil, uint64(n))) }

func (s summer) text(t string) {
	s.number(int64(len(t)))
	s.Write([]byte(t))
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// visibility is -1 where nothing was asked.
func visibility(v *bool) int64 {
	if v == nil {
		return -1
	}
	return flag(*v)
}
