package book

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// Undo takes back a change with everything its rules did: the one of that number, or
// with 0 the last one of the acting producer. It sets no rule off. A reason is needed
// if somebody may be contacted again, as for Allow.
//
// Errors: CodeNotFound, CodeConflict if a later change touched the same records or the
// change is undone already, CodeRefused without a reason that is needed.
func (b *Book) Undo(ctx context.Context, id int64, reason string) (*crm.Outcome, error) {
	return b.change(ctx, "undo", func(w *work) error {
		target, err := w.target(id, w.tx.LastUndoable)
		if err != nil {
			return err
		}
		switch {
		case target == nil:
			return crm.Errorf(crm.CodeNotFound, "there is nothing to undo").Next("What others did", "history").Then("undo", crm.Blank("CHANGE"))
		case target.Command == crm.InitCommand:
			return crm.Errorf(crm.CodeConflict, "change %d made the book; delete the file instead", target.ID)
		case target.Reverses != 0:
			return w.errorReverses(target)
		case target.UndoneBy != 0:
			return crm.Errorf(crm.CodeConflict, "change %d was taken back by change %d", target.ID, target.UndoneBy).Next("Restore it", "redo", target.ID)
		}
		if err := cmp.Or(w.notOfErased(target), w.untouchedSince(target)); err != nil {
			return err
		}
		w.regain = target.Producer == w.MyID()
		return w.reverseAsked(target, target, reason)
	})
}

// Redo restores a change that was undone: the one of that number, or with 0 the last
// one of the acting producer. It sets no rule off.
//
// Errors: CodeNotFound, CodeConflict if a later change touched the same records or the
// change is in force, CodeRefused without a reason that is needed (see Undo).
func (b *Book) Redo(ctx context.Context, id int64, reason string) (*crm.Outcome, error) {
	return b.change(ctx, "redo", func(w *work) error {
		target, err := w.target(id, w.tx.LastUndone)
		if err != nil {
			return err
		}
		if target == nil {
			return crm.Errorf(crm.CodeNotFound, "there is nothing to redo")
		}
		if target.UndoneBy == 0 {
			return crm.Errorf(crm.CodeConflict, "change %d is in force", target.ID)
		}
		if err := cmp.Or(w.notOfErased(target), w.untouchedSince(target)); err != nil {
			return err
		}
		earlier, err := w.tx.UndoneAfter(target.ID)
		if err != nil {
			return err
		}
		if earlier != nil {
			return restoreFirst(earlier)
		}
		undo, err := w.tx.ChangeReferred(target.UndoneBy)
		if err != nil {
			return err
		}
		return w.reverseAsked(undo, target, reason)
	})
}

// errorReverses returns the error for taking back an undo or a redo, with the command for what
// it reversed, unless that has been reversed once more.
func (w *work) errorReverses(target *store.Change) error {
	e := crm.Errorf(crm.CodeConflict, "change %d is itself the %s of another one", target.ID, target.Command)
	reversed, err := w.tx.ChangeReferred(target.Reverses)
	if err != nil {
		return err
	}
	if (reversed.UndoneBy != 0) == (target.Command == "undo") {
		return e.Next("Take it back", oppositeWord(target.Command), target.Reverses)
	}
	return e.Next("What has become of it", "history").Then("undo", crm.Blank("CHANGE"))
}

func oppositeWord(command string) string {
	if command == "undo" {
		return "redo"
	}
	return "undo"
}

func (w *work) target(id int64, last func(producer int64) (*store.Change, error)) (*store.Change, error) {
	if id == 0 && w.solo {
		return last(0)
	}
	if id == 0 {
		return last(w.MyID())
	}
	change, err := w.tx.ChangeByID(id)
	if change == nil && err == nil {
		err = crm.Errorf(crm.CodeNotFound, "there is no change %d", id).Next("List them", "history")
	}
	return change, err
}

// reverseAsked asks before it reverses somebody else's change, whose number is easily
// confused with that of a record. It asks only about what can be done.
func (w *work) reverseAsked(change, target *store.Change, reason string) error {
	if w.solo || target.Producer == w.MyID() || target.Producer == 0 {
		return w.reverse(change, target, reason)
	}
	did, err := w.whatDid(target)
	if err != nil {
		return err
	}
	if err := w.seesAll(change); err != nil {
		return err
	}
	if err := w.reverse(change, target, reason); err != nil {
		return err
	}
	return w.confirm("confirm-"+w.command, "change", target.ID, "name", w.names[target.Producer], "date", target.AsOf, "command", did)
}

// mostLooked limits the edits that whatDid searches for a person.
const mostLooked = 10

