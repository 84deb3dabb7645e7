package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"time"

	"crm/internal/crm"
)

// Change is one row of the journal: one command and what it did.
type Change struct {
	ID       int64
	Op       string // operation id
	MadeAt   time.Time
	AsOf     crm.Date
	Producer int64
	Command  string
	Reverses int64  // the change it took back or restored
	UndoneBy int64  // the change that took it back
	Reason   string // why, for what needs a reason
	// Asked is the sum of what was asked for, where somebody gave the operation id, and
	// Named the records that the command named; nil where that is not known. Partial says
	// that it left something out.
	Asked   string
	Named   crm.Numbers
	Partial bool
	ActedBy int64 // who was logged in on a server, where that is not Producer
	Edition int64 // of the rules of the program that made it; 0 if an earlier one did
}

// Entry is one edit as the journal keeps it.
type Entry struct {
	Change  int64
	Seq     int64
	Action  crm.Action
	Kind    crm.Kind
	ID      int64
	Version int64 // of the record, after the edit
	Rule    string
	Cause   int64 // seq of the edit that set the rule off
	// Before and After are the stored forms of the fields that an update
	// changed; a delete keeps all of Before.
	Before, After map[string]any
}

// BeginChange takes the next number for a change and writes its row.
func (tx *Tx) BeginChange(c *Change) error {
	c.ID = tx.counter.changes
	return tx.BeginAgain(c)
}

// LastMade returns when the change before this transaction was made; no time if there is none.
func (tx *Tx) LastMade() (made time.Time, err error) {
	if tx.lastMade == "" {
		return made, nil
	}
	if made, err = time.Parse(time.RFC3339, tx.lastMade); err != nil {
		err = faultyChange(tx.saved.changes-1, "made_at")
	}
	return made, err
}

