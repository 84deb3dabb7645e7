package say

import "crm/internal/crm"

// Explained is a line of the explanation of a rule, behind a label.
type Explained struct {
	Label, Text string
	Head        bool // it begins the lines of a clause, and may have no text for the only one
}

// ExplainedHead says in a line whether a rule would act for a record now.
func (v *Voice) ExplainedHead(x *crm.RuleExplained) string {
	key := "explain.would-not"
	for _, c := range x.Clauses {
		switch {
		case c.Comes():
			key = "explain.would"
		case c.Fires && key == "explain.would-not":
			key = "explain.barred"
		}
	}
	if x.Off {
		key = "explain.off"
	}
	of := v.Noun(x.Record) + " " + itoa(crm.IDOf(x.Record))
	if x.Contact != nil {
		of = v.Locale.Join(of, Clean(x.Contact.Name))
	}
	return upperFirst(v.Locale.Text(key, "rule", Clean(x.Rule), "of", of, "command", v.command(crm.Run("rule enable", x.Rule))))
}

// ExplainedLines say of each clause what its conditions came to, and what it would do.
func (v *Voice) ExplainedLines(x *crm.RuleExplained) (all []Explained) {
	l := v.Locale
	add := func(label, text string) { all = append(all, Explained{Label: label, Text: text}) }
	if x.Acted != nil {
		add(l.Text("explain.acted"), v.madeIn(x.Acted))
	}
	for _, c := range x.Clauses {
		all = append(all, Explained{Text: v.clauseHead(x, &c), Head: true})
		if c.About != "" && !v.Locale.Has("rule."+x.Rule) {
			add("", Clean(c.About))
		}
		if c.Edit == nil {
			add("", l.Text("explain.nobody", "noun", v.Word("noun", string(c.On))))
			continue
		}
		add(l.Text("explain.if"), v.supposed(&c))
		if c.Failed != "" {
			add(l.Text("explain.fails"), Clean(c.Failed))
		}
		all = append(all, v.conditionLines(c.Conditions)...)
		for _, e := range c.Effects {
			all = append(all, v.effectLines(&e)...)
		}
	}
	return all
}

// clauseHead says what comes of a clause, unless the head of the whole has said it of the only
// one.
func (v *Voice) clauseHead(x *crm.RuleExplained, c *crm.RuleClause) string {
	if len(x.Clauses) == 1 && !x.Off {
		return ""
	}
	key := "explain.silent"
	switch {
	case c.Comes():
		key = "explain.acts"
	case c.Fires:
		key = "explain.idle"
	}
	what := v.Locale.Text(key)
	if len(x.Clauses) == 1 {
		return what
	}
	return v.Locale.Text("explain.clause", "n", itoa(int64(c.Number)), "of", itoa(int64(len(x.Clauses))), "what", what)
}

// supposed says which edit a clause is asked about.
func (v *Voice) supposed(c *crm.RuleClause) string {
	w := &crm.Why{Trigger: c.Trigger}
	if a, ok := c.Edit.Record().(*crm.Activity); ok {
		w.Cause = a.Kind
	}
	text := v.trigger(w)
	if c.Edit.Action == crm.Delete {
		text = v.Locale.Text("explain.deleted", "noun", v.Noun(c.Edit.Record()), "id", itoa(c.Edit.ID))
	}
	if c.Made != nil {
		text = v.Locale.Join(text, v.madeIn(c.Made))
	}
	if c.Others > 0 {
		key := "explain.nearest"
		if c.Fires {
			key = "explain.others"
		}
		text += "; " + v.Locale.Text(key, "n", c.Others)
	}
	return text
}

// madeIn is a change with its day.
func (v *Voice) madeIn(c *crm.ChangeInfo) string {
	return v.Locale.Text("explain.change", "id", itoa(c.ID), "date", v.Locale.Date(c.AsOf, v.Today))
}

func (v *Voice) conditionLines(conditions []crm.RuleCondition) (all []Explained) {
	l := v.Locale
	for _, c := range conditions {
		label := l.Text("explain.no")
		switch {
		case c.Holds:
			label = l.Text("explain.yes")
		case len(c.Unknown) > 0:
			label = l.Text("explain.unknown")
		}
		all = append(all, Explained{Label: label, Text: OneLine(c.Text)})
		var saw []string
		for _, s := range c.Saw {
			if is, yesOrNo := s.Value.(bool); yesOrNo && s.Name == c.Text && is == c.Holds {
				continue // which is said
			}
			saw = append(saw, Clean(s.String()))
		}
		if len(saw) > 0 {
			all = append(all, Explained{Text: l.Text("explain.saw", "values", l.Join(saw...))})
		}
		if len(c.Unknown) > 0 {
			all = append(all, Explained{Text: l.Text("explain.missing", "names", l.Join(c.Unknown...))})
		}
		if c.Spent != nil {
			of := v.Noun(c.Spent.Of) + " " + itoa(crm.IDOf(c.Spent.Of))
			if c.Spent.Name != "" {
				of = l.Join(of, Clean(c.Spent.Name))
			}
			all = append(all, Explained{Text: l.Text("explain.spent", "of", of, "change", v.madeIn(c.Spent.Change))})
		}
	}
	return all
}

func (v *Voice) effectLines(e *crm.RuleEffect) (all []Explained) {
	l := v.Locale
	deed := func(d *crm.Deed) string { return v.Deed(d, v.Today) }
	if !e.Applies {
		all = append(all, Explained{Label: l.Text("explain.not"), Text: deed(&e.Deed)})
		return append(all, v.conditionLines(e.Conditions)...)
	}
	label := l.Text("explain.then")
	for i := range e.Comes {
		all = append(all, Explained{Label: label, Text: deed(&e.Comes[i])})
		label = ""
	}
	if len(e.Comes) == 0 && e.Deed.Does != "say" && e.Deed.Does != "warn" {
		all = append(all, Explained{Label: l.Text("explain.not"), Text: deed(&e.Deed)})
		label = ""
	}
	for _, n := range e.Notices {
		all = append(all, Explained{Label: label, Text: v.Sentence(n)})
		label = ""
	}
	if e.Failed != "" {
		all = append(all, Explained{Label: l.Text("explain.fails"), Text: Clean(e.Failed)})
	}
	return all
}

// backfilled says what a rule did for what was in the book already.
func (v *Voice) backfilled(o *crm.Outcome, f *crm.Backfilled) string {
	l := v.Locale
	text := v.Did(o, "outcome.backfilled", "rule", Clean(f.Rule), "n", f.Records, "all", f.Asked)
	for _, left := range []struct {
		key string
		n   int
	}{{"backfilled.acted", f.Acted}, {"backfilled.stopped", f.Stopped}, {"backfilled.standing", f.Standing}} {
		if left.n > 0 {
			text += v.Space() + l.Text(left.key, "n", left.n)
		}
	}
	return text
}

// ruleVersion says which version of a rule acted, and what has become of it since.
func (v *Voice) ruleVersion(of crm.RuleVersion) string {
	l := v.Locale
	var parts []string
	if of.Number > 0 && !of.Builtin {
		parts = append(parts, l.Text("why.version", "n", itoa(of.Number)))
	}
	switch {
	case of.Now > 0:
		parts = append(parts, l.Text("why.version.program", "n", itoa(of.Now)))
	case of.Removed:
		parts = append(parts, l.Text("why.version.removed"))
	case of.Changed && of.Builtin:
		parts = append(parts, l.Text("why.version.replaced"))
	case of.Changed:
		parts = append(parts, l.Text("why.version.changed"))
	}
	return upperFirst(l.Join(parts...))
}
