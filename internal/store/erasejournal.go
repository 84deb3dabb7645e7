package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
)

// SameOp reports whether two ids are of one operation. One of them may be a sum.
func (v *View) SameOp(a, b string) (bool, error) {
	if a == b || strings.HasPrefix(a, erasedOp) == strings.HasPrefix(b, erasedOp) {
		return a == b, nil
	}
	x, err := v.secretOp(a)
	if err != nil {
		return false, err
	}
	y, err := v.secretOp(b)
	return x == y, err
}

// secretOp returns what stands for an operation id that was erased, or would.
func (v *View) secretOp(op string) (string, error) {
	if strings.HasPrefix(op, erasedOp) {
		return op, nil
	}
	if sum, known := v.ops[op]; known {
		return sum, nil
	}
	sum, err := v.secret(op)
	if v.ops == nil {
		v.ops = map[string]string{}
	}
	v.ops[op] = erasedOp + sum
	return v.ops[op], err
}

// erasedOp begins what stands for an operation id that somebody gave, and which may name
// the person.
const erasedOp = "erased "

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
		planned := map[int64]string{}
		err := tx.each("SELECT id, explanation FROM activities WHERE explanation LIKE $1", []any{"%" + trigger + "%"}, func(row *rows) error {
			var n int64
			var text string
			err := row.Scan(&n, &text)
			if text, had := withoutValue(text, id); had {
				planned[n] = text
			}
			return err
		})
		for n, text := range planned {
			if err == nil {
				err = tx.exec("UPDATE activities SET explanation = $2 WHERE id = $1", n, text)
			}
		}
		for _, image := range []string{"before", "after"} {
			if err == nil {
				err = tx.eraseValuesIn(image, strings.ReplaceAll(trigger, `"`, `\"`), id)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// eraseValuesIn does so in an image of the edits whose trigger is written that way.
func (tx *Tx) eraseValuesIn(image, trigger string, contact int64) error {
	type place struct{ change, seq int64 }
	told := map[place]string{}
	err := tx.each("SELECT change, seq, "+image+" FROM edits WHERE kind = 'activity' AND "+image+" LIKE $1", []any{"%" + trigger + "%"}, func(row *rows) error {
		var at place
		var text, explanation string
		if err := row.Scan(&at.change, &at.seq, &text); err != nil {
			return err
		}
		kept := map[string]any{}
		fields, _ := ownIn(text)
		for key, stored := range fields {
			kept[key] = stored
		}
		_ = json.Unmarshal(fields["explanation"], &explanation) // which is empty if the edit has none
		if text, had := withoutValue(explanation, contact); had {
			kept["explanation"] = text
			told[at] = toJSON(kept)
		}
		return nil
	})
	for at, text := range told {
		if err == nil {
			err = tx.exec("UPDATE edits SET "+image+" = $3 WHERE change = $1 AND seq = $2", at.change, at.seq, text)
		}
	}
	return err
}

// withoutValue is an explanation without the value of a contact that was its trigger, if it
// has one.
func withoutValue(text string, contact int64) (without string, had bool) {
	var e crm.Explanation
	if json.Unmarshal([]byte(text), &e) != nil || e.Trigger.ID != contact || e.Trigger.Value == "" {
		return "", false
	}
	e.Trigger.Value = ""
	f := fieldsNamed(crm.KindActivity, "explanation")[0]
	without, had = f.EncodeValue(&e).(string)
	return without, had
}

// contentsOf returns the sums of the files among records, those that were removed or had
// another content included.
func (v *View) contentsOf(of Of) ([]string, error) {
	ids := list(of[crm.KindFile])
	sums, err := column[string](v, "SELECT sha256 FROM files WHERE sha256 IS NOT NULL AND id IN "+ids)
	if err != nil {
		return nil, err
	}
	told, err := v.entries("WHERE kind = 'file' AND record IN " + ids + " ORDER BY change, seq")
	for _, e := range told {
		for _, image := range []map[string]any{e.Before, e.After} {
			if sum, ok := image["sha256"].(string); ok {
				sums = append(sums, sum)
			}
		}
	}
	slices.Sort(sums)
	return slices.Compact(sums), err
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

// IsEmptied reports whether the journal has nothing of a contact but what an erasure leaves.
func (v *View) IsEmptied(contact int64) (bool, error) {
	some, err := v.any("FROM edits WHERE kind = 'contact' AND record = $1 AND coalesce(rule, '') <> $2", contact, crm.ErasedRule)
	return !some, err
}

// IsErased reports whether a change edited a record that has been erased.
func (v *View) IsErased(change int64) (bool, error) {
	return v.any("FROM edits WHERE change = $1 AND rule = $2", change, crm.ErasedRule)
}
