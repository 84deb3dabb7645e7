package rules

import (
	"reflect"
	"testing"
)

// TestBuiltinRulesAreOwnRules: the built-in rules need nothing that a rule of a book's own has not.
// Each replaced by its own YAML, they are the same in the same order.
func TestBuiltinRulesAreOwnRules(t *testing.T) {
	builtin := Builtin(nil)
	want, names := builtin.All(), builtin.Names()
	until, err := AsOwn()
	if err != nil {
		t.Fatal(err)
	}
	defer until()
	own := Builtin(nil)
	if len(own.own) != len(names) {
		t.Fatalf("%d rules are replaced of %d", len(own.own), len(names))
	}
	if got := own.All(); !reflect.DeepEqual(got, want) {
		for i := range want {
			if i >= len(got) || !reflect.DeepEqual(got[i], want[i]) {
				t.Fatalf("place %d: %+v, wanted %+v", i, got[i], want[i])
			}
		}
	}
}
