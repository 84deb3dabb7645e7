package query_test

import (
	"database/sql"
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
	"crm/internal/query"
)

func TestAggregateSQL(t *testing.T) {
	scope := filterScope(crm.KindOpportunity)
	a := query.Aggregate{
		Noun:  crm.KindOpportunity,
		Where: []*query.Expr{compile(t, `status != "lost"`, scope)},
		By:    []query.Key{{Path: "owner.name"}, {Path: "closed", Month: true}},
		Measures: []query.Measure{
			{Summary: query.Count},
			{Summary: query.Count, Where: compile(t, `contact.stage == "client"`, scope)},
			{Summary: query.Sum, Of: compile(t, `premium`, scope), Where: compile(t, `status == "won"`, scope)},
			{Summary: query.Mean, Of: compile(t, `closed - opened`, scope)},
			{Summary: query.Distinct, Of: compile(t, `contact`, scope)},
		},
	}
	text, args, err := a.SQL()
	if err != nil {
		t.Fatal(err)
	}
	want := `SELECT j1."name", substr(t."closed", 1, 7), COUNT(*), COUNT(CASE WHEN (j2."stage" = 'client') THEN 1 END),` +
		` CAST(SUM(CASE WHEN (t."status" = 'won') THEN t."premium" END) AS BIGINT),` +
		` CAST(AVG(CAST(julianday(t."closed") - julianday(t."opened") AS BIGINT)) AS DOUBLE PRECISION),` +
		` COUNT(DISTINCT t."contact"),` +
		` MAX(CASE WHEN t."owner" IS NOT NULL AND j1."id" IS NULL THEN 'owner' WHEN t."contact" IS NOT NULL AND j2."id" IS NULL THEN 'contact' END)` +
		` FROM "opportunities" AS t LEFT JOIN "producers" AS j1 ON j1."id" = t."owner" LEFT JOIN "contacts" AS j2 ON j2."id" = t."contact"` +
		` WHERE (t."status" IS DISTINCT FROM 'lost') GROUP BY 1, 2 ORDER BY 1 NULLS LAST, 2 NULLS LAST`
	if text != want || fmt.Sprint(args) != "[]" {
		t.Errorf("got  %s %v\nwant %s", text, args, want)
	}
}

func TestAggregateErrors(t *testing.T) {
	scope := filterScope(crm.KindOpportunity)
	for _, test := range []struct {
		a    query.Aggregate
		code crm.Code
		text string
	}{
		{query.Aggregate{By: []query.Key{{Path: "stge"}}}, crm.CodeUsage, `unknown column "stge", did you mean stage?`},
		{query.Aggregate{By: []query.Key{{Path: "stage", Month: true}}}, crm.CodeUsage, `column "stage" can't be grouped by`},
		{query.Aggregate{By: []query.Key{{Path: "stage", Else: "owner"}}}, crm.CodeUsage, `column "owner" can't stand in for "stage", it is a reference`},
		{query.Aggregate{Measures: []query.Measure{{Summary: query.Sum, Of: compile(t, "topic", scope)}}}, crm.CodeUsage, `a number or an amount is wanted, "topic" is a text`},
		{query.Aggregate{Measures: []query.Measure{{Where: compile(t, "premium", scope)}}}, crm.CodeUsage, `a condition is wanted, "premium" is an amount`},
		{query.Aggregate{Where: []*query.Expr{compile(t, "premium", scope)}}, crm.CodeUsage, `a condition is wanted`},
		{query.Aggregate{Measures: []query.Measure{{Summary: query.Least, Of: compile(t, "due + months(probability) - due", scope)}}}, crm.CodeInvalid, `no SQL form`},
	} {
		test.a.Noun = crm.KindOpportunity
		_, _, err := test.a.SQL()
		if crm.CodeOf(err) != test.code || err == nil || !strings.Contains(err.Error(), test.text) {
			t.Errorf("got %v, want %s", err, test.text)
		}
	}
}

