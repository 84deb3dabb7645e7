package book

import (
	"strings"

	"crm/internal/crm"
)

// splitWords tells whom a task is about from what is to be done. One argument alone,
// and words beside an opportunity that fit nobody, say what is to be done.
//
// Errors: CodeNotFound where several words begin with nobody, CodeConflict where
// they fit several, CodeInvalid where nothing is to be done.
func (v view) splitWords(in *NewActivity) error {
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
