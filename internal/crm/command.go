package crm

import (
	"fmt"
	"strconv"
	"strings"
)

// Command is a verb of the program and what it is given, for somebody to run next.
// It is data: who shows it writes it for its reader, as a line for a shell or as
// an object for a program.
type Command struct {
	Verb  string  // its words: "quote receive"
	Given []Given // in order
}

// Given is one thing that a Command is given: an argument, or a flag with its
// value.
type Given struct {
	Flag  string // empty for an argument
	Value string // empty for a flag without one
	Blank bool   // Value names what the reader has to say: AMOUNT
}

// Blank stands for a value that the reader of a Command has to say, and names it in
// capitals: AMOUNT, RESULT.
type Blank string

// Run makes a Command. What it is given are numbers, texts, Blanks and what With
// makes, in the order in which they are written.
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

// With gives a Command a flag: with its value, or without one where value is nil.
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

// Args are the arguments of the command, without its flags.
func (c Command) Args() []string {
	var args []string
	for _, g := range c.Given {
		if g.Flag == "" {
			args = append(args, g.Value)
		}
	}
	return args
}

// Blanks names what the reader has to say before the command can run.
func (c Command) Blanks() []string {
	var blanks []string
	for _, g := range c.Given {
		if g.Blank {
			blanks = append(blanks, g.Value)
		}
	}
	return blanks
}

// String is the command as a line for a shell, beginning with the program's name.
func (c Command) String() string {
	words := []string{"crm", c.Verb}
	for _, g := range c.Given {
		if g.Flag != "" {
			words = append(words, "--"+g.Flag)
		}
		switch {
		case g.Flag != "" && g.Value == "":
		case g.Blank:
			words = append(words, g.Value)
		default:
			words = append(words, shellWord(g.Value))
		}
	}
	return strings.Join(words, " ")
}

// shellWord is a text as one word of a shell: in quotes where it has anything that a
// shell reads as something else.
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

// Remedy is something to do after an error: advice in words, and the commands that
// follow it.
type Remedy struct {
	Text     string
	Commands []Command
	Either   bool // one of the commands, rather than one after the other
}

// String is the remedy as a line for somebody at a shell.
func (r Remedy) String() string {
	if len(r.Commands) == 0 {
		return r.Text
	}
	between := ", then "
	if r.Either {
		between = ", or "
	}
	lines := make([]string, len(r.Commands))
	for i, c := range r.Commands {
		lines[i] = c.String()
	}
	return r.Text + ": " + strings.Join(lines, between)
}
