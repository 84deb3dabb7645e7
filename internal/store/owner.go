package store

import (
	"crm/internal/crm"
)

// What a producer looks after. There is no index by owner: it is asked only when
// somebody leaves, and on their card.

// ContactsOf returns the contacts of a producer.
func (v *View) ContactsOf(owner int64) ([]*crm.Contact, error) {
	return find[*crm.Contact](v, `WHERE owner = $1 ORDER BY id`, owner)
}

// OpenOpportunitiesOf returns the open opportunities of a producer.
func (v *View) OpenOpportunitiesOf(owner int64) ([]*crm.Opportunity, error) {
	return find[*crm.Opportunity](v, `WHERE `+liveCondition(crm.KindOpportunity)+` AND owner = $1 ORDER BY id`, owner)
}

// OpenActivitiesOf returns the open activities of a producer.
func (v *View) OpenActivitiesOf(owner int64) ([]*crm.Activity, error) {
	return find[*crm.Activity](v, `WHERE `+liveCondition(crm.KindActivity)+` AND owner = $1 ORDER BY due, id`, owner)
}

// PoliciesInForceOf returns the policies in force of a producer.
func (v *View) PoliciesInForceOf(owner int64) ([]*crm.Policy, error) {
	return find[*crm.Policy](v, `WHERE `+liveCondition(crm.KindPolicy)+` AND owner = $1 ORDER BY id`, owner)
}

// Owned counts what a producer looks after.
func (v *View) Owned(owner int64) (o crm.Owned, err error) {
	err = v.row(`SELECT (SELECT count(*) FROM contacts WHERE owner = $1),
		(SELECT count(*) FROM opportunities WHERE `+liveCondition(crm.KindOpportunity)+` AND owner = $1),
		(SELECT count(*) FROM activities WHERE `+liveCondition(crm.KindActivity)+` AND owner = $1),
		(SELECT count(*) FROM policies WHERE `+liveCondition(crm.KindPolicy)+` AND owner = $1)`, owner).
		Scan(&o.Contacts, &o.Opportunities, &o.Activities, &o.Policies)
	return o, err
}

// liveCondition is the condition that somebody has to look after a record of a noun.
func liveCondition(kind crm.Kind) string {
	states := crm.NounOf(kind).Live
	if len(states) == 1 {
		return "status = '" + states[0] + "'" // as indexes of what is open have it
	}
	return "status IN " + codes(states)
}
