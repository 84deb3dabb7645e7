package screen

import (
	"crm/internal/crm"
	"crm/internal/say"
)

// mostReplayed is how much a screen shows of what rules would have done.
const mostReplayed = 200

// RuleReplay shows what rules would have done: when, with whom, what and why. All is given to the
// command that shows all of it.
func (s *Screen) RuleReplay(r *crm.RuleReplay, all ...any) error {
	if s.forPrograms() {
		return s.Writer.RuleReplay(r)
	}
	l, p := s.Locale, s.page()
	var names []string
	for _, name := range r.Rules {
		names = append(names, say.Clean(name))
	}
	head := "replay.head"
	switch {
	case r.Changes == 0:
		head = "replay.empty"
	case len(r.Deeds) == 0:
		head = "replay.nothing"
	}
	p.addWrapped(l.Text(head, "rules", l.Join(names...), "n", r.Changes, "date", l.Date(r.Since, crm.Date{})))
	if len(r.Deeds) > 0 {
		p.line("")
		p.grid("", s.replayed(r), 2)
		if n := len(r.Deeds) - mostReplayed; n > 0 {
			p.addWrapped(l.Text("replay.more", "n", n, "command", s.Command("rule replay", all...)))
		}
		p.line("")
	}
	p.replayFoot(r)
	return p.show()
}

// replayed has two lines of each deed: the second says why.
func (s *Screen) replayed(r *crm.RuleReplay) *grid {
	l, g := s.Locale, &grid{wraps: true}
	for _, d := range r.Deeds[:min(len(r.Deeds), mostReplayed)] {
		what := s.Replayed(d)
		if len(r.Rules) > 1 {
			what = l.Text("replay.of-rule", "rule", say.Clean(d.Rule), "what", what)
		}
		if r.Acted && d.Was != crm.ReplaySame {
			what += " " + l.Text("replay."+d.Was)
		}
		g.add(l.Date(d.Day, s.Today), say.Clean(d.Name), what)
		if why := s.TriggerOf(d.Trigger); why != "" {
			g.add("", "", why)
		}
	}
	return g
}

// replayFoot adds up, and says what is not known.
func (p *page) replayFoot(r *crm.RuleReplay) {
	l, only, made := p.Locale, 0, false
	for _, d := range r.Deeds {
		if d.Was == crm.ReplayOnly {
			only++
		}
	}
	for _, c := range r.Counts {
		p.addWrapped(p.ReplayCount(c, len(r.Rules) > 1))
		made = made || c.Does == "create" && c.N > c.Was
	}
	if only > 0 {
		p.addWrapped(l.Text("replay.only-count", "n", only))
	}
	if r.MostN > 0 {
		p.addWrapped(l.Text("replay.most", "n", r.MostN, "date", l.Date(r.Most, p.Today)))
	}
	if made {
		p.addWrapped(l.Text("replay.unknown"))
	}
	for _, left := range r.Left {
		p.addWrapped(l.Text("replay.left."+left.Reason, "n", left.N))
	}
	if r.Why != nil {
		p.addWrapped(l.Text("replay.failed", "n", r.Failed, "id", itoa(r.Why.Change), "why", say.Clean(p.whyFailed(r.Why))))
	}
}
