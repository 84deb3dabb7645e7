package book

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

// TestUndoOfMany takes back and restores a change of more edits than are read or kept
// at once: what becomes of the book and of the journal is the same as without a bound,
// and so is the beginning of the outcome.
func TestUndoOfMany(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-25")
	var lines []string
	for i := range 400 {
		lines = append(lines, fmt.Sprintf("P%d Q%d,614-555-%04d", i, i%97, i))
	}
	table("name,phone", lines...).mustImport(d, Import{Stage: "lead"})
	all := d.fork()
	undo := func(b *Book) (*crm.Outcome, error) { return b.Undo(context.Background(), 0, "") }
	redo := func(b *Book) (*crm.Outcome, error) { return b.Redo(context.Background(), 0, "") }
	const most = 10
	for _, do := range []func(*Book) (*crm.Outcome, error){undo, redo} {
		whole := all.must(func(_ context.Context, b *Book) (*crm.Outcome, error) { return do(b) })
		part := d.must(func(_ context.Context, b *Book) (*crm.Outcome, error) {
			b.options.MostShown = most
			return do(b)
		})
		if len(whole.Edits) != 800 || whole.More != 0 {
			t.Fatalf("%s has %d edits and %d more, want 800 and none", whole.Command, len(whole.Edits), whole.More)
		}
		if len(part.Edits) != most || part.More != 800-most {
			t.Errorf("bounded, %s has %d edits and %d more, want %d and %d", part.Command, len(part.Edits), part.More, most, 800-most)
		}
		for i, e := range part.Edits {
			if want := whole.Edits[i]; e.ID != want.ID || e.Action != want.Action || e.Seq != want.Seq {
				t.Errorf("edit %d of the bounded %s is %s %d, want %s %d", i, part.Command, e.Action, e.ID, want.Action, want.ID)
			}
		}
		if got, want := d.told(part.Change), all.told(whole.Change); !slices.Equal(got, want) {
			t.Errorf("the journal has %d edits of the bounded %s, want %d:\n%s", len(got), part.Command, len(want), strings.Join(got[:min(len(got), 3)], "\n"))
		}
	}
	if n := len(d.people("name", "true")); n != 400 {
		t.Errorf("%d are in the book after redo, want 400", n)
	}
}

// told are the edits of a change as its history has them, also where they are more
// than are read at once.
func (d *desk) told(change int64) []string {
	d.t.Helper()
	b := d.open()
	defer b.Close()
	var lines []string
	err := b.History(d.t.Context(), HistoryQuery{Change: int(change), Edits: 3}, func(changes []*crm.ChangeInfo) error {
		tell := func(e *crm.Edit) { lines = append(lines, fmt.Sprint(e.Action, e.Kind, e.ID, e.Seq)) }
		for _, e := range changes[0].Edits {
			tell(e)
		}
		for e, err := range changes[0].Rest {
			if err != nil {
				return err
			}
			tell(e)
		}
		if want := len(changes[0].Edits) + changes[0].More; len(lines) != want {
			d.t.Errorf("change %d gives %d edits, and says that it has %d", change, len(lines), want)
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return lines
}
