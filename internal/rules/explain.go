package rules

import (
	"fmt"

	"crm/internal/calendar"
	"crm/internal/crm"
	"crm/internal/query"
)

// Only returns the set of one rule, which is on in it.
func (s *Set) Only(name string) *Set {
	var own []Own
	for _, o := range s.own {
		if o.Name == name {
			is := o.Own
			is.Off, is.Before, is.After = false, "", ""
			own = append(own, is)
		}
	}
	var clauses []Rule
	for _, r := range s.builtin {
		if r.Name == name {
			clauses = append(clauses, r)
		}
	}
	only := newSet(s.schema, clauses)
	for _, o := range own {
		only.own = append(only.own, &ownRule{Own: o})
	}
	return only
}

// Listens returns the nouns that the rules of the set listen to, each once, in order.
func (s *Set) Listens() (nouns []crm.Kind) {
	for _, r := range s.all("") {
		if !oneOf(string(r.On), kindsAsTexts(nouns)...) {
			nouns = append(nouns, r.On)
		}
	}
	return nouns
}

func kindsAsTexts(kinds []crm.Kind) (texts []string) {
	for _, k := range kinds {
		texts = append(texts, string(k))
	}
	return texts
}

// Watches returns the fields of a noun that conditions of the set ask about an edit, as
// changed("due") does, each once. Gone is set if one asks for what is deleted.
//
// Errors: a *Failure.
func (s *Set) Watches(noun crm.Kind) (fields []string, gone bool, err error) {
	for _, l := range s.listening(noun) {
		r := l.rule()
		gone = gone || r.Gone
		all, err := r.conditions()
		if err != nil {
			return nil, false, err
		}
		for _, c := range all {
			for _, name := range c.Watched() {
				if !oneOf(name, fields...) {
					fields = append(fields, name)
				}
			}
		}
	}
	return fields, gone, nil
}

// conditions returns the condition of a rule and those of its effects.
func (r *compiled) conditions() (all []*query.Expr, err error) {
	when, err := r.when()
	if err != nil {
		return nil, err
	}
	if when != nil {
		all = append(all, when)
	}
	for i := range r.do {
		applies, err := r.do[i].applies()
		if err != nil {
			return nil, err
		}
		if applies != nil {
			all = append(all, applies)
		}
	}
	return all, nil
}

// AsksOthers reports whether a condition of the set asks what other rules have done for the
// edit.
func (s *Set) AsksOthers() bool {
	for _, r := range s.all("") {
		all, _ := r.conditions()
		for _, c := range all {
			if c.Asks("unanswered") {
				return true
			}
		}
	}
	return false
}

// Question is a clause that is asked about an edit. Its conditions are answered; its effects
// are asked for one by one.
type Question struct {
	crm.RuleClause
	r *compiled
	d *decision
}

// Ask asks each clause of the set that listens to the noun of an edit.
//
// Errors: those of the facts.
func (s *Set) Ask(edit *crm.Edit, today crm.Date, cal *calendar.Calendar, load func() (*Facts, error)) (all []*Question, err error) {
	d := &decision{edit: edit, today: today, cal: cal}
	for i, r := range s.all("") {
		if r.On != edit.Kind || r.Idle != nil && edit.After == nil || r.broken == nil && edit.After == nil && !r.Gone {
			continue
		}
		q := &Question{RuleClause: crm.RuleClause{Number: i + 1, On: r.On, About: r.About, Edit: edit}, r: r, d: d}
		fires, err := d.fires(r, load)
		if r.Idle != nil && err == nil && fires {
			fires, err = r.live().Bool(d.factsAbout(d.record()))
		}
		if err == nil {
			var when *query.Expr
			if when, err = r.when(); err == nil {
				q.Fires = fires
				t := trigger(edit, when)
				q.Trigger = &t
				if when != nil {
					q.Conditions, err = d.answers(r, "when", when)
				}
			}
		}
		if err != nil {
			if !isFailure(err) {
				return nil, err
			}
			q.Failed = err.Error()
		}
		all = append(all, q)
	}
	return all, nil
}

