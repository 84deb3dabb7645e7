package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestListsComeBack writes the list of each noun and imports it into another book: it comes
// back, or is refused with the command that takes it.
func TestListsComeBack(t *testing.T) {
	dir := t.TempDir()
	from := filepath.Join(dir, "from.crm")
	run := func(book string, args ...string) (string, string, int) {
		t.Helper()
		return runWide(200, book, args...)
	}
	for _, command := range []string{
		"book init --country us --timezone UTC --producer Ann", "producer add Ben", "client add Jane --phone 614-555-0147", "lead add Bob --phone 614-555-0148 --household Bobs",
		"task add Jane send --due fri", "note add Jane cats", "opp add Jane --line auto", "dnc add 614-555-0777 --reason asked",
		"policy add Jane --line auto --carrier Acme --number P-1 --effective 2026-05-01 --premium 900", "contact relate Jane Bob --as friend",
		"appt add Jane fri~10:30", "call add Jane --due mon",
	} {
		if _, errs, exit := run(from, strings.Split(strings.ReplaceAll(command, "~", " "), " ")...); exit != 0 {
			t.Fatal(command, errs)
		}
	}
	comes := map[string]bool{"contact": true, "lead": true, "client": true, "prospect": true, "household": true, "org": true}
	takes := map[string]string{"policy": "policy import", "dnc": "dnc import", "tag": "--map"}
	for _, word := range []string{"contact", "lead", "prospect", "client", "household", "org", "call", "task", "appt", "email", "opp", "quote", "policy", "note", "file", "producer", "field", "dnc", "team", "relation", "consent", "alias", "view", "tag"} {
		out, _, exit := run(from, word, "list", "-o", "csv")
		if exit != 0 || strings.Count(out, "\n") < 2 {
			continue
		}
		into := filepath.Join(dir, word+".crm")
		run(into, "book", "init", "--country", "us", "--timezone", "UTC", "--producer", "Ann")
		if err := os.WriteFile(filepath.Join(dir, word+".csv"), []byte(out), 0o600); err != nil {
			t.Fatal(err)
		}
		_, errs, exit := run(into, "import", word+".csv")
		if comes[word] {
			again, _, _ := run(into, word, "list", "-o", "csv", "--columns", "name,phones")
			before, _, _ := run(from, word, "list", "-o", "csv", "--columns", "name,phones")
			if exit != 0 || again != before {
				t.Errorf("%s: %d %s\n%s\n%s", word, exit, errs, again, before)
			}
			continue
		}
		want := takes[word]
		if slices.Contains([]string{"call", "task", "appt", "email", "opp", "quote", "note"}, word) { // with the people: TestEveryListComesBack
			want = "contact list"
		}
		if want == "" {
			want = "export book"
		}
		if exit != 4 || !strings.Contains(errs, want) {
			t.Errorf("%s: %d, want %s in\n%s", word, exit, want, errs)
		}
		if word == "policy" || word == "dnc" {
			if _, errs, exit := run(into, word, "import", word+".csv"); exit != 0 && exit != 12 {
				t.Errorf("%s import: %d\n%s", word, exit, errs)
			}
			columns := map[string]string{"policy": "contact.name,number,carrier,line,status,premium,effective,expires", "dnc": "value,since,reason"}[word]
			again, _, _ := run(into, word, "list", "-o", "csv", "--columns", columns)
			before, _, _ := run(from, word, "list", "-o", "csv", "--columns", columns)
			if again != before {
				t.Errorf("%s: got\n%s\nwant\n%s", word, again, before)
			}
		}
	}
}
