package screen

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/say"
)

// The least widths of name, phone and reason, so that the screens of most days look
// alike. A longer name or phone shifts what follows, to another line if need be;
// neither is cut if a line of its own has room for it.
const (
	agendaName   = 18
	agendaPhone  = 13
	agendaReason = 16
	leastPart    = 20 // what is left of what somebody wrote, while the rest of a reason can give
)

// mostLines limits the lines of a reason if there is room for all; otherwise it is cut
// before items are left out.
const mostLines = 3

// agendaLayout is the columns of an agenda: their widths, where reasons begin, and
// where lines end that tell lateness.
type agendaLayout struct{ id, name, phone, start, edge, width int }

// agendaLayout chooses the widths of names and numbers that make most items one line.
func (p *page) agendaLayout(lines []say.AgendaLine) agendaLayout {
	c := agendaLayout{id: 3, width: p.width()}
	widest, phones, needs := 1, []int{agendaPhone}, make([]int, len(lines))
	for i, line := range lines {
		c.id = max(c.id, cells(line.ID))
		widest, phones = max(widest, cells(line.Name)), append(phones, max(cells(line.Phone), agendaPhone))
		needs[i] = cells(p.JoinReason(line, line.Parts))
		if line.Late != "" {
			needs[i] += 2 + cells(line.Late)
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
				if cells(line.Name) > name || cells(line.Phone) > phone || needs[i] > c.width-try.widthBefore()-name {
					broken++
				}
			}
			if broken < least {
				c.name, c.phone, least = name, phone, broken
			}
		}
	}
	c.start = c.widthBefore() + c.name
	for i := range lines {
		c.edge = max(c.edge, c.start+needs[i])
	}
	c.edge = min(max(c.edge, plainWidth), c.width)
	return c
}

// widthBefore is the width of what precedes a reason, except the name.
func (c agendaLayout) widthBefore() int { return 2 + c.id + 2 + 2 + c.phone + 2 }

// agendaBlock sets out an item, in several lines if it is long: the reason behind name
// and phone, or below them if there is too little room.
func (p *page) agendaBlock(c agendaLayout, line say.AgendaLine, most int) []string {
	front := "  " + padLeft(line.ID, c.id) + "  "
	indent := cells(front)
	front += cut(line.Name, max(c.width-indent, 1))
	var block []string
	if number := cut(line.Phone, max(c.width-indent, 1)); number != "" {
		front = pad(front, indent+c.name) + "  "
		if cells(front)+cells(number) > c.width {
			block, front = append(block, front), strings.Repeat(" ", indent)
		}
		front += number
	}
	least := cells(line.Stop)
	for _, part := range line.Parts {
		if part.Kept {
			least += cells(part.Text)
		}
	}
	least = min(least+agendaReason, cells(p.JoinReason(line, line.Parts)))
	tail := 0
	if line.Late != "" {
		tail = 2 + cells(line.Late)
	}
	room := func(start int) int {
		if line.Late != "" {
			return c.edge - start - tail
		}
		return c.width - start
	}
	roomy := func(start, most int) bool { return len(p.reasonLines(line, line.Parts, room(start))) <= most }
	start := c.start
	beneath := room(start) < least || // or where a line more shows what would be cut
		most > 1 && !roomy(start, most) && (roomy(indent, most-1) || room(indent) > 2*room(start))
	switch {
	case line.Stop != "" && (beneath || cells(front)+2 > start): // a phone that is of no use makes room for that
		line.Phone, line.Stop = line.Stop, ""
		return p.agendaBlock(c, line, most)
	case beneath:
		if start = indent; cells(front) > indent {
			block, front = append(block, front), ""
		}
	case cells(front)+2 > start:
		block, front = append(block, front), ""
	}
	if len(line.Parts) == 0 && line.Stop == "" && line.Late == "" {
		return append(block, front)
	}
	for i, text := range p.fitReason(line, room(start), most) {
		switch {
		case i > 0:
			front, text = "", strings.Repeat(" ", start)+text
		default:
			text = pad(front, start) + text
			if line.Late != "" {
				text = pad(text, c.edge-tail) + "  " + p.red(line.Late)
			}
		}
		block = append(block, text)
	}
	return block
}

// fitReason cuts a reason to a number of lines: free texts first, the last of them
// before the first, then the end. Dots mark the cut.
func (p *page) fitReason(line say.AgendaLine, room, most int) []string {
	parts := slices.Clone(line.Parts)
	lines := p.reasonLines(line, parts, room)
	for i := len(parts) - 1; i >= 0; i-- {
		if !parts[i].Free {
			continue
		}
		over := cells(p.JoinReason(line, parts)) - most*room
		for width := cells(parts[i].Text) - max(over, 1); len(lines) > most && cells(parts[i].Text) > leastPart; width-- {
			parts[i].Text = cut(parts[i].Text, max(width, leastPart))
			lines = p.reasonLines(line, parts, room)
		}
	}
	end := len(parts)
	if end > 0 && parts[end-1].Kept {
		end--
	}
	head := p.JoinParts(parts[:end])
	for width := cells(head) - 1; len(lines) > most && width > 0; width-- {
		shorter := append([]say.ReasonPart{{Text: cut(head, width)}}, parts[end:]...)
		lines = p.reasonLines(line, shorter, room)
	}
	return lines
}

func (p *page) reasonLines(line say.AgendaLine, parts []say.ReasonPart, room int) []string {
	if lines := wrap(p.JoinReason(line, parts), max(room, 1)); len(lines) > 0 {
		return lines
	}
	return []string{""}
}

// agendaBody sets out the groups in a number of lines; a negative number means no limit.
// Edge is the column where lines end that tell lateness.
func (p *page) agendaBody(a *crm.Agenda, groups []*agendaGroup, height int) (body []string, edge int) {
	var lines []say.AgendaLine
	for _, g := range groups {
		g.title = wrap(p.GroupTitle(g.Code, a), p.width())
		for _, item := range g.Items[:g.shown] {
			g.lines = append(g.lines, p.AgendaLine(item))
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
		title := cut(p.GroupTitle(g.Code, a), p.width())
		if g.short {
			rest := cut("  "+p.Locale.Plural("today.more", len(g.Items), "command", p.wholeAgenda()), p.width()-cells(title))
			body = append(body, p.bold(title)+rest)
			continue
		}
		for _, line := range g.title[:len(g.title)-1] {
			body = append(body, p.bold(line))
		}
		title = g.title[len(g.title)-1]
		head := p.bold(title)
		if slices.ContainsFunc(g.lines[:g.shown], func(line say.AgendaLine) bool { return line.Late != "" }) {
			if room := c.edge - cells(title); legend != "" && cells(legend)+2 <= room {
				head += padLeft(legend, room)
				legend = "" // once is enough
			}
		}
		body = append(body, head)
		body = append(body, slices.Concat(g.blocks[:g.shown]...)...)
		if more := len(g.Items) - g.shown; more > 0 {
			body = append(body, cut(strings.Repeat(" ", 2+c.id+2)+p.Locale.Plural("today.more", more, "command", p.wholeAgenda()), p.width()))
		}
	}
	return body, c.edge
}
