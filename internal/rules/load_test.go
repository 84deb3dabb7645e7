package rules

import (
	"reflect"
	"strings"
	"testing"

	"crm/internal/crm"
)

func TestBuiltinRulesCompile(t *testing.T) {
	for _, text := range [][]byte{psm, pipeline} {
		if _, err := Parse(text); err != nil {
			t.Error(err)
		}
	}
	want := "new-lead no-reach stay-in-touch dead-file household appointment wrong-number new-phone review client birthday next-step " +
		"referral chase-quotes present-quotes stage won thank x-date policy-number renewal policy-end"
	if got := strings.Join(Builtin().Names(), " "); got != want {
		t.Errorf("the built-in rules are\n%s, want\n%s", got, want)
	}
}

// TestBuiltinRulesAreReadOneByOne: a rule that is read alone is what it is in
// its file, and listens to what was known of it before.
func TestBuiltinRulesAreReadOneByOne(t *testing.T) {
	for _, text := range [][]byte{psm, pipeline} {
		whole, err := parse(text)
		if err != nil {
			t.Fatal(err)
		}
		for i, source := range sources(text) {
			r := unread(source)
			if r.On != whole[i].On {
				t.Errorf("rule %s listens to %q, and unread to %q", whole[i].Name, whole[i].On, r.On)
			}
			if r.read(); !reflect.DeepEqual(r, whole[i]) {
				t.Errorf("rule %s is %+v, read alone %+v", whole[i].Name, whole[i], r)
			}
		}
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
