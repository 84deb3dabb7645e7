package book

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

// whenDue returns the days and times on which the calls of a type with a contact are due.
func (d *desk) whenDue(contact int64, callType string) (due []string) {
	d.t.Helper()
	d.look(func(v reader) {
		open, err := v.tx.OpenActivities(contact)
		if err != nil {
			d.t.Fatal(err)
		}
		for _, a := range open {
			if a.Kind == crm.Call && a.CallType == callType {
				due = append(due, a.Due.String()+" "+a.DueTime)
			}
		}
	})
	return due
}

// TestPromiseOutlastsWhatComesBefore: a call on a day that a person chose is due then,
// whichever call it is, whoever chose it how, and whatever is recorded before that day.
func TestPromiseOutlastsWhatComesBefore(t *testing.T) {
	t.Parallel()
	for _, of := range []struct{ until, promised string }{
		{"2026-11-17", "2026-11-20 17:00"},
		{"2026-11-20", "2026-11-21 10:00"}, // a Saturday
		{"2026-11-20", "2026-11-22 "},      // a Sunday
		{"2026-11-21", "2026-11-22 14:00"},
		{"2026-11-25", "2026-11-26 11:00"}, // Thanksgiving
		{"2026-11-25", "2026-11-27 11:00"}, // a day off of the book, by then
	} {
		t.Run(of.until+" "+of.promised, func(t *testing.T) { promiseOutlasts(t, of.until, of.promised, of.until < "2026-11-20") })
	}
}

// promiseOutlasts tries each kind of promise, or calls that were added alone.
func promiseOutlasts(t *testing.T, until, promised string, all bool) {
	snooze := func(d *desk, id int64) { d.snooze(id, promised) }
	promises := map[string]func(d *desk, rob int64){
		"first call, snoozed": func(d *desk, rob int64) { snooze(d, d.callOf(rob, crm.ReferralCall)) },
		"retry with --due":    func(d *desk, rob int64) { d.log(rob, CallLog{Result: crm.NoReach, Due: promised}) },
		"retry, snoozed": func(d *desk, rob int64) {
			d.log(rob, CallLog{Result: crm.NoReach})
			snooze(d, d.callOf(rob, crm.ReferralCall))
		},
		"added": func(d *desk, rob int64) {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.Cancel(ctx, "call cancel", crm.Call, []string{fmt.Sprint(d.callOf(rob, crm.ReferralCall))}, "")
			})
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddActivity(ctx, NewActivity{Kind: crm.Call, Contact: fmt.Sprint(rob), CallType: crm.ReferralCall, Due: promised})
			})
		},
	}
	meanwhile := map[string]func(d *desk, rob int64) *crm.Outcome{
		"they called": func(d *desk, rob int64) *crm.Outcome {
			return d.log(rob, CallLog{Result: crm.StayInTouch, Inbound: true})
		},
		"appointment": func(d *desk, rob int64) *crm.Outcome {
			return d.log(rob, CallLog{Result: crm.AppointmentResult, Appt: "2026-12-01 10:00"})
		},
		"appointment without a time": func(d *desk, rob int64) *crm.Outcome { return d.log(rob, CallLog{Result: crm.AppointmentResult}) },
		"another day": func(d *desk, rob int64) *crm.Outcome {
			return d.log(rob, CallLog{Result: crm.StayInTouch, Due: "2026-12-04"})
		},
		"no reach": func(d *desk, rob int64) *crm.Outcome { return d.log(rob, CallLog{Result: crm.NoReach}) },
		"no reach, by number": func(d *desk, rob int64) *crm.Outcome {
			return d.log(d.callOf(rob, crm.ReferralCall), CallLog{Result: crm.NoReach})
		},
		"wrong number": func(d *desk, rob int64) *crm.Outcome {
			return d.log(rob, CallLog{Result: crm.WrongNumber, Phone: "614-555-0150"})
		},
		"wrong number, by number": func(d *desk, rob int64) *crm.Outcome {
			return d.log(d.callOf(rob, crm.ReferralCall), CallLog{Result: crm.WrongNumber, Phone: "614-555-0150"})
		},
		"met": func(d *desk, rob int64) *crm.Outcome {
			d.addAppointment("Rob Lee", until+" 00:05")
			return d.done(d.meeting(rob))
		},
		"becomes a client": func(d *desk, rob int64) *crm.Outcome { return d.edit(rob, "stage", crm.StageClient) },
		"buys": func(d *desk, rob int64) *crm.Outcome {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddOpportunity(ctx, "Rob Lee", Values{"line": {"auto"}})
			})
			return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.CloseWon(ctx, "Rob Lee", Win{Policy: Values{"premium": {"900"}}})
			})
		},
	}
	for how, promise := range promises {
		if !all && how != "added" && how != "retry with --due" {
			continue
		}
		for what, happens := range meanwhile {
			t.Run(how+", "+what, func(t *testing.T) {
				d := newDesk(t, "2026-11-16")
				rob := d.add(crm.StageLead, "Rob Lee", "phone", "614-555-0150", "phone", "614-555-0151")
				promise(d, rob)
				if promised > "2026-11-27" {
					d.closed("2026-11-27")
				}
				d.on(until)
				call := d.callOf(rob, crm.ReferralCall)
				o := happens(d, rob)
				if got := fmt.Sprint(d.whenDue(rob, crm.ReferralCall)); got != "["+promised+"]" {
					t.Errorf("promised for %s, and now due: %s", promised, got)
				}
				if d.callOf(rob, crm.ReferralCall) == call && !said(o, agreedToo, rob) {
					t.Errorf("the outcome does not name call %d: %v", call, o.Notices)
				}
			})
		}
	}
}

