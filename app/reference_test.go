package app_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pricesync/app/diagnostics"
	"pricesync/app/fault"
	"pricesync/app/logging"
	"pricesync/app/settings"
)

const referenceFile = "REFERENCE.md"

// TestTheReferenceSaysWhatTheCodeSays holds REFERENCE.md to the tables that it is made from. `go run ./build generate`
// writes it anew, by this test with -update.
func TestTheReferenceSaysWhatTheCodeSays(t *testing.T) {
	var r reference
	r.line("# Reference")
	r.line("")
	r.line("For support and for developers: what the log, the errors, the settings and the diagnostics report are made of. This page is")
	r.line("made from the code by `go run ./build generate`; change the code, not this page.")
	r.events()
	r.errors()
	r.settings()
	r.report(t)
	if *update {
		if err := os.WriteFile(referenceFile, []byte(r.text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(referenceFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r.text.String(), strings.ReplaceAll(string(kept), "\r\n", "\n")); diff != "" {
		t.Errorf("%s is not what the code says; run go run ./build generate (-code +file):\n%s", referenceFile, diff)
	}
	for _, doc := range logging.Events() {
		if !strings.Contains(r.text.String(), "`"+string(doc.Event)+"`") {
			t.Errorf("the event %s is missing", doc.Event)
		}
	}
	for _, entry := range fault.Table() {
		if !strings.Contains(r.text.String(), "`"+string(entry.Code)+"`") {
			t.Errorf("the code %s is missing", entry.Code)
		}
	}
}

// reference is the page being written.
type reference struct{ text strings.Builder }

func (r *reference) line(format string, args ...any) {
	if len(args) > 0 {
		format = fmt.Sprintf(format, args...)
	}
	r.text.WriteString(format + "\n")
}

// table writes a table; a bar within a cell is escaped.
func (r *reference) table(headings []string, rows [][]string) {
	r.line("")
	for i, row := range slices.Concat([][]string{headings}, rows) {
		cells := make([]string, len(row))
		for n, cell := range row {
			cells[n] = strings.ReplaceAll(cell, "|", `\|`)
		}
		r.line("%s", "| "+strings.Join(cells, " | ")+" |")
		if i == 0 {
			r.line("%s", "|"+strings.Repeat("---|", len(headings)))
		}
	}
}

func code(text string) string {
	if text == "" {
		return ""
	}
	return "`" + text + "`"
}

func (r *reference) events() {
	r.line("")
	r.line("## Log")
	r.line("")
	r.line("The log is in the profile's folder under `logs`, or on stderr with `PRICESYNC_LOG=stderr`: one JSON object a line, files named by")
	r.line("when they were begun. The first line of every file is `log_opened`. Search for a reference such as *7K3F-2Q* to find all of an")
	r.line("operation. A question mark stands behind fields that are there only when there is something to say. These fields are on every line:")
	r.table([]string{"field", "meaning"}, fieldRows(logging.Common()))
	r.line("")
	r.line("| event | level | message | fields |")
	r.line("|---|---|---|---|")
	for _, doc := range logging.Events() {
		fields := make([]string, 0, len(doc.Fields))
		for _, field := range fieldRows(doc.Fields) {
			fields = append(fields, field[0]+": "+field[1])
		}
		level := strings.ToLower(doc.Level.String())
		if doc.Event == logging.Failed {
			level = "the code's"
		}
		r.line("%s", "| "+strings.Join([]string{code(string(doc.Event)), level, doc.Message, strings.Join(fields, "; ")}, " | ")+" |")
	}
}

func fieldRows(fields []logging.Field) [][]string {
	rows := make([][]string, 0, len(fields))
	for _, field := range fields {
		name := field.Name
		if field.Sometimes {
			name += "?"
		}
		rows = append(rows, []string{code(name), field.Means})
	}
	return rows
}

func (r *reference) errors() {
	r.line("")
	r.line("## Errors")
	r.line("")
	r.line("What a person reads when something goes wrong, with the reference of the operation. Words in braces are filled in. The exit code is")
	r.line("the command line's; the level is the log's.")
	var rows [][]string
	for _, entry := range fault.Table() {
		rows = append(rows, []string{code(string(entry.Code)), strconv.Itoa(entry.Exit), string(entry.Level), entry.Message, entry.Hint})
	}
	r.table([]string{"code", "exit", "level", "sentence", "what to do"}, rows)
}

func (r *reference) settings() {
	r.line("")
	r.line("## Settings and environment")
	r.line("")
	r.line("The environment wins over what is set in the window or by `pricesync settings set NAME`. What can't be used disables only what it")
	r.line("breaks, and is told on the first screen.")
	var rows [][]string
	for _, s := range settings.Registry() {
		may := string(s.Kind)
		if s.Name != settings.CurrencyName && len(s.Choices) > 0 {
			may = strings.Join(s.Choices, ", ")
		}
		kept := "profile"
		switch {
		case s.Fixed:
			kept = "environment alone"
		case s.Account:
			kept = "account"
		case s.Kind == settings.KindSecret:
			kept = "keychain"
		}
		rows = append(rows, []string{code(s.Name), code(s.Variable), may, code(s.Default), kept, s.Means})
	}
	r.table([]string{"name", "variable", "may be", "default", "kept in", "meaning"}, rows)
}

// report writes the shape of report.json from its Go types: the JSON tags and the comments of the fields.
func (r *reference) report(t *testing.T) {
	t.Helper()
	shapes := shapesOf(t, "diagnostics")
	r.line("")
	r.line("## report.json")
	r.line("")
	r.line("The part of a diagnostics report that programs read, in version %d (`schema`). Fields may be added under the same number, never", diagnostics.Schema)
	r.line("renamed. Lists are newest first unless they say otherwise, and never null; a `?` marks what may be null. Times are RFC 3339 in UTC.")
	var write func(name string)
	written := map[string]bool{}
	write = func(name string) {
		written[name] = true
		shape := shapes[name]
		r.line("")
		r.line("### %s", name)
		r.line("")
		r.line("%s", shape.says)
		var rows [][]string
		for _, f := range shape.fields {
			if f.means == "" {
				t.Errorf("%s.%s has no comment that says what it means", name, f.name)
			}
			kind := f.kind
			for _, name := range f.refers {
				if _, own := shapes[name]; !own {
					kind = strings.ReplaceAll(kind, name, "text") // a named type of texts
				}
			}
			rows = append(rows, []string{code(f.name), kind, f.means})
		}
		r.table([]string{"field", "type", "meaning"}, rows)
		for _, f := range shape.fields {
			for _, next := range f.refers {
				if _, own := shapes[next]; own && !written[next] {
					write(next)
				}
			}
		}
	}
	write("Report")
	if n := reflect.TypeFor[diagnostics.Report]().NumField(); n != len(shapes["Report"].fields) || len(written) < 8 {
		t.Errorf("the report has %d fields, %d were found, in %d types", n, len(shapes["Report"].fields), len(written))
	}
}

// shape is one type of the report.
type shape struct {
	says   string
	fields []shapeField
}

type shapeField struct {
	name, kind, means string
	refers            []string // the types within its type
}

// shapesOf reads the structs of a package whose fields have JSON names.
func shapesOf(t *testing.T, folder string) map[string]shape {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	shapes := map[string]shape{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			group, ok := decl.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range group.Specs {
				if named, ok := spec.(*ast.TypeSpec); ok {
					if body, ok := named.Type.(*ast.StructType); ok {
						shapes[named.Name.Name] = shape{sentence(group.Doc.Text()), shapeFields(body)}
					}
				}
			}
		}
	}
	return shapes
}

func shapeFields(body *ast.StructType) []shapeField {
	var fields []shapeField
	for _, f := range body.Fields.List {
		if f.Tag == nil || len(f.Names) != 1 {
			continue
		}
		tag, err := strconv.Unquote(f.Tag.Value)
		if err != nil {
			continue
		}
		name, _, _ := strings.Cut(reflect.StructTag(tag).Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		means := sentence(f.Doc.Text() + " " + f.Comment.Text())
		kind, refers := kindOf(f.Type)
		fields = append(fields, shapeField{name, kind, means, refers})
	}
	return fields
}

func sentence(comment string) string { return strings.Join(strings.Fields(comment), " ") }

// kindOf says what a Go type is in JSON.
func kindOf(expr ast.Expr) (kind string, refers []string) {
	switch e := expr.(type) {
	case *ast.StarExpr:
		kind, refers = kindOf(e.X)
		return kind + "?", refers
	case *ast.ArrayType:
		kind, refers = kindOf(e.Elt)
		return "list of " + kind, refers
	case *ast.MapType:
		kind, refers = kindOf(e.Value)
		return "object of " + kind, refers
	case *ast.SelectorExpr:
		if e.Sel.Name == "Time" {
			return "time", nil
		}
		return "text", nil // the program's other named types are texts
	case *ast.Ident:
		switch {
		case e.Name == "string":
			return "text", nil
		case e.Name == "bool":
			return "true or false", nil
		case strings.HasPrefix(e.Name, "int"), strings.HasPrefix(e.Name, "uint"), strings.HasPrefix(e.Name, "float"):
			return "number", nil
		}
		return e.Name, []string{e.Name}
	}
	return "any", nil
}
