package book

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// CorrectCall gives a closed call another result, or another day. It takes back what
// the rules did for the old result and nobody has touched since. Then rules are asked
// about the new one.
//
// Errors: CodeConflict for a call without a result.
func (b *Book) CorrectCall(ctx context.Context, id string, in CallLog) (*crm.Outcome, error) {
	return b.change(ctx, "call correct", func(w *work) error {
		in.who = id
		call, err := w.callWithResult(id, in.Result)
		if err != nil {
			return err
		}
		in.Result = cmp.Or(in.Result, call.CallResult)
		if err := w.readLog(&in); err != nil {
			return err
		}
		redated := in.On != "" && w.day != call.DoneOn
		if call.CallResult == in.Result && !redated {
			return w.sameResult(call, in)
		}
		w.subject(call)
		said, err := w.noteOfResult(call)
		if err != nil {
			return err
		}
		contact, err := w.takeBackResult(call, in, said)
		if err != nil {
			return err
		}
		if err := w.regardAgain(call, contact, in); err != nil {
			return err
		}
		already := wasConversation(call)
		if err := w.putResult(call, in, said); err != nil {
			return err
		}
		if err := w.lastSpoken(contact); err != nil {
			return err
		}
		return w.closeReached(call, contact, already)
	})
}

// callWithResult returns the call that is to be corrected. Result is the new one, for what
// to do where it has none yet.
//
// Errors: CodeConflict for a call without a result.
func (w *work) callWithResult(id, result string) (*crm.Activity, error) {
	call, err := w.callMade(id)
	if err != nil || call.CallResult != "" {
		return call, err
	}
	given := any(crm.Blank("RESULT"))
	if result != "" {
		given = result
	}
	if call.Status != crm.Open {
		return nil, w.closedWithoutResult(call, given)
	}
	return nil, crm.Errorf(crm.CodeConflict, "call %d has no result yet", call.ID).Next("Log it", "call log", call.ID, given)
}

// takeBackResult takes back what followed from the old result of a call, with the mark of a
// dead file, and returns the contact as they are then.
//
// Errors: CodeConfirm if the new result stops the contact.
func (w *work) takeBackResult(call *crm.Activity, in CallLog, said resultNote) (*crm.Contact, error) {
	was, err := store.Get[*crm.Contact](w.tx.View, call.Contact)
	if err != nil {
		return nil, err
	}
	if in.Result == crm.DeadFile {
		if err := w.confirmDeadFile(was); err != nil {
			return nil, err
		}
	}
	if call.CallResult == in.Result && in.Due == "" && in.Appt == "" {
		if err := w.keepAgreed(call); err != nil {
			return nil, err
		}
	}
	if err := w.takeBack(call); err != nil {
		return nil, err
	}
	contact, err := store.Get[*crm.Contact](w.tx.View, call.Contact)
	if err != nil || was.DoNotContact.IsZero() || !contact.DoNotContact.IsZero() {
		return contact, err
	}
	reason := in.Reason
	switch {
	case in.Result != crm.DeadFile:
		reason, err = w.reasonFor(reason, contact.Name, freed)
	case reason == "": // nobody may be contacted again by it
		reason = fmt.Sprintf("%s → %s", call.DoneOn, w.day)
	}
	if err != nil {
		return nil, err
	}
	if contact, err = w.takeBackStop(contact, reason); err != nil {
		return nil, err
	}
	if gone := said.without(call.Note); gone != call.Note && in.Result != crm.DeadFile { // which somebody else said, or nobody
		call.Note = gone
		w.say("note-gone", "id", call.ID, "text", said.added())
	}
	return contact, nil
}

// regardAgain gives a call that is corrected its new day, the phone that was dialled and the
// opportunity that it regards.
func (w *work) regardAgain(call *crm.Activity, contact *crm.Contact, in CallLog) error {
	w.keepReason(in.Reason)
	if err := w.markedAlready(contact); err != nil {
		return err
	}
	if in.On != "" {
		call.DoneOn = w.day
	}
	if err := w.dialled(contact, in, call.DoneOn); err != nil || in.Opportunity == "" {
		return err
	}
	if err := w.setGiven(call, map[string]string{"opportunity": in.Opportunity}); err != nil {
		return err
	}
	return w.checkRegards(call)
}

// putResult puts the new result of a call, and its note. The same result on another day sets
// rules off as another one does.
func (w *work) putResult(call *crm.Activity, in CallLog, said resultNote) error {
	again := call.CallResult == in.Result
	if again {
		if err := w.withoutResult(call); err != nil {
			return err
		}
	}
	call.CallResult = in.Result
	if !again && said.added() != "" && call.Note == said.after && in.Note == "" {
		w.say("note-stays", "id", call.ID, "text", call.Note)
	}
	addNote(call, in.Note)
	if _, err := w.put(call); err != nil {
		return err
	}
	if again {
		w.tellAsOne()
	}
	return nil
}

