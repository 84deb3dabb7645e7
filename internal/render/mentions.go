package render

import (
	"crm/internal/crm"
)

// mentions are the records that edits refer to and that have names.
type mentions struct {
	people        map[int64]*crm.Contact
	opportunities map[int64]*crm.Opportunity
	by            int64              // who acted; 0 where that is told elsewhere
	told          map[crm.Kind]int64 // what the edits are about anyway
}

func mentionedIn(o *crm.Outcome) mentions {
	return mentions{people: o.People, opportunities: o.Opportunities, by: o.By}
}

// regards says which opportunity or policy a record regards, and whose it is
// where that is somebody else than who acted: "opp 3", "for Pat".
func (s *Screen) regards(m mentions, r crm.Record) []string {
	var parts []string
	if id := crm.About(r, crm.KindOpportunity); id != 0 && r.Noun() != crm.KindOpportunity && r.Noun() != crm.KindPolicy && m.told[crm.KindOpportunity] != id {
		parts = append(parts, s.numbered(&crm.Opportunity{Head: crm.Head{ID: id}}))
	}
	if id := crm.About(r, crm.KindPolicy); id != 0 && r.Noun() != crm.KindPolicy && m.told[crm.KindPolicy] != id {
		parts = append(parts, s.numbered(&crm.Policy{Head: crm.Head{ID: id}}))
	}
	return append(parts, s.ofColleague(m, r)...)
}

// ofColleague says whose a record is, where that is somebody else than who acted.
func (s *Screen) ofColleague(m mentions, r crm.Record) []string {
	owner := crm.OwnerOf(r)
	if m.by == 0 || owner == 0 || owner == m.by {
		return nil
	}
	return []string{s.Locale.Text("edit.given", "name", s.colleague(owner))}
}

// nameIn is the name by which a record is called in a sentence.
func (s *Screen) nameIn(m mentions, r crm.Record) string {
	var what []string
	switch r := r.(type) {
	case *crm.Quote:
		what = append(what, Clean(r.Carrier))
		if o := m.opportunities[r.Opportunity]; o != nil {
			what = append(what, s.word("line", o.Line))
		}
	case *crm.Policy:
		what = append(what, Clean(r.Carrier), s.word("line", r.Line))
	case *crm.File:
		what = append(what, Clean(r.Name))
	default:
		return s.nameOf(r, m.people)
	}
	if c := m.people[crm.About(r, crm.KindContact)]; c != nil {
		what = append(what, Clean(c.Name))
	}
	return s.joined(what)
}

// joined joins the parts in which something stands.
func (s *Screen) joined(parts []string) string {
	var all []string
	for _, part := range parts {
		if part != "" {
			all = append(all, part)
		}
	}
	return s.Locale.Join(all)
}

// madeText is a record that was made, or is gone, in one line behind its number.
func (s *Screen) madeText(m mentions, e *crm.Edit) string {
	switch r := e.Record().(type) {
	case *crm.Note:
		return s.noteText(r)
	case *crm.Contact:
		return ""
	case *crm.Quote:
		offer := s.perTerm(r.Premium, r.Term)
		if offer == "" {
			offer = s.word("quote_status", r.Status)
		}
		return s.joined([]string{Clean(r.Carrier), offer})
	case *crm.Policy:
		return s.policyText(r)
	case *crm.File:
		return s.fileText(r)
	case *crm.Team:
		return named(Clean(r.Name), s.colleagues(r.Members))
	}
	return s.joined(append([]string{s.nameOf(e.Record(), nil)}, s.regards(m, e.Record())...))
}

// mentioned is inline with the names of what the value refers to, and premiums
// with what they are for.
func (s *Screen) mentioned(m mentions, f *crm.Field, value any) string {
	switch v := value.(type) {
	case int64:
		switch f.Ref {
		case crm.KindProducer:
			return s.colleague(v)
		case crm.KindContact:
			if c := m.people[v]; c != nil {
				return Clean(c.Name)
			}
		}
		if f.Type == crm.PercentType {
			return s.Locale.Percent(float64(v) / 100)
		}
	case crm.Money:
		if f.Yearly {
			return s.Locale.Text("opp.premium", "premium", s.rounded(v))
		}
	}
	return s.inline(f, value)
}

// insuranceDifference tells the changes that read better than as a field and
// its values; ok is false for the others.
func (s *Screen) insuranceDifference(e *crm.Edit, d crm.Difference) (text string, ok bool) {
	l := s.Locale
	switch v := d.After.(type) {
	case crm.Terms:
		before, _ := d.Before.(crm.Terms)
		return s.termsChanged(e, d.Field, before, v), true
	case crm.Numbers:
		before, _ := d.Before.(crm.Numbers)
		return s.numbersChanged(d.Field, before, v), true
	}
	if before, numbers := d.Before.(crm.Numbers); numbers {
		return s.numbersChanged(d.Field, before, nil), true
	}
	switch r := e.After.(type) {
	case *crm.Opportunity:
		if d.Field.Name != "status" {
			return "", false
		}
		switch {
		case r.Status == crm.Lost:
			text := s.word("opportunity_status", crm.Lost)
			if why := s.lostText(r); why != "" {
				text += " (" + why + ")"
			}
			return text, true
		case r.Status == crm.Open && e.Before != nil:
			return l.Text("timeline.reopened"), true
		}
	case *crm.Quote:
		return s.offerChanged(e, d, r.Premium, r.Term)
	case *crm.Policy:
		return s.offerChanged(e, d, r.Premium, r.Term)
	case *crm.Report:
		if d.Field.Name == "definition" {
			return l.Text("edit.rewritten", "field", lower(l.Field(e.Kind, d.Field.Name))), true
		}
	}
	return "", false
}

// offerChanged is the premium of a quote or a policy with its term.
func (s *Screen) offerChanged(e *crm.Edit, d crm.Difference, premium crm.Money, term int64) (string, bool) {
	if d.Field.Name != "premium" && d.Field.Name != "term" || !premium.Known {
		return "", false
	}
	field := lower(s.Locale.Field(e.Kind, "premium"))
	return s.Locale.Text("edit.set", "field", field, "to", s.perTerm(premium, term)), true
}

// termsChanged says which limits or deductibles are new or changed, and which
// are gone.
func (s *Screen) termsChanged(e *crm.Edit, f *crm.Field, before, after crm.Terms) string {
	l := s.Locale
	var set crm.Terms
	for _, c := range after {
		if before.Value(c.Name) != c.Value {
			set = append(set, c)
		}
	}
	var parts []string
	if len(set) > 0 {
		parts = append(parts, l.Text("edit.set", "field", lower(l.Field(e.Kind, f.Name)), "to", s.terms(set, f.Name == "deductibles")))
	}
	for _, c := range before {
		if after.Value(c.Name) == "" {
			parts = append(parts, l.Text("edit.cleared", "field", lower(l.Field(e.Kind, f.Name)), "from", Clean(c.Name)))
		}
	}
	return l.Join(parts)
}

// numbersChanged says with whom a note is shared now and no longer, or who
// came to a team and who left it.
func (s *Screen) numbersChanged(f *crm.Field, before, after crm.Numbers) string {
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
			parts = append(parts, s.Locale.Text(side.key, "names", s.colleagues(ids)))
		}
	}
	return s.Locale.Join(parts)
}
