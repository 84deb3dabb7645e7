package screen

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/wire"
)

// receivedQuotes are those of the eighth reference screen.
func receivedQuotes() []*crm.Quote {
	quote := func(id int64, carrier string, premium, term, annual int64, expires, injury, collision string) *crm.Quote {
		return &crm.Quote{
			Head: crm.Head{ID: id}, Opportunity: 391, Contact: 380, Carrier: carrier, Status: crm.QuoteReceived,
			Premium: crm.Amount(premium), Term: term, Annual: crm.Amount(annual), Effective: day("2027-01-01"), Expires: day(expires),
			Limits:      crm.Terms{{Name: "bodily injury", Value: injury}, {Name: "property", Value: "50000"}},
			Deductibles: crm.Terms{{Name: "collision", Value: collision}}, Requested: day("2026-11-18"), Received: day("2026-11-24"),
		}
	}
	return []*crm.Quote{
		quote(397, "Acme Mutual", 74200, 6, 148400, "2026-12-23", "100000/300000", "500"),
		quote(398, "Buckeye", 150600, 12, 150600, "2026-12-24", "100000/300000", "500.00"),
		quote(399, "Cardinal", 139800, 12, 139800, "2026-12-11", "50000/100000", "1000"),
	}
}

func pdf() *crm.File {
	return &crm.File{Head: crm.Head{ID: 403}, Contact: 380, Opportunity: 391, Quote: 398, Author: 1, Name: "buckeye.pdf", MediaType: "application/pdf",
		Size: 217300, SHA256: strings.Repeat("0123456789abcdef", 4), Added: instant("2026-11-24", "09:10")}
}

func comparison() *crm.Comparison {
	c := nora()
	return &crm.Comparison{Opportunity: c.Record.(*crm.Opportunity), Contact: c.Contact, Quotes: receivedQuotes()}
}

// manyQuotes do not fit side by side.
func manyQuotes() *crm.Comparison {
	c := comparison()
	for i, carrier := range []string{"Delaware Valley Casualty", "東京海上", "Eagle"} {
		q := crm.Copy(c.Quotes[i])
		q.ID, q.Carrier, q.Status, q.Product = 410+int64(i), carrier, crm.QuotePresented, "Gold"
		q.Deductibles = append(crm.Terms{{Name: "Comprehensive", Value: "250"}}, q.Deductibles...)
		q.Limits = q.Limits[:1]
		c.Quotes = append(c.Quotes, q)
	}
	c.Missing = []*crm.Quote{{Head: crm.Head{ID: 420}, Carrier: "Fidelity", Status: crm.QuoteRequested}, {Head: crm.Head{ID: 421}, Carrier: "Granite"}}
	return c
}

func TestComparisonReference(t *testing.T) {
	reference(t, "screen-compare", func(s *Screen) error { return s.Comparison(comparison()) })
}

