package verb

import (
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

func refer() *Verb {
	field := fieldsOf(crm.KindOpportunity)
	return &Verb{Name: "refer", About: "Give somebody to another producer as a referral",
		Long: `Give somebody to another producer as a referral: an opportunity that is theirs,
with the reason and a note that they may read, and a task on their list for the
next working day. The contact has to be in the book already.`,
		Examples: []string{`"Jane Hudson" --to "Ben Ito" --reason "bought a boat" --line boat -m "call after six"`},
		Takes: []Take{
			contact(),
			record("to", crm.KindProducer, "the `PRODUCER` who should handle it").must(),
			field("reason", "why they are referred").must(),
			field("line", "line of business, other unless said"),
			field("topic", "what it is about"),
			field("premium", "the premium to expect, a year"),
			noteFlag("a note for the other producer").several(),
		},
		Do: func(r Request) (*crm.Outcome, error) {
			return r.Book.Refer(r.Context, r.Text("contact"), r.Text("to"), r.Fields())
		}}
}

func referralVerbs(string) []*Verb {
	by := record("by", crm.KindProducer, "those that you referred to somebody, or with =`PRODUCER` those that they did")
	by.Alone = "me"
	return []*Verb{
		listVerb(crm.KindOpportunity, "List referrals, open and closed", saleExample, switchFlag("open", "only those that are open"), by),
		readVerb("tree", "Whom somebody brought, whom these brought, and what came of it", contact(),
			func(ctx context.Context, b *book.Book, text string) (any, error) { return b.ReferralTree(ctx, text) }),
	}
}
