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
	return []*Verb{
		{Name: "relate", About: "Record what one contact is to another; both cards show it", Ordered: true,
			Examples: []string{`"Jane Hudson" "Mike Hudson" --as spouse --share-household`, `405 412 --as child`, `405 430 --as godparent`},
			Takes:    []Take{contact(), other, as, switchFlag("share-household", "give both the household that one of them has")},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.Relate(r.Context, r.Verb(), r.Text("contact"), r.Text("other"), r.Text("as"), r.Is("share-household"))
			}},
		{Name: "unrelate", About: "Remove what is recorded of two contacts being related", Takes: []Take{contact(), other},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.Unrelate(r.Context, r.Verb(), r.Text("contact"), r.Text("other"))
			}},
	}
}

func relationVerbs(string) []*Verb {
	return []*Verb{listVerb(crm.KindRelation, "List who is what to whom", `'as == "spouse"'`)}
}
