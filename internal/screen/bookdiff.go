package screen

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/say"
)

// mostDifferent limits the lines about records that differ.
const mostDifferent = 100

// BooksCompared shows how two books differ, and reports whether they do.
func (s *Screen) BooksCompared(c *crm.BooksCompared) (differ bool, err error) {
	if s.forPrograms() {
		return s.Writer.BooksCompared(c)
	}
	p := s.page()
	l := p.Locale
	counts := map[crm.Action]map[crm.Kind]int64{crm.Create: {}, crm.Delete: {}, crm.Update: {}}
	var shown []*crm.Edit
	n := 0
	for e, err := range c.Edits {
		if err != nil {
			return n > 0, err
		}
		if n++; n <= mostDifferent {
			shown = append(shown, e)
		}
		counts[e.Action][e.Kind]++
	}
	beside, err := c.Beside()
	if err != nil {
		return n > 0, err
	}
	if n == 0 && len(beside) == 0 {
		p.line(l.Text("diff.same"))
		return false, p.show()
	}
	if !c.SameBook {
		p.addWrapped(l.Text("diff.other-book"))
	}
	if n > 0 {
		info, err := c.Info(shown)
		if err != nil {
			return true, err
		}
		g := &grid{wraps: true, most: 3}
		for _, e := range shown {
			g.add(say.Sign(e)+" "+p.Numbered(e.Record()), p.HistoryText(info, e))
		}
		p.grid("", g, 1)
		if n > mostDifferent {
			p.line(l.Plural("list.more", n-mostDifferent, "command", p.Command("diff", c.First, c.Second)+" -o csv"))
		}
	}
	for _, one := range []struct {
		key    string
		action crm.Action
	}{{"diff.second", crm.Create}, {"diff.first", crm.Delete}, {"diff.changed", crm.Update}} {
		var kinds []crm.KindCount
		for _, kind := range crm.Kinds() {
			kinds = append(kinds, crm.KindCount{Kind: kind, N: counts[one.action][kind]})
		}
		if counted := p.countedKinds(kinds); counted != "" {
			p.addWrapped(l.Text(one.key, "counted", counted))
		}
	}
	var others []string
	changes := slices.ContainsFunc(beside, func(t crm.TableDifference) bool { return t.Table == "changes" })
	for _, t := range beside {
		switch {
		case t.Table == "changes":
			p.addWrapped(l.Text("diff.changes", "n", t.First, "m", t.Second))
		case t.Table != "edits" || !changes: // which are those of the changes
			others = append(others, t.Table)
		}
	}
	if len(others) > 0 {
		p.addWrapped(l.Text("diff.beside", "tables", l.Join(others...)))
	}
	return true, p.show()
}
