package store

import (
	"time"

	"crm/internal/crm"
)

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

// LastChanged returns when records were last changed, by number.
func (v *View) LastChanged(ids []int64) (map[int64]time.Time, error) {
	changed := map[int64]time.Time{}
	err := inPortions(ids, func(list string) error {
		return v.each(`SELECT e.record, c.id, c.made_at FROM edits e JOIN changes c ON c.id = e.change
			WHERE e.record IN `+v.inList()+` ORDER BY e.change`, []any{list}, func(row *rows) error {
			var id, change int64
			var made string
			if err := row.Scan(&id, &change, &made); err != nil {
				return err
			}
			at, err := time.Parse(time.RFC3339, made)
			if err != nil {
				return faultyChange(change, "made_at")
			}
			changed[id] = at
			return nil
		})
	})
	return changed, err
}
