package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/verb"
)

// twoWords make the book in which names of two words are typed: somebody with one
// of each kind of record, and others who have either word of their name.
var twoWords = []string{
	"book init --country us --timezone America/New_York --producer Ann~Lee",
	"producer add Nora~Ito", "producer add Ben~Castillo", "producer add Nora~Castillo", "team add Nora~Boats", "team add Nora~West --member Ann~Lee",
	"lead add Nora~Castillo --phone 614-555-0163", "lead add Nora~Abe --phone 614-555-0164", "lead add Bob~Castillo --phone 614-555-0165",
	"lead add Joe~Kent --phone 614-555-0166", "lead add Lil~Brown --phone 614-555-0167", "household add Vail~Family", "org add Pine~Works",
	"task add Nora~Castillo brochure --due fri", "appt add Nora~Castillo today~9:00", "email add Nora~Castillo --subject figures --due fri",
	"opp add Nora~Castillo --line auto", "quote request Nora~Castillo --carrier Acme", "quote receive Nora~Castillo --carrier Acme --premium 9",
	"quote request Nora~Castillo --carrier Buckeye", "log Joe~Kent nr", "contact add Nora~Gone --phone 614-555-0168", "contact stop Nora~Gone --reason asked",
	"tag add 7 vip", "contact relate Nora~Castillo Joe~Kent --as friend",
}

// wordsOf are what stands in the places of a usage behind a name.
var wordsOf = map[string]string{
	"DATE": "mon", "WHEN": "mon 10:30", "RESULT": "nr", "CHANNEL": "email", "STATE": "withdrawn", "STAGE": "presented", "TAGS": "vip", "TEXT": "likes tea", "SUBJECT": "likes tea", "PATH": "letter.txt", "RULE": "new-lead",
}

// flagsOf are the flags that a command needs, except for edits and what is assigned.
var flagsOf = map[string]string{
	"call add": "--due fri", "email add": "--subject x --due fri", "opp add": "--line home", "policy add": "--line boat --carrier Acme --premium 9",
	"contact relate": "--as spouse", "field add": "--on contact --type text",
	"refer": "--to Ben~Castillo --reason x", "lead reject": "--reason moved", "contact stop": "--reason asked", "contact erase": "--reason asked", "contact allow": "--reason asked",
	"opp close-won": "--premium 9 --decline-quotes --complete-activities", "opp close-lost": "--reason price --decline-quotes --complete-activities",
	"quote request": "--carrier Cardinal", "quote receive": "--carrier Buckeye --premium 9", "producer retire": "--to Ann~Lee",
}

// neededBy are the flags that a command needs.
func neededBy(command string) []string {
	flags := flagsOf[command]
	_, verb, ok := strings.Cut(command, " ")
	switch {
	case !ok:
		verb = command
	case verb == "edit" && slices.Contains([]string{"producer edit", "team edit"}, command):
		flags = "--name Zed"
	case verb == "edit" && command == "opp edit":
		flags = "--topic x"
	case verb == "edit" && slices.Contains([]string{"call edit", "task edit", "appt edit", "email edit"}, command):
		flags = "-m x"
	case verb == "edit":
		flags = "--address x"
	}
	if verb == "assign" {
		flags = "--to Ben~Castillo"
	}
	return unblanked(flags)
}

func unblanked(line string) []string {
	words := strings.Fields(line)
	for i := range words {
		words[i] = strings.ReplaceAll(words[i], "~", " ")
	}
	return words
}

// naming are the commands that take a name of something in the book.
func (a *app) naming(cmd *cobra.Command, each func(name string, slots []verb.Take)) {
	if len(cmd.Commands()) == 0 {
		if slots := a.slotsOf(cmd); slices.ContainsFunc(slots, func(s verb.Take) bool { return s.Named }) {
			each(nameOf(cmd), slots)
		}
	}
	for _, c := range cmd.Commands() {
		a.naming(c, each)
	}
}

