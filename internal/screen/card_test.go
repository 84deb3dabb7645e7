package screen

import (
	"bytes"
	"encoding/json"
	"testing"

	"crm/internal/crm"
	"crm/internal/wire"
)

// nora is the card of the seventh reference screen.
func nora() *crm.Card {
	c := person(380, "Nora Castillo", "614-555-0163")
	c.Stage = crm.StageProspect
	done := func(id int64, kind, on, clock, result, place string) *crm.Event {
		a := &crm.Activity{Head: crm.Head{ID: id}, Kind: kind, Status: crm.Done, CallResult: result, Place: place, DoneOn: day(on), Opportunity: 391}
		return &crm.Event{On: day(on), At: instant(on, clock), By: "Ann Lee", Activity: a, Contact: 380, Opportunity: 391}
	}
	told := func(on, clock, by, field, from, to string) *crm.Event {
		return &crm.Event{On: day(on), At: instant(on, clock), By: by, Field: field, From: from, To: to, Contact: 380, Opportunity: 391}
	}
	sale := &crm.Opportunity{Head: crm.Head{ID: 391}, Contact: 380, Line: "auto", Stage: "quoting", Status: crm.Open, Owner: 1, Source: "referral",
		Reason: "daughter drives from January", Premium: crm.Amount(148000), Probability: 50, Opened: day("2026-11-13"), CloseBy: day("2026-12-18")}
	quotes := receivedQuotes()
	opened, staged := told("2026-11-13", "16:05", "Ben Ito", "status", "", crm.Open), told("2026-11-18", "16:20", "Ann Lee", "stage", "qualifying", "quoting")
	opened.Sale, staged.Sale = sale, sale
	requested := told("2026-11-18", "16:21", "Ann Lee", "status", "", crm.QuoteRequested)
	requested.Quotes = quotes
	acme, buckeye := told("2026-11-23", "10:02", "Ann Lee", "status", crm.QuoteRequested, crm.QuoteReceived), told("2026-11-24", "08:55", "Ann Lee", "status", crm.QuoteRequested, crm.QuoteReceived)
	acme.Quotes, buckeye.Quotes = quotes[:1], quotes[1:2]
	cardinal := crm.Copy(quotes[2])
	cardinal.Status, cardinal.Premium, cardinal.Annual = crm.QuoteRequested, crm.Money{}, crm.Money{}
	return &crm.Card{
		Record: sale, Contact: c, Owner: "Ann Lee", Referrer: "Ruth Adeyemi",
		Opportunities: []*crm.Opportunity{sale}, Quotes: []*crm.Quote{quotes[0], quotes[1], cardinal}, Files: []*crm.File{pdf()},
		Past: []*crm.Event{
			opened,
			{On: day("2026-11-13"), At: instant("2026-11-13", "16:05"), By: "Ben Ito", Contact: 380, Opportunity: 391, Note: &crm.Note{Head: crm.Head{ID: 392}, Body: "keeps the 2019 Civic", Shared: crm.Numbers{1}}},
			done(393, crm.Call, "2026-11-16", "09:12", crm.NoReach, ""),
			done(394, crm.Call, "2026-11-17", "11:40", crm.AppointmentResult, ""),
			done(396, crm.Appointment, "2026-11-18", "15:00", "", "214 Elm St"),
			staged, requested, acme, buckeye,
			{On: day("2026-11-24"), At: instant("2026-11-24", "09:10"), By: "Ann Lee", Contact: 380, Opportunity: 391, File: pdf()},
		},
		Open: []*crm.Activity{
			{Head: crm.Head{ID: 402}, Kind: crm.Task, Contact: 380, Opportunity: 391, Subject: "chase Cardinal", Due: day("2026-11-25"), Owner: 1},
			{Head: crm.Head{ID: 404}, Kind: crm.Task, Contact: 380, Opportunity: 391, Subject: "present Acme Mutual, Buckeye", Due: day("2026-11-27"), Owner: 1},
		},
	}
}

func TestCardReference(t *testing.T) {
	reference(t, "screen-opportunity", func(s *Screen) error { return s.Card(nora()) })
}

func ruth() *crm.Card {
	c := person(371, "Ruth Adeyemi", "614-555-0112")
	c.Stage, c.CallFrequency, c.ClientSince, c.LastCall = crm.StageClient, "1-2-per-year", day("2021-03-02"), day("2026-10-02")
	c.Phones = append(c.Phones, crm.Point{Value: "614-555-0100", Bad: true})
	c.Emails = crm.Points{{Value: "ruth@example.com"}}
	c.Birthday, c.Owner, c.Rating = crm.Birthday{Year: 1961, Month: 11, Day: 30}, 1, "a"
	c.Addresses = crm.Addresses{{Street: "214 Elm Street, Apartment 12, Worthington near Columbus, Ohio 43085, United States of America"}}
	son := person(372, "Samuel Adeyemi", "")
	start := instant("2026-11-25", "10:30")
	return &crm.Card{
		Record: c, Contact: c, Owner: "Ann Lee", Household: "Adeyemi family",
		Members: []*crm.Contact{son}, Referred: []*crm.Contact{person(406, "Jane Hudson", "614-555-0147")},
		Opportunities: []*crm.Opportunity{{Head: crm.Head{ID: 371}, Line: "home", Stage: "closing", Status: crm.Open, Premium: crm.Amount(140000), Topic: "moves to Elm St"}},
		Past: []*crm.Event{
			{On: day("2026-10-02"), At: instant("2026-10-02", "09:05"), By: "Ann Lee", Activity: &crm.Activity{Head: crm.Head{ID: 360}, Kind: crm.Call, Status: crm.Done, CallResult: crm.AppointmentResult, Note: "wants to\nsee the figures"}},
		},
		Open: []*crm.Activity{
			{Head: crm.Head{ID: 388}, Kind: crm.Appointment, Due: day("2026-11-25"), Start: start, End: start.Add(60 * 60e9), Owner: 1, Subject: "closing", Place: "214 Elm St"},
			{Head: crm.Head{ID: 389}, Kind: crm.Call, CallType: crm.BirthdayCall, Due: day("2026-11-30"), Owner: 1},
			{Head: crm.Head{ID: 395}, Kind: crm.Call, CallType: crm.ReviewCall, Due: day("2027-04-02"), Owner: 1, Attempt: 2},
		},
	}
}

