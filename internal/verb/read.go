package verb

import (
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

// show makes the verb that shows records of a noun; empty is any.
func show(noun, about string) *Verb {
	which := recordNamed("NUMBER|NAME", noun).several()
	switch which.Ref {
	case crm.KindQuote, crm.KindPolicy, crm.KindNote, crm.KindFile: // nobody's name means one of these
		which.Arg, which.Named = "NUMBER", false
	}
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
		Takes: []Take{textArg("TEXT", "text"), count("limit", "at most so many").usually("50")}}
}

// listVerb makes the verb that lists records of a noun.
func listVerb(kind crm.Kind, about string, more ...Take) *Verb {
	return &Verb{Name: "list", About: about, Reads: true, Lists: kind, Takes: append(listTakes(kind), more...)}
}

// onRecord limits a list to what is on a record.
func onRecord(v *Verb) *Verb {
	of := recordNamed("RECORD", "")
	of.Required = false
	v.Takes = append(v.Takes, of)
	return v
}

// listTakes is what every list takes.
func listTakes(kind crm.Kind) []Take {
	fields := func(name, about string) Take {
		t := list(name, "`FIELDS` to "+about)
		t.Known, t.Ref = "field", kind
		return t
	}
	takes := []Take{
		text("where", "only those for which an `EXPRESSION` holds: "+example(kind)),
		fields("columns", "show, with commas; contact.name follows a reference"),
		fields("sort", "sort by, with commas; - in front turns the order"),
		count("limit", "at most so many"),
		switchFlag("raw", "csv and tsv exactly as stored, formulas not defused"),
	}
	if crm.NounOf(kind).Owner != "" {
		takes = append(takes, ownerFlag("owner", Whose))
	}
	return takes
}

// example is a condition on records of a noun.
func example(kind crm.Kind) string {
	switch kind {
	case crm.KindContact:
		return `'next_due <= "+2w" and source == "web"'`
	case crm.KindOpportunity:
		return `'premium >= 1000 and contact.stage == "client"'`
	case crm.KindQuote:
		return `'annual_premium < 1500 and expires <= "+2w"'`
	case crm.KindPolicy:
		return `'expires <= "+60d" and line == "auto"'`
	case crm.KindNote:
		return `'body contains "roof" and written >= "-30d"'`
	case crm.KindFile:
		return `'media_type == "application/pdf"'`
	case crm.KindProducer:
		return `'name contains "lee"'`
	default:
		return `'due <= "+2w" and contact.stage == "lead"'`
	}
}
