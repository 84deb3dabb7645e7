package book

import (
	"context"
	"fmt"
	"testing"

	"crm/internal/crm"
)

// TestNobodyWaitsForAnAnswer: while a question waits, others write to the book.
// What they did to what was asked about is not overwritten by the answer; what
// they did elsewhere is no matter.
func TestNobodyWaitsForAnAnswer(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		meanwhile func(ctx context.Context, b *Book, task string) (*crm.Outcome, error)
		want      crm.Code
	}{
		{"elsewhere", func(ctx context.Context, b *Book, _ string) (*crm.Outcome, error) {
			return b.AddContact(ctx, "lead add", NewContact{Values: Values{"name": {"Mike Stone"}}, Stage: crm.StageLead})
		}, ""},
		{"edited", func(ctx context.Context, b *Book, task string) (*crm.Outcome, error) {
			return b.Snooze(ctx, "task snooze", crm.Task, []string{task}, "+9d")
		}, crm.CodeConflict},
		{"one more", func(ctx context.Context, b *Book, _ string) (*crm.Outcome, error) {
			return b.AddActivity(ctx, NewActivity{Kind: crm.Task, Subject: "send the second brochure", Opportunity: "Jane Hudson", Due: "today"})
		}, crm.CodeConflict},
		{"none left", func(ctx context.Context, b *Book, task string) (*crm.Outcome, error) {
			return b.Done(ctx, "task done", crm.Task, []string{task}, "", "")
		}, crm.CodeConflict},
		{"closed by somebody else", func(ctx context.Context, b *Book, _ string) (*crm.Outcome, error) {
			return b.CloseLost(ctx, "Jane Hudson", Loss{Reason: "price", Loose: Loose{Activities: ChooseCancel}})
		}, crm.CodeNotFound},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, "2026-07-09")
			jane := d.add(crm.StageLead, "Jane Hudson")
			d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddOpportunity(ctx, fmt.Sprint(jane), Values{"line": {"auto"}})
			})
			o := d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				return b.AddActivity(ctx, NewActivity{Kind: crm.Task, Subject: "send the brochure", Opportunity: "Jane Hudson", Due: "today"})
			})
			task := fmt.Sprint(crm.IDOf(o.Subjects[0]))
			asked := 0
			before := 0
			_, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
				b.options.Ask = func(n crm.Notice, choices []string) (string, error) {
					asked++
					d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return c.meanwhile(ctx, b, task) })
					before = len(d.raw().rows("SELECT id FROM changes"))
					return ChooseCancel, nil
				}
				return b.CloseLost(ctx, "Jane Hudson", Loss{Reason: "price"})
			})
			closed := len(d.raw().rows("SELECT id FROM changes")) - before
			switch {
			case asked != 1:
				t.Errorf("asked %d times", asked)
			case c.want == "" && (err != nil || closed != 1):
				t.Errorf("%d changes, %v", closed, err)
			case c.want != "" && (crm.CodeOf(err) != c.want || closed != 0):
				t.Errorf("%d changes, %v, want %s", closed, err, c.want)
			}
		})
	}
}
