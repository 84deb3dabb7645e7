package verb

import (
	"context"
	"maps"
	"slices"

	"crm/internal/book"
	"crm/internal/crm"
)

// Request asks for a verb: a book, and texts by the names of what the verb takes.
type Request struct {
	Context context.Context
	Book    *book.Book
	Words   []string // the arguments as they stood there
	verb    *Verb
	given   book.Values
}

// Request makes a request from arguments, one for each that the verb takes and the rest
// for the one that may be many, and flags by name.
func (v *Verb) Request(ctx context.Context, b *book.Book, words []string, flags book.Values) Request {
	r := Request{Context: ctx, Book: b, Words: words, verb: v, given: book.Values{}}
	maps.Copy(r.given, flags)
	args := v.Args()
	for i, t := range args {
		n := min(1, len(words))
		if behind := len(args) - 1 - i; t.Many {
			n = max(n, len(words)-behind)
		}
		if n > 0 {
			r.given[t.Name], words = words[:n], words[n:]
		}
	}
	return r
}

// Verb is what the verb is called.
func (r Request) Verb() string { return r.verb.String() }

// All returns the texts given for something.
func (r Request) All(name string) []string { return r.given[name] }

// Text returns the text given for something, or its default.
func (r Request) Text(name string) string {
	if texts := r.given[name]; len(texts) > 0 {
		return texts[0]
	}
	for _, t := range r.verb.Takes {
		if t.Name == name {
			return t.Default
		}
	}
	return ""
}

// OneOfValues makes sure that what was given for each name is one of its values.
//
// Errors: CodeUsage.
func (r Request) OneOfValues(names ...string) error {
	for _, t := range r.verb.Takes {
		if text := r.Text(t.Name); slices.Contains(names, t.Name) && text != t.Default && !slices.Contains(t.Values, text) {
			return crm.Errorf(crm.CodeUsage, "--%s is %s", t.Name, crm.OneOf(t.Values)).On(t.Name)
		}
	}
	return nil
}

// Number returns a whole number, or 0.
func (r Request) Number(name string) int {
	n, _ := crm.ParseCount(r.Text(name))
	return int(n)
}

// Is reports whether a switch was given.
func (r Request) Is(name string) bool { return r.Text(name) == "true" }

// Fields returns the values given for fields of the record.
func (r Request) Fields() book.Values {
	values := book.Values{}
	for _, t := range r.verb.Takes {
		texts, ok := r.given[t.Name]
		switch {
		case !ok || t.Field == "":
		case t.Off:
			for _, text := range texts {
				values[t.Field] = append(values[t.Field], book.Away+text)
			}
		case t.Many: // and something else may be of the same field
			values[t.Field] = append(values[t.Field], texts...)
		default:
			values[t.Field] = texts
		}
	}
	return values
}

// Own returns the values given for fields that the book has added, and the tags.
func (r Request) Own() book.Values {
	values := r.Fields()
	for field := range values {
		if f, ok := r.Book.Schema().Fields(r.verb.Gives).Field(field); !ok || !f.Own && f.Type != crm.TagsType {
			delete(values, field)
		}
	}
	return values
}

// eachVerb makes a verb that handles several records and takes a note.
func eachVerb(name, about string, which Take, said string, do func(*book.Book, context.Context, []string, string) (*crm.Outcome, error)) *Verb {
	return &Verb{Name: name, About: about, Takes: []Take{which.several(), note(said)},
		Do: func(r Request) (*crm.Outcome, error) { return do(r.Book, r.Context, r.All(which.Name), r.Text("note")) }}
}

// edit makes the verb that sets fields of records. It rejects an edit without any.
func edit(about string, takes []Take, do func(Request) (*crm.Outcome, error), examples ...string) *Verb {
	return &Verb{Name: "edit", About: about, Examples: examples, Takes: edits(takes...), Do: func(r Request) (*crm.Outcome, error) {
		for _, t := range r.verb.Flags() {
			if _, ok := r.given[t.Name]; ok && t.Name != IfVersion {
				return do(r)
			}
		}
		return nil, crm.Errorf(crm.CodeUsage, "nothing to change was given").Next("What can be changed", r.Verb(), crm.With("help", nil))
	}}
}
