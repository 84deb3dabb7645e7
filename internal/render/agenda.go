package render

import (
	"slices"
	"strings"

	"crm/internal/crm"
)

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

// The least widths of name and telephone number, so that the screens of most
// days look alike; a name is cut where the line is too long, but never below
// leastName. A number longer than mostPhone moves the rest of its line.
const (
	agendaName  = 18
	agendaPhone = 13
	mostPhone   = 24
	leastName   = 16
)

// LinesPerGroup is how many lines of a group are shown.
const LinesPerGroup = 8

// agendaLine is one line of the screen, in its cells.
type agendaLine struct {
	id, name, phone, late string
	stop                  string   // that they must not be called, which is never cut
	parts                 []string // of the reason, with that in front
	reason                string   // all of them
}

type agendaGroup struct {
	code  string
	items []*crm.AgendaItem
	shown int
	short bool // the count stands beside the head
}

func (s *Screen) agendaTable(a *crm.Agenda) error {
	p := s.page()
	groups := group(a.Items)
	foot := p.agendaFoot(a)
	if s.Whole {
		for _, g := range groups {
			g.shown = len(g.items)
		}
	} else {
		fit(groups, s.Height-1-1-len(foot)) // the head, and the prompt that follows
	}
	body, edge := p.agendaBody(a, groups)
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
	if g.shown < len(g.items) {
		return g.shown + 2
	}
	return g.shown + 1
}

