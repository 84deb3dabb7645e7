package internal_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// foreign are turns of phrase that read as translated, each with what English has for it.
var foreign = []struct {
	is   *regexp.Regexp
	says string
}{
	{regexp.MustCompile(`\b(is|are|was|were|be) no [a-z]\w*`), "is not a …"},
	{regexp.MustCompile(`\bin the place of\b`), "instead of, in place of"},
	{regexp.MustCompile(`\b(anew|reckon\w*|lest)\b`), "again, calculate, so that … not"},
	{regexp.MustCompile(`\b(is|are|were|was) none (of|that|who)\b`), "is not one of"},
	{regexp.MustCompile(`[:;,] that can't be\b`), "which of the two is so: 12 is a call, not a contact"},
}

// english are the turns above where they are English: there is no lead, is no longer, is
// no better than.
var english = regexp.MustCompile(`(?i)\b(there|as if) (is|are|was|were|to be|would be|may be|can be|must be|has to be|should be) no|\bno (longer|more|other|one|need|matter|use|trouble|good|doubt|\w+er)\b`)

// TestEnglish holds comments, messages and documents to a few things that a review found
// in many places.
func TestEnglish(t *testing.T) {
	lines := regexp.MustCompile(`\s*\n[\t ]*(//|#|-- )?[\t ]*`)
	for _, root := range []string{".", "../cmd", "../docs", "../README.md", "../CHANGELOG.md"} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			switch filepath.Ext(path) {
			case ".go", ".md", ".yaml", ".sql":
			case ".properties":
				if filepath.Base(path) != "en.properties" {
					return err
				}
			default:
				if err == nil && entry.IsDir() && entry.Name() == "testdata" {
					return fs.SkipDir
				}
				return err
			}
			if err != nil || entry.Name() == "english_test.go" {
				return err
			}
			source, err := os.ReadFile(path)
			text := lines.ReplaceAllString(string(source), " ")
			for _, f := range foreign {
				for _, at := range f.is.FindAllStringIndex(text, -1) {
					around := strings.ToValidUTF8(text[max(0, at[0]-40):min(len(text), at[1]+20)], "")
					if !english.MatchString(text[max(0, at[0]-16):at[1]]) {
						t.Errorf("%s: …%s…\nrather: %s", path, around, f.says)
					}
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
