package book

import (
	"context"
	"slices"

	"crm/internal/crm"
	"crm/internal/store"
)

// Whoever is erased may be in a backup under another number: a restore lost them, and they
// were entered again.

// eraseBefore keeps in mind, as erased, under which other numbers the backups of the book have
// somebody who is erased.
func (w *work) eraseBefore(c *crm.Contact, e crm.Erasure) error {
	if w.options.DryRun {
		return nil
	}
	restored, err := w.tx.WasRestored()
	if !restored || err != nil {
		return err
	}
	known, err := w.tx.OpsOf()
	if err != nil {
		return err
	}
	were, err := w.everKnownAs(c)
	if err != nil {
		return err
	}
	dir := BackupDir(w.Path())
	backups, err := store.Backups(w.ctx, w.Path(), dir)
	if err != nil {
		return err
	}
	for _, backup := range backups {
		if backup.Encrypted {
			continue
		}
		found, err := w.foundIn(w.ctx, backup.Path, were, known)
		if w.ctx.Err() != nil {
			return w.ctx.Err()
		}
		if err != nil {
			continue // what can't be read is removed, or named, once they are erased
		}
		for _, other := range found {
			other.Day, other.Reason = e.Day, e.Reason
			if err := w.tx.KeepErasure(other); err != nil {
				return err
			}
		}
	}
	return nil
}

// everKnownAs returns a contact under each name that they, or those who were merged into them,
// ever had, with all phones and e-mails of any time.
func (v reader) everKnownAs(c *crm.Contact) (were []*crm.Contact, err error) {
	numbers := []int64{c.ID}
	aliases, err := v.tx.AliasesOf(c.ID)
	if err != nil {
		return nil, err
	}
	for _, a := range aliases {
		numbers = append(numbers, a.Number)
	}
	all := crm.Copy(c)
	names := []string{c.Name}
	for _, id := range numbers {
		before, err := v.tx.ContactBefore(id)
		if err != nil {
			return nil, err
		}
		for _, b := range before {
			all.Phones, all.Emails = append(all.Phones, b.Phones...), append(all.Emails, b.Emails...)
			if b.Name != "" && !slices.Contains(names, b.Name) {
				names = append(names, b.Name)
			}
		}
	}
	for _, name := range names {
		was := crm.Copy(all)
		if was.Name != name {
			was.Name, was.Prefix, was.Given, was.Middle, was.Family, was.Suffix, was.Reading = name, "", "", "", "", "", ""
		}
		were = append(were, was)
	}
	return were, nil
}

// foundIn returns under which numbers a backup has somebody, who were such people, and whom
// the present book does not have beside them: by operations that it does not know.
func (b *Book) foundIn(ctx context.Context, path string, were []*crm.Contact, known map[string]int64) (found []crm.Erasure, err error) {
	draft, err := store.Revive(ctx, path, path, nil)
	if err != nil {
		return nil, err
	}
	defer draft.Discard()
	in := &Book{options: b.options, store: draft.Store}
	err = in.read(ctx, func(v reader) error {
		there, err := v.unknownOf(were, known)
		for _, c := range there {
			made, failed := v.tx.MadeBy(c.ID)
			if failed != nil {
				return failed
			}
			found = append(found, crm.Erasure{Contact: c.ID, Made: made})
		}
		return err
	})
	return found, err
}

// unknownOf returns who of a book, deleted or not, is one of such people, and was entered by
// an operation that another book does not know.
func (v reader) unknownOf(were []*crm.Contact, known map[string]int64) (found []*crm.Contact, err error) {
	deleted, err := v.tx.DeletedContacts()
	if err != nil {
		return nil, err
	}
	add := func(was, c *crm.Contact) error {
		if has(found, c) || !v.isWhoWas(was, c) || !c.Erased.IsZero() {
			return nil
		}
		made, err := v.tx.ChangeMaking(crm.KindContact, c.ID)
		if made == nil || err != nil {
			return err
		}
		if _, there := known[made.Op]; !there {
			found = append(found, c)
		}
		return nil
	}
	for _, was := range were {
		m, err := v.findAlike(was)
		if err != nil {
			return nil, err
		}
		for _, c := range slices.Concat(m.numbered, m.named, deleted) {
			if err := add(was, c); err != nil {
				return nil, err
			}
		}
	}
	return found, nil
}

// isWhoWas reports whether a contact is somebody: they have the number of another program, or
// the name and something else in common, or nothing tells them apart.
func (v reader) isWhoWas(was, c *crm.Contact) bool {
	if was.ExternalID != "" && was.ExternalID == c.ExternalID && !v.numberedApart(was, c) {
		return true
	}
	reached := func(c *crm.Contact) bool { return len(c.Phones)+len(c.Emails) > 0 }
	how := v.likeness(was, c)
	return how == same || how == perhaps && !(reached(was) && reached(c))
}
