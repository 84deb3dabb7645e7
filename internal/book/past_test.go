package book

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

// TestTheJournalPlayedAgainMakesTheBook: from nothing, the edits of a journal make the book, and
// what was asked for in each change makes, with the rules, what the change did.
func TestTheJournalPlayedAgainMakesTheBook(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		p := newPlayer(t, r)
		names := p.begin()
		for range rapid.IntRange(3, 20).Draw(r, "changes") {
			p.stepOrReverse(names)
		}
		wrong := ""
		err := p.book.read(p.Context(), func(v reader) error {
			past, err := pastBook(p.Context(), v, 2)
			if err != nil {
				return err
			}
			defer past.discard()
			err = past.walk(2, func(at *piece, edits []*crm.Edit) (bool, error) {
				if i := slices.Index(edits, nil); i >= 0 {
					return false, fmt.Errorf("change %d does not go on from what was before it: %+v", at.ID, at.entries[i])
				}
				return isPlayable(at.Change), nil
			}, func(done *played) ([]*crm.Edit, error) {
				var was []*crm.Edit
				for i, e := range done.edits {
					if !isGiven(done.entries[i]) {
						was = append(was, e)
					}
				}
				if got, want := deeds(done.made, isImport(done.Change)), deeds(was, isImport(done.Change)); got != want && wrong == "" {
					wrong = fmt.Sprintf("change %d, %s, makes\n%s", done.ID, done.Command, differing(got, want))
				}
				return nil, nil
			})
			if err != nil {
				return err
			}
			there := lookRaw(r, past.draft.File())
			defer there.db.Close()
			if got, want := there.state(), p.raw.state(); got != want {
				return fmt.Errorf("the journal makes another book:\n%s", differing(got, want))
			}
			return nil
		})
		if err != nil || wrong != "" {
			r.Fatalf("%v\n%s\n%s", err, wrong, strings.Join(p.log, "\n"))
		}
	})
}

// deeds writes what rules did, a line each; of an import without the days to which it put calls for
// the sake of others, which the journal does not tell.
func deeds(edits []*crm.Edit, imported bool) string {
	var lines []string
	for _, e := range edits {
		if e.Rule == "" {
			continue
		}
		if a, ok := e.After.(*crm.Activity); ok && imported {
			of := *e
			of.After = unspread(a)
			e = &of
		}
		line := fmt.Sprintf("%s: %s %s %d", e.Rule, e.Action, e.Kind, e.ID)
		for _, d := range e.Differences() {
			line += fmt.Sprintf(" %s=%v", d.Field.Name, d.Field.EncodeValue(d.After))
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
