package book

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

// houses are the invariants of who of a household is called: once a period, by each
// producer. Calls on a day that a person has chosen, and those that regard something, are
// not a rule's to give up. A call that is overdue is made on the day at the earliest.
func (p *player) houses(months int) {
	p.raw.t.Helper()
	const house = `CASE WHEN c.kind = 'household' THEN c.id ELSE coalesce(c.household, c.id) END`
	for _, callType := range perHousehold {
		p.raw.none("two "+callType+" calls with one household", `SELECT `+house+` AS house, a.owner, group_concat(a.id) FROM activities a JOIN contacts c ON c.id = a.contact
			WHERE a.status = 'open' AND a.call_type = $1 GROUP BY 1, 2 HAVING count(*) > 1 AND sum(a.rule IS NOT NULL
			AND a.opportunity IS NULL AND a.purpose IS NULL AND coalesce(a.explanation, '') NOT LIKE '%"chosen"%') > 0`, callType)
	}
	p.raw.none("a try beside a call with its household", `SELECT a.id, a.due, o.id FROM activities a JOIN contacts c ON c.id = a.contact
		JOIN contacts m ON m.id IN (c.id, c.household) OR m.household = c.household OR m.household = c.id
		JOIN activities o ON o.contact = m.id AND o.id <> a.id AND o.status = 'open' AND o.kind = 'call' AND coalesce(o.call_type, '') <> 'birthday' AND coalesce(o.owner, 0) = coalesce(a.owner, 0)
		WHERE a.status = 'open' AND a.slot = 'retry/call' AND o.due <= a.due AND m.stopped IS NULL AND c.household IS NOT NULL AND m.kind <> 'organization'
		AND NOT EXISTS (SELECT 1 FROM activities r WHERE r.contact = c.id AND r.rule IS NULL AND r.version > 1)`) // planned by a person
	p.raw.none("a household is called too soon", `SELECT a.id, a.due, a.contact, m.id, m.last_call FROM activities a JOIN contacts c ON c.id = a.contact
		JOIN contacts m ON m.id IN (c.id, c.household) OR m.household = c.household OR m.household = c.id
		WHERE a.status = 'open' AND a.slot = 'review' AND coalesce(m.owner, 0) = coalesce(a.owner, 0) AND coalesce(m.do_not_contact_reason, '') <> 'dead-file'
		AND NOT EXISTS (SELECT 1 FROM activities k WHERE k.contact = m.id AND k.kind = 'appointment' AND k.done_on = m.last_call) AND max(a.due, $2) < date(m.last_call, '+' || $1 || ' months', '-3 days')`, months, p.day.String())
}

// homeCommands are random changes to the people of two households.
func (p *player) homeCommands(ctx context.Context, frequencies ...string) map[string]func() (*crm.Outcome, error) {
	b := p.book
	n := len(p.log)
	return map[string]func() (*crm.Outcome, error){
		"join": func() (*crm.Outcome, error) {
			v := Values{"name": {fmt.Sprintf("%s %c", p.one("name", "Ken", "Mia", "Dan"), 'A'+n%26)}, "phone": {fmt.Sprintf("614-555-1%03d", n)}}
			for _, field := range []struct {
				name    string
				choices []string
			}{{"household", []string{"Sato", "Dorn"}}, {"last_call", []string{"2026-05-20", "2025-12-01"}}, {"call_frequency", frequencies}, {"owner", []string{p.id("producers", "true")}}} {
				if p.maybe(field.name, 2) {
					v[field.name] = []string{p.one("value", field.choices...)}
				}
			}
			return b.AddContact(ctx, "contact add", NewContact{Values: v, Stage: p.one("stage", crm.Picklist("stage")...)})
		},
		"move": func() (*crm.Outcome, error) {
			v := Values{"household": {p.one("house", "", "Sato", "Dorn")}}
			return b.EditContacts(ctx, "contact edit", []string{p.person()}, ContactEdit{Values: v})
		},
		"frequency": func() (*crm.Outcome, error) {
			v := Values{"call_frequency": {p.one("value", frequencies...)}}
			return b.EditContacts(ctx, "contact edit", []string{p.person()}, ContactEdit{Values: v})
		},
		"spoke": func() (*crm.Outcome, error) {
			v := Values{"last_call": {p.one("day", "yesterday", "-3d")}}
			return b.EditContacts(ctx, "contact edit", []string{p.person()}, ContactEdit{Values: v})
		},
		"talk": func() (*crm.Outcome, error) {
			in := CallLog{Result: p.one("result", crm.StayInTouch, crm.StayInTouch, crm.NoReach, crm.AppointmentResult, crm.DeadFile)}
			if in.Result != crm.DeadFile && p.maybe("due", 4) {
				in.Due = p.ahead()
			}
			if p.maybe("on", 5) {
				in.On = "yesterday"
			}
			return b.LogCall(ctx, p.one("which", p.person(), p.id("activities", "kind = 'call' AND status = 'open'")), in)
		},
		"buy": func() (*crm.Outcome, error) {
			o, err := b.AddOpportunity(ctx, p.id("contacts", "true"), Values{"line": {"auto"}})
			if err != nil {
				return nil, err
			}
			return b.CloseWon(ctx, fmt.Sprint(crm.IDOf(o.Subjects[0])), Win{Policy: Values{"premium": {"900"}}})
		},
		"met": func() (*crm.Outcome, error) {
			return b.Done(ctx, "done", "", []string{p.id("activities", "kind = 'appointment' AND status = 'open'")}, "", "")
		},
	}
}

