//go:build unix

package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

// attention is what the list of a day asks for.
func attention(day crm.Date) Attention {
	return Attention{Due: day, CloseBy: day.AddDays(7), Assigned: day.AddDays(-1), Quiet: day.AddDays(-14), Planned: day, Beside: day.AddDays(14)}
}

func TestAttention(t *testing.T) {
	day := crm.NewDate(2026, 11, 25)
	s := openFor(t, bookIn(t))
	names := map[int64]string{}
	var ann, bob int64
	write(t, s, func(tx *Tx) error {
		for _, name := range []string{"Ann", "Bob"} {
			if _, err := tx.Put(&crm.Producer{Name: name}); err != nil {
				return err
			}
		}
		producers, err := tx.Producers()
		if err != nil {
			return err
		}
		ann, bob = producers[0].ID, producers[1].ID
		jane := &crm.Contact{Kind: crm.Person, Name: "Jane Hudson", Phone: "614-555-0147"}
		if _, err := tx.Put(jane); err != nil {
			return err
		}
		put := func(name string, owner int64, change func(*crm.Opportunity), activities ...*crm.Activity) {
			with := *jane // what is planned with one of them counts for that one alone
			with.ID = 0
			if _, err := tx.Put(&with); err != nil {
				t.Fatal(err)
			}
			o := &crm.Opportunity{Topic: name, Contact: with.ID, Owner: owner, Status: crm.Open, Opened: day.AddDays(-2)}
			change(o)
			if _, err := tx.Put(o); err != nil {
				t.Fatal(err)
			}
			names[o.ID] = name
			for _, a := range activities {
				a.Contact, a.Opportunity, a.Kind, a.Owner = with.ID, o.ID, crm.Task, owner
				switch a.Subject {
				case "beside":
					a.Opportunity = 0
				case "another":
					other := &crm.Opportunity{Contact: with.ID, Owner: owner, Status: crm.Open, Opened: day.AddDays(-2)}
					if _, err := tx.Put(other); err != nil {
						t.Fatal(err)
					}
					a.Opportunity = other.ID
				}
				if _, err := tx.Put(a); err != nil {
					t.Fatal(err)
				}
			}
		}
		old := func(o *crm.Opportunity) { o.Opened = day.AddDays(-40) }
		planned := func(n int) *crm.Activity { return &crm.Activity{Status: crm.Open, Due: day.AddDays(n)} }
		done := func(n int) *crm.Activity {
			return &crm.Activity{Status: crm.Done, Due: day.AddDays(n), DoneOn: day.AddDays(n)}
		}
		put("new", ann, func(*crm.Opportunity) {})
		put("due today", ann, func(o *crm.Opportunity) { o.Due = day })
		put("due long ago", ann, func(o *crm.Opportunity) { o.Due = day.AddDays(-90) })
		put("due tomorrow", ann, func(o *crm.Opportunity) { o.Due = day.AddDays(1) })
		put("closes in 7 days", ann, func(o *crm.Opportunity) { o.CloseBy = day.AddDays(7) })
		put("closes in 8 days", ann, func(o *crm.Opportunity) { o.CloseBy = day.AddDays(8) })
		put("was to close", ann, func(o *crm.Opportunity) { o.CloseBy = day.AddDays(-1) })
		put("due and to close", ann, func(o *crm.Opportunity) { o.Due, o.CloseBy = day, day })
		put("won", ann, func(o *crm.Opportunity) { o.Due, o.CloseBy, o.Status = day, day, crm.Won })
		put("assigned", ann, func(o *crm.Opportunity) { o.Assigned = day.AddDays(-1) })
		put("assigned earlier", ann, func(o *crm.Opportunity) { o.Assigned = day.AddDays(-2) })
		put("quiet", ann, old)
		put("quiet for 14 days", ann, func(o *crm.Opportunity) { o.Opened = day.AddDays(-14) })
		put("quiet for 15 days", ann, func(o *crm.Opportunity) { o.Opened = day.AddDays(-15) })
		put("quiet but planned", ann, old, planned(0))
		put("quiet, the plan is past", ann, old, planned(-1))
		put("quiet since a call", ann, old, done(-20))
		put("called", ann, old, done(-14))
		put("quiet, the stage moved", ann, func(o *crm.Opportunity) { old(o); o.StageSince = day.AddDays(-3) })
		beside := func(n int) *crm.Activity {
			return &crm.Activity{Status: crm.Open, Due: day.AddDays(n), Subject: "beside"}
		}
		put("quiet, planned far ahead", ann, old, planned(100))
		put("quiet, the contact has a step in 14 days", ann, old, beside(14))
		put("quiet, the contact has a step in 15 days", ann, old, beside(15))
		put("quiet, another has a step", ann, old, &crm.Activity{Status: crm.Open, Due: day.AddDays(3), Subject: "another"})
		put("Bob's", bob, func(o *crm.Opportunity) { o.Due = day })
		put("nobody's", 0, func(o *crm.Opportunity) { o.CloseBy = day })
		return nil
	})
	ask := func(limit int, owners ...int64) (topics []string, capped bool) {
		t.Helper()
		read(t, s, func(tx *View) error {
			found, more, err := tx.Attention(owners, attention(day), limit)
			for _, sale := range found {
				if sale.Contact.Name != "Jane Hudson" {
					t.Errorf("%s is about %q", sale.Record.Topic, sale.Contact.Name)
				}
				topics = append(topics, names[sale.Record.ID])
			}
			capped = more
			return err
		})
		return topics, capped
	}
	mine := []string{"due long ago", "due today", "due and to close", "was to close", "closes in 7 days", "assigned", "quiet", "quiet, another has a step", "quiet since a call", "quiet for 15 days", "quiet, the plan is past", "quiet, the contact has a step in 15 days"}
	for name, c := range map[string]struct {
		owners []int64
		limit  int
		want   []string
		capped bool
	}{
		"Ann's":       {[]int64{ann}, 100, mine, false},
		"Bob's":       {[]int64{bob}, 100, []string{"Bob's"}, false},
		"of both":     {[]int64{bob, ann}, 100, append(slices.Clone(mine), "Bob's"), false},
		"everybody's": {nil, 100, append(append([]string{"nobody's"}, mine...), "Bob's"), false},
		"the first":   {[]int64{ann}, 1, []string{"due long ago", "was to close", "assigned", "quiet", "quiet, the plan is past", "quiet, the contact has a step in 15 days"}, true},
	} {
		if got, capped := ask(c.limit, c.owners...); !slices.Equal(got, c.want) || capped != c.capped {
			t.Errorf("%s: %q, capped %v; want %q", name, got, capped, c.want)
		}
	}
}

