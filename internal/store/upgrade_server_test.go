//go:build unix

package store

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/jackc/pgx/v5"

	"crm/internal/crm"
)

// oldServerBook makes a book of version 1 on a server, with a login that owns it and one that uses it.
func oldServerBook(t *testing.T) (by func(login string) string, owner, producer string) {
	t.Helper()
	server := os.Getenv("CRM_TEST_POSTGRES")
	if server == "" {
		t.Skip("there is no server (.ci/with-postgres)")
	}
	conn, err := pgx.Connect(t.Context(), server)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = conn.Close(context.Background()) }()
	name := fmt.Sprintf("u%d_%d", os.Getpid(), books.Add(1))
	owner, producer = "owner_"+name, "ann_"+name
	statements := []string{"CREATE ROLE " + owner + " LOGIN", "CREATE ROLE " + producer + " LOGIN", "CREATE SCHEMA " + name + " AUTHORIZATION " + owner,
		"SET ROLE " + owner, "SET search_path = " + name}
	statements = append(statements, versionOne(t)...)
	statements = append(statements, "GRANT USAGE ON SCHEMA "+name+" TO "+producer, "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "+name+" TO "+producer)
	for _, statement := range statements {
		if _, err := conn.Exec(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	return func(login string) string {
		u, err := url.Parse(server + "&book=" + name)
		if err != nil {
			t.Fatal(err)
		}
		u.User = url.User(login)
		return u.String()
	}, owner, producer
}

// versionOne is the statements that make a book as the program before version 2 left it.
func versionOne(t *testing.T) (all []string) {
	t.Helper()
	for _, file := range []string{"migrations/0001_book.sql", "testdata/version-1.sql"} {
		for _, statement := range statements(string(contents(t, file))) {
			all = append(all, postgresDialect.words.Replace(statement))
		}
	}
	return append(all, postgresDialect.mark(1)...)
}

// TestServerUpgrade upgrades a book on a server: by its owner alone, once, and whole or not at all.
func TestServerUpgrade(t *testing.T) {
	by, owner, producer := oldServerBook(t)
	now := time.Date(2026, 11, 25, 15, 0, 0, 0, time.UTC)
	version := func() int {
		s, err := OpenRead(t.Context(), by(owner))
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		return s.Version()
	}

	_, err := Upgrade(t.Context(), by(producer), now)
	e, _ := crm.AsError(err)
	if crm.CodeOf(err) != crm.CodeEnvironment || !strings.Contains(fmt.Sprint(e.Remedies), "Ask whoever works as "+owner) || version() != 1 {
		t.Errorf("an upgrade by a producer: %v %v, version %d", err, e.Remedies, version())
	}

	broken := fstest.MapFS{}
	for _, name := range []string{"migrations/0002_", "migrations/0003_"} {
		text, err := migration(migrations, int(name[len(name)-2]-'0'))
		if err != nil {
			t.Fatal(err)
		}
		broken[name+"x.sql"] = &fstest.MapFile{Data: []byte(text)}
	}
	broken["migrations/0003_x.sql"].Data = append(broken["migrations/0003_x.sql"].Data, []byte("\nINSERT INTO nowhere VALUES (1);\n")...)
	if _, err := upgrade(t.Context(), by(owner), now, broken); err == nil || version() != 1 {
		t.Errorf("an upgrade that fails at its end: %v, version %d", err, version())
	}

	var all sync.WaitGroup // several at once: one does it
	var mutex sync.Mutex
	upgraded := 0
	for range 3 {
		all.Go(func() {
			done, err := Upgrade(t.Context(), by(owner), now)
			mutex.Lock()
			defer mutex.Unlock()
			if err != nil {
				t.Errorf("an upgrade beside others: %v", err)
			}
			if done != nil {
				upgraded++
				if done.From != 1 || done.To != SchemaVersion || done.Backup != "" {
					t.Errorf("it was upgraded as %+v", done)
				}
			}
		})
	}
	all.Wait()
	if upgraded != 1 || version() != SchemaVersion {
		t.Errorf("it was upgraded %d times, to version %d", upgraded, version())
	}
	s := openFor(t, by(owner))
	read(t, s, func(v *View) error {
		people, err := v.count("SELECT count(*) FROM contacts")
		if people == 0 {
			t.Error("nobody is left")
		}
		return err
	})

	write(t, s, func(tx *Tx) error {
		return tx.plainly(fmt.Sprintf("UPDATE book_version SET version = %d", SchemaVersion+1))
	})
	for _, login := range []string{owner, producer} {
		if _, err := Open(t.Context(), by(login)); crm.CodeOf(err) != crm.CodeVersion {
			t.Errorf("a book of a newer program, by %s: %v", login, err)
		}
	}
}
