package query

import (
	"fmt"
	"testing"

	"crm/internal/crm"
)

// TestRequires: what has to be so wherever a condition holds, and no more.
func TestRequires(t *testing.T) {
	scope := &Scope{Noun: crm.KindActivity, Values: map[string]Type{"urgent": BoolType}, Functions: map[string]Function{
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
		`subject == "call"`:                                      `[]`,
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
