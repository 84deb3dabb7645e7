package book

import (
	"context"
	"os"

	"crm/internal/crm"
	"crm/internal/store"
)

// BackupTo says where a backup goes, and why it is made.
type BackupTo = store.BackupTo

// Seal encrypts a backup.
type Seal = store.Seal

// BackUp backs up the book of the options, whatever its version. Errors are those of
// store.Backup.
func BackUp(ctx context.Context, o Options, to BackupTo) (*crm.BackedUp, error) {
	if err := o.HasBackups(); err != nil {
		return nil, err
	}
	to.Reason, to.Now, to.DryRun = crm.BackupByHand, o.Now, o.DryRun
	if to.Dir == "" && to.File == "" {
		to.Dir = BackupDir(o.Path)
	}
	return store.Backup(ctx, o.Path, to)
}

// HasBackups returns an error for a book on a server, which somebody else backs up.
//
// Errors: CodeConflict.
func (o Options) HasBackups() error {
	return store.InFile(o.Path, "%s is on a server, where an administrator makes and restores backups", "The tools for it: pg_dump --schema=BOOK DATABASE, pg_restore")
}

// BackupDir is where the backups of a book are unless somebody says otherwise.
func BackupDir(path string) string { return store.BackupDir(path) }

// Backups returns the backups of the book of the options that are in a directory, the
// newest first.
func Backups(ctx context.Context, o Options, dir string) ([]*crm.Backup, error) {
	if err := o.HasBackups(); err != nil {
		return nil, err
	}
	return store.Backups(ctx, o.Path, dir)
}

// mostBackedUp is the size in bytes of the largest book that a change backs up first. It
// takes about a second, in which nobody else can write.
const mostBackedUp = 64 << 20

// backUp backs up the book as it was before this change, unless the settings keep no
// backups.
func (w *work) backUp() error {
	keep := w.tx.Settings().Backups
	if w.backsUp == "" || keep == 0 || w.draft != nil || OnServer(w.Path()) { // where an administrator backs it up
		return nil
	}
	if info, err := os.Stat(w.Path()); err == nil && info.Size() > mostBackedUp {
		w.say("backup-too-large", "size", info.Size(), "command", crm.Run("book backup"))
		return nil
	}
	made, fresh, err := w.store.BackupBefore(w.ctx, BackupTo{Dir: BackupDir(w.Path()), Reason: w.backsUp, Now: w.options.Now, Keep: int(keep)})
	if e, ok := crm.AsError(err); ok && e.Code == crm.CodeEnvironment {
		return e.Next("To do without a backup", "book set", "backups", int64(0))
	}
	if err != nil {
		return err
	}
	if fresh {
		w.backup = made.Path
	}
	if w.backsUp == crm.BackupBeforeErase { // which is rewritten, too
		return nil
	}
	w.say("backed-up", "change", made.Change, "path", made.Path, "command", crm.Run("book backups"))
	return nil
}
