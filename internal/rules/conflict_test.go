package rules

import (
	"fmt"
	"strings"
	"testing"
)

// The built-in rules do not set each other off for ever.
func TestBuiltinRulesEnd(t *testing.T) {
	for _, c := range Builtin(nil).Conflicts(BuiltinNames()...) {
		if c.Slot == "" {
			t.Errorf("%v", c)
		}
	}
}

func TestConflicts(t *testing.T) {
	rule := func(name, on, when, do string) string {
		return fmt.Sprintf("- name: %s\n  on: %s\n  when: %s\n  do:\n    - %s\n", name, on, when, strings.ReplaceAll(do, ", ", "\n      "))
	}
	for name, c := range map[string]struct {
		text string
		want string
	}{
		"a rule that sets itself off":       {rule("a", "activity", `created()`, "create: task, due: = today"), "[{ [a] true}]"},
		"only for calls":                    {rule("a", "activity", `created() and kind == "call"`, "create: task, due: = today"), "[]"},
		"perhaps":                           {rule("a", "activity", `created() and contact.stage == "lead"`, "create: task, due: = today"), "[{ [a] false}]"},
		"when what it makes is done":        {rule("a", "activity", `becomes("status", "done")`, "create: task, due: = today"), "[]"},
		"two that set each other off":       {rule("a", "contact", `becomes("rating", "a")`, "set: contact, rating: b") + rule("b", "contact", `becomes("rating", "b")`, "set: contact, rating: a"), "[{ [a b] false}]"},
		"one that sets what it is about":    {rule("a", "contact", `changed("rating")`, "set: contact, rating: b"), "[]"},
		"one that counts up":                {rule("a", "contact", `changed("rating") or changed("given")`, `set: contact, given: = name`), "[{ [a] false}]"},
		"a slot of another rule":            {rule("a", "activity", `becomes("call_result", "stay-in-touch")`, "create: call, call_type: review, slot: review, due: = today + days(9)"), "[{review [stay-in-touch a] false}]"},
		"a slot, but of another result":     {rule("a", "opportunity", `becomes("status", "won")`, "create: call, call_type: review, slot: review, due: = today + days(9)"), "[]"},
		"a slot that is filled and emptied": {rule("a", "activity", `created()`, "create: task, slot: x, due: = today"), "[{ [a] false}]"},
	} {
		file, err := Read(nil, "", c.text)
		if err != nil {
			t.Fatal(name, err)
		}
		got := fmt.Sprint(With(nil, OwnOf(file)).Conflicts(file.Names()...))
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
