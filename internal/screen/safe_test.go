package screen

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/say"
	"crm/internal/wire"
)

// hostile is text as others write it: Latin, Japanese, emoji, and all that
// must not reach a terminal.
func hostile() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringOfN(rapid.RuneFrom([]rune("abc Müller 山本 さくら フィッシャー ｶﾅ ＡＢ 👩‍👧 é e\u0301")), 0, 60, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("a|\\\"'<&>=+-@\t\r\n\x1b\x07\x7f\u009b\u202e\u200b\u2028\ufeff\U000e0041")), 0, 20, -1),
		rapid.Custom(func(t *rapid.T) string { return string(rapid.SliceOfN(rapid.Byte(), 0, 12).Draw(t, "bytes")) }),
	)
}

func draw(t *rapid.T, label string) string { return hostile().Draw(t, label) }

func dates() *rapid.Generator[crm.Date] {
	return rapid.Custom(func(t *rapid.T) crm.Date {
		return day("2026-11-25").AddDays(rapid.IntRange(-800, 800).Draw(t, "days"))
	})
}

// hostileContact is somebody all of whose fields hold such text.
func hostileContact(t *rapid.T) *crm.Contact {
	c := &crm.Contact{Head: crm.Head{ID: rapid.Int64Range(1, 1e7).Draw(t, "id")}, Kind: crm.Person}
	for _, f := range crm.BuiltIn(crm.KindContact).Fields {
		var err error
		switch f.Type {
		case crm.TextType, crm.PhoneType, crm.CodeType:
			err = f.Set(c, draw(t, f.Name))
		case crm.DateType:
			err = f.Set(c, dates().Draw(t, f.Name))
		case crm.PointsType:
			err = f.Set(c, crm.Points{{Value: draw(t, f.Name), Label: draw(t, f.Name+" label"), Bad: rapid.Bool().Draw(t, "bad")}})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func hostileActivity(t *rapid.T) *crm.Activity {
	a := &crm.Activity{
		Head: crm.Head{ID: rapid.Int64Range(1, 1e7).Draw(t, "id")}, Kind: rapid.SampledFrom(crm.Picklist("activity_kind")).Draw(t, "kind"),
		Due: dates().Draw(t, "due"), DueTime: draw(t, "due_time"), Subject: draw(t, "subject"), Place: draw(t, "place"), Note: draw(t, "note"),
		CallType: rapid.OneOf(hostile(), rapid.SampledFrom(crm.Picklist("call_type"))).Draw(t, "call_type"), CallResult: draw(t, "result"),
		Status: draw(t, "status"), Purpose: draw(t, "purpose"), Priority: draw(t, "priority"), Attempt: rapid.Int64Range(0, 9).Draw(t, "attempt"),
		Rule: draw(t, "rule"), Opportunity: rapid.Int64Range(0, 99).Draw(t, "opportunity"),
	}
	a.Explanation = &crm.Explanation{Steps: []crm.Step{{Op: draw(t, "op"), Is: a.Due, Off: crm.Days{{Date: a.Due, Name: draw(t, "off")}}}, {Op: "workday", From: a.Due, Is: a.Due, Off: crm.Days{{Date: a.Due, Name: draw(t, "off")}}}}}
	return a
}

// hostileSales are the quotes, the policy, the file and the note of a sale whose
// texts are such.
type hostileSales struct {
	quotes []*crm.Quote
	policy *crm.Policy
	file   *crm.File
	note   *crm.Note
	team   *crm.Team
}

func hostileSale(t *rapid.T, contact int64) hostileSales {
	money := func(label string) crm.Money {
		return crm.Money{Minor: rapid.Int64Range(0, 1e12).Draw(t, label), Known: rapid.Bool().Draw(t, label)}
	}
	terms := func() crm.Terms {
		return crm.Terms{{Name: draw(t, "coverage"), Value: draw(t, "limit")}, {Name: draw(t, "coverage"), Value: "500"}}
	}
	s := hostileSales{
		policy: &crm.Policy{Head: crm.Head{ID: 31}, Contact: contact, Opportunity: 7, Owner: 1, Number: draw(t, "number"), Carrier: draw(t, "carrier"), Product: draw(t, "product"),
			Line: draw(t, "line"), Status: rapid.SampledFrom(append(crm.Picklist("policy_status"), "x\x1b")).Draw(t, "status"), Premium: money("premium"), Annual: money("annual"), Term: 6, Expires: dates().Draw(t, "expires"), Renews: 3},
		file: &crm.File{Head: crm.Head{ID: 32}, Contact: contact, Opportunity: 7, Author: 1, Name: draw(t, "file"), MediaType: draw(t, "type"), SHA256: draw(t, "sha"), Size: rapid.Int64Range(0, 1e12).Draw(t, "size")},
		note: &crm.Note{Head: crm.Head{ID: 33}, Contact: contact, Opportunity: 7, Author: 1, Shared: crm.Numbers{1, 2}, Body: draw(t, "body")},
		team: &crm.Team{Head: crm.Head{ID: 34}, Name: draw(t, "team"), Members: crm.Numbers{1, 2}},
	}
	for i := range rapid.IntRange(1, 7).Draw(t, "quotes") {
		s.quotes = append(s.quotes, &crm.Quote{Head: crm.Head{ID: int64(40 + i)}, Contact: contact, Opportunity: 7, Carrier: draw(t, "carrier"), Product: draw(t, "product"),
			Status: rapid.SampledFrom(append(crm.Picklist("quote_status"), "x\x1b")).Draw(t, "status"), Premium: money("premium"), Annual: money("annual"), Term: rapid.Int64Range(0, 24).Draw(t, "term"),
			Effective: dates().Draw(t, "effective"), Limits: terms(), Deductibles: terms()})
	}
	return s
}

func (s hostileSales) records() []crm.Record {
	return []crm.Record{s.quotes[0], s.policy, s.file, s.note, s.team}
}

// card is the card of a record with all of the sale on it.
func (s hostileSales) card(t *rapid.T, r crm.Record, c *crm.Contact) *crm.Card {
	sale := &crm.Opportunity{Head: crm.Head{ID: 7}, Contact: c.ID, Line: draw(t, "line"), Competitor: draw(t, "competitor"), LostReason: draw(t, "reason"), Topic: draw(t, "topic")}
	event := func(field string) *crm.Event {
		return &crm.Event{On: dates().Draw(t, "on"), By: draw(t, "by"), Field: field, From: draw(t, "from"), To: rapid.OneOf(hostile(), rapid.SampledFrom([]string{crm.Won, crm.Lost, crm.QuoteReceived})).Draw(t, "to"), Contact: c.ID, Opportunity: 7}
	}
	quoted, made, numbered, staged, closed, owned, filed, noted := event("status"), event("status"), event("number"), event("stage"), event("status"), event("owner"), event(""), event("")
	quoted.Quotes, made.Policy, numbered.Policy, staged.Sale, closed.Sale, owned.Sale, filed.File, noted.Note = s.quotes, s.policy, s.policy, sale, sale, sale, s.file, s.note
	household := crm.Copy(c)
	household.Kind = crm.Household
	member := crm.Copy(c)
	member.ID++
	return &crm.Card{Record: r, Contact: household, Owner: draw(t, "owner"), Members: []*crm.Contact{c, member}, Opportunities: []*crm.Opportunity{sale}, Quotes: s.quotes, Policies: []*crm.Policy{s.policy}, Files: []*crm.File{s.file},
		Past: []*crm.Event{quoted, made, numbered, staged, closed, owned, filed, noted}}
}

// screens shows every screen there is with what was drawn.
func screens(t *rapid.T, s *Screen, stderr io.Writer) {
	c, a := hostileContact(t), hostileActivity(t)
	a.Contact = c.ID
	before := crm.Copy(a)
	before.Due, before.Subject, before.Status = dates().Draw(t, "before"), draw(t, "before"), crm.Open
	changedContact := crm.Copy(c)
	changedContact.Name, changedContact.Phones, changedContact.Source = draw(t, "name"), crm.Points{{Value: draw(t, "phone")}}, draw(t, "source")
	opportunity := &crm.Opportunity{Head: crm.Head{ID: 7}, Contact: c.ID, Line: draw(t, "line"), Stage: draw(t, "stage"), Status: crm.Open, Topic: draw(t, "topic"), Reason: draw(t, "reason"), Competitor: draw(t, "competitor")}
	note := &crm.Note{Head: crm.Head{ID: 8}, Contact: c.ID, Body: draw(t, "body")}
	edits := []*crm.Edit{
		{Action: crm.Update, Kind: crm.KindActivity, ID: a.ID, Before: before, After: a},
		{Action: crm.Create, Kind: crm.KindActivity, ID: a.ID, After: a, Rule: draw(t, "rule")},
		{Action: crm.Update, Kind: crm.KindContact, ID: c.ID, Before: c, After: changedContact, Rule: draw(t, "rule")},
		{Action: crm.Create, Kind: crm.KindNote, ID: 8, After: note},
		{Action: crm.Create, Kind: crm.KindOpportunity, ID: 7, After: opportunity},
	}
	item := &crm.AgendaItem{
		Group: rapid.SampledFrom(everyGroup).Draw(t, "group"), Activity: a, Contact: c, Late: rapid.IntRange(0, 3).Draw(t, "late"),
		Reason: crm.Reason{New: true, From: draw(t, "from"), Source: draw(t, "source"), Last: a, Line: draw(t, "line"), Topic: draw(t, "topic")},
	}
	notices := []crm.Notice{{Code: draw(t, "code"), Values: map[string]any{"name": draw(t, "name")}}, {Code: "no-follow-up", Values: map[string]any{"result": draw(t, "result")}}, {Code: "still-open", Values: map[string]any{"activity": a}}}
	people := map[int64]*crm.Contact{c.ID: c}
	outcome := &crm.Outcome{Change: 1, Command: draw(t, "command"), Subjects: []crm.Record{a, c}, Edits: edits, Notices: notices, People: people, Next: item,
		Imported: &crm.Imported{Added: 1, Bad: []crm.SkippedRow{{Line: 1, Column: draw(t, "column"), Reason: draw(t, "why"), Name: draw(t, "name"), ID: 3}}}}
	change := &crm.ChangeInfo{ID: 1, By: draw(t, "by"), Command: draw(t, "command"), Edits: edits, People: people}
	why := &crm.Why{Activity: a, Contact: c, Rule: a.Rule, Trigger: &crm.Trigger{Kind: crm.KindContact, ID: 1, Field: "name", Value: draw(t, "value")}, Steps: a.Explanation.Steps, Change: change}
	card := func(r crm.Record) *crm.Card {
		return &crm.Card{Record: r, Contact: c, Owner: draw(t, "owner"), Household: draw(t, "household"), Org: draw(t, "org"), Referrer: draw(t, "referrer"),
			Members: []*crm.Contact{c}, Referred: []*crm.Contact{changedContact}, Opportunities: []*crm.Opportunity{opportunity}, Reason: &item.Reason, Why: why,
			Past: []*crm.Event{{On: a.Due, By: draw(t, "by"), Activity: a}, {On: a.Due, Note: note}}, Open: []*crm.Activity{a}}
	}
	sale := hostileSale(t, c.ID)
	s.Names = map[int64]string{1: draw(t, "producer")}
	columns, row := columnsOf(crm.KindContact, crm.BuiltIn(crm.KindContact).Names()...), []any(nil)
	for _, f := range crm.BuiltIn(crm.KindContact).Fields {
		row = append(row, f.Get(c))
	}
	fewColumns := columnsOf(crm.KindContact, "id", "name", "source", "last_call", "owner")
	for _, r := range sale.records() {
		after := crm.Copy(r)
		for _, f := range crm.BuiltIn(r.Noun()).Fields {
			if f.Type.IsText() {
				if err := f.Set(after, draw(t, f.Name)); err != nil {
					t.Fatal(err)
				}
			}
		}
		outcome.Edits = append(outcome.Edits, &crm.Edit{Action: crm.Create, Kind: r.Noun(), ID: crm.IDOf(r), After: r}, &crm.Edit{Action: crm.Update, Kind: r.Noun(), ID: crm.IDOf(r), Before: r, After: after, Rule: draw(t, "rule")})
		outcome.Subjects = append(outcome.Subjects, r)
	}
	outcome.Opportunities = map[int64]*crm.Opportunity{opportunity.ID: opportunity}
	change.Edits, change.Opportunities = outcome.Edits, outcome.Opportunities
	for _, r := range append(sale.records(), c) {
		shown := sale.card(t, r, c)
		shown.Open = []*crm.Activity{a}
		if err := s.Card(shown); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Comparison(&crm.Comparison{Opportunity: opportunity, Contact: c, Quotes: sale.quotes, Missing: sale.quotes[:1]}); err != nil {
		t.Fatal(err)
	}
	failed := crm.Errorf(crm.CodeConflict, "%s", draw(t, "message")).On(draw(t, "field")).Try("%s", draw(t, "help"))
	failed.People = []*crm.Candidate{{Contact: c, Owner: draw(t, "owner"), Call: a}}
	for _, err := range []error{
		s.Agenda(&crm.Agenda{Date: s.Today, Producer: draw(t, "producer"), Holiday: draw(t, "holiday"), Next: s.Today.AddDays(2), Off: crm.Days{{Date: s.Today, Name: draw(t, "off")}}, Items: []*crm.AgendaItem{item}, Calls: 1}),
		s.Outcome(outcome), s.History([]*crm.ChangeInfo{change}), s.Why(why), s.Card(card(c)), s.Card(card(a)), s.Card(card(opportunity)), s.Card(card(&crm.Producer{Name: draw(t, "producer")})),
		s.Saved([]wire.Saved{{File: sale.file, Path: draw(t, "path")}}, false),
		s.List(List{Brief: true, List: wire.List{Columns: fewColumns, Rows: rowsOf([]any{c.ID, c.Name, c.Source, c.LastCall, int64(3)})}}),
		s.List(List{Empty: draw(t, "empty"), List: wire.List{Columns: columns[:1], Rows: rowsOf()}}),
		s.Settings([]say.Pair{{Key: "path", Value: draw(t, "path")}, {Key: "x", Label: draw(t, "label"), Value: []string{draw(t, "list")}}}),
		s.Producer(&crm.ProducerCard{Producer: &crm.Producer{Name: draw(t, "producer"), Email: draw(t, "email"), Phone: draw(t, "phone"), Role: draw(t, "role")}, Teams: []*crm.Team{{Name: draw(t, "team")}}}),
		s.Team(&crm.TeamCard{Team: &crm.Team{Name: draw(t, "team")}, Members: []*crm.Producer{{Name: draw(t, "producer"), Email: draw(t, "email"), Phone: draw(t, "phone")}}}),
		s.Referrals(&crm.Referral{Contact: c, Referred: []*crm.Referral{{Contact: changedContact, Opportunities: []*crm.Opportunity{opportunity}}, {Contact: c, Above: true}}}),
		s.Referrals(&crm.Referral{Contact: c}),
		s.Holidays(crm.Days{{Date: s.Today, Name: draw(t, "holiday")}}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if s.Width == 0 { // a list of everything is wider than any terminal
		if err := s.List(List{List: wire.List{Columns: columns, Rows: rowsOf(row)}}); err != nil {
			t.Fatal(err)
		}
	}
	s.Sentences(stderr, s.Remarks(&crm.Outcome{Notices: notices}))
	show := Error
	if s.Format == wire.JSON {
		show = wire.Error
	}
	if err := show(stderr, say.Failed(draw(t, "command"), failed, true, s.Today)); err != nil {
		t.Fatal(err)
	}
}

// Whatever is in the records, no line of a screen is wider than the terminal,
// and nothing reaches it that could drive it.
func TestScreensAreSafe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var out, stderr bytes.Buffer
		lang := rapid.SampledFrom(locale.Languages()).Draw(t, "lang")
		l, err := locale.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		s := New(&wire.Writer{Voice: &say.Voice{Locale: l, Today: day("2026-11-25"), Zone: newYork, Currency: "USD"}, Out: &out})
		s.Width, s.Height = rapid.OneOf(rapid.Just(0), rapid.IntRange(48, 140)).Draw(t, "width"), rapid.IntRange(0, 50).Draw(t, "height")
		screens(t, s, &stderr)
		for line := range strings.Lines(out.String()) {
			line = strings.TrimSuffix(line, "\n")
			if n := cells(line); s.Width > 0 && n > s.Width {
				t.Fatalf("%d columns of %d: %q", n, s.Width, line)
			}
		}
		for _, text := range []string{out.String(), stderr.String()} {
			if clean := say.CleanLines(text); clean != text || !utf8.ValidString(text) {
				t.Fatalf("unsafe: %q", text)
			}
		}
	})
}

// What programs read is JSON, whatever the records hold, and safe on a
// terminal all the same.
func TestJSONIsJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, format := range []wire.Format{wire.JSON, wire.JSONL} {
			var out, stderr bytes.Buffer
			l, err := locale.New("en")
			if err != nil {
				t.Fatal(err)
			}
			s := New(&wire.Writer{Voice: &say.Voice{Locale: l, Today: day("2026-11-25"), Zone: newYork, Currency: "USD"}, Out: &out, Format: format})
			screens(t, s, &stderr)
			if say.CleanLines(out.String()) != out.String() {
				t.Fatalf("unsafe: %q", out.String())
			}
			for d := json.NewDecoder(&out); ; {
				var value any
				if err := d.Decode(&value); err == io.EOF {
					break
				} else if err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}