// TestHouseholdIsCalledOncePerPeriod whatever happens to those who belong to it, in
// whatever order.
func TestHouseholdIsCalledOncePerPeriod(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		p := newPlayer(t, r)
		months, frequencies := 6, []string{"1-2-per-year"}
		if p.maybe("often", 3) {
			months, frequencies = 1, crm.Picklist("call_frequency")
		}
		names := []string{
			"join", "join", "move", "move", "frequency", "spoke", "talk", "talk", "talk", "buy", "met",
			"assign", "assign list", "retire", "hand over", "stop", "allow", "reject", "qualify", "snooze", "cancel call", "appt add", "correct", "call add",
		}
		for range rapid.IntRange(4, 14).Draw(r, "changes") {
			p.advance(rapid.SampledFrom([]int{0, 0, 1, 3, 30, 200}).Draw(r, "days on"))
			all := with(p.commands(p.Context()), p.homeCommands(p.Context(), frequencies...))
			name := p.one("command", append([]string{"join"}, names[min(len(p.log), 1):]...)...)
			if len(p.log) == 2 {
				name = "producer"
			}
			waiting := p.waitingFirst()
			o, err := all[name]()
			p.log = append(p.log, fmt.Sprintf("%s %s: %v %s", p.day, name, err, edits(o)))
			switch crm.CodeOf(err) {
			case crm.CodeInternal, crm.CodeEnvironment, crm.CodeDamaged, crm.CodeBusy:
				if err != nil {
					p.Fatal(strings.Join(p.log, "\n"))
				}
			}
			if err == nil {
				p.nobodyFallsThrough(o)
			}
			p.houses(months)
			p.firstCallsStay(name, waiting)
			if r.Failed() {
				r.Fatal(strings.Join(p.log, "\n"))
			}
		}
	})
}

// waitingFirst are those who were never called and have nothing planned, while another one of
// their household is called first.
func (p *player) waitingFirst() []string { return p.raw.rows(neverCalledSQL + firstSQL) }

// firstCallsStay holds a change to leaving those a call, unless somebody was spoken to or a
// person has taken the call off the list.
func (p *player) firstCallsStay(command string, waiting []string) {
	p.raw.t.Helper()
	if slices.Contains([]string{"talk", "met", "spoke", "cancel call", "correct", "snooze", "done", "undo", "redo"}, command) {
		return
	}
	served := append(p.raw.rows(neverCalledSQL+servedSQL), p.raw.rows("SELECT id FROM contacts WHERE id NOT IN ("+neverCalledSQL+")")...)
	for _, id := range waiting {
		if !slices.Contains(served, id) && len(p.raw.rows("SELECT id FROM contacts WHERE "+strings.Replace(id, "id=", "id = ", 1))) > 0 {
			p.raw.t.Errorf("%s: the first call of contact %s is lost", command, id)
		}
	}
}

