package render

import (
	"slices"

	"crm/internal/crm"
)

// agendaFoot is what stands under the groups: what has no next step, the
// counts, and the command to begin with.
func (p *page) agendaFoot(a *crm.Agenda) []string {
	l := p.Locale
	var foot []string
	add := func(text string) { foot = append(foot, wrap(text, p.width())...) }
	if len(a.Items) > 0 {
		foot = append(foot, "")
	}
	if news := p.stoppedByOthers(a); news != "" {
		add(news)
	}
	if strays, commands := p.strays(a); strays != "" {
		if len(commands) == 1 && cells(strays)+1+cells(commands[0]) <= p.width() {
			add(strays + " " + commands[0])
		} else {
			add(strays)
			foot = append(foot, commands...)
		}
	}
	switch {
	case a.Empty:
		add(l.Text("today.empty"))
		return append(foot, l.Text("today.empty.add"), "crm lead import leads.csv --dry-run")
	case len(a.Items) > 0:
		call := firstCall(a)
		if call == 0 {
			add(l.Text("today.summary", "counts", p.counts(a)))
			return foot
		}
		if text := l.Text("today.summary.log", "counts", p.counts(a)); cells(text) <= p.width() {
			add(text)
		} else {
			add(l.Text("today.summary", "counts", p.counts(a)))
			add(l.Text("today.first"))
		}
		return append(foot, p.logCommand(call))
	case a.Until.IsZero():
		add(l.Text("today.nothing"))
	default:
		counts := p.countList(a.UntilCalls, 0, a.UntilAppointments, 0, a.UntilTasks, 0, 0, 0, true)
		add(l.Text("today.nothing.until", "day", l.Soon(a.Until, a.Date), "date", l.Date(a.Until, a.Date), "counts", counts))
	}
	return foot
}

// firstCall is the first call in the order of the screen, 0 if there is none.
func firstCall(a *crm.Agenda) int64 {
	for _, g := range group(a.Items) {
		for _, item := range g.items {
			if item.IsCall() && !item.Stopped() {
				return item.Activity.ID
			}
		}
	}
	return 0
}

// logCommand is the command to log a call, with the other results that it may
// have had, as this reader types them.
func (s *Screen) logCommand(id int64) string {
	l := s.Locale
	var others []string
	for _, result := range []string{crm.StayInTouch, crm.DeadFile, crm.AppointmentResult} {
		others = append(others, l.Typed("call_result", result))
	}
	command := "crm call log " + itoa(id) + " " + l.Typed("call_result", crm.NoReach)
	if with := command + "     (" + l.Join(others) + ")"; cells(with) <= s.width() {
		return with
	}
	return command
}

// mostStopped is how many of those whom colleagues have stopped are named.
const mostStopped = 3

// stoppedByOthers names who may be contacted no longer because of a colleague.
func (s *Screen) stoppedByOthers(a *crm.Agenda) string {
	var names []string
	for _, one := range a.Stopped {
		if len(names) < mostStopped {
			names = append(names, s.Locale.Text("today.stopped-by-others.one", "name", Clean(one.Contact.Name), "id", itoa(one.Contact.ID), "by", Clean(one.By)))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return s.Locale.Text("today.stopped-by-others", "names", s.some(names, len(a.Stopped)))
}

// strays counts who and what has no next step, with the commands that list them.
func (s *Screen) strays(a *crm.Agenda) (text string, commands []string) {
	var counts []string
	add := func(key string, n int, command string) {
		if n == 0 {
			return
		}
		counts = append(counts, s.Locale.Plural("today.count."+key, n))
		if !slices.Contains(commands, command) {
			commands = append(commands, command)
		}
	}
	const people = "crm contact list --stray"
	add("leads", a.Strays.Leads, people)
	add("prospects", a.Strays.Prospects, people)
	add("clients", a.Strays.Clients, people)
	add("opportunities", a.Strays.Opportunities, "crm opp list --where 'next_due == nil'")
	add("policies", a.Strays.Policies, "crm policy list --stray")
	if len(counts) == 0 {
		return "", nil
	}
	return s.Locale.Text("today.stray", "counts", s.Locale.Join(counts)), commands
}

func (s *Screen) counts(a *crm.Agenda) string {
	counts := s.countList(a.Calls, a.LateCalls, a.Appointments, a.LateAppointments, a.Tasks, a.LateTasks, a.Opportunities, a.Policies, false)
	if a.Capped {
		return s.Locale.Text("today.at-least", "counts", counts)
	}
	return counts
}

// countList names the counts that are not zero: calls first for a day to come,
// appointments first for today, as they stand on the screen.
func (s *Screen) countList(calls, lateCalls, appointments, lateAppointments, tasks, lateTasks, opportunities, policies int, callsFirst bool) string {
	var counts []string
	add := func(key string, n, late int) {
		switch {
		case n == 0:
		case late > 0:
			counts = append(counts, s.Locale.Plural(key+".overdue", n, "overdue", late))
		default:
			counts = append(counts, s.Locale.Plural(key, n))
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
	return s.Locale.Join(counts)
}
