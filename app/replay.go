package app

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	chance "math/rand/v2"
	"path/filepath"
	"strconv"
	"sync"

	"pricesync/app/diagnostics"
	"pricesync/app/fault"
	"pricesync/app/match"
	"pricesync/app/plan"
	"pricesync/app/pricelist"
	"pricesync/app/replay"
	"pricesync/app/store"
)

const (
	partReplay = "replay.json"

	// What a preview was made from is kept up to these sizes: real price lists are far below them.
	recordedText  = 8 << 20 // bytes of all cells
	recordedItems = 50_000

	replaySecrets = 6 // tried until a copy gives the same as the preview
)

// Previews lists the newest previews of which a copy can be made for support, newest first.
func (a *App) Previews(ctx context.Context) ([]store.RecordedPlan, error) {
	side, err := a.usable()
	if err != nil {
		return nil, err
	}
	return side.store.RecordedPlans(ctx, side.account().ID)
}

// record keeps what a saved preview was made from, unless that is too much.
func (a *App) record(ctx context.Context, side *company, in plan.Input, links match.Links, saved Preview) error {
	table, ok := in.List.Table()
	if !ok || textSize(table) > recordedText || len(in.Catalog.Items) > recordedItems {
		return nil
	}
	bundle, ok := replay.Record(in, links, saved.Plan, a.config.Version, saved.Op)
	if !ok {
		return nil
	}
	var body bytes.Buffer
	zipped, err := gzip.NewWriterLevel(&body, gzip.BestSpeed)
	if err == nil {
		_, err = zipped.Write(replay.Encode(bundle))
	}
	if err == nil {
		err = zipped.Close()
	}
	if err != nil {
		return fmt.Errorf("encode what the preview was made from: %w", err)
	}
	return side.store.SaveRecording(ctx, saved.ID, saved.Plan.Counts(), body.Bytes())
}

func textSize(table pricelist.Table) int {
	size := 0
	for _, record := range table.Records {
		for _, cell := range record.Cells {
			size += len(cell.Text) + len(cell.Number)
		}
	}
	return size
}

// copies keeps the copy that was made last, so that what is saved is what was looked at.
type copies struct {
	mu   sync.Mutex
	id   store.PlanID
	text []byte
}

// copyOf returns the copy of a preview that support can run again: a replay bundle without names and amounts.
func (a *App) copyOf(ctx context.Context, id store.PlanID) ([]byte, error) {
	a.copies.mu.Lock()
	defer a.copies.mu.Unlock()
	if a.copies.id == id {
		return a.copies.text, nil
	}
	text, err := a.makeCopy(ctx, id)
	if err == nil {
		a.copies.id, a.copies.text = id, text
	}
	return text, err
}

func (a *App) makeCopy(ctx context.Context, id store.PlanID) ([]byte, error) {
	facts := fault.Facts{"plan": string(id), "most": strconv.Itoa(store.KeptRecordings)}
	side, err := a.usable()
	if err != nil {
		return nil, err
	}
	if _, err := side.store.Plan(ctx, id); err != nil {
		return nil, err
	}
	body, kept, err := side.store.Recording(ctx, id)
	if err != nil {
		return nil, err
	}
	if !kept {
		return nil, fault.New(fault.ReplayMissing, facts)
	}
	bundle, err := unpacked(body)
	if err != nil {
		return nil, fault.Wrap(err, fault.ReplayUnfaithful, facts)
	}
	bare := a.scrubber.WithoutWords()
	for try := range replaySecrets {
		if err := ctx.Err(); err != nil {
			return nil, fault.Wrap(err, fault.Cancelled, nil)
		}
		var made replay.Bundle
		if made, err = replay.Scrub(ctx, bundle, secretOf(try)); err != nil {
			continue
		}
		text := replay.Encode(made)
		if bytes.Equal(bare.Bytes(text), text) {
			return text, nil
		}
		err = errors.New("something in the copy looks like a secret")
	}
	return nil, fault.Wrap(err, fault.ReplayUnfaithful, facts)
}

// secretOf draws what a copy is made by. Small factors come last: they tell the most, and change the least.
func secretOf(try int) replay.Secret {
	most := int64(97)
	for range try {
		most = max(2, most/2)
	}
	return replay.Secret{Salt: rand.Text(), Factor: 2 + chance.Int64N(most)}
}

func unpacked(body []byte) (replay.Bundle, error) {
	zipped, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return replay.Bundle{}, err
	}
	text, err := io.ReadAll(io.LimitReader(zipped, replay.MostBytes+1))
	if err != nil {
		return replay.Bundle{}, err
	}
	return replay.Decode(text)
}

// replayPart returns the report's part with the copy, or none where the user chose none. What stands in the way is
// told at once: a report without what it was asked for would be noticed by support, days later.
func (a *App) replayPart(ctx context.Context, id store.PlanID) ([]diagnostics.Part, error) {
	if id == "" {
		return nil, nil
	}
	text, err := a.copyOf(ctx, id)
	if err != nil {
		return nil, err
	}
	return []diagnostics.Part{{
		Name: partReplay, Title: "A copy of one preview that support can run again", Nameless: true,
		Collect: func(context.Context) ([]byte, error) { return bytes.Clone(text), nil },
	}}, nil
}

// Replayed is a preview that was made again from a replay bundle.
type Replayed struct {
	Bundle      replay.Bundle
	Preview     Preview
	Differences []replay.Difference // from what the bundle says it was
}

// Replay makes the preview of a replay bundle again: a replay.json, or a report that has one. It needs nothing but the
// file: neither the profile nor Jobber.
func Replay(ctx context.Context, path string) (Replayed, error) {
	name := filepath.Base(path)
	facts := fault.Facts{"file": name}
	file, err := openFile(path, name)
	if err != nil {
		return Replayed{}, err
	}
	defer func() { _ = file.Close() }() // opened for reading
	text, err := io.ReadAll(io.LimitReader(file, replay.MostBytes+1))
	if err != nil {
		return Replayed{}, fault.Wrap(err, fault.FileUnreadable, facts)
	}
	if bytes.HasPrefix(text, []byte("PK\x03\x04")) {
		if text, err = inReport(text); err != nil {
			return Replayed{}, fault.Wrap(err, fault.ReplayUnreadable, facts)
		}
	}
	bundle, err := replay.Decode(text)
	if err != nil {
		return Replayed{}, fault.Wrap(err, fault.ReplayUnreadable, facts)
	}
	made, err := bundle.Run(ctx)
	if err != nil && made.List == nil {
		return Replayed{}, fault.Wrap(err, fault.ReplayUnreadable, facts)
	}
	return Replayed{
		Bundle: bundle, Preview: Preview{Op: bundle.Op, Plan: made.Plan, List: made.List}, Differences: differences(bundle, made, err),
	}, nil
}

// differences adds to the rows' differences that the list could not be read at all, which this version may do.
func differences(b replay.Bundle, made replay.Made, err error) []replay.Difference {
	found := b.Differences(made)
	if err != nil {
		found = append([]replay.Difference{{What: "reading", Was: "the list was read", Is: fault.From(err).Message}}, found...)
	}
	return found
}

// inReport returns the replay bundle within a report's zip.
func inReport(text []byte) ([]byte, error) {
	archive, err := zip.NewReader(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return nil, err
	}
	file, err := archive.Open(partReplay)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // opened for reading
	return io.ReadAll(io.LimitReader(file, replay.MostBytes+1))
}
