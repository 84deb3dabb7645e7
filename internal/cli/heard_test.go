package cli

import (
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestWhatIsTypedIsHeard: of each command that writes, what a flag takes as a text is
// heard when it says that somebody is not to be called, and so is an argument that is
// one. That a text is taken shows in the edits. Why a change is taken back is said of
// the change, and nobody asks about somebody who is stopped.
func TestWhatIsTypedIsHeard(t *testing.T) {
	t.Parallel()
	const refusal = "do not call her again"
	c := newCounter(t)
	commands := commandsTried()
	heard := 0
	try := func(words []string) {
		t.Helper()
		out, _, exit := c.run(c.book, append([]string{"--dry-run", "-o", "json"}, words...)...)
		edits, notices, _ := strings.Cut(out, `"notices"`)
		stopped := strings.Contains(edits, `"stopped": "2`) || strings.Contains(notices, "-stopped")
		if exit != 0 || stopped || !strings.Contains(edits, refusal) || !strings.Contains(edits, `"contact"`) {
			return
		}
		if heard++; !strings.Contains(notices, `"may-refuse"`) {
			t.Errorf("crm %q: nobody hears what it says\n%s", words, out)
		}
	}
	var walk func(cmd *cobra.Command)
	walk = func(cmd *cobra.Command) {
		for _, below := range cmd.Commands() {
			walk(below)
		}
		tried, ok := commands[nameOf(cmd)]
		if !ok || tried.like != "" || tried.look != "" || cmd.Name() == "undo" || strings.HasPrefix(nameOf(cmd), "dnc ") || strings.HasPrefix(nameOf(cmd), "field ") { // a field is about nobody
			return
		}
		words := append(strings.Fields(nameOf(cmd)), c.words(tried.args)...)
		for i, word := range words {
			if word == "kolibri" || word == "Nova" {
				said := slices.Clone(words)
				said[i] = refusal
				try(said)
			}
		}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Value.Type() != "bool" {
				without := slices.DeleteFunc(slices.Clone(words), func(word string) bool { return strings.HasPrefix(word, "--"+f.Name+"=") })
				try(append(without, "--"+f.Name+"="+refusal))
			}
		})
	}
	walk((&app{}).root(""))
	if heard < 100 {
		t.Errorf("only %d texts were tried", heard)
	}
}