// TestPromiseForADayOff: a call that is promised for a day off is not due on the working day
// before, whoever it is with, and whoever records what, when and how.
func TestPromiseForADayOff(t *testing.T) {
	t.Parallel()
	const saturday = "2026-11-21 10:00"
	plain := func(d *desk, ida int64) int64 { return d.addCall("Ida Moss", saturday, "") }
	review := func(d *desk, ida int64) int64 {
		id := d.callOf(ida, crm.ReviewCall)
		d.snooze(id, saturday)
		return id
	}
	late := func(d *desk, ida int64) int64 {
		d.edit(ida, "last_call", "2026-04-20") // a review call that is overdue
		return plain(d, ida)
	}
	home := func(d *desk, ida int64) int64 {
		home := d.add("", "Moss", "kind", crm.Household)
		d.edit(ida, "household", "Moss")
		d.edit(home, "phone", "614-555-0109")
		return d.addCall(fmt.Sprint(home), saturday, "")
	}
	results := map[string]CallLog{
		"reached":     {Result: crm.StayInTouch},
		"they called": {Result: crm.AppointmentResult, Inbound: true},
		"nobody":      {Result: crm.NoReach},
		"late":        {Result: crm.NoReach, On: "2026-11-20"},
		"late talk":   {Result: crm.StayInTouch, On: "2026-11-20"},
	}
	for what, promise := range map[string]func(d *desk, ida int64) int64{"a call": plain, "the review": review, "beside what is late": late, "the household's": home} {
		for how, in := range results {
			for _, as := range []string{"", "Bo Ray"} {
				if as != "" && how != "reached" {
					continue
				}
				t.Run(what+" "+how+" "+as, func(t *testing.T) {
					d := newDesk(t, "2026-11-16")
					d.producer("Bo Ray")
					ida := d.add(crm.StageClient, "Ida Moss", "phone", "614-555-0150", "last_call", "2026-10-01")
					id := promise(d, ida)
					d.on("2026-11-20")
					if in.On != "" {
						d.on("2026-11-23")
					}
					d.as = as
					d.log(ida, in)
					if a := d.activity(id); a.Status != crm.Open || a.Due.String()+" "+a.DueTime != saturday {
						t.Errorf("call %d is %s, due %s %s", id, a.Status, a.Due, a.DueTime)
					}
				})
			}
		}
		t.Run(what+" by its number", func(t *testing.T) {
			d := newDesk(t, "2026-11-16")
			ida := d.add(crm.StageClient, "Ida Moss", "phone", "614-555-0150", "last_call", "2026-10-01")
			id := promise(d, ida)
			d.on("2026-11-20")
			o := d.log(id, CallLog{Result: crm.NoReach})
			for _, e := range o.Edits {
				if a, ok := e.After.(*crm.Activity); ok && a.Attempt == 2 && a.Due.String()+" "+a.DueTime != saturday {
					t.Errorf("tried again on %s %s", a.Due, a.DueTime)
				}
			}
			d.on("2026-11-23")
			d.log(ida, CallLog{Result: crm.StayInTouch})
			if due := d.whenDue(ida, ""); len(due) > 0 {
				t.Errorf("after a conversation on Monday there is still %v", due)
			}
		})
	}
}

