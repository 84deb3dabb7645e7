package book

import (
	"context"
	"slices"

	"crm/internal/crm"
	"crm/internal/query"
	"crm/internal/rules"
)

// Backfill is what is asked of a backfill: which rule is to act, for which records of the nouns
// that it listens to, and how many calls it may plan for one day of a producer; 0 is any number.
type Backfill struct {
	Rule, Where string
	CallsPerDay int
}

// BackfillCommand makes a rule act for what is in the book already.
const BackfillCommand = "rule backfill"

// filling is a backfill in the making.
type filling struct {
	supposing
	done     *crm.Backfilled
	acted    map[int64]bool // the records for which the rule has acted
	standing bool           // what an effect wants to make stands already
}

// BackfillRule has a rule do what it would have done, had it been there when records got what
// they have: for each record at most once, in one change. It makes nothing that leads to contact
// with somebody who must not be contacted, and leaves alone what stands already.
//
// Errors: CodeNotFound, CodeConflict for a rule that is off, CodeUsage for an invalid
// condition, CodeRefused with a question.
func (b *Book) BackfillRule(ctx context.Context, in Backfill) (*crm.Outcome, error) {
	return b.change(ctx, BackfillCommand, func(w *work) error {
		set, r, err := w.oneRule(in.Rule)
		if err != nil {
			return err
		}
		if r.State == crm.RuleOff {
			return crm.Errorf(crm.CodeConflict, "the rule %s is switched off", in.Rule).Next("To switch it on", "rule enable", in.Rule)
		}
		w.paces(in.CallsPerDay)
		w.outcome.Backfilled = &crm.Backfilled{Rule: in.Rule}
		f := &filling{supposing: supposing{reader: w.reader, set: set}, done: w.outcome.Backfilled}
		if f.acted, err = w.tx.RuleActedRecords(in.Rule); err != nil {
			return err
		}
		for _, noun := range f.set.Listens() {
			ids, err := w.toFill(noun, in.Where)
			if err != nil {
				return err
			}
			for _, id := range ids {
				if err := w.fill(f, noun, id); err != nil {
					return err
				}
			}
		}
		return w.confirmFill(f, in)
	})
}

// toFill returns the numbers of the records of a noun for which a condition holds.
func (v reader) toFill(noun crm.Kind, where string) ([]int64, error) {
	scope := v.scope(noun)
	scope.Meant = v.meant
	s := query.Select{Schema: v.schema, Noun: noun, Columns: []string{"id"}, Sort: []string{"id"}}
	conditions := v.mayReadConditions(noun)
	if where != "" {
		conditions = append(slices.Clone(conditions), where)
	}
	for _, text := range conditions {
		expr, err := query.Condition(text, scope)
		if err != nil {
			return nil, crm.OnFlag(err, "where")
		}
		s.Where = append(s.Where, expr)
	}
	_, rows, err := v.tx.Select(s)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for row, err := range rows {
		if err != nil {
			return nil, err
		}
		ids = append(ids, row[0].(int64))
	}
	return ids, nil
}

// fill has a rule act for a record, on the first of the edits that gave it what it has that
// sets off the rule.
func (w *work) fill(f *filling, noun crm.Kind, id int64) error {
	found, err := w.theRecord(noun, id)
	if len(found) == 0 || err != nil {
		return err
	}
	about, err := w.contactOrNil(crm.About(found[0], crm.KindContact))
	if err != nil || about != nil && crm.IsErased(about) {
		return err
	}
	f.done.Asked++
	if f.acted[id] {
		f.done.Acted++
		return nil
	}
	if slices.Contains(f.set.IdleNouns(), noun) {
		day, err := w.lastHappened(found[0])
		if err != nil {
			return err
		}
		edit := &crm.Edit{Action: crm.Update, Kind: noun, ID: id, Before: found[0], After: found[0], Day: day}
		return w.onDay(day, func() error {
			w.followed = edit
			_, err := w.followOne(f, edit)
			return err
		})
	}
	edits, err := f.edits(found[0])
	if err != nil {
		return err
	}
	for _, e := range edits {
		if e.Action == crm.Delete { // it is there
			continue
		}
		fires := false
		if err := w.onDay(e.Day, func() (err error) {
			fires, err = w.followOne(f, e.Edit)
			return err
		}); err != nil || fires {
			return err
		}
	}
	return nil
}

