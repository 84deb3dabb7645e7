package book

import (
	"slices"

	"crm/internal/crm"
)

// Whoever may be contacted or called again, or is worked on again, gets what rules plan. What people had agreed on
// before, and what waited for a policy elsewhere, no rule makes again, so it is named.

// stoppedRule is the rule that cancels the plans of whoever must not be contacted, and
// givenUpRule that of whoever is not worked on any more.
const (
	stoppedRule = "stopped"
	givenUpRule = "given-up"
)

// regained is somebody who may be contacted or called again, or is worked on again.
type regained struct {
	*crm.Contact
	was *crm.Contact
}

// worked reports whether somebody is worked on again.
func (f regained) worked() bool { return f.was.Stage == "" && f.Stage != "" }

// sayNotBack names what was cancelled because those who may be contacted or called again,
// or are worked on again, might not or were not, and nothing plans again, with the command that does.
func (w *work) sayNotBack() error {
	if w.streaming {
		return nil
	}
	var all []regained
	for _, e := range slices.Concat(w.outcome.Edits, w.flipped) {
		was, _ := e.Before.(*crm.Contact)
		now, _ := e.After.(*crm.Contact)
		if was == nil || now == nil || was.MayCall() && was.Stage != "" || slices.ContainsFunc(all, func(f regained) bool { return f.ID == now.ID }) {
			continue
		}
		now, err := w.contactIfThere(now.ID)
		if err != nil {
			return err
		}
		if now == nil || !now.Stopped.IsZero() {
			continue
		}
		if f := (regained{now, was}); f.worked() || !was.MayCall() && (!was.Stopped.IsZero() || now.MayCall()) {
			all = append(all, f)
		}
	}
	n := 0
	for _, f := range all {
		lost, err := w.notBack(f)
		if err != nil {
			return err
		}
		for _, a := range lost {
			if n++; n > listed {
				return nil
			}
			w.warn("not-back", "activity", a, "name", w.nameOf(a), "owner", w.ownerElse(a.Owner), "stage", f.was.MayCall(), "calls", f.was.Stopped.IsZero() && !f.was.MayCall(), "command", w.planAgain(f.Contact, a))
		}
	}
	return nil
}

// notBack returns what was cancelled, since somebody might not be contacted or called or was given up, of what
// was agreed on with them, or planned for a policy elsewhere, and what is still ahead and not
// planned again.
func (w *work) notBack(f regained) (lost []*crm.Activity, err error) {
	all, err := w.tx.Activities(f.ID)
	if err != nil {
		return nil, err
	}
	since := map[string]crm.Date{stoppedRule: f.was.Stopped}
	if f.MayCall() {
		since[noCallsRule] = f.was.CallsBarred
	}
	var gaveUp int64
	if f.worked() {
		if gaveUp, err = w.gaveUp(f.ID); err != nil {
			return nil, err
		}
	}
	for _, a := range all {
		agreed := a.Kind == crm.Appointment || a.IsChosen() && (a.Rule == "" || a.Kind == crm.Call)
		if a.Status != crm.Cancelled || a.Due.Before(w.today) || !agreed && a.Purpose != crm.PurposeXDate {
			continue
		}
		again := func(b *crm.Activity) bool {
			kept := b.Kind == a.Kind || b.Purpose == crm.PurposeWrite && b.DueTime == a.DueTime && b.Note != "" && b.Note == a.Note
			return b.Status == crm.Open && kept && b.Due == a.Due && b.Opportunity == a.Opportunity
		}
		if slices.ContainsFunc(all, again) {
			continue
		}
		entries, err := w.tx.EntriesOf(a.ID)
		if err != nil {
			return nil, err
		}
		for _, e := range slices.Backward(entries) {
			if _, closed := e.After["status"]; !closed {
				continue
			}
			if day := since[e.Rule]; !day.IsZero() && !a.DoneOn.Before(day) || e.Rule == givenUpRule && e.Change == gaveUp {
				lost = append(lost, a)
			}
			break
		}
	}
	return lost, nil
}

// gaveUp returns the number of the change that last took off the stage of a contact.
func (w *work) gaveUp(contact int64) (int64, error) {
	entries, err := w.tx.EntriesOf(contact)
	for _, e := range slices.Backward(entries) {
		if stage, changed := e.After["stage"]; changed && stage == nil {
			return e.Change, nil
		}
	}
	return 0, err
}

// planAgain returns the command that plans what was cancelled: for somebody who wants no calls
// a task instead of one.
func (w *work) planAgain(with *crm.Contact, a *crm.Activity) crm.Command {
	kind, given := a.Kind, []any{a.Contact}
	if kind == crm.Call && !with.MayCall() {
		kind = crm.Task
	}
	if kind == crm.Appointment {
		given = append(given, a.Start.In(w.zone).Format("2006-01-02 15:04"))
	} else {
		if kind == crm.Task || kind == crm.Email {
			var subject any = crm.Blank("WHAT")
			if a.Subject != "" {
				subject = a.Subject
			}
			given = append(given, subject)
		}
		when := a.Due.String()
		if a.DueTime != "" {
			when += " " + a.DueTime
		}
		given = append(given, crm.With("due", when))
	}
	if a.Opportunity != 0 && a.Purpose != crm.PurposeXDate {
		given = append(given, crm.With("opp", a.Opportunity))
	}
	if w.ownerElse(a.Owner) != "" {
		given = append(given, crm.With("owner", a.Owner))
	}
	return crm.Run(commandFor(kind)+" add", given...)
}
