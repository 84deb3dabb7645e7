package book

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"crm/internal/crm"
	"crm/internal/fold"
)

// NewContact is the input of AddContact.
type NewContact struct {
	Values         // by field name; "name" is required, "note" may be given too
	Stage          string
	Kind           string // empty is a person, or an organization by the name
	Grouped        bool   // they are of an organization that is not among Values
	AllowDuplicate bool
	Listed         bool // they are as a list of a book has them
}

// AddContact adds a contact, with or without a stage.
//
// Errors: CodeInvalid for an invalid value, CodeConflict for a duplicate, CodeRefused
// for a duplicate who must not be contacted.
func (b *Book) AddContact(ctx context.Context, command string, in NewContact) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		c, err := w.newContact(in)
		if err != nil {
			return err
		}
		m, err := w.findAlike(c)
		if err != nil {
			return err
		}
		if err := w.checkDuplicate(c, m, in.AllowDuplicate); err != nil {
			return err
		}
		return w.addContact(c, in.Values)
	})
}

func (w *work) newContact(in NewContact) (*crm.Contact, error) {
	c := &crm.Contact{Kind: in.Kind, Stage: in.Stage, Owner: w.ownerOr(0), Created: w.today}
	if c.Kind == "" {
		c.Kind = crm.Person
	}
	if err := w.setFields(c, in.Values, byHand...); err != nil {
		return nil, err
	}
	if c.Name == "" {
		c.Name = c.Nickname
		if c.Given+c.Family != "" {
			c.Name = partsOf(c).Name()
		}
	}
	w.takeFirm(c, in)
	wholeName(c, in.Values)
	setName(c, &crm.Contact{}, in.Values)
	if !in.Listed {
		addParts(c, in.Values)
	}
	w.addFormer(c, in.Values[formerName])
	if err := w.addPoints(c, in.Values); err != nil {
		return nil, err
	}
	if err := w.setAddresses(c, in.Values); err != nil {
		return nil, err
	}
	if _, given := in.first("source"); !given && c.ReferredBy != 0 {
		c.Source = "referral"
	}
	if err := checkName(c); err != nil {
		return nil, err
	}
	if err := checkParts(c, &crm.Contact{}); err != nil {
		return nil, err
	}
	return c, checkContact(c)
}

// checkName rejects a phone or an e-mail in a name, since it would escape the
// do-not-contact list, and a name without a letter, since a number that is typed means a
// record. An organization may be called after its number.
func checkName(c *crm.Contact) error {
	if c.Kind != crm.Organization && fold.Text(c.Name) != "" && !strings.ContainsFunc(c.Name, unicode.IsLetter) {
		return crm.Errorf(crm.CodeInvalid, "the name %q has no letter", c.Name).On("name").
			Try("The number of another program: --external-id %q", c.Name)
	}
	phone, email := fold.InName(c.Name)
	if c.Kind == crm.Organization || phone == "" && email == "" {
		return nil
	}
	what, flag, point := "a phone", "phone", phone
	if phone == "" {
		what, flag, point = "an e-mail", "email", email
	}
	return crm.Errorf(crm.CodeInvalid, "the name %q has %s in it", c.Name, what).On("name").
		Try("Behind the name: --%s %q", flag, point)
}

// takeFirm makes a contact with the name of a company an organization, unless something
// says that it is a person, such as a part of a name that is not in this one.
func (w *work) takeFirm(c *crm.Contact, in NewContact) {
	_, firm := fold.Company(c.Name)
	titled := fold.FirmTitle(c.Prefix, firm)
	if !firm && !titled || in.has("kind") || in.Kind != "" || in.Grouped || c.Org != 0 || !c.Birthday.IsZero() || c.Nickname != "" {
		return
	}
	for _, part := range nameParts {
		if text := *part.of(c); text != "" && !inName(text, c.Name) && !(titled && text == c.Prefix) {
			return
		}
	}
	for _, part := range nameParts {
		*part.of(c) = ""
	}
	c.Kind = crm.Organization
	if w.importing.firms++; !w.streaming {
		w.warn("organization-taken", "name", c.Name)
	}
}

