package query

import (
	"testing"

	"crm/internal/crm"
)

// editScope is a scope with functions about an edit.
func editScope() *Scope {
	return &Scope{
		Noun: crm.KindActivity, Records: map[string]crm.Kind{"contact": crm.KindContact},
		Values: map[string]Type{"today": DateType, "tries_left": BoolType},
		Functions: map[string]Function{
			"changed": {Args: []Type{NameType}, Result: BoolType},
			"appears": {Args: []Type{NameType}, Result: BoolType},
			"becomes": {Args: []Type{NameType, SameType}, Result: BoolType},
			"created": {Result: BoolType},
			"updated": {Result: BoolType},
			"deleted": {Result: BoolType},
			"was":     {Args: []Type{NameType}, Result: SameType},
		},
	}
}

func TestPossible(t *testing.T) {
	for text, want := range map[string]bool{
		`kind == "call" and kind == "task"`:                              false,
		`kind == "call" and not (kind == "call")`:                        false,
		`kind == "call" and kind in ["task", "email"]`:                   false,
		`kind in ["call", "task"] and kind in ["task", "email"]`:         true,
		`kind in ["call", "task"] and kind != "call" and kind != "task"`: false,
		`attempt > 5 and attempt < 3`:                                    false,
		`attempt > 5 and attempt == 3`:                                   false,
		`attempt >= 3 and 3 >= attempt`:                                  true,
		`attempt > 3 and 3 >= attempt`:                                   false,
		`attempt > 5 and attempt == nil`:                                 false,
		`note == nil and note == "x"`:                                    false,
		`note == nil and note != "x"`:                                    true,
		`note contains "a" and note == nil`:                              true, // which is not looked into
		`due < "2026-01-01" and due > "2026-02-01"`:                      false,
		`due < today and due > today`:                                    false,
		`due <= today and due >= today`:                                  true,
		`due < today and today < due`:                                    false,
		`due == today and due != today`:                                  false,
		`due == today and due < today`:                                   false,
		`due == today and due == today + days(1)`:                        true, // where neither is known
		`due > today + days(3) and due < today`:                          false,
		`due > today - days(3) and due < today`:                          true,
		`due > today + months(1) and due < today + months(1)`:            false,
		`due > today + months(1) and due < today`:                        true, // which is not looked into
		`due > due`: false,
		`becomes("status", "done") and was("status") == "done"`:                     false,
		`becomes("note", "a") and was("note") == "a"`:                               true, // in other capitals
		`becomes("due", nil) and was("due") == nil`:                                 false,
		`appears("status") and was("status") == "open"`:                             false,
		`created() and was("status") == "open"`:                                     false,
		`was("status") == "open" and created()`:                                     false,
		`created() and was("status") == nil`:                                        true,
		`created() and deleted()`:                                                   false,
		`not created() and not updated() and not deleted()`:                         false,
		`deleted() and becomes("status", "done")`:                                   false,
		`deleted() and status == "done"`:                                            true,
		`opportunity.premium > 500 and opportunity.premium <= 400`:                  false,
		`opportunity.premium > 400 and opportunity.premium <= 500`:                  true,
		`due < today and due == nil`:                                                false,
		`becomes("status", "done") and status == "open"`:                            false,
		`becomes("status", "done") and not changed("status")`:                       false,
		`becomes("status", "done") or becomes("status", "open")`:                    true,
		`appears("status") and not changed("status")`:                               false,
		`changed("status") and not becomes("status", "done") and status == "done"`:  false,
		`tries_left and not tries_left`:                                             false,
		`contact.stage == "lead" and contact.stage == "client"`:                     false,
		`contact.stage == "lead" and (contact.stage == "client" or kind == "call")`: true,
		`1 == 2`: false,
		`kind == "call" and (kind == "task" ? true : false)`:                         false,
		`was("status") == "open" and was("status") == "done"`:                        false,
		`was("status") == "open" and status == "done"`:                               true,
		`contact == nil and contact != nil`:                                          false,
		`note == "A" and note == "a"`:                                                true,
		`(kind == "call" or kind == "task") and (kind == "email" or kind == "task")`: true,
	} {
		e, err := Condition(text, editScope())
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if got := Possible(nil, e); got != want {
			t.Errorf("%s is possible: %v", text, got)
		}
	}
}

func TestPossibleOfAnEdit(t *testing.T) {
	given := &Given{
		Fields:  map[string]any{"kind": "task", "status": "open", "call_result": nil},
		Changed: map[string]bool{"kind": true, "status": true},
		Unsure:  map[string]bool{"note": true},
		Values:  map[string]bool{"created()": true},
	}
	for text, want := range map[string][2]bool{ // possible, certain
		`kind == "task"`:                          {true, true},
		`kind == "call"`:                          {false, false},
		`becomes("status", "open")`:               {true, true},
		`becomes("status", "done")`:               {false, false},
		`changed("due")`:                          {false, false},
		`changed("note")`:                         {true, false},
		`call_result != nil`:                      {false, false},
		`due < today`:                             {true, false},
		`created() and kind == "task"`:            {true, true},
		`created() and contact.stage == "client"`: {true, false},
	} {
		e, err := Condition(text, editScope())
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if got := [2]bool{Possible(given, e), Certain(given, e)}; got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestResultOfTheFieldsType(t *testing.T) {
	if _, err := Condition(`was("status") == "opne"`, editScope()); err == nil {
		t.Error("what a field was is compared with no value of it")
	}
	if _, err := Condition(`was("due") < today - days(3)`, editScope()); err != nil {
		t.Error(err)
	}
}
