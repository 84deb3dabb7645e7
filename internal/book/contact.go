package book

import (
	"cmp"
	"context"
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
	phone, email := fold.InName(c.Name)
	if c.Kind != crm.Organization && fold.Text(c.Name) != "" && !strings.ContainsFunc(c.Name, unicode.IsLetter) {
		err := crm.Errorf(crm.CodeInvalid, "the name %q has no letter", c.Name).On("name")
		if phone != "" {
			return err.Try("A phone stands behind the name: --phone %q", phone)
		}
		return err.Try("The number of another program: --external-id %q", c.Name)
	}
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