const (
	neverCalledSQL = `SELECT c.id FROM contacts c WHERE c.stage IN ('lead', 'prospect') AND c.stopped IS NULL AND c.last_call IS NULL AND c.household IS NOT NULL
		AND NOT EXISTS (SELECT 1 FROM activities a WHERE a.contact = c.id AND a.status = 'open' AND coalesce(a.call_type, '') <> 'birthday')`
	firstSQL = ` AND EXISTS (SELECT 1 FROM activities a JOIN contacts m ON m.id = a.contact
		WHERE a.status = 'open' AND a.call_type = 'referral' AND m.household = c.household AND m.stopped IS NULL AND coalesce(a.owner, 0) = coalesce(c.owner, 0))`
	servedSQL = ` AND EXISTS (SELECT 1 FROM activities a JOIN contacts m ON m.id = a.contact
		WHERE a.status = 'open' AND a.kind IN ('call', 'appointment', 'task') AND coalesce(a.call_type, '') <> 'birthday' AND (m.household = c.household OR m.id = c.household) AND m.stopped IS NULL
		AND coalesce(a.owner, 0) = coalesce(c.owner, 0) AND (coalesce(a.call_type, '') <> 'review' OR a.due <= date((SELECT max(as_of) FROM changes), '+7 days')))`
)

// edits tells what a change did, a word or two for each edit.
func edits(o *crm.Outcome) string {
	if o == nil {
		return ""
	}
	var all []string
	for _, e := range o.Edits {
		text := fmt.Sprintf("%s %s %d", e.Action, e.Kind, e.ID)
		if a, ok := e.After.(*crm.Activity); ok {
			text += fmt.Sprintf(" (%s%s %s %s of %d for %d, %s)", a.Kind, a.CallType, a.Due, a.Status, a.Contact, a.Owner, e.Rule)
		}
		all = append(all, text)
	}
	return strings.Join(all, ", ")
}

// sato is a household of two clients, of whom Ken was spoken to on 11 December: his review
// call serves both.
func sato(t *testing.T) (d *desk, ken, mia int64) {
	t.Helper()
	d = newDesk(t, "2026-11-16")
	ken = d.add(crm.StageClient, "Ken Sato", "household", "Sato", "phone", "614-555-0101", "last_call", "2026-06-12")
	mia = d.add(crm.StageClient, "Mia Sato", "household", "Sato", "phone", "614-555-0102", "last_call", "2026-05-01")
	d.on("2026-12-11")
	d.log(ken, CallLog{Result: crm.StayInTouch})
	d.wantPlan(ken, "review 2027-06-11")
	d.wantPlan(mia)
	d.on("2026-12-14")
	return d, ken, mia
}

// buy sells something to somebody.
func (d *desk) buy(who int64) *crm.Outcome {
	d.t.Helper()
	o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.AddOpportunity(ctx, fmt.Sprint(who), Values{"line": {"auto"}})
	})
	return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.CloseWon(ctx, fmt.Sprint(crm.IDOf(o.Subjects[0])), Win{Policy: Values{"premium": {"100"}}})
	})
}

func (d *desk) stop(who int64) *crm.Outcome {
	d.t.Helper()
	return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Stop(ctx, "contact stop", []string{fmt.Sprint(who)}, "asked", "")
	})
}

func (d *desk) assign(to string, which ...int64) *crm.Outcome {
	d.t.Helper()
	return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		var ids []string
		for _, id := range which {
			ids = append(ids, fmt.Sprint(id))
		}
		return b.Assign(ctx, "assign", "", ids, to)
	})
}

