package rules

import (
	"iter"
	"strings"

	"crm/internal/calendar"
	"crm/internal/crm"
	"crm/internal/query"
)

// Decide yields the effects of the rules of the set on an edit, in the order of the
// rules. Each effect is applied before the next one is worked out, so a rule sees what
// those before it did. Facts are loaded when the first rule listens to the edit's noun;
// dates count from today.
//
// Errors: a *Failure of one rule, after which the others go on; otherwise those of the facts,
// after which none does.
func (s *Set) Decide(edit *crm.Edit, today crm.Date, cal *calendar.Calendar, load func() (*Facts, error)) iter.Seq2[*Effect, error] {
	return func(yield func(*Effect, error) bool) {
		d := &decision{edit: edit, today: today, cal: cal}
		for _, l := range s.listening(edit.Kind) {
			if edit.After == nil && !l.head.Gone || !l.head.mayFire(s.schema, edit) {
				continue
			}
			r := l.rule()
			fires, err := d.fires(r, load)
			if fires && err == nil {
				var spent bool
				spent, err = d.spent(r)
				fires = !spent
			}
			if err != nil && !(yield(nil, err) && isFailure(err)) {
				return
			}
			for i := range r.do {
				if !fires || err != nil {
					break
				}
				var e *Effect
				e, err = d.effect(r, &r.do[i])
				if e != nil && (e.Create != nil || e.Note != nil || e.Set != "") {
					d.wanted++
				}
				if e == nil && err == nil {
					continue
				}
				if !yield(e, err) || err != nil && !isFailure(err) {
					return
				}
			}
		}
	}
}

func isFailure(err error) bool { return asFailure(err, new(*Failure)) }

// decision is the evaluation of rules for one edit.
type decision struct {
	edit  *crm.Edit
	facts *Facts
	today crm.Date
	cal   *calendar.Calendar
	// wanted counts what rules have planned or set so far.
	wanted int
	// steps is the date arithmetic since it was last emptied.
	steps []crm.Step
	// saw is what the condition of a rule that keeps it came upon.
	saw []crm.SeenValue
	// found is what the condition of a built-in rule came upon around the record.
	found []crm.SeenValue
	// language is that of the texts of the rule.
	language string
	// idle is how long nothing has to happen, of a rule about that.
	idle *Idle
	// lost is why a fact can't be told: the book, and not a rule, is the reason.
	lost error
}

// record is the edited record as the edit left it, or as it was before it went.
func (d *decision) record() crm.Record { return d.edit.Record() }

// fault returns the error of a part of a rule, unless the book has failed.
func (d *decision) fault(r *compiled, part string, err error) error {
	if d.lost != nil {
		return d.lost
	}
	return r.failure(part, err)
}

// fires evaluates the condition of a rule.
func (d *decision) fires(r *compiled, load func() (*Facts, error)) (bool, error) {
	when, err := r.when()
	if err != nil {
		return false, err
	}
	if d.facts == nil {
		if d.facts, err = load(); err != nil {
			return false, err
		}
	}
	facts := d.factsAbout(d.record())
	d.saw, d.found, d.language = nil, nil, r.language
	switch {
	case r.own:
		facts.Saw = func(name string, field *crm.Field, value any) { d.saw = d.see(d.saw, name, field, value, true) }
	case when != nil && when.LooksAround():
		facts.Saw = func(name string, field *crm.Field, value any) {
			if isAround(name, field) {
				d.found = d.see(d.found, name, field, value, true)
			}
		}
	}
	fires := when == nil // which is true
	if when != nil {
		fires, err = when.Bool(facts)
	}
	if err != nil {
		return false, d.fault(r, "when", err)
	}
	return fires, nil
}

// isAround reports whether a value is not one of the edited record, nor known without the book.
func isAround(name string, field *crm.Field) bool {
	if name == "today" || name == "now" || strings.HasPrefix(name, "input.") {
		return false
	}
	return field == nil || strings.Contains(name, ".")
}

