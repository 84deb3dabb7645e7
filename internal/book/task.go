package book

import (
	"context"

	"crm/internal/crm"
)

// NewTask is what AddTask is given.
type NewTask struct {
	Subject     string
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
		a := &crm.Activity{Kind: crm.Task, Status: crm.Open, Created: w.today}
		values := Values{}
		for field, text := range map[string]string{
			"subject": in.Subject, "priority": in.Priority, "owner": in.Owner, "opportunity": in.Opportunity, "contact": in.Contact, "note": in.Note,
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
		if err := w.about(a); err != nil {
			return err
		}
		if err := w.checkRegards(a); err != nil {
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
