package rules

import (
	"time"

	"crm/internal/crm"
)

// given returns a value of an example, or another one if it gives none.
func given[T any](s *stage, name string, otherwise T) T {
	if v, ok := s.values[name].(T); ok {
		return v
	}
	return otherwise
}

// told is a fact that is known.
func told[T any](v T) func() (T, error) { return func() (T, error) { return v, nil } }

// know answers what rules ask of a book, from what the example gives.
func (s *stage) know() error {
	f := s.facts
	f.Input = Input{
		Due: given(s, "input.due", crm.Date{}), Start: given(s, "input.start", time.Time{}), End: given(s, "input.end", time.Time{}),
		Place: given(s, "input.place", ""), Phone: given(s, "input.phone", ""), Merged: given(s, "input.merged", false),
	}
	for name, setting := range map[string]*int64{
		"renewal_days": &f.Settings.RenewalDays, "x_date_days": &f.Settings.XDateDays, "birthday_quiet": &f.Settings.BirthdayQuiet,
		"max_attempts": &f.Settings.MaxAttempts, "birthday_attempts": &f.Settings.BirthdayAttempts,
	} {
		*setting = given(s, name, *setting)
	}
	heir, err := recordOf[*crm.Contact](s.Example, "heir", crm.KindContact)
	if err != nil {
		return err
	}
	lost, err := recordOf[*crm.Activity](s.Example, "lost_call", crm.KindActivity)
	if err != nil {
		return err
	}
	last, err := recordOf[*crm.Activity](s.Example, "last_try", crm.KindActivity)
	if err != nil {
		return err
	}
	sale, err := recordOf[*crm.Opportunity](s.Example, "other_sale", crm.KindOpportunity)
	if err != nil {
		return err
	}
	f.Heir, f.LostCall = told(heir), told(lost)
	f.OtherSale = func(int64) (*crm.Opportunity, error) { return sale, nil }
	f.Every = func(c *crm.Contact) (crm.Period, error) { return c.Every(), nil }
	f.HomeLastCall = func() (crm.Date, error) {
		return crm.Latest(f.Contact.LastCall, given(s, "home_last_call", crm.Date{})), nil
	}
	f.BirthdayOver = told(given(s, "birthday_over", s.Today))
	f.Since = func() (*Since, error) {
		home, _ := f.HomeLastCall()
		since := &Since{Spoken: f.Contact.LastCall, Home: home, Try: last, Overtaken: given(s, "overtaken", false), Meeting: given(s, "meeting_since", false)}
		if since.Try == nil {
			since.Try, _ = s.edit.Record().(*crm.Activity)
		}
		return since, nil
	}
	f.OpenSteps = func() (int, error) {
		return int(given(s, "open_steps", int64(s.count(func(a *crm.Activity) bool { return a.IsPressing() })))), nil
	}
	f.ToBeCalled = func() (bool, error) {
		calls := s.count(func(a *crm.Activity) bool { return a.Kind == crm.Call && a.CallType != crm.BirthdayCall })
		return given(s, "to_be_called", calls > 0), nil
	}
	f.OtherPhone = func() (bool, error) {
		n := 0
		for _, p := range f.Contact.Phones {
			if p.Reaches() {
				n++
			}
		}
		return given(s, "other_phone", n > 1), nil
	}
	f.Answered = func(a *crm.Activity) (bool, error) {
		return a.Opportunity == 0 || a.Opportunity == crm.About(s.edit.Record(), crm.KindOpportunity), nil
	}
	f.Reached = func(a *crm.Activity) (bool, error) {
		return a.Kind == crm.Call && a.CallType != crm.BirthdayCall && (!a.Due.After(s.Today) || a.CallType == crm.ReferralCall || a.Attempt > 1), nil
	}
	f.Inherited = func(a *crm.Activity) (bool, error) { return a.Kind == crm.Call && given(s, "inherited", false), nil }
	f.Quotes = func(counts func(*crm.Quote) bool) (n int, err error) {
		all := s.quotes
		if q, ok := s.edit.After.(*crm.Quote); ok {
			all = append([]*crm.Quote{q}, all...)
		}
		for _, q := range all {
			if counts(q) {
				n++
			}
		}
		return n, nil
	}
	f.Now = given(s, "now", time.Time{})
	f.With = s.with
	f.Acted = func(rule string, _ *Once) (bool, error) { return rule == s.Rule && given(s, "acted", false), nil }
	f.Ref = func(kind crm.Kind, id int64) (crm.Record, error) {
		for _, r := range f.Beside {
			if number, _ := crm.BuiltIn(r.Noun()).Field("id"); r.Noun() == kind && number.Get(r) == any(id) {
				return r, nil
			}
		}
		return nil, nil
	}
	return nil
}

// count counts open activities.
func (s *stage) count(is func(*crm.Activity) bool) (n int) {
	for _, a := range s.open {
		if a.Status == crm.Open && is(a) {
			n++
		}
	}
	return n
}

// with returns the records of a noun that the contact has.
func (s *stage) with(noun crm.Kind) (all []crm.Record, err error) {
	if r := s.facts.Beside[string(noun)]; r != nil {
		all = append(all, r)
	} else if r := s.edit.After; r != nil && r.Noun() == noun {
		all = append(all, r)
	}
	for name, of := range givenLists {
		if of != noun {
			continue
		}
		for i, values := range s.lists[name] {
			r, err := s.filled(noun, int64(20+i), values)
			if err != nil {
				return nil, err
			}
			all = append(all, r)
		}
	}
	return all, nil
}
