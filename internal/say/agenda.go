package say

import (
	"slices"

	"crm/internal/crm"
)

// Group is a part of an agenda.
type Group struct {
	Code  string
	Items []*crm.AgendaItem
}

// Groups splits the items of an agenda, which are in order, into their groups.
func Groups(items []*crm.AgendaItem) []Group {
	var groups []Group
	for i, item := range items {
		if i == 0 || item.Group != items[i-1].Group {
			groups = append(groups, Group{Code: item.Group})
		}
		g := &groups[len(groups)-1]
		g.Items = append(g.Items, item)
	}
	return groups
}

// AgendaTitle is the day of an agenda, and whether it is a working day.
func (v *Voice) AgendaTitle(a *crm.Agenda) string {
	date := v.Locale.LongDate(a.Date)
	switch {
	case a.Holiday != "":
		return v.Locale.Text("today.holiday", "date", date, "holiday", v.Holiday(a.Holiday))
	case a.DayOff:
		return v.Locale.Text("today.day-off", "date", date)
	}
	return date
}

// AgendaWhose says whose day it is.
func (v *Voice) AgendaWhose(a *crm.Agenda) string {
	switch {
	case a.Producer == "" && a.Empty:
		return ""
	case a.Producer == "":
		return v.Locale.Text("today.everybody")
	}
	return Clean(a.Producer)
}

// GroupTitle is what a group of an agenda is called.
func (v *Voice) GroupTitle(code string, a *crm.Agenda) string {
	l := v.Locale
	if code != crm.GroupBefore {
		return l.Text("today." + code)
	}
	if reachesLater(a) {
		return l.Text("today.later")
	}
	day := l.Soon(a.Next, a.Date)
	var names []string
	for _, off := range Runs(a.Off) {
		if off.Name != "" {
			date := v.InRow(off, func(d crm.Date) string { return l.Beside(d, a.Next) })
			names = append(names, l.Text("today.is-holiday", "date", date, "holiday", v.Holiday(off.Name)))
		}
	}
	if len(names) == 0 {
		return l.Text("today.before", "day", day)
	}
	return l.Text("today.before.off", "day", day, "off", l.Join(names...))
}

// reachesLater reports whether the agenda reaches the next working day.
func reachesLater(a *crm.Agenda) bool {
	for _, item := range a.Items {
		if item.Group == crm.GroupBefore && !item.Activity.Due.Before(a.Next) {
			return true
		}
	}
	return false
}

// LogCommand returns the command to log a call, and its other possible results, as this
// reader types them.
func (v *Voice) LogCommand(id int64) (command, others string) {
	l := v.Locale
	var results []string
	for _, result := range []string{crm.StayInTouch, crm.DeadFile, crm.AppointmentResult} {
		results = append(results, l.Typed("call_result", result))
	}
	return v.Command("call log", id) + " " + l.Typed("call_result", crm.NoReach), l.Join(results...)
}

// mostStopped limits the contacts named whom colleagues have stopped.
const mostStopped = 3

// StoppedByOthers names who may no longer be contacted because of a colleague.
func (v *Voice) StoppedByOthers(a *crm.Agenda) string {
	var names []string
	for _, one := range a.Stopped {
		if len(names) < mostStopped {
			names = append(names, v.Locale.Text("today.stopped-by-others.one", "name", Clean(one.Contact.Name), "id", itoa(one.Contact.ID), "by", Clean(one.By)))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return v.Locale.Text("today.stopped-by-others", "names", v.firstOf(names, len(a.Stopped)))
}

// Strays counts what has no next step, with the commands that list it.
func (v *Voice) Strays(a *crm.Agenda) (text string, commands []string) {
	var counts []string
	add := func(key string, n int, command string) {
		if n == 0 {
			return
		}
		counts = append(counts, v.Locale.Plural("today.count."+key, n))
		if !slices.Contains(commands, command) {
			commands = append(commands, command)
		}
	}
	var owner []any // as the list was asked for
	if a.Owner != "" {
		owner = []any{crm.With("owner", a.Owner)}
	}
	stray := func(noun string) string {
		return v.Command(noun+" list", append([]any{crm.With("stray", nil)}, owner...)...)
	}
	people := stray("contact")
	add("leads", a.Strays.Leads, people)
	add("prospects", a.Strays.Prospects, people)
	add("clients", a.Strays.Clients, people)
	add("opportunities", a.Strays.Opportunities, stray("opp"))
	add("policies", a.Strays.Policies, stray("policy"))
	if len(counts) == 0 {
		return "", nil
	}
	return v.Locale.Text("today.stray", "counts", v.Locale.Join(counts...)), commands
}

// AgendaCounts counts what is on an agenda.
func (v *Voice) AgendaCounts(a *crm.Agenda) string {
	counts := v.CountList(a.Calls, a.LateCalls, a.Appointments, a.LateAppointments, a.Tasks, a.LateTasks, a.Opportunities, a.Policies, false)
	if a.Capped {
		return v.Locale.Text("today.at-least", "counts", counts)
	}
	return counts
}

// CountList names the counts that are not zero: calls first for a day to come,
// appointments first for today.
func (v *Voice) CountList(calls, lateCalls, appointments, lateAppointments, tasks, lateTasks, opportunities, policies int, callsFirst bool) string {
	var counts []string
	add := func(key string, n, late int) {
		switch {
		case n == 0:
		case late > 0:
			counts = append(counts, v.Locale.Plural(key+".overdue", n, "overdue", late))
		default:
			counts = append(counts, v.Locale.Plural(key, n))
		}
	}
	if callsFirst {
		add("today.count.calls", calls, lateCalls)
	}
	add("today.count.appointments", appointments, lateAppointments)
	if !callsFirst {
		add("today.count.calls", calls, lateCalls)
	}
	add("today.count.tasks", tasks, lateTasks)
	add("today.count.opportunities", opportunities, 0)
	add("today.count.policies", policies, 0)
	return v.Locale.Join(counts...)
}
