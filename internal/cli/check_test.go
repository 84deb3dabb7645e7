package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

// told is a problem as a program reads it.
type told struct {
	Code, Table, Field, Message string
	ID                          int64
	Repairable                  bool
}

// checked is what is wrong with a book.
func checked(t *testing.T, path string, args ...string) (found []told, exit int) {
	t.Helper()
	out, errs, exit := runApart(path, append(args, "-o", "json")...)
	if err := json.Unmarshal([]byte(out), &found); err != nil {
		t.Fatalf("%v: %s%s", err, out, errs)
	}
	return found, exit
}

// unindexed makes an index disagree with its table, as a flipped bit does: it is called as
// it was and has something else in it.
const unindexed = `CREATE TEMP TABLE kept AS SELECT sql FROM sqlite_schema WHERE name = 'contacts_stage';
	DROP INDEX contacts_stage; CREATE INDEX contacts_stage ON contacts (name);
	PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = (SELECT sql FROM kept) WHERE name = 'contacts_stage'`

// violations break a sound book, each in its own way.
var violations = []struct {
	sql         string
	code, table string
	mends       bool
}{
	{"UPDATE contacts SET next_due = '2031-01-01' WHERE name = 'Bert Boss'", "derived", "contacts", true},
	{"UPDATE contacts SET policies = 7 WHERE name = 'Bert Boss'", "derived", "contacts", true},
	{"UPDATE contacts SET phone = '1' WHERE name = 'Bert Boss'", "derived", "contacts", true},
	{"UPDATE contacts SET stopped = NULL WHERE name = 'Vera Stopp'", "derived", "contacts", true},
	{"UPDATE contacts SET suppression = NULL WHERE name = 'Rita Register'", "derived", "contacts", true},
	{"UPDATE contacts SET name_order = x'00' WHERE name = 'Bert Boss'", "derived", "contacts", true},
	{"UPDATE producers SET name_order = NULL", "derived", "producers", true},
	{"UPDATE opportunities SET next_due = '2031-01-01', own_due = NULL", "derived", "opportunities", true},
	{"UPDATE opportunities SET last_activity = '2001-01-01'", "derived", "opportunities", true},
	{"UPDATE policies SET annual_premium = 5", "derived", "policies", true},
	{"UPDATE policies SET next_due = '2031-01-01'", "derived", "policies", true},
	{"UPDATE quotes SET annual_premium = 5", "derived", "quotes", true},
	{"UPDATE suppressions SET point = 'x' WHERE channel = 'email'", "derived", "suppressions", true},
	{"UPDATE suppressions SET ended = '2026-11-01' WHERE contact IS NULL", "derived", "contacts", true},
	{"DELETE FROM lookup WHERE term LIKE '%boss%'", "search", "contacts", true},
	{"INSERT INTO lookup VALUES ('halloween', 'w', (SELECT id FROM contacts WHERE name = 'Bert Boss'))", "search", "contacts", true},
	{"INSERT INTO lookup VALUES ('halloween', 'w', 9999)", "search-nobody", "lookup", true},
	{"DROP INDEX contacts_stage", "no-index", "contacts", true},
	{"DROP INDEX contacts_stage; CREATE INDEX contacts_stage ON contacts (stage)", "no-index", "contacts", true},
	{unindexed, "index", "contacts", true},
	{"ALTER TABLE contacts DROP COLUMN rating", "table-differs", "contacts", false},
	{"DROP TABLE imported", "no-table", "imported", false},
	{"DELETE FROM counter", "not-one-row", "counter", false},
	{"UPDATE counter SET next = 5", "counter", "contacts", false},
	{"UPDATE counter SET next = 'zzz'", "value", "counter", false},
	{"UPDATE counter SET changes = x'fffe'", "value", "counter", false},
	{"UPDATE counter SET rolled = '2026-13-45'", "value", "counter", false},
	{"UPDATE counter SET changes = 5", "counter", "changes", false},
	{"UPDATE contacts SET birthday = '2026-02-30' WHERE name = 'Bert Boss'", "value", "contacts", false},
	{"UPDATE contacts SET kind = 'robot' WHERE name = 'Bert Boss'", "value", "contacts", false},
	{"UPDATE contacts SET phones = '[{' WHERE name = 'Bert Boss'", "value", "contacts", false},
	{"UPDATE contacts SET address = CAST(x'ff41' AS TEXT) WHERE name = 'Bert Boss'", "not-utf8", "contacts", false},
	{"UPDATE opportunities SET line = 'spaceships'", "choice", "opportunities", false},
	{"UPDATE contacts SET own = '{\"c9999\":\"x\"}' WHERE name = 'Bert Boss'", "own", "contacts", false},
	{"UPDATE contacts SET own = 'x' WHERE name = 'Bert Boss'", "value", "contacts", false},
	{"UPDATE contacts SET own = replace(own, 'gold', 'tin') WHERE own LIKE '%gold%'", "choice", "contacts", false},
	{"UPDATE fields SET type = 'picture'", "value", "fields", false},
	{"UPDATE settings SET fields = NULL", "derived", "settings", true},
	{"UPDATE settings SET timezone = 'Mars/Olympus'", "setting", "settings", false},
	{"UPDATE contacts SET owner = 9999 WHERE name = 'Bert Boss'", "reference", "contacts", false},
	{"UPDATE activities SET contact = 9999", "reference", "activities", false},
	{"UPDATE contacts SET owner = (SELECT id FROM contacts LIMIT 1) WHERE name = 'Bert Boss'", "reference", "contacts", false},
	{"UPDATE contacts SET household = (SELECT id FROM contacts WHERE name = 'Vera Stopp') WHERE name = 'Bert Boss'", "no-household", "contacts", false},
	{"UPDATE contacts SET org = (SELECT id FROM contacts WHERE name = 'Vera Stopp') WHERE name = 'Bert Boss'", "no-organization", "contacts", false},
	{"UPDATE contacts SET referred_by = id WHERE name = 'Bert Boss'", "itself", "contacts", false},
	{"UPDATE activities SET slot = 'review', owner = NULL, contact = (SELECT id FROM contacts WHERE name = 'Bert Boss') WHERE status = 'open'", "slot", "activities", false},
	{"UPDATE activities SET contact = (SELECT id FROM contacts WHERE name = 'Vera Stopp') WHERE status = 'open'", "planned-though-stopped", "activities", false},
	{"UPDATE activities SET done_on = '2026-11-01' WHERE status = 'open'", "closed", "activities", false},
	{"UPDATE activities SET due_time = '25:00'", "time-of-day", "activities", false},
	{"UPDATE teams SET members = ',1,999,'", "team", "teams", false},
	{"UPDATE notes SET shared = ',999,'", "shared", "notes", false},
	{"UPDATE notes SET contact = NULL, policy = NULL", "on-nothing", "notes", false},
	{"UPDATE producers SET retired = '2026-01-01'", "retired", "contacts", false},
	{"UPDATE quotes SET status = 'accepted'", "accepted-unwon", "quotes", false},
	{"UPDATE opportunities SET status = 'lost' WHERE status = 'open'", "pending-quote", "quotes", false},
	{"UPDATE opportunities SET status = 'lost' WHERE status = 'won'", "policy-unwon", "policies", false},
	{"UPDATE policies SET number = NULL", "policy-number", "policies", false},
	{"UPDATE quotes SET contact = (SELECT id FROM contacts WHERE name = 'Bert Boss')", "other-contact", "quotes", false},
	{"DELETE FROM contents", "lost-bytes", "files", false},
	{"UPDATE contents SET bytes = zeroblob(size)", "bytes", "files", false},
	{"UPDATE contacts SET version = version + 1 WHERE name = 'Bert Boss'", "version", "contacts", false},
	{"DELETE FROM edits WHERE seq = 1", "places", "edits", false},
	{"DELETE FROM notes", "lost-record", "edits", false},
	{"UPDATE edits SET kind = 'robot' WHERE change = 3", "edit", "edits", false},
	{"UPDATE edits SET before = '{\"birthday\":\"soon\"}' WHERE change = 3 AND seq = 1", "edit", "edits", false},
	{"UPDATE edits SET before = NULL WHERE action = 'delete'", "edit", "edits", false},
	{"UPDATE edits SET cause = 99 WHERE cause IS NOT NULL", "cause", "edits", false},
	{"DELETE FROM changes WHERE id = 4", "of-no-change", "edits", false},
	{"UPDATE changes SET as_of = 'once' WHERE id = 4", "value", "changes", false},
	{"UPDATE changes SET named = ',x,' WHERE id = 4", "value", "changes", false},
	{"UPDATE changes SET undone_by = 3 WHERE id = 4", "undone", "changes", false},
	{"INSERT INTO notes SELECT * FROM notes WHERE false; UPDATE notes SET id = (SELECT id FROM contacts WHERE name = 'Bert Boss')", "two-records", "", false},
}

