package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgconn/ctxwatch"

	"crm/internal/crm"
)

// OnServer reports whether that is the address of a book on a server, rather than a file.
func OnServer(path string) bool {
	return strings.HasPrefix(path, "postgres://") || strings.HasPrefix(path, "postgresql://")
}

// server is where a book is that is in no file: a schema of a database.
type server struct {
	config *pgx.ConnConfig
	schema string
	name   string // "main on db.agency.lan/crm", which says no secret
}

// settings are what an address may say beside its user, host and database. All but book are
// libpq's.
var settings = []string{"book", "host", "port", "user", "dbname", "service", "servicefile", "passfile", "connect_timeout", "target_session_attrs",
	"sslmode", "sslrootcert", "sslcert", "sslkey", "sslsni", "sslnegotiation", "channel_binding", "require_auth", "krbsrvname", "krbspn"}

// verified is the sslmode in which nobody else can pose as the server.
const verified = "verify-full"

// connectWait is how long a server may take to accept a connection, unless the address says it.
const connectWait = 10 * time.Second

// serverAt reads an address: postgres://ann@db.agency.lan/crm?book=main.
//
// Errors: CodeUsage for what is none, for one with a password, and for one that trusts whoever
// answers.
func serverAt(address string) (*server, error) {
	u, err := url.Parse(address)
	if err != nil || u.Opaque != "" || u.Fragment != "" { // what url says has the address in it
		return nil, crm.Errorf(crm.CodeUsage, "this is not the address of a book on a server").On("book").Try("Write it as postgres://USER@HOST/DATABASE?book=NAME")
	}
	asked, err := url.ParseQuery(u.RawQuery)
	_, secret := u.User.Password()
	if err != nil || secret || asked.Has("password") || asked.Has("sslpassword") {
		return nil, crm.Errorf(crm.CodeUsage, "the address of a book has no password in it, which others could read: in the list of processes, in the history of a shell").On("book").
			Try("Write it to ~/.pgpass (mode 0600) as HOST:PORT:DATABASE:USER:PASSWORD, or to a file that PGPASSFILE names, or name a service: PGSERVICE")
	}
	for key := range asked {
		if !slices.Contains(settings, key) {
			return nil, crm.Errorf(crm.CodeUsage, "an address has no setting %q", key).On("book").Try("Its settings are: %s", strings.Join(settings, ", "))
		}
	}
	s := &server{schema: asked.Get("book")}
	if !isBookName(s.schema) {
		return nil, crm.Errorf(crm.CodeUsage, "the address of a book on a server says which book it is: small letters, digits and underlines").On("book").
			Try("Write it as postgres://USER@HOST/DATABASE?book=main")
	}
	asked.Del("book")
	if s.config, err = configOf(u, asked); err != nil {
		return nil, err
	}
	s.name = s.schema + " on " + hostOf(s.config) + "/" + s.config.Database
	return s, nil
}

// CheckAddress returns what is wrong with an address. Errors are those of OpenRead before it
// connects.
func CheckAddress(address string) error {
	_, err := serverAt(address)
	return err
}

// NameOf is what the book at a path is called: its file, or "main on db.agency.lan/crm". Errors are
// those of CheckAddress.
func NameOf(path string) (string, error) {
	if !OnServer(path) {
		return path, nil
	}
	at, err := serverAt(path)
	if err != nil {
		return "", err
	}
	return at.name, nil
}

// isBookName reports whether a book may have that name, which is that of a schema.
func isBookName(name string) bool {
	return name != "" && len(name) <= 40 && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == "" && (name[0] < '0' || name[0] > '9') &&
		!strings.HasPrefix(name, "pg_") && name != "public" && name != "information_schema"
}

// configOf is how to connect. To a host that is not this machine it goes by TLS, with a
// certificate that says that it is the host.
func configOf(u *url.URL, asked url.Values) (*pgx.ConnConfig, error) {
	parse := func() (*pgx.ConnConfig, error) {
		plain := *u
		plain.RawQuery = asked.Encode()
		return pgx.ParseConfig(plain.String())
	}
	config, err := parse()
	if err == nil && !slices.ContainsFunc(hostsOf(config), isFar) {
		if !asked.Has("sslmode") {
			asked.Set("sslmode", "disable") // which nobody can listen to
			config, err = parse()
		}
	} else if err == nil {
		if mode := asked.Get("sslmode"); mode != "" && mode != verified {
			return nil, crm.Errorf(crm.CodeUsage, "with sslmode=%s whoever answers could pose as %s", mode, hostOf(config)).On("book").
				Try("Leave it out, and if the certificate of the server is your own, name who signed it: sslrootcert=FILE")
		}
		asked.Set("sslmode", verified)
		config, err = parse()
	}
	if err != nil { // its text has the address
		return nil, crm.Errorf(crm.CodeUsage, "the address of the book, or what PGSERVICE, PGPASSFILE or another setting of PostgreSQL says, can't be used").On("book").
			Try("Try it with psql, which goes by the same settings")
	}
	if err := readByOthers(config, asked.Get("passfile")); err != nil {
		return nil, err
	}
	if !asked.Has("connect_timeout") {
		config.ConnectTimeout = connectWait
	}
	preferPrimary(config, asked.Get("target_session_attrs"))
	config.OnNotice = noteWarning
	config.RuntimeParams = map[string]string{"application_name": "crm", "client_encoding": "UTF8"} // all else is set in transactions, which a pooler passes on
	config.DefaultQueryExecMode = pgx.QueryExecModeExec                                            // a statement is one round trip, and prepares nothing that a pooler would lose
	config.StatementCacheCapacity, config.DescriptionCacheCapacity = 0, 0
	config.BuildContextWatcherHandler = func(of *pgconn.PgConn) ctxwatch.Handler {
		return &pgconn.CancelRequestContextWatcherHandler{Conn: of, DeadlineDelay: 3 * time.Second}
	}
	return config, nil
}

