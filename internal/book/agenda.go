package book

import (
	"context"
	"math"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// Limits of what an agenda reads. It is a day's work, not a report.
const (
	mostLate  = 200
	mostToday = 500
	mostCount = 99
)

// AgendaQuery selects whose agenda to show, and of how many days.
type AgendaQuery struct {
	Owner string // name or number, "all", "team:" and a team, or empty for one's own
	Days  int    // so many days from today on; 0 is up to the next working day
	// PerGroup limits the lines of each group that get a reason; 0 means no limit.
	PerGroup int
	// Whole reads everything that is planned. Otherwise the counts may stop after a few
	// hundred.
	Whole bool
	// Merge makes one line of the calls to one person, except calls for a time of day.
	Merge bool
}

// Agenda lists what is late, what is due, and what falls on days off before the next
// working day. It never writes.
func (b *Book) Agenda(ctx context.Context, q AgendaQuery) (*crm.Agenda, error) {
	agenda := &crm.Agenda{Owner: q.Owner, Date: b.today, Clock: b.options.Now.In(b.zone).Format("15:04"), Zone: b.zone, DayOff: !b.cal.IsWorkday(b.today), Next: b.cal.NextWorkday(b.today)}
	agenda.Holiday, _ = b.cal.Holiday(b.today)
	err := b.read(ctx, func(v reader) error {
		owner, err := v.whoseRecords(q.Owner)
		if err != nil {
			return err
		}
		agenda.Producer = owner.label
		last := v.horizon(v.today)
		if q.Days > 0 {
			last = b.today.AddDays(q.Days - 1)
		}
		for day := b.today.AddDays(1); !day.After(last); day = day.AddDays(1) {
			if holiday, ok := b.cal.Holiday(day); ok {
				agenda.Off = append(agenda.Off, crm.Day{Date: day, Name: holiday})
			}
		}
		mostLate, mostToday := mostLate, mostToday
		if q.Whole {
			mostLate, mostToday = math.MaxInt32/2, math.MaxInt32/2
		}
		late, due, err := v.planned(last, owner.ids, mostLate, mostToday)
		if err != nil {
			return err
		}
		var some store.Needing
		if agenda.Strays, some, err = v.tx.Strays(owner.ids, v.today, mostCount+1); err != nil {
			return err
		}
		agenda.Capped = len(late) == mostLate || len(due) == mostToday
		planned := slices.Concat(late, due)
		v.groupAgenda(agenda, planned, q)
		if some.Sales {
			if err := v.attention(agenda, owner.ids, last, q, planned); err != nil {
				return err
			}
		}
		if some.Policies {
			if agenda.Strays.Policies, err = v.strayPolicies(agenda, owner.ids, last, q); err != nil {
				return err
			}
		}
		for _, item := range agenda.Items {
			if item.Via, err = v.reachedThrough(item.Contact); err != nil {
				return err
			}
		}
		if err := v.explain(agenda, q); err != nil {
			return err
		}
		if b.isNow() {
			v.waiting(agenda)
		}
		if agenda.Stopped, err = v.stoppedByOthers(owner.ids); err != nil {
			return err
		}
		if len(agenda.Items) > 0 {
			return nil
		}
		return v.nothingDue(agenda, owner, last)
	})
	return agenda, err
}

// planned reads what is late and what is due up to a day, each up to a limit. One question
// has both, unless so much is late that it may leave out what is due.
func (v reader) planned(last crm.Date, owners []int64, mostLate, mostToday int) (late, due []store.Planned, err error) {
	all, err := v.tx.Agenda(crm.Date{Year: 1}, last, owners, mostLate+mostToday)
	if err != nil {
		return nil, nil, err
	}
	n := 0
	for n < len(all) && all[n].Activity.Due.Before(v.today) {
		n++
	}
	late, due = all[:min(n, mostLate)], all[n:]
	if len(all) == mostLate+mostToday {
		due, err = v.tx.Agenda(v.today, last, owners, mostToday)
	}
	return late, due[:min(len(due), mostToday)], err
}

// stoppedByOthers returns the contacts of some producers who may no longer be contacted
// because of what a colleague did lately, including those with whom they have an
// opportunity or had something planned. Their calls and appointments have disappeared
// from the list.
func (v reader) stoppedByOthers(owners []int64) ([]crm.StoppedBy, error) {
	if v.solo {
		return nil, nil
	}
	contacts, err := v.tx.StoppedSince(v.cal.PrevWorkday(v.today), owners, mostCount)
	if err != nil {
		return nil, err
	}
	var stopped []crm.StoppedBy
	for _, c := range contacts {
		by, err := v.stoppedBy(c)
		if err != nil {
			return nil, err
		}
		if mine := owners == nil && (by == c.Owner || c.Owner == 0) || slices.Contains(owners, by); by != 0 && !mine {
			stopped = append(stopped, crm.StoppedBy{Contact: c, By: v.names[by]})
		}
	}
	return stopped, nil
}

// stoppedBy returns the producer who stopped a contact, or 0 if that is unknown.
func (v reader) stoppedBy(c *crm.Contact) (int64, error) {
	s, err := store.Ref[*crm.Suppression](v.tx, c.Suppression)
	switch {
	case err != nil:
		return 0, err
	case s != nil:
		return s.Author, nil
	}
	return v.tx.LastEditor(c.ID)
}

// groupAgenda sorts what is planned into groups. It may merge the calls to one person into
// one line, since one call does for all of them. A call promised for a time of day
// keeps its own line, and so do one on a day that is yet to come and a birthday that has
// passed, of which nothing would tell. Each call counts.
func (v reader) groupAgenda(agenda *crm.Agenda, planned []store.Planned, q AgendaQuery) {
	lines := map[int64]*crm.AgendaItem{}
	lately := v.cal.PrevWorkday(v.today)
	for _, p := range planned {
		item := &crm.AgendaItem{Activity: p.Activity, Contact: p.Contact, Group: groupOf(p.Activity, v.today), Assigned: noEarlierThan(p.Activity.Assigned, lately)}
		if item.Group == crm.GroupOverdue {
			if p.Activity.Slot == "birthday" && p.Activity.Due.Before(v.today.AddDays(-crm.BirthdayGrace)) {
				continue // it moves to the next birthday with the first change of the day
			}
			item.Late = v.cal.Workdays(p.Activity.Due, v.today)
		}
		count(agenda, item)
		passed := item.Group == crm.GroupOverdue && p.Activity.CallType == crm.BirthdayCall
		if q.Merge && p.Contact != nil && p.Activity.Kind == crm.Call && p.Activity.DueTime == "" && !passed && item.Group != crm.GroupBefore {
			if there := lines[p.Contact.ID]; there != nil { // what comes first on the list stays
				if crm.GroupRank(there.Group) <= crm.GroupRank(item.Group) {
					there.Also = append(there.Also, p.Activity)
					continue
				}
				item.Also = append(slices.Clone(there.Also), there.Activity)
				agenda.Items = slices.DeleteFunc(agenda.Items, func(i *crm.AgendaItem) bool { return i == there })
			}
			lines[p.Contact.ID] = item
		}
		agenda.Items = append(agenda.Items, item)
	}
}

// explain sorts the lines and works out the reasons of those that are shown.
func (v reader) explain(agenda *crm.Agenda, q AgendaQuery) error {
	slices.SortStableFunc(agenda.Items, func(a, b *crm.AgendaItem) int {
		if a.Group != b.Group {
			return crm.GroupRank(a.Group) - crm.GroupRank(b.Group)
		}
		switch {
		case a.Policy != nil || b.Policy != nil:
			return lastPolicies(a, b)
		case a.Opportunity != nil:
			return byUrgency(a, b)
		}
		return inGroup(a, b)
	})
	group, n := "", 0
	var shown []*crm.AgendaItem
	paced := v.settings.CallsPerDay > 0
	var explained []int64
	for _, item := range agenda.Items {
		if item.Group != group {
			group, n = item.Group, 0
		}
		if n++; q.PerGroup > 0 && n > q.PerGroup {
			continue
		}
		shown = append(shown, item)
		if a := item.Activity; a != nil && (a.CallType == crm.ReviewCall || paced && a.Kind == crm.Call) {
			explained = append(explained, a.ID)
		}
		for _, also := range item.Also {
			if paced {
				explained = append(explained, also.ID)
			}
		}
	}
	explanations, err := v.tx.Explanations(explained)
	if err != nil {
		return err
	}
	for _, item := range shown {
		if item.Activity != nil {
			item.Activity.Explanation = explanations[item.Activity.ID]
		}
		for _, also := range item.Also {
			also.Explanation = explanations[also.ID]
		}
		if err := v.reason(item); err != nil {
			return err
		}
	}
	return nil
}

func count(agenda *crm.Agenda, item *crm.AgendaItem) {
	switch {
	case item.Opportunity != nil:
		agenda.Opportunities++
		return
	case item.Policy != nil:
		agenda.Policies++
		return
	}
	late := 0
	if item.Group == crm.GroupOverdue {
		late = 1
	}
	switch item.Activity.Kind {
	case crm.Appointment:
		agenda.Appointments++
		agenda.LateAppointments += late
	case crm.Call:
		agenda.Calls++
		agenda.LateCalls += late
	default:
		agenda.Tasks++
		agenda.LateTasks += late
	}
}

func groupOf(a *crm.Activity, today crm.Date) string {
	switch {
	case a.Due.Before(today):
		return crm.GroupOverdue
	case a.Due.After(today):
		return crm.GroupBefore
	case a.Kind == crm.Appointment:
		return crm.GroupAppointments
	case a.Purpose == crm.PurposeRenewal:
		return crm.GroupRenewals
	case a.Kind != crm.Call:
		return crm.GroupTasks
	case a.CallType == "":
		return crm.GroupCalls
	}
	return a.CallType
}

// inGroup orders a group by day and time. Appointments go by their start, and promises
// for a time of day come first.
func inGroup(a, b *crm.AgendaItem) int {
	x, y := a.Activity, b.Activity
	if c := x.Due.Compare(y.Due); c != 0 {
		return c
	}
	if c := x.Start.Compare(y.Start); c != 0 {
		return c
	}
	switch {
	case x.DueTime == y.DueTime:
		return int(x.ID - y.ID)
	case x.DueTime == "":
		return 1
	case y.DueTime == "" || x.DueTime < y.DueTime:
		return -1
	}
	return 1
}

// reason works out why somebody is on the list, in parts that can be spoken.
func (v reader) reason(item *crm.AgendaItem) error {
	switch {
	case item.Opportunity != nil:
		return v.whoReferred(item.Opportunity, &item.Reason)
	case item.Policy != nil:
		return nil
	}
	a, c := item.Activity, item.Contact
	if a.Opportunity != 0 {
		o, err := store.Ref[*crm.Opportunity](v.tx, a.Opportunity)
		if err != nil {
			return err
		}
		if o != nil {
			item.Reason.Line, item.Reason.Topic = o.Line, o.Topic
			item.Assigned = item.Assigned || noEarlierThan(o.Assigned, v.cal.PrevWorkday(v.today))
			if item.Assigned || a.Purpose == crm.PurposeReferral {
				item.Reason.Referral = o.Reason
			}
			if a.Purpose == crm.PurposeReferral {
				if err := v.whoReferred(o, &item.Reason); err != nil {
					return err
				}
			}
		}
	}
	if a.Policy != 0 {
		p, err := store.Ref[*crm.Policy](v.tx, a.Policy)
		if err != nil {
			return err
		}
		if p != nil {
			item.Reason.Line, item.Reason.Carrier, item.Reason.Expires = p.Line, p.Carrier, p.Expires
		}
	}
	if c == nil {
		return nil
	}
	r := &item.Reason
	r.LastCall, r.MovedFrom = c.LastCall, a.PacedFrom()
	if c.Phone == "" && item.Via == nil || a.Kind == crm.Email { // the list has no e-mails, and no phones that reach nobody
		whole, err := v.contactOrNil(c.ID)
		if err != nil {
			return err
		}
		if whole, item.At, err = v.asReached(whole); err != nil {
			return err
		}
		r.Missing = a.Missing(whole)
	}
	if a.Purpose == crm.PurposeWrite {
		writable, err := v.mayBeWritten(c.ID)
		if err != nil {
			return err
		}
		r.Unwritten = !writable
	}
	if a.Attempt > 1 || a.Kind == crm.Task {
		last, err := store.Ref[*crm.Activity](v.tx, a.Cause)
		if err != nil {
			return err
		}
		if last != nil {
			r.Last = last
		}
	}
	if on := c.Birthday.In(v.today.Year); !c.Birthday.IsZero() && on == v.today {
		v.turns(c, on, r)
	}
	switch a.CallType {
	case crm.ReferralCall:
		if a.Attempt > 1 {
			break
		}
		r.New, r.Source = true, c.Source
		var err error
		if r.From, err = v.tx.NameOf(c.ReferredBy); err != nil {
			return err
		}
	case crm.BirthdayCall:
		v.turns(c, c.Birthday.In(a.Due.Year), r)
		if a.Attempt > 1 {
			break
		}
		last, err := v.tx.LastDone(c.ID)
		if err != nil {
			return err
		}
		r.Last = last
	case crm.ReviewCall:
		whyThen(a, c, r)
	}
	return nil
}

// turns notes a birthday on that day, and the age if it is known.
func (v reader) turns(c *crm.Contact, on crm.Date, r *crm.Reason) {
	r.BirthdayOn = on
	if age, known := c.Birthday.Age(on); known {
		r.Turns = age
	}
}

// whyThen says what set the day of a review call: a person, the birthday or a span of
// months. A retry is due because nobody was reached.
func whyThen(a *crm.Activity, c *crm.Contact, r *crm.Reason) {
	switch {
	case a.Attempt > 1:
	case a.IsChosen():
		r.Chosen = true
	case byBirthday(a, c):
		r.Birthday = c.Birthday.Next(a.Due)
	case a.Explanation != nil:
		for _, step := range a.Explanation.Steps {
			if step.Op == "add" && step.Months > 0 {
				r.Every = crm.Period{Months: step.Months}
			}
		}
	}
}

// byBirthday reports whether a review call is due a week before the birthday.
func byBirthday(a *crm.Activity, c *crm.Contact) bool {
	return !c.Birthday.IsZero() && c.Birthday.Next(a.Due).AddDays(-7) == a.Due
}

// nothingDue says what comes next when nothing is due.
func (v reader) nothingDue(agenda *crm.Agenda, owner whose, after crm.Date) error {
	empty, err := v.tx.Empty()
	if empty || err != nil {
		agenda.Empty = empty
		return err
	}
	agenda.Until, agenda.UntilCalls, agenda.UntilAppointments, agenda.UntilTasks, err = v.tx.NextDay(after, owner.ids, mostToday)
	return err
}
