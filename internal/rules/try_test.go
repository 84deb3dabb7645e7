package rules

import (
	"slices"
	"testing"
)

// TestExamplesOfBuiltinRules runs the examples that the built-in rules carry; each has one.
func TestExamplesOfBuiltinRules(t *testing.T) {
	var tried []string
	for name, text := range map[string]string{"psm.yaml": psm, "pipeline.yaml": pipeline} {
		f, err := Read(nil, name, text)
		if err != nil {
			t.Fatal(err)
		}
		all, err := f.Try("")
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range all {
			tried = append(tried, one.Rule)
			for _, d := range one.Differences {
				t.Errorf("%s: %s: %s: %s", one.At, one.Rule, one.About, d.Text(2))
			}
		}
	}
	for _, name := range BuiltinNames() {
		if !slices.Contains(tried, name) {
			t.Errorf("the rule %s has no example", name)
		}
	}
}
