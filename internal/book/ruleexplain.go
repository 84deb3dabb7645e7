package book

import (
	"context"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/rules"
	"crm/internal/store"
)

// trial does something in a change that is always taken back.
func (b *Book) trial(ctx context.Context, command string, fn func(*work) error) error {
	return b.store.Write(ctx, func(tx *store.Tx) error {
		if err := b.learn(tx.View); err != nil {
			return err
		}
		if err := fn(b.work(ctx, tx, command)); err != nil {
			return err
		}
		return store.ErrRollBack
	})
}

// explainCommand is the command that explains a rule.
const explainCommand = "rule explain"

// ExplainRule says why a rule would act for a record now, or would not. Of is a number, the
// name of a contact, or the word of a noun and a number. What the rule would make is made and
// taken back.
//
// Errors: CodeNotFound, CodeConflict for an ambiguous name.
func (b *Book) ExplainRule(ctx context.Context, name, of string) (*crm.RuleExplained, error) {
	x := &crm.RuleExplained{Rule: name}
	err := b.trial(ctx, explainCommand, func(w *work) error {
		set, r, err := w.oneRule(name)
		if err != nil {
			return err
		}
		x.Off = r.State == crm.RuleOff
		x.Version = crm.RuleVersion{Builtin: r.Source == "", Number: r.Version}
		if x.Record, err = w.explained(of); err != nil {
			return err
		}
		if x.Contact, err = w.contactOrNil(crm.About(x.Record, crm.KindContact)); err != nil {
			return err
		}
		if x.Clauses, err = w.askClauses(set, x.Record); err != nil {
			return err
		}
		return w.lastActed(x)
	})
	if err != nil {
		return nil, err
	}
	for i := range x.Clauses {
		c := &x.Clauses[i]
		if !c.Fires {
			continue
		}
		if err := b.trial(ctx, explainCommand, func(w *work) error { return w.tryClause(name, c) }); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// oneRule returns the set of one rule, which is on in it, with what the book says of the rule.
//
// Errors: those of ruleNamed.
func (w *work) oneRule(name string) (*rules.Set, *crm.OwnRule, error) {
	own, err := w.tx.OwnRules()
	if err != nil {
		return nil, nil, err
	}
	r, err := w.ruleNamed(own, name)
	if err != nil {
		return nil, nil, err
	}
	packs, err := w.packs()
	return w.setOf(own, packs).Only(name), r, err
}

// explained finds the record that is meant.
func (v reader) explained(text string) (crm.Record, error) {
	if word, number, two := strings.Cut(strings.TrimSpace(text), " "); two {
		if n, ok := crm.NounOfWord(word); ok {
			if _, is := recordNumber(number); is {
				return v.numbered(n, number)
			}
		}
	}
	return v.recordMeant("", text)
}

// askClauses asks each clause about the edits that regard a record, and keeps of each the one
// that sets it off, or is nearest to that.
func (w *work) askClauses(set *rules.Set, record crm.Record) (all []crm.RuleClause, err error) {
	for i, r := range set.All() {
		all = append(all, crm.RuleClause{Number: i + 1, On: r.On, About: r.About})
	}
	s := &supposing{reader: w.reader, set: set}
	for _, noun := range set.Listens() {
		found, err := w.regarding(noun, record)
		if err != nil {
			return nil, err
		}
		of := map[int]map[int64]bool{} // by clause, the records that set it off
		for _, r := range found {
			edits, err := s.edits(r)
			if err != nil {
				return nil, err
			}
			for _, e := range edits {
				asked, err := w.askRule(set, e.Edit)
				if err != nil {
					return nil, err
				}
				for _, q := range asked {
					c := &all[q.Number-1]
					if of[q.Number] == nil {
						of[q.Number] = map[int64]bool{}
					}
					of[q.Number][e.ID] = of[q.Number][e.ID] || q.Fires
					if c.Edit != nil && (c.Fires || !q.Fires && unmet(q.Conditions) >= unmet(c.Conditions)) {
						continue
					}
					*c = q.RuleClause
					if c.Made, err = w.changeMade(e.change); err != nil {
						return nil, err
					}
				}
			}
		}
		for number, records := range of {
			c := &all[number-1]
			for id, fires := range records {
				if id != c.Edit.ID && fires == c.Fires {
					c.Others++
				}
			}
		}
	}
	return all, nil
}

// unmet counts the conditions that do not hold.
func unmet(conditions []crm.RuleCondition) (n int) {
	for _, c := range conditions {
		if !c.Holds {
			n++
		}
	}
	return n
}

// askRule asks the clauses of one rule about an edit, as if it were made today.
func (w *work) askRule(set *rules.Set, edit *crm.Edit) ([]*rules.Question, error) {
	load := func() (*rules.Facts, error) {
		facts, err := w.facts(edit)
		if err != nil || !set.AsksOthers() {
			return facts, err
		}
		facts.Planned, err = w.plannedByOthers(set, edit)
		return facts, err
	}
	asked, err := set.Ask(edit, w.day, w.cal, load)
	for _, q := range asked {
		if err == nil && q.Failed == "" && q.Once() != nil {
			err = w.askOnce(q)
		}
	}
	return asked, err
}

// askOnce asks whether the rule of a clause has acted as often as it may. What an idle record has
// already is moved.
func (w *work) askOnce(q *rules.Question) error {
	name, record := q.Rule(), q.Edit.Record()
	c := crm.RuleCondition{Text: "once: " + q.Once().String(), Holds: true}
	last, err := w.lastFor(name, q.Once(), q.Edit)
	if err != nil {
		return err
	}
	if slot := q.Slot(); last != nil && slot != "" {
		open, err := w.tx.OpenActivities(crm.About(record, crm.KindContact))
		if err != nil {
			return err
		}
		if slices.ContainsFunc(open, func(a *crm.Activity) bool { return a.Slot == slot }) {
			last = nil
		}
	}
	if last != nil {
		c.Holds, q.Fires = false, false
		c.Spent = &crm.RuleActed{Of: last.of, Name: crm.NameOf(last.of)}
		with, err := w.contactOrNil(crm.About(last.of, crm.KindContact))
		if err != nil {
			return err
		}
		if with != nil {
			c.Spent.Name = with.Name
		}
		if c.Spent.Change, err = w.changeMade(last.change); err != nil {
			return err
		}
	}
	q.Conditions = append(q.Conditions, c)
	return nil
}

// plannedByOthers counts what the rules other than those of a set would plan or set.
func (w *work) plannedByOthers(set *rules.Set, edit *crm.Edit) (n int, err error) {
	names := set.Names()
	for e, err := range w.decide(edit) {
		switch {
		case err != nil && w.ruleFailure("", err) == nil:
			return 0, err
		case err == nil && !slices.Contains(names, e.Rule) && (e.Create != nil || e.Note != nil || e.Set != ""):
			n++
		}
	}
	return n, nil
}

// tryClause does what a clause would do, and says what comes of it.
func (w *work) tryClause(name string, c *crm.RuleClause) error {
	set, _, err := w.oneRule(name)
	if err != nil {
		return err
	}
	asked, err := w.askRule(set, c.Edit)
	if err != nil {
		return err
	}
	for _, q := range asked {
		if q.Number != c.Number {
			continue
		}
		err := q.Effects(func(e *rules.Effect, told *crm.RuleEffect) error { return w.tryEffect(e, c.Edit, told) })
		c.Effects = q.RuleClause.Effects
		return err
	}
	return nil
}

// tryEffect does what an effect wants, and says what comes of it or is in the way.
func (w *work) tryEffect(e *rules.Effect, edit *crm.Edit, told *crm.RuleEffect) error {
	var planned *crm.Activity
	if e.Create != nil {
		planned = crm.Copy(e.Create)
	}
	made, said := len(w.pending), len(w.outcome.Notices)
	if err := w.apply(e, edit); err != nil {
		failure := w.ruleFailure(e.Rule, err)
		if failure == nil {
			return err
		}
		told.Failed = failure.Error()
		return nil
	}
	told.Notices = append(told.Notices, w.outcome.Notices[said:]...)
	moved := false
	for _, one := range w.pending[made:] {
		told.Comes = append(told.Comes, deedOfEdit(one))
		moved = moved || e.Create != nil && one.Action == crm.Update
		if before, ok := one.Before.(*crm.Activity); ok && moved {
			told.Notices = append(told.Notices, notice("explain-moves", "activity", before))
		}
	}
	if len(told.Comes) > 0 || len(told.Notices) > 0 {
		return nil
	}
	there, err := w.inTheWay(e, planned, edit)
	switch {
	case err != nil:
		return err
	case there != nil:
		told.Notices = append(told.Notices, notice("explain-planned", "activity", there))
	default:
		told.Notices = append(told.Notices, notice("explain-nothing"))
	}
	return nil
}

// inTheWay returns the open activity because of which nothing is planned, or nil.
func (w *work) inTheWay(e *rules.Effect, planned *crm.Activity, edit *crm.Edit) (*crm.Activity, error) {
	if planned == nil {
		return nil, nil
	}
	contact := planned.Contact
	if contact == 0 {
		contact = crm.About(edit.Record(), crm.KindContact)
	}
	planned.Opportunity, planned.Policy = crm.About(edit.Record(), crm.KindOpportunity), crm.About(edit.Record(), crm.KindPolicy)
	slot := slotOf(planned, e.Of)
	open, err := w.tx.OpenActivities(contact)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(open, func(a *crm.Activity) bool { return slot != "" && a.Slot == slot }); i >= 0 {
		return open[i], nil
	}
	if i := slices.IndexFunc(open, func(a *crm.Activity) bool {
		return a.Kind == planned.Kind && a.CallType == planned.CallType && a.Purpose == planned.Purpose
	}); i >= 0 {
		return open[i], nil
	}
	return nil, nil
}

// deedOfEdit says what an edit of a rule did.
func deedOfEdit(e *crm.Edit) crm.Deed {
	record := e.Record()
	d := crm.Deed{Does: "set", What: string(e.Kind), Rule: e.Rule}
	fields := []string{"call_type", "purpose", "subject", "due", "start", "attempt", "body"}
	if a, ok := record.(*crm.Activity); ok {
		d.What = a.Kind
	}
	only := func(crm.Difference) bool { return true }
	switch e.Action {
	case crm.Create:
		d.Does = "create"
		only = func(f crm.Difference) bool { return slices.Contains(fields, f.Field.Name) }
	case crm.Delete:
		return d
	default:
		if a, ok := record.(*crm.Activity); ok && e.Changed("status") {
			d.Does = map[string]string{crm.Cancelled: "cancel", crm.Done: "complete"}[a.Status]
			only = func(crm.Difference) bool { return false }
		}
		id, _ := crm.BuiltIn(e.Kind).Field("id")
		d.Fields = append(d.Fields, crm.DeedField{Field: id, Value: e.ID})
	}
	for _, diff := range e.Differences() {
		if !only(diff) || diff.Field.Quiet || e.Action == crm.Update && slices.Contains([]string{"explanation", "rule", "cause", "slot"}, diff.Field.Name) {
			continue
		}
		d.Fields = append(d.Fields, crm.DeedField{Field: diff.Field, Value: diff.After})
	}
	return d
}

// lastActed finds the last change in which a rule acted because of the record that it is
// explained for.
func (v reader) lastActed(x *crm.RuleExplained) error {
	change, err := v.tx.RuleActedFor(x.Rule, crm.IDOf(x.Record))
	if change == 0 || err != nil {
		return err
	}
	x.Acted, err = v.changeMade(change)
	return err
}
