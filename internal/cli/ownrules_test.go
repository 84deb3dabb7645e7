package cli

import (
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"crm/internal/rules"
)

// TestScriptsWithOwnRules runs the scripts about what follows from what, with each built-in rule
// replaced by its own YAML: a book does the same.
func TestScriptsWithOwnRules(t *testing.T) {
	until, err := rules.AsOwn()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(until)
	p := scripts(t, "")
	for _, pattern := range []string{"rule-[a-z]*-*", "closed-by-rules", "birthday*", "household*", "referral*", "quotes*", "renewal*", "opp*"} {
		files, err := filepath.Glob("testdata/script/" + pattern + ".txtar")
		if err != nil {
			t.Fatal(err)
		}
		p.Files = append(p.Files, files...)
	}
	p.Dir = ""
	if len(p.Files) < 15 {
		t.Errorf("only %d scripts are run", len(p.Files))
	}
	testscript.Run(t, p)
}
