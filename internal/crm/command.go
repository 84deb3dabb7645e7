package crm

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Command is a verb of the program and its input, for somebody to run next. It is data:
// a shell gets a line, a program an object.
type Command struct {
	Verb  string  // its words: "quote receive"
	Given []Given // in order
	// ByOther is set if somebody else runs it, who is another producer.
	ByOther bool
}

// Given is one input of a Command: an argument, or a flag with its value.
type Given struct {
	Flag  string // empty for an argument
	Value string // empty for a flag without one
	Blank bool   // Value names what the reader has to say: AMOUNT
}

// Blank is a value that the reader of a Command has to fill in, named in capitals:
// AMOUNT, RESULT.
type Blank string

// TheFile stands in a Command for the file of the command that says it, with the flags that this
// was given: whoever knows that puts them there.
const TheFile Blank = "FILE"

// Run makes a Command from numbers, texts, Blanks and what With makes, in that order.
func Run(verb string, given ...any) Command {
	c := Command{Verb: verb}
	for _, value := range given {
		if g, ok := value.(Given); ok {
			c.Given = append(c.Given, g)
			continue
		}
		c.Given = append(c.Given, givenAs("", value))
	}
	return c
}

// With gives a Command a flag with its value, or a switch if value is nil.
func With(flag string, value any) Given {
	if value == nil {
		return Given{Flag: flag}
	}
	return givenAs(flag, value)
}

func givenAs(flag string, value any) Given {
	switch v := value.(type) {
	case Blank:
		return Given{Flag: flag, Value: string(v), Blank: true}
	case int64:
		return Given{Flag: flag, Value: strconv.FormatInt(v, 10)}
	default:
		return Given{Flag: flag, Value: fmt.Sprint(v)}
	}
}

// Args returns the arguments without the flags.
func (c Command) Args() []string {
	var args []string
	for _, g := range c.Given {
		if g.Flag == "" {
			args = append(args, g.Value)
		}
	}
	return args
}

// Blanks returns the names of what the reader has to fill in.
func (c Command) Blanks() []string {
	var blanks []string
	for _, g := range c.Given {
		if g.Blank {
			blanks = append(blanks, g.Value)
		}
	}
	return blanks
}

// Program is how the program is called.
const Program = "crm"

// String returns the command as a line for a shell.
func (c Command) String() string { return c.For(nil) }

// For returns the command as a line for a shell, with flags before it that any command
// takes, unless it has its own: crm --as hank today.
func (c Command) For(flags []Given) string {
	return strings.Join(append([]string{ProgramWith(c.missing(flags)), c.Verb}, shellWords(c.Given)...), " ")
}

// namesBooks are the verbs that take the names of two books, beside which --book is refused.
var namesBooks = []string{"book copy", "diff"}

// missing returns the flags that a command does not have itself.
func (c Command) missing(flags []Given) []Given {
	return slices.DeleteFunc(slices.Clone(flags), func(flag Given) bool {
		return c.ByOther && flag.Flag == "as" || flag.Flag == "book" && slices.Contains(namesBooks, c.Verb) || slices.ContainsFunc(c.Given, func(g Given) bool { return g.Flag == flag.Flag })
	})
}

// ProgramWith returns the program with flags that any command takes.
func ProgramWith(flags []Given) string {
	return strings.Join(append([]string{Program}, shellWords(flags)...), " ")
}

func shellWords(given []Given) []string {
	var words []string
	for _, g := range given {
		if g.Flag != "" {
			words = append(words, "--"+g.Flag)
		}
		switch {
		case g.Flag != "" && g.Value == "":
		case g.Blank && !strings.Contains(g.Value, "="):
			words = append(words, g.Value)
		default:
			words = append(words, shellWord(g.Value))
		}
	}
	return words
}

// shellWord quotes a text for a shell if it has to.
func shellWord(text string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r > 0x7f || strings.ContainsRune("-_./:,@%+=", r)
	}
	switch {
	case text != "" && strings.TrimFunc(text, plain) == "":
		return text
	case !strings.ContainsAny(text, "\"$`\\!"):
		return `"` + text + `"`
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

// Remedy is a way out of an error: advice in words, and commands.
type Remedy struct {
	Text     string
	Commands []Command
	Either   bool // one of the commands, rather than one after the other
	// Adds are flags to be added to the command that failed. Whoever knows that command makes
	// a whole one of them. Loses is set if something is left out then.
	Adds  []Given
	Loses bool
	// Of is the question that they answer where an error asks several, from 1.
	Of int
}

// String returns the remedy as a line for a shell.
func (r Remedy) String() string { return r.For(nil) }

// For returns the remedy with flags in its commands.
func (r Remedy) For(flags []Given) string {
	if len(r.Commands) == 0 && len(r.Adds) > 0 {
		return r.Text + ": " + strings.Join(shellWords(r.Adds), " ")
	}
	if len(r.Commands) == 0 {
		return r.Text
	}
	between := ", then "
	if r.Either {
		between = ", or "
	}
	lines := make([]string, len(r.Commands))
	for i, c := range r.Commands {
		lines[i] = c.For(flags)
	}
	return r.Text + ": " + strings.Join(lines, between)
}
