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
		fields := crm.Fields(c.Record.Noun())
		return s.flat(fields.Names(), func(yield func(object) bool) {
			var row object
			for _, f := range fields.Fields {
				row = row.with(f.Name, f.Get(c.Record))
			}
			yield(row)
		})
	}
}

// cardObject is a card as JSON has it.
func (s *Screen) cardObject(c *crm.Card) object {
	past := []object{}
	opportunities, members, referred := records(c.Opportunities), records(c.Members), records(c.Referred)
	planned := []any{}
	for _, a := range c.Open {
		planned = append(planned, a)
	}
	for _, e := range c.Past {
		past = append(past, eventObject(e))
	}
	o := object{{"record", c.Record}, {"contact", nil}}
	if c.Contact != nil {
		o[1].value = c.Contact
	}
	o = append(o, object{
		{"owner", orNull(c.Owner)}, {"household", orNull(c.Household)}, {"org", orNull(c.Org)}, {"referrer", orNull(c.Referrer)},
		{"members", members}, {"referred", referred}, {"opportunities", opportunities}, {"open", planned}, {"past", past},
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

func eventObject(e *crm.Event) object {
	o := object{{"on", e.On}, {"at", orNull(e.At)}, {"by", orNull(e.By)}, {"opportunity", orNull(e.Opportunity)}, {"activity", nil}, {"note", nil}}
	if e.Activity != nil {
		o[4].value = e.Activity
	}
	if e.Note != nil {
		o[5].value = e.Note
	}
	return o
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
	p.line(p.bold(apart(left, right, min(p.width(), plainWidth))))
	p.facts(p.cardFacts(c))
	p.people("card.members", c.Members)
	p.people("card.referred", c.Referred)
	if _, itself := c.Record.(*crm.Opportunity); !itself {
		p.opportunities(c)
	}
	p.timeline(c)
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
	if !c.Contact.DoNotContact.IsZero() {
		return left, l.Text("card.stopped")
	}
	return left, Clean(c.Contact.Phone)
}

// title is the word for a record as a heading.
func (s *Screen) title(r crm.Record) string { return s.label("noun", crm.WordFor(r)) }

// facts sets labelled values out in two columns; one that is too long for
// half a line has a line of its own.
func (p *page) facts(f *facts) {
	half := 0
	labels := [2]int{}
	for i, text := range f.labels {
		f.labels[i] = cut(text, p.width()/3)
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