// withoutResult quietly clears the result of a call, so that giving it again sets rules
// off.
func (w *work) withoutResult(call *crm.Activity) error {
	w.quiet = true
	defer func() { w.quiet = false }()
	call.CallResult = ""
	_, err := w.put(call)
	return err
}

// tellAsOne merges the last two edits in the outcome, which are of one record.
func (w *work) tellAsOne() {
	n := len(w.outcome.Edits)
	whole := *w.outcome.Edits[n-1]
	whole.Before = w.outcome.Edits[n-2].Before
	w.outcome.Edits = append(w.outcome.Edits[:n-2], &whole)
}

// closeReached closes what a conversation closes if a corrected call turns out to have
// been one: the calls that rules planned to reach the contact, and those with their
// household.
func (w *work) closeReached(call *crm.Activity, c *crm.Contact, already bool) error {
	if !wasConversation(call) {
		return nil
	}
	others, err := w.callsAnswered(call, c)
	if err != nil {
		return err
	}
	return w.closeOthers(slices.DeleteFunc(others, func(a *crm.Activity) bool { return a.Contact == c.ID && (already || a.Rule == "") }))
}

// takeBackStop ends what a dead file suppressed, after its mark was taken back, and
// returns the contact as they are then.
func (w *work) takeBackStop(c *crm.Contact, reason string) (*crm.Contact, error) {
	list, err := w.tx.SuppressionsFor(c.ID)
	if err != nil {
		return nil, err
	}
	if err := w.endBecause(list, c.ID, reason); err != nil {
		return nil, err
	}
	// Rules are asked about the new result, about others, and about who was not spoken to
	// after all, but not about this.
	w.queue = slices.DeleteFunc(w.queue, func(e *crm.Edit) bool {
		return e.Kind == crm.KindContact && e.ID == c.ID && !e.Changed("last_call")
	})
	w.flipped = slices.DeleteFunc(w.flipped, func(e *crm.Edit) bool { return e.ID == c.ID })
	now, err := store.Get[*crm.Contact](w.tx.View, c.ID)
	if err != nil {
		return nil, err
	}
	for _, e := range w.outcome.Edits {
		keepStop(e.After, now) // which was put before the list let go of them
	}
	for _, e := range w.queue {
		keepStop(e.Before, now)
	}
	return now, nil
}

// keepStop copies whether a contact may be contacted to an earlier state of theirs.
func keepStop(r crm.Record, now *crm.Contact) {
	if c, ok := r.(*crm.Contact); ok && c.ID == now.ID {
		c.Stopped, c.StoppedReason = now.Stopped, now.StoppedReason
	}
}

// callMade finds a call by its number, or the last call made to a contact: the acting
// producer's own, if there is one.
func (w *work) callMade(text string) (*crm.Activity, error) {
	record, err := w.recordMeant("", text)
	if err != nil {
		return nil, err
	}
	c, ok := record.(*crm.Contact)
	if !ok {
		return w.activity(crm.Call, text)
	}
	all, err := w.tx.Activities(c.ID)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(a *crm.Activity) bool { return a.CallResult == "" })
	if made := slices.DeleteFunc(slices.Clone(all), func(a *crm.Activity) bool { return a.DoneBy != w.MyID() }); len(made) > 0 {
		return made[len(made)-1], nil
	}
	if len(all) > 0 {
		return all[len(all)-1], nil
	}
	return nil, crm.Errorf(crm.CodeNotFound, "no call to %s has a result", c.Name)
}

// takeBack reverses what else the change that gave a call its result did, as far as
// nobody has touched it since. What is kept stays. It sets no rule off.
func (w *work) takeBack(call *crm.Activity) error {
	result, err := w.resultOf(call)
	if err != nil {
		return err
	}
	all, _, err := w.tx.EntriesAbout(result.Change, nil, 0)
	if err != nil {
		return err
	}
	w.quiet = true
	defer func() { w.quiet = false }()
	if err := w.takeBackMadeUp(call); err != nil {
		return err
	}
	closed, err := w.closedWith(call, all)
	if err != nil {
		return err
	}
	stays := map[int64]bool{}
	for i := len(all) - 1; i >= 0; i-- {
		e := all[i]
		mine := e.Rule != "" || e.Kind == crm.KindContact && e.ID == call.Contact || e.Kind == crm.KindActivity && e.ID != call.ID
		// Edits before the result correct another one.
		if !mine || e.Seq <= result.Seq || e.Kind == crm.KindNote || e.Kind == crm.KindSuppression || stays[e.ID] || closed[e.Seq] || isPutOff(e, all) {
			continue
		}
		record, err := w.tx.Ref(e.Kind, e.ID)
		if err != nil {
			return err
		}
		if record == nil {
			continue
		}
		a, ok := record.(*crm.Activity)
		if !ok {
			if err := w.takeBackFields(e, record); err != nil {
				return err
			}
			continue
		}
		touched, err := w.tx.TouchedSince(a.ID, result.Change)
		if err != nil {
			return err
		}
		kept := slices.ContainsFunc(w.kept, func(k *crm.Activity) bool { return k.ID == a.ID })
		if touched || kept {
			stays[a.ID] = true
			if touched {
				w.say("stays", "activity", a)
			}
			continue
		}
		if err := w.takeBackActivity(e, a); err != nil {
			return err
		}
	}
	return nil
}

