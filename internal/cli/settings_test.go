package cli

import (
	"strings"
	"testing"

	"crm/internal/crm"
)

// TestSettingsThatCannotBeUsed: a setting in the file that nothing can be made of is
// damage, can be set again, and keeps nobody from restoring a backup.
func TestSettingsThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	book, _ := soundBook(t)
	for _, test := range []struct{ sql, key, value string }{
		{"timezone = 'Mars/Olympus'", "timezone", "America/New_York"},
		{"timezone = x'ff'", "timezone", "America/New_York"},
		{"country = 'qq'", "country", "us"},
		{"weekend = 'noday'", "weekend", "sat,sun"},
	} {
		path := broken(t, book, "UPDATE settings SET "+test.sql)
		for _, args := range [][]string{{"today"}, {"contact", "list", "-o", "json"}, {"lead", "add", "Jane New"}} {
			out, errs, exit := runApart(path, args...)
			if exit != crm.CodeDamaged.Exit() || out != "" || !strings.Contains(errs, " book set "+test.key) {
				t.Errorf("%s: crm %s: exit %d: %s%s", test.sql, strings.Join(args, " "), exit, out, errs)
			}
		}
		if said, exit := runIn(t, path, "book", "set", test.key, test.value); exit != 0 {
			t.Errorf("%s: exit %d: %s", test.sql, exit, said)
		}
		if said, exit := runIn(t, path, "book", "check"); exit != 0 {
			t.Errorf("%s: exit %d: %s", test.sql, exit, said)
		}
	}

	path := broken(t, book, "VACUUM")
	if said, exit := runIn(t, path, "book", "backup", "good.db"); exit != 0 {
		t.Fatal(said)
	}
	db := rawBook(t, path)
	if _, err := db.Exec("UPDATE settings SET timezone = 'Mars/Olympus'"); err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
	if said, exit := runIn(t, path, "book", "restore", "good.db", "--yes"); exit != 0 {
		t.Errorf("restore: exit %d: %s", exit, said)
	}
	if said, exit := runIn(t, path, "today"); exit != 0 {
		t.Errorf("exit %d: %s", exit, said)
	}
}
