package query

import (
	"fmt"
	"testing"

	"crm/internal/crm"
)

// TestRequires: what has to be so wherever a condition holds, and no more.
func TestRequires(t *testing.T) {
	scope := &Scope{Noun: crm.KindActivity, Values: map[string]Type{"urgent": BoolType}, Functions: map[string]Function{
		"made":    {Result: BoolType},
		"changed": {Args: []Type{NameType}, Result: BoolType},
		"becomes": {Args: []Type{NameType, SameType}, Result: BoolType},
	}}
	for text, want := range map[string]string{
		`kind == "call"`:                                         `[[{ kind call}]]`,
		`kind in ["call", "email"] and urgent`:                   `[[{ kind call} { kind email}]]`,
		`changed("due") and kind == "task"`:                      `[[{changed due }] [{ kind task}]]`,
		`becomes("status", "done") or urgent`:                    `[]`,
		`becomes("status", "done") or changed("due") and urgent`: `[[{becomes status done} {changed due }]]`,
		`not changed("due")`:                                     `[]`,
		`urgent ? kind == "call" : changed("due")`:               `[]`,
		`subject == "Call"`:                                      `[[{ subject Call}]]`,
		`subject in ["call", place]`:                             `[]`,
		`subject contains "call" and made()`:                     `[[{made  }]]`,
		`not made()`:                                             `[]`,
		`kind != "call"`:                                         `[]`,
	} {
		e, err := Condition(text, scope)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(e.Requires()); got != want {
			t.Errorf("%s requires %s, want %s", text, got, want)
		}
	}
}

// TestCodes: which statuses a condition asks for, in whatever form.
func TestCodes(t *testing.T) {
	scope := &Scope{Noun: crm.KindActivity}
	for text, want := range map[string]string{
		`status == "no-show"`:                             `[no-show]`,
		`status in ["done", "cancelled"]`:                 `[done cancelled]`,
		`status != "open"`:                                `[done cancelled no-show]`,
		`not (status != "open")`:                          `[open]`,
		`not (status == "open" or status == "done")`:      `[done cancelled no-show open cancelled no-show]`,
		`priority == "high" and status == "done"`:         `[done]`,
		`kind == "call" ? status == "open" : due < today`: `[open]`,
		`opportunity.status == "won"`:                     `[]`,
		`subject == "done"`:                               `[]`,
	} {
		e, err := Condition(text, scope)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(e.Codes("status")); got != want {
			t.Errorf("%s asks for %s, want %s", text, got, want)
		}
	}
}
