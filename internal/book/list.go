package book

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"crm/internal/calendar"
	"crm/internal/crm"
	"crm/internal/query"
)

// ListQuery asks for a list: a noun, built-in conditions, and what the flags of every
// list add.
type ListQuery struct {
	Noun    crm.Kind
	Fixed   []string // conditions of the list itself
	Open    []string // further ones, unless others ask for a status that these leave out, or when something is due
	Where   string   // the user's own
	Columns []string
	Sort    []string
	Limit   int
	// Of limits the list to what is on a record, given by number, or on a contact,
	// given by name.
	Of string
	// Owner is a name, a number, "all", "team:" and a team, or empty for one's own.
	// Owned says whether the list has an owner.
	Owner string
	// Is limits the list to a value of a picklist, by field name, as it was typed.
	Is map[string]string
	// Tags are those that what is listed has, all of them.
	Tags []string
	// By is the producer who referred what is listed, by name, number or "me". It
	// widens the list to everybody's unless Owner is given.
	By string
	// Reach adds columns: the channels by which a contact can't be reached
	// (crm.Activity.Missing), and whose phone reaches a household or an organization
	// without one. Named puts that name behind the phone.
	Reach, Named bool
}

// List answers a query. Values have the Go types of the schema.
//
// Errors: CodeUsage for an invalid expression or column.
func (b *Book) List(ctx context.Context, q ListQuery, show func([]query.Column, iter.Seq2[[]any, error]) error) error {
	return b.read(ctx, func(v reader) error {
		s, err := v.selection(q)
		if err != nil {
			return err
		}
		reach := v.reachOf(q, &s)
		columns, rows, err := v.tx.Select(s)
		if err != nil {
			return err
		}
		return show(reach.columns(columns), reach.rows(rows))
	})
}

// conditions turns values typed for fields, separated by commas, into conditions.
func (b *Book) conditions(noun crm.Kind, is map[string]string) ([]string, error) {
	var all []string
	for _, field := range slices.Sorted(maps.Keys(is)) {
		f, ok := b.schema.Fields(noun).Field(field)
		if !ok || is[field] == "" {
			continue
		}
		var codes []string
		for _, text := range strings.Split(is[field], ",") {
			code, err := b.code(f.List, strings.TrimSpace(text))
			if err != nil {
				return nil, crm.OnField(err, field)
			}
			codes = append(codes, strconv.Quote(code))
		}
		all = append(all, fmt.Sprintf("%s in [%s]", field, strings.Join(codes, ", ")))
	}
	return all, nil
}

// selection turns a list query into one of the store.
func (v reader) selection(q ListQuery) (query.Select, error) {
	scope := v.scope(q.Noun)
	scope.Meant = v.meant
	s := query.Select{Schema: v.schema, Noun: q.Noun, Columns: q.Columns, Sort: q.Sort, Limit: q.Limit}
	conditions := append(slices.Clone(q.Fixed), v.mayReadConditions(q.Noun)...)
	if q.Of != "" {
		on, err := v.placeMeant(q.Of)
		if err != nil {
			return s, err
		}
		conditions = append(conditions, onPlace(on))
	}
	if q.Where != "" {
		conditions = append(conditions, q.Where)
	}
	open, err := hideClosed(conditions, q.Open, scope)
	if err != nil {
		return s, err
	}
	conditions = append(conditions, open...)
	path := crm.NounOf(q.Noun).Owner
	if q.By != "" {
		by, err := v.referring(q.By)
		if err != nil {
			return s, err
		}
		conditions = append(conditions, by)
		if q.Owner == "" {
			path = ""
		}
	}
	if path != "" {
		owner, err := v.whoseRecords(q.Owner)
		if err != nil {
			return s, err
		}
		if mine := owner.condition(path); mine != "" {
			conditions = append(conditions, mine)
		}
	}
	tagged, err := v.hasTags(q.Tags)
	if err != nil {
		return s, err
	}
	conditions = append(conditions, tagged...)
	is, err := v.conditions(q.Noun, q.Is)
	if err != nil {
		return s, err
	}
	conditions = append(conditions, is...)
	for _, text := range conditions {
		expr, err := query.Condition(text, scope)
		if err != nil {
			return s, err
		}
		s.Where = append(s.Where, expr)
		if err := v.sayUnknownTags(expr.Tags()); err != nil {
			return s, err
		}
	}
	return s, nil
}

// hideClosed returns the conditions that hide closed records and those due much later.
// It leaves out what contradicts a condition that asks for such a status or day.
func hideClosed(others, open []string, scope *query.Scope) ([]string, error) {
	codes := func(conditions []string) (all []string, dated []bool, err error) {
		for _, text := range conditions {
			expr, err := query.Condition(text, scope)
			if err != nil {
				return nil, nil, err
			}
			all, dated = append(all, expr.Codes("status")...), append(dated, expr.Mentions("due"))
		}
		return all, dated, nil
	}
	shown, limits, err := codes(open)
	if err != nil {
		return nil, err
	}
	asked, days, err := codes(others)
	if err != nil || slices.ContainsFunc(asked, func(code string) bool { return !slices.Contains(shown, code) }) {
		return nil, err
	}
	if !slices.Contains(days, true) {
		return open, nil
	}
	var left []string
	for i, text := range open {
		if !limits[i] {
			left = append(left, text)
		}
	}
	return left, nil
}

// scope returns what the conditions of lists may mention.
func (b *Book) scope(noun crm.Kind) *query.Scope {
	return &query.Scope{Schema: b.schema, Noun: noun, Today: b.today, Lang: b.options.Lang, Order: calendar.OrderOf(b.settings.Country), Workday: b.cal.IsWorkday, Note: b.noteRead, Zone: b.zone, Codes: b.values, Word: b.word, Headed: b.options.Headed}
}
