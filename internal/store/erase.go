package store

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
)

// Of are records by noun: their numbers, in order.
type Of map[crm.Kind][]int64

func (of Of) has(kind crm.Kind, id int64) bool { return slices.Contains(of[kind], id) }

func (of Of) add(kind crm.Kind, ids ...int64) {
	for _, id := range ids {
		if at, known := slices.BinarySearch(of[kind], id); !known {
			of[kind] = slices.Insert(of[kind], at, id)
		}
	}
}

// list is the numbers in brackets, for SQL.
func list(ids []int64) string {
	all := []string{"-1"} // PostgreSQL takes no list of nothing
	for _, id := range ids {
		all = append(all, strconv.FormatInt(id, 10))
	}
	return "(" + strings.Join(all, ", ") + ")"
}

// About returns a contact and all records that are about them: those that refer to them in
// the field of that name and, without a contact of their own, to one of these. Contacts that
// were merged into them, which the journal has, count, as do records that are not in the book
// any more.
func (v *View) About(contact int64) (Of, error) {
	of := Of{crm.KindContact: {contact}}
	goneInto, err := v.goneInto(contact)
	if goneInto != 0 {
		of.add(crm.KindContact, goneInto)
	}
	if err != nil {
		return nil, err
	}
	aliases, err := v.AliasesOf(contact)
	if err != nil {
		return nil, err
	}
	for _, a := range aliases { // what the journal has of those who were merged into them
		of.add(crm.KindContact, a.Number)
	}
	for more := 0; more != of.size(); { // what is about an activity may be found before it
		more = of.size()
		for _, kind := range crm.Kinds() {
			ids, err := v.aboutOf(kind, of)
			if err != nil {
				return nil, err
			}
			of.add(kind, ids...)
		}
		if err := v.goneOf(of); err != nil {
			return nil, err
		}
	}
	c, err := Ref[*crm.Contact](v, contact)
	if c == nil && err == nil {
		c, err = v.goneContact(contact)
	}
	if err != nil {
		return nil, err
	}
	suppressions, err := v.SuppressionsAbout(c)
	for _, s := range suppressions {
		of.add(crm.KindSuppression, s.ID)
	}
	return of, err
}

// goneContact returns who is in the journal alone, with all phones and e-mails that they had.
func (v *View) goneContact(id int64) (*crm.Contact, error) {
	gone := &crm.Contact{Head: crm.Head{ID: id}}
	all, err := v.ContactBefore(id)
	for _, was := range all {
		gone.Phones, gone.Emails = append(gone.Phones, was.Phones...), append(gone.Emails, was.Emails...)
	}
	return gone, err
}

func (of Of) size() (n int) {
	for _, ids := range of {
		n += len(ids)
	}
	return n
}

// aboutFields are the fields by which records of a noun are about others, a contact first.
func aboutFields(kind crm.Kind) (fields []*crm.Field) {
	if kind == crm.KindContact {
		return nil
	}
	for _, other := range crm.Kinds() {
		if f, ok := crm.AboutField(kind, other); ok {
			fields = append(fields, f)
		}
	}
	return fields
}

// aboutOf returns the records of a noun in the book that are about others.
func (v *View) aboutOf(kind crm.Kind, of Of) ([]int64, error) {
	var conditions []string
	others := ""
	for _, f := range aboutFields(kind) {
		if ids := of[f.Ref]; len(ids) > 0 {
			conditions = append(conditions, others+`"`+f.Name+`" IN `+list(ids))
		}
		others += `"` + f.Name + `" IS NULL AND `
	}
	if kind == crm.KindRelation {
		conditions = append(conditions, "other IN "+list(of[crm.KindContact]))
	}
	if len(conditions) == 0 {
		return nil, nil
	}
	return column[int64](v, "SELECT id FROM "+crm.NounOf(kind).Table+" WHERE "+strings.Join(conditions, " OR ")+" ORDER BY id")
}

