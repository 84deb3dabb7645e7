package store

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"strings"

	"crm/internal/crm"
)

// Scratch makes a book for somebody who wants to look at the past, with what first writes. It
// is in a file that nobody looks for and that Discard removes, and waits for no disk.
func Scratch(ctx context.Context, path string, first func(*Tx) error) (*Draft, error) {
	d, err := makeDraft(ctx, path, nil, first)
	if err != nil {
		return nil, err
	}
	for _, pragma := range []string{"PRAGMA journal_mode = MEMORY", "PRAGMA synchronous = OFF", "PRAGMA secure_delete = OFF", "PRAGMA cache_size = -65536"} {
		if _, err := d.db.ExecContext(ctx, pragma); err != nil {
			d.Discard()
			return nil, d.explain(err)
		}
	}
	return d, nil
}

// Supposed is the first number of what was never recorded in a book of the past.
const Supposed = int64(1) << 40

// Try runs fn on the book as the transaction has made it, and takes back what it does. What the
// transaction remembers of the book is as it was, so fn has a memory of its own.
func (tx *Tx) Try(fn func(*Tx) error) error {
	if err := tx.exec("SAVEPOINT try"); err != nil {
		return err
	}
	v := *tx.View
	v.selects, v.recent, v.some = map[crm.Kind]string{}, map[int64]crm.Record{}, map[string]bool{}
	v.nobody, v.latest, v.secrets, v.silent, v.silentAt = "", nil, nil, nil, nil
	trying := &Tx{View: &v, counter: tx.counter, saved: tx.saved, inserts: tx.inserts}
	err := cmp.Or(fn(trying), trying.Written())
	for _, text := range []string{"ROLLBACK TO try", "RELEASE try"} {
		if back := tx.exec(text); err == nil {
			err = back
		}
	}
	return err
}

// PutAgain writes a record as Put does, one that is not there under the number it had.
func (tx *Tx) PutAgain(record crm.Record) (*crm.Edit, error) {
	id := crm.IDOf(record)
	if _, listed := record.(*crm.Suppression); !listed && id < Supposed {
		tx.counter.next = max(tx.counter.next, id+1)
	}
	return tx.Put(record)
}

// JournalAgain writes edits as the journal of another book has them.
func (tx *Tx) JournalAgain(entries []*Entry) error {
	var rows []any
	for _, e := range entries {
		rows = append(rows, e.Change, e.Seq, string(e.Action), string(e.Kind), e.ID, e.Version, orNull(e.Rule), orNull(e.Cause), imageOrNull(e.Before), imageOrNull(e.After))
	}
	return tx.insertRows("edits (change, seq, action, kind, record, version, rule, cause, before, after)", "", 10, rows)
}

func imageOrNull(image map[string]any) any {
	if image == nil {
		return nil
	}
	return toJSON(image)
}

// ChangesAfter returns the changes after a number, the oldest first, up to a portion of them.
func (v *View) ChangesAfter(id int64) ([]*Change, error) {
	return v.changesWhere("WHERE id > $1 ORDER BY id"+atMost(portion), id)
}

// FirstSince returns the number of the first change made as of a day or later, and how many
// there are from there on.
func (v *View) FirstSince(day crm.Date) (first int64, n int, err error) {
	if err := v.row("SELECT coalesce(min(id), 0) FROM changes WHERE as_of >= $1", day.String()).Scan(&first); err != nil || first == 0 {
		return math.MaxInt64, 0, err
	}
	err = v.row("SELECT count(*) FROM changes WHERE id >= $1", first).Scan(&n)
	return first, n, err
}

// There is a record that may have been there before a change.
type There struct {
	ID      int64
	Touched bool // by that change or a later one
}

// ThereBefore returns the records of a noun that were there before a change, by number, as far
// as the journal tells.
func (v *View) ThereBefore(kind crm.Kind, change int64) (all []There, err error) {
	first := `coalesce((SELECT action FROM edits f WHERE f.record = %s AND f.kind = $1 AND f.change >= $2 ORDER BY f.change, f.seq LIMIT 1), '')`
	err = v.each(`SELECT id, first <> '' FROM (SELECT id, `+fmt.Sprintf(first, "t.id")+` AS first FROM `+crm.NounOf(kind).Table+` t) WHERE first <> 'create'
		UNION SELECT record, true FROM (SELECT DISTINCT record, `+fmt.Sprintf(first, "e.record")+` AS first FROM edits e WHERE kind = $1 AND action = 'delete' AND change >= $2) e WHERE first <> 'create'
		ORDER BY 1`, []any{string(kind), change}, func(row *rows) error {
		var t There
		err := row.Scan(&t.ID, &t.Touched)
		all = append(all, t)
		return err
	})
	return all, err
}

// NextBefore returns the number that the next record had before a change, as far as the journal
// tells.
func (v *View) NextBefore(change int64) (next int64, err error) {
	err = v.row("SELECT coalesce(max(record), 0) + 1 FROM edits WHERE kind <> $1 AND change < $2", string(crm.KindSuppression), change).Scan(&next)
	return next, err
}

// File is where the draft is.
func (d *Draft) File() string { return d.file.path }

// StopAgain works out again whether a contact may be contacted.
func (tx *Tx) StopAgain(id int64) error {
	is, err := tx.get(crm.KindContact, id)
	if is == nil || err != nil {
		return err
	}
	was := crm.Copy(is)
	if err := tx.derive(is); err != nil {
		return err
	}
	delete(tx.recent, id)
	var sets []string
	var args []any
	for _, f := range crm.BuiltIn(crm.KindContact).Fields {
		if f.Derived && f.Encode(is) != f.Encode(was) {
			args = append(args, f.Encode(is))
			sets = append(sets, fmt.Sprintf(`"%s" = $%d`, f.Name, len(args)))
		}
	}
	if len(sets) == 0 {
		return nil
	}
	err = tx.exec(fmt.Sprintf("UPDATE contacts SET %s WHERE id = $%d", strings.Join(sets, ", "), len(args)+1), append(args, id)...)
	if err == nil {
		err = tx.exec("DELETE FROM lookup WHERE contact = $1", id)
	}
	if err == nil {
		err = tx.findAgain(id)
	}
	return err
}
