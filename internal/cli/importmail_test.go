package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crm/internal/verb"
)

// TestEveryFlagIsOfAFile: each flag of an import says something of some kinds of files, and
// is rejected with others, or of all. Those of policies belong to --as policies.
func TestEveryFlagIsOfAFile(t *testing.T) {
	ofAll := append([]string{"skip-bad"}, verb.PolicyFlags...)
	var known []string
	for _, of := range fileFlags {
		known = append(known, of.flags...)
	}
	for _, v := range verb.All() {
		if v.String() != "import" {
			continue
		}
		for _, take := range v.Flags() {
			if !slices.Contains(known, take.Name) && !slices.Contains(ofAll, take.Name) {
				t.Errorf("--%s is of no kind of file: add it to fileFlags", take.Name)
			}
		}
	}
}

// TestMailOfStrangers makes leads of many who wrote, and not more calls on a day than were
// allowed.
func TestMailOfStrangers(t *testing.T) {
	dir := t.TempDir()
	path, box := filepath.Join(dir, "book.db"), filepath.Join(dir, "box")
	var text strings.Builder
	for n := range 50 {
		fmt.Fprintf(&text, "From a Mon Nov 16 10:00:00 2026\nFrom: \"Stranger, %c%c\" <s%d@example.com>\nTo: ann@example.org\nMessage-ID: <%d@x>\n\nHello\n\n", 'A'+n/10, 'a'+n%10, n, n)
	}
	if err := os.WriteFile(box, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	run := func(want int, args ...string) string {
		t.Helper()
		said, exit := runIn(t, path, args...)
		if exit != want {
			t.Fatalf("crm %s: exit %d: %s", strings.Join(args, " "), exit, said)
		}
		return said
	}
	run(0, "book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee")
	if said := run(10, "import", box, "--add-unknown"); !strings.Contains(said, "50 calls would fall on") || !strings.Contains(said, "--add-unknown") {
		t.Errorf("it said:\n%s", said)
	}
	if said := run(0, "import", box, "--add-unknown", "--calls-per-day", "10"); !strings.Contains(said, "50 new leads") {
		t.Errorf("it said:\n%s", said)
	}
	if said := run(0, "call", "list", "--all", "-o", "csv", "--columns", "due", "--where", `due == "2026-11-27"`); strings.Count(said, "2026-11-27") > 10 {
		t.Errorf("too many calls on a day:\n%s", said)
	}
	if said := run(0, "import", box, "--add-unknown"); !strings.Contains(said, "50 are in the book") {
		t.Errorf("it said:\n%s", said)
	}
	run(0, "undo")
	if said := run(0, "lead", "list", "-q"); strings.TrimSpace(said) != "" {
		t.Errorf("leads are left:\n%s", said)
	}
}
