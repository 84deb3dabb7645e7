package rules

import (
	"strings"
	"testing"

	"crm/internal/crm"
)

func TestBuiltinRules(t *testing.T) {
	want := "new-lead no-reach stay-in-touch dead-file stopped given-up household met appointment wrong-number new-phone review client birthday referral next-step " +
		"no-show chase-quotes present-quotes stage opp-end won thank x-date policy-number renewal policy-end no-follow-up"
	if got := strings.Join(Builtin(nil).Names(), " "); got != want {
		t.Errorf("the built-in rules are\n%s, want\n%s", got, want)
	}
}

func TestParseRefuses(t *testing.T) {
	rule := func(change ...string) string {
		return strings.NewReplacer(change...).Replace("- name: mine\n  on: contact\n  when: becomes(\"stage\", \"lead\")\n  do:\n    - create: call\n      due: = today + days(3)\n")
	}
	if _, err := Parse([]byte(rule())); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"a noun that has no rules":    rule("on: contact", "on: note"),
		"of without a slot":           rule("create: call", "create: call\n      of: policy"),
		"of something else":           rule("create: call", "create: call\n      slot: s\n      of: quote"),
		"fields of nobody":            rule("create: call\n      due: = today + days(3)", "set: quote\n      carrier: Acme"),
		"a stage that there is not":   rule("create: call\n      due: = today + days(3)", "set: opportunity\n      stage: nowhere"),
		"a misspelt field":            rule(`"stage"`, `"stagee"`),
		"a value of no picklist":      rule(`"lead"`, `"leed"`),
		"an unknown function":         rule("becomes", "became"),
		"a value of another type":     rule("= today + days(3)", "= 3"),
		"a date that is none":         rule("= today + days(3)", "soon"),
		"an unknown kind of activity": rule("create: call", "create: visit"),
		"an unknown field":            rule("due:", "dew:"),
		"two effects in one":          rule("create: call", "create: call\n      set: contact"),
		"an unknown key":              rule("name: mine", "name: mine\n  colour: red"),
		"no condition":                rule(`becomes("stage", "lead")`, `""`),
	} {
		_, err := Parse([]byte(text))
		if crm.CodeOf(err) != crm.CodeInvalid {
			t.Errorf("%s: %v, want an error of code invalid", name, err)
		}
	}
}
