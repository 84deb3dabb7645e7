package book

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// IsSealed reports whether a file is an encrypted backup.
func IsSealed(path string) (bool, error) { return store.IsSealed(path) }

// Restore puts what is in a backup into the place of the book of the options. That book
// is kept as a backup, nothing of it is touched before the other one has been found to be
// whole, and who must not be contacted by now is marked in what is restored as well.
//
// Numbers continue from the present book, so that one given out since the backup never
// gets another meaning.
//
// Errors: those of store.Revive and store.Draft.Replace, CodeRefused if somebody said no
// or nobody can be asked.
func Restore(ctx context.Context, o Options, backup string, seal *Seal) (*crm.Restored, error) {
	if err := o.HasBackups(); err != nil {
		return nil, err
	}
	if own, err := os.Stat(o.Path); err == nil {
		if from, err := os.Stat(backup); err == nil && os.SameFile(own, from) {
			return nil, crm.Errorf(crm.CodeConflict, "%s is the book itself", backup)
		}
	}
	r := &restoring{options: o, dir: BackupDir(o.Path), done: &crm.Restored{Path: backup, DryRun: o.DryRun}}
	if linked, err := filepath.EvalSymlinks(o.Path); err == nil {
		r.options.Path, o.Path = linked, linked
	}
	if err := r.look(ctx); err != nil || r.done.Repeated {
		return r.done, err
	}
	draft, err := store.Revive(ctx, backup, o.Path, seal)
	if err != nil {
		return nil, err
	}
	defer draft.Discard()
	r.done.Version, r.done.Current, r.done.Summed = draft.Version, SchemaVersion, draft.Summed
	if err := r.compare(ctx, draft.Draft); err != nil {
		return nil, err
	}
	if err := r.confirm(); err != nil {
		return nil, err
	}
	if err := r.carryOn(ctx, draft.Draft); err != nil {
		return nil, err
	}
	if o.DryRun {
		return r.done, nil
	}
	return r.done, r.swap(ctx, draft.Draft)
}

// restoring is a backup on its way into the place of a book.
type restoring struct {
	options Options
	dir     string // of backups
	done    *crm.Restored
	// What the present book has: nothing if there is none, or it can't be read.
	ops        map[string]int64
	draftOps   map[string]int64  // those of the backup
	said       map[string]string // by which operation, of a word of somebody who said no
	nextRecord int64
	store.Unwilling
	stopped map[int64]bool    // who is, because of a number or not; nil if it can't be read
	entered map[int64][]entry // how they were entered, those first who became one with them
	numbers map[int64]bool    // of contacts, those of merged ones included
}

// look reads what restoring has to know of the present book.
func (r *restoring) look(ctx context.Context) error {
	o := r.options
	o.As, o.Today, o.From = "", "", ""
	if _, err := os.Lstat(o.Path); errors.Is(err, os.ErrNotExist) {
		r.done.Missing, r.done.Unread = true, store.LeftBeside(o.Path)
		return r.goOnAfterBackups(ctx)
	}
	err := r.readPresent(ctx, o)
	if err != nil && crm.CodeOf(err) == crm.CodeDamaged {
		r.forget()
		err = r.readPresent(ctx, o) // a disk that failed once is not damage
	}
	if err != nil && crm.CodeOf(err) == crm.CodeDamaged {
		r.forget()
		r.done.Damaged = true
		r.Unwilling, err = store.UnwillingOfDamaged(ctx, o.Path)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		r.done.Unread = err != nil
		return r.goOnAfterBackups(ctx)
	}
	return err
}

// forget drops what was read of a book that turned out to be damaged.
func (r *restoring) forget() { *r = restoring{options: r.options, dir: r.dir, done: r.done} }

// readPresent reads the present book.
func (r *restoring) readPresent(ctx context.Context, o Options) error {
	b, err := OpenRead(ctx, o)
	if err == nil {
		err = b.read(ctx, func(v reader) (err error) {
			if err := r.repeated(v); r.done.Repeated || err != nil {
				return err
			}
			if r.ops, err = v.tx.OpsOf(); err != nil {
				return err
			}
			var change int64
			if r.nextRecord, change, err = v.tx.Numbers(); err != nil {
				return err
			}
			r.done.Before = change - 1
			if r.Unwilling, err = v.tx.Unwilling(); err != nil {
				return err
			}
			byNumber, err := v.tx.StoppedByNumber()
			if err != nil {
				return err
			}
			r.stopped = map[int64]bool{}
			for _, c := range slices.Concat(r.Marked, byNumber) {
				r.stopped[c.ID] = true
			}
			if err := r.readSaid(v); err != nil {
				return err
			}
			return r.readEntries(v)
		})
		_ = b.Close()
	}
	return err
}

