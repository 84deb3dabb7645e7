package store

import (
	"encoding/json"
	"fmt"
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

// IsEmptied reports whether the journal has nothing of a contact but what an erasure leaves.
func (v *View) IsEmptied(contact int64) (bool, error) {
	some, err := v.any("FROM edits WHERE kind = 'contact' AND record = $1 AND coalesce(rule, '') <> $2", contact, crm.ErasedRule)
	return !some, err
}

// IsErased reports whether a change edited a record that has been erased.
func (v *View) IsErased(change int64) (bool, error) {
	return v.any("FROM edits WHERE change = $1 AND rule = $2", change, crm.ErasedRule)
}
