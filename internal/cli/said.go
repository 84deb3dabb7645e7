package cli

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/locale"
)

// hear adds to an outcome that what somebody typed may say that a contact is not to
// be called: in a note, behind a name or a phone. A file that says so is asked about;
// who types it is there to act on it.
func hear(o *crm.Outcome) {
	told := map[int64]bool{}
	for _, e := range o.Edits {
		id := crm.About(e.Record(), crm.KindContact)
		c := o.People[id]
		if about, ok := e.After.(*crm.Contact); ok {
			c = about
		}
		if e.Rule != "" || e.After == nil || c == nil || told[id] || !c.Stopped.IsZero() || !c.DoNotContact.IsZero() {
			continue
		}
		texts, left := written(e)
		died := slices.ContainsFunc(texts, locale.Died)
		if !died && !left && !slices.ContainsFunc(texts, locale.Refuses) {
			continue
		}
		told[id] = true
		reason := crm.StopAsked
		if died {
			reason = crm.StopDeceased
		}
		o.Notices = append(o.Notices, crm.Notice{Code: "may-refuse", Values: map[string]any{"name": c.Name, "contact": id, "as": reason}})
	}
}

// written are the words that an edit has written, and whether they say that somebody
// has left.
func written(e *crm.Edit) (texts []string, left bool) {
	switch after := e.After.(type) {
	case *crm.Note:
		return []string{after.Body}, locale.LeftUs(after.Body)
	case *crm.Activity:
		if e.Changed("note") {
			return []string{after.Note}, locale.LeftUs(after.Note)
		}
	case *crm.Contact:
		if e.Changed("name") {
			texts, left = append(texts, after.Name), locale.LeftNamed(after.Name)
		}
		before, _ := e.Before.(*crm.Contact)
		for _, p := range after.Phones {
			said := !fold.BadPhone(p.Value) || locale.Refuses(p.Value) // a number may be dead, too
			if said && (before == nil || !slices.Contains(before.Phones, p)) {
				texts = append(texts, p.Value)
			}
		}
	}
	return texts, left
}