func checkContact(c *crm.Contact) error {
	switch {
	case c.Name == "":
		return crm.Errorf(crm.CodeInvalid, "a contact needs a name").On("name")
	case fold.Text(c.Name) == "":
		return crm.Errorf(crm.CodeInvalid, "the name has no letter or digit").On("name")
	case len(c.Name) > 1000:
		return crm.Errorf(crm.CodeInvalid, "the name is longer than 1000 bytes").On("name")
	case len(c.Reading) > 1000:
		return crm.Errorf(crm.CodeInvalid, "the reading is longer than 1000 bytes").On("reading")
	case c.Kind != crm.Person && !c.Birthday.IsZero():
		return crm.Errorf(crm.CodeInvalid, "only a person has a birthday").On("birthday")
	}
	return nil
}

func (w *work) addContact(c *crm.Contact, values Values) error {
	if _, err := w.put(c); err != nil {
		return err
	}
	w.subject(c)
	w.sayPartsApart(c, values)
	return w.noteOn(c, values["note"]...)
}

// byHand are the fields of a contact that setFields leaves to others.
var byHand = append([]string{"phones", "emails"}, addressFields...)

// ContactEdit is the input of EditContacts beside the contacts.
type ContactEdit struct {
	Values
	Kind                                             string // what a name means; empty is any kind of contact
	RemovePhones, RemoveEmails, BadPhones, BadEmails []string
	RemoveAddresses, RemoveAlso                      []string
}

// EditContacts sets fields of contacts, given by number or name.
func (b *Book) EditContacts(ctx context.Context, command string, who []string, in ContactEdit) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		for i, text := range who {
			if in.Kind == "" {
				break
			}
			c, err := w.contactOf(in.Kind, text)
			if err != nil {
				return err
			}
			who[i] = strconv.FormatInt(c.ID, 10)
		}
		return w.eachContact(who, func(c *crm.Contact) error {
			if err := w.expectVersion(c, in.Values); err != nil {
				return err
			}
			from := c.Owner
			if err := w.editContact(c, in); err != nil {
				return err
			}
			if _, err := w.put(c); err != nil || c.Owner == from {
				return err
			}
			return w.takeAlong(c, from)
		}, in.Values["note"]...)
	})
}

// eachContact calls do with each contact that is named, and writes notes on them.
func (w *work) eachContact(who []string, do func(*crm.Contact) error, notes ...string) error {
	return eachNamed(w, who, w.contact, func(c *crm.Contact) error {
		if !c.Erased.IsZero() {
			return errorErased(c)
		}
		if err := do(c); err != nil {
			return err
		}
		return w.noteOn(c, notes...)
	})
}