// whatDid returns the command of a change and whom it was about.
func (w *work) whatDid(target *store.Change) (string, error) {
	entries, _, err := w.tx.EntriesAbout(target.ID, nil, mostLooked)
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		record, err := w.tx.Ref(e.Kind, e.ID)
		if err != nil {
			return "", err
		}
		if record == nil {
			continue
		}
		c, err := w.contactOrNil(crm.About(record, crm.KindContact))
		if err != nil {
			return "", err
		}
		if c != nil {
			return target.Command + ", " + c.Name, nil
		}
	}
	return target.Command, nil
}

func (w *work) untouchedSince(target *store.Change) error {
	later, err := w.tx.LaterChange(target.ID)
	if later == nil && err == nil && target.Command == crm.MergeCommand {
		later, err = w.recordedSinceMerge(target)
	}
	if err != nil || later == nil {
		return err
	}
	return takeBackFirst(later)
}

// recordedSinceMerge returns a change that recorded something of a contact after two were
// merged into them and is in force, or nil: of which of the two that is nobody can tell. What
// a restore has carried over somebody had recorded.
func (v reader) recordedSinceMerge(target *store.Change) (*store.Change, error) {
	for e, err := range v.tx.Entries(target.ID, 0) {
		if err != nil {
			return nil, err
		}
		if e.Kind != crm.KindAlias || e.Action != crm.Create {
			continue
		}
		alias, err := store.Ref[*crm.Alias](v.tx, e.ID)
		if alias == nil || err != nil {
			return nil, err
		}
		later, err := v.tx.ReferrersAfter(crm.KindContact, alias.Contact, alias.ID)
		if err != nil {
			return nil, err
		}
		for _, r := range later {
			made, err := v.tx.ChangeMaking(r.Noun(), crm.IDOf(r))
			carried := made != nil && made.Command == crm.RestoreCommand && r.Noun() == crm.KindConsent
			if err != nil || made != nil && made.ID > target.ID && made.UndoneBy == 0 && (carried || !slices.Contains(crm.Upkeep(), made.Command)) {
				return made, err
			}
		}
		if marked, err := v.markedAgain(alias.Contact, target.ID); marked != nil || err != nil {
			return marked, err
		}
	}
	return nil, nil
}

// markedAgain returns a restore after a change that has marked a contact, or nil.
func (v reader) markedAgain(contact, after int64) (*store.Change, error) {
	entries, err := v.tx.EntriesOf(contact)
	for _, e := range entries {
		if _, marked := e.After["do_not_contact"]; err != nil || !marked || e.Change <= after || e.Kind != crm.KindContact {
			continue
		}
		change, err := v.tx.ChangeReferred(e.Change)
		if err != nil || change.Command == crm.RestoreCommand && change.UndoneBy == 0 {
			return change, err
		}
	}
	return nil, err
}

func takeBackFirst(later *store.Change) error {
	return crm.Errorf(crm.CodeConflict, "change %d (%s) has touched the same records since", later.ID, later.Command).
		Next("Take that back first", "undo", later.ID)
}

func restoreFirst(earlier *store.Change) error {
	return crm.Errorf(crm.CodeConflict, "change %d (%s), on which it builds, was taken back", earlier.ID, earlier.Command).
		Next("Restore that first", "redo", earlier.ID)
}

// reverse writes the opposite of each edit of a change, the last first, and records
// that this undid or redid target.
func (w *work) reverse(change, target *store.Change, reason string) error {
	name, graver, err := w.lookThrough(change.ID, reason != "", change != target, target.Command == crm.MergeCommand)
	switch {
	case err != nil:
		return err
	case name != "":
		_, err = w.reasonFor(reason, name, freed)
	case graver != "":
		_, err = w.reasonFor(reason, graver, lightened)
	}
	if err != nil {
		return err
	}
	w.keepReason(reason)
	w.quiet = true
	w.reversed, w.unmerges = change.ID, target.Command == crm.MergeCommand
	if err := w.beginChange(target.ID); err != nil {
		return err
	}
	if err := w.endLifted(); err != nil {
		return err
	}
	// A large change does not fit into memory: it is read and journalled in portions.
	for _, pass := range []struct {
		entries iter.Seq2[*store.Entry, error]
		do      func(*store.Entry) error
	}{
		{w.tx.EntriesBack(change.ID), w.reverseEntry},
		{w.tx.Entries(w.change.ID, 0), func(e *store.Entry) error { return w.spokenLater(e, target.ID) }},
		{w.tx.Entries(w.change.ID, 0), func(e *store.Entry) error {
			return cmp.Or(w.stillSound(e), w.sameMoney(e, target))
		}},
	} {
		for e, err := range pass.entries {
			if err == nil {
				err = pass.do(e)
			}
			if err == nil && len(w.pending) >= mostPending {
				err = w.journal()
			}
			if err != nil {
				return err
			}
		}
		if err := w.journal(); err != nil {
			return err
		}
	}
	if err := w.endTwice(); err != nil {
		return err
	}
	if err := w.haltedSoundly(); err != nil {
		return err
	}
	if err := w.recallBack(); err != nil {
		return err
	}
	w.sayUnfit()
	by := w.change.ID
	if change != target {
		by = 0
	}
	if err := w.sayFreed(); err != nil {
		return err
	}
	w.say("reversed", "change", target.ID, "command", target.Command, "undo", by != 0)
	return w.tx.MarkUndone(target.ID, by)
}

