package app_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pricesync/app"
	"pricesync/app/apply"
	"pricesync/app/jobber/sandbox"
	"pricesync/app/money"
)

const (
	costRows     = 1500
	costRounds   = 71
	costPace     = 120 // milliseconds from one edit to the next at Jobber's own limit: 2,500 requests in 300 s
	costClient   = "bench-client"
	costSecret   = "bench-secret-0123456789abcdef"
	costVariable = "BENCH_TEST_STAND_IN" // the callback address, for the stand-in's process
)

// BenchmarkLogging carries out the same sync without a log and with one, in turns, and reports the processor time and
// the wall time with each level against those without: 1 is no difference. Jobber is played by a process of its own
// without limits or latency, so that what is measured is this program's work alone. In debug-paced the wall time is the
// one that Jobber's limits impose.
func BenchmarkLogging(b *testing.B) {
	s := newCostStandIn(b)
	for b.Loop() {
		busy, wall := map[string][]float64{}, map[string][]float64{}
		s.sync(b, "") // warms up both processes
		for round := range costRounds {
			levels := []string{"", "info"}
			if round%4 == 0 {
				levels = []string{"", "debug", "info"}
			}
			if round%2 == 1 {
				slices.Reverse(levels)
			}
			for _, level := range levels {
				took, ran := s.sync(b, level)
				busy[level] = append(busy[level], took.Seconds()*1000)
				wall[level] = append(wall[level], ran.Seconds()*1000)
			}
		}
		b.ReportMetric(middle(busy[""]), "none-cpu-ms")
		for _, level := range []string{"info", "debug"} {
			b.ReportMetric(middle(busy[level])/middle(busy[""]), level+"-cpu")
			b.ReportMetric(middle(wall[level])/middle(wall[""]), level+"-wall")
			low, high := thirds(busy[level], busy[""])
			b.ReportMetric(low, level+"-cpu-low")
			b.ReportMetric(high, level+"-cpu-high")
		}
		extra := (middle(busy["debug"]) - middle(busy[""])) / costRows
		b.ReportMetric(1+extra/costPace, "debug-paced")
	}
}

// middle returns the mean without the highest and the lowest tenth.
func middle(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	sorted = sorted[len(sorted)/10 : len(sorted)-len(sorted)/10]
	sum := 0.0
	for _, value := range sorted {
		sum += value
	}
	return sum / float64(len(sorted))
}

// thirds returns the least and the largest ratio of over to under among the three thirds of the rounds.
func thirds(over, under []float64) (low, high float64) {
	var ratios []float64
	for i := range 3 {
		part := func(of []float64) []float64 { return of[len(of)*i/3 : len(of)*(i+1)/3] }
		ratios = append(ratios, middle(part(over))/middle(part(under)))
	}
	return slices.Min(ratios), slices.Max(ratios)
}

// costStandIn is Jobber in another process.
type costStandIn struct {
	url, list string
	port      int
}

func newCostStandIn(b *testing.B) *costStandIn {
	b.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	s := &costStandIn{port: listener.Addr().(*net.TCPAddr).Port, list: filepath.Join(b.TempDir(), "list.csv")}
	if err := listener.Close(); err != nil {
		b.Fatal(err)
	}
	var list strings.Builder
	list.WriteString("Name,Price\n")
	for _, item := range sandbox.Generated(costRows).Items {
		fmt.Fprintf(&list, "\"%s\",%s\n", strings.ReplaceAll(item.Name, `"`, `""`), item.Price.Add(money.FromCents(5)))
	}
	if err := os.WriteFile(s.list, []byte(list.String()), 0o600); err != nil {
		b.Fatal(err)
	}
	child := exec.Command(os.Args[0], "-test.run=^TestAsJobberWithoutLimits$")
	child.Env = append(os.Environ(), fmt.Sprintf("%s=http://localhost:%d/oauth/callback", costVariable, s.port))
	child.Stderr = os.Stderr
	hold, err := child.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := child.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := child.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = hold.Close()
		_ = child.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		b.Fatal(err)
	}
	s.url = strings.TrimSpace(address)
	return s
}

// TestAsJobberWithoutLimits is what BenchmarkLogging runs in a process of its own, until its standard input ends.
func TestAsJobberWithoutLimits(t *testing.T) {
	callback := os.Getenv(costVariable)
	if callback == "" {
		t.Skip("a role of BenchmarkLogging")
	}
	server, err := sandbox.New(sandbox.Config{
		Catalog: sandbox.Generated(costRows), ClientID: costClient, ClientSecret: costSecret, RedirectURI: callback,
		Switches: sandbox.Switches{Points: 1_000_000, Consent: sandbox.ConsentAllow},
	})
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/", server)
	mux.HandleFunc("/anew", func(w http.ResponseWriter, _ *http.Request) {
		server.Reset()
		server.ClearLimits()
		if err := server.Restore(); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
		}
	})
	served := httptest.NewServer(mux)
	defer served.Close()
	fmt.Println(served.URL)
	_, _ = io.Copy(io.Discard, os.Stdin)
}

// sync lets a fresh profile connect and preview, and returns what its sync took of the processors and of the clock.
func (s *costStandIn) sync(b *testing.B, level string) (busy, wall time.Duration) {
	b.Helper()
	s.get(b, s.url+"/anew")
	home, err := os.MkdirTemp(b.TempDir(), "")
	if err != nil {
		b.Fatal(err)
	}
	for name, value := range map[string]string{
		"PRICESYNC_HOME": home, "PRICESYNC_LOG_LEVEL": level, "PRICESYNC_LOG": "", "PRICESYNC_CALLBACK_PORT": strconv.Itoa(s.port),
		"JOBBER_API_URL": s.url, "JOBBER_CLIENT_ID": costClient, "JOBBER_CLIENT_SECRET": costSecret,
		"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
	} {
		b.Setenv(name, value)
	}
	ctx := context.Background()
	a := app.New(app.Config{Version: "0.0.0-bench", Commit: "bench", Terminal: true})
	a.Start(ctx)
	defer a.Close()
	if _, err := a.Connect(ctx, app.ConnectOptions{Show: func(url string) { go s.get(b, url) }}); err != nil {
		b.Fatal(err)
	}
	defer func() {
		if _, err := a.Disconnect(ctx); err != nil {
			b.Error(err)
		}
	}()
	read, err := a.Read(ctx, s.list, app.ReadOptions{})
	if err != nil {
		b.Fatal(err)
	}
	preview, err := a.Preview(ctx, app.PreviewOptions{List: read.List})
	if err != nil {
		b.Fatal(err)
	}
	chosen, err := app.Choose(preview.Plan, []string{"all"})
	if err != nil {
		b.Fatal(err)
	}
	if level == "" {
		a.DropLog()
	}
	runtime.GC()
	before, err := processorTime()
	if err != nil {
		b.Fatal(err)
	}
	started := time.Now()
	record, err := a.Sync(ctx, preview.ID, chosen)
	wall = time.Since(started)
	after, timeErr := processorTime()
	if err != nil || timeErr != nil || record.Run.Counts[apply.Applied] != costRows {
		b.Fatalf("the sync ended %q with %v: %v, %v", record.Run.Status, record.Run.Counts, err, timeErr)
	}
	return after - before, wall
}

// get asks for an address, as a browser does that follows the way of a sign-in.
func (s *costStandIn) get(b *testing.B, url string) {
	answer, err := http.Get(url)
	if err != nil {
		b.Error(err)
		return
	}
	defer func() { _ = answer.Body.Close() }()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil || answer.StatusCode != http.StatusOK {
		b.Errorf("%s: %s: %v", url, answer.Status, err)
	}
}
