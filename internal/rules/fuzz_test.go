package rules

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"crm/internal/crm"
)

// FuzzRead holds that no text makes the package panic, that errors are of one code, and that
// what is read is kept: as it is packed, and as the text that a book keeps of each rule.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/errors/*.yaml")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	for _, name := range BuiltinNames() {
		f.Add(Source(name))
	}
	for _, text := range []string{
		"name: a\non: note\nwhen: created()\ndo: [{say: it is there}]", "- {name: a, on: note, when: 'created()', do: [{say: it is there}]}\r\n",
		"  - name: a # x\n    on: note\n    when: >-\n      created()\n      or deleted()\n    do:\n    - say: |\n        two\n        lines\n# y\n  - name: b\n",
		"\ufeffname: a", "- name: a\n\ton: note", "a: &a [*a]", "- name: {{a}}", "on: true", "when: \"\\u0000\"", "- - - a", "? a\n: b", "name: 'a''b'\n",
		"- name: a\n  on: contact\n  when: \"created()\n \"do:\n    - say: it is there\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file, err := Read(nil, "x.yaml", text)
		if err != nil {
			if crm.CodeOf(err) != crm.CodeInvalid {
				t.Fatalf("%q: code %s: %v", text, crm.CodeOf(err), err)
			}
			return
		}
		for _, name := range file.Names() {
			clauses, source, err := file.Kept(name)
			if err != nil {
				continue // and it is refused
			}
			packed, err := Encode(clauses)
			if err != nil {
				t.Fatal(err)
			}
			if again, err := Decode(nil, name, packed, ""); err != nil || fmt.Sprintf("%+v", again) != fmt.Sprintf("%+v", clauses) {
				t.Fatalf("%q is packed as %s: %v", text, packed, err)
			}
			again, err := Read(nil, name, source)
			if err != nil {
				t.Fatal(err)
			}
			if _, twice := again.Of(name); twice != source {
				t.Fatalf("%q is kept as %q, and then as %q", text, source, twice)
			}
		}
		_ = With(nil, OwnOf(file)).Conflicts(file.Names()...)
		if _, err := file.Try(""); err != nil && crm.CodeOf(err) == crm.CodeInternal {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

// Whatever a file of rules has, reading it takes little memory and time, and it is read or the
// error says where it is not.
func TestReadIsBounded(t *testing.T) {
	rule := func(when, do string) string {
		return "- name: a\n  on: contact\n  when: " + when + "\n  do:\n    - " + do + "\n"
	}
	const say = "say: it is there"
	many := "" // which set each other off
	for i := range 190 {
		many += fmt.Sprintf("- {name: a%d, on: contact, when: 'changed(\"rating\") and (stage == \"lead\" or rating == \"a\")', do: [{set: contact, rating: a}]}\n", i)
	}
	clauses := "name: a\non: contact\nwhen: created()\ndo:\n" + strings.Repeat("- {"+say+"}\n", 1000)
	examples := rule("created()", say) + "  examples:\n" + strings.Repeat("    - {given: {today: 2026-11-25, edit: {}}, expect: [{say: it is there}]}\n", 150)
	for name, c := range map[string]struct{ text, says string }{
		"ten megabytes":               {strings.Repeat("- name: a\n", 1<<20), "kB, and 256 are read at most"},
		"ten megabytes of one word":   {strings.Repeat("a", 10<<20), "kB, and 256 are read at most"},
		"aliases":                     {"a: &a [x, x]\nb: [*a, *a]\n", "anchors and aliases"},
		"depth":                       {strings.Repeat("[", 1000), "nested more than 20 deep"},
		"an expression of 100k nodes": {rule(strings.Repeat("1+", 100_000)+"1 == 1", say), "longer than 4096"},
		"a chain of comparisons":      {rule("1"+strings.Repeat(" < 2", 900), say), "too many parts"},
		"parentheses":                 {rule(strings.Repeat("(", 2000)+"true"+strings.Repeat(")", 2000), say), ""},
		"negations":                   {rule(strings.Repeat("not ", 1000)+"true", say), "deep"},
		"alternatives":                {rule(strings.Repeat(`(stage == "lead" or rating == "a") and `, 90)+"created()", say), ""},
		"choices":                     {rule("'"+strings.Repeat(`(rating == "a" ? stage == "lead" : stage == "client") and `, 60)+"created()'", say), ""},
		"parts of a text":             {rule("created()", `say: "it is `+strings.Repeat("{{name}}", 51)+`"`), "more than 50 parts"},
		"a text that grows":           {rule("created()", `create: note`+"\n      body: = "+strings.Repeat("note + ", 500)+"note"), "nested too deeply"},
		"rules that all meet":         {many, ""},
		"many effects":                {clauses, ""},
		"many examples":               {examples, ""},
		"too many rules":              {strings.Repeat("- a\n", mostRules+1), "are read at most"},
		"a name without end":          {"name: " + strings.Repeat("a", 100_000), "…"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			begin := time.Now()
			file, err := Read(nil, "x.yaml", c.text)
			if err == nil {
				_ = With(nil, OwnOf(file)).Conflicts(file.Names()...)
				if _, err := file.Try(""); err != nil {
					t.Fatal(err)
				}
			}
			took := time.Since(begin)
			runtime.ReadMemStats(&after)
			if c.says == "" && err != nil || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("it says %.300v, want %q", err, c.says)
			}
			if grown := (after.TotalAlloc - before.TotalAlloc) >> 20; grown > 300 || took > 20*time.Second {
				t.Errorf("it takes %d MB and %v", grown, took)
			} else {
				t.Logf("%d MB, %v", grown, took)
			}
		})
	}
}
