package book

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

// nobodyFallsThrough holds a change to its promise: whoever is worked on and may
// be contacted has a next step, or its outcome or an earlier one said that they
// have none.
func (p *player) nobodyFallsThrough(o *crm.Outcome) {
	p.Helper()
	p.noPolicyIsLeft(o)
	if p.strays == nil {
		p.strays = map[int64]bool{}
	}
	for _, id := range straysIn(o) {
		p.strays[id] = true
	}
	stray := map[int64]bool{}
	counted := o.Imported != nil
	for _, c := range p.withoutNextStep() {
		stray[c.ID] = true
		if !p.strays[c.ID] && !counted {
			p.Errorf("%s has no next step, and nobody was told\n%s", c.Name, strings.Join(p.log, "\n"))
		}
	}
	p.strays = stray
}

// withoutNextStep are those at a stage who may be contacted and have none, by a
// look at everybody.
func (p *player) withoutNextStep() []*crm.Contact {
	p.Helper()
	var strays []*crm.Contact
	err := p.book.read(p.Context(), func(v reader) error {
		for _, row := range p.raw.rows("SELECT id FROM contacts WHERE stage IS NOT NULL AND next_due IS NULL AND do_not_contact IS NULL") {
			id, _ := recordNumber(strings.TrimPrefix(row, "id="))
			c, err := v.contactOrNil(id)
			if err != nil {
				return err
			}
			if stopped, err := v.stopOf(c); stopped != nil || err != nil {
				if err != nil {
					return err
				}
				continue // of them the outcome of the mark has told
			}
			strays = append(strays, c)
		}
		return nil
	})
	if err != nil {
		p.Fatal(err)
	}
	return strays
}

// TestEveryMorningForThreeMonths works through a random book day by day, doing
// some of what the list has and leaving the rest: nothing that is due is hidden,
// and whoever is worked on has a next step or is counted as having none.
func TestEveryMorningForThreeMonths(t *testing.T) {
	checks := flag.Lookup("rapid.checks").Value.String()
	if err := flag.Set("rapid.checks", cmp.Or(os.Getenv("SOAK"), "2")); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = flag.Set("rapid.checks", checks) }()
	rapid.Check(t, func(r *rapid.T) {
		p := newPlayer(t, r)
		p.anybody = true
		for range 8 {
			p.step([]string{"add", "add", "opp add", "log", "import", "producer", "call add", "refer", "assign", "hand over"})
		}
		p.step([]string{"client add"})
		p.step([]string{"client left"}) // whose next step nobody would miss
		last := p.day.AddMonths(3)
		for p.day.Before(last) {
			p.advance(rapid.IntRange(1, 4).Draw(r, "days on"))
			agenda := p.morning()
			p.mornings()
			for _, item := range agenda.Items {
				if item.Activity == nil || !p.maybe("do it", 2) {
					continue
				}
				p.work(item.Activity)
			}
			if r.Failed() {
				r.Fatal(strings.Join(p.log, "\n"))
			}
		}
	})
}

// morning looks at the list of everybody's day and compares it with the file.
func (p *player) morning() *crm.Agenda {
	p.Helper()
	agenda, err := p.book.Agenda(p.Context(), AgendaQuery{Owner: "all", Whole: true, Merge: true})
	if err != nil {
		p.Fatal(err)
	}
	var shown []int64
	for _, item := range agenda.Items {
		if item.Activity != nil {
			shown = append(shown, item.Activity.ID)
			for _, also := range item.Also {
				shown = append(shown, also.ID)
			}
		}
	}
	// A birthday call that was not made moves on after a week.
	grace := p.day.AddDays(-crm.BirthdayGrace).String()
	for _, row := range p.raw.rows("SELECT id FROM activities WHERE status = 'open' AND due <= ? AND NOT (coalesce(slot, '') = 'birthday' AND due < ?)", p.day.String(), grace) {
		if id, _ := recordNumber(strings.TrimPrefix(row, "id=")); !slices.Contains(shown, id) {
			p.Errorf("%s: %d is due and hidden", p.day, id)
		}
	}
	hidden := p.raw.rows("SELECT id FROM activities WHERE status = 'open' AND due IS NULL")
	if len(hidden) > 0 {
		p.Errorf("%s: what has no day is on no list: %v", p.day, hidden)
	}
	strays := len(p.raw.rows("SELECT id FROM contacts WHERE stage IS NOT NULL AND next_due IS NULL AND stopped IS NULL"))
	if got := agenda.Strays.Leads + agenda.Strays.Prospects + agenda.Strays.Clients; got != strays {
		p.Errorf("%s: %d are counted as having no next step, %d have none", p.day, got, strays)
	}
	return agenda
}

