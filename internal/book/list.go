package book

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"crm/internal/crm"
	"crm/internal/query"
)

// ListQuery is a list as it is asked for: a noun, built-in conditions, and
// what the flags of every list add.
type ListQuery struct {
	Noun    crm.Kind
	Fixed   []string // conditions of the list itself
	Where   string   // the user's own
	Columns []string
	Sort    []string
	Limit   int
	// Owner is a name, a number, "all", or empty for one's own; Owned says
	// that the list has an owner at all.
	Owner string
	Owned bool
}

// List answers a query and gives the rows to show; the values are in the Go
// types of the catalogue.
//
// Errors: CodeUsage for an expression or a column that can't be.
func (b *Book) List(ctx context.Context, q ListQuery, show func([]query.Column, iter.Seq2[[]any, error]) error) error {
	return b.read(ctx, func(v view) error {
		scope := b.scope(q.Noun)
		s := query.Select{Noun: q.Noun, Columns: q.Columns, Sort: q.Sort, Limit: q.Limit}
		conditions := slices.Clone(q.Fixed)
		if q.Where != "" {
			conditions = append(conditions, q.Where)
		}
		if q.Owned {
			owner, _, err := v.owner(q.Owner)
			if err != nil {
				return err
			}
			if owner != 0 {
				conditions = append(conditions, fmt.Sprintf("owner == %d", owner))
			}
		}
		for _, text := range conditions {
			expr, err := query.Condition(text, scope)
			if err != nil {
				return err
			}
			s.Where = append(s.Where, expr)
		}
		columns, rows, err := v.tx.Select(s)
		if err != nil {
			return err
		}
		return show(columns, rows)
	})
}

// scope is what a condition of the book's lists may mention.
func (b *Book) scope(noun crm.Kind) *query.Scope {
	return &query.Scope{Noun: noun, Today: b.today, Decimals: crm.Decimals(b.settings.Currency), Zone: b.zone, Own: b.settings.OwnCodes}
}
