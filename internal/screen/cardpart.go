package screen

import (
	"strings"

	"crm/internal/crm"
)

// mostNext limits the next steps on a card that regard something else.
const mostNext = 3

// isPart reports whether a card is of an activity, a note or a file, and shows only a
// few lines of its contact.
func isPart(c *crm.Card) bool {
	switch c.Record.(type) {
	case *crm.Activity, *crm.Note, *crm.File:
		return !c.Whole && c.Contact != nil
	}
	return false
}

// onRecordAlone keeps only what regards the record itself on the timeline, with the other
// e-mails of its thread.
func onRecordAlone(c *crm.Card) *crm.Card {
	itself := *c
	itself.Open, itself.Past = nil, nil
	id, thread := crm.IDOf(c.Record), ""
	if a, ok := c.Record.(*crm.Activity); ok {
		thread = a.InThread()
	}
	for _, e := range c.Past {
		if a := e.Activity; a != nil && a.ID != id && thread != "" && a.InThread() == thread ||
			e.Note != nil && e.Note.Activity == id || e.File != nil && e.File.Activity == id {
			itself.Past = append(itself.Past, e)
		}
	}
	return &itself
}

// person shows the contact of a card in a few lines: how to reach them, what is planned
// otherwise, and where the rest is.
func (p *page) person(c *crm.Card) {
	who := &crm.Card{Record: c.Contact, Contact: c.Contact, Owner: c.Owner, Members: c.Members, Others: c.Others}
	for _, a := range c.Open {
		if crm.Record(a) != c.Record && a.ID != crm.IDOf(c.Record) {
			who.Open = append(who.Open, a)
		}
	}
	more := len(who.Open) - mostNext
	who.Open = who.Open[:min(len(who.Open), mostNext)]
	p.line("")
	p.head(p.CardHead(who))
	p.facts(p.ReachFacts(c))
	if blocks := p.timelineBlocks(who); len(blocks) > 0 {
		p.upcoming(who, blocks)
	}
	if more > 0 {
		p.line("  " + p.Locale.Plural("outcome.more", more))
	}
	p.line(p.Locale.Text("card.all", "command", p.Command("show", c.Contact.ID)))
}

// paragraph reports whether a text is better shown below the facts than among
// them.
func paragraph(text string) bool {
	return strings.Contains(text, "\n") || cells(text) > plainWidth*2/3
}
