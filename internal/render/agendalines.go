package render

import (
	"slices"
	"strings"

	"crm/internal/crm"
)

// The least widths of name and telephone number, so that the screens of most
// days look alike, and of the reason. A name or a number that is longer than its
// column moves what follows, to another line if need be; neither is cut where a
// line of its own has room for it.
const (
	agendaName   = 18
	agendaPhone  = 13
	agendaReason = 16
	leastPart    = 20 // what is left of what somebody wrote, while the rest of a reason can give
)

// mostLines is how many lines a reason goes on for where there is room for them
// all; otherwise it is cut before anybody is left out.
const mostLines = 3

// agendaLine is one line of the screen, in its cells.
type agendaLine struct {
	id, name, phone, late string
	stop                  string // that they must not be contacted, which comes first and is never cut
	parts                 []reasonPart
}

// reasonPart is a part of a reason. Free is what somebody wrote, at any length; kept is
// what the line is not true without.
type reasonPart struct {
	text       string
	free, kept bool
}

// reasonParts are the parts of a reason with nothing in them that says nothing.
type reasonParts []reasonPart

func (ps *reasonParts) add(text string)  { ps.put(reasonPart{text: text}) }
func (ps *reasonParts) free(text string) { ps.put(reasonPart{text: text, free: true}) }
func (ps *reasonParts) keep(text string) { ps.put(reasonPart{text: text, kept: true}) }

func (ps *reasonParts) put(p reasonPart) {
	if p.text != "" {
		*ps = append(*ps, p)
	}
}

func (s *Screen) agendaLine(item *crm.AgendaItem) agendaLine {
	line := agendaLine{id: itoa(crm.IDOf(item.Record())), stop: s.stopped(item.Contact), parts: s.reason(item)}
	if item.Contact != nil {
		line.name, line.phone = Clean(item.Contact.Name), phone(item.Contact.Phone)
	}
	if item.Via != nil {
		line.phone = phone(item.Via.Phone)
	}
	if item.Late > 0 {
		line.late = s.Locale.Plural("today.late", item.Late)
	}
	return line
}

// agendaLayout is the columns of an agenda: how wide they are, where the
// reasons begin, and where the lines end that tell how late something is.
type agendaLayout struct{ id, name, phone, start, edge, width int }

// agendaLayout gives names and numbers the widths with which most lines are one
// line.
func (p *page) agendaLayout(lines []agendaLine) agendaLayout {
	c := agendaLayout{id: 3, width: p.width()}
	widest, phones, needs := 1, []int{agendaPhone}, make([]int, len(lines))
	for i, line := range lines {
		c.id = max(c.id, cells(line.id))
		widest, phones = max(widest, cells(line.name)), append(phones, max(cells(line.phone), agendaPhone))
		needs[i] = cells(p.joinReason(line, line.parts))
		if line.late != "" {
			needs[i] += 2 + cells(line.late)
		}
	}
	names := []int{agendaName} // the usual one where nothing is gained by another
	for width := agendaName - 1; width >= widest; width-- {
		names = append(names, width)
	}
	for width := agendaName + 1; width <= min(widest, c.width); width++ {
		names = append(names, width)
	}
	slices.Sort(phones)
	phones = slices.Compact(phones)
	least := len(lines) + 1
	for _, phone := range phones {
		for _, name := range names {
			try, broken := agendaLayout{id: c.id, name: name, phone: phone}, 0
			for i, line := range lines {
				if cells(line.name) > name || cells(line.phone) > phone || needs[i] > c.width-try.before()-name {
					broken++
				}
			}
			if broken < least {
				c.name, c.phone, least = name, phone, broken
			}
		}
	}
	c.start = c.before() + c.name
	for i := range lines {
		c.edge = max(c.edge, c.start+needs[i])
	}
	c.edge = min(max(c.edge, plainWidth), c.width)
	return c
}

// before is how wide all is that stands before a reason, but the name.
func (c agendaLayout) before() int { return 2 + c.id + 2 + 2 + c.phone + 2 }

