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
	if answer := answerTo(cmd, word); answer != "" {
		e.Message += answer
		return e
	}
	return e.Try("List the commands: %s --help", cmd.CommandPath())
}

// answerTo is what a word that is not a command is answered with; it is empty
// where nobody would guess.
func answerTo(cmd *cobra.Command, word string) string {
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
				return didYouMean(cmd.CommandPath() + " " + name)
			}
		}
		switch {
		case g.there != "":
			return didYouMean(typed(g.there))
		case g.none != "":
			return ": " + g.none
		}
	}
	if name := nearest(word, names); name != "" {
		return didYouMean(cmd.CommandPath() + " " + name)
	}
	if answer := anyName[nameOf(cmd)]; answer != "" {
		return didYouMean(typed(answer))
	}
	if cmd.HasParent() && slices.Contains(names, "show") {
		return didYouMean(cmd.CommandPath() + " show NAME")
	}
	return ""
}

func didYouMean(command string) string { return ". Did you mean: " + command }

// typed are commands with the program in front of each.
func typed(commands string) string {
	return "crm " + strings.ReplaceAll(commands, " or ", " or crm ")
}

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
	if name := nearest(word, names); name != "" {
		return "; did you mean --" + name
	}
	return ""
}

// nearest is the name that somebody who mistyped it meant: one that begins so, or
// one with few letters wrong, missing or swapped; of a short word, less is near.
func nearest(word string, names []string) string {
	best, least := "", min(2, (len(word)+1)/3)+1
	for _, name := range names {
		d := distance(strings.ToLower(word), name)
		if d == 2 && swapped(word, name) {
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

// swapped reports whether two neighbouring letters changed places, the most
// common slip, which counts as two where letters are compared one by one.
func swapped(typed, name string) bool {
	if len(typed) != len(name) || typed == name {
		return false
	}
	i := 0
	for typed[i] == name[i] {
		i++
	}
	return i+1 < len(name) && typed[i] == name[i+1] && typed[i+1] == name[i] && typed[i+2:] == name[i+2:]
}
