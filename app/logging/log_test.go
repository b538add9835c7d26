package logging_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/redact"

	"github.com/google/go-cmp/cmp"
)

// lines reads JSON lines into maps; every line has to be whole JSON.
func lines(t *testing.T, text []byte) []map[string]any {
	t.Helper()
	var all []map[string]any
	scanner := bufio.NewScanner(bytes.NewReader(text))
	scanner.Buffer(nil, 1<<20)
	for scanner.Scan() {
		var fields map[string]any
		if err := json.Unmarshal(scanner.Bytes(), &fields); err != nil {
			t.Fatalf("not a line of JSON: %s: %v", scanner.Bytes(), err)
		}
		all = append(all, fields)
	}
	return all
}

func open(t *testing.T, c logging.Config) *logging.Log {
	t.Helper()
	log, err := logging.Open(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := log.Close(); err != nil {
			t.Error(err)
		}
	})
	return log
}

func tail(t *testing.T, dir string) []byte {
	t.Helper()
	text, err := logging.Tail(dir, 100<<20)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func logged(t *testing.T, do func(*logging.Log)) []map[string]any {
	t.Helper()
	var out bytes.Buffer
	do(open(t, logging.Config{Out: &out, Level: slog.LevelDebug}))
	return lines(t, out.Bytes())[1:]
}

func TestALineSaysWhenWhatAndInWhichOperation(t *testing.T) {
	ctx := logging.WithAccount(logging.WithOp(t.Context(), "7K3F-2Q"), "Z2lkOi8v")
	got := logged(t, func(log *logging.Log) {
		log.Event(ctx, logging.SyncEnd, slog.String("run", "r-7"), slog.Duration("ms", 1500*time.Millisecond),
			slog.Time("at", time.Date(2026, 11, 22, 12, 0, 0, 5e6, time.FixedZone("", 3600))),
			slog.Group("counts", slog.Int("applied", 41), slog.Int("rejected", 1)))
	})[0]
	when, _ := got["time"].(string)
	if _, err := time.Parse("2006-01-02T15:04:05.000Z", when); err != nil {
		t.Errorf("the time %q is not UTC with milliseconds", when)
	}
	delete(got, "time")
	want := map[string]any{
		"level": "info", "msg": "Sync ended", "event": "sync_end", "seq": 2.0, "op": "7K3F-2Q", "account": "Z2lkOi8v", "run": "r-7", "ms": 1500.0,
		"at": "2026-11-22T11:00:00.005Z", "counts": map[string]any{"applied": 41.0, "rejected": 1.0},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("line (-want +got):\n%s", diff)
	}
}

func TestTheFirstLineOfEveryUseNamesTheBuild(t *testing.T) {
	dir := t.TempDir()
	for range 2 {
		log := open(t, logging.Config{Dir: dir, Version: "1.2.3", Commit: "a81f3c2"})
		log.Event(t.Context(), logging.AppStart)
		if err := log.Close(); err != nil {
			t.Fatal(err)
		}
	}
	all := lines(t, tail(t, dir))
	if len(all) != 4 {
		t.Fatalf("%d lines, want 4", len(all))
	}
	for _, i := range []int{0, 2} {
		got := map[string]any{"event": all[i]["event"], "version": all[i]["version"], "commit": all[i]["commit"], "pid": all[i]["pid"], "os": all[i]["os"], "seq": all[i]["seq"]}
		want := map[string]any{"event": "log_opened", "version": "1.2.3", "commit": "a81f3c2", "pid": float64(os.Getpid()), "os": runtime.GOOS, "seq": 1.0}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("line %d (-want +got):\n%s", i, diff)
		}
	}
	if files, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(files) != 1 {
		t.Errorf("files %v, want one that the second use went on with", files)
	}
}

