package verb

import (
	"cmp"

	"crm/internal/book"
	"crm/internal/crm"
)

// assignLists are the lists that can be assigned as a whole, by word.
var assignLists = map[string]crm.Kind{"opp": crm.KindOpportunity, "contact": crm.KindContact, "activity": crm.KindActivity}

// mayAssign says who may give what to whom.
const mayAssign = `Anybody gives what is theirs;
what a colleague looks after only a manager gives, and a book without one asks.`

// whose is what says of a flag whose records are meant.
const whose = "whose: a `PRODUCER`, team:NAME, or all; one's own unless said"

// assign makes the verb that gives records of a noun to a producer; with an empty noun,
// a list may select them.
func assign(noun string) *Verb {
	which := recordNamed("NUMBER|NAME", noun).several()
	to := record("to", crm.KindProducer, "the `PRODUCER` who is to have it").must()
	v := &Verb{Name: "assign", About: "Give to another producer, with what is planned", Long: "Give to another producer, with what is planned. " + mayAssign,
		Examples: []string{`391 --to "Ben Ito"`}, Takes: []Take{which, to},
		Do: func(r Request) (*crm.Outcome, error) {
			return r.Book.Assign(r.Context, r.Verb(), noun, r.All("record"), r.Text("to"))
		}}
	if noun != "" {
		return v
	}
	v.Long = `Give contacts, open opportunities, policies in force and open activities to
another producer, as many as are named, or with --list all that a list of yours
shows. An opportunity or a policy takes what is planned for it along, a contact
its policies and what regards no opportunity. ` + mayAssign
	v.Examples = append(v.Examples, `crm opp list --where 'line == "boat"' -q | crm assign - --to ben`, `--list contact --where 'address contains "Dayton"' --from ann --to ben`)
	which.Unless = []string{"list", "where", "from", "owner"}
	v.Takes = []Take{
		which, to,
		choice("list", "of a list instead of numbers", "opp", "contact", "activity"),
		text("where", "of the list, those for which an `EXPRESSION` holds"),
		ownerFlag("from", "of the list, "+whose), ownerFlag("owner", "the same as --from"),
	}
	named := v.Do
	v.Do = func(r Request) (*crm.Outcome, error) {
		list, q := r.Text("list"), book.ListQuery{Where: r.Text("where"), Owner: cmp.Or(r.Text("owner"), r.Text("from"))}
		if list == "" && q.Where == "" && q.Owner == "" {
			return named(r)
		}
		var known bool
		q.Noun, known = assignLists[list]
		switch {
		case !known:
			return nil, crm.Errorf(crm.CodeUsage, "there is no list %q", list).On("list").Try("One of: opp, contact, activity")
		case len(r.Words) > 0:
			return nil, crm.Errorf(crm.CodeUsage, "numbers and --list don't go together")
		}
		return r.Book.AssignList(r.Context, q, r.Text("to"))
	}
	return v
}
