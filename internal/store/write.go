package store

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/query"
)

// Put writes a record and returns the edit that this is: a record without a
// number is created and gets one, any other is compared with what is stored
// and only what changed is written. It returns nil where nothing changed.
func (tx *Tx) Put(record crm.Record) (*crm.Edit, error) {
	derive(record)
	head := crm.HeadOf(record)
	if head.ID == 0 && record.Noun() != crm.KindSettings {
		head.ID = tx.NextID()
		return tx.insert(record, 1)
	}
	before, err := tx.before(record)
	if err != nil {
		return nil, err
	}
	if before == nil {
		return tx.insert(record, max(head.Version, 1))
	}
	edit := &crm.Edit{Action: crm.Update, Kind: record.Noun(), ID: head.ID, Before: before, After: record}
	diffs := edit.Differences()
	if len(diffs) == 0 {
		return nil, nil
	}
	head.Version = crm.HeadOf(before).Version + 1
	edit.After = crm.Copy(record)
	return edit, tx.update(record, edit, diffs)
}

// before is the record of the same number as it is in the book.
func (tx *Tx) before(record crm.Record) (crm.Record, error) {
	if record.Noun() == crm.KindSettings {
		return tx.get(crm.KindSettings, 0)
	}
	return tx.Ref(record.Noun(), crm.IDOf(record))
}

// Insert writes a record that undo brings back, under the number it had.
func (tx *Tx) Insert(record crm.Record) (*crm.Edit, error) {
	derive(record)
	return tx.insert(record, crm.HeadOf(record).Version+1)
}

func (tx *Tx) insert(record crm.Record, version int64) (*crm.Edit, error) {
	kind := record.Noun()
	crm.HeadOf(record).Version = version
	fields := crm.Fields(kind).Fields
	args := make([]any, len(fields))
	marks := make([]string, len(fields))
	for i, f := range fields {
		args[i] = f.Encode(record)
		if f.Name == "id" {
			args[i] = crm.IDOf(record)
		}
		marks[i] = fmt.Sprintf("$%d", i+1)
	}
	err := tx.exec("INSERT INTO "+query.Table(kind)+" ("+columns(kind)+") VALUES ("+strings.Join(marks, ", ")+")", args...)
	if err != nil {
		return nil, err
	}
	edit := &crm.Edit{Action: crm.Create, Kind: kind, ID: crm.IDOf(record), After: crm.Copy(record)}
	return edit, tx.follow(edit)
}

func (tx *Tx) update(record crm.Record, edit *crm.Edit, diffs []crm.Difference) error {
	var sets []string
	var args []any
	set := func(name string, value any) {
		args = append(args, value)
		sets = append(sets, fmt.Sprintf(`"%s" = $%d`, name, len(args)))
	}
	set("version", crm.HeadOf(record).Version)
	for _, d := range diffs {
		set(d.Field.Name, d.Field.Encode(record))
		switch d.Field.Name {
		case "phones", "emails":
			primary, _ := crm.Fields(edit.Kind).Field(strings.TrimSuffix(d.Field.Name, "s"))
			set(primary.Name, primary.Encode(record))
		}
	}
	args = append(args, edit.ID)
	err := tx.exec(fmt.Sprintf("UPDATE %s SET %s WHERE id = $%d", query.Table(edit.Kind), strings.Join(sets, ", "), len(args)), args...)
	if err != nil {
		return err
	}
	return tx.follow(edit)
}

// Delete removes a record, as undo does with what was created.
func (tx *Tx) Delete(kind crm.Kind, id int64) (*crm.Edit, error) {
	before, err := tx.get(kind, id)
	if err != nil {
		return nil, err
	}
	if before == nil {
		return nil, crm.Errorf(crm.CodeNotFound, "there is no %s %d", kind, id)
	}
	edit := &crm.Edit{Action: crm.Delete, Kind: kind, ID: id, Before: before}
	if c, ok := before.(*crm.Contact); ok {
		if err := tx.forget(c); err != nil {
			return nil, err
		}
	}
	if err := tx.exec("DELETE FROM "+query.Table(kind)+" WHERE id = $1", id); err != nil {
		return nil, err
	}
	return edit, tx.follow(edit)
}