// mornings looks at the list of each producer's day: what is theirs and due is
// on it, and whoever they look after has a step on it, today or later, or is
// counted there as having none.
func (p *player) mornings() {
	p.Helper()
	p.raw.nextSteps()
	for _, row := range p.raw.rows("SELECT id FROM producers WHERE retired IS NULL") {
		id := strings.TrimPrefix(row, "id=")
		agenda, err := p.book.Agenda(p.Context(), AgendaQuery{Owner: id, Whole: true})
		if err != nil {
			p.Fatal(err)
		}
		var shown []int64
		for _, item := range agenda.Items {
			if item.Activity != nil {
				shown = append(shown, item.Activity.ID)
			}
		}
		for _, row := range p.raw.rows("SELECT id FROM activities WHERE status = 'open' AND owner = ? AND due = ?", id, p.day.String()) {
			if due, _ := recordNumber(strings.TrimPrefix(row, "id=")); !slices.Contains(shown, due) {
				p.Errorf("%s: %d is due and hidden from producer %s", p.day, due, id)
			}
		}
		strays := len(p.raw.rows("SELECT id FROM contacts WHERE owner = ? AND stage IS NOT NULL AND next_due IS NULL AND stopped IS NULL", id))
		if got := agenda.Strays.Leads + agenda.Strays.Prospects + agenda.Strays.Clients; got != strays {
			p.Errorf("%s: producer %s is told of %d who have no next step, %d have none", p.day, id, got, strays)
		}
	}
}

// work does what a line of the list asks for, in one of the ways in which it
// can end.
func (p *player) work(a *crm.Activity) {
	id := fmt.Sprint(a.ID)
	var o *crm.Outcome
	var err error
	switch {
	case a.Kind == crm.Call:
		in := CallLog{Result: p.one("result", crm.NoReach, crm.NoReach, crm.StayInTouch, crm.AppointmentResult, crm.WrongNumber, crm.DeadFile)}
		if in.Result == crm.AppointmentResult && p.maybe("appt", 2) {
			in.Appt = p.ahead() + " 10:30"
		}
		o, err = p.book.LogCall(p.Context(), id, in)
	case a.Purpose == crm.PurposeFindPhone && p.maybe("found", 2):
		o, err = p.book.EditContacts(p.Context(), "contact edit", []string{fmt.Sprint(a.Contact)}, ContactEdit{Values: Values{"phone": {fmt.Sprintf("614-555-%04d", a.ID)}}})
	case p.maybe("cancel", 5):
		o, err = p.book.Cancel(p.Context(), "cancel", "", []string{id}, "")
	default:
		o, err = p.book.Done(p.Context(), "done", "", []string{id}, "", "")
	}
	p.log = append(p.log, fmt.Sprintf("%s %s %s %s: %v", p.day, a.Kind, a.Purpose, id, err))
	if err == nil {
		p.nobodyFallsThrough(o)
	}
}

// TestWhoHadNoStepIsNotNamedAgain: somebody of a household without a next step is named by the
// change that takes it, and not by others that leave them as they were.
func TestWhoHadNoStepIsNotNamedAgain(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-10-14")
	home := d.add("", "Wirt house", "kind", crm.Household)
	ann := d.add(crm.StageLead, "Ann Wirt", "phone", "614-555-0101", "household", fmt.Sprint(home))
	mae := d.add(crm.StageClient, "Mae Wirt", "phone", "614-555-0102", "household", fmt.Sprint(home))
	cancel := func(who int64) *crm.Outcome {
		var ids []string
		d.look(func(v reader) {
			open, err := v.tx.OpenActivities(who)
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range open {
				ids = append(ids, fmt.Sprint(a.ID))
			}
		})
		if len(ids) == 0 {
			return &crm.Outcome{}
		}
		return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.Cancel(ctx, "call cancel", crm.Call, ids, "")
		})
	}
	named := func(o *crm.Outcome, who int64) bool { return slices.Contains(straysIn(o), who) }
	last := cancel(mae)
	if o := cancel(ann); !named(o, ann) || !named(o, mae) && !named(last, mae) {
		t.Fatalf("nobody was told who has no next step: %v, %v", straysIn(last), straysIn(o))
	}
	for what, change := range map[string]func() *crm.Outcome{
		"another's tags": func() *crm.Outcome { return d.edit(ann, "tags", "golf") },
		"another's name": func() *crm.Outcome { return d.edit(ann, "nickname", "Annie") },
		"another's task": func() *crm.Outcome {
			return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddActivity(ctx, NewActivity{Kind: crm.Task, Contact: fmt.Sprint(ann), Subject: "letter", Due: "2026-10-20"})
			})
		},
		"the household's": func() *crm.Outcome { return d.edit(home, "tags", "golf") },
	} {
		if named(change(), mae) {
			t.Errorf("%s: Mae is named again", what)
		}
	}
	if !named(d.edit(ann, "household", ""), mae) {
		t.Error("Ann has left, and nobody says that Mae has no next step")
	}
}
