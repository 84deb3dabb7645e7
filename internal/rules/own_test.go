package rules

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
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
