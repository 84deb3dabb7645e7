package cli

import (
	"strings"
	"testing"
)

// TestRestoreReadsTheMarksOfADamagedBook: who is marked as do-not-contact since the backup
// is marked in what is restored as well, as far as the damaged book can be read; that
// there may be more is said.
func TestRestoreReadsTheMarksOfADamagedBook(t *testing.T) {
	t.Parallel()
	book, _ := soundBook(t)
	for _, test := range []struct {
		damage string
		said   bool // that marks may be missing
		stops  []string
		not    string
	}{
		{"UPDATE settings SET days_off = '['", false, []string{"614-555-0177", "614-555-0115"}, ""},
		{"UPDATE settings SET days_off = '['; UPDATE suppressions SET since = '2026-13-45' WHERE value = '614-555-0177'", true, []string{"614-555-0115"}, "614-555-0177"},
		{"UPDATE settings SET days_off = '['; DROP TABLE suppressions", true, []string{"614-555-0115"}, "614-555-0177"},
	} {
		path := broken(t, book, "VACUUM")
		for _, args := range [][]string{
			{"book", "backup", "good.db"}, {"contact", "stop", "Bert Boss", "--reason", "legal"}, {"dnc", "add", "614-555-0177", "--reason", "asked"},
		} {
			if said, exit := runIn(t, path, append(args, "--yes")...); exit != 0 {
				t.Fatal(args, said)
			}
		}
		db := rawBook(t, path)
		if _, err := db.Exec("PRAGMA foreign_keys = OFF; " + test.damage); err != nil {
			t.Fatal(err)
		}
		_ = db.Close()
		said, exit := runIn(t, path, "book", "restore", "good.db", "--yes")
		if exit != 0 || strings.Contains(said, "Do-not-contact marks and withdrawn consents made since change") != test.said || !strings.Contains(said, "damaged as it is") {
			t.Errorf("%s: exit %d: %s", test.damage, exit, said)
		}
		list, _ := runIn(t, path, "dnc", "list", "-o", "csv")
		for _, stopped := range test.stops {
			if !strings.Contains(list, stopped) {
				t.Errorf("%s: %s is not on the list:\n%s", test.damage, stopped, list)
			}
		}
		if test.not != "" && strings.Contains(list, test.not) {
			t.Errorf("%s: %s is on the list, so nothing had to be said", test.damage, test.not)
		}
		if said, exit := runIn(t, path, "book", "check", "--deep"); exit != 0 {
			t.Errorf("%s: what was restored: %s", test.damage, said)
		}
	}
}