// What is typed without quotes is taken as with them, or refused.
func TestWithoutQuotes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "book.db")
	if err := os.WriteFile(filepath.Join(dir, "letter.txt"), []byte("Dear Nora"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, line := range twoWords {
		if said, exit := runIn(t, path, append(unblanked(line), "--yes")...); exit != 0 {
			t.Fatalf("crm %s: %s", line, said)
		}
	}
	t.Run("names", func(t *testing.T) { namesWithoutQuotes(t, path) })
	t.Run("flags", func(t *testing.T) { flagsWithoutQuotes(t, path) })
	t.Run("new", func(t *testing.T) { newNamesInQuotes(t, path) })
}

// newNamesInQuotes: no command that adds something takes two names in quotes for one.
func newNamesInQuotes(t *testing.T, path string) {
	a := &app{}
	root, tried := a.root(""), 0
	for _, command := range leaves(root, nil) {
		cmd, _, err := root.Find(command)
		if err != nil {
			t.Fatal(err)
		}
		if slots := a.slotsOf(cmd); len(slots) != 1 || !slots[0].New {
			continue
		}
		tried++
		for _, names := range [][]string{{"Pia Lund", "Max Roe"}, {"Pia", "Max Roe"}, {"Pia Lund", "Max"}} {
			words := slices.Concat(command, names, neededBy(strings.Join(command, " ")), []string{"-n", "--yes"})
			if said, exit := runIn(t, path, words...); exit != 2 || !strings.Contains(said, "stands behind the name") {
				t.Errorf("crm %q: exit %d\n%s", words, exit, said)
			}
		}
	}
	if tried < 6 {
		t.Errorf("%d commands take a new name alone", tried)
	}
}

// namesWithoutQuotes: every command that takes a name takes it without quotes as it
// does with them, and never as the names of two others.
func namesWithoutQuotes(t *testing.T, path string) {
	a := &app{}
	a.naming(a.root(""), func(name string, slots []verb.Take) {
		if name == "book grant" {
			return // the logins of a server
		}
		line := func(who string) []string {
			words := strings.Fields(name)
			for _, s := range slots {
				switch {
				case namedNoun(s) == "team":
					who = map[string]string{"Nora Castillo": "Nora West", "Joe Brown": "Joe Brown"}[who]
					words = append(words, who)
				case name == "contact allow" && who == "Nora Castillo":
					words = append(words, "Nora Gone")
				case s.Named && strings.HasPrefix(name, "household") && who == "Nora Castillo":
					words = append(words, "Vail Family")
				case s.Named && strings.HasPrefix(name, "org") && who == "Nora Castillo":
					words = append(words, "Pine Works")
				case s.Named && namedNoun(s) == "producer" && strings.HasPrefix(name, "team"):
					words = append(words, "Nora Castillo")
				case s.Arg == "OTHER":
					words = append(words, "Joe Kent")
				case s.Named:
					words = append(words, who)
				default:
					words = append(words, wordsOf[s.Arg])
				}
			}
			return words
		}
		flags := append(neededBy(name), "-n", "--yes")
		split := func(words []string) []string { return strings.Fields(strings.Join(words, " ")) }
		want, exit := runIn(t, path, append(line("Nora Castillo"), flags...)...)
		if exit != 0 {
			t.Errorf("crm %q %q: %d\n%s", line("Nora Castillo"), flags, exit, want)
		}
		if got, exit := runIn(t, path, append(split(line("Nora Castillo")), flags...)...); exit != 0 || got != want {
			t.Errorf("crm %q %q: %d\n%s\nwith quotes:\n%s", split(line("Nora Castillo")), flags, exit, got, want)
		}
		if got, exit := runIn(t, path, append(split(line("Joe Brown")), flags...)...); exit == 0 {
			t.Errorf("crm %q %q takes two halves of names:\n%s", split(line("Joe Brown")), flags, got)
		}
	})
}

// flagsWithoutQuotes: a value of a flag that is typed without its quotes is never taken
// for a part of what the command itself is given.
func flagsWithoutQuotes(t *testing.T, path string) {
	a := &app{}
	root := a.root("")
	for _, command := range leaves(root, nil) {
		cmd, _, err := root.Find(command)
		if err != nil {
			t.Fatal(err)
		}
		slots := a.slotsOf(cmd)
		if len(slots) == 0 {
			continue
		}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.NoOptDefVal != "" || f.Value.Type() == "bool" || f.Value.Type() == "int" {
				return
			}
			words := slices.Clone(command)
			for _, s := range slots {
				if s.Named && namedNoun(s) == "" {
					words = append(words, "Nora Castillo")
				} else {
					words = append(words, "Nora")
				}
			}
			words = append(words, "--"+f.Name, "Ben", "kolibri")
			if said, exit := runIn(t, path, append(words, "-n", "--yes")...); exit == 0 {
				t.Errorf("crm %q:\n%s", words, said)
			}
			if !slots[0].New {
				return
			}
			words = append(slices.Clone(command), "--"+f.Name, "Ben", "Castillo", "Zoe")
			if said, exit := runIn(t, path, append(words, "-n", "--yes")...); exit == 0 && strings.Contains(said, "Castillo Zoe") && slices.Contains([]string{"owner", "member"}, f.Name) {
				t.Errorf("crm %q:\n%s", words, said)
			}
		})
	}
}
