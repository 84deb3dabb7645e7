package query_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/query"
)

// teamScope has a further record that is not a field, and a function of lists.
func teamScope() *query.Scope {
	return &query.Scope{
		Noun: crm.KindTeam, Today: today,
		Records: map[string]crm.Kind{"team": crm.KindTeam, "caller": crm.KindContact},
		Values:  map[string]query.Type{"n": query.NumberType, "is": query.BoolType, "day": query.DateType},
		Functions: map[string]query.Function{
			"size":  {Args: []query.Type{query.ListType}, Result: query.NumberType},
			"known": {Args: []query.Type{query.RecordType}, Result: query.BoolType},
			"count": {Args: []query.Type{query.NumberType}, Result: query.NumberType},
		},
	}
}

// TestErrorsOfFactsAreErrors: wherever in an expression a fact can't be had, its error
// is that of the expression. A condition that was false instead would lose a follow-up.
func TestErrorsOfFactsAreErrors(t *testing.T) {
	broken := errors.New("the disk is gone")
	facts := &query.Facts{
		Record: &crm.Team{Head: crm.Head{ID: 5}, Members: crm.Numbers{2}},
		Named:  func(string) (crm.Record, error) { return nil, broken },
		Ref:    func(crm.Kind, int64) (crm.Record, error) { return nil, broken },
		Value:  func(string) (any, error) { return nil, broken },
		Call: func(name string, args []any) (any, error) {
			if name == "count" && args[0] == int64(1) {
				return nil, broken
			}
			return map[string]any{"size": 1, "known": true}[name], nil
		},
	}
	for _, text := range []string{
		`team`, `team == 5`, `team.name == "x"`, `caller.owner.name == "x"`, `known(team)`, `count(1)`, `count(n)`, `size([1, n])`,
		`n`, `-n`, `n + 1`, `1 + n`, `n == 1`, `1 == n`, `n < 1`, `n in [1]`, `1 in [n]`, `1 in [2, n]`, `n in members`, `2 in team.members`, `n ?? 1`,
		`day + days(1)`, `month(day)`, `is`, `not is`, `is and true`, `true and is`, `is or true`, `false or is`, `is ? 1 : 2`, `true ? n : 1`, `false ? 1 : n`,
	} {
		e := compile(t, text, teamScope())
		if got, err := e.Eval(facts); !errors.Is(err, broken) {
			t.Errorf("%s: got %v, %v", text, got, err)
		}
		if e.Type() != query.BoolType {
			continue
		}
		if got, err := e.Bool(facts); !errors.Is(err, broken) {
			t.Errorf("%s as a condition: got %t, %v", text, got, err)
		}
	}
	for _, text := range []string{`n`, `count(1)`, `team`, `caller.owner.name`} {
		if got, err := compile(t, text, teamScope()).Eval(&query.Facts{}); !isInternal(err) {
			t.Errorf("%s without facts: got %v, %v", text, got, err)
		}
	}
	wrong := &query.Facts{Value: func(string) (any, error) { return "a text", nil }}
	if got, err := compile(t, `n`, teamScope()).Eval(wrong); !isInternal(err) {
		t.Errorf("a text for a number: got %v, %v", got, err)
	}
	one := &query.Facts{Value: func(string) (any, error) { return 1, nil }}
	if is, err := compile(t, `n`, teamScope()).Bool(one); is || !isInternal(err) {
		t.Errorf("a number as a condition: got %t, %v", is, err)
	}
}

// TestUnknownRecords: a record that is not there is nil, also to functions.
func TestUnknownRecords(t *testing.T) {
	var team *crm.Team
	facts := &query.Facts{
		Named: func(string) (crm.Record, error) { return team, nil },
		Call:  func(_ string, args []any) (any, error) { return args[0] != nil, nil },
	}
	for _, there := range []bool{false, true} {
		if there {
			team = &crm.Team{Head: crm.Head{ID: 5}, Name: "North"}
		}
		for text, want := range map[string]any{`team != nil`: there, `known(team)`: there, `team == 5`: there, `team.name == "North"`: there} {
			if got, err := compile(t, text, teamScope()).Eval(facts); got != want || err != nil {
				t.Errorf("%s of %v: got %v, %v", text, team, got, err)
			}
		}
	}
}

// TestLimits: what is just within a limit is taken, and nothing beyond it.
func TestLimits(t *testing.T) {
	within := map[string]func(n int) string{
		"nested conditions": func(n int) string { return strings.Repeat("not ", 100+n) + "true" },
		"nested calls":      func(n int) string { return strings.Repeat("count(", 99+n) + "1" + strings.Repeat(")", 99+n) + " == 1" },
		"nodes":             func(n int) string { return "n in [1" + strings.Repeat(",1", 1996+n) + "]" },
		"numbers":           func(n int) string { return fmt.Sprintf("n == %d", 1_000_000_000_000_000+n) },
		"fractions":         func(n int) string { return fmt.Sprintf("n == %d.5", 999_999_999_999_999+n) },
	}
	for what, text := range within {
		if _, err := query.Compile(text(0), teamScope()); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if _, err := query.Compile(text(1), teamScope()); crm.CodeOf(err) != crm.CodeUsage {
			t.Errorf("%s beyond the limit: %v", what, err)
		}
	}
}
