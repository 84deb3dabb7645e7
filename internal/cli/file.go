package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/verb"
	"crm/internal/wire"
)

// addFiles reads files before the book is locked.
func (a *app) addFiles(r verb.Request) (*crm.Outcome, error) {
	paths, name, mediaType := r.All("file"), r.Text("name"), r.Text("type")
	if name != "" && len(paths) > 1 {
		return nil, crm.Errorf(crm.CodeUsage, "--name is for one file, not for %d", len(paths)).On("name")
	}
	if mediaType != "" && !exchange.IsMediaType(mediaType) {
		return nil, crm.Errorf(crm.CodeInvalid, "%q is not a media type", mediaType).On("type").Try("Write it so: application/pdf, image/jpeg, text/plain")
	}
	var files []book.NewFile
	for _, path := range paths {
		file, err := a.take(r.Book, path)
		if err != nil {
			return nil, err
		}
		file.Name, file.MediaType = cmp.Or(name, file.Name), cmp.Or(mediaType, file.MediaType)
		files = append(files, file)
	}
	return r.Book.AddFiles(r.Context, r.Text("record"), files, r.Own(), r.Is("allow-duplicate"))
}

func (a *app) take(b *book.Book, path string) (book.NewFile, error) {
	content, err := a.env.Dir.Take(path, b.FileLimit())
	if errors.Is(err, exchange.ErrTooLarge) {
		err = book.TooLarge(path, b.Settings().FileLimit)
	}
	b.Asked(string(content))
	return book.NewFile{Name: filepath.Base(path), MediaType: exchange.MediaType(path, content), Content: content}, err
}

func (a *app) saveFile(cmd *cobra.Command, v *verb.Verb) {
	_ = cmd.MarkFlagDirname("to")
	cmd.RunE = func(cmd *cobra.Command, given []string) error {
		given, err := a.expand(given)
		if err != nil {
			return err
		}
		r := v.Request(cmd.Context(), nil, given, flagsGiven(cmd, v))
		name := r.Text("name")
		if name != "" && len(given) > 1 {
			return crm.Errorf(crm.CodeUsage, "--name is for one file, not for %d", len(given)).On("name")
		}
		if safe := exchange.FileName(name); name != "" && safe != name {
			return crm.Errorf(crm.CodeInvalid, "%q is not a valid file name on every system", name).On("name").Try("This is a name that it can have: --name %q", safe)
		}
		b, err := a.read(cmd.Context())
		if err != nil {
			return err
		}
		if b == nil {
			return crm.Errorf(crm.CodeNotFound, "there is no book yet")
		}
		return a.saveFiles(cmd.Context(), b, given, saving{r.Text("to"), name, r.Is("force")})
	}
}

// saving is where and how to save files.
type saving struct {
	to, name string
	force    bool
}

// saveFiles reads every file, which finds damaged ones, and checks every name before it
// writes the first.
func (a *app) saveFiles(ctx context.Context, b *book.Book, ids []string, how saving) error {
	folder, err := a.env.Dir.OpenFolder(how.to)
	if err != nil {
		return err
	}
	defer folder.Close()
	var files []wire.Saved
	taken := map[string]int64{}
	for _, id := range ids {
		f, _, err := b.File(ctx, id)
		if err != nil {
			return err
		}
		name := how.name
		if name == "" {
			name = exchange.FileName(f.Name)
		}
		if other, twice := taken[strings.ToLower(name)]; twice {
			return crm.Errorf(crm.CodeConflict, "files %d and %d are both called %s", other, f.ID, name).Try("Save them one by one, with --name")
		}
		taken[strings.ToLower(name)] = f.ID
		if err := a.freeIn(folder, how.to, name, how.force); err != nil {
			return err
		}
		files = append(files, wire.Saved{File: f, Path: filepath.Join(how.to, name)})
	}
	for i, f := range files {
		if a.flags.dryRun {
			break
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		_, content, err := b.File(ctx, fmt.Sprint(f.File.ID))
		if err == nil {
			err = folder.Save(filepath.Base(f.Path), content, how.force)
		}
		if err != nil {
			return partlySaved(err, files[:i])
		}
	}
	return a.screen().Saved(files, a.flags.dryRun)
}

// freeIn rejects a name that is taken in a directory. By force one that is no more than
// taken will do, but never the book itself or what lies beside it.
func (a *app) freeIn(folder *exchange.Folder, dir, name string, force bool) error {
	o, err := a.options()
	if err != nil {
		return err
	}
	named, err := os.Stat(a.env.Dir.At(filepath.Join(dir, name)))
	for _, beside := range []string{"", "-wal", "-shm"} {
		if own, missing := os.Stat(o.Path + beside); err == nil && missing == nil && os.SameFile(named, own) {
			return crm.Errorf(crm.CodeConflict, "%s is the book itself", name).On("name")
		}
	}
	return folder.Free(name, force)
}

// partlySaved adds to an error what was written before it.
func partlySaved(err error, done []wire.Saved) error {
	if e, ok := crm.AsError(err); ok {
		for _, f := range done {
			e.Try("Written: %s", f.Path)
		}
	}
	return err
}
