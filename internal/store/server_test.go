//go:build unix

package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"crm/internal/crm"
)

func TestServerAt(t *testing.T) {
	for _, name := range []string{"PGHOST", "PGPASSWORD", "PGPASSFILE", "PGSERVICE", "PGSSLMODE", "PGUSER", "PGDATABASE"} {
		t.Setenv(name, "")
	}
	t.Setenv("HOME", t.TempDir())
	for _, c := range []struct{ address, name, refused string }{
		{"postgres://ann@db.agency.lan/crm?book=main", "main on db.agency.lan/crm", ""},
		{"postgresql://ann@db.agency.lan:5433/crm?book=north_2", "north_2 on db.agency.lan:5433/crm", ""},
		{"postgres://ann@/crm?host=/var/run/postgresql&book=main", "main on localhost/crm", ""},
		{"postgres://ann@localhost/crm?book=main", "main on localhost/crm", ""},
		{"postgres://ann@[::1]/crm?book=main&sslmode=require", "main on ::1/crm", ""},
		{"postgres://ann@db/crm?book=main&sslmode=verify-full", "main on db/crm", ""},
		{"postgres://ann:secret@db/crm?book=main", "", "has no password in it"},
		{"postgres://ann:@db/crm?book=main", "", "has no password in it"},
		{"postgres://ann@db/crm?book=main&password=secret", "", "has no password in it"},
		{"postgres://ann@db/crm?book=main&sslpassword=secret", "", "has no password in it"},
		{"postgres://ann@db/crm", "", "says which book"},
		{"postgres://ann@db/crm?book=", "", "says which book"},
		{"postgres://ann@db/crm?book=Main", "", "says which book"},
		{"postgres://ann@db/crm?book=a%22b", "", "says which book"},
		{"postgres://ann@db/crm?book=pg_temp", "", "says which book"},
		{"postgres://ann@db/crm?book=public", "", "says which book"},
		{"postgres://ann@db/crm?book=1st", "", "says which book"},
		{"postgres://ann@db/crm?book=main&sslmode=require", "", "could pose as db"},
		{"postgres://ann@db/crm?book=main&sslmode=disable", "", "could pose as db"},
		{"postgres://ann@localhost,db/crm?book=main&sslmode=disable", "", "could pose as localhost"},
		{"postgres://ann@db/crm?book=main&options=-csearch_path=public", "", "has no setting"},
		{"postgres://ann@db:secret/crm?book=main", "", "is not the address"},
		{"postgres://ann@db/crm?book=main#secret", "", "is not the address"},
	} {
		at, err := serverAt(c.address)
		switch {
		case c.refused != "":
			if crm.CodeOf(err) != crm.CodeUsage || !strings.Contains(err.Error(), c.refused) {
				t.Errorf("%s: %v, want one that says %q", c.address, err, c.refused)
			} else if e, _ := crm.AsError(err); strings.Contains(fmt.Sprint(err, e.Remedies), "secret") {
				t.Errorf("%s: %v says the secret", c.address, err)
			}
		case err != nil:
			t.Errorf("%s: %v", c.address, err)
		case at.name != c.name:
			t.Errorf("%s is %q, want %q", c.address, at.name, c.name)
		case strings.Contains(c.address, "@db") && (at.config.TLSConfig == nil || at.config.TLSConfig.InsecureSkipVerify || at.config.TLSConfig.ServerName == ""):
			t.Errorf("%s trusts whoever answers", c.address)
		}
	}
}

