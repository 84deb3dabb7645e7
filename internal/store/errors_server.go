package store

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"

	"crm/internal/crm"
)

// explainServer turns an error of a server into one for the producer; book is what the book is
// called. Whatever it is, a transaction that was not committed has changed nothing.
func explainServer(err error, book string) error {
	if err == nil {
		return nil
	}
	var broken *fault
	if errors.As(err, &broken) {
		return damagedOnServer(broken)
	}
	var known *crm.Error
	if errors.As(err, &known) || errors.Is(err, context.Canceled) {
		return err
	}
	var unknown *uncertain
	if errors.As(err, &unknown) {
		e := crm.Errorf(crm.CodeEnvironment, "%s: the connection broke while the change was being saved, and the server did not say whether it was", book)
		if unknown.waiting {
			e = crm.Errorf(crm.CodeEnvironment, "%s: the server did not say whether the change was saved; it may be waiting for a replica that does not answer", book)
		}
		e.Err, e.Saved = err, true // it may have been, so that nobody may hear that nothing was changed
		return e
	}
	if state := stateOf(err); strings.HasPrefix(state, "08") && isConnecting(err) {
		return refusedByPooler(err, book)
	} else if state != "" {
		return ofState(err, state, book)
	}
	return unreached(err, book)
}

// stateLocked is the state in which somebody else holds the book.
const stateLocked = "55P03"

// stateReferred is the state in which a row is not removed, since another one refers to it.
const stateReferred = "23503"

// serverSays are the states of the server that mean something to the producer, by their
// beginnings, the longer first.
var serverSays = []struct {
	state string
	code  crm.Code
	what  string
	do    string
}{
	{"40", crm.CodeBusy, "%s: another change came in between; it is safe to try again", ""},
	{stateLocked, crm.CodeBusy, "%s: somebody else is writing to it; it is safe to try again", ""},
	{"57014", crm.CodeBusy, "%s: the server took too long, or an administrator ended what it did; nothing was changed, and it is safe to try again", ""},
	{"25006", crm.CodeEnvironment, "%s can only be read there: the server is a replica, or is kept read-only", "Name the server that is written to, or several with target_session_attrs=read-write"},
	{"25P0", crm.CodeEnvironment, "%s: the server ended the session, since it waited too long; nothing was changed", ""},
	{"42501", crm.CodeEnvironment, "%s: this login may not do that", "Ask whoever owns the book to grant it, or whoever administers the database"},
	{"28", crm.CodeEnvironment, "%s: the server does not let this login in", "Check the user in the address, and the password in ~/.pgpass or the file of PGPASSFILE (mode 0600)"},
	{"3D000", crm.CodeEnvironment, "%s: there is no such database on the server", "An administrator makes it: createdb"},
	{"53100", crm.CodeEnvironment, "%s: the disk of the server is full; nothing was changed", "Tell whoever administers the server"},
	{"53300", crm.CodeEnvironment, "%s: the server has no connection left; nothing was changed, and it is safe to try again", "Where it happens often: more connections (max_connections), or a pooler"},
	{"53", crm.CodeEnvironment, "%s: the server has run out of something that it needs; nothing was changed", "Tell whoever administers the server"},
	{"57P03", crm.CodeEnvironment, "%s: the server is just starting or stopping; nothing was changed, and it is safe to try again", ""},
	{"57P", crm.CodeEnvironment, "%s: the server was stopped, or an administrator ended the session; nothing was changed", "Try again when it runs"},
	{"08", crm.CodeEnvironment, "%s: the connection broke; nothing was changed", "Try again"},
	{"58", crm.CodeEnvironment, "%s: the server met an error of its disk or system; nothing was changed", "Tell whoever administers the server"},
	{"XX", crm.CodeDamaged, "%s: the server reports damage of its data", "Tell whoever administers the server, before anybody goes on"},
}

