package query_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"crm/internal/crm"
	"crm/internal/query"
)

func TestRefused(t *testing.T) {
	for _, test := range []struct{ text, message string }{
		{``, `the expression is empty`},
		{`stagee == "lead"`, `unknown field "stagee", did you mean stage? (1:1)`},
		{`stage == lead`, `unknown field "lead" (1:10)`},
		{`name == null`, `unknown field "null": nothing is written nil (1:9)`},
		{`stage == "leed"`, `"leed" is not a stage (1:10)`},
		{`stage in ["lead", "clint"]`, `"clint" is not a stage (1:19)`},
		{`stage = "lead"`, `= does not compare; write == (1:7)`},
		{`tags has "vip"`, `"has" is not understood here; write "vip" in tags, or contains for a part of a text (1:6)`},
		{`stage is "lead"`, `"is" is not understood here; write == (1:7)`},
		{`stage == "lead" AND rating == "a"`, `"AND" is not understood here; write and (1:17)`},
		{`stage ==`, `the expression ends too early (1:8)`},
		{`(stage == "lead"`, `the expression ends too early (1:16)`},
		{`name == "x`, `the quote is not closed (1:11)`},
		{"name == \"a\" and\n  stag == \"b\"", `unknown field "stag", did you mean stage? (2:3)`},
		{`created <= 2026-12-01`, `a date and a number don't compare (1:9)`},
		{`created <= "02/03/2026"`, `02/03/2026 can be `},
		{`created == "nonsense"`, `(1:12)`},
		{`name == 3`, `a text and a number don't compare (1:6)`},
		{`owner == "Jane"`, `a record and a text don't compare (1:7)`},
		{`phones == "1"`, `a list of the record and a text don't compare (1:8)`},
		{`stage < "lead"`, `codes have no order: use == or in [ ] (1:7)`},
		{`kind == stage`, `codes of different lists are never equal (1:6)`},
		{`household == owner`, `a record of kind contact is never one of kind producer (1:11)`},
		{`birthday == today`, `a birthday is not a date: compare month(…) and day(…), or use < or > (1:10)`},
		{`birthday < "--05-12"`, `a birthday without a year comes neither before nor after another (1:12)`},
		{`birthday < created`, `a birthday compares with a date only where the date is the same for everybody (1:12)`},
		{`not stage == "lead"`, `not takes a condition, this is a code: write not (…) around a comparison (1:1)`},
		{`name and stage == "lead"`, `a condition is wanted here, this is a text (1:1)`},
		{`name ? true : false`, `a condition is wanted here, this is a text (1:1)`},
		{`created + 3 < today`, `+ can't be had of a date and a number (1:9)`},
		{`name + "x" == "yx"`, `+ can't be had of a text and a text (1:6)`},
		{`birthday - weeks(1) < today`, `- can't be had of a birthday and a period (1:10)`},
		{`days(1) == nil`, `a period and nil don't compare (1:9)`},
		{`months(1) > days(2)`, `a period and a period don't compare (1:11)`},
		{`created <= today + weeks(1.5)`, `weeks() takes a whole number from -50000 to 50000 (1:26)`},
		{`created <= today + weeks(99999999)`, `weeks() takes a whole number from -50000 to 50000 (1:26)`},
		{`created <= today()`, `today is written without parentheses (1:12)`},
		{`month(name) == 1`, `month() takes a date or a birthday, this is a text (1:7)`},
		{`month(today, today) == 1`, `month() takes one argument (1:1)`},
		{`(true ? 1 : "a") == 1`, `one alternative is a number and the other a text (1:2)`},
		{`name in "abc"`, `in takes a list in brackets: in [a, b] (1:6)`},
		{`name in ["a", 1]`, `a text and a number don't compare (1:15)`},
		{`[1] == [1]`, `a list and a list don't compare (1:5)`},
		{`household.nam == "x"`, `unknown field "nam", did you mean name? (1:11)`},
		{`name.x == "x"`, `nothing comes after the dot of a text (1:6)`},
		{`household.household.household.household.household.name == "x"`, `a path can follow 4 references, not more (1:51)`},
		{`name matches "a.*"`, `the operator matches is not part of this language (1:6)`},
		{`id in 1..3`, `in takes a list in brackets: in [a, b] (1:4)`},
		{`id % 2 == 1`, `the operator % is not part of this language (1:4)`},
		{`len(name) > 3`, `unknown function "len" (1:1)`},
		{`any(phones, # == "x")`, `unknown function "any"`},
		{`today | month() == 3`, `| is not part of this language: write month(…) (1:9)`},
		{`let x = 1; x == 1`, `let is not part of this language (1:5)`},
		{`true; false`, `there can be only one expression, without ; (1:1)`},
		{`if true { true } else { false }`, `if { } else { } is written condition ? a : b (1:4)`},
		{`{"a": 1} == nil`, `{ } is not part of this language (1:1)`},
		{`name[0] == "x"`, `[ ] after a value is not part of this language (1:5)`},
		{`name.lower() == "x"`, `a value has no functions after a dot (1:6)`},
		{`name == b"x"`, `texts are written in plain quotes, without b (1:9)`},
		{`name == "a\u0000b"`, `a text can't hold a NUL character (1:9)`},
		{`month == 3`, `month is a function: month(…) (1:1)`},
		{`-name == "x"`, `a text can't have a sign (1:1)`},
		{`id == 9999999999999999`, `this number is too large (1:7)`},
		{`id == 99999999999999999999999`, `this number can't be read (1:29)`},
		{`name ?? "x" == "y"`, `?? needs parentheses beside another operator (1:13)`},
		{"name == \"\xff\"", `the expression is not valid UTF-8`},
		{`name == "` + strings.Repeat("x", 4096) + `"`, `the expression is longer than 4096 bytes`},
		{strings.Repeat("(", 2000), `the expression ends too early`},
		{strings.Repeat("-", 2000) + "1 == 1", `the expression is nested too deeply`},
		{strings.Repeat("not ", 900) + "true", `the expression is nested too deeply`},
		// A chain shares its middle: without a limit this makes 2^60 nodes.
		{strings.Repeat("(1<", 60) + "1" + strings.Repeat("<1)", 60), `the expression is nested too deeply`},
		{strings.Repeat("(", 60) + "true" + strings.Repeat(" ?: true)", 60), `the expression has too many parts`},
	} {
		_, err := query.Condition(test.text, filterScope(crm.KindContact))
		var e *crm.Error
		if !errors.As(err, &e) {
			t.Errorf("%.80s: got %v, want an error", test.text, err)
			continue
		}
		if e.Code != crm.CodeUsage || !strings.Contains(e.Error(), test.message) {
			t.Errorf("%.80s\n got %s: %s\nwant usage: %s", test.text, e.Code, e.Error(), test.message)
		}
	}
}

