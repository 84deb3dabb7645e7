package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
)

// connector makes connections to a server, for database/sql.
type connector struct{ config *pgx.ConnConfig }

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := pgx.ConnectConfig(ctx, c.config)
	if err != nil {
		return nil, err
	}
	return &link{conn: conn}, nil
}

// Driver returns nothing: nobody opens a connection by the name of a driver.
func (c connector) Driver() driver.Driver { return nil }

// link is a connection to a server, which may be far away. It waits for no answer in which
// nothing is read: such a statement goes out with the next question. So each question is one
// round trip, whatever is to be done before it.
type link struct {
	conn    *pgx.Conn
	waiting []asking           // in the order in which they are to be done
	known   map[string]*answer // to questions that were asked ahead; see View.Together
}

// asking is a statement with its values.
type asking struct {
	text string
	args []any
}

func (a asking) key() string {
	key := a.text
	for _, arg := range a.args {
		key += fmt.Sprintf("\x00%#v", arg)
	}
	return key
}

// mostWaiting is how many statements wait at most.
const mostWaiting = 256

// later does something with the next question.
func (l *link) later(ctx context.Context, a asking) error {
	l.waiting = append(l.waiting, a)
	if len(l.waiting) < mostWaiting {
		return nil
	}
	return l.flush(ctx)
}

// flush does what waits.
func (l *link) flush(ctx context.Context) error {
	if len(l.waiting) == 0 {
		return nil
	}
	return l.send(ctx).Close()
}

// send sends what waits, and questions behind it, and returns what is answered to the questions.
// Of a statement that fails, those behind it are not done.
func (l *link) send(ctx context.Context, questions ...asking) pgx.BatchResults {
	batch, before := &pgx.Batch{}, len(l.waiting)
	for _, a := range append(l.waiting, questions...) {
		batch.Queue(a.text, a.args...)
	}
	l.waiting = nil
	results := l.conn.SendBatch(ctx, batch)
	for range before {
		if _, err := results.Exec(); err != nil {
			break // which is that of all further answers
		}
	}
	return results
}

// do does a statement, after what waits, and returns what the server says that it did.
func (l *link) do(ctx context.Context, a asking) (tag string, err error) {
	results := l.send(ctx, a)
	done, err := results.Exec()
	return done.String(), errors.Join(err, closing(err, results))
}

// closing closes answers; the error of one is that of all of them.
func closing(err error, results pgx.BatchResults) error {
	if closed := results.Close(); err == nil {
		return closed
	}
	return nil
}

// ahead asks questions in one round trip, and keeps the answers that came.
func (l *link) ahead(ctx context.Context, questions []asking) error {
	results := l.send(ctx, questions...)
	var err error
	for _, q := range questions {
		var a *answer
		if a, err = l.read(results); err != nil {
			break
		}
		if l.known == nil {
			l.known = map[string]*answer{}
		}
		a.question = q.text
		l.known[q.key()] = a
	}
	return errors.Join(err, closing(err, results))
}

// changes forgets the answers that a statement may change: all that name its table.
func (l *link) changes(text string) {
	word, rest, _ := strings.Cut(text, " ")
	switch word {
	case "SELECT", "FETCH":
		return
	case "INSERT", "DELETE": // INTO or FROM comes next
		_, rest, _ = strings.Cut(rest, " ")
	case "UPDATE":
	default:
		l.known = nil
		return
	}
	table, _, _ := strings.Cut(rest, " ")
	if table == "producers" || table == "teams" || table == "logins" { // by which the server keeps other rows
		l.known = nil
		return
	}
	for key, a := range l.known {
		if strings.Contains(a.question, table) {
			delete(l.known, key)
		}
	}
}

// read reads the whole of the next answer.
func (l *link) read(results pgx.BatchResults) (*answer, error) {
	found, err := results.Query()
	if err != nil {
		return nil, err
	}
	defer found.Close()
	a := &answer{columns: columnsOf(found)}
	for found.Next() {
		row := make([]driver.Value, len(a.columns))
		if err := l.decode(found, row); err != nil {
			return nil, err
		}
		a.rows = append(a.rows, row)
	}
	return a, found.Err()
}

