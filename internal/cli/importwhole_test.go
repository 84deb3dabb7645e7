package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// chosen are the words of the second command where an error offers several that are right or
// wrong, by file; else the first one is taken.
var chosen = map[string]string{
	"agencyzoom-leads": "Keep them as notes", "salesforce-report": "Keep them as notes",
}

// TestFilesOfPrograms imports files as other programs export them. Each comes into the book
// with the first command or with one that the error of the first has, whole; what it makes is
// in the .want beside it, which UPDATE_FILES=1 writes.
func TestFilesOfPrograms(t *testing.T) {
	files, err := filepath.Glob("testdata/files/*.csv")
	if err != nil || len(files) < 40 {
		t.Fatal(len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".csv")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := importedFile(t, name, content)
			path := strings.TrimSuffix(file, ".csv") + ".want"
			if os.Getenv("UPDATE_FILES") != "" {
				if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil || got != string(want) {
				t.Errorf("got\n%s\nwant\n%s(%v)", got, want, err)
			}
		})
	}
}

// importedFile imports a file into a new book, with two commands if it takes them, and tells
// what is in the book.
func importedFile(t *testing.T, name string, content []byte) string {
	dir := t.TempDir()
	book := filepath.Join(dir, "book.crm")
	run := func(args ...string) (string, string, int) { return runWide(200, book, args...) }
	country := "us"
	if before, _, found := strings.Cut(name, "-"); found && slices.Contains([]string{"it", "es", "jp", "mx", "fr", "de"}, before) {
		country = before
	}
	if _, errs, exit := run("book", "init", "--country", country, "--timezone", "UTC", "--producer", "Ann Lee"); exit != 0 {
		t.Fatal(errs)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".csv"), content, 0o600); err != nil {
		t.Fatal(err)
	}
	var told strings.Builder
	_, errs, exit := run("import", name+".csv")
	if exit != 0 && exit != 12 {
		args := secondCommand(t, name, errs)
		fmt.Fprintf(&told, "crm %s\n", strings.Join(args, " "))
		if _, errs, exit = run(args...); exit != 0 && exit != 12 {
			t.Fatalf("crm %s: %d\n%s", strings.Join(args, " "), exit, errs)
		}
	}
	fmt.Fprintf(&told, "exit %d\n", exit)
	for line := range strings.Lines(errs) {
		if strings.HasPrefix(line, "Read as") || strings.HasPrefix(line, "Columns that were not taken") {
			told.WriteString(line)
		}
	}
	for _, list := range [][]string{
		{"contact", "list", "--columns", "kind,stage,name,given,family,reading,birthday,phones,emails,addresses,household.name,org.name,source,external_id,tags,referred_by,stopped,emails_barred"},
		{"policy", "list", "--columns", "contact.name,number,carrier,line,status,premium,effective,expires"},
		{"opp", "list", "--columns", "contact.name,line,competitor,x_date"},
		{"note", "list", "--columns", "contact.name,body"},
	} {
		out, errs, _ := run(append(list, "-o", "jsonl")...)
		told.WriteString(errs)
		for line := range strings.Lines(out) {
			told.WriteString(list[0] + " " + filled(t, line))
		}
	}
	return told.String()
}

// secondCommand returns the command that an error has: the first that is whole, or the one
// with the words of its file.
func secondCommand(t *testing.T, name, errs string) []string {
	for line := range strings.Lines(errs) {
		text, rest, _ := strings.Cut(strings.TrimSpace(line), ": crm --book ")
		_, command, found := strings.Cut(rest, " import ")
		if !found || chosen[name] != "" && text != chosen[name] || strings.Contains(command, "=STAGE") || strings.Contains(command, "=SOURCE") {
			continue
		}
		args := []string{"import"}
		for command = strings.TrimSpace(command); command != ""; command = strings.TrimSpace(command) {
			word, rest, _ := strings.Cut(command, " ")
			if strings.HasPrefix(command, `"`) {
				word, rest, _ = strings.Cut(command[1:], `"`)
			}
			args, command = append(args, word), rest
		}
		return args
	}
	t.Fatalf("no whole command in\n%s", errs)
	return nil
}

// filled writes what is filled of a record.
func filled(t *testing.T, line string) string {
	var all map[string]any
	if err := json.Unmarshal([]byte(line), &all); err != nil {
		t.Fatal(err)
	}
	var words []string
	for field, value := range all {
		if value == nil || value == "" || fmt.Sprint(value) == "[]" || field == "id" {
			continue
		}
		text, _ := json.Marshal(shortened(value))
		words = append(words, field+"="+string(text))
	}
	slices.Sort(words)
	return strings.Join(words, " ") + "\n"
}

// shortened leaves out what a record has nothing for.
func shortened(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for key, of := range v {
			if of == nil || of == false {
				delete(v, key)
			}
		}
	case []any:
		for i := range v {
			v[i] = shortened(v[i])
		}
	}
	return value
}

// TestEncodingsThatDoNotFit: no encoding is offered that the file turns out not to be in, nor two.
func TestEncodingsThatDoNotFit(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		offered string // empty where no encoding reads it
	}{
		"a zero byte":  {"Name,Phone\nZoe \x00Kim,614-555-0109\n", ""},
		"latin":        {"Name,Phone\nJos\xe9 Kim,614-555-0109\n", "--encoding latin-1"},
		"of two bytes": {"\x00N\x00a\x00m\x00e\x00\n\x00Z\x00o\x00e\x00 \x00K\x00i\x00m\x00\n", "--encoding utf-16"},
	} {
		dir := t.TempDir()
		book := filepath.Join(dir, "book.crm")
		if _, errs, exit := runWide(200, book, "book", "init", "--country", "us", "--timezone", "UTC", "--producer", "Ann Lee"); exit != 0 {
			t.Fatal(errs)
		}
		if err := os.WriteFile(filepath.Join(dir, "people.csv"), []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, errs, exit := runWide(200, book, "import", "people.csv")
		if exit == 0 {
			t.Errorf("%s: it was taken", name)
		}
		if n := strings.Count(errs, "--encoding"); n > 1 || n == 0 && c.offered != "" || !strings.Contains(errs, c.offered) {
			t.Errorf("%s: want %q offered\n%s", name, c.offered, errs)
		}
		if c.offered == "" {
			continue
		}
		if _, again, exit := runWide(200, book, append([]string{"import", "people.csv"}, strings.Fields(c.offered)...)...); exit != 0 {
			t.Errorf("%s: the way on ends with %d\n%s", name, exit, again)
		}
	}
}
