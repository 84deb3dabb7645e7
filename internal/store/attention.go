package store

import (
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
)

// Attention selects open opportunities that need attention: those that answer any of
// its days. A zero day asks nothing.
type Attention struct {
	Due      crm.Date // due by that day
	CloseBy  crm.Date // to be closed by that day
	Assigned crm.Date // given to their owner on that day or later
	// Quiet selects those with nothing done since that day and nothing planned for
	// Planned or later; plans that do not regard the opportunity count up to Beside.
	Quiet, Planned, Beside crm.Date
}

// Line is a record with the contact it is about, and of both what a line of the list
// shows.
type Line[R crm.Record] struct {
	Record  R
	Contact *crm.Contact
}

// lines reads the records of a noun, in the order of those numbers, with some of their
// fields.
func lines[R crm.Record](v *View, ids []int64, names ...string) ([]Line[R], error) {
	if len(ids) == 0 { // most often
		return nil, nil
	}
	var none R
	kind := none.Noun()
	fields := fieldsNamed(kind, names...)
	contact := fieldsNamed(crm.KindContact, "id", "kind", "stage", "name", "phone", "do_not_contact", "stopped", "stopped_reason", "calls_barred")
	found := make([]Line[R], 0, len(ids))
	err := inPortions(ids, func(list string) error {
		scan := newScan(fields, contact)
		return v.each("SELECT "+v.columnList(fields, "r.")+", "+v.columnList(contact, "c.")+
			" FROM "+crm.NounOf(kind).Table+" r JOIN contacts c ON c.id = r.contact WHERE r.id IN "+v.inList(), []any{list}, func(row *rows) error {
			line := Line[R]{crm.New(kind).(R), new(crm.Contact)}
			found = append(found, line)
			return scan.into(row, line.Record, line.Contact)
		})
	})
	at := map[int64]int{}
	for i, id := range ids {
		at[id] = i
	}
	slices.SortFunc(found, func(a, b Line[R]) int { return at[crm.IDOf(a.Record)] - at[crm.IDOf(b.Record)] })
	return found, err
}

// since is the day of the last activity or else of opening, in the words of the index
// opportunities_quiet.
const since = `coalesce(last_activity, opened)`

// quiet are those with nothing done since.
const quiet = since + ` < $4 AND (stage_since IS NULL OR stage_since < $4)`

// wantingSQL has the questions of an Attention about an owner, $1, each with a limit. A
// null day asks nothing. They are one statement, since preparing one costs more than
// running it.
func wantingSQL(limit int) string {
	var parts []string
	for i, condition := range []string{
		`due <= $2 ORDER BY due, id`,
		`close_by <= $3 ORDER BY close_by, id`,
		`assigned >= $5 ORDER BY assigned, id`,
		`next_due IS NULL AND ` + quiet + ` ORDER BY ` + since + `, id`,
		`next_due < $6 AND ` + quiet + ` ORDER BY next_due, ` + since,
		`own_due IS NULL AND next_due > $7 AND ` + quiet + ` ORDER BY next_due, ` + since,
	} {
		parts = append(parts, fmt.Sprintf(`SELECT * FROM (SELECT %d AS question, id FROM opportunities
			WHERE status = 'open' AND owner IS NOT DISTINCT FROM $1 AND %s%s) AS part`, i, condition, atMost(limit)))
	}
	return strings.Join(parts, " UNION ALL ")
}

// Attention reads the open opportunities of the owners (nil is everybody) that need
// attention, each once, the most urgent first, up to a limit for each question and
// owner. Capped says that there may be more. Every question is a range of an index.
func (v *View) Attention(owners []int64, a Attention, limit int) (found []Line[*crm.Opportunity], capped bool, err error) {
	if owners, err = v.withSales(owners); err != nil {
		return nil, false, err
	}
	var ids []int64
	there := map[int64]bool{}
	for _, owner := range owners {
		wanting, more, err := v.idsInNeed(owner, a, limit)
		if err != nil {
			return nil, false, err
		}
		capped = capped || more
		for _, id := range wanting {
			if !there[id] {
				there[id] = true
				ids = append(ids, id)
			}
		}
	}
	found, err = lines[*crm.Opportunity](v, ids, "id", "topic", "contact", "line", "stage", "status", "owner", "source", "reason",
		"referred_by", "referred_by_producer", "due", "close_by", "opened", "stage_since", "assigned", "next_due", "last_activity")
	return found, capped, err
}

// idsInNeed returns the opportunities of an owner that answer any of the questions;
// more says that a question reached its limit.
func (v *View) idsInNeed(owner int64, a Attention, limit int) (ids []int64, more bool, err error) {
	args := []any{orNull(owner)}
	for _, day := range []crm.Date{a.Due, a.CloseBy, a.Quiet, a.Assigned, a.Planned, a.Beside} {
		args = append(args, orNull(day.String()))
	}
	answers := map[int]int{}
	err = v.each(wantingSQL(limit), args, func(row *rows) error {
		var question int
		var id int64
		err := row.Scan(&question, &id)
		answers[question]++
		more = more || answers[question] == limit
		ids = append(ids, id)
		return err
	})
	return ids, more, err
}

// StrayPolicies returns the policies in force whose end nobody looks after, up to a
// limit, by expiry, those without one last; owners nil is everybody. An index has just
// these.
func (v *View) StrayPolicies(owners []int64, today crm.Date, limit int) ([]Line[*crm.Policy], error) {
	args := []any{today.String()}
	owned := policiesOf(owners, &args)
	ids, err := column[int64](v, "SELECT id FROM policies WHERE "+strayPolicy("$1")+owned+" ORDER BY coalesce(expires, '9999-12-31'), id"+atMost(limit), args...)
	if err != nil {
		return nil, err
	}
	return lines[*crm.Policy](v, ids, "id", "contact", "owner", "number", "carrier", "product", "line", "status", "expires", "next_due")
}

// policiesOf is ownedBy for the index policies_stray, which begins with the owner, whoever it is.
func policiesOf(owners []int64, args *[]any) string {
	if owners == nil {
		return " AND coalesce(owner, 0) >= 0"
	}
	return ownedBy("coalesce(owner, 0)", owners, args)
}

// withSales returns those of the owners (nil is everybody) who have an open
// opportunity; 0 is nobody.
func (v *View) withSales(owners []int64) ([]int64, error) {
	var args []any
	text := "SELECT id FROM producers WHERE EXISTS (SELECT 1 FROM opportunities WHERE status = 'open' AND owner = producers.id)" + ownedBy("id", owners, &args)
	if len(owners) == 0 {
		text = "SELECT 0 AS id WHERE EXISTS (SELECT 1 FROM opportunities WHERE status = 'open' AND owner IS NULL) UNION ALL " + text
	}
	return column[int64](v, text, args...)
}

const openSales = "FROM opportunities WHERE status = 'open'"
