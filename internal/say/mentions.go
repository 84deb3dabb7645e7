package say

import "crm/internal/crm"

// mentions are the named records that edits refer to.
type mentions struct {
	people        map[int64]*crm.Contact
	opportunities map[int64]*crm.Opportunity
	by            int64              // who acted; 0 where that is told elsewhere
	told          map[crm.Kind]int64 // what the edits are about anyway
}

func mentionedIn(o *crm.Outcome) mentions {
	return mentions{people: o.People, opportunities: o.Opportunities, by: o.By}
}

func mentionedOn(c *crm.Card) mentions {
	m := mentions{people: map[int64]*crm.Contact{}, opportunities: map[int64]*crm.Opportunity{}}
	if c.Contact != nil {
		m.people[c.Contact.ID] = c.Contact
	}
	for _, r := range c.Related {
		m.people[r.Contact.ID] = r.Contact
	}
	for _, o := range c.Opportunities {
		m.opportunities[o.ID] = o
	}
	return m
}

// record returns a record that is mentioned, or nil.
func (m mentions) record(kind crm.Kind, id int64) crm.Record {
	c, o := m.people[id], m.opportunities[id]
	switch {
	case c != nil && kind == c.Noun():
		return c
	case o != nil && kind == o.Noun():
		return o
	}
	return nil
}

// regards says which opportunity or policy a record regards, and whose it is unless the
// acting producer's: "opp 3", "for Pat".
func (v *Voice) regards(m mentions, r crm.Record) []string {
	var parts []string
	if id := crm.About(r, crm.KindOpportunity); id != 0 && r.Noun() != crm.KindOpportunity && r.Noun() != crm.KindPolicy && m.told[crm.KindOpportunity] != id {
		parts = append(parts, v.Numbered(&crm.Opportunity{Head: crm.Head{ID: id}}))
	}
	if id := crm.About(r, crm.KindPolicy); id != 0 && r.Noun() != crm.KindPolicy && m.told[crm.KindPolicy] != id {
		parts = append(parts, v.Numbered(&crm.Policy{Head: crm.Head{ID: id}}))
	}
	return append(parts, v.ofColleague(m, r)...)
}

// ofColleague says whose a record is unless the acting producer's.
func (v *Voice) ofColleague(m mentions, r crm.Record) []string {
	owner := crm.OwnerOf(r)
	if m.by == 0 || owner == 0 || owner == m.by {
		return nil
	}
	return []string{v.Locale.Text("edit.given", "name", v.colleague(owner))}
}

// madeText is a created or deleted record in one line behind its number.
func (v *Voice) madeText(m mentions, e *crm.Edit) string {
	if r, ok := e.Record().(*crm.Relation); ok {
		return v.relatedText(m, r)
	}
	switch r := e.Record().(type) {
	case *crm.Note:
		return v.noteText(r)
	case *crm.Contact:
		return ""
	case *crm.Quote:
		offer, known := v.offer(r)
		if !known {
			offer = v.Word("quote_status", r.Status)
		}
		return v.Locale.Join(Clean(r.Carrier), offer)
	case *crm.Policy:
		return v.policyText(r)
	case *crm.File:
		return v.fileText(r)
	case *crm.Team:
		return withName(Clean(r.Name), v.colleagues(r.Members))
	}
	return v.Locale.Join(append([]string{v.nameOf(mentions{}, e.Record())}, v.regards(m, e.Record())...)...)
}

// mentioned is inline with names for references, and with terms for premiums.
func (v *Voice) mentioned(m mentions, f *crm.Field, value any) string {
	switch x := value.(type) {
	case int64:
		if c := m.people[x]; c != nil && f.Ref == crm.KindContact {
			return Clean(c.Name)
		}
		if f.Type == crm.PercentType {
			return v.Locale.Percent(float64(x) / 100)
		}
	case crm.Money:
		if f.Yearly {
			return v.Locale.Text("opp.premium", "premium", v.roundAmount(x))
		}
	}
	return v.inline(f, value)
}

// insuranceDifference words changes that read badly as a field and its values; ok is
// false for others.
func (v *Voice) insuranceDifference(e *crm.Edit, d crm.Difference) (text string, ok bool) {
	l := v.Locale
	switch after := d.After.(type) {
	case crm.Terms:
		before, _ := d.Before.(crm.Terms)
		return v.termsChanged(e, d.Field, before, after), true
	case crm.Tags:
		before, _ := d.Before.(crm.Tags)
		return v.tagsChanged(before, after), true
	case crm.Numbers:
		before, _ := d.Before.(crm.Numbers)
		return v.numbersChanged(d.Field, before, after), true
	}
	if before, tags := d.Before.(crm.Tags); tags {
		return v.tagsChanged(before, nil), true
	}
	if before, numbers := d.Before.(crm.Numbers); numbers {
		return v.numbersChanged(d.Field, before, nil), true
	}
	switch d.Field.Name {
	case "status":
		o, ok := e.After.(*crm.Opportunity)
		if ok && o.Status == crm.Lost {
			text := v.Word("opportunity_status", crm.Lost)
			if why := v.lostText(o); why != "" {
				text += " (" + why + ")"
			}
			return text, true
		}
		if ok && o.Status == crm.Open && e.Before != nil {
			return l.Text("timeline.reopened"), true
		}
	case "premium", "term":
		premium, ok := v.offer(e.After)
		return l.Text("edit.set", "field", lowerHeading(l.Field(e.Kind, "premium")), "to", premium), ok
	case "definition":
		return l.Text("edit.rewritten", "field", lowerHeading(l.Field(e.Kind, d.Field.Name))), true
	}
	return "", false
}

// termsChanged says which limits or deductibles are new, changed or gone.
func (v *Voice) termsChanged(e *crm.Edit, f *crm.Field, before, after crm.Terms) string {
	l := v.Locale
	var set crm.Terms
	for _, c := range after {
		if before.Value(c.Name) != c.Value {
			set = append(set, c)
		}
	}
	var parts []string
	if len(set) > 0 {
		parts = append(parts, l.Text("edit.set", "field", lowerHeading(l.Field(e.Kind, f.Name)), "to", v.terms(set, f.Name == "deductibles")))
	}
	for _, c := range before {
		if after.Value(c.Name) == "" {
			parts = append(parts, l.Text("edit.cleared", "field", lowerHeading(l.Field(e.Kind, f.Name)), "from", Clean(c.Name)))
		}
	}
	return l.Join(parts...)
}

// numbersChanged says with whom a note is now shared or not, or who joined and left a
// team.
func (v *Voice) numbersChanged(f *crm.Field, before, after crm.Numbers) string {
	come, gone := "edit.shared", "edit.unshared"
	if f.Name == "members" {
		come, gone = "edit.joined", "edit.left"
	}
	var parts []string
	for _, side := range []struct {
		key      string
		has, not crm.Numbers
	}{{come, after, before}, {gone, before, after}} {
		var ids crm.Numbers
		for _, id := range side.has {
			if !side.not.Has(id) {
				ids = append(ids, id)
			}
		}
		if len(ids) > 0 {
			if f.Name == "members" && len(ids) > 1 {
				side.key += ".several"
			}
			parts = append(parts, v.Locale.Text(side.key, "names", v.colleagues(ids)))
		}
	}
	return v.Locale.Join(parts...)
}
