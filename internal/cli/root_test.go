package cli

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestWanted: the part that is made is the one that cobra finds in the whole tree,
// whatever flags stand before its name, or all of them are made.
func TestWanted(t *testing.T) {
	root := Root()
	for _, test := range []struct {
		args []string
		made string // empty for all
	}{
		{[]string{"lead", "add", "Jane"}, "lead"},
		{[]string{"-n", "lead", "add", "Jane"}, "lead"},
		{[]string{"-nq", "--yes", "lead", "add", "Jane"}, "lead"},
		{[]string{"--today", "task", "lead", "list"}, "lead"},
		{[]string{"--today=task", "-o", "csv", "lead", "list"}, "lead"},
		{[]string{"-no", "task", "lead", "list"}, ""},
		{[]string{"-n", "--no-color=true", "today"}, "today"},
		{[]string{"--quiet=false", "today"}, "today"},
		{[]string{"--book"}, ""},
		{[]string{"--book", "today"}, ""},
		{[]string{"-ocsv", "today"}, ""},
		{[]string{"--owner", "today", "lead"}, ""},
		{[]string{"--", "today"}, ""},
		{[]string{"--help", "today"}, ""},
		{[]string{"-n"}, ""},
		{nil, ""},
	} {
		made, _ := (&app{}).wantedPart(test.args)
		if made != test.made {
			t.Errorf("%q makes %q, want %q", test.args, made, test.made)
		}
		if found, _, err := root.Find(test.args); made != "" && (err != nil || partOf(found) != made) {
			t.Errorf("%q makes %q and runs %q: %v", test.args, made, found.CommandPath(), err)
		}
	}
	for typed, made := range map[string]string{"show": "", "--book": "", "lead add": "lead", "-n lead add": "lead", "--book x show": "", "--book x show cli": "show"} {
		a := &app{env: Env{Args: append([]string{cobra.ShellCompRequestCmd}, strings.Fields(typed)...)}}
		if got, _ := a.wantedPart(a.env.Args); got != made {
			t.Errorf("to complete %q, %q is made, want %q", typed, got, made)
		}
	}
}

// TestWantedVerb: where the arguments name a verb behind its noun, it is made alone, as it
// is in the whole tree.
func TestWantedVerb(t *testing.T) {
	whole := (&app{}).root("")
	alone := 0
	for _, noun := range whole.Commands() {
		for _, cmd := range noun.Commands() {
			a := &app{}
			args := []string{"-n", noun.Name(), cmd.Name(), "7"}
			part, next := a.wantedPart(args)
			a.only = next
			root := a.root(part)
			found, words, err := root.Find(args)
			if err != nil || found.CommandPath() != cmd.CommandPath() || strings.Join(words, " ") != "-n 7" {
				t.Fatalf("%q runs %q with %q: %v", args, found.CommandPath(), words, err)
			}
			if got, want := found.LocalFlags().FlagUsages(), cmd.LocalFlags().FlagUsages(); got != want || found.Runnable() != cmd.Runnable() {
				t.Errorf("%s has the flags\n%s\nand not\n%s", cmd.CommandPath(), got, want)
			}
			if len(found.Parent().Commands()) == 1 && len(noun.Commands()) > 1 {
				alone++
			}
		}
	}
	if alone < 50 {
		t.Errorf("only %d verbs are made alone", alone)
	}
}

// partOf is the name of the command below the root that a command belongs to.
func partOf(cmd *cobra.Command) string {
	for cmd.HasParent() && cmd.Parent().HasParent() {
		cmd = cmd.Parent()
	}
	return cmd.Name()
}
