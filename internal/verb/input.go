package verb

import (
	"crm/internal/book"
	"crm/internal/crm"
)

// Input is what a verb was given, as texts by the names of what it takes.
type Input struct {
	verb  *Verb
	given book.Values
	// Words are the arguments as they stood there.
	Words []string
}

// Input is what the verb is given: its arguments, one for each that it takes and the
// rest for the one that may be many, and its flags by name.
func (v *Verb) Input(words []string, flags book.Values) Input {
	in := Input{verb: v, given: book.Values{}, Words: words}
	for name, texts := range flags {
		in.given[name] = texts
	}
	args := v.Args()
	for i, t := range args {
		n := min(1, len(words))
		if behind := len(args) - 1 - i; t.Many {
			n = max(n, len(words)-behind)
		}
		if n > 0 {
			in.given[t.Name], words = words[:n], words[n:]
		}
	}
	return in
}

// Verb is what the verb is called.
func (in Input) Verb() string { return in.verb.String() }

// All are the texts that were given for something.
func (in Input) All(name string) []string { return in.given[name] }

// Text is the one text that was given for something, or else its default.
func (in Input) Text(name string) string {
	if texts := in.given[name]; len(texts) > 0 {
		return texts[0]
	}
	for _, t := range in.verb.Takes {
		if t.Name == name {
			return t.Default
		}
	}
	return ""
}

// Number is a whole number that was given; 0 where none was.
func (in Input) Number(name string) int {
	n, _ := crm.ParseCount(in.Text(name))
	return int(n)
}

// Is reports whether a switch was given.
func (in Input) Is(name string) bool { return in.Text(name) == "true" }

// Fields are the values that were given for fields of the record.
func (in Input) Fields() book.Values {
	values := book.Values{}
	for _, t := range in.verb.Takes {
		if texts, ok := in.given[t.Name]; ok && t.Field != "" {
			values[t.Field] = texts
		}
	}
	return values
}

// something refuses an edit that was given nothing to change.
func (in Input) something() error {
	for _, t := range in.verb.Flags() {
		if _, ok := in.given[t.Name]; ok && t.Name != IfVersion {
			return nil
		}
	}
	return crm.Errorf(crm.CodeUsage, "nothing to change was given").Next("What can be changed", in.Verb(), crm.With("help", nil))
}
