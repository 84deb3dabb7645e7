package query_test

import (
	"testing"

	"crm/internal/crm"
	"crm/internal/query"
)

// FuzzCompile holds that no text makes the package panic, that errors carry a
// code of the contract, and that SQLite understands all SQL that is made.
func FuzzCompile(f *testing.F) {
	for _, seed := range []string{
		`stage == "lead" and due <= today + weeks(2)`, `contact.name contains "50%_\\"`, `not (owner in [1, 2.5, nil])`,
		`today - due > 90`, `start == "next fri" ? premium > 1.50 : birthday < today`, `(due ?? "today") != nil`,
		`becomes("call_result", "no-reach") and attempt < max_attempts`, `1 < 2 < 3 ?: true`, `year(contact.birthday) / 0 == -1e3`,
		`opportunity.premium + "1" in [nil, 3]`, `a | b(c)`, `{#.x}`, `let x = 1; x`, "b'\\xff'", `contact?.household?.name`, `if a {b}`,
		`start in [today] == (true ? nil : false)`, `not not not true`, `months(-1) + due`, `::f(x)`, `/* x */ true // y`,
	} {
		f.Add(seed)
	}
	db := openDatabase(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, scope := range []*query.Scope{ruleScope(), filterScope(crm.KindContact), filterScope(crm.KindOpportunity)} {
			e, err := query.Compile(text, scope)
			if err != nil {
				if crm.CodeOf(err) != crm.CodeUsage {
					t.Fatalf("%q: code %s: %v", text, crm.CodeOf(err), err)
				}
				continue
			}
			facts := factsOf(crm.New(scope.Noun))
			facts.Named = func(string) (crm.Record, error) { return nil, nil }
			facts.Value = func(string) (any, error) { return nil, nil }
			facts.Call = func(string, []any) (any, error) { return nil, nil }
			if _, err := e.Eval(facts); err != nil {
				t.Fatalf("%q: %v", text, err)
			}
			statement, args, _, err := query.Select{Noun: scope.Noun, Where: []*query.Expr{e}, Limit: 1}.SQL()
			if err != nil {
				if code := crm.CodeOf(err); code != crm.CodeInvalid && code != crm.CodeUsage {
					t.Fatalf("%q: code %s: %v", text, code, err)
				}
				continue
			}
			rows, err := db.Query(statement, args...)
			if err != nil {
				t.Fatalf("%q: %s %v: %v", text, statement, args, err)
			}
			_ = rows.Close()
		}
	})
}
