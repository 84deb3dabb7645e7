//go:build unix

package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"crm/internal/cli"
)

// agency is a book on a server, with logins of its producers.
type agency struct {
	t      *testing.T
	home   string
	server *pgx.ConnConfig // by whom the cluster was made
	book   string
	suffix string
}

// newAgency makes logins: one that owns the book, and some that own nothing.
func newAgency(t *testing.T, logins ...string) *agency {
	t.Helper()
	address := os.Getenv("CRM_TEST_POSTGRES")
	if address == "" {
		t.Skip("there is no server (.ci/with-postgres)")
	}
	config, err := pgx.ParseConfig(address)
	if err != nil {
		t.Fatal(err)
	}
	config.DefaultQueryExecMode = pgx.QueryExecModeSimpleProtocol // as psql sends what is typed
	suffix := fmt.Sprintf("_%d_%d", os.Getpid(), time.Now().UnixNano()%1e9)
	a := &agency{t, t.TempDir(), config, "a" + suffix, suffix}
	group := pgx.Identifier{a.book + "@" + config.Database}.Sanitize()
	super := a.connect(config.User)
	a.must(super, "CREATE ROLE "+a.login("owner")+" LOGIN; CREATE ROLE "+group+" ADMIN "+a.login("owner"))
	for _, login := range logins {
		a.must(super, "CREATE ROLE "+a.login(login)+" LOGIN")
	}
	a.must(super, "CREATE SCHEMA "+a.book+" AUTHORIZATION "+a.login("owner"))
	return a
}

func (a *agency) login(name string) string { return name + a.suffix }

func (a *agency) connect(user string) *pgx.Conn {
	a.t.Helper()
	config := a.server.Copy()
	config.User = user
	conn, err := pgx.ConnectConfig(context.Background(), config)
	if err != nil {
		a.t.Fatal(err)
	}
	a.t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

func (a *agency) must(conn *pgx.Conn, text string) {
	a.t.Helper()
	if _, err := conn.Exec(context.Background(), text); err != nil {
		a.t.Fatalf("%s: %v", text, err)
	}
}

// address is that of the book, by a login.
func (a *agency) address(login string) string {
	asked := url.Values{"host": {a.server.Host}, "book": {a.book}}
	return (&url.URL{Scheme: "postgres", User: url.User(a.login(login)), Path: "/" + a.server.Database, RawQuery: asked.Encode()}).String()
}

// run runs crm by a login, and returns what it prints.
func (a *agency) run(login string, args ...string) (text string, exit int) {
	a.t.Helper()
	var out bytes.Buffer
	vars := map[string]string{"HOME": a.home, "CRM_BOOK": a.address(login), "TZ": "UTC", "NO_COLOR": "1", "COLUMNS": "200"}
	exit = cli.Main(cli.Env{Args: args, In: strings.NewReader(""), Out: &out, Err: &out,
		Now:  func() time.Time { return time.Date(2026, 11, 25, 15, 0, 0, 0, time.UTC) },
		Vars: func(name string) string { return vars[name] }})
	return out.String(), exit
}

func (a *agency) done(login string, args ...string) string {
	a.t.Helper()
	text, exit := a.run(login, args...)
	if exit != 0 {
		a.t.Fatalf("%s: crm %q ends with %d: %s", login, args, exit, text)
	}
	return text
}

// opened makes a book with a manager and producers, one of whom has a private note and a file.
func opened(t *testing.T) *agency {
	a := newAgency(t, "ann", "ben", "cy", "sue", "stranger")
	a.done("owner", "book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee")
	a.done("owner", "producer", "add", "Ben Ito")
	a.done("owner", "producer", "add", "Sue Fox")
	a.done("owner", "producer", "add", "Cy Dole", "--role", "manager", "--yes")
	a.done("owner", "book", "grant", "Ann", "--login", a.login("ann"))
	a.done("owner", "book", "grant", "Ben", "--login", a.login("ben"))
	a.done("owner", "book", "grant", "Cy", "--login", a.login("cy"))
	a.done("owner", "book", "grant", "Sue", "--login", a.login("sue"), "--acts-for", "Ann")
	a.done("ann", "lead", "add", "Jane Hudson", "--phone", "614-555-0101")
	a.done("ann", "note", "add", "Jane", "her marmalade is ill", "--tag", "marmalade")
	a.done("ann", "note", "edit", "7", "her marmalade is well")
	a.done("ann", "note", "add", "Jane", "she had marmalade")
	a.done("ann", "delete", "8", "--yes")
	a.done("ann", "team", "add", "West", "--member", "Ann Lee")
	a.done("ann", "note", "add", "Jane", "marmalade for West", "--share", "West")
	a.done("ann", "note", "add", "Jane", "likes tea", "--share", "Ben Ito")
	if err := os.WriteFile(a.home+"/offer.txt", []byte("offer"), 0o600); err != nil {
		t.Fatal(err)
	}
	a.done("ann", "file", "add", "Jane", a.home+"/offer.txt")
	a.done("ben", "lead", "add", "Abe Stone", "--phone", "614-555-0102")
	a.done("ben", "note", "add", "Abe", "likes coffee")
	return a
}

// state is all that may not be changed by who attacks.
func (a *agency) state(owner *pgx.Conn) string {
	a.t.Helper()
	var all strings.Builder
	for _, table := range []string{"notes", "changes", "edits", "logins", "producers", "teams", "tagged", "files", "counter", "book_version", "contents"} {
		rows, err := owner.Query(context.Background(), "SELECT CAST(t AS text) FROM "+a.book+"."+table+" t ORDER BY 1")
		if err != nil {
			a.t.Fatal(err)
		}
		lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			a.t.Fatal(err)
		}
		fmt.Fprintln(&all, table, strings.Join(lines, "\n"))
	}
	return all.String()
}

