package screen

import (
	"crm/internal/crm"
	"crm/internal/say"
	"crm/internal/wire"
)

// Rules lists rules; clauses of the same name stand together.
func (s *Screen) Rules(rules []wire.Rule) error {
	if s.forPrograms() {
		return s.Writer.Rules(rules)
	}
	p, g, last, said := s.page(), &grid{wraps: true}, "", ""
	for _, r := range rules {
		name, about := say.Clean(r.Name), say.Clean(r.About)
		key := "rule." + r.Name
		if r.Builtin && s.Locale.Has(key) { // says it for all its clauses
			if r.Name == last {
				continue
			}
			about = s.Locale.Text(key)
		}
		again := r.Name == last && about == said // clauses that do the same
		said = about
		if again {
			continue
		}
		if r.Name == last {
			name = ""
		} else if state := s.ruleState(r); state != "" {
			about += " [" + state + "]"
		}
		last = r.Name
		g.add(name, about)
	}
	return p.writeWith(g, 1)
}

// ruleState says of a rule what is not usual, and how often it has acted.
func (s *Screen) ruleState(r wire.Rule) string {
	l := s.Locale
	var all []string
	switch {
	case r.Own && r.Replaces:
		all = append(all, l.Text("rule-state.replaces"))
	case r.Own && r.Pack != "":
		all = append(all, l.Text("rule-state.replaces-pack", "pack", r.Pack))
	case r.Own:
		all = append(all, l.Text("rule-state.own"))
	case !r.Builtin:
		all = append(all, l.Text("rule-state.pack", "pack", r.Pack))
	}
	if r.State == crm.RuleOff {
		all = append(all, l.Text("rule-state.off"))
	}
	if r.Changes > 0 {
		all = append(all, l.Text("rule-state.acted", "n", r.Changes, "date", s.Locale.Date(r.Last, s.Today)))
	}
	return l.Join(all...)
}

// Packs lists packs of rules.
func (s *Screen) Packs(packs []wire.Pack) error {
	if s.forPrograms() {
		return s.Writer.Packs(packs)
	}
	p, g := s.page(), &grid{wraps: true}
	for _, one := range packs {
		g.add(say.Clean(one.Name), s.Locale.Text("pack-state."+one.State), say.Clean(one.About))
	}
	return p.writeWith(g, 2)
}

// RuleProblems lists which rules have failed.
func (s *Screen) RuleProblems(all []*crm.RuleProblem) error {
	if s.forPrograms() {
		return s.Writer.RuleProblems(all)
	}
	p, g := s.page(), &grid{wraps: true}
	for _, one := range all {
		record := s.Label("noun", string(one.Kind)) + " " + itoa(one.Record)
		g.add(s.Locale.Text("rule-problem.change", "id", itoa(one.Change)), say.Clean(one.Rule), record, say.Clean(s.whyFailed(one)))
	}
	return p.writeWith(g, 3)
}

// whyFailed says which part of a rule failed, and why.
func (s *Screen) whyFailed(one *crm.RuleProblem) string {
	why := one.Why
	if reason := one.Reason(); reason != "" {
		why = s.Locale.Text("rule-problem." + string(reason))
	}
	if one.Part != "" && one.Reason() != crm.RuleTooDeep { // a chain has no part
		why = one.Part + ": " + why
	}
	return why
}

// RuleTrials shows what came of examples: of one that failed, what was expected and what was
// got in its place.
func (s *Screen) RuleTrials(all []*crm.RuleTrial) error {
	if s.forPrograms() {
		return s.Writer.RuleTrials(all)
	}
	l, p, g := s.Locale, s.page(), &grid{wraps: true}
	for _, t := range all {
		if t.Passed() {
			g.add(l.Text("rule-test.passed"), say.Clean(t.Rule), say.Clean(t.About))
			continue
		}
		about := say.Clean(t.At)
		if t.About != "" {
			about = say.Clean(t.About) + " (" + about + ")"
		}
		g.add(l.Text("rule-test.failed"), say.Clean(t.Rule), about)
		for _, d := range t.Differences {
			expected, got := l.Text("rule-test.nothing-more"), l.Text("rule-test.nothing")
			switch {
			case d.Failed != "":
				g.add("", "", say.Clean(d.Failed))
				continue
			case d.Expected != nil:
				expected = s.Deed(d.Expected, t.Today)
			}
			if d.Got != nil {
				got = s.Deed(d.Got, t.Today)
			}
			g.add("", "", l.Text("rule-test.expected", "what", expected))
			g.add("", "", l.Text("rule-test.got", "what", got))
		}
	}
	return p.writeWith(g, 2)
}
