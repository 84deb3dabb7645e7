package say

import (
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Elsewhere returns those to whom the contact of a card is related, without the members of
// their household, whom the card lists anyway.
func (v *Voice) Elsewhere(c *crm.Card) (all []*crm.Contact) {
	has := func(list []*crm.Contact, id int64) bool {
		return slices.ContainsFunc(list, func(o *crm.Contact) bool { return o.ID == id })
	}
	for _, r := range c.Related {
		if !has(c.Members, r.Contact.ID) && !has(all, r.Contact.ID) {
			all = append(all, r.Contact)
		}
	}
	return all
}

// RelatedAs says what somebody is to the contact of a card, and at which stage: "spouse,
// client", "godparent of".
func (v *Voice) RelatedAs(card *crm.Card, c *crm.Contact) string {
	all := v.relations(card, c)
	if len(all) == 0 || c.Stage != "" {
		all = append(all, v.Noun(c))
	}
	return v.Locale.Join(all...)
}

// RelationTo is RelatedAs without the stage.
func (v *Voice) RelationTo(card *crm.Card, c *crm.Contact) string {
	return v.Locale.Join(v.relations(card, c)...)
}

func (v *Voice) relations(card *crm.Card, c *crm.Contact) (all []string) {
	for _, r := range card.Related {
		if r.Contact.ID == c.ID {
			all = append(all, v.seenAs(r))
		}
	}
	return all
}

// BriefName is a name without titles and middle names, as far as its parts are known.
func BriefName(c *crm.Contact) string {
	if c.Given == "" || c.Family == "" {
		return Clean(strings.TrimPrefix(c.Name, c.Prefix+" "))
	}
	if c.Prefix+c.Middle == "" {
		return Clean(c.Name)
	}
	return Clean(fold.Parts{Given: c.Given, Family: c.Family, Suffix: c.Suffix}.Name())
}

func (v *Voice) seenAs(r crm.Related) string {
	as := v.relation(r.As)
	if r.Of {
		as = v.Locale.Text("card.relation-of", "as", as)
	}
	return as
}

// relation is the word for a kind of relation.
func (v *Voice) relation(as string) string { return v.wordOf("relation", as) }

// wordOf is the word for a value of a picklist, or other words as they stand.
func (v *Voice) wordOf(list, text string) string {
	if slices.Contains(crm.Picklist(list), text) {
		return v.Word(list, text)
	}
	return Clean(text)
}

// relatedText is a relation in one line: "Mike Hudson, spouse of Jane Hudson".
func (v *Voice) relatedText(m mentions, r *crm.Relation) string {
	name := func(id int64) string {
		if c := m.people[id]; c != nil {
			return Clean(c.Name)
		}
		return itoa(id)
	}
	return v.Locale.Text("edit.related", "other", name(r.Other), "as", v.relation(r.As), "name", name(r.Contact))
}

// relationFacts adds who the two of a relation are.
func (v *Voice) relationFacts(f *facts, c *crm.Card, r *crm.Relation) {
	m := mentionedOn(c)
	for _, side := range []struct {
		field string
		id    int64
	}{{"contact", r.Contact}, {"other", r.Other}} {
		if of := m.people[side.id]; of != nil {
			f.add(v.Locale.Field(crm.KindRelation, side.field), v.Locale.Join(itoa(of.ID), Clean(of.Name), v.Stopped(of), Phone(of.Phone)))
		}
	}
}
