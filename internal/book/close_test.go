package book

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"crm/internal/crm"
)

// TestClosingAsks: what nobody said is asked about where somebody can be
// asked; any other answer leaves everything as it was.
func TestClosingAsks(t *testing.T) {
	t.Parallel()
	for answer, want := range map[string]string{
		ChooseCancel: crm.Cancelled, ChooseComplete: crm.Done, ChooseKeep: crm.Open, "": "",
	} {
		t.Run("answer "+answer, func(t *testing.T) {
			d := newDesk(t, "2026-07-09")
			jane := d.add(crm.StageLead, "Jane Hudson")
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddOpportunity(ctx, fmt.Sprint(jane), Values{"line": {"auto"}})
			})
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.RequestQuotes(ctx, "Jane Hudson", NewQuotes{Carriers: []string{"Acme"}})
			})
			o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddActivity(ctx, NewActivity{Kind: crm.Task, Subject: "send the brochure", Opportunity: "Jane Hudson", Due: "today"})
			})
			task := crm.IDOf(o.Subjects[0])
			var asked []string
			o, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				b.options.Ask = func(n crm.Notice, choices []string) (string, error) {
					asked = append(asked, n.Code)
					if n.Code == "choose-quotes" {
						return choices[0], nil
					}
					return answer, nil
				}
				return b.CloseLost(ctx, "Jane Hudson", Loss{Reason: "price"})
			})
			if !slices.Equal(asked, []string{"choose-activities", "choose-quotes"}) {
				t.Errorf("asked about %v", asked)
			}
			if answer == "" {
				if crm.CodeOf(err) != crm.CodeConflict {
					t.Errorf("without an answer: %v, want a conflict", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			became := crm.Open
			for _, e := range o.Edits {
				if a, ok := e.After.(*crm.Activity); ok && a.ID == task {
					became = a.Status
				}
			}
			if became != want {
				t.Errorf("the task is %s, want %s", became, want)
			}
		})
	}
}

// TestSaleInOneChange: what winning with a quote does is one change, and the
// premium a year is the same in the quote, the policy and the opportunity.
func TestSaleInOneChange(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-07-09")
	d.add(crm.StageLead, "Jane Hudson")
	for _, command := range []func(context.Context, *Book) (*crm.Outcome, error){
		func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.AddOpportunity(ctx, "Jane Hudson", Values{"line": {"auto"}})
		},
		func(ctx context.Context, b *Book) (*crm.Outcome, error) {
			return b.ReceiveQuote(ctx, "Jane Hudson", Values{"carrier": {"Acme"}, "premium": {"742.33"}, "term": {"6"}, "effective": {"2026-08-31"}})
		},
	} {
		d.must(command)
	}
	o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
		q, err := b.CompareQuotes(ctx, "Jane Hudson")
		if err != nil {
			return nil, err
		}
		return b.CloseWon(ctx, "Jane Hudson", Win{Quote: fmt.Sprint(q.Quotes[0].ID)})
	})
	var won *crm.Opportunity
	var quote *crm.Quote
	var policy *crm.Policy
	for _, e := range o.Edits {
		switch r := e.After.(type) {
		case *crm.Opportunity:
			won = r
		case *crm.Quote:
			quote = r
		case *crm.Policy:
			policy = r
		}
	}
	switch want := crm.Amount(148466); {
	case won == nil || quote == nil || policy == nil:
		t.Fatalf("of opportunity, quote and policy some are not edited: %v", o.Edits)
	case won.Actual != want || quote.Annual != want || policy.Annual != want:
		t.Errorf("the premium is %v, %v and %v a year, want %v", won.Actual, quote.Annual, policy.Annual, want)
	case policy.Status != crm.PolicyPending || policy.Expires != crm.NewDate(2027, time.February, 28) || policy.Quote != quote.ID || policy.Opportunity != won.ID:
		t.Errorf("the policy is %+v", policy)
	case quote.Status != crm.QuoteAccepted:
		t.Errorf("the quote is %s", quote.Status)
	}
}
