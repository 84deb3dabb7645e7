package cli

import (
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crm/internal/crm"
)

// A guess answers words that people type for a command. The first of these that
// there is answers it.
type guess struct {
	under string // below which command; empty is any, and the program itself
	words string
	here  string // commands below the same one
	there string // commands anywhere, as they are typed, with " or " between
	none  string // what there is where there is no such thing
}

// A flagGuess answers words that people type for a flag of a command, or of any: with
// the first of these flags, separated by bars, that the command has, and with none
// otherwise.
type flagGuess struct{ under, words, flags, none string }

// unknownCommand is the error of a word below a command that only holds others.
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

// answerTo is what a word that is not a command is answered with: commands as they
// are typed behind the program, or what there is where there is no such thing. Both
// are empty where nobody would guess.
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

// alternatives are the commands of a text that has " or " between them.
func alternatives(commands string) []string {
	if commands == "" {
		return nil
	}
	return strings.Split(commands, " or ")
}

// commandTyped is a command as it is typed behind the program: words in capitals stand for
// what somebody has to say.
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

// unknownFlag is what an error of pflag about a flag is answered with, behind the
// error itself; it is empty for one about a value.
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

// nearestName is the name that somebody who mistyped it meant: one that begins so, or
// one with few letters wrong, missing or swapped; of a short word, less is near.
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

// distance is how many letters have to be put in, left out or replaced.
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

// areSwapped reports whether two neighbouring letters changed places, the most
// common slip, which counts as two where letters are compared one by one.
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
