package book

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
	"crm/internal/query"
	"crm/internal/store"
)

// reading is a book with notes, and what is known of it past the product's own
// rules.
type reading struct {
	*player
	producers []*crm.Producer
	teams     []*crm.Team
	notes     []*crm.Note
}

func newReading(t *testing.T, r *rapid.T) *reading {
	p := &reading{player: newPlayer(t, r)}
	b := p.book
	put := func(records ...crm.Record) {
		_, err := b.change(r.Context(), "test", func(w *work) error {
			for _, record := range records {
				if _, err := w.put(record); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			r.Fatal(err)
		}
	}
	var more []crm.Record
	for i := range rapid.IntRange(0, 3).Draw(r, "more producers") {
		more = append(more, &crm.Producer{Name: fmt.Sprintf("Producer %d", i), Role: rapid.SampledFrom([]string{"", "", "producer", crm.Manager}).Draw(r, "role")})
	}
	put(more...) // in one change, since only a manager gives roles after the first
	p.view(b, func(v reader) (err error) { p.producers, err = v.tx.Producers(); return err })
	some := func(what string, of []int64) crm.Numbers {
		var all crm.Numbers
		for _, id := range rapid.SliceOfNDistinct(rapid.SampledFrom(of), 0, len(of), rapid.ID).Draw(r, what) {
			all = all.With(id)
		}
		return all
	}
	var people, readers []int64
	for _, producer := range p.producers {
		people = append(people, producer.ID)
	}
	readers = append(readers, people...)
	for i := range rapid.IntRange(0, 2).Draw(r, "teams") {
		team := &crm.Team{Name: fmt.Sprintf("Team %d", i), Members: some("members", people)}
		put(team)
		p.teams, readers = append(p.teams, team), append(readers, team.ID)
	}
	for i := range rapid.IntRange(1, 4).Draw(r, "notes") {
		c := &crm.Contact{Kind: crm.Person, Name: fmt.Sprintf("Somebody %d", i)}
		put(c)
		n := &crm.Note{Contact: c.ID, Body: fmt.Sprintf("canary-%d", i), Shared: some("shared", readers), Written: p.desk.now}
		n.Author = rapid.SampledFrom(append([]int64{0}, people...)).Draw(r, "author")
		put(n)
		p.notes = append(p.notes, n)
	}
	return p
}

func (p *reading) view(b *Book, fn func(reader) error) {
	if err := b.read(p.Context(), fn); err != nil {
		p.Fatal(err)
	}
}

// may is the rule in the words of the issue: a note is its author's until it is
// shared with a producer or a team; a role may read all.
func (p *reading) may(who *crm.Producer, n *crm.Note) bool {
	if len(p.producers) < 2 || n.Author == 0 || n.Author == who.ID || who.Role == crm.Manager {
		return true
	}
	for _, id := range n.Shared {
		if id == who.ID {
			return true
		}
		for _, team := range p.teams {
			if id == team.ID && slices.Contains(team.Members, who.ID) {
				return true
			}
		}
	}
	return false
}

// as opens the book as somebody.
func (p *reading) as(who *crm.Producer) *Book {
	o := p.desk.options()
	o.As = fmt.Sprint(who.ID)
	b, err := Open(p.Context(), o)
	if err != nil {
		p.Fatal(err)
	}
	return b
}

// found are the ways in which a note could be read, and whether it was there.
func (p *reading) found(b *Book, n *crm.Note) map[string]bool {
	found := map[string]bool{}
	ctx := p.Context()
	p.view(b, func(v reader) error { found["mayRead"] = v.mayRead(n); return nil })
	_, err := b.Show(ctx, "note", fmt.Sprint(n.ID))
	found["note show"] = err == nil
	_, err = b.Show(ctx, "", fmt.Sprint(n.ID))
	found["show"] = err == nil
	if err != nil && err.Error() != fmt.Sprintf("nothing in the book has the number %d", n.ID) {
		p.Errorf("the error tells more: %v", err)
	}
	card, err := b.Show(ctx, "contact", fmt.Sprint(n.Contact))
	if err != nil {
		p.Fatal(err)
	}
	found["timeline"] = slices.ContainsFunc(card.Past, func(e *crm.Event) bool { return e.Note != nil && e.Note.ID == n.ID })
	people, err := b.Search(ctx, n.Body, 10)
	if err != nil {
		p.Fatal(err)
	}
	found["search"] = len(people) > 0
	for what, q := range map[string]ListQuery{
		"list":       {Noun: crm.KindNote},
		"list where": {Noun: crm.KindNote, Where: `body != nil or author == nil or id > 0`},
		"list of":    {Noun: crm.KindNote, Of: fmt.Sprint(n.Contact)},
	} {
		q.Columns = []string{"id"}
		err := b.List(ctx, q, func(_ []query.Column, rows iter.Seq2[[]any, error]) error {
			for row, err := range rows {
				if err != nil {
					return err
				}
				found[what] = found[what] || row[0] == n.ID
			}
			return nil
		})
		if err != nil {
			p.Fatal(err)
		}
	}
	offers, err := b.Offers(ctx, OfferQuery{Kind: crm.KindNote, Most: 100})
	if err != nil {
		p.Fatal(err)
	}
	found["completion"] = slices.ContainsFunc(offers, func(o Offer) bool { return o.ID == n.ID })
	return found
}

// told reports whether edits tell the text of a note.
func told(edits []*crm.Edit, body string) bool {
	return slices.ContainsFunc(edits, func(e *crm.Edit) bool {
		for _, r := range []crm.Record{e.Before, e.After} {
			if n, ok := r.(*crm.Note); ok && n != nil && n.Body == body {
				return true
			}
		}
		return false
	})
}

func (p *reading) inHistory(b *Book, n *crm.Note) bool {
	found := false
	err := b.History(p.Context(), HistoryQuery{Record: fmt.Sprint(n.ID), Edits: 1}, func(changes []*crm.ChangeInfo) error {
		for _, c := range changes {
			found = found || told(c.Edits, n.Body)
			if c.Rest == nil {
				continue
			}
			for e, err := range c.Rest {
				if err != nil {
					return err
				}
				found = found || told([]*crm.Edit{e}, n.Body)
			}
		}
		return nil
	})
	if err != nil {
		p.Fatal(err)
	}
	return found
}

// TestWhoMayReadANote: every way to a note keeps to the one rule.
func TestWhoMayReadANote(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		p := newReading(t, r)
		for _, who := range p.producers {
			b := p.as(who)
			for _, n := range p.notes {
				want := p.may(who, n)
				found := p.found(b, n)
				found["history"] = p.inHistory(b, n)
				for what, got := range found {
					if got != want {
						r.Errorf("%s of %q (author %d, shared %v) to %d (role %q) is %t, want %t", what, n.Body, n.Author, n.Shared, who.ID, who.Role, got, want)
					}
				}
			}
			_ = b.Close()
		}
		// Taken back or restored by whoever may change it, the note is nobody
		// else's than before; nobody else takes it back.
		last := p.notes[len(p.notes)-1]
		for _, reverse := range []struct {
			do   func(*Book, int64) (*crm.Outcome, error)
			last func(*store.View, int64) (*store.Change, error)
		}{
			{func(b *Book, id int64) (*crm.Outcome, error) { return b.Undo(r.Context(), id, "they asked") }, (*store.View).LastUndoable},
			{func(b *Book, id int64) (*crm.Outcome, error) { return b.Redo(r.Context(), id, "they asked") }, (*store.View).LastUndone},
		} {
			who := rapid.SampledFrom(p.producers).Draw(r, "who reverses")
			b := p.as(who)
			var change *store.Change
			var there bool
			if err := b.read(r.Context(), func(v reader) (err error) {
				if n, err := v.tx.Ref(crm.KindNote, last.ID); n != nil || err != nil {
					there = n != nil && v.mayChange(n.(*crm.Note)) != nil
				}
				change, err = reverse.last(v.tx, 0)
				return err
			}); err != nil {
				r.Fatal(err)
			}
			o, err := reverse.do(b, change.ID)
			if there {
				if crm.CodeOf(err) != crm.CodeConflict {
					r.Fatalf("%d takes back what %d wrote: %v", who.ID, last.Author, err)
				}
				return
			}
			if err != nil {
				r.Fatal(err)
			}
			if got, want := told(o.Edits, last.Body), p.may(who, last); got != want {
				r.Errorf("the outcome tells %q to %d: %t, want %t", last.Body, who.ID, got, want)
			}
			_ = b.Close()
			for _, who := range p.producers {
				b := p.as(who)
				if got, want := p.inHistory(b, last), p.may(who, last); got != want {
					r.Errorf("the history tells %q to %d: %t, want %t", last.Body, who.ID, got, want)
				}
				_ = b.Close()
			}
		}
	})
}

