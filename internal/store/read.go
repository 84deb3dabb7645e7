package store

import (
	"cmp"
	"database/sql"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// get reads one record, or nil. It remembers the record, since what is known of a contact
// makes shorter questions.
func (v *View) get(kind crm.Kind, id int64) (record crm.Record, err error) {
	if known, ok := v.recent[id]; ok && known.Noun() == kind {
		return crm.Copy(known), nil
	}
	err = v.each(v.selecting(kind)+" WHERE id = $1", []any{id}, func(row *rows) error {
		record = crm.New(kind)
		return newScan(v.schema.Fields(kind).Fields).into(row, record)
	})
	if record != nil && err == nil && id != 0 { // 0 are the settings
		v.remember(record)
	}
	return record, err
}

// Get reads a record.
//
// Errors: CodeNotFound if there is none.
func Get[R crm.Record](v *View, id int64) (R, error) {
	var none R
	record, err := v.get(none.Noun(), id)
	if err != nil {
		return none, err
	}
	if record == nil {
		return none, crm.Errorf(crm.CodeNotFound, "there is no %s %d", none.Noun(), id)
	}
	return record.(R), nil
}

// Record reads the record of a number, whatever its noun.
//
// Errors: CodeNotFound if there is none.
func (v *View) Record(id int64) (crm.Record, error) {
	for _, kind := range crm.Kinds() {
		if kind == crm.KindSettings {
			continue
		}
		if record, err := v.get(kind, id); record != nil || err != nil {
			return record, err
		}
	}
	return nil, crm.Errorf(crm.CodeNotFound, "nothing in the book has the number %d", id)
}

// Ref reads a record, or nil. The settings have the number 0.
func (v *View) Ref(kind crm.Kind, id int64) (crm.Record, error) {
	if kind == crm.KindSettings && v.settings != nil {
		return v.Settings(), nil
	}
	if id == 0 {
		return nil, nil
	}
	return v.get(kind, id)
}

// Ref is View.Ref for the noun of R.
func Ref[R crm.Record](v *View, id int64) (R, error) {
	var none R
	record, err := v.Ref(none.Noun(), id)
	if record == nil || err != nil {
		return none, err
	}
	return record.(R), nil
}

// Referred is Ref for a number to which another record refers. If there is no such
// record, the book is damaged.
func Referred[R crm.Record](v *View, id int64) (R, error) {
	var none R
	record, err := v.Ref(none.Noun(), id)
	if err != nil || record == nil && id == 0 {
		return none, err
	}
	if record == nil {
		return none, faultIn(none.Noun(), id, "id")
	}
	return record.(R), nil
}

// mostRecent is how many records a transaction remembers, since rules ask for the same
// few again and again.
const mostRecent = 64

func (v *View) remember(record crm.Record) {
	if len(v.recent) >= mostRecent {
		clear(v.recent)
	}
	v.recent[crm.IDOf(record)] = crm.Copy(record)
}

// alone returns a contact who is known to belong to no household, and to be none; nil for
// others, and for those of whom that is not known.
func (v *View) alone(contact int64) *crm.Contact {
	c, _ := v.recent[contact].(*crm.Contact)
	if v.isLatest(contact) {
		c = v.latest.contact
	}
	if c == nil || c.Household != 0 || c.Kind == crm.Household {
		return nil
	}
	return c
}

// OpenActivities returns the open activities of a contact, the next first.
func (v *View) OpenActivities(contact int64) ([]*crm.Activity, error) {
	if v.isLatest(contact) {
		return v.latest.activities(), nil
	}
	open, err := v.activitiesOf(contact, false)
	slices.SortFunc(open, nextFirst)
	return open, err
}

// nextFirst orders open activities by when they are due.
func nextFirst(a, b *crm.Activity) int {
	return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.DueTime, b.DueTime), cmp.Compare(a.ID, b.ID))
}

