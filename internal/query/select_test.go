package query_test

import (
	"errors"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/query"
)

func TestConditionSQL(t *testing.T) {
	for _, test := range []struct {
		noun  crm.Kind
		where string
		sql   string
		args  []any
	}{
		{crm.KindContact, `stage == "lead" and next_due <= today + weeks(2)`, `(t."stage" = 'lead' AND t."next_due" <= $1)`, []any{"2026-12-07"}},
		{crm.KindContact, `today >= next_due`, `t."next_due" <= $1`, []any{"2026-11-23"}},
		{crm.KindContact, `owner == nil or owner != 3`, `(t."owner" IS NULL OR t."owner" IS DISTINCT FROM $1)`, []any{int64(3)}},
		{crm.KindContact, `stage not in ["lead", nil]`, `((t."stage" IN ('lead')) IS NOT TRUE)`, nil},
		{crm.KindContact, `name contains "50%_\\"`, `lower(t."name") LIKE $1 ESCAPE '\'`, []any{`%50\%\_\\%`}},
		{crm.KindContact, `name startsWith "H"`, `lower(t."name") LIKE $1 ESCAPE '\'`, []any{`h%`}},
		{crm.KindContact, `name == "'; DROP TABLE contacts"`, `(lower(t."name") = $1)`, []any{"'; drop table contacts"}},
		{crm.KindContact, `today - last_call > 90`, `t."last_call" < $1`, []any{"2026-08-25"}},
		{crm.KindContact, `last_call - days(3) <= today`, `t."last_call" <= $1`, []any{"2026-11-26"}},
		{crm.KindContact, `birthday < "1980-05-12"`, `(t."birthday" < $1 AND t."birthday" >= '0')`, []any{"1980-05-12"}},
		{crm.KindContact, `birthday < (true ? "--05-12" : nil)`, `(t."birthday" < $1 AND t."birthday" >= '0' AND (1=0))`, []any{"--05-12"}},
		{crm.KindContact, `month(birthday) == month(today)`, `CAST(substr(t."birthday", length(t."birthday") - 4, 2) AS BIGINT) = $1`, []any{int64(11)}},
		{crm.KindContact, `household.id == 2`, `t."household" = $1`, []any{int64(2)}},
		{crm.KindActivity, `end == today`, `(t."end" >= $1 AND t."end" < $2)`, []any{"2026-11-23T03:00:00Z", "2026-11-24T03:00:00Z"}},
		{crm.KindOpportunity, `premium > 1000`, `t."premium" > $1`, []any{int64(100000)}},
		{crm.KindOpportunity, `opened - due > 3`, `CAST(julianday(t."opened") - julianday(t."due") AS BIGINT) > $1`, []any{int64(3)}},
		{crm.KindOpportunity, `premium / 2 > 10`, `CAST(floor(CAST(t."premium" AS DOUBLE PRECISION) / NULLIF(CAST(CAST($1 AS DOUBLE PRECISION) AS DOUBLE PRECISION), 0) + 0.5) AS BIGINT) > $2`, []any{int64(2), int64(1000)}},
		{crm.KindContact, `today - last_call == nil`, `CAST(julianday(CAST($1 AS TEXT)) - julianday(t."last_call") AS BIGINT) IS NULL`, []any{"2026-11-23"}},
		{crm.KindContact, `90 < today - last_call`, `t."last_call" < $1`, []any{"2026-08-25"}},
		{crm.KindContact, `today + days(3) >= last_call`, `t."last_call" <= $1`, []any{"2026-11-26"}},
		{crm.KindContact, `last_call < nil`, `1=0`, nil},
		{crm.KindContact, `(stage == "lead") == true`, `t."stage" = 'lead' IS TRUE = 1=1`, nil},
		{crm.KindContact, `birthday != "1980-05-12"`, `t."birthday" IS DISTINCT FROM $1`, []any{"1980-05-12"}},
		{crm.KindActivity, `today != end`, `t."end" >= $1 AND t."end" < $2 IS NOT TRUE`, []any{"2026-11-23T03:00:00Z", "2026-11-24T03:00:00Z"}},
		{crm.KindActivity, `end < today`, `t."end" < $1`, []any{"2026-11-23T03:00:00Z"}},
		{crm.KindActivity, `end <= today`, `t."end" < $1`, []any{"2026-11-24T03:00:00Z"}},
		{crm.KindActivity, `end > today`, `t."end" >= $1`, []any{"2026-11-24T03:00:00Z"}},
		{crm.KindActivity, `today <= end`, `t."end" >= $1`, []any{"2026-11-23T03:00:00Z"}},
		{crm.KindOpportunity, `opened != due`, `t."opened" IS DISTINCT FROM t."due"`, nil},
		{crm.KindOpportunity, `opened == due`, `t."opened" IS NOT DISTINCT FROM t."due"`, nil},
		{crm.KindOpportunity, `probability > 33.5`, `t."probability" > CAST($1 AS DOUBLE PRECISION)`, []any{33.5}},
	} {
		s := query.Select{Noun: test.noun, Columns: []string{"id"}, Where: []*query.Expr{compile(t, test.where, filterScope(test.noun))}}
		text, args, _, err := s.SQL()
		if err != nil {
			t.Errorf("%s: %v", test.where, err)
			continue
		}
		bare := strings.NewReplacer("(", "", ")", "")
		where := `SELECT t."id" FROM "` + crm.NounOf(test.noun).Table + `" AS t WHERE ` + test.sql + ` ORDER BY t."id"`
		if bare.Replace(text) != bare.Replace(where) || !reflect.DeepEqual(args, test.args) {
			t.Errorf("%s\n got %s %v\nwant %s %v", test.where, text, args, where, test.args)
		}
	}
}

