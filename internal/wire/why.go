package wire

import "crm/internal/crm"

// Why writes why an activity is on the list, and how its date came about.
func (w *Writer) Why(why *crm.Why) error {
	switch {
	case w.Quiet:
		return numbers(w, []crm.Record{why.Activity}, crm.IDOf)
	case w.Format == JSON || w.Format == JSONL:
		return w.writeJSON(whyObject(why))
	}
	return flat(w, []string{"activity", "due", "rule", "op", "from", "months", "days", "is"}, why.Steps, func(step crm.Step) object {
		return append(object{{"activity", why.Activity.ID}, {"due", why.Activity.Due}, {"rule", orNull(why.Rule)}}, stepObject(step)...)
	})
}

func whyObject(w *crm.Why) object {
	o := object{{"activity", w.Activity}, {"contact", nil}}
	if w.Contact != nil {
		o[1].value = w.Contact
	}
	var closed any
	if w.Closed != nil {
		closed = ruleObject(w.Closed)
	}
	return append(append(o, ruleObject(w)...), object{{"missing", append([]string{}, w.Missing...)}, {"closed", closed}}...)
}

// ruleObject says which rule it was, why it fired, and in which change.
func ruleObject(w *crm.Why) object {
	return object{{"rule", orNull(w.Rule)}, {"builtin", w.Builtin}, {"trigger", triggerObject(w.Trigger)}, {"steps", w.Steps}, {"change", madeObject(w.Change)}, {"pack", orNull(w.Pack)},
		{"version", orNull(w.Version.Number)}, {"changed", w.Version.Changed}, {"removed", w.Version.Removed}, {"saw", objectList(w.Saw, seenObject)}}
}

// madeObject is who made a change and when; null where there is none.
func madeObject(c *crm.ChangeInfo) any {
	if c == nil {
		return nil
	}
	return object{{"id", c.ID}, {"made_at", orNull(c.MadeAt)}, {"as_of", c.AsOf}, {"by", orNull(c.By)}, {"command", c.Command}}
}