// TestPasswordThatOthersMayRead keeps a password from being taken out of a file that others may
// read, as libpq does.
func TestPasswordThatOthersMayRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pass")
	t.Setenv("PGPASSFILE", file)
	t.Setenv("PGPASSWORD", "")
	if err := os.WriteFile(file, []byte("*:*:*:ann:secret\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	const address = "postgres://ann@localhost/crm?book=main"
	if at, err := serverAt(address); err != nil || at.config.Password != "secret" {
		t.Errorf("the password was not taken: %v", err)
	}
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := serverAt(address); crm.CodeOf(err) != crm.CodeEnvironment {
		t.Errorf("%v, want the file not to be used", err)
	}
}

func TestExplainServer(t *testing.T) {
	state := func(code string) error {
		return fmt.Errorf("a statement: %w", &pgconn.PgError{Code: code, Message: "secret"})
	}
	for _, c := range []struct {
		err  error
		code crm.Code
		says string
	}{
		{state("40001"), crm.CodeBusy, "another change came in between"},
		{state("40P01"), crm.CodeBusy, "another change came in between"},
		{state("55P03"), crm.CodeBusy, "somebody else is writing"},
		{state("57014"), crm.CodeBusy, "took too long"},
		{state("25006"), crm.CodeEnvironment, "can only be read there"},
		{state("42501"), crm.CodeEnvironment, "this login may not"},
		{state("28P01"), crm.CodeEnvironment, "does not let this login in"},
		{state("28000"), crm.CodeEnvironment, "does not let this login in"},
		{state("3D000"), crm.CodeEnvironment, "no such database"},
		{state("53100"), crm.CodeEnvironment, "disk of the server is full"},
		{state("53200"), crm.CodeEnvironment, "has run out"},
		{state("53300"), crm.CodeEnvironment, "no connection left"},
		{state("57P01"), crm.CodeEnvironment, "was stopped"},
		{state("57P03"), crm.CodeEnvironment, "just starting"},
		{state("08006"), crm.CodeEnvironment, "nothing was changed"},
		{io.ErrUnexpectedEOF, crm.CodeEnvironment, "the connection broke; nothing was changed"},
		{&uncertain{err: io.ErrUnexpectedEOF}, crm.CodeEnvironment, "did not say whether it was"},
		{state("XX001"), crm.CodeDamaged, "damage of its data"},
		{state("23505"), crm.CodeDamaged, "damaged"},
		{state("42601"), crm.CodeInternal, "does not understand"},
		{errors.New("another"), crm.CodeInternal, ""},
	} {
		err := explainServer(c.err, "main on db/crm")
		if crm.CodeOf(err) != c.code || !strings.Contains(err.Error(), c.says) || c.code != crm.CodeInternal && strings.Contains(err.Error(), "secret") {
			t.Errorf("%v is explained as %s, %v; want %s, %q", c.err, crm.CodeOf(err), err, c.code, c.says)
		}
		if again, unknown := MayTryAgain(err), IsUncertain(err); again != strings.HasPrefix(c.says, "another change") || unknown != strings.HasPrefix(c.says, "did not") {
			t.Errorf("%v: again %v, unknown %v", c.err, again, unknown)
		}
	}
	if err := explainServer(context.Canceled, "main"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestStatements(t *testing.T) {
	got := statements("-- What; it is.\nCREATE TABLE a (\n  b TEXT -- its name; or none\n);\n\nCREATE INDEX c ON a (b);\n")
	if fmt.Sprintf("%q", got) != `["CREATE TABLE a (\n  b TEXT\n)" "CREATE INDEX c ON a (b)"]` {
		t.Errorf("%q", got)
	}
}

// TestServerBook is what a server does that a file does in another way.
func TestServerBook(t *testing.T) {
	if os.Getenv("CRM_TEST_POSTGRES") == "" {
		t.Skip("there is no server (.ci/with-postgres)")
	}
	path := anyBookIn(t)
	if _, _, err := Create(t.Context(), path, first); crm.CodeOf(err) != crm.CodeConflict {
		t.Errorf("a second book of the name: %v", err)
	}
	if _, err := Open(t.Context(), path+"x"); !IsNoBook(err) {
		t.Errorf("a book that is not there: %v", err)
	}
	dropped := path + "_new"
	d, err := NewDraft(t.Context(), dropped, first)
	if err != nil {
		t.Fatal(err)
	}
	d.Discard()
	if _, err := Open(t.Context(), dropped); !IsNoBook(err) {
		t.Errorf("a draft that was discarded: %v", err)
	}

	s := openFor(t, path)
	one := make(chan struct{})
	done := make(chan error)
	go func() { // who writes meanwhile waits
		done <- s.Write(t.Context(), func(tx *Tx) error {
			close(one)
			_, err := tx.Put(&crm.Producer{Name: "Ann"})
			return err
		})
	}()
	<-one
	other := openFor(t, path)
	if err := other.Write(WithWait(t.Context(), 0), func(*Tx) error { return nil }); err != nil && crm.CodeOf(err) != crm.CodeBusy {
		t.Errorf("who does not wait: %v", err)
	}
	write(t, other, func(tx *Tx) error { _, err := tx.Put(&crm.Producer{Name: "Ben"}); return err })
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	read(t, other, func(v *View) error {
		all, err := v.Producers()
		if len(all) != 2 || all[0].ID == all[1].ID {
			t.Errorf("there are %d producers, want 2", len(all))
		}
		return err
	})

	looks, err := OpenRead(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer looks.Close()
	read(t, looks, func(v *View) error { // one state, to the end
		before, err := v.Producers()
		write(t, other, func(tx *Tx) error { _, err := tx.Put(&crm.Producer{Name: "Cy"}); return err })
		after, _ := v.Producers()
		if len(before) != len(after) {
			t.Errorf("%d producers, then %d in one look", len(before), len(after))
		}
		if _, err := v.tx.ExecContext(t.Context(), "DELETE FROM producers"); stateOf(err) != "25006" {
			t.Errorf("a look could write: %v", err)
		}
		return err
	})

	stopped, stop := context.WithCancel(t.Context())
	err = other.Write(stopped, func(tx *Tx) error {
		stop()
		return tx.row("SELECT count(*) FROM pg_sleep(20)").Scan(new(int))
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a signal: %v", err)
	}
	memory, err := other.InMemory(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close()
	read(t, memory, func(v *View) error {
		all, err := v.Producers()
		if len(all) != 3 {
			t.Errorf("the copy has %d producers", len(all))
		}
		return err
	})
}
