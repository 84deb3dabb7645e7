package cli

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestErasedIsGoneUnderEveryNumber: whoever was lost by a restore, entered again and erased is
// in no backup under the number that they had before, and comes back from none.
func TestErasedIsGoneUnderEveryNumber(t *testing.T) {
	t.Parallel()
	const entered = "lead add Zqxa~Qex --phone 614-555-0147 --email zqxa@example.com"
	for name, test := range map[string]struct{ before, again string }{
		"as before":       {entered, entered},
		"the phone alone": {entered, "lead add Zqxa~Qex --phone (614)5550147"},
		"no way to reach": {entered, "lead add Zqxa~Qex"},
		"turned round":    {entered, "lead add Qex,~Zqxa --email zqxa@example.com"},
		"the birthday":    {"lead add Zqxa~Qex --birthday 1971-02-03", "lead add Zqxa~Qex --birthday 1971-02-03 --phone 614-555-0147"},
		"another program": {"lead add Zqxa~Qex --external-id zqx7", "lead add Zqxa~Qex-Zqxlow --external-id zqx7 --phone 614-555-0147"},
	} {
		for _, deleted := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				path := filepath.Join(t.TempDir(), "book.db")
				early, late := filepath.Join(t.TempDir(), "early.db"), filepath.Join(t.TempDir(), "late.db")
				done(t, path, "book init --producer Ann~Lee --country us --timezone America/New_York")
				done(t, path, "lead add Ann~Low --phone 614-555-0101")
				done(t, path, "book backup "+early)
				her := done(t, path, test.before)
				if deleted {
					done(t, path, "delete "+her)
				}
				done(t, path, "book backup")
				done(t, path, "book backup "+late)
				done(t, path, "book restore "+early)
				her = done(t, path, test.again)
				done(t, path, "contact edit "+her+" --name Zqxb~Zqxc")
				done(t, path, "contact erase "+her+" --reason letter")
				if found := lookFor(t, filepath.Dir(path)); len(found) > 0 {
					t.Errorf("still there:\n%s", strings.Join(found, "\n"))
				}
				done(t, path, "book restore "+late)
				if found := lookFor(t, filepath.Dir(path)); len(found) > 0 {
					t.Errorf("back from elsewhere:\n%s", strings.Join(found, "\n"))
				}
				if out, exit := runIn(t, path, "book", "check", "--deep"); exit != 0 {
					t.Error(out)
				}
			})
		}
	}
}

// TestErasedIsOne: who has the name and the phone of somebody who is erased, and is in the book
// beside them, stays in the backups from before a restore.
func TestErasedIsOne(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "book.db")
	early := filepath.Join(t.TempDir(), "early.db")
	done(t, path, "book init --producer Ann~Lee --country us --timezone America/New_York")
	done(t, path, "lead add Bob~Low --phone 614-555-0101")
	done(t, path, "book backup "+early)
	done(t, path, "lead add Zqxa~Qex --phone 614-555-0147")
	done(t, path, "book restore "+early)
	her := done(t, path, "lead add Bob~Low --phone 614-555-0101 --allow-duplicate")
	done(t, path, "contact erase "+her+" --reason letter")
	done(t, path, "book restore 3")
	if out, _ := runIn(t, path, "contact", "list"); !strings.Contains(out, "Bob Low") || !strings.Contains(out, "Zqxa Qex") {
		t.Error(out)
	}
}
