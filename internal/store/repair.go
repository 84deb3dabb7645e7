package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
)

// Repaired says what a repair rebuilt, and what it left.
type Repaired struct {
	Mended, Left []crm.Problem
	Backup       string // the file of the backup; empty if nothing was mended
	// AsIs says that the backup is not a whole book, since this one was not, but a copy of it.
	AsIs bool
}

// Repair restores what follows from the rest of the book: search terms, derived fields,
// indexes. It makes a backup first; of a book that is not whole, a copy as it is. In a dry
// run, Mended is what would be repaired.
//
// Errors: those of Open, CodeEnvironment if the backup can't be made, which leaves the
// book as it was.
func (s *Store) Repair(ctx context.Context, to BackupTo) (*Repaired, error) {
	problems, known, err := s.check(ctx, true, 0)
	if err != nil {
		return nil, err
	}
	done := &Repaired{}
	done.Mended, done.Left = parted(problems)
	if to.DryRun || len(done.Mended) == 0 {
		return done, nil
	}
	err = s.hold(ctx, func(tx *Tx) (err error) {
		if done.Backup, done.AsIs, err = s.keep(ctx, to); err != nil {
			return err
		}
		tx.settings, tx.schema = known.settings, known.schema
		return tx.mend(done.Mended)
	})
	if err != nil {
		return nil, err
	}
	if problems, _, err = s.check(ctx, true, 0); err != nil {
		unchecked := crm.Errorf(crm.CodeOf(err), "the book was mended (as it was: %s), but what is left could not be checked: %w", done.Backup, err)
		unchecked.Saved = true
		return nil, unchecked
	}
	_, left := parted(problems)
	for _, p := range problems {
		if p.Derived { // which did not help
			left = append(left, p)
			done.Mended = slices.DeleteFunc(done.Mended, func(m crm.Problem) bool {
				return m.Code == p.Code && m.Table == p.Table && m.ID == p.ID && m.Field == p.Field
			})
		}
	}
	done.Left = left
	return done, nil
}

// keep makes a backup of the book as it is now. A backup of the same change does not do,
// since it may be older than the damage.
func (s *Store) keep(ctx context.Context, to BackupTo) (path string, asIs bool, err error) {
	reader, err := connect(s.path, "ro")
	if err != nil {
		return "", false, err
	}
	defer reader.Close()
	made, err := reader.backup(ctx, to)
	if crm.CodeOf(err) == crm.CodeDamaged {
		path, err = reader.keepDamaged(ctx, to)
		return path, true, err
	}
	if err != nil {
		return "", false, err
	}
	return made.Path, false, nil
}

// parted separates the problems that can be mended from the others.
func parted(problems []crm.Problem) (mendable, others []crm.Problem) {
	for _, p := range problems {
		if p.Derived {
			mendable = append(mendable, p)
		} else {
			others = append(others, p)
		}
	}
	return mendable, others
}

// mend restores what problems are about.
func (tx *Tx) mend(problems []crm.Problem) error {
	made, err := madeTables()
	if err != nil {
		return err
	}
	// First the indexes, by which the others are found.
	for _, p := range problems {
		index, _ := p.Values["index"].(string)
		switch p.Code {
		case "no-index":
			if m := made[index]; m.statement != "" {
				err = tx.plainly(`DROP INDEX IF EXISTS "` + index + `"; ` + m.statement)
			}
		case "index":
			err = tx.plainly(`REINDEX "` + strings.ReplaceAll(index, `"`, `""`) + `"`)
		}
		if err != nil {
			return err
		}
	}
	for _, i := range followed() {
		if slices.ContainsFunc(problems, func(p crm.Problem) bool { return p.Code == i.code && p.Table == i.table && p.Field == i.field }) {
			if err := tx.exec(i.mends); err != nil {
				return err
			}
		}
	}
	for _, p := range problems {
		switch p.Code {
		case "search", "search-nobody":
			err = tx.exec("DELETE FROM lookup WHERE contact = $1", p.ID)
			if err == nil && p.Code == "search" {
				err = tx.findAgain(p.ID)
			}
		case "tags":
			err = tx.retag(kindOf(p.Table), p.ID)
		case "derived":
			err = tx.deriveAgain(p)
		}
		if err != nil && crm.CodeOf(tx.dialect.explain(err, "")) != crm.CodeDamaged { // what can't be read is left, and told of again
			return err
		}
	}
	return nil
}

// plainly runs statements about tables, which are not prepared.
func (tx *Tx) plainly(text string) error {
	_, err := tx.tx.ExecContext(tx.ctx, text)
	return err
}

// findAgain stores the terms of a contact.
func (tx *Tx) findAgain(id int64) error {
	c, err := Get[*crm.Contact](tx.View, id)
	if err != nil {
		return err
	}
	return tx.index(&crm.Edit{Action: crm.Create, Kind: crm.KindContact, ID: id, After: c})
}

// deriveAgain stores what follows from the values of a record.
func (tx *Tx) deriveAgain(p crm.Problem) error {
	kind := kindOf(p.Table)
	f, ok := crm.BuiltIn(kind).Field(p.Field)
	record, err := tx.get(kind, p.ID)
	if !ok || record == nil || err != nil {
		return err
	}
	was := f.Encode(record)
	if err := tx.derive(record); err != nil {
		return err
	}
	if f.Order != "" {
		return tx.sort(record)
	}
	if is := f.Encode(record); is != was {
		return tx.exec(fmt.Sprintf(`UPDATE %s SET "%s" = $1 WHERE id = $2`, p.Table, f.Name), is, p.ID)
	}
	return nil
}

// kindOf returns the noun that is kept in a table.
func kindOf(table string) crm.Kind {
	for _, kind := range crm.Kinds() {
		if crm.NounOf(kind).Table == table {
			return kind
		}
	}
	panic("store: no noun is kept in the table " + table)
}
