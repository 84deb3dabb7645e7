package say

import (
	"slices"

	"crm/internal/crm"
)

// Edits words the edits beyond the heads, with their rules: the first ones, and how
// many more there are.
func (v *Voice) Edits(o *crm.Outcome, own map[*crm.Edit]bool, most int) (told []Told, more int) {
	subject := subjectOf(o)
	m := mentionedIn(o)
	m.told = toldOf(o)
	moved := slices.ContainsFunc(o.Notices, func(n crm.Notice) bool { return n.Code == movedCode }) // which tells those
	more = o.More
	passing := passing(o.Edits)
	for _, e := range o.Edits {
		if own[e] || e.Silent() || passing[e] || moved && e.Rule == crm.MissedBirthday {
			continue
		}
		if len(told) == most {
			more++
			continue
		}
		text := v.editText(m, e)
		if id := crm.About(e.Record(), crm.KindContact); id != subject && e.Kind != crm.KindContact && e.Kind != crm.KindRelation && o.People[id] != nil {
			text = withName(Clean(o.People[id].Name), text)
		} else if c, ok := e.Record().(*crm.Contact); ok && id != subject {
			text = withName(Clean(c.Name), text)
		}
		t := Told{By: Clean(e.Rule), What: Sign(e) + " " + v.Numbered(e.Record()), Text: text}
		if a, ok := e.Record().(*crm.Activity); ok {
			if t.On = a.Due; a.Kind != crm.Appointment { // which says its time itself
				t.Clock = Clean(a.DueTime)
			}
		}
		told = append(told, t)
	}
	return told, more
}

// passing are the edits of what one rule made and another one cancelled: nothing is left of it, and
// the history has it.
func passing(edits []*crm.Edit) map[*crm.Edit]bool {
	made, passing := map[int64][]*crm.Edit{}, map[*crm.Edit]bool{}
	for _, e := range edits {
		if e.Kind != crm.KindActivity || e.Rule == "" {
			continue
		}
		if e.Action == crm.Create || made[e.ID] != nil {
			made[e.ID] = append(made[e.ID], e)
		}
		if gaveValue(e, "status", crm.Cancelled) {
			for _, each := range made[e.ID] {
				passing[each] = true
			}
		}
	}
	return passing
}

// withName puts a name in front of a text.
func withName(name, text string) string {
	switch {
	case text == "":
		return name
	case name == "":
		return text
	}
	return name + ": " + text
}

// subjectOf is the contact of an outcome, or 0 for several or none.
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

// toldOf are the opportunity and policy of an outcome, which its lines need not repeat.
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

// editText says what an edit made or changed, and why a date was set.
func (v *Voice) editText(m mentions, e *crm.Edit) string {
	l := v.Locale
	a, ok := e.Record().(*crm.Activity)
	if !ok {
		if e.Action != crm.Update {
			return v.madeText(m, e)
		}
		return l.Join(v.whatChanged(m, e)...)
	}
	parts := []string{v.purposeOf(a)}
	if a.Kind == crm.Appointment {
		parts = append(parts, v.span(a), Clean(a.Place))
	}
	if e.Action == crm.Create {
		parts = append(parts, v.regards(m, a)...)
	}
	if a.Kind == crm.Call && a.Attempt > 1 && e.Action == crm.Create {
		parts = append(parts, l.Plural("outcome.try", int(a.Attempt)))
	}
	dated := e.Action == crm.Create
	if e.Action == crm.Update {
		before, _ := e.Before.(*crm.Activity)
		switch {
		case gaveValue(e, "status", crm.Cancelled):
		case e.Changed("due") && before != nil && !before.Due.IsZero():
			parts = append(parts, v.whoseChanged(m, e)...)
			parts = append(parts, l.Text("outcome.was", "date", l.Date(before.Due, v.Today)))
			dated = true
		default:
			parts = append(parts, v.whatChanged(m, e)...)
		}
		if !e.Changed("owner") { // which says whose it is
			parts = append(parts, v.ofColleague(m, a)...)
		}
	}
	if !dated || e.Rule == "" || a.Explanation == nil {
		return l.Join(parts...)
	}
	beside, aside := v.setBy(a.Explanation.Steps)
	text := l.Join(append(parts, beside)...)
	switch {
	case aside == "":
		return text
	case text == "": // a call of no type
		return aside
	}
	return l.Text("outcome.aside", "what", text, "why", aside)
}

// whoseChanged says with whom an activity was, and on whose list, where an edit changed that.
func (v *Voice) whoseChanged(m mentions, e *crm.Edit) []string {
	var parts []string
	for _, d := range e.Differences() {
		if !d.Field.Own && slices.Contains([]string{"contact", "owner"}, d.Field.Name) {
			parts = append(parts, v.wasAndIs(m, e, d))
		}
	}
	return parts
}

// setBy says briefly what set a date: beside stands with the activity, aside is a
// remark.
func (v *Voice) setBy(steps []crm.Step) (beside, aside string) {
	l := v.Locale
	var is crm.Date
	var off []string
	days := 0
	birthdays := map[crm.Date]bool{}
	for _, step := range steps {
		if !step.Is.IsZero() && step.Op != crm.StepPaced {
			is = step.Is
		}
		days += len(step.Off)
		for _, day := range Runs(step.Off) {
			near := func(d crm.Date) string { return l.Near(d, v.Today) }
			if day.Last == day.Date.AddDays(1) { // two are named
				off = append(off, near(day.Date), near(day.Last))
				continue
			}
			off = append(off, v.InRow(day, near))
		}
		switch step.Op {
		case "birthday":
			birthdays[step.Is] = true
		case crm.StepOverdue:
			aside = l.Text("outcome.past", "date", l.Date(step.From, v.Today))
		case crm.StepPaced:
			key := "outcome.full"
			if !step.To.IsZero() {
				key = "outcome.full.days"
			}
			aside = l.Text(key, "date", l.Date(step.From, v.Today), "to", l.Date(step.To, v.Today), "n", step.Days)
		}
	}
	for _, step := range steps {
		if step.Op == "add" && step.Is == is && birthdays[step.From] && (step.Days < 0 || step.Months < 0) {
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
	case days == 1:
		aside = l.Text("outcome.is-holiday", "day", off[0])
	case days > 1:
		aside = l.Text("outcome.are-holidays", "days", l.List(off))
	}
	return beside, aside
}
