package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

// broken is a sound book in which SQL has broken something.
func broken(t *testing.T, book []byte, sql string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "book.db")
	restored(t, book, path)
	db := rawBook(t, path)
	if _, err := db.Exec("PRAGMA foreign_keys = OFF; " + sql); err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
	return path
}

// TestRepairBesideDamage: what does not follow from the rest of the book is left and
// named, and does not keep the rest from being mended. What is not a whole book is kept as it
// is.
func TestRepairBesideDamage(t *testing.T) {
	t.Parallel()
	book, _ := soundBook(t)
	for _, test := range []struct {
		what, sql string
		asIs      bool
	}{
		{"an unreadable value", "UPDATE contacts SET birthday = '31-99' WHERE name = 'Bert Boss'", false},
		{"a reference to nobody", "UPDATE contacts SET owner = 9999 WHERE name = 'Bert Boss'", true},
		{"another one", "UPDATE activities SET contact = 9999 WHERE status = 'open'", true},
		{"an index", unindexed + "; PRAGMA writable_schema = OFF; UPDATE contacts SET birthday = '31-99' WHERE name = 'Bert Boss'", true},
		{"settings", "UPDATE settings SET days_off = '['", false},
	} {
		t.Run(test.what, func(t *testing.T) {
			path := broken(t, book, test.sql+"; DELETE FROM lookup; UPDATE producers SET name_order = NULL")
			found, _ := checked(t, path, "book", "check", "--deep")
			repairable := func(p told) bool { return p.Repairable }
			if !slices.ContainsFunc(found, repairable) {
				t.Fatalf("nothing follows from the rest: %+v", found)
			}
			said, exit := runIn(t, path, "book", "repair")
			if exit != crm.CodeProblems.Exit() || strings.Contains(said, "a copy of it with all its damage") != test.asIs {
				t.Errorf("repair: exit %d: %s", exit, said)
			}
			kept, err := filepath.Glob(filepath.Join(filepath.Dir(path), "backups", "*.db"))
			if err != nil || len(kept) != 1 || !strings.Contains(said, kept[0]) {
				t.Errorf("kept is %q: %s", kept, said)
			}
			left, _ := checked(t, path, "book", "check", "--deep")
			if len(left) == 0 || slices.ContainsFunc(left, repairable) {
				t.Errorf("left: %+v", left)
			}
		})
	}
}

// TestRepairKeepsWhatIsThere: a backup of the same change is of another state, since
// damage is not a change.
func TestRepairKeepsWhatIsThere(t *testing.T) {
	book, _ := soundBook(t)
	path := broken(t, book, "DELETE FROM lookup")
	if said, exit := runIn(t, path, "book", "backup"); exit != 0 {
		t.Fatal(said)
	}
	if said, exit := runIn(t, path, "book", "repair"); exit != 0 || !strings.Contains(said, "-repair-") {
		t.Errorf("exit %d: %s", exit, said)
	}
}

// TestRepairLeavesDamagedPages: nothing is written to a file with damaged pages.
func TestRepairLeavesDamagedPages(t *testing.T) {
	book, _ := soundBook(t)
	path := broken(t, book, "DELETE FROM lookup; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE")
	db := rawBook(t, path)
	var page int
	if err := db.QueryRow("SELECT rootpage FROM sqlite_schema WHERE name = 'notes'").Scan(&page); err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := file.WriteAt(bytes.Repeat([]byte{0xff}, 4096), int64(page-1)*4096); err != nil {
		t.Fatal(err)
	}
	_ = file.Close()
	found, exit := checked(t, path, "book", "check", "--deep")
	if exit != crm.CodeProblems.Exit() || !slices.ContainsFunc(found, func(p told) bool { return p.Code == "file" }) ||
		slices.ContainsFunc(found, func(p told) bool { return p.Repairable }) {
		t.Errorf("exit %d: %+v", exit, found)
	}
	if said, exit := runIn(t, path, "book", "repair"); exit != crm.CodeProblems.Exit() || !strings.Contains(said, "nothing to repair") {
		t.Errorf("exit %d: %s", exit, said)
	}
}

// TestReferenceToNobody: no list shows a blank for a reference to nobody. It shows the
// number, or says that the book is damaged.
func TestReferenceToNobody(t *testing.T) {
	t.Parallel()
	book, _ := soundBook(t)
	words := map[crm.Kind][]string{crm.KindContact: {"contact"}, crm.KindActivity: {"call", "task", "appt"}, crm.KindOpportunity: {"opp"},
		crm.KindQuote: {"quote"}, crm.KindPolicy: {"policy"}, crm.KindNote: {"note"}, crm.KindFile: {"file"}, crm.KindSuppression: {"dnc"}}
	damaged := 0
	for _, kind := range crm.Kinds() {
		for _, f := range crm.BuiltIn(kind).Fields {
			if f.Type != crm.RefType {
				continue
			}
			path := broken(t, book, "UPDATE "+crm.NounOf(kind).Table+" SET "+f.Name+" = 9999")
			for _, word := range words[kind] {
				args := []string{word, "list", "-o", "json"}
				for _, flags := range [][]string{{"--all"}, {"--owner", "all"}} {
					if _, _, exit := runApart(path, append(slices.Clone(args), flags...)...); exit != crm.CodeUsage.Exit() {
						args = append(args, flags...)
					}
				}
				said := fmt.Sprintf("%s.%s: crm %s", kind, f.Name, strings.Join(args, " "))
				out, errs, exit := runApart(path, args...)
				if exit == crm.CodeDamaged.Exit() && strings.Contains(errs, crm.NounOf(kind).Table) && strings.Contains(errs, f.Name) {
					damaged++
					continue
				}
				var rows []map[string]any
				if err := json.Unmarshal([]byte(out), &rows); err != nil || exit != 0 { // of the notes, those of nobody are private
					t.Errorf("%s: exit %d: %s%s", said, exit, errs, out)
				}
				for _, row := range rows {
					if row[f.Name] != 9999.0 {
						t.Errorf("%s: %s is %v", said, f.Name, row[f.Name])
					}
					for key, value := range row {
						if strings.HasPrefix(key, f.Name+".") && value == nil {
							t.Errorf("%s: %s is blank", said, key)
						}
					}
				}
			}
		}
	}
	if damaged < 14 {
		t.Errorf("only %d lists were refused", damaged)
	}
	path := broken(t, book, "UPDATE opportunities SET owner = 9999")
	if out, _, exit := runApart(path, "report", "pipeline", "--by", "owner", "--owner", "all"); exit != crm.CodeDamaged.Exit() {
		t.Errorf("a report: exit %d: %s", exit, out)
	}
}
