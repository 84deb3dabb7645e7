package book

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"crm/internal/crm"
	"crm/internal/query"
	"crm/internal/report"
)

// lay puts records into the book as they are, past the verbs, with no rules.
func (d *desk) lay(records ...crm.Record) {
	d.t.Helper()
	d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		return b.change(ctx, "test", func(w *work) error {
			w.quiet = true
			for _, r := range records {
				if _, err := w.put(r); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// sheet runs a report and gives its rows and its total, a line each.
func (d *desk) sheet(q ReportQuery) []string {
	d.t.Helper()
	b := d.open()
	defer b.Close()
	sheet, err := b.Report(d.t.Context(), q)
	if err != nil {
		d.t.Fatal(err)
	}
	lines := []string{}
	for _, row := range sheet.Rows {
		lines = append(lines, figures(fmt.Sprint(row.Key), row.Figures))
	}
	if sheet.Total != nil {
		lines = append(lines, figures("total", sheet.Total))
	}
	return lines
}

// figures is a row of figures: "auto: 2 $30.00 0.5".
func figures(key string, figures []any) string {
	texts := []string{key + ":"}
	for _, f := range figures {
		switch f := f.(type) {
		case crm.Money:
			texts = append(texts, "$"+f.Major(2))
		case float64:
			texts = append(texts, fmt.Sprintf("%.4g", f))
		default:
			texts = append(texts, fmt.Sprint(f))
		}
	}
	return strings.Join(texts, " ")
}

func (d *desk) wantSheet(q ReportQuery, want ...string) {
	d.t.Helper()
	if diff := cmp.Diff(want, d.sheet(q)); diff != "" {
		d.t.Errorf("%s by %s (-want +got):\n%s", q.Name, q.By, diff)
	}
}

// TestReportsOfOpportunities puts a figure to what docs/reports.md says.
func TestReportsOfOpportunities(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-25")
	jane := d.add("", "Jane Hudson")
	opportunity := func(stage, status string, premium, probability int64, opened, since string) *crm.Opportunity {
		return &crm.Opportunity{Contact: jane, Line: "auto", Owner: 1, Stage: stage, Status: status, Premium: crm.Amount(premium), Probability: probability, Opened: date(opened), StageSince: date(since)}
	}
	won := opportunity("closing", crm.Won, 90000, 90, "2026-10-01", "2026-10-20")
	won.Actual, won.Closed = crm.Amount(100000), date("2026-10-31")
	lost := opportunity("quoting", crm.Lost, 50000, 50, "2026-10-01", "2026-10-20")
	lost.LostReason, lost.Closed = "price", date("2026-11-02")
	unknown := opportunity("new", crm.Open, 0, 10, "2026-11-01", "2026-11-01")
	unknown.Premium, unknown.Owner = crm.Money{}, 0
	d.lay(
		opportunity("new", crm.Open, 33333, 10, "2026-11-20", "2026-11-20"),
		opportunity("closing", crm.Open, 10001, 90, "2026-11-01", "2026-11-24"),
		unknown, won, lost,
	)
	d.wantSheet(ReportQuery{Name: "pipeline"}, "new: 2 $333.33 $33.33", "closing: 1 $100.01 $90.01", "total: 3 $433.34 $123.34")
	d.wantSheet(ReportQuery{Name: "pipeline", By: "owner"}, "Ann Lee: 2 $433.34 $123.34", "<nil>: 1 $0.00 $0.00", "total: 3 $433.34 $123.34")
	d.wantSheet(ReportQuery{Name: "stages"}, "new: 2 14.5 24", "closing: 1 1 1", "total: 3 10 24")
	d.wantSheet(ReportQuery{Name: "conversion", By: "line"}, "auto: 1 1 0.5 $1000.00 30", "total: 1 1 0.5 $1000.00 30")
	d.wantSheet(ReportQuery{Name: "conversion", By: "line", From: "2026-11-01", To: "2026-11-30"}, "auto: 0 1 0 $0.00 <nil>", "total: 0 1 0 $0.00 <nil>")
	d.wantSheet(ReportQuery{Name: "lost-reasons"}, "price: 1 $500.00", "total: 1 $500.00")
	d.wantSheet(ReportQuery{Name: "forecast"}, "<nil>: 3 $433.34 $123.34", "total: 3 $433.34 $123.34")
}

func TestReportsOfQuotesAndPolicies(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-25")
	jane, omar := d.add("client", "Jane Hudson"), d.add("client", "Omar Haddad")
	one := &crm.Opportunity{Contact: jane, Line: "auto", Status: crm.Won, Owner: 1}
	two := &crm.Opportunity{Contact: omar, Line: "home", Status: crm.Open, Owner: 1}
	d.lay(one, two)
	quote := func(o *crm.Opportunity, carrier, status, received string, premium, term int64) *crm.Quote {
		q := &crm.Quote{Opportunity: o.ID, Contact: o.Contact, Carrier: carrier, Status: status, Requested: date("2026-11-02")}
		if received != "" {
			q.Received, q.Premium, q.Term = date(received), crm.Amount(premium), term
		}
		return q
	}
	d.lay(
		quote(one, "Acme", crm.QuoteAccepted, "2026-11-04", 60000, 6), quote(one, "Acme", crm.QuoteLost, "2026-11-04", 110000, 12),
		quote(one, "Buckeye", crm.QuoteLost, "2026-11-05", 100000, 12), quote(two, "Buckeye", crm.QuoteRequested, "", 0, 0),
		quote(two, "Acme", crm.QuoteReceived, "2026-11-05", 100000, 12),
	)
	// An opportunity counts once, however many quotes it has.
	d.wantSheet(ReportQuery{Name: "quotes"},
		"Acme: 3 3 2 1 0.5 $1100.00", "Buckeye: 2 1 1 0 0 $1000.00", "total: 5 4 2 1 0.5 $1075.00")
	d.wantSheet(ReportQuery{Name: "quotes", By: "line"}, "auto: 3 3 1 1 1 $1100.00", "home: 2 1 1 0 0 $1000.00", "total: 5 4 2 1 0.5 $1075.00")

	policy := func(who int64, line, status, expires string, premium, term int64) *crm.Policy {
		return &crm.Policy{Contact: who, Owner: 1, Line: line, Carrier: "Acme", Status: status, Premium: crm.Amount(premium), Term: term,
			Effective: date("2026-01-01"), Expires: date(expires)}
	}
	d.lay(
		policy(jane, "auto", crm.PolicyRenewed, "2026-10-15", 60000, 6), policy(jane, "auto", crm.PolicyActive, "2027-04-15", 60000, 6),
		policy(jane, "home", crm.PolicyActive, "2026-12-01", 90000, 12), policy(omar, "auto", crm.PolicyExpired, "2026-10-20", 50000, 12),
		policy(omar, "auto", crm.PolicyPending, "2026-12-20", 50000, 12), policy(omar, "umbrella", crm.PolicyCancelled, "2026-12-31", 10000, 12),
	)
	d.wantSheet(ReportQuery{Name: "retention"},
		"2026-10: 2 1 0 1 0 0.5 $1700.00", "2026-12: 3 0 1 0 2 0 $1500.00", "2027-04: 1 0 0 0 1 <nil> $1200.00", "total: 6 1 1 1 3 0.3333 $4400.00")
	d.wantSheet(ReportQuery{Name: "retention", From: "2026-10-01", To: "2026-10-31", By: "line"}, "auto: 2 1 0 1 0 0.5 $1700.00", "total: 2 1 0 1 0 0.5 $1700.00")
	// Jane has two lines, Omar has one and could buy a second.
	d.wantSheet(ReportQuery{Name: "cross-sell"},
		"auto: 2 2 1 1 $1700.00", "home: 1 1 0 1 $900.00", "total: 3 2 1 1.5 $2600.00")
	d.wantSheet(ReportQuery{Name: "cross-sell", By: "held"}, "1: 1 1 1 1 $500.00", "2: 2 1 0 2 $2100.00", "total: 3 2 1 1.5 $2600.00")
}

func TestReportsOfActivities(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-25")
	jane := d.add("", "Jane Hudson")
	call := func(result, direction, on string) *crm.Activity {
		return &crm.Activity{Kind: crm.Call, Contact: jane, Owner: 1, Status: crm.Done, CallResult: result, Direction: direction, DoneOn: date(on), Due: date(on)}
	}
	open := func(due string) *crm.Activity {
		a := &crm.Activity{Kind: crm.Task, Contact: jane, Owner: 1, Status: crm.Open}
		if due != "" {
			a.Due = date(due)
		}
		return a
	}
	d.lay(
		call(crm.NoReach, "", "2026-11-02"), call(crm.NoReach, "outbound", "2026-11-03"), call(crm.WrongNumber, "", "2026-11-03"),
		call(crm.AppointmentResult, "", "2026-11-04"), call(crm.AppointmentResult, crm.Inbound, "2026-11-05"), call(crm.StayInTouch, "", "2026-10-05"),
		open("2026-11-24"), open("2026-11-25"), open("2026-12-02"), open("2026-12-03"), open(""),
	)
	d.wantSheet(ReportQuery{Name: "activity"},
		"2026-10: 1 1 0 <nil> 0 0 0", "2026-11: 4 1 1 4 0 0 0", "total: 5 2 1 5 0 0 0")
	d.wantSheet(ReportQuery{Name: "workload"}, "Ann Lee: 5 1 2 2", "total: 5 1 2 2")
}

// TestEveryReportByEveryGrouping asks the database itself.
func TestEveryReportByEveryGrouping(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-11-25")
	d.add("lead", "Jane Hudson")
	for _, r := range report.Summaries() {
		for _, g := range report.Builtin(r.Name).By {
			d.sheet(ReportQuery{Name: r.Name, By: g.Name, From: "-1y", To: "today", Owner: "all"})
			d.sheet(ReportQuery{Name: r.Name, By: g.Name, Owner: "Ann Lee"})
		}
	}
}

// TestPremiumsAgree: the sums of a report, however it groups, are those of the
// list and of the policies.
func TestPremiumsAgree(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		d := newDesk(t, "2026-11-25")
		ids := []int64{d.add("", "Jane Hudson"), d.add("", "Omar Haddad")}
		one := func(values ...string) string { return rapid.SampledFrom(values).Draw(r, "one") }
		var won, policies []crm.Record
		var records []crm.Record
		for range rapid.IntRange(0, 8).Draw(r, "opportunities") {
			o := &crm.Opportunity{
				Contact: rapid.SampledFrom(ids).Draw(r, "contact"), Status: one(crm.Open, crm.Won, crm.Lost), Stage: one("new", "closing", "own"),
				Line: one("auto", "", "pet"), Source: one("web", ""), Opened: date(one("2026-01-31", "2026-11-01")),
				Owner: rapid.SampledFrom([]int64{0, 1}).Draw(r, "owner"), Probability: rapid.Int64Range(0, 100).Draw(r, "probability"),
			}
			if rapid.Bool().Draw(r, "known") {
				o.Premium = crm.Amount(rapid.Int64Range(0, 1_000_000).Draw(r, "premium"))
			}
			if o.Status != crm.Open {
				o.Closed = date(one("2026-11-20", "2026-10-01"))
			}
			if o.Status == crm.Won {
				o.Actual = crm.Amount(rapid.Int64Range(0, 1_000_000).Draw(r, "actual"))
				won = append(won, o)
			}
			records = append(records, o)
		}
		if len(records) > 0 {
			d.lay(records...)
		}
		for _, w := range won {
			o := w.(*crm.Opportunity)
			policies = append(policies, &crm.Policy{Contact: o.Contact, Opportunity: o.ID, Line: o.Line, Status: crm.PolicyActive, Premium: o.Actual, Term: 12, Owner: o.Owner})
		}
		if len(policies) > 0 {
			d.lay(policies...)
		}
		b := d.open()
		defer b.Close()
		list := func(noun crm.Kind, column, where string) (sum int64) {
			err := b.List(t.Context(), ListQuery{Noun: noun, Columns: []string{column}, Where: where}, func(_ []query.Column, rows iter.Seq2[[]any, error]) error {
				for row, err := range rows {
					if err != nil {
						return err
					}
					if m, ok := row[0].(crm.Money); ok {
						sum += m.Minor
					}
				}
				return nil
			})
			if err != nil {
				r.Fatal(err)
			}
			return sum
		}
		premium := list(crm.KindOpportunity, "premium", `status == "open"`)
		actual := list(crm.KindOpportunity, "actual_premium", `status == "won"`)
		if bound := list(crm.KindPolicy, "annual_premium", ""); bound != actual {
			r.Errorf("policies for %d, opportunities won for %d", bound, actual)
		}
		for name, want := range map[string]int64{"pipeline": premium, "forecast": premium, "conversion": actual, "cross-sell": actual} {
			for _, g := range report.Builtin(name).By {
				sheet, err := b.Report(t.Context(), ReportQuery{Name: name, By: g.Name, Owner: "all"})
				if err != nil {
					r.Fatal(err)
				}
				at := slices.IndexFunc(sheet.Figures, func(f crm.Figure) bool { return f.Name == "premium" })
				sum := int64(0)
				for _, row := range sheet.Rows {
					sum += row.Figures[at].(crm.Money).Minor
				}
				if total := sheet.Total[at].(crm.Money).Minor; sum != want || total != want {
					r.Errorf("%s by %s: rows of %d, total %d, want %d", name, g.Name, sum, total, want)
				}
			}
		}
	})
}
