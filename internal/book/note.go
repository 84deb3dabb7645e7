package book

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// longestNote is the most bytes of a note; what is longer is a file.
const longestNote = 100_000

// NewNote is the input of AddNote.
type NewNote struct {
	On    string // number of a record, or a name of a contact
	Body  string
	Share []string // producers and teams, by name or number
	Own   Values   // tags
}

// AddNote writes a note on a record, closed or open, whether or not its contact may be
// contacted.
//
// Errors: CodeInvalid without a text, CodeNotFound and CodeConflict for those it is
// shared with.
func (b *Book) AddNote(ctx context.Context, in NewNote) (*crm.Outcome, error) {
	return b.change(ctx, "note add", func(w *work) error {
		at, err := w.placeMeant(in.On)
		if err != nil {
			return err
		}
		n := &crm.Note{}
		if err := attach(n, at); err != nil {
			return err
		}
		if n.Body, err = noteText(in.Body); err != nil {
			return err
		}
		with, err := w.sharees(in.Share)
		if err != nil {
			return err
		}
		n.Author = w.ownerOr(0)
		w.share(n, with)
		if err := w.setFields(n, in.Own); err != nil {
			return err
		}
		if err := w.note(n); err != nil {
			return err
		}
		w.subject(n)
		return nil
	})
}

// note writes a note of the acting producer; an empty one writes nothing.
func (w *work) note(n *crm.Note) error {
	if n.Body = fold.Clean(n.Body); n.Body == "" {
		return nil
	}
	n.Author, n.Written = w.ownerOr(0), w.moment()
	_, err := w.put(n)
	return err
}

// noteOn writes notes on a record.
func (w *work) noteOn(on crm.Record, bodies ...string) error {
	for _, body := range bodies {
		n := &crm.Note{Body: body}
		if err := attach(n, on); err != nil {
			return err
		}
		if err := w.note(n); err != nil {
			return err
		}
	}
	return nil
}

func noteText(text string) (string, error) {
	switch {
	case !utf8.ValidString(text):
		return "", crm.Errorf(crm.CodeUsage, "the note is not valid UTF-8")
	case fold.Clean(text) == "":
		return "", crm.Errorf(crm.CodeInvalid, "a note needs a text").On("body")
	case len(text) > longestNote:
		return "", crm.Errorf(crm.CodeInvalid, "the note is longer than %d bytes", longestNote).On("body").Next("Keep it as a file", "file add", crm.Blank("RECORD"), crm.Blank("PATH"))
	}
	return fold.Clean(text), nil
}

// EditNote replaces the text of a note, its body, and puts tags on it and takes them off.
//
// Errors: CodeConflict for somebody else's.
func (b *Book) EditNote(ctx context.Context, id string, values Values) (*crm.Outcome, error) {
	return b.change(ctx, "note edit", func(w *work) error {
		return w.changeNote(id, func(n *crm.Note) (err error) {
			if err := w.expectVersion(n, values); err != nil {
				return err
			}
			if body, given := values.first("body"); given {
				if n.Body, err = noteText(body); err != nil {
					return err
				}
			}
			return w.setFields(n, values, "body")
		})
	})
}

// ShareNotes lets producers and teams, given by number or name, read notes.
//
// Errors: CodeConflict for somebody else's note and a retired producer.
func (b *Book) ShareNotes(ctx context.Context, ids, who []string) (*crm.Outcome, error) {
	return b.change(ctx, "note share", func(w *work) error {
		with, err := w.sharees(who)
		if err != nil {
			return err
		}
		return w.changeNotes(ids, func(n *crm.Note) error {
			w.share(n, with)
			return nil
		})
	})
}

// UnshareNotes takes notes back from producers and teams, or from all of them. Who has
// read it has read it.
//
// Errors: CodeConflict for somebody else's note.
func (b *Book) UnshareNotes(ctx context.Context, ids, who []string) (*crm.Outcome, error) {
	return b.change(ctx, "note unshare", func(w *work) error {
		return w.changeNotes(ids, func(n *crm.Note) error {
			if len(who) == 0 {
				n.Shared = nil
				return nil
			}
			for _, text := range who {
				id, _, err := w.sharee(text)
				if err != nil {
					return err
				}
				n.Shared = n.Shared.Without(id)
			}
			if len(n.Shared) == 0 {
				n.Shared = nil
			}
			return nil
		})
	})
}

// changeNotes is changeNote for several.
func (w *work) changeNotes(ids []string, change func(*crm.Note) error) error {
	for _, id := range ids {
		if err := w.changeNote(id, change); err != nil {
			return err
		}
	}
	return nil
}

// changeNote changes a note of one's own, or for a manager any note.
func (w *work) changeNote(text string, change func(*crm.Note) error) error {
	n, err := byNumber[*crm.Note](w.reader, text)
	if err != nil {
		return err
	}
	if err := w.mayChange(n); err != nil {
		return err
	}
	if err := change(n); err != nil {
		return err
	}
	w.subject(n)
	_, err = w.put(n)
	return err
}

// mayChange rejects changing somebody else's note unless one may read every note. Undo
// counts as a change: it could show an unshared note again.
func (v reader) mayChange(n *crm.Note) error {
	if n.Author == 0 || n.Author == v.MyID() || v.manages() {
		return nil
	}
	e := crm.Errorf(crm.CodeConflict, "note %d is %s's", n.ID, v.names[n.Author]).On("author")
	if v.mayRead(n) {
		e.Next("Ask them, or write one yourself", "note add", onWhat(n), crm.Blank("TEXT"))
	}
	return e
}

