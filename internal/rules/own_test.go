package rules

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func fileOf(t *testing.T, text string) *File {
	t.Helper()
	f, err := Read(nil, "", text)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// A user's rule can say whatever a built-in one says: each of them, written as a rule of the
// book's own, is the same rule at the same place, also after it was packed.
func TestOwnCopiesAreTheBuiltinRules(t *testing.T) {
	var own []Own
	for _, name := range BuiltinNames() {
		clauses, source := fileOf(t, Source(name)).Of(name)
		if source != strings.TrimRight(Source(name), "\n")+"\n" {
			t.Errorf("the text of %s is kept as\n%s", name, source)
		}
		text, err := Encode(clauses)
		if err != nil {
			t.Fatal(err)
		}
		own = append(own, Own{Name: name, Heads: clauses, Clauses: func() ([]Rule, error) { return Decode(nil, name, text, "") }})
	}
	slices.Reverse(own)
	for i := range own { // one by one, and all
		for _, some := range [][]Own{{own[i]}, own} {
			if got, want := With(nil, some).All(), Builtin(nil).All(); !reflect.DeepEqual(got, want) {
				t.Fatalf("with %s of the book's own the rules are others", own[i].Name)
			}
		}
	}
}

// The order follows from the names and from what is said of it, not from the order in which
// a book has its rules.
func TestOrder(t *testing.T) {
	rule := func(name string) Own {
		clauses := fileOf(t, "- name: "+name+"\n  on: contact\n  when: created()\n  do:\n    - say: it is there\n").Rules
		return Own{Name: name, Heads: clauses, Clauses: func() ([]Rule, error) { return clauses, nil }}
	}
	moved := func(o Own, before, after string) Own { o.Before, o.After = before, after; return o }
	for want, own := range map[string][]Own{
		"policy-end a b no-follow-up":  {rule("b"), rule("a")},
		"b won":                        {moved(rule("b"), "won", "")},
		"won a b thank":                {moved(rule("b"), "", "won"), moved(rule("a"), "", "won")},
		"a b new-lead":                 {moved(rule("b"), "new-lead", ""), moved(rule("a"), "b", "")},
		"thank won x-date":             {moved(Own{Name: "won"}, "", "thank")},
		"policy-end a no-follow-up":    {moved(rule("a"), "", "nobody")},
		"policy-end a b c no-follow":   {moved(rule("a"), "b", ""), moved(rule("b"), "", "a"), rule("c")},
		"no-reach stay-in-touch dead-": {rule("stay-in-touch")},
		"no-reach dead-file":           {{Name: "stay-in-touch", Off: true}},
	} {
		for range 2 {
			slices.Reverse(own)
			if got := fmt.Sprint(With(nil, own).Names()); !strings.Contains(got, want) {
				t.Errorf("the order is %s, want %s", got, want)
			}
		}
	}
}

// The order in which a book has its rules does not change in which they are asked, whatever it
// says of them.
func TestOrderOfStoring(t *testing.T) {
	names := append([]string{"a", "b", "c", "d"}, BuiltinNames()[:6]...)
	clauses := map[string][]Rule{}
	for _, name := range names {
		text := strings.Repeat("- name: "+name+"\n  on: contact\n  when: created()\n  do:\n    - say: it is there\n", 2)
		clauses[name] = fileOf(t, text).Rules
	}
	rapid.Check(t, func(t *rapid.T) {
		var own []Own
		for _, name := range rapid.Permutation(names).Draw(t, "stored")[:rapid.IntRange(0, len(names)).Draw(t, "n")] {
			o := Own{Name: name, Off: rapid.IntRange(0, 4).Draw(t, "off") == 0}
			if rapid.Bool().Draw(t, "written") || len(name) == 1 {
				o.Heads, o.Clauses = clauses[name], func() ([]Rule, error) { return clauses[name], nil }
			}
			switch beside := rapid.SampledFrom(append([]string{"nobody", "no-follow-up"}, names...)).Draw(t, "beside"); rapid.IntRange(0, 3).Draw(t, "moved") {
			case 0:
				o.Before = beside
			case 1:
				o.After = beside
			}
			own = append(own, o)
		}
		again := rapid.Permutation(own).Draw(t, "again")
		if got, want := With(nil, again).All(), With(nil, own).All(); !reflect.DeepEqual(got, want) {
			t.Fatalf("the order is %v, and %v if they are stored in another one", With(nil, again).Names(), With(nil, own).Names())
		}
	})
}
