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

// nameIn is the name of a record in a sentence.
func (v *Voice) nameIn(m mentions, r crm.Record) string {
	name := nameOrNone(m.people[crm.About(r, crm.KindContact)])
	switch r := r.(type) {
	case *crm.Quote:
		line := ""
		if o := m.opportunities[r.Opportunity]; o != nil {
			line = v.Word("line", o.Line)
		}
		return v.Locale.Join(Clean(r.Carrier), line, name)
	case *crm.Policy:
		return v.Locale.Join(Clean(r.Carrier), v.Word("line", r.Line), name)
	case *crm.File:
		return v.Locale.Join(Clean(r.Name), name)
	}
	return v.nameOf(r, m.people)
}

// madeText is a created or deleted record in one line behind its number.
func (v *Voice) madeText(m mentions, e *crm.Edit) string {
	switch r := e.Record().(type) {
	case *crm.Note:
		return v.noteText(r)
	case *crm.Contact:
		return ""
	case *crm.Quote:
		offer := v.perTerm(r.Premium, r.Term)
		if offer == "" {
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
	return v.Locale.Join(append([]string{v.nameOf(e.Record(), nil)}, v.regards(m, e.Record())...)...)
}

// mentioned is inline with names for references, and with terms for premiums.
func (v *Voice) mentioned(m mentions, f *crm.Field, value any) string {
	switch x := value.(type) {
	case int64:
		switch f.Ref {
		case crm.KindProducer:
			return v.colleague(x)
		case crm.KindContact:
			if c := m.people[x]; c != nil {
				return Clean(c.Name)
			}
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
	case crm.Numbers:
		before, _ := d.Before.(crm.Numbers)
		return v.numbersChanged(d.Field, before, after), true
	}
	if before, numbers := d.Before.(crm.Numbers); numbers {
		return v.numbersChanged(d.Field, before, nil), true
	}
	switch r := e.After.(type) {
	case *crm.Opportunity:
		if d.Field.Name != "status" {
			return "", false
		}
		switch {
		case r.Status == crm.Lost:
			text := v.Word("opportunity_status", crm.Lost)
			if why := v.lostText(r); why != "" {
				text += " (" + why + ")"
			}
			return text, true
		case r.Status == crm.Open && e.Before != nil:
			return l.Text("timeline.reopened"), true
		}
	case *crm.Quote:
		return v.offerChanged(e, d, r.Premium, r.Term)
	case *crm.Policy:
		return v.offerChanged(e, d, r.Premium, r.Term)
	case *crm.Report:
		if d.Field.Name == "definition" {
			return l.Text("edit.rewritten", "field", lowerHeading(l.Field(e.Kind, d.Field.Name))), true
		}
	}
	return "", false
}

// offerChanged is the premium of a quote or a policy with its term.
func (v *Voice) offerChanged(e *crm.Edit, d crm.Difference, premium crm.Money, term int64) (string, bool) {
	if d.Field.Name != "premium" && d.Field.Name != "term" || !premium.Known {
		return "", false
	}
	field := lowerHeading(v.Locale.Field(e.Kind, "premium"))
	return v.Locale.Text("edit.set", "field", field, "to", v.perTerm(premium, term)), true
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
