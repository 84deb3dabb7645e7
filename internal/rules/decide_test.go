package rules

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"crm/internal/calendar"
	"crm/internal/crm"
)

func day(text string) crm.Date {
	d, err := crm.ParseISODate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func us(t *testing.T) *calendar.Calendar {
	t.Helper()
	c, err := calendar.New(calendar.Settings{Country: "us", Weekend: []time.Weekday{time.Saturday, time.Sunday}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// decided are the effects that rules want, as far as there is no error.
func decided(all iter.Seq2[*Effect, error]) ([]*Effect, error) {
	var effects []*Effect
	for e, err := range all {
		if err != nil {
			return effects, err
		}
		effects = append(effects, e)
	}
	return effects, nil
}

// described is what an effect wants, a line: "new-lead: referral call 2026-07-10".
func described(e *Effect) string {
	switch {
	case e.Create != nil:
		a := e.Create
		text := e.Rule + ": " + strings.TrimSpace(a.CallType+" "+a.Kind)
		if a.Purpose != "" {
			text += " to " + a.Purpose
		}
		if a.Attempt > 0 {
			text += fmt.Sprintf(" #%d", a.Attempt)
		}
		if !a.Start.IsZero() {
			text += a.Start.Format(" 15:04")
		}
		if !a.Due.IsZero() {
			text += " " + a.Due.String()
		}
		if a.Slot != "" {
			text += " in " + a.Slot
		}
		if a.Contact != 0 {
			text += fmt.Sprint(" for ", a.Contact)
		}
		return text + of(e)
	case e.Close == crm.Cancelled:
		return e.Rule + ": cancel" + of(e)
	case e.Close == crm.Done:
		return e.Rule + ": complete" + of(e)
	case e.Warning:
		return e.Rule + ": warn " + e.Notice + of(e)
	case e.Notice != "":
		return e.Rule + ": say " + e.Notice + of(e)
	default:
		return e.Rule + ": set " + e.Set + of(e)
	}
}

func of(e *Effect) string {
	if e.Of == "" {
		return ""
	}
	return " of the " + e.Of
}

// TestDecide has an edit and what is known about it on one side and what the
// rules want on the other; today is Friday, 10 July 2026.
func TestDecide(t *testing.T) {
	contact := func(change ...func(*crm.Contact)) *crm.Contact {
		c := &crm.Contact{Kind: crm.Person, Name: "Jane", Stage: crm.StageProspect}
		c.ID = 2
		for _, f := range change {
			f(c)
		}
		return c
	}
	stage := func(s string) func(*crm.Contact) { return func(c *crm.Contact) { c.Stage = s } }
	born := func(text string) func(*crm.Contact) {
		return func(c *crm.Contact) { c.Birthday, _ = crm.ParseISOBirthday(text) }
	}
	called := func(text string) func(*crm.Contact) { return func(c *crm.Contact) { c.LastCall = day(text) } }
	planned := func(c *crm.Contact) { c.NextDue = day("2026-07-14") }
	monthly := func(c *crm.Contact) { c.CallFrequency = "monthly" }
	stopped := func(c *crm.Contact) { c.DoNotContact, c.Stopped = day("2026-07-10"), day("2026-07-10") }
	kind := func(k string) func(*crm.Contact) { return func(c *crm.Contact) { c.Kind = k } }

	phone := func(number string) func(*crm.Contact) {
		return func(c *crm.Contact) { c.Phone, c.Phones = number, crm.Points{{Value: number}} }
	}

	became := func(before, after *crm.Contact) *crm.Edit {
		e := &crm.Edit{Action: crm.Update, Kind: crm.KindContact, ID: 2, Before: before, After: after}
		if before == nil {
			e.Action, e.Before = crm.Create, nil
		}
		return e
	}
	result := func(result string, attempt int64, callType string) *crm.Edit {
		open := &crm.Activity{Kind: crm.Call, Contact: 2, CallType: callType, Attempt: attempt, Status: crm.Open, Due: day("2026-07-10")}
		open.ID = 3
		done := crm.Copy(open)
		done.Status, done.CallResult, done.DoneOn = crm.Done, result, day("2026-07-10")
		return &crm.Edit{Action: crm.Update, Kind: crm.KindActivity, ID: 3, Before: open, After: done}
	}
	tried := func(text string) *crm.Activity { return &crm.Activity{DoneOn: day(text)} }
	status := func(activity, from, to string) *crm.Edit {
		before := &crm.Activity{Kind: activity, Contact: 2, Status: from, Due: day("2026-07-10")}
		before.ID = 3
		after := crm.Copy(before)
		after.Status = to
		return &crm.Edit{Action: crm.Update, Kind: crm.KindActivity, ID: 3, Before: before, After: after}
	}
	found := func() *crm.Edit {
		e := status(crm.Task, crm.Open, crm.Done)
		e.Before.(*crm.Activity).Purpose, e.After.(*crm.Activity).Purpose = crm.PurposeFindPhone, crm.PurposeFindPhone
		return e
	}
	xDate := func(e *crm.Edit) *crm.Edit {
		e.Before.(*crm.Activity).Purpose, e.After.(*crm.Activity).Purpose = crm.PurposeXDate, crm.PurposeXDate
		return e
	}
	sale := func(from, to string) *crm.Edit {
		after := &crm.Opportunity{Contact: 2, Status: to}
		after.ID = 4
		if from == "" {
			return &crm.Edit{Action: crm.Create, Kind: crm.KindOpportunity, ID: 4, After: after}
		}
		before := crm.Copy(after)
		before.Status = from
		return &crm.Edit{Action: crm.Update, Kind: crm.KindOpportunity, ID: 4, Before: before, After: after}
	}

	opportunity := func(change func(before, after *crm.Opportunity)) *crm.Edit {
		e := sale(crm.Open, crm.Open)
		change(e.Before.(*crm.Opportunity), e.After.(*crm.Opportunity))
		return e
	}
	at := func(stage string) Facts {
		return Facts{Beside: map[string]crm.Record{"opportunity": &crm.Opportunity{Contact: 2, Status: crm.Open, Stage: stage}}}
	}
	regarding := func(e *crm.Edit) *crm.Edit {
		e.After.(*crm.Activity).Opportunity = 4
		return e
	}
	quote := func(from, to string) *crm.Edit {
		after := &crm.Quote{Contact: 2, Opportunity: 4, Status: to}
		if to != crm.QuoteRequested {
			after.Received = day("2026-07-10")
		}
		if from == "" {
			return &crm.Edit{Action: crm.Create, Kind: crm.KindQuote, ID: 5, After: after}
		}
		before := crm.Copy(after)
		before.Status = from
		return &crm.Edit{Action: crm.Update, Kind: crm.KindQuote, ID: 5, Before: before, After: after}
	}
	declined := quote(crm.QuoteRequested, crm.QuoteDeclined)
	declined.After.(*crm.Quote).Received = crm.Date{}
	policy := func(change func(before, after *crm.Policy)) *crm.Edit {
		before := &crm.Policy{Contact: 2, Status: crm.PolicyActive, Number: "1", Expires: day("2027-01-10")}
		after := crm.Copy(before)
		change(before, after)
		return &crm.Edit{Action: crm.Update, Kind: crm.KindPolicy, ID: 6, Before: before, After: after}
	}
	for name, c := range map[string]struct {
		edit  *crm.Edit
		facts Facts // the contact is Jane unless said
		steps int   // open beside the rhythm
		heir  *crm.Contact
		lost  *crm.Activity
		// called is whether a call is planned.
		called bool
		since  Since // beside when the contact was spoken to
		want   []string
	}{
		"a contact without a stage":     {edit: became(nil, contact(stage("")))},
		"a prospect is nothing to do":   {edit: became(nil, contact())},
		"a lead":                        {edit: became(nil, contact(stage("lead"))), want: []string{"new-lead: referral call #1 2026-07-13"}},
		"a prospect goes back to lead":  {edit: became(contact(), contact(stage("lead"))), want: []string{"new-lead: referral call #1 2026-07-13"}},
		"a lead is renamed":             {edit: became(contact(stage("lead")), contact(stage("lead"), func(c *crm.Contact) { c.Name = "Joan" }))},
		"a stopped lead":                {edit: became(nil, contact(stage("lead"), stopped)), want: []string{"stopped: cancel"}},
		"a lead may be contacted again": {edit: became(contact(stage("lead"), stopped), contact(stage("lead"))), want: []string{"new-lead: referral call #1 2026-07-13"}},
		"a birthday becomes known":      {edit: became(contact(), contact(born("--12-05"))), want: []string{"birthday: birthday call 2026-12-05 in birthday"}},
		"of somebody without a stage":   {edit: became(contact(stage("")), contact(stage(""), born("--12-05")))},
		"of a child":                    {edit: became(contact(), contact(born("2015-12-05")))},
		"of who comes of age":           {edit: became(contact(), contact(born("2008-12-05"))), want: []string{"birthday: birthday call 2026-12-05 in birthday"}},
		"of who was just called":        {edit: became(contact(called("2026-07-08")), contact(called("2026-07-08"), born("--07-20"))), want: []string{"birthday: birthday call 2027-07-20 in birthday"}},
		"a birthday turns out another":  {edit: became(contact(born("--12-05")), contact(born("--11-05"))), want: []string{"birthday: cancel", "birthday: birthday call 2026-11-05 in birthday"}},
		"or that of a minor":            {edit: became(contact(born("--12-05")), contact(born("2011-11-05"))), want: []string{"birthday: cancel"}},
		"a birthday becomes unknown":    {edit: became(contact(born("--12-05")), contact()), want: []string{"birthday: cancel"}},
		"a client":                      {edit: became(contact(), contact(stage("client"))), want: []string{"client: set contact", "client: cancel", "client: review call 2027-01-10 in review of the household"}},
		"a client called last month":    {edit: became(contact(), contact(stage("client"), monthly, called("2026-06-20"))), want: []string{"client: set contact", "client: cancel", "client: review call 2026-07-20 in review of the household"}},
		"a client called long ago":      {edit: became(contact(), contact(stage("client"), monthly, called("2026-06-09"))), want: []string{"client: set contact", "client: cancel", "client: review call 2026-07-13 in review of the household"}},
		"a client called more often":    {edit: became(contact(stage("client")), contact(stage("client"), monthly)), want: []string{"client: set contact", "client: review call 2026-08-10 in review of the household"}},
		"a mark is set":                 {edit: became(contact(), contact(stopped)), want: []string{"stopped: cancel"}},

		"nobody there":            {edit: result(crm.NoReach, 1, crm.ReferralCall), want: []string{"no-reach: referral call #2 2026-07-13 in retry of the call"}},
		"nobody there, no type":   {edit: result(crm.NoReach, 0, ""), want: []string{"no-reach: call #2 2026-07-13 in retry of the call"}},
		"nobody there five times": {edit: result(crm.NoReach, 5, crm.ReviewCall), want: []string{"no-reach: review call #6 2026-07-13 in retry of the call"}},
		"nobody there six times":  {edit: result(crm.NoReach, 6, crm.ReviewCall), want: []string{"no-reach: say tries-used", "stay-in-touch: review call 2027-01-10 in review of the household"}},
		"nobody there before they were called again": {edit: result(crm.NoReach, 1, ""), since: Since{Try: tried("2026-07-13")},
			want: []string{"no-reach: call #2 2026-07-14 in retry of the call"}},
		"nobody there before the sixth try": {edit: result(crm.NoReach, 1, ""), since: Since{Try: tried("2026-07-13"), Overtaken: true},
			want: []string{"no-reach: say called-since", "stay-in-touch: review call 2027-01-13 in review of the household"}},
		"nobody there before they were spoken to": {edit: result(crm.NoReach, 1, ""), since: Since{Overtaken: true}, facts: Facts{Contact: contact(planned)}, want: []string{"no-reach: say called-since"}},
		"wrong number before they were spoken to": {edit: result(crm.WrongNumber, 1, ""), since: Since{Overtaken: true}, facts: Facts{Contact: contact(called("2026-07-11"), planned)}, want: []string{"wrong-number: say spoken-since"}},
		"another number wrong before they were spoken to": {edit: result(crm.WrongNumber, 1, ""), since: Since{Overtaken: true},
			facts: Facts{Contact: contact(called("2026-07-11"), planned, phone("614-555-0147")), Input: Input{Phone: "614-555-0199"}}, want: []string{"wrong-number: say spoken-since", "wrong-number: set contact"}},
		"somebody at home called since": {edit: result(crm.StayInTouch, 1, ""), since: Since{Home: day("2026-07-11")},
			facts: Facts{Contact: contact(called("2026-07-10"))}, want: []string{"stay-in-touch: review call 2027-01-10 in review of the household", "appointment: complete", "referral: complete"}},
		"an appointment that was made since": {edit: result(crm.AppointmentResult, 1, ""), since: Since{Meeting: true}, want: []string{"review: review call 2027-01-10 in review of the household", "referral: complete"}},
		"no limit":                           {edit: result(crm.NoReach, 60, crm.ReviewCall), facts: Facts{Settings: &crm.Settings{}}, want: []string{"no-reach: review call #61 2026-07-13 in retry of the call"}},
		"stay in touch":                      {edit: result(crm.StayInTouch, 1, ""), want: []string{"stay-in-touch: review call 2027-01-10 in review of the household", "appointment: complete", "referral: complete"}},
		"with a birthday":                    {edit: result(crm.StayInTouch, 1, ""), facts: Facts{Contact: contact(born("--12-05"))}, want: []string{"stay-in-touch: review call 2026-11-28 in review of the household", "appointment: complete", "referral: complete"}},
		"with a client":                      {edit: result(crm.StayInTouch, 1, ""), facts: Facts{Contact: contact(stage("client"), monthly)}, want: []string{"stay-in-touch: review call 2026-08-10 in review of the household", "appointment: complete", "referral: complete"}},
		"called since":                       {edit: result(crm.StayInTouch, 1, ""), facts: Facts{Contact: contact(called("2026-07-11"))}, want: []string{"stay-in-touch: review call 2027-01-11 in review of the household", "appointment: complete", "referral: complete"}},
		"an appointment, called since": {edit: result(crm.AppointmentResult, 1, ""), facts: Facts{Contact: contact(called("2026-07-11")), Input: Input{Start: time.Date(2026, 7, 14, 14, 30, 0, 0, time.UTC)}},
			want: []string{"appointment: appointment 14:30", "review: review call 2027-01-11 in review of the household", "referral: complete"}},
		"dead file": {edit: result(crm.DeadFile, 1, ""), want: []string{"dead-file: set contact", "referral: complete"}},
		"dead file for one of a household": {edit: result(crm.DeadFile, 1, crm.ReviewCall), heir: contact(stage("client")), facts: Facts{Contact: contact(called("2026-07-10"))},
			want: []string{"dead-file: set contact", "household: review call 2027-01-10 in review for 2 of the household", "referral: complete"}},
		"dead file on a birthday": {edit: result(crm.DeadFile, 1, crm.BirthdayCall), heir: contact(stage("lead")),
			want: []string{"dead-file: set contact", "household: referral call #1 2026-07-13 for 2", "referral: complete"}},
		"a call to one of a household is cancelled": {edit: status(crm.Call, crm.Open, crm.Cancelled), heir: contact(stage("client"))},
		"a call to who is stopped is cancelled": {edit: status(crm.Call, crm.Open, crm.Cancelled), heir: contact(stage("client")), facts: Facts{Contact: contact(stopped)},
			want: []string{"household: review call 2027-01-10 in review for 2 of the household"}},
		"a call to who is given up is cancelled": {edit: status(crm.Call, crm.Open, crm.Cancelled), heir: contact(stage("prospect")), facts: Facts{Contact: contact(stage(""))},
			want: []string{"household: review call 2026-07-13 in review for 2 of the household"}},
		"another number": {edit: became(contact(), contact(phone("614-555-0147"))), lost: &crm.Activity{CallType: crm.ReviewCall, Attempt: 3},
			want: []string{"new-phone: complete", "new-phone: complete of the household", "new-phone: review call #3 2026-07-13 in retry of the call"}},
		"another number, not missed":     {edit: became(contact(), contact(phone("614-555-0147"))), want: []string{"new-phone: complete", "new-phone: complete of the household"}},
		"a number turns out to be wrong": {edit: became(contact(phone("614-555-0147")), contact()), want: []string{"no-phone: cancel"}},
		"the number of somebody to be called is gone": {edit: became(contact(phone("614-555-0147"), stage("client")), contact(stage("client"))), called: true,
			want: []string{"no-phone: task to find-phone 2026-07-13 in find-phone", "no-phone: cancel"}},
		"another number, months after the birthday": {edit: became(contact(), contact(phone("614-555-0147"))), want: []string{"new-phone: complete", "new-phone: complete of the household"},
			lost: &crm.Activity{CallType: crm.BirthdayCall, Due: day("2026-05-10")}},
		"another number was found": {edit: found(), facts: Facts{Contact: contact(phone("614-555-0147"))}, lost: &crm.Activity{CallType: crm.ReferralCall, Attempt: 1},
			want: []string{"new-phone: referral call #1 2026-07-13 in retry of the call"}},
		"no number was found":                  {edit: found(), lost: &crm.Activity{CallType: crm.ReferralCall, Attempt: 1}},
		"nobody there before a policy expires": {edit: xDate(result(crm.NoReach, 1, "")), want: []string{"no-reach: call to x-date #2 2026-07-13 in retry of the call"}},
		"appointment":                          {edit: result(crm.AppointmentResult, 1, ""), want: []string{"appointment: task to set-appointment 2026-07-10 in set-appointment", "review: review call 2027-01-10 in review of the household", "referral: complete"}},
		"appointment with a time": {edit: result(crm.AppointmentResult, 1, ""), facts: Facts{Input: Input{Start: time.Date(2026, 7, 14, 14, 30, 0, 0, time.UTC)}},
			want: []string{"appointment: appointment 14:30", "review: review call 2027-01-10 in review of the household", "referral: complete"}},
		"wrong number": {edit: result(crm.WrongNumber, 1, ""), want: []string{"wrong-number: set contact", "wrong-number: task to find-phone 2026-07-13 in find-phone"}},
		"a birthday call is closed": {edit: result(crm.WrongNumber, 1, crm.BirthdayCall), facts: Facts{Contact: contact(born("--07-10"))},
			want: []string{"wrong-number: set contact", "wrong-number: task to find-phone 2026-07-13 in find-phone", "birthday: birthday call 2027-07-10 in birthday"}},

		"an appointment is over":      {edit: status(crm.Appointment, crm.Open, crm.Done), want: []string{"met: say closed-too", "met: complete", "met: say closed-too of the household", "met: complete of the household", "met: set contact", "appointment: complete", "referral: complete", "next-step: task to next-step 2026-07-13"}},
		"an appointment is cancelled": {edit: status(crm.Appointment, crm.Open, crm.Cancelled), want: []string{"next-step: task to next-step 2026-07-13"}},
		"with something else open":    {edit: status(crm.Appointment, crm.Open, crm.Done), steps: 1, want: []string{"met: say closed-too", "met: complete", "met: say closed-too of the household", "met: complete of the household", "met: set contact", "appointment: complete", "referral: complete"}},
		"of somebody stopped":         {edit: status(crm.Appointment, crm.Open, crm.Cancelled), facts: Facts{Contact: contact(stopped)}},
		"a task is over":              {edit: status(crm.Task, crm.Open, crm.Done)},
		"an opportunity":              {edit: sale("", crm.Open), want: []string{"next-step: task to next-step 2026-07-13"}},
		"an opportunity is won":       {edit: sale(crm.Open, crm.Won), want: []string{"next-step: set activities of the opportunity", "opp-end: cancel of the opportunity", "next-step: complete", "won: set contact", "won: set members"}},
		"an opportunity is lost":      {edit: sale(crm.Open, crm.Lost), want: []string{"next-step: set activities of the opportunity", "opp-end: cancel of the opportunity"}},
		"a referral is opened for its producer": {edit: opportunity(func(before, o *crm.Opportunity) {
			before.Status, o.Source, o.Assigned = "", "referral", day("2026-07-10")
		}), want: []string{"referral: task to referral 2026-07-13"}},
		"a referral of one's own is opened": {edit: opportunity(func(before, o *crm.Opportunity) {
			before.Status, o.Source = "", "referral"
		}), want: []string{"next-step: task to next-step 2026-07-13"}},
		"an opportunity is open again": {edit: sale(crm.Lost, crm.Open),
			want: []string{"next-step: task to next-step 2026-07-13", "thank: cancel of the opportunity", "x-date: cancel of the opportunity"}},
		"a referral is won": {edit: opportunity(func(_, o *crm.Opportunity) {
			o.Status, o.Source, o.ReferredBy = crm.Won, "referral", 9
		}), want: []string{"next-step: set activities of the opportunity", "opp-end: cancel of the opportunity", "next-step: complete", "won: set contact", "won: set members", "thank: task to thank 2026-07-13 for 9"}},
		"what was referred by nobody is won": {edit: opportunity(func(_, o *crm.Opportunity) {
			o.Status, o.Source = crm.Won, "referral"
		}), want: []string{"next-step: set activities of the opportunity", "opp-end: cancel of the opportunity", "next-step: complete", "won: set contact", "won: set members"}},
		"lost to a policy elsewhere": {edit: opportunity(func(_, o *crm.Opportunity) {
			o.Status, o.XDate = crm.Lost, day("2026-10-20") // 60 days before is a Friday
		}), want: []string{"next-step: set activities of the opportunity", "opp-end: cancel of the opportunity", "x-date: call to x-date 2026-08-21 in x-date of the opportunity"}},
		"an appointment for something decided": {edit: regarding(status(crm.Appointment, crm.Open, crm.Done)), facts: Facts{Beside: map[string]crm.Record{"opportunity": &crm.Opportunity{Status: crm.Lost}}}, want: []string{"met: say closed-too", "met: complete", "met: say closed-too of the household", "met: complete of the household", "met: set contact", "appointment: complete", "referral: complete"}},
		"an appointment for something open": {edit: regarding(status(crm.Appointment, crm.Open, crm.Done)), facts: at("new"),
			want: []string{"met: say closed-too", "met: complete", "met: say closed-too of the household", "met: complete of the household", "met: set contact", "appointment: complete", "referral: complete", "next-step: task to next-step 2026-07-13"}},

		"a quote is requested": {edit: quote("", crm.QuoteRequested), facts: at("new"),
			want: []string{"chase-quotes: task to chase-quotes 2026-07-17 in chase-quotes of the opportunity", "stage: set opportunity"}},
		"a quote is requested late": {edit: quote("", crm.QuoteRequested), facts: at("closing"),
			want: []string{"chase-quotes: task to chase-quotes 2026-07-17 in chase-quotes of the opportunity"}},
		"a quote comes": {edit: quote(crm.QuoteRequested, crm.QuoteReceived), facts: at("quoting"),
			want: []string{"chase-quotes: complete of the opportunity", "present-quotes: task to present-quotes 2026-07-13 in present-quotes of the opportunity"}},
		"a quote is presented": {edit: quote(crm.QuoteReceived, crm.QuotePresented), facts: at("quoting"),
			want: []string{"chase-quotes: complete of the opportunity", "present-quotes: complete of the opportunity", "stage: set opportunity"}},
		"a quote is presented late": {edit: quote(crm.QuoteReceived, crm.QuotePresented), facts: at("closing"),
			want: []string{"chase-quotes: complete of the opportunity", "present-quotes: complete of the opportunity"}},
		"a quote is declined": {edit: quote(crm.QuoteReceived, crm.QuoteDeclined), facts: at("quoting"),
			want: []string{"chase-quotes: complete of the opportunity", "present-quotes: cancel of the opportunity"}},
		"a quote that did not come is declined": {edit: declined, facts: at("quoting"),
			want: []string{"chase-quotes: cancel of the opportunity", "present-quotes: cancel of the opportunity"}},
		"a quote of a closed opportunity is lost": {edit: quote(crm.QuotePresented, crm.QuoteLost), facts: Facts{Beside: map[string]crm.Record{"opportunity": &crm.Opportunity{Status: crm.Won}}}},
		"a policy is bound": {edit: policy(func(before, p *crm.Policy) {
			before.Status, before.Expires, p.Status, p.Number = "", crm.Date{}, crm.PolicyPending, ""
		}), want: []string{"policy-number: task to policy-number 2026-07-13 in policy-number of the policy", "renewal: task to renewal 2026-11-12 in renewal of the policy"}},
		"a policy gets its number":    {edit: policy(func(before, _ *crm.Policy) { before.Status, before.Number = crm.PolicyPending, "" }), want: []string{"policy-number: complete of the policy"}},
		"a policy runs longer":        {edit: policy(func(_, p *crm.Policy) { p.Expires = day("2027-03-10") }), want: []string{"renewal: task to renewal 2027-01-11 in renewal of the policy"}},
		"a policy expired months ago": {edit: policy(func(_, p *crm.Policy) { p.Expires = day("2026-03-12") }), want: []string{"renewal: task to renewal 2026-01-12 in renewal of the policy"}},
		"a policy expired long ago":   {edit: policy(func(_, p *crm.Policy) { p.Expires = day("2026-03-11") }), want: []string{"renewal: cancel of the policy"}},
		"a policy loses its end":      {edit: policy(func(_, p *crm.Policy) { p.Expires = crm.Date{} }), want: []string{"renewal: cancel of the policy"}},
		"a policy is in force again": {
			edit: policy(func(before, _ *crm.Policy) { before.Status, before.Ended = crm.PolicyRenewed, day("2026-07-01") }),
			want: []string{"renewal: task to renewal 2026-11-12 in renewal of the policy"},
		},
		"a policy ends":              {edit: policy(func(_, p *crm.Policy) { p.Status = crm.PolicyCancelled }), want: []string{"policy-end: cancel of the policy"}},
		"a household becomes a lead": {edit: became(nil, contact(stage("lead"), kind(crm.Household))), want: []string{"new-lead: referral call #1 2026-07-13"}},
		"a record is deleted":        {edit: &crm.Edit{Action: crm.Delete, Kind: crm.KindContact, ID: 2, Before: contact(stage("lead"))}},
	} {
		t.Run(name, func(t *testing.T) {
			facts := c.facts
			if facts.Contact == nil {
				facts.Contact = contact()
				if about, ok := c.edit.After.(*crm.Contact); ok {
					facts.Contact = about
				}
			}
			if facts.Settings == nil {
				facts.Settings = crm.DefaultSettings()
			}
			facts.OpenSteps = func() (int, error) { return c.steps, nil }
			facts.Heir = func() (*crm.Contact, error) { return c.heir, nil }
			facts.HomeLastCall = func() (crm.Date, error) { return facts.Contact.LastCall, nil }
			facts.Every = func(c *crm.Contact) (crm.Period, error) { return c.Every(), nil }
			facts.LostCall = func() (*crm.Activity, error) { return c.lost, nil }
			facts.Inherited = func(*crm.Activity) (bool, error) { return false, nil }
			facts.OtherPhone = func() (bool, error) { return facts.Contact.Phones.MarkBad(facts.Input.Phone).Primary() != "", nil }
			facts.ToBeCalled = func() (bool, error) { return c.called, nil }
			facts.Since = func() (*Since, error) {
				since := c.since
				since.Spoken, since.Home = facts.Contact.LastCall, crm.Latest(since.Home, facts.Contact.LastCall)
				return &since, nil
			}
			facts.Quotes = func(counts func(*crm.Quote) bool) (int, error) {
				after, ok := c.edit.After.(*crm.Quote)
				if ok && counts(after) {
					return 1, nil
				}
				return 0, nil
			}
			facts.Ref = func(crm.Kind, int64) (crm.Record, error) { return nil, nil }
			effects, err := decided(Builtin(nil).Decide(c.edit, day("2026-07-10"), us(t), func() (*Facts, error) { return &facts, nil }))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, e := range effects {
				got = append(got, described(e))
			}
			d := &decision{edit: c.edit, facts: &facts, today: day("2026-07-10"), cal: us(t)}
			for _, r := range Builtin(nil).all("") {
				if c.edit.After == nil || r.On != c.edit.Kind || r.mayFire(nil, c.edit) {
					continue
				}
				if fires, err := d.fires(r, nil); fires || err != nil {
					t.Errorf("rule %s fires, %v, though the edit does not pass %v", r.Name, err, r.Needs)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("the rules want\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// TestWhatCantBeToldIsNotUnknown: a condition about the book that can't be
// answered ends the change, where unknown would lose a follow-up.
func TestWhatCantBeToldIsNotUnknown(t *testing.T) {
	broken := errors.New("the disk is gone")
	facts := &Facts{Contact: &crm.Contact{Kind: crm.Person}, Settings: crm.DefaultSettings()}
	facts.OpenSteps = func() (int, error) { return 0, broken }
	facts.LostCall = func() (*crm.Activity, error) { return nil, broken }
	facts.Since = func() (*Since, error) { return nil, broken }
	facts.Heir = func() (*crm.Contact, error) { return nil, broken }
	appointment := &crm.Activity{Kind: crm.Appointment, Contact: 2, Status: crm.Done}
	open := crm.Copy(appointment)
	open.Status = crm.Open
	phones := &crm.Contact{Kind: crm.Person, Phones: crm.Points{{Value: "614-555-0147"}}}
	for name, edit := range map[string]*crm.Edit{
		"open_steps": {Action: crm.Update, Kind: crm.KindActivity, Before: open, After: appointment},
		"overtaken":  {Action: crm.Create, Kind: crm.KindActivity, After: &crm.Activity{Kind: crm.Call, CallResult: crm.NoReach}},
		"lost_call":  {Action: crm.Update, Kind: crm.KindContact, Before: &crm.Contact{Kind: crm.Person}, After: phones},
		"heir":       {Action: crm.Create, Kind: crm.KindActivity, After: &crm.Activity{Kind: crm.Call, CallResult: crm.DeadFile}},
	} {
		if effects, err := decided(Builtin(nil).Decide(edit, day("2026-07-10"), us(t), func() (*Facts, error) { return facts, nil })); !errors.Is(err, broken) {
			t.Errorf("%s: %d effects, %v", name, len(effects), err)
		}
	}
}

// TestDecideAsksForFactsOnce: and not at all where no rule listens.
func TestDecideAsksForFactsOnce(t *testing.T) {
	asked := 0
	facts := func() (*Facts, error) {
		asked++
		return nil, errors.New("not now")
	}
	note := &crm.Edit{Action: crm.Create, Kind: crm.KindNote, After: &crm.Note{Body: "nice"}}
	if effects, err := decided(Builtin(nil).Decide(note, day("2026-07-10"), us(t), facts)); err != nil || len(effects) != 0 || asked != 0 {
		t.Errorf("a note: %v, %v, asked %d times", effects, err, asked)
	}
	c := &crm.Edit{Action: crm.Create, Kind: crm.KindContact, After: &crm.Contact{Stage: crm.StageLead}}
	if _, err := decided(Builtin(nil).Decide(c, day("2026-07-10"), us(t), facts)); err == nil || asked != 1 {
		t.Errorf("a contact: %v, asked %d times", err, asked)
	}
}

// TestExplanation: a rule tells what set it off and each step of its
// arithmetic, for crm why.
func TestExplanation(t *testing.T) {
	c := &crm.Contact{Kind: crm.Person, Stage: crm.StageLead}
	c.ID = 2
	facts := &Facts{Contact: c, Settings: crm.DefaultSettings()}
	effects, err := decided(Builtin(nil).Decide(&crm.Edit{Action: crm.Create, Kind: crm.KindContact, ID: 2, After: c}, day("2026-07-02"), us(t), func() (*Facts, error) { return facts, nil }))
	if err != nil || len(effects) != 1 {
		t.Fatalf("%d effects, %v", len(effects), err)
	}
	is := effects[0].Create.Explanation
	if want := (crm.Trigger{Kind: crm.KindContact, ID: 2, Action: crm.Create, Field: "stage", Value: "lead"}); is.Trigger != want {
		t.Errorf("the trigger is %+v, want %+v", is.Trigger, want)
	}
	if len(is.Steps) != 1 || is.Steps[0].Op != "workday" || is.Steps[0].From != day("2026-07-02") || is.Steps[0].Is != day("2026-07-06") ||
		len(is.Steps[0].Off) == 0 || is.Steps[0].Off[0].Date != day("2026-07-03") {
		t.Errorf("the steps are %+v", is.Steps)
	}
}
