package render

import (
	"crm/internal/crm"
)

// cardFacts is what there is to know of the record of a card.
func (s *Screen) cardFacts(c *crm.Card) *facts {
	f := &facts{}
	if _, part := c.Record.(*crm.Activity); c.Contact != nil && (!part || c.Whole) { // beside an activity they have a part of the card
		f.add(s.Locale.Field(crm.KindContact, "do_not_contact"), s.stopFact(c.Stop, c.Contact))
	}
	switch r := c.Record.(type) {
	case *crm.Opportunity:
		s.opportunityFacts(f, c, r)
	case *crm.Activity:
		s.activityFacts(f, c, r)
		if c.Contact != nil && c.Whole {
			s.contactFacts(f, c, c.Contact)
		}
	case *crm.Contact:
		s.contactFacts(f, c, r)
	case *crm.Quote:
		s.quoteFacts(f, c, r)
	case *crm.Policy:
		s.policyFacts(f, c, r)
	case *crm.Note:
		s.noteFacts(f, r)
	case *crm.File:
		s.fileFacts(f, r)
	default:
		for _, field := range crm.BuiltIn(r.Noun()).Fields {
			if field.Name != "id" && field.Name != "version" && field.Name != "name" {
				f.add(s.Locale.Field(r.Noun(), field.Name), s.cell(field, field.Get(r)))
			}
		}
	}
	for _, field := range s.Schema.Fields(c.Record.Noun()).Fields {
		if field.Own {
			f.add(Clean(field.Label), s.cell(field, field.Get(c.Record)))
		}
	}
	return f
}

func (s *Screen) opportunityFacts(f *facts, c *crm.Card, o *crm.Opportunity) {
	l := s.Locale
	label := func(name string) string { return l.Field(crm.KindOpportunity, name) }
	f.add(label("owner"), Clean(c.Owner))
	f.add(label("source"), s.source(o.Source, c.Referrer))
	switch premium := l.MoneyWhole(o.Premium, s.Currency); {
	case premium != "" && o.Probability > 0 && o.Status == crm.Open:
		f.add(label("premium"), l.Text("opp.a-year", "premium", premium, "percent", int(o.Probability)))
	case premium != "":
		f.add(label("premium"), l.Text("opp.premium", "premium", premium))
	case o.Probability > 0 && o.Status == crm.Open:
		f.add(label("probability"), l.Percent(float64(o.Probability)/100))
	}
	if o.Actual.Known {
		f.add(label("actual_premium"), l.Text("opp.premium", "premium", s.rounded(o.Actual)))
	}
	f.add(label("close_by"), l.Date(o.CloseBy, s.Today))
	f.add(label("due"), l.Date(o.Due, s.Today))
	f.add(label("topic"), Clean(o.Topic))
	f.add(label("reason"), Clean(o.Reason))
	if o.LostReason != "" {
		f.add(label("lost_reason"), s.label("lost_reason", o.LostReason))
	}
	f.add(label("competitor"), Clean(o.Competitor))
	f.add(label("x_date"), l.Date(o.XDate, s.Today))
}

// source is where somebody came from: "referral from Ruth Adeyemi", "Web".
func (s *Screen) source(code, referrer string) string {
	switch {
	case referrer != "" && (code == "referral" || code == ""):
		return s.Locale.Text("opp.referral", "name", Clean(referrer))
	case code == "":
		return ""
	}
	return s.word("source", code)
}

