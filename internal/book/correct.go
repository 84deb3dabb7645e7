package book

import (
	"context"

	"crm/internal/crm"
	"crm/internal/store"
)

// CorrectCall gives a closed call another result: what the old result's rules
// did and nobody has touched since is taken back, then the new result's rules
// count from today.
//
// Errors: CodeConflict for a call that has no result.
func (b *Book) CorrectCall(ctx context.Context, id string, in CallLog) (*crm.Outcome, error) {
	return b.change(ctx, "call correct", func(w *work) error {
		call, err := w.activity(crm.Call, id)
		if err != nil {
			return err
		}
		if err := w.readLog(&in); err != nil {
			return err
		}
		if call.CallResult == "" {
			return crm.Errorf(crm.CodeConflict, "call %d has no result yet", call.ID).Try("Log it: crm call log %d %s", call.ID, in.Result)
		}
		w.subject(call)
		if call.CallResult == in.Result {
			w.say("logged-already", "id", call.ID)
			return nil
		}
		contact, err := store.Get[*crm.Contact](w.tx, call.Contact)
		if err != nil {
			return err
		}
		if in.Result == crm.DeadFile {
			if err := w.confirmDeadFile(contact); err != nil {
				return err
			}
		}
		if err := w.takeBack(call); err != nil {
			return err
		}
		if contact, err = store.Get[*crm.Contact](w.tx, call.Contact); err != nil {
			return err
		}
		if !contact.DoNotContact.IsZero() {
			return w.refuse(contact)
		}
		made := call.DoneOn
		call.CallResult = in.Result
		if in.Note != "" {
			call.Note = in.Note
		}
		if _, err := w.put(call); err != nil {
			return err
		}
		if conversation(in.Result) && made.After(contact.LastCall) {
			contact.LastCall = made
			_, err = w.put(contact)
		}
		return err
	})
}

// takeBack reverses what the change that gave a call its result did beside
// that, as far as nobody has touched it since. What it writes sets no rule
// off.
func (w *work) takeBack(call *crm.Activity) error {
	entries, err := w.tx.EntriesOf(call.ID)
	if err != nil {
		return err
	}
	var change int64
	for _, e := range entries {
		if _, ok := e.After["call_result"]; ok || e.Action == crm.Create {
			change = e.Change
		}
	}
	all, err := w.tx.Entries(change)
	if err != nil {
		return err
	}
	w.quiet = true
	defer func() { w.quiet = false }()
	for i := len(all) - 1; i >= 0; i-- {
		e := all[i]
		mine := e.Rule != "" || e.Kind == crm.KindContact && e.ID == call.Contact
		if !mine || e.Kind == crm.KindNote {
			continue
		}
		if err := w.takeBackEntry(e); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) takeBackEntry(e *store.Entry) error {
	record, err := w.tx.Ref(e.Kind, e.ID)
	if record == nil || err != nil {
		return err
	}
	if e.Action == crm.Create {
		a, ok := record.(*crm.Activity)
		if !ok {
			return nil
		}
		if crm.HeadOf(a).Version != e.Version {
			if a.Status == crm.Open {
				w.say("stays", "activity", a)
			}
			return nil
		}
		a.Status, a.DoneOn = crm.Cancelled, w.today
		_, err = w.put(a)
		return err
	}
	for name, after := range e.After {
		f, ok := crm.Fields(e.Kind).Field(name)
		if !ok {
			continue
		}
		current := f.Encode(record)
		was, err := f.DecodeValue(after)
		if err != nil {
			return err
		}
		if current != f.EncodeValue(was) {
			if a, ok := record.(*crm.Activity); ok {
				w.say("stays", "activity", a)
			}
			return nil // somebody has touched it since
		}
	}
	for name, before := range e.Before {
		f, ok := crm.Fields(e.Kind).Field(name)
		if !ok {
			continue
		}
		if err := f.Decode(record, before); err != nil {
			return err
		}
	}
	_, err = w.put(record)
	return err
}
