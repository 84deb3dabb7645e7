package cli

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/say"
	"crm/internal/verb"
)

func (a *app) backUp(cmd *cobra.Command, v *verb.Verb) {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		r := v.Request(cmd.Context(), nil, args, flagsGiven(cmd, v))
		o, err := a.options()
		if err == nil {
			err = o.HasBackups()
		}
		if err != nil {
			return err
		}
		to, err := a.backupTo(r)
		if err != nil {
			return err
		}
		done, err := book.BackUp(r.Context, o, to)
		if crm.CodeOf(err) == crm.CodeNotFound && o.MayCreate {
			return crm.Errorf(crm.CodeNotFound, "there is no book at %s yet", o.Path).Next("Make one", "book init")
		}
		if err != nil {
			return err
		}
		return a.screen().BackedUp(done)
	}
}

// backupTo returns where to make a backup, and how.
func (a *app) backupTo(r verb.Request) (book.BackupTo, error) {
	to := book.BackupTo{Force: r.Is("force"), Keep: r.Number("keep")}
	encrypt, file := r.Is("encrypt"), r.Text("passphrase-file")
	name := r.Text("to")
	info, err := os.Stat(a.env.Dir.At(name))
	switch {
	case name == "":
	case err == nil && info.IsDir():
		if to.Dir, err = filepath.Abs(a.env.Dir.At(name)); err != nil {
			return to, crm.Errorf(crm.CodeEnvironment, "%s can't be found: %w", name, err)
		}
	case strings.HasSuffix(name, string(filepath.Separator)):
		return to, crm.Errorf(crm.CodeInvalid, "there is no directory %s", name)
	default:
		if to.File, err = filepath.Abs(a.env.Dir.At(name)); err != nil {
			return to, crm.Errorf(crm.CodeEnvironment, "%s can't be found: %w", name, err)
		}
		if parent, err := os.Stat(filepath.Dir(to.File)); err != nil || !parent.IsDir() {
			return to, crm.Errorf(crm.CodeInvalid, "there is no directory %s", filepath.Dir(name))
		}
	}
	if to.File != "" {
		if err := checkForm(name, "a backup is", ".db", ".age"); err != nil {
			return to, err
		}
	}
	sealed := strings.HasSuffix(to.File, ".age")
	switch {
	case to.Keep > 0 && to.File != "":
		return to, crm.Errorf(crm.CodeUsage, "--keep is for a directory, and %s is a file", name).On("keep")
	case to.Force && to.File == "":
		return to, crm.Errorf(crm.CodeUsage, "--force is for a file, and a backup in a directory gets a name of its own").On("force")
	case file != "" && !encrypt:
		return to, crm.Errorf(crm.CodeUsage, "--passphrase-file belongs to --encrypt").On("passphrase-file")
	case sealed && !encrypt:
		return to, crm.Errorf(crm.CodeUsage, "a name in .age is for an encrypted backup").Try("Encrypt it: the same command with --encrypt")
	case to.File != "" && encrypt && !sealed:
		to.File += ".age"
	}
	if encrypt && !a.flags.dryRun {
		passphrase, err := a.passphrase(file, true)
		if err != nil {
			return to, err
		}
		to.Seal = a.seal(passphrase)
	} else if encrypt {
		to.Seal = a.seal("")
	}
	return to, nil
}

func (a *app) seal(passphrase string) *book.Seal {
	return &book.Seal{Passphrase: passphrase, Work: a.env.sealWork}
}

// mostPassphrase is how many bytes of a file are read for a passphrase.
const mostPassphrase = 4096

// passphrase reads a passphrase from a file, or asks for it, a new one twice. It is never
// an argument, which everybody on the computer could read.
func (a *app) passphrase(path string, isNew bool) (string, error) {
	if path == "" {
		return a.askPassphrase(isNew)
	}
	file, err := a.openInput(path)
	if err != nil {
		return "", crm.OnField(err, "passphrase-file")
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, mostPassphrase+1))
	if err != nil {
		return "", crm.Errorf(crm.CodeEnvironment, "%s can't be read", path)
	}
	line, _, _ := strings.Cut(string(text), "\n")
	line = strings.TrimSuffix(line, "\r")
	if line == "" || len(text) > mostPassphrase {
		return "", crm.Errorf(crm.CodeInvalid, "%s has no passphrase in its first line", path).On("passphrase-file")
	}
	if info, err := os.Stat(a.env.Dir.At(path)); path != "-" && err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o077 != 0 {
		a.screen().Sentences(a.env.Err, []string{a.locale.Text("backup.readable-passphrase", "path", say.Clean(path), "command", "chmod 600 "+say.Clean(path))})
	}
	return line, nil
}

// askPassphrase asks on the terminal, which does not show what is typed.
func (a *app) askPassphrase(isNew bool) (string, error) {
	f := keyboard(a.env.In)
	if f == nil || a.flags.noInput {
		return "", crm.Errorf(crm.CodeRefused, "nobody can be asked for the passphrase").Try("Write it into a file that only you can read: --passphrase-file FILE")
	}
	asked := []string{"backup.passphrase"}
	if isNew {
		asked = []string{"backup.passphrase.new", "backup.passphrase.again"}
	}
	var said []string
	for _, key := range asked {
		a.screen().Prompt(a.env.Err, a.locale.Text(key)+": ")
		text, err := a.readSecret(f)
		if err != nil {
			return "", err
		}
		said = append(said, text)
	}
	switch {
	case said[0] == "":
		return "", crm.Errorf(crm.CodeRefused, "no passphrase was typed")
	case isNew && said[0] != said[1]:
		return "", crm.Errorf(crm.CodeRefused, "the two passphrases are not the same").Try("Run the command again.")
	}
	return said[0], nil
}

// readSecret reads a line that is not shown. A signal that ends the command gives the
// terminal back as it was.
func (a *app) readSecret(f *os.File) (string, error) {
	before, err := term.GetState(int(f.Fd()))
	if err == nil {
		restore := func() { _ = term.Restore(int(f.Fd()), before) }
		a.cleanUp.Store(&restore)
		defer a.cleanUp.Store(nil)
	}
	a.waiting.Store(true)
	defer a.waiting.Store(false)
	text, err := term.ReadPassword(int(f.Fd()))
	a.screen().Prompt(a.env.Err, "\n")
	if err != nil {
		return "", crm.Errorf(crm.CodeRefused, "no passphrase was typed")
	}
	return string(text), nil
}

func (a *app) listBackups(cmd *cobra.Command) {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		o, err := a.options()
		if err != nil {
			return err
		}
		dir := book.BackupDir(o.Path)
		if len(args) > 0 {
			dir = a.env.Dir.At(args[0])
			if info, err := os.Stat(dir); err != nil || !info.IsDir() {
				return crm.Errorf(crm.CodeInvalid, "there is no directory %s", args[0])
			}
		}
		a.hushed = true
		_, err = a.read(cmd.Context()) // it says in which time zone; a damaged book has backups all the more
		if code := crm.CodeOf(err); err != nil && (code == crm.CodeUsage || code == crm.CodeConflict) {
			return err
		}
		list, failed := book.Backups(cmd.Context(), o, dir)
		if failed != nil {
			return failed
		}
		if len(list) == 0 && err != nil {
			return err
		}
		return a.screen().Backups(dir, list)
	}
}
