package cli

import (
	"testing"

	"crm/internal/locale"
	"crm/internal/rules"
)

// The list of rules says in the reader's language what each does.
func TestEveryRuleHasWords(t *testing.T) {
	l, err := locale.New("en") // package locale holds the others to it
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range rules.Builtin(nil).Names() {
		if !l.Has("rule." + name) {
			t.Errorf("no message rule.%s", name)
		}
	}
}
