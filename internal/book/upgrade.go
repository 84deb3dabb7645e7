package book

import (
	"context"
	"time"

	"crm/internal/crm"
	"crm/internal/store"
)

// Upgraded says from which version a book was upgraded, and where its backup is.
type Upgraded = store.Upgraded

// connect opens the file of the book. It upgrades an older book first, even for
// reading: otherwise a list in a crontab would fail until somebody writes.
//
// Errors: those of open, CodeConflict for a dry run, CodeEnvironment if an outdated
// book can't be written.
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
				Next("A backup of it as it is will be made", "book upgrade", crm.With("book", s.Path()))
		}
		done, err := upgrade(ctx, s, b.options.Now)
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

// upgrade upgrades an outdated book; s was closed.
func upgrade(ctx context.Context, s *store.Store, now time.Time) (*Upgraded, error) {
	done, err := store.Upgrade(ctx, s.Path(), now)
	e, ok := crm.AsError(err)
	if !ok || e.Code != crm.CodeEnvironment {
		return done, err
	}
	failed := crm.Errorf(crm.CodeEnvironment, "the book %s has version %d and could not be brought to %d: %w", s.Name(), s.Version(), SchemaVersion, err)
	if len(e.Remedies) > 0 {
		failed.Remedies = e.Remedies
		return nil, failed
	}
	return nil, failed.Next("Where it can be written, and files made beside it", "book upgrade", crm.With("book", s.Path()))
}

// Upgrade only upgrades the book of the options, and returns nil if it is current. A
// dry run reports what would be done.
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
	return upgrade(ctx, s, o.Now)
}
