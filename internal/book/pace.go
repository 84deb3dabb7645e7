package book

import (
	"cmp"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// An import may plan more calls than anybody makes. What it does about that is decided here,
// for every import: see docs/decisions/0145.

// mostCallsADay is how many calls an import may plan for one producer and one day without
// being told to. suggestedCallsADay is what it suggests.
const (
	mostCallsADay      = 36
	suggestedCallsADay = 30
)

// CallsPerDayFlag names the flag with which an import is told how many calls it may plan for
// one day.
const CallsPerDayFlag = "calls-per-day"

// callDay is a day of a producer.
type callDay struct {
	owner int64
	day   crm.Date
}

// pace counts the calls that the rules plan in an import, except birthday calls, which are
// of their day. It spreads them over working days where perDay says so: no producer gets
// more than that on one day.
type pace struct {
	perDay int
	calls  map[callDay]int
	free   map[callDay]crm.Date // where the days from that one on are full, the next that may not be
}

// paces has a change count the calls that it plans, and spread them if perDay is not 0.
func (w *work) paces(perDay int) {
	w.importing.pace = &pace{perDay: perDay, calls: map[callDay]int{}, free: map[callDay]crm.Date{}}
}

// isPaced reports whether an activity is a call that an import may put on another day.
func isPaced(a *crm.Activity) bool {
	return a != nil && a.Kind == crm.Call && a.CallType != crm.BirthdayCall && a.Status == crm.Open && a.Rule != ""
}

// count takes an edit of a call into account.
func (p *pace) count(edit *crm.Edit) {
	if p == nil {
		return
	}
	if a, ok := edit.Before.(*crm.Activity); ok && isPaced(a) {
		p.calls[callDay{a.Owner, a.Due}]--
	}
	if a, ok := edit.After.(*crm.Activity); ok && isPaced(a) {
		p.calls[callDay{a.Owner, a.Due}]++
	}
}

// pacedDay returns the day of an activity that a rule makes. A call that is to be spread is
// made when it is due, from the next working day on, or on the next working day after that
// on which its owner has calls left to make.
func (w *work) pacedDay(a *crm.Activity) crm.Date {
	p := w.importing.pace
	if p == nil || p.perDay == 0 || a.Kind != crm.Call || a.CallType == crm.BirthdayCall {
		return a.Due
	}
	due := crm.Latest(a.Due, w.cal.NextWorkday(w.today))
	from := callDay{a.Owner, due}
	if free, full := p.free[from]; full {
		due = free
	}
	for p.calls[callDay{a.Owner, due}] >= p.perDay {
		due = w.cal.NextWorkday(due)
	}
	p.free[from] = due
	return due
}

// pacePut spreads a call that a household has come to, or that is made earlier than it was: a
// rule gives neither its day.
func (w *work) pacePut(record crm.Record) error {
	a, ok := record.(*crm.Activity)
	if p := w.importing.pace; !ok || p == nil || p.perDay == 0 || !isPaced(a) {
		return nil
	}
	was, err := store.Ref[*crm.Activity](w.tx.View, a.ID)
	if err != nil || was != nil && isPaced(was) && was.Due == a.Due && was.Owner == a.Owner {
		return err
	}
	if due := w.pacedDay(a); due != a.Due {
		a.Explanation.Steps = append(a.Explanation.Steps, crm.Step{Op: "spread", From: a.Due, Is: due})
		a.Due = due
	}
	return nil
}

// most returns the day with the most calls, the earliest of several.
func (p *pace) most() (at callDay, n int) {
	for each, calls := range p.calls {
		if calls > n || calls == n && (cmp.Or(each.day.Compare(at.day), cmp.Compare(each.owner, at.owner)) < 0) {
			at, n = each, calls
		}
	}
	return at, n
}

// byDay returns the days with calls in order, and how many there are of all producers.
func (p *pace) byDay() (days []crm.CallDay) {
	at := map[crm.Date]int{}
	for each, calls := range p.calls {
		at[each.day] += calls
	}
	for day, calls := range at {
		if calls > 0 {
			days = append(days, crm.CallDay{Day: day, Calls: calls})
		}
	}
	slices.SortFunc(days, func(a, b crm.CallDay) int { return a.Day.Compare(b.Day) })
	return days
}

// checkPace asks before an import puts more calls on one day of somebody than they make.
// The import is tried again with the answer. A dry run reports the question instead.
//
// Errors: CodeRefused, with the question.
func (w *work) checkPace() error {
	if w.importing.pace == nil {
		return nil
	}
	if w.importing.pace.perDay > 0 {
		if done := w.outcome.Imported; done != nil {
			done.Days = w.importing.pace.byDay()
		}
		return nil
	}
	if w.options.Yes {
		return nil
	}
	at, n := w.importing.pace.most()
	if n <= mostCallsADay {
		return nil
	}
	asks := notice("ask-calls-per-day", "n", n, "date", at.day, "owner", w.ownerElse(at.owner), "suggested", suggestedCallsADay)
	if w.options.DryRun {
		asks.Warning = true
		w.outcome.Notices = append(w.outcome.Notices, asks)
		return nil
	}
	e := crm.Errorf(crm.CodeRefused, "%d calls would fall on %s", n, at.day).On(CallsPerDayFlag)
	e.Asks = &asks
	return e.Try("Spread them over working days: --calls-per-day %d", suggestedCallsADay).Try("If that is meant: --yes")
}
