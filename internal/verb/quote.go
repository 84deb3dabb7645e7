package verb

import (
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

func quoteVerbs(string) []*Verb {
	return []*Verb{
		{Name: "request", About: "Note that carriers were asked for a quote; a rule sees to it that they answer", Gives: crm.KindQuote,
			Examples: []string{`391 --carrier "Acme Mutual,Buckeye,Cardinal" --due fri`},
			Takes: []Take{
				opportunity(),
				text("carrier", "who was asked: `NAMES` with commas between").several().must(),
				text("product", "which of their products"),
				date("due", "the `DATE` on which to ask again; in a week unless said"),
				note("a note"),
			},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.RequestQuotes(r.Context, r.Text("opportunity"), book.NewQuotes{Carriers: r.All("carrier"), Product: r.Text("product"), Due: r.Text("due"), Note: r.Text("note"), Own: r.Own()})
			}},
		{Name: "receive", About: "Enter what a carrier offers; a rule asks to present it", Gives: crm.KindQuote,
			Examples: []string{`397 --premium 742 --term 6`, `391 --carrier Buckeye --premium 1506 --limit "bodily injury=100000/300000" --deductible collision=500`},
			Takes:    quoteFields(namedArg("QUOTE|OPPORTUNITY", crm.KindQuote)),
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.ReceiveQuote(r.Context, r.Text("quote"), r.Fields())
			}},
		listVerb(crm.KindQuote, "List the quotes that may still be accepted or come in", `'annual_premium < 1500 and expires <= "+2w"'`, switchFlag("all", "those that are decided, too")),
		showNumbered("quote", "Show quotes"),
		readVerb("compare", "Lay the quotes of an opportunity side by side", opportunity(),
			func(ctx context.Context, b *book.Book, text string) (any, error) { return b.CompareQuotes(ctx, text) }),
		edit("Change quotes", quoteFields(quote().several()), func(r Request) (*crm.Outcome, error) {
			return r.Book.EditQuotes(r.Context, r.All("quote"), r.Fields())
		}).gives(crm.KindQuote),
		eachVerb("present", "Note that quotes were presented; of an opportunity all that have come", namedArg("QUOTE|OPPORTUNITY", crm.KindQuote), "what they said", (*book.Book).PresentQuotes),
		eachVerb("decline", "Note that quotes are not wanted, or that the carrier offers none", quote(), "why", (*book.Book).DeclineQuotes),
		eachVerb("expire", "Note that offers do not stand any more", quote(), "a note", (*book.Book).ExpireQuotes),
	}
}

func quote() Take { return recordArg("QUOTE", crm.KindQuote) }

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
		noteFlag("a note").several())
}