// Once is how often the rule of the clause acts; nil is as often as it is set off.
func (q *Question) Once() *Once { return q.r.Once }

// Rule is the name of the rule of the clause.
func (q *Question) Rule() string { return q.r.Name }

// Slot is where what the clause makes ahead for the record stands; empty for what is not about idle
// records.
func (q *Question) Slot() string {
	if q.r.Idle == nil {
		return ""
	}
	return q.r.slot(q.Edit.ID)
}

// Effects returns what the clause would do: each effect is to be followed before the next one
// is asked for, and yield is told of those that do not apply.
//
// Errors: those of follow.
func (q *Question) Effects(follow func(*Effect, *crm.RuleEffect) error) error {
	for i := range q.r.do {
		do := &q.r.do[i]
		told := crm.RuleEffect{Applies: true}
		applies, err := do.applies()
		if err == nil && applies != nil {
			if told.Conditions, err = q.d.answers(q.r, "if", applies); err == nil {
				if told.Applies, err = applies.Bool(q.d.factsAbout(q.d.record())); err != nil {
					err = q.d.fault(q.r, "if", err)
				}
			}
		}
		var e *Effect
		q.d.idle = q.r.Idle
		if err == nil && told.Applies {
			e, err = q.d.effect(q.r, do)
		}
		told.Deed = do.deed(e)
		switch {
		case err != nil && (q.d.lost != nil || !isFailure(err)):
			return err
		case err != nil:
			told.Failed = err.Error()
		case e != nil:
			if err := follow(e, &told); err != nil {
				return err
			}
		}
		q.RuleClause.Effects = append(q.RuleClause.Effects, told)
	}
	return nil
}

// deed is what a clause does, in short.
func (c *clause) deed(e *Effect) crm.Deed {
	d := crm.Deed{Rule: c.rule.Name}
	switch {
	case c.Create != "":
		d.Does, d.What = "create", c.Create
	case c.Set != "":
		d.Does, d.What = "set", c.Set
	case c.Cancel != "":
		d.Does, d.What = "cancel", c.Cancel
	case c.Complete != "":
		d.Does, d.What = "complete", c.Complete
	case c.Say != "":
		d.Does, d.What = "say", c.Say
	default:
		d.Does, d.What = "warn", c.Warn
	}
	switch {
	case e == nil:
	case e.Create != nil:
		return *briefly(deedOf(e, d.Does, d.What, e.Create))
	case e.Note != nil:
		return *briefly(deedOf(e, d.Does, d.What, e.Note))
	}
	return d
}

// answers says of each part of a condition what it came to.
func (d *decision) answers(r *compiled, in string, when *query.Expr) (all []crm.RuleCondition, err error) {
	for _, part := range when.Conjuncts() {
		c := crm.RuleCondition{Text: part.Source()}
		facts := d.factsAbout(d.record())
		facts.Saw = func(name string, field *crm.Field, value any) { c.Saw = d.see(c.Saw, name, field, value, false) }
		if c.Holds, err = part.Bool(facts); err == nil && !c.Holds {
			c.Unknown, err = part.Unknown(d.factsAbout(d.record()))
		}
		if err != nil {
			return all, d.fault(r, in, err)
		}
		all = append(all, c)
	}
	return all, nil
}

// see adds a value that a condition came upon to others, once. What is kept with an activity has
// no texts and no birthdays, which may be somebody else's: they would have to be erased there.
func (d *decision) see(seen []crm.SeenValue, name string, field *crm.Field, value any, kept bool) []crm.SeenValue {
	for _, s := range seen {
		if s.Name == name {
			return seen
		}
	}
	switch v := value.(type) {
	case nil, bool, int64, float64:
	case string:
		if field != nil && field.Prose || kept && (field == nil || field.Type != crm.CodeType) {
			value = "…"
		}
	case crm.Birthday:
		if value = v.String(); kept {
			value = "…"
		}
	case crm.Money:
		value = v.Major(crm.Decimals(d.facts.Settings.Currency))
	default:
		value = fmt.Sprint(v)
	}
	return append(seen, crm.SeenValue{Name: name, Value: value})
}