// TestCheckFindsWhatIsPlanted: each violation is found, and what follows from the rest of
// the book is mended, to the same book as before.
func TestCheckFindsWhatIsPlanted(t *testing.T) {
	t.Parallel()
	book, _ := soundBook(t)
	path := filepath.Join(t.TempDir(), "book.db")
	before := restored(t, book, path)
	if said, exit := runIn(t, path, "book", "check", "--deep"); said != "" || exit != 0 {
		t.Fatalf("a sound book: exit %d: %s", exit, said)
	}
	for n, v := range violations {
		restored(t, book, path)
		db := rawBook(t, path)
		if _, err := db.Exec("PRAGMA foreign_keys = OFF; " + v.sql); err != nil {
			t.Errorf("%v: %s", err, v.sql)
			continue
		}
		_ = db.Close()
		found, exit := checked(t, path, "book", "check", "--deep")
		if exit != crm.CodeProblems.Exit() || !slices.ContainsFunc(found, func(p told) bool {
			return p.Code == v.code && p.Table == v.table && p.Repairable == v.mends && p.Message != "" && !strings.HasPrefix(p.Message, "problem.")
		}) {
			t.Errorf("%s\nexit %d, found %+v", v.sql, exit, found)
		}
		if v.code == "not-one-row" || v.code == "no-table" || v.code == "table-differs" || !v.mends && !inTurn(n, 5) {
			continue
		}
		said, exit := runIn(t, path, "book", "repair")
		if want := map[bool]int{true: 0, false: crm.CodeProblems.Exit()}[v.mends]; exit != want {
			t.Errorf("%s\nrepair: exit %d, want %d: %s", v.sql, exit, want, said)
		}
		if left, _ := checked(t, path, "book", "check", "--deep"); slices.ContainsFunc(left, func(p told) bool { return p.Repairable }) {
			t.Errorf("%s\nleft: %+v", v.sql, left)
		}
		if v.mends {
			if after := dumped(t, path); after != before && !strings.Contains(v.sql, "suppressions SET ended") {
				t.Errorf("%s\nthe book is another one after it was repaired", v.sql)
			}
		}
	}
}

// restored is a book again as it was, and its dump.
func restored(t *testing.T, book []byte, path string) string {
	t.Helper()
	for _, suffix := range []string{"-wal", "-shm"} {
		_ = os.Remove(path + suffix)
	}
	if err := os.WriteFile(path, book, 0o600); err != nil {
		t.Fatal(err)
	}
	return dumped(t, path)
}

// dumped are all rows of all tables.
func dumped(t *testing.T, path string) string {
	t.Helper()
	db := rawBook(t, path)
	defer db.Close()
	var all strings.Builder
	for _, table := range crm.Kinds() {
		name := crm.NounOf(table).Table
		rows, err := db.Query("SELECT * FROM " + name + " ORDER BY id")
		if err != nil {
			t.Fatal(err)
		}
		columns, _ := rows.Columns()
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&all, name, values)
		}
		_ = rows.Close()
	}
	return all.String()
}
