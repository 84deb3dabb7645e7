package book

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"crm/internal/crm"
	"crm/internal/store"
)

// destination is where a whole book goes: there is none, or one that gives way.
type destination struct {
	options Options
	there   bool
	taken   bool  // something has been recorded in the book that is there
	last    int64 // its last change
}

// destinationOf looks at the book of the options. Errors are those of store.OpenRead, and CodeConflict
// for a book of an earlier version.
func destinationOf(ctx context.Context, o Options) (*destination, error) {
	p := &destination{options: o}
	if !OnServer(o.Path) {
		if _, err := os.Lstat(o.Path); errors.Is(err, fs.ErrNotExist) {
			return p, nil
		}
	}
	s, err := current(ctx, o, "replaced", store.OpenRead)
	if store.IsNoBook(err) {
		return p, nil
	}
	if err != nil {
		return nil, err
	}
	defer s.Close()
	p.there = true
	return p, s.Read(ctx, func(v *store.View) error {
		blank, err := v.IsBlank()
		if err != nil {
			return err
		}
		p.taken = !blank
		_, change, err := v.Numbers()
		p.last = change - 1
		return err
	})
}

// take gives a draft the name of the book. The one that gives way is kept as a backup, if it is in
// a file.
func (p *destination) take(ctx context.Context, draft *store.Draft, reason string) (kept string, err error) {
	if p.there && !OnServer(p.options.Path) {
		backup, err := draft.Replace(ctx, p.last, BackupTo{Dir: BackupDir(p.options.Path), Reason: reason, Now: p.options.Now})
		if backup != nil {
			kept = backup.Path
		}
		return kept, err
	}
	s, made, err := draft.Publish(ctx)
	if s != nil {
		_ = s.Close()
	}
	if err == nil && !made {
		err = crm.Errorf(crm.CodeConflict, "somebody has made %s meanwhile", p.options.Path)
	}
	return "", err
}
