package book

import (
	"math"

	"crm/internal/crm"
	"crm/internal/store"
)

// When an open opportunity appears on the list of the day.
const (
	closingDays = 7  // so many days before it is to be closed
	staleDays   = 14 // with nothing done for longer than that, and nothing planned, or not within that
	// mostAttention limits how many records of each kind an agenda reads.
	mostAttention = 100
)

// attention adds the open opportunities that need attention to the list, except those
// that a line for the day regards.
func (v reader) attention(agenda *crm.Agenda, owners []int64, last crm.Date, q AgendaQuery, planned []store.Planned) error {
	regarded := map[int64]bool{}
	for _, p := range planned {
		regarded[p.Activity.Opportunity] = true
	}
	limit := mostAttention
	if q.Whole {
		limit = math.MaxInt32
	}
	ask := store.Attention{
		Due: last, CloseBy: crm.Latest(last, v.today.AddDays(closingDays)), Assigned: v.cal.PrevWorkday(v.today),
		Quiet: v.today.AddDays(-staleDays), Planned: v.today, Beside: v.today.AddDays(staleDays),
	}
	found, capped, err := v.tx.Attention(owners, ask, limit)
	if err != nil {
		return err
	}
	agenda.Capped = agenda.Capped || capped
	for _, sale := range found {
		if regarded[sale.Record.ID] {
			continue
		}
		item := v.opportunityItem(sale, ask)
		count(agenda, item)
		agenda.Items = append(agenda.Items, item)
	}
	return nil
}

// opportunityItem makes the line of an opportunity, with its most pressing reason.
func (v reader) opportunityItem(sale store.Line[*crm.Opportunity], ask store.Attention) *crm.AgendaItem {
	o := sale.Record
	item := &crm.AgendaItem{Group: crm.GroupOpportunity, Opportunity: o, Contact: sale.Contact, Assigned: noEarlierThan(o.Assigned, ask.Assigned)}
	r := &item.Reason
	r.Line, r.Topic, r.Referral = o.Line, o.Topic, o.Reason
	switch {
	case item.Assigned && o.Source == "referral":
		item.Group, r.Why, r.On = crm.GroupNewReferrals, crm.WhyAssigned, o.Assigned
	case noLaterThan(o.Due, ask.Due):
		r.Why, r.On = crm.WhyDue, o.Due
	case noLaterThan(o.CloseBy, ask.CloseBy):
		r.Why, r.On = crm.WhyCloses, o.CloseBy
	case item.Assigned:
		r.Why, r.On = crm.WhyAssigned, o.Assigned
	default:
		r.Why, r.On = crm.WhyStale, crm.Latest(o.Opened, crm.Latest(o.StageSince, o.LastActivity))
	}
	if r.Why == crm.WhyDue || r.Why == crm.WhyCloses {
		item.Late = v.cal.Workdays(r.On, v.today)
	}
	return item
}

// strayPolicies adds the policies whose end nobody looks after, from the day on which
// their renewal task would have been due. It returns how many there are, up to
// mostCount and one more.
func (v reader) strayPolicies(agenda *crm.Agenda, owners []int64, last crm.Date, q AgendaQuery) (n int, err error) {
	limit := mostAttention
	if q.Whole {
		limit = math.MaxInt32
	}
	found, err := v.tx.StrayPolicies(owners, v.today, limit)
	if err != nil {
		return 0, err
	}
	agenda.Capped = agenda.Capped || len(found) == limit
	for _, one := range found {
		p := one.Record
		if !noLaterThan(p.Expires, last.AddDays(int(v.settings.RenewalDays))) {
			continue
		}
		why := crm.WhyExpires
		if p.Expires.Before(v.today) {
			why = crm.WhyExpired
		}
		item := &crm.AgendaItem{
			Group: crm.GroupRenewals, Policy: p, Contact: one.Contact,
			Reason: crm.Reason{Why: why, On: p.Expires, Expires: p.Expires, Line: p.Line, Carrier: p.Carrier},
		}
		count(agenda, item)
		agenda.Items = append(agenda.Items, item)
	}
	return min(len(found), mostCount+1), nil
}

// lastPolicies orders renewal tasks before policies, and policies by when they expire.
func lastPolicies(a, b *crm.AgendaItem) int {
	switch {
	case a.Policy == nil:
		return -1
	case b.Policy == nil:
		return 1
	}
	if c := a.Policy.Expires.Compare(b.Policy.Expires); c != 0 {
		return c
	}
	return int(a.Policy.ID - b.Policy.ID)
}

// noLaterThan reports whether a day is known and no later than last.
func noLaterThan(day, last crm.Date) bool { return !day.IsZero() && !day.After(last) }

// noEarlierThan reports whether a day is known and no earlier than first.
func noEarlierThan(day, first crm.Date) bool { return !day.IsZero() && !day.Before(first) }

// byUrgency orders opportunities: those due or to be closed by their day, then newly
// assigned ones, then those that have waited longest.
func byUrgency(a, b *crm.AgendaItem) int {
	if x, y := urgency(a), urgency(b); x != y {
		return x - y
	}
	if c := a.Reason.On.Compare(b.Reason.On); c != 0 {
		return c
	}
	return int(a.Opportunity.ID - b.Opportunity.ID)
}

func urgency(item *crm.AgendaItem) int {
	switch item.Reason.Why {
	case crm.WhyDue, crm.WhyCloses:
		return 0
	case crm.WhyAssigned:
		return 1
	}
	return 2
}

// whoReferred names the producer who passed on an opportunity, or else the contact who
// brought it.
func (v reader) whoReferred(o *crm.Opportunity, r *crm.Reason) error {
	p, err := store.Ref[*crm.Producer](v.tx, o.ReferredByProducer)
	if p != nil {
		r.From = p.Name
	}
	if p != nil || err != nil {
		return err
	}
	r.From, err = v.tx.NameOf(o.ReferredBy)
	return err
}
