package store

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
)

// Put writes a record and returns its edit. It creates a record without a number; of
// any other it writes only what changed. It returns nil if nothing did.
func (tx *Tx) Put(record crm.Record) (*crm.Edit, error) {
	if err := tx.derive(record); err != nil {
		return nil, err
	}
	head := crm.HeadOf(record)
	if head.ID == 0 && record.Noun() != crm.KindSettings {
		var err error
		if head.ID, err = tx.nextFor(record); err != nil {
			return nil, err
		}
		return tx.insert(record, 1)
	}
	before, err := tx.Ref(record.Noun(), head.ID)
	if err != nil {
		return nil, err
	}
	if before == nil {
		return tx.insert(record, max(head.Version, 1))
	}
	if err := crm.KeepTheirs(record, before); err != nil { // which it may have been read without
		return nil, err
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

// nextFor takes the number of a new record.
func (tx *Tx) nextFor(record crm.Record) (int64, error) {
	if record.Noun() == crm.KindSuppression {
		return tx.nextSuppression()
	}
	return tx.nextID(), nil
}

// Insert writes a record that undo brings back, under its number. Its version is higher
// than any that it had: what was deleted twice may come back as it was the first time.
func (tx *Tx) Insert(record crm.Record) (*crm.Edit, error) {
	if err := tx.derive(record); err != nil {
		return nil, err
	}
	last, err := tx.count("SELECT coalesce(max(version), 0) FROM edits WHERE record = $1 AND kind = $2", crm.IDOf(record), string(record.Noun()))
	if err != nil {
		return nil, err
	}
	return tx.insert(record, max(crm.HeadOf(record).Version, int64(last))+1)
}

func (tx *Tx) insert(record crm.Record, version int64) (*crm.Edit, error) {
	crm.HeadOf(record).Version = version
	if err := tx.insertRecord(record); err != nil {
		return nil, err
	}
	edit := &crm.Edit{Action: crm.Create, Kind: record.Noun(), ID: crm.IDOf(record), After: crm.WithoutLeft(record)}
	return edit, tx.follow(edit)
}

// insertRecord writes the row of a new record.
func (tx *Tx) insertRecord(record crm.Record) error {
	kind := record.Noun()
	var columns strings.Builder
	var args []any
	add := func(column string, value any) {
		if value == nil {
			return
		}
		columns.WriteString(`, "` + column + `"`)
		args = append(args, value)
	}
	for _, f := range crm.BuiltIn(kind).Fields {
		if f.Name == "id" {
			add(f.Name, crm.IDOf(record))
		} else {
			add(f.Name, f.Encode(record))
		}
		if f.Order != "" {
			add(f.Order, tx.order(record, f))
		}
	}
	if crm.NounOf(kind).Own {
		add("own", ownOf(record))
	}
	return tx.exec("INSERT INTO "+crm.NounOf(kind).Table+" ("+columns.String()[2:]+") VALUES "+marks(1, len(args)), args...)
}

// ownOf returns the stored form of the book's own fields.
func ownOf(record crm.Record) any {
	if own := crm.Own(record); own != nil {
		return toJSON(own)
	}
	return nil
}

func (tx *Tx) update(record crm.Record, edit *crm.Edit, diffs []crm.Difference) error {
	var sets []string
	var args []any
	set := func(name string, value any) {
		args = append(args, value)
		sets = append(sets, fmt.Sprintf(`"%s" = $%d`, name, len(args)))
	}
	own := map[string]any{}
	set("version", crm.HeadOf(record).Version)
	for _, d := range diffs {
		if d.Field.Own {
			own[d.Field.Key] = d.Field.Encode(record)
		} else {
			set(d.Field.Name, d.Field.Encode(record))
		}
	}
	if len(own) > 0 {
		kept, err := tx.ownWith(edit, own)
		if err != nil {
			return err
		}
		set("own", kept)
	}
	for _, f := range crm.BuiltIn(edit.Kind).Fields {
		if slices.ContainsFunc(f.From, edit.Changed) {
			set(f.Name, f.Encode(record))
		}
		if f.Order != "" && (edit.Changed(f.Name) || edit.Changed("reading")) {
			set(f.Order, tx.order(record, f))
		}
	}
	args = append(args, edit.ID)
	err := tx.exec(fmt.Sprintf("UPDATE %s SET %s WHERE id = $%d", crm.NounOf(edit.Kind).Table, strings.Join(sets, ", "), len(args)), args...)
	if err != nil {
		return err
	}
	return tx.follow(edit)
}

// ownWith returns what a record has of the book's own fields with other values; those of
// fields that the book has no more stay.
func (v *View) ownWith(edit *crm.Edit, values map[string]any) (any, error) {
	table := crm.NounOf(edit.Kind).Table
	kept, err := column[string](v, "SELECT own FROM "+table+" WHERE id = $1 AND own IS NOT NULL", edit.ID)
	if err != nil {
		return nil, err
	}
	own := map[string]any{}
	for _, stored := range kept {
		there, ok := ownIn(stored)
		if !ok {
			return nil, &fault{table: table, row: fmt.Sprint(edit.ID), column: "own"}
		}
		for key, value := range there {
			own[key] = value
		}
	}
	for key, value := range values {
		if own[key] = value; value == nil {
			delete(own, key)
		}
	}
	if len(own) == 0 {
		return nil, nil
	}
	return toJSON(own), nil
}

// Delete removes a record, as undo does with a created one. The journal keeps all of
// it.
func (tx *Tx) Delete(kind crm.Kind, id int64) (*crm.Edit, error) {
	before, err := tx.get(kind, id)
	if err != nil {
		return nil, err
	}
	if before == nil {
		return nil, crm.Errorf(crm.CodeNotFound, "there is no %s %d", kind, id)
	}
	if err := tx.keepLeft(before); err != nil {
		return nil, err
	}
	edit := &crm.Edit{Action: crm.Delete, Kind: kind, ID: id, Before: before}
	if c, ok := before.(*crm.Contact); ok {
		if err := tx.forget(c); err != nil {
			return nil, err
		}
		tx.flipped = slices.DeleteFunc(tx.flipped, func(e *crm.Edit) bool { return e.ID == id })
	}
	err = tx.exec("DELETE FROM "+crm.NounOf(kind).Table+" WHERE id = $1", id)
	if err == nil && tx.login != nil { // what is hidden may refer to it
		err = tx.Written()
	}
	if err != nil {
		if tx.login != nil && stateOf(err) == stateReferred {
			return nil, crm.Errorf(crm.CodeConflict, "on %s %d are notes that only others may read", crm.WordFor(before), id).
				Try("Ask a manager to do it, or whose notes they are")
		}
		return nil, err
	}
	return edit, tx.follow(edit)
}

// derive sets the fields of a record that follow from its others, and whether a contact
// is stopped.
func (v *View) derive(record crm.Record) error {
	crm.Derive(record)
	switch r := record.(type) {
	case *crm.Contact:
		fold.FillAddress(r, v.country())
		return v.stop(r)
	case *crm.Suppression:
		if !crm.IsSecret(r.Point) {
			r.Point, _ = v.Point(r.Channel, r.Value)
		}
	}
	return nil
}

// planning are the fields of an activity on which next steps of others depend.
var planning = []string{"kind", "call_type", "purpose", "due", "done_on", "status", "contact", "opportunity", "policy", "owner"}

// follow updates what other rows derive from the edited one.
func (tx *Tx) follow(edit *crm.Edit) error {
	if edit.Kind == crm.KindProducer || edit.Kind == crm.KindTeam {
		tx.staff = nil
	}
	switch {
	case edit.Kind == crm.KindSettings:
		tx.settings = crm.Copy(edit.After.(*crm.Settings))
		tx.schema = tx.schema.In(tx.settings.Currency)
		if edit.Action == crm.Update && edit.Changed("country") { // what a phone number means has changed
			return tx.reindex()
		}
	case edit.After == nil:
		delete(tx.recent, edit.ID)
	default:
		tx.remember(edit.After)
	}
	tx.greet(edit)
	if err := tx.tag(edit); err != nil {
		return err
	}
	if edit.Kind == crm.KindConsent {
		return tx.consentChanged(edit)
	}
	switch edit.Kind {
	case crm.KindContact:
		if edit.Action == crm.Create || edit.Action == crm.Update && slices.ContainsFunc(foundBy, edit.Changed) {
			if err := tx.index(edit); err != nil {
				return err
			}
		}
		if err := cmp.Or(tx.stopHomes(edit), tx.consentMoved(edit)); err != nil {
			return err
		}
		return tx.planChanged(edit)
	case crm.KindOpportunity:
		if edit.After == nil || edit.Action == crm.Update && !edit.Changed("status") && !edit.Changed("contact") && !edit.Changed("owner") {
			return nil
		}
		return tx.planSale(edit.ID)
	case crm.KindActivity:
		if edit.Action == crm.Update && !slices.ContainsFunc(planning, edit.Changed) {
			return nil
		}
		for _, record := range []crm.Record{edit.Before, edit.After} {
			if a, ok := record.(*crm.Activity); ok && a != nil {
				if err := tx.plan(a); err != nil {
					return err
				}
			}
		}
	case crm.KindSuppression:
		for _, record := range []crm.Record{edit.Before, edit.After} {
			if s, ok := record.(*crm.Suppression); ok && s != nil {
				if crm.IsSecret(s.Point) {
					tx.secrets = nil // a restore adds one
				}
				if err := tx.stopReaching(s); err != nil {
					return err
				}
			}
		}
	case crm.KindField, crm.KindRule, crm.KindPack:
		return tx.ownChanged()
	case crm.KindPolicy:
		if edit.Action == crm.Create {
			if err := tx.planPolicy(edit.ID); err != nil { // an undo may bring it back after what was planned
				return err
			}
		}
		if edit.Action == crm.Update && edit.Changed("contact") {
			if err := tx.countPolicies(crm.About(edit.Before, crm.KindContact)); err != nil {
				return err
			}
		} else if edit.Action == crm.Update && !edit.Changed("status") {
			return nil
		}
		return tx.countPolicies(crm.About(edit.Record(), crm.KindContact))
	}
	return nil
}

// countPolicies updates how many policies in force a contact has.
func (tx *Tx) countPolicies(contact int64) error {
	n, err := tx.count(`SELECT count(*) FROM policies WHERE contact = $1 AND `+liveCondition(crm.KindPolicy), contact)
	if err != nil {
		return err
	}
	if known, ok := tx.recent[contact].(*crm.Contact); ok {
		known.Policies = int64(n)
	}
	return tx.exec(`UPDATE contacts SET policies = $2 WHERE id = $1`, contact, orNull(int64(n)))
}

// index stores the terms by which a contact is found.
func (tx *Tx) index(edit *crm.Edit) error {
	c := edit.After.(*crm.Contact)
	if edit.Action == crm.Update {
		if err := tx.forget(edit.Before.(*crm.Contact)); err != nil {
			return err
		}
	}
	tx.nobody = ""
	clear(tx.absent)
	var rows []any
	for _, t := range tx.terms(c) {
		rows = append(rows, t.text, t.what, c.ID)
	}
	return tx.insertRows("lookup (term, what, contact)", " ON CONFLICT DO NOTHING", 3, rows)
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

// foundBy are the fields by which a contact is found.
var foundBy = []string{"name", "given", "family", "nickname", "reading", "phones", "emails", "external_id", "birthday", "do_not_contact", "calls_withdrawn", "also", "addresses"}

func (v *View) terms(c *crm.Contact) []term {
	terms := append(nameTerms(c), parcelTerms(c)...)
	for _, p := range c.Phones {
		number := v.phone(p.Value)
		terms = append(terms, term{number, byPhone})
		if point, ok := v.Point(crm.Phone, p.Value); ok {
			if line, _ := fold.CutExtension(point); line != number {
				terms = append(terms, term{line, byPoint})
			}
		}
	}
	for _, p := range c.Emails {
		terms = append(terms, term{email(p.Value), byEmail})
		if point, ok := v.Point(crm.Email, p.Value); ok {
			terms = append(terms, term{point, byPoint})
		}
	}
	for _, a := range c.Addresses {
		for _, text := range []string{fold.Text(a.City), codeOf(a.PostalCode)} {
			if text != "" {
				terms = append(terms, term{text, byPlace})
			}
		}
	}
	for _, id := range c.Numbered() {
		terms = append(terms, term{id, byExternalID})
	}
	return terms
}
