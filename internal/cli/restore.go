package cli

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/verb"
	"crm/internal/wire"
)

func (a *app) restore(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r := v.Request(cmd.Context(), nil, args, flagsGiven(cmd, v))
		o, err := a.options()
		if err == nil {
			err = o.HasBackups()
		}
		if err != nil {
			return err
		}
		file, err := a.backupMeant(r, o)
		if err != nil {
			return err
		}
		sealed, err := book.IsSealed(file)
		if err != nil {
			return err
		}
		var seal *book.Seal
		switch path := r.Text("passphrase-file"); {
		case sealed:
			passphrase, err := a.passphrase(path, false)
			if err != nil {
				return err
			}
			seal = a.seal(passphrase)
		case path != "":
			return crm.Errorf(crm.CodeUsage, "%s is not encrypted, so --passphrase-file does nothing", file).On("passphrase-file")
		}
		done, err := book.Restore(r.Context, o, file, seal)
		if err != nil {
			return err
		}
		shown := a.screen()
		if done.Zone != nil {
			shown.Zone = done.Zone
		}
		if !done.Repeated {
			a.tellHook(wire.Told{Book: o.Path, Op: o.Op, Command: crm.RestoreCommand}, func(w *wire.Writer) error { return w.Restored(done) })
		}
		if err := shown.Restored(done); err != nil && !done.DryRun {
			failed := crm.Errorf(crm.CodeEnvironment, "%s was restored, but the output could not be written: %w", file, causeOf(err))
			failed.Saved = true
			return failed
		} else if err != nil {
			return err
		}
		return nil
	}
}

// backupMeant finds the file of the backup that was named: by a path, by the name that it
// has in the directory of backups, or by its last change.
func (a *app) backupMeant(r verb.Request, o book.Options) (string, error) {
	name := r.Text("file")
	dir := book.BackupDir(o.Path)
	for _, path := range []string{a.env.Dir.At(name), filepath.Join(dir, name)} {
		if _, err := os.Stat(path); err == nil {
			return filepath.Abs(path)
		}
	}
	change, isNumber := crm.ParseCount(name)
	if !isNumber {
		return "", crm.Errorf(crm.CodeNotFound, "there is no file %s", name).Next("Backups of this book", "book backups")
	}
	all, err := book.Backups(r.Context, o, dir)
	if err != nil {
		return "", err
	}
	for _, b := range all {
		if b.Change == change {
			return b.Path, nil
		}
	}
	return "", crm.Errorf(crm.CodeNotFound, "there is no backup of change %d", change).Next("Those that there are", "book backups")
}