func (s *Screen) activityFacts(f *facts, c *crm.Card, a *crm.Activity) {
	l := s.Locale
	label := func(name string) string { return l.Field(crm.KindActivity, name) }
	if c.Reason != nil && a.Status == crm.Open && (a.Kind == crm.Call || a.Rule != "") {
		item := &crm.AgendaItem{Activity: a, Contact: c.Contact, Reason: *c.Reason}
		f.add(l.Text("card.reason"), s.joinParts(s.reason(item)))
	}
	if a.Kind == crm.Call || s.about(a) != Clean(a.Subject) { // it is not in the head
		f.add(label("subject"), Clean(a.Subject))
	}
	if a.Kind == crm.Appointment {
		f.add(label("start"), s.when(a))
		f.add(label("place"), Clean(a.Place))
	} else {
		f.add(label("due_time"), Clean(a.DueTime))
	}
	if a.Kind == crm.Email && a.Status == crm.Done {
		f.add(label("direction"), s.label("direction", a.Direction))
	}
	if a.Priority != "" && a.Priority != "normal" {
		f.add(label("priority"), s.label("priority", a.Priority))
	}
	if a.CallResult != "" {
		f.add(label("call_result"), s.label("call_result", a.CallResult))
	}
	f.add(label("done_on"), l.Date(a.DoneOn, s.Today))
	if a.DoneBy != 0 && a.DoneBy != a.Owner {
		f.add(label("done_by"), s.colleague(a.DoneBy))
	}
	if a.Opportunity != 0 {
		f.add(label("opportunity"), s.joined([]string{itoa(a.Opportunity), s.word("line", lineOf(c, a.Opportunity))}))
	}
	if a.Policy != 0 {
		f.add(label("policy"), itoa(a.Policy))
	}
	if !c.Whole {
		f.add(label("owner"), Clean(c.Owner))
	}
	f.add(label("assigned"), l.Date(a.Assigned, s.Today))
	if !paragraph(a.Note) {
		f.add(label("note"), Clean(a.Note))
	}
	if a.Rule != "" {
		f.add(label("rule"), l.Text("why.own", "rule", Clean(a.Rule), "command", "crm why "+itoa(a.ID)))
	}
}

// stopFact says since when, why and because of what a contact must not be
// contacted.
func (s *Screen) stopFact(stop *crm.Stop, c *crm.Contact) string {
	if stop == nil {
		return ""
	}
	parts := []string{s.Locale.Text("card.stop", "date", s.Locale.Date(stop.Since, s.Today))}
	if stop.Reason != "" {
		parts = append(parts, s.word("stop_reason", stop.Reason))
	}
	switch {
	case stop.Contact != nil && stop.Contact.ID != c.ID:
		parts = append(parts, s.Locale.Text("card.same-point", "name", Clean(stop.Contact.Name)))
	case stop.Contact == nil && stop.Suppression != nil:
		parts = append(parts, Clean(stop.Suppression.Value))
	}
	if stop.Note != "" {
		parts = append(parts, Clean(stop.Note))
	}
	return s.Locale.Join(parts)
}

func (s *Screen) contactFacts(f *facts, card *crm.Card, c *crm.Contact) {
	l := s.Locale
	label := func(name string) string { return l.Field(crm.KindContact, name) }
	if card.Record != crm.Record(c) {
		f.add(s.title(c), itoa(c.ID))
	}
	f.add(label("reading"), Clean(c.Reading))
	f.add(label("owner"), Clean(card.Owner))
	f.add(label("source"), s.source(c.Source, card.Referrer))
	if len(c.Phones) > 1 || c.Phone == "" || !c.Stopped.IsZero() {
		f.add(label("phones"), s.cell(nil, c.Phones))
	}
	s.emailsFact(f, c)
	f.add(label("birthday"), s.born(c))
	f.add(label("last_call"), l.Date(c.LastCall, s.Today))
	if c.CallFrequency != "" {
		f.add(label("call_frequency"), s.label("call_frequency", c.CallFrequency))
	}
	f.add(label("client_since"), l.Date(c.ClientSince, s.Today))
	if c.Rating != "" {
		f.add(label("rating"), s.label("rating", c.Rating))
	}
	f.add(label("household"), Clean(card.Household))
	f.add(label("org"), Clean(card.Org))
	if c.RejectReason != "" {
		f.add(label("reject_reason"), s.label("reject_reason", c.RejectReason))
	}
	f.add(label("external_id"), Clean(c.ExternalID))
	f.add(label("address"), Clean(c.Address))
}

func (s *Screen) emailsFact(f *facts, c *crm.Contact) {
	f.add(s.Locale.Field(crm.KindContact, "emails"), s.cell(nil, c.Emails))
}

// born is a birthday with the age.
func (s *Screen) born(c *crm.Contact) string {
	text := s.Locale.Birthday(c.Birthday)
	if age, known := c.Birthday.Age(s.Today); known && !s.Today.IsZero() {
		return s.Locale.Join([]string{text, s.Locale.Plural("card.age", age)})
	}
	return text
}
