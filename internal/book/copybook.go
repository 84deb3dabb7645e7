package book

import (
	"context"
	"os"

	"crm/internal/crm"
	"crm/internal/store"
)

// CopyBook copies the book at from, a file or an address, to the path of the options: all of it,
// under the same numbers. Both are compared before the copy gets its name. The book at from stays
// as it is. There is none at the path, or one in which nothing has been recorded: that is kept as a
// backup if it is in a file.
//
// Errors: those of store.OpenRead and store.Store.Draft, CodeConflict for a book with records and
// for one of an earlier version, CodeUsage for a copy of a book to itself.
func CopyBook(ctx context.Context, o Options, from string) (*crm.BookCopied, error) {
	of := o
	of.Path = from
	s, err := current(ctx, of, "copied", store.OpenRead)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if same, err := isSameBook(s, o.Path); err != nil {
		return nil, err
	} else if same {
		return nil, crm.Errorf(crm.CodeUsage, "%s is both the book to copy and where it goes", s.Name())
	}
	to, err := destinationOf(ctx, o)
	if err != nil {
		return nil, err
	}
	done := &crm.BookCopied{FromServer: OnServer(from), ToServer: OnServer(o.Path), Path: o.Path, Replaced: to.there, DryRun: o.DryRun}
	if done.From, err = store.NameOf(from); err != nil {
		return nil, err
	}
	if done.To, err = store.NameOf(o.Path); err != nil {
		return nil, err
	}
	if to.taken {
		return nil, crm.Errorf(crm.CodeConflict, "there are records in %s, and a book is copied to an empty one or to where there is none", done.To).
			Next("Copy it to another place", "book copy", from, crm.Blank("BOOK"))
	}
	rows, err := s.Counted(ctx)
	if err != nil {
		return nil, err
	}
	for _, kind := range crm.Kinds() {
		if n := rows[crm.NounOf(kind).Table]; n > 0 && kind != crm.KindSettings {
			done.Counts = append(done.Counts, crm.KindCount{Kind: kind, N: n})
		}
	}
	done.Changes, done.Logins = rows["changes"], int(rows["logins"])
	if o.DryRun {
		return done, nil
	}
	draft, err := s.Draft(ctx, o.Path, to.there)
	if err != nil {
		return nil, err
	}
	defer draft.Discard()
	done.Kept, err = to.take(ctx, draft, crm.BackupBeforeImport)
	return done, err
}

// isSameBook reports whether a book is the one at path.
func isSameBook(s *store.Store, path string) (bool, error) {
	if OnServer(path) || OnServer(s.Path()) {
		name, err := store.NameOf(path)
		return name == s.Name() && OnServer(path) == OnServer(s.Path()), err
	}
	one, err := os.Stat(s.Path())
	other, failed := os.Stat(path)
	return err == nil && failed == nil && os.SameFile(one, other), nil
}