// TestAttacks is what somebody with the login of a producer tries with psql. Each line is refused with
// that SQLSTATE, or else has no effect and shows nothing of a note that is not theirs.
func TestAttacks(t *testing.T) {
	a := opened(t)
	owner := a.connect(a.login("owner"))
	said := &strings.Builder{}
	config := a.server.Copy()
	config.User = a.login("ben")
	config.OnNotice = func(_ *pgconn.PgConn, n *pgconn.Notice) { fmt.Fprintln(said, n.Message, n.Detail, n.Where) }
	ben, err := pgx.ConnectConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ben.Close(context.Background()) }()
	names := strings.NewReplacer("BOOK", a.book, "ANN", a.login("ann"), "BEN", a.login("ben"), "BOSS", a.login("owner"), "GROUP", `"`+a.book+"@"+a.server.Database+`"`)
	const nothing = ""
	leak := "CREATE FUNCTION pg_temp.leak(t text) RETURNS boolean COST 0.0000001 LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE 'leak %', t; RETURN true; END $$; "
	for _, attack := range []struct{ state, what string }{
		// Read what is a colleague's alone.
		{nothing, "SELECT * FROM notes WHERE body LIKE '%marmalade%'"},
		{nothing, "SELECT CAST(n AS text) FROM notes n"},
		{nothing, "SELECT * FROM edits WHERE kind = 'note'"},
		{nothing, "SELECT * FROM edits WHERE before LIKE '%marmalade%' OR after LIKE '%marmalade%'"},
		{nothing, "SELECT tag FROM tagged"},
		{nothing, "TABLE notes; TABLE edits; TABLE tagged"},
		{nothing, "COPY notes TO STDOUT"},
		{nothing, "COPY (SELECT before, after FROM edits) TO STDOUT"},
		{"42501", "COPY notes TO PROGRAM 'cat'"},
		{"42501", "COPY notes TO '/tmp/notes.txt'"},
		{nothing, "SELECT query_to_xml('SELECT * FROM notes', true, true, ''), table_to_xml('notes', true, true, '')"},
		{nothing, "SELECT ts_stat FROM ts_stat('SELECT to_tsvector(body) FROM BOOK.notes')"},
		{nothing, "SELECT may_read_gone(7), may_read_gone(8), is_gone(7), me(), circle()"},
		{nothing, "SELECT n.* FROM notes n JOIN contacts c ON c.id = n.contact FOR UPDATE OF n"},
		{nothing, "DECLARE c CURSOR WITH HOLD FOR SELECT * FROM notes; FETCH ALL FROM c; CLOSE c"},
		{nothing, "SELECT string_agg(body, ',') FROM notes TABLESAMPLE SYSTEM (100)"},
		// As somebody else.
		{"42501", "SET ROLE BOSS"},
		{"42501", "SET ROLE ANN"},
		{"42501", "SET SESSION AUTHORIZATION ANN"},
		{nothing, "SET ROLE GROUP; SELECT * FROM notes; SELECT * FROM edits; RESET ROLE"},
		{"22023", "SELECT set_config('session_authorization', 'nobody', false)"},
		{"42501", "SELECT set_config('role', 'BOSS', false)"},
		{nothing, "SELECT set_config('crm.producer', '1', false), set_config('crm.login', 'ANN', false); SELECT * FROM notes"},
		{"42501", "SET row_security = off; SELECT * FROM notes"},
		{nothing, "RESET row_security"},
		{"42501", "SET session_replication_role = replica"},
		{"42501", "ALTER ROLE BEN BYPASSRLS"},
		{"42501", "ALTER ROLE BEN SUPERUSER"},
		{"42501", "GRANT BOSS TO BEN"},
		{"42501", "GRANT ANN TO BEN"},
		{"42501", "CREATE ROLE other_BEN LOGIN"},
		{nothing, "ALTER ROLE BEN SET search_path = pg_temp, BOOK; ALTER ROLE BEN RESET ALL"},
		// Functions and operators that tell what they are given.
		{nothing, leak + "SELECT count(*) FROM notes WHERE pg_temp.leak(body)"},
		{nothing, leak + "SELECT count(*) FROM notes n JOIN contacts c ON pg_temp.leak(n.body)"},
		{nothing, leak + "SELECT count(*) FROM edits WHERE pg_temp.leak(after)"},
		{nothing, leak + "SELECT count(*) FROM tagged WHERE pg_temp.leak(tag)"},
		{nothing, leak + "CREATE OPERATOR pg_temp.<<<< (LEFTARG = text, RIGHTARG = text, FUNCTION = starts_with); SELECT count(*) FROM notes WHERE body OPERATOR(pg_temp.<<<<) 'her'"},
		{nothing, leak + "SELECT id FROM notes WHERE CASE WHEN pg_temp.leak(body) THEN true END ORDER BY body"},
		{nothing, leak + "DELETE FROM notes WHERE pg_temp.leak(body) AND false"},
		{nothing, leak + "CREATE VIEW pg_temp.mine WITH (security_barrier = false) AS SELECT * FROM notes WHERE pg_temp.leak(body); SELECT count(*) FROM pg_temp.mine"},
		{"42501", "CREATE FUNCTION pg_temp.safe(t text) RETURNS boolean LEAKPROOF LANGUAGE sql AS 'SELECT true'"},
		{nothing, "SELECT count(*) FROM notes WHERE CAST(body AS integer) = 1 AND author <> 2 AND false"},
		{nothing, "SELECT 1 / (SELECT count(*) FROM notes WHERE body LIKE 'her%' AND id = 7 HAVING count(*) > 0)"},
		// What the server has counted of texts.
		{nothing, "SELECT most_common_vals, histogram_bounds FROM pg_stats WHERE tablename IN ('notes', 'edits', 'tagged')"},
		{"42501", "SELECT * FROM pg_statistic"},
		{"42501", "SELECT * FROM pg_statistic_ext_data"},
		{nothing, "SELECT query FROM pg_stat_activity WHERE usename <> 'BEN'"},
		{nothing, "EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM notes WHERE body LIKE 'her%'"},
		{"42501", "SELECT pg_read_file('PG_VERSION')"},
		{"42501", "SELECT * FROM pg_authid"},
		{nothing, "LISTEN everything; UNLISTEN *"},
		{"42501", "SELECT * FROM pg_create_logical_replication_slot('BEN', 'test_decoding')"},
		// Tables, functions and schemas of one's own, in the way of others.
		{"42501", "CREATE TABLE BOOK.mine (id int)"},
		{"42501", "CREATE FUNCTION BOOK.me() RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'"},
		{"42501", "CREATE FUNCTION BOOK.numbers(text[]) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint'"},
		{"42501", "CREATE OR REPLACE VIEW BOOK.all_notes AS SELECT * FROM BOOK.notes"},
		{"42501", "CREATE SCHEMA mine"},
		{"42501", "CREATE TRIGGER leak BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION guard_note()"},
		{"42501", "CREATE RULE leak AS ON INSERT TO notes DO ALSO SELECT 1"},
		{"42501", "CREATE POLICY mine ON notes USING (true)"},
		{"42501", "ALTER TABLE notes DISABLE ROW LEVEL SECURITY"},
		{"42501", "ALTER TABLE notes DISABLE TRIGGER guard"},
		{"42501", "ALTER TABLE notes OWNER TO BEN"},
		{"42501", "ALTER FUNCTION me() RENAME TO us"},
		{"42501", "DROP POLICY reads ON notes"},
		{"42501", "CREATE INDEX leak ON notes (body)"},
		{"42501", "ANALYZE (SKIP_LOCKED) pg_statistic; DROP TABLE notes"},
		{nothing, "CREATE TEMP TABLE logins AS SELECT 'BEN' AS login, 1::bigint AS producer, ',1,2,3,4,'::text AS acts_for; SET search_path = pg_temp, BOOK; SELECT me(); SELECT * FROM BOOK.notes; SELECT BOOK.may_read_gone(8); RESET search_path; DROP TABLE pg_temp.logins"},
		{nothing, "CREATE TEMP TABLE producers AS SELECT id, 'manager' AS role, NULL::text AS retired FROM BOOK.producers; SET search_path = pg_temp, BOOK; SELECT BOOK.manages(); SELECT * FROM BOOK.notes; RESET search_path; DROP TABLE pg_temp.producers"},
		{nothing, "CREATE TEMP TABLE notes AS SELECT 7::bigint AS id, 2::bigint AS author, NULL::text AS shared; SET search_path = pg_temp, BOOK; SELECT * FROM BOOK.edits WHERE kind = 'note' AND record = 7; RESET search_path; DROP TABLE pg_temp.notes"},
		{nothing, "CREATE FUNCTION pg_temp.may_read(bigint, text) RETURNS boolean LANGUAGE sql AS 'SELECT true'; SET search_path = pg_temp, BOOK; SELECT * FROM BOOK.edits WHERE kind = 'note'; RESET search_path"},
		{"42501", "CREATE TEMP TABLE counter AS SELECT 0 AS next, 0 AS changes; SET search_path = pg_temp, BOOK; INSERT INTO BOOK.edits (change, seq, action, kind, record, version) VALUES (5, 99, 'create', 'note', 7, 1)"},
		{"42501", "CREATE TEMP TABLE counter AS SELECT 0 AS next, 0 AS changes; SET search_path = pg_temp, BOOK; UPDATE BOOK.changes SET reason = 'x' WHERE id = 5"},
		// Write in a colleague's name.
		{"42501", "INSERT INTO notes (id, version, contact, author, body) VALUES (900, 1, 5, 1, 'mine')"},
		{"42501", "UPDATE notes SET author = 1 WHERE author = 2"},
		{"42501", "UPDATE notes SET author = 2 WHERE body = 'likes tea'"},
		{"42501", "UPDATE notes SET body = 'likes gin' WHERE body = 'likes tea'"},
		{"42501", "INSERT INTO notes (id, version, contact, author, body) VALUES (7, 1, 5, 2, 'x') ON CONFLICT (id) DO UPDATE SET shared = ',2,'"},
		{"42501", "INSERT INTO changes (id, op, made_at, as_of, producer, command) SELECT changes, 'x', '2026-11-25T15:00:00Z', '2026-11-25', 1, 'note add' FROM counter"},
		{"42501", "INSERT INTO changes (id, op, made_at, as_of, producer, acted_by, command) SELECT changes, 'x', '2026-11-25T15:00:00Z', '2026-11-25', 1, 2, 'note add' FROM counter"},
		{"42501", "INSERT INTO changes (id, op, made_at, as_of, producer, acted_by, command) SELECT changes, 'x', '2026-11-25T15:00:00Z', '2026-11-25', 1, 4, 'note add' FROM counter"},
		{"42501", "INSERT INTO changes (id, op, made_at, as_of, command) SELECT changes, 'x', '2026-11-25T15:00:00Z', '2026-11-25', 'note add' FROM counter"},
		{"42501", "INSERT INTO edits (change, seq, action, kind, record, version) VALUES (5, 99, 'create', 'contact', 5, 1)"},
		{"42501", "UPDATE changes SET producer = 1"},
		{"42501", "UPDATE changes SET made_at = '2020-01-01T00:00:00Z'"},
		{"42501", "UPDATE changes SET reason = 'x' WHERE id = 5"},
		{"42501", "UPDATE changes SET id = 99 WHERE id = 5"},
		{nothing, "UPDATE edits SET after = '{}' WHERE change = 5"},
		{"42501", "UPDATE edits SET change = 99"},
		{"42501", "INSERT INTO files (id, version, contact, author, name) VALUES (901, 1, 5, 1, 'x')"},
		{"42501", "UPDATE files SET author = 2"},
		{"0A000", "COPY notes FROM STDIN"},
		// Be somebody else, or more.
		{"42501", "UPDATE logins SET producer = 1 WHERE login = 'BEN'"},
		{"42501", "UPDATE logins SET acts_for = ',1,' WHERE login = 'BEN'"},
		{"42501", "INSERT INTO logins (login, producer) VALUES ('BEN', 1)"},
		{"42501", "DELETE FROM logins"},
		{"42501", "UPDATE producers SET role = 'manager' WHERE id = 2"},
		{"42501", "UPDATE producers SET id = 99 WHERE id = 2"},
		{"42501", "UPDATE producers SET retired = '2026-01-01' WHERE id = 4"},
		{"42501", "UPDATE producers SET role = NULL WHERE id = 4"},
		{"42501", "DELETE FROM producers WHERE id = 3"},
		{"42501", "INSERT INTO producers (id, version, name, role) VALUES (902, 1, 'Me', 'manager')"},
		{"42501", "UPDATE teams SET members = ',1,2,'"},
		{"42501", "UPDATE teams SET id = 903"},
		{"42501", "INSERT INTO teams (id, version, name, members) VALUES (8, 1, 'Mine', ',2,')"},
		{"42501", "UPDATE counter SET next = 1"},
		{"42501", "UPDATE counter SET changes = 1"},
		{"42501", "UPDATE book_version SET version = 1"},
		{nothing, "GRANT ALL ON notes TO PUBLIC; GRANT SELECT ON logins TO PUBLIC"},
		// Take away.
		{nothing, "DELETE FROM notes WHERE author = 1"},
		{nothing, "DELETE FROM tagged WHERE kind = 'note'"},
		{"42501", "DELETE FROM edits"},
		{"42501", "DELETE FROM changes"},
		{nothing, "DELETE FROM contents"},
		{"42501", "UPDATE contents SET bytes = ''"},
		{"42501", "DELETE FROM counter"},
		{"42501", "TRUNCATE notes"},
		{"42501", "TRUNCATE contacts CASCADE"},
		{"42501", "LOCK TABLE notes IN ACCESS EXCLUSIVE MODE; TRUNCATE notes"},
		{"42501", "DROP SCHEMA BOOK CASCADE"},
	} {
		said.Reset()
		before := a.state(owner)
		a.must(ben, "SET search_path = "+a.book)
		text, err := told(ben, names.Replace(attack.what))
		state := ""
		if e := (*pgconn.PgError)(nil); errors.As(err, &e) {
			state, text = e.Code, text+e.Message+e.Detail+e.Where
		} else if err != nil {
			t.Fatalf("%s: %v", attack.what, err)
		}
		if text += said.String(); strings.Contains(text, "marmalade") {
			t.Errorf("%s\nshows %s", attack.what, text)
		}
		if state != attack.state {
			t.Errorf("%s\nis answered with %q %v, want %q", attack.what, state, err, attack.state)
		}
		if after := a.state(owner); after != before {
			t.Fatalf("%s\nchanges the book", attack.what)
		}
		for _, undone := range []string{"RESET ALL", "RESET ROLE", "DISCARD ALL"} {
			a.must(ben, undone)
		}
	}
}

