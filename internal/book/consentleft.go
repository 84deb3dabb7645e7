package book

import (
	"slices"

	"crm/internal/crm"
)

// What a consent that was withdrawn leaves: e-mails that people had planned, and members of
// a household or an organization who may still be called.

// sayConsentLeft names both. Of an e-mail that is planned or sent all the same it says that
// it is not wanted.
func (w *work) sayConsentLeft() error {
	for _, e := range slices.Concat(w.outcome.Edits, w.flipped) {
		if err := w.sayWhoIsCalled(e); err != nil {
			return err
		}
		if c, ok := e.After.(*crm.Contact); ok && e.Changed("emails_barred") && !c.EmailsBarred.IsZero() {
			if err := w.sayNotWritten(c.ID); err != nil {
				return err
			}
		}
	}
	for _, e := range w.outcome.Edits {
		if said, ok := e.After.(*crm.Consent); ok && e.Changed("contact") && said.State == crm.Withdrawn && said.On(crm.ByEmail) { // said, or of two who are merged
			if err := w.sayEmailsLeft(said.Contact); err != nil {
				return err
			}
		}
		a, ok := e.After.(*crm.Activity)
		if ok && e.Before != nil && e.Changed("contact") && a.Kind == crm.Email && a.Status == crm.Open {
			if err := w.sayEmailsLeft(a.Contact); err != nil {
				return err
			}
		}
		if !ok || a.Kind != crm.Email || a.Direction == crm.Inbound || a.Status == crm.Cancelled || !e.Changed("status") {
			continue
		}
		to, err := w.contactOrNil(a.Contact)
		if err != nil {
			return err
		}
		if to != nil && !to.EmailsWithdrawn.IsZero() && !(a.Status == crm.Done && a.DoneOn.Before(to.EmailsWithdrawn)) {
			w.warn("wants-no-emails", "name", to.Name, "since", to.EmailsWithdrawn)
			continue
		}
		if to == nil {
			continue
		}
		if a.Status == crm.Open && e.Action == crm.Create && e.Rule == "" && to.Emails.Primary() == "" {
			w.warn("email-nowhere", "name", to.Name, "command", crm.Run("contact edit", to.ID, crm.With("email", crm.Blank("ADDRESS"))))
		}
		if err := w.sayNoEmailsBeside(to, a); err != nil {
			return err
		}
	}
	return nil
}

// sayNoEmailsBeside says of an e-mail that is planned or sent, or of somebody who has got the
// address, that somebody else with it wants none, or wanted none and was erased.
func (w *work) sayNoEmailsBeside(to *crm.Contact, a *crm.Activity) error {
	if to.EmailsBarred.IsZero() || a != nil && a.Status == crm.Done && a.DoneOn.Before(to.EmailsBarred) || w.hasNotice("no-emails-erased", to.ID) || w.hasNotice("no-emails-beside", to.ID) {
		return nil
	}
	said, by, err := w.noEmailsBeside(to)
	if said == nil || err != nil {
		return err
	}
	command := crm.Run("contact consent", to.ID, crm.ByEmail, crm.Consented)
	if crm.IsErased(by) {
		w.warn("no-emails-erased", "name", to.Name, "id", to.ID, "since", said.Since, "command", command)
		return nil
	}
	w.warn("no-emails-beside", "name", to.Name, "id", to.ID, "of", by.Name, "since", said.Since, "command", command)
	return nil
}

// sayNotWritten names somebody who is not to be written e-mails because of who else has
// their address, and what is planned.
func (w *work) sayNotWritten(contact int64) error {
	c, err := w.contactIfThere(contact)
	if c == nil || c.EmailsBarred.IsZero() || !c.EmailsWithdrawn.IsZero() || !c.Stopped.IsZero() || err != nil {
		return err
	}
	if err := w.sayNoEmailsBeside(c, nil); err != nil {
		return err
	}
	return w.sayEmailsLeft(c.ID)
}

// noEmailsBeside returns the last word of somebody else who has an e-mail of a contact and
// wants none, and who that is, without a number if they were erased.
func (v reader) noEmailsBeside(c *crm.Contact) (said *crm.Consent, by *crm.Contact, err error) {
	if said, err = v.tx.EmailsWithdrawnBeside(c); said == nil || err != nil {
		return nil, nil, err
	}
	if by, err = v.contactOrNil(said.Contact); by == nil {
		by = gone(said)
	}
	return said, by, err
}

// gone stands for whoever said a word and is no longer in the book.
func gone(said *crm.Consent) *crm.Contact {
	return &crm.Contact{Name: "somebody who is no longer in the book", Erased: said.Since}
}

// sayEmailsLeft names the e-mails that are planned to somebody who wants none.
func (w *work) sayEmailsLeft(contact int64) error {
	c, err := w.contactIfThere(contact)
	if c == nil || !c.DoNotContact.IsZero() || c.EmailsBarred.IsZero() || err != nil {
		return err
	}
	open, err := w.tx.OpenActivities(c.ID)
	if err != nil {
		return err
	}
	for _, a := range open {
		if a.Kind == crm.Email && !w.hasNotice("email-stays", a.ID) {
			w.warn("email-stays", "id", a.ID, "name", c.Name, "owner", w.ownerElse(a.Owner), "command", crm.Run("email cancel", a.ID))
		}
	}
	return nil
}

// sayWhoIsCalled names who of a household or an organization that wants no calls any more may
// still be called.
func (w *work) sayWhoIsCalled(e *crm.Edit) error {
	home, ok := e.After.(*crm.Contact)
	if !ok || home.Kind == crm.Person || !e.Changed("calls_withdrawn") {
		return nil
	}
	c, err := w.contactIfThere(home.ID)
	if c == nil || c.CallsWithdrawn.IsZero() || !c.DoNotContact.IsZero() || err != nil {
		return err
	}
	members, err := w.tx.Members(c.ID)
	if err != nil {
		return err
	}
	members = slices.DeleteFunc(members, func(m *crm.Contact) bool { return !meantBy(c, m) || w.hasNotice("member-may-be-called", m.ID) })
	for _, m := range members[:min(len(members), listed)] {
		w.warn("member-may-be-called", "name", m.Name, "id", m.ID, "of", c.Name, "command", crm.Run("contact consent", m.ID, crm.ByCall, crm.Withdrawn))
	}
	return nil
}
