package store

import "crm/internal/crm"

// Mails returns the e-mails that a mail program calls so: one for each contact whom it is
// with.
func (v *View) Mails(id string) ([]*crm.Activity, error) {
	return find[*crm.Activity](v, "WHERE external_id = $1 AND kind = 'email' ORDER BY id", id)
}
