package book

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/store"
)

// wasConversation reports whether a closed activity was a conversation.
func wasConversation(a *crm.Activity) bool {
	return a.CallResult != "" && isConversation(a.CallResult) || a.Kind == crm.Appointment && a.Status == crm.Done
}

// lastSpoken corrects when a contact was last spoken to after a conversation was taken
// back or turned out not to be one: the day of the last conversation, unless somebody
// entered a later day as such.
func (w *work) lastSpoken(c *crm.Contact) error {
	all, err := w.tx.Activities(c.ID)
	if err != nil {
		return err
	}
	var last crm.Date
	none := false // there is a call on the day that was none
	for _, a := range all {
		if wasConversation(a) {
			last = crm.Latest(last, a.DoneOn)
		}
		none = none || a.CallResult != "" && !wasConversation(a) && a.DoneOn == c.LastCall
	}
	if none && last.Before(c.LastCall) {
		given, err := w.givenLastCall(c)
		if err != nil {
			return err
		}
		last = crm.Latest(last, given)
	} else {
		last = crm.Latest(last, c.LastCall)
	}
	c.LastCall = last
	_, err = w.put(c)
	return err
}

// spokenLater keeps the day of a conversation that was recorded after the change being
// reversed.
func (w *work) spokenLater(edit *store.Entry, change int64) error {
	if _, changed := edit.After["last_call"]; !changed || edit.Kind != crm.KindContact || edit.Action != crm.Update {
		return nil
	}
	c, err := w.contactOrNil(edit.ID)
	if c == nil || err != nil {
		return err
	}
	all, err := w.tx.Activities(c.ID)
	if err != nil {
		return err
	}
	for _, a := range all {
		if !wasConversation(a) || !a.DoneOn.After(c.LastCall) {
			continue
		}
		later, err := w.tx.TouchedSince(a.ID, change)
		if err != nil {
			return err
		}
		if later {
			c.LastCall = a.DoneOn
		}
	}
	_, err = w.put(c)
	return err
}

// birthdayOver returns the day up to which a birthday takes no call any more: today, or
// the last birthday for which a call was made, or a person took it off the list.
func (w *work) birthdayOver(contact int64) (crm.Date, error) {
	over := w.today
	all, err := w.tx.Activities(contact)
	if err != nil {
		return over, err
	}
	for _, a := range all {
		if a.CallType != crm.BirthdayCall || a.Status == crm.Open || !a.Due.After(over) {
			continue
		}
		if a.Status == crm.Cancelled {
			if wanted, err := w.isWithdrawn(a); wanted || err != nil {
				if err != nil {
					return over, err
				}
				continue
			}
		}
		over = a.Due
	}
	return over, nil
}

// isWithdrawn reports whether a rule cancelled an activity, or a correction of what it
// followed from.
func (w *work) isWithdrawn(a *crm.Activity) (bool, error) {
	entries, err := w.tx.EntriesOf(a.ID)
	if err != nil {
		return false, err
	}
	for _, e := range slices.Backward(entries) {
		if e.After["status"] != crm.Cancelled {
			continue
		}
		change, err := w.tx.ChangeReferred(e.Change)
		return err == nil && (e.Rule != "" || change.Command == "call correct"), err
	}
	return true, nil // in this change, by a correction
}

// hearUnspoken asks the rules about the day of the last conversation that a correction has
// taken back.
func (w *work) hearUnspoken(edit *crm.Edit) {
	if edit == nil || edit.Kind != crm.KindContact || !edit.Changed("last_call") {
		return
	}
	heard, was := *edit, *edit.After.(*crm.Contact)
	was.LastCall = edit.Before.(*crm.Contact).LastCall
	heard.Before = &was
	w.queue = append(w.queue, &heard)
}

// isPutOff reports whether an edit of a change moved a birthday call because of a
// conversation. Whether it comes back depends on the conversations that are left.
func isPutOff(e *store.Entry, all []*store.Entry) bool {
	return e.Rule == birthdayRule && e.Action == crm.Update && slices.ContainsFunc(all, func(cause *store.Entry) bool {
		return cause.Seq == e.Cause && cause.Kind == crm.KindContact
	})
}

// birthdayRule is the rule that plans birthday calls.
const birthdayRule = "birthday"

// givenLastCall returns the last day of a conversation that somebody entered as such.
func (w *work) givenLastCall(c *crm.Contact) (crm.Date, error) {
	entries, err := w.tx.EntriesOf(c.ID)
	if err != nil {
		return crm.Date{}, err
	}
	given, first := c.LastCall, true
	for _, e := range entries {
		after, ok := e.After["last_call"]
		if !ok {
			continue
		}
		if first { // what they came with
			was := &crm.Contact{}
			if err := w.decodeInto(was, map[string]any{"last_call": e.Before["last_call"]}); err != nil {
				return given, err
			}
			given, first = was.LastCall, false
		}
		change, err := w.tx.ChangeReferred(e.Change)
		if err != nil {
			return given, err
		}
		if strings.HasSuffix(change.Command, " edit") && change.UndoneBy == 0 {
			is := &crm.Contact{}
			if err := w.decodeInto(is, map[string]any{"last_call": after}); err != nil {
				return given, err
			}
			given = is.LastCall
		}
	}
	return given, nil
}

// isConversation reports whether a call with that result was a conversation.
func isConversation(result string) bool {
	return result != crm.NoReach && result != crm.WrongNumber
}

// spokenTo records the day of a conversation, unless a later one is known.
func (w *work) spokenTo(contact *crm.Contact) error {
	if !w.day.After(contact.LastCall) {
		return nil
	}
	contact.LastCall = w.day
	_, err := w.put(contact)
	return err
}
