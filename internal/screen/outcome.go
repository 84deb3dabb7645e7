package screen

import (
	"slices"
	"strings"

	"crm/internal/crm"

	"crm/internal/say"
)

// Outcome shows what a command did, and what the rules did then.
func (s *Screen) Outcome(o *crm.Outcome) error {
	if s.forPrograms() {
		return s.Writer.Outcome(o)
	}
	p := s.page()
	heads, own := p.OutcomeHeads(o)
	for _, head := range heads {
		p.addWrapped(head)
	}
	lines, n := p.editLines(o, own)
	switch {
	case o.Imported != nil:
		if p.imported(o); n > 0 {
			p.line(p.Locale.Plural("outcome.beside", n))
		}
	case o.Calendar != nil:
		p.calendar(o)
	case o.Backfilled != nil:
		p.callDays(o.Backfilled.Days)
	case o.Mail != nil:
	case len(heads) == 0 && n > 0 && o.DryRun:
		p.line(p.Locale.Text("outcome.dry-run"))
	}
	p.addLines(lines)
	if o.Mail != nil {
		p.mail(o)
	}
	if len(heads) == 0 && len(lines) == 0 && o.Imported == nil && o.Calendar == nil && o.Mail == nil {
		p.line(p.Did(o, "outcome.unchanged"))
	}
	if p.OffersUndo(o) {
		p.line(p.Locale.Text("outcome.undo", "command", p.Undoing(o)))
	}
	if o.Next != nil {
		p.nextCall(o.Next)
	}
	return p.show()
}

// nextCall is the line about whom to call next, as in an agenda.
func (p *page) nextCall(item *crm.AgendaItem) {
	line := p.AgendaLine(item)
	line.ID, line.Late = p.Locale.Text("outcome.next", "id", line.ID), ""
	const indent = "  "
	width := p.width() + len(indent)
	c := agendaLayout{id: cells(line.ID), name: cells(line.Name), phone: cells(line.Phone), edge: width, width: width}
	if c.start = c.widthBefore() + c.name; line.Phone == "" {
		c.start -= 2
	}
	for _, text := range p.agendaBlock(c, line, 1) {
		p.line(strings.TrimPrefix(text, indent))
	}
}

// imported shows the counts of an import, and the rows that were not taken.
func (p *page) imported(o *crm.Outcome) {
	l, i := p.Locale, o.Imported
	key := "outcome.imported"
	if o.DryRun {
		key = "outcome.would.import"
	}
	if o.Command == "dnc import" {
		key += ".dnc"
	}
	if i.Policies != nil {
		p.importedPolicies(o)
	} else if i.Kind != "" {
		p.importedList(o)
	} else {
		p.addWrapped(l.Text(key, "n", i.Added, "calls", i.Calls, "known", i.Known))
	}
	p.callDays(i.Days)
	for _, left := range []struct {
		key  string
		rows []crm.SkippedRow
	}{{"outcome.filled", i.Filled}, {"outcome.updated", i.Updated}, {"outcome.skipped", i.Skipped}, {"outcome.apart", i.Apart}, {"outcome.alike", i.Alike}, {"outcome.shared", i.Shared}, {"outcome.withheld", i.Withheld}, {"outcome.stopped-rows", i.Stopped}, {"outcome.bad", i.Bad}} {
		if len(left.rows) == 0 {
			continue
		}
		p.addWrapped(l.Plural(left.key, len(left.rows)))
		left.rows = slices.DeleteFunc(slices.Clone(left.rows), func(r crm.SkippedRow) bool { return len(r.Took) > 0 && len(r.Differs) == 0 }) // what was taken is among the changes
		g := &grid{wraps: true}
		for _, r := range left.rows[:min(len(left.rows), mostRows)] {
			what, row := itoa(r.ID), ""
			if r.Line != 0 {
				row = l.Text("outcome.row", "n", itoa(r.Line))
			}
			if r.ID == 0 {
				p.badRow(row, r)
				continue
			}
			switch r.Reason {
			case crm.SkippedStopped:
				what += "  " + l.Text("stopped")
			case crm.SkippedSilent:
				what += "  " + p.Missing(say.NoCalls)
			case crm.SkippedUnwritten:
				what += "  " + p.Missing(say.NoEmails)
			case crm.SkippedUncalled:
				what += "  " + l.Text("outcome.uncalled")
			default:
				if l.Has("apart." + r.Reason) {
					what += "  " + l.Text("apart."+r.Reason)
				}
			}
			if r.There != "" {
				what += "  " + say.Clean(r.There)
			}
			differs := ""
			if len(r.Differs) > 0 {
				differs = l.Text("outcome.differs", "fields", l.Join(p.Fields(r.Differs)...))
			}
			g.add(row, say.Clean(r.Name), say.Clean(r.Column), what, differs)
		}
		p.leftRows(g)
		p.more(len(left.rows))
	}
	if len(i.Served) == 0 {
		return
	}
	p.addWrapped(l.Plural("outcome.served", len(i.Served)))
	g := &grid{wraps: true}
	for _, s := range i.Served[:min(len(i.Served), mostRows)] {
		g.add(say.Clean(s.Name), itoa(s.ID), p.Noun(&crm.Activity{Kind: crm.Call})+" "+itoa(s.Call), l.Date(s.Due, p.Today), say.Clean(s.With))
	}
	p.grid("  ", g, 4)
	p.more(len(i.Served))
}

