package cli

import (
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/query"
	"crm/internal/report"
)

// benchSales makes a book of so many people with an opportunity, a quote and a
// policy each, and a call made with each of them; a quarter of the opportunities
// are open.
func benchSales(b *testing.B, people int) string {
	b.Helper()
	path := benchBook(b, people)
	took(b, exec.Command("sqlite3", path, `PRAGMA foreign_keys = OFF; BEGIN;
		CREATE TEMP TABLE s AS SELECT row_number() OVER (ORDER BY id) AS n, id AS contact FROM contacts;
		CREATE TEMP TABLE base AS SELECT max((SELECT max(id) FROM contacts), (SELECT max(id) FROM activities)) AS id;
		INSERT INTO opportunities (id, version, contact, line, stage, status, owner, source, referred_by, premium, actual_premium, probability, close_by, opened, stage_since, closed, lost_reason, last_activity, next_due)
		SELECT base.id + n, 1, contact, CASE n % 6 WHEN 0 THEN 'auto' WHEN 1 THEN 'home' WHEN 2 THEN 'life' WHEN 3 THEN 'umbrella' WHEN 4 THEN 'auto' ELSE 'renters' END,
			CASE n % 5 WHEN 0 THEN 'new' WHEN 1 THEN 'qualifying' WHEN 2 THEN 'quoting' WHEN 3 THEN 'presented' ELSE 'closing' END,
			CASE n % 4 WHEN 0 THEN 'open' WHEN 1 THEN 'lost' ELSE 'won' END, 1, CASE n % 3 WHEN 0 THEN 'referral' WHEN 1 THEN 'web' ELSE 'event' END,
			CASE n % 3 WHEN 0 THEN (SELECT min(id) FROM contacts) + n % 500 * 2 END, 40000 + n * 37 % 200000, CASE WHEN n % 4 > 1 THEN 40000 + n * 31 % 200000 END,
			10 + 20 * (n % 5), date('2026-11-01', (n % 90) || ' days'), date('2025-01-01', (n % 690) || ' days'), date('2025-01-01', (n % 690) || ' days'),
			CASE WHEN n % 4 > 0 THEN date('2025-02-01', (n % 660) || ' days') END, CASE n % 4 WHEN 1 THEN CASE n % 7 WHEN 0 THEN 'price' WHEN 1 THEN 'service' ELSE 'stayed' END END,
			CASE n % 2 WHEN 0 THEN date('2026-01-01', (n % 328) || ' days') END, CASE n % 4 WHEN 0 THEN date('2026-11-20', (n % 60) || ' days') END
		FROM s, base;
		INSERT INTO quotes (id, version, opportunity, contact, carrier, status, premium, term, annual_premium, requested, received)
		SELECT base.id + 1000000 + n, 1, base.id + n, contact, 'Carrier ' || n % 12, CASE n % 4 WHEN 0 THEN 'received' WHEN 1 THEN 'lost' ELSE 'accepted' END,
			40000 + n * 31 % 200000, 12, 40000 + n * 31 % 200000, date('2025-01-01', (n % 690) || ' days'), date('2025-01-05', (n % 690) || ' days') FROM s, base;
		INSERT INTO policies (id, version, contact, owner, line, carrier, status, premium, term, annual_premium, effective, expires)
		SELECT base.id + 2000000 + n, 1, contact, 1, CASE n % 4 WHEN 0 THEN 'auto' WHEN 1 THEN 'home' ELSE 'life' END, 'Carrier ' || n % 12,
			CASE n % 5 WHEN 0 THEN 'renewed' WHEN 1 THEN 'cancelled' WHEN 2 THEN 'expired' ELSE 'active' END, 40000 + n * 31 % 200000, 12, 40000 + n * 31 % 200000,
			date('2025-01-01', (n % 690) || ' days'), date('2026-01-01', (n % 690) || ' days') FROM s, base;
		INSERT INTO activities (id, version, kind, contact, opportunity, owner, status, due, done_on, call_type, call_result)
		SELECT base.id + 3000000 + n, 1, 'call', contact, base.id + n, 1, 'done', date('2025-01-01', (n % 690) || ' days'), date('2025-01-01', (n % 690) || ' days'), 'referral',
			CASE n % 3 WHEN 0 THEN 'no-reach' WHEN 1 THEN 'stay-in-touch' ELSE 'appointment' END FROM s, base;
		UPDATE contacts SET policies = 1;
		UPDATE counter SET next = (SELECT id + 4000000 + 200000 FROM base);
		COMMIT; PRAGMA wal_checkpoint(TRUNCATE);`))
	return path
}

var benchDay = crm.NewDate(2026, 11, 25)

func benchScope(noun crm.Kind) *query.Scope {
	return &query.Scope{Noun: noun, Today: benchDay}
}

var marks = regexp.MustCompile(`\$\d+`)

// plainSQL is a statement of the program as the shell takes it.
func plainSQL(b *testing.B, text string, args []any, err error) string {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
	return marks.ReplaceAllStringFunc(text, func(mark string) string {
		n, _ := strconv.Atoi(mark[1:])
		if s, ok := args[n-1].(string); ok {
			return "'" + strings.ReplaceAll(s, "'", "''") + "'"
		}
		return fmt.Sprint(args[n-1])
	}) + ";"
}