// goneOf adds the records that are in the journal alone and were about others.
func (v *View) goneOf(of Of) error {
	type edited struct {
		kind crm.Kind
		id   int64
	}
	var gone []edited
	err := v.each("SELECT kind, record, coalesce(before, '') FROM edits WHERE action = $1", []any{string(crm.Delete)}, func(row *rows) error {
		var kind crm.Kind
		var id int64
		var text string
		if err := row.Scan(&kind, &id, &text); err != nil {
			return err
		}
		image := map[string]any{}
		if !crm.IsKind(kind) || json.Unmarshal([]byte(text), &image) != nil {
			return nil
		}
		for _, f := range aboutFields(kind) {
			number, known := image[f.Key].(float64)
			if known && of.has(f.Ref, int64(number)) {
				gone = append(gone, edited{kind, id})
			}
			if known {
				return nil
			}
		}
		return nil
	})
	for _, e := range gone {
		there, failed := v.any("FROM "+crm.NounOf(e.kind).Table+" WHERE id = $1", e.id)
		if err = cmp.Or(err, failed); err == nil && !there { // it may be of somebody else by now
			of.add(e.kind, e.id)
		}
	}
	return err
}

// MadeBy returns a sum of the operation that recorded a contact; empty if the journal does
// not tell.
func (v *View) MadeBy(contact int64) (string, error) {
	made, err := v.ChangeMaking(crm.KindContact, contact)
	if made == nil || err != nil {
		return "", err
	}
	return v.secretOp(made.Op)
}

// Erase empties all that is recorded of a contact but what reports count: rows, images in
// the journal, search terms, tags, bytes of files. Phones and e-mails that nobody may use
// stay as sums. Nothing of it can be taken back.
//
// What it leaves of the file is unclean until Clean.
func (tx *Tx) Erase(e crm.Erasure, of Of) error {
	if err := tx.KeepErasure(e); err != nil {
		return err
	}
	if err := tx.keepMerged(e); err != nil {
		return err
	}
	beside, err := tx.beside(e.Contact)
	if err != nil {
		return err
	}
	if err := tx.forgetWords(e.Contact); err != nil {
		return err
	}
	sums, err := tx.contentsOf(of)
	if err != nil {
		return err
	}
	if err := tx.hidePoints(of[crm.KindSuppression]); err != nil {
		return err
	}
	for kind, ids := range of {
		for _, statement := range []string{
			tx.emptying(kind) + list(ids),
			fmt.Sprintf("DELETE FROM tagged WHERE kind = '%s' AND record IN %s", kind, list(ids)),
		} {
			if err := tx.plainly(statement); err != nil {
				return err
			}
		}
	}
	for _, statement := range []string{
		"UPDATE activities SET status = 'cancelled', done_on = $1 WHERE status = 'open' AND id IN " + list(of[crm.KindActivity]),
		"UPDATE opportunities SET status = '" + crm.Dropped + "', closed = $1 WHERE status = 'open' AND id IN " + list(of[crm.KindOpportunity]),
		"UPDATE quotes SET status = 'declined' WHERE $1 = $1 AND " + liveCondition(crm.KindQuote) + " AND id IN " + list(of[crm.KindQuote]),
		"UPDATE contacts SET household = NULL WHERE $1 = $1 AND household IN " + list(of[crm.KindContact]),
		"UPDATE contacts SET org = NULL WHERE $1 = $1 AND org IN " + list(of[crm.KindContact]),
	} {
		if err := tx.exec(statement, e.Day.String()); err != nil {
			return err
		}
	}
	if err := tx.eraseMerged(of); err != nil {
		return err
	}
	if err := tx.eraseJournal(of); err != nil {
		return err
	}
	if err := tx.eraseValues(of); err != nil {
		return err
	}
	if err := tx.eraseContents(sums); err != nil {
		return err
	}
	for _, table := range []string{"lookup", "imported"} {
		if err := tx.plainly("DELETE FROM " + table + " WHERE contact IN " + list(of[crm.KindContact])); err != nil {
			return err
		}
	}
	for _, ids := range of {
		for _, table := range []string{"rule_problems", "rule_fills"} {
			if err := tx.plainly("DELETE FROM " + table + " WHERE record IN " + list(ids)); err != nil {
				return err
			}
		}
	}
	err = tx.exec("UPDATE contacts SET erased = coalesce(erased, $2), erased_reason = coalesce(erased_reason, $3) WHERE id = $1", e.Contact, e.Day.String(), orNull(e.Reason))
	if err != nil {
		return err
	}
	clear(tx.recent)
	clear(tx.absent)
	tx.latest, tx.nobody, tx.secrets, tx.counter.unclean = nil, "", nil, 1
	return tx.settleErased(e.Contact, beside)
}

