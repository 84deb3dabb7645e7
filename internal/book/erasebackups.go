package book

import (
	"context"
	"os"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// finishErasing rewrites the file of the book, and its backups, without what was erased.
func (b *Book) finishErasing(ctx context.Context) (*crm.EraseReport, error) {
	done := &crm.EraseReport{}
	if !b.store.Unclean() {
		return done, nil
	}
	err := b.store.Clean(ctx)
	if err == nil {
		err = b.eraseBackups(ctx, done)
	}
	if err == nil {
		err = b.store.Cleaned(ctx)
	}
	if err == nil {
		return done, nil
	}
	e, ok := crm.AsError(err)
	if !ok {
		return done, err
	}
	late := crm.Errorf(e.Code, "they are erased, but something of them may still be found in the file of the book, its log or its backups: %w", err)
	late.Saved, late.Remedies = true, e.Remedies
	return done, late.Try("The next command that changes the book goes on with it")
}

// eraseBackups erases in the known backups of the book whoever is erased in it.
func (b *Book) eraseBackups(ctx context.Context, done *crm.EraseReport) error {
	var erasures []crm.Erasure
	var silenced []store.Silenced
	err := b.read(ctx, func(v reader) (err error) {
		if erasures, err = v.tx.Erasures(); err == nil {
			silenced, err = v.tx.Silenced()
		}
		return err
	})
	if err != nil {
		return err
	}
	dir := BackupDir(b.Path())
	known, err := store.Backups(ctx, b.Path(), dir)
	if err != nil {
		return err
	}
	if done.Damaged, err = store.DamagedBeside(b.Path(), dir); err != nil {
		return err
	}
	for _, backup := range known {
		if backup.Encrypted {
			done.Sealed = append(done.Sealed, backup.Path)
			continue
		}
		rewritten, err := store.Rewrite(ctx, backup.Path, func(d *store.Draft) (bool, error) { return b.eraseIn(ctx, d, erasures, silenced) })
		if crm.CodeOf(err) == crm.CodeDamaged {
			rewritten, err = store.Rewrite(ctx, backup.Path, func(d *store.Draft) (bool, error) { return b.eraseIn(ctx, d, erasures, silenced) }) // a disk that failed once is not damage
		}
		switch {
		case rewritten:
			done.Rewritten++
		case ctx.Err() != nil:
			return ctx.Err()
		case err == nil:
		case crm.CodeOf(err) == crm.CodeVersion: // of a newer program
			done.Sealed = append(done.Sealed, backup.Path)
		case crm.CodeOf(err) != crm.CodeDamaged:
			return err // there may be room later
		default: // it can't be looked into, and may have them
			if err := os.Remove(backup.Path); err != nil {
				return crm.Errorf(crm.CodeEnvironment, "%s can't be removed", backup.Path)
			}
			done.Removed = append(done.Removed, backup.Path)
		}
	}
	return nil
}

// eraseIn erases in a backup whoever was erased in the book, and reports whether it had any
// of them.
func (b *Book) eraseIn(ctx context.Context, d *store.Draft, erasures []crm.Erasure, silenced []store.Silenced) (some bool, err error) {
	o := b.options
	o.As, o.Op, o.DryRun, o.IfVersion, o.Yes = "", "", false, 0, true
	in := &Book{options: o, store: d.Store}
	if err := in.begin(ctx); err != nil {
		return false, err
	}
	if err := in.takeApart(ctx, erasures, 0, 0); err != nil {
		return false, err
	}
	outcome, err := in.change(ctx, crm.RestoreCommand, func(w *work) error {
		some = false
		for _, e := range erasures {
			there, err := w.eraseAgain(e)
			if some = some || there; err != nil {
				return err
			}
		}
		return w.silenceAgain(silenced)
	})
	return some && outcome != nil, err
}

// takeApart takes back, in an earlier state of the book, the merges of those who were erased
// once they were two again. What was recorded of both since goes with them. Numbers that it
// gives out are at least these.
//
// Errors: CodeDamaged if they can't be told apart.
func (b *Book) takeApart(ctx context.Context, erasures []crm.Erasure, record, change int64) error {
	for _, e := range erasures {
		for {
			var last *store.Change
			err := b.read(ctx, func(v reader) (err error) {
				last, err = v.lastOfMerge(e, erasures)
				return err
			})
			if last == nil || err != nil {
				if err != nil {
					return err
				}
				break
			}
			_, err = b.change(ctx, "undo", func(w *work) error {
				w.tx.NotBefore(record, change)
				if err := w.untouchedSince(last); err != nil {
					return err
				}
				return w.reverse(last, last, crm.ErasedRule)
			})
			if code := crm.CodeOf(err); code == crm.CodeConflict || code == crm.CodeRefused {
				return crm.Errorf(crm.CodeDamaged, "somebody who was erased has been merged there, which can't be taken back: %w", err)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// lastOfMerge returns the change that has to be taken back first, so that somebody who was
// erased is found by their number; or nil.
func (v reader) lastOfMerge(e crm.Erasure, erasures []crm.Erasure) (*store.Change, error) {
	last, err := v.tx.MergeOf(e, erasures)
	for last != nil && err == nil {
		var later *store.Change
		later, err = v.tx.LaterChange(last.ID)
		if later == nil && err == nil && last.Command == crm.MergeCommand {
			later, err = v.recordedSinceMerge(last)
		}
		if later == nil {
			break
		}
		last = later
	}
	return last, err
}

// sayBackups says what became of the backups.
func sayBackups(o *crm.Outcome, done *crm.EraseReport) {
	add := func(code string, pairs ...any) { o.Notices = append(o.Notices, notice(code, pairs...)) }
	if done.Rewritten > 0 {
		add("backups-erased", "n", done.Rewritten)
	}
	for _, path := range done.Removed {
		add("backup-removed", "path", path)
	}
	for _, path := range slices.Concat(done.Sealed, done.Damaged) {
		add("backup-not-erased", "path", path)
	}
}

// eraseOn goes on with what an earlier command has erased and could not clean away.
func (b *Book) eraseOn(ctx context.Context, o *crm.Outcome) error {
	if o.Command == crm.EraseCommand || o.Command == crm.RestoreCommand || o.DryRun || !b.store.Unclean() {
		return nil
	}
	done, err := b.finishErasing(ctx)
	sayBackups(o, done)
	if e, ok := crm.AsError(err); ok {
		o.Notices = append(o.Notices, notice("erasing-left", "text", e.Error()))
		return nil
	}
	return err
}
