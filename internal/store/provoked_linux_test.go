//go:build linux

package store_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
)

// agencyOn makes a book of ann's on a server, and returns her shell.
func agencyOn(m *machine) *shell {
	m.t.Helper()
	m.must("CREATE ROLE ann LOGIN; CREATE ROLE ben LOGIN; CREATE SCHEMA main AUTHORIZATION ann")
	s := shellOf(m.t, book("ann", m))
	s.done("book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee")
	s.done(lead(0)...)
	return s
}

// held has somebody hold the book until release.
func held(m *machine) (release func()) {
	m.t.Helper()
	conn := m.connect()
	if _, err := conn.Exec(context.Background(), "BEGIN; SELECT 1 FROM main.counter FOR UPDATE"); err != nil {
		m.t.Fatal(err)
	}
	return func() { _ = conn.Close(context.Background()) }
}

// meanwhile runs a command that waits for who holds the book, does something to the server, and returns what the command says.
func (s *shell) meanwhile(m *machine, do func(), args ...string) string {
	s.t.Helper()
	said := make(chan string, 1)
	go func() {
		text, exit := s.run(args...)
		said <- fmt.Sprintf("exit %d: %s", exit, text)
	}()
	m.until("SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
	do()
	return <-said
}

// TestServerFaults provokes what a server does to who uses it, and looks at what is said and left.
func TestServerFaults(t *testing.T) {
	m := newMachine(t, "max_connections=12", "superuser_reserved_connections=3")
	s := agencyOn(m)
	waiting := "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
	n := 0
	next := func() []string { n++; return lead(n) }
	for _, c := range []struct {
		name string
		says []string // in place of a success: the exit status, and words
		try  func() string
	}{
		{"somebody holds the book", []string{"exit 6:", "somebody else is writing", "safe to try again"}, func() string {
			defer held(m)()
			s.vars["CRM_TIMEOUT"] = "100ms"
			defer delete(s.vars, "CRM_TIMEOUT")
			text, exit := s.run(next()...)
			return fmt.Sprintf("exit %d: %s", exit, text)
		}},
		{"an administrator ends the statement", []string{"exit 6:", "nothing was changed", "an administrator ended"}, func() string {
			defer held(m)()
			return s.meanwhile(m, func() { m.must("SELECT pg_cancel_backend(pid) FROM (" + waiting + ") w") }, next()...)
		}},
		{"an administrator ends the session", []string{"exit 7:", "an administrator ended the session", "nothing was changed"}, func() string {
			defer held(m)()
			return s.meanwhile(m, func() { m.must("SELECT pg_terminate_backend(pid) FROM (" + waiting + ") w") }, next()...)
		}},
		{"the server is restarted", []string{"exit 7:", "nothing was changed"}, func() string {
			defer held(m)()
			return s.meanwhile(m, func() { m.stop("fast"); m.start("max_connections=12", "superuser_reserved_connections=3") }, next()...)
		}},
		{"the server crashes", []string{"exit 7:", "nothing was changed"}, func() string {
			defer held(m)()
			return s.meanwhile(m, func() { m.stop("immediate"); m.start("max_connections=12", "superuser_reserved_connections=3") }, next()...)
		}},
		{"the server has no connection left", []string{"exit 7:", "no connection left", "max_connections"}, func() string {
			for {
				conn, err := pgx.Connect(context.Background(), fmt.Sprintf("host=%s port=%d user=ben dbname=crm", m.dir, m.port))
				if err != nil {
					break
				}
				defer func() { _ = conn.Close(context.Background()) }()
			}
			text, exit := s.run(next()...)
			return fmt.Sprintf("exit %d: %s", exit, text)
		}},
		{"the login has no connection left", []string{"exit 7:", "no connection left"}, func() string {
			m.must("ALTER ROLE ann CONNECTION LIMIT 0")
			defer m.must("ALTER ROLE ann CONNECTION LIMIT -1")
			text, exit := s.run("today")
			return fmt.Sprintf("exit %d: %s", exit, text)
		}},
		{"the server is kept read-only", []string{"exit 7:", "main on localhost/crm can only be read there", "othing was changed"}, func() string {
			m.must("ALTER DATABASE crm SET default_transaction_read_only = on")
			defer m.must("BEGIN READ WRITE; ALTER DATABASE crm RESET default_transaction_read_only; COMMIT")
			s.done("today")
			text, exit := s.run(next()...)
			return fmt.Sprintf("exit %d: %s", exit, text)
		}},
		{"the login may not use the book", []string{"exit 7:", "this login may not do that", "whoever owns the book"}, func() string {
			text, exit := shellOf(t, book("ben", m)).run("today")
			return fmt.Sprintf("exit %d: %s", exit, text)
		}},
		{"the login does not exist", []string{"exit 7:", "does not let this login in", "Check the user"}, func() string {
			text, exit := shellOf(t, book("stranger", m)).run("today")
			return fmt.Sprintf("exit %d: %s", exit, text)
		}},
		{"the database does not exist", []string{"exit 7:", "there is no such database on the server", "createdb"}, func() string {
			text, exit := shellOf(t, strings.Replace(book("ann", m), "/crm?", "/crn?", 1)).run("today")
			return fmt.Sprintf("exit %d: %s", exit, text)
		}},
		{"the password is wrong", []string{"exit 7:", "does not let this login in", ".pgpass"}, func() string {
			hba, err := os.ReadFile(m.data() + "/pg_hba.conf")
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = os.WriteFile(m.data()+"/pg_hba.conf", hba, 0o600); m.must("SELECT pg_reload_conf()") }()
			m.must("ALTER ROLE ann PASSWORD 'right'")
			if err := os.WriteFile(m.data()+"/pg_hba.conf", append([]byte("local all ann scram-sha-256\n"), hba...), 0o600); err != nil {
				t.Fatal(err)
			}
			m.must("SELECT pg_reload_conf()")
			m.until("SELECT count(*) > 0 FROM pg_hba_file_rules WHERE auth_method = 'scram-sha-256'")
			passes := t.TempDir() + "/pass"
			if err := os.WriteFile(passes, []byte("*:*:*:ann:wrong\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			t.Setenv("PGPASSFILE", passes)
			text, exit := s.run(next()...)
			if err := os.WriteFile(passes, []byte("*:*:*:ann:right\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			s.done("today")
			return fmt.Sprintf("exit %d: %s", exit, text)
		}},
		{"the server is stopped", []string{"exit 7:", "no server answers there", "whether PostgreSQL runs"}, func() string {
			m.stop("fast")
			defer m.start("max_connections=12", "superuser_reserved_connections=3")
			text, exit := s.run(next()...)
			return fmt.Sprintf("exit %d: %s", exit, text)
		}},
	} {
		text := c.try()
		for _, word := range c.says {
			if !strings.Contains(text, word) {
				t.Errorf("%s: it does not say %q: %s", c.name, word, text)
			}
		}
		if strings.Contains(text, "SQLSTATE") {
			t.Errorf("%s: %s", c.name, text)
		}
		if there := s.done("lead", "list", "--columns", "name", "-o", "csv"); strings.Count(there, letters(0)) != 1 || strings.Count(there, "Nora") != 1 {
			t.Errorf("%s: what is there is not what was acknowledged: %s", c.name, there)
		}
		s.done("book", "check")
	}
}

// TestEndedCommit ends commits that wait for a replica. None is said to be done, nor to have changed nothing.
func TestEndedCommit(t *testing.T) {
	m := newMachine(t)
	s := agencyOn(m)
	m.must("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
	m.must("SELECT pg_reload_conf()")
	m.until("SELECT current_setting('synchronous_standby_names') = 'nobody'")
	for n, end := range []func(){
		func() { m.must("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'") },
		func() { m.must("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'") },
		func() { m.stop("fast"); m.start() },
		func() { m.stop("immediate"); m.start() },
	} {
		said := make(chan string, 1)
		add := append(lead(n+1), "--op-id", fmt.Sprint("once-", n))
		go func() {
			text, exit := s.run(add...)
			said <- fmt.Sprintf("exit %d: %s", exit, text)
		}()
		m.until("SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
		end()
		if text := <-said; !strings.HasPrefix(text, "exit 7") || !strings.Contains(text, "did not say whether") || strings.Contains(text, "othing was changed") {
			t.Errorf("%d: %s", n, text)
		}
	}
	m.must("ALTER SYSTEM RESET synchronous_standby_names")
	m.must("SELECT pg_reload_conf()")
	m.until("SELECT current_setting('synchronous_standby_names') = ''")
	for n := range 4 {
		s.done(append(lead(n+1), "--op-id", fmt.Sprint("once-", n))...)
	}
	if wrong := s.twice(5); len(wrong) > 0 {
		t.Errorf("not there once: %v", wrong)
	}
}

// TestServerDiskFull fills the disk of a book, and writes to it until no more fits.
func TestServerDiskFull(t *testing.T) {
	m := newMachine(t)
	small := m.dir + "/small"
	if err := os.Mkdir(small, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("none", small, "tmpfs", 0, "size=24m"); err != nil {
		t.Skipf("tmpfs can't be mounted: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(small, syscall.MNT_DETACH) })
	_, as := postgres()
	if as == nil {
		t.Skip("it needs root")
	}
	if err := os.Chown(small, int(as.Credential.Uid), int(as.Credential.Gid)); err != nil {
		t.Fatal(err)
	}
	m.must("CREATE TABLESPACE small LOCATION '" + small + "'")
	m.must("GRANT CREATE ON TABLESPACE small TO public")
	m.must("ALTER DATABASE crm SET default_tablespace = small")
	s := agencyOn(m)
	m.must("CREATE TABLE public.filler (text TEXT)")
	fills := func(rows int) {
		conn := m.connect()
		defer func() { _ = conn.Close(context.Background()) }()
		for {
			if _, err := conn.Exec(context.Background(), fmt.Sprintf("INSERT INTO filler SELECT repeat('x', 2000) FROM generate_series(1, %d)", rows)); err != nil {
				return
			}
		}
	}
	fills(400)
	fills(3)
	done, failed := 1, 0
	for n := 1; n < 200 && failed < 3; n++ {
		text, exit := s.run(append(lead(n), "--op-id", fmt.Sprint("once-", n))...)
		switch {
		case exit == 0:
			done++
		case exit != 7 || !strings.Contains(text, "the disk of the server is full; nothing was changed"):
			t.Errorf("exit %d: %s", exit, text)
			failed++
		default:
			failed++
		}
	}
	if failed == 0 {
		t.Fatal("the disk did not fill")
	}
	s.done("today")
	s.done("book", "check")
	if there := strings.Count(s.done("lead", "list", "--columns", "name", "-o", "csv"), "Nora"); there != done {
		t.Errorf("%d leads are there, %d were acknowledged", there, done)
	}
	m.must("DROP TABLE filler")
	for n := 1; n < done+failed; n++ {
		s.done(append(lead(n), "--op-id", fmt.Sprint("once-", n))...)
	}
	if wrong := s.twice(done + failed); len(wrong) > 0 {
		t.Errorf("not there once: %v", wrong)
	}
}
