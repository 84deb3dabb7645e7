// Package verb says what can be done with a book, as data: the verbs of each noun, what
// each takes, and how it is done. A command line makes flags and usage of it, an
// assistant a tool and its schema, a page a form.
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
	Makes    bool     // it makes the book where there is none
	Resets   bool     // it is done also where the settings can't be used
	Takes    []Take
	Ordered  bool // what it takes is listed as it stands here, not by name
	// Gives is the noun whose fields it gives to a record, those of the book's own and tags, too.
	Gives crm.Kind
	Reads bool // it leaves the book as it is
	// Do does it. It is nil if the asker has to read a file or the words of a language
	// first; the command line sets or wraps it in inItsWay (cli/verb.go).
	Do func(Request) (*crm.Outcome, error)
	// Read returns what is known of each thing named.
	Read func(ctx context.Context, b *book.Book, text string) (any, error)
	// Lists is the noun whose records the verb lists.
	Lists crm.Kind
}

// String returns the name of the verb: "opp close-won".
func (v *Verb) String() string { return strings.TrimSpace(v.Noun + " " + v.Name) }

// Args returns the arguments that the verb takes, in order.
func (v *Verb) Args() []Take {
	return slices.DeleteFunc(slices.Clone(v.Takes), func(t Take) bool { return t.Arg == "" })
}

// Flags returns what it takes by name.
func (v *Verb) Flags() []Take {
	return slices.DeleteFunc(slices.Clone(v.Takes), func(t Take) bool { return t.Arg != "" })
}

// Usage is the last word of the verb with its arguments: "close-won OPPORTUNITY".
func (v *Verb) Usage() string {
	words := []string{v.Name[strings.LastIndexByte(v.Name, ' ')+1:]}
	for i := range v.Takes { // a copy of each would cost more than all the rest
		t := &v.Takes[i]
		word := t.Arg
		if word == "" {
			continue
		}
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

// nouns has the words of all nouns that have verbs, and how these are made.
var nouns = []struct {
	word  string
	verbs func(word string) []*Verb
}{
	{"lead", contactVerbs}, {"prospect", contactVerbs}, {"client", contactVerbs}, {"contact", contactVerbs}, {"household", contactVerbs}, {"org", contactVerbs}, {"relation", relationVerbs}, {"consent", consentVerbs}, {"alias", aliasVerbs},
	{"dnc", suppressionVerbs}, {"call", callVerbs}, {"task", taskVerbs}, {"appt", appointmentVerbs}, {"email", emailVerbs},
	{"opp", opportunityVerbs}, {"quote", quoteVerbs}, {"policy", policyVerbs}, {"note", noteVerbs}, {"file", fileVerbs},
	{"referral", referralVerbs}, {"producer", producerVerbs}, {"team", teamVerbs}, {"tag", tagVerbs}, {"view", viewVerbs}, {"field", fieldVerbs}, {"report", reportVerbs}, {"export", exportVerbs}, {"import", importVerbs}, {"profile", profileVerbs}, {"rule", ruleVerbs}, {"book", bookVerbs},
}

// alone has the names of the verbs without a noun, and how each is made.
var alone = []struct {
	name string
	verb func() *Verb
}{
	{"today", today}, {"next", nextVerb}, {"log", logCall}, {"show", func() *Verb { return show("", "Show anything by its number, or a contact by name") }},
	{"why", func() *Verb { return whyVerb("") }}, {"done", func() *Verb { return done("", "Mark tasks and appointments as done") }}, {"search", search},
	{"refer", refer}, {"assign", func() *Verb { return assign("") }}, {"history", history}, {"undo", undo}, {"redo", redo}, {"delete", remove},
	{"diff", diff}, {"doctor", doctor}, {"report", func() *Verb { return Report("", "") }}, {"import", importFile},
}

// All are all verbs.
func All() []*Verb {
	var all []*Verb
	for _, one := range alone {
		all = append(all, Named(one.name))
	}
	for _, n := range nouns {
		all = append(all, Of(n.word)...)
	}
	return all
}

// Of makes the verbs of a noun.
func Of(noun string) []*Verb {
	for _, n := range nouns {
		if n.word != noun {
			continue
		}
		verbs := n.verbs(noun)
		for _, v := range verbs {
			v.Noun = noun
			v.takeTags()
		}
		return verbs
	}
	return nil
}

// Named makes the verb of that name that has no noun; nil where there is none.
func Named(name string) *Verb {
	for _, one := range alone {
		if one.name == name {
			v := one.verb()
			if v.Gives != "" {
				v.takeTags()
			}
			return v
		}
	}
	return nil
}
