package store

import "crm/internal/crm"

// FromCalendar returns the activity that a calendar calls so, or nil.
func (v *View) FromCalendar(id string) (*crm.Activity, error) {
	found, err := find[*crm.Activity](v, "WHERE external_id = $1 ORDER BY id DESC LIMIT 1", id)
	if len(found) == 0 || err != nil {
		return nil, err
	}
	return found[0], nil
}

// OpenFromCalendar returns the open activities that a calendar calls so, or by that and a
// space and more, as it does with what repeats itself, from a day on and up to another.
func (v *View) OpenFromCalendar(id string, from, to crm.Date) ([]*crm.Activity, error) {
	return find[*crm.Activity](v, `WHERE status = 'open' AND (external_id = $1 OR external_id > $2 AND external_id < $3)
		AND due >= $4 AND due <= $5 ORDER BY due, id`, id, id+" ", id+"!", from.String(), to.String())
}
