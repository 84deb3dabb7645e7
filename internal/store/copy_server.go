package store

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"crm/internal/crm"
)

// inFull has a server refuse what hides some rows, in place of leaving them out, and lets it take
// its time over a whole table.
func (v *View) inFull() error {
	for _, setting := range []string{"row_security = off", "statement_timeout = 0"} {
		if _, err := v.tx.ExecContext(v.ctx, "SET LOCAL "+setting); err != nil {
			return err
		}
	}
	return nil
}

// onWire calls do with the connection of a transaction.
func (v *View) onWire(do func(*pgconn.PgConn) error) error {
	return v.tx.(*session).through(func(l *link) error {
		if err := l.flush(v.ctx); err != nil {
			return err
		}
		return do(l.conn.PgConn())
	})
}

// What stands before and behind the rows of COPY (FORMAT binary): a signature, no flags and
// nothing more; and a row of -1 values.
const (
	copyHead = "PGCOPY\n\xff\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00"
	copyTail = "\xff\xff"
)

// giveByServer is give of a server.
func giveByServer(v *View, t *copiedTable, to io.Writer) error {
	rows := &onlyRows{to: to}
	err := v.onWire(func(conn *pgconn.PgConn) error {
		_, err := conn.CopyTo(v.ctx, rows, "COPY ("+t.selection()+") TO STDOUT (FORMAT binary)")
		return err
	})
	if err == nil && string(rows.end) != copyTail {
		err = io.ErrUnexpectedEOF
	}
	return err
}

// onlyRows passes the rows of a copy on, without what stands before and behind them.
type onlyRows struct {
	to   io.Writer
	head int    // how much of it has come
	end  []byte // the last bytes, which may be what stands behind
}

var errNoCopy = errors.New("the server sends something else than a copy")

func (r *onlyRows) Write(p []byte) (int, error) {
	n := len(p)
	if r.head < len(copyHead) {
		some := min(len(p), len(copyHead)-r.head)
		if string(p[:some]) != copyHead[r.head:r.head+some] {
			return 0, errNoCopy
		}
		r.head += some
		p = p[some:]
	}
	if len(p) == 0 {
		return n, nil
	}
	if keep := max(0, len(copyTail)-len(p)); len(r.end) > keep { // what is not at the end
		if _, err := r.to.Write(r.end[:len(r.end)-keep]); err != nil {
			return 0, err
		}
		r.end = append(r.end[:0], r.end[len(r.end)-keep:]...)
	}
	if at := len(p) - len(copyTail); at > 0 {
		if _, err := r.to.Write(p[:at]); err != nil {
			return 0, err
		}
		p = p[at:]
	}
	r.end = append(r.end, p...)
	return n, nil
}

// takeByServer is take of a server.
func takeByServer(tx *Tx, t *copiedTable, from io.Reader) error {
	return tx.onWire(func(conn *pgconn.PgConn) error {
		_, err := conn.CopyFrom(tx.ctx, io.MultiReader(strings.NewReader(copyHead), from, strings.NewReader(copyTail)),
			"COPY "+t.name+" ("+t.names+") FROM STDIN (FORMAT binary)")
		return err
	})
}

// dropConstraints is bare of a server. Each row would be looked up in each index and for each
// record that it refers to; done once for all of them it takes a tenth of the time.
func dropConstraints(tx *Tx, tables []*copiedTable) (dress func() error, err error) {
	copied := map[string]bool{}
	for _, t := range tables {
		copied[t.name] = true
	}
	var drop, constraints, indexes []string
	err = tx.each(`SELECT t.relname, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
		WHERE t.relnamespace = to_regnamespace(current_schema()) AND c.contype IN ('f', 'u') ORDER BY c.contype DESC, t.relname, c.conname`, nil, func(row *rows) error {
		var table, name, what string
		if err := row.Scan(&table, &name, &what); err != nil || !copied[table] {
			return err
		}
		drop = append(drop, `ALTER TABLE `+table+` DROP CONSTRAINT "`+name+`"`)
		constraints = append(constraints, `ALTER TABLE `+table+` ADD CONSTRAINT "`+name+`" `+what)
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = tx.each(`SELECT t.relname, i.relname, pg_get_indexdef(i.oid) FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
		WHERE t.relnamespace = to_regnamespace(current_schema()) AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.oid AND c.contype IN ('p', 'u')) ORDER BY t.relname, i.relname`, nil, func(row *rows) error {
		var table, name, what string
		if err := row.Scan(&table, &name, &what); err != nil || !copied[table] {
			return err
		}
		drop = append(drop, `DROP INDEX "`+name+`"`)
		indexes = append(indexes, what)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return func() error {
		if err := tx.allPlainly(append(indexes, constraints...)); err != nil {
			return err
		}
		for _, t := range tables { // without it the first questions are answered by reading whole tables
			if err := tx.plainly("ANALYZE " + t.name); err != nil {
				return err
			}
		}
		return nil
	}, tx.allPlainly(drop)
}

// emptiedOnServer is draftOnServer for a book that is there and in which nothing has been
// recorded. It is held until the draft is published or discarded.
//
// Errors: CodeConflict if something has been recorded in it, CodeBusy.
func emptiedOnServer(ctx context.Context, address string, first func(*Tx) error) (*Draft, error) {
	at, err := serverAt(address)
	if err != nil {
		return nil, err
	}
	d := &Draft{Store: at.open(address), name: address}
	err = whileBusy(ctx, func() (err error) {
		d.seen, err = d.begin(ctx, ctx, false)
		return err
	})
	if err == nil {
		err = d.empty(&Tx{View: d.seen, inserts: map[insertion]string{}}, first)
	}
	if err != nil {
		d.Discard()
		return nil, d.explain(interrupted(ctx, err))
	}
	d.unnamed = true
	return d, nil
}

func (d *Draft) empty(tx *Tx, first func(*Tx) error) error {
	blank, err := tx.IsBlank()
	if err != nil {
		return err
	}
	if !blank {
		return crm.Errorf(crm.CodeBusy, "somebody has recorded something in %s meanwhile; nothing was changed", d.Name())
	}
	return first(tx)
}