// TestConversationIsTheHouseholds: what happens to another one of it calls nobody sooner
// than a period after the house was spoken to.
func TestConversationIsTheHouseholds(t *testing.T) {
	t.Parallel()
	for name, happens := range map[string]func(d *desk, ken, mia int64){
		"another one buys":              func(d *desk, _, mia int64) { d.buy(mia) },
		"another frequency is the same": func(d *desk, _, mia int64) { d.edit(mia, "call_frequency", "1-2-per-year") },
		"a mark is lifted": func(d *desk, _, mia int64) {
			d.stop(mia)
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.Allow(ctx, "contact allow", []string{fmt.Sprint(mia)}, "asked for a quote")
			})
		},
		"one with an old conversation joins": func(d *desk, _, _ int64) {
			d.add(crm.StageClient, "Dan Sato", "household", "Sato", "last_call", "2026-05-01")
		},
		"one who is due moves in": func(d *desk, _, _ int64) {
			dan := d.add(crm.StageClient, "Dan Sato", "last_call", "2026-06-15")
			d.wantPlan(dan, "review 2026-12-15")
			d.edit(dan, "household", "Sato")
			d.wantPlan(dan)
		},
		"a colleague's contact who is due is given over": func(d *desk, ken, _ int64) {
			pat := d.producer("Pat Moss")
			dan := d.add(crm.StageClient, "Dan Sato", "household", "Sato", "last_call", "2026-06-15", "owner", fmt.Sprint(pat))
			d.wantPlan(dan, "review 2026-12-15")
			d.assign("Ann Lee", dan)
			d.wantPlan(dan)
			d.wantPlan(ken, "review 2027-06-11")
		},
		"one is met": func(d *desk, _, _ int64) {
			d.addAppointment("Mia Sato", "2026-12-14 09:00")
			d.done(d.meeting(d.idOf("Mia Sato")))
		},
	} {
		t.Run(name, func(t *testing.T) {
			d, ken, mia := sato(t)
			happens(d, ken, mia)
			d.wantCalls("review", fmt.Sprintf("%d 2027-06-11", ken))
		})
	}
	t.Run("who is called most moves out", func(t *testing.T) {
		d, ken, mia := sato(t)
		lea := d.add(crm.StageClient, "Lea Sato", "household", "Sato", "call_frequency", "monthly")
		d.wantPlan(ken, "review 2027-01-11")
		d.edit(mia, "last_call", "2026-12-13")
		d.wantPlan(ken, "review 2027-01-13")
		d.edit(lea, "household", "")
		d.wantPlan(ken, "review 2027-06-13")
	})
	t.Run("one is met shortly before the call", func(t *testing.T) {
		d, ken, _ := sato(t)
		d.on("2027-06-01")
		d.addAppointment("Mia Sato", "2027-06-01 09:00")
		d.done(d.meeting(d.idOf("Mia Sato")))
		d.wantPlan(ken, "review 2027-12-01")
	})
	t.Run("one is stopped", func(t *testing.T) {
		d, ken, mia := sato(t)
		d.stop(ken)
		d.wantPlan(mia, "review 2027-06-11")
	})
	t.Run("a frequency asks for more", func(t *testing.T) {
		d, ken, mia := sato(t)
		d.edit(mia, "call_frequency", "monthly")
		d.wantPlan(ken, "review 2027-01-11")
		d.on("2027-01-11")
		d.log(ken, CallLog{Result: crm.StayInTouch})
		d.wantPlan(ken, "review 2027-02-11")
		d.edit(mia, "call_frequency", "1-2-per-year")
		d.wantPlan(ken, "review 2027-07-11")
	})
}

// TestTriesTakeNobodysCall: calls that reach nobody leave the review call of another one of
// the household with them, on its day.
func TestTriesTakeNobodysCall(t *testing.T) {
	t.Parallel()
	for _, stage := range crm.Picklist("stage") {
		d := newDesk(t, "2026-11-02")
		pa := d.add(crm.StageClient, "Pa Ott", "phone", "614-555-0201", "household", "Ott", "last_call", "2026-05-10")
		d.wantPlan(pa, "review 2026-11-10")
		kid := d.add(stage, "Kid Ott", "phone", "614-555-0202", "household", "Ott")
		for range 6 {
			d.log(kid, CallLog{Result: crm.NoReach})
		}
		if plan := d.plan(pa); !slices.Contains(plan, "review 2026-11-10") {
			t.Errorf("six tries with a %s left Pa Ott with %q", stage, plan)
		}
	}
}

// TestCallComesForwardOnceTheyHaveLeft: a review call that waited because of a conversation
// with somebody of the household does so no more when they leave it, or were a mistake.
func TestCallComesForwardOnceTheyHaveLeft(t *testing.T) {
	t.Parallel()
	for name, leaves := range map[string]func(d *desk, bro int64){
		"moved out": func(d *desk, bro int64) { d.edit(bro, "household", "") },
		"moved on":  func(d *desk, bro int64) { d.edit(bro, "household", "Doe") },
		"removed": func(d *desk, bro int64) {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.Delete(ctx, []string{fmt.Sprint(bro)})
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-11-02")
			ma := d.add(crm.StageClient, "Ma Poe", "phone", "614-555-0201", "household", "Poe", "last_call", "2026-05-10")
			bro := d.add(crm.StageClient, "Bro Poe", "phone", "614-555-0202", "household", "Poe", "last_call", "2026-10-31")
			d.wantPlan(ma, "review 2027-04-30")
			leaves(d, bro)
			d.wantPlan(ma, "review 2026-11-10")
		})
	}
}