// mostPending limits the edits of an undo that wait for the journal. Tests make it
// small.
var mostPending = 256

func (w *work) reverseEntry(e *store.Entry) error {
	switch e.Action {
	case crm.Create:
		if e.Kind == crm.KindSuppression {
			return w.endAgain(e)
		}
		if err := w.outlive(e.Kind, e.ID); err != nil {
			return err
		}
		if err := cmp.Or(w.mayTakeBack(e), w.withoutValues(e)); err != nil {
			return err
		}
		referrer, err := w.tx.Referrer(e.Kind, e.ID)
		if err != nil {
			return err
		}
		if referrer != nil {
			return w.touchedBy(referrer)
		}
		return w.remove(e.Kind, e.ID, e.Rule)
	case crm.Delete:
		record := crm.New(e.Kind)
		if err := w.decodeInto(record, e.Before); err != nil {
			return err
		}
		w.keepLeft(record, e)
		head := crm.HeadOf(record)
		head.ID = e.ID
		if version, ok := e.Before["version"].(float64); ok {
			head.Version = int64(version)
		}
		if err := cmp.Or(w.refersToWhatIs(record), w.nameFree(record)); err != nil {
			return err
		}
		if err := w.noteUnfit(e); err != nil {
			return err
		}
		return w.bringBack(record, e.Rule)
	default:
		record, err := w.tx.Ref(e.Kind, e.ID)
		if err != nil || e.Rule == crm.MissedBirthday && !asRolled(e, record) {
			return err
		}
		if record == nil {
			return w.errorForGone(e.ID)
		}
		if n, ok := record.(*crm.Note); ok && !w.sharedAlong(e) && !w.pointedAlong(e) {
			if err := w.mayChange(n); err != nil {
				return err
			}
		}
		if err := w.hasFieldsOf(e); err != nil {
			return err
		}
		if err := w.decodeInto(record, e.Before); err != nil {
			return err
		}
		if err := cmp.Or(w.refersToWhatIs(record), w.nameFree(record)); err != nil {
			return err
		}
		edit, err := w.putFor(record, e.Rule, nil)
		if edit == nil || err != nil || e.Kind != crm.KindSettings {
			return err
		}
		return w.settingsReversed(edit)
	}
}

// sharedAlong reports whether an edit shared a note with the new owner of its record.
// That is reversed with the record, whoever wrote the note.
func (w *work) sharedAlong(e *store.Entry) bool {
	_, shared := e.Before["shared"]
	return w.moves && shared && len(e.Before) == 1
}

// pointedAlong reports whether an edit did nothing but move a note from one contact to the
// other, with whom they were merged.
func (w *work) pointedAlong(e *store.Entry) bool {
	_, pointed := e.Before["contact"]
	return w.unmerges && pointed && len(e.Before) == 1
}

// mayTakeBack rejects deleting somebody else's note.
func (w *work) mayTakeBack(e *store.Entry) error {
	if e.Kind != crm.KindNote {
		return nil
	}
	n, err := store.Ref[*crm.Note](w.tx.View, e.ID)
	if n != nil {
		return w.mayChange(n)
	}
	return err
}

// refersToWhatIs rejects a record that refers to a missing one.
func (w *work) refersToWhatIs(record crm.Record) error {
	for _, f := range w.schema.Fields(record.Noun()).Fields {
		if list, ok := f.Get(record).(crm.Numbers); ok {
			for _, id := range list {
				if _, err := w.tx.Record(id); crm.CodeOf(err) == crm.CodeNotFound {
					return w.errorForGone(id)
				}
			}
		}
		id, ok := f.Get(record).(int64)
		if !ok || f.Ref == "" {
			continue
		}
		there, err := w.tx.Ref(f.Ref, id)
		if err != nil {
			return err
		}
		if there == nil {
			return w.errorForGone(id)
		}
	}
	return nil
}

// decodeInto sets the fields of a record that an image has.
func (v reader) decodeInto(record crm.Record, image map[string]any) error {
	for key, stored := range image {
		if f, ok := v.schema.Fields(record.Noun()).Kept(key); ok && key != "version" {
			if err := f.Decode(record, stored); err != nil {
				return err
			}
		}
	}
	return nil
}
