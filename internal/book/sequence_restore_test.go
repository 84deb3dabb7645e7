package book

import (
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

// TestRestoreCallsNobodyWhoSaidNo: whoever may not be called by now may not be called in an
// older backup that is restored, and neither may anybody who was merged into them since.
func TestRestoreCallsNobodyWhoSaidNo(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		p := newPlayer(t, r)
		names := append(beginConsents(p), mergeable(p)...)
		names = append(names, "no calls", "no calls", "merge", "merge")
		some := func() {
			for range rapid.IntRange(1, 10).Draw(r, "changes") {
				p.stepOrReverse(names)
			}
		}
		ctx := p.Context()
		backUp := func(name string) string {
			to := filepath.Join(filepath.Dir(p.desk.path), name)
			if _, err := BackUp(ctx, p.desk.options(), BackupTo{File: to}); err != nil {
				r.Fatal(err)
			}
			return to
		}
		some()
		older := backUp("older.db")
		some()
		o := p.desk.options()
		o.Path, o.As, o.Yes = backUp("now.db"), "", true
		if _, err := Restore(ctx, o, older, nil); err != nil {
			r.Fatalf("%v\n%s", err, strings.Join(p.log, "\n"))
		}
		restored, err := OpenRead(ctx, o)
		if err != nil {
			r.Fatal(err)
		}
		defer restored.Close()
		saidNo := map[int64]bool{}
		err = p.book.read(ctx, func(v reader) error {
			unwilling, err := v.tx.Unwilling()
			if err != nil {
				return err
			}
			for _, c := range append(unwilling.Marked, unwilling.Withdrawn...) {
				said := unwilling.Words[c.ID]
				if c.DoNotContact.IsZero() && crm.WithdrawnSince(said, crm.ByCall).IsZero() {
					continue
				}
				numbers, err := v.numbersOf(c.ID)
				if err != nil {
					return err
				}
				for _, id := range numbers {
					saidNo[id] = true
				}
			}
			return nil
		})
		if err != nil {
			r.Fatal(err)
		}
		err = restored.read(ctx, func(v reader) error {
			for id := range saidNo {
				c, err := v.contactIfThere(id)
				if err != nil {
					return err
				}
				if c != nil && c.MayCall() {
					r.Errorf("%s (%d) said no, and may be called in the backup\n%s", c.Name, c.ID, strings.Join(p.log, "\n"))
				}
			}
			return nil
		})
		if err != nil {
			r.Fatal(err)
		}
	})
}
