package verb

import (
	"context"

	"crm/internal/book"
	"crm/internal/crm"
)

// people are the contacts that a word for them stands for: all of them, or those of a
// stage or a kind.
type people struct{ stage, kind, add, edit string }

func peopleCalled(noun string) people {
	switch noun {
	case "lead":
		return people{stage: crm.StageLead, add: "Add a lead; a rule plans the first call", edit: "Change leads"}
	case "prospect":
		return people{stage: crm.StageProspect, add: "Add somebody who is a prospect already", edit: "Change prospects"}
	case "client":
		return people{stage: crm.StageClient, add: "Add somebody who is a client already", edit: "Change clients"}
	case "household":
		return people{kind: crm.Household, add: "Add a household", edit: "Change households"}
	case "org":
		return people{kind: crm.Organization, add: "Add an organization", edit: "Change organizations"}
	default:
		return people{add: "Add a person, a household or an organization without a stage", edit: "Change contacts"}
	}
}

func contactVerbs(noun string) []*Verb {
	p := peopleCalled(noun)
	verbs := []*Verb{addContact(noun, p), editContact(p)}
	switch noun {
	case "lead":
		verbs = append(verbs, qualify(), reject(), importContacts(noun, "Add leads from a CSV file"))
	case "client":
		verbs = append(verbs, importContacts(noun, "Add the clients you have already from a CSV file"))
	case "contact":
		verbs = append(verbs, assign(noun), stop(), allow())
	}
	return verbs
}

// contactFields are the fields of a contact that can be given.
func contactFields() []Take {
	field := fieldsOf(crm.KindContact)
	return []Take{
		field("phone", "a phone `NUMBER`; may be given several times, the first is the primary one").several(),
		field("email", "an e-mail `ADDRESS`; may be given several times").several(),
		field("birthday", "`DATE` of birth: 1980-05-12, or --05-12 without the year"),
		field("source", "where they come from"),
		field("referred_by", "the `CONTACT` who referred them"),
		field("owner", "the `PRODUCER` who looks after them"),
		field("rating", "how promising"),
		field("household", "the household they belong to, a `NAME` or number; made if it is not there"),
		field("org", "the organization they belong to, a `NAME` or number; made if it is not there"),
		field("address", "postal address"),
		field("given", "given name"),
		field("family", "family name"),
		field("reading", "how the name is pronounced, in kana"),
		field("call_frequency", "how often a client is called"),
		field("client_since", "client since that `DATE`"),
		field("last_call", "last spoken to on that `DATE`"),
		field("external_id", "their `ID` in another program"),
		noted("a note; may be given several times").several(),
	}
}

func addContact(noun string, p people) *Verb {
	field := fieldsOf(crm.KindContact)
	takes := append([]Take{newName()}, contactFields()...)
	takes = append(takes, given("allow-duplicate", "add them though somebody like that is in the book"))
	if p.kind == "" {
		takes = append(takes, field("kind", "what it is"))
	}
	if noun == "contact" {
		takes = append(takes, field("stage", ""))
	}
	return &Verb{Name: "add", About: p.add, Effect: Adds, Takes: takes,
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.AddContact(ctx, in.Verb(), book.NewContact{Values: in.Fields(), Stage: p.stage, Kind: p.kind, AllowDuplicate: in.Is("allow-duplicate")})
		}}
}

func editContact(p people) *Verb {
	field := fieldsOf(crm.KindContact)
	takes := append([]Take{contacts(p.stage)}, contactFields()...)
	takes = append(takes, field("name", "the name"), field("stage", "").also(`, or "" for none`),
		text("remove-phone", "take a phone `NUMBER` away").several(), text("remove-email", "take an e-mail `ADDRESS` away").several(),
		text("bad-phone", "mark a phone `NUMBER` as one that reaches nobody").several(), text("bad-email", "mark an e-mail `ADDRESS` as one that reaches nobody").several())
	return &Verb{Name: "edit", About: p.edit, Long: p.edit + `. A value of "" empties a field.`, Takes: edits(takes...),
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			if err := in.something(); err != nil {
				return nil, err
			}
			return b.EditContacts(ctx, in.Verb(), in.All("contact"), book.ContactEdit{
				Values: in.Fields(), Kind: p.kind, RemovePhones: in.All("remove-phone"), RemoveEmails: in.All("remove-email"),
				BadPhones: in.All("bad-phone"), BadEmails: in.All("bad-email"),
			})
		}}
}

// contacts is one contact or several, of a stage or of all.
func contacts(stage string) Take { return namedArg("CONTACT", crm.KindContact).among(stage).several() }

// contact is one contact.
func contact() Take { return namedArg("CONTACT", crm.KindContact) }

// leads are contacts of whom something is decided.
func leads() Take { return namedArg("LEAD", crm.KindContact).among(crm.StageLead).several() }

func qualify() *Verb {
	return &Verb{Name: "qualify", About: "Move leads on to prospect", Takes: []Take{leads(), note("a note")},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.Qualify(ctx, in.Verb(), in.All("contact"), in.Text("note"))
		}}
}

func reject() *Verb {
	return &Verb{Name: "reject", About: "Give leads up: no stage, no calls; they may be contacted again",
		Takes: []Take{leads(), code("reason", "reject_reason", "why").must(), note("a note")},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.Reject(ctx, in.Verb(), in.All("contact"), in.Text("reason"), in.Text("note"))
		}}
}

func stop() *Verb {
	return &Verb{Name: "stop", About: "Mark contacts as not to be contacted, by anybody, on any of their phones",
		Takes: []Take{contacts(""), code("reason", "stop_reason", "why").must(), note("what they said")},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.Stop(ctx, in.Verb(), in.All("contact"), in.Text("reason"), in.Text("note"))
		}}
}

func allow() *Verb {
	return &Verb{Name: "allow", About: "Lift the do-not-contact mark; rules plan again",
		Takes: []Take{contacts(""), text("reason", "who asked for it and when; kept as a note").must()},
		Do: func(ctx context.Context, b *book.Book, in Input) (*crm.Outcome, error) {
			return b.Allow(ctx, in.Verb(), in.All("contact"), in.Text("reason"))
		}}
}
