//go:build unix

package store

import (
	"database/sql"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/fold"
)

// TestEveryFieldHasAColumn: a field is a line on the struct and a line in a
// migration; the one without the other is found here.
func TestEveryFieldHasAColumn(t *testing.T) {
	s := openFor(t, bookIn(t))
	known := map[string]bool{"counter": true, "lookup": true, "changes": true, "edits": true, "contents": true, "imported": true, "tagged": true, "erasures": true, "silenced": true, "rule_problems": true, "rule_fills": true, "logins": true}
	for _, kind := range crm.Kinds() {
		table := crm.NounOf(kind).Table
		known[table] = true
		columns := map[string]string{}
		for _, row := range rowsOf(t, s, "SELECT name, type FROM pragma_table_info('"+table+"')") {
			name, kind, _ := strings.Cut(row, "|")
			columns[name] = kind
		}
		fields := crm.BuiltIn(kind)
		for _, f := range fields.Fields {
			want := "TEXT"
			switch f.Type {
			case crm.NumberType, crm.PercentType, crm.BytesType, crm.RefType, crm.MoneyType:
				want = "BIGINT"
			}
			if f.Name == "id" {
				want = "INTEGER" // as a primary key, the place of the row
			}
			switch got, ok := columns[f.Name]; {
			case !ok:
				t.Errorf("%s has a field %s and %s no such column", kind, f.Name, table)
			case got != want:
				t.Errorf("%s.%s is %s, want %s for a field of type %s", table, f.Name, got, want, f.Type)
			}
		}
		for _, f := range fields.Fields {
			if f.Order != "" && columns[f.Order] != "BLOB" {
				t.Errorf("%s.%s is sorted by %s, which is %q", table, f.Name, f.Order, columns[f.Order])
			}
		}
		if _, ok := columns["own"]; ok != crm.NounOf(kind).Own {
			t.Errorf("%s has room for fields of a book's own: %v", table, ok)
		}
		delete(columns, "own")
		for name := range columns {
			if _, ok := fields.Field(name); !ok && name != "own_due" && !slices.ContainsFunc(fields.Fields, func(f *crm.Field) bool { return f.Order == name }) {
				t.Errorf("%s has a column %s and %s no such field", table, name, kind)
			}
		}
		references := map[string]string{}
		for _, row := range rowsOf(t, s, "SELECT \"from\", \"table\" FROM pragma_foreign_key_list('"+table+"')") {
			name, to, _ := strings.Cut(row, "|")
			references[name] = to
		}
		for _, f := range fields.Fields {
			want := ""
			if f.Ref != "" {
				want = crm.NounOf(f.Ref).Table
			}
			if references[f.Name] != want {
				t.Errorf("%s.%s refers to %q, want %q", table, f.Name, references[f.Name], want)
			}
		}
	}
	for _, table := range rowsOf(t, s, "SELECT name FROM sqlite_schema WHERE type = 'table'") {
		if !known[table] {
			t.Errorf("the table %s is of no noun", table)
		}
	}
}

