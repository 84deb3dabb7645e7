package store

import "crm/internal/crm"

// Referrer returns a record that refers to another one, or nil.
func (v *View) Referrer(kind crm.Kind, id int64) (crm.Record, error) {
	found, err := v.referrers(kind, id, 0, 1)
	if len(found) == 0 {
		return nil, err
	}
	return found[0], err
}

// Referrers returns the records that refer to another one, at most a hundred by each
// field.
func (v *View) Referrers(kind crm.Kind, id int64) ([]crm.Record, error) {
	return v.referrers(kind, id, 0, 100)
}

// ReferrersAfter is Referrers for the records with a later number than another one.
func (v *View) ReferrersAfter(kind crm.Kind, id, after int64) ([]crm.Record, error) {
	return v.referrers(kind, id, after, 100)
}

func (v *View) referrers(kind crm.Kind, id, after int64, most int) (found []crm.Record, err error) {
	for _, from := range crm.Kinds() {
		for _, f := range crm.BuiltIn(from).Fields {
			condition, arg := `= $1`, any(id)
			switch {
			case f.Type == crm.NumbersType && (kind == crm.KindProducer || kind == crm.KindTeam):
				condition, arg = `LIKE $1`, "%"+crm.Numbers{id}.String()+"%"
			case f.Ref != kind:
				continue
			}
			some, err := findOf[crm.Record](v, from, `WHERE "`+f.Name+`" `+condition+` AND id > $2 ORDER BY id`+atMost(most), arg, after)
			if found = append(found, some...); err != nil || len(found) >= most && most == 1 {
				return found, err
			}
		}
	}
	return found, nil
}