// activitiesOf reads the activities of a contact, or only the open ones. Both have one text,
// since preparing it costs more than reading what most contacts have.
func (v *View) activitiesOf(contact int64, closed bool) ([]*crm.Activity, error) {
	return find[*crm.Activity](v, `WHERE contact = $1 AND ($2 OR status = 'open')`, contact, closed)
}

// OpenDays returns the days from that one on with something due.
func (v *View) OpenDays(from crm.Date) ([]crm.Date, error) {
	found, err := column[string](v, `SELECT DISTINCT due FROM activities WHERE status = 'open' AND due >= $1 ORDER BY due`, from.String())
	var days []crm.Date
	for _, text := range found {
		day, err := crm.ParseISODate(text)
		if err != nil {
			due := fieldsNamed(crm.KindActivity, "due")
			return nil, v.faultyField(crm.KindActivity, due[0])
		}
		days = append(days, day)
	}
	return days, err
}

// OpenOn returns the open activities due on a day.
func (v *View) OpenOn(day crm.Date) ([]*crm.Activity, error) {
	return find[*crm.Activity](v, `WHERE status = 'open' AND due = $1 ORDER BY id`, day.String())
}

// Activities returns all activities of a contact, the oldest first.
func (v *View) Activities(contact int64) ([]*crm.Activity, error) {
	all, err := v.activitiesOf(contact, true)
	slices.SortFunc(all, func(a, b *crm.Activity) int {
		return cmp.Or(cmp.Or(a.DoneOn, a.Due).Compare(cmp.Or(b.DoneOn, b.Due)), cmp.Compare(a.ID, b.ID))
	})
	return all, err
}

// PoliciesNumbered returns the policies with a carrier's number, ignoring case, spaces,
// dashes, dots and slashes.
func (v *View) PoliciesNumbered(number string) ([]*crm.Policy, error) {
	return find[*crm.Policy](v, `WHERE `+foldedNumber+` = $1 ORDER BY id`, foldNumber(number))
}

// foldedNumber is the comparable number of a policy, and foldNumber that of a text, as
// in the index policies_number.
const foldedNumber = `lower(replace(replace(replace(replace(number, ' ', ''), '-', ''), '.', ''), '/', ''))`

func foldNumber(number string) string {
	return strings.ToLower(strings.NewReplacer(" ", "", "-", "", ".", "", "/", "").Replace(fold.Number(number)))
}

// OfOpportunity returns all activities regarding an opportunity, the oldest first.
func (v *View) OfOpportunity(opportunity int64) ([]*crm.Activity, error) {
	return find[*crm.Activity](v, `WHERE opportunity = $1 ORDER BY coalesce(done_on, due), id`, opportunity)
}

// OpenAbout returns the open activities about a record of a noun, the next first; none if
// activities are not about that noun.
func (v *View) OpenAbout(kind crm.Kind, id int64) ([]*crm.Activity, error) {
	if kind == crm.KindContact {
		return v.OpenActivities(id)
	}
	f, ok := crm.AboutField(crm.KindActivity, kind)
	if !ok {
		return nil, nil
	}
	return find[*crm.Activity](v, `WHERE `+f.Name+` = $1 AND status = 'open' ORDER BY due, id`, id)
}

// Quotes returns the quotes of an opportunity, the oldest first.
func (v *View) Quotes(opportunity int64) ([]*crm.Quote, error) {
	return find[*crm.Quote](v, `WHERE opportunity = $1 ORDER BY id`, opportunity)
}

// PoliciesWith returns the policies of a contact, the oldest first.
func (v *View) PoliciesWith(contact int64) ([]*crm.Policy, error) {
	return find[*crm.Policy](v, `WHERE contact = $1 ORDER BY id`, contact)
}

// PoliciesOf returns the policies of an opportunity, the oldest first.
func (v *View) PoliciesOf(opportunity int64) ([]*crm.Policy, error) {
	return find[*crm.Policy](v, `WHERE opportunity = $1 ORDER BY id`, opportunity)
}

