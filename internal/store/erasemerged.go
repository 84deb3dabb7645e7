package store

import (
	"database/sql"
	"math"

	"crm/internal/crm"
)

// What a contact had is in the journal of others, too, with whom they were one for a while:
// a merge joined it, and its undo took it away.

// eraseMerged takes out of the images of others what came to them with contacts, who are
// apart again.
func (tx *Tx) eraseMerged(of Of) error {
	for _, id := range of[crm.KindContact] {
		if err := tx.eraseMergedIn(id, 0, math.MaxInt64, of); err != nil {
			return err
		}
	}
	return nil
}

// eraseMergedIn does so for what came with a contact in some of the changes.
func (tx *Tx) eraseMergedIn(contact, from, to int64, of Of) error {
	merges, err := column[int64](tx.View, "SELECT change FROM edits WHERE kind = 'contact' AND record = $1 AND action = $2 AND change BETWEEN $3 AND $4 ORDER BY change", contact, string(crm.Delete), from, to)
	if err != nil {
		return err
	}
	for _, merge := range merges {
		keep, err := tx.mergedIn(merge, contact)
		if keep == 0 || of.has(crm.KindContact, keep) || err != nil {
			if err != nil {
				return err
			}
			continue // they were deleted, or both are erased
		}
		var apart sql.NullInt64
		err = tx.row("SELECT min(change) FROM edits WHERE kind = 'contact' AND record = $1 AND action = $2 AND change > $3", contact, string(crm.Create), merge).Scan(&apart)
		if err != nil {
			return err
		}
		until := to
		if apart.Valid {
			until = min(to, apart.Int64)
		}
		if err := tx.eraseJoined(keep, merge, until, of); err != nil {
			return err
		}
		if err := tx.eraseMergedIn(keep, merge+1, until, of); err != nil { // who had it from them
			return err
		}
	}
	return nil
}

// mergedIn returns into whom a contact was merged by a change, or 0.
func (v *View) mergedIn(change, contact int64) (keep int64, err error) {
	made, err := column[int64](v, "SELECT record FROM edits WHERE kind = 'alias' AND action = $1 AND change = $2", string(crm.Create), change)
	for _, id := range made {
		alias, err := Ref[*crm.Alias](v, id)
		if err != nil {
			return 0, err
		}
		if alias != nil && alias.Number == contact {
			return alias.Contact, nil
		}
		parted, err := v.entries("WHERE kind = 'alias' AND record = $1 AND action = $2 ORDER BY change, seq", id, string(crm.Delete))
		for _, e := range parted {
			if numberIn(e.Before, "old_number") == contact {
				keep = numberIn(e.Before, "contact")
			}
		}
		if keep != 0 || err != nil {
			return keep, err
		}
	}
	return 0, err
}

// DeletedContact returns a contact who is in the journal alone, as they were when they were
// deleted, or nil for one of whom nothing is left there.
func (v *View) DeletedContact(id int64) (*crm.Contact, error) {
	entries, err := v.entries("WHERE record = $1 AND kind = 'contact' AND action = $2 ORDER BY change DESC, seq DESC", id, string(crm.Delete))
	if len(entries) == 0 || entries[0].Rule == crm.ErasedRule || err != nil {
		return nil, err
	}
	c := &crm.Contact{}
	for key, stored := range entries[0].Before {
		f, known := v.schema.Fields(crm.KindContact).Kept(key)
		if !known || key == "version" {
			continue
		}
		if err := f.Decode(c, stored); err != nil {
			return nil, err
		}
	}
	c.ID = id
	return c, nil
}

// DeletedContacts returns those who were deleted and can be brought back, as they were.
func (v *View) DeletedContacts() (all []*crm.Contact, err error) {
	gone, err := column[int64](v, "SELECT DISTINCT record FROM edits WHERE kind = 'contact' AND action = $1 AND record NOT IN (SELECT id FROM contacts) ORDER BY record", string(crm.Delete))
	for _, id := range gone {
		c, err := v.DeletedContact(id)
		if err != nil {
			return nil, err
		}
		if c != nil {
			all = append(all, c)
		}
	}
	return all, err
}

