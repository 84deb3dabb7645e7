package store

import (
	"crm/internal/crm"
)

// Planned is an open activity with the contact it is about.
type Planned struct {
	Activity *crm.Activity
	Contact  *crm.Contact // nil for a task about nobody
}

// Agenda reads the open activities due from one day to another, both
// included, the earliest first and at most limit of them; of one owner, or of
// everybody when owner is 0. It is answered from the index activities_due. Of
// activities and contacts it reads what a line of the list may show, not the
// explanation or the address.
func (tx *Tx) Agenda(from, to crm.Date, owner int64, limit int) ([]Planned, error) {
	condition := ` FROM activities a LEFT JOIN contacts c ON c.id = a.contact
		WHERE a.status = 'open' AND a.due >= $1 AND a.due <= $2`
	args := []any{from.String(), to.String(), limit}
	if owner != 0 {
		condition += ` AND a.owner = $4`
		args = append(args, owner)
	}
	activity := fieldsNamed(crm.KindActivity, "id", "kind", "subject", "contact", "opportunity", "owner", "due", "due_time", "start", "end",
		"place", "priority", "status", "call_type", "attempt", "note", "purpose", "rule", "cause", "slot")
	contact := fieldsNamed(crm.KindContact, "id", "kind", "stage", "name", "birthday", "phone", "phones", "emails", "source", "referred_by", "call_frequency",
		"last_call", "do_not_contact")
	rows, err := tx.rows("SELECT "+columnList(activity, "a.")+", "+columnList(contact, "c.")+condition+" ORDER BY a.due, a.id LIMIT $3", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	scan := newScan()
	scan.add(activity)
	scan.add(contact)
	var planned []Planned
	for rows.Next() {
		p := Planned{new(crm.Activity), new(crm.Contact)}
		if err := scan.into(rows, p.Activity, p.Contact); err != nil {
			return nil, err
		}
		if p.Contact.ID == 0 {
			p.Contact = nil
		}
		planned = append(planned, p)
	}
	return planned, rows.Err()
}

func fieldsNamed(kind crm.Kind, names ...string) []*crm.Field {
	fields := make([]*crm.Field, len(names))
	for i, name := range names {
		f, ok := crm.Fields(kind).Field(name)
		if !ok {
			panic("store: " + string(kind) + " has no field " + name)
		}
		fields[i] = f
	}
	return fields
}

// Strays counts the leads and prospects, and the open opportunities, for which
// nothing is planned, each up to most.
func (tx *Tx) Strays(owner int64, most int) (leads, opportunities int, err error) {
	for _, stage := range []string{crm.StageLead, crm.StageProspect} {
		n, err := tx.count(`SELECT count(*) FROM (SELECT 1 FROM contacts
			WHERE stage = $1 AND next_due IS NULL AND do_not_contact IS NULL AND ($2 = 0 OR owner = $2) LIMIT $3) AS stray`, stage, owner, most)
		if err != nil {
			return 0, 0, err
		}
		leads += n
	}
	opportunities, err = tx.count(`SELECT count(*) FROM (SELECT 1 FROM opportunities
		WHERE status = 'open' AND next_due IS NULL AND ($1 = 0 OR owner = $1) LIMIT $2) AS stray`, owner, most)
	return leads, opportunities, err
}
