package book

import (
	"crm/internal/crm"
)

// stops tells since when the contact of a card was stopped and when they could be
// contacted again, by a mark or by a number alone, also if that was undone: the reason
// is kept.
func (t *timeline) stops(notes []*crm.Note) error {
	c, ok := t.card.Record.(*crm.Contact)
	if !ok {
		return nil
	}
	said := map[int64]bool{} // changes whose reason is a note
	for _, n := range notes {
		for _, e := range t.told.Entries[n.ID] {
			said[e.Change] = said[e.Change] || e.Action == crm.Create
		}
	}
	marking := map[int64]bool{}
	if err := t.eachEdit(c, func(e placedEntry) {
		as := e.as.(*crm.Contact)
		from, to, changed := changedTo(e.Entry, "do_not_contact")
		_, again := e.After["do_not_contact_reason"]
		_, more := e.After["do_not_contact_note"]
		marked := !as.DoNotContact.IsZero()
		if !(changed || marked && (e.Action == crm.Create || again || more)) {
			return
		}
		marking[e.Change] = true
		if marked && e.Rule != "" { // the call that was a dead file says it
			return
		}
		event := t.event(e.Entry)
		event.Marked, event.Field, event.From, event.To = as, "do_not_contact", from, to
		change := t.told.Changes[e.Change]
		if !said[e.Change] && (!marked || change.Reverses != 0) { // why the graver reason was taken back
			event.Reason = change.Reason
		}
		t.add(event, as)
	}); err != nil {
		return err
	}
	for _, s := range t.numbers {
		if err := t.eachEdit(s, func(e placedEntry) {
			as := e.as.(*crm.Suppression)
			from, to, changed := changedTo(e.Entry, "ended")
			if marking[e.Change] || !changed && e.Action != crm.Create {
				return
			}
			event := t.event(e.Entry)
			event.Number, event.Field, event.From, event.To = as, "ended", from, to
			if !said[e.Change] {
				event.Reason = as.EndedReason
			}
			t.add(event, c)
		}); err != nil {
			return err
		}
	}
	return nil
}