// fit shortens groups until they fit into so many lines, the longest first and
// what is overdue last of all; where that is not enough, the last ones become a
// head with a count. A height of less than nothing is no limit.
func fit(groups []*agendaGroup, lines int) {
	if lines < 0 {
		return
	}
	tooHigh := func() bool {
		total := 0
		for _, g := range groups {
			total += g.height()
		}
		return total > lines
	}
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

// agendaBody sets out the groups; edge is the column at which the lines end
// that tell how late something is.
func (p *page) agendaBody(a *crm.Agenda, groups []*agendaGroup) (body []string, edge int) {
	var lines []agendaLine
	for _, g := range groups {
		for _, item := range g.items[:g.shown] {
			lines = append(lines, p.agendaLine(item))
		}
	}
	id, name, phone, reason := 3, agendaName, agendaPhone, 0
	for _, line := range lines {
		id, name, phone = max(id, cells(line.id)), max(name, cells(line.name)), max(phone, cells(line.phone))
		room := cells(line.reason)
		if line.late != "" {
			room += 2 + cells(line.late)
		}
		reason = max(reason, room)
	}
	phone = min(phone, mostPhone)
	rest := func() int { return 2 + id + 2 + name + 2 + phone + 2 }
	if over := rest() + reason - p.width(); over > 0 {
		wanted, first := name, 0
		for _, line := range lines { // rather half a name than half a number or reason
			need := cells(line.phone) - phone
			if len(line.parts) > 0 {
				need += cells(line.parts[0])
			}
			if line.late != "" {
				need += 2 + cells(line.late)
			}
			first = max(first, need)
		}
		name = max(name-over, min(name, leastName))
		name = max(min(name, p.width()-rest()+name-first), min(name, leastCut))
		reason = 0 // with what is left of the reasons there
		for _, line := range lines {
			room := 0
			if line.late != "" {
				room = 2 + cells(line.late)
			}
			reason = max(reason, room+cells(p.fit(line, max(p.width()-rest()-room, 0))))
		}
		name = min(wanted, max(name, name+p.width()-rest()-reason))
	}
	edge = min(max(rest()+reason, plainWidth), p.width())
	legend := p.Locale.Text("today.late.legend")
	for _, g := range groups {
		title := cut(p.groupTitle(g.code, a), p.width())
		if g.short {
			rest := cut("  "+p.Locale.Plural("today.more", len(g.items), "command", groupCommand(g)), p.width()-cells(title))
			body = append(body, p.bold(title)+rest)
			continue
		}
		head := p.bold(title)
		if slices.ContainsFunc(lines[:g.shown], func(line agendaLine) bool { return line.late != "" }) {
			if room := edge - cells(title); legend != "" && cells(legend)+2 <= room {
				head += padLeft(legend, room)
				legend = "" // once is enough
			}
		}
		body = append(body, head)
		for range g.shown {
			line := lines[0]
			lines = lines[1:]
			front := "  " + padLeft(line.id, id) + "  " + pad(cut(line.name, name), name) + "  " + pad(line.phone, phone) + "  "
			if p.width()-cells(front) < cells(line.stop) {
				body = append(body, p.agendaStopped(line, id))
				continue
			}
			body = append(body, p.agendaEnd(front, line, edge))
		}
		if more := len(g.items) - g.shown; more > 0 {
			body = append(body, cut("  "+strings.Repeat(" ", id)+"  "+p.Locale.Plural("today.more", more, "command", groupCommand(g)), p.width()))
		}
	}
	return body, edge
}

// agendaStopped is a line about somebody who must not be called on a terminal
// that has no room for that beside a phone: the phone, which is of no use, gives
// way, and then the name.
func (p *page) agendaStopped(line agendaLine, id int) string {
	front, end := "  "+padLeft(line.id, id)+"  ", line.stop
	name := cut(line.name, max(p.width()-cells(front)-2-cells(end), 1))
	return cut(front+name+"  "+end, p.width())
}

// agendaEnd completes a line with the reason and, at the edge, how late it is.
func (p *page) agendaEnd(front string, line agendaLine, edge int) string {
	if line.late == "" {
		return cut(front+p.fit(line, p.width()-cells(front)), p.width())
	}
	room := edge - cells(front) - cells(line.late) - 2
	if line.stop != "" && room < cells(line.stop) {
		return cut(front+line.stop, p.width())
	}
	if room < 0 { // a terminal narrower than the columns
		return cut(front+line.reason, p.width())
	}
	return front + pad(p.fit(line, room), room) + "  " + p.red(line.late)
}

// fit is as much of the reason as there is room for: whole parts, and the
// beginning of the first where not even that fits.
func (s *Screen) fit(line agendaLine, room int) string {
	text := line.reason
	least := 1
	if line.stop != "" {
		least = 0
	}
	for n := len(line.parts) - 1; n >= least && cells(text) > room; n-- {
		text = s.joinReason(line, n)
	}
	return cut(text, max(room, cells(line.stop)))
}

// joinReason is that somebody must not be called and so many parts of the reason.
func (s *Screen) joinReason(line agendaLine, parts int) string {
	text := s.Locale.Join(line.parts[:parts])
	switch {
	case line.stop == "":
		return text
	case text == "":
		return line.stop
	}
	return s.Locale.Text("today.stopped", "words", line.stop, "rest", text)
}

func (s *Screen) agendaLine(item *crm.AgendaItem) agendaLine {
	parts := s.reason(item)
	line := agendaLine{id: itoa(crm.IDOf(item.Record())), stop: s.stopped(item.Contact), parts: parts}
	line.reason = s.joinReason(line, len(parts))
	if item.Contact != nil {
		line.name, line.phone = Clean(item.Contact.Name), phone(item.Contact.Phone)
	}
	if item.Late > 0 {
		line.late = s.Locale.Plural("today.late", item.Late)
	}
	return line
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

// groupCommand lists all of a group.
func groupCommand(g *agendaGroup) string {
	if g.items[0].Opportunity != nil {
		return "crm opp list"
	}
	for _, item := range g.items {
		if item.Activity.Kind != g.items[0].Activity.Kind {
			return "crm today --all"
		}
	}
	switch g.items[0].Activity.Kind {
	case crm.Appointment:
		return "crm appt list"
	case crm.Task:
		return "crm task list"
	case crm.Email:
		return "crm email list"
	default:
		return "crm call list"
	}
}

// agendaFoot is what stands under the groups: what has no next step, the
// counts, and the command to begin with.
func (p *page) agendaFoot(a *crm.Agenda) []string {
	l := p.Locale
	var foot []string
	add := func(text string) { foot = append(foot, wrap(text, p.width())...) }
	if len(a.Items) > 0 {
		foot = append(foot, "")
	}
	if strays, command := p.strays(a); strays != "" {
		if cells(strays)+1+cells(command) <= p.width() {
			add(strays + " " + command)
		} else {
			add(strays)
			foot = append(foot, command)
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
		counts := p.countList(a.UntilCalls, 0, a.UntilAppointments, 0, a.UntilTasks, 0, 0, true)
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

// strays counts who and what has no next step, with the command to list them.
func (s *Screen) strays(a *crm.Agenda) (text, command string) {
	var counts []string
	add := func(key string, n int) {
		if n > 0 {
			counts = append(counts, s.Locale.Plural("today.count."+key, n))
		}
	}
	add("leads", a.Strays.Leads)
	add("prospects", a.Strays.Prospects)
	add("clients", a.Strays.Clients)
	command = "crm contact list --stray"
	if len(counts) == 0 {
		command = "crm opp list --where 'next_due == nil'"
	}
	add("opportunities", a.Strays.Opportunities)
	if len(counts) == 0 {
		return "", ""
	}
	return s.Locale.Text("today.stray", "counts", s.Locale.Join(counts)), command
}

func (s *Screen) counts(a *crm.Agenda) string {
	counts := s.countList(a.Calls, a.LateCalls, a.Appointments, a.LateAppointments, a.Tasks, a.LateTasks, a.Opportunities, false)
	if a.Capped {
		return s.Locale.Text("today.at-least", "counts", counts)
	}
	return counts
}

// countList names the counts that are not zero: calls first for a day to come,
// appointments first for today, as they stand on the screen.
func (s *Screen) countList(calls, lateCalls, appointments, lateAppointments, tasks, lateTasks, opportunities int, callsFirst bool) string {
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
	return s.Locale.Join(counts)
}
