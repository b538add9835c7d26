package app_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// outward lists by import what opens a way out of the program: package network alone may use it. A client is none
// where its Transport is written down, since that came through the door.
func outward() map[string][]string {
	return map[string][]string{
		"net/http":         {"Transport", "DefaultTransport", "DefaultClient", "NewFileTransport", "Get", "Head", "Post", "PostForm", "ProxyFromEnvironment"},
		"net":              {"Dial", "DialTimeout", "DialTCP", "DialUDP", "DialIP", "DialUnix", "Dialer", "Resolver", "DefaultResolver", "ListenPacket", "ListenUDP", "ListenMulticastUDP", "ListenIP"},
		"crypto/tls":       {"Dial", "DialWithDialer", "Dialer", "Client"},
		"syscall":          {"Socket", "Connect"},
		"os/exec":          {"Command", "CommandContext"},
		"golang.org/x/sys": {"Socket", "Connect"},
	}
}

// lookups are the names of package net that ask the network for a name.
var lookups = []string{"Lookup", "ResolveTCPAddr", "ResolveUDPAddr", "ResolveIPAddr"}

// wholly lists imports that are a way out as a whole.
func wholly() []string { return []string{"net/smtp", "net/rpc", "net/http/httputil"} }

// listeners may wait for connections from this computer: the practice company, the sign-in's callback, and the looks
// whether its port is free.
func listeners() []string {
	return []string{"practice.go", "settings.go", "oauth/listen.go", "diagnostics/probes.go"}
}

// executing lists who may run another program: macOS keeps secrets and asks natively by one of its own, and the window
// is guarded by a process of this very program.
func executing() []string {
	return []string{"keychain/system_darwin.go", "desktop/ask_darwin.go", "desktop/guard.go"}
}

func TestEveryWayOutLeadsThroughTheDoor(t *testing.T) {
	files := 0
	for dir, sources := range tree(t) {
		for name, text := range sources {
			if strings.HasSuffix(name, "_test.go") || dir == "network" {
				continue
			}
			files++
			for _, wrong := range waysOut(t, path.Join(dir, name), text) {
				t.Error(wrong)
			}
		}
	}
	if files < 100 {
		t.Fatalf("looked at %d files only: the walk does not reach the packages", files)
	}
}

func TestTheDoorsLawNoticesWhatItForbids(t *testing.T) {
	for _, test := range []struct{ name, file, source, want string }{
		{"a transport of its own", "jobber/client.go", `import "net/http"` + "\nvar _ = &http.Transport{}", "jobber/client.go: http.Transport leads out past package network"},
		{"a client without a transport", "jobber/client.go", `import "net/http"` + "\nvar _ = http.Client{}", "jobber/client.go: http.Client leads out past package network"},
		{"a client as a zero value", "jobber/client.go", `import "net/http"` + "\nvar _ http.Client", "jobber/client.go: http.Client leads out past package network"},
		{"a client with the transport that it was given", "jobber/client.go", `import "net/http"` + "\nvar _ = &http.Client{Transport: given}", ""},
		{"a client that somebody hands in", "diagnostics/network.go", `import "net/http"` + "\nfunc f(*http.Client) {}", ""},
		{"a call of the library's client", "settings/file.go", `import web "net/http"` + "\nvar _, _ = web.Get(\"x\")", "settings/file.go: http.Get leads out past package network"},
		{"a connection", "store/store.go", `import "net"` + "\nvar _, _ = net.Dial(\"tcp\", \"x\")", "store/store.go: net.Dial leads out past package network"},
		{"a name that is looked up", "app.go", `import "net"` + "\nvar _, _ = net.LookupHost(\"x\")", "app.go: net.LookupHost leads out past package network"},
		{"a listener where none belongs", "store/store.go", `import "net"` + "\nvar _, _ = net.Listen(\"tcp\", \":1\")", "store/store.go: net.Listen waits for connections"},
		{"the sign-in's listener", "oauth/listen.go", `import "net"` + "\nvar _, _ = net.Listen(\"tcp\", \"127.0.0.1:1\")", ""},
		{"mail", "logging/log.go", `import "net/smtp"`, "logging/log.go: net/smtp leads out past package network"},
		{"another program", "logging/log.go", `import "os/exec"` + "\nvar _ = exec.Command(\"curl\")", "logging/log.go: exec.Command leads out past package network"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := strings.Join(waysOut(t, test.file, "package x\n"+test.source), "\n")
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// waysOut returns one sentence for each way out that a file opens for itself.
func waysOut(t *testing.T, where, text string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), where, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var wrong []string
	past := func(what string) {
		wrong = append(wrong, fmt.Sprintf("%s: %s leads out past package network", where, what))
	}
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if slices.Contains(wholly(), imported) {
			past(imported)
		}
		for root, names := range outward() {
			if !within(imported, root) || root == "net" && imported != "net" || root == "net/http" && imported != "net/http" ||
				root == "os/exec" && slices.Contains(executing(), where) {
				continue
			}
			called := path.Base(root)
			for _, used := range selected(file, spec, path.Base(imported)) {
				switch {
				case slices.Contains(names, used), root == "net" && slices.ContainsFunc(lookups, func(start string) bool { return strings.HasPrefix(used, start) }):
					past(called + "." + used)
				case root == "net" && (used == "Listen" || used == "ListenConfig" || used == "ListenTCP" || used == "ListenUnix") && !slices.Contains(listeners(), where):
					wrong = append(wrong, fmt.Sprintf("%s: net.%s waits for connections", where, used))
				}
			}
			if root == "net/http" && bareClient(file, spec) {
				past("http.Client")
			}
		}
	}
	return wrong
}

// bareClient says whether a file makes an http.Client without naming its Transport: one that is pointed at was made
// elsewhere.
func bareClient(file *ast.File, spec *ast.ImportSpec) bool {
	name := "http"
	if spec.Name != nil {
		name = spec.Name.Name
	}
	fine := map[ast.Expr]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.StarExpr:
			fine[n.X] = true
		case *ast.CompositeLit:
			for _, element := range n.Elts {
				if pair, ok := element.(*ast.KeyValueExpr); ok {
					if key, ok := pair.Key.(*ast.Ident); ok && key.Name == "Transport" {
						fine[n.Type] = true
					}
				}
			}
		}
		return true
	})
	bare := false
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name == "Client" && !fine[s] {
			if x, ok := s.X.(*ast.Ident); ok && x.Name == name {
				bare = true
			}
		}
		return true
	})
	return bare
}
