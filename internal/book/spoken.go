package book

import (
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
