package book

import (
	"context"
	"maps"
	"strconv"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Refer gives a contact to another producer as a referral: an opportunity of theirs,
// with the reason and the acting producer as the referrer. Values are fields of the
// opportunity and notes, which the other producer may read; the line of business
// defaults to "other".
//
// Errors: CodeNotFound, CodeInvalid without a reason and for oneself, CodeConflict for
// a retired producer, CodeRefused for somebody who must not be contacted.
func (b *Book) Refer(ctx context.Context, who, to string, values Values) (*crm.Outcome, error) {
	return b.change(ctx, "refer", func(w *work) error {
		contact, err := w.contact(who)
		if err != nil {
			if _, isNumber := recordNumber(who); crm.CodeOf(err) == crm.CodeNotFound && !isNumber {
				err = crm.Errorf(crm.CodeNotFound, "nobody in the book is called %q", who).
					Next("Add them first", "lead add", who, crm.With("phone", crm.Blank("PHONE")))
			}
			return err
		}
		if !contact.DoNotContact.IsZero() {
			return w.mayContact(contact)
		}
		p, err := w.recipient(to)
		if err != nil {
			return crm.OnField(err, "to")
		}
		if p.ID == w.ownerOr(0) {
			return crm.Errorf(crm.CodeInvalid, "%s is who refers", p.Name).On("to").
				Next("An opportunity of your own", "opp add", contact.ID, crm.With("line", crm.Blank("LINE")), crm.With("source", "referral"), crm.With("reason", crm.Blank("TEXT")))
		}
		if fold.Clean(values.text("reason")) == "" {
			return crm.Errorf(crm.CodeInvalid, "a referral needs a reason").On("reason").Try("Say why they need somebody: --reason \"wants to insure a boat\"")
		}
		return w.refer(contact, p, values)
	})
}

func (w *work) refer(contact *crm.Contact, to *crm.Producer, values Values) error {
	line := "other"
	if text := values.text("line"); text != "" {
		lines, err := w.linesMeant(text)
		if err != nil {
			return err
		}
		if len(lines) > 1 {
			return crm.Errorf(crm.CodeInvalid, "a referral has one line of business").On("line").Next("Refer once for each", "refer", contact.ID, crm.With("to", to.ID), crm.With("line", lines[1]), crm.With("reason", crm.Blank("TEXT")))
		}
		line = lines[0]
	}
	notes := values["note"]
	values = maps.Clone(values)
	delete(values, "note")
	values["source"] = []string{sourceReferral}
	values["owner"] = []string{strconv.FormatInt(to.ID, 10)}
	values["referred_by"] = []string{producerPrefix + strconv.FormatInt(w.ownerOr(0), 10)}
	o, err := w.addOpportunity(contact, line, values)
	if err != nil {
		return err
	}
	for _, body := range notes {
		if err := w.note(&crm.Note{Contact: contact.ID, Opportunity: o.ID, Body: body, Shared: crm.Numbers{to.ID}}); err != nil {
			return err
		}
	}
	return nil
}