// followOne follows what a rule says about an edit that is supposed, and what comes of that. It
// reports whether the rule acts on it.
func (w *work) followOne(f *filling, edit *crm.Edit) (fires bool, err error) {
	said, made := len(w.outcome.Notices), w.edits
	stopped, standing := false, false
	load := func() (*rules.Facts, error) {
		facts, err := w.facts(edit)
		if err != nil || !f.set.AsksOthers() {
			return facts, err
		}
		facts.Planned, err = w.plannedByOthers(f.set, edit)
		return facts, err
	}
	wanted := f.set.Decide(edit, w.day, w.cal, load)
	if w.followed == edit {
		wanted = f.set.Stays(edit, true, w.day, w.cal, load)
	}
	for effect, err := range wanted {
		rule := f.done.Rule
		if err == nil {
			fires = true
			before := w.edits
			w.filling, f.standing = f, false
			err = w.apply(effect, edit)
			w.filling = nil
			standing = standing || f.standing || effect.Create != nil && w.edits == before
		}
		if err == nil {
			continue
		}
		failure := w.ruleFailure(rule, err)
		if failure == nil {
			return fires, err
		}
		w.failRule(failure, edit)
	}
	acted := w.edits > made
	for _, n := range w.outcome.Notices[said:] {
		stopped = stopped || n.Code == "nothing-planned-stopped" || n.Code == "nothing-planned-no-calls"
	}
	if acted {
		if err := w.drain(); err != nil {
			return fires, err
		}
		if err := w.nameUnwilling(edit); err != nil {
			return fires, err
		}
	}
	w.quietFill(said)
	switch {
	case acted:
		f.done.Records++
		f.acted[edit.ID] = true
		if err := w.journal(); err != nil { // which begins the change
			return fires, err
		}
		return fires, w.tx.KeepRuleFill(f.done.Rule, edit.ID, w.change.ID)
	case stopped:
		f.done.Stopped++
	case standing:
		f.done.Standing++
	}
	return fires, nil
}

// nameUnwilling warns of a task that was made for somebody who must not be contacted. What leads to
// contact is not made for them, but of a task only its purpose says that.
func (w *work) nameUnwilling(edit *crm.Edit) error {
	c, err := w.contactOrNil(crm.About(edit.Record(), crm.KindContact))
	if c == nil || c.Stopped.IsZero() || err != nil {
		return err
	}
	if slices.ContainsFunc(w.pending, func(e *crm.Edit) bool {
		return e.Action == crm.Create && e.Kind == crm.KindActivity && crm.About(e.After, crm.KindContact) == c.ID
	}) {
		w.warn("backfill-unwilling", "name", c.Name, "id", c.ID)
	}
	return nil
}

// mostFillWarnings is how many warnings of a backfill are kept.
const mostFillWarnings = 20

// quietFill leaves out what is said of each record: the outcome counts them. Warnings stay, up
// to a number.
func (w *work) quietFill(from int) {
	warnings := 0
	for _, n := range w.outcome.Notices[:from] {
		if n.Warning {
			warnings++
		}
	}
	kept := slices.Clone(w.outcome.Notices[:from])
	for _, n := range w.outcome.Notices[from:] {
		if n.Warning && warnings < mostFillWarnings {
			kept = append(kept, n)
			warnings++
		}
	}
	w.outcome.Notices = kept
}

// confirmFill asks before a rule acts for more records than anybody looks through, unless it was
// said how many calls there may be on a day. Many calls on one day are asked about by checkPace.
func (w *work) confirmFill(f *filling, in Backfill) error {
	f.done.Days = w.importing.pace.byDay()
	_, calls := w.importing.pace.most()
	if f.done.Records <= mostCallsADay || in.CallsPerDay > 0 || calls > mostCallsADay {
		return nil
	}
	return w.confirm("confirm-backfill", "n", f.done.Records, "rule", in.Rule)
}