func TestComparisonEverywhere(t *testing.T) {
	everywhere(t, "compare", func(s *Screen) error {
		one, none := comparison(), manyQuotes()
		one.Quotes, none.Quotes = one.Quotes[:1], nil
		for _, c := range []*crm.Comparison{comparison(), manyQuotes(), one, none} {
			if err := s.Comparison(c); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestComparisonForPrograms(t *testing.T) {
	var out bytes.Buffer
	s := newScreen(t, "it", &out)
	s.Format = wire.JSON
	if err := s.Comparison(manyQuotes()); err != nil {
		t.Fatal(err)
	}
	var read struct {
		Opportunity struct{ ID int }
		Quotes      []struct {
			Annual string `json:"annual_premium"`
			Limits []struct{ Name, Value string }
		}
		Missing []struct{ Carrier string }
	}
	if err := json.Unmarshal(out.Bytes(), &read); err != nil {
		t.Fatal(err)
	}
	if read.Opportunity.ID != 391 || len(read.Quotes) != 6 || read.Quotes[0].Annual != "1484.00" || read.Quotes[0].Limits[0].Value != "100000/300000" || len(read.Missing) != 2 {
		t.Errorf("read back %+v", read)
	}
	out.Reset()
	s.Format = wire.CSV
	if err := s.Comparison(manyQuotes()); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"id": "397", "premium": "742.00", "annual_premium": "1484.00", "limit.property": "50000", "deductible.collision": "500", "deductible.Comprehensive": ""}
	for i, name := range rows[0] {
		if value, ok := want[name]; ok && rows[1][i] != value {
			t.Errorf("%s is %q, want %q", name, rows[1][i], value)
		}
		delete(want, name)
	}
	if len(want) > 0 || len(rows) != 7 {
		t.Errorf("%d rows, without %v", len(rows), want)
	}
	var all bytes.Buffer
	s = newScreen(t, "es", &all)
	s.Format = wire.Markdown
	if err := s.Comparison(comparison()); err != nil {
		t.Fatal(err)
	}
	golden(t, "compare-markdown", all.Bytes())
}

func policies() []*crm.Policy {
	return []*crm.Policy{
		{Head: crm.Head{ID: 350}, Contact: 380, Owner: 1, Number: "HO-88213-07", Carrier: "Buckeye", Line: "home", Status: crm.PolicyActive,
			Premium: crm.Amount(92000), Term: 12, Annual: crm.Amount(92000), Effective: day("2026-03-01"), Expires: day("2027-03-01")},
		{Head: crm.Head{ID: 412}, Contact: 380, Opportunity: 391, Quote: 397, Owner: 1, Carrier: "Acme Mutual", Line: "auto", Status: crm.PolicyPending,
			Premium: crm.Amount(74200), Term: 6, Annual: crm.Amount(148400), Effective: day("2027-01-01"), Expires: day("2027-07-01")},
		{Head: crm.Head{ID: 300}, Contact: 380, Number: "HO-1", Carrier: "Cardinal", Line: "home", Status: crm.PolicyCancelled, Annual: crm.Amount(88000), Ended: day("2026-03-01")},
	}
}

// client is Nora with all that she has.
func client() *crm.Card {
	c := nora()
	lost := &crm.Opportunity{Head: crm.Head{ID: 370}, Contact: 380, Line: "umbrella", Stage: "quoting", Status: crm.Lost, Premium: crm.Amount(30050), LostReason: "price", Competitor: "Cardinal", Closed: day("2026-11-20")}
	c.Opportunities = append([]*crm.Opportunity{lost}, c.Opportunities...)
	c.Record, c.Policies = c.Contact, policies()
	event := func(field, from, to string) *crm.Event {
		return &crm.Event{On: day("2026-11-25"), At: instant("2026-11-25", "09:30"), By: "Ann Lee", Field: field, From: from, To: to, Contact: 380, Opportunity: 391}
	}
	made, number, renewed, accepted, others := event("status", "", crm.PolicyPending), event("number", "", "PA-4711"), event("status", crm.PolicyActive, crm.PolicyRenewed), event("status", crm.QuotePresented, crm.QuoteAccepted), event("status", crm.QuoteReceived, crm.QuoteLost)
	made.Policy, number.Policy, renewed.Policy, accepted.Quotes, others.Quotes = c.Policies[1], c.Policies[1], c.Policies[2], c.Quotes[:1], c.Quotes[1:]
	won, gone, again, given := event("status", crm.Open, crm.Won), event("status", crm.Open, crm.Lost), event("status", crm.Lost, crm.Open), event("owner", "Ben Ito", "Ann Lee")
	sale := crm.Copy(nora().Record.(*crm.Opportunity))
	sale.Actual = crm.Amount(148450)
	won.Sale, again.Sale, given.Sale, gone.Sale, gone.Opportunity = sale, lost, sale, lost, 370
	repriced := event("premium", "", "")
	repriced.Quotes = c.Quotes[:1]
	c.Past = append(c.Past, repriced, given, won, accepted, others, made, number, renewed, gone, again)
	c.Open = append(c.Open, &crm.Activity{Head: crm.Head{ID: 413}, Kind: crm.Task, Contact: 380, Policy: 412, Opportunity: 391, Purpose: crm.PurposeRenewal, Due: day("2027-05-02"), Owner: 2})
	return c
}

// castillos is a household with what happened with its members.
func castillos(names ...string) *crm.Card {
	c := client()
	household := &crm.Contact{Head: crm.Head{ID: 379}, Kind: crm.Household, Stage: crm.StageClient, Name: names[0], Phone: "614-555-0163"}
	c.Contact.Name = names[1]
	sam := person(381, names[2], "")
	c.Record, c.Contact, c.Members, c.Referrer = household, household, []*crm.Contact{c.Contact, sam}, ""
	c.Opportunities = append(c.Opportunities, &crm.Opportunity{Head: crm.Head{ID: 430}, Contact: 379, Line: "boat", Stage: "new", Status: crm.Open, Topic: "moored at a marina in Sandusky, Ohio, all summer"})
	c.Past = append(c.Past[:6:6], &crm.Event{On: day("2026-11-25"), At: instant("2026-11-25", "09:40"), By: "Ann Lee", Contact: 381,
		Note: &crm.Note{Head: crm.Head{ID: 431}, Body: "turns sixteen in January and wants to drive\nhis mother's car to school every day"}})
	c.Open = append(c.Open, &crm.Activity{Head: crm.Head{ID: 432}, Kind: crm.Task, Contact: 379, Opportunity: 430, Purpose: crm.PurposeNextStep, Due: day("2027-05-03"), Owner: 1})
	return c
}

func insuranceCards() []*crm.Card {
	lost := nora()
	sale := lost.Record.(*crm.Opportunity)
	sale.Status, sale.Closed, sale.LostReason, sale.Competitor, sale.XDate = crm.Lost, day("2026-11-24"), "price", "Cardinal", day("2027-12-01")
	lost.Past, lost.Open = nil, nil
	quote := nora()
	quote.Record, quote.Quotes, quote.Policies, quote.Past, quote.Open = quote.Quotes[0], quote.Quotes[:1], policies()[1:2], quote.Past[6:8], nil
	policy := nora()
	policy.Record, policy.Past = policies()[0], nil
	policy.Open = []*crm.Activity{{Head: crm.Head{ID: 413}, Kind: crm.Task, Contact: 380, Policy: 350, Purpose: crm.PurposeRenewal, Due: day("2026-12-31"), Owner: 1}}
	note := nora()
	note.Record = &crm.Note{Head: crm.Head{ID: 392}, Contact: 380, Opportunity: 391, Author: 2, Shared: crm.Numbers{1, 77}, Written: instant("2026-11-13", "16:05"),
		Body: "keeps the 2019 Civic\n\nand the boat, which is moored at a marina in Sandusky, Ohio, from May to October every year"}
	note.Past, note.Open = nil, nil
	file := nora()
	file.Record, file.Past, file.Open = pdf(), nil, nil
	team := &crm.Card{Record: &crm.Team{Head: crm.Head{ID: 9}, Name: "West", Members: crm.Numbers{1, 2}}}
	return []*crm.Card{nora(), lost, client(), castillos("Castillo family", "Nora Castillo", "Sam Castillo"), castillos("山本家", "山本 さくら", "山本 太郎"), quote, policy, note, file, team}
}

func TestInsuranceCardsEverywhere(t *testing.T) {
	everywhere(t, "insurance", func(s *Screen) error {
		for _, c := range insuranceCards() {
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

// What happened says in JSON what it is, and what applies to it.
func TestEventsForPrograms(t *testing.T) {
	var out bytes.Buffer
	s := newScreen(t, "ja", &out)
	s.Format = wire.JSON
	if err := s.Card(client()); err != nil {
		t.Fatal(err)
	}
	var read struct {
		Quotes, Policies, Files []map[string]any
		Past                    []struct {
			Kind, Field, From, To, By string
			Opportunity               int
			Quotes                    []map[string]any
			Policy, File, Note        map[string]any
		}
	}
	if err := json.Unmarshal(out.Bytes(), &read); err != nil {
		t.Fatal(err)
	}
	if len(read.Quotes) != 3 || len(read.Policies) != 3 || len(read.Files) != 1 {
		t.Errorf("%d quotes, %d policies, %d files", len(read.Quotes), len(read.Policies), len(read.Files))
	}
	var got []string
	for _, e := range read.Past {
		got = append(got, fmt.Sprintf("%s %s %s-%s %d %t%t%t", e.Kind, e.Field, e.From, e.To, len(e.Quotes), e.Policy != nil, e.File != nil, e.Note != nil))
	}
	want := []string{
		"opportunity status -open 0 falsefalsefalse", "note  - 0 falsefalsetrue", "activity  - 0 falsefalsefalse", "activity  - 0 falsefalsefalse",
		"activity  - 0 falsefalsefalse", "opportunity stage qualifying-quoting 0 falsefalsefalse", "quote status -requested 3 falsefalsefalse",
		"quote status requested-received 1 falsefalsefalse", "quote status requested-received 1 falsefalsefalse", "file  - 0 falsetruefalse",
		"quote premium - 1 falsefalsefalse", "opportunity owner Ben Ito-Ann Lee 0 falsefalsefalse", "opportunity status open-won 0 falsefalsefalse",
		"quote status presented-accepted 1 falsefalsefalse", "quote status received-lost 2 falsefalsefalse", "policy status -pending 0 truefalsefalse",
		"policy number -PA-4711 0 truefalsefalse", "policy status active-renewed 0 truefalsefalse", "opportunity status open-lost 0 falsefalsefalse", "opportunity status lost-open 0 falsefalsefalse",
	}
	if a, b := strings.Join(got, "\n"), strings.Join(want, "\n"); a != b {
		t.Errorf("got\n%s\nwant\n%s", a, b)
	}
}

// insuranceOutcomes are what commands did with opportunities, quotes,
// policies, notes, files and teams.
func insuranceOutcomes() []*crm.Outcome {
	card := nora()
	sale, quotes, c := card.Record.(*crm.Opportunity), receivedQuotes(), card.Contact
	base := func(command string, edits ...*crm.Edit) *crm.Outcome {
		return &crm.Outcome{Change: 9, By: 1, Command: command, Given: []string{"close_by", "reason"}, Edits: edits, Subjects: []crm.Record{edits[0].Record()}, People: map[int64]*crm.Contact{380: c},
			Opportunities: map[int64]*crm.Opportunity{391: sale}}
	}
	create := func(rule string, r crm.Record) *crm.Edit {
		return &crm.Edit{Action: crm.Create, Kind: r.Noun(), ID: crm.IDOf(r), After: r, Rule: rule}
	}
	task := func(id int64, purpose, due string) *crm.Activity {
		return &crm.Activity{Head: crm.Head{ID: id}, Kind: crm.Task, Contact: 380, Opportunity: 391, Purpose: purpose, Due: day(due), Owner: 1, Status: crm.Open}
	}
	status := func(q *crm.Quote, to string) *crm.Edit {
		return changed("", q, func(q *crm.Quote) { q.Status = to })
	}
	renewal := task(413, crm.PurposeRenewal, "2027-05-02")
	renewal.Policy = 412
	number := task(414, crm.PurposePolicyNumber, "2026-11-27")
	number.Policy = 412
	won := base("opp close-won",
		changed("", sale, func(o *crm.Opportunity) {
			o.Status, o.Closed, o.Actual, o.Probability = crm.Won, day("2026-11-25"), crm.Amount(148400), 100
		}),
		status(quotes[0], crm.QuoteAccepted), status(quotes[1], crm.QuoteLost), status(quotes[2], crm.QuoteLost),
		create("", policies()[1]),
		changed("", task(404, crm.PurposePresent, "2026-11-27"), func(a *crm.Activity) { a.Status, a.DoneOn = crm.Cancelled, day("2026-11-25") }),
		changed("won", c, func(c *crm.Contact) {
			c.Stage, c.CallFrequency, c.ClientSince = crm.StageClient, "1-2-per-year", day("2026-11-25")
		}),
		made("client", of(call(415, crm.ReviewCall, "2027-05-25", 0), 380), crm.Step{Op: "add", From: day("2026-11-25"), Months: 6, Is: day("2027-05-25")}),
		made("policy-number", number), made("renewal", renewal))

	asked := crm.Copy(quotes[0])
	asked.Status, asked.Premium, asked.Annual, asked.Term, asked.Limits, asked.Deductibles = crm.QuoteRequested, crm.Money{}, crm.Money{}, 0, nil, nil
	asked.Effective, asked.Expires = crm.Date{}, crm.Date{}
	chase := task(402, crm.PurposeChase, "2026-11-25")
	requested := base("quote request", create("", asked), changed("quoting", sale, func(o *crm.Opportunity) {
		o.Stage, o.StageSince, o.Probability = "presented", day("2026-11-25"), 70
	}), made("chase-quotes", chase))
	received := base("quote receive", &crm.Edit{Action: crm.Update, Kind: crm.KindQuote, ID: 397, Before: asked, After: quotes[0]})
	again := base("quote receive", changed("", quotes[0], func(q *crm.Quote) {
		q.Premium, q.Annual = crm.Amount(72000), crm.Amount(144000)
		q.Limits, q.Deductibles = q.Limits[:1], crm.Terms{{Name: "collision", Value: "250"}}
	}))
	lost := base("opp close-lost", changed("", sale, func(o *crm.Opportunity) {
		o.Status, o.Closed, o.LostReason, o.Competitor, o.XDate = crm.Lost, day("2026-11-25"), "price", "Cardinal", day("2027-12-01")
	}), create("", quotes[2]))
	closed := crm.Copy(sale)
	closed.Status, closed.Closed = crm.Lost, day("2026-11-20")
	reopened := base("opp reopen", changed("", closed, func(o *crm.Opportunity) { o.Status, o.Closed = crm.Open, crm.Date{} }))
	assigned := base("assign", changed("", sale, func(o *crm.Opportunity) { o.Owner, o.Assigned, o.Probability = 2, day("2026-11-25"), 60 }),
		changed("", chase, func(a *crm.Activity) { a.Owner, a.Assigned = 2, day("2026-11-25") }))
	given := crm.Copy(sale)
	given.ID, given.Owner, given.Assigned = 433, 2, day("2026-11-25")
	note := &crm.Note{Head: crm.Head{ID: 5}, Contact: 380, Opportunity: 391, Author: 1, Body: "keeps the 2019 Civic"}
	referral := crm.Copy(note)
	referral.ID, referral.Shared = 434, crm.Numbers{2}
	referred := base("refer", create("", given), create("", referral))
	shared := base("note share", changed("", note, func(n *crm.Note) { n.Shared = crm.Numbers{1, 9} }), changed("", referral, func(n *crm.Note) { n.Shared = crm.Numbers{9} }))
	rewritten := base("note edit", changed("", note, func(n *crm.Note) { n.Body = "sold the Civic" }))
	filed := base("file add", create("", pdf()))
	beside := base("quote receive", received.Edits[0], create("", pdf()))
	numbered := base("policy edit", changed("", policies()[1], func(p *crm.Policy) { p.Number, p.Status = "PA-4711", crm.PolicyActive }))
	renewed := base("policy renew", create("", &crm.Policy{Head: crm.Head{ID: 440}, Contact: 380, Carrier: "Buckeye", Line: "home", Renews: 350, Number: "HO-88213-08", Status: crm.PolicyActive, Effective: day("2027-03-01")}),
		changed("", policies()[0], func(p *crm.Policy) { p.Status, p.Ended = crm.PolicyRenewed, day("2027-03-01") }))
	west := &crm.Team{Head: crm.Head{ID: 9}, Name: "West", Members: crm.Numbers{1}}
	team := base("team join", changed("", west, func(t *crm.Team) { t.Members = crm.Numbers{2} }), create("", &crm.Team{Head: crm.Head{ID: 10}, Name: "East", Members: crm.Numbers{1, 2}}))
	ben := &crm.Producer{Head: crm.Head{ID: 2}, Name: "Ben Ortiz"}
	retired := base("producer retire", changed("", ben, func(p *crm.Producer) { p.Retired, p.Role = day("2026-11-25"), crm.Manager }))
	report := &crm.Report{Head: crm.Head{ID: 441}, Name: "monday", Definition: "from: opportunities\n"}
	saved := base("view save", create("", &crm.View{Head: crm.Head{ID: 442}, Name: "big ones", List: "opp", Where: "premium > 5000"}), create("", report),
		changed("", report, func(r *crm.Report) { r.Definition = "from: quotes\n" }))
	house := changed("", c, func(c *crm.Contact) { c.ReferredBy, c.Owner = 371, 2 })
	moved := base("contact edit", house)
	moved.People[371] = person(371, "Ruth Adeyemi", "")
	return []*crm.Outcome{won, requested, received, again, lost, reopened, assigned, referred, shared, rewritten, filed, beside, numbered, renewed, team, retired, saved, moved}
}

func TestInsuranceOutcomesEverywhere(t *testing.T) {
	everywhere(t, "insurance-outcome", func(s *Screen) error {
		var changes []*crm.ChangeInfo
		for i, o := range insuranceOutcomes() {
			if err := shown(s, o); err != nil {
				return err
			}
			changes = append(changes, &crm.ChangeInfo{ID: int64(200 + i), MadeAt: instant("2026-11-25", "10:42"), AsOf: day("2026-11-25"), By: "Ann Lee", Command: o.Command,
				Edits: o.Edits, People: o.People, Opportunities: o.Opportunities})
		}
		return s.History(changes)
	})
}