// TestAttentionReadsWhatItShows: each question is a range of an index whose
// order is that of the answer, so that a limit ends it.
func TestAttentionReadsWhatItShows(t *testing.T) {
	s := openFor(t, bookIn(t))
	used := map[string]bool{}
	read(t, s, func(tx *View) error {
		if _, err := tx.withSales(nil); err != nil {
			return err
		}
		if _, _, err := tx.idsInNeed(1, attention(crm.NewDate(2026, 11, 25)), 100); err != nil {
			return err
		}
		for text := range tx.stmts {
			for _, step := range planOf(t, tx, text) {
				_, index, found := strings.Cut(step, "INDEX ")
				used[index] = found
				if strings.Contains(step, "TEMP B-TREE") || strings.HasPrefix(step, "SCAN opp") {
					t.Errorf("%s\n  %s", text, step)
				}
			}
		}
		return nil
	})
	for _, want := range []string{
		"opportunities_due (owner=? AND due<?)", "opportunities_close_by (owner=? AND close_by<?)", "opportunities_assigned (owner=? AND assigned>?)",
		"opportunities_quiet (owner=? AND next_due=? AND <expr><?)", "opportunities_quiet (owner=? AND next_due<?)",
		"opportunities_beside (owner=? AND next_due>?)",
	} {
		if !used[want] {
			t.Errorf("nothing uses %s; used are %v", want, used)
		}
	}
}

// planOf gives the steps of a statement's plan.
func planOf(t *testing.T, tx *View, text string) []string {
	t.Helper()
	var args []any
	for strings.Contains(text, fmt.Sprintf("$%d", len(args)+1)) {
		args = append(args, nil)
	}
	rows, err := tx.tx.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+text, args...)
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	defer rows.Close()
	var steps []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return steps
}
