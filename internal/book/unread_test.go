package book

import (
	"context"
	"fmt"
	"testing"

	"crm/internal/crm"
)

// TestNotesOfAColleaguesPeople: however a note comes to be on what a colleague looks after,
// the outcome says how many they can't read, and only then.
func TestNotesOfAColleaguesPeople(t *testing.T) {
	t.Parallel()
	const owner = "Bo Ray"
	mine := func(d *desk, note string) int64 { return d.add(crm.StageLead, "Ida Moss", "note", note) }
	sale := func(d *desk, who, note string, pairs ...string) *crm.Outcome {
		values := Values{"line": {"auto"}, "note": {note}}
		for i := 0; i < len(pairs); i += 2 {
			values[pairs[i]] = []string{pairs[i+1]}
		}
		return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.AddOpportunity(ctx, who, values) })
	}
	ways := map[string]struct {
		do   func(d *desk) *crm.Outcome
		want int
	}{
		"a contact is added for them": {func(d *desk) *crm.Outcome {
			return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddContact(ctx, "lead add", NewContact{Stage: crm.StageLead, Values: Values{"name": {"Ida Moss"}, "note": {"one", "two"}, "owner": {owner}}})
			})
		}, 2},
		"a note is written": {func(d *desk) *crm.Outcome {
			ida := d.add(crm.StageLead, "Ida Moss", "owner", owner)
			return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddNote(ctx, NewNote{On: fmt.Sprint(ida), Body: "one"})
			})
		}, 1},
		"a note is written, shared": {func(d *desk) *crm.Outcome {
			ida := d.add(crm.StageLead, "Ida Moss", "owner", owner)
			return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddNote(ctx, NewNote{On: fmt.Sprint(ida), Body: "one", Share: []string{owner}})
			})
		}, 0},
		"an edit": {func(d *desk) *crm.Outcome {
			return d.edit(d.add(crm.StageLead, "Ida Moss", "owner", owner), "note", "one")
		}, 1},
		"an opportunity of theirs": {func(d *desk) *crm.Outcome { mine(d, ""); return sale(d, "Ida Moss", "one", "owner", owner) }, 1},
		"a file with their name": {func(d *desk) *crm.Outcome {
			return table("name,owner,note", "Ida Moss,Bo Ray,one", "Gus Reed,Ann Lee,two", "Al Fox,Bo Ray,three", "Bea Fox,Bo Ray,").mustImport(d, Import{Stage: crm.StageLead})
		}, 2},
		"a file that is theirs": {func(d *desk) *crm.Outcome {
			return table("name,note", "Ida Moss,one", "Gus Reed,two").mustImport(d, Import{Stage: crm.StageLead, Defaults: Values{"owner": {owner}}})
		}, 2},
		"a file of one's own": {func(d *desk) *crm.Outcome {
			return table("name,note", "Ida Moss,one", "Gus Reed,two").mustImport(d, Import{Stage: crm.StageLead})
		}, 0},
		"they get the contact": {func(d *desk) *crm.Outcome { return d.assign(owner, mine(d, "one")) }, 1},
		"they get the contact, not the opportunity": {func(d *desk) *crm.Outcome {
			ida := mine(d, "")
			sale(d, "Ida Moss", "one")
			return d.assign(owner, ida)
		}, 0},
		"they get the opportunity": {func(d *desk) *crm.Outcome {
			mine(d, "one")
			return d.assign(owner, crm.IDOf(sale(d, "Ida Moss", "two").Subjects[0]))
		}, 1},
		"they get a list": {func(d *desk) *crm.Outcome {
			mine(d, "one")
			d.add(crm.StageLead, "Gus Reed", "note", "two")
			return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AssignList(ctx, ListQuery{Noun: crm.KindContact}, owner)
			})
		}, 2},
		"another owner": {func(d *desk) *crm.Outcome { return d.edit(mine(d, "one"), "owner", owner) }, 1},
		"the successor's": {func(d *desk) *crm.Outcome {
			d.producer("Cy Dunn")
			d.add(crm.StageLead, "Ida Moss", "owner", "Cy Dunn", "note", "one")
			return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.RetireProducer(ctx, "Cy Dunn", Retirement{To: owner})
			})
		}, 1},
	}
	for what, c := range ways {
		t.Run(what, func(t *testing.T) {
			d := newDesk(t, "2026-11-16")
			bo := d.producer(owner)
			n := 0
			for _, notice := range c.do(d).Notices {
				if notice.Values["to"] != bo {
					continue
				}
				switch notice.Code {
				case "note-private":
					n++
				case "notes-private":
					n += notice.Values["n"].(int)
				}
			}
			if n != c.want {
				t.Errorf("%d notes are said to be unread, want %d", n, c.want)
			}
		})
	}
}