// RenewalOf returns the policy that renewed another one, or nil.
func (v *View) RenewalOf(policy int64) (*crm.Policy, error) {
	found, err := find[*crm.Policy](v, `WHERE renews = $1 ORDER BY id DESC LIMIT 1`, policy)
	if len(found) == 0 || err != nil {
		return nil, err
	}
	return found[0], nil
}

// KnowsCarrier reports whether a quote or a policy names a carrier in that spelling.
func (v *View) KnowsCarrier(name string) (bool, error) {
	quotes, err := find[*crm.Quote](v, `WHERE carrier = $1 LIMIT 1`, name)
	if len(quotes) > 0 || err != nil {
		return len(quotes) > 0, err
	}
	policies, err := find[*crm.Policy](v, `WHERE carrier = $1 LIMIT 1`, name)
	return len(policies) > 0, err
}

// Carriers returns the names of carriers that a quote or a policy has, by name.
func (v *View) Carriers() ([]string, error) {
	rows, err := v.rows(`SELECT carrier FROM quotes WHERE carrier IS NOT NULL UNION SELECT carrier FROM policies WHERE carrier IS NOT NULL ORDER BY 1`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

// RecordsWith returns the records of a noun that are about a contact, or about nobody if
// that is 0, the oldest first.
func (v *View) RecordsWith(kind crm.Kind, contact int64) ([]crm.Record, error) {
	if contact == 0 {
		return findOf[crm.Record](v, kind, `WHERE contact IS NULL ORDER BY id`)
	}
	return findOf[crm.Record](v, kind, `WHERE contact = $1 ORDER BY id`, contact)
}

// Opportunities returns the opportunities of a contact, the oldest first.
func (v *View) Opportunities(contact int64) ([]*crm.Opportunity, error) {
	return find[*crm.Opportunity](v, `WHERE contact = $1 ORDER BY id`, contact)
}

// Notes returns the notes on a contact, the oldest first.
func (v *View) Notes(contact int64) ([]*crm.Note, error) {
	return find[*crm.Note](v, `WHERE contact = $1 ORDER BY id`, contact)
}

// PrivateNotes returns the notes of an author that are shared with nobody.
func (v *View) PrivateNotes(author int64) ([]*crm.Note, error) {
	return find[*crm.Note](v, `WHERE author = $1 AND shared IS NULL ORDER BY id`, author)
}

// LastEditor returns who edited a contact last, or 0.
func (v *View) LastEditor(contact int64) (int64, error) {
	last, err := column[sql.NullInt64](v, `SELECT c.producer FROM edits e JOIN changes c ON c.id = e.change WHERE e.record = $1 AND e.kind = 'contact' ORDER BY e.change DESC LIMIT 1`, contact)
	if len(last) == 0 {
		return 0, err
	}
	return last[0].Int64, err
}

// StoppedSince returns contacts of some owners (nil is everybody) stopped since that
// day, up to a limit. It includes those with whom an owner has an open opportunity, or
// had something planned until then.
func (v *View) StoppedSince(day crm.Date, owners []int64, limit int) ([]*crm.Contact, error) {
	args := []any{day.String()}
	owned := ownedBy("owner", owners, &args)
	if owned != "" {
		owned = " AND (true" + owned + `
			OR id IN (SELECT contact FROM opportunities WHERE status = 'open'` + owned + `)
			OR id IN (SELECT contact FROM activities WHERE status = 'cancelled' AND done_on >= $1` + owned + `))`
	}
	return find[*crm.Contact](v, `WHERE stopped >= $1`+owned+` ORDER BY stopped, id`+atMost(limit), args...)
}

// Members returns the contacts that belong to a household or an organization.
func (v *View) Members(group int64) ([]*crm.Contact, error) {
	return find[*crm.Contact](v, `WHERE household = $1 OR org = $1 ORDER BY id`, group)
}

// HouseholdMembers returns the contacts of a household.
func (v *View) HouseholdMembers(household int64) ([]*crm.Contact, error) {
	return find[*crm.Contact](v, `WHERE household = $1 ORDER BY id`, household)
}

// ReferredBy returns the contacts that somebody referred.
func (v *View) ReferredBy(contact int64) ([]*crm.Contact, error) {
	return find[*crm.Contact](v, `WHERE referred_by = $1 ORDER BY id`, contact)
}

// OpportunitiesReferredBy returns the opportunities that somebody brought.
func (v *View) OpportunitiesReferredBy(contact int64) ([]*crm.Opportunity, error) {
	return find[*crm.Opportunity](v, `WHERE referred_by = $1 ORDER BY id`, contact)
}

// Views returns the saved lists of the book, by name.
func (v *View) Views() ([]*crm.View, error) { return find[*crm.View](v, `ORDER BY name, id`) }

// Reports returns the reports of the book's own, by name.
func (v *View) Reports() ([]*crm.Report, error) { return find[*crm.Report](v, `ORDER BY name, id`) }

// OpenAppointments returns the open appointments of a day.
func (v *View) OpenAppointments(day crm.Date) ([]*crm.Activity, error) {
	return find[*crm.Activity](v, `WHERE status = 'open' AND due = $1 AND kind = 'appointment' ORDER BY start, id`, day.String())
}

// OpenInSlot returns the open activities of a slot due before that day.
func (v *View) OpenInSlot(slot string, before crm.Date) ([]*crm.Activity, error) {
	return find[*crm.Activity](v, `WHERE status = 'open' AND due < $1 AND slot = $2 ORDER BY due, id`, before.String(), slot)
}

// LastDone returns the last call or appointment with a contact that was done: its kind,
// day and result; or nil.
func (v *View) LastDone(contact int64) (last *crm.Activity, err error) {
	fields := fieldsNamed(crm.KindActivity, "id", "kind", "done_on", "call_result")
	err = v.each("SELECT "+v.columnList(fields, "")+` FROM activities
		WHERE contact = $1 AND status = 'done' AND kind IN ('call', 'appointment') ORDER BY done_on DESC, id DESC LIMIT 1`,
		[]any{contact}, func(row *rows) error {
			last = new(crm.Activity)
			return newScan(fields).into(row, last)
		})
	return last, err
}

// Empty reports whether the book has no contacts.
func (v *View) Empty() (bool, error) {
	some, err := v.any("FROM contacts")
	return !some, err
}

// HasAmounts reports whether the book has any amount.
func (v *View) HasAmounts() (bool, error) {
	for _, kind := range crm.Kinds() {
		for _, f := range v.schema.Fields(kind).Fields {
			if f.Type != crm.MoneyType {
				continue
			}
			some, err := v.any("FROM " + crm.NounOf(kind).Table + " WHERE " + v.dialect.expressions.Place("", f) + " IS NOT NULL")
			if some || err != nil {
				return some, err
			}
		}
	}
	return false, nil
}

// Statistics are how many records there are.
type Statistics struct {
	Contacts, Leads, Prospects, Clients, OpenActivities, OpenOpportunities, Producers, Changes int
}

// Statistics counts the records of the book.
func (v *View) Statistics() (s Statistics, err error) {
	err = v.row(`SELECT (SELECT count(*) FROM contacts),
		(SELECT count(*) FROM contacts WHERE stage = 'lead'),
		(SELECT count(*) FROM contacts WHERE stage = 'prospect'),
		(SELECT count(*) FROM contacts WHERE stage = 'client'),
		(SELECT count(*) FROM activities WHERE status = 'open'),
		(SELECT count(*) FROM opportunities WHERE status = 'open'),
		(SELECT count(*) FROM producers), (SELECT count(*) FROM changes)`).
		Scan(&s.Contacts, &s.Leads, &s.Prospects, &s.Clients, &s.OpenActivities, &s.OpenOpportunities, &s.Producers, &s.Changes)
	return s, err
}
