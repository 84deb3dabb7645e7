package store

import (
	"crm/internal/crm"
)

// Attention says which open opportunities want to be looked at: those that
// answer any of its days; a zero day asks nothing.
type Attention struct {
	Due      crm.Date // due by that day
	CloseBy  crm.Date // to be closed by that day
	Assigned crm.Date // given to their owner on that day or later
	// Quiet is for those with nothing done since before that day, and nothing
	// planned for Planned or later.
	Quiet, Planned crm.Date
}

// Sale is an opportunity with the contact it is about.
type Sale struct {
	Opportunity *crm.Opportunity
	Contact     *crm.Contact
}

// since is the day on which something was done last, or on which the
// opportunity was opened; the index opportunities_quiet has it in these words.
const since = `coalesce(o.last_activity, o.opened)`

// Attention reads the open opportunities of those owners, of everybody where
// none is named, that want to be looked at, each once; at most limit of a kind
// and an owner, the most urgent first. Capped says that there may be more.
// Every question is one range of an index, so the cost is that of the answer.
func (tx *Tx) Attention(owners []int64, a Attention, limit int) (found []Sale, capped bool, err error) {
	if len(owners) == 0 {
		if owners, err = tx.allOwners(); err != nil {
			return nil, false, err
		}
	}
	there := map[int64]bool{}
	for _, owner := range owners {
		for _, ask := range []struct {
			day   crm.Date
			where string
			args  []any
		}{
			{a.Due, `o.due <= $1 ORDER BY o.due, o.id`, nil},
			{a.CloseBy, `o.close_by <= $1 ORDER BY o.close_by, o.id`, nil},
			{a.Assigned, `o.assigned >= $1 ORDER BY o.assigned, o.id`, nil},
			{a.Quiet, `o.next_due IS NULL AND ` + since + ` < $1 AND (o.stage_since IS NULL OR o.stage_since < $1) ORDER BY ` + since + `, o.id`, nil},
			{a.Quiet, `o.next_due < $4 AND ` + since + ` < $1 AND (o.stage_since IS NULL OR o.stage_since < $1) ORDER BY o.next_due, ` + since, []any{a.Planned.String()}},
		} {
			if ask.day.IsZero() {
				continue
			}
			sales, err := tx.sales(`o.owner IS NOT DISTINCT FROM $3 AND `+ask.where, append([]any{ask.day.String(), limit, orNull(owner)}, ask.args...)...)
			if err != nil {
				return nil, false, err
			}
			capped = capped || len(sales) == limit
			for _, sale := range sales {
				if !there[sale.Opportunity.ID] {
					there[sale.Opportunity.ID] = true
					found = append(found, sale)
				}
			}
		}
	}
	return found, capped, nil
}

// allOwners are the producers of the book, and 0 for what nobody owns.
func (tx *Tx) allOwners() ([]int64, error) {
	producers, err := tx.Producers()
	if err != nil {
		return nil, err
	}
	owners := []int64{0}
	for _, p := range producers {
		owners = append(owners, p.ID)
	}
	return owners, nil
}

// sales reads open opportunities and of their contacts what a line shows; $2
// is how many.
func (tx *Tx) sales(condition string, args ...any) ([]Sale, error) {
	opportunity := fieldsNamed(crm.KindOpportunity, "id", "topic", "contact", "line", "stage", "status", "owner", "source", "reason",
		"referred_by", "referred_by_producer", "due", "close_by", "opened", "stage_since", "assigned", "next_due", "last_activity")
	contact := fieldsNamed(crm.KindContact, "id", "kind", "stage", "name", "phone", "do_not_contact")
	rows, err := tx.rows("SELECT "+columnList(opportunity, "o.")+", "+columnList(contact, "c.")+
		" FROM opportunities o JOIN contacts c ON c.id = o.contact WHERE o.status = 'open' AND "+condition+" LIMIT $2", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	scan := newScan()
	scan.add(opportunity)
	scan.add(contact)
	var found []Sale
	for rows.Next() {
		sale := Sale{new(crm.Opportunity), new(crm.Contact)}
		if err := scan.into(rows, sale.Opportunity, sale.Contact); err != nil {
			return nil, err
		}
		found = append(found, sale)
	}
	return found, rows.Err()
}
