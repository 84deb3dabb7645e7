package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
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
	var all []string
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
	if c == nil || err != nil {
		return of, err
	}
	suppressions, err := v.SuppressionsAbout(c)
	for _, s := range suppressions {
		of.add(crm.KindSuppression, s.ID)
	}
	return of, err
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
	return v.each("SELECT kind, record, coalesce(before, '') FROM edits WHERE action = $1", []any{string(crm.Delete)}, func(row *rows) error {
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
				of.add(kind, id)
			}
			if known {
				return nil
			}
		}
		return nil
	})
}

// Erasures returns who was erased.
func (v *View) Erasures() (all []crm.Erasure, err error) {
	err = v.each("SELECT contact, made, day, coalesce(reason, '') FROM erasures ORDER BY contact, made", nil, func(row *rows) error {
		var e crm.Erasure
		var day string
		if err := row.Scan(&e.Contact, &e.Made, &day, &e.Reason); err != nil {
			return err
		}
		var err error
		if e.Day, err = crm.ParseISODate(day); err != nil || e.Day.IsZero() {
			return &fault{table: "erasures", column: "day"}
		}
		all = append(all, e)
		return nil
	})
	return all, err
}

// KeepErasure records that somebody was erased, who may not be in this book.
func (tx *Tx) KeepErasure(e crm.Erasure) error {
	return tx.exec("INSERT INTO erasures (contact, made, day, reason) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", e.Contact, e.Made, e.Day.String(), orNull(e.Reason))
}

// MadeBy returns a sum of the operation that recorded a contact; empty if the journal does
// not tell.
func (v *View) MadeBy(contact int64) (string, error) {
	ops, err := column[string](v, `SELECT op FROM changes WHERE id = (SELECT min(change) FROM edits WHERE record = $1 AND kind = 'contact' AND action = 'create')`, contact)
	if len(ops) == 0 || err != nil {
		return "", err
	}
	return v.secretOp(ops[0])
}

// secretOp returns what stands for an operation id that was erased, or would.
func (v *View) secretOp(op string) (string, error) {
	if strings.HasPrefix(op, erasedOp) {
		return op, nil
	}
	sum, err := v.secret(op)
	return erasedOp + sum, err
}