// TestAgreedTimeIsKept: a time that is given for the day of what is planned already is
// taken, and the day alone takes back no time.
func TestAgreedTimeIsKept(t *testing.T) {
	t.Parallel()
	for result, what := range map[string]string{crm.StayInTouch: crm.Call, crm.AppointmentResult: crm.Task} {
		d := newDesk(t, "2026-11-12")
		trudy := d.add(crm.StageProspect, "Trudy B", "phone", "614-555-0101")
		for _, c := range []struct{ due, want string }{
			{"2026-11-17", "2026-11-17 "}, {"2026-11-17 15:00", "2026-11-17 15:00"}, {"2026-11-17", "2026-11-17 15:00"},
			{"2026-11-17 16:00", "2026-11-17 16:00"}, {"2026-11-18", "2026-11-18 "},
		} {
			o := d.log(trudy, CallLog{Result: result, Due: c.due})
			var due []string
			d.look(func(v reader) {
				open, err := v.tx.OpenActivities(trudy)
				if err != nil {
					t.Fatal(err)
				}
				for _, a := range open {
					if a.Kind == what && a.IsChosen() {
						due = append(due, a.Due.String()+" "+a.DueTime)
					}
				}
			})
			if said(o, agreedToo, trudy) {
				t.Errorf("%s --due %s: the only one stays as well", result, c.due)
			}
			if fmt.Sprint(due) != "["+c.want+"]" {
				t.Errorf("%s --due %s: due %q, want %q", result, c.due, due, c.want)
			}
		}
	}
}

// activities returns all that was ever planned with a contact.
func (d *desk) activities(contact int64) (all []*crm.Activity) {
	d.t.Helper()
	d.look(func(v reader) {
		var err error
		if all, err = v.tx.Activities(contact); err != nil {
			d.t.Fatal(err)
		}
	})
	return all
}

