package say

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"crm/internal/crm"
)

// Sign begins the line of an edit: + made, ~ changed, - cancelled or removed.
func Sign(e *crm.Edit) string {
	switch {
	case e.Action == crm.Create:
		return "+"
	case e.Action == crm.Delete, gaveValue(e, "status", crm.Cancelled):
		return "-"
	}
	return "~"
}

// gaveValue reports whether an edit set a field to a value.
func gaveValue(e *crm.Edit, field string, value any) bool {
	f, ok := e.Field(field)
	return ok && e.After != nil && e.Changed(field) && f.Get(e.After) == value
}

// sets reports whether an edit gave a field a new value.
func sets(e *crm.Edit, field string) bool {
	f, ok := e.Field(field)
	return ok && e.After != nil && e.Changed(field) && f.Get(e.After) != nil
}

// whatChanged says what an update changed, a part for each field.
func (v *Voice) whatChanged(m mentions, e *crm.Edit) []string {
	var parts []string
	for _, d := range e.Differences() {
		if d.Field.Name == "do_not_contact_reason" && !d.Field.Own && !e.Changed("do_not_contact") { // a graver one, or that taken back
			parts = append(parts, v.stopText(e))
		}
		remark := d.Field.Name == "do_not_contact_note" && !d.Field.Own && e.Before != nil && !e.Changed("do_not_contact") // added to a mark
		if d.Field.Quiet && !remark || saidBeside(e, d.Field) {
			continue
		}
		if part := v.difference(m, e, d); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// saidBeside reports whether the part about another field covers this one.
func saidBeside(e *crm.Edit, field *crm.Field) bool {
	if field.Own {
		return false
	}
	switch field.Name {
	case "status":
		return sets(e, "call_result")
	case "probability": // follows the stage
		return e.Changed("stage") || e.Changed("status")
	case "lost_reason", "competitor":
		return gaveValue(e, "status", crm.Lost) || reopened(e)
	case "actual_premium", "x_date":
		return reopened(e)
	case "term":
		return e.Changed("premium")
	case "due_time":
		return sameDay(e)
	case "prefix", "given", "middle", "family", "suffix":
		return e.Changed("name")
	}
	return false
}

// reopened reports whether an edit reopened an opportunity, which clears what closing
// set.
func reopened(e *crm.Edit) bool {
	return e.Kind == crm.KindOpportunity && e.Before != nil && gaveValue(e, "status", crm.Open)
}

func (v *Voice) difference(m mentions, e *crm.Edit, d crm.Difference) string {
	l := v.Locale
	if d.Field.Own {
		return v.wasAndIs(m, e, d)
	}
	if text, ok := v.insuranceDifference(e, d); ok {
		return text
	}
	if d.Field.Type == crm.DaysType {
		return v.daysChanged(d)
	}
	switch d.Field.Name {
	case "do_not_contact":
		return v.stopText(e)
	case "status":
		if a, ok := e.After.(*crm.Activity); ok {
			return v.activityStatus(a)
		}
		return v.inline(d.Field, d.After)
	case "stage", "call_frequency", "call_result": // the value says what it is
		if d.After != nil {
			return v.inline(d.Field, d.After)
		}
	case "phones", "emails":
		return v.pointsChanged(d)
	case "addresses":
		return v.addressesChanged(m, e, d)
	case "body": // the text that it has now
		if body, ok := d.After.(string); ok {
			return OneLine(body)
		}
	case "due":
		if a, ok := e.After.(*crm.Activity); ok && a.Kind == crm.Appointment {
			return "" // its start says it
		}
	}
	if was, ok := d.Before.(crm.Money); ok && d.Field.Yearly {
		if is, ok := d.After.(crm.Money); ok {
			return l.Text("edit.a-year", "field", lowerHeading(l.Field(e.Kind, d.Field.Name)), "from", v.roundAmount(was), "to", v.roundAmount(is))
		}
	}
	return v.wasAndIs(m, e, d)
}

// wasAndIs says what a field was and is.
func (v *Voice) wasAndIs(m mentions, e *crm.Edit, d crm.Difference) string {
	l, field := v.Locale, v.fieldIn(e.Kind, d.Field)
	before := v.mentioned(m, d.Field, d.Before)
	after := v.mentioned(m, d.Field, d.After)
	switch {
	case d.After == nil:
		return l.Text("edit.cleared", "field", field, "from", before)
	case d.Before == nil:
		return l.Text("edit.set", "field", field, "to", after)
	case e.Kind == crm.KindRule && d.Field.Prose: // which rule show has, and its --diff
		return l.Text("edit.text-changed", "field", field)
	default:
		return l.Text("edit.changed", "field", field, "from", before, "to", after)
	}
}

// fieldIn is the name of a field inside a sentence.
func (v *Voice) fieldIn(kind crm.Kind, f *crm.Field) string {
	if f.Own {
		return Clean(v.Locale.OwnField(f))
	}
	return lowerHeading(v.Locale.Field(kind, f.Name))
}

// stopText says that somebody must not be contacted, and why; or that they may be
// again.
func (v *Voice) stopText(e *crm.Edit) string {
	c, ok := e.After.(*crm.Contact)
	if !ok {
		return ""
	}
	switch {
	case !c.DoNotContact.IsZero():
	case !c.Stopped.IsZero(): // for another reason, or because of a number
		return v.Locale.Text("edit.unmarked")
	default:
		return v.Locale.Text("edit.allowed")
	}
	reason := v.Word("stop_reason", c.DoNotContactReason)
	return v.Locale.Text("outcome.stop", "reason", reason)
}

// pointsChanged says which phones or addresses came, went, turned bad or got another label.
func (v *Voice) pointsChanged(d crm.Difference) string {
	before, _ := d.Before.(crm.Points)
	after, _ := d.After.(crm.Points)
	find := func(list crm.Points, value string) *crm.Point {
		for i := range list {
			if list[i].Value == value {
				return &list[i]
			}
		}
		return nil
	}
	var parts []string
	for _, p := range after {
		was := find(before, p.Value)
		switch {
		case was == nil, was.Bad != p.Bad, was.Label != p.Label:
			parts = append(parts, v.point(p))
		}
	}
	for _, p := range before {
		if find(after, p.Value) == nil {
			parts = append(parts, v.Locale.Text("edit.removed", "value", Phone(p.Value)))
		}
	}
	if len(parts) == 0 { // the same ones in another order
		for _, p := range after {
			parts = append(parts, Phone(p.Value))
		}
	}
	return v.Locale.Join(parts...)
}

// addressesChanged says which addresses came or went, or what the only one was and is.
func (v *Voice) addressesChanged(m mentions, e *crm.Edit, d crm.Difference) string {
	before, _ := d.Before.(crm.Addresses)
	after, _ := d.After.(crm.Addresses)
	if max(len(before), len(after)) == 1 {
		field, _ := crm.BuiltIn(crm.KindContact).Field("address")
		d.Field = field
		return v.wasAndIs(m, e, d)
	}
	var parts []string
	for _, a := range after {
		if !slices.Contains(before, a) {
			parts = append(parts, v.address(a))
		}
	}
	for _, a := range before {
		if !slices.ContainsFunc(after, func(now crm.Address) bool { return now.Place() == a.Place() }) {
			parts = append(parts, v.Locale.Text("edit.removed", "value", v.address(a)))
		}
	}
	if len(parts) == 0 { // the same ones in another order
		parts = append(parts, v.addresses(after))
	}
	return v.Locale.Join(parts...)
}

// lowerHeading is a heading inside a sentence.
func lowerHeading(heading string) string {
	first, size := utf8.DecodeRuneInString(heading)
	if first == utf8.RuneError {
		return heading
	}
	return string(unicode.ToLower(first)) + heading[size:]
}

// upperFirst is the beginning of a sentence.
func upperFirst(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if first == utf8.RuneError {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