// told sends what is typed, and returns all that comes back.
func told(conn *pgx.Conn, typed string) (text string, err error) {
	if strings.HasPrefix(typed, "COPY") && strings.Contains(typed, "STDOUT") {
		var out bytes.Buffer
		_, err := conn.PgConn().CopyTo(context.Background(), &out, typed)
		return out.String(), err
	}
	results, err := conn.PgConn().Exec(context.Background(), typed).ReadAll()
	for _, r := range results {
		for _, row := range r.Rows {
			text += string(bytes.Join(row, []byte("\t"))) + "\n"
		}
	}
	return text, err
}

// TestLoginOfNobody: a login that the owner has not granted the book, one whose producer is retired,
// and one that the book was taken from read nothing.
func TestLoginOfNobody(t *testing.T) {
	a := opened(t)
	nothing := func(login string) {
		t.Helper()
		conn := a.connect(a.login(login))
		for _, table := range []string{"notes", "edits", "changes", "files", "contents", "tagged"} {
			if text, err := told(conn, "SELECT * FROM "+a.book+"."+table); err == nil && text != "" {
				t.Errorf("%s reads %s: %s", login, table, text)
			}
		}
		if text, exit := a.run(login, "today"); exit == 0 {
			t.Errorf("%s: %s", login, text)
		}
	}
	nothing("stranger")
	a.must(a.connect(a.server.User), `GRANT "`+a.book+"@"+a.server.Database+`" TO `+a.login("stranger"))
	nothing("stranger")
	if text, exit := a.run("stranger", "today"); exit != 10 || !strings.Contains(strings.Join(strings.Fields(text), " "), "belongs to nobody who works with this book") {
		t.Errorf("%d %s", exit, text)
	}
	a.done("cy", "producer", "retire", "Ann Lee", "--to", "Ben Ito", "--yes")
	nothing("ann")
	a.done("owner", "book", "grant", "Ben", "--revoke")
	nothing("ben")
}

