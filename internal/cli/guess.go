package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/crm"
)

// A guess answers words that people type for a command, with the first of its commands
// that exists.
type guess struct {
	under string // below which command; empty is any, and the program itself
	words string
	here  string // commands below the same one
	there string // commands anywhere, as they are typed, with " or " between
	none  string // what there is where there is no such thing
}

// A flagGuess answers words that people type for a flag, of one command or any, with
// the first of these flags, separated by bars, that the command has.
type flagGuess struct{ under, words, flags, none string }

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

// answerTo returns what to say about a word that is not a command: commands as they are
// typed, or what there is instead. Both are empty without a guess.
func answerTo(cmd *cobra.Command, word string) (commands []string, none string) {
	here := func(name string) []string { return []string{strings.TrimSpace(nameOf(cmd) + " " + name)} }
	var names []string
	for _, c := range cmd.Commands() {
		names = append(names, c.Name())
	}
	for _, g := range guesses {
		if g.under != "" && g.under != nameOf(cmd) || !slices.Contains(strings.Fields(g.words), strings.ToLower(word)) {
			continue
		}
		for _, name := range strings.Fields(g.here) {
			if slices.Contains(names, name) {
				return here(name), ""
			}
		}
		if g.there != "" || g.none != "" {
			return alternatives(g.there), g.none
		}
	}
	if name := nearestName(word, names); name != "" {
		return here(name), ""
	}
	if answer := anyName[nameOf(cmd)]; answer != "" {
		return alternatives(answer), ""
	}
	if cmd.HasParent() && slices.Contains(names, "show") {
		return here("show NAME"), ""
	}
	return nil, ""
}

// alternatives splits commands at " or ".
func alternatives(commands string) []string {
	if commands == "" {
		return nil
	}
	return strings.Split(commands, " or ")
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
	for _, g := range flagGuesses {
		if g.under != "" && g.under != nameOf(cmd) || !slices.Contains(strings.Fields(g.words), word) {
			continue
		}
		for flag := range strings.SplitSeq(g.flags, " | ") {
			if name, _, _ := strings.Cut(flag, " "); name != "" && cmd.Flag(name) != nil {
				return "; use --" + flag
			}
		}
		if g.none != "" {
			return "; " + g.none
		}
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if name := nearestName(word, names); name != "" {
		return "; did you mean --" + name
	}
	return ""
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