// readByOthers is the error for a file with the password that others may read, which libpq does
// not use, either. pgx reads the environment as libpq does and keeps no name of the file, so the
// same variables are asked for here.
func readByOthers(config *pgx.ConnConfig, passfile string) error {
	if config.Password == "" || os.Getenv("PGPASSWORD") != "" || runtime.GOOS == "windows" {
		return nil
	}
	home, _ := os.UserHomeDir()
	path := cmp.Or(passfile, os.Getenv("PGPASSFILE"), filepath.Join(home, ".pgpass"))
	if info, err := os.Stat(path); err == nil && info.Mode().Perm()&0o077 != 0 {
		return crm.Errorf(crm.CodeEnvironment, "others may read %s, so the password in it is not used", path).Try("chmod 600 %s", path)
	}
	return nil
}

func hostsOf(config *pgx.ConnConfig) []string {
	hosts := []string{config.Host}
	for _, f := range config.Fallbacks {
		hosts = append(hosts, f.Host)
	}
	return hosts
}

// isFar reports whether a host is reached by a network.
func isFar(host string) bool {
	ip := net.ParseIP(host)
	return !isSocket(host) && host != "localhost" && (ip == nil || !ip.IsLoopback())
}

func isSocket(host string) bool { return filepath.IsAbs(host) || strings.HasPrefix(host, "@") }

// hostOf is what the hosts of a server are called.
func hostOf(config *pgx.ConnConfig) string {
	names := []string{nameOfHost(config.Host, config.Port)}
	for _, f := range config.Fallbacks {
		if name := nameOfHost(f.Host, f.Port); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, ",")
}

func nameOfHost(host string, port uint16) string {
	if isSocket(host) {
		host = "localhost"
	}
	if port != 5432 {
		return net.JoinHostPort(host, strconv.Itoa(int(port)))
	}
	return host
}

// open makes a store of the book, which connects with its first transaction.
func (at *server) open(address string) *Store {
	db := sql.OpenDB(connector{at.config})
	db.SetMaxOpenConns(2) // a look beside a change
	return &Store{db: db, dialect: postgresDialect, path: address, server: at, version: SchemaVersion}
}

// errNoBook says that a server has no book of that name.
var errNoBook = errors.New("no book of that name")

// IsNoBook reports whether a server has no book of that name.
func IsNoBook(err error) bool { return errors.Is(err, errNoBook) }

// openServer opens a book on a server.
//
// Errors: those of Open.
func openServer(ctx context.Context, address string, reads bool) (*Store, error) {
	at, err := serverAt(address)
	if err != nil {
		return nil, err
	}
	s := at.open(address)
	s.readOnly = reads
	if err = s.arrive(ctx); err != nil {
		_ = s.Close()
		if state := stateOf(err); state == "42P01" || state == "3F000" {
			e := crm.Errorf(crm.CodeNotFound, "there is no book %s", at.name).Next("Make one", "book init", crm.With("book", address))
			e.Err = errNoBook
			return nil, e
		}
		return nil, err
	}
	return s, nil
}

// arrive asks for the version of the book and, in the same round trip, what whoever looks at it
// asks first. The look is kept for them.
func (s *Store) arrive(ctx context.Context) error {
	var version int
	var asked error
	err := whileBusy(ctx, func() (err error) {
		if s.begun, err = s.begin(ctx, ctx, true); err != nil {
			return err
		}
		question := s.dialect.version(s)
		ofVersion := func(v *View) error { return v.row(question).Scan(&version) }
		asked = s.begun.Together(func(v *View) { _ = ofVersion(v) }, func(v *View) { _ = s.lookAtReplica(v) }, func(v *View) { _, _, _ = v.readSettings() })
		if asked == nil || s.begun.tx.(*session).knows(asking{text: question}) { // or else that is what it failed at
			return ofVersion(s.begun)
		}
		return asked
	})
	if err = s.isKnown(version, err); err == nil {
		err = s.lookAtReplica(s.begun)
	}
	if err == nil && !s.Outdated() { // which has not what it was asked for
		err = s.explain(asked)
	}
	if err != nil || s.Outdated() {
		s.forgo()
	}
	return err
}

// forgo ends the look that was begun when the book was opened.
func (s *Store) forgo() {
	if s.begun != nil {
		s.begun.end()
		s.begun = nil
	}
}
