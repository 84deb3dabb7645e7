package store

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"

	"crm/internal/crm"
)

// mostProblems is the most problems of one code that are reported.
const mostProblems = 1000

// check is one look for problems.
type check struct {
	*View
	path  string
	deep  bool
	most  int
	found []crm.Problem
	of    map[string]int // how many there are of a code
	// broken are tables that can't be read to their end.
	broken map[string]bool
	// settled says that the settings are known, without which it is not known what should
	// follow from a record.
	settled bool
}

// Check returns what is damaged in the book, and what differs from how this program keeps
// it. Deep reads the whole file, and the bytes of files. It changes nothing.
func (s *Store) Check(ctx context.Context, deep bool) ([]crm.Problem, error) {
	problems, _, err := s.check(ctx, deep, mostProblems)
	return problems, err
}

// check is Check with a limit of problems of each code; 0 means no limit. It also returns
// a look that knows what can be read of the settings, and the schema.
func (s *Store) check(ctx context.Context, deep bool, most int) ([]crm.Problem, *View, error) {
	var v *View
	err := whileBusy(ctx, func() (err error) {
		v, err = s.begin(ctx, ctx, true)
		return err
	})
	if err != nil {
		return nil, nil, s.explain(err)
	}
	defer v.end()
	c := &check{View: v, path: s.Name(), deep: deep, most: most, of: map[string]int{}, broken: map[string]bool{}}
	looks := []func() error{c.knowSettings, c.records, c.search, c.journal, c.rules, c.contents}
	if s.dialect.isFile {
		looks = append([]func() error{c.mode, c.file, c.tables}, looks...)
	}
	for _, look := range looks {
		if err := look(); err != nil {
			if ctx.Err() != nil {
				return nil, nil, ctx.Err()
			}
			e := s.explain(err)
			if crm.CodeOf(e) != crm.CodeDamaged {
				return nil, nil, e
			}
			c.unreadable(err)
		}
	}
	c.keepUnreadable()
	slices.SortStableFunc(c.found, func(a, b crm.Problem) int {
		return cmp.Or(strings.Compare(a.Table, b.Table), cmp.Compare(a.ID, b.ID))
	})
	return c.found, c.View, nil
}

// keepUnreadable says that the derived values of a record can't be restored if one of its
// other values can't be read. In a file with damaged pages none can: writing to it would
// damage more.
func (c *check) keepUnreadable() {
	type row struct {
		table string
		id    int64
	}
	unread := map[row]bool{}
	for _, p := range c.found {
		if p.Code == "value" || p.Code == "not-utf8" {
			unread[row{p.Table, p.ID}] = true
		}
	}
	for i, p := range c.found {
		if c.of["file"] > 0 || unread[row{p.Table, p.ID}] {
			c.found[i].Derived = false
		}
	}
}

// add reports a problem, up to the limit of its code.
func (c *check) add(p crm.Problem) {
	if c.of[p.Code]++; c.most == 0 || c.of[p.Code] <= c.most {
		c.found = append(c.found, p)
	}
}

// unreadable reports the table at which a look failed, or the file where that is not
// known.
func (c *check) unreadable(err error) {
	p := crm.Problem{Code: "file", Values: map[string]any{"n": 1, "path": c.path}}
	if f, ok := asFault(err); ok && f.table != "" {
		p = crm.Problem{Code: "unreadable", Table: f.table}
	}
	if !slices.ContainsFunc(c.found, func(q crm.Problem) bool { return q.Code == "file" || q.Code == p.Code && q.Table == p.Table }) {
		c.add(p)
	}
}

// mode checks who else may read the file.
func (c *check) mode() error {
	if mode, open := OpenToOthers(c.path); open {
		c.add(crm.Problem{Code: "mode", Values: map[string]any{"mode": mode, "path": c.path}})
	}
	return nil
}

// OpenToOthers reports whether anybody but its owner may read or write a book, and its
// mode.
func OpenToOthers(path string) (mode string, open bool) {
	info, err := os.Stat(path)
	if err != nil || runtime.GOOS == "windows" || info.Mode().Perm()&0o077 == 0 {
		return "", false
	}
	return fmt.Sprintf("%04o", info.Mode().Perm()), true
}