// A code of the book's own is what somebody typed, and so an argument.
func TestOwnCodesAreArguments(t *testing.T) {
	scope := filterScope(crm.KindOpportunity)
	scope.Codes = func(string) []string { return []string{"pet", "p'et"} }
	where := compile(t, `line in ["auto", "pet", "p'et"] and line != "p'et"`, scope)
	text, args, _, err := query.Select{Noun: crm.KindOpportunity, Columns: []string{"id"}, Where: []*query.Expr{where}}.SQL()
	if err != nil || !strings.Contains(text, `((t."line" IN ('auto', $1, $2)) AND (t."line" IS DISTINCT FROM $3))`) || !reflect.DeepEqual(args, []any{"pet", "p'et", "p'et"}) {
		t.Errorf("%s %v, %v", text, args, err)
	}
}

func TestSelectSQL(t *testing.T) {
	s := query.Select{
		Noun:    crm.KindActivity,
		Columns: []string{"id", "contact.name", "contact", "contact.household.name", "contact.id"},
		Where: []*query.Expr{
			compile(t, `contact.stage == "lead"`, filterScope(crm.KindActivity)),
			compile(t, `status == "open"`, filterScope(crm.KindActivity)),
		},
		Sort:  []string{"due", "-contact.name"},
		Limit: 5,
	}
	text, args, columns, err := s.SQL()
	if err != nil {
		t.Fatal(err)
	}
	want := `SELECT t."id", j1."name", t."contact", j2."name", t."contact", t."id",` +
		` CASE WHEN t."contact" IS NOT NULL AND j1."id" IS NULL THEN 'contact' WHEN j1."household" IS NOT NULL AND j2."id" IS NULL THEN 'contact.household' END` +
		` FROM "activities" AS t` +
		` LEFT JOIN "contacts" AS j1 ON j1."id" = t."contact"` +
		` LEFT JOIN "contacts" AS j2 ON j2."id" = j1."household"` +
		` WHERE (j1."stage" = 'lead') AND (t."status" = 'open')` +
		` ORDER BY t."due" NULLS LAST, j1."name_order" DESC NULLS LAST, t."id" LIMIT $1`
	if text != want || !reflect.DeepEqual(args, []any{int64(5)}) {
		t.Errorf("got  %s %v\nwant %s", text, args, want)
	}
	if len(columns) != 5 || columns[3].Path != "contact.household.name" || columns[3].Field.Name != "name" {
		t.Errorf("columns are %v", columns)
	}

	text, _, columns, err = query.Select{Noun: crm.KindProducer, Sort: []string{"-id", "name"}}.SQL()
	want = `SELECT t."id", t."version", t."name", t."email", t."phone", t."role", t."retired" FROM "producers" AS t ORDER BY t."id" DESC`
	if err != nil || text != want || len(columns) != 7 {
		t.Errorf("got  %s, %v\nwant %s", text, err, want)
	}
}

