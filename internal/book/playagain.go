package book

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/rules"
	"crm/internal/store"
)

// A change is played again: what was asked for is recorded as it was, and the rules follow. What
// they were given beside it, the journal does not have; it is told from what they made of it.

// isAsked reports whether rules are asked about a change at all. They are silent where one is taken
// back or restored, and about what keeps the book.
func isAsked(c *store.Change) bool {
	return c.Reverses == 0 && c.Command != crm.EraseCommand && !slices.Contains(crm.Upkeep(), c.Command)
}

// isPlayable reports whether a change about which rules were asked can be played again. What is
// merged or comes in from lists and calendars is partly of before, and no rule follows that.
func isPlayable(c *store.Change) bool {
	return isAsked(c) && c.Command != crm.MergeCommand && c.Command != "import"
}

// isGiven reports whether no rule made an edit as a consequence of another one of the change.
func isGiven(e *store.Entry) bool { return e.Rule == "" || e.Cause == 0 }

// play records the edits of a change that were asked for, has the rules follow, and returns what
// they did, with how it failed. Nothing of it may stay.
func (p *past) play(tx *store.Tx, c *store.Change, entries []*store.Entry, edits []*crm.Edit, supposed bool) ([]*crm.Edit, []*crm.RuleProblem, error) {
	w := p.work(p.ctx, tx, c.Command)
	w.streaming = isImport(c)
	if supposed {
		w.supposes = p.numberFor
	}
	if err := w.takeInput(edits); err != nil {
		return nil, nil, err
	}
	quiet := quietBefore(c, entries)
	for i, e := range entries {
		if edits[i] == nil || !isGiven(e) {
			continue
		}
		w.quiet = int64(i) < quiet
		if w.day = dayOf(edits[i], w.day, w.today); quiet > 0 && !countsFromCall(edits, i) {
			w.day = w.today
		}
		if err := w.again(edits[i]); err != nil {
			return nil, nil, err
		}
	}
	w.quiet = false
	gone := func(e *crm.Edit) bool {
		return e.Kind == crm.KindContact && e.After != nil && slices.ContainsFunc(edits, func(d *crm.Edit) bool {
			return d != nil && d.Kind == e.Kind && d.ID == e.ID && d.Action == crm.Delete
		})
	}
	w.queue, w.flipped = slices.DeleteFunc(w.queue, gone), slices.DeleteFunc(w.flipped, gone) // see deletion
	given := len(w.pending)
	if err := w.drain(); err != nil {
		return nil, nil, err
	}
	return w.pending[given:], w.failures, nil
}

// again makes an edit as it was made.
func (w *work) again(e *crm.Edit) error {
	var edit *crm.Edit
	var err error
	if e.Action == crm.Delete {
		edit, err = w.tx.Delete(e.Kind, e.ID)
	} else {
		edit, err = w.tx.PutAgain(crm.Copy(e.After))
	}
	if edit == nil || err != nil {
		return err
	}
	w.keep(edit, e.Rule, nil)
	if !w.quiet {
		w.keepFlipped(edit)
	}
	return nil
}

// quietBefore returns before which entry rules were silent: a correction first takes back what
// they had made.
func quietBefore(c *store.Change, entries []*store.Entry) int64 {
	if c.Command != "call correct" {
		return 0
	}
	for i := len(entries) - 1; i >= 0; i-- {
		e := entries[i]
		if isGiven(e) && e.Kind == crm.KindActivity && e.After["call_result"] != nil {
			return int64(i)
		}
	}
	return 0
}

// dayOf returns the day on which an edit took place: what is closed has one, and what follows it
// in the journal was done with it.
func dayOf(edit *crm.Edit, before, today crm.Date) crm.Date {
	day := crm.Date{}
	if a, ok := edit.After.(*crm.Activity); ok {
		was, _ := edit.Before.(*crm.Activity)
		switch {
		case a.Status == crm.Open || was != nil && was.Status == a.Status && !edit.Changed("call_result"):
		case a.Status == crm.NoShow:
			day = a.Due
		default:
			day = a.DoneOn
		}
	}
	if o, ok := edit.After.(*crm.Opportunity); ok && edit.Changed("status") && o.Status != crm.Open {
		day = o.Closed
	}
	switch {
	case day.IsZero():
		return before
	case day.After(today):
		return today
	}
	return day
}

// countsFromCall reports whether what follows from a corrected result counts from the day of the
// call, which was said again then, and not from the day of the correction.
func countsFromCall(edits []*crm.Edit, i int) bool {
	a, ok := edits[i].After.(*crm.Activity)
	if !ok || edits[i].Changed("done_on") {
		return ok
	}
	return slices.ContainsFunc(edits, func(e *crm.Edit) bool {
		if e == nil || e.Rule == "" {
			return false
		}
		made, ok := e.After.(*crm.Activity)
		return ok && made.Explanation != nil && slices.ContainsFunc(made.Explanation.Steps, func(s crm.Step) bool { return s.From == a.DoneOn })
	})
}

// takeInput takes what a command was given beside what it recorded from what rules made of it.
func (w *work) takeInput(edits []*crm.Edit) error {
	w.input = rules.Input{Merged: w.command == crm.MergeCommand}
	dialled, phone := (*crm.Activity)(nil), ""
	for _, e := range edits {
		if e == nil {
			continue
		}
		a, ok := e.After.(*crm.Activity)
		switch {
		case e.Rule == "" && ok && e.Changed("call_result") && a.CallResult == crm.WrongNumber:
			dialled = a
		case e.Rule == "" || e.After == nil:
		case ok && a.Kind == crm.Appointment && e.Action == crm.Create:
			w.input.Start, w.input.End, w.input.Place = a.Start, a.End, a.Place
		case ok && a.Explanation.Chosen() && (e.Action == crm.Create || e.Changed("explanation")):
			w.input.Due, w.input.DueTime = a.Due, a.DueTime
		case e.Rule == wrongNumber && e.Changed("phones") && phone == "":
			phone = newlyBad(e)
		}
	}
	if dialled == nil {
		return nil
	}
	c, err := w.contactIfThere(dialled.Contact)
	if c == nil || err != nil {
		return err
	}
	err = w.dialled(c, CallLog{Result: crm.WrongNumber, Phone: phone}, dialled.DoneOn)
	if _, refused := crm.AsError(err); refused {
		return nil // nothing was marked
	}
	return err
}

// newlyBad returns the phone of a contact that an edit marked as bad.
func newlyBad(e *crm.Edit) string {
	before, ok := e.Before.(*crm.Contact)
	if !ok {
		return ""
	}
	for _, p := range e.After.(*crm.Contact).Phones {
		if !p.Reaches() && before.Phones.Reach(p.Value) {
			return p.Value
		}
	}
	return ""
}

// unspread returns an activity as it would be, had it been left on its day.
func unspread(a *crm.Activity) *crm.Activity {
	a = crm.Copy(a)
	if a.Explanation == nil {
		return a
	}
	why := *a.Explanation
	why.Steps = nil
	for _, s := range a.Explanation.Steps {
		if s.Op != crm.StepSpread && s.Op != crm.StepPaced {
			why.Steps = append(why.Steps, s)
		} else if a.Due == s.Is {
			a.Due = s.From
		}
	}
	a.Explanation = &why
	return a
}