// TestAggregatesAgree holds the groups and figures of SQL to those that are
// calculated from the same records in memory.
func TestAggregatesAgree(t *testing.T) {
	db := openDatabase(t)
	asked := 0
	rapid.Check(t, func(t *rapid.T) {
		book := drawBook(t)
		book.insert(t, db)
		for range 6 {
			noun := rapid.SampledFrom(nouns).Draw(t, "noun")
			g := &generator{t: t, noun: noun}
			a := g.aggregate()
			statement, args, err := a.SQL()
			if crm.CodeOf(err) == crm.CodeInvalid && err != nil {
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			asked++
			got, want := groups(t, db, a, statement, args), book.groups(t, a)
			if len(got) != len(want) {
				t.Fatalf("%s %v\nSQL    %v\nmemory %v", statement, args, got, want)
			}
			for key, figures := range want {
				for i, w := range figures {
					if !same(got[key][i], w) {
						t.Fatalf("%s %v\nkey %s, figure %d\nSQL    %v\nmemory %v", statement, args, key, i, got[key], figures)
					}
				}
			}
		}
	})
	if asked < 50 {
		t.Errorf("only %d questions were asked", asked)
	}
}

// same compares figures; float64s are summed in another order by the database.
func same(a, b any) bool {
	x, ok := a.(float64)
	y, ok2 := b.(float64)
	if ok && ok2 {
		return math.Abs(x-y) <= 1e-9*max(1, math.Abs(x), math.Abs(y))
	}
	return a == b
}

// aggregate draws a question about the generator's noun.
func (g *generator) aggregate() query.Aggregate {
	scope := filterScope(g.noun)
	compiled := func(text string) *query.Expr {
		e, err := query.Compile(text, scope)
		if err != nil {
			g.t.Fatalf("%s: %v", text, err)
		}
		return e
	}
	a := query.Aggregate{Dialect: dialect, Schema: schema, Noun: g.noun}
	for range g.below(3) {
		month := g.below(3) == 0
		path, _ := g.path(crm.CodeType, crm.RefType, crm.TextType, crm.PhoneType, crm.NumberType, crm.PercentType)
		if month {
			path, _ = g.path(crm.DateType)
		}
		a.By = append(a.By, query.Key{Path: path, Month: month})
	}
	if g.below(2) == 0 {
		a.Where = []*query.Expr{compiled("(" + g.condition(1) + ") == true")}
	}
	for range 3 {
		m := query.Measure{Summary: query.Summary(g.below(int(query.Mean) + 1))}
		if m.Summary != query.Count {
			text := g.number(1)
			if path, _ := g.path(crm.MoneyType); path != "" && g.below(2) == 0 {
				text = g.money(path)
			}
			if m.Of = compiled(text); m.Of.Type() == query.NullType {
				m.Of = compiled("id + 0")
			}
			if m.Summary == query.Mean && m.Of.Type() == query.MoneyType {
				m.Summary = query.Sum // half a cent may fall either way
			}
		}
		if g.below(2) == 0 {
			m.Where = compiled("(" + g.condition(1) + ") == true")
		}
		a.Measures = append(a.Measures, m)
	}
	return a
}

// groups asks the database.
func groups(t *rapid.T, db *sql.DB, a query.Aggregate, statement string, args []any) map[string][]any {
	rows, err := db.Query(statement, args...)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	defer func() { _ = rows.Close() }()
	found := map[string][]any{}
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		row, pointers := make([]any, len(a.By)+len(a.Measures)), make([]any, len(a.By)+len(a.Measures))
		for i := range row {
			pointers[i] = &row[i]
		}
		if len(names) > len(row) {
			pointers = append(pointers, new(any)) // the path of a reference to nobody
		}
		if err := rows.Scan(pointers...); err != nil {
			t.Fatal(err)
		}
		if _, err := a.Decode(row); err != nil {
			t.Fatal(err)
		}
		found[fmt.Sprint(row[:len(a.By)])] = row[len(a.By):]
	}
	if err := rows.Err(); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return found
}

// groups calculates in memory.
func (b *book) groups(t *rapid.T, a query.Aggregate) map[string][]any {
	picked := map[string][]crm.Record{}
	if len(a.By) == 0 {
		picked["[]"] = nil
	}
	for _, r := range b.records[a.Noun] {
		if !b.holds(t, a.Where, r) {
			continue
		}
		keys := make([]any, len(a.By))
		for i, key := range a.By {
			keys[i] = b.value(t, a.Noun, key.Path, r)
			if d, ok := keys[i].(crm.Date); ok {
				keys[i] = d.String()[:7]
			}
		}
		picked[fmt.Sprint(keys)] = append(picked[fmt.Sprint(keys)], r)
	}
	found := map[string][]any{}
	for key, records := range picked {
		for _, m := range a.Measures {
			found[key] = append(found[key], b.figure(t, m, records))
		}
	}
	return found
}

func (b *book) holds(t *rapid.T, conditions []*query.Expr, r crm.Record) bool {
	for _, e := range conditions {
		if is, err := e.Bool(b.facts(r)); err != nil {
			t.Fatal(err)
		} else if !is {
			return false
		}
	}
	return true
}

func (b *book) value(t *rapid.T, noun crm.Kind, text string, r crm.Record) any {
	e, err := query.Compile(text, filterScope(noun))
	if err != nil {
		t.Fatal(err)
	}
	v, err := e.Eval(b.facts(r))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func (b *book) figure(t *rapid.T, m query.Measure, records []crm.Record) any {
	var n int64
	var numbers []float64
	money := false
	different := map[any]bool{}
	for _, r := range records {
		if m.Where != nil && !b.holds(t, []*query.Expr{m.Where}, r) {
			continue
		}
		n++
		if m.Of == nil {
			continue
		}
		v, err := m.Of.Eval(b.facts(r))
		if err != nil {
			t.Fatal(err)
		}
		switch v := v.(type) {
		case int64:
			numbers = append(numbers, float64(v))
		case float64:
			numbers = append(numbers, v)
		case crm.Money:
			numbers, money = append(numbers, float64(v.Minor)), true
		}
		if len(numbers) > 0 {
			different[numbers[len(numbers)-1]] = different[numbers[len(numbers)-1]] || v != nil
		}
	}
	switch {
	case m.Summary == query.Count:
		return n
	case m.Summary == query.Distinct:
		return int64(len(different))
	case len(numbers) == 0:
		return nil
	}
	x := numbers[0]
	for _, y := range numbers[1:] {
		switch m.Summary {
		case query.Least:
			x = min(x, y)
		case query.Most:
			x = max(x, y)
		default:
			x += y
		}
	}
	if m.Summary == query.Mean {
		x /= float64(len(numbers))
	}
	if money {
		return crm.Amount(int64(x))
	}
	return x
}