// effect returns what a clause wants; nil if its own condition is false.
func (d *decision) effect(r *compiled, do *clause) (*Effect, error) {
	over := d.factsAbout(d.record())
	applies, err := do.applies()
	if err != nil {
		return nil, err
	}
	if applies != nil {
		if yes, err := applies.Bool(over); err != nil || !yes {
			if err != nil {
				return nil, d.fault(r, "if", err)
			}
			return nil, nil
		}
	}
	c, err := do.effect()
	if err != nil {
		return nil, err
	}
	e := &Effect{Rule: r.Name, FollowUp: c.FollowUp, OncePer: c.OncePer, OnlyLater: c.OnlyLater, OnlyEarlier: c.OnlyEarlier, Set: c.Set, Of: c.Of}
	switch {
	case c.Cancel != "":
		e.Close = crm.Cancelled
	case c.Complete != "":
		e.Close = crm.Done
	}
	e.Where = func(record crm.Record) (bool, error) {
		if c.where != nil {
			if meant, err := c.where.Bool(d.factsAbout(record)); err != nil || !meant {
				if err != nil {
					err = d.fault(r, "where", err)
				}
				return false, err
			}
		}
		if a, is := record.(*crm.Activity); is && c.dates() && !c.Promised && a.IsChosen() {
			e.Left = append(e.Left, a)
			return false, nil
		}
		return true, nil
	}
	e.Values = func(record crm.Record) (map[*crm.Field]any, error) {
		about := d.record()
		if c.Set == SetMembers || c.Set == SetActivities {
			about = record
		}
		values := map[*crm.Field]any{}
		for _, v := range c.values {
			set, err := d.eval(v, d.factsAbout(about))
			if err != nil {
				return nil, d.fault(r, v.field.Name, err)
			}
			values[v.field] = set
		}
		return values, nil
	}
	if e.Notice = c.notice(); e.Notice != "" {
		e.Warning, e.Each = c.Warn != "", c.Each != ""
		e.Told = func() ([]any, error) { return d.remarkValues(r, c.values) }
		if c.said != nil {
			e.Notice = SaidCode
			e.Told = func() ([]any, error) { return d.sentence(r, c.said) }
		}
	}
	if c.Create == "" {
		return e, nil
	}
	when, err := r.when()
	if err != nil {
		return nil, err
	}
	if c.Create == createNote {
		e.Note = &crm.Note{}
		return e, d.fill(r, e.Note, c.values, over, "")
	}
	if somebody, err := d.withSomebody(r, c.values, over); !somebody || err != nil {
		return nil, err
	}
	a := &crm.Activity{Kind: c.Create}
	d.steps = nil
	for _, v := range c.values {
		if v.field.Name != "due" {
			continue
		}
		if err := d.set(a, v, over); err != nil {
			return nil, d.fault(r, "due", err)
		}
		if a.Due.IsZero() {
			return nil, r.failure("due", crm.RuleNoDay)
		}
	}
	if r.Idle != nil && a.Due.IsZero() {
		a.Due = d.idleUntil()
	}
	a.Explanation = &crm.Explanation{Trigger: trigger(d.edit, when), Steps: d.steps, Saw: d.saw, Found: d.found}
	if err := d.fill(r, a, c.values, over, "due"); err != nil {
		return nil, err
	}
	e.Create = a
	return e, nil
}

// withSomebody reports whether there is whoever a clause makes something for: where it says
// who, nobody is not whoever the edit is about.
func (d *decision) withSomebody(r *compiled, values []value, over *query.Facts) (bool, error) {
	for _, v := range values {
		if v.field.Name != "contact" {
			continue
		}
		who, err := d.eval(v, over)
		if err != nil {
			return false, d.fault(r, "contact", err)
		}
		return who != nil && who != int64(0), nil
	}
	return true, nil
}

// SaidCode is the code of a remark that is a sentence.
const SaidCode = "rule-says"

// sentence returns the values of a remark that is a sentence.
func (d *decision) sentence(r *compiled, said []part) ([]any, error) {
	text, err := d.putTogether(said, d.factsAbout(d.record()))
	if err != nil {
		return nil, d.fault(r, "say", err)
	}
	return []any{"rule", r.Name, "text", text}, nil
}

// fill gives a record its fields, but for one.
func (d *decision) fill(r *compiled, record crm.Record, values []value, over *query.Facts, but string) error {
	for _, v := range values {
		if v.field.Name == but {
			continue
		}
		if err := d.set(record, v, over); err != nil {
			return d.fault(r, v.field.Name, err)
		}
		if v.field.Name == "owner" && crm.OwnerOf(record) == 0 {
			return r.failure("owner", crm.RuleNoProducer)
		}
	}
	return nil
}

// remarkValues returns the names and values of a remark. The one called n is a count.
func (d *decision) remarkValues(r *compiled, values []value) ([]any, error) {
	var pairs []any
	for _, v := range values {
		said, err := d.eval(v, d.factsAbout(d.record()))
		if err != nil {
			return nil, d.fault(r, v.name, err)
		}
		if n, ok := said.(int64); ok && v.name == "n" {
			said = int(n)
		}
		pairs = append(pairs, v.name, said)
	}
	return pairs, nil
}
