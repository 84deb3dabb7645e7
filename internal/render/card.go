package render

import (
	"crm/internal/crm"
)

// Card shows all there is to see of one record. No card is null in JSON, and
// nothing otherwise.
func (s *Screen) Card(c *crm.Card) error {
	if c == nil {
		if s.Format == JSON && !s.Quiet {
			return s.writeJSON(nil)
		}
		return nil
	}
	if s.Quiet {
		return s.ids([]int64{crm.IDOf(c.Record)})
	}
	switch s.Format {
	case Table, "":
		p := s.page()
		p.card(c)
		return p.show()
	case JSON, JSONL:
		return s.writeJSON(s.cardObject(c))
	default:
		return s.recordRow(c.Record, nil)
	}
}

// cardObject is a card as JSON has it.
func (s *Screen) cardObject(c *crm.Card) object {
	past := []object{}
	for _, e := range c.Past {
		past = append(past, eventObject(e))
	}
	o := object{{"record", c.Record}, {"contact", nil}}
	if c.Contact != nil {
		o[1].value = c.Contact
	}
	o = append(o, object{
		{"owner", orNull(c.Owner)}, {"household", orNull(c.Household)}, {"org", orNull(c.Org)}, {"referrer", orNull(c.Referrer)},
		{"members", records(c.Members)}, {"referred", records(c.Referred)}, {"opportunities", records(c.Opportunities)},
		{"quotes", records(c.Quotes)}, {"policies", records(c.Policies)}, {"files", records(c.Files)},
		{"open", records(c.Open)}, {"past", past},
	}...)
	if c.Reason != nil {
		o = o.with("reason", reasonObject(*c.Reason))
	}
	if c.Why != nil {
		o = o.with("why", s.whyObject(c.Why)[2:])
	}
	return o
}

func records[R crm.Record](list []R) []any {
	all := []any{}
	for _, r := range list {
		all = append(all, r)
	}
	return all
}

// eventObject is an event as JSON has it: its kind, and all that applies to
// some kind.
func eventObject(e *crm.Event) object {
	kind, about := crm.KindOpportunity, object{{"activity", nil}, {"note", nil}, {"file", nil}, {"quotes", records(e.Quotes)}, {"policy", nil}, {"suppression", nil}}
	set := func(place int, of crm.Kind, r crm.Record) { kind, about[place].value = of, r }
	switch {
	case e.Activity != nil:
		set(0, crm.KindActivity, e.Activity)
	case e.Note != nil:
		set(1, crm.KindNote, e.Note)
	case e.File != nil:
		set(2, crm.KindFile, e.File)
	case len(e.Quotes) > 0:
		kind = crm.KindQuote
	case e.Policy != nil:
		set(4, crm.KindPolicy, e.Policy)
	case e.Number != nil:
		set(5, crm.KindSuppression, e.Number)
	case e.Marked != nil:
		kind = crm.KindContact
	}
	o := object{{"kind", kind}, {"on", e.On}, {"at", orNull(e.At)}, {"by", orNull(e.By)}, {"contact", orNull(e.Contact)}, {"opportunity", orNull(e.Opportunity)}}
	return append(append(o, about...), object{{"field", orNull(e.Field)}, {"from", orNull(e.From)}, {"to", orNull(e.To)}, {"reason", orNull(e.Reason)}}...)
}

// facts are labelled values, two on a line where both fit.
type facts struct{ labels, values []string }

func (f *facts) add(label, value string) {
	if value != "" {
		f.labels, f.values = append(f.labels, label), append(f.values, value)
	}
}

func (p *page) card(c *crm.Card) {
	left, right := p.cardHead(c)
	if _, ok := c.Record.(*crm.Activity); ok && part(c) {
		right = "" // it stands beside the name
	}
	p.head(left, right)
	p.facts(p.cardFacts(c))
	switch r := c.Record.(type) {
	case *crm.Note:
		p.paragraphs(r.Body)
	case *crm.Activity:
		if paragraph(r.Note) {
			p.paragraphs(r.Note)
		}
	}
	if part(c) {
		p.timeline(on(c))
		p.person(c)
		return
	}
	p.sections(c)
	p.timeline(c)
}

