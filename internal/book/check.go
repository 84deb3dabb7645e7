package book

import (
	"context"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// Repaired says what a repair rebuilt, and what it left.
type Repaired = store.Repaired

// Check returns what is damaged in the book of the options, and what differs from how
// this program keeps it. It changes nothing.
//
// Errors: those of store.OpenRead, CodeConflict for a book of an earlier version.
func Check(ctx context.Context, o Options, deep bool) ([]crm.Problem, error) {
	s, err := current(ctx, o, "checked", store.OpenRead)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	found, err := s.Check(ctx, deep)
	if err != nil {
		return nil, err
	}
	return append(found, badSettings(ctx, s, found)...), nil
}

// badSettings returns settings that can be read but make no sense.
func badSettings(ctx context.Context, s *store.Store, found []crm.Problem) []crm.Problem {
	// Where a page is damaged it is not the settings that make no sense.
	if slices.ContainsFunc(found, func(p crm.Problem) bool { return p.Table == "settings" || p.Code == "file" }) {
		return nil
	}
	err := s.Read(ctx, func(tx *store.View) error { return new(Book).use(tx.Settings()) })
	if e, ok := crm.AsError(err); ok {
		return []crm.Problem{{Code: "setting", Table: "settings", Field: e.Field}}
	}
	return nil
}

// Repair restores what follows from the rest of the book, after a backup. A dry run says
// what it would restore.
//
// Errors: those of store.Open, CodeConflict for a book of an earlier version.
func Repair(ctx context.Context, o Options) (*Repaired, error) {
	if err := store.InFile(o.Path, "%s is on a server, where nothing is repaired, since no copy can be made first", "Whoever administers it restores a backup"); err != nil {
		return nil, err
	}
	s, err := current(ctx, o, "checked", store.Open)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	done, err := s.Repair(ctx, BackupTo{Dir: BackupDir(o.Path), Reason: crm.BackupBeforeRepair, Now: o.Now, DryRun: o.DryRun})
	if err != nil {
		return nil, err
	}
	done.Left = append(done.Left, badSettings(ctx, s, done.Left)...)
	return done, nil
}

// current opens a book as it is. It rejects one of an earlier version, since an upgrade
// would change what is to be examined; done says what would be done with it.
func current(ctx context.Context, o Options, done string, open func(context.Context, string) (*store.Store, error)) (*store.Store, error) {
	s, err := open(ctx, o.Path)
	if err != nil || !s.Outdated() {
		return s, err
	}
	_ = s.Close()
	return nil, crm.Errorf(crm.CodeConflict, "the book has version %d, and only one of version %d can be %s", s.Version(), SchemaVersion, done).
		Next("A copy of it as it is will be kept", "book upgrade", crm.With("book", s.Path()))
}

// OpenToOthers reports whether anybody but its owner may read or write a book, and its
// mode.
func OpenToOthers(path string) (mode string, open bool) { return store.OpenToOthers(path) }
