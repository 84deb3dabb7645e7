package book

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/store"
)

// write makes one change that puts records.
func (d *desk) write(command string, records ...crm.Record) *crm.Outcome {
	d.t.Helper()
	return d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.change(ctx, command, func(w *work) error {
			for _, r := range records {
				if _, err := w.put(r); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// show is the card of a record.
func (d *desk) show(noun string, of any) *crm.Card {
	d.t.Helper()
	b := d.open()
	defer b.Close()
	card, err := b.Show(d.t.Context(), noun, fmt.Sprint(of))
	if err != nil {
		d.t.Fatal(err)
	}
	return card
}

// happened is what is in the past, a line each without the calls and tasks: "07-09
// opp 5 status -open".
func happened(card *crm.Card) []string {
	var lines []string
	for _, e := range card.Past {
		var what string
		switch {
		case e.Activity != nil:
			continue
		case e.Note != nil:
			what = fmt.Sprintf("note %d", e.Note.ID)
		case e.File != nil:
			what = "file " + e.File.Name
		case e.Policy != nil:
			what = fmt.Sprintf("policy %s %s-%s", e.Field, e.From, e.To)
		case e.Sale != nil:
			what = fmt.Sprintf("opp %d %s %s-%s", e.Sale.ID, e.Field, e.From, e.To)
		default:
			var carriers []string
			for _, q := range e.Quotes {
				carriers = append(carriers, q.Carrier)
			}
			what = fmt.Sprintf("quote %s %s-%s %s", e.Field, e.From, e.To, strings.Join(carriers, ","))
		}
		lines = append(lines, e.On.String()[5:]+" "+what)
	}
	return lines
}

func wantTold(t *testing.T, card *crm.Card, want ...string) {
	t.Helper()
	if got := happened(card); !slices.Equal(got, want) {
		t.Errorf("told\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// sale is an opportunity from its first day to its last.
type sale struct {
	*desk
	nora   int64
	o      *crm.Opportunity
	quotes []*crm.Quote
	policy *crm.Policy
}

func newSale(t *testing.T) *sale {
	t.Helper()
	s := &sale{desk: newDesk(t, "2026-11-13")}
	s.nora = s.add(crm.StageProspect, "Nora Castillo")
	s.o = &crm.Opportunity{Contact: s.nora, Line: "auto", Stage: "qualifying", Status: crm.Open, Owner: 1, Premium: crm.Amount(148000)}
	s.write("opp add", s.o)
	s.on("2026-11-18")
	for _, carrier := range []string{"Acme Mutual", "Buckeye", "Cardinal"} {
		s.quotes = append(s.quotes, &crm.Quote{Opportunity: s.o.ID, Contact: s.nora, Carrier: carrier, Status: crm.QuoteRequested})
	}
	s.o.Stage = "quoting"
	s.write("quote request", s.o, s.quotes[0], s.quotes[1], s.quotes[2])
	for i, day := range []string{"2026-11-23", "2026-11-24"} {
		s.on(day)
		q := s.quotes[i]
		q.Status, q.Premium, q.Term = crm.QuoteReceived, crm.Amount(74200+int64(i)), 6
		s.write("quote receive", q)
	}
	s.write("file add", &crm.File{Contact: s.nora, Opportunity: s.o.ID, Quote: s.quotes[1].ID, Author: 1, Name: "buckeye.pdf", Size: 212000, Added: s.now})
	return s
}

func (s *sale) win() *crm.Outcome {
	s.t.Helper()
	s.o.Status, s.o.Closed, s.o.Actual = crm.Won, crm.NewDate(2026, 11, 25), crm.Amount(148400)
	s.quotes[0].Status, s.quotes[1].Status, s.quotes[2].Status = crm.QuoteAccepted, crm.QuoteLost, crm.QuoteLost
	s.policy = &crm.Policy{Contact: s.nora, Opportunity: s.o.ID, Quote: s.quotes[0].ID, Owner: 1, Line: "auto", Status: crm.PolicyPending}
	return s.write("opp close-won", s.o, s.quotes[0], s.quotes[1], s.quotes[2], s.policy)
}

func TestTimelineOfASale(t *testing.T) {
	t.Parallel()
	s := newSale(t)
	want := []string{
		fmt.Sprintf("11-13 opp %d status -open", s.o.ID),
		fmt.Sprintf("11-18 opp %d stage qualifying-quoting", s.o.ID),
		"11-18 quote status -requested Acme Mutual,Buckeye,Cardinal",
		"11-23 quote status requested-received Acme Mutual",
		"11-24 quote status requested-received Buckeye",
		"11-24 file buckeye.pdf",
	}
	card := s.show("opp", s.o.ID)
	wantTold(t, card, want...)
	if e := card.Past[0]; e.By != "Ann Lee" || e.At.IsZero() || e.Opportunity != s.o.ID || e.Contact != s.nora {
		t.Errorf("the first event is %+v", e)
	}
	received := card.Past[3]
	if received.Quotes[0].Premium != crm.Amount(74200) || card.Past[2].Quotes[0].Premium.Known {
		t.Error("quotes are not told as they were then")
	}

	s.on("2026-11-25")
	s.win()
	s.policy.Number, s.policy.Status = "PA-4711", crm.PolicyActive
	s.today = "2026-11-28"
	s.write("policy edit", s.policy)
	s.today = ""
	want = append(want,
		fmt.Sprintf("11-25 opp %d status open-won", s.o.ID),
		"11-25 quote status received-accepted Acme Mutual",
		"11-25 quote status received-lost Buckeye,Cardinal",
		"11-25 policy status -pending",
		"11-28 policy number -PA-4711")
	wantTold(t, s.show("opp", s.o.ID), want...)
	wantTold(t, s.show("", s.nora), want...)
	wantTold(t, s.show("policy", s.policy.ID), "11-25 policy status -pending", "11-28 policy number -PA-4711")
	wantTold(t, s.show("quote", s.quotes[1].ID), "11-18 quote status -requested Buckeye", "11-24 quote status requested-received Buckeye", "11-24 file buckeye.pdf", "11-25 quote status received-lost Buckeye")
}

// What was taken back is not told, nor the taking back; what was restored is.
func TestTimelineLeavesOutWhatWasTakenBack(t *testing.T) {
	t.Parallel()
	s := newSale(t)
	before := happened(s.show("opp", s.o.ID))
	s.on("2026-11-25")
	change := s.win().Change
	after := happened(s.show("opp", s.o.ID))
	reverse := func(undo bool) {
		s.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			if undo {
				return b.Undo(ctx, change, "they asked")
			}
			return b.Redo(ctx, change, "they asked")
		})
	}
	if len(after) != len(before)+4 {
		t.Fatalf("winning is told as %q", after)
	}
	for range 2 {
		reverse(true)
		wantTold(t, s.show("opp", s.o.ID), before...)
		reverse(false)
		wantTold(t, s.show("opp", s.o.ID), after...)
	}
	s.on("2026-11-26")
	s.o.Status, s.o.Closed = crm.Open, crm.Date{}
	s.o.Stage, s.o.Owner = "closing", 0
	s.write("opp reopen", s.o)
	wantTold(t, s.show("opp", s.o.ID), append(after,
		fmt.Sprintf("11-26 opp %d status won-open", s.o.ID), fmt.Sprintf("11-26 opp %d stage quoting-closing", s.o.ID), fmt.Sprintf("11-26 opp %d owner Ann Lee-", s.o.ID))...)
}

func TestTimelineOfAHousehold(t *testing.T) {
	t.Parallel()
	s := newSale(t)
	household := &crm.Contact{Kind: crm.Household, Name: "Castillo family"}
	s.write("household add", household)
	nora := s.contact(s.nora)
	nora.Household = household.ID
	s.write("contact edit", nora)
	s.write("task add", &crm.Activity{Kind: crm.Task, Contact: s.nora, Subject: "send the form", Status: crm.Open, Due: crm.NewDate(2026, 11, 26)})
	card := s.show("household", "Castillo family")
	if got, want := happened(card), happened(s.show("", s.nora)); !slices.Equal(got, want) || len(got) == 0 {
		t.Errorf("of the household is told %q, of its member %q", got, want)
	}
	if !slices.ContainsFunc(card.Open, func(a *crm.Activity) bool { return a.Subject == "send the form" }) || len(card.Quotes) != 3 || len(card.Opportunities) != 1 {
		t.Errorf("the household's card lacks what is its member's: %d open, %d quotes, %d opportunities", len(card.Open), len(card.Quotes), len(card.Opportunities))
	}
	sam := s.add("", "Sam Castillo")
	c := s.contact(sam)
	c.Household = household.ID
	s.write("contact edit", c)
	wantTold(t, s.show("", sam))
}

// Who closed a task, and when, is what the journal says.
func TestTimelineOfActivities(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add("", "Jane Hudson")
	task := &crm.Activity{Kind: crm.Task, Contact: jane, Owner: 1, Status: crm.Open, Due: crm.NewDate(2026, 7, 20)}
	appointment := &crm.Activity{Kind: crm.Appointment, Contact: jane, Owner: 1, Status: crm.Open, Due: crm.NewDate(2026, 7, 10), Start: d.now.AddDate(0, 0, 1).Add(5 * 60 * 60 * 1e9)}
	late := &crm.Activity{Kind: crm.Task, Contact: jane, Owner: 1, Status: crm.Open, Due: crm.NewDate(2026, 7, 9)}
	ben := &crm.Producer{Name: "Ben Ortiz"}
	d.write("task add", task, appointment, late, ben)
	d.on("2026-07-10")
	b := d.open()
	b.options.As = ben.Name
	if _, err := b.change(t.Context(), "done", func(w *work) error {
		for _, a := range []*crm.Activity{task, appointment, late} {
			a.Status, a.DoneOn = crm.Done, w.today
			if a == late {
				a.DoneOn = w.today.AddDays(-1)
			}
			if _, err := w.put(a); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range d.show("", jane).Past {
		clock := ""
		if !e.At.IsZero() {
			clock = e.At.In(d.now.Location()).Format("15:04")
		}
		got = append(got, fmt.Sprintf("%d %s %s %s", e.Activity.ID, e.On, clock, e.By))
	}
	want := []string{
		fmt.Sprintf("%d 2026-07-09  Ben Ortiz", late.ID),
		fmt.Sprintf("%d 2026-07-10 10:00 Ben Ortiz", task.ID),
		fmt.Sprintf("%d 2026-07-10 15:00 Ben Ortiz", appointment.ID),
	}
	if !slices.Equal(got, want) {
		t.Errorf("told %q, want %q", got, want)
	}
}

func TestShowByNoun(t *testing.T) {
	t.Parallel()
	s := newSale(t)
	note := &crm.Note{Contact: s.nora, Opportunity: s.o.ID, Author: 1, Shared: crm.Numbers{1}, Body: "keeps the Civic", Written: s.now}
	team := &crm.Team{Name: "West", Members: crm.Numbers{1}}
	s.write("note add", note, team)
	for noun, id := range map[string]int64{"opp": s.o.ID, "quote": s.quotes[0].ID, "note": note.ID, "team": team.ID, "producer": 1} {
		card := s.show(noun, id)
		if crm.IDOf(card.Record) != id {
			t.Errorf("%s %d shows %d", noun, id, crm.IDOf(card.Record))
		}
		switch noun {
		case "note":
			if len(card.Past) > 0 || card.Contact == nil {
				t.Errorf("a note's card is %+v", card)
			}
		case "quote":
			if card.Owner != "Ann Lee" {
				t.Errorf("a quote's owner is %q", card.Owner)
			}
		}
		b := s.open()
		for _, other := range []string{fmt.Sprint(s.nora), "99", "nobody"} {
			if _, err := b.Show(t.Context(), noun, other); crm.CodeOf(err) != crm.CodeNotFound {
				t.Errorf("%s show %s: %v", noun, other, err)
			}
		}
	}
}

// More opportunities than one statement takes are told all the same.
func TestTimelineOfMany(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	jane := d.add("", "Jane Hudson")
	var many []crm.Record
	for range 600 {
		many = append(many, &crm.Opportunity{Contact: jane, Line: "auto", Status: crm.Open, Stage: "new"})
	}
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.change(ctx, "opp add", func(w *work) error {
			w.quiet = true
			for _, r := range many {
				if _, err := w.put(r); err != nil {
					return err
				}
			}
			return nil
		})
	})
	if n := len(d.show("", jane).Past); n != 600 {
		t.Errorf("%d of 600 are told", n)
	}
	d.look(func(v reader) {
		all, err := v.tx.Told([]int64{jane, crm.IDOf(many[599])})
		if err != nil || len(all.Entries) != 2 || !all.InForce(all.Entries[jane][0]) {
			t.Errorf("%+v, %v", all, err)
		}
		if _, err := store.About[*crm.Opportunity](v.tx, nil); err != nil {
			t.Error(err)
		}
	})
}
