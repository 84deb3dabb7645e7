package book

import (
	"cmp"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// Rules may plan more calls than anybody makes. What is done about that is decided here, for
// imports, which are told how many a day, and for books that say so themselves: see
// docs/decisions/0145 and 0161.

// mostCallsADay is how many calls an import may plan for one producer and one day without
// being told to. suggestedCallsADay is what it suggests, unless the book says another number.
const (
	mostCallsADay      = 36
	suggestedCallsADay = 30
)

// CallsPerDayFlag names the flag with which an import is told how many calls it may plan for
// one day.
const CallsPerDayFlag = "calls-per-day"

// How many working days after its own one a call may be put on in a book with a pace.
const (
	longestDelay       = 5
	longestReviewDelay = 10
	seldom             = 3 // months between reviews that are put off for longer
)

// callDay is a day of a producer.
type callDay struct {
	owner int64
	day   crm.Date
}

// pace knows how many calls there are on which days.
type pace struct {
	asks   bool                 // it is an import, which asks about too many calls
	perDay int                  // what it was told; 0 is nothing
	placed bool                 // calls are put where they have been given room
	calls  map[callDay]int      // that rules plan in an import, except birthday calls, which are of their day
	load   map[callDay]int      // all that are open, of the days that were asked about: see roomOf
	free   map[callDay]crm.Date // where the days from that one on are full, the next that may not be
}

// paces has an import count the calls that it plans, and spread them if perDay is not 0.
func (w *work) paces(perDay int) {
	w.importing.pace = newPace()
	w.importing.pace.asks, w.importing.pace.perDay = true, perDay
}

func newPace() *pace {
	return &pace{calls: map[callDay]int{}, load: map[callDay]int{}, free: map[callDay]crm.Date{}}
}

// isPaced reports whether an activity is a call that an import may put on another day.
func isPaced(a *crm.Activity) bool {
	return a != nil && a.Kind == crm.Call && a.CallType != crm.BirthdayCall && a.Status == crm.Open && !a.IsChosen()
}

// isMovable reports whether an activity is a call that a book with a pace may put on another
// day. The first call of a lead is not, nor one for a time of day, nor one on the day of what
// it follows from.
func isMovable(a *crm.Activity, day crm.Date) bool {
	first := a.CallType == crm.ReferralCall && a.Attempt <= 1
	return isPaced(a) && !first && a.DueTime == "" && a.Due.After(day)
}

// countCall takes an edit of a call into account.
func (w *work) countCall(edit *crm.Edit) {
	w.countPlanned(edit)
	if w.importing.pace == nil {
		return
	}
	if a, ok := edit.Before.(*crm.Activity); ok {
		w.countOne(a, -1)
	}
	if a, ok := edit.After.(*crm.Activity); ok {
		w.countOne(a, 1)
	}
}

// countPlanned counts a call that rules plan in an import, as long as it is planned: one that a
// household turns out to have already is taken off by a later row.
func (w *work) countPlanned(edit *crm.Edit) {
	if w.outcome.Imported == nil || edit.Kind != crm.KindActivity {
		return
	}
	a, _ := edit.After.(*crm.Activity)
	switch planned := a != nil && a.Kind == crm.Call && a.Status == crm.Open; {
	case w.importing.planned.has(edit.ID) && !planned:
		w.importing.planned.remove(edit.ID)
		w.outcome.Imported.Calls--
	case planned && edit.Before == nil && edit.Rule != "":
		if w.importing.planned == nil {
			w.importing.planned = numbers{}
		}
		w.importing.planned.add(edit.ID)
		w.outcome.Imported.Calls++
	}
}

func (w *work) countOne(a *crm.Activity, n int) {
	p := w.importing.pace
	if p.asks && isPaced(a) {
		p.calls[callDay{a.Owner, a.Due}] += n
	}
	if len(p.load) == 0 || a.Kind != crm.Call || a.Status != crm.Open || a.Due.IsZero() {
		return
	}
	at := w.roomOf(a)
	if _, known := p.load[at]; known {
		p.load[at] += n
	}
}

// roomOf returns the working day whose calls an activity is one of: that on whose list it is.
// A day off is on the list of the working day before it.
func (b *Book) roomOf(a *crm.Activity) callDay {
	if b.cal.IsWorkday(a.Due) {
		return callDay{a.Owner, a.Due}
	}
	return callDay{a.Owner, b.cal.PrevWorkday(a.Due)}
}

// callsOn returns how many calls a producer has on a working day and the days off behind it.
func (w *work) callsOn(at callDay) (int, error) {
	n, known := w.importing.pace.load[at]
	if known {
		return n, nil
	}
	n, err := w.tx.CallsDue(at.owner, at.day, w.cal.NextWorkday(at.day).AddDays(-1))
	w.importing.pace.load[at] = n
	return n, err
}

// pacePut puts a call that a rule makes or moves, or that comes to another list, on a day that
// has room for it: in an import that was told how many calls a day, on any; in a book with
// a pace, on one up to its limit. A day that has been chosen for it stays.
func (w *work) pacePut(record crm.Record, rule string) error {
	a, ok := record.(*crm.Activity)
	if !ok || w.quiet || !isPaced(a) || w.importing.pace != nil && w.importing.pace.placed {
		return nil
	}
	perDay, limit, err := w.paceFor(a)
	if perDay == 0 || err != nil {
		return err
	}
	was, err := store.Ref[*crm.Activity](w.tx.View, a.ID)
	if err != nil || was != nil && isPaced(was) && was.Due == a.Due && was.Owner == a.Owner {
		return err
	}
	if byHand := rule == "" && (was == nil || was.Owner == a.Owner); byHand && !limit.IsZero() {
		return nil
	}
	return w.giveDay(a, was, perDay, limit)
}

// giveDay puts a call on a day that has room for it, and says why.
func (w *work) giveDay(a, was *crm.Activity, perDay int, limit crm.Date) error {
	if w.importing.pace == nil {
		w.importing.pace = newPace()
	}
	step := crm.Step{Op: crm.StepPaced, From: a.Due, Days: perDay}
	if limit.IsZero() {
		step = crm.Step{Op: crm.StepSpread, From: a.Due}
	}
	is, full, err := w.dayWithRoom(a, was, perDay, limit)
	if err != nil || is == a.Due {
		return err
	}
	if step.Is = is; full.After(a.Due) && !limit.IsZero() {
		step.To = full
	}
	why := crm.Explanation{}
	if a.Explanation != nil {
		why = *a.Explanation
	}
	why.Steps = append(slices.Clone(why.Steps), step)
	a.Due, a.Explanation = step.Is, &why
	return nil
}

// spreadPlanned puts calls that are on the list on days that have room for them, once a book
// gets a pace: of those of a day that is too full the last ones, of which the first is put off
// least.
func (w *work) spreadPlanned(perDay int) error {
	w.importing.pace = newPace()
	w.importing.pace.placed = true
	days, err := w.tx.OpenDays(w.today.AddDays(1))
	if err != nil {
		return err
	}
	for _, day := range days {
		open, err := w.tx.OpenOn(day)
		if err != nil {
			return err
		}
		over, err := w.overfull(open, perDay)
		if err != nil {
			return err
		}
		for _, a := range over {
			was, own := *a, *a
			own.Due = a.DueUnspread()
			limit, err := w.latestDay(&own)
			if err != nil {
				return err
			}
			if err := w.giveDay(a, &was, perDay, limit); err != nil {
				return err
			}
			if _, err := w.putFor(a, a.Rule, nil); err != nil {
				return err
			}
		}
	}
	w.importing.pace = nil
	return nil
}

// overfull returns the calls of a day that make it too full for whoever has them, in order.
func (w *work) overfull(open []*crm.Activity, perDay int) (over []*crm.Activity, err error) {
	beyond := map[callDay]int{}
	for _, a := range slices.Backward(open) {
		if !isMovable(a, w.today) {
			continue
		}
		at := w.roomOf(a)
		if _, known := beyond[at]; !known {
			n, err := w.callsOn(at)
			if err != nil {
				return nil, err
			}
			beyond[at] = n - perDay
		}
		if beyond[at] > 0 {
			beyond[at]--
			over = append(over, a)
		}
	}
	slices.Reverse(over)
	return over, nil
}

// paceFor returns how many calls a day there may be where a call is planned, 0 for any number,
// and the last day on which it may be put; zero is any.
func (w *work) paceFor(a *crm.Activity) (perDay int, limit crm.Date, err error) {
	if p := w.importing.pace; p != nil && p.perDay > 0 {
		return p.perDay, limit, nil
	}
	if perDay = int(w.settings.CallsPerDay); perDay == 0 || !isMovable(a, w.day) {
		return 0, limit, nil
	}
	limit, err = w.latestDay(a)
	return perDay, limit, err
}

// latestDay returns the last day on which a call may be put: a week of working days after its
// own, or two for a review of somebody who is called seldom; before a birthday that it comes
// before, and before what they have elsewhere expires.
func (v reader) latestDay(a *crm.Activity) (crm.Date, error) {
	delay, until := longestDelay, crm.Date{}
	if a.CallType == crm.ReviewCall {
		c, err := v.contactOrNil(a.Contact)
		if err != nil {
			return until, err
		}
		if c != nil && c.Every().Months >= seldom {
			delay = longestReviewDelay
		}
		if c != nil && !c.Birthday.IsZero() {
			until = c.Birthday.Next(a.Due)
		}
	}
	if a.Purpose == crm.PurposeXDate {
		o, err := store.Ref[*crm.Opportunity](v.tx, a.Opportunity)
		if err != nil {
			return until, err
		}
		if o != nil {
			until = o.XDate
		}
	}
	limit := a.Due
	for range delay {
		next := v.cal.NextWorkday(limit)
		if !until.IsZero() && !next.Before(until) {
			break
		}
		limit = next
	}
	return limit, nil
}

// dayWithRoom returns the first day from that of a call on, up to a limit if there is one, on
// which its owner has fewer calls than perDay beside it; if none has room, the one with the
// fewest. Full is the last day that has none. A call is one of the day on which the book has it.
func (w *work) dayWithRoom(a, was *crm.Activity, perDay int, limit crm.Date) (is, full crm.Date, err error) {
	p, due := w.importing.pace, a.Due
	if limit.IsZero() {
		due = crm.Latest(due, w.cal.NextWorkday(w.today))
	}
	from := callDay{a.Owner, due}
	if free, full := p.free[from]; full && limit.IsZero() {
		due = free
	}
	own := callDay{}
	if was != nil && was.Kind == crm.Call && was.Status == crm.Open {
		own = w.roomOf(was)
	}
	best, fewest := due, -1
	for limit.IsZero() || !due.After(limit) {
		on := *a
		on.Due = due
		at := w.roomOf(&on)
		n, err := w.callsOn(at)
		if err != nil {
			return due, full, err
		}
		if at == own {
			n--
		}
		if n < perDay {
			if limit.IsZero() {
				p.free[from] = due
			}
			return due, full, nil
		}
		if full = due; fewest < 0 || n < fewest {
			best, fewest = due, n
		}
		due = w.cal.NextWorkday(due)
	}
	return best, full, nil
}

// staysSpread gives what a rule would make the day of the call that is there, if that has been
// put there from the day that the rule wants.
func staysSpread(there, a *crm.Activity) {
	if there.Due == a.Due || there.DueUnspread() != a.Due || !isPaced(there) || a.IsChosen() {
		return
	}
	why := *a.Explanation
	at := slices.IndexFunc(there.Explanation.Steps, func(s crm.Step) bool { return s.Op == crm.StepSpread || s.Op == crm.StepPaced })
	why.Steps = append(slices.Clone(why.Steps), there.Explanation.Steps[at:]...)
	a.Due, a.Explanation = there.Due, &why
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
	if w.importing.pace == nil || !w.importing.pace.asks {
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
	suggested := cmp.Or(int(w.settings.CallsPerDay), suggestedCallsADay)
	asks := notice("ask-calls-per-day", "n", n, "date", at.day, "owner", w.ownerElse(at.owner), "suggested", suggested)
	if w.options.DryRun {
		asks.Warning = true
		w.outcome.Notices = append(w.outcome.Notices, asks)
		return nil
	}
	e := crm.Errorf(crm.CodeRefused, "%d calls would fall on %s", n, at.day).On(CallsPerDayFlag)
	e.Asks = &asks
	return e.Try("Spread them over working days: --calls-per-day %d", suggested).Try("If that is meant: --yes")
}
