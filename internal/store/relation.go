package store

import "crm/internal/crm"

// RelationsOf returns the relations of a contact, from either side.
func (v *View) RelationsOf(contact int64) ([]*crm.Relation, error) {
	return find[*crm.Relation](v, "WHERE contact = $1 OR other = $1 ORDER BY id", contact)
}

// HaveRelation reports whether a relation of a kind is recorded of anybody.
func (v *View) HaveRelation(as string) (bool, error) {
	return v.any(`FROM relations WHERE "as" = $1`, as)
}
