package store

import "crm/internal/crm"

// AliasOf returns the alias that a number has become, or nil.
func (v *View) AliasOf(number int64) (*crm.Alias, error) {
	found, err := find[*crm.Alias](v, "WHERE old_number = $1 ORDER BY id", number)
	if len(found) == 0 || err != nil {
		return nil, err
	}
	return found[0], nil
}

// AliasesOf returns the numbers that have become aliases of a contact, the oldest first.
func (v *View) AliasesOf(contact int64) ([]*crm.Alias, error) {
	return find[*crm.Alias](v, "WHERE contact = $1 ORDER BY id", contact)
}
