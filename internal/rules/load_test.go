package rules

import (
	"strings"
	"testing"

	"crm/internal/crm"
)

func TestBuiltinRules(t *testing.T) {
	want := "new-lead no-reach stay-in-touch dead-file stopped no-calls given-up household met appointment wrong-number new-phone review client no-phone birthday referral next-step " +
		"no-show chase-quotes present-quotes stage opp-end won thank x-date policy-number renewal policy-end no-follow-up"
	if got := strings.Join(Builtin(nil).Names(), " "); got != want {
		t.Errorf("the built-in rules are\n%s, want\n%s", got, want)
	}
}

func TestParseRefuses(t *testing.T) {
	rule := func(change ...string) string {
		return strings.NewReplacer(change...).Replace("- name: mine\n  on: contact\n  when: becomes(\"stage\", \"lead\")\n  do:\n    - create: call\n      due: = today + days(3)\n")
	}
	if _, err := Parse(nil, []byte(rule())); err != nil {
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
		"not a date":                  rule("= today + days(3)", "soon"),
		"an unknown kind of activity": rule("create: call", "create: visit"),
		"an unknown field":            rule("due:", "dew:"),
		"two effects in one":          rule("create: call", "create: call\n      set: contact"),
		"an unknown key":              rule("name: mine", "name: mine\n  colour: red"),
		"no condition":                rule(`becomes("stage", "lead")`, `""`),
	} {
		_, err := Parse(nil, []byte(text))
		if crm.CodeOf(err) != crm.CodeInvalid {
			t.Errorf("%s: %v, want an error of code invalid", name, err)
		}
	}
}

// A rule may be about a field of the book's own, in a book that has it.
func TestRuleAboutAFieldOfTheBooksOwn(t *testing.T) {
	var none *crm.Schema
	schema, err := none.With(crm.KindContact, &crm.Field{Name: "boat", Type: crm.TextType}, &crm.Field{Name: "ends", Type: crm.DateType})
	if err != nil {
		t.Fatal(err)
	}
	rule := []byte("- name: boat\n  on: contact\n  when: becomes(\"boat\", \"ketch\") and ends != nil\n  do:\n    - create: task\n      due: = ends - days(7)\n")
	if _, err := Parse(nil, rule); crm.CodeOf(err) != crm.CodeInvalid {
		t.Errorf("without the field: %v", err)
	}
	set, err := Parse(schema, rule)
	if err != nil {
		t.Fatal(err)
	}
	c := &crm.Contact{Head: crm.Head{ID: 2}, Kind: crm.Person, Name: "Jane"}
	edit := &crm.Edit{Action: crm.Update, Kind: crm.KindContact, ID: 2, Before: crm.Copy(c), After: c}
	for name, value := range map[string]any{"boat": "ketch", "ends": day("2026-09-01")} {
		f, _ := schema.Fields(crm.KindContact).Field(name)
		if err := f.Set(c, value); err != nil {
			t.Fatal(err)
		}
	}
	effects, err := decided(set.Decide(edit, day("2026-07-10"), us(t), func() (*Facts, error) { return &Facts{Contact: c, Settings: crm.DefaultSettings()}, nil }))
	if err != nil || len(effects) != 1 {
		t.Fatalf("%v, %v", effects, err)
	}
	if a := effects[0].Create; a.Due != day("2026-08-25") || a.Explanation.Trigger.Field != "boat" || a.Explanation.Trigger.Value != "ketch" {
		t.Errorf("the rule makes %+v because of %+v", a, a.Explanation.Trigger)
	}
}