// closedWith returns the edits of a change that closed other calls to the contact of a
// call, and those that followed from them. They stay, whatever the result becomes.
func (w *work) closedWith(call *crm.Activity, all []*store.Entry) (map[int64]bool, error) {
	closed := map[int64]bool{}
	for _, e := range all {
		if closed[e.Cause] {
			closed[e.Seq] = true
		}
		if e.Rule != "" || e.Kind != crm.KindActivity || e.ID == call.ID {
			continue
		}
		record, err := w.tx.Ref(e.Kind, e.ID)
		if err != nil {
			return nil, err
		}
		if a, ok := record.(*crm.Activity); ok && a.Kind == crm.Call && a.Contact == call.Contact {
			closed[e.Seq] = true
		}
	}
	return closed, nil
}

// resultOf returns the edit that gave a call its result.
func (w *work) resultOf(call *crm.Activity) (*store.Entry, error) {
	entries, err := w.tx.EntriesOf(call.ID)
	if err != nil {
		return nil, err
	}
	result := &store.Entry{}
	for _, e := range entries {
		if _, ok := e.After["call_result"]; !ok && e.Action != crm.Create {
			continue
		}
		if change, err := w.tx.ChangeReferred(e.Change); err != nil {
			return nil, err
		} else if change.UndoneBy == 0 && change.Reverses == 0 {
			result = e
		}
	}
	return result, nil
}

// takeBackMadeUp cancels the call that was planned when a new phone was found after a
// wrong number.
func (w *work) takeBackMadeUp(call *crm.Activity) error {
	if call.CallResult != crm.WrongNumber {
		return nil
	}
	all, err := w.tx.Activities(call.Contact)
	if err != nil {
		return err
	}
	for _, a := range all {
		if a.Kind != crm.Call || a.Rule != newPhone || a.Cause != call.ID {
			continue
		}
		entries, err := w.tx.EntriesOf(a.ID)
		if err != nil {
			return err
		}
		touched, err := w.tx.TouchedSince(a.ID, entries[0].Change)
		if err != nil {
			return err
		}
		if touched || a.Status != crm.Open {
			w.say("stays", "activity", a)
			continue
		}
		a.Status, a.DoneOn = crm.Cancelled, w.today
		if _, err := w.put(a); err != nil {
			return err
		}
	}
	return nil
}

// newPhone is the rule that plans a call once there is a phone after a wrong number.
const newPhone = "new-phone"

// takeBackActivity cancels an activity that a rule made, and restores one that a rule
// moved or cancelled, unless another has taken its place since.
func (w *work) takeBackActivity(e *store.Entry, a *crm.Activity) error {
	if e.Action == crm.Create {
		if a.Status != crm.Open {
			return nil
		}
		a.Status, a.DoneOn = crm.Cancelled, w.today
		_, err := w.put(a)
		return err
	}
	if err := w.decodeInto(a, e.Before); err != nil {
		return err
	}
	if a.Status == crm.Open {
		if other, err := w.inSlot(a); other != nil || err != nil {
			return err
		}
		contact, err := w.contactOrNil(a.Contact)
		if err != nil {
			return err
		}
		if a.Purpose == crm.PurposeFindPhone && contact != nil && contact.Phone != "" { // which has been found
			return nil
		}
		if a.Owner, err = w.whoServes(a.Owner, contact); err != nil {
			return err
		}
	}
	_, err := w.put(a)
	return err
}

// takeBackFields restores the fields of a record unless one of them has been changed
// since. Of phones it restores the marks alone, since others may have come.
func (w *work) takeBackFields(e *store.Entry, record crm.Record) error {
	if c, ok := record.(*crm.Contact); ok && e.After["phones"] != nil {
		if err := w.takeBackMarks(e, c); err != nil {
			return err
		}
		_, err := w.put(c)
		return err
	}
	for key, after := range e.After {
		f, ok := w.schema.Fields(e.Kind).Kept(key)
		if !ok {
			continue
		}
		current := f.Encode(record)
		was, err := f.DecodeValue(after)
		if err != nil {
			return err
		}
		if current != f.EncodeValue(was) {
			return nil
		}
	}
	if err := w.decodeInto(record, e.Before); err != nil {
		return err
	}
	edit, err := w.put(record)
	w.hearUnspoken(edit)
	return err
}

// takeBackMarks restores the marks of phones that an edit marked as bad and that still
// are.
func (w *work) takeBackMarks(e *store.Entry, c *crm.Contact) error {
	was, err := w.phonesIn(e.Before)
	if err != nil {
		return err
	}
	marked, err := w.phonesIn(e.After)
	if err != nil {
		return err
	}
	for i, p := range c.Phones {
		for _, before := range was {
			if before.Value == p.Value && p.Bad && marked.HasBad(p.Value) {
				c.Phones[i].Bad = before.Bad
			}
		}
	}
	return nil
}