// erasedOp begins what stands for an operation id that somebody gave, and which may name
// the person.
const erasedOp = "erased "

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
		"UPDATE opportunities SET status = 'lost', closed = $1, lost_reason = 'other' WHERE status = 'open' AND id IN " + list(of[crm.KindOpportunity]),
		"UPDATE quotes SET status = 'declined' WHERE $1 = $1 AND " + liveCondition(crm.KindQuote) + " AND id IN " + list(of[crm.KindQuote]),
		"UPDATE contacts SET household = NULL WHERE $1 = $1 AND household IN " + list(of[crm.KindContact]),
		"UPDATE contacts SET org = NULL WHERE $1 = $1 AND org IN " + list(of[crm.KindContact]),
	} {
		if err := tx.exec(statement, e.Day.String()); err != nil {
			return err
		}
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
	err = tx.exec("UPDATE contacts SET erased = coalesce(erased, $2), erased_reason = coalesce(erased_reason, $3) WHERE id = $1", e.Contact, e.Day.String(), orNull(e.Reason))
	if err != nil {
		return err
	}
	clear(tx.recent)
	tx.latest, tx.nobody, tx.secrets, tx.counter.unclean, tx.anyErased = nil, "", nil, 1, true
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

// eraseJournal empties what the journal tells of records, and of the changes that made
// them.
func (tx *Tx) eraseJournal(of Of) error {
	type place struct{ change, seq int64 }
	type images struct{ before, after any }
	empty := map[place]images{}
	changes := Of{}
	for kind, ids := range of {
		err := tx.each("SELECT change, seq, action, coalesce(before, ''), coalesce(after, '') FROM edits WHERE kind = $1 AND record IN "+list(ids), []any{string(kind)}, func(row *rows) error {
			var at place
			var action crm.Action
			var before, after string
			if err := row.Scan(&at.change, &at.seq, &action, &before, &after); err != nil {
				return err
			}
			changes.add("", at.change)
			empty[at] = images{emptied(kind, before, action == crm.Delete), emptied(kind, after, false)}
			return nil
		})
		if err != nil {
			return err
		}
	}
	for at, i := range empty {
		if err := tx.exec("UPDATE edits SET rule = $3, before = $4, after = $5 WHERE change = $1 AND seq = $2", at.change, at.seq, crm.ErasedRule, i.before, i.after); err != nil {
			return err
		}
	}
	return tx.eraseChanges(changes[""])
}

// eraseChanges empties what changes say beside their edits. An operation id that somebody
// gave becomes a sum, by which it is still known.
func (tx *Tx) eraseChanges(ids []int64) error {
	said := "id IN " + list(ids) + " AND command NOT IN ('" + crm.EraseCommand + "', '" + crm.RestoreCommand + "')"
	ops := map[int64]string{}
	err := tx.each("SELECT id, op FROM changes WHERE asked IS NOT NULL AND "+said, nil, func(row *rows) error {
		var id int64
		var op string
		err := row.Scan(&id, &op)
		ops[id] = op
		return err
	})
	if err != nil {
		return err
	}
	for id, op := range ops {
		sum, err := tx.secretOp(op)
		if err != nil {
			return err
		}
		if err := tx.exec("UPDATE changes SET op = $2 WHERE id = $1", id, sum); err != nil {
			return err
		}
	}
	return tx.plainly("UPDATE changes SET asked = NULL, reason = NULL WHERE " + said)
}

// emptied returns an image with what is kept of it. That of a deleted record has to have
// what no record is without.
func emptied(kind crm.Kind, text string, whole bool) any {
	if text == "" {
		return nil
	}
	image, kept := map[string]any{}, map[string]any{}
	_ = json.Unmarshal([]byte(text), &image) // what can't be read is not kept
	for key, stored := range image {
		f, ok := crm.BuiltIn(kind).Kept(key)
		if n, isNumber := stored.(float64); isNumber {
			stored = int64(n)
		}
		switch {
		case ok && f.Kept || key == "version":
			kept[key] = stored
		case ok && f.Needed && whole:
			kept[key] = crm.Nothing
		}
	}
	return toJSON(kept)
}

// eraseValues empties the values of erased contacts in the explanations of what rules
// planned for others because of them.
func (tx *Tx) eraseValues(of Of) error {
	for _, id := range of[crm.KindContact] { // of other records it is codes
		trigger := fmt.Sprintf(`"id":%d,`, id)
		err := tx.exec(`UPDATE activities SET explanation = json_remove(explanation, '$.trigger.value')
			WHERE explanation LIKE $2 AND json_extract(explanation, '$.trigger.id') = $1`, id, "%"+trigger+"%")
		if err != nil {
			return err
		}
		for _, image := range []string{"before", "after"} {
			err := tx.exec(fmt.Sprintf(`UPDATE edits SET %[1]s = json_set(%[1]s, '$.explanation', json_remove(json_extract(%[1]s, '$.explanation'), '$.trigger.value') || '')
				WHERE kind = 'activity' AND %[1]s LIKE $2 AND json_extract(json_extract(%[1]s, '$.explanation'), '$.trigger.id') = $1`, image),
				id, "%"+strings.ReplaceAll(trigger, `"`, `\"`)+"%")
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// contentsOf returns the sums of the files among records, those that were removed or had
// another content included.
func (v *View) contentsOf(of Of) ([]string, error) {
	ids := list(of[crm.KindFile])
	return column[string](v, `SELECT sha256 FROM files WHERE sha256 IS NOT NULL AND id IN `+ids+`
		UNION SELECT json_extract(before, '$.sha256') FROM edits WHERE kind = 'file' AND before IS NOT NULL AND json_extract(before, '$.sha256') IS NOT NULL AND record IN `+ids+`
		UNION SELECT json_extract(after, '$.sha256') FROM edits WHERE kind = 'file' AND after IS NOT NULL AND json_extract(after, '$.sha256') IS NOT NULL AND record IN `+ids)
}

// eraseContents removes bytes that no other file has, nor one that undo could bring back.
func (tx *Tx) eraseContents(sums []string) error {
	for _, sum := range sums {
		err := tx.exec(`DELETE FROM contents WHERE sha256 = $1 AND NOT EXISTS (SELECT 1 FROM files WHERE sha256 = $1)
			AND NOT EXISTS (SELECT 1 FROM edits WHERE kind = 'file' AND (before LIKE $2 OR after LIKE $2))`, sum, "%"+sum+"%")
		if err != nil {
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

// IsErased reports whether a change edited a record that has been erased.
func (v *View) IsErased(change int64) (bool, error) {
	n, err := v.count("SELECT count(*) FROM (SELECT 1 FROM edits WHERE change = $1 AND rule = $2 LIMIT 1) AS some", change, crm.ErasedRule)
	return n > 0, err
}

// mentionedDigits are the last figures of a phone by which it is found in a text.
const mentionedDigits = 8

// Mentioning returns the records beside others that have one of the texts, or had it as far
// as the journal tells.
func (v *View) Mentioning(texts []string, but Of) (all []int64, err error) {
	if len(texts) == 0 {
		return nil, nil
	}
	has := func(field string) (condition string, args []any) {
		for _, text := range texts {
			args = append(args, "%"+escapeLike(text)+"%")
			condition += fmt.Sprintf(` OR "%s" LIKE $%d ESCAPE '\'`, field, len(args))
			if digits, ok := fold.Phone(text); ok && len(digits) >= mentionedDigits { // however it is written
				args = append(args, "%"+digits[len(digits)-mentionedDigits:]+"%")
				condition += fmt.Sprintf(` OR replace(replace(replace(replace(replace(replace("%s", ' ', ''), '-', ''), '.', ''), '/', ''), '(', ''), ')', '') LIKE $%d`, field, len(args))
			}
		}
		return condition[4:], args
	}
	ask := func(kind crm.Kind, question, field string) error {
		condition, args := has(field)
		found, err := column[int64](v, question+" AND ("+condition+") ORDER BY 1", args...)
		for _, n := range found {
			if !but.has(kind, n) {
				if at, known := slices.BinarySearch(all, n); !known {
					all = slices.Insert(all, at, n)
				}
			}
		}
		return err
	}
	for _, kind := range crm.Kinds() {
		for _, f := range v.schema.Fields(kind).Fields {
			if f.Own || !f.Type.IsText() && f.Type != crm.PointsType {
				continue
			}
			if err := ask(kind, "SELECT id FROM "+crm.NounOf(kind).Table+" WHERE true", f.Name); err != nil {
				return nil, err
			}
		}
		for _, image := range []string{"before", "after"} {
			if err := ask(kind, fmt.Sprintf("SELECT DISTINCT record FROM edits WHERE kind = '%s'", kind), image); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// reports whether they were there.
func (tx *Tx) EraseAgain(e crm.Erasure) (bool, error) {
	c, err := Ref[*crm.Contact](tx.View, e.Contact)
	if c == nil || err != nil || !c.Erased.IsZero() {
		if err == nil {
			err = tx.KeepErasure(e)
		}
		return false, err
	}
	if made, err := tx.MadeBy(c.ID); made != e.Made || err != nil {
		return false, err // somebody else has the number there
	}
	if err := tx.suppressWithdrawn(c); err != nil {
		return false, err
	}
	of, err := tx.About(c.ID)
	if err != nil {
		return false, err
	}
	return true, tx.Erase(e, of)
}

// HideAlike makes sums of those points on the do-not-contact list that have a sum.
func (tx *Tx) HideAlike(sum string) error {
	key, err := tx.secretKey()
	if err != nil {
		return err
	}
	plain, err := find[*crm.Suppression](tx.View, "WHERE point NOT LIKE '#%' ORDER BY id")
	if err != nil {
		return err
	}
	var ids []int64
	for _, s := range plain {
		if !strings.HasPrefix(sum, bucket(key, s.Point)) {
			continue
		}
		is, err := slowly(key, s.Point)
		if err != nil {
			return err
		}
		if is == sum {
			ids = append(ids, s.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	if err := tx.hidePoints(ids); err != nil {
		return err
	}
	tx.secrets, tx.counter.unclean = nil, 1
	if err := tx.plainly(tx.emptying(crm.KindSuppression) + list(ids)); err != nil {
		return err
	}
	return tx.eraseJournal(Of{crm.KindSuppression: ids})
}

// SomeErased reports whether anybody was erased, and asks once in a transaction.
func (v *View) SomeErased() (bool, error) {
	if v.anyErased || v.askedErased {
		return v.anyErased, nil
	}
	n, err := v.count("SELECT count(*) FROM (SELECT 1 FROM erasures LIMIT 1) AS some")
	v.anyErased, v.askedErased = n > 0, true
	return v.anyErased, err
}

// no e-mails: nothing else tells, once they are erased.
func (tx *Tx) suppressWithdrawn(c *crm.Contact) error {
	points, err := tx.WithdrawnPoints(c)
	if err != nil {
		return err
	}
	for _, s := range points {
		if err := tx.derive(s); err != nil {
			return err
		}
		there, err := tx.SuppressedPoints(s.Point)
		if s.Point == "" || len(there) > 0 || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		if s.ID, err = tx.nextSuppression(); err != nil {
			return err
		}
		if _, err := tx.insert(s, 1); err != nil {
			return err
		}
	}
	return nil
}

// WithdrawnPoints returns suppressions of the phones of a contact who said that they want no
// calls, and of the e-mails of one who wants none. What somebody else has, too, is left out:
// they speak for themselves.
func (v *View) WithdrawnPoints(c *crm.Contact) (all []*crm.Suppression, err error) {
	said, err := v.ConsentsOf(c.ID)
	if err != nil {
		return nil, err
	}
	for _, list := range []struct {
		channel, by string
		points      crm.Points
	}{{crm.Phone, crm.ByCall, c.Phones}, {crm.Email, crm.ByEmail, c.Emails}} {
		since := crm.WithdrawnSince(said, list.by)
		for _, p := range list.points {
			point, ok := v.Point(list.channel, p.Value)
			if since.IsZero() || p.Bad || !ok {
				continue
			}
			others, err := v.Reaching(point)
			if err != nil {
				return nil, err
			}
			if !slices.ContainsFunc(others, func(o *crm.Contact) bool { return o.ID != c.ID }) {
				all = append(all, &crm.Suppression{Channel: list.channel, Value: p.Value, Since: since, Reason: crm.StopAsked, Contact: c.ID})
			}
		}
	}
	return all, nil
}
