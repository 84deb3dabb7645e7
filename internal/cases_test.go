package internal_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mostCases limits the lines of a switch that ask which noun a record is. A new one gets
// in by taking another one out: what a noun has to say of itself is in its fields, in
// crm.Noun, or a method.
const mostCases = 56

// TestNounsTellOfThemselves holds switches over nouns to a few: each is a place that who
// adds a noun has to find.
func TestNounsTellOfThemselves(t *testing.T) {
	noun := regexp.MustCompile(`(?m)^\s*case (\*crm\.[A-Z]|crm\.Kind|string\(crm\.Kind).*$`)
	all, where := 0, []string{}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if n := len(noun.FindAll(text, -1)); n > 0 {
			all += n
			where = append(where, fmt.Sprintf("%3d %s", n, path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if all > mostCases {
		slices.Sort(where)
		t.Errorf("%d cases are over nouns, and %d are enough:\n%s", all, mostCases, strings.Join(where, "\n"))
	}
}