func (w *work) editContact(c *crm.Contact, in ContactEdit) error {
	before := crm.Copy(c)
	if err := cmp.Or(w.givenOnce(in), w.setFields(c, in.Values, byHand...)); err != nil {
		return err
	}
	if c.Name == "" { // which it is made of again
		c.Name = partsOf(c).Name()
	} else if c.Name != before.Name {
		setNameAgain(c, before, in.Values)
		w.sayNameParts(c, before, in.Values)
	} else if !in.has("name") {
		if err := followParts(c, before); err != nil {
			return err
		}
	}
	if err := w.withoutAlso(c, in.RemoveAlso); err != nil {
		return err
	}
	w.addFormer(c, in.Values[formerName])
	var err error
	if c.Phones, err = withoutPoints(c.Phones, in.RemovePhones, w.samePhone, false, "remove-phone"); err != nil {
		return err
	}
	if c.Emails, err = withoutPoints(c.Emails, in.RemoveEmails, sameEmail, false, "remove-email"); err != nil {
		return err
	}
	if c.Phones, err = withoutPoints(c.Phones, in.BadPhones, w.samePhone, true, "bad-phone"); err != nil {
		return err
	}
	if c.Emails, err = withoutPoints(c.Emails, in.BadEmails, sameEmail, true, "bad-email"); err != nil {
		return err
	}
	if err := w.addPoints(c, in.Values); err != nil {
		return err
	}
	if err := w.withoutAddresses(c, in.RemoveAddresses); err != nil {
		return err
	}
	if err := w.setAddresses(c, in.Values); err != nil {
		return err
	}
	if err := cmp.Or(checkParts(c, before), checkContact(c)); err != nil {
		return err
	}
	if c.Name != before.Name {
		if err := checkName(c); err != nil {
			return err
		}
	}
	for _, ref := range []struct {
		id         int64
		field, not string
	}{{c.Household, "household", "live with"}, {c.Org, "org", "belong to"}, {c.ReferredBy, "referred_by", "have been referred by"}} {
		if ref.id == c.ID {
			return crm.Errorf(crm.CodeInvalid, "%s can't %s themselves", c.Name, ref.not).On(ref.field)
		}
	}
	w.sayPartsApart(c, in.Values)
	if err := w.keepsItsLine(c, before); err != nil {
		return err
	}
	if c.Stage != "" && before.Stage == "" && !c.DoNotContact.IsZero() {
		return w.mayContact(c)
	}
	if err := w.checkPoints(c, before); err != nil {
		return err
	}
	return w.saySharedPoints(c, before)
}

// checkDuplicate rejects a contact with the same name and the same phone, e-mail or
// birthday as another, and nothing that tells them apart. Somebody who may be the same
// is a warning.
func (w *work) checkDuplicate(c *crm.Contact, m met, allow bool) error {
	if err := w.checkPoints(c, &crm.Contact{}); err != nil {
		return err
	}
	themselves := func(other *crm.Contact) bool { return w.likeUnwilling(c, other) == same }
	if i := slices.IndexFunc(m.like, func(other *crm.Contact) bool { return !other.DoNotContact.IsZero() && themselves(other) }); i >= 0 && !allow {
		err := w.markedAlready(m.like[i])
		if e, ok := crm.AsError(err); ok {
			e.Try("Somebody else: the same command with --allow-duplicate")
		}
		return err
	}
	for _, other := range m.numberedElse {
		w.warn(sameNumberCode, "name", other.Name, "id", other.ID, "value", c.ExternalID)
	}
	there := slices.Clone(m.numbered)
	numbered := len(there) > 0
	what := "name and birthday are"
	if numbered {
		what = "number of another program is"
	}
	for _, other := range m.named {
		if w.likeness(c, other) != same {
			continue
		}
		if err := w.markedAlready(other); err != nil {
			return err
		}
		if slices.ContainsFunc(there, func(c *crm.Contact) bool { return c.ID == other.ID }) {
			continue
		}
		if w.tx.SamePoint(c, other) && !numbered {
			what = "name and phone or e-mail are"
			if len(c.Emails) == 0 {
				what = "name and phone are"
			}
		}
		there = append(there, other)
	}
	for _, other := range m.like {
		if other.DoNotContact.IsZero() && themselves(other) && !slices.ContainsFunc(there, func(c *crm.Contact) bool { return c.ID == other.ID }) {
			there = append(there, other)
			if !numbered && w.tx.SamePoint(c, other) {
				what = "name, or a like one, and phone or e-mail are"
			} else if !numbered {
				what = "name, or a like one, and birthday are"
			}
		}
	}
	if len(there) > 0 && !allow {
		e := crm.Errorf(crm.CodeConflict, "this %s in the book already", what)
		for _, other := range there {
			e.Next("The same person", "contact show", other.ID)
			if c.Stage != "" && other.Stage == "" && other.Stopped.IsZero() {
				e.Next("To call them again", "contact edit", other.ID, crm.With("stage", c.Stage))
			}
		}
		e.Try("Somebody else: the same command with --allow-duplicate")
		for _, other := range there {
			candidate, err := w.candidate(other)
			if err != nil {
				return err
			}
			e.People = append(e.People, candidate)
		}
		return e
	}
	for _, other := range m.named {
		if bornApart(c, other) && w.tx.SamePoint(c, other) {
			w.warn(bornApartCode, "name", other.Name, "id", other.ID, "born", other.Birthday)
			continue
		}
		w.warn(sameNameCode, "name", other.Name, "id", other.ID, "stopped", !other.Stopped.IsZero(), "silent", !other.CallsBarred.IsZero())
		if err := w.sayPhoneFound(c, other); err != nil {
			return err
		}
	}
	for _, other := range m.like {
		w.warn(sameNameCode, "name", other.Name, "id", other.ID, "stopped", !other.Stopped.IsZero(), "silent", true)
	}
	for _, other := range m.reached {
		switch {
		case sameNames(c, other):
		case w.tx.SamePoint(&crm.Contact{Phones: c.Phones}, other) && w.tx.SamePoint(&crm.Contact{Emails: c.Emails}, other):
			w.warn(samePointsCode, "name", c.Name, "twin", other.Name, "contact", other.ID)
		default:
			w.warn(samePointCode, "name", other.Name, "id", other.ID, "silent", other.Stopped.IsZero() && !other.CallsWithdrawn.IsZero())
		}
	}
	return nil
}