// idOf is the number of whoever is called so.
func (d *desk) idOf(name string) (id int64) {
	d.t.Helper()
	d.look(func(v reader) {
		c, err := v.contact(name)
		if err != nil {
			d.t.Fatal(err)
		}
		id = c.ID
	})
	return id
}

// wantCalls compares all open calls of a type, whoever they are with.
func (d *desk) wantCalls(callType string, want ...string) {
	d.t.Helper()
	rows := d.raw().rows("SELECT contact || ' ' || due AS it FROM activities WHERE status = 'open' AND call_type = $1 ORDER BY id", callType)
	for i := range rows {
		rows[i] = rows[i][len("it="):]
	}
	if !slices.Equal(rows, want) {
		d.t.Errorf("open %s calls: %q, want %q", callType, rows, want)
	}
}

// TestHouseholdThatComesTogether is called once, whichever way it does.
func TestHouseholdThatComesTogether(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		stage string
		join  func(d *desk, one, other int64)
	}{
		"by an edit": {crm.StageClient, func(d *desk, one, _ int64) { d.edit(one, "household", "Stucky") }},
		"by a colleague's contact": {crm.StageClient, func(d *desk, one, _ int64) {
			d.producer("Pat Moss")
			d.assign("Pat Moss", one)
			d.edit(one, "household", "Stucky")
			d.wantCalls(crm.ReviewCall, fmt.Sprintf("%d 2026-12-02", one), fmt.Sprintf("%d 2026-12-02", d.idOf("Bea Stucky"))) // each has their own
			d.assign("Ann Lee", one)
		}},
		"by a producer who leaves": {crm.StageClient, func(d *desk, one, _ int64) {
			d.producer("Pat Moss")
			d.assign("Pat Moss", one)
			d.edit(one, "household", "Stucky")
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.RetireProducer(ctx, "Pat Moss", Retirement{To: "Ann Lee"})
			})
		}},
		"leads": {crm.StageLead, func(d *desk, one, _ int64) { d.edit(one, "household", "Stucky") }},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-11-16")
			one := d.add(c.stage, "Harlan Stucky", "phone", "937-555-0107", "last_call", "2026-06-02")
			other := d.add(c.stage, "Bea Stucky", "phone", "937-555-0108", "last_call", "2026-06-02", "household", "Stucky")
			c.join(d, one, other)
			callType, day := crm.ReviewCall, "2026-12-02"
			if c.stage == crm.StageLead {
				callType, day = crm.ReferralCall, "2026-11-17"
			}
			d.wantCalls(callType, fmt.Sprintf("%d %s", one, day))
			if d.strays() != 0 {
				t.Errorf("%d strays", d.strays())
			}
		})
	}
}

// TestRetryOfAHouseholdIsMovedByAConversation with another one of it.
func TestRetryOfAHouseholdIsMovedByAConversation(t *testing.T) {
	t.Parallel()
	d, ken, mia := sato(t)
	d.on("2027-06-11")
	d.log(ken, CallLog{Result: crm.NoReach})
	d.wantPlan(ken, "review#2 2027-06-14")
	d.log(mia, CallLog{Result: crm.StayInTouch})
	d.wantPlan(ken)
	d.wantPlan(mia, "review 2027-12-11")
}

