package say

import (
	"crm/internal/crm"
	"crm/internal/fold"
)

// Fact is a labelled value. Text is a text with its lines.
type Fact struct{ Label, Value, Text string }

// facts drops those without a value.
type facts []Fact

func (f *facts) add(label, value string) { f.write(label, value, "") }

func (f *facts) number(label string, id int64) {
	if id != 0 {
		f.add(label, itoa(id))
	}
}

func (f *facts) write(label, value, text string) {
	if value != "" {
		*f = append(*f, Fact{label, value, text})
	}
}

// CardHead is the first line: the record at the left, its state or phone at the right.
func (v *Voice) CardHead(c *crm.Card) (left, right string) {
	l := v.Locale
	name := v.nameOf(mentionedOn(c), c.Record)
	if of, ok := c.Record.(*crm.Contact); ok {
		name = v.called(of)
	}
	left = v.RecordHead(c.Record, name)
	switch r := c.Record.(type) {
	case *crm.Opportunity:
		left, right = v.SaleHead(r, c.Contact), v.SaleState(r)
		if r.Status == crm.Open && !r.Opened.IsZero() {
			right = l.Plural("opp.open-for", v.Today.Sub(r.Opened), "stage", right)
		}
		return left, right
	case *crm.Activity:
		left = v.WhyHead(&crm.Why{Activity: r, Contact: c.Contact})
	}
	if !c.ShowsAll() {
		return left, v.state(c.Record)
	}
	if c.Contact == nil {
		return left, ""
	}
	if stopped := v.Stopped(c.Contact); stopped != "" {
		return left, stopped
	}
	if c.Via != nil {
		return left, l.Join(Phone(c.Via.Phone), l.Text("today.via", "name", Clean(c.Via.Name)))
	}
	return left, v.phoneOf(c.Contact)
}

// state is that of a record or, where it has none, when it was written or how large it is.
func (v *Voice) state(r crm.Record) string {
	for _, name := range []string{"status", "written", "size"} {
		if f, ok := crm.BuiltIn(r.Noun()).Field(name); ok {
			return v.inline(f, f.Get(r))
		}
	}
	return ""
}

// SaleHead is an opportunity in one line.
func (v *Voice) SaleHead(o *crm.Opportunity, c *crm.Contact) string {
	return v.Locale.Text("opp.head", "id", itoa(o.ID), "line", v.Word("line", o.Line), "name", nameOrNone(c))
}

// RecordHead is a record in one line: its word, number and name.
func (v *Voice) RecordHead(r crm.Record, name string) string {
	return v.Locale.Text("card.head", "noun", v.title(r), "id", itoa(crm.IDOf(r)), "name", name)
}

// title is the word for a record as a heading.
func (v *Voice) title(r crm.Record) string { return v.Label("noun", crm.WordFor(r)) }

// LineOf is the line of business of an opportunity on a card.
func LineOf(c *crm.Card, opportunity int64) string {
	for _, o := range c.Opportunities {
		if o.ID == opportunity {
			return o.Line
		}
	}
	return ""
}

// called is the name of a contact with their nickname beside it.
func (v *Voice) called(c *crm.Contact) string {
	if unsaid(c.Nickname, c.Name) {
		return v.Locale.Text("card.called", "name", Clean(c.Name), "nickname", Clean(c.Nickname))
	}
	return Clean(c.Name)
}

// unsaid reports whether a name does not say a part of it.
func unsaid(part, name string) bool {
	return part != "" && !fold.NewName(part).Fits(fold.NewName(name))
}

// SaleState is the state of an opportunity: its stage, or how it was closed.
func (v *Voice) SaleState(o *crm.Opportunity) string {
	if o.Status == crm.Open {
		return v.Word("opportunity_stage", o.Stage)
	}
	return v.Locale.Join(v.Word("opportunity_status", o.Status), v.Locale.Date(o.Closed, v.Today))
}