// bornApartCode warns that a contact with the same name and phone or e-mail has another
// birthday.
const bornApartCode = "born-apart"

// sameNameCode warns that a contact with the same name is in the book. Its value
// "stopped" says whether they must not be contacted, and "silent" whether they want no
// calls.
const sameNameCode = "same-name"

// sameNumberCode warns that somebody else has the same number of another program.
const sameNumberCode = "same-number"

// samePointCode warns that somebody else has the same phone or e-mail.
const samePointCode = "same-point"

// samePointsCode warns that somebody with another name has both the phone and the
// e-mail.
const samePointsCode = "same-points"

// markedAlready rejects a new contact who is in the book and must not be contacted.
func (w *work) markedAlready(c *crm.Contact) error {
	if c.DoNotContact.IsZero() {
		return nil
	}
	return w.mayContact(c)
}

// Qualify makes leads prospects, with fields that the book has added, and tags.
//
// Errors: CodeConflict for somebody who is not a lead.
func (b *Book) Qualify(ctx context.Context, command string, who []string, own Values, notes ...string) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		return w.eachContact(who, func(c *crm.Contact) error {
			if c.Stage != crm.StageLead && c.Stage != crm.StageProspect {
				return crm.Errorf(crm.CodeConflict, "%s is not a lead", c.Name).Next("Set the stage", "contact edit", c.ID, crm.With("stage", "prospect"))
			}
			c.Stage = crm.StageProspect
			if err := w.setFields(c, own); err != nil {
				return err
			}
			_, err := w.put(c)
			return err
		}, notes...)
	})
}

// Reject gives up leads and prospects: it clears the stage, and a rule cancels their
// open calls. They may be contacted again, unlike after Stop.
//
// Errors: CodeConflict for a client or somebody without a stage.
func (b *Book) Reject(ctx context.Context, command string, who []string, reason string, notes ...string) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		reason, err := w.code("reject_reason", reason)
		if err != nil {
			return err
		}
		return w.eachContact(who, func(c *crm.Contact) error {
			if c.Stage != crm.StageLead && c.Stage != crm.StageProspect {
				e := crm.Errorf(crm.CodeConflict, "%s is neither lead nor prospect", c.Name)
				if c.Stage == crm.StageClient {
					e.Try("If they are not a client any more, their stage is taken off with --stage \"\" of contact edit.").
						Next("If they are not to be contacted", "contact stop", c.ID, crm.With("reason", crm.Blank("REASON")))
				}
				return e
			}
			c.Stage, c.RejectReason = "", reason
			_, err := w.put(c)
			return err
		}, notes...)
	})
}
