package store

import (
	"fmt"
	"slices"

	"crm/internal/crm"
)

// The table tagged has a row for each tag of each record, so that a list by a tag, and the
// list of the tags, read no more than they show.

// tag stores the tags of a record whose edit changed them.
func (tx *Tx) tag(edit *crm.Edit) error {
	before, after := crm.TagsOf(edit.Before), crm.TagsOf(edit.After)
	if slices.Equal(before, after) {
		return nil
	}
	for _, tag := range before {
		if err := tx.exec("DELETE FROM tagged WHERE tag = $1 AND kind = $2 AND record = $3", tag, string(edit.Kind), edit.ID); err != nil {
			return err
		}
	}
	var rows []any
	for _, tag := range after {
		rows = append(rows, tag, string(edit.Kind), edit.ID)
	}
	return tx.insertRows("tagged (tag, kind, record)", " ON CONFLICT DO NOTHING", 3, rows)
}

// retag stores the tags of a record again; without the record, none.
func (tx *Tx) retag(kind crm.Kind, id int64) error {
	if err := tx.exec("DELETE FROM tagged WHERE record = $1", id); err != nil {
		return err
	}
	record, err := tx.get(kind, id)
	if record == nil || err != nil {
		return err
	}
	return tx.tag(&crm.Edit{Action: crm.Create, Kind: kind, ID: id, After: record})
}

// Tags returns how many records of each noun have each tag, by name. Of notes it counts those
// that a circle may read; nil may read all.
func (v *View) Tags(circle crm.Numbers) (all []crm.TagUse, err error) {
	var args []any
	err = v.each("SELECT tag, kind, count(*) FROM tagged WHERE "+tellable(&args, circle)+" GROUP BY tag, kind ORDER BY tag, kind", args, func(row *rows) error {
		var tag, kind string
		var n int
		if err := row.Scan(&tag, &kind, &n); err != nil {
			return err
		}
		if len(all) == 0 || all[len(all)-1].Tag != tag {
			all = append(all, crm.TagUse{Tag: tag, Uses: map[crm.Kind]int{}})
		}
		all[len(all)-1].Uses[crm.Kind(kind)] = n
		return nil
	})
	return all, err
}

// Tagged returns the records that have a tag, by number.
func (v *View) Tagged(tag string) (all []crm.Use, err error) {
	err = v.each("SELECT kind, record FROM tagged WHERE tag = $1 ORDER BY record", []any{tag}, func(row *rows) error {
		var kind string
		var u crm.Use
		err := row.Scan(&kind, &u.ID)
		u.Kind = crm.Kind(kind)
		all = append(all, u)
		return err
	})
	return all, err
}

// IsTag reports whether a record has that tag, other than notes that a circle may not read.
func (v *View) IsTag(tag string, circle crm.Numbers) (bool, error) {
	args := []any{tag}
	return v.any("FROM tagged WHERE tag = $1 AND "+tellable(&args, circle), args...)
}

// tellable is the condition of rows of tagged that a circle may be told of.
func tellable(args *[]any, circle crm.Numbers) string {
	if circle == nil {
		return "true"
	}
	return "(kind <> '" + string(crm.KindNote) + "' OR EXISTS (SELECT 1 FROM notes WHERE id = record AND " + inCircle(args, circle) + "))"
}

// inCircle is the condition of notes that a circle, a producer and their teams, may read.
func inCircle(args *[]any, circle crm.Numbers) string {
	if circle == nil {
		return "true"
	}
	condition := "(author IS NULL"
	for _, id := range circle {
		*args = append(*args, id, "%"+crm.Numbers{id}.String()+"%")
		condition += fmt.Sprintf(" OR author = $%d OR shared LIKE $%d", len(*args)-1, len(*args))
	}
	return condition + ")"
}
