package verb

import (
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

func opportunityVerbs(string) []*Verb {
	return []*Verb{addOpportunity(), editOpportunity(), stage(), assign("opp"), closeWon(), closeLost(), reopen()}
}

// opportunity is an opportunity, by number or by the name of its contact.
func opportunity() Take { return namedArg("OPPORTUNITY", crm.KindOpportunity) }

// opportunityFields are the fields of an opportunity that can be given.
func opportunityFields() []Take {
	field := fieldsOf(crm.KindOpportunity)
	return []Take{
		field("line", lineOfBusiness).also(orShort),
		field("topic", "what it is about"),
		field("premium", "the premium to expect, a year"),
		field("probability", "how likely it is, in percent; that of its stage unless said"),
		field("close_by", "the `DATE` by which it should be closed"),
		field("due", "the `DATE` by which they want an answer"),
		field("source", "where it comes from"),
		field("reason", "why they were referred; a referral needs one"),
		field("referred_by", "who referred them, a `CONTACT` or a producer (producer:NAME)"),
		field("competitor", "who else is asked"),
		noted("a note").several(),
	}
}

// What is said of a line of business.
const (
	lineOfBusiness = "line of business"
	orShort        = ", or a short code (crm opp lines)"
)

func addOpportunity() *Verb {
	field := fieldsOf(crm.KindOpportunity)
	takes := append([]Take{contact()}, opportunityFields()...)
	return &Verb{Name: "add", About: "Open an opportunity, or one for each of several lines of business",
		Examples: []string{`"Jane Hudson" --line auto --premium 1480`, `3 --line auto,home,umbrella --referred-by "Ruth Adeyemi" --reason "new house"`},
		Takes:    append(takes, field("stage", "how far it has come").also(", or one of the book's own"), field("owner", "whose it is, a `PRODUCER`")),
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.AddOpportunity(ctx, in.Text("contact"), in.Fields())
		}}
}

func editOpportunity() *Verb {
	return &Verb{Name: "edit", About: "Change open opportunities", Takes: edits(append([]Take{opportunity().several()}, opportunityFields()...)...),
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			if err := in.something(); err != nil {
				return nil, err
			}
			return b.EditOpportunities(ctx, in.All("opportunity"), in.Fields())
		}}
}

func stage() *Verb {
	return &Verb{Name: "stage", About: "Say how far opportunities have come", Examples: []string{`391 presented`, `391 398 closing`},
		Takes: []Take{opportunity().several(), codeArg("STAGE", "stage", "opportunity_stage"), note("a note")},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.StageOpportunities(ctx, in.All("opportunity"), in.Text("stage"), in.Text("note"))
		}}
}

func reopen() *Verb {
	return &Verb{Name: "reopen", About: "Open closed opportunities again; the policy of a won one is cancelled",
		Takes: []Take{recordArg("NUMBER", crm.KindOpportunity).closed().several(), note("why")},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.ReopenOpportunities(ctx, in.All("opportunity"), in.Text("note"))
		}}
}
