package render

import (
	"slices"

	"crm/internal/crm"
)

// The least width of the texts, so that the rules' names stand below each
// other from one outcome to the next.
const editText = 34

// mostEdits is how many lines of an outcome are shown: the undo of an import
// has thousands, which crm history lists.
const mostEdits = 100

// editLines are the edits beside those that the heads tell, a line each.
func (s *Screen) editLines(o *crm.Outcome, own map[*crm.Edit]bool) []string {
	g := &grid{wraps: true, min: []int{0, cells(s.Locale.DateAligned(crm.Date{Year: s.Today.Year + 1, Month: 12, Day: 20}, s.Today)), editText}}
	subject := subjectOf(o)
	m := mentionedIn(o)
	m.told = toldOf(o)
	moved := slices.ContainsFunc(o.Notices, func(n crm.Notice) bool { return n.Code == movedCode }) // which tells those
	more := o.More
	for _, e := range o.Edits {
		if own[e] || e.Silent() || moved && e.Rule == crm.MissedBirthday {
			continue
		}
		if len(g.rows) == mostEdits {
			more++
			continue
		}
		text := s.editText(m, e)
		if id := crm.About(e.Record(), crm.KindContact); id != subject && e.Kind != crm.KindContact && o.People[id] != nil {
			text = named(Clean(o.People[id].Name), text)
		} else if c, ok := e.Record().(*crm.Contact); ok && id != subject {
			text = named(Clean(c.Name), text)
		}
		g.add(sign(e)+" "+s.numbered(e.Record()), s.editDate(e), text, Clean(e.Rule))
	}
	lines := g.lines("  ", s.width(), 2)
	if more > 0 {
		lines = append(lines, "  "+s.Locale.Plural("outcome.more", more))
	}
	return lines
}

// named is a text about somebody, with the name in front.
func named(name, text string) string {
	switch {
	case text == "":
		return name
	case name == "":
		return text
	}
	return name + ": " + text
}

// subjectOf is the contact that an outcome is about, 0 where there are several
// or none.
func subjectOf(o *crm.Outcome) int64 {
	var subject int64
	for _, r := range o.Subjects {
		id := crm.About(r, crm.KindContact)
		if subject != 0 && id != subject {
			return 0
		}
		subject = id
	}
	return subject
}

// toldOf are the opportunity and the policy that an outcome is about, which its
// lines need not name again.
func toldOf(o *crm.Outcome) map[crm.Kind]int64 {
	told := map[crm.Kind]int64{}
	for _, r := range o.Subjects {
		told[crm.KindOpportunity] = crm.About(r, crm.KindOpportunity)
		if _, ok := r.(*crm.Policy); ok {
			told[crm.KindPolicy] = crm.IDOf(r)
		}
	}
	return told
}

// editDate is the day of the activity that an edit is about, with the time where
// an appointment does not say it itself.
func (s *Screen) editDate(e *crm.Edit) string {
	if a, ok := e.Record().(*crm.Activity); ok {
		day := s.Locale.DateAligned(a.Due, s.Today)
		if a.Kind == crm.Appointment {
			return day
		}
		return beside(day, Clean(a.DueTime))
	}
	return ""
}

// editText says what an edit made or changed, and why a date is what it is.
func (s *Screen) editText(m mentions, e *crm.Edit) string {
	l := s.Locale
	a, ok := e.Record().(*crm.Activity)
	if !ok {
		if e.Action != crm.Update {
			return s.madeText(m, e)
		}
		return l.Join(s.whatChanged(m, e))
	}
	var parts []string
	if about := s.about(a); about != "" {
		parts = append(parts, about)
	}
	if a.Kind == crm.Appointment {
		if span := s.span(a); span != "" {
			parts = append(parts, span)
		}
		if a.Place != "" {
			parts = append(parts, Clean(a.Place))
		}
	}
	if e.Action == crm.Create {
		parts = append(parts, s.regards(m, a)...)
	}
	if a.Kind == crm.Call && a.Attempt > 1 && e.Action == crm.Create {
		parts = append(parts, l.Plural("outcome.try", int(a.Attempt)))
	}
	dated := e.Action == crm.Create
	if e.Action == crm.Update {
		before, _ := e.Before.(*crm.Activity)
		switch {
		case becomes(e, "status", crm.Cancelled):
			parts = append(parts, s.ofColleague(m, a)...)
		case e.Changed("due") && before != nil && !before.Due.IsZero():
			parts = append(parts, l.Text("outcome.was", "date", l.Date(before.Due, s.Today)))
			dated = true
		default:
			parts = append(parts, s.whatChanged(m, e)...)
		}
	}
	if !dated || e.Rule == "" || a.Explanation == nil {
		return l.Join(parts)
	}
	beside, aside := s.because(a.Explanation.Steps)
	if beside != "" {
		parts = append(parts, beside)
	}
	text := l.Join(parts)
	switch {
	case aside == "":
		return text
	case text == "": // a call of no type
		return aside
	}
	return l.Text("outcome.aside", "what", text, "why", aside)
}

// because is what set a date, in as few words as tell it: beside stands with
// what the activity is, aside is a remark of its own.
func (s *Screen) because(steps []crm.Step) (beside, aside string) {
	l := s.Locale
	var is crm.Date
	var off []string
	birthdays := map[crm.Date]bool{}
	for _, step := range steps {
		if !step.Is.IsZero() {
			is = step.Is
		}
		for _, day := range step.Off {
			off = append(off, l.Near(day.Date, s.Today))
		}
		switch step.Op {
		case "birthday":
			birthdays[step.Is] = true
		case "overdue":
			aside = l.Text("outcome.past", "date", l.Date(step.From, s.Today))
		}
	}
	for _, step := range steps {
		if step.Op == "add" && step.Is == is && birthdays[step.From] {
			beside = l.Text("outcome.before-birthday", "period", l.Period(crm.Period{Months: step.Months, Days: step.Days}))
			if step.Months == 0 && step.Days == -7 {
				beside = l.Text("outcome.week-before-birthday")
			}
			return beside, aside
		}
	}
	for _, step := range steps {
		if step.Op == "add" && step.Is == is && step.Months > 0 {
			beside = l.Period(crm.Period{Months: step.Months})
		}
	}
	switch {
	case aside != "":
	case len(off) == 1:
		aside = l.Text("outcome.is-holiday", "day", off[0])
	case len(off) > 1:
		aside = l.Text("outcome.are-holidays", "days", l.List(off))
	}
	return beside, aside
}