// goneInto returns with whom somebody was merged who is not in the book any more, or 0 if
// nobody, or that contact, is.
func (v *View) goneInto(contact int64) (int64, error) {
	c, err := Ref[*crm.Contact](v, contact)
	if c != nil || err != nil {
		return 0, err
	}
	last, err := column[int64](v, "SELECT coalesce(max(change), 0) FROM edits WHERE kind = 'contact' AND record = $1 AND action = $2", contact, string(crm.Delete))
	if err != nil {
		return 0, err
	}
	keep, err := v.mergedIn(last[0], contact)
	if keep == 0 || err != nil {
		return 0, err
	}
	if c, err = Ref[*crm.Contact](v, keep); c != nil || err != nil {
		return 0, err
	}
	return keep, nil
}

// eraseJoined makes the images of a contact, from a merge until its undo, what they would
// be without it. What reports count stays.
func (tx *Tx) eraseJoined(keep, merge, until int64, of Of) error {
	entries, err := tx.entries("WHERE kind = 'contact' AND record = $1 AND change BETWEEN $2 AND $3 ORDER BY change, seq", keep, merge, until)
	if err != nil {
		return err
	}
	own := map[string]any{} // what they had themselves
	for _, e := range entries {
		if e.Change != merge || e.Action != crm.Update {
			continue
		}
		for key, had := range e.Before {
			f, known := crm.BuiltIn(crm.KindContact).Kept(key)
			if _, has := own[key]; !has && key != "version" && !(known && f.Kept) {
				own[key] = had
			}
		}
	}
	changes := Of{}
	for _, e := range entries {
		changed := false
		for _, image := range []map[string]any{e.Before, e.After} {
			for key, value := range own {
				if _, has := image[key]; has {
					changed = true
					if image[key] = value; e.Action == crm.Update || value == nil {
						delete(image, key)
					}
				}
			}
		}
		if !changed {
			continue
		}
		changes.add("", e.Change)
		var after any
		if e.Action == crm.Update {
			after = toJSON(e.After)
		}
		if err := tx.setImages(e.Change, e.Seq, toJSON(e.Before), after); err != nil {
			return err
		}
	}
	return tx.eraseMade(keep, merge, until, of, changes)
}

// eraseMade empties what the journal has of the other records that a merge and its undo
// edited, and all of those that were made of the two and were gone with it.
func (tx *Tx) eraseMade(keep, merge, until int64, of, changes Of) error {
	gone := Of{crm.KindContact: {keep}}
	for more := 0; more != gone.size(); {
		more = gone.size()
		if err := tx.goneOf(gone); err != nil {
			return err
		}
	}
	made := ""
	for kind, ids := range gone {
		if kind != crm.KindContact {
			made += " OR kind = '" + string(kind) + "' AND record IN " + list(ids)
		}
	}
	type edit struct {
		Entry
		before, after string
	}
	var edits []edit
	err := tx.each(`SELECT change, seq, action, kind, record, coalesce(before, ''), coalesce(after, '') FROM edits
		WHERE kind <> 'contact' AND (change = $1 OR change IN (SELECT id FROM changes WHERE reverses = $1 AND id <= $2)
		OR change BETWEEN $1 AND $2 AND (false`+made+`) AND record IN (SELECT m.record FROM edits m WHERE m.change BETWEEN $1 AND $2 AND m.action = $3 AND m.kind = edits.kind))`,
		[]any{merge, until, string(crm.Create)}, func(row *rows) error {
			var e edit
			if err := row.Scan(&e.Change, &e.Seq, &e.Action, &e.Kind, &e.ID, &e.before, &e.after); err != nil {
				return err
			}
			if crm.IsKind(e.Kind) && !of.has(e.Kind, e.ID) {
				edits = append(edits, e)
			}
			return nil
		})
	if err != nil {
		return err
	}
	for _, e := range edits {
		changes.add("", e.Change)
		if err := tx.setImages(e.Change, e.Seq, emptied(e.Kind, e.before, e.Action == crm.Delete), emptied(e.Kind, e.after, false)); err != nil {
			return err
		}
	}
	return tx.eraseChanges(changes[""])
}

// setImages replaces what the journal tells of an edit, which nothing can take back any more.
func (tx *Tx) setImages(change, seq int64, before, after any) error {
	return tx.exec("UPDATE edits SET rule = $3, before = $4, after = $5 WHERE change = $1 AND seq = $2", change, seq, crm.ErasedRule, before, after)
}