// head is the first line of a screen, with how things stand at its right end; it
// goes on in a second line, where they do not fit.
func (p *page) head(left, right string) {
	width := min(p.width(), plainWidth)
	lines := broken(left, width)
	last := len(lines) - 1
	for _, line := range lines[:max(last, 0)] {
		p.line(p.bold(line))
	}
	switch {
	case last < 0:
		p.line(p.bold(apart("", right, width)))
	case right != "" && cells(lines[last])+2+cells(right) > width:
		p.line(p.bold(lines[last]))
		p.line(p.bold(padLeft(cut(right, width), width)))
	default:
		p.line(p.bold(apart(lines[last], right, width)))
	}
}

// cardHead is the first line: the record at the left, how it stands or where
// to call at the right.
func (s *Screen) cardHead(c *crm.Card) (left, right string) {
	l := s.Locale
	switch r := c.Record.(type) {
	case *crm.Opportunity:
		name := ""
		if c.Contact != nil {
			name = Clean(c.Contact.Name)
		}
		left = l.Text("opp.head", "id", itoa(r.ID), "line", s.word("line", r.Line), "name", name)
		if r.Status != crm.Open {
			return left, l.Join([]string{s.word("opportunity_status", r.Status), l.Date(r.Closed, s.Today)})
		}
		stage := s.word("opportunity_stage", r.Stage)
		if r.Opened.IsZero() {
			return left, stage
		}
		return left, l.Plural("opp.open-for", s.Today.Sub(r.Opened), "stage", stage)
	case *crm.Quote, *crm.Policy, *crm.Note, *crm.File:
		return s.insuranceHead(c)
	case *crm.Activity:
		left = s.whyHead(&crm.Why{Activity: r, Contact: c.Contact})
	case *crm.Contact:
		left = l.Text("card.head", "noun", s.title(r), "id", itoa(r.ID), "name", Clean(r.Name))
	default:
		return l.Text("card.head", "noun", s.title(r), "id", itoa(crm.IDOf(r)), "name", s.nameOf(r, nil)), ""
	}
	if c.Contact == nil {
		return left, ""
	}
	if stopped := s.stopped(c.Contact); stopped != "" {
		return left, stopped
	}
	if c.Via != nil {
		return left, l.Join([]string{phone(c.Via.Phone), l.Text("today.via", "name", Clean(c.Via.Name))})
	}
	return left, phone(c.Contact.Phone)
}

// title is the word for a record as a heading.
func (s *Screen) title(r crm.Record) string { return s.label("noun", crm.WordFor(r)) }

// facts sets labelled values out in two columns; one that is too long for
// half a line has a line of its own.
func (p *page) facts(f *facts) {
	half := 0
	labels := [2]int{}
	whole := cells(p.Locale.Field(crm.KindContact, "do_not_contact")) // which is never cut
	for i, text := range f.labels {
		f.labels[i] = cut(text, max(p.width()/3, whole))
	}
	var rows [][]int // indexes into f, one or two to a row
	room := min(p.width(), plainWidth) - 2
	label := 0
	for _, text := range f.labels {
		label = max(label, cells(text))
	}
	limit := (room - 2*(label+2) - 2) / 2
	for i := range f.values {
		short := cells(f.values[i]) <= limit
		last := len(rows) - 1
		if short && last >= 0 && len(rows[last]) == 1 && cells(f.values[rows[last][0]]) <= limit {
			rows[last] = append(rows[last], i)
			labels[1] = max(labels[1], cells(f.labels[i]))
			half = max(half, cells(f.values[rows[last][0]]))
		} else {
			rows = append(rows, []int{i})
			labels[0] = max(labels[0], cells(f.labels[i]))
		}
	}
	for _, row := range rows {
		front := "  " + pad(f.labels[row[0]], labels[0]) + "  "
		if len(row) == 2 {
			p.line(cut(front+pad(f.values[row[0]], half)+"  "+pad(f.labels[row[1]], labels[1])+"  "+f.values[row[1]], p.width()))
			continue
		}
		for i, line := range broken(f.values[row[0]], max(p.width()-cells(front), leastCut)) {
			if i > 0 {
				front = pad("", cells(front))
			}
			p.line(front + line)
		}
	}
}
