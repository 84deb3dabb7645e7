package rules

import (
	"slices"

	"crm/internal/crm"
	"crm/internal/query"
)

// factsAbout returns the facts of an expression about a record. Its fields are as the
// edit left them; the contact is as other rules have left it.
func (d *decision) factsAbout(record crm.Record) *query.Facts {
	contact := d.facts.Contact
	if c, ok := record.(*crm.Contact); ok && (contact == nil || c.ID != contact.ID) {
		contact = c // a member of the household
	}
	return &query.Facts{
		Record: record,
		Named: func(name string) (crm.Record, error) {
			r, err := d.named(name, record, contact)
			d.lose(err)
			return r, err
		},
		Ref: func(kind crm.Kind, id int64) (crm.Record, error) {
			if d.facts.Ref == nil {
				return nil, nil
			}
			r, err := d.facts.Ref(kind, id)
			d.lose(err)
			return r, err
		},
		Value: func(name string) (any, error) {
			v, err := d.value(name, record)
			d.lose(err)
			return v, err
		},
		Call: func(name string, args []any) (any, error) {
			v, err := d.call(name, args, record)
			d.lose(err)
			return v, err
		},
		Added: func(from crm.Date, p crm.Period, is crm.Date) {
			d.step(crm.Step{Op: "add", From: from, Months: p.Months, Days: p.Days, Is: is})
		},
	}
}

// lose notes why the book can't tell a fact.
func (d *decision) lose(err error) {
	if err != nil && d.lost == nil {
		d.lost = err
	}
}

// named returns a record by the name that it has in expressions about another one.
func (d *decision) named(name string, record crm.Record, contact *crm.Contact) (crm.Record, error) {
	switch name {
	case "contact":
		return asRecord(contact, nil)
	case "other_sale":
		return asRecord(d.facts.OtherSale(crm.About(record, crm.KindContact)))
	case "heir":
		return asRecord(d.facts.Heir())
	case "lost_call":
		return asRecord(d.facts.LostCall())
	case "last_try":
		since, err := d.facts.Since()
		if err != nil {
			return nil, err
		}
		return asRecord(since.Try, nil)
	}
	return d.facts.Beside[name], nil
}

func (d *decision) value(name string, record crm.Record) (any, error) {
	in := d.facts.Input
	switch name {
	case "today":
		return d.today, nil
	case idleOn:
		return d.idleUntil(), nil
	case "now":
		return d.facts.Now, nil
	case "tries_left":
		return d.triesLeft(record), nil
	case "new_phone":
		return d.newPhone(), nil
	case "other_phone":
		return d.facts.OtherPhone()
	case "to_be_called":
		return d.facts.ToBeCalled()
	case "overtaken", "spoken_since", "home_spoken_since", "meeting_since":
		return d.sinceCall(name, record)
	case "birthday_over":
		return d.facts.BirthdayOver()
	case "home_last_call":
		return d.facts.HomeLastCall()
	case "unanswered":
		return d.wanted+d.facts.Planned == 0, nil
	case "open_steps":
		return d.facts.OpenSteps()
	case "waiting_quotes":
		return d.facts.Quotes(func(q *crm.Quote) bool { return q.Status == crm.QuoteRequested })
	case "received_quotes":
		return d.facts.Quotes(func(q *crm.Quote) bool { return q.Status == crm.QuoteReceived })
	case "presented_quotes":
		return d.facts.Quotes(func(q *crm.Quote) bool { return q.Status == crm.QuotePresented })
	case "arrived_quotes":
		return d.facts.Quotes(func(q *crm.Quote) bool { return !q.Received.IsZero() })
	case "renewal_days":
		return d.facts.Settings.RenewalDays, nil
	case "x_date_days":
		return d.facts.Settings.XDateDays, nil
	case "birthday_quiet":
		return d.facts.Settings.BirthdayQuiet, nil
	case "max_attempts":
		return d.facts.Settings.MaxAttempts, nil
	case "birthday_attempts":
		return d.facts.Settings.BirthdayAttempts, nil
	case "input.due":
		return in.Due, nil
	case "input.start":
		return in.Start, nil
	case "input.end":
		return in.End, nil
	case "input.place":
		return in.Place, nil
	case "input.phone":
		return in.Phone, nil
	case "input.merged":
		return in.Merged, nil
	}
	return nil, nil
}

