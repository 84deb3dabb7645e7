package cli

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestErasedAfterMergesTakenBack: whoever was one with others for a while, and is erased, is
// gone from what the journal and the backups have of these, who keep what is theirs. The
// same holds where the others go first.
func TestErasedAfterMergesTakenBack(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		if !inTurn(int(seed), 3) {
			continue
		}
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(seed, 0)) //nolint:gosec // a test
			path := filepath.Join(t.TempDir(), "book.db")
			away := filepath.Join(t.TempDir(), "away.db")
			do := func(format string, args ...any) string {
				t.Helper()
				return done(t, path, fmt.Sprintf(format, args...))
			}
			do("book init --producer Ann~Lee --country us --timezone America/New_York")
			do("field add hobby --on contact --type text")
			ann := do("client add Ann~Ray --phone 614-555-0101 --birthday 1960-05-05 --email ann@example.com")
			ben := do("contact add Ben~Roe --phone 614-555-0102 --nickname Benny")
			her := do("client add Zqxa~Zqxb --phone 614-555-0147 --email zqx@example.com --birthday 1971-02-03 --address zqxstreet --external-id zqxid --nickname Zqxnick --hobby zqxhobby --tag zqxtag -m zqxnote --allow-duplicate")
			do("contact consent %s call given -m early", ann)
			do("contact consent %s call withdrawn -m zqxno", her)
			do("note add %s zqxmore", her)
			do("note add %s benny", ben)
			theirs, shares := func(string) bool { return false }, random.IntN(2) == 0
			if shares { // and so he is not called either, whatever becomes of her
				do("contact edit %s --phone 614-555-0147", ben)
				theirs = func(found string) bool {
					return strings.Contains(found, "5550147") || strings.Contains(found, "555-0147")
				}
			}
			others, _ := runIn(t, path, "contact", "list", "-o", "json", "--where", "id != "+her)
			for round := range 3 {
				changes := 0
				change := func(format string, args ...any) {
					t.Helper()
					do(format, args...)
					changes++
				}
				keep, other := ann, her
				if random.IntN(3) == 0 {
					keep, other = her, ann
				}
				prefer := ""
				if random.IntN(2) == 0 {
					prefer = " --prefer all"
				}
				change("contact merge %s %s%s", keep, other, prefer)
				if random.IntN(2) == 0 {
					change("contact edit %s --nickname zqxnick%d", keep, round)
				}
				if random.IntN(2) == 0 {
					do("book backup")
				}
				if random.IntN(2) == 0 {
					change("contact merge %s %s", ben, keep)
				}
				if random.IntN(2) == 0 {
					change("note add %s zqxnote%d", keep, round)
				}
				do("book backup %s --force", away)
				for range changes {
					do("undo --reason slip")
				}
				if random.IntN(2) == 0 {
					do("redo --reason slip")
					do("undo --reason slip")
				}
			}
			if now, _ := runIn(t, path, "contact", "list", "-o", "json", "--where", "id != "+her); unversioned(now) != unversioned(others) {
				t.Fatalf("they were\n%s\nand are\n%s", others, now)
			}
			do("contact erase %s --reason asked", her)
			whole := func(when string) {
				t.Helper()
				if found := slices.DeleteFunc(lookFor(t, filepath.Dir(path)), theirs); len(found) > 0 {
					t.Errorf("%s still there:\n%s", when, strings.Join(found, "\n"))
				}
				if out, exit := runIn(t, path, "book", "check", "--deep"); exit != 0 {
					t.Error(when, out)
				}
				if barred, _ := runIn(t, path, "contact", "list", "-q", "--where", "calls_barred != nil"); slices.Contains(strings.Fields(barred), ben) != shares {
					t.Errorf("%s %s is to be called, or not: %q", when, ben, barred)
				}
				for _, id := range []string{ann, ben} {
					for _, look := range []string{"history", "show", "contact export --force"} {
						if out, exit := runIn(t, path, append(strings.Fields(look), id)...); exit != 0 || strings.Contains(strings.ToLower(out), erasedMark) {
							t.Errorf("%s %s %s: %d %s", when, look, id, exit, out)
						}
					}
				}
			}
			whole("erased,")
			now, _ := runIn(t, path, "contact", "list", "-o", "json", "--where", "id != "+her)
			if !strings.Contains(now, "Ann Ray") || !strings.Contains(now, "ann@example.com") || !strings.Contains(now, "Benny") {
				t.Error(now)
			}
			if out, exit := runIn(t, path, "redo", "--reason", "slip"); exit == 0 {
				t.Errorf("%d %s", exit, out)
			}
			do("contact edit %s --nickname Annie", ann)
			do("undo")
			do("redo")
			do("book restore %s", away)
			whole("restored,")
		})
	}
}

// TestErasedWhereTheyWereGone: a backup from when somebody was deleted, or had been taken
// back, or had been merged into somebody who was deleted, has nothing of them once they are
// erased; nor has a copy of it that is restored, and no undo there brings them back.
func TestErasedWhereTheyWereGone(t *testing.T) {
	t.Parallel()
	for _, gone := range []struct{ what, away, back string }{
		{"deleted", "delete 2", "undo"},
		{"deleted and marked", "contact stop 2 --reason asked; delete 2", "undo"},
		{"taken back", "undo", "redo"},
		{"deleted by undo of a restore", "delete 2; book backup {dir}/more.db; undo; book restore {dir}/more.db", "undo 3"},
		{"merged and deleted", "lead add Ann~Ray --phone 614-555-0101; contact merge 5 2; delete 3 4 5 7", "undo; undo"},
		{"merged into her, and she deleted", "lead add Ann~Ray --phone 614-555-0101; contact merge 2 5; delete 2 6 7", "undo; undo"},
	} {
		t.Run(gone.what, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "book.db")
			away := t.TempDir()
			do := func(commands string) {
				t.Helper()
				for line := range strings.SplitSeq(strings.ReplaceAll(commands, "{dir}", away), "; ") {
					done(t, path, line)
				}
			}
			do("book init --producer Ann~Lee --country us --timezone America/New_York")
			do("lead add Zqxa~Zqxb --phone 614-555-0147 --email zqx@example.com --birthday 1971-02-03 --nickname Zqxnick --op-id zqxop")
			do(gone.away)
			do("book backup; book backup {dir}/away.db")
			do(gone.back)
			do("contact erase 2 --reason asked")
			whole := func(when string) {
				t.Helper()
				if found := lookFor(t, filepath.Dir(path)); len(found) > 0 {
					t.Errorf("%s still there:\n%s", when, strings.Join(found, "\n"))
				}
				if out, exit := runIn(t, path, "book", "check", "--deep"); exit != 0 {
					t.Error(when, out)
				}
			}
			whole("erased,")
			for range 2 {
				do("book restore {dir}/away.db")
				whole("restored,")
				for change := 2; change < 9; change++ {
					for _, verb := range []string{"undo", "redo"} {
						_, _ = runIn(t, path, verb, fmt.Sprint(change), "--reason", "slip")
					}
				}
				whole("taken back,")
				if out, _ := runIn(t, path, "contact", "list", "--all", "--where", "id == 2"); strings.Contains(out, "0147") {
					t.Error(out)
				}
			}
		})
	}
}

// unversioned leaves the versions out of JSON.
func unversioned(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if !strings.Contains(line, `"version"`) {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "")
}