// TestLogins is what producers do by their logins, and what the server keeps from the program, too.
func TestLogins(t *testing.T) {
	a := opened(t)
	for _, c := range []struct {
		login   string
		command string
		exit    int
		says    string // with ! before what is not said
	}{
		{"ben", "note list", 0, "likes tea"},
		{"ben", "note list", 0, "!marmalade"},
		{"ben", "show Jane", 0, "!marmalade"},
		{"ben", "search marmalade", 0, "!marmalade is"},
		{"ben", "tag list", 0, "!marmalade"},
		{"ben", "history", 0, "!marmalade"},
		{"ben", "--as Ann note list", 10, "may not act for"},
		{"ann", "note list", 0, "her marmalade is well"},
		{"cy", "note list", 0, "her marmalade is well"},
		{"sue", "note list", 0, "!marmalade"},
		{"sue", "--as Ann note list", 0, "her marmalade is well"},
		{"sue", "--as Ben today", 10, "may not act for"},
		{"cy", "--as Ben today", 0, ""},
		{"sue", "--as Ann note add Jane called", 0, "Added note"},
		{"cy", "history", 0, "Ann Lee (Sue Fox) note add"},
		{"ann", "undo", 0, "Took back"},
		{"ben", "book grant Ben --login ben", 7, "is the login of a producer"},
		{"ben", "contact erase Abe --reason asked --yes", 10, "a manager erases"},
		{"ben", "producer edit Ben --role manager --yes", 10, "only a manager gives roles"},
		{"ben", "team join West Ben", 10, "only a manager adds members"},
		{"ben", "book check", 0, ""},
		{"ben", "lead add Nora~Castillo --phone 614-555-0163", 0, "Added lead"},
		{"ben", "undo", 0, "Took back"},
		{"ben", "redo", 0, "Restored"},
		{"ben", "file list", 0, "offer.txt"},
		{"cy", "contact merge Abe Nora --yes", 0, ""},
		{"cy", "contact erase Jane --reason asked --yes", 0, ""},
		{"cy", "book check", 0, ""},
		{"owner", "book show", 0, "Sue Fox (for Ann Lee)"},
	} {
		words := strings.Fields(c.command)
		for i := range words {
			words[i] = strings.ReplaceAll(words[i], "~", " ")
		}
		text, exit := a.run(c.login, words...)
		says, not := strings.CutPrefix(c.says, "!")
		flat := strings.Join(strings.Fields(text), " ") // however wide a line is
		if exit != c.exit || c.says != "" && strings.Contains(flat, says) == not {
			t.Errorf("%s: crm %s ends with %d, want %d and %q:\n%s", c.login, c.command, exit, c.exit, c.says, text)
		}
	}
}
