package book

import (
	"context"
	"errors"
	"fmt"

	"crm/internal/crm"
	"crm/internal/rules"
)

// A rule that fails stops only itself: the change is made, and what failed is kept until
// somebody has seen it.

// partChain is the part of a rule that a chain of too many rules ends at.
const partChain = "chain"

// ruleFailure returns why a rule has failed; nil for an error of anything else.
func (w *work) ruleFailure(rule string, err error) *rules.Failure {
	var failure *rules.Failure
	if errors.As(err, &failure) {
		return failure
	}
	e, ok := crm.AsError(err)
	if !ok || w.open != nil {
		return nil
	}
	switch e.Code {
	case crm.CodeInvalid, crm.CodeUsage, crm.CodeConflict, crm.CodeNotFound, crm.CodeRefused:
		return &rules.Failure{Rule: rule, Part: e.Field, Err: e}
	}
	return nil
}

// checkNamed rejects what a rule would have a field of a record name: a record that is not
// there, or that it may not name.
//
// Errors: a *rules.Failure.
func (w *work) checkNamed(rule string, f *crm.Field, of crm.Record, value any) error {
	id, _ := value.(int64)
	if f.Ref == "" || id == 0 {
		return nil
	}
	there, err := w.tx.Ref(f.Ref, id)
	if err != nil {
		return err
	}
	why := crm.RuleNoRecord
	is := there != nil && !(f.Ref == of.Noun() && id == crm.IDOf(of))
	if f.Ref == crm.KindProducer {
		p, _ := there.(*crm.Producer)
		is, why = p != nil && !p.IsRetired(), crm.RuleNoProducer
	}
	if c, _ := there.(*crm.Contact); c != nil && f.Name == "household" {
		is = is && c.Kind == crm.Household
	}
	if is {
		return nil
	}
	return &rules.Failure{Rule: rule, Part: f.Name, Err: why}
}

// checkNumbers rejects rules that name a record by its number that is not there, or a producer who is
// retired.
//
// Errors: CodeInvalid, with the place of each.
func (v reader) checkNumbers(file *rules.File) error {
	return file.CheckNumbers(func(kind crm.Kind, id int64) (string, error) {
		there, err := v.tx.Ref(kind, id)
		p, _ := there.(*crm.Producer)
		switch {
		case err != nil:
			return "", err
		case there == nil:
			return fmt.Sprintf("there is no %s %d", kind, id), nil
		case p != nil && p.IsRetired():
			return fmt.Sprintf("producer %d, %s, is retired", id, p.Name), nil
		}
		return "", nil
	})
}

// failRule remembers that a rule failed for an edit, and warns once.
func (w *work) failRule(f *rules.Failure, edit *crm.Edit) {
	for _, p := range w.failures {
		if p.Rule == f.Rule {
			p.N++
			return
		}
	}
	p := &crm.RuleProblem{Rule: f.Rule, Kind: edit.Kind, Record: edit.ID, Part: f.Part, Why: f.Err.Error(), N: 1}
	var reason crm.RuleReason
	if errors.As(f.Err, &reason) {
		p.Why = string(reason)
	}
	w.failures = append(w.failures, p)
	switch reason {
	case crm.RuleTooDeep: // which is a warning of its own
	case crm.RuleNoDay:
		w.warn("rule-no-day", "rule", p.Rule, "part", p.Part)
	case crm.RuleNoProducer:
		w.warn("rule-no-producer", "rule", p.Rule, "part", p.Part)
	case crm.RuleNoRecord:
		w.warn("rule-no-record", "rule", p.Rule, "part", p.Part)
	default:
		w.warn("rule-failed", "rule", p.Rule, "part", p.Part, "why", p.Why)
	}
}

// keepFailures keeps what failed with the change.
func (w *work) keepFailures() error {
	for _, p := range w.failures {
		p.Change = w.change.ID
		if err := w.tx.KeepRuleProblem(p); err != nil {
			return err
		}
	}
	return nil
}

// RuleProblems returns the rules that failed and that nobody has seen, the latest first.
func (b *Book) RuleProblems(ctx context.Context) (all []*crm.RuleProblem, err error) {
	err = b.read(ctx, func(v reader) error {
		all, err = v.tx.RuleProblems()
		return err
	})
	return all, err
}

// seenCommand is the command that forgets what has failed.
const seenCommand = "rule seen"

// RuleProblemsSeen forgets what has failed. The journal has nothing of it.
func (b *Book) RuleProblemsSeen(ctx context.Context) (*crm.Outcome, error) {
	return b.change(ctx, seenCommand, func(w *work) error {
		all, err := w.tx.RuleProblems()
		if err != nil {
			return err
		}
		if len(all) > 0 {
			w.say("rule-problems-seen", "n", len(all))
		}
		return w.tx.RuleProblemsSeen()
	})
}
