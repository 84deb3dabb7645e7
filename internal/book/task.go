package book

import (
	"context"
	"strings"

	"crm/internal/crm"
)

// NewTask is what AddTask is given.
type NewTask struct {
	// Words are whom it is about and what is to be done; where Contact is given or
	// Nobody is meant, all of them say what is to be done.
	Words       []string
	Nobody      bool
	Subject     string // in the place of words
	Contact     string // name or number; empty for a task about nobody
	Opportunity string
	Due         string
	Priority    string
	Owner       string
	Note        string
}

// AddTask puts a task on the list.
//
// Errors: CodeInvalid without a subject or a day.
func (b *Book) AddTask(ctx context.Context, in NewTask) (*crm.Outcome, error) {
	return b.change(ctx, "task add", func(w *work) error {
		if err := w.splitWords(&in); err != nil {
			return err
		}
		a := &crm.Activity{Kind: crm.Task, Status: crm.Open, Created: w.today}
		values := Values{}
		for field, text := range map[string]string{
			"subject": in.Subject, "priority": in.Priority, "owner": in.Owner, "note": in.Note,
		} {
			if text != "" {
				values[field] = []string{text}
			}
		}
		if err := w.assign(a, values); err != nil {
			return err
		}
		if a.Subject == "" {
			return crm.Errorf(crm.CodeInvalid, "a task needs a subject").On("subject")
		}
		var about crm.Record
		if in.Contact != "" {
			contact, of, err := w.whoMeant(in.Contact)
			if err != nil {
				return onField(err, "contact")
			}
			a.Contact, about = contact.ID, of
		}
		if err := w.regard(a, about, in.Opportunity); err != nil {
			return err
		}
		if err := w.about(a); err != nil {
			return err
		}
		if err := w.due(a, in.Due); err != nil {
			return err
		}
		w.subject(a)
		_, err := w.put(a)
		return err
	})
}

// splitWords tells whom a task is about from what is to be done. One argument alone,
// and words beside an opportunity that fit nobody, say what is to be done.
//
// Errors: CodeNotFound where several words begin with nobody, CodeConflict where
// they fit several, CodeInvalid where nothing is to be done.
func (v view) splitWords(in *NewTask) error {
	if len(in.Words) == 0 {
		return nil
	}
	in.Subject = strings.Join(in.Words, " ")
	if in.Contact != "" || in.Nobody {
		return nil
	}
	who := in.Words[0]
	contact, _, err := v.whoMeant(who)
	_, isNumber := number(who)
	switch {
	case err == nil && len(in.Words) == 1:
		return crm.Errorf(crm.CodeInvalid, "it is not said what is to be done for %s", contact.Name).On("subject").Next("Say it behind the name", "task add", who, "send the brochure")
	case err == nil:
		in.Contact, in.Subject = who, strings.Join(in.Words[1:], " ")
		return nil
	case isNumber || crm.CodeOf(err) != crm.CodeNotFound:
		return err
	case len(in.Words) == 1 || in.Opportunity != "":
		return nil
	}
	return crm.Errorf(crm.CodeNotFound, "nobody in the book is called %q, and a task begins with whom it is about", who).
		Next("About nobody", "task add", crm.With("nobody", in.Subject)).Next("Look for part of the name", "search", who)
}

// about completes contact and owner of an activity from what it regards.
func (w *work) about(a *crm.Activity) error {
	if a.Opportunity != 0 && a.Contact == 0 {
		record, err := w.tx.Ref(crm.KindOpportunity, a.Opportunity)
		if err != nil {
			return err
		}
		if o, ok := record.(*crm.Opportunity); ok {
			a.Contact = o.Contact
		}
	}
	return w.whoDoes(a)
}
