package screen

import (
	"strings"

	"crm/internal/crm"
	"crm/internal/say"
)

// History shows changes of the journal.
func (s *Screen) History(changes []*crm.ChangeInfo) error {
	if s.forPrograms() {
		return s.Writer.History(changes)
	}
	p := s.page()
	for _, c := range changes {
		p.change(c)
	}
	return p.show()
}

// change shows a change: a head and a line for each edit.
func (p *page) change(c *crm.ChangeInfo) {
	l := p.Locale
	p.line(p.bold(cut(strings.Join(p.ChangeParts(c), "  "), p.width())))
	if c.Reason != "" {
		p.hanging("  ", l.Text("history.reason", "text", say.OneLine(c.Reason)))
	}
	g := &grid{wraps: true, most: 3}
	for _, e := range c.Edits {
		g.add(say.Sign(e)+" "+p.Numbered(e.Record()), p.HistoryText(c, e), say.Clean(e.Rule))
		if saw, version := p.Acted(e); saw+version != "" {
			g.add("", saw, version)
		}
	}
	p.grid("  ", g, 1)
	if c.More > 0 {
		p.line("  " + l.Plural("list.more", c.More, "command", p.Command("history", crm.With("change", c.ID))+" -o csv"))
	}
}
