package render

import "crm/internal/crm"

// Agenda shows a producer's day.
func (s *Screen) Agenda(a *crm.Agenda) error {
	if s.Quiet {
		var ids []int64
		for _, item := range a.Items {
			ids = append(ids, crm.IDOf(item.Record()))
		}
		return s.ids(ids)
	}
	switch s.Format {
	case Table, "":
		return s.agendaTable(a)
	case JSON:
		return s.writeJSON(s.agendaObject(a))
	default:
		return s.flat(agendaColumns, func(yield func(object) bool) {
			for _, item := range a.Items {
				if !yield(s.itemObject(item)) {
					return
				}
			}
		})
	}
}

// agendaGroups are the groups in the order of the screen.
var agendaGroups = []string{
	crm.GroupAppointments, crm.GroupOverdue, crm.GroupReferral, crm.GroupBirthday,
	crm.GroupReview, crm.GroupCalls, crm.GroupTasks, crm.GroupNewReferrals, crm.GroupOpportunity,
	crm.GroupRenewals, crm.GroupBefore,
}

// LinesPerGroup is how many lines of a group are shown.
const LinesPerGroup = 8

type agendaGroup struct {
	code  string
	items []*crm.AgendaItem
	lines []agendaLine
	// blocks are the lines of each item on the screen.
	blocks [][]string
	shown  int
	short  bool // the count stands beside the head
}

func (s *Screen) agendaTable(a *crm.Agenda) error {
	p := s.page()
	groups := group(a.Items)
	foot := p.agendaFoot(a)
	height := s.Height - 1 - 1 - len(foot) // the head, and the prompt that follows
	if s.Whole {
		height = -1
		for _, g := range groups {
			g.shown = len(g.items)
		}
	}
	body, edge := p.agendaBody(a, groups, height)
	p.line(p.bold(apart(p.agendaTitle(a), p.whose(a), edge)))
	for _, line := range append(body, foot...) {
		p.line(line)
	}
	return p.show()
}

func (s *Screen) agendaTitle(a *crm.Agenda) string {
	date := s.Locale.LongDate(a.Date)
	switch {
	case a.Holiday != "":
		return s.Locale.Text("today.holiday", "date", date, "holiday", s.holiday(a.Holiday))
	case a.DayOff:
		return s.Locale.Text("today.day-off", "date", date)
	}
	return date
}

func (s *Screen) whose(a *crm.Agenda) string {
	switch {
	case a.Producer == "" && a.Empty:
		return ""
	case a.Producer == "":
		return s.Locale.Text("today.everybody")
	}
	return Clean(a.Producer)
}

// group puts the items into their groups and leaves out the empty ones.
func group(items []*crm.AgendaItem) []*agendaGroup {
	var groups []*agendaGroup
	for _, code := range agendaGroups {
		g := &agendaGroup{code: code}
		for _, item := range items {
			if item.Group == code {
				g.items = append(g.items, item)
			}
		}
		if len(g.items) > 0 {
			g.shown = min(len(g.items), LinesPerGroup)
			groups = append(groups, g)
		}
	}
	return groups
}

// height is how many lines a group takes: its head, what is shown, and the
// count of the rest.
func (g *agendaGroup) height() int {
	if g.short {
		return 1
	}
	height := 1
	for _, block := range g.blocks[:g.shown] {
		height += len(block)
	}
	if g.shown < len(g.items) {
		height++
	}
	return height
}

func total(groups []*agendaGroup) int {
	total := 0
	for _, g := range groups {
		total += g.height()
	}
	return total
}

// fit shortens groups until they fit into so many lines, the longest first and
// what is overdue last of all; where that is not enough, the last ones become a
// head with a count. A height of less than nothing is no limit.
func fit(groups []*agendaGroup, lines int) {
	if lines < 0 {
		return
	}
	tooHigh := func() bool { return total(groups) > lines }
	for _, least := range []int{1, 0} {
		for tooHigh() {
			var longest *agendaGroup
			for _, g := range groups {
				if g.shown <= least || g.height() < 3 {
					continue
				}
				switch {
				case longest == nil, longest.code == crm.GroupOverdue,
					g.code != crm.GroupOverdue && g.shown >= longest.shown:
					longest = g
				}
			}
			if longest == nil {
				break
			}
			longest.shown--
		}
	}
	for i := len(groups) - 1; i >= 0 && tooHigh(); i-- {
		groups[i].shown, groups[i].short = 0, true
	}
}

func (s *Screen) groupTitle(code string, a *crm.Agenda) string {
	l := s.Locale
	switch code {
	case crm.GroupAppointments:
		return l.Text("today.appointments")
	case crm.GroupOverdue:
		return l.Text("today.overdue")
	case crm.GroupReferral:
		return l.Text("today.referral")
	case crm.GroupBirthday:
		return l.Text("today.birthday")
	case crm.GroupReview:
		return l.Text("today.review")
	case crm.GroupCalls:
		return l.Text("today.calls")
	case crm.GroupTasks:
		return l.Text("today.tasks")
	case crm.GroupNewReferrals:
		return l.Text("today.new-referrals")
	case crm.GroupOpportunity:
		return l.Text("today.opportunities")
	case crm.GroupRenewals:
		return l.Text("today.renewals")
	}
	if later(a) {
		return l.Text("today.later")
	}
	day := l.Soon(a.Next, a.Date)
	var names []string
	for _, off := range a.Off {
		if off.Name != "" {
			names = append(names, l.Text("today.is-holiday", "date", l.Beside(off.Date, a.Next), "holiday", s.holiday(off.Name)))
		}
	}
	if len(names) == 0 {
		return l.Text("today.before", "day", day)
	}
	return l.Text("today.before.off", "day", day, "off", l.Join(names))
}

// later reports whether the agenda goes on to the next working day or beyond.
func later(a *crm.Agenda) bool {
	for _, item := range a.Items {
		if item.Group == crm.GroupBefore && !item.Activity.Due.Before(a.Next) {
			return true
		}
	}
	return false
}
