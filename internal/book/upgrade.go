package book

import (
	"context"

	"crm/internal/crm"
	"crm/internal/store"
)

// Upgraded tells how a book was brought up to date, and where it is as it was.
type Upgraded = store.Upgraded

// connect opens the file of the book. A book of an earlier version is brought
// up to date first, also by what only reads: otherwise a list in a crontab
// would fail until somebody writes.
//
// Errors: those of open, and CodeConflict for a dry run, which changes nothing;
// CodeEnvironment where an outdated book can't be written.
func (b *Book) connect(ctx context.Context, open func(context.Context, string) (*store.Store, error)) error {
	s, err := open(ctx, b.options.Path)
	if err != nil {
		return err
	}
	if s.Outdated() {
		version := s.Version()
		_ = s.Close()
		if b.options.DryRun {
			return crm.Errorf(crm.CodeConflict, "the book has version %d and has to be brought to %d first, which a dry run does not do", version, SchemaVersion).
				Next("A copy of it as it is will be kept", "book upgrade", crm.With("book", s.Path()))
		}
		done, err := upgrade(ctx, s)
		if err != nil {
			return err
		}
		if done != nil && b.options.Upgraded != nil {
			b.options.Upgraded(done)
		}
		if s, err = open(ctx, b.options.Path); err != nil {
			return err
		}
	}
	b.store = s
	return nil
}

// upgrade brings an outdated book up to date; s was closed.
func upgrade(ctx context.Context, s *store.Store) (*Upgraded, error) {
	done, err := store.Upgrade(ctx, s.Path())
	if e, ok := crm.AsError(err); ok && e.Code == crm.CodeEnvironment {
		return nil, crm.Errorf(crm.CodeEnvironment, "the book has version %d and could not be brought to %d: %w", s.Version(), SchemaVersion, err).
			Next("Where it can be written, and files made beside it", "book upgrade", crm.With("book", s.Path()))
	}
	return done, err
}

// Upgrade brings the book of the options up to date and does nothing else. It
// returns nil where there is nothing to do. For a dry run it tells what there
// is to do, without a file for the copy.
//
// Errors: those of store.OpenRead and store.Upgrade.
func Upgrade(ctx context.Context, o Options) (*Upgraded, error) {
	s, err := store.OpenRead(ctx, o.Path)
	if err != nil {
		return nil, err
	}
	_ = s.Close()
	switch {
	case !s.Outdated():
		return nil, nil
	case o.DryRun:
		return &Upgraded{From: s.Version(), To: SchemaVersion}, nil
	}
	return upgrade(ctx, s)
}
