package store

import (
	"cmp"
	"database/sql"
	"slices"
	"strings"

	"crm/internal/crm"
)

// What crm/nextstep.go decides, in SQL: conditions on an open activity a, made of the
// same lists.

func stepSQL() string {
	return `a.status = 'open' AND NOT (a.kind = 'call' AND coalesce(a.call_type, '') IN ` + codes(crm.Courtesies()) + `)
		AND coalesce(a.purpose, '') NOT IN ` + codes(crm.Services())
}

func pressingSQL() string {
	types, purposes := crm.Rhythm()
	return stepSQL() + ` AND NOT (a.kind = 'call' AND coalesce(a.call_type, '') IN ` + codes(types) + `)
		AND coalesce(a.purpose, '') NOT IN ` + codes(purposes)
}

func servingSQL() string {
	kinds, purposes := crm.Meetings()
	return `(a.kind IN ` + codes(kinds) + ` OR coalesce(a.purpose, '') IN ` + codes(purposes) + `)`
}

// strayContact selects contacts that nobody looks after; straySale does so for
// opportunities, of which those of somebody who may not be contacted can have none.
const (
	strayContact = `stage IS NOT NULL AND next_due IS NULL AND stopped IS NULL`
	straySale    = `status = 'open' AND next_due IS NULL AND NOT EXISTS (SELECT 1 FROM contacts WHERE contacts.id = opportunities.contact AND contacts.stopped IS NOT NULL)`
)

// strayPolicy selects policies whose end nobody looks after as of the day in a
// placeholder. The first two conditions are in the words of the index policies_stray. A
// policy without a recorded end is in force; asking for the status would have SQLite
// read all that are.
func strayPolicy(today string) string {
	return `ended IS NULL AND (next_due IS NULL OR next_due > expires) AND (next_due IS NULL OR expires >= ` + today + `)`
}

// codes writes codes as an SQL list in brackets.
func codes(list []string) string { return "('" + strings.Join(list, "', '") + "')" }

// onListSQL is true if an open activity is on the list of whoever looks after what it
// is a step of. What nobody looks after is on every list.
func onListSQL(owner string) string { return ` AND (` + owner + ` IS NULL OR a.owner = ` + owner + `)` }

// reachedSQL is true of what is planned with m if it serves c: a call with somebody who has
// no phone, and is not reached on that of their household, serves nobody who has one. Nor does
// the search for their number.
const reachedSQL = `(a.kind <> 'call' AND coalesce(a.purpose, '') <> '` + crm.PurposeFindPhone + `' OR c.phone IS NULL OR m.phone IS NOT NULL OR m.kind <> 'person'
		OR EXISTS (SELECT 1 FROM contacts h WHERE h.id = m.household AND h.phone IS NOT NULL))`

// familySQL is the first day on which somebody of a contact's household who may be
// contacted is due in a meeting of that condition; null without a household.
func familySQL(contact, condition string) string {
	return `(SELECT min(a.due) FROM contacts c
		JOIN contacts m ON m.id = c.household OR m.household = c.household OR c.kind = 'household' AND m.household = c.id
		JOIN activities a ON a.contact = m.id
		WHERE c.id = ` + contact + ` AND m.do_not_contact IS NULL AND ` + condition + ` AND ` + servingSQL() + ` AND ` + reachedSQL + `)`
}

// contactDue is the next_due of a contact: their own next step or, where they may be
// contacted, what serves their household.
func contactDue() string {
	return `coalesce((SELECT min(a.due) FROM activities a WHERE a.contact = contacts.id AND ` + stepSQL() + onListSQL("contacts.owner") + `),
		CASE WHEN stopped IS NULL THEN ` + familySQL("contacts.id", stepSQL()+onListSQL("contacts.owner")) + ` END)`
}

// saleDue sets the two days of an opportunity.
func saleDue() string {
	own, next := saleDays()
	return "own_due = " + own + ", next_due = " + next
}

// saleDays are the two days of an opportunity: own_due of a step that regards it, and
// next_due, which for an open one includes what is going on with its contact
// (Activity.IsFor).
func saleDays() (own, next string) {
	mine := onListSQL("opportunities.owner")
	own = `(SELECT min(a.due) FROM activities a WHERE a.opportunity = opportunities.id AND ` + stepSQL() + mine + `)`
	beside := pressingSQL() + mine + ` AND (a.opportunity IS NULL OR coalesce(a.purpose, '') IN ` + codes(crm.Decisions()) + `)`
	return own, `coalesce(` + own + `, CASE WHEN status = 'open' THEN coalesce(
		(SELECT min(a.due) FROM activities a WHERE a.contact = opportunities.contact AND ` + beside + `),
		` + familySQL("opportunities.contact", beside) + `) END)`
}

// saleWorked is the last_activity of a row of opportunities.
const saleWorked = `(SELECT max(done_on) FROM activities WHERE opportunity = opportunities.id AND status = 'done')`

// policyDue is the next_due of a row of policies: whatever is planned for it.
const policyDue = `(SELECT min(a.due) FROM activities a WHERE a.policy = policies.id AND a.status = 'open')`

// plan updates what follows from an activity: the next steps of those it serves, the
// plans of its policy, and the last work on its opportunity.
func (tx *Tx) plan(a *crm.Activity) error {
	if err := tx.planPolicy(a.Policy); err != nil {
		return err
	}
	if a.Contact != 0 && a.IsStep() {
		if err := tx.planFor(a.Contact); err != nil {
			return err
		}
	}
	return tx.planSale(a.Opportunity)
}

