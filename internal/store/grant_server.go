package store

import (
	"context"
	_ "embed"
	"errors"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"crm/internal/crm"
)

// guard is what a server keeps by itself of a book whose producers have logins.
//
//go:embed roles/guard.sql
var guard string

// longestRole is how many bytes PostgreSQL keeps of the name of a role.
const longestRole = 63

// group returns the role of all logins of a book. Roles are of the whole server, so that it names
// the database, too.
func (at *server) group() string { return at.schema + "@" + at.config.Database }

func quoted(name string) string { return pgx.Identifier{name}.Sanitize() }

// Grant lets a login use the book as a producer; one that it was before is replaced. In a dry run
// it says what would be in the way.
//
// Errors: CodeEnvironment for a login that does not own the book, CodeNotFound for one that the server
// does not have, CodeConflict for one from which the server could keep nothing.
func (s *Store) Grant(ctx context.Context, l crm.Login, dryRun bool) error {
	return s.administer(ctx, dryRun, func(tx *Tx) error {
		if err := tx.isPlain(l.Name); err != nil {
			return err
		}
		if err := tx.makeGroup(s.server); err != nil {
			return err
		}
		if err := tx.guardBook(s.server); err != nil {
			return err
		}
		if err := tx.plainly("GRANT " + quoted(s.server.group()) + " TO " + quoted(l.Name)); err != nil {
			return s.server.ofGroup(err, tx.owner)
		}
		var actsFor any
		if len(l.ActsFor) > 0 {
			actsFor = l.ActsFor.String()
		}
		return tx.exec("INSERT INTO logins (login, producer, acts_for) VALUES ($1, $2, $3) ON CONFLICT (login) DO UPDATE SET producer = excluded.producer, acts_for = excluded.acts_for",
			l.Name, l.Producer, actsFor)
	})
}

// Revoke takes the book from logins.
//
// Errors: CodeEnvironment for a login that does not own the book.
func (s *Store) Revoke(ctx context.Context, logins []crm.Login, dryRun bool) error {
	return s.administer(ctx, dryRun, func(tx *Tx) error {
		for _, l := range logins {
			there, err := tx.any("FROM pg_roles WHERE rolname = $1", l.Name)
			if err == nil && there { // or else an administrator has dropped it
				err = tx.plainly("REVOKE " + quoted(s.server.group()) + " FROM " + quoted(l.Name))
			}
			if err == nil {
				err = tx.exec("DELETE FROM logins WHERE login = $1", l.Name)
			}
			if err != nil {
				return s.server.ofGroup(err, tx.owner)
			}
		}
		return nil
	})
}

// administer runs fn in a transaction of the login that owns the book.
func (s *Store) administer(ctx context.Context, dryRun bool, fn func(*Tx) error) error {
	return s.hold(ctx, func(tx *Tx) error {
		err := tx.isOwner("who may use " + s.Name() + " is said")
		if err == nil {
			err = fn(tx)
		}
		if err == nil && dryRun {
			err = ErrRollBack
		}
		return err
	})
}

// isOwner rejects a login that does not own the tables of the book on a server.
//
// Errors: CodeEnvironment.
func (tx *Tx) isOwner(what string) error {
	var owns bool
	err := tx.row("SELECT pg_has_role(session_user, relowner, 'USAGE'), pg_get_userbyid(relowner) FROM pg_class WHERE oid = CAST('counter' AS regclass)").Scan(&owns, &tx.owner)
	if err == nil && !owns {
		err = crm.Errorf(crm.CodeEnvironment, "%s by the login that owns its tables alone: %s", what, tx.owner).Try("Ask whoever works as %s", tx.owner)
	}
	return err
}

// isPlain rejects a login that the server does not have, and one from which it keeps nothing.
func (tx *Tx) isPlain(login string) error {
	var logsIn, above bool
	found, err := column[string](tx.View, `SELECT concat(rolcanlogin, rolsuper OR rolbypassrls OR pg_has_role(oid, (SELECT relowner FROM pg_class WHERE oid = CAST('counter' AS regclass)), 'MEMBER')) FROM pg_roles WHERE rolname = $1`, login)
	if err != nil {
		return err
	}
	if len(found) == 1 {
		logsIn, above = strings.HasPrefix(found[0], "t"), strings.HasSuffix(found[0], "t")
	}
	switch {
	case len(found) == 0:
		return crm.Errorf(crm.CodeNotFound, "the server has no login %s", login).On("login").Try("An administrator makes it, with a password or however your server knows who somebody is: createuser %s", login)
	case !logsIn:
		return crm.Errorf(crm.CodeConflict, "%s is a role that does not log in", login).On("login").Try("Every producer has a login of their own")
	case above:
		return crm.Errorf(crm.CodeConflict, "%s owns the book, or is above all rules of the server, so nothing could be kept from it", login).On("login").Try("Every producer has a login of their own, which owns nothing")
	}
	return nil
}

// makeGroup makes the role of all logins of a book, unless an administrator has.
func (tx *Tx) makeGroup(at *server) error {
	if len(at.group()) > longestRole {
		return crm.Errorf(crm.CodeConflict, "the names of the book and of its database have more than %d bytes together", longestRole-1).Try("Give the database or the schema a shorter name")
	}
	there, err := tx.any("FROM pg_roles WHERE rolname = $1", at.group())
	if there || err != nil {
		return err
	}
	may, err := tx.any("FROM pg_roles WHERE rolname = session_user AND (rolcreaterole OR rolsuper)")
	if err != nil {
		return err
	}
	if !may {
		return at.noGroup(tx.owner)
	}
	return tx.plainly("CREATE ROLE " + quoted(at.group()))
}

// noGroup is the error for a book whose logins have no role that its owner hands out.
func (at *server) noGroup(owner string) error {
	return crm.Errorf(crm.CodeEnvironment, "%s: its logins need a role that %s may grant", at.name, owner).
		Try("An administrator makes it, once for a book: CREATE ROLE %s ADMIN %s", quoted(at.group()), quoted(owner))
}

// ofGroup is noGroup for the error of a grant that the owner may not make.
func (at *server) ofGroup(err error, owner string) error {
	if stateOf(err) == "42501" {
		return at.noGroup(owner)
	}
	return err
}

// guardBook has the server keep what it keeps for producers.
func (tx *Tx) guardBook(at *server) error {
	names := strings.NewReplacer(":schema", quoted(at.schema), ":group", quoted(at.group()))
	for _, statement := range guards() {
		if err := tx.plainly(names.Replace(statement)); err != nil {
			return err
		}
	}
	return nil
}

// guards are the statements of guard, without the remarks.
func guards() (all []string) {
	for part := range strings.SplitSeq(guard, "\n\n") {
		var lines []string
		for line := range strings.Lines(part) {
			if !strings.HasPrefix(line, "--") {
				lines = append(lines, line)
			}
		}
		if text := strings.TrimSpace(strings.Join(lines, "")); text != "" {
			all = append(all, text)
		}
	}
	return all
}

// isGuarded reports whether the server keeps anything of the book.
func (tx *Tx) isGuarded() (bool, error) {
	return tx.any("FROM pg_class WHERE oid = CAST('notes' AS regclass) AND relrowsecurity")
}

// keptFor is why the server refused what guard keeps for somebody else; empty for another error.
func keptFor(err error) string {
	var e *pgconn.PgError
	switch {
	case !errors.As(err, &e) || e.Code != "42501":
		return ""
	case e.Routine == "exec_stmt_raise": // by a function of guard, in its words
		return e.Message
	case e.Routine == "ExecWithCheckOptions":
		return "this login does not write in the name of that producer"
	}
	return ""
}
