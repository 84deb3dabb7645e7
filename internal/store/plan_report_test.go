//go:build unix

package store

import (
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/query"
	"crm/internal/report"
)

// planned fails where a question that was asked reads a whole table.
func planned(t *testing.T, tx *View) {
	t.Helper()
	for text := range tx.stmts {
		if found := scans(t, tx, text); len(found) > 0 {
			t.Errorf("%s\n  %s", text, strings.Join(found, "\n  "))
		}
	}
}

// TestViewsAreAnsweredByAnIndex: the built-in views are looked at every day.
func TestViewsAreAnsweredByAnIndex(t *testing.T) {
	s := openFor(t, bookIn(t))
	nouns := map[string]crm.Kind{"opp": crm.KindOpportunity, "policy": crm.KindPolicy}
	for _, v := range crm.BuiltinViews() {
		t.Run(v.Name, func(t *testing.T) {
			noun := nouns[v.List]
			for _, where := range []string{v.Where, v.Where + " and owner == 1"} {
				e, err := query.Condition(where, &query.Scope{Noun: noun, Today: crm.NewDate(2026, 11, 25)})
				if err != nil {
					t.Fatal(err)
				}
				q := query.Select{Noun: noun, Where: []*query.Expr{e}}
				if v.Columns != "" {
					q.Columns = strings.Split(v.Columns, ",")
				}
				if v.Sort != "" {
					q.Sort = strings.Split(v.Sort, ",")
				}
				read(t, s, func(tx *View) error {
					_, rows, err := tx.Select(q)
					if err != nil {
						return err
					}
					for _, err := range rows {
						if err != nil {
							return err
						}
					}
					planned(t, tx)
					return nil
				})
			}
		})
	}
}

// TestReportsOfAPeriodAreAnsweredByAnIndex: what is reported every Monday does
// not take longer with every year that the book has.
func TestReportsOfAPeriodAreAnsweredByAnIndex(t *testing.T) {
	s := openFor(t, bookIn(t))
	for _, listed := range report.Summaries() {
		t.Run(listed.Name, func(t *testing.T) {
			r := report.Builtin(listed.Name)
			scope := &query.Scope{Noun: r.Of, Today: crm.NewDate(2026, 11, 25)}
			for _, g := range r.By {
				read(t, s, func(tx *View) error {
					q := report.Query{By: g.Name, From: crm.NewDate(2026, 11, 16), To: crm.NewDate(2026, 11, 22)}
					_, err := r.Run(q, scope, tx.Aggregate)
					planned(t, tx)
					return err
				})
			}
		})
	}
}
