package book

import (
	"context"
	"slices"

	"crm/internal/crm"
	"crm/internal/fold"
)

// mostProfiles keeps a book from being read for its profiles.
const mostProfiles = 50

// ImportProfiles returns the profiles of the book, by name.
func (b *Book) ImportProfiles() []*crm.ImportProfile { return b.settings.ImportProfiles() }

// keepProfile keeps a profile, which replaces one of its name.
//
// Errors: CodeInvalid for a name that a profile can't have, and for one profile too many.
func (w *work) keepProfile(p *crm.ImportProfile) error {
	if p == nil {
		return nil
	}
	var err error
	if p.Name, err = goodName(p.Name, nil); err != nil {
		return crm.OnFlag(err, "save-profile")
	}
	s := w.tx.Settings()
	all := slices.DeleteFunc(s.ImportProfiles(), func(o *crm.ImportProfile) bool { return fold.Text(o.Name) == fold.Text(p.Name) })
	if len(all) >= mostProfiles {
		return crm.Errorf(crm.CodeInvalid, "the book has %d profiles already", len(all)).On("save-profile").Next("Remove one", "profile remove", crm.Blank("NAME"))
	}
	if err := s.SetImportProfiles(append(all, p)); err != nil {
		return err
	}
	if _, err := w.put(s); err != nil {
		return err
	}
	w.say("profile-kept", "name", p.Name)
	return nil
}

// RemoveProfile removes a profile of the book.
//
// Errors: CodeNotFound.
func (b *Book) RemoveProfile(ctx context.Context, name string) (*crm.Outcome, error) {
	return b.change(ctx, "profile remove", func(w *work) error {
		s := w.tx.Settings()
		all := s.ImportProfiles()
		left := slices.DeleteFunc(slices.Clone(all), func(p *crm.ImportProfile) bool { return fold.Text(p.Name) == fold.Text(name) })
		if len(left) == len(all) {
			return crm.Errorf(crm.CodeNotFound, "the book has no profile %q", name).Next("Those there are", "profile list")
		}
		if err := s.SetImportProfiles(left); err != nil {
			return err
		}
		_, err := w.put(s)
		w.say("profile-removed", "name", name)
		return err
	})
}