func TestNoSQLForm(t *testing.T) {
	for text, piece := range map[string]string{
		`due == today + every(contact)`:               `every() has no SQL form and can't be used in a filter (1:16)`,
		`becomes("status", "done")`:                   `becomes() has no SQL form and can't be used in a filter (1:1)`,
		`attempt < max_attempts`:                      `max_attempts has no SQL form and can't be used in a filter (1:11)`,
		`input.due == due`:                            `input.due has no SQL form`,
		`settings.country == "us"`:                    `settings.country has no SQL form`,
		`inbound`:                                     `inbound has no SQL form`,
		`due + months(1) <= today`:                    `arithmetic on the dates of a record has no SQL form and can't be used in a filter (1:5)`,
		`due + days(attempt) <= today`:                `days() of what is in a record has no SQL form and can't be used in a filter (1:7)`,
		`start == due`:                                `comparing a point in time with the date of a record has no SQL form`,
		`subject contains place`:                      `looking for one field of a record in another has no SQL form`,
		`due < today + months(50000) + months(50000)`: `a date that far away has no SQL form`,
		`due - days(50000) - days(50000) < today + months(50000) + months(45000)`: `a date that far away has no SQL form`,
		`start < today + months(50000) + months(50000)`:                           `a date that far away has no SQL form`,
	} {
		s := query.Select{Noun: crm.KindActivity, Where: []*query.Expr{compile(t, text, ruleScope())}}
		_, _, _, err := s.SQL()
		var e *crm.Error
		if !errors.As(err, &e) || e.Code != crm.CodeInvalid || !strings.Contains(e.Error(), piece) || len(e.Help()) < 2 {
			t.Errorf("%s: got %v, want %s", text, err, piece)
		}
	}
}

// Forms that write an operand twice would double with every level.
func TestSQLStaysShort(t *testing.T) {
	text := "due"
	for range 25 {
		text = "(year(" + text + ") == 1 ? due : created)"
	}
	_, _, _, err := query.Select{Noun: crm.KindActivity, Where: []*query.Expr{compile(t, text+" == nil", filterScope(crm.KindActivity))}}.SQL()
	if crm.CodeOf(err) != crm.CodeInvalid || !strings.Contains(err.Error(), "so long an expression") {
		t.Errorf("got %v", err)
	}
	long := strings.Repeat("id == 1 or ", 300) + "id == 2"
	text, _, _, err = query.Select{Noun: crm.KindActivity, Where: []*query.Expr{compile(t, long, filterScope(crm.KindActivity))}}.SQL()
	if err != nil {
		t.Fatal(err)
	}
	rows, err := openDatabase(t).Query(text, make([]any, 301)...)
	if err != nil {
		t.Fatal(err)
	}
	_ = rows.Close()
}

