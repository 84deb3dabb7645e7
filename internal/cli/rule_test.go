package cli

import (
	"testing"

	"crm/internal/locale"
	"crm/internal/rules"
)

// What a rule says has words.
func TestEveryRemarkOfARuleHasWords(t *testing.T) {
	l, err := locale.New("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rules.Builtin(nil).All() {
		for _, do := range r.Do {
			if code := do.Say + do.Warn; code != "" && !l.Has("notice."+code) {
				t.Errorf("rule %s says %q, and there is no message notice.%s", r.Name, code, code)
			}
		}
	}
}

// The list of rules says in the reader's language what each does.
func TestEveryRuleHasWords(t *testing.T) {
	l, err := locale.New("en") // package locale holds the others to it
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range rules.BuiltinNames() {
		if !l.Has("rule." + name) {
			t.Errorf("no message rule.%s", name)
		}
	}
}
