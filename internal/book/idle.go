package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/rules"
)

// What a rule makes for a record with which nothing happens for a while is made ahead, in a slot of
// the record. What a producer does to the record, or to what regards it, moves it; what rules do does
// not, but may end it, or begin it.

// followIdle asks the rules about the records that an edit concerns and with which something is to
// happen.
func (w *work) followIdle(edit *crm.Edit) error {
	set, err := w.ruleSet()
	if err != nil {
		return err
	}
	for _, kind := range set.IdleNouns() {
		ids := []int64{crm.About(edit.After, kind)}
		if id := crm.About(edit.Before, kind); id != ids[0] {
			ids = append(ids, id)
		}
		for _, id := range ids {
			happened := edit.Rule == "" && !slices.Contains(w.flipped, edit)
			if id == 0 || !happened && (edit.Kind != kind || edit.ID != id) {
				continue
			}
			if err := w.keepAhead(set, kind, id, edit, happened); err != nil {
				return err
			}
		}
		if edit.Kind != crm.KindContact || edit.After == nil || !edit.Changed("stopped") && !edit.Changed("calls_barred") {
			continue
		}
		theirs, err := w.recordsWith(kind, edit.ID)
		for _, r := range theirs {
			if err == nil && kind != crm.KindContact {
				err = w.keepAhead(set, kind, crm.IDOf(r), edit, false)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// keepAhead makes, moves or cancels what rules make ahead for a record. Happened is set if an edit
// counts as something that happened with it.
func (w *work) keepAhead(set *rules.Set, kind crm.Kind, id int64, edit *crm.Edit, happened bool) error {
	r, err := w.tx.Ref(kind, id)
	if r == nil || err != nil {
		return err
	}
	w.followed = edit
	about := *edit
	about.Action, about.Kind, about.ID, about.Before, about.After = crm.Update, kind, id, r, r
	if edit.Action == crm.Create && edit.Kind == kind && edit.ID == id {
		about.Action, about.Before = crm.Create, nil
	}
	load := func() (*rules.Facts, error) { return w.facts(&about) }
	return w.carryOut(set.Stays(&about, happened, w.day, w.cal, load), &about)
}

// aheadUntil is the day of what was made ahead in a slot and that the edit being followed has closed.
func (w *work) aheadUntil(slot string) crm.Date {
	if w.followed == nil {
		return crm.Date{}
	}
	if was, ok := w.followed.Before.(*crm.Activity); ok && was.Slot == slot {
		return was.Due
	}
	return crm.Date{}
}

// lastHappened is the day of the last change that a producer made to a record, or on which an activity
// with it, or about it, was planned or done.
func (w *work) lastHappened(r crm.Record) (last crm.Date, err error) {
	entries, err := w.tx.EntriesOf(crm.IDOf(r))
	for _, e := range slices.Backward(entries) {
		if err != nil || e.Rule != "" {
			continue
		}
		change, err := w.tx.ChangeByID(e.Change)
		if err != nil {
			return last, err
		}
		last = change.AsOf
		break
	}
	if err != nil {
		return last, err
	}
	var all []*crm.Activity
	if r.Noun() == crm.KindContact {
		all, err = w.tx.Activities(crm.IDOf(r))
	} else {
		all, err = w.tx.OfOpportunity(crm.About(r, crm.KindOpportunity))
	}
	for _, a := range all {
		if a.Rule == "" || a.Status == crm.Done {
			last = crm.Latest(last, a.Created, a.DoneOn)
		}
	}
	return last, err
}

// isAhead reports whether there is no need for what a rule about idle records would make: a person
// has chosen another day for it, or the rule has made it as often as it may.
func (w *work) isAhead(a *crm.Activity, e *rules.Effect, open []*crm.Activity, cause *crm.Edit) (bool, error) {
	for _, there := range open {
		if there.Slot == "" && there.Rule == e.Rule && there.Purpose == a.Purpose && there.Opportunity == a.Opportunity && there.Policy == a.Policy {
			return true, nil
		}
	}
	if e.Once == nil || slices.ContainsFunc(open, func(there *crm.Activity) bool { return there.Slot == a.Slot }) {
		return false, nil
	}
	return w.hasActed(e.Rule, e.Once, cause)
}

// acted is that a rule has acted for a record, in that change or in the one in the making.
type acted struct {
	of     crm.Record
	change int64
}

// hasActed reports whether a rule has acted for the record of an edit, its contact or their household,
// because of another edit, in a change that is in force.
func (w *work) hasActed(rule string, once *rules.Once, edit *crm.Edit) (bool, error) {
	last, err := w.lastFor(rule, once, edit)
	return last != nil, err
}

// lastFor returns the last time that a rule has acted, as hasActed says.
func (w *work) lastFor(rule string, once *rules.Once, edit *crm.Edit) (last *acted, err error) {
	record := edit.Record()
	of := []crm.Record{record}
	if once.Per != rules.OncePerRecord {
		c, err := w.contactOrNil(crm.About(record, crm.KindContact))
		if c == nil || err != nil {
			return nil, err
		}
		of = []crm.Record{c}
		if once.Per == rules.OncePerHousehold {
			house, err := w.house(c)
			if err != nil {
				return nil, err
			}
			of = append(of, records(house)...)
		}
	}
	var since crm.Date
	if once.Within != (crm.Period{}) {
		since = w.day.Add(once.Within.Negate())
	}
	for _, r := range of {
		kind, id := r.Noun(), crm.IDOf(r)
		now := slices.ContainsFunc(w.pending, func(e *crm.Edit) bool {
			return e.Rule == rule && e.Cause != nil && e.Cause.Seq != edit.Seq && (crm.About(e.Record(), kind) == id || e.Cause.Kind == kind && e.Cause.ID == id)
		})
		if now {
			return &acted{of: r}, nil
		}
		change, err := w.tx.RuleActedOn(rule, kind, id, since)
		if err != nil {
			return nil, err
		}
		if change > 0 && (last == nil || change > last.change) {
			last = &acted{r, change}
		}
	}
	return last, nil
}