// TestNotesOfOthers: who may read a note may not change it, unless they may
// read all.
func TestNotesOfOthers(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-06-01")
	jane := d.add("", "Jane Hudson")
	var ben, cy, team int64
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.change(ctx, "test", func(w *work) error {
			records := []crm.Record{
				&crm.Producer{Name: "Ben Ito"}, &crm.Producer{Name: "Cy Poe", Role: crm.Manager},
				&crm.Producer{Name: "Dee Fox", Retired: crm.NewDate(2026, 5, 1)}, &crm.Producer{Name: "Life"},
			}
			for _, r := range records {
				if _, err := w.put(r); err != nil {
					return err
				}
			}
			ben, cy = crm.IDOf(records[0]), crm.IDOf(records[1])
			life := &crm.Team{Name: "Life", Members: crm.Numbers{ben}}
			_, err := w.put(life)
			team = life.ID
			return err
		})
	})
	o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddNote(ctx, NewNote{On: fmt.Sprint(jane), Body: "likes cats", Share: []string{"team:life"}})
	})
	note := fmt.Sprint(crm.IDOf(o.Subjects[0]))
	as := func(who int64, command func(context.Context, *Book) (*crm.Outcome, error)) error {
		options := d.options()
		options.As = fmt.Sprint(who)
		b, err := Open(t.Context(), options)
		if err != nil {
			t.Fatal(err)
		}
		defer b.Close()
		_, err = command(t.Context(), b)
		return err
	}
	edit := func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.EditNote(ctx, note, Values{"body": {"likes dogs"}})
	}
	share := func(who ...string) func(context.Context, *Book) (*crm.Outcome, error) {
		return func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.ShareNotes(ctx, []string{note}, who)
		}
	}
	unshare := func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.UnshareNotes(ctx, []string{note}, nil)
	}
	for what, c := range map[string]struct {
		who  int64
		do   func(context.Context, *Book) (*crm.Outcome, error)
		want crm.Code
	}{
		"edit":             {ben, edit, crm.CodeConflict},
		"share":            {ben, share(fmt.Sprint(ben)), crm.CodeConflict},
		"unshare":          {ben, unshare, crm.CodeConflict},
		"edit by manager":  {cy, edit, ""},
		"with the retired": {cy, share("dee"), crm.CodeConflict},
		"with both":        {cy, share("Life"), crm.CodeConflict},
		"with a team":      {cy, share(fmt.Sprint(team)), ""},
		"with no team":     {cy, share("team:ben"), crm.CodeNotFound},
		"with a contact":   {cy, share(fmt.Sprint(jane)), crm.CodeNotFound},
	} {
		err := as(c.who, c.do)
		if got := crm.CodeOf(err); err != nil && got != c.want || err == nil && c.want != "" {
			t.Errorf("%s: %v, want %q", what, err, c.want)
		}
	}
	if err := as(cy, unshare); err != nil {
		t.Fatal(err)
	}
	undo := func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		var last *store.Change
		if err := b.store.Read(ctx, func(tx *store.View) (err error) {
			last, err = tx.LastUndoable(0)
			return err
		}); err != nil {
			return nil, err
		}
		return b.Undo(ctx, last.ID, "they asked")
	}
	if err := as(ben, undo); crm.CodeOf(err) != crm.CodeConflict {
		t.Errorf("taking back that it is not shared any more: %v", err)
	}
	if err := as(ben, edit); crm.CodeOf(err) != crm.CodeNotFound {
		t.Errorf("a note that is not shared any more: %v", err)
	}
}