// mostDays is how many days of calls are shown.
const mostDays = 5

// callDays says on which days calls are due.
func (p *page) callDays(days []crm.CallDay) {
	l, key, more := p.Locale, "outcome.days", len(days)-mostDays
	if len(days) < 2 {
		return
	}
	if more > 0 {
		key = "outcome.days.more"
	}
	var shown []string
	for _, d := range days[:min(len(days), mostDays)] {
		shown = append(shown, l.Date(d.Day, p.Today)+" "+itoa(int64(d.Calls)))
	}
	p.addWrapped(l.Text(key, "days", strings.Join(shown, ", "), "n", more, "date", l.Date(days[len(days)-1].Day, p.Today)))
}

// more says how many rows are not shown.
func (p *page) more(rows int) {
	if more := rows - mostRows; more > 0 {
		p.line("  " + p.Locale.Plural("outcome.more", more))
	}
}

// badRow shows a row that could not be taken, with the whole reason.
func (p *page) badRow(row string, r crm.SkippedRow) {
	who := say.Clean(r.Name)
	if column := say.Clean(r.Column); column != "" && who != "" {
		who += ", " + column
	} else if column != "" {
		who = column
	}
	if who != "" {
		who += ": "
	}
	p.hang(row, who+say.Clean(r.Reason))
}

// hang writes a text behind the line of a file that it is about.
func (p *page) hang(row, text string) {
	start := "  " + row + "  "
	for _, line := range wrap(text, p.width()-cells(start)) {
		p.line(start + line)
		start = strings.Repeat(" ", cells(start))
	}
}

// leastDiffers is the least width of a column that says what was not taken.
const leastDiffers = 24

// leftRows shows rows of a file in columns or, where the last one would be too narrow to be
// read, each as a text.
func (p *page) leftRows(g *grid) {
	widths := g.widths()
	if last := len(widths) - 1; last < 0 || g.widthOf(widths)+2 <= p.width() || p.width()-2-g.widthOf(widths)+widths[last] >= min(leastDiffers, widths[last]) {
		p.grid("  ", g, 4)
		return
	}
	for _, row := range g.rows {
		p.hang(row[0], p.Locale.Join(strings.Split(strings.Join(row[1:], "  "), "  ")...))
	}
}

// mostRows limits the rows shown that were not taken.
const mostRows = 20

// editText is the least width of texts, so that rules' names align from one outcome to the next.
const editText = 34

// mostEdits limits the lines of an outcome: the undo of an import has thousands, which
// crm history lists.
const mostEdits = 100

// editLines shows the edits beyond the heads, a line each, and counts them.
func (s *Screen) editLines(o *crm.Outcome, own map[*crm.Edit]bool) (lines []string, n int) {
	g := &grid{wraps: true, min: []int{0, cells(s.Locale.DateAligned(crm.Date{Year: s.Today.Year + 1, Month: 12, Day: 20}, s.Today)), editText}}
	most := mostEdits
	if o.Imported != nil || o.Mail != nil {
		most = mostRows
	}
	told, more := s.Edits(o, own, most)
	for _, t := range told {
		g.add(t.What, say.Beside(s.Locale.DateAligned(t.On, s.Today), t.Clock), t.Text, t.By)
	}
	lines = g.lines("  ", s.width(), 2)
	if more > 0 {
		lines = append(lines, "  "+s.Locale.Plural("outcome.more", more))
	}
	return lines, len(told) + more
}
