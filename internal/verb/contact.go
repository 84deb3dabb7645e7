package verb

import (
	"slices"

	"crm/internal/book"
	"crm/internal/crm"
)

// people are the contacts of a word: all, a stage or a kind.
type people struct{ all, add, stage, kind string }

func peopleOf(noun string) people {
	switch noun {
	case "lead":
		return people{"leads", "a lead; a rule plans the first call", crm.StageLead, ""}
	case "prospect":
		return people{"prospects", "somebody who is a prospect already", crm.StageProspect, ""}
	case "client":
		return people{"clients", "somebody who is a client already", crm.StageClient, ""}
	case "household":
		return people{"households", "a household", "", crm.Household}
	case "org":
		return people{"organizations", "an organization", "", crm.Organization}
	default:
		return people{"contacts", "a person, a household or an organization without a stage", "", ""}
	}
}

func contactVerbs(noun string) []*Verb {
	p := peopleOf(noun)
	with := "history"
	if p.kind != "" {
		with = "members"
	}
	verbs := []*Verb{
		addContact(noun, p),
		listVerb(crm.KindContact, "List "+p.all, `'next_due <= "+2w" and source == "web"'`, switchFlag("stray", "leads, prospects and clients without a next step")),
		show(noun, "Show "+p.all+" with their "+with),
		editContact(p),
	}
	switch noun {
	case "lead":
		return append(append(verbs, decided()...), importContacts(noun, "Add leads from CSV, XLSX or vCards"))
	case "client":
		return append(verbs, importContacts(noun, "Add the clients you have already from CSV, XLSX or vCards"))
	case "contact":
		return slices.Concat(verbs, []*Verb{assign(noun)}, refusals(), []*Verb{consent()}, related(), merged(), []*Verb{exportContact(), eraseContact()})
	}
	return verbs
}

// contactFields are the fields of a contact to give.
func contactFields() []Take {
	field := fieldsOf(crm.KindContact)
	return []Take{
		field("phone", "a phone `NUMBER`, or which one it is and the number: \"work: 614-555-0147\"; may be given several times, the first is the primary one").several(),
		field("email", "an e-mail `ADDRESS`, with a label as a phone; may be given several times").several(),
		field("birthday", "`DATE` of birth: 1980-05-12, or --05-12 without the year"),
		field("source", "where they come from"),
		field("referred_by", "the `CONTACT` who referred them"),
		field("owner", "the `PRODUCER` who looks after them"),
		field("rating", "how promising"),
		field("household", "the household they belong to, a `NAME` or number; made if it is not there"),
		field("org", "the organization they belong to, a `NAME` or number; made if it is not there"),
		field("address", "postal address in one line, which is taken apart where that is certain"),
		field("street", "street and number of an address"),
		field("city", "its city"),
		field("region", "its state, province or prefecture"),
		field("postal_code", "its postal `CODE`"),
		field("address_country", "its `COUNTRY`, if not that of the book"),
		field("address_label", "which address it is: home, work, mailing, other or a `WORD` of your own; the primary one without it").known("address_label"),
		field("prefix", "what stands before the name: Dr., Sig.ra"),
		field("given", "given name"),
		field("middle", "middle name or initial"),
		field("family", "family name"),
		field("suffix", "what stands behind the name: Jr., CPA"),
		field("nickname", "what they are called beside their name; they are found by it"),
		text("former-name", "a `NAME` that they bore before, or the family name alone; they are found by it").several(),
		field("reading", "how the name is pronounced, in kana"),
		field("time_zone", "the time `ZONE` in which they live, where their phone does not tell: Pacific, America/Denver").known("zone"),
		field("call_frequency", "how often a client is called"),
		field("client_since", "client since that `DATE`"),
		field("last_call", "last spoken to on that `DATE`"),
		field("external_id", "their `ID` in another program"),
		noteFlag("a note; may be given several times").several(),
	}
}

// contactValues are the fields of a contact, with the names that they bore before.
func contactValues(r Request) book.Values {
	values := r.Fields()
	if former := r.All("former-name"); len(former) > 0 {
		values["former_name"] = former
	}
	return values
}

func addContact(noun string, p people) *Verb {
	field := fieldsOf(crm.KindContact)
	name := newName()
	name.Unless = []string{"given", "family", "nickname"} // of which it is made
	takes := append([]Take{name}, contactFields()...)
	takes = append(takes, switchFlag("allow-duplicate", "add them though somebody like that is in the book"))
	if p.kind == "" {
		takes = append(takes, field("kind", "what it is"))
	}
	if noun == "contact" {
		takes = append(takes, field("stage", ""))
	}
	return &Verb{Name: "add", About: "Add " + p.add, Makes: true, Gives: crm.KindContact, Takes: takes,
		Do: func(r Request) (*crm.Outcome, error) {
			return r.Book.AddContact(r.Context, r.Verb(), book.NewContact{Values: contactValues(r), Stage: p.stage, Kind: p.kind, AllowDuplicate: r.Is("allow-duplicate")})
		}}
}

