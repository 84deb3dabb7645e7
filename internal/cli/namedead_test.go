package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestDeadInAnyPartOfAName: a word for the dead is asked about in each column that is a part of
// a name, and is heard where it is typed there. A word that may be a name is not asked about.
func TestDeadInAnyPartOfAName(t *testing.T) {
	dir := t.TempDir()
	book, file := filepath.Join(dir, "book.db"), filepath.Join(dir, "people.csv")
	run := func(args ...string) (said string, exit int) {
		var out bytes.Buffer
		exit = Main(worldOf(book, args, &out, &out))
		return out.String(), exit
	}
	if said, exit := run("book", "init", "--producer", "Ann Lee", "--country", "us", "--timezone", "America/New_York"); exit != 0 {
		t.Fatal(said)
	}
	outer := []string{"late", "Late", "fu"}
	for _, part := range []struct{ heading, flag string }{
		{"Prefix", "prefix"}, {"First Name", "given"}, {"Middle Name", "middle"}, {"Last Name", "family"}, {"Suffix", "suffix"}, {"Nickname", "nickname"},
	} {
		check := func(word string, dead bool) {
			if err := os.WriteFile(file, []byte("Name,"+part.heading+",Phone\nAda Roe,"+word+",614-555-0191\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			said, exit := run("lead", "import", file, "-n")
			if asked := exit == 10 && strings.Contains(said, "--refusals mark"); asked != dead {
				t.Errorf("%s %s: asked about: %v\n%s", part.heading, word, asked, said)
			}
			if !dead {
				return
			}
			said, _ = run("lead", "add", "Ada Roe", "--"+part.flag, word, "-n")
			if !strings.Contains(said, "--reason deceased") {
				t.Errorf("--%s %s is not heard\n%s", part.flag, word, said)
			}
		}
		for _, word := range []string{"Deceased", "deceased", "DECEASED", "(Deceased)", "Dec'd", "Decd", "RIP", "R.I.P."} {
			check(word, true)
		}
		for _, word := range outer {
			check(word, part.flag == "prefix" || part.flag == "suffix")
		}
		for _, word := range []string{"Ng", "Lee", "Jr.", "III", "MD"} {
			check(word, false)
		}
	}
}