// repeated finds out whether the operation has been done before.
func (r *restoring) repeated(v reader) error {
	if r.options.Op == "" {
		return nil
	}
	change, err := v.tx.ChangeByOp(r.options.Op)
	if change == nil || err != nil {
		return err
	}
	if change.Command != crm.RestoreCommand {
		return crm.Errorf(crm.CodeConflict, "the operation id %s was used by %s, change %d", r.options.Op, change.Command, change.ID).On("op-id")
	}
	r.done.Repeated, r.done.As = true, change.ID
	return nil
}

// goOnAfterBackups learns from the names of backups the last change of a book that can't
// be read.
func (r *restoring) goOnAfterBackups(ctx context.Context) error {
	known, err := store.Backups(ctx, r.options.Path, r.dir)
	for _, b := range known {
		r.done.Before = max(r.done.Before, b.Change)
	}
	return err
}

// compare finds out how a draft differs from the present book.
func (r *restoring) compare(ctx context.Context, draft *store.Draft) error {
	return draft.Read(ctx, func(v *store.View) error {
		ops, err := v.OpsOf()
		if err != nil {
			return err
		}
		r.draftOps = ops
		_, change, err := v.Numbers()
		if err != nil {
			return err
		}
		r.done.Change = change - 1
		if named := store.BackupOf(r.done.Path); named != 0 {
			r.done.Change = min(named, r.done.Change)
		}
		last, err := v.ChangeByID(r.done.Change)
		if err != nil {
			return err
		}
		if last != nil {
			r.done.Made = last.MadeAt
		}
		common := false
		for op := range r.ops {
			if _, known := ops[op]; known {
				common = true
			} else {
				r.done.Lost++
			}
		}
		r.done.Other = len(r.ops) > 0 && !common
		if r.ops == nil { // as far as backups tell
			r.done.Lost = max(0, r.done.Before-r.done.Change)
		}
		return r.held(v)
	})
}

// confirm asks before another book takes the place of this one, and before changes are
// lost, or marks that nobody can read any more.
func (r *restoring) confirm() error {
	if r.options.DryRun || r.options.Yes {
		return nil
	}
	d := r.done
	var n crm.Notice
	switch {
	case d.Other:
		n = notice("confirm-restore-other", "path", r.options.Path, "before", d.Before, "change", d.Change)
	case d.Unread:
		n = notice("confirm-restore-unread", "change", d.Change)
	case d.Lost > 0:
		n = notice("confirm-restore", "n", int(d.Lost), "before", d.Before, "change", d.Change)
	default:
		return nil
	}
	said, err := r.options.Ask(n, []string{n.Code})
	if err == nil && said == "" {
		err = crm.Errorf(crm.CodeRefused, "you said no")
	}
	return err
}

// carryOn records in the draft where it comes from. It adds the marks of the present book
// that the draft lacks, and continues its numbers.
func (r *restoring) carryOn(ctx context.Context, draft *store.Draft) error {
	o := r.options
	o.As, o.DryRun, o.IfVersion, o.Yes = "", false, 0, true
	b := &Book{options: o, store: draft.Store}
	if err := b.begin(ctx); err != nil {
		return err
	}
	if !r.done.Other {
		if err := b.takeApart(ctx, r.Erasures, r.nextRecord, r.done.Before+1); err != nil {
			return err
		}
	}
	outcome, err := b.change(ctx, crm.RestoreCommand, func(w *work) error {
		w.tx.NotBefore(r.nextRecord, r.done.Before+1)
		w.reason = filepath.Base(r.done.Path)
		if err := w.beginChange(0); err != nil {
			return err
		}
		if err := r.eraseAgain(w); err != nil {
			return err
		}
		if err := r.stopAgain(w); err != nil {
			return err
		}
		if err := r.withdrawAgain(w); err != nil {
			return err
		}
		return r.recall(w)
	})
	if err != nil {
		return err
	}
	r.done.As, r.done.Zone = outcome.Change, b.Zone()
	for _, e := range outcome.Edits {
		if e.Kind == crm.KindSuppression {
			r.done.Numbers = append(r.done.Numbers, e.ID)
		}
		if e.Kind == crm.KindContact && e.Rule == "" && e.Changed("do_not_contact") {
			r.done.People = append(r.done.People, e.ID)
		}
	}
	return b.read(ctx, func(v reader) error { return r.share(v.tx) })
}

// eraseAgain erases whom the present book has erased since the backup, and keeps in mind
// whoever is not in it.
func (r *restoring) eraseAgain(w *work) error {
	if r.done.Other {
		return nil
	}
	for _, e := range r.Erasures {
		there, err := w.eraseAgain(e)
		if err != nil {
			return err
		}
		if there {
			r.done.Erased = append(r.done.Erased, e.Contact)
		}
	}
	if err := w.silenceAgain(r.Silenced); err != nil {
		return err
	}
	w.erasing = store.Of{} // what is left of them is marked again
	return nil
}

