package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/wire"
)

func (a *app) fileCommand() *cobra.Command {
	remove := &cobra.Command{Use: "remove FILE...", Short: "Take files out; undo brings them back", Args: args(1, -1), ValidArgsFunction: a.completeFiles}
	a.write(remove, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		return b.RemoveFiles(ctx, args)
	})
	l := mustList("file", "List the files: all, or those on a record")
	l.record = true
	return groupOf("file", "Files: documents that are kept in the book, for everybody who uses it",
		a.addFile(), a.list(l), a.showCommand("file", "Show what is known of files"), a.saveFile(), remove)
}

func (a *app) addFile() *cobra.Command {
	var name, mediaType string
	var allow bool
	cmd := &cobra.Command{Use: "add RECORD PATH...", Short: "Keep files with a contact, an opportunity, a quote, a policy, or a call and its like", Args: args(2, -1),
		Long: `Keep files with whatever has a number, or with a contact by name. Their bytes are
copied into the book, once however often they are added.`,
		Example: "  crm file add 391 buckeye.pdf\n  crm file add \"Jane Hudson\" scan0001.jpg --name license.jpg",
		ValidArgsFunction: func(cmd *cobra.Command, given []string, typed string) ([]string, cobra.ShellCompDirective) {
			if len(given) == 0 {
				return a.completeContacts("")(cmd, given, typed)
			}
			return nil, cobra.ShellCompDirectiveDefault
		}}
	cmd.Flags().StringVar(&name, "name", "", "what it is called from now on, if not as it is")
	cmd.Flags().StringVar(&mediaType, "type", "", "its media type, `TYPE/SUBTYPE`; found out unless said")
	cmd.Flags().BoolVar(&allow, "allow-duplicate", false, "keep what the record has already once more")
	return a.write(cmd, func(ctx context.Context, b *book.Book, args []string) (*crm.Outcome, error) {
		paths := args[1:]
		if name != "" && len(paths) > 1 {
			return nil, crm.Errorf(crm.CodeUsage, "--name is for one file, not for %d", len(paths)).On("name")
		}
		if mediaType != "" && !exchange.IsMediaType(mediaType) {
			return nil, crm.Errorf(crm.CodeInvalid, "%q is not a media type", mediaType).On("type").Try("Write it so: application/pdf, image/jpeg, text/plain")
		}
		var files []book.NewFile
		for _, path := range paths { // before the book is held for writing
			file, err := take(b, path)
			if err != nil {
				return nil, err
			}
			if name != "" {
				file.Name = name
			}
			if mediaType != "" {
				file.MediaType = mediaType
			}
			files = append(files, file)
		}
		return b.AddFiles(ctx, args[0], files, allow)
	})
}

func take(b *book.Book, path string) (book.NewFile, error) {
	content, err := exchange.Take(path, b.FileLimit())
	if errors.Is(err, exchange.ErrTooLarge) {
		err = book.TooLarge(path, b.Settings().FileLimit)
	}
	return book.NewFile{Name: filepath.Base(path), MediaType: exchange.MediaType(path, content), Content: content}, err
}

func (a *app) saveFile() *cobra.Command {
	var to, name string
	var force bool
	cmd := &cobra.Command{Use: "save FILE...", Short: "Write files out of the book into a directory", Args: args(1, -1), ValidArgsFunction: a.completeFiles,
		Long: `Write files out of the book into a directory: this one unless said. A name that
could lead elsewhere, or that a system does not take, is made harmless. Only you
can read what is written.`,
		Example: "  crm file save 403\n  crm file save 403 --to ~/Documents --name quote.pdf"}
	cmd.Flags().StringVar(&to, "to", ".", "the `DIRECTORY`")
	cmd.Flags().StringVar(&name, "name", "", "the name there, if not that in the book")
	cmd.Flags().BoolVar(&force, "force", false, "write over what has the name")
	_ = cmd.MarkFlagDirname("to")
	cmd.RunE = func(cmd *cobra.Command, given []string) error {
		given, err := a.expand(given)
		if err != nil {
			return err
		}
		if name != "" && len(given) > 1 {
			return crm.Errorf(crm.CodeUsage, "--name is for one file, not for %d", len(given)).On("name")
		}
		if safe := exchange.FileName(name); name != "" && safe != name {
			return crm.Errorf(crm.CodeInvalid, "a file can't be called %q everywhere", name).On("name").Try("This is a name that it can have: --name %q", safe)
		}
		b, err := a.read(cmd.Context())
		if err != nil {
			return err
		}
		if b == nil {
			return crm.Errorf(crm.CodeNotFound, "there is no book yet")
		}
		return a.saveFiles(cmd.Context(), b, given, saving{to, name, force})
	}
	return cmd
}

// saving is where files are saved, and how.
type saving struct {
	to, name string
	force    bool
}

// saveFiles reads every file, which finds one that is damaged, and looks
// whether every name is free before the first is written.
func (a *app) saveFiles(ctx context.Context, b *book.Book, ids []string, how saving) error {
	folder, err := exchange.OpenFolder(how.to)
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
		if err := folder.Free(name, how.force); err != nil {
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

// partlySaved adds to an error what was written before it.
func partlySaved(err error, done []wire.Saved) error {
	if e, ok := crm.AsError(err); ok {
		for _, f := range done {
			e.Try("Written: %s", f.Path)
		}
	}
	return err
}

func (a *app) completeFiles(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	b := a.peek(cmd)
	if b == nil {
		return nil, noFiles
	}
	files, err := b.OfferFiles(cmd.Context(), most)
	if err != nil {
		return nil, noFiles
	}
	var offers []string
	for _, f := range files {
		if strings.HasPrefix(fmt.Sprint(f.ID), typed) {
			offers = append(offers, candidate(f.ID, f.Name))
		}
	}
	return offers, noFiles
}
