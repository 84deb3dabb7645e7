package book

import (
	"fmt"
	"testing"

	"crm/internal/crm"
)

// TestImportThousands reads rows with couples in every form, duplicates, marks, and fathers and sons,
// counted exactly, and the first rows once more. While soaking they are twelve thousand.
func TestImportThousands(t *testing.T) {
	t.Parallel()
	blocks := sized(120, 1000)
	f := &file{}
	row := func(pairs ...string) {
		values := Values{}
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i+1] != "" {
				values[pairs[i]] = []string{pairs[i+1]}
			}
		}
		f.rows = append(f.rows, ImportRow{Line: len(f.rows) + 2, Values: values})
	}
	for i := range blocks {
		family := "B" + string([]rune{'a' + rune(i/676), 'a' + rune(i/26%26), 'a' + rune(i%26)}) + "ov"
		phone := func(n int) string { return fmt.Sprintf("614-%03d-%04d", 200+i/100, i%100*10+n) }
		home := family + " family"
		row("name", "Ann "+family, "phone", phone(0), "household", home)
		row("name", "Bob "+family, "phone", phone(0), "household", home)
		row("name", "Ann "+family, "phone", "("+phone(0)[:3]+") "+phone(0)[4:])
		row("name", "Cara "+family, "phone", phone(1), "do_not_contact", "yes")
		row("name", "Cara "+family, "phone", phone(1), "note", "asked for a quote")
		row("name", "Dan "+family, "phone", phone(2), "birthday", "1950-01-02")
		for n, name := range []string{"Eve ", "Fay ", "Gus "} {
			row("name", name+family, "email", fmt.Sprintf("%d.%s@example.com", n, family), "rating", "b")
		}
		row("name", "Dan "+family, "phone", phone(2), "birthday", "1980-03-04")
		row("name", "Ida & Jon "+family, "phone", phone(3))
		row("name", "Kit "+family, "phone", phone(4), "spouse", "Lea "+family)
	}
	d := newDesk(t, "2026-07-09")
	count := func(o *crm.Outcome) string {
		i := o.Imported
		return fmt.Sprintf("%d added, %d calls, %d filled, %d updated, %d skipped, %d stopped, %d apart, %d bad", i.Added, i.Calls, len(i.Filled), len(i.Updated), len(i.Skipped), len(i.Stopped), len(i.Apart), len(i.Bad))
	}
	if got, want := count(f.mustImport(d, Import{Stage: "lead"})), fmt.Sprintf("%d added, %d calls, 0 filled, 0 updated, %d skipped, %d stopped, %d apart, 0 bad", 12*blocks, 10*blocks, 2*blocks, blocks, blocks); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for _, kind := range []struct {
		where string
		n     int
	}{{"kind = 'person'", 12 * blocks}, {"kind = 'household'", 3 * blocks}, {"do_not_contact IS NOT NULL", blocks}, {"household IS NOT NULL", 6 * blocks}} {
		if got := len(d.people("id", kind.where)); got != kind.n {
			t.Errorf("%d where %s, want %d", got, kind.where, kind.n)
		}
	}
	if _, calls := d.planned(); len(calls) != 10*blocks {
		t.Errorf("%d calls are planned, and %d were counted", len(calls), 10*blocks)
	}
	f.rows = f.rows[:120]
	if got, want := count(f.mustImport(d, Import{Stage: "lead", OnDuplicate: updatesKnown})), "0 added, 0 calls, 0 filled, 0 updated, 130 skipped, 0 stopped, 0 apart, 0 bad"; got != want {
		t.Errorf("the second time %s, want %s", got, want)
	}
}