// sinceCall returns a value about the days after a call; nil for other records.
func (d *decision) sinceCall(name string, record crm.Record) (any, error) {
	a, ok := record.(*crm.Activity)
	if !ok || a.CallResult == "" {
		return nil, nil
	}
	since, err := d.facts.Since()
	if err != nil {
		return nil, err
	}
	switch name {
	case "overtaken":
		return since.Overtaken, nil
	case "spoken_since":
		return since.Spoken.After(a.DoneOn), nil
	case "home_spoken_since":
		return since.Home.After(a.DoneOn), nil
	}
	return since.Meeting, nil
}

// asRecord turns a typed record into a Record.
func asRecord[R interface {
	comparable
	crm.Record
}](r R, err error) (crm.Record, error) {
	var none R
	if r == none || err != nil {
		return nil, err
	}
	return r, nil
}

// newPhone reports whether the edit gave an existing contact a phone that is new, or
// was bad.
func (d *decision) newPhone() bool {
	before, known := d.edit.Before.(*crm.Contact)
	after, ok := d.edit.After.(*crm.Contact)
	return known && ok && slices.ContainsFunc(after.Phones, func(p crm.Point) bool { return p.Reaches() && !before.Phones.Reach(p.Value) })
}

// triesLeft reports whether another consecutive call is allowed.
func (d *decision) triesLeft(record crm.Record) bool {
	a, ok := record.(*crm.Activity)
	if !ok {
		return false
	}
	most := d.facts.Settings.MaxAttempts
	if a.CallType == crm.BirthdayCall {
		most = d.facts.Settings.BirthdayAttempts
	}
	return most == 0 || max(a.Attempt, 1) < most
}

// step keeps a piece of arithmetic, once.
func (d *decision) step(s crm.Step) {
	for _, there := range d.steps {
		if there.Op == s.Op && there.From == s.From && there.Is == s.Is && there.Months == s.Months && there.Days == s.Days {
			return
		}
	}
	d.steps = append(d.steps, s)
}

func (d *decision) call(name string, args []any, record crm.Record) (any, error) {
	switch name {
	case "plans_contact", "ends_with_sale", "answered", "reached", "inherited", "promised":
		if a, ok := record.(*crm.Activity); ok {
			return d.holds(name, a)
		}
		return false, nil
	case "created":
		return d.edit.Action == crm.Create, nil
	case "updated":
		return d.edit.Action == crm.Update, nil
	case "deleted":
		return d.edit.Action == crm.Delete, nil
	case "was":
		field, ok := d.edit.Field(args[0].(string))
		if !ok || d.edit.Before == nil {
			return nil, nil
		}
		return field.Get(d.edit.Before), nil
	case "changed", "appears", "becomes", "earlier":
		field, ok := d.edit.Field(args[0].(string))
		if !ok || d.edit.After == nil || !d.edit.Changes(field) {
			return false, nil
		}
		switch name {
		case "appears":
			return d.edit.Before == nil || field.Get(d.edit.Before) == nil, nil
		case "becomes":
			is, gave := field.Encode(d.edit.After), field.EncodeValue(args[1])
			text, isText := is.(string)
			other, areTexts := gave.(string)
			return is == gave || field.Type == crm.TextType && isText && areTexts && query.SameText(text, other), nil
		case "earlier":
			return d.isEarlier(field), nil
		}
		return true, nil
	case "every":
		c, ok := args[0].(*crm.Contact)
		if !ok {
			return crm.Period{Months: 6}, nil
		}
		return d.facts.Every(c)
	case "of_age":
		c, ok := args[0].(*crm.Contact)
		on, known := args[1].(crm.Date)
		return ok && known && c.Adult(on), nil
	case "next_workday", "on_or_after_workday":
		return d.workday(name, args[0]), nil
	case "next_try":
		return d.nextTry(args[0], record), nil
	case "next_birthday":
		birthday, _ := args[0].(crm.Birthday)
		after, known := args[1].(crm.Date)
		if birthday.IsZero() || !known {
			return nil, nil
		}
		next, op := birthday.Next(after), "birthday"
		if c := d.facts.Contact; c == nil || c.Birthday != birthday { // a day of the year that a rule names
			op = "yearly"
		}
		d.step(crm.Step{Op: op, From: after, Is: next})
		return next, nil
	case "turns":
		return d.turns(args[0], args[1]), nil
	case "clock", "later":
		return d.clock(name, args), nil
	case "how_many":
		return d.howMany(args)
	case "earliest":
		return d.earliest(args), nil
	case "latest":
		var dates []crm.Date
		for _, arg := range args {
			if date, ok := arg.(crm.Date); ok {
				dates = append(dates, date)
			}
		}
		return crm.Latest(dates...), nil
	}
	return nil, crm.Errorf(crm.CodeInternal, "no function is called %s", name)
}

