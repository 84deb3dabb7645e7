package book

import (
	"strings"

	"crm/internal/crm"
	"crm/internal/store"
)

// Inviting has a command that is about one appointment say how its contact is invited to it,
// before anything is written.
func (b *Book) Inviting(with func(crm.Invitation)) { b.inviting = with }

// invite tells of the invitation, if one is wanted.
//
// Errors: CodeInvalid without the e-mails of both, CodeRefused for somebody who must not be
// contacted.
func (w *work) invite() error {
	if w.inviting == nil {
		return nil
	}
	if len(w.outcome.Subjects) != 1 {
		return crm.Errorf(crm.CodeUsage, "an invitation is to one appointment, not to %d", len(w.outcome.Subjects)).On("invite")
	}
	a, err := store.Get[*crm.Activity](w.tx.View, crm.IDOf(w.outcome.Subjects[0]))
	if err != nil {
		return err
	}
	by, err := store.Ref[*crm.Producer](w.tx.View, a.Owner)
	if err != nil {
		return err
	}
	c, err := w.contactOrNil(a.Contact)
	if err != nil {
		return err
	}
	switch {
	case c == nil:
		return crm.Errorf(crm.CodeInvalid, "appointment %d is with nobody who could be invited", a.ID).On("invite")
	case by == nil:
		return crm.Errorf(crm.CodeInvalid, "an invitation says who invites, and appointment %d is nobody's", a.ID).On("invite").
			Next("Say who works with the book", "producer add", crm.Blank("NAME"), crm.With("email", crm.Blank("EMAIL")))
	case by.Email == "":
		return crm.Errorf(crm.CodeInvalid, "an invitation comes from an e-mail, and %s has none", by.Name).On("invite").
			Next("Say which one", "producer edit", by.ID, crm.With("email", crm.Blank("EMAIL")))
	case c.Email == "":
		return crm.Errorf(crm.CodeInvalid, "an invitation goes to an e-mail, and %s has none", c.Name).On("invite").
			Next("Say which one", "contact edit", c.ID, crm.With("email", crm.Blank("EMAIL")))
	}
	if err := w.mayContact(c); err != nil {
		return err
	}
	f := &feed{reader: w.reader}
	if err := f.addActivity(a); err != nil || len(f.items) == 0 {
		return err
	}
	if err := f.identify(f.items); err != nil {
		return err
	}
	i := crm.Invitation{FeedItem: f.items[0], Sequence: a.Version - 1, By: by, Appointment: a}
	i.Changed = w.options.Now
	if last := lastSaid(a); last != nil { // the calendar that it came from knows it
		i.UID, i.Occurrence, _ = strings.Cut(a.ExternalID, " ")
		i.Sequence += last.Sequence
	}
	w.inviting(i)
	return nil
}
