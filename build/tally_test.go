package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTheGateCountsWhatGoTestTells(t *testing.T) {
	line := func(action, test, output string) string {
		return `{"Action":"` + action + `","Package":"p","Test":"` + test + `","Output":"` + output + `"}` + "\n"
	}
	told := line("pass", "TestA", "") +
		line("fail", "TestB", "") +
		line("output", "TestC", `    c_test.go:1: no keychain here\n`) + line("skip", "TestC", "") +
		line("output", "TestD", `    d_test.go:1: the sample price lists are not beside the project (../x)\n`) + line("skip", "TestD", "")
	var got tally
	got.events(strings.NewReader(told))
	want := tally{
		passed: 1, failed: 1,
		skipped: []string{"p TestC: c_test.go:1: no keychain here"},
		absent:  []string{"p TestD: d_test.go:1: the sample price lists are not beside the project (../x)"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(tally{})); diff != "" {
		t.Error(diff)
	}
}

func TestTheGateEndsByItsCounts(t *testing.T) {
	skipped, failed := errors.New("in CI nothing may be skipped"), errors.New("the gate failed")
	for _, test := range []struct {
		name, ci string
		counts   tally
		want     error
	}{
		{"all passed", "true", tally{passed: 1}, nil},
		{"a skip on a person's machine", "", tally{passed: 1, skipped: []string{"a"}}, nil},
		{"a skip in CI", "true", tally{passed: 1, skipped: []string{"a"}}, skipped},
		{"no price lists beside the project in CI", "true", tally{passed: 1, absent: []string{"a"}}, nil},
		{"a failed test", "", tally{passed: 1, failed: 1}, failed},
		{"a broken step", "", tally{passed: 1, broken: []string{"formatting"}}, failed},
		{"nothing ran", "", tally{}, errors.New("no test ran")},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Setenv("CI", test.ci)
			err := test.counts.close()
			if (err == nil) != (test.want == nil) || err != nil && err.Error() != test.want.Error() {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}
