package cli

import (
	_ "embed" // guesses.txt
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/crm"
	"crm/internal/locale"
)

//go:embed guesses.txt
var guessed string

// A guess answers words that people type for a command, with the first of its commands
// that exists, or for a flag, with the first of these that the command has.
type guess struct {
	under              string // which command; empty is any, and the program itself
	words, here, there []string
	none               string // what there is where there is no such thing
}

// guesses reads the parts of guesses.txt: commands, names and flags.
var guesses = sync.OnceValue(func() map[string][]guess {
	parts, part := map[string][]guess{}, ""
	for line := range strings.Lines(guessed) {
		line = strings.TrimSpace(line)
		words, answer, found := strings.Cut(line, " >")
		if name, ok := strings.CutPrefix(line, "["); ok && !found {
			part = strings.TrimSuffix(name, "]")
		}
		if !found || line[0] == '#' {
			continue
		}
		var g guess
		under, below, ok := strings.Cut(words, ": ")
		if ok {
			g.under, words = under, below
		}
		answer, g.none, _ = strings.Cut(answer, " ! ")
		if here, there, ok := strings.Cut(answer, "]"); ok {
			g.here, answer = strings.Fields(strings.TrimPrefix(here, " [")), there
		}
		if answer = strings.TrimSpace(answer); answer != "" {
			g.there = strings.Split(answer, " or ")
		}
		g.words = strings.Fields(words)
		parts[part] = append(parts[part], g)
	}
	return parts
})

// answers reports whether a guess is about a word typed with or below a command.
func (g *guess) answers(cmd *cobra.Command, word string) bool {
	return (g.under == "" || g.under == nameOf(cmd)) && slices.Contains(g.words, word)
}

// unknownCommand returns the error for an unknown word below a command.
func unknownCommand(cmd *cobra.Command, word string) error {
	e := crm.Errorf(crm.CodeUsage, "%q is not a command", strings.TrimPrefix(cmd.CommandPath()+" "+word, "crm "))
	commands, none := answerTo(cmd, word)
	if none != "" {
		return e.Answer(": " + none)
	}
	if len(commands) > 0 {
		remedy := crm.Remedy{Text: crm.DidYouMean, Either: true}
		for _, line := range commands {
			remedy.Commands = append(remedy.Commands, commandTyped(line))
		}
		e.Remedies = append(e.Remedies, remedy)
		return e
	}
	return e.Try("List the commands: %s --help", cmd.CommandPath())
}

// isGuess reports whether a word is one that people try for a command.
func isGuess(cmd *cobra.Command, word string) bool {
	return slices.ContainsFunc(guesses()["commands"], func(g guess) bool { return g.answers(cmd, strings.ToLower(word)) })
}

// answerTo returns what to say about a word that is not a command: commands as they are
// typed, or what there is instead. Both are empty without a guess.
func answerTo(cmd *cobra.Command, word string) (commands []string, none string) {
	here := func(name string) []string { return []string{strings.TrimSpace(nameOf(cmd) + " " + name)} }
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	for _, g := range guesses()["commands"] {
		if !g.answers(cmd, strings.ToLower(word)) {
			continue
		}
		for _, name := range g.here {
			if slices.Contains(names, name) {
				return here(name), ""
			}
		}
		if len(g.there) > 0 || g.none != "" {
			return g.there, g.none
		}
	}
	if name := nearestName(word, names); name != "" {
		return here(name), ""
	}
	for _, g := range guesses()["names"] {
		if g.answers(cmd, nameOf(cmd)) {
			return g.there, ""
		}
	}
	if cmd.HasParent() && slices.Contains(names, "show") {
		return here("show NAME"), ""
	}
	return nil, ""
}

// commandTyped reads a command line; words in capitals are Blanks.
func commandTyped(line string) crm.Command {
	words := strings.Fields(line)
	verb := 0
	for verb < len(words) && !strings.HasPrefix(words[verb], "-") && !isBlank(words[verb]) {
		verb++
	}
	c := crm.Run(strings.Join(words[:verb], " "))
	for i := verb; i < len(words); i++ {
		flag, isFlag := strings.CutPrefix(words[i], "--")
		switch {
		case isFlag && i+1 < len(words) && isBlank(words[i+1]):
			i++
			c.Given = append(c.Given, crm.With(flag, crm.Blank(words[i])))
		case isFlag:
			c.Given = append(c.Given, crm.With(flag, nil))
		default:
			c.Given = append(c.Given, crm.Given{Value: words[i], Blank: isBlank(words[i])})
		}
	}
	return c
}

func isBlank(word string) bool { return word == strings.ToUpper(word) }

// unknownFlag returns the answer to an error of pflag about a flag; empty for one about
// a value.
func unknownFlag(cmd *cobra.Command, err error) string {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return ""
	}
	word := unknown.GetSpecifiedName()
	for _, g := range guesses()["flags"] {
		if !g.answers(cmd, word) {
			continue
		}
		for _, flag := range g.there {
			if name, _, _ := strings.Cut(flag, " "); name != "" && cmd.Flag(name) != nil {
				return "; use --" + flag
			}
		}
		if g.none != "" {
			return "; " + g.none
		}
	}
	if others := havingFlag(cmd, word); len(others) > 0 { // no other flag means the same
		longer := ""
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if strings.HasPrefix(f.Name, word) && !f.Hidden {
				longer = f.Name
			}
		})
		if longer != "" {
			return "; did you mean --" + longer
		}
		return "; it is a flag of: " + strings.Join(others, " or ")
	}
	// A column of a file that is headed so gives the field of a flag: --celular, --携帯.
	field := locale.Column(strings.ReplaceAll(word, "-", " "), locale.Headers())
	if name := strings.ReplaceAll(field, "_", "-"); name != "" && cmd.Flag(name) != nil {
		return "; use --" + name
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if name := nearestName(word, names); name != "" {
		return "; did you mean --" + name
	}
	return ""
}

// mostHaving is how many of the commands that have a flag are named.
const mostHaving = 3

// havingFlag returns commands that have a flag which this one lacks: those beside it, or
// else any others.
func havingFlag(cmd *cobra.Command, word string) (found []string) {
	var look func(at *cobra.Command, below bool)
	look = func(at *cobra.Command, below bool) {
		for _, c := range at.Commands() {
			if f := c.LocalFlags().Lookup(word); f != nil && !f.Hidden && len(found) < mostHaving {
				found = append(found, c.CommandPath())
			}
			if below {
				look(c, below)
			}
		}
	}
	if beside := cmd.Parent(); beside != nil {
		look(beside, false)
	}
	if len(found) == 0 {
		look(cmd.Root(), true)
	}
	return found
}

// nearestName returns the name that was mistyped: one with that beginning, or with few
// letters wrong, missing or swapped. Short words have to be closer.
func nearestName(word string, names []string) string {
	best, least := "", min(2, (len(word)+1)/3)+1
	for _, name := range names {
		d := distance(strings.ToLower(word), name)
		if d == 2 && areSwapped(word, name) {
			d = 1
		}
		if len(word) > 1 && strings.HasPrefix(name, word) {
			d = 0
		}
		if d < least {
			best, least = name, d
		}
	}
	return best
}

// distance counts the letters to insert, remove or replace.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

// areSwapped reports whether two neighbouring letters are swapped, the most common
// slip, which would count as two.
func areSwapped(typed, name string) bool {
	if len(typed) != len(name) || typed == name {
		return false
	}
	i := 0
	for typed[i] == name[i] {
		i++
	}
	return i+1 < len(name) && typed[i] == name[i+1] && typed[i+1] == name[i] && typed[i+2:] == name[i+2:]
}
