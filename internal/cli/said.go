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
		texts, otherwise := written(e)
		died := slices.ContainsFunc(texts, locale.Died)
		if !died && !otherwise && !slices.ContainsFunc(texts, locale.Refuses) {
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

// written are the words that an edit has written, and whether they say otherwise than
// by refusing that somebody is not to be called: they have left, or a bare no stands
// beside a phone.
func written(e *crm.Edit) (texts []string, otherwise bool) {
	switch after := e.After.(type) {
	case *crm.Note:
		return []string{after.Body}, locale.LeftUs(after.Body)
	case *crm.Activity:
		if e.Changed("note") {
			return []string{after.Note}, locale.LeftUs(after.Note)
		}
	case *crm.Contact:
		if e.Changed("name") {
			texts, otherwise = append(texts, after.Name), locale.LeftNamed(after.Name)
		}
		before, _ := e.Before.(*crm.Contact)
		for _, p := range after.Phones {
			if before != nil && slices.Contains(before.Phones, p) {
				continue
			}
			otherwise = otherwise || locale.RefusesBeside(p.Value)
			if !fold.BadPhone(p.Value) { // a number may be dead, too
				texts = append(texts, p.Value)
			}
		}
	}
	return texts, otherwise
}