func TestRefusedInRules(t *testing.T) {
	for _, test := range []struct{ text, message string }{
		{`changed("stagee")`, `unknown field "stagee" (1:9)`},
		{`changed(subject)`, `changed() takes the name of a field in quotes (1:9)`},
		{`becomes("call_result", "no-rech")`, `"no-rech" is not a call result (1:24)`},
		{`becomes("due", 3)`, `due takes a date, this is a number (1:16)`},
		{`becomes("due")`, `becomes() takes 2, here are 1 (1:1)`},
		{`earliest() == today`, `earliest() takes at least 1, here are 0 (1:1)`},
		{`due == today + every(due)`, `every() takes a record, this is a date (1:22)`},
		{`due == today + evry(contact)`, `unknown function "evry", did you mean every? (1:16)`},
		{`due == earliest(today, "2026-13-01")`, `(1:24)`},
		{`input.deu == today`, `unknown field "input.deu", did you mean input.due? (1:7)`},
		{`contact.stage == "leed"`, `"leed" is not a stage (1:18)`},
		{`every == 3`, `every is a function: every(…) (1:1)`},
		{`max_attempt == 3`, `did you mean max_attempts? (1:1)`},
		{`opportunit == nil`, `did you mean opportunity? (1:1)`},
	} {
		_, err := query.Compile(test.text, ruleScope())
		if err == nil || crm.CodeOf(err) != crm.CodeUsage || !strings.Contains(err.Error(), test.message) {
			t.Errorf("%s\n got %v\nwant %s", test.text, err, test.message)
		}
	}
}

