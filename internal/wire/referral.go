package wire

import (
	"slices"

	"crm/internal/crm"
)

// Referrals writes whom a contact brought, and what came of it.
func (w *Writer) Referrals(r *crm.Referral) error {
	switch {
	case w.Quiet:
		var brought []crm.Record
		r.Visit(func(depth int, below *crm.Referral) {
			if depth > 0 && !below.Above {
				brought = append(brought, below.Contact)
			}
		})
		return numbers(w, brought, crm.IDOf)
	case w.Format == JSON:
		won, n := r.Won()
		return w.writeJSON(append(referralObject(r), object{{"won", n}, {"won_premium", won}}...))
	}
	var rows []object
	r.Visit(func(depth int, below *crm.Referral) { rows = append(rows, referralRows(depth, below)...) })
	return w.rows([]string{"depth", "kind", "id", "contact", "name", "stage", "line", "status", "premium", "actual_premium", "closed"}, slices.Values(rows))
}

// referralRows are the rows of one contact in a tree: the contact, and the
// opportunities.
func referralRows(depth int, r *crm.Referral) []object {
	c := r.Contact
	rows := []object{{{"depth", depth}, {"kind", c.Noun()}, {"id", c.ID}, {"contact", c.ID}, {"name", c.Name}, {"stage", orNull(c.Stage)},
		{"line", nil}, {"status", nil}, {"premium", nil}, {"actual_premium", nil}, {"closed", nil}}}
	for _, o := range r.Opportunities {
		rows = append(rows, object{
			{"depth", depth}, {"kind", o.Noun()}, {"id", o.ID}, {"contact", c.ID}, {"name", c.Name}, {"stage", orNull(o.Stage)},
			{"line", orNull(o.Line)}, {"status", o.Status}, {"premium", o.Premium}, {"actual_premium", o.Actual}, {"closed", o.Closed},
		})
	}
	return rows
}

// referralObject is a tree in JSON.
func referralObject(r *crm.Referral) object {
	return object{{"contact", r.Contact}, {"above", r.Above}, {"opportunities", records(r.Opportunities)}, {"referred", objectList(r.Referred, referralObject)}}
}
