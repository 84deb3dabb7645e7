package store

import (
	"encoding/json"
	"maps"
	"slices"

	"crm/internal/crm"
)

// fieldsMark is the column fields of the settings: the numbers and versions of the fields
// that the book has added, or null. One that comes, goes or changes changes it. rulesMark is
// the same for the column rules, of the rules and of the packs.
const (
	fieldsMark = `(SELECT string_agg(id || '.' || version, ' ') FROM (SELECT id, version FROM fields ORDER BY id) AS own)`
	rulesMark  = `(SELECT string_agg(id || '.' || version, ' ') FROM (SELECT id, version FROM rules UNION ALL SELECT id, version FROM packs ORDER BY id) AS own)`
)

// settingsMark asks for what changes with the settings, those fields and those rules.
const settingsMark = `SELECT version || coalesce(' ' || fields, '') || coalesce('/' || rules, '') FROM settings`

// Schema returns the fields of the book's records.
func (v *View) Schema() *crm.Schema { return v.schema }

// OwnFields returns the fields that the book has added, the oldest first.
func (v *View) OwnFields() ([]*crm.OwnField, error) { return find[*crm.OwnField](v, "ORDER BY id") }

// readSchema returns the schema of a book with those settings. It reads the fields that the book
// has added, if they say that there are any.
func (v *View) readSchema(settings *crm.Settings) (*crm.Schema, error) {
	var none *crm.Schema
	if settings.Fields == "" {
		return none.In(settings.Currency), nil
	}
	fields, err := v.OwnFields()
	if err != nil {
		return nil, err
	}
	schema, err := crm.SchemaOf(fields)
	if err != nil {
		return nil, &fault{table: crm.NounOf(crm.KindField).Table}
	}
	return schema.In(settings.Currency), nil
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
	return v.count("SELECT count(*) FROM " + crm.NounOf(crm.Kind(o.On)).Table + " WHERE own IS NOT NULL AND " + v.placeOf(o) + " IS NOT NULL")
}

// HaveChoice counts the records that have a value of a choice.
func (v *View) HaveChoice(o *crm.OwnField, choice string) (int, error) {
	return v.count("SELECT count(*) FROM "+crm.NounOf(crm.Kind(o.On)).Table+" WHERE own IS NOT NULL AND "+v.placeOf(o)+" = $1", choice)
}

// placeOf is where a row has the value of a field that the book has added.
func (v *View) placeOf(o *crm.OwnField) string {
	return v.dialect.expressions.Place("", &crm.Field{Own: true, Key: o.Key()})
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
	first := map[string]int64{} // the record that has a key which is not known
	err := c.each("SELECT id, own FROM "+table+" WHERE own IS NOT NULL ORDER BY id", nil, func(row *rows) error {
		var id int64
		var stored string
		if err := row.Scan(&id, &stored); err != nil {
			return err
		}
		own, ok := ownIn(stored)
		if !ok {
			c.add(crm.Problem{Code: "value", Table: table, ID: id, Field: "own"})
		}
		for key := range own {
			if _, told := first[key]; told {
				continue
			}
			if _, known := c.schema.Fields(kind).Kept(key); !known {
				first[key] = id
			}
		}
		return nil
	})
	for _, key := range slices.Sorted(maps.Keys(first)) {
		was := false
		if field, ok := crm.KeyOf(key); ok && err == nil {
			was, err = c.any("FROM edits WHERE record = $1 AND kind = 'field'", field)
		}
		if err != nil {
			return err
		}
		if !was {
			c.add(crm.Problem{Code: "own", Table: table, ID: first[key], Field: key})
		}
	}
	return err
}

// ownIn reads stored values by the keys of their fields, as they are written.
func ownIn(stored string) (own map[string]json.RawMessage, ok bool) {
	err := json.Unmarshal([]byte(stored), &own)
	return own, err == nil && own != nil
}

// LeftOn returns what records of a noun have of fields that the book does not have any more.
func (v *View) LeftOn(kind crm.Kind, ids []int64) (left []crm.LeftValue, err error) {
	if !crm.NounOf(kind).Own || len(ids) == 0 {
		return nil, nil
	}
	err = v.each("SELECT id, own FROM "+crm.NounOf(kind).Table+" WHERE own IS NOT NULL AND id IN "+list(ids)+" ORDER BY id", nil, func(row *rows) error {
		var id int64
		var stored string
		if err := row.Scan(&id, &stored); err != nil {
			return err
		}
		own, ok := ownIn(stored)
		if !ok {
			return &fault{table: crm.NounOf(kind).Table, column: "own"}
		}
		for _, key := range slices.Sorted(maps.Keys(own)) {
			if _, known := v.schema.Fields(kind).Kept(key); known {
				continue
			}
			value := string(own[key])
			_ = json.Unmarshal(own[key], &value) // which is the value of a text; a number is as it is written
			left = append(left, crm.LeftValue{Kind: kind, Record: id, Field: key, Value: value})
		}
		return nil
	})
	for i := range left {
		id, ok := crm.KeyOf(left[i].Field)
		if !ok || err != nil {
			continue
		}
		var removed []*Entry
		removed, err = v.entries("WHERE record = $1 AND kind = 'field' AND action = 'delete' ORDER BY change DESC LIMIT 1", id)
		for _, e := range removed {
			if name, ok := e.Before["name"].(string); ok {
				left[i].Field = name
			}
		}
	}
	return left, err
}
