package verb

import (
	"crm/internal/book"
	"crm/internal/crm"
)

// looseEnds are the flags about what is open when an opportunity is closed.
func looseEnds(takes ...Take) []Take {
	return append(takes,
		switchFlag(chooseFlag(book.ChooseCancel), "take your own open activities for it off the list"),
		switchFlag(chooseFlag(book.ChooseComplete), "mark your own open activities for it as done"),
		switchFlag(chooseFlag(book.ChooseKeep), "leave your own open activities for it on the list"),
		switchFlag("decline-quotes", "decline the quotes that are still open"))
}

// chooseFlag is the flag for a choice about open activities.
func chooseFlag(choice string) string { return choice + "-activities" }

func (r Request) loose() (book.Loose, error) {
	l := book.Loose{DeclineQuotes: r.Is("decline-quotes")}
	for _, choice := range []string{book.ChooseCancel, book.ChooseComplete, book.ChooseKeep} {
		switch {
		case !r.Is(chooseFlag(choice)):
		case l.Activities != "":
			return l, crm.Errorf(crm.CodeUsage, "--%s and --%s can't both be meant", chooseFlag(l.Activities), chooseFlag(choice)).On(chooseFlag(choice))
		default:
			l.Activities = choice
		}
	}
	return l, nil
}

func closeWon() *Verb {
	field := fieldsOf(crm.KindPolicy)
	number := field("number", "the number of the policy; without one it is pending")
	number.Name = "policy-number"
	return &Verb{Name: "close-won", About: "Close an opportunity as won: the contact becomes a client", Gives: crm.KindOpportunity,
		Long: `Close an opportunity as won: the contact becomes a client, and rules plan the
next review. With --quote that quote is accepted, the others are lost, and the
policy is added with what the quote says. Without a quote --premium is asked
for; --carrier, --policy-number and the like add the policy.`,
		Examples: []string{`391 --quote 399 --policy-number PA-1207`, `391 --premium 1450`},
		Takes: looseEnds(opportunity(),
			record("quote", crm.KindQuote, "the `QUOTE` that was accepted"),
			field("premium", "the premium that was agreed on: of the policy's term, or a year"),
			number,
			field("carrier", "whose policy it is; that of the quote unless said"),
			field("term", "for how many `MONTHS` the policy is, or a length of time (5 years); 12 unless said"),
			field("effective", "the `DATE` from which the policy is in force").looks(crm.BoughtFrom),
			field("expires", "the `DATE` on which it expires; when the term is over unless said"),
			date("date", "the `DATE` on which it was won, if not today"),
			note("a note")),
		Do: func(r Request) (*crm.Outcome, error) {
			open, err := r.loose()
			if err != nil {
				return nil, err
			}
			policy, own := r.Fields(), r.Own()
			for field := range own {
				delete(policy, field)
			}
			return r.Book.CloseWon(r.Context, r.Text("opportunity"), book.Win{Quote: r.Text("quote"), Policy: policy, Own: own, Date: r.Text("date"), Note: r.Text("note"), Loose: open})
		}}
}

func closeLost() *Verb {
	return &Verb{Name: "close-lost", About: "Close an opportunity as lost",
		Examples: []string{`391 --reason price --competitor Buckeye --x-date 2027-06-01`},
		Takes: looseEnds(opportunity(),
			code("reason", "lost_reason", "why").must(),
			text("competitor", "from whom they bought"),
			date("x-date", "the `DATE` on which what they bought elsewhere expires; a call before it is planned"),
			date("date", "the `DATE` on which it was lost, if not today"),
			note("a note")),
		Do: func(r Request) (*crm.Outcome, error) {
			open, err := r.loose()
			if err != nil {
				return nil, err
			}
			return r.Book.CloseLost(r.Context, r.Text("opportunity"), book.Loss{
				Reason: r.Text("reason"), Competitor: r.Text("competitor"), XDate: r.Text("x-date"), Date: r.Text("date"), Note: r.Text("note"), Loose: open,
			})
		}}
}
