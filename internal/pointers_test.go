package internal_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestPointersLeadSomewhere: what comments and papers name of the program is there: a file
// of a package, such as book/find.go, and what a package exports, such as crm.About.
func TestPointersLeadSomewhere(t *testing.T) {
	comment, code := regexp.MustCompile(`(?m)//.*$`), regexp.MustCompile("`[^`\n]+`")
	word := regexp.MustCompile(`\b[A-Za-z]+\b`)
	has := map[string]map[string]bool{} // the words of each package
	papers := map[string][]string{}
	read := func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		switch filepath.Ext(path) {
		case ".go":
			papers[path] = comment.FindAllString(string(text), -1)
			of := filepath.Base(filepath.Dir(path))
			if has[of] == nil {
				has[of] = map[string]bool{}
			}
			for _, w := range word.FindAllString(comment.ReplaceAllString(string(text), ""), -1) {
				has[of][w] = true
			}
		case ".md":
			papers[path] = code.FindAllString(string(text), -1)
		}
		return err
	}
	for _, root := range []string{".", "../cmd", "../docs/architecture.md", "../docs/decisions"} {
		if err := filepath.WalkDir(root, read); err != nil {
			t.Fatal(err)
		}
	}
	file := regexp.MustCompile(`(?:^|[^/a-z])([a-z]+)/([a-z0-9_]+\.go)\b`)
	name := regexp.MustCompile(`\b([a-z]+)\.([A-Z][A-Za-z]+)(?:\.([A-Za-z]+))?`)
	pointers := 0
	for path, lines := range papers {
		text := strings.Join(lines, "\n")
		for _, m := range file.FindAllStringSubmatch(text, -1) {
			if has[m[1]] == nil {
				continue
			}
			pointers++
			if _, err := os.Stat(filepath.Join(m[1], m[2])); err != nil {
				t.Errorf("%s names %s/%s, and there is no such file", path, m[1], m[2])
			}
		}
		for _, m := range name.FindAllStringSubmatch(text, -1) {
			for _, of := range m[2:] {
				if known := has[m[1]]; known != nil && of != "" {
					pointers++
					if !known[of] {
						t.Errorf("%s names %s, and package %s has no %s", path, m[0], m[1], of)
					}
				}
			}
		}
	}
	if pointers < 200 {
		t.Errorf("only %d pointers were found", pointers)
	}
}
