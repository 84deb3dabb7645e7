package store

import (
	"crm/internal/crm"
)

// What a producer looks after. There is no index by owner: it is asked only when
// somebody leaves, and on their card.

// WorkOf returns all that a producer looks after, planned activities last.
func (v *View) WorkOf(owner int64) ([]crm.Record, error) {
	var all, planned []crm.Record
	for _, kind := range crm.Kinds() {
		n := crm.NounOf(kind)
		if !n.IsWork() {
			continue
		}
		condition := `WHERE owner = $1`
		if len(n.Live) > 0 {
			condition += ` AND ` + liveCondition(kind)
		}
		found, err := findOf[crm.Record](v, kind, condition+` ORDER BY id`, owner)
		if err != nil {
			return nil, err
		}
		if kind == crm.KindActivity {
			planned = found
		} else {
			all = append(all, found...)
		}
	}
	return append(all, planned...), nil
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