func editContact(p people) *Verb {
	field := fieldsOf(crm.KindContact)
	takes := append([]Take{contacts(p.stage)}, contactFields()...)
	takes = append(takes, field("name", "the name"), field("stage", "").also(`, or "" for none`),
		text("remove-phone", "take a phone `NUMBER` away").several(), text("remove-email", "take an e-mail `ADDRESS` away").several(),
		text("remove-address", "take a postal address away: its label, its place in the list, or a `PART` of it").several(),
		text("remove-also", "take off what is also recorded of them: a former name, or a `VALUE` that a merge left").several(),
		text("bad-phone", "mark a phone `NUMBER` as one that reaches nobody").several(), text("bad-email", "mark an e-mail `ADDRESS` as one that reaches nobody").several())
	v := edit("Change "+p.all, takes, func(r Request) (*crm.Outcome, error) {
		return r.Book.EditContacts(r.Context, r.Verb(), r.All("contact"), book.ContactEdit{
			Values: contactValues(r), Kind: p.kind, RemoveAlso: r.All("remove-also"), RemovePhones: r.All("remove-phone"), RemoveEmails: r.All("remove-email"), RemoveAddresses: r.All("remove-address"),
			BadPhones: r.All("bad-phone"), BadEmails: r.All("bad-email"),
		})
	})
	v.Long = v.About + `. A value of "" empties a field.`
	return v.gives(crm.KindContact)
}

// contacts takes one contact or several, of a stage or of all.
func contacts(stage string) Take { return namedArg("CONTACT", crm.KindContact).among(stage).several() }

// contact is one contact.
func contact() Take { return namedArg("CONTACT", crm.KindContact) }

// decided are the verbs that decide about leads.
func decided() []*Verb {
	leads := namedArg("LEAD", crm.KindContact).among(crm.StageLead).several()
	return []*Verb{
		{Name: "qualify", About: "Move leads on to prospect", Gives: crm.KindContact, Takes: []Take{leads, note("a note")},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.Qualify(r.Context, r.Verb(), r.All("contact"), r.Own(), r.Text("note"))
			}},
		{Name: "reject", About: "Give leads up: no stage, no calls; they may be contacted again",
			Takes: []Take{leads, code("reason", "reject_reason", "why").must(), note("a note")},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.Reject(r.Context, r.Verb(), r.All("contact"), r.Text("reason"), r.Text("note"))
			}},
	}
}

// refusals are the verbs that say whether somebody may be contacted.
func refusals() []*Verb {
	return []*Verb{
		{Name: "stop", About: "Mark contacts as not to be contacted, by anybody, on any of their phones",
			Takes: []Take{contacts(""), code("reason", "stop_reason", "why").must(), note("what they said")},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.Stop(r.Context, r.Verb(), r.All("contact"), r.Text("reason"), r.Text("note"))
			}},
		{Name: "allow", About: "Lift the do-not-contact mark; rules plan again",
			Takes: []Take{contacts(""), text("reason", "who asked for it and when; kept as a note").must()},
			Do: func(r Request) (*crm.Outcome, error) {
				return r.Book.Allow(r.Context, r.Verb(), r.All("contact"), r.Text("reason"))
			}},
	}
}

// exportContact hands out what is known of somebody.
func exportContact() *Verb {
	return &Verb{Name: "export", Reads: true, About: "Write all that is known about a contact into one zip file",
		Long: `Write all that is known about a contact into one zip file: their record, what was
planned and done, opportunities, quotes, policies, relations, the notes that you may
read, do-not-contact entries and the journal, each as JSON and CSV, and the files
themselves. What is recorded of their household or organization is apart: export that
by its number. Only you can read the file.`,
		Examples: []string{`"Jane Hudson"`, `405 --to ~/Documents --name hudson.zip`},
		Takes: []Take{contact(), path("to", "the `DIRECTORY`").usually("."), text("name", "the name of the file, if not contact-NUMBER.zip"),
			switchFlag("force", "write over what has the name")}}
}

// eraseContact removes somebody for good.
func eraseContact() *Verb {
	return &Verb{Name: "erase", About: "Erase a person from the book, its journal and its backups for good",
		Long: `Erase a person, or an organization, from the book, its journal and its backups for
good; of a household its own record, and its members stay. What reports count stays
without a name: amounts, days, stages and results. A number that nobody may use stays
refused, though it can't be read any more. A backup that is restored later is erased, too.
This can't be undone: "crm contact export" writes out what is known first. What was
entered by mistake is for "crm delete", which "crm undo" brings back; whoever is only not
to be called is for "crm contact stop".`,
		Examples: []string{`405 --reason "asked by letter of 3 May"`},
		Takes:    []Take{contact(), text("reason", "why, without a name: it stays").must()},
		Do: func(r Request) (*crm.Outcome, error) {
			return r.Book.Erase(r.Context, r.Text("contact"), r.Text("reason"))
		}}
}
