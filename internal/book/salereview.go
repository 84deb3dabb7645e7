package book

import (
	"slices"

	"crm/internal/crm"
)

// leaveToTheirs ends the review calls that the seller of a decided opportunity would make to
// somebody whom a colleague looks after and calls. Whoever looks after them, or still sells
// something to them, goes on calling.
func (w *work) leaveToTheirs(o *crm.Opportunity) error {
	c, err := w.contactOrNil(o.Contact)
	if c == nil || c.Owner == 0 || o.Owner == 0 || c.Owner == o.Owner || err != nil {
		return err
	}
	if err := w.drain(); err != nil { // which plans the calls of who looks after them
		return err
	}
	if c, err = w.contactOrNil(o.Contact); err != nil {
		return err
	}
	house, err := w.house(c)
	if err != nil || slices.ContainsFunc(house, func(one *crm.Contact) bool { return one.Owner == o.Owner }) {
		return err
	}
	sales, err := w.tx.Opportunities(c.ID)
	if err != nil || slices.ContainsFunc(sales, func(s *crm.Opportunity) bool { return s.Status == crm.Open && s.Owner == o.Owner }) {
		return err
	}
	calls, err := w.homeCalls(c)
	if err != nil {
		return err
	}
	held, others := onList(calls, crm.ReviewCall, c.Owner)
	if len(held)+len(others) == 0 {
		return nil
	}
	cause := w.pending[len(w.pending)-1]
	_, theirs := onList(calls, crm.ReviewCall, o.Owner)
	for _, p := range theirs {
		if p.Contact != c.ID || p.Attempt > 1 { // somebody is being tried
			continue
		}
		p.Status, p.DoneOn = crm.Cancelled, w.today
		if _, err := w.putFor(p.Activity, householdRule, cause); err != nil {
			return err
		}
		w.outcome.Notices = slices.DeleteFunc(w.outcome.Notices, func(n crm.Notice) bool { return n.Code == "calls-too" && n.Values["call"] == p.ID })
	}
	return nil
}
