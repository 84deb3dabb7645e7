package cli

import (
	"slices"
	"strings"
	"testing"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/verb"
)

// TestTheNameOfAFieldSaysNothing: a field of the book's own may have the name of a
// built-in one of another noun. It is shown, told and kept in the same way as one whose
// name nothing else has.
func TestTheNameOfAFieldSaysNothing(t *testing.T) {
	t.Parallel()
	c := newCounter(t)
	b, err := book.Open(t.Context(), book.Options{Path: c.book, Now: afternoon(), NewOp: newOp, Code: locale.Code, Word: locale.Word})
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"kolibri"}
	for _, kind := range crm.Kinds() {
		for _, name := range crm.BuiltIn(kind).Names() {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	nouns := []struct{ name, record, of, value string }{
		{"contact", "{jane}", "text", "sat"}, {"opp", "{opp}", "text", "sat"}, {"quote", "{quote}", "date", "2026-12-06"},
		{"policy", "{policy}", "number", "7"}, {"task", "{task}", "date", "2026-12-06"},
	}
	fields := map[string][]string{}
	for _, noun := range nouns {
		for _, name := range names {
			_, err := b.AddField(t.Context(), book.Values{"name": {name}, "on": {noun.name}, "type": {noun.of}}, verb.StandsFor)
			if err == nil {
				fields[noun.name] = append(fields[noun.name], name)
			}
		}
		if len(fields[noun.name]) < 20 {
			t.Fatalf("only %v are names for fields of %s", fields[noun.name], noun.name)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	oneLine := func(text string) string { return strings.Join(strings.Fields(text), " ") }
	for _, noun := range nouns {
		run := func(args ...string) string {
			t.Helper()
			out, errs, exit := c.run(c.book, args...)
			if exit != 0 || errs != "" {
				t.Fatalf("crm %.100q: exit %d\n%s", args, exit, errs)
			}
			return out
		}
		id, own := c.words(noun.record)[0], fields[noun.name]
		edit := []string{noun.name, "edit", id}
		for _, name := range own {
			edit = append(edit, "--"+strings.ReplaceAll(name, "_", "-")+"="+noun.value)
		}
		said, history := oneLine(run(edit...)), run("history", id, "-o", "json")
		card := strings.ReplaceAll(oneLine(run(noun.name, "show", id)), ": ", " ") // so many fields are set tightly
		made := said                                                               // a record that is edited, and one that is new
		if noun.name == "task" {
			made = oneLine(run(append([]string{"task", "add", "again"}, edit[3:]...)...))
		}
		_, value, _ := strings.Cut(said, "kolibri ")
		value, _, _ = strings.Cut(value, ",")
		cells := map[string][]string{}
		for _, format := range []string{"tsv", "markdown"} {
			lines := strings.Split(strings.TrimSpace(run(noun.name, "list", "--columns", strings.Join(own, ","), "--where", "id == "+id, "-o", format)), "\n")
			cells[format] = strings.FieldsFunc(lines[len(lines)-1], func(r rune) bool { return r == '\t' || r == '|' })
		}
		for i, name := range own {
			label := strings.ReplaceAll(name, "_", " ")
			for where, want := range map[string]string{said: label + " " + value, made: label + " " + value, history: `{"field": "` + name + `"`, card: strings.ToUpper(label[:1]) + label[1:] + " " + value} {
				if !strings.Contains(where, want) {
					t.Errorf("the field %s of %s: no %q in\n%.2000s", name, noun.name, want, where)
				}
			}
			for format, row := range cells {
				if row[i] != row[0] {
					t.Errorf("the field %s of %s is %q in %s, and kolibri %q", name, noun.name, row[i], format, row[0])
				}
			}
		}
	}
}