// TestCorrectedDayKeepsWhatWasAgreed: correcting the day of a call alone leaves the
// appointment, or the day, that was agreed on in it, whatever has become of it.
func TestCorrectedDayKeepsWhatWasAgreed(t *testing.T) {
	t.Parallel()
	cancel := func(d *desk, ids ...string) {
		d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.Cancel(ctx, "cancel", "", ids, "")
		})
	}
	agreed := map[string]CallLog{
		"appointment":        {Result: crm.AppointmentResult, Appt: "2026-11-09 15:00", Place: "Tim Hortons"},
		"appointment to set": {Result: crm.AppointmentResult, Due: "2026-11-11 17:00"},
		"another day":        {Result: crm.StayInTouch, Due: "2027-04-06 17:00"},
		"another try":        {Result: crm.NoReach, Due: "2026-11-11 17:00"},
		"number to find":     {Result: crm.WrongNumber, Due: "2026-11-11"},
	}
	since := map[string]func(d *desk, id int64){
		"": func(*desk, int64) {},
		"moved": func(d *desk, id int64) {
			if d.activity(id).Kind == crm.Appointment {
				d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.MoveAppointment(ctx, fmt.Sprint(id), "2026-11-10 16:00", "", "")
				})
			} else {
				d.snooze(id, "2026-11-10 16:00")
			}
		},
		"cancelled": func(d *desk, id int64) { cancel(d, fmt.Sprint(id)) },
	}
	for what, in := range agreed {
		for happened, do := range since {
			for _, given := range []string{"", in.Result} {
				t.Run(what+" "+happened+" "+given, func(t *testing.T) {
					d := newDesk(t, "2026-11-02")
					ng := d.add(crm.StageProspect, "Ng Bao", "phone", "614-555-0171")
					d.addCall("Ng Bao", "2026-11-04", "")
					d.on("2026-11-04")
					call := d.callOf(ng, "")
					d.log(call, in)
					var id int64
					for _, a := range d.activities(ng) {
						if a.Cause == call && (a.Kind == crm.Appointment || a.Explanation.Chosen()) {
							id = a.ID
						}
					}
					do(d, id)
					was := map[int64]string{}
					for _, a := range d.activities(ng) {
						was[a.ID] = fmt.Sprint(a.Kind, a.Purpose, a.Status, a.Due, a.DueTime, a.Start, a.Place)
					}
					d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
						return b.CorrectCall(ctx, fmt.Sprint(call), CallLog{Result: given, On: "2026-11-03"})
					})
					for _, a := range d.activities(ng) {
						got := fmt.Sprint(a.Kind, a.Purpose, a.Status, a.Due, a.DueTime, a.Start, a.Place)
						switch {
						case a.ID == call:
							if a.DoneOn != date("2026-11-03") {
								t.Errorf("made on %s", a.DoneOn)
							}
						case a.ID == id && got != was[id]:
							t.Errorf("agreed on was %s, and now %s", was[id], got)
						case a.Status == crm.Open && was[a.ID] == "" && (a.Kind != crm.Call || in.Result != crm.AppointmentResult):
							t.Errorf("there is %s as well", got)
						}
					}
				})
			}
		}
	}
}

// TestCorrectedDeadFileKeepsEarlierNotes: only what was noted with the dead file goes with
// it.
func TestCorrectedDeadFileKeepsEarlierNotes(t *testing.T) {
	t.Parallel()
	const early, refusal = "ask about roof; auto expires 4/6", "wants no calls; ever"
	correct := func(d *desk, in CallLog) *crm.Outcome {
		return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return b.CorrectCall(ctx, "3", in) })
	}
	begin := map[string]func(d *desk, ng int64, note string){
		"planned": func(d *desk, ng int64, note string) {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddActivity(ctx, NewActivity{Kind: crm.Call, Contact: "Ng Bao", Due: "2026-11-04", Note: note})
			})
		},
		"talked": func(d *desk, ng int64, note string) { d.log(ng, CallLog{Result: crm.StayInTouch, Note: note}) },
	}
	for how, begun := range begin {
		for _, note := range []string{"", early} {
			for _, refused := range []string{"", refusal} {
				for _, redated := range []bool{false, true} {
					t.Run(fmt.Sprint(how, " ", note, " ", refused, " ", redated), func(t *testing.T) {
						d := newDesk(t, "2026-11-04")
						ng := d.add(crm.StageProspect, "Ng Bao", "phone", "614-555-0171")
						begun(d, ng, note)
						if how == "planned" {
							d.log(3, CallLog{Result: crm.DeadFile, Note: refused})
						} else {
							correct(d, CallLog{Result: crm.DeadFile, Note: refused})
						}
						if redated {
							correct(d, CallLog{On: "2026-11-03", Reason: "on Tuesday"})
						}
						o := correct(d, CallLog{Result: crm.NoReach, Reason: "that was Ng Binh"})
						if got := d.activity(3).Note; got != note {
							t.Errorf("the note is %q, want %q", got, note)
						}
						if (refused != "") != said(o, "note-gone", 3) {
							t.Errorf("the outcome says %v", o.Notices)
						}
					})
				}
			}
		}
	}
}