// secretAgain puts a number on the list that can't be read any more. Another book has other
// sums.
func (r *restoring) secretAgain(w *work, s *crm.Suppression) error {
	if r.done.Other {
		r.done.Unread = true
		return nil
	}
	there, err := w.tx.SuppressedPoints(s.Point)
	if len(there) > 0 || err != nil {
		return err
	}
	again := &crm.Suppression{Channel: s.Channel, Value: s.Value, Point: s.Point, Since: s.Since, Reason: s.Reason}
	if again.Contact, again.Author, err = r.known(w, s); err != nil {
		return err
	}
	if err := w.tx.HideAlike(s.Point); err != nil {
		return err
	}
	if _, err := w.put(again); err != nil {
		return err
	}
	return w.drain()
}

// stopAgain applies what the present book says of who must not be contacted. A contact is
// the same if they have the number and the name that they have there.
func (r *restoring) stopAgain(w *work) error {
	for _, s := range r.Suppressions {
		if crm.IsSecret(s.Point) {
			if err := r.secretAgain(w, s); err != nil {
				return err
			}
			continue
		}
		point, ok := w.tx.Point(s.Channel, s.Value)
		if !ok {
			continue
		}
		if r.isLater(s) {
			continue
		}
		there, err := w.standing(s, point)
		if err != nil {
			return err
		}
		if there != nil && !crm.Graver(s.Reason, there.Reason) && addSaid(there.Note, s.Note) == there.Note {
			continue
		}
		again := &crm.Suppression{Channel: s.Channel, Value: s.Value, Since: s.Since, Reason: s.Reason, Note: s.Note, Source: s.Source}
		if again.Contact, again.Author, err = r.known(w, s); err != nil {
			return err
		}
		if _, err := w.suppress(again, "", nil); r.garbled(err) {
			continue
		} else if err != nil {
			return err
		}
		if err := w.drain(); err != nil {
			return err
		}
	}
	for _, now := range r.Marked {
		same, missing, err := r.sameContacts(w, now.ID)
		if err == nil {
			err = r.remember(w, now, same, missing)
		}
		if err != nil {
			return err
		}
		r.miss(now, same)
		for _, c := range same {
			if !c.DoNotContact.IsZero() || c.ID == now.ID && r.isLater(now) {
				continue
			}
			if err := w.mark(c, now.DoNotContact, now.DoNotContactReason, now.DoNotContactNote); r.garbled(err) {
				continue
			} else if err != nil {
				return err
			}
			if err := w.drain(); err != nil {
				return err
			}
		}
	}
	return nil
}

// miss names somebody who has said no and is not in the draft.
func (r *restoring) miss(now *crm.Contact, same []*crm.Contact) {
	if len(same) == 0 && !r.done.Other && !crm.IsErased(now) && !slices.Contains(r.done.Gone, now.Name) {
		r.done.Gone = append(r.done.Gone, now.Name)
	}
}

// garbled reports whether an error is about a mark that damage has left with what no mark
// has. Such a mark counts as one that can't be read.
func (r *restoring) garbled(err error) bool {
	if !r.done.Damaged || crm.CodeOf(err) != crm.CodeInvalid {
		return false
	}
	r.done.Unread = true
	return true
}

// known returns the contact and the author of a suppression if the draft has them, or 0.
func (r *restoring) known(w *work, s *crm.Suppression) (contact, author int64, err error) {
	same, _, err := r.sameContacts(w, s.Contact)
	if err != nil {
		return 0, 0, err
	}
	if len(same) > 0 {
		contact = same[len(same)-1].ID
	}
	if p, err := store.Ref[*crm.Producer](w.tx.View, s.Author); err != nil {
		return 0, 0, err
	} else if p != nil && !r.done.Other {
		author = p.ID
	}
	return contact, author, nil
}

// swap puts the draft into the place of the book.
func (r *restoring) swap(ctx context.Context, draft *store.Draft) error {
	path := r.options.Path
	keep := BackupTo{Dir: r.dir, Reason: crm.BackupBeforeRestore, Now: r.options.Now}
	switch {
	case r.done.Missing && !store.LeftBeside(path):
		s, made, err := draft.Publish(ctx)
		if s != nil {
			_ = s.Close()
		}
		if err == nil && !made {
			err = crm.Errorf(crm.CodeConflict, "somebody has made %s meanwhile", path)
		}
		return err
	case !r.done.Missing && !r.done.Damaged:
		kept, err := draft.Replace(ctx, r.done.Before, keep)
		if kept == nil && err != nil && crm.CodeOf(err) == crm.CodeDamaged {
			kept, err = draft.Replace(ctx, r.done.Before, keep) // a disk that failed once is not damage
		}
		if kept != nil {
			r.done.Kept = kept.Path
		}
		if crm.CodeOf(err) != crm.CodeDamaged || err == nil || kept != nil {
			return r.saying(err)
		}
		r.done.Damaged = true // it could be read, but it is not whole
	}
	var err error
	r.done.Kept, err = draft.Supplant(ctx, keep)
	return r.saying(err)
}

// saying adds to an error where the previous book is kept.
func (r *restoring) saying(err error) error {
	if e, ok := crm.AsError(err); ok && r.done.Kept != "" {
		return e.Try("The book as it was: %s", r.done.Kept)
	}
	return err
}