// derive fills the fields of a record that follow from others of its own.
func derive(record crm.Record) {
	if c, ok := record.(*crm.Contact); ok {
		c.Phone, c.Email = c.Phones.Primary(), c.Emails.Primary()
	}
}

// follow keeps what other rows derive from the edited one.
func (tx *Tx) follow(edit *crm.Edit) error {
	switch {
	case edit.Kind == crm.KindSettings:
	case edit.After == nil:
		delete(tx.recent, edit.ID)
	default:
		tx.remember(edit.After)
	}
	switch edit.Kind {
	case crm.KindContact:
		if edit.Action == crm.Create || edit.Action == crm.Update && (edit.Changed("name") || edit.Changed("phones") || edit.Changed("emails") || edit.Changed("external_id")) {
			return tx.index(edit)
		}
	case crm.KindActivity:
		if edit.Action == crm.Update && !edit.Changed("due") && !edit.Changed("status") && !edit.Changed("contact") && !edit.Changed("opportunity") {
			return nil
		}
		for _, record := range []crm.Record{edit.Before, edit.After} {
			if a, ok := record.(*crm.Activity); ok && a != nil {
				if err := tx.plan(a); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// plan keeps next_due of the contact and the opportunity of an activity.
func (tx *Tx) plan(a *crm.Activity) error {
	for _, of := range []struct {
		kind  crm.Kind
		field string
		id    int64
	}{{crm.KindContact, "contact", a.Contact}, {crm.KindOpportunity, "opportunity", a.Opportunity}} {
		if of.id == 0 {
			continue
		}
		var due sql.NullString
		err := tx.row("UPDATE "+query.Table(of.kind)+" SET next_due = (SELECT min(due) FROM activities WHERE "+of.field+
			" = $1 AND status = 'open') WHERE id = $1 RETURNING next_due", of.id).Scan(&due)
		if err != nil && !errors.Is(err, sql.ErrNoRows) { // undo deletes both in one change
			return err
		}
		next, err := crm.ParseISODate(due.String)
		if err != nil {
			return err
		}
		switch known := tx.recent[of.id].(type) {
		case *crm.Contact:
			known.NextDue = next
		case *crm.Opportunity:
			known.NextDue = next
		}
	}
	return nil
}

// index keeps the terms by which a contact is found.
func (tx *Tx) index(edit *crm.Edit) error {
	c := edit.After.(*crm.Contact)
	if edit.Action == crm.Update {
		if err := tx.forget(edit.Before.(*crm.Contact)); err != nil {
			return err
		}
	}
	for _, t := range tx.terms(c) {
		err := tx.exec("INSERT INTO lookup (term, what, contact) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", t.text, t.what, c.ID)
		if err != nil {
			return err
		}
	}
	return nil
}

// forget removes the terms by which a contact was found.
func (tx *Tx) forget(c *crm.Contact) error {
	for _, t := range tx.terms(c) {
		if err := tx.exec("DELETE FROM lookup WHERE term = $1 AND what = $2 AND contact = $3", t.text, t.what, c.ID); err != nil {
			return err
		}
	}
	return nil
}

type term struct{ text, what string }

func (tx *Tx) terms(c *crm.Contact) []term {
	terms := []term{{fold.Text(c.Name), byName}}
	for _, word := range fold.Words(c.Name) {
		terms = append(terms, term{word, byWord})
	}
	for _, p := range c.Phones {
		terms = append(terms, term{tx.phone(p.Value), byPhone})
	}
	for _, p := range c.Emails {
		terms = append(terms, term{fold.Text(p.Value), byEmail})
	}
	if c.ExternalID != "" {
		terms = append(terms, term{c.ExternalID, byExternalID})
	}
	return terms
}
