package store

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"slices"
	"strings"

	"crm/internal/crm"
)

// A book is the same tables in a file and on a server, so one is copied row by row as it is
// stored: numbers, identity, journal and all. Rows go through one encoding (copyrow.go), the sum
// of which is taken on both sides.

// copiedTable is a table whose rows are copied.
type copiedTable struct {
	name    string
	columns []tableColumn
	names   string // of the columns, as a statement has them
	order   string // " ORDER BY …", by its key; empty for the table that has one row
}

// copiedTables are the tables of a book, by name. What only a file has stays there: that what was
// erased may be found in it.
func copiedTables() ([]*copiedTable, error) {
	made, err := madeTables()
	if err != nil {
		return nil, err
	}
	var all []*copiedTable
	for _, name := range made.names() {
		if made[name].of != "" { // an index
			continue
		}
		t := &copiedTable{name: name}
		var key []tableColumn
		for _, c := range made.columns(name) {
			if name == "counter" && c.name == "unclean" {
				continue
			}
			t.columns = append(t.columns, c)
			if c.inKey > 0 {
				key = append(key, c)
			}
		}
		slices.SortFunc(key, func(a, b tableColumn) int { return a.inKey - b.inKey })
		if t.names = quotedColumns(t.columns); len(key) > 0 {
			t.order = " ORDER BY " + quotedColumns(key)
		}
		all = append(all, t)
	}
	return all, nil
}

func quotedColumns(columns []tableColumn) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = `"` + c.name + `"`
	}
	return strings.Join(names, ", ")
}

// selection asks for the rows of the table in the order of their key.
func (t *copiedTable) selection() string { return "SELECT " + t.names + " FROM " + t.name + t.order }

// Draft makes a draft for path of all that is in a book, and compares both. Where blank is set
// there is a book at path in which nothing has been recorded, which gives way when the draft is
// published.
//
// Errors: those of NewDraft, CodeDamaged for a book of which not all can be read or stored,
// CodeEnvironment for a login from which some of it is hidden.
func (s *Store) Draft(ctx context.Context, path string, blank bool) (d *Draft, err error) {
	err = s.Read(ctx, func(v *View) error {
		c := &copying{ctx: ctx, of: s, from: v}
		if err := c.all(); err != nil {
			return c.failed(err)
		}
		switch {
		case !OnServer(path):
			d, err = makeDraft(ctx, path, append(slices.Clip(unsafely), "PRAGMA foreign_keys = OFF"), c.into)
		case blank:
			d, err = emptiedOnServer(ctx, path, c.into)
		default:
			d, err = draftOnServer(ctx, path, c.into)
		}
		if c.err != nil { // which the draft takes for its own
			return c.err
		}
		return err
	})
	return d, err
}

// copying is a book that is being copied.
type copying struct {
	ctx    context.Context
	of     *Store
	from   *View
	tables []*copiedTable
	err    error // of the book
}

// all makes sure that nothing of the book is hidden.
func (c *copying) all() (err error) {
	if c.tables, err = copiedTables(); err != nil || c.from.dialect.isFile {
		return err
	}
	return c.from.inFull()
}

// failed is the error of the book that is copied, which is not that of its copy.
func (c *copying) failed(err error) error {
	err = interrupted(c.ctx, err)
	var broken *fault
	switch {
	case errors.As(err, &broken):
		c.err = crm.Errorf(crm.CodeDamaged, "%s was not copied: %s", c.of.Name(), broken.Error()).Next("All that is damaged", "book check", crm.With("book", c.of.Path()))
	case stateOf(err) == "42501":
		e := crm.Errorf(crm.CodeEnvironment, "%s was not copied: some of it is hidden from this login, and a book is copied whole", c.of.Name()).
			Try("Whoever made the book, or administers the database, copies it")
		e.Err, c.err = err, e
	default:
		c.err = c.of.explain(err)
	}
	return c.err
}

// into fills a book that has been made or emptied just now.
func (c *copying) into(tx *Tx) error {
	if !tx.dialect.isFile {
		if err := tx.inFull(); err != nil {
			return err
		}
	}
	dress, err := tx.dialect.bare(tx, c.tables)
	if err != nil {
		return err
	}
	sums, err := c.rows(tx)
	if err != nil {
		return err
	}
	if err := dress(); err != nil {
		return c.untaken(err, "")
	}
	for i, t := range c.tables {
		sum := sha256.New()
		if err := tx.dialect.give(tx.View, t, sum); err != nil {
			return err
		}
		if string(sum.Sum(nil)) != string(sums[i]) {
			return crm.Errorf(crm.CodeInternal, "the copy is not the same as the book (table %s), so nothing was made of it", t.name).Try("Give the command again")
		}
	}
	if tx.dialect.isFile {
		if astray, err := tx.Astray(); err != nil || astray != nil {
			return c.untaken(err, "")
		}
	}
	_, err = tx.readCounter()
	return err
}

// rows copies the rows of all tables, and returns their sums.
func (c *copying) rows(tx *Tx) (sums [][]byte, err error) {
	for _, t := range c.tables {
		if err := tx.plainly("DELETE FROM " + t.name); err != nil { // those that a migration has made
			return nil, err
		}
		sum, err := c.table(tx, t)
		if err != nil {
			return nil, err
		}
		sums = append(sums, sum)
	}
	return sums, nil
}

// table copies the rows of a table, and returns their sum.
func (c *copying) table(tx *Tx, t *copiedTable) ([]byte, error) {
	sum := sha256.New()
	from, to := io.Pipe()
	given := make(chan error, 1)
	go func() {
		out := bufio.NewWriterSize(to, 1<<18)
		err := c.from.dialect.give(c.from, t, io.MultiWriter(sum, out))
		if err == nil {
			err = out.Flush()
		}
		to.CloseWithError(err)
		given <- err
	}()
	err := tx.dialect.take(tx, t, from)
	_ = from.CloseWithError(errUntaken)
	if gave := <-given; gave != nil && !errors.Is(gave, errUntaken) {
		return nil, c.failed(gave)
	}
	if err != nil {
		return nil, c.untaken(err, t.name)
	}
	return sum.Sum(nil), nil
}

// errUntaken ends the giving of rows that are not taken.
var errUntaken = errors.New("they are not taken")

// untaken is the error for rows that the copy does not take, since the book that is copied should
// not have them: a number twice, or a record that refers to one that is not there.
func (c *copying) untaken(err error, table string) error {
	if state := stateOf(err); err == nil || IsConstraint(err) || strings.HasPrefix(state, "22") || strings.HasPrefix(state, "54") {
		return c.failed(&fault{table: table})
	}
	return err
}

// Counted is how many rows each table of a book has.
type Counted map[string]int64

// Counted counts the rows of the book, of which all are seen or none.
func (s *Store) Counted(ctx context.Context) (n Counted, err error) {
	err = s.Read(ctx, func(v *View) error {
		c := &copying{ctx: ctx, of: s, from: v}
		if err := c.all(); err != nil {
			return err
		}
		n = Counted{}
		for _, t := range c.tables {
			rows, err := v.count("SELECT count(*) FROM " + t.name)
			if err != nil {
				return c.failed(err)
			}
			n[t.name] = int64(rows)
		}
		return nil
	})
	return n, err
}
