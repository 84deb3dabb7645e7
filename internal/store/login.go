package store

import (
	"database/sql"

	"crm/internal/crm"
)

// Login returns the login by which the book is used, of which the server keeps what its producer
// may read. It is nil for a book in a file and for whoever owns the tables.
func (v *View) Login() *crm.Login { return v.login }

// Logins returns the logins of a book on a server, by name.
func (v *View) Logins() (all []crm.Login, err error) {
	err = v.each("SELECT login, producer, acts_for FROM logins ORDER BY login", nil, func(row *rows) error {
		var actsFor sql.NullString
		var l crm.Login
		err := row.Scan(&l.Name, &l.Producer, &actsFor)
		if err == nil {
			l.ActsFor, err = crm.ParseNumbers(actsFor.String)
		}
		all = append(all, l)
		return err
	})
	return all, err
}

// HasHidden reports whether a change has edits that this login may not read.
func (v *View) HasHidden(change int64) (bool, error) {
	if v.login == nil {
		return false, nil
	}
	return v.any("FROM counter WHERE edits_of($1) > (SELECT count(*) FROM edits WHERE change = $1)", change)
}

// asker is what a server says of who asks: see dialect.login.
type asker struct {
	name     sql.NullString
	producer sql.NullInt64
	actsFor  sql.NullString
}

// login returns who asks, or nil where the server keeps nothing from them.
func (s *asker) login() *crm.Login {
	if !s.name.Valid {
		return nil
	}
	actsFor, _ := crm.ParseNumbers(s.actsFor.String) // the server reads them itself
	return &crm.Login{Name: s.name.String, Producer: s.producer.Int64, ActsFor: actsFor}
}
