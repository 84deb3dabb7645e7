package book

import (
	"context"
	"time"

	"crm/internal/crm"
	"crm/internal/fold"
)

// EmailLog is the input of LogEmail beside the contact.
type EmailLog struct {
	Subject, Note string
	On            string // the day on which it was sent; empty is today
	Opportunity   string
	Inbound       bool      // the contact wrote it
	At            time.Time // when, if that is known
	Own           Values    // of fields that the book has added, and tags
}

// LogEmail records an e-mail that was sent or received. The number of a planned one, or
// its subject, marks it as done.
//
// Errors: CodeRefused for one sent to somebody who must not be contacted, CodeInvalid
// for invalid values.
func (b *Book) LogEmail(ctx context.Context, who string, in EmailLog) (*crm.Outcome, error) {
	return b.change(ctx, "email log", func(w *work) error {
		if in.On != "" {
			day, err := w.parsePast(in.On, "an e-mail is logged when it has been sent")
			if err != nil {
				return err
			}
			w.day = day
		}
		a, about, err := w.emailMeant(who, in)
		if err != nil {
			return err
		}
		return w.logEmail(a, about, in)
	})
}

// logEmail records an e-mail as written on the day of the work, or at the moment that is
// given.
func (w *work) logEmail(a *crm.Activity, about crm.Record, in EmailLog) error {
	if err := w.mayWrite(a, in.Inbound); err != nil {
		return err
	}
	if err := w.setGiven(a, map[string]string{"subject": in.Subject}); err != nil {
		return err
	}
	if err := w.setFields(a, in.Own); err != nil {
		return err
	}
	if err := w.regard(a, about, in.Opportunity); err != nil {
		return err
	}
	if a.ID == 0 {
		if err := w.whoDoes(a); err != nil {
			return err
		}
	}
	a.Status, a.DoneOn = crm.Done, w.day
	if a.Due.IsZero() {
		a.Due = w.day
	}
	switch {
	case !in.At.IsZero():
		a.MadeAt = in.At
	case w.day == w.today:
		a.MadeAt = w.moment()
	}
	if in.Inbound {
		a.Direction = crm.Inbound
	}
	addNote(a, in.Note)
	if !w.streaming {
		w.subject(a)
	}
	_, err := w.put(a)
	return err
}

// emailMeant returns the planned e-mail with that number, the one planned with the
// contact under that subject, or a new one, and the record of the number.
func (w *work) emailMeant(who string, in EmailLog) (*crm.Activity, crm.Record, error) {
	if id, ok := recordNumber(who); ok {
		record, err := w.record(id, who)
		if err != nil {
			return nil, nil, err
		}
		if a, ok := record.(*crm.Activity); ok && a.Kind == crm.Email {
			if a.Status != crm.Open {
				return nil, nil, w.notOpen(a)
			}
			return a, nil, nil
		}
	}
	contact, about, err := w.whoMeant(who)
	if err != nil {
		return nil, nil, err
	}
	a, err := w.plannedEmail(contact, in)
	return a, about, err
}

// plannedEmail returns the e-mail that was planned with a contact under that subject by the
// day of the work, or a new one.
func (w *work) plannedEmail(contact *crm.Contact, in EmailLog) (*crm.Activity, error) {
	if in.Subject != "" && !in.Inbound {
		open, err := w.tx.OpenActivities(contact.ID)
		if err != nil {
			return nil, err
		}
		for _, a := range open {
			if a.Kind == crm.Email && a.Owner == w.MyID() && !a.Created.After(w.day) && fold.Text(a.Subject) == fold.Text(in.Subject) {
				return a, nil
			}
		}
	}
	return &crm.Activity{Kind: crm.Email, Contact: contact.ID, Created: w.today}, nil
}

// mayWrite rejects writing to a stopped contact, except for e-mails that they sent or
// that were sent before.
func (w *work) mayWrite(a *crm.Activity, inbound bool) error {
	contact, err := w.contactOrNil(a.Contact)
	if contact == nil || inbound || err != nil {
		return err
	}
	stop, err := w.stopOf(contact)
	if stop == nil || err != nil || w.day.Before(stop.Since) {
		return err
	}
	err = w.refusal(contact, stop)
	if e, ok := crm.AsError(err); ok {
		e.Next("If it was sent before then", "email log", contact.ID, crm.With("subject", crm.Blank("TEXT")), crm.With("on", crm.Blank("DAY")))
	}
	return err
}

// setGiven sets the fields of a record to those texts that are not empty.
func (w *work) setGiven(r crm.Record, texts map[string]string) error {
	values := Values{}
	for field, text := range texts {
		if text != "" {
			values[field] = []string{text}
		}
	}
	return w.setFields(r, values)
}