// planFor updates the next step of a contact, of their household, and of the
// opportunities of all these.
func (tx *Tx) planFor(contact int64) error {
	var err error
	if c := tx.alone(contact); c != nil {
		err = tx.planAlone(c)
	} else {
		err = tx.planHome(contact)
	}
	if err != nil || tx.isLatest(contact) {
		return err
	}
	if some, err := tx.any("FROM opportunities WHERE contact = $1", contact); !some || err != nil {
		return err // many have none, and to prepare what follows costs more than to ask
	}
	return tx.keepDue(`UPDATE opportunities SET `+saleDue()+` WHERE contact = $1 RETURNING id, next_due, last_activity, NULL, NULL`, nil, contact)
}

// planAlone updates the next step of somebody who belongs to no household: contactDue of
// what is open with them, which rules ask for as well.
func (tx *Tx) planAlone(c *crm.Contact) error {
	open, err := tx.OpenActivities(c.ID)
	if err != nil {
		return err
	}
	stored := &c.NextDue
	if tx.isLatest(c.ID) {
		stored = &tx.latest.due
	}
	var next crm.Date
	for _, a := range open {
		if a.IsStep() && (c.Owner == 0 || a.Owner == c.Owner) && !a.Due.IsZero() {
			next = a.Due
			break
		}
	}
	if next == *stored {
		return nil
	}
	*stored = next
	if known, ok := tx.recent[c.ID].(*crm.Contact); ok {
		known.NextDue = next
	}
	return tx.exec(`UPDATE contacts SET next_due = $2 WHERE id = $1`, c.ID, orNull(next.String()))
}

// planHome updates the next steps of a contact and of those whose household is theirs.
func (tx *Tx) planHome(contact int64) error {
	var families [2]sql.NullInt64
	err := tx.keepDue(`UPDATE contacts SET next_due = `+contactDue()+` WHERE id = $1
		RETURNING id, next_due, NULL, household, CASE WHEN kind = 'household' THEN id END`, &families, contact)
	if err != nil {
		return err
	}
	for _, family := range families {
		if family.Valid {
			if err := tx.planFamily(family.Int64); err != nil {
				return err
			}
		}
	}
	return nil
}

// planFamily is planFor for everybody of a household.
func (tx *Tx) planFamily(family int64) error {
	err := tx.keepDue(`UPDATE contacts SET next_due = `+contactDue()+` WHERE id = $1 OR household = $1 RETURNING id, next_due, NULL, NULL, NULL`, nil, family)
	if err != nil {
		return err
	}
	return tx.keepDue(`UPDATE opportunities SET `+saleDue()+`
		WHERE contact IN (SELECT id FROM contacts WHERE id = $1 OR household = $1) RETURNING id, next_due, last_activity, NULL, NULL`, nil, family)
}

// planPolicy updates when the first plan for a policy is due.
func (tx *Tx) planPolicy(policy int64) error {
	if policy == 0 {
		return nil
	}
	return tx.keepDue(`UPDATE policies SET next_due = `+policyDue+` WHERE id = $1 RETURNING id, next_due, NULL, NULL, NULL`, nil, policy)
}

// planSale updates when the next step of an opportunity is due and when it was last
// worked on.
func (tx *Tx) planSale(opportunity int64) error {
	if opportunity == 0 {
		return nil
	}
	return tx.keepDue(`UPDATE opportunities SET `+saleDue()+`,
		last_activity = `+saleWorked+` WHERE id = $1 RETURNING id, next_due, last_activity, NULL, NULL`, nil, opportunity)
}

// keepDue runs an update that returns number, next_due, last_activity and two
// households of each row, and stores these in families.
func (tx *Tx) keepDue(update string, families *[2]sql.NullInt64, id int64) error {
	rows, err := tx.returning(update, id)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var of int64
		var due, last sql.NullString
		var household [2]sql.NullInt64
		if err := rows.Scan(&of, &due, &last, &household[0], &household[1]); err != nil {
			return err
		}
		if families != nil {
			*families = household
		}
		next, err := crm.ParseISODate(due.String)
		if err != nil {
			return err
		}
		worked, err := crm.ParseISODate(last.String)
		if err != nil {
			return err
		}
		if known := tx.recent[of]; known != nil {
			if err := cmp.Or(crm.Set(known, "next_due", next), crm.Set(known, "last_activity", worked)); err != nil {
				return err
			}
		}
	}
	return rows.Err()
}

// served are the fields of a contact that decide whose steps serve whom.
var served = []string{"household", "do_not_contact", "stopped", "kind", "owner", "phones"}

// planChanged updates what follows from an edit of a contact for households.
func (tx *Tx) planChanged(edit *crm.Edit) error {
	if edit.Action == crm.Update && !slices.ContainsFunc(served, edit.Changed) {
		return nil
	}
	if edit.Action == crm.Update {
		if err := tx.planFor(edit.ID); err != nil {
			return err
		}
	}
	for _, record := range []crm.Record{edit.Before, edit.After} {
		c, ok := record.(*crm.Contact)
		if !ok || c == nil || c.Household == 0 {
			continue
		}
		if err := tx.planFamily(c.Household); err != nil {
			return err
		}
	}
	return nil
}

// planAll renews the plans of all contacts and policies.
func (tx *Tx) planAll() error {
	if err := tx.exec("UPDATE contacts SET next_due = " + contactDue()); err != nil {
		return err
	}
	if err := tx.exec("UPDATE policies SET next_due = " + policyDue); err != nil {
		return err
	}
	return tx.exec("UPDATE opportunities SET " + saleDue() + ", last_activity = " + saleWorked)
}