func ofState(err error, state, book string) error {
	if kept := keptFor(err); kept != "" {
		e := crm.Errorf(crm.CodeRefused, "%s: the server refuses that, since %s", book, kept)
		e.Err = err
		return e
	}
	for _, says := range serverSays {
		if strings.HasPrefix(state, says.state) {
			e := crm.Errorf(says.code, says.what, book)
			if says.do != "" {
				e = e.Try("%s", says.do)
			}
			e.Err = err
			return e
		}
	}
	if strings.HasPrefix(state, "23") || strings.HasPrefix(state, "22") { // this program wrote the statement, so what it met is at fault
		e := damagedOnServer(&fault{})
		e.Err = err
		return e
	}
	e := crm.Errorf(crm.CodeInternal, "this crm asked the book something that it does not understand")
	e.Err = err
	return e
}

// refusedByPooler is the error for a connection that what stands before the server refused, a pooler as a rule. It has one state
// for every reason, and says which in words.
func refusedByPooler(err error, book string) error {
	var says *pgconn.PgError
	errors.As(err, &says)
	e := crm.Errorf(crm.CodeEnvironment, "%s: what stands before the server, a pooler, refused the connection; nothing was changed. It says: %s", book, says.Message).
		Try("Check the user and the database in the address, and whether PostgreSQL runs; whoever administers the server sees more in the pooler's log")
	e.Err = err
	return e
}

// unreached is why there is no connection, or none any more.
func unreached(err error, book string) error {
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	var host x509.HostnameError
	var e *crm.Error
	switch {
	case errors.As(err, &name):
		e = crm.Errorf(crm.CodeEnvironment, "%s: there is no such host, or its name can't be looked up now", book).Try("Check the host in the address, and the network")
	case errors.As(err, &certificate), errors.As(err, &host):
		e = crm.Errorf(crm.CodeEnvironment, "%s: whoever answers could not show that it is that server", book).
			Try("Name who signed the certificate of the server: sslrootcert=FILE in the address. An administrator has it")
	case errors.Is(err, pgconn.ErrReadOnlyConnection):
		e = crm.Errorf(crm.CodeEnvironment, "%s: no server that can be written to answers, only replicas", book).
			Try("Try again in a moment, if another one is just taking over. Reading goes on with --read-from")
	case errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.ENOENT):
		e = crm.Errorf(crm.CodeEnvironment, "%s: no server answers there", book).Try("Check host and port in the address, and whether PostgreSQL runs")
	case pgconn.Timeout(err), errors.Is(err, context.DeadlineExceeded):
		e = crm.Errorf(crm.CodeEnvironment, "%s: the server does not answer; nothing was changed", book).Try("Check the network, then try again")
	case isConnecting(err):
		e = crm.Errorf(crm.CodeEnvironment, "%s: the server can't be reached", book).Try("Check the address and the network; psql with the same address says more")
	case isOfServer(err), errors.Is(err, errNotCommitted):
		e = crm.Errorf(crm.CodeEnvironment, "%s: the connection broke; nothing was changed", book).Try("Try again")
	default:
		return crm.Errorf(crm.CodeInternal, "the book could not be used: %w", err)
	}
	e.Err = err
	return e
}

func isConnecting(err error) bool {
	var connecting *pgconn.ConnectError
	return errors.As(err, &connecting)
}

// brokeOff reports whether an error is that of a connection which ended.
func brokeOff(err error) bool {
	var network net.Error
	return errors.As(err, &network) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || errors.Is(err, driver.ErrBadConn) ||
		errors.Is(err, net.ErrClosed) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}

// damagedOnServer is the error for a fault of a book on a server.
func damagedOnServer(f *fault) *crm.Error {
	return crm.Errorf(crm.CodeDamaged, "%w", f).
		Next("Nothing was repaired. All that is damaged", "book check").
		Try("A backup is restored by whoever administers the server.")
}

// MayTryAgain reports whether a change was rolled back for another one, and nothing but trying
// again is wanted.
func MayTryAgain(err error) bool { return strings.HasPrefix(stateOf(err), "40") }

// IsUncertain reports whether it is not known if a change was saved.
func IsUncertain(err error) bool {
	var unknown *uncertain
	return errors.As(err, &unknown)
}

// interrupted is the error of a context that ended a statement, in place of what the server
// says of it.
func interrupted(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil && isOfServer(err) && !IsUncertain(err) {
		return ctx.Err()
	}
	return err
}
