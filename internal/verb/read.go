package verb

import (
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

// show makes the verb that shows records of a noun; empty is any.
func show(noun, about string) *Verb {
	return showWhich(noun, about, recordNamed("NUMBER|NAME", noun))
}

// showNumbered makes the verb that shows records of a noun, which are found by number
// alone.
func showNumbered(noun, about string) *Verb {
	which := recordNamed("NUMBER", noun)
	which.Named = false
	return showWhich(noun, about, which)
}

func showWhich(noun, about string, which Take) *Verb {
	return readVerb("show", about, which, func(ctx context.Context, b *book.Book, text string) (any, error) { return b.Show(ctx, noun, text) })
}

// whyVerb makes the verb that explains why an activity is on the list.
func whyVerb(kind string) *Verb {
	return readVerb("why", "Why something is on the list: the rule, what set it off, and the dates", plannedArg(kind).several(),
		func(ctx context.Context, b *book.Book, text string) (any, error) { return b.Why(ctx, kind, text) })
}

func readVerb(name, about string, which Take, read func(context.Context, *book.Book, string) (any, error)) *Verb {
	return &Verb{Name: name, About: about, Reads: true, Takes: []Take{which.several()}, Read: read}
}

func search() *Verb {
	return &Verb{Name: "search", About: "Find people by part of a name, phone, e-mail or note", Reads: true,
		Takes: []Take{textArg("TEXT", "text"), count("limit", "at most so many; 0 is all").orZero("is all").usually("50")}}
}

// listVerb makes the verb that lists records of a noun, with an example of a condition.
func listVerb(kind crm.Kind, about, example string, more ...Take) *Verb {
	return &Verb{Name: "list", About: about, Reads: true, Lists: kind, Takes: append(listTakes(kind, example), more...)}
}

// onRecord limits a list to what is on a record.
func onRecord(v *Verb) *Verb {
	of := recordNamed("RECORD", "")
	of.Required = false
	v.Takes = append(v.Takes, of)
	return v
}

// listTakes is what every list takes.
func listTakes(kind crm.Kind, example string) []Take {
	fields := func(name, about string) Take {
		t := list(name, "`FIELDS` to "+about)
		t.Known, t.Ref = "field", kind
		return t
	}
	takes := []Take{
		text("where", "only those for which an `EXPRESSION` holds: "+example),
		fields("columns", "show, with commas; contact.name follows a reference"),
		fields("sort", "sort by, with commas; - in front turns the order"),
		count("limit", "at most so many; 0 is all").orZero("is all"),
		switchFlag("raw", "csv and tsv exactly as stored, formulas not defused"),
	}
	if crm.NounOf(kind).Owner != "" {
		takes = append(takes, ownerFlag("owner", whose))
	}
	return takes
}
