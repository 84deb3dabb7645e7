package store

import (
	"crm/internal/crm"
)

// fieldsMark is the column fields of the settings: the numbers and versions of the fields
// that the book has added, or null. One that comes, goes or changes changes it. rulesMark is
// the same for the column rules, of the rules and of the packs.
const (
	fieldsMark = `(SELECT group_concat(id || '.' || version, ' ') FROM (SELECT id, version FROM fields ORDER BY id))`
	rulesMark  = `(SELECT group_concat(id || '.' || version, ' ') FROM (SELECT id, version FROM rules UNION ALL SELECT id, version FROM packs ORDER BY id))`
)

// settingsMark asks for what changes with the settings, those fields and those rules.
const settingsMark = `SELECT version || coalesce(' ' || fields, '') || coalesce('/' || rules, '') FROM settings`

// Schema returns the fields of the book's records.
func (v *View) Schema() *crm.Schema { return v.schema }

// OwnFields returns the fields that the book has added, the oldest first.
func (v *View) OwnFields() ([]*crm.OwnField, error) { return find[*crm.OwnField](v, "ORDER BY id") }

// readSchema reads the fields that the book has added, if its settings say that there are
// any.
func (v *View) readSchema(settings *crm.Settings) (*crm.Schema, error) {
	if settings.Fields == "" {
		return nil, nil
	}
	fields, err := v.OwnFields()
	if err != nil {
		return nil, err
	}
	schema, err := crm.SchemaOf(fields)
	if err != nil {
		return nil, &fault{table: crm.NounOf(crm.KindField).Table}
	}
	return schema, nil
}

// ownChanged has the settings know of a field or a rule of the book's own, or of a pack, that
// has come, gone or changed, and goes on with the new schema.
func (tx *Tx) ownChanged() error {
	if err := tx.exec("UPDATE settings SET fields = " + fieldsMark + ", rules = " + rulesMark); err != nil {
		return err
	}
	settings, err := Get[*crm.Settings](tx.View, 0)
	if err != nil {
		return err
	}
	schema, err := tx.readSchema(settings)
	if err != nil {
		return err
	}
	tx.settings, tx.schema, tx.latest = settings, schema, nil
	clear(tx.selects)
	clear(tx.recent)
	return nil
}

// HaveValues counts the records that have a value of a field that the book has added.
func (v *View) HaveValues(o *crm.OwnField) (int, error) {
	return v.count("SELECT count(*) FROM " + crm.NounOf(crm.Kind(o.On)).Table + " WHERE own IS NOT NULL AND json_extract(own, '$." + o.Key() + "') IS NOT NULL")
}

// HaveChoice counts the records that have a value of a choice.
func (v *View) HaveChoice(o *crm.OwnField, choice string) (int, error) {
	return v.count("SELECT count(*) FROM "+crm.NounOf(crm.Kind(o.On)).Table+" WHERE own IS NOT NULL AND json_extract(own, '$."+o.Key()+"') = $1", choice)
}

// keepLeft gives a record what its row has of fields that the book does not have any more,
// which comes back with the record.
func (v *View) keepLeft(record crm.Record) error {
	kind := record.Noun()
	if !crm.NounOf(kind).Own {
		return nil
	}
	kept, err := column[string](v, "SELECT own FROM "+crm.NounOf(kind).Table+" WHERE id = $1 AND own IS NOT NULL", crm.IDOf(record))
	if len(kept) == 0 || err != nil {
		return err
	}
	return v.keepOthers(record, kept[0])
}

// own checks what is kept of the fields that the book has added. A key that is not known
// has to be that of a field which was removed, or had another type.
func (c *check) own(kind crm.Kind) error {
	table := crm.NounOf(kind).Table
	err := c.none(invariant{code: "value", table: table, field: "own",
		query: "SELECT id, 0 FROM " + table + " WHERE own IS NOT NULL AND (NOT json_valid(own) OR json_type(own) <> 'object')"})
	if err != nil {
		return err
	}
	return c.each("SELECT min(id), key FROM (SELECT r.id, j.key FROM "+table+" r, json_each(CASE WHEN json_valid(r.own) THEN r.own ELSE '{}' END) j WHERE r.own IS NOT NULL) AS kept GROUP BY key", nil, func(row *rows) error {
		var id int64
		var key string
		if err := row.Scan(&id, &key); err != nil {
			return err
		}
		if _, known := c.schema.Fields(kind).Kept(key); known {
			return nil
		}
		field, ok := crm.KeyOf(key)
		if ok {
			was, err := c.any("FROM edits WHERE record = $1 AND kind = 'field'", field)
			if was || err != nil {
				return err
			}
		}
		c.add(crm.Problem{Code: "own", Table: table, ID: id, Field: key})
		return nil
	})
}

// LeftOn returns what records of a noun have of fields that the book does not have any more.
func (v *View) LeftOn(kind crm.Kind, ids []int64) (left []crm.LeftValue, err error) {
	if !crm.NounOf(kind).Own || len(ids) == 0 {
		return nil, nil
	}
	err = v.each("SELECT r.id, j.key, CAST(j.value AS TEXT) FROM "+crm.NounOf(kind).Table+" r, json_each(r.own) j WHERE r.own IS NOT NULL AND r.id IN "+list(ids)+" ORDER BY r.id, j.key", nil, func(row *rows) error {
		l := crm.LeftValue{Kind: kind}
		if err := row.Scan(&l.Record, &l.Field, &l.Value); err != nil {
			return err
		}
		if _, known := v.schema.Fields(kind).Kept(l.Field); known {
			return nil
		}
		if id, ok := crm.KeyOf(l.Field); ok {
			names, err := column[string](v, "SELECT json_extract(before, '$.name') FROM edits WHERE record = $1 AND kind = 'field' AND action = 'delete' ORDER BY change DESC LIMIT 1", id)
			if err != nil {
				return err
			}
			if len(names) > 0 {
				l.Field = names[0]
			}
		}
		left = append(left, l)
		return nil
	})
	return left, err
}
