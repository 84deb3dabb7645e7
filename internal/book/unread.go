package book

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/store"
)

// A note is its author's alone until it is shared. Wherever one comes to be on what a
// colleague looks after, because it is written or what it is on changes hands, the outcome
// says so.

// touchNotes remembers the notes that an edit leaves on what somebody looks after who can't
// read them.
func (w *work) touchNotes(e *crm.Edit) error {
	if w.solo || w.me == nil {
		return nil
	}
	if n, ok := e.After.(*crm.Note); ok && (e.Action == crm.Create || e.Changed("contact")) {
		return w.touchNote(n)
	}
	if e.Action != crm.Update || !e.Changed("owner") {
		return nil
	}
	notes, err := store.About[*crm.Note](w.tx.View, []int64{crm.About(e.After, crm.KindContact)})
	if err != nil {
		return err
	}
	for _, n := range notes {
		if !goesWith(n, e.After) {
			continue
		}
		if err := w.touchNote(n); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) touchNote(n *crm.Note) error {
	p, err := w.shutOut(n)
	if p == nil || err != nil || slices.Contains(w.unread[p.ID], n.ID) {
		return err
	}
	if w.unread == nil {
		w.unread = map[int64][]int64{}
	}
	w.unread[p.ID] = append(w.unread[p.ID], n.ID)
	return nil
}

// shutOut returns who looks after what a note is on and can't read it, or nil. A note that
// the acting producer can't share is its author's matter.
func (w *work) shutOut(n *crm.Note) (*crm.Producer, error) {
	if n.Author == 0 || w.mayChange(n) != nil {
		return nil, nil
	}
	record, err := w.tx.Record(onWhat(n))
	if err != nil {
		return nil, err
	}
	id, err := w.ownerOf(record)
	if err != nil {
		return nil, err
	}
	p, err := store.Ref[*crm.Producer](w.tx.View, id)
	if p == nil || p.ID == n.Author || p.Role == crm.Manager || p.IsRetired() || w.isSharedWith(p.ID, n) {
		return nil, err
	}
	return p, err
}

// isSharedWith reports whether a note is shared with a producer, by name or in a team.
func (w *work) isSharedWith(producer int64, n *crm.Note) bool {
	return n.Shared.Has(producer) || slices.ContainsFunc(w.teams, func(t *crm.Team) bool { return t.Members.Has(producer) && n.Shared.Has(t.ID) })
}

// fewNotes are so many that a command can name them.
const fewNotes = 10

// sayPrivate says that a colleague can't read notes on what they look after, and how
// to share them.
func (w *work) sayPrivate() error {
	for _, id := range slices.Sorted(maps.Keys(w.unread)) {
		notes := w.unread[id]
		if !w.streaming {
			var err error
			if notes, err = w.stillUnread(id); err != nil {
				return err
			}
		}
		var n *crm.Note
		if len(notes) == 1 {
			var err error
			if n, err = store.Get[*crm.Note](w.tx.View, notes[0]); err != nil {
				return err
			}
		}
		name := w.names[id]
		switch {
		case len(notes) == 0:
		case n != nil && n.Author == w.me.ID:
			w.say("note-private", "id", n.ID, "name", name, "to", id)
		case len(notes) <= fewNotes:
			w.say("notes-private", "n", len(notes), "name", name, "to", id, "notes", strings.Trim(fmt.Sprint(notes), "[]"))
		default:
			w.say("notes-private", "n", len(notes), "name", name, "to", id, "notes", "-",
				"first", slices.Min(notes), "last", slices.Max(notes))
		}
	}
	clear(w.unread)
	return nil
}

// stillUnread returns the remembered notes that, as the change leaves the book, a producer
// looks after and can't read.
func (w *work) stillUnread(producer int64) (notes []int64, err error) {
	for _, id := range w.unread[producer] {
		n, err := store.Ref[*crm.Note](w.tx.View, id)
		if n == nil || err != nil {
			if err != nil {
				return nil, err
			}
			continue
		}
		p, err := w.shutOut(n)
		if err != nil {
			return nil, err
		}
		if p != nil && p.ID == producer {
			notes = append(notes, id)
		}
	}
	return notes, nil
}
