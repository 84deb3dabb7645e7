package cli

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/locale"
)

// A book may have fields whose names were not refused when they were added. What heads a
// built-in field in a file keeps its meaning there: who said no is not called.
func TestHeadingsOfOlderFields(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "book.db")
	run := func(want int, args ...string) string {
		t.Helper()
		said, exit := runIn(t, path, args...)
		if exit != want {
			t.Fatalf("crm %s: %d\n%s", strings.Join(args, " "), exit, said)
		}
		return said
	}
	run(0, "book", "init", "--producer", "Ann Lee", "--country", "us", "--timezone", "America/New_York")
	b, err := book.Open(t.Context(), book.Options{Path: path, Now: afternoon(), NewOp: newOp, Code: locale.Code, Word: locale.Word})
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range []book.Values{
		{"name": {"do_not_call"}, "type": {"yes-no"}},
		{"name": {"out"}, "type": {"text"}, "label_it": {"Opt Out"}},
		{"name": {"mobile"}, "type": {"text"}},
		{"name": {"dob"}, "type": {"date"}},
		{"name": {"deceased"}, "type": {"yes-no"}},
	} {
		field["on"] = []string{"contact"}
		if _, err := b.AddField(t.Context(), field, nothingTaken); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	write := func(name, content string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("no.csv", "Name,Phone,Do Not Call\nHe Said,614-555-0125,yes\n")
	write("out.csv", "Name,Phone,Opt Out\nShe Said,614-555-0126,yes\n")
	write("dead.csv", "Name,Phone,Deceased\nLate One,614-555-0127,yes\n")
	write("mobile.csv", "Name,Mobile,DOB\nVi Quell,614-555-0128,1980-02-03\n")
	for _, file := range []string{"no.csv", "out.csv"} {
		if said := run(0, "import", file); !strings.Contains(said, "Must not be contacted") {
			t.Errorf("%s: %s", file, said)
		}
	}
	run(10, "import", "dead.csv")
	run(0, "import", "dead.csv", "-n", "--map", "Deceased=deceased")
	run(0, "dnc", "add", "614-555-0128", "--reason", "asked")
	if said := run(4, "import", "mobile.csv"); !strings.Contains(said, "which has been on the do-not-contact") {
		t.Error(said)
	}
	run(0, "import", "mobile.csv", "--map", "Mobile=mobile", "--map", "DOB=dob")

	// Their own list still comes back, and they may be changed, except for such names.
	write("list.csv", run(0, "contact", "list", "-o", "csv"))
	run(0, "import", "list.csv")
	run(0, "field", "edit", "mobile", "--label-es", "Segundo aparato")
	run(0, "field", "edit", "deceased", "--type", "text")
	run(5, "field", "edit", "mobile", "--label-es", "No llamar")
	run(5, "field", "edit", "mobile", "--name", "cell")
}

// No field of contacts is called what heads something else in a file, in its name or in a
// label of any language.
func TestHeadingsAreNoFields(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.db")
	if said, exit := runIn(t, path, "book", "init", "--producer", "Ann Lee", "--country", "us", "--timezone", "America/New_York"); exit != 0 {
		t.Fatal(said)
	}
	b, err := book.Open(t.Context(), book.Options{Path: path, Now: afternoon(), NewOp: newOp, Code: locale.Code, Word: locale.Word, HeadingTaken: locale.HeadingTaken, DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	headings := slices.AppendSeq([]string{"opted_out", "deceased", "Bloccato", "privacy", "bad_phone", "同意の有無", "Sin llamadas"}, maps.Keys(locale.Headers()))
	slices.Sort(headings)
	labels := []string{"label", "label_ja", "label_it", "label_es"}
	for i, heading := range headings {
		if !inTurn(i, 5) {
			continue
		}
		called := []book.Values{{"name": {"ours"}, labels[i%len(labels)]: {heading}}}
		if name := strings.ReplaceAll(heading, " ", "_"); crm.OwnName(name) {
			called = append(called, book.Values{"name": {name}})
		}
		for _, field := range called {
			field["on"], field["type"] = []string{"contact"}, []string{"text"}
			said := fmt.Sprint(field)
			if _, err := b.AddField(t.Context(), field, nothingTaken); crm.CodeOf(err) != crm.CodeConflict {
				t.Errorf("%s: %v", said, err)
			}
		}
	}
	if _, err := b.AddField(t.Context(), book.Values{"name": {"tier"}, "label": {"Tier"}, "on": {"contact"}, "type": {"text"}}, nothingTaken); err != nil {
		t.Error(err)
	}
}

func nothingTaken(crm.Kind, string) string { return "" }