// BeginAgain writes the row of a change under the number it had in another book.
func (tx *Tx) BeginAgain(c *Change) error {
	tx.counter.changes = max(tx.counter.changes, c.ID+1)
	return tx.exec(`INSERT INTO changes (id, op, made_at, as_of, producer, command, reverses, reason, asked, edition, acted_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		c.ID, c.Op, c.MadeAt.UTC().Format(time.RFC3339), c.AsOf.String(), orNull(c.Producer), c.Command, orNull(c.Reverses), orNull(c.Reason), orNull(c.Asked), orNull(c.Edition), orNull(c.ActedBy))
}

// SetAsked keeps the sum of what a change was asked for, the records that the command
// named, and whether it left something out.
func (tx *Tx) SetAsked(c *Change) error {
	partial := 0
	if c.Partial {
		partial = 1
	}
	return tx.exec(`UPDATE changes SET asked = $2, named = $3, partial = $4 WHERE id = $1`, c.ID, orNull(c.Asked), c.Named.String(), orNull(partial))
}

// Journal writes edits of a change; each has its place in it.
func (tx *Tx) Journal(change int64, edits []*crm.Edit) error {
	var rows []any
	for _, e := range edits {
		var cause any
		if e.Cause != nil && e.Cause.Seq != 0 { // not of a word that is kept beside the journal
			cause = int64(e.Cause.Seq)
		}
		before, after := images(e)
		var version int64
		if e.After != nil {
			version = crm.HeadOf(e.After).Version
		}
		rows = append(rows, change, int64(e.Seq), string(e.Action), string(e.Kind), e.ID, version, orNull(e.Rule), cause, before, after)
	}
	return tx.insertRows("edits (change, seq, action, kind, record, version, rule, cause, before, after)", "", 10, rows)
}

func images(e *crm.Edit) (before, after any) {
	if e.Action == crm.Create {
		return nil, nil
	}
	old, now := map[string]any{}, map[string]any{}
	for _, d := range e.Differences() {
		old[d.Field.Key] = d.Field.EncodeValue(d.Before)
		now[d.Field.Key] = d.Field.EncodeValue(d.After)
	}
	if e.Action == crm.Delete {
		old["version"] = crm.HeadOf(e.Before).Version
		return toJSON(old), nil
	}
	return toJSON(old), toJSON(now)
}

func toJSON(image map[string]any) string {
	text, err := json.Marshal(image)
	if err != nil {
		panic(err) // stored forms are nil, int64 or string
	}
	return string(text)
}

// MarkUndone records which change undid another one; 0 for none.
func (tx *Tx) MarkUndone(change, by int64) error {
	return tx.exec(`UPDATE changes SET undone_by = $2 WHERE id = $1`, change, orNull(by))
}

const changeColumns = `SELECT id, op, made_at, as_of, producer, command, reverses, undone_by, reason, asked, named, partial, edition, acted_by FROM changes `

func (v *View) changesWhere(condition string, args ...any) (found []*Change, err error) {
	err = v.each(changeColumns+condition, args, func(row *rows) error {
		c := &Change{}
		var made, asOf string
		var reason, asked, named sql.NullString
		var producer, reverses, undone, partial, edition, actedBy sql.NullInt64
		err := row.Scan(&c.ID, &c.Op, &made, &asOf, &producer, &c.Command, &reverses, &undone, &reason, &asked, &named, &partial, &edition, &actedBy)
		if err != nil {
			return err
		}
		if c.MadeAt, err = time.Parse(time.RFC3339, made); err != nil {
			return faultyChange(c.ID, "made_at")
		}
		if c.AsOf, err = crm.ParseISODate(asOf); err != nil || c.AsOf.IsZero() {
			return faultyChange(c.ID, "as_of")
		}
		if named.Valid {
			numbers, err := crm.ParseNumbers(named.String)
			if err != nil {
				return faultyChange(c.ID, "named")
			}
			c.Named = append(crm.Numbers{}, numbers...)
		}
		c.Producer, c.Reverses, c.UndoneBy, c.Reason, c.Asked = producer.Int64, reverses.Int64, undone.Int64, reason.String, asked.String
		c.Partial, c.Edition, c.ActedBy = partial.Int64 != 0, edition.Int64, actedBy.Int64
		found = append(found, c)
		return nil
	})
	return found, err
}

func (v *View) oneChange(condition string, args ...any) (*Change, error) {
	found, err := v.changesWhere(condition+" LIMIT 1", args...)
	if len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// ChangeByID returns a change, or nil.
func (v *View) ChangeByID(id int64) (*Change, error) { return v.oneChange("WHERE id = $1", id) }

// ChangeReferred is ChangeByID for a number to which an edit or another change refers. If
// there is no such change, the book is damaged.
func (v *View) ChangeReferred(id int64) (*Change, error) {
	change, err := v.ChangeByID(id)
	if change == nil && err == nil {
		err = faultyChange(id, "id")
	}
	return change, err
}

// ChangeMaking returns the change that made a record first, or nil if the journal lacks it.
func (v *View) ChangeMaking(kind crm.Kind, id int64) (*Change, error) {
	return v.oneChange("WHERE id = (SELECT min(change) FROM edits WHERE record = $1 AND kind = $2 AND action = $3)", id, string(kind), string(crm.Create))
}

// ChangeByOp returns the change of an operation, or nil. One about somebody who was erased
// since has a sum of its id.
func (v *View) ChangeByOp(op string) (*Change, error) {
	found, err := v.oneChange("WHERE op = $1", op)
	if found != nil || err != nil {
		return found, err
	}
	some, err := v.someErased()
	if !some || err != nil {
		return nil, err
	}
	sum, err := v.secretOp(op)
	if err != nil {
		return nil, err
	}
	return v.oneChange("WHERE op = $1", sum)
}

// LastUndoable returns the last change of a producer (0 is anybody) that can be undone:
// not the making of the book, the rolling of birthday calls, an undo, or what is
// undone.
func (v *View) LastUndoable(producer int64) (*Change, error) {
	return v.oneChange(`WHERE undone_by IS NULL AND reverses IS NULL AND `+askedFor("changes")+`
		AND ($1 = 0 OR coalesce(producer, $1) = $1) ORDER BY id DESC`, producer)
}

// LastUndone returns the change of a producer (0 is anybody) that was undone last,
// unless a new one was made since; or nil.
func (v *View) LastUndone(producer int64) (*Change, error) {
	return v.oneChange(`WHERE undone_by IS NOT NULL AND reverses IS NULL AND ($1 = 0 OR coalesce(producer, $1) = $1) AND NOT EXISTS (
		SELECT 1 FROM changes new WHERE new.id > changes.undone_by AND new.reverses IS NULL AND new.undone_by IS NULL AND `+askedFor("new")+`
	) ORDER BY undone_by DESC`, producer)
}

// LaterChange returns the first later change in force that edited one of the same
// records, or nil. The rolling of birthday calls does not count: it happens again. Of what a
// restore did a mark counts, which somebody had asked for.
func (v *View) LaterChange(change int64) (*Change, error) {
	touched := `SELECT later.change FROM edits e JOIN edits later ON later.record = e.record AND later.kind = e.kind AND later.change > e.change
		WHERE e.change = $1 AND ` + counts("e") + ` AND ` + counts("later")
	return v.oneChange(`WHERE id > $1 AND undone_by IS NULL AND reverses IS NULL AND (`+askedFor("changes")+` AND id IN (`+touched+`)
		OR command = '`+crm.RestoreCommand+`' AND id IN (`+touched+` AND later.kind = 'contact' AND later.after LIKE '%"do_not_contact":%')) ORDER BY id`, change)
}

// Reversals counts how often a change was taken back or restored, up to another one.
func (v *View) Reversals(change, upTo int64) (n int, err error) {
	err = v.row(`SELECT count(*) FROM changes WHERE reverses = $1 AND id <= $2`, change, upTo).Scan(&n)
	return n, err
}

// UndoneAfter returns the last earlier change that was undone after this one and edited
// one of its records, which has to be redone first; or nil.
func (v *View) UndoneAfter(change int64) (*Change, error) {
	return v.oneChange(`WHERE id < $1 AND undone_by > (SELECT undone_by FROM changes WHERE id = $1) AND id IN (
		SELECT earlier.change FROM edits e JOIN edits earlier ON earlier.record = e.record AND earlier.kind = e.kind AND earlier.change < e.change
		WHERE e.change = $1 AND `+counts("e")+` AND `+counts("earlier")+`
	) ORDER BY id DESC`, change)
}

// askedFor is the condition that somebody asked for a change.
func askedFor(change string) string { return change + `.command NOT IN ` + codes(crm.Upkeep()) }

// counts is the condition that an edit does not roll a birthday call.
func counts(edit string) string {
	return `coalesce(` + edit + `.rule, '') <> '` + crm.MissedBirthday + `'`
}

// TouchedSince reports whether a later change in force edited a record.
func (v *View) TouchedSince(record, change int64) (bool, error) {
	return v.any(`FROM edits e JOIN changes c ON c.id = e.change
		WHERE e.record = $1 AND e.change > $2 AND c.undone_by IS NULL AND c.reverses IS NULL`, record, change)
}

// HistoryFilter selects changes.
type HistoryFilter struct {
	Records  []int64  // with an edit of one of those records; nil is any
	Since    crm.Date // made on or after that day
	Producer int64
	Rule     string // with an edit that the rule made
	Change   int64  // that one alone
	Limit    int    // the newest so many; 0 is all
}

// History lists changes, the newest first.
func (v *View) History(f HistoryFilter) ([]*Change, error) {
	var conditions []string
	var args []any
	add := func(condition string, arg any) {
		args = append(args, arg)
		conditions = append(conditions, strings.ReplaceAll(condition, "?", fmt.Sprintf("$%d", len(args))))
	}
	if f.Records != nil {
		conditions = append(conditions, "id IN (SELECT change FROM edits WHERE record IN ("+numbersIn(f.Records)+"))")
	}
	if !f.Since.IsZero() {
		add("as_of >= ?", f.Since.String())
	}
	if f.Producer != 0 {
		add("producer = ?", f.Producer)
	}
	if f.Change != 0 {
		add("id = ?", f.Change)
	}
	if f.Rule != "" {
		add("id IN (SELECT change FROM edits WHERE rule = ?)", f.Rule)
	}
	condition := ""
	if len(conditions) > 0 {
		condition = "WHERE " + strings.Join(conditions, " AND ")
	}
	condition += " ORDER BY id DESC"
	if f.Limit > 0 {
		condition += fmt.Sprintf(" LIMIT %d", f.Limit)
	}
	return v.changesWhere(condition, args...)
}

// portion is how many edits of a large change are read at once.
const portion = 256

// Entries iterates over the edits of a change after a position. It reads them in
// portions, so the change may be large and the book may change meanwhile.
func (v *View) Entries(change, after int64) iter.Seq2[*Entry, error] {
	return v.portions("WHERE change = $1 AND seq > $2 ORDER BY seq", change, after)
}

// EntriesBack is Entries in reverse.
func (v *View) EntriesBack(change int64) iter.Seq2[*Entry, error] {
	return v.portions("WHERE change = $1 AND seq < $2 ORDER BY seq DESC", change, math.MaxInt64)
}

func (v *View) portions(condition string, change, from int64) iter.Seq2[*Entry, error] {
	return func(yield func(*Entry, error) bool) {
		for {
			found, err := v.entries(condition+atMost(portion), change, from)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, e := range found {
				if from = e.Seq; !yield(e, nil) {
					return
				}
			}
			if len(found) < portion {
				return
			}
		}
	}
}

// EntryAt returns the edit at a position of a change, or nil.
func (v *View) EntryAt(change, seq int64) (*Entry, error) {
	found, err := v.entries("WHERE change = $1 AND seq = $2", change, seq)
	if len(found) == 0 {
		return nil, err
	}
	return found[0], nil
}

// numbersIn writes numbers for a list in SQL.
func numbersIn(ids []int64) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(ids), " ", ", "), "[]")
}

// EntriesAbout returns the edits of a change, or of those records if there are any, up
// to most if that is not 0, and how many there are.
func (v *View) EntriesAbout(change int64, records []int64, most int) (found []*Entry, there int, err error) {
	where, args := "WHERE change = $1", []any{change}
	if len(records) > 0 {
		where += " AND record IN (" + numbersIn(records) + ")"
	}
	if most == 0 {
		found, err = v.entries(where+" ORDER BY seq", args...)
		return found, len(found), err
	}
	if err = v.row("SELECT count(*) FROM edits "+where, args...).Scan(&there); err != nil {
		return nil, 0, err
	}
	found, err = v.entries(fmt.Sprintf("%s ORDER BY seq LIMIT %d", where, most), args...)
	return found, there, err
}

// EntriesOf returns the edits of a record, the oldest first.
func (v *View) EntriesOf(id int64) ([]*Entry, error) {
	return v.entries("WHERE record = $1 ORDER BY change, seq", id)
}

func (v *View) entries(condition string, args ...any) (found []*Entry, err error) {
	err = v.each("SELECT change, seq, action, kind, record, version, rule, cause, before, after FROM edits "+condition, args, func(row *rows) error {
		e := &Entry{}
		var rule, before, after sql.NullString
		var cause sql.NullInt64
		if err := row.Scan(&e.Change, &e.Seq, &e.Action, &e.Kind, &e.ID, &e.Version, &rule, &cause, &before, &after); err != nil {
			return err
		}
		e.Rule, e.Cause = rule.String, cause.Int64
		if column := v.restore(e, before.String, after.String); column != "" {
			return faultyEdit(e, column)
		}
		found = append(found, e)
		return nil
	})
	if err != nil || !slices.ContainsFunc(found, isDelete) {
		return found, err
	}
	needed, err := v.needed()
	for _, e := range found {
		if err == nil && !hasAll(e, needed) {
			err = faultyEdit(e, "before")
		}
	}
	return found, err
}

func isDelete(e *Entry) bool { return e.Action == crm.Delete }

// needed returns the columns of each table that always have a value.
func (v *View) needed() (map[string][]string, error) {
	columns := map[string][]string{}
	err := v.each(v.dialect.needed, nil, func(row *rows) error {
		var table, name string
		err := row.Scan(&table, &name)
		columns[table] = append(columns[table], name)
		return err
	})
	return columns, err
}

// hasAll reports whether an entry has all that is needed to have a deleted record again.
func hasAll(e *Entry, needed map[string][]string) bool {
	return !isDelete(e) || !slices.ContainsFunc(needed[crm.NounOf(e.Kind).Table], func(column string) bool {
		f, ok := crm.BuiltIn(e.Kind).Field(column)
		return ok && e.Before[f.Key] == nil
	})
}

// restore reads the images of an entry, and returns the first column of its row that
// can't be what the program wrote.
func (v *View) restore(e *Entry, before, after string) (faulty string) {
	switch {
	case !crm.IsKind(e.Kind):
		return "kind"
	case e.Action != crm.Create && e.Action != crm.Update && e.Action != crm.Delete:
		return "action"
	}
	var sound bool
	if e.Before, sound = v.image(e.Kind, before); !sound {
		return "before"
	}
	if e.After, sound = v.image(e.Kind, after); !sound {
		return "after"
	}
	return ""
}

// image reads the stored forms of fields, and reports whether each can be read. A field
// that no longer exists may be anything.
func (v *View) image(kind crm.Kind, text string) (image map[string]any, sound bool) {
	if text == "" {
		return nil, true
	}
	if err := json.Unmarshal([]byte(text), &image); err != nil {
		return nil, false
	}
	for key, stored := range image {
		if f, ok := v.schema.Fields(kind).Kept(key); ok {
			if _, err := f.DecodeValue(stored); err != nil {
				return nil, false
			}
		}
	}
	return image, true
}

func faultyChange(id int64, column string) error {
	return &fault{table: "changes", row: fmt.Sprint(id), column: column}
}

func faultyEdit(e *Entry, column string) error {
	return &fault{table: "edits", row: fmt.Sprintf("%d, edit %d", e.Change, e.Seq), column: column}
}

// orNull returns a value for a column that has NULL in place of zero.
func orNull[T comparable](value T) any {
	var zero T
	if value == zero {
		return nil
	}
	return value
}
