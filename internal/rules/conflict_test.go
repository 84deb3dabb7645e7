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
	steps := func(n int) string {
		text := rule("s-1", "note", "created()", "create: task, due: = today")
		for i := 2; i <= n; i++ {
			text += rule(fmt.Sprint("s-", i), "activity", fmt.Sprintf(`created() and kind == "task" and rule == "s-%d"`, i-1), "create: task, due: = today")
		}
		return text
	}
	for name, c := range map[string]struct {
		text string
		want string
	}{
		"a rule that sets itself off":    {rule("a", "activity", `created()`, "create: task, due: = today"), "[{ [a] true false}]"},
		"only for calls":                 {rule("a", "activity", `created() and kind == "call"`, "create: task, due: = today"), "[]"},
		"perhaps":                        {rule("a", "activity", `created() and contact.stage == "lead"`, "create: task, due: = today"), "[{ [a] false false}]"},
		"when what it makes is done":     {rule("a", "activity", `becomes("status", "done")`, "create: task, due: = today"), "[]"},
		"two that set each other off":    {rule("a", "contact", `becomes("rating", "a")`, "set: contact, rating: b") + rule("b", "contact", `becomes("rating", "b")`, "set: contact, rating: a"), "[{ [a b] true false}]"},
		"one that sets what it is about": {rule("a", "contact", `changed("rating")`, "set: contact, rating: b"), "[]"},
		"one that counts up":             {rule("a", "contact", `changed("rating") or changed("given")`, `set: contact, given: = name`), "[{ [a] false false}]"},
		"a slot of another rule":         {rule("a", "activity", `becomes("call_result", "stay-in-touch")`, "create: call, call_type: review, slot: review, due: = today + days(9)"), "[{review [stay-in-touch a] false false}]"},
		"a slot, but of another result":  {rule("a", "opportunity", `becomes("status", "won")`, "create: call, call_type: review, slot: review, due: = today + days(9)"), "[]"},
		"round in a circle": {
			rule("a", "contact", `becomes("rating", "a")`, "set: contact, call_frequency: monthly") +
				rule("b", "contact", `becomes("call_frequency", "monthly")`, "set: contact, rating: b") +
				rule("c", "contact", `becomes("rating", "b")`, "set: contact, rating: a, call_frequency: 1-2-per-year"), "[{ [a b c] true false}]"},
		"back and forth":                    {rule("a", "contact", `changed("rating")`, `set: contact, rating: '= rating == "a" ? "b" : "a"'`), "[{ [a] true false}]"},
		"up to the last":                    {rule("a", "contact", `changed("rating")`, `set: contact, rating: '= rating == "a" ? "b" : "c"'`), "[{ [a] false false}]"},
		"only of leads":                     {rule("a", "contact", `changed("rating") and stage == "lead"`, `set: contact, rating: '= rating == "a" ? "b" : "a"'`), "[{ [a] false false}]"},
		"steps":                             {steps(5), "[]"},
		"more steps than there may be":      {steps(11), "[{ [s-1 s-2 s-3 s-4 s-5 s-6 s-7 s-8 s-9 s-10 s-11] false true}]"},
		"a slot that is filled and emptied": {rule("a", "activity", `created()`, "create: task, slot: x, due: = today"), "[{ [a] false false}]"},
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
