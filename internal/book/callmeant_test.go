package book

import (
	"context"
	"fmt"
	"testing"

	"crm/internal/crm"
)

// TestNameMeansMyOwn: whatever takes the name of somebody means what who acts has planned
// with them, though a colleague has something that is due sooner.
func TestNameMeansMyOwn(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-16")
	ines := d.producer("Ines Qualls")
	otis := d.add(crm.StageClient, "Otis Pell", "phone", "937-555-0110", "last_call", "2026-10-20")
	name := "Otis Pell"
	for _, kind := range []string{crm.Call, crm.Task, crm.Email, crm.Appointment} {
		for _, whose := range []struct{ owner, due string }{{"1", "2026-11-18"}, {fmt.Sprint(ines), "2026-11-19"}} {
			in := NewActivity{Kind: kind, Contact: name, Due: whose.due, When: whose.due + " 09:00", Owner: whose.owner}
			if kind == crm.Task || kind == crm.Email {
				in.Subject = "send the form"
			}
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.AddActivity(ctx, in) })
		}
	}
	d.on("2026-11-23")
	d.log(otis, CallLog{Result: crm.NoReach}) // by Ann, of a call that is hers
	d.as = "Ines Qualls"
	for command, run := range map[string]func(ctx context.Context, b *Book, kind string) (*crm.Outcome, error){
		"done": func(ctx context.Context, b *Book, kind string) (*crm.Outcome, error) {
			if kind == crm.Call {
				return b.LogCall(ctx, name, CallLog{Result: crm.NoReach})
			}
			return b.Done(ctx, "done", kind, []string{name}, "", "")
		},
		"done of any kind": func(ctx context.Context, b *Book, _ string) (*crm.Outcome, error) {
			return b.Done(ctx, "done", "", []string{name}, "", "")
		},
		"snooze": func(ctx context.Context, b *Book, kind string) (*crm.Outcome, error) {
			if kind == crm.Appointment {
				return b.MoveAppointment(ctx, name, "2026-12-01 10:00", "", "")
			}
			return b.Snooze(ctx, "snooze", kind, []string{name}, "2026-12-01")
		},
		"cancel": func(ctx context.Context, b *Book, kind string) (*crm.Outcome, error) {
			return b.Cancel(ctx, "cancel", kind, []string{name}, "")
		},
		"edit": func(ctx context.Context, b *Book, kind string) (*crm.Outcome, error) {
			return b.EditActivities(ctx, "edit", kind, []string{name}, Values{"note": {"after six"}})
		},
		"no-show": func(ctx context.Context, b *Book, _ string) (*crm.Outcome, error) {
			return b.NoShow(ctx, []string{name}, "", "")
		},
		"assign": func(ctx context.Context, b *Book, kind string) (*crm.Outcome, error) {
			return b.Assign(ctx, "assign", kind, []string{name}, "Ann Lee")
		},
	} {
		for _, kind := range []string{crm.Call, crm.Task, crm.Email, crm.Appointment} {
			t.Run(command+" "+kind, func(t *testing.T) {
				fork := d.fork()
				fork.t = t
				was := map[int64]int64{}
				fork.look(func(v reader) {
					all, err := v.tx.Activities(otis)
					if err != nil {
						t.Fatal(err)
					}
					for _, a := range all {
						was[a.ID] = a.Owner
					}
				})
				o := fork.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return run(ctx, b, kind) })
				a, ok := o.Subjects[0].(*crm.Activity)
				if !ok || was[a.ID] != ines {
					t.Errorf("%s takes %v", command, o.Subjects[0])
				}
			})
		}
	}
	t.Run("why", func(t *testing.T) {
		d.look(func(v reader) {
			a, err := v.nextPlanned("", name)
			if err != nil || a.Owner != ines {
				t.Errorf("%v, %v", a, err)
			}
		})
	})
	t.Run("a colleague's where there is none", func(t *testing.T) {
		fork := d.fork()
		fork.t = t
		kim := fork.producer("Kim Ito")
		fork.as = fmt.Sprint(kim)
		o := fork.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.Done(ctx, "done", "", []string{name}, "", "")
		})
		if a := o.Subjects[0].(*crm.Activity); a.Owner != fork.contact(otis).Owner {
			t.Errorf("it is %d of %d, and not of whoever looks after him", a.ID, a.Owner)
		}
	})
}