// TestHeirIsCalledAsTheirStageAsks: who is called for a household when somebody else of it
// is not any more.
func TestHeirIsCalledAsTheirStageAsks(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-16")
	ken := d.add(crm.StageClient, "Ken Sato", "household", "Sato", "phone", "614-555-0101", "last_call", "2026-06-12")
	mia := d.add(crm.StageClient, "Mia Sato", "household", "Sato", "phone", "614-555-0102", "last_call", "2026-07-01")
	dan := d.add(crm.StageLead, "Dan Sato", "household", "Sato", "phone", "614-555-0103")
	d.stop(ken)
	d.wantPlan(mia, "review 2027-01-01") // whatever is planned with Dan
	d.wantPlan(dan, "referral 2026-11-17")
	d.on("2026-11-17")
	d.log(dan, CallLog{Result: crm.DeadFile}) // who speaks for himself
	d.wantPlan(mia, "review 2027-01-01")
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.Cancel(ctx, "call cancel", crm.Call, []string{"Mia Sato"}, "")
	})
	d.edit(mia, "call_frequency", "3-4-per-year")
	d.wantPlan(mia, "review 2026-11-18") // three months after 1 July

	lea := d.add(crm.StageLead, "Lea Dorn", "household", "Dorn", "phone", "614-555-0104")
	peer := d.add(crm.StageLead, "Max Dorn", "household", "Dorn", "phone", "614-555-0105")
	d.stop(lea)
	d.wantPlan(peer, "referral 2026-11-18")
}

// TestDayThatIsAgreedOnLast is the one that counts.
func TestDayThatIsAgreedOnLast(t *testing.T) {
	t.Parallel()
	for _, stage := range []string{crm.StageLead, crm.StageClient} {
		t.Run(stage, func(t *testing.T) {
			d := newDesk(t, "2026-12-28")
			bea := d.add(stage, "Bea Stone", "phone", "614-555-0101")
			d.on("2026-12-29")
			d.log(bea, CallLog{Result: crm.StayInTouch, Due: "2027-01-07"})
			call := d.callOf(bea, crm.ReviewCall)
			d.log(bea, CallLog{Result: crm.StayInTouch, Due: "2027-01-08 17:00"})
			d.wantPlan(bea, "review 2027-01-08")
			if got := d.callOf(bea, crm.ReviewCall); got != call {
				t.Errorf("call %d was not moved: there is %d", call, got)
			}
			d.on("2026-12-30")
			o := d.log(bea, CallLog{Result: crm.StayInTouch})
			d.wantPlan(bea, "review 2027-01-08")
			if !said(o, agreedStays, bea) {
				t.Errorf("nobody is told that the day stays: %v", codes(o))
			}
		})
	}
	t.Run("with two of a household", func(t *testing.T) {
		d, ken, mia := sato(t)
		d.log(ken, CallLog{Result: crm.StayInTouch, Due: "2027-01-07"})
		o := d.log(mia, CallLog{Result: crm.StayInTouch, Due: "2027-01-08"})
		d.wantPlan(ken, "review 2027-01-07")
		d.wantPlan(mia, "review 2027-01-08")
		if !said(o, agreedToo, ken) || said(o, agreedToo, mia) {
			t.Errorf("nobody is told of the other day, or of the one just chosen: %v", codes(o))
		}
	})
	t.Run("after two appointments that they missed", func(t *testing.T) {
		d := newDesk(t, "2026-12-28")
		bea := d.add(crm.StageClient, "Bea Stone", "phone", "614-555-0101")
		for _, at := range []string{"09:00", "09:10", "09:20"} {
			d.addAppointment("Bea Stone", "2026-12-28 "+at)
		}
		for _, due := range []string{"2027-01-07", "2027-01-08", ""} {
			o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.NoShow(ctx, []string{"Bea Stone"}, "", due)
			})
			if said(o, agreedStays, bea) != (due == "") {
				t.Errorf("of the day that stays: %v", codes(o))
			}
		}
		d.wantPlan(bea, "set-appointment 2027-01-08", "review 2027-06-28")
	})
	t.Run("a call by hand", func(t *testing.T) {
		d := newDesk(t, "2026-12-28")
		bea := d.add(crm.StageClient, "Bea Stone", "phone", "614-555-0101")
		d.addCall("Bea Stone", "2027-01-07", "")
		o := d.log(bea, CallLog{Result: crm.StayInTouch})
		d.wantPlan(bea, "call 2027-01-07", "review 2027-06-28")
		if !said(o, agreedToo, bea) {
			t.Errorf("nobody is told of the day that was agreed on: %v", codes(o))
		}
	})
}

