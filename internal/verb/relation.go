package verb

import (
	"strings"

	"crm/internal/crm"
)

// related are the verbs that say what contacts are to each other.
func related() []*Verb {
	other := arg("OTHER", record("other", crm.KindContact, ""))
	other.Named = true
	as := Take{Name: "as", Field: "as", About: "what OTHER is to CONTACT: " + strings.Join(crm.Picklist("relation"), "|") + ", or a `WORD` of your own", Required: true, Values: crm.Picklist("relation"), Silent: true}
	only := as
	only.About, only.Required = "only that OTHER is that `WORD` of CONTACT", false
	return []*Verb{
		{Name: "relate", About: "Record what one contact is to another; both cards show it", Ordered: true,
			Examples: []string{`"Jane Hudson" "Mike Hudson" --as spouse --share-household`, `405 412 --as child`, `405 430 --as godparent`},
			Takes:    []Take{contact(), other, as, switchFlag("share-household", "give both the household that one of them has")},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.Relate(r.Context, r.Verb(), r.Text("contact"), r.Text("other"), r.Text("as"), r.Is("share-household"))
			}},
		{Name: "unrelate", About: "Remove what is recorded of two contacts being related, or one relation of several",
			Examples: []string{`"Jane Hudson" "Mike Hudson"`, `405 412 --as colleague`}, Takes: []Take{contact(), other, only},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.Unrelate(r.Context, r.Verb(), r.Text("contact"), r.Text("other"), r.Text("as"))
			}},
	}
}

// merged are the verbs about two contacts that are one.
func merged() []*Verb {
	other := arg("OTHER", record("other", crm.KindContact, ""))
	other.Named = true
	keep := contact()
	keep.Arg = "KEEP"
	return []*Verb{
		{Name: "duplicates", Reads: true, About: "List contacts who may be one, with what speaks for it and what against",
			Long: `List pairs of contacts who may be one, the likeliest first, with what speaks for it
and what against. contact merge makes one of two; two who are not one are recorded
as such with contact relate --as namesake, and not listed any more. Nor are those
who are related otherwise.`,
			Examples: []string{"", `--where 'owner.name == "Ann Lee"'`, `-o csv --limit 0`},
			Takes: []Take{text("where", "only pairs of which one meets that `EXPRESSION`"),
				count("limit", "at most `N`; 0 is all").orZero("is all").usually("50")}},
		{Name: "merge", About: "Make one contact of two; the number of the other means the first from then on", Ordered: true,
			Long: `Make one contact of two: KEEP gets everything that is recorded of OTHER, and what
it lacks. Phones, e-mails and tags are joined. Where both say something else, KEEP
stands, unless --prefer names the field; what is left is said, and kept on the card.
A do-not-contact mark of either stays. The number of OTHER means KEEP from then on.
undo takes all of it back.`,
			Examples: []string{`405 412`, `405 412 --prefer birthday=412`, `"Jane Hudson" 412 --prefer all --dry-run`},
			Takes:    []Take{keep, other, text("prefer", "the `FIELD` of OTHER, also FIELD=OTHER, or all; may be given several times").several().known("prefer")},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.Merge(r.Context, r.Verb(), r.Text("contact"), r.Text("other"), r.All("prefer"))
			}},
	}
}

func aliasVerbs(string) []*Verb {
	return []*Verb{listVerb(crm.KindAlias, "List the numbers of contacts that were merged into others", `'since >= "-1m"'`)}
}

func relationVerbs(string) []*Verb {
	return []*Verb{listVerb(crm.KindRelation, "List who is what to whom", `'as == "spouse"'`)}
}
