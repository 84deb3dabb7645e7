package cli

import (
	"slices"
	"strings"
	"testing"
)

// byHand are the commands that no verb declares: what they show is not a record.
var byHand = []string{"book show", "book holidays", "book regions", "rule list", "rule show", "report list", "report show"}

// Every command is a verb, so that whoever is not a command line can do the same.
func TestEveryCommandIsAVerb(t *testing.T) {
	a := &app{}
	root := a.root("")
	for _, command := range leaves(root, nil) {
		cmd, _, err := root.Find(command)
		if name := strings.Join(command, " "); err != nil || a.verbs[cmd] == nil && !slices.Contains(byHand, name) {
			t.Errorf("crm %s is not a verb: %v", name, err)
		}
	}
}
