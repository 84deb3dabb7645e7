// Package verb says what can be done with a book, as data: the verbs of each noun, what
// each takes, and how it is done with what was given. A command line makes flags and
// usage of it, an assistant a tool and its schema, a page a form.
//
// It must not know who asks, nor how an answer looks.
package verb

import (
	"context"
	"slices"
	"strings"

	"crm/internal/book"
	"crm/internal/crm"
)

// Verb is something that can be done with a book.
type Verb struct {
	Noun     string // its word, "opp"; empty for a verb that has none
	Name     string // "close-won", "holiday add"
	Aliases  []string
	About    string   // what it does, in a line
	Long     string   // the same, with what else there is to say
	Examples []string // what may stand behind it, as a shell reads it
	Effect   Effect
	Takes    []Take
	Ordered  bool // what it takes is listed as it stands here, not by name
	// Do does it. It is nil where whoever asks has to read something first: a file, or
	// the words of a language.
	Do Do
}

// Do does what a verb says, with what it was given.
type Do func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error)

// Effect is what a verb does to the book.
type Effect int

// The effects. A verb that says nothing changes the book.
const (
	Changes Effect = iota
	// Adds is of a verb that may make the book where there is none.
	Adds
)

// String is the verb as it is called: "opp close-won".
func (v *Verb) String() string { return strings.TrimSpace(v.Noun + " " + v.Name) }

// Args are the arguments that the verb takes, in order.
func (v *Verb) Args() []Take {
	return slices.DeleteFunc(slices.Clone(v.Takes), func(t Take) bool { return t.Arg == "" })
}

// Flags are what it takes by name.
func (v *Verb) Flags() []Take {
	return slices.DeleteFunc(slices.Clone(v.Takes), func(t Take) bool { return t.Arg != "" })
}

// Usage is the last word of the verb with its arguments: "close-won OPPORTUNITY".
func (v *Verb) Usage() string {
	words := []string{v.Name[strings.LastIndexByte(v.Name, ' ')+1:]}
	for _, t := range v.Args() {
		word := t.Arg
		if t.Many {
			word += "..."
		}
		if !t.Required {
			word = "[" + word + "]"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// Least is how many words stand for the arguments at least, where those flags are given.
func (v *Verb) Least(given func(flag string) bool) (n int) {
	for _, t := range v.Args() {
		if t.Required && t.Instead == nil && !slices.ContainsFunc(t.Unless, given) {
			n++
		}
	}
	return n
}

// Most is how many these are at most; below 0 is any number, since a name, a text or a
// day may be of several words.
func (v *Verb) Most() int {
	args := v.Args()
	if slices.ContainsFunc(args, func(t Take) bool { return t.Many || t.inWords() }) {
		return -1
	}
	return len(args)
}

// nouns has the words of all nouns that have verbs, and how these are made; the first is
// of the verbs that have none.
var nouns = []struct {
	word  string
	verbs func(word string) []*Verb
}{
	{"", standing},
	{"lead", contactVerbs}, {"prospect", contactVerbs}, {"client", contactVerbs}, {"contact", contactVerbs}, {"household", contactVerbs}, {"org", contactVerbs},
	{"dnc", suppressionVerbs}, {"call", callVerbs}, {"task", taskVerbs}, {"appt", appointmentVerbs}, {"email", emailVerbs},
	{"opp", opportunityVerbs}, {"quote", quoteVerbs}, {"policy", policyVerbs}, {"note", noteVerbs}, {"file", fileVerbs},
	{"producer", producerVerbs}, {"team", teamVerbs}, {"view", viewVerbs}, {"report", reportVerbs}, {"book", bookVerbs},
}

// standing are the verbs without a noun.
func standing(string) []*Verb {
	return []*Verb{
		logCall(), done("", "Mark tasks and appointments as done"), refer(), assign(""), undo(), redo(),
		importContacts("lead", "Add leads from a CSV file (short for lead import)"),
	}
}

// All are the verbs of all nouns.
func All() []*Verb {
	var all []*Verb
	for _, n := range nouns {
		all = append(all, Of(n.word)...)
	}
	return all
}

// Of makes the verbs of a noun, or those that have none.
func Of(noun string) []*Verb {
	for _, n := range nouns {
		if n.word != noun {
			continue
		}
		verbs := n.verbs(noun)
		for _, v := range verbs {
			v.Noun = noun
		}
		return verbs
	}
	return nil
}