func TestIndexesAnswer(t *testing.T) {
	if os.Getenv("CRM_TEST_POSTGRES") != "" {
		t.Skip("the plan is SQLite's")
	}
	db := openDatabase(t)
	if _, err := db.Exec(`CREATE INDEX by_due ON activities (status, due)`); err != nil {
		t.Fatal(err)
	}
	for _, where := range []string{
		`status == "open" and due <= today + weeks(2)`,
		`status in ["open"] and due == "tomorrow"`,
		`status == "open" and due - days(3) < today`,
	} {
		text, args, _, err := query.Select{Noun: crm.KindActivity, Where: []*query.Expr{compile(t, where, filterScope(crm.KindActivity))}, Sort: []string{"due"}}.SQL()
		if err != nil {
			t.Fatal(err)
		}
		var id, parent, unused int
		var plan string
		if err := db.QueryRow("EXPLAIN QUERY PLAN "+text, args...).Scan(&id, &parent, &unused, &plan); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(plan, "USING INDEX by_due (status=? AND due") {
			t.Errorf("%s: %s", where, plan)
		}
	}
}

// referrers are columns of so many references behind each other, each way there is.
func referrers(depth int) (paths []string) {
	if depth == 0 {
		return []string{"name"}
	}
	for _, rest := range referrers(depth - 1) {
		for _, reference := range []string{"household.", "org.", "referred_by."} {
			paths = append(paths, reference+rest)
		}
	}
	return paths
}

func TestSelectErrors(t *testing.T) {
	for _, test := range []struct {
		s    query.Select
		code crm.Code
		text string
	}{
		{query.Select{Noun: crm.KindActivity, Columns: []string{"deu"}}, crm.CodeUsage, `unknown column "deu", did you mean due?`},
		{query.Select{Noun: crm.KindActivity, Columns: []string{"contact.nmae"}}, crm.CodeUsage, `unknown column "contact.nmae", did you mean contact.name?`},
		{query.Select{Noun: crm.KindActivity, Columns: []string{"subject.name"}}, crm.CodeUsage, `unknown column "subject.name": subject refers to no record`},
		{query.Select{Noun: crm.KindActivity, Columns: []string{""}}, crm.CodeUsage, `unknown column ""`},
		{query.Select{Noun: crm.KindActivity, Columns: []string{strings.Repeat("contact.", 5) + "name"}}, crm.CodeUsage, `follows more than 4 references`},
		{query.Select{Noun: crm.KindActivity, Columns: slices.Repeat([]string{"due"}, 3001)}, crm.CodeUsage, `more columns than the 500`},
		{query.Select{Noun: crm.KindActivity, Sort: slices.Repeat([]string{"due"}, 21)}, crm.CodeUsage, `more columns to sort by than the 20`},
		{query.Select{Noun: crm.KindContact, Columns: referrers(4)}, crm.CodeUsage, `a list may look at 60`},
		{query.Select{Noun: crm.KindActivity, Sort: []string{"explanation"}}, crm.CodeUsage, `column "explanation" has no order to sort by`},
		{query.Select{Noun: crm.KindActivity, Sort: []string{`"; DROP TABLE x`}}, crm.CodeUsage, `unknown column`},
		{query.Select{Noun: crm.KindActivity, Where: []*query.Expr{compile(t, `today`, filterScope(crm.KindActivity))}}, crm.CodeUsage, `"today" is a date`},
		{query.Select{Noun: crm.KindActivity, Where: []*query.Expr{compile(t, `true`, filterScope(crm.KindContact))}}, crm.CodeInternal, `can't be asked of`},
	} {
		_, _, _, err := test.s.SQL()
		if crm.CodeOf(err) != test.code || err == nil || !strings.Contains(err.Error(), test.text) {
			t.Errorf("got %v, want %s", err, test.text)
		}
	}
}

func TestEveryNounHasATable(t *testing.T) {
	seen := map[string]bool{}
	for _, kind := range crm.Kinds() {
		seen[crm.NounOf(kind).Table] = true
	}
	if len(seen) != len(crm.Kinds()) {
		t.Errorf("tables: %v", seen)
	}
}