// file checks the pages of the file: quickly, or with every index.
func (c *check) file() error {
	question := "SELECT quick_check FROM pragma_quick_check"
	if c.deep {
		question = "SELECT integrity_check FROM pragma_integrity_check"
	}
	found, err := column[string](c.View, question+atMost(mostProblems))
	places, indexes := 0, map[string]bool{}
	for _, text := range found {
		// A message about an index ends in its name, one about an empty value in its
		// column.
		_, index, isIndex := strings.Cut(text, " index ")
		_, empty, isEmpty := strings.Cut(text, "NULL value in ")
		switch {
		case text == "ok":
		case isEmpty:
			table, column, _ := strings.Cut(empty, ".")
			c.add(crm.Problem{Code: "empty", Table: table, Field: column})
		case isIndex:
			if !indexes[index] {
				c.add(crm.Problem{Code: "index", Table: c.tableOf(index), Values: map[string]any{"index": index}, Derived: true})
			}
			indexes[index] = true
		default:
			places++
		}
	}
	if places > 0 {
		c.add(crm.Problem{Code: "file", Values: map[string]any{"n": places, "path": c.path}})
	}
	return err
}

// tableOf is the table of an index.
func (c *check) tableOf(index string) (table string) {
	_ = c.row("SELECT tbl_name FROM sqlite_schema WHERE name = $1", index).Scan(&table) // it is only not named
	return table
}

// tables compares the tables and indexes with those that the program makes.
func (c *check) tables() error {
	made, err := madeTables()
	if err != nil {
		return err
	}
	is, err := c.View.tables()
	if err != nil {
		return err
	}
	for _, name := range made.names() {
		if is[name].words == made[name].words {
			continue
		}
		p := crm.Problem{Code: "table-differs", Table: name}
		switch _, there := is[name]; {
		case made[name].of != "":
			p = crm.Problem{Code: "no-index", Table: made[name].of, Values: map[string]any{"index": name}, Derived: true}
		case !there:
			p.Code = "no-table"
		}
		c.add(p)
	}
	return nil
}

// knowSettings reads the settings, on which much else depends, as far as they can be read.
func (c *check) knowSettings() error {
	c.settings = crm.DefaultSettings()
	for _, table := range []string{"settings", "counter"} {
		switch n, err := c.count("SELECT count(*) FROM " + table); {
		case err != nil:
			c.unreadable(&fault{table: table})
		case n != 1:
			c.add(crm.Problem{Code: "not-one-row", Table: table})
		}
	}
	c.counter()
	fields := c.schema.Fields(crm.KindSettings).Fields
	values, into := make([]any, len(fields)), make([]any, len(fields))
	for i := range values {
		into[i] = &values[i]
	}
	if c.row("SELECT "+c.columnList(fields, "")+" FROM settings").Scan(into...) != nil {
		return nil // which has been told, or will be with the records
	}
	c.settled = true
	for i, f := range fields {
		if values[i] != nil {
			_ = f.Decode(c.settings, values[i])
		}
	}
	if schema, err := c.readSchema(c.settings); err == nil { // or else their table is told of with the records
		c.schema = schema
	}
	return nil
}

// counter reads what the row of the counter has.
func (c *check) counter() {
	columns := []string{"next", "changes", "unclean", "rolled"}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	if c.row("SELECT "+strings.Join(columns, ", ")+" FROM counter").Scan(into...) != nil {
		return // which has been told
	}
	for i, column := range columns {
		_, sound := values[i].(int64)
		if column == "rolled" {
			text, isText := values[i].(string)
			day, err := crm.ParseISODate(text)
			sound = isText && err == nil && !day.IsZero()
		}
		if !sound && (values[i] != nil || i < 2) {
			c.add(crm.Problem{Code: "value", Table: "counter", Field: column})
		}
	}
}

// contents checks whether the bytes of files are there and, if deep, whether they are the
// original ones.
func (c *check) contents() error {
	if err := c.none(lost); err != nil || !c.deep {
		return err
	}
	sums, err := column[string](c.View, "SELECT DISTINCT sha256 FROM files WHERE sha256 IN (SELECT sha256 FROM contents) ORDER BY sha256")
	if err != nil {
		return err
	}
	for _, sum := range sums {
		if _, err := c.Content(sum); crm.CodeOf(err) == crm.CodeDamaged {
			if err := c.none(invariant{code: "bytes", table: "files", query: "SELECT id, 0 FROM files WHERE sha256 = $1", args: []any{sum}}); err != nil {
				return err
			}
		} else if err != nil {
			return err
		}
	}
	return nil
}