// keepMerged records that those are erased who were merged into a contact: a backup may have
// them apart.
func (tx *Tx) keepMerged(e crm.Erasure) error {
	aliases, err := tx.AliasesOf(e.Contact)
	for _, a := range aliases {
		if err == nil {
			e.Contact = a.Number
			e.Made, err = tx.MadeBy(a.Number)
		}
		if err == nil {
			err = tx.KeepErasure(e)
		}
	}
	return err
}

// forgetWords drops what is kept of the words of a contact from when they were not in the book:
// nobody may contact what is left of them.
func (tx *Tx) forgetWords(contact int64) error {
	c, err := Ref[*crm.Contact](tx.View, contact)
	if c == nil || err != nil {
		return err
	}
	return tx.Unremember(c, append(crm.Channels(), StopWord)...)
}

// beside returns who may be contacted, or not, because of a contact: their household, their
// organization, and whoever has one of their phones or e-mails.
func (tx *Tx) beside(contact int64) (all []int64, err error) {
	c, err := Ref[*crm.Contact](tx.View, contact)
	if c == nil || err != nil {
		return nil, err
	}
	all = []int64{c.Household, c.Org}
	for _, point := range tx.PointsOf(c) {
		reached, err := tx.Reaching(point)
		if err != nil {
			return nil, err
		}
		for _, other := range reached {
			all = append(all, other.ID)
		}
	}
	return all, nil
}

// settleErased renews what follows from the rows of somebody who was erased.
func (tx *Tx) settleErased(contact int64, beside []int64) error {
	c, err := Ref[*crm.Contact](tx.View, contact)
	if c == nil || err != nil {
		return err
	}
	if err := tx.sort(c); err != nil {
		return err
	}
	for _, id := range append([]int64{contact}, beside...) {
		other, err := Ref[*crm.Contact](tx.View, id)
		if other == nil || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		if err := tx.keepStop(crm.Copy(other)); err != nil {
			return err
		}
	}
	clear(tx.recent)
	if err := tx.planAll(); err != nil {
		return err
	}
	return tx.exec(`UPDATE contacts SET policies = nullif((SELECT count(*) FROM policies p WHERE p.contact = contacts.id AND p.`+liveCondition(crm.KindPolicy)+`), 0) WHERE id = $1`, contact)
}

// emptying begins the statement that empties rows of a noun: all columns but those that the
// tags of its fields keep, those that no field has included.
func (v *View) emptying(kind crm.Kind) string {
	made, err := madeTables()
	if err != nil {
		panic(err) // they are compiled into the program
	}
	var sets []string
	for _, column := range made.columns(crm.NounOf(kind).Table) {
		f, isField := crm.BuiltIn(kind).Field(column.name)
		switch {
		case isField && (f.Kept || f.Name == "id" || f.Name == "version"):
		case kind == crm.KindSuppression && column.name == "point": // which is a sum by now
		case column.needed:
			sets = append(sets, fmt.Sprintf(`"%s" = '%s'`, column.name, crm.Nothing))
		default:
			sets = append(sets, fmt.Sprintf(`"%s" = NULL`, column.name))
		}
	}
	if sets == nil {
		sets = []string{"id = id"}
	}
	return "UPDATE " + crm.NounOf(kind).Table + " SET " + strings.Join(sets, ", ") + " WHERE id IN "
}

// hidePoints makes sums of the points of suppressions.
func (tx *Tx) hidePoints(ids []int64) error {
	for _, id := range ids {
		s, err := Ref[*crm.Suppression](tx.View, id)
		if s == nil || err != nil || crm.IsSecret(s.Point) {
			if err != nil {
				return err
			}
			continue
		}
		sum, err := tx.secret(s.Point)
		if err != nil {
			return err
		}
		if err := tx.exec("UPDATE suppressions SET point = $2 WHERE id = $1", id, sum); err != nil {
			return err
		}
	}
	return nil
}

// Reached raises the version of a record that was erased, and returns the edit that says
// so.
func (tx *Tx) Reached(kind crm.Kind, id int64) (*crm.Edit, error) {
	if err := tx.exec("UPDATE "+crm.NounOf(kind).Table+" SET version = version + 1 WHERE id = $1", id); err != nil {
		return nil, err
	}
	delete(tx.recent, id)
	record, err := tx.get(kind, id)
	if record == nil || err != nil {
		return nil, err
	}
	return &crm.Edit{Action: crm.Update, Kind: kind, ID: id, Before: record, After: record}, nil
}
