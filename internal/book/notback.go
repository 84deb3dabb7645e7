package book

import (
	"slices"

	"crm/internal/crm"
)

// Whoever may be contacted again gets what rules plan. What people had agreed on before the
// stop, and what waited for a policy elsewhere, no rule makes again, so it is named.

// stoppedRule is the rule that cancels the plans of whoever must not be contacted.
const stoppedRule = "stopped"

// sayNotBack names what the stop of those who may be contacted again had cancelled and
// nothing plans again, with the command that does.
func (w *work) sayNotBack() error {
	if w.streaming {
		return nil
	}
	since := map[int64]crm.Date{}
	var freed []int64
	for _, e := range slices.Concat(w.outcome.Edits, w.flipped) {
		was, _ := e.Before.(*crm.Contact)
		now, _ := e.After.(*crm.Contact)
		if was == nil || now == nil || was.Stopped.IsZero() || slices.Contains(freed, now.ID) {
			continue
		}
		now, err := w.contactIfThere(now.ID)
		if err != nil {
			return err
		}
		if now != nil && now.Stopped.IsZero() {
			freed, since[now.ID] = append(freed, now.ID), was.Stopped
		}
	}
	n := 0
	for _, id := range freed {
		lost, err := w.notBack(id, since[id])
		if err != nil {
			return err
		}
		for _, a := range lost {
			if n++; n > listed {
				return nil
			}
			w.warn("not-back", "activity", a, "name", w.nameOf(a), "owner", w.ownerElse(a.Owner), "command", w.planAgain(a))
		}
	}
	return nil
}

// notBack returns what a stop since a day has cancelled of what was agreed on with a
// contact, or planned for a policy elsewhere, and what is still ahead and not planned again.
func (w *work) notBack(contact int64, since crm.Date) (lost []*crm.Activity, err error) {
	all, err := w.tx.Activities(contact)
	if err != nil {
		return nil, err
	}
	for _, a := range all {
		agreed := a.Kind == crm.Appointment || a.IsChosen() && (a.Rule == "" || a.Kind == crm.Call)
		if a.Status != crm.Cancelled || a.DoneOn.Before(since) || a.Due.Before(w.today) || !agreed && a.Purpose != crm.PurposeXDate {
			continue
		}
		again := func(b *crm.Activity) bool {
			return b.Status == crm.Open && b.Kind == a.Kind && b.Due == a.Due && b.Opportunity == a.Opportunity
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
			if e.Rule == stoppedRule {
				lost = append(lost, a)
			}
			break
		}
	}
	return lost, nil
}

// planAgain returns the command that plans what was cancelled.
func (w *work) planAgain(a *crm.Activity) crm.Command {
	given := []any{a.Contact}
	when := a.Due.String()
	switch a.Kind {
	case crm.Appointment:
		given = append(given, a.Start.In(w.zone).Format("2006-01-02 15:04"))
	case crm.Task, crm.Email:
		given = append(given, a.Subject)
		fallthrough
	default:
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
	return crm.Run(commandFor(a.Kind)+" add", given...)
}
