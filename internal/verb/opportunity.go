package verb

import (
	"crm/internal/book"
	"crm/internal/crm"
)

// saleExample is a condition on opportunities.
const saleExample = `'premium >= 1000 and contact.stage == "client"'`

func opportunityVerbs(string) []*Verb {
	return []*Verb{
		addOpportunity(),
		listVerb(crm.KindOpportunity, "List open opportunities", saleExample, switchFlag("all", "those that are closed, too"), switchFlag("stray", "those without a next step, of people who may be contacted"),
			code("stage", "opportunity_stage", "only those at a `STAGE`, or several with commas").silent(),
			code("line", "line", "only those of a `LINE` of business, or several with commas").silent()),
		show("opp", "Show opportunities with their history"),
		edit("Change open opportunities", append([]Take{opportunity().several()}, opportunityFields()...), func(r Request) (*crm.Outcome, error) {
			return r.Book.EditOpportunities(r.Context, r.All("opportunity"), r.Fields())
		}).gives(crm.KindOpportunity),
		{Name: "stage", About: "Say how far opportunities have come", Examples: []string{`391 presented`, `391 398 closing`},
			Takes: []Take{opportunity().several(), codeArg("STAGE", "stage", "opportunity_stage"), note("a note")},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.StageOpportunities(r.Context, r.All("opportunity"), r.Text("stage"), r.Text("note"))
			}},
		assign("opp"), closeWon(), closeLost(),
		eachVerb("reopen", "Open closed opportunities again; the policy of a won one is cancelled", recordArg("NUMBER", crm.KindOpportunity).closed(), "why", (*book.Book).ReopenOpportunities),
		{Name: "stages", Reads: true, About: "List the stages of this book with their probability",
			Long: "List the stages of this book with their probability in percent. A book has its\nown ones after: crm book set stages \"new=10, fact-finding=30, offer=60\""},
		{Name: "lines", Reads: true, About: "List the lines of business of this book with their short codes",
			Long: "List the lines of business of this book with the short codes that insurers'\nsystems use. A book adds its own with: crm book set lines \"pet=PETS, travel\""},
	}
}

// opportunity takes an opportunity, by number or by the name of its contact.
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
		noteFlag("a note").several(),
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
	return &Verb{Name: "add", About: "Open an opportunity, or one for each of several lines of business", Gives: crm.KindOpportunity,
		Examples: []string{`"Jane Hudson" --line auto --premium 1480`, `3 --line auto,home,umbrella --referred-by "Ruth Adeyemi" --reason "new house"`},
		Takes:    append(takes, field("stage", "how far it has come").also(", or one of the book's own"), field("owner", "whose it is, a `PRODUCER`")),
		Do: func(r Request) (*crm.Outcome, error) {
			return r.Book.AddOpportunity(r.Context, r.Text("contact"), r.Fields())
		}}
}
