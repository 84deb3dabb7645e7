package book

import (
	"iter"
	"slices"

	"crm/internal/crm"
	"crm/internal/rules"
)

// decide asks the rules about an edit.
func (w *work) decide(edit *crm.Edit) iter.Seq2[*rules.Effect, error] {
	set, err := w.ruleSet()
	if err != nil {
		return func(yield func(*rules.Effect, error) bool) { yield(nil, err) }
	}
	return set.Decide(edit, w.day, w.cal, func() (*rules.Facts, error) { return w.facts(edit) })
}

// facts loads what a rule may know beside the edit.
func (w *work) facts(edit *crm.Edit) (*rules.Facts, error) {
	f := &rules.Facts{Settings: w.settings, Input: w.input, Ref: w.tx.Ref, Beside: map[string]crm.Record{}}
	if w.options.Words != nil {
		f.Words = func(language string, field *crm.Field, value any) string {
			return w.options.Words(language, w.settings, field, value)
		}
	}
	record := edit.Record()
	contact, opportunity := crm.About(record, crm.KindContact), crm.About(record, crm.KindOpportunity)
	owner, err := w.ownerFor(record)
	if err != nil {
		return nil, err
	}
	if f.Contact, err = w.contactIfThere(contact); err != nil { // who may be deleted with the record
		return nil, err
	}
	if c, ok := record.(*crm.Contact); ok && f.Contact == nil {
		f.Contact = c
	}
	for _, kind := range []crm.Kind{crm.KindOpportunity, crm.KindQuote, crm.KindPolicy} {
		if f.Beside[string(kind)], err = w.tx.Ref(kind, crm.About(record, kind)); err != nil {
			return nil, err
		}
	}
	if f.Beside["owner"], err = w.tx.Ref(crm.KindProducer, owner); err != nil {
		return nil, err
	}
	f.Quotes = func(counts func(*crm.Quote) bool) (int, error) { return w.countQuotes(opportunity, counts) }
	f.OpenSteps = func() (int, error) { return w.openSteps(contact, owner, opportunity) }
	f.Heir = func() (*crm.Contact, error) { return w.heir(record) }
	f.HomeLastCall = func() (crm.Date, error) { return w.homeLastCall(f.Contact) }
	f.Every = w.callPeriod
	f.LostCall = func() (*crm.Activity, error) { return w.lostCall(contact) }
	var since *rules.Since // which rules ask for again and again
	asOf := 0
	f.Since = func() (_ *rules.Since, err error) {
		if since == nil || asOf != w.edits {
			since, err = w.sinceCall(edit)
			asOf = w.edits
		}
		return since, err
	}
	f.OtherSale = w.otherSale
	f.BirthdayOver = func() (crm.Date, error) { return w.birthdayOver(contact) }
	f.Reached = func(call *crm.Activity) (bool, error) { return w.reaches(record, call) }
	f.Inherited = w.passes
	f.OtherPhone = func() (bool, error) { return w.otherPhone(f.Contact) }
	f.ToBeCalled = func() (bool, error) { return w.toBeCalled(contact) }
	f.Zone = w.zone
	if w.day == w.today {
		f.Now = w.moment().In(w.zone)
	}
	f.Acted = func(rule string, once *rules.Once) (bool, error) { return w.hasActed(rule, once, edit) }
	f.With = func(noun crm.Kind) ([]crm.Record, error) { return w.recordsWith(noun, contact) }
	f.Answered = func(task *crm.Activity) (bool, error) { return w.answersTask(record, task) }
	return f, nil
}

// openSteps counts what is open for a contact, beside the rhythm, on a producer's list.
// It leaves out what came of a later day and, for an opportunity, what regards another
// one.
func (w *work) openSteps(contact, owner, opportunity int64) (int, error) {
	open, err := w.tx.OpenActivities(contact)
	if err != nil {
		return 0, err
	}
	steps := 0
	for _, a := range open {
		if !a.IsPressing() || owner != 0 && a.Owner != owner || opportunity != 0 && !a.IsFor(opportunity) {
			continue
		}
		later, err := w.cameLater(a, occasion{day: w.day})
		if err != nil {
			return 0, err
		}
		if !later {
			steps++
		}
	}
	return steps, nil
}

// daysLate is how many days behind its day a birthday call is made again.
const daysLate = 7

// lostCall returns the last call to a contact if it reached a wrong number, and nobody
// has spoken to them or planned a call on another one since; nil otherwise, and where a
// first call is open.
func (w *work) lostCall(contact int64) (*crm.Activity, error) {
	c, err := w.contactIfThere(contact)
	if c == nil || err != nil {
		return nil, err
	}
	all, err := w.tx.Activities(contact)
	if err != nil {
		return nil, err
	}
	for _, a := range slices.Backward(all) {
		switch {
		case a.CallResult == "":
		case a.CallType == crm.ReferralCall && c.Stage == crm.StageClient: // who has their review
			return nil, nil
		case a.CallResult == crm.WrongNumber && !c.LastCall.After(a.DoneOn):
			again := slices.ContainsFunc(all, func(call *crm.Activity) bool {
				nextYears := call.CallType == crm.BirthdayCall && call.Due.After(a.Due.AddDays(daysLate))
				same := call.Cause == a.ID || call.CallType == a.CallType && a.CallType == crm.ReferralCall
				return call.Kind == crm.Call && call.Status == crm.Open && same && !nextYears
			})
			if again {
				return nil, nil
			}
			return a, nil
		default:
			return nil, nil
		}
	}
	return nil, nil
}

func (w *work) countQuotes(opportunity int64, counts func(*crm.Quote) bool) (int, error) {
	quotes, err := w.tx.Quotes(opportunity)
	n := 0
	for _, q := range quotes {
		if counts(q) {
			n++
		}
	}
	return n, err
}

// recordsWith returns the policies, opportunities, activities or quotes that have a contact.
func (v reader) recordsWith(noun crm.Kind, contact int64) ([]crm.Record, error) {
	if noun == crm.KindPolicy {
		all, err := v.tx.PoliciesWith(contact)
		return records(all), err
	}
	if noun == crm.KindActivity {
		all, err := v.tx.Activities(contact)
		return records(all), err
	}
	sales, err := v.tx.Opportunities(contact)
	if noun == crm.KindOpportunity || err != nil {
		return records(sales), err
	}
	var all []crm.Record
	for _, o := range sales {
		quotes, err := v.tx.Quotes(o.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, records(quotes)...)
	}
	return all, nil
}
