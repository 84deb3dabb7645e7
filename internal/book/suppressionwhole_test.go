package book

import (
	"context"
	"iter"
	"testing"

	"crm/internal/crm"
)

// TestSuppressedWhole: what is typed for the do-not-contact list, or is in a cell of a file
// for it, is on the list as a whole or is rejected, and comes off it as a whole.
func TestSuppressedWhole(t *testing.T) {
	t.Parallel()
	ways := map[string]func(ctx context.Context, b *Book, value string) (*crm.Outcome, error){
		"dnc add": func(ctx context.Context, b *Book, value string) (*crm.Outcome, error) {
			return b.AddSuppressions(ctx, []string{value}, "asked", "")
		},
		"dnc import": func(ctx context.Context, b *Book, value string) (*crm.Outcome, error) {
			rows := iter.Seq2[ImportRow, error](func(yield func(ImportRow, error) bool) {
				yield(ImportRow{Line: 2, Values: Values{"point": {value}}}, nil)
			})
			return b.ImportSuppressions(ctx, SuppressionImport{Rows: rows, Reason: "asked"})
		},
		"dnc remove": func(ctx context.Context, b *Book, value string) (*crm.Outcome, error) {
			return b.RemoveSuppressions(ctx, []string{value}, "asked to")
		},
	}
	for name, way := range ways {
		for value, whole := range map[string]bool{
			"bo@example.com": true, "<bo@example.com>": true, "mailto:bo@example.com": true, "Bo Roe <bo@example.com>": true, "work: bo@example.com": true, `"bo@example.com"`: true, "bo@example.com;": true, "614-555-0102": true,
			"bo@example.com, 614-555-0102": false, "bo@example.com 6145550102": false, "bo@example.com (cell 614-555-0102)": false, "bo@example,com": false, "614-555-0102 <bo@example.com>": false, "bo@example.com / 614-555-0102": false,
			"614-555-0102 (bo@example.com)": false, "bo@example.com, al@example.com": false, "614-555-0102, 614-555-0103": false,
		} {
			d := newDesk(t, "2026-06-01")
			if name == "dnc remove" {
				d.must(func(ctx context.Context, b *Book) (*crm.Outcome, error) {
					return b.AddSuppressions(ctx, []string{"bo@example.com", "614-555-0102", "bo@example.org"}, "asked", "")
				})
			}
			if _, err := d.do(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return way(ctx, b, value) }); (err == nil) != whole {
				t.Errorf("%s %q: %v", name, value, err)
			}
		}
		if name == "dnc remove" {
			continue
		}
		for _, value := range []string{"614", "555-0102", "5550102", "+1 614"} {
			if _, err := newDesk(t, "2026-06-01").do(func(ctx context.Context, b *Book) (*crm.Outcome, error) { return way(ctx, b, value) }); err == nil {
				t.Errorf("%s %q protects nobody", name, value)
			}
		}
	}
}