// onWhat returns the number of the record that a note is on.
func onWhat(n *crm.Note) int64 {
	for _, id := range []int64{n.Activity, n.Quote, n.Policy, n.Opportunity} {
		if id != 0 {
			return id
		}
	}
	return n.Contact
}

// share adds readers to a note. Its author is always one.
func (w *work) share(n *crm.Note, with crm.Numbers) {
	for _, id := range with {
		if id != n.Author {
			n.Shared = n.Shared.With(id)
		}
	}
}

// sharees finds the producers and teams that are named. None of them is retired.
func (v reader) sharees(who []string) (crm.Numbers, error) {
	var all crm.Numbers
	for _, text := range who {
		id, retired, err := v.sharee(text)
		if err != nil {
			return nil, err
		}
		if !retired.IsZero() {
			return nil, crm.Errorf(crm.CodeConflict, "%s has been retired since %s", v.names[id], retired).On("with").
				Next("List the producers", "producer list")
		}
		all = all.With(id)
	}
	return all, nil
}

// sharee finds a producer or a team by number or name; "team:" in front asks for a
// team. Retired is the day since which a producer is.
//
// Errors: CodeNotFound, CodeConflict for an ambiguous name.
func (v reader) sharee(text string) (id int64, retired crm.Date, err error) {
	name, onlyTeams := strings.CutPrefix(text, "team:")
	teams, err := v.tx.Teams()
	if err != nil {
		return 0, retired, err
	}
	id, isNumber := recordNumber(name)
	var team *crm.Team
	for _, t := range teams {
		if isNumber && t.ID == id || !isNumber && fold.SameName(t.Name, name) {
			team = t
		}
	}
	if onlyTeams {
		if team == nil {
			return 0, retired, crm.Errorf(crm.CodeNotFound, "no team of this book is called %q", name).On("with")
		}
		return team.ID, retired, nil
	}
	p, err := v.producer(name)
	switch {
	case team != nil && p != nil:
		return 0, retired, crm.Errorf(crm.CodeConflict, "%q is a producer, %d, and a team, %d", text, p.ID, team.ID).On("with").Try("Write the number.")
	case team != nil:
		return team.ID, retired, nil
	case err != nil:
		if e, ok := crm.AsError(err); ok {
			e.Field = "with"
			for _, t := range teams {
				e.Try("There is the team: %s", t.Name)
			}
		}
		return 0, retired, err
	}
	return p.ID, p.Retired, nil
}

// A note may be read by its author, by those it is shared with, alone or in a team, and
// by managers. Everybody may read one without an author, and everything in a book with
// at most one producer. This is courtesy among people who share a file: whoever has the
// file can claim to be somebody else.

// mayRead reports whether the acting producer may read a note.
func (v reader) mayRead(n *crm.Note) bool {
	circle := v.circle()
	return circle == nil || n.Author == 0 || n.Author == v.MyID() || slices.ContainsFunc(circle, n.Shared.Has)
}

// circle returns the acting producer and their teams, with whom a note may be shared;
// nil if they may read everything.
func (b *Book) circle() crm.Numbers {
	if b.manages() {
		return nil
	}
	circle := crm.Numbers{b.me.ID}
	for _, t := range b.teams {
		if t.Members.Has(b.me.ID) {
			circle = append(circle, t.ID)
		}
	}
	return circle
}

// mayReadConditions returns the conditions of every list of a noun: of notes only those
// that the acting producer may read.
func (b *Book) mayReadConditions(noun crm.Kind) []string {
	circle := b.circle()
	if noun != crm.KindNote || circle == nil {
		return nil
	}
	text := fmt.Sprintf("author == nil or author == %d", b.me.ID)
	for _, id := range circle {
		text += fmt.Sprintf(" or %d in shared", id)
	}
	return []string{text}
}

// hideNotes removes the text and the tags of notes that the acting producer may not read from edits,
// judging each note as it is now or was last.
func (v reader) hideNotes(o *crm.Outcome) error {
	if v.manages() {
		return nil
	}
	hidden := map[int64]bool{}
	for _, e := range o.Edits {
		if e.Kind != crm.KindNote {
			continue
		}
		if _, known := hidden[e.ID]; !known {
			n, err := v.noteAtLast(e)
			if err != nil {
				return err
			}
			hidden[e.ID] = !v.mayRead(n)
		}
		if hidden[e.ID] {
			e.Before, e.After = withoutWords(e.Before), withoutWords(e.After)
		}
	}
	for i, r := range o.Subjects {
		if hidden[crm.IDOf(r)] && r.Noun() == crm.KindNote {
			o.Subjects[i] = withoutWords(r)
		}
	}
	return nil
}

// noteAtLast returns the note of an edit as it is now, or as it was last.
func (v reader) noteAtLast(e *crm.Edit) (*crm.Note, error) {
	n, err := store.Ref[*crm.Note](v.tx, e.ID)
	if n != nil || err != nil {
		return n, err
	}
	entries, err := v.tx.EntriesOf(e.ID)
	if err != nil || len(entries) == 0 {
		return &crm.Note{Author: -1}, err // nobody's
	}
	n = &crm.Note{}
	return n, v.decodeInto(n, entries[len(entries)-1].Before)
}

// withoutWords returns a note without its text, without its length, and without its tags.
func withoutWords(r crm.Record) crm.Record {
	n, ok := r.(*crm.Note)
	if !ok || n == nil {
		return r
	}
	n = crm.Copy(n)
	n.Body, n.Tags = "", nil
	return n
}
