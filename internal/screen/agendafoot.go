package screen

import (
	"strings"

	"crm/internal/crm"
)

// agendaFoot stands below the groups: what has no next step, the counts, and the
// command to begin with.
func (p *page) agendaFoot(a *crm.Agenda) []string {
	l := p.Locale
	var foot []string
	add := func(text string) { foot = append(foot, wrap(text, p.width())...) }
	if len(a.Items) > 0 {
		foot = append(foot, "")
	}
	if news := p.StoppedByOthers(a); news != "" {
		add(news)
	}
	if strays, commands := p.Strays(a); strays != "" {
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
		return append(foot, l.Text("today.empty.add"), p.Command("lead import", "leads.csv", crm.With("dry-run", nil)))
	case len(a.Items) > 0:
		call := a.NextCall()
		if call == nil {
			add(l.Text("today.summary", "counts", p.AgendaCounts(a)))
			return foot
		}
		if text := l.Text("today.summary.log", "counts", p.AgendaCounts(a)); cells(text) <= p.width() {
			add(text)
		} else {
			add(l.Text("today.summary", "counts", p.AgendaCounts(a)))
			add(l.Text("today.first"))
		}
		command, others := p.LogCommand(call.Activity.ID)
		if with := command + "     (" + others + ")"; cells(with) <= p.width() {
			command = with
		}
		return append(foot, command)
	case a.Until.IsZero():
		add(l.Text("today.nothing"))
	default:
		counts := p.CountList(a.UntilCalls, 0, a.UntilAppointments, 0, a.UntilTasks, 0, 0, 0, true)
		add(l.Text("today.nothing.until", "day", l.Soon(a.Until, a.Date), "date", l.Date(a.Until, a.Date), "counts", counts))
		if a.Until.Sub(a.Date) < 7 {
			foot = append(foot, p.todayOf(a.Until))
		}
	}
	return foot
}

// todayOf returns the command to look at a day of the next week, with the flags of this one.
func (p *page) todayOf(day crm.Date) string {
	given := []any{strings.ToLower(day.Weekday().String()[:3])}
	for _, g := range p.Asked {
		if g.Flag != "" {
			given = append(given, g)
		}
	}
	return p.Command("today", given...)
}

// wholeAgenda returns the command that shows every line.
func (p *page) wholeAgenda() string {
	var given []any
	for _, g := range p.Asked {
		given = append(given, g)
	}
	return p.Command("today", append(given, crm.With("all", nil))...)
}
