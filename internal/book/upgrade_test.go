package book

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"crm/internal/crm"
)

// oldDesk is a desk with a book of version 1, of which store/testdata tells.
func oldDesk(t *testing.T, name string) *desk {
	t.Helper()
	d := &desk{t: t, path: filepath.Join(t.TempDir(), name), confirm: true}
	d.on("2026-11-25")
	db, err := sql.Open("sqlite", "file:"+d.path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	text := "PRAGMA journal_mode = WAL;"
	for _, file := range []string{"../store/migrations/0001_book.sql", "../store/testdata/version-1.sql"} {
		part, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text += string(part)
	}
	if _, err := db.Exec(text + "PRAGMA application_id = 0x63726d62; PRAGMA user_version = 1"); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(d.path, 0o600); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestWorkGoesOnInAnUpgradedBook: what was done in a book of version 1 can be
// taken back and done again in version 2, down to the empty book.
func TestWorkGoesOnInAnUpgradedBook(t *testing.T) {
	t.Parallel()
	d := oldDesk(t, "book.db")
	d.look(func(reader) {})
	r := lookRaw(t, d.path)
	defer r.db.Close()
	r.invariants()
	upgraded := r.state()
	d.add(crm.StageLead, "Ken Abe", "phone", "614-555-0190")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, 0, "they asked") })
	if got := r.state(); got != upgraded {
		t.Errorf("after a change and its undo:\n%s", differing(got, upgraded))
	}
	var undone []int64
	for _, row := range r.rows("SELECT id FROM changes WHERE id BETWEEN 2 AND 18 AND reverses IS NULL AND undone_by IS NULL ORDER BY id DESC") {
		id, err := strconv.ParseInt(strings.TrimPrefix(row, "id="), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Undo(ctx, id, "they asked") })
		undone = append(undone, id)
	}
	r.invariants()
	if left := r.rows("SELECT id FROM contacts UNION SELECT id FROM opportunities UNION SELECT id FROM activities"); len(undone) != 15 || len(left) > 0 {
		t.Errorf("%d changes were taken back, left is %q", len(undone), left)
	}
	slices.Reverse(undone)
	for _, id := range undone {
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.Redo(ctx, id, "they asked") })
	}
	if got := r.state(); got != upgraded {
		t.Errorf("after all was taken back and done again:\n%s", differing(got, upgraded))
	}
	r.invariants()
}

// TestUpgradeIsTold: once, to who opens the book first, also where only reading
// was wanted and where the command fails afterwards.
func TestUpgradeIsTold(t *testing.T) {
	t.Parallel()
	for name, open := range map[string]func(context.Context, Options) (*Book, error){"write": Open, "read": OpenRead} {
		t.Run(name, func(t *testing.T) {
			d := oldDesk(t, "book.db")
			var told []string
			o := d.options()
			o.Upgraded = func(u *Upgraded) {
				told = append(told, fmt.Sprintf("%d to %d, %t", u.From, u.To, strings.Contains(filepath.Base(u.Backup), "-upgrade-")))
			}
			o.As = "nobody"
			if _, err := open(t.Context(), o); crm.CodeOf(err) != crm.CodeNotFound {
				t.Fatalf("as nobody: %v", err)
			}
			o.As = ""
			b, err := open(t.Context(), o)
			if err != nil {
				t.Fatal(err)
			}
			defer b.Close()
			if !slices.Equal(told, []string{"1 to 3, true"}) {
				t.Errorf("told %q", told)
			}
		})
	}
}

// TestUpgradeIsRefused: by a dry run, and where no backup can be made. Neither
// changes anything.
func TestUpgradeIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		book string
		dry  bool
		code crm.Code
		text string
	}{
		"dry run": {"book.db", true, crm.CodeConflict, "the book has version 1 and has to be brought to 3 first, which a dry run does not do"},
		// The backup would have a name that is too long for a file.
		"no backup": {strings.Repeat("b", 245), false, crm.CodeEnvironment, "could not be brought to 3: the backup can't be given its name "},
	} {
		for mode, open := range map[string]func(context.Context, Options) (*Book, error){"write": Open, "read": OpenRead} {
			t.Run(name+"/"+mode, func(t *testing.T) {
				d := oldDesk(t, c.book)
				d.dryRun = c.dry
				before := fileSum(t, d.path)
				_, err := open(t.Context(), d.options())
				e, ok := crm.AsError(err)
				if !ok || e.Code != c.code || !strings.Contains(e.Error(), c.text) || !strings.Contains(strings.Join(e.Help(), ""), "crm book upgrade --book "+d.path) {
					t.Errorf("%+v", err)
				}
				if left, _ := filepath.Glob(filepath.Join(filepath.Dir(d.path), "*backup*")); len(left) != 0 || fileSum(t, d.path) != before {
					t.Errorf("the book was changed, or left is %v", left)
				}
			})
		}
	}
}
