package query

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
)

// TestWhatIsTrueIsPossible: whatever conditions are true of an edit, they are possible at once.
func TestWhatIsTrueIsPossible(t *testing.T) {
	scope := editScope()
	rapid.Check(t, func(t *rapid.T) {
		var write func(depth int) string
		pick := func(all ...string) string { return rapid.SampledFrom(all).Draw(t, "pick") }
		day := func() string {
			d := pick("due", "today", "done_on", "due + days(1)", "today - days(2)", "today + months(1)", `"2026-11-25"`, `was("due")`)
			return d
		}
		compares := []string{"==", "!=", "<", "<=", ">", ">="}
		write = func(depth int) string {
			kind := rapid.IntRange(0, 9).Draw(t, "kind")
			if depth == 0 && kind < 4 {
				kind += 4
			}
			switch kind {
			case 0, 1:
				return "(" + write(depth-1) + " and " + write(depth-1) + ")"
			case 2:
				return "(" + write(depth-1) + " or " + write(depth-1) + ")"
			case 3:
				return "not (" + write(depth-1) + ")"
			case 4:
				return day() + " " + pick(compares...) + " " + day()
			case 5:
				return pick("attempt", "id") + " " + pick(compares...) + " " + pick("attempt", "1", "2", "id")
			case 6:
				return `opportunity.premium ` + pick(compares...) + " " + pick("1", "2")
			case 7:
				return pick("created()", "updated()", "deleted()", "tries_left")
			case 8:
				field := pick("status", "due", "note")
				return fmt.Sprintf("%s(%q)", pick("changed", "appears"), field)
			}
			return pick(`becomes("status", "done")`, `becomes("status", "open")`, `becomes("note", "a")`, `becomes("due", nil)`, `status == "open"`, `status in ["done", "open"]`,
				`was("status") == "open"`, `was("status") != "done"`, `was("status") == nil`, `note == "a"`, `was("note") == "a"`, `note == nil`, `was("due") != nil`)
		}
		var conditions []*Expr
		text := ""
		for range rapid.IntRange(1, 3).Draw(t, "n") {
			one := write(2)
			e, err := Condition(one, scope)
			if err != nil {
				t.Fatalf("%s: %v", one, err)
			}
			conditions, text = append(conditions, e), text+one+"\n"
		}
		for range 40 {
			facts := drawEdit(t)
			holds := true
			for _, e := range conditions {
				is, err := e.Bool(facts)
				if err != nil {
					t.Fatalf("%s: %v", text, err)
				}
				holds = holds && is
			}
			if holds && !Possible(nil, conditions...) {
				t.Fatalf("true of an edit, and said to be impossible:\n%s", text)
			}
		}
	})
}

// drawEdit returns what is known of some edit.
func drawEdit(t *rapid.T) *Facts {
	day := func() crm.Date {
		if n := rapid.IntRange(-3, 3).Draw(t, "day"); n < 3 {
			return crm.NewDate(2026, 11, 25).AddDays(n)
		}
		return crm.Date{}
	}
	one := func() *crm.Activity {
		return &crm.Activity{
			Head: crm.Head{ID: 1}, Due: day(), DoneOn: day(), Attempt: int64(rapid.IntRange(0, 3).Draw(t, "attempt")), Opportunity: 7,
			Status: rapid.SampledFrom([]string{"open", "done", ""}).Draw(t, "status"), Note: rapid.SampledFrom([]string{"a", "A", "b", ""}).Draw(t, "note"),
		}
	}
	before, after, left := one(), one(), rapid.Bool().Draw(t, "left")
	action := rapid.SampledFrom([]crm.Action{crm.Create, crm.Update, crm.Delete}).Draw(t, "action")
	edit := &crm.Edit{Kind: crm.KindActivity, ID: 1, Action: action}
	if action != crm.Create {
		edit.Before = before
	}
	if action != crm.Delete {
		edit.After = after
	}
	sale := &crm.Opportunity{Head: crm.Head{ID: 7}}
	if n := rapid.IntRange(0, 3).Draw(t, "premium"); n > 0 {
		sale.Premium = crm.Amount(int64(100 * n))
	}
	return &Facts{
		Record: edit.Record(),
		Ref:    func(crm.Kind, int64) (crm.Record, error) { return sale, nil },
		Value: func(name string) (any, error) {
			if name == "today" {
				return crm.NewDate(2026, 11, 25), nil
			}
			return left, nil
		},
		Call: func(name string, args []any) (any, error) {
			switch name {
			case "created":
				return action == crm.Create, nil
			case "updated":
				return action == crm.Update, nil
			case "deleted":
				return action == crm.Delete, nil
			}
			field, _ := edit.Field(args[0].(string))
			if name == "was" {
				if edit.Before == nil {
					return nil, nil
				}
				return field.Get(edit.Before), nil
			}
			if edit.After == nil || !edit.Changes(field) {
				return false, nil
			}
			switch name {
			case "appears":
				return edit.Before == nil || field.Get(edit.Before) == nil, nil
			case "becomes":
				is, gave := field.Encode(edit.After), field.EncodeValue(args[1])
				text, _ := is.(string)
				other, _ := gave.(string)
				return is == gave || field.Type == crm.TextType && SameText(text, other), nil
			}
			return true, nil
		},
	}
}