// TestOutcomeTellsTheLastDay of a call that is moved more than once in a change.
func TestOutcomeTellsTheLastDay(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-16")
	home, m := d.family(crm.StageLead, "Guy Marsh", "Fay Marsh")
	d.log(m[0], CallLog{Result: crm.StayInTouch})
	d.on("2026-11-18")
	d.log(m[1], CallLog{Result: crm.AppointmentResult, Appt: "2026-11-20 18:00"})
	d.on("2026-11-23")
	d.done(d.meeting(m[1]))
	o := d.buy(home)
	told := 0
	for _, n := range o.Notices {
		if id, ok := n.Values["call"].(int64); ok {
			told++
			if is := d.activity(id).Due; n.Values["due"] != is {
				t.Errorf("the outcome says %v of call %d, which is due on %s", n.Values["due"], id, is)
			}
		}
	}
	moved := 0
	for _, e := range o.Edits {
		if a, ok := e.After.(*crm.Activity); ok && a.CallType == crm.ReviewCall {
			moved++
		}
	}
	if told == 0 || moved > 1 {
		t.Errorf("%d notices tell of the call, which was moved %d times", told, moved)
	}
}

// TestImportTellsTheLastDay of a call that a later row of the file has moved.
func TestImportTellsTheLastDay(t *testing.T) {
	t.Parallel()
	d, ken, _ := sato(t)
	var rows []ImportRow
	for i, v := range []Values{
		{"name": {"Dan Sato"}, "household": {"Sato"}, "last_call": {"2026-05-01"}},
		{"name": {"Lea Sato"}, "household": {"Sato"}, "call_frequency": {"monthly"}},
	} {
		rows = append(rows, ImportRow{Line: i + 2, Values: v, Reject: func(string) error { return nil }})
	}
	o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.ImportContacts(ctx, "client import", Import{Stage: crm.StageClient, Rows: rowsOf(rows), OnDuplicate: "fail"})
	})
	d.wantPlan(ken, "review 2027-01-11")
	served := o.Imported.Served
	if len(served) != 2 || served[0].Name != "Dan Sato" || served[1].Name != "Lea Sato" || served[0].Due != date("2027-01-11") || served[1].Due != date("2027-01-11") {
		t.Errorf("the outcome says %v", served)
	}
}

// TestTryBesideTheHouseholdsCall holds calls that nobody planned and that reached nobody to
// being tried again once for a household, and not beside its call by that day.
func TestTryBesideTheHouseholdsCall(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, last string
		do         func(d *desk, ken, mia int64)
		want       []string
	}{
		{"its review reached nobody", "2026-06-02", func(d *desk, ken, mia int64) {
			d.log(ken, CallLog{Result: crm.NoReach})
			d.log(mia, CallLog{Result: crm.NoReach})
		}, []string{"Ken review#2 2026-12-03"}},
		{"its review is due", "2026-06-02", func(d *desk, _, mia int64) {
			d.log(mia, CallLog{Result: crm.NoReach})
		}, []string{"Ken review 2026-12-02"}},
		{"its review comes forward", "2026-10-02", func(d *desk, ken, mia int64) {
			d.log(mia, CallLog{Result: crm.NoReach})
			d.edit(mia, "last_call", "2026-06-01")
			d.edit(ken, "last_call", "2026-06-01")
		}, []string{"Ken review 2026-12-03"}},
		{"its review is months away", "2026-10-02", func(d *desk, ken, mia int64) {
			d.log(mia, CallLog{Result: crm.NoReach})
			d.log(ken, CallLog{Result: crm.NoReach})
		}, []string{"Ken review 2027-04-02", "Mia call#2 2026-12-03"}},
		{"a person planned the call", "2026-06-02", func(d *desk, _, mia int64) {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddActivity(ctx, NewActivity{Kind: crm.Call, Contact: fmt.Sprint(mia), Due: "2026-12-02", Subject: "the boat"})
			})
			d.log(mia, CallLog{Result: crm.NoReach})
		}, []string{"Ken review 2026-12-02", "Mia call#2 2026-12-03"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, "2026-12-02")
			ken := d.add(crm.StageClient, "Ken Sato", "household", "Sato", "last_call", c.last)
			mia := d.add(crm.StageClient, "Mia Sato", "household", "Sato", "last_call", c.last)
			c.do(d, ken, mia)
			var got []string
			for name, id := range map[string]int64{"Ken": ken, "Mia": mia} {
				for _, line := range d.plan(id) {
					got = append(got, name+" "+line)
				}
			}
			if slices.Sort(got); !slices.Equal(got, c.want) {
				t.Errorf("open: %q, want %q", got, c.want)
			}
		})
	}
}
