package query

import (
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
)

func TestConjuncts(t *testing.T) {
	for text, want := range map[string][]string{
		`kind == "call"`:                                       {`kind == "call"`},
		`kind == "call" and changed("due")`:                    {`kind == "call"`, `changed("due")`},
		`kind == "call" && changed("due")`:                     {`kind == "call"`, `changed("due")`},
		`(kind == "call" and changed("due")) and due != nil`:   {`kind == "call"`, `changed("due")`, `due != nil`},
		`((kind == "call" and due != nil))`:                    {`kind == "call"`, `due != nil`},
		`kind == "call" and (due == nil or note == "x")`:       {`kind == "call"`, `due == nil or note == "x"`},
		`kind == "call" and due == nil or note == "x"`:         {`kind == "call" and due == nil or note == "x"`},
		`(kind == "call") and (due == nil)`:                    {`kind == "call"`, `due == nil`},
		`not (kind == "call" and due == nil) and note == nil`:  {`not (kind == "call" and due == nil)`, `note == nil`},
		`note == "bread and butter" and due != nil`:            {`note == "bread and butter"`, `due != nil`},
		`note == 'a" and "b' and due != nil`:                   {`note == 'a" and "b'`, `due != nil`},
		`note == "a\" and" and due != nil`:                     {`note == "a\" and"`, `due != nil`},
		`due == nil ? note == nil and due == nil : due != nil`: {`due == nil ? note == nil and due == nil : due != nil`},
		`(subject ?? "and") == "x" and due != nil`:             {`(subject ?? "and") == "x"`, `due != nil`},
		`contact?.name == "x" and due != nil`:                  {`contact?.name == "x"`, `due != nil`},
		"kind == \"call\"\nand\nchanged(\"due\")":              {`kind == "call"`, `changed("due")`},
	} {
		e, err := Condition(text, editScope())
		if err != nil {
			t.Fatal(text, err)
		}
		var got []string
		for _, one := range e.Conjuncts() {
			got = append(got, one.Source())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// TestConjunctsMeanTheSame: the parts of a condition are true at once if and only if it is.
func TestConjunctsMeanTheSame(t *testing.T) {
	atoms := []string{
		`kind == "call"`, `attempt > 2`, `not (attempt > 2)`, `not ("x" == note)`, `note == nil`, `(note == nil or attempt == 3)`, `kind in ["task", "call"]`,
		`note contains "and"`, `1 < attempt < 4`, `(kind == "call" and attempt == 3)`, `not (kind == "call" and attempt == 3)`, `(note ?? "x") == "x"`,
	}
	joins := []string{" and ", " or ", " && ", " || ", " and (1 == 1) and ", " ? attempt == 3 : "}
	records := []*crm.Activity{{Kind: crm.Call}, {Kind: crm.Call, Attempt: 3}, {Kind: crm.Task, Note: "salt and pepper"}, {Kind: crm.Email, Attempt: 9, Note: "x"}}
	for _, a := range atoms {
		for _, b := range atoms {
			for _, c := range atoms {
				for i, join := range joins {
					text := a + join + b + joins[(i+len(a)+len(b))%5] + c
					if strings.Contains(text, " ? ") {
						text = a + " and (" + b + join + c + ")"
					}
					whole, err := Condition(text, editScope())
					if err != nil {
						t.Fatal(text, err)
					}
					for _, r := range records {
						facts, all := &Facts{Record: r}, true
						for _, one := range whole.Conjuncts() {
							is, err := one.Bool(facts)
							if err != nil {
								t.Fatal(text, err)
							}
							all = all && is
						}
						if is, _ := whole.Bool(facts); is != all {
							t.Fatalf("%s is %v, its parts %v", text, is, all)
						}
					}
				}
			}
		}
	}
}

func TestUnknown(t *testing.T) {
	r := &crm.Activity{Kind: crm.Call}
	facts := &Facts{
		Record: r,
		Named:  func(string) (crm.Record, error) { return nil, nil },
		Value:  func(string) (any, error) { return nil, nil },
		Call:   func(string, []any) (any, error) { return nil, nil },
	}
	for text, want := range map[string][]string{
		`kind == "call"`:                              nil,
		`kind == "task"`:                              nil,
		`note == "x"`:                                 {"note"},
		`note != nil`:                                 nil,
		`due < today`:                                 {"due", "today"},
		`due + days(3) < "2026-01-01"`:                {"due"},
		`not (due < today)`:                           nil,
		`not (note != "x")`:                           {"note"},
		`contact.name == "Ann"`:                       {"contact.name"},
		`kind == "task" or note == "x"`:               {"note"},
		`(kind == "task" or due != nil)`:              nil,
		`kind == "task" and note == "x"`:              nil, // the first is known
		`kind == "call" and note == "x"`:              {"note"},
		`tries_left`:                                  {"tries_left"},
		`was("due") == "2026-01-01"`:                  {`was("due")`},
		`kind == "call" ? note == "x" : due == today`: nil, // which is not looked into
	} {
		e, err := Condition(text, editScope())
		if err != nil {
			t.Fatal(text, err)
		}
		if got, err := e.Unknown(facts); !slices.Equal(got, want) || err != nil {
			t.Errorf("%s: got %q, want %q (%v)", text, got, want, err)
		}
	}
}

// TestSaw: an evaluation tells of the values that it came upon, and of no others.
func TestSaw(t *testing.T) {
	r := &crm.Activity{Kind: crm.Call, Status: crm.Done, Contact: 7}
	for text, want := range map[string][]string{
		`kind == "call"`:                                          {"kind=call"},
		`kind == "call" or note == "x"`:                           {"kind=call"},
		`kind == "task" and note == "x"`:                          {"kind=call"},
		`becomes("status", "done") and contact.name == "Ann"`:     {"status=done", "contact.name=ann"},
		`was("status") == "open" and not tries_left`:              {`was("status")=open`, "tries_left=false"},
		`created() and contact.household.name == nil`:             {"created()=true", "contact.household.name=<nil>"},
		`contact == 7 and (note ?? contact.name) startsWith "An"`: {"contact=7", "note=<nil>", "contact.name=ann"},
	} {
		e, err := Condition(text, editScope())
		if err != nil {
			t.Fatal(text, err)
		}
		var got []string
		_, err = e.Bool(&Facts{
			Record: r,
			Named:  func(string) (crm.Record, error) { return &crm.Contact{Head: crm.Head{ID: 7}, Name: "Ann"}, nil },
			Ref:    func(crm.Kind, int64) (crm.Record, error) { return nil, nil },
			Value:  func(string) (any, error) { return false, nil },
			Call: func(name string, _ []any) (any, error) {
				if name == "was" {
					return "open", nil
				}
				return true, nil
			},
			Saw: func(name string, _ *crm.Field, value any) { got = append(got, name+"="+text2(value)) },
		})
		if !slices.Equal(got, want) || err != nil {
			t.Errorf("%s: got %q, want %q (%v)", text, got, want, err)
		}
	}
}

func text2(value any) string {
	if value == nil {
		return "<nil>"
	}
	return text(value)
}