// rowsOf gives the rows of a query, their values joined by a bar.
func rowsOf(t *testing.T, s *Store, text string, args ...any) []string {
	t.Helper()
	rows, err := s.db.Query(text, args...)
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for rows.Next() {
		values, pointers := make([]sql.NullString, len(names)), make([]any, len(names))
		for i := range values {
			pointers[i] = &values[i]
		}
		if err := rows.Scan(pointers...); err != nil {
			t.Fatal(err)
		}
		cells := make([]string, len(values))
		for i, v := range values {
			cells[i] = v.String
		}
		lines = append(lines, strings.Join(cells, "|"))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}

// steps gives the plan of a statement.
func steps(t *testing.T, tx *View, text string) []string {
	t.Helper()
	holders := make([]any, strings.Count(text, "$")+strings.Count(text, "?"))
	for i := range holders {
		if !strings.Contains(text, fmt.Sprintf("$%d", i+1)) && !strings.Contains(text, "?") {
			holders = holders[:i]
			break
		}
	}
	rows, err := tx.tx.QueryContext(tx.ctx, "EXPLAIN QUERY PLAN "+text, holders...)
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	defer rows.Close()
	var found []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		found = append(found, step)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return found
}

// scans gives the steps of a statement's plan that read a whole table or
// index, except tables that stay small and what subqueries give, whose own steps
// are in the plan.
func scans(t *testing.T, tx *View, text string) []string {
	t.Helper()
	var found []string
	for _, step := range steps(t, tx, text) {
		words := strings.Fields(step)
		if words[0] == "SCAN" && !strings.HasPrefix(words[1], "(subquery-") && !strings.HasSuffix(step, " VALUES CLAUSE") && !slices.Contains([]string{"settings", "producers", "counter", "json_each", "CONSTANT", "due", "stray", "of", "part", "next"}, words[1]) &&
			!strings.Contains(text, "EXISTS (SELECT 1 FROM "+words[1]+")") { // which reads the first row of any
			found = append(found, step)
		}
	}
	return found
}

// TestDailyQuestionsAreAnsweredByAnIndex runs what a day's work asks and looks
// at the plan of each statement: none reads a whole table, however big the
// book is.
func TestDailyQuestionsAreAnsweredByAnIndex(t *testing.T) {
	s := openFor(t, bookIn(t))
	day := crm.NewDate(2026, 7, 9)
	for name, ask := range map[string]func(*Tx) error{
		"agenda":             func(tx *Tx) error { _, err := tx.Agenda(day, day.AddDays(3), nil, 500); return err },
		"agenda of an owner": func(tx *Tx) error { _, err := tx.Agenda(day, day.AddDays(3), []int64{1}, 500); return err },
		"the next day":       func(tx *Tx) error { _, _, _, _, err := tx.NextDay(day, []int64{1}, 500); return err },
		"explanations":       func(tx *Tx) error { _, err := tx.Explanations([]int64{1, 2}); return err },
		"strays":             func(tx *Tx) error { _, _, err := tx.Strays(nil, day, 100); return err },
		"strays of an owner": func(tx *Tx) error { _, _, err := tx.Strays([]int64{1}, day, 100); return err },
		"agenda of a team":   func(tx *Tx) error { _, err := tx.Agenda(day, day.AddDays(3), []int64{1, 2, 3}, 500); return err },
		"strays of a team":   func(tx *Tx) error { _, _, err := tx.Strays([]int64{1, 2, 3}, day, 100); return err },
		"by name":            func(tx *Tx) error { _, err := tx.ByName("Jane Hudson"); return err },
		"by words":           func(tx *Tx) error { _, err := tx.ByWords("hudson jane"); return err },
		"completion": func(tx *Tx) error {
			for _, typed := range []string{"hud", "12", "", "山"} {
				if _, err := tx.Beginning(typed, "lead", 50); err != nil {
					return err
				}
			}
			return nil
		},
		"the beginning of a search": func(tx *Tx) error {
			_, err := tx.searchBeginnings(fold.NewName("hud"), "hud", []string{"614"}, nil, 50)
			return err
		},
		"by phone":  func(tx *Tx) error { _, err := tx.ByPoint(crm.Points{{Value: "614-555-0147"}}, nil); return err },
		"by e-mail": func(tx *Tx) error { _, err := tx.ByPoint(nil, crm.Points{{Value: "jane@example.com"}}); return err },
		"who has opportunities": func(tx *Tx) error {
			_, err := tx.withSales(nil)
			if err == nil {
				_, err = tx.withSales([]int64{1, 2})
			}
			return err
		},
		"attention": func(tx *Tx) error {
			_, _, err := tx.idsInNeed(1, attention(day), 100)
			if err == nil {
				_, err = lines[*crm.Opportunity](tx.View, []int64{1, 2}, "id")
			}
			return err
		},
		"policies nobody looks after": func(tx *Tx) error {
			for _, owners := range [][]int64{nil, {1}, {1, 2, 3}} {
				if _, err := tx.StrayPolicies(owners, day, 100); err != nil {
					return err
				}
			}
			for text := range tx.stmts {
				if !strings.Contains(text, "policies") {
					continue
				}
				plan := steps(t, tx.View, text)
				if !slices.ContainsFunc(plan, func(step string) bool { return strings.Contains(step, "USING INDEX policies_stray") }) {
					t.Errorf("%s is not answered from the index of the few: %q", text, plan)
				}
			}
			return nil
		},
		"who is stopped": func(tx *Tx) error {
			tx.some[someSuppressions] = true
			_, err := tx.Suppressed(&crm.Contact{Phones: crm.Points{{Value: "614-555-0147"}}, Emails: crm.Points{{Value: "jane@example.com"}}})
			for _, ask := range []func() error{
				func() error { _, err := tx.Marked([]string{"+16145550147"}, 1); return err },
				func() error { _, err := tx.Reaching("+16145550147"); return err },
				func() error { _, err := tx.SuppressionsNaming(crm.KindContact, 1); return err },
				func() error { _, err := tx.SuppressionsFor(1); return err },
			} {
				if err == nil {
					err = ask()
				}
			}
			return err
		},
		"open activities":   func(tx *Tx) error { _, err := tx.OpenActivities(1); return err },
		"of an opportunity": func(tx *Tx) error { _, err := tx.OpenAbout(crm.KindOpportunity, 1); return err },
		"a card": func(tx *Tx) error {
			_, err := tx.Activities(1)
			for _, ask := range []func() error{
				func() error { _, err := tx.Opportunities(1); return err },
				func() error { _, err := tx.Notes(1); return err },
				func() error { _, err := About[*crm.Activity](tx.View, []int64{1, 2}); return err },
				func() error { _, err := About[*crm.Opportunity](tx.View, []int64{1, 2}); return err },
				func() error { _, err := About[*crm.Quote](tx.View, []int64{1, 2}); return err },
				func() error { _, err := About[*crm.Policy](tx.View, []int64{1, 2}); return err },
				func() error { _, err := About[*crm.Note](tx.View, []int64{1, 2}); return err },
				func() error { _, err := About[*crm.File](tx.View, []int64{1, 2}); return err },
				func() error { _, err := tx.Told([]int64{1, 2}); return err },
				func() error { _, err := tx.Members(1); return err },
				func() error { _, err := tx.HouseholdMembers(1); return err },
				func() error { _, err := tx.RenewalOf(1); return err },
				func() error { _, err := tx.ReferredBy(1); return err },
				func() error { _, err := tx.OpportunitiesReferredBy(1); return err },
				func() error { _, err := tx.LastDone(1); return err },
			} {
				if err == nil {
					err = ask()
				}
			}
			return err
		},
		"late birthday calls": func(tx *Tx) error { _, err := tx.OpenInSlot("birthday", day); return err },
		"a record": func(tx *Tx) error {
			_, err := tx.Record(99)
			if crm.CodeOf(err) == crm.CodeNotFound {
				return nil
			}
			return err
		},
		"an operation":      func(tx *Tx) error { _, err := tx.ChangeByOp("x"); return err },
		"edits of a record": func(tx *Tx) error { _, err := tx.EntriesOf(1); return err },
		"edits of a change": func(tx *Tx) error {
			for _, entries := range []iter.Seq2[*Entry, error]{tx.Entries(1, 0), tx.EntriesBack(1)} {
				for _, err := range entries {
					if err != nil {
						return err
					}
				}
			}
			_, err := tx.EntryAt(1, 1)
			return err
		},
		"a later change":               func(tx *Tx) error { _, err := tx.LaterChange(1); return err },
		"whether it is empty":          func(tx *Tx) error { _, err := tx.Empty(); return err },
		"who refers to a contact":      func(tx *Tx) error { _, err := tx.Referrer(crm.KindContact, 1); return err },
		"who refers to an opportunity": func(tx *Tx) error { _, err := tx.Referrer(crm.KindOpportunity, 1); return err },
		"who refers to an activity":    func(tx *Tx) error { _, err := tx.Referrer(crm.KindActivity, 1); return err },
		"writing": func(tx *Tx) error {
			c := &crm.Contact{Kind: crm.Person, Name: "Jane Hudson", Phones: crm.Points{{Value: "614-555-0147"}}}
			if _, err := tx.Put(c); err != nil {
				return err
			}
			o := &crm.Opportunity{Contact: c.ID, Status: crm.Open}
			if _, err := tx.Put(o); err != nil {
				return err
			}
			a := &crm.Activity{Kind: crm.Call, Contact: c.ID, Opportunity: o.ID, Status: crm.Open, Due: day}
			if _, err := tx.Put(a); err != nil {
				return err
			}
			c, a = crm.Copy(c), crm.Copy(a)
			c.Name, c.Phones, a.Due = "Jane Roe", nil, day.AddDays(1)
			for _, r := range []crm.Record{c, a} {
				if _, err := tx.Put(r); err != nil {
					return err
				}
			}
			for _, r := range []crm.Record{a, o, c} {
				if _, err := tx.Delete(r.Noun(), crm.IDOf(r)); err != nil {
					return err
				}
			}
			return ErrRollBack
		},
	} {
		t.Run(name, func(t *testing.T) {
			write(t, s, func(tx *Tx) error {
				err := ask(tx)
				if len(tx.stmts) == 0 {
					t.Error("nothing was asked")
				}
				for text := range tx.stmts {
					if strings.Contains(text, "LIMIT $") {
						t.Errorf("a limit in a placeholder has SQLite prepare it twice: %s", text)
					}
					if !strings.Contains(text, "WHERE") && strings.Contains(text, "LIMIT 1") {
						continue // the first row of any
					}
					if found := scans(t, tx.View, text); len(found) > 0 {
						t.Errorf("%s\n  %s", text, strings.Join(found, "\n  "))
					}
				}
				return err
			})
		})
	}
}

// TestScansAreSeen keeps the test above from passing because it sees nothing.
func TestScansAreSeen(t *testing.T) {
	s := openFor(t, bookIn(t))
	read(t, s, func(tx *View) error {
		for text, want := range map[string]int{
			"SELECT id FROM contacts WHERE address = $1":                                       1,
			"SELECT id FROM activities WHERE note = $1":                                        1,
			"SELECT id FROM contacts ORDER BY stage":                                           1,
			"DELETE FROM lookup WHERE contact = $1":                                            1,
			"SELECT EXISTS (SELECT 1 FROM contacts WHERE address = $1)":                        1,
			"SELECT EXISTS (SELECT 1 FROM silenced)":                                           0,
			"SELECT id FROM contacts WHERE stage = $1 AND owner = $2":                          0,
			"SELECT id FROM contacts WHERE id IN (SELECT contact FROM lookup WHERE term = $1)": 0,
		} {
			if found := scans(t, tx, text); len(found) != want {
				t.Errorf("%s: %q, want %d", text, found, want)
			}
		}
		return nil
	})
}

// TestForeignKeysHaveAnIndex: SQLite looks for what refers to a record that is
// deleted, so an undo of an import would read a whole table for each record.
// Producers are few and hardly ever go.
func TestForeignKeysHaveAnIndex(t *testing.T) {
	s := openFor(t, bookIn(t))
	read(t, s, func(tx *View) error {
		for _, from := range crm.Kinds() {
			for _, f := range crm.BuiltIn(from).Fields {
				if f.Ref == "" || f.Ref == crm.KindProducer {
					continue
				}
				text := fmt.Sprintf(`SELECT id FROM %s WHERE "%s" = $1`, crm.NounOf(from).Table, f.Name)
				if found := scans(t, tx, text); len(found) > 0 {
					t.Errorf("%s.%s has no index: %q", from, f.Name, found)
				}
			}
		}
		return nil
	})
}