func columnsOf(found pgx.Rows) (names []string) {
	for _, f := range found.FieldDescriptions() {
		names = append(names, f.Name)
	}
	return names
}

// decode returns the values of a row as database/sql has them.
func (l *link) decode(found pgx.Rows, to []driver.Value) (err error) {
	fields := found.FieldDescriptions()
	for i, raw := range found.RawValues() {
		if to[i] = nil; raw == nil {
			continue
		}
		switch text := string(raw); fields[i].DataTypeOID {
		case pgtype.Int8OID, pgtype.Int4OID, pgtype.Int2OID, pgtype.OIDOID:
			to[i], err = strconv.ParseInt(text, 10, 64)
		case pgtype.Float8OID, pgtype.Float4OID:
			to[i], err = strconv.ParseFloat(text, 64)
		case pgtype.BoolOID:
			to[i] = text == "t"
		case pgtype.ByteaOID:
			var bytes []byte
			err = l.conn.TypeMap().Scan(pgtype.ByteaOID, fields[i].Format, raw, &bytes)
			to[i] = bytes
		default:
			to[i] = text
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// answer is what was answered to a question that was asked ahead.
type answer struct {
	question string
	columns  []string
	rows     [][]driver.Value
}

// told are the rows of such an answer.
type told struct {
	*answer
	n int
}

func (t *told) Columns() []string { return t.columns }

func (t *told) Close() error { return nil }

func (t *told) Next(to []driver.Value) error {
	if t.n == len(t.rows) {
		return io.EOF
	}
	copy(to, t.rows[t.n])
	t.n++
	return nil
}

// QueryContext asks a question, or does a statement that says what it did.
func (l *link) QueryContext(ctx context.Context, text string, values []driver.NamedValue) (driver.Rows, error) {
	q := asking{text, argsOf(values)}
	if len(l.known) > 0 {
		if a := l.known[q.key()]; a != nil {
			return &told{answer: a}, nil
		}
		l.changes(text)
	}
	results := l.send(ctx, q)
	found, err := results.Query()
	if err == nil {
		a := &arriving{link: l, results: results, found: found}
		a.more = found.Next() // without which the columns are not known
		if err = found.Err(); err == nil {
			return a, nil
		}
		found.Close()
	}
	return nil, errors.Join(err, closing(err, results))
}

// arriving are rows as they arrive.
type arriving struct {
	*link
	results pgx.BatchResults
	found   pgx.Rows
	columns []string
	more    bool // there is one that was not read
}

func (a *arriving) Columns() []string {
	if a.columns == nil {
		a.columns = columnsOf(a.found)
	}
	return a.columns
}

func (a *arriving) Next(to []driver.Value) error {
	if !a.more {
		if err := a.found.Err(); err != nil {
			return err
		}
		return io.EOF
	}
	if err := a.decode(a.found, to); err != nil {
		return err
	}
	a.more = a.found.Next()
	return nil
}

func (a *arriving) Close() error {
	a.found.Close()
	return a.results.Close()
}

// ExecContext does a statement at once.
func (l *link) ExecContext(ctx context.Context, text string, values []driver.NamedValue) (driver.Result, error) {
	l.known = nil
	_, err := l.do(ctx, asking{text, argsOf(values)})
	return driver.ResultNoRows, err
}

func argsOf(values []driver.NamedValue) []any {
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = v.Value
	}
	return args
}

// CheckNamedValue takes what pgx takes.
func (l *link) CheckNamedValue(*driver.NamedValue) error { return nil }

// IsValid reports whether the connection may be used again.
func (l *link) IsValid() bool { return !l.conn.IsClosed() }

// ResetSession refuses a connection that is gone.
func (l *link) ResetSession(context.Context) error {
	if l.conn.IsClosed() {
		return driver.ErrBadConn
	}
	return nil
}

// Close ends the connection, and with it a transaction.
func (l *link) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closeWait)
	defer cancel()
	return l.conn.Close(ctx)
}

// Prepare is for nobody: see dialect.prepare.
func (l *link) Prepare(string) (driver.Stmt, error) { return nil, errors.ErrUnsupported }

// Begin is for nobody: see beginSession.
func (l *link) Begin() (driver.Tx, error) { return nil, errors.ErrUnsupported }