func TestGroupsAndAttributesOfAnySlogCodeComeThrough(t *testing.T) {
	got := logged(t, func(log *logging.Log) {
		logger := log.Logger().With("a", 1).WithGroup("g").With("b", 2).WithGroup("h")
		logger.InfoContext(logging.WithOp(t.Context(), "7K3F-2Q"), "hello", "c", 3)
		log.Logger().With().WithGroup("").Warn("plain", "err", errors.New("broken"))
	})
	for _, line := range got {
		delete(line, "time")
	}
	want := []map[string]any{
		{"level": "info", "msg": "hello", "event": "", "seq": 2.0, "op": "7K3F-2Q", "account": "", "a": 1.0, "g": map[string]any{"b": 2.0, "h": map[string]any{"c": 3.0}}},
		{"level": "warn", "msg": "plain", "event": "", "seq": 3.0, "op": "", "account": "", "err": "broken"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

func TestTheLevelChangesAtRunTime(t *testing.T) {
	var out bytes.Buffer
	log := open(t, logging.Config{Out: &out, Level: slog.LevelWarn})
	log.Event(t.Context(), logging.Preview)
	log.Event(t.Context(), logging.Request)
	log.SetLevel(slog.LevelDebug)
	log.Event(t.Context(), logging.Request)
	log.SetLevel(slog.LevelInfo)
	log.Event(t.Context(), logging.Request)
	log.Event(t.Context(), logging.Preview)
	var events []any
	for _, line := range lines(t, out.Bytes()) {
		events = append(events, line["event"])
	}
	if diff := cmp.Diff([]any{"log_opened", "request", "preview"}, events); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	if log.Level() != slog.LevelInfo {
		t.Errorf("level %v", log.Level())
	}
}

func TestAFailureTellsCodeSentenceCauseAndTypes(t *testing.T) {
	ctx := logging.WithOp(t.Context(), "7K3F-2Q")
	got := logged(t, func(log *logging.Log) {
		log.Failure(ctx, nil)
		_, missing := os.Open(filepath.Join(t.TempDir(), "no.csv"))
		log.Failure(ctx, fault.Wrap(fmt.Errorf("open list: %w", missing), fault.FileMissing, fault.Facts{"file": "no.csv"}), slog.String("operation", "preview"))
		log.Failure(ctx, fault.New(fault.NotConnected, nil))
		log.Failure(ctx, io.ErrUnexpectedEOF)
	})
	if len(got) != 3 {
		t.Fatalf("%d lines, want 3", len(got))
	}
	cause, _ := got[0]["cause"].(string)
	if !strings.HasPrefix(cause, "file_missing: There is no file “[name]”.: open list: open ") {
		t.Errorf("cause %q", cause)
	}
	for i := range got {
		delete(got[i], "time")
		delete(got[i], "cause")
		if hint, _ := got[i]["hint"].(string); hint == "" {
			t.Errorf("line %d has no hint", i)
		}
		delete(got[i], "hint")
		delete(got[i], "seq")
	}
	want := []map[string]any{
		{"level": "info", "msg": "Operation failed", "event": "error", "op": "7K3F-2Q", "account": "", "code": "file_missing", "sentence": "There is no file “[name]”.",
			"operation": "preview", "type": []any{"*fs.PathError", "syscall.Errno"}},
		{"level": "warn", "msg": "Operation failed", "event": "error", "op": "7K3F-2Q", "account": "", "code": "not_connected", "sentence": "Price Sync is not connected to Jobber.", "type": []any{}},
		{"level": "error", "msg": "Operation failed", "event": "error", "op": "7K3F-2Q", "account": "", "code": "internal",
			"sentence": "Something went wrong inside Price Sync; nothing was lost.", "type": []any{"*errors.errorString"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

func TestAPanicBecomesAFaultAndItsStackGoesToTheLogAlone(t *testing.T) {
	ctx := logging.WithOp(t.Context(), "7K3F-2Q")
	told := io.EOF
	got := logged(t, func(log *logging.Log) {
		told = func() (err error) {
			defer fault.Catch(&err)
			return fmt.Errorf("never %d", []int{}[len(told.Error())])
		}()
		log.Failure(ctx, told)
	})
	f := fault.From(told)
	if f.Code != fault.Internal || strings.Contains(f.Message+f.Hint, "out of range") {
		t.Errorf("the user reads %q, %q", f.Message, f.Hint)
	}
	stack, _ := got[0]["stack"].(string)
	if got[0]["event"] != "panic" || got[0]["level"] != "error" || !strings.Contains(stack, "TestAPanicBecomes") || !strings.Contains(fmt.Sprint(got[0]["cause"]), "out of range") {
		t.Errorf("the log says %v", got[0])
	}
	var runtimeError runtime.Error
	if !errors.As(told, &runtimeError) {
		t.Error("the panic's own error is lost")
	}
}

func TestNoSecretReachesTheLogByAnyWay(t *testing.T) {
	secrets := []redact.Secret{"cs-4f/9A+b=c&d", "rt_5dd9bed1bd99", `quote"back\slash`, "ünïcode-sécret", "plainwordsecret"}
	scrubber := redact.NewScrubber(secrets...)
	var out bytes.Buffer
	log := open(t, logging.Config{Out: &out, Level: slog.LevelDebug, Scrub: scrubber.Bytes})
	for _, secret := range secrets {
		value := secret.Reveal()
		cause := fmt.Errorf("Post \"https://x/?client_secret=%s\": %q", value, value)
		log.Logger().Debug("token "+value, "value", value, "bytes", []byte(value), "nested", map[string]any{"a": []string{value}})
		log.Logger().With("with", value).WithGroup(value).Info("m", slog.Any("secret", secret), slog.Any("pointer", &secret))
		log.Failure(t.Context(), fault.Wrap(cause, fault.SignInRefused, nil))
		func() {
			var err error
			defer func() { log.Failure(t.Context(), err) }()
			defer fault.Catch(&err)
			panic("with " + value)
		}()
		log.Event(t.Context(), logging.Event("odd "+value), slog.String("header", "Authorization: Bearer "+value))
	}
	if len(lines(t, out.Bytes())) != 1+5*len(secrets) {
		t.Errorf("%d lines", len(lines(t, out.Bytes())))
	}
	for _, secret := range secrets {
		var decoded strings.Builder
		for _, line := range lines(t, out.Bytes()) {
			fmt.Fprintln(&decoded, line)
		}
		if strings.Contains(out.String(), secret.Reveal()) || strings.Contains(decoded.String(), secret.Reveal()) {
			t.Errorf("%q stands in the log", secret.Reveal())
		}
	}
}

func TestAVeryLongLineIsCutToWhatSaysWhoseItIs(t *testing.T) {
	ctx := logging.WithOp(t.Context(), "7K3F-2Q")
	got := logged(t, func(log *logging.Log) {
		log.Event(ctx, logging.Preview, slog.String("code", "x"), slog.String("much", strings.Repeat("é", 200_000)))
		log.Logger().InfoContext(ctx, strings.Repeat("m", 300_000))
	})
	if cut, _ := got[0]["cut"].(float64); cut < 400_000 || got[0]["op"] != "7K3F-2Q" || got[0]["event"] != "preview" || got[0]["code"] != "x" || got[0]["much"] != nil {
		t.Errorf("the line is %v", got[0])
	}
	if msg, _ := got[1]["msg"].(string); len(msg) > 1100 || got[1]["op"] != "7K3F-2Q" {
		t.Errorf("the message has %d bytes", len(msg))
	}
}

func TestManyGoroutinesWriteWholeLinesInGaplessOrder(t *testing.T) {
	dir := t.TempDir()
	log := open(t, logging.Config{Dir: dir, Budget: 4 << 20, FileBytes: 1 << 20})
	var writers sync.WaitGroup
	for n := range 8 {
		writers.Go(func() {
			for i := range 250 {
				log.Event(t.Context(), logging.Retry, slog.Int("writer", n), slog.Int("i", i))
			}
		})
	}
	writers.Wait()
	for i, line := range lines(t, tail(t, dir)) {
		if line["seq"] != float64(i+1) {
			t.Fatalf("line %d has seq %v", i, line["seq"])
		}
	}
	if log.Dropped() != 0 {
		t.Errorf("%d lines dropped", log.Dropped())
	}
}

func TestEventsAreDocumentedOnce(t *testing.T) {
	seen := map[logging.Event]bool{}
	for _, doc := range logging.Events() {
		if seen[doc.Event] || doc.Event == "" || doc.Message == "" || strings.HasSuffix(doc.Message, ".") || strings.Contains(string(doc.Event), " ") {
			t.Errorf("%+v is not documented well, or twice", doc)
		}
		seen[doc.Event] = true
	}
}

func TestOpsAreShortUnlikeAndReadable(t *testing.T) {
	seen := map[logging.OpID]bool{}
	for n := range uint64(20_000) {
		op := logging.NewOp(func() uint64 { return n * 0x9e3779b97f4a7c15 })
		if len(op) != 7 || op[4] != '-' || strings.ContainsAny(string(op), "01ILOUAE") {
			t.Fatalf("%q", op)
		}
		seen[op] = true
		typed := strings.ToLower(strings.ReplaceAll(string(op), "-", " "))
		if got, ok := logging.ParseOp(typed); !ok || got != op {
			t.Fatalf("%q typed as %q reads as %q", op, typed, got)
		}
	}
	if len(seen) < 19_990 {
		t.Errorf("only %d different ones of 20000", len(seen))
	}
	for _, text := range []string{"", "7K3F2", "7K3F-2QQ", "7K3F-2I", "7K3F_2Q"} {
		if op, ok := logging.ParseOp(text); ok {
			t.Errorf("%q reads as %q", text, op)
		}
	}
}

// splitLines is lines for a log with torn lines, which come out empty.
func splitLines(text []byte) []map[string]any {
	var all []map[string]any
	for raw := range bytes.Lines(text) {
		var fields map[string]any
		if json.Unmarshal(raw, &fields) != nil {
			fields = nil
		}
		all = append(all, fields)
	}
	return all
}
