package render

import (
	"slices"
	"strings"

	"crm/internal/crm"
)

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
			body = append(body, p.agendaLines(front, line, id, edge)...)
		}
		if more := len(g.items) - g.shown; more > 0 {
			body = append(body, cut("  "+strings.Repeat(" ", id)+"  "+p.Locale.Plural("today.more", more, "command", groupCommand(g)), p.width()))
		}
	}
	return body, edge
}

// narrowWidth is how many columns a terminal has that is not wide enough for name,
// phone and reason side by side.
const narrowWidth = 60

// agendaLines is a line with its reason; on a narrow terminal that has no room for
// what the reason begins with, that stands on the next one.
func (p *page) agendaLines(front string, line agendaLine, id, edge int) []string {
	room := p.width() - cells(front)
	if line.late != "" {
		room = edge - cells(front) - cells(line.late) - 2
	}
	if p.width() >= narrowWidth || line.stop != "" || len(line.parts) == 0 || cells(line.parts[0]) <= room {
		return []string{p.agendaEnd(front, line, edge)}
	}
	indent := "  " + strings.Repeat(" ", id) + "  "
	if line.name == "" && line.phone == "" {
		return []string{p.agendaEnd("  "+padLeft(line.id, id)+"  ", line, edge)}
	}
	reason := indent + p.fit(line, p.width()-cells(indent))
	if line.late != "" {
		if rest := edge - cells(strings.TrimRight(front, " ")) - cells(line.late); rest >= 2 {
			front = apart(strings.TrimRight(front, " "), p.red(line.late), edge)
		} else {
			reason = indent + p.red(line.late) + "  " + p.fit(line, p.width()-cells(indent)-cells(line.late)-2)
		}
	}
	return []string{strings.TrimRight(front, " "), reason}
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

// leastFree is how many cells of what somebody wrote are worth showing.
const leastFree = 12

// fit is as much of the reason as there is room for: whole parts, and the
// beginning of the first where not even that fits, or of what somebody wrote.
func (s *Screen) fit(line agendaLine, room int) string {
	text := line.reason
	least := 1
	if line.stop != "" {
		least = 0
	}
	for n := len(line.parts) - 1; n >= least && cells(text) > room; n-- {
		if line.parts[n] == line.free {
			short := s.joinReason(line, n+1)
			if cells(short)-cells(line.free)+leastFree <= room {
				return cut(short, room)
			}
		}
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
	line := agendaLine{id: itoa(crm.IDOf(item.Record())), stop: s.stopped(item.Contact), parts: parts, free: oneLine(item.Reason.Referral)}
	line.reason = s.joinReason(line, len(parts))
	if item.Contact != nil {
		line.name, line.phone = Clean(item.Contact.Name), phone(item.Contact.Phone)
	}
	if item.Late > 0 {
		line.late = s.Locale.Plural("today.late", item.Late)
	}
	return line
}
