//go:build unix

package store_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// pooled has pgbouncer stand before a server and hand out four connections, by the transaction.
func pooled(m *machine) *machine {
	m.t.Helper()
	at, err := exec.LookPath("pgbouncer")
	if err != nil {
		at = "/usr/sbin/pgbouncer"
	}
	if _, err := os.Stat(at); err != nil {
		m.t.Skip("pgbouncer is not here")
	}
	p := &machine{m.t, m.dir, 6432}
	users, settings := m.dir+"/users", m.dir+"/pgbouncer.ini"
	text := fmt.Sprintf("[databases]\ncrm = host=%s port=%d\n[pgbouncer]\nunix_socket_dir = %s\nlisten_port = %d\nauth_type = trust\nauth_file = %s\npool_mode = transaction\ndefault_pool_size = 4\nserver_login_retry = 1\nquery_wait_timeout = 2\nlogfile = %s/pgbouncer.log\n",
		m.dir, m.port, m.dir, p.port, users, m.dir)
	for name, content := range map[string]string{users: "\"postgres\" \"\"\n\"ann\" \"\"\n", settings: text} {
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			m.t.Fatal(err)
		}
	}
	cmd := exec.Command(at, settings)
	_, cmd.SysProcAttr = postgres()
	cmd.Dir = "/"
	if err := cmd.Start(); err != nil {
		m.t.Fatal(err)
	}
	m.t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGKILL)
		_ = cmd.Wait()
	})
	for range 100 {
		if _, err := os.Stat(fmt.Sprintf("%s/.s.PGSQL.%d", p.dir, p.port)); err == nil {
			return p
		}
		time.Sleep(50 * time.Millisecond)
	}
	log, _ := os.ReadFile(m.dir + "/pgbouncer.log")
	m.t.Fatalf("pgbouncer does not answer: %s", log)
	return nil
}

// TestPooler works with a book through a pooler that hands out connections by the transaction: twenty write and look at
// once, on four connections. What it says for a server that is gone is taken for no more than it is.
func TestPooler(t *testing.T) {
	m := newMachine(t)
	p := pooled(m)
	p.made()
	var all sync.WaitGroup
	for n := range 20 {
		s := shellOf(t, book("postgres", p))
		all.Go(func() {
			if text, exit := s.run(lead(n)...); exit != 0 {
				t.Errorf("lead %d: exit %d: %s", n, exit, text)
			}
			if text, exit := s.run("today"); exit != 0 {
				t.Errorf("today: exit %d: %s", exit, text)
			}
		})
	}
	all.Wait()
	s := shellOf(t, book("postgres", p))
	if wrong := s.twice(20); len(wrong) > 0 {
		t.Errorf("not there once: %v", wrong)
	}
	s.done("note", "add", letters(3), "by way of a pooler")
	s.done("undo", "--yes")
	s.done("book", "check")

	wrong := shellOf(t, strings.Replace(book("postgres", p), "/crm?", "/crn?", 1))
	wrong.fails(7, []string{"a pooler, refused the connection", "no such database"}, "today")
	wrong = shellOf(t, book("stranger", p))
	wrong.fails(7, []string{"a pooler, refused the connection", "authentication failed"}, "today")

	// The server is lost while a commit waits for a replica.
	m.must("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
	m.must("SELECT pg_reload_conf()")
	m.until("SELECT current_setting('synchronous_standby_names') = 'nobody'")
	add := append(lead(20), "--op-id", "once")
	said := make(chan string, 1)
	go func() {
		text, exit := s.run(add...)
		said <- fmt.Sprintf("exit %d: %s", exit, text)
	}()
	m.until("SELECT count(*) = 1 FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
	m.stop("immediate")
	if text := <-said; !strings.HasPrefix(text, "exit 7") || !strings.Contains(text, "did not say whether it was") || strings.Contains(text, "othing was changed") || !strings.Contains(text, "--op-id once") {
		t.Errorf("the server was lost in a commit: %s", text)
	}
	s.fails(7, []string{"nothing was changed"}, "today")
	m.start("synchronous_standby_names=")
	for range 100 { // the pooler tries the server again after a while
		if text, exit := s.run(add...); exit == 0 {
			break
		} else if exit != 7 {
			t.Fatalf("exit %d: %s", exit, text)
		}
		time.Sleep(200 * time.Millisecond)
	}
	if wrong := s.twice(21); len(wrong) > 0 {
		t.Errorf("not there once: %v", wrong)
	}
}