// isEarlier reports whether the edit gave a date an earlier value, or none.
func (d *decision) isEarlier(field *crm.Field) bool {
	if d.edit.Before == nil {
		return false
	}
	was, _ := field.Get(d.edit.Before).(crm.Date)
	is, _ := field.Get(d.edit.After).(crm.Date)
	return is.Before(was)
}

// holds evaluates a function about an open activity.
func (d *decision) holds(name string, a *crm.Activity) (bool, error) {
	switch name {
	case "plans_contact":
		return a.PlansContact(), nil
	case "ends_with_sale":
		return a.EndsWithSale(), nil
	case "promised":
		return a.IsChosen(), nil
	case "answered":
		return d.facts.Answered(a)
	case "inherited":
		return d.facts.Inherited(a)
	}
	return d.facts.Reached(a)
}

func (d *decision) workday(name string, arg any) any {
	from, ok := arg.(crm.Date)
	if !ok {
		return nil
	}
	is := d.cal.OnOrAfterWorkday(from)
	first := from
	if name == "next_workday" {
		is, first = d.cal.NextWorkday(from), from.AddDays(1)
	}
	step := crm.Step{Op: "workday", From: from, Is: is}
	if name == "on_or_after_workday" {
		if is == from {
			return is
		}
		step.Op = "workday-from"
	}
	for day := first; day.Before(is); day = day.AddDays(1) {
		if holiday, ok := d.cal.Holiday(day); ok {
			step.Off = append(step.Off, crm.Day{Date: day, Name: holiday})
		}
	}
	d.step(step)
	return is
}

// nextTry returns the day on which a call that reached nobody on that day is made again: so many
// working days later as the book says, but for birthday calls, which do not wait.
func (d *decision) nextTry(arg any, record crm.Record) any {
	from, ok := arg.(crm.Date)
	if !ok {
		return nil
	}
	gap := 1
	if a, ok := record.(*crm.Activity); ok && a.CallType != crm.BirthdayCall {
		gap = d.facts.Settings.RetryGap(a.Attempt)
	}
	if gap == 1 {
		next := from.AddDays(1)
		d.step(crm.Step{Op: "add", From: from, Days: 1, Is: next})
		return d.workday("on_or_after_workday", next)
	}
	step := crm.Step{Op: "workdays", From: from, Days: gap, Is: from}
	for range gap {
		step.Is = d.cal.NextWorkday(step.Is)
	}
	for day := from.AddDays(1); day.Before(step.Is); day = day.AddDays(1) {
		if holiday, ok := d.cal.Holiday(day); ok {
			step.Off = append(step.Off, crm.Day{Date: day, Name: holiday})
		}
	}
	d.step(step)
	return step.Is
}

// earliest returns the earliest date after today.
func (d *decision) earliest(args []any) any {
	var first crm.Date
	known := 0
	for _, arg := range args {
		date, ok := arg.(crm.Date)
		if !ok {
			continue
		}
		known++
		if date.After(d.today) && (first.IsZero() || date.Before(first)) {
			first = date
		}
	}
	if first.IsZero() {
		return nil
	}
	if known > 1 {
		d.step(crm.Step{Op: "earliest", Is: first})
	}
	return first
}