func TestErrorShowsThePlace(t *testing.T) {
	_, err := query.Compile("name == \"a\" and\n\tstagee == \"lead\"", filterScope(crm.KindContact))
	var e *crm.Error
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	want := []string{` stagee == "lead"`, `.^`}
	if !slices.Equal(e.Help(), want) {
		t.Errorf("got %q, want %q", e.Help(), want)
	}

	for text, quoted := range map[string]bool{`stage == lead`: true, `stage == stagee`: false, `name == null`: false} {
		_, err := query.Compile(text, filterScope(crm.KindContact))
		if !errors.As(err, &e) || quoted != slices.Contains(e.Help(), `text is written in quotes: "lead"`) || quoted != strings.Contains(strings.Join(e.Help(), " "), "in quotes") {
			t.Errorf("%s: got %v, help %q", text, err, e.Help())
		}
	}

	long := strings.Repeat(`name == "a" or `, 20)
	_, err = query.Compile(long+"stagee == nil"+strings.Repeat(` or name == "a"`, 20), filterScope(crm.KindContact))
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	line, caret := []rune(e.Help()[0]), []rune(e.Help()[1])
	if at := len(caret) - 1; string(line[at:at+6]) != "stagee" || len(line) > 120 {
		t.Errorf("the caret is not under the place:\n%s\n%s", e.Help()[0], e.Help()[1])
	}
}

func TestTypeAndWatches(t *testing.T) {
	scope := ruleScope()
	if e := compile(t, `input.due ?? earliest(today + every(contact), next_birthday(contact.birthday, today) - weeks(1))`, scope); e.Type() != query.DateType {
		t.Errorf("type is %s", e.Type())
	}
	e := compile(t, `changed("due") and call_type == "review" and subject == "status" and becomes("call_result", "no-reach")`, scope)
	for field, want := range map[string]bool{"due": true, "call_result": true, "call_type": false, "status": false} {
		if e.Watches(field) != want {
			t.Errorf("Watches(%q) is %t", field, !want)
		}
	}
	if _, err := query.Condition(`today`, scope); err == nil {
		t.Error("a date was taken for a condition")
	}
}

func TestCompileFor(t *testing.T) {
	field := func(kind crm.Kind, name string) *crm.Field {
		f, ok := crm.BuiltIn(kind).Field(name)
		if !ok {
			t.Fatalf("no field %s", name)
		}
		return f
	}
	facts := factsOf(&crm.Activity{Head: crm.Head{ID: 9}, Attempt: 3, Contact: 1})
	for _, test := range []struct {
		text, field string
		want        any
	}{
		{`"referral"`, "call_type", "referral"},
		{`"+2w"`, "due", today.AddDays(14)},
		{`attempt + 1`, "attempt", int64(4)},
		{`attempt / 3`, "attempt", int64(1)},
		{`contact`, "contact", int64(1)},
		{`12`, "cause", int64(12)},
		{`nil`, "due", nil},
		{`call_type ?? "review"`, "call_type", "review"},
	} {
		f := field(crm.KindActivity, test.field)
		e, err := query.CompileFor(test.text, filterScope(crm.KindActivity), f)
		if err != nil {
			t.Errorf("%s: %v", test.text, err)
			continue
		}
		got, err := e.Eval(facts)
		if err != nil || got != test.want {
			t.Errorf("%s: got %v, %v, want %v", test.text, got, err, test.want)
		}
		if err := f.Set(&crm.Activity{}, got); err != nil {
			t.Errorf("%s: %v", test.text, err)
		}
	}
	for text, name := range map[string]string{
		`"refferal"`: "call_type", `attempt`: "due", `"x"`: "contact", `due`: "made_at", `priority`: "call_type",
	} {
		if _, err := query.CompileFor(text, filterScope(crm.KindActivity), field(crm.KindActivity, name)); crm.CodeOf(err) != crm.CodeUsage {
			t.Errorf("%s for %s: got %v", text, name, err)
		}
	}
	e, err := query.CompileFor(`attempt / 2`, filterScope(crm.KindActivity), field(crm.KindActivity, "attempt"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Eval(facts); crm.CodeOf(err) != crm.CodeInvalid {
		t.Errorf("half an attempt: got %v", err)
	}
}

func BenchmarkCompile(b *testing.B) {
	scope := ruleScope()
	for b.Loop() {
		if _, err := query.Compile(`becomes("call_result", "no-reach") and attempt < max_attempts and contact.stage != "client"`, scope); err != nil {
			b.Fatal(err)
		}
	}
}

// A heading is not a field; it leads to the one that has it.
func TestUnknownFieldByItsHeading(t *testing.T) {
	scope := &query.Scope{Noun: crm.KindNote, Headed: func(of *crm.Catalogue, word string) (string, bool) {
		return "body", of.Kind == crm.KindNote && word == "text"
	}}
	if _, err := query.Compile(`text contains "a"`, scope); err == nil || !strings.Contains(err.Error(), `unknown field "text", did you mean body?`) {
		t.Errorf("the error is %v", err)
	}
}
