package cli

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/locale"
)

// hearWords adds to an outcome that typed words may ask not to call a contact. A file
// is asked about; whoever types can act.
func hearWords(o *crm.Outcome) {
	told := map[int64]bool{}
	if o.Mail != nil { // of which only what somebody has written themselves is heard
		return
	}
	hearWrongNumber(o)
	for _, e := range o.Edits {
		id := crm.About(e.Record(), crm.KindContact)
		c := o.People[id]
		if about, ok := e.After.(*crm.Contact); ok {
			c = about
		}
		if e.After == nil || c == nil || told[id] || !c.Stopped.IsZero() || !c.DoNotContact.IsZero() {
			continue
		}
		said := heardIn(e)
		said.Refuses = said.Refuses || onlyAtWork(c) && refusesAtWork(e)
		if said == (locale.Heard{}) {
			continue
		}
		told[id] = true
		reason := crm.StopAsked
		if said.Died {
			reason = crm.StopDeceased
		}
		o.Notices = append(o.Notices, crm.Notice{Code: "may-refuse", Values: map[string]any{"name": c.Name, "contact": id, "as": reason}})
	}
}

// hearWrongNumber adds to an outcome that what was noted with a call may say that the number
// reached somebody else.
func hearWrongNumber(o *crm.Outcome) {
	for _, e := range o.Edits {
		call, ok := e.After.(*crm.Activity)
		if !ok || !e.Changed("call_result") || !e.Changed("note") || call.CallResult == crm.WrongNumber || call.CallResult == crm.DeadFile {
			continue
		}
		c := o.People[call.Contact]
		if c == nil || !c.Stopped.IsZero() || locale.DeadNumber(call.Note) == "" {
			continue
		}
		o.Notices = append(o.Notices, crm.Notice{Code: "may-be-wrong", Values: map[string]any{"name": c.Name, "call": call.ID}})
	}
}

// onlyAtWork reports whether somebody is reached by phone at work alone.
func onlyAtWork(c *crm.Contact) bool {
	reached := slices.DeleteFunc(slices.Clone(c.Phones), func(p crm.Point) bool { return !p.Reaches() })
	return len(reached) > 0 && !slices.ContainsFunc(reached, func(p crm.Point) bool { return p.Label != crm.LabelWork })
}

// refusesAtWork reports whether the words of an edit ask not to be called at work.
func refusesAtWork(e *crm.Edit) bool {
	return slices.ContainsFunc(e.Differences(), func(d crm.Difference) bool {
		return !d.Field.Quiet && placeOf(d.Field.Name) == locale.InWords && slices.ContainsFunc(wordsAdded(d), locale.RefusesAtWork)
	})
}

// heardIn returns what the words of an edit say of calling its contact, in every
// free-text field.
func heardIn(e *crm.Edit) (all locale.Heard) {
	said, _ := e.After.(*crm.Consent)
	silent := said != nil && said.State == crm.Withdrawn && said.On(crm.ByCall)
	if e.Kind == crm.KindSuppression || silent { // which tells why somebody was stopped, or no longer is
		return all
	}
	for _, d := range e.Differences() {
		if d.Field.Quiet && placeOf(d.Field.Name) == locale.InWords {
			continue // nobody types it: the name of a rule, which may begin with "no"
		}
		for _, text := range wordsAdded(d) {
			said := locale.Hear(text, placeOf(d.Field.Name))
			said.Refuses = said.Refuses || slices.Contains([]string{"body", "note"}, d.Field.Name) && locale.IsNo(text)
			all = locale.Heard{Died: all.Died || said.Died, Refuses: all.Refuses || said.Refuses, Left: all.Left || said.Left, Mourns: all.Mourns || said.Mourns}
		}
	}
	return all
}

// wordsAdded returns the words that a field has and did not have before.
func wordsAdded(d crm.Difference) []string {
	var texts []string
	switch after := d.After.(type) {
	case string:
		if d.Field.Type.IsText() || d.Field.Own && d.Field.Type == crm.CodeType {
			texts = append(texts, after)
		}
	case crm.Points:
		before, _ := d.Before.(crm.Points)
		for _, p := range after {
			if !slices.Contains(before, p) {
				texts = append(texts, strings.TrimSpace(p.Label+" "+p.Value))
			}
		}
	case crm.Addresses:
		before, _ := d.Before.(crm.Addresses)
		for _, a := range after {
			if !slices.Contains(before, a) {
				texts = append(texts, a.Label, a.Street, a.City, a.Region, a.PostalCode, a.Country)
			}
		}
	case crm.Tags:
		before, _ := d.Before.(crm.Tags)
		for _, tag := range after {
			if !slices.Contains(before, tag) {
				texts = append(texts, tag)
			}
		}
	case crm.Terms:
		before, _ := d.Before.(crm.Terms)
		for _, t := range after {
			switch {
			case d.Field.Name != "also":
				texts = append(texts, t.Name+" "+t.Value) // a limit for a death is none
			case !slices.Contains(before, t):
				texts = append(texts, t.Value)
			}
		}
	}
	return texts
}

// placeOf returns how to read the text of a field, or of a column with its name.
func placeOf(field string) locale.Place {
	switch {
	case field == "prefix", field == "suffix":
		return locale.InTitle
	case slices.Contains(nameFields, field):
		return locale.InName
	case field == "phone", field == "phones":
		return locale.BesidePhone
	}
	return locale.InWords
}
