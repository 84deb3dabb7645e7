package wire

import "crm/internal/crm"

// Card writes all there is of one record. Without a card it writes null in JSON, and
// nothing otherwise.
func (w *Writer) Card(c *crm.Card) error {
	switch {
	case c == nil && w.Format == JSON && !w.Quiet:
		return w.writeJSON(nil)
	case c == nil:
		return nil
	case w.Quiet:
		return numbers(w, []crm.Record{c.Record}, crm.IDOf)
	case w.Format == JSON || w.Format == JSONL:
		return w.writeJSON(cardObject(c))
	}
	return w.recordRow(c.Record, nil)
}

// cardObject is a card in JSON.
func cardObject(c *crm.Card) object {
	o := object{{"record", c.Record}, {"contact", nil}}
	if c.Contact != nil {
		o[1].value = c.Contact
	}
	o = append(o, object{
		{"owner", orNull(c.Owner)}, {"household", orNull(c.Household)}, {"org", orNull(c.Org)}, {"referrer", orNull(c.Referrer)},
		{"members", records(c.Members)}, {"referred", records(c.Referred)}, {"related", objectList(c.Related, relatedObject)}, {"consents", records(c.Consents)}, {"opportunities", records(c.Opportunities)},
		{"quotes", records(c.Quotes)}, {"policies", records(c.Policies)}, {"files", records(c.Files)},
		{"open", records(c.Open)}, {"past", objectList(c.Past, eventObject)},
	}...)
	if len(c.Aliases) > 0 {
		o = o.with("aliases", records(c.Aliases))
	}
	if c.Reason != nil {
		o = o.with("reason", reasonObject(*c.Reason))
	}
	if c.Why != nil {
		o = o.with("why", whyObject(c.Why)[2:])
	}
	return o
}

// relatedObject is somebody to whom a contact is related. Of says that the contact is
// that to them.
func relatedObject(r crm.Related) object {
	return object{{"relation", r.ID}, {"as", r.As}, {"of", r.Of}, {"contact", r.Contact}}
}

func records[R crm.Record](list []R) []any {
	all := []any{}
	for _, r := range list {
		all = append(all, r)
	}
	return all
}

// eventObject is an event in JSON: its kind, and all that applies to some kind.
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
