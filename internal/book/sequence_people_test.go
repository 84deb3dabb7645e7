package book

import (
	"context"
	"maps"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
	"crm/internal/store"
)

// peopleCommands are random changes to who works with the book, and to who has
// what.
func (p *player) peopleCommands(ctx context.Context) map[string]func() (*crm.Outcome, error) {
	b := p.book
	colleague := func() string { return p.id("producers", "1 = 1") }
	work := func() string {
		return p.one("work", p.id("contacts", "1 = 1"), p.id("opportunities", "1 = 1"), p.id("activities", "status = 'open'"))
	}
	team := func() string { return p.id("teams", "1 = 1") }
	return map[string]func() (*crm.Outcome, error){
		"assign": func() (*crm.Outcome, error) {
			return b.Assign(ctx, "assign", "", []string{work(), work()}, colleague())
		},
		"assign list": func() (*crm.Outcome, error) {
			q := ListQuery{Noun: crm.Kind(p.one("list", "contact", "opportunity", "activity")), Owner: p.one("owner", "", "all")}
			return b.AssignList(ctx, q, colleague())
		},
		"refer": func() (*crm.Outcome, error) {
			return b.Refer(ctx, p.id("contacts", "1 = 1"), colleague(), Values{"reason": {"asked for it"}, "note": {"call after six"}, "premium": {"640"}})
		},
		"retire": func() (*crm.Outcome, error) {
			return b.RetireProducer(ctx, colleague(), Retirement{To: p.one("to", "", colleague(), colleague())})
		},
		"back": func() (*crm.Outcome, error) {
			return b.EditProducer(ctx, p.id("producers", "retired IS NOT NULL"), Values{"retired": {""}})
		},
		"team add": func() (*crm.Outcome, error) {
			return b.AddTeam(ctx, p.one("name", "North", "South"), []string{colleague()})
		},
		"team join":  func() (*crm.Outcome, error) { return b.JoinTeam(ctx, team(), []string{colleague()}) },
		"team leave": func() (*crm.Outcome, error) { return b.LeaveTeam(ctx, team(), []string{colleague()}) },
		"hand over": func() (*crm.Outcome, error) {
			return b.EditContacts(ctx, "contact edit", []string{p.person()}, ContactEdit{Values: Values{"owner": {colleague()}}})
		},
		"merge": func() (*crm.Outcome, error) {
			two := p.one("two", "kind = 'person'", "kind = 'person'", "kind = 'household'", "id IN (SELECT contact FROM activities)")
			var prefer []string
			if p.maybe("prefer", 3) {
				prefer = []string{p.one("preferred", "birthday", "phone", "name", "household", "stage", "owner", "all")}
			}
			return b.Merge(ctx, crm.MergeCommand, p.id("contacts", two), p.id("contacts", two), prefer)
		},
		"task for": func() (*crm.Outcome, error) {
			return b.AddActivity(ctx, NewActivity{Kind: crm.Task, Subject: "send the form", Contact: p.person(), Due: p.ahead(), Owner: colleague()})
		},
	}
}

// with joins random changes of several kinds.
func with(commands map[string]func() (*crm.Outcome, error), more ...map[string]func() (*crm.Outcome, error)) map[string]func() (*crm.Outcome, error) {
	for _, some := range more {
		maps.Copy(commands, some)
	}
	return commands
}

// TestColleaguesComeAndGo mixes who works with the book, and who has what, into
// the work that is planned and done; undoing all gives back the book as it was.
func TestColleaguesComeAndGo(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		p := newPlayer(t, r)
		before := p.raw.state()
		names := []string{
			"assign", "assign list", "refer", "retire", "retire", "back", "team add", "team join", "team leave", "hand over", "task for",
			"producer", "opp add", "log", "log call", "correct", "done", "won", "lost", "stop", "allow", "add",
		}
		taken := 0
		for _, first := range []string{"producer", "producer", "add", "add", "opp add", "refer"} {
			if p.step([]string{first}) {
				taken++
			}
		}
		reversed := false
		for range rapid.IntRange(3, 20).Draw(r, "changes") {
			if p.maybe("reverse", 6) {
				_, _ = p.stepOrReverse(names)
				reversed = true
			} else if p.step(names) {
				taken++
			}
			p.raw.invariants()
			if r.Failed() {
				r.Fatal(strings.Join(p.log, "\n"))
			}
		}
		undone, err := p.all(p.undo, (*store.View).LastUndoable)
		p.raw.invariants()
		switch {
		case reversed: // out of order, an undo may be refused
		case err != nil || undone < taken:
			r.Fatalf("%d changes were undone, %d were made: %v\n%s", undone, taken, err, strings.Join(p.log, "\n"))
		case p.raw.state() != before:
			r.Fatalf("undoing all leaves\n%s\n%s", differing(p.raw.state(), before), strings.Join(p.log, "\n"))
		}
	})
}

// mergeable begins with people of one household and beside it, and merges many of them.
func mergeable(p *player) []string {
	names := p.begin()
	for range 3 {
		p.step([]string{"add"})
	}
	for range 6 {
		names = append(names, "merge", "merge", "merge", "merge", "edit", "stop", "relate", "tag", "log", "delete", "policy add", "note add")
	}
	return names
}

// TestUndoGivesBackTheTwo: what made one of two contacts is taken back whole, whatever
// went before and whatever came after.
func TestUndoGivesBackTheTwo(t *testing.T) {
	t.Parallel()
	undoGivesBack(t, mergeable)
}

// TestBookIsSoundAfterMerges: whoever was merged into somebody is there once.
func TestBookIsSoundAfterMerges(t *testing.T) {
	t.Parallel()
	staysSound(t, mergeable)
}
