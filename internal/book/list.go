package book

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

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
	// OwnerPath is where the list's records have their owner; empty is "owner".
	OwnerPath string
	// Is narrows the list to a value of a picklist, by field name, as somebody
	// typed it.
	Is map[string]string
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
				conditions = append(conditions, fmt.Sprintf("%s == %d", cmp.Or(q.OwnerPath, "owner"), owner))
			}
		}
		is, err := b.conditions(q.Noun, q.Is)
		if err != nil {
			return err
		}
		conditions = append(conditions, is...)
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

// conditions are those for fields that have one of the values typed, with
// commas between.
func (b *Book) conditions(noun crm.Kind, is map[string]string) ([]string, error) {
	var all []string
	for _, field := range slices.Sorted(maps.Keys(is)) {
		f, ok := crm.Fields(noun).Field(field)
		if !ok || is[field] == "" {
			continue
		}
		var codes []string
		for _, text := range strings.Split(is[field], ",") {
			code, err := b.code(f.List, strings.TrimSpace(text))
			if err != nil {
				return nil, onField(err, field)
			}
			codes = append(codes, strconv.Quote(code))
		}
		all = append(all, fmt.Sprintf("%s in [%s]", field, strings.Join(codes, ", ")))
	}
	return all, nil
}

// scope is what a condition of the book's lists may mention.
func (b *Book) scope(noun crm.Kind) *query.Scope {
	return &query.Scope{Noun: noun, Today: b.today, Decimals: crm.Decimals(b.settings.Currency), Zone: b.zone, Own: b.settings.OwnCodes}
}
