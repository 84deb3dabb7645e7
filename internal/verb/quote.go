package verb

import (
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

func quoteVerbs(string) []*Verb {
	return []*Verb{
		requestQuote(), receiveQuote(), editQuote(),
		quoteBecomes("present", "Note that quotes were presented; of an opportunity all that have come", namedArg("QUOTE|OPPORTUNITY", crm.KindQuote), "what they said", (*book.Book).PresentQuotes),
		quoteBecomes("decline", "Note that quotes are not wanted, or that the carrier offers none", quote(), "why", (*book.Book).DeclineQuotes),
		quoteBecomes("expire", "Note that offers do not stand any more", quote(), "a note", (*book.Book).ExpireQuotes),
	}
}

func quote() Take { return recordArg("QUOTE", crm.KindQuote) }

func requestQuote() *Verb {
	return &Verb{Name: "request", About: "Note that carriers were asked for a quote; a rule sees to it that they answer",
		Examples: []string{`391 --carrier "Acme Mutual,Buckeye,Cardinal" --due fri`},
		Takes: []Take{
			opportunity(),
			text("carrier", "who was asked: `NAMES` with commas between").several().must(),
			text("product", "which of their products"),
			date("due", "the `DATE` on which to ask again; in a week unless said"),
			note("a note"),
		},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.RequestQuotes(ctx, in.Text("opportunity"), book.NewQuotes{Carriers: in.All("carrier"), Product: in.Text("product"), Due: in.Text("due"), Note: in.Text("note")})
		}}
}

// quoteFields are the fields of a quote that can be given, behind the arguments.
func quoteFields(takes ...Take) []Take {
	field := fieldsOf(crm.KindQuote)
	return append(takes,
		field("carrier", "whose quote it is"),
		field("product", "which of their products"),
		field("premium", "the premium of a term"),
		field("term", "for how many `MONTHS` that is, or a length of time (5 years); 12 unless said"),
		field("effective", "the `DATE` from which the policy would be in force"),
		field("expires", "the last `DATE` on which the offer stands"),
		field("limit", "a limit, `NAME=AMOUNT` as the carrier writes it; may be given several times").several(),
		field("deductible", "a deductible, `NAME=AMOUNT`; may be given several times").several(),
		noted("a note").several())
}

func receiveQuote() *Verb {
	return &Verb{Name: "receive", About: "Enter what a carrier offers; a rule asks to present it",
		Examples: []string{`397 --premium 742 --term 6`, `391 --carrier Buckeye --premium 1506 --limit "bodily injury=100000/300000" --deductible collision=500`},
		Takes:    quoteFields(namedArg("QUOTE|OPPORTUNITY", crm.KindQuote)),
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.ReceiveQuote(ctx, in.Text("quote"), in.Fields())
		}}
}

func editQuote() *Verb {
	return &Verb{Name: "edit", About: "Change quotes", Takes: edits(quoteFields(quote().several())...),
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			if err := in.something(); err != nil {
				return nil, err
			}
			return b.EditQuotes(ctx, in.All("quote"), in.Fields())
		}}
}

// quoteBecomes gives quotes another status.
func quoteBecomes(name, about string, which Take, said string, do func(*book.Book, context.Context, []string, string) (*crm.Outcome, error)) *Verb {
	return &Verb{Name: name, About: about, Takes: []Take{which.several(), note(said)},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return do(b, ctx, in.All("quote"), in.Text("note"))
		}}
}