// TestLateRecordKeepsWhatWasPromisedSince holds what is recorded late with a day, and what
// was agreed on after that, to be both on the list.
func TestLateRecordKeepsWhatWasPromisedSince(t *testing.T) {
	t.Parallel()
	for _, first := range []string{crm.NoReach, crm.StayInTouch, crm.AppointmentResult, crm.WrongNumber} {
		for _, late := range []string{crm.NoReach, crm.StayInTouch, crm.AppointmentResult, crm.WrongNumber} {
			if first == crm.WrongNumber && late == first {
				continue // no phone is left
			}
			t.Run(first+", late "+late, func(t *testing.T) {
				d := newDesk(t, "2026-11-16")
				bea := d.add(crm.StageLead, "Bea Ulm", "phone", "303-555-0101", "phone", "303-555-0102")
				d.on("2026-11-18")
				d.log(bea, CallLog{Result: first, Due: "2026-11-27 09:00"})
				d.log(bea, CallLog{Result: late, On: "2026-11-17", Due: "2026-11-25 15:00"})
				plan := strings.Join(d.plan(bea), ", ")
				for _, day := range []string{"2026-11-27", "2026-11-25"} {
					if !strings.Contains(plan, day) {
						t.Errorf("nothing on %s: %s", day, plan)
					}
				}
			})
		}
	}
}

// TestLateRecordKeepsWhatWasMovedSince holds a call that was moved, or added, after the day of
// what is recorded late to its day.
func TestLateRecordKeepsWhatWasMovedSince(t *testing.T) {
	t.Parallel()
	for name, since := range map[string]func(d *desk, bea int64){
		"moved": func(d *desk, bea int64) { d.snooze(d.callOf(bea, crm.ReviewCall), "2026-11-27 09:00") },
		"added": func(d *desk, _ int64) { d.addCall("Bea Ulm", "2026-11-27 09:00", crm.ReviewCall) },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-11-09")
			bea := d.add(crm.StageClient, "Bea Ulm", "phone", "303-555-0101")
			d.on("2026-11-18")
			since(d, bea)
			d.log(bea, CallLog{Result: crm.StayInTouch, On: "2026-11-17", Due: "2026-11-25 15:00"})
			if due := d.whenDue(bea, crm.ReviewCall); !slices.Contains(due, "2026-11-27 09:00") || !slices.Contains(due, "2026-11-25 15:00") {
				t.Errorf("the calls are on %q", due)
			}
		})
	}
}

// TestNoShowKeepsTheDay holds the day that is given for somebody who did not come, whatever
// has happened since.
func TestNoShowKeepsTheDay(t *testing.T) {
	t.Parallel()
	for name, since := range map[string]func(*desk, int64, int64){
		"nothing":   func(*desk, int64, int64) {},
		"spoken to": func(d *desk, bea, _ int64) { d.log(bea, CallLog{Result: crm.StayInTouch}) },
		"decided": func(d *desk, _, sale int64) {
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.CloseLost(ctx, fmt.Sprint(sale), Loss{Reason: "price", Loose: Loose{Activities: "keep"}})
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2026-11-16")
			bea := d.add(crm.StageLead, "Bea Ulm", "phone", "303-555-0101")
			sale := crm.IDOf(d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddOpportunity(ctx, fmt.Sprint(bea), Values{"line": {"auto"}})
			}).Subjects[0])
			appt := crm.IDOf(d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddActivity(ctx, NewActivity{Kind: crm.Appointment, Contact: fmt.Sprint(bea), When: "2026-11-18 14:30", Opportunity: fmt.Sprint(sale)})
			}).Subjects[0])
			d.on("2026-11-20")
			since(d, bea, sale)
			d.on("2026-11-23")
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.NoShow(ctx, []string{fmt.Sprint(appt)}, "", "2026-11-28")
			})
			if plan := strings.Join(d.plan(bea), ", "); !strings.Contains(plan, "2026-11-28") {
				t.Errorf("nothing on the day given: %s", plan)
			}
		})
	}
}
