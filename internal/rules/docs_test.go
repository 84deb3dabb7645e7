package rules

import (
	"os"
	"strings"
	"testing"
)

// TestRulesOfTheDocs reads the rules that docs/rules.md shows, and runs their examples.
func TestRulesOfTheDocs(t *testing.T) {
	page, err := os.ReadFile("../../docs/rules.md")
	if err != nil {
		t.Fatal(err)
	}
	read, tried := 0, 0
	for _, block := range strings.Split(string(page), "```yaml\n")[1:] {
		text, _, _ := strings.Cut(block, "```")
		if !strings.HasPrefix(text, "- name: ") {
			continue
		}
		f, err := Read(nil, "docs/rules.md", text)
		if err != nil {
			t.Errorf("%v\n%s", err, text)
			continue
		}
		read += len(f.Rules)
		all, err := f.Try("")
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range all {
			tried++
			for _, d := range one.Differences {
				t.Errorf("%s: %s: %s", one.Rule, one.About, d.Text(2))
			}
		}
	}
	if read < 8 || tried < 2 {
		t.Errorf("%d rules and %d examples were found", read, tried)
	}
}
