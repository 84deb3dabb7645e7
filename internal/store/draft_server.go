package store

import (
	"context"
	"errors"

	"crm/internal/crm"
)

// draftOnServer makes a book on a server with what first writes, in a transaction that nobody
// else sees until the book is published.
//
// Errors: CodeConflict if there is one of that name, CodeEnvironment where it may not be made.
func draftOnServer(ctx context.Context, address string, first func(*Tx) error) (*Draft, error) {
	at, err := serverAt(address)
	if err != nil {
		return nil, err
	}
	d := &Draft{Store: at.open(address), name: address}
	d.unnamed = true // it has no counter to lock
	if d.seen, err = d.begin(ctx, ctx, false); err == nil {
		err = d.fillOnServer(ctx, &Tx{View: d.seen, inserts: map[insertion]string{}}, first)
	}
	if err != nil {
		d.Discard()
		return nil, d.explain(err)
	}
	return d, nil
}

func (d *Draft) fillOnServer(ctx context.Context, tx *Tx, first func(*Tx) error) error {
	var schema, book bool
	err := tx.row("SELECT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = $1), EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = 'counter')", d.server.schema).Scan(&schema, &book)
	if err != nil {
		return err
	}
	if book {
		return d.taken()
	}
	if !schema { // or else it was made for a login that may make none
		err = tx.plainly(`CREATE SCHEMA "` + d.server.schema + `"`)
	}
	if err == nil {
		err = tx.dialect.migrate(ctx, tx.tx, migrations, 0)
	}
	switch state := stateOf(err); {
	case state == "42P06", state == "42P07", state == "23505": // somebody was faster
		return d.taken()
	case state == "42501":
		return crm.Errorf(crm.CodeEnvironment, "%s: this login may not make a book there", d.Name()).
			Try("An administrator makes the schema for it: CREATE SCHEMA %s AUTHORIZATION %s", d.server.schema, d.server.config.User)
	case err != nil:
		return err
	}
	return tx.begun(first)
}

func (d *Draft) taken() error {
	return crm.Errorf(crm.CodeConflict, "there is a book %s already", d.Name()).Next("Look at it", "book show", crm.With("book", d.name))
}

// publishOnServer commits a draft, and opens the book.
func (d *Draft) publishOnServer(ctx context.Context) (s *Store, made bool, err error) {
	if err := d.seen.tx.Commit(); err != nil {
		err = d.explain(err)
		if e, ok := crm.AsError(err); ok && IsUncertain(err) { // all of it is there, or no book
			err = e.Next("To see whether the book is there", "book show", crm.With("book", d.name))
		}
		return nil, false, err
	}
	d.seen = nil
	_ = d.Close()
	s, err = Open(ctx, d.name)
	return s, true, err
}

// InFile is the error for something that a book on a server does not have, since that is done
// with files alone; do is what is done in place of it.
//
// Errors: CodeConflict, those of CheckAddress.
func InFile(path, what, do string) error {
	if !OnServer(path) {
		return nil
	}
	at, err := serverAt(path)
	if err != nil {
		return err
	}
	return crm.Errorf(crm.CodeConflict, what, at.name).Try("%s", do)
}

// holdDraft is hold for a draft on a server, all of which is one transaction.
func (s *Store) holdDraft(ctx context.Context, fn func(*Tx) error) error {
	tx := &Tx{View: s.seen, inserts: map[insertion]string{}}
	s.seen.ctx, s.seen.still = ctx, ctx
	if err := tx.plainly("SAVEPOINT attempt"); err != nil {
		return err
	}
	err := fn(tx)
	if err == nil {
		err = tx.Written()
	}
	if err == nil {
		return tx.plainly("RELEASE attempt")
	}
	clear(tx.recent)
	clear(tx.some)
	_ = tx.tx.(*session).unwrite()
	undone := tx.plainly("ROLLBACK TO attempt")
	if errors.Is(err, ErrRollBack) {
		return undone
	}
	return err
}
