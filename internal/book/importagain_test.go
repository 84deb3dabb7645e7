package book

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

// A file that is imported again changes nothing, whatever is in it. Only a row that lives
// elsewhere than the household it names may be taken later, once somebody of that house
// is in the book.
func TestImportedTwice(t *testing.T) {
	t.Parallel()
	columns := []string{"name", "phone", "email", "birthday", "household", "org", "address", "note", "do_not_contact", "external_id", "given", "kind"}
	values := map[string][]string{
		"name":           {"Jane Hudson", "jane hudson", "Hudson, Jane", "Bob Tran", "山本さくら", "山本 さくら", "Acme Inc.", "Hudson family"},
		"phone":          {"", "", "614-555-0147", "(614) 555 0147", "614-555-0148", "+1 614 555 0148", "555-0147", "614-555-0149 (old)"},
		"email":          {"", "", "", "jane@example.com", "Jane@Example.com"},
		"birthday":       {"", "", "", "1980-05-12", "1990-01-03", "--05-12"},
		"household":      {"", "", "Hudson family", "Tran family"},
		"org":            {"", "", "", "Acme Inc."},
		"address":        {"", "", "1 Elm St", "9 Oak St"},
		"note":           {"", "", "likes golf"},
		"do_not_contact": {"", "", "", "yes", "no"},
		"external_id":    {"", "", "", "", "A-1", "A-2"},
		"given":          {"", "", "", "Jane"},
		"kind":           {"", "", "", "", "household", "organization"},
	}
	rapid.Check(t, func(r *rapid.T) {
		d := newDesk(t, "2026-07-09")
		var lines []string
		for i := range rapid.IntRange(1, 8).Draw(r, "rows") {
			var cells []string
			for _, column := range columns {
				cell := rapid.SampledFrom(values[column]).Draw(r, fmt.Sprintf("%s %d", column, i))
				cells = append(cells, strings.ReplaceAll(cell, ", ", "，"))
			}
			lines = append(lines, strings.Join(cells, ","))
		}
		f := table(strings.Join(columns, ","), lines...)
		first := f.mustImport(d, Import{Stage: "lead", SkipBad: true}).Imported
		before := d.raw().state()
		again := f.mustImport(d, Import{Stage: "lead", SkipBad: true}).Imported
		elsewhere := func(row crm.SkippedRow) bool { return row.Column == "household" }
		for refused := first.Bad; again.Added > 0 && len(again.Bad) < len(refused) && slices.ContainsFunc(refused, elsewhere); {
			refused, before = again.Bad, d.raw().state()
			again = f.mustImport(d, Import{Stage: "lead", SkipBad: true}).Imported
		}
		if after := d.raw().state(); after != before {
			r.Fatalf("the second import of\n%s\nchanged\n%s", strings.Join(lines, "\n"), differing(after, before))
		}
		told := map[int]bool{} // one that is left out may tell that somebody is stopped
		for _, row := range slices.Concat(again.Skipped, again.Stopped, again.Bad) {
			told[row.Line] = true
		}
		if again.Added > 0 || len(told) != len(lines) {
			r.Errorf("of\n%s\n%+v, and then %+v", strings.Join(lines, "\n"), first, again)
		}
	})
}

// Two people of one name in a file are two, as long as nothing says that they are one;
// the same file again adds neither, and a third row of it the third.
func TestImportedTwiceByName(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	two := table("name,org", "Jane Hudson,", "Jane Hudson,", "Bob Tran,Acme")
	if o := two.mustImport(d, Import{Stage: "lead"}); o.Imported.Added != 3 {
		t.Fatalf("added %d", o.Imported.Added)
	}
	d.edit("Bob Tran", "name", "Robert Tran", "phone", "614-555-0147")
	o := two.mustImport(d, Import{Stage: "lead"})
	if o.Imported.Added != 0 || len(o.Imported.Skipped) != 3 {
		t.Errorf("the second time %+v", o.Imported)
	}
	three := table("name,org", "Jane Hudson,", "Jane Hudson,", "Jane Hudson,", "Bob Tran,Buckeye")
	if o := three.mustImport(d, Import{Stage: "lead"}); o.Imported.Added != 2 {
		t.Errorf("of a third and one of another company %+v", o.Imported)
	}
	if got := d.people("name", "1 = 1"); len(slices.DeleteFunc(got, func(s string) bool { return !strings.Contains(s, "Jane Hudson") })) != 3 {
		t.Errorf("people: %v", got)
	}
}

// A no of a name alone stays that of whom it was taken for, whoever else has the name by the
// time that the file comes again.
func TestRefusedTwiceByName(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	f := table("name,phone,birthday,household,do_not_contact",
		"Jane Hudson,,1990-01-03,,",
		"jane hudson,,,Hudson family,yes",
		"Jane Hudson,(614) 555 0147,--05-12,,")
	f.mustImport(d, Import{Stage: "lead"})
	before := d.raw().state()
	o := f.mustImport(d, Import{Stage: "lead"})
	if after := d.raw().state(); after != before {
		t.Errorf("the second import %+v changed\n%s", o.Imported, differing(after, before))
	}
}

// The number of another program says who a row is of, whoever else its name and its
// birthday fit.
func TestImportedTwiceByNumber(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	f := table("name,phone,birthday,do_not_contact,external_id",
		"Jane Hudson,,,,A-2",
		"Jane Hudson,,1980-05-12,yes,A-2",
		"jane hudson,614-555-0148,--05-12,,")
	f.mustImport(d, Import{Stage: "lead"})
	before := d.raw().state()
	o := f.mustImport(d, Import{Stage: "lead"})
	if after := d.raw().state(); after != before {
		t.Errorf("the second import %+v changed\n%s", o.Imported, differing(after, before))
	}
}

// One number of two programs is of two people, as long as nothing else of them agrees:
// whoever is stopped under it is nobody else.
func TestImportedNumbersOfTwoPrograms(t *testing.T) {
	t.Parallel()
	first := table("external_id,name,phone,email,birthday", "101,Al One,404-555-0941,,", "102,Bo Two,404-555-0942,,", "103,Jo Ash,404-555-0943,,1970-05-20",
		"104,Kim Elm,,kim@example.com,", "105,Lee Fir,,,")
	for row, added := range map[string]int{
		"101,Cy Three,404-555-0951,,":   1,
		"102,Di Four,,,":                1,
		"102,Bo Four,404-555-0952,,":    0, // who has married
		"102,Di Four,404-555-0942,,":    0, // whose name was mistaken
		"103,Ed Five,,,1970-05-20":      0,
		"103,Ed Five,,,1971-05-20":      1,
		"104,Fi Six,,KIM@example.com,":  0,
		"105,Gi Seven,,gi@example.com,": 1,
		"105,Lee Fir,,lee@example.com,": 0,
		"106,Gi Seven,,gi@example.com,": 1,
		"101,AL ONE,404-555-0999,,":     0,
	} {
		d := newDesk(t, "2026-07-09")
		first.mustImport(d, Import{Stage: "lead"})
		f := table("external_id,name,phone,email,birthday,do_not_contact", row+",yes")
		o := f.mustImport(d, Import{Stage: "lead"})
		if o.Imported.Added != added {
			t.Errorf("%s: added %d, want %d", row, o.Imported.Added, added)
		}
		if got := len(d.people("name", "do_not_contact IS NOT NULL")); got != 1 {
			t.Errorf("%s: %d are stopped", row, got)
		}
		if again := f.mustImport(d, Import{Stage: "lead"}); again.Imported.Added != 0 {
			t.Errorf("%s: added again", row)
		}
	}
}
