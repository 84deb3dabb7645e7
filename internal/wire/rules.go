package wire

import (
	"slices"
	"strings"

	"crm/internal/crm"
)

// Rule is one clause of a rule, as a list of rules shows it.
type Rule struct {
	Name     string
	On       crm.Kind
	About    string
	When     string
	Builtin  bool
	Replaces bool   // a built-in one
	Own      bool   // it is written in the book
	Pack     string // of which it is one, or else would be
	State    string
	Before   string // the rule before or after which it is asked, if the book says so
	After    string
	Changes  int // in which it acted
	Last     crm.Date
}

// Rules writes rules, a clause a row; quietly, each name once.
func (w *Writer) Rules(rules []Rule) error {
	if w.Quiet {
		once := slices.CompactFunc(slices.Clone(rules), func(a, b Rule) bool { return a.Name == b.Name })
		return names(w, once, func(r Rule) string { return r.Name })
	}
	columns := []string{"name", "on", "about", "when", "builtin", "replaces", "own", "pack", "state", "before", "after", "changes", "last"}
	return flat(w, columns, rules, func(r Rule) object {
		return object{
			{"name", r.Name}, {"on", string(r.On)}, {"about", r.About}, {"when", r.When}, {"builtin", r.Builtin}, {"replaces", r.Replaces}, {"own", r.Own}, {"pack", orNull(r.Pack)},
			{"state", r.State}, {"before", orNull(r.Before)}, {"after", orNull(r.After)}, {"changes", int64(r.Changes)}, {"last", orNull(r.Last)},
		}
	})
}

// Pack is a pack of rules, as a list of packs shows it.
type Pack struct {
	Name     string
	State    string
	About    string
	Language string // of the texts that its rules write, where that is known
	Rules    []string
}

// Packs writes packs of rules.
func (w *Writer) Packs(packs []Pack) error {
	if w.Quiet {
		return names(w, packs, func(p Pack) string { return p.Name })
	}
	return flat(w, []string{"name", "state", "about", "language", "rules"}, packs, func(p Pack) object {
		return object{{"name", p.Name}, {"state", p.State}, {"about", p.About}, {"language", orNull(p.Language)}, {"rules", strings.Join(p.Rules, " ")}}
	})
}

// RuleProblems writes which rules have failed; quietly, the numbers of the changes.
func (w *Writer) RuleProblems(all []*crm.RuleProblem) error {
	if w.Quiet {
		return names(w, all, func(p *crm.RuleProblem) string { return itoa(p.Change) })
	}
	return flat(w, []string{"change", "rule", "kind", "record", "part", "why", "edits"}, all, func(p *crm.RuleProblem) object {
		return object{{"change", p.Change}, {"rule", p.Rule}, {"kind", string(p.Kind)}, {"record", p.Record}, {"part", orNull(p.Part)}, {"why", p.English()}, {"edits", p.N}}
	})
}

// RuleTrials writes what came of examples; quietly, where those stand that failed.
func (w *Writer) RuleTrials(all []*crm.RuleTrial) error {
	if w.Quiet {
		failed := slices.DeleteFunc(slices.Clone(all), (*crm.RuleTrial).Passed)
		return names(w, failed, func(t *crm.RuleTrial) string { return t.At })
	}
	return flat(w, []string{"rule", "at", "about", "today", "passed", "differences"}, all, func(t *crm.RuleTrial) object {
		var differences []string
		for _, d := range t.Differences {
			differences = append(differences, d.Text(w.Decimals()))
		}
		return object{{"rule", t.Rule}, {"at", t.At}, {"about", orNull(t.About)}, {"today", t.Today}, {"passed", t.Passed()}, {"differences", orNull(strings.Join(differences, "; "))}}
	})
}
