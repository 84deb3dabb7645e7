package store

import "crm/internal/crm"

// Mails returns the e-mails that a mail program calls so: one for each contact whom it is
// with.
func (v *View) Mails(id string) ([]*crm.Activity, error) {
	return find[*crm.Activity](v, "WHERE external_id = $1 AND kind = 'email' ORDER BY id", id)
}

// Answers returns the e-mails of which a mail program calls the first so, without that one.
func (v *View) Answers(first string) ([]*crm.Activity, error) {
	return find[*crm.Activity](v, "WHERE thread = $1 ORDER BY id", first)
}