func callCard() *crm.Card {
	c := ruth()
	a := call(352, crm.ReferralCall, "2026-11-23", 4)
	a.Rule, a.Note = "no-reach", "ask about the boat"
	c.Record, c.Reason = a, &crm.Reason{Last: logged(crm.NoReach, "2026-11-20")}
	return c
}

// emailCard is one of an e-mail with a letter, a note on it, and more to come than
// the card has room for.
func emailCard() *crm.Card {
	c := ruth()
	mail := &crm.Activity{Head: crm.Head{ID: 353}, Kind: crm.Email, Status: crm.Open, Subject: "figures", Due: day("2026-11-25"), DueTime: "17:00", Opportunity: 371, Policy: 90,
		Priority: "high", Assigned: day("2026-11-24"), Note: "Dear Ruth,\n\nhere they are."}
	c.Record, c.Open = mail, append([]*crm.Activity{mail, {Head: crm.Head{ID: 354}, Kind: crm.Task, Subject: "chase", Due: day("2026-11-25")}}, c.Open...)
	c.Past = append(c.Past, &crm.Event{On: day("2026-11-24"), At: instant("2026-11-24", "09:05"), By: "Ann Lee", Note: &crm.Note{Head: crm.Head{ID: 361}, Body: "ask for the deductible", Activity: 353}})
	c.Contact.DoNotContact, c.Contact.DoNotContactReason = day("2026-11-20"), "asked"
	c.Contact.Stopped, c.Stop = day("2026-11-20"), &crm.Stop{Since: day("2026-11-20"), Reason: "asked", Contact: c.Contact}
	return c
}

func TestCardEverywhere(t *testing.T) {
	everywhere(t, "card", func(s *Screen) error {
		next := callCard()
		next.Whole = true
		stopped := ruth()
		stopped.Stop = &crm.Stop{Since: day("2026-11-20"), Reason: "asked", Note: "never again", Contact: stopped.Contact}
		stopped.Contact.Stopped = day("2026-11-20")
		stopped.Contact.DoNotContact, stopped.Contact.DoNotContactReason, stopped.Contact.DoNotContactNote = day("2026-11-20"), "asked", "never again"
		stopped.Members, stopped.Referred, stopped.Open, stopped.Past, stopped.Opportunities = nil, nil, nil, nil, nil
		called, taro := crm.Card{Owner: "Ann Lee"}, crm.Card{Owner: "Ann Lee"}
		called.Contact = &crm.Contact{Head: crm.Head{ID: 410}, Kind: crm.Person, Name: "Bob Hudson", Prefix: "Dr.", Given: "Robert", Middle: "Quincy", Family: "Hudson", Suffix: "Jr.", Nickname: "Bobby", Owner: 1}
		taro.Contact = &crm.Contact{Head: crm.Head{ID: 411}, Kind: crm.Person, Name: "山本 太郎 様", Prefix: "様", Given: "太郎", Family: "山本", Suffix: "弁護士", Nickname: "タロちゃん", Reading: "ヤマモト タロウ", Owner: 1}
		called.Record, taro.Record = called.Contact, taro.Contact
		for _, c := range []*crm.Card{nora(), ruth(), callCard(), next, emailCard(), stopped, &called, &taro, {Record: &crm.Producer{Head: crm.Head{ID: 1}, Name: "Ann Lee", Email: "ann@example.com"}}} {
			if err := s.Card(c); err != nil {
				return err
			}
			if _, err := s.Out.Write([]byte("-\n")); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestCardForPrograms(t *testing.T) {
	for _, c := range []*crm.Card{nora(), ruth(), callCard()} {
		var out bytes.Buffer
		s := newScreen(t, "en", &out)
		s.Format = wire.JSON
		if err := s.Card(c); err != nil {
			t.Fatal(err)
		}
		var read map[string]any
		if err := json.Unmarshal(out.Bytes(), &read); err != nil {
			t.Fatal(err)
		}
		if read["record"] == nil || read["contact"] == nil || read["open"] == nil || read["past"] == nil {
			t.Errorf("a card lacks parts: %s", out.String())
		}
	}
	var out bytes.Buffer
	s := newScreen(t, "en", &out)
	s.Format = wire.JSON
	if err := s.Card(nil); err != nil || out.String() != "null\n" {
		t.Errorf("no card is %q, %v", out.String(), err)
	}
}