// agendaBlock sets out a line, in several where it is long: the reason behind
// name and phone, or below them where that leaves too little room for it.
func (p *page) agendaBlock(c agendaLayout, line agendaLine, most int) []string {
	front := "  " + padLeft(line.id, c.id) + "  "
	indent := cells(front)
	front += cut(line.name, max(c.width-indent, 1))
	var block []string
	if number := cut(line.phone, max(c.width-indent, 1)); number != "" {
		front = pad(front, indent+c.name) + "  "
		if cells(front)+cells(number) > c.width {
			block, front = append(block, front), strings.Repeat(" ", indent)
		}
		front += number
	}
	least := cells(line.stop)
	for _, part := range line.parts {
		if part.kept {
			least += cells(part.text)
		}
	}
	least = min(least+agendaReason, cells(p.joinReason(line, line.parts)))
	tail := 0
	if line.late != "" {
		tail = 2 + cells(line.late)
	}
	room := func(start int) int {
		if line.late != "" {
			return c.edge - start - tail
		}
		return c.width - start
	}
	roomy := func(start, most int) bool { return len(p.reasonLines(line, line.parts, room(start))) <= most }
	start := c.start
	beneath := room(start) < least || // or where a line more shows what would be cut
		most > 1 && !roomy(start, most) && (roomy(indent, most-1) || room(indent) > 2*room(start))
	switch {
	case line.stop != "" && (beneath || cells(front)+2 > start): // a phone that is of no use makes room for that
		line.phone, line.stop = line.stop, ""
		return p.agendaBlock(c, line, most)
	case beneath:
		if start = indent; cells(front) > indent {
			block, front = append(block, front), ""
		}
	case cells(front)+2 > start:
		block, front = append(block, front), ""
	}
	if len(line.parts) == 0 && line.stop == "" && line.late == "" {
		return append(block, front)
	}
	for i, text := range p.fitReason(line, room(start), most) {
		switch {
		case i > 0:
			front, text = "", strings.Repeat(" ", start)+text
		default:
			text = pad(front, start) + text
			if line.late != "" {
				text = pad(text, c.edge-tail) + "  " + p.red(line.late)
			}
		}
		block = append(block, text)
	}
	return block
}

// fitReason is a reason on at most so many lines. What somebody wrote is cut
// first, the last of it before the first, then what comes last; dots say so.
func (p *page) fitReason(line agendaLine, room, most int) []string {
	parts := slices.Clone(line.parts)
	lines := p.reasonLines(line, parts, room)
	for i := len(parts) - 1; i >= 0; i-- {
		if !parts[i].free {
			continue
		}
		over := cells(p.joinReason(line, parts)) - most*room
		for width := cells(parts[i].text) - max(over, 1); len(lines) > most && cells(parts[i].text) > leastPart; width-- {
			parts[i].text = cut(parts[i].text, max(width, leastPart))
			lines = p.reasonLines(line, parts, room)
		}
	}
	end := len(parts)
	if end > 0 && parts[end-1].kept {
		end--
	}
	head := p.joinParts(parts[:end])
	for width := cells(head) - 1; len(lines) > most && width > 0; width-- {
		shorter := append([]reasonPart{{text: cut(head, width)}}, parts[end:]...)
		lines = p.reasonLines(line, shorter, room)
	}
	return lines
}

func (p *page) reasonLines(line agendaLine, parts []reasonPart, room int) []string {
	if lines := wrap(p.joinReason(line, parts), max(room, 1)); len(lines) > 0 {
		return lines
	}
	return []string{""}
}

// joinReason is that somebody must not be contacted and those parts of a reason.
func (s *Screen) joinReason(line agendaLine, parts []reasonPart) string {
	text := s.joinParts(parts)
	switch {
	case line.stop == "":
		return text
	case text == "":
		return line.stop
	}
	return s.Locale.Text("today.stopped", "words", line.stop, "rest", text)
}

func (s *Screen) joinParts(parts []reasonPart) string {
	texts := make([]string, len(parts))
	for i, p := range parts {
		texts[i] = p.text
	}
	return s.Locale.Join(texts)
}

// agendaBody sets out the groups in so many lines, those of less than nothing
// being no limit. Edge is the column at which the lines end that tell how late
// something is.
func (p *page) agendaBody(a *crm.Agenda, groups []*agendaGroup, height int) (body []string, edge int) {
	var lines []agendaLine
	for _, g := range groups {
		for _, item := range g.items[:g.shown] {
			g.lines = append(g.lines, p.agendaLine(item))
		}
		lines = append(lines, g.lines...)
	}
	c := p.agendaLayout(lines)
	for most := mostLines; most > 0; most-- {
		for _, g := range groups {
			g.blocks = nil
			for _, line := range g.lines {
				g.blocks = append(g.blocks, p.agendaBlock(c, line, most))
			}
		}
		if height < 0 || total(groups) <= height {
			break
		}
	}
	fit(groups, height)
	legend := p.Locale.Text("today.late.legend")
	for _, g := range groups {
		title := cut(p.groupTitle(g.code, a), p.width())
		if g.short {
			rest := cut("  "+p.Locale.Plural("today.more", len(g.items), "command", p.Command), p.width()-cells(title))
			body = append(body, p.bold(title)+rest)
			continue
		}
		head := p.bold(title)
		if slices.ContainsFunc(g.lines[:g.shown], func(line agendaLine) bool { return line.late != "" }) {
			if room := c.edge - cells(title); legend != "" && cells(legend)+2 <= room {
				head += padLeft(legend, room)
				legend = "" // once is enough
			}
		}
		body = append(body, head)
		body = append(body, slices.Concat(g.blocks[:g.shown]...)...)
		if more := len(g.items) - g.shown; more > 0 {
			body = append(body, cut(strings.Repeat(" ", 2+c.id+2)+p.Locale.Plural("today.more", more, "command", p.Command), p.width()))
		}
	}
	return body, c.edge
}