// BenchmarkReport is each report by its usual grouping and by referrer or
// owner, the dearest of them, beside the same SQL.
func BenchmarkReport(b *testing.B) {
	book, program := benchSales(b, benchPeople), benchProgram(b)
	for _, r := range report.Summaries() {
		full := report.Builtin(r.Name)
		groupings := []string{full.By[0].Name, "owner"}
		for _, g := range full.By {
			if g.Name == "referrer" {
				groupings = append(groupings, g.Name)
			}
		}
		for _, by := range groupings {
			statement := ""
			_, err := full.Run(report.Query{By: by}, benchScope(full.Of), func(a query.Aggregate) ([][]any, error) {
				text, args, err := a.SQL()
				statement += plainSQL(b, text, args, err)
				return nil, nil
			})
			if err != nil {
				b.Fatal(err)
			}
			b.Run(r.Name+"/"+by, func(b *testing.B) {
				sideBySide(b,
					exec.Command(program, "report", r.Name, "--by", by, "--today", benchDay.String(), "--book", book, "-o", "csv"),
					exec.Command("sqlite3", "-csv", book, statement))
			})
		}
	}
}

// BenchmarkTodayWithOpportunities is the list of a day with a pipeline of 25
// thousand, beside the questions that find what is on it.
func BenchmarkTodayWithOpportunities(b *testing.B) {
	book, program := benchSales(b, benchPeople), benchProgram(b)
	sideBySide(b,
		exec.Command(program, "today", benchDay.String(), "--book", book),
		exec.Command("sqlite3", book, benchAgenda+`
			SELECT o.id, o.line, o.topic, o.owner, o.source, o.due, o.close_by, o.stage_since, o.assigned, o.last_activity, c.id, c.name, c.phone
			FROM opportunities o JOIN contacts c ON c.id = o.contact WHERE o.id IN (
				SELECT * FROM (SELECT id FROM opportunities WHERE status = 'open' AND owner = 1 AND close_by <= '2026-12-02' ORDER BY close_by, id LIMIT 100)
				UNION SELECT * FROM (SELECT id FROM opportunities WHERE status = 'open' AND owner = 1 AND next_due IS NULL
					AND coalesce(last_activity, opened) < '2026-11-11' ORDER BY coalesce(last_activity, opened) LIMIT 100)
				UNION SELECT * FROM (SELECT id FROM opportunities WHERE status = 'open' AND owner = 1 AND next_due < '2026-11-25'
					AND coalesce(last_activity, opened) < '2026-11-11' ORDER BY next_due LIMIT 100));`))
}

// BenchmarkListOf is the whole list of each noun with many records, with the
// columns and in the order that it has, beside the same SQL.
func BenchmarkListOf(b *testing.B) {
	book, program := benchSales(b, benchPeople), benchProgram(b)
	for word, own := range map[string]string{
		"contact": `true`, "client": `true`, "opp": `true`, "quote": `true`, "policy": `true`,
		"call": `status == "open" and contact.do_not_contact == nil`,
	} {
		l := mustList(word)
		s := query.Select{Noun: l.noun, Columns: l.columns, Sort: l.sort}
		for _, where := range append(slices.Clone(l.fixed), own) {
			e, err := query.Condition(where, benchScope(l.noun))
			if err != nil {
				b.Fatal(err)
			}
			s.Where = append(s.Where, e)
		}
		text, args, _, err := s.SQL()
		statement := plainSQL(b, text, args, err)
		list := []string{word, "list", "--columns", strings.Join(l.columns, ","), "--book", book, "-o", "csv"}
		if l.noun != crm.KindContact {
			list = append(list, "--all")
		}
		b.Run(word, func(b *testing.B) {
			sideBySide(b, exec.Command(program, list...), exec.Command("sqlite3", "-csv", book, statement))
		})
	}
}

// BenchmarkList is lists of opportunities with conditions beside the same SQL.
func BenchmarkList(b *testing.B) {
	book, program := benchSales(b, benchPeople), benchProgram(b)
	columns := []string{"id", "contact.name", "line", "stage", "premium", "close_by", "next_due"}
	for name, where := range map[string]string{
		"large":    `premium >= 2300`,
		"open":     `status == "open"`,
		"referrer": `contact.name contains "0042" and source == "referral"`,
		"stale":    crm.BuiltinViews()[5].Where,
		"month":    crm.BuiltinViews()[1].Where,
		"all":      `true`,
	} {
		e, err := query.Condition(where, benchScope(crm.KindOpportunity))
		if err != nil {
			b.Fatal(err)
		}
		text, args, _, err := query.Select{Noun: crm.KindOpportunity, Columns: columns, Where: []*query.Expr{e}, Sort: []string{"next_due", "id"}}.SQL()
		statement := plainSQL(b, text, args, err)
		b.Run(name, func(b *testing.B) {
			sideBySide(b,
				exec.Command(program, "opp", "list", "--all", "--where", where, "--columns", strings.Join(columns, ","), "--today", benchDay.String(), "--book", book, "-o", "csv"),
				exec.Command("sqlite3", "-csv", book, statement))
		})
	}
}
