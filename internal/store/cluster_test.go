//go:build unix

package store_test

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"crm/internal/cli"
)

// A machine runs a server of its own, which a test stops, fills and loses. They share a directory for
// sockets, and differ by port.
type machine struct {
	t    *testing.T
	dir  string
	port int
}

// postgres are the programs of PostgreSQL, and who runs them: it refuses root.
var postgres = sync.OnceValues(func() (bin string, as *syscall.SysProcAttr) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	sort.Strings(found)
	if len(found) > 0 {
		bin = filepath.Dir(found[len(found)-1])
	} else if at, err := exec.LookPath("initdb"); err == nil {
		bin = filepath.Dir(at)
	}
	if os.Geteuid() == 0 {
		if u, err := user.Lookup("postgres"); err == nil {
			uid, _ := strconv.Atoi(u.Uid)
			gid, _ := strconv.Atoi(u.Gid)
			as = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
		}
	}
	return bin, as
})

// newMachine makes a server that runs with these settings: name=value.
func newMachine(t *testing.T, settings ...string) *machine {
	t.Helper()
	if os.Getenv("CRM_TEST_POSTGRES") == "" {
		t.Skip("there is no server (.ci/with-postgres)")
	}
	bin, as := postgres()
	if bin == "" {
		t.Skip("PostgreSQL's initdb is not here")
	}
	dir, err := os.MkdirTemp("/tmp", "crm") // the name of a socket is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if as != nil {
		if err := os.Chown(dir, int(as.Credential.Uid), int(as.Credential.Gid)); err != nil {
			t.Fatal(err)
		}
	}
	m := &machine{t, dir, 5432}
	m.does("initdb", "-D", m.data(), "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-N")
	m.start(settings...)
	m.does("createdb", "-h", dir, "-U", "postgres", "crm")
	return m
}

func (m *machine) data() string { return fmt.Sprintf("%s/%d", m.dir, m.port) }

// does runs a program as whoever runs servers.
func (m *machine) does(name string, args ...string) {
	m.t.Helper()
	if text, err := m.tries(name, args...); err != nil {
		log, _ := os.ReadFile(m.data() + ".log")
		m.t.Fatalf("%s %q: %v\n%s%s", name, args, err, text, log)
	}
}

func (m *machine) tries(name string, args ...string) (string, error) {
	bin, as := postgres()
	if !filepath.IsAbs(name) {
		name = filepath.Join(bin, name)
	}
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.SysProcAttr = "/", as
	out := filepath.Join(m.dir, "said") // a pipe would be kept open by what goes on
	f, err := os.Create(out)
	if err != nil {
		return "", err
	}
	defer f.Close()
	cmd.Stdout, cmd.Stderr = f, f
	err = cmd.Run()
	text, _ := os.ReadFile(out)
	return string(text), err
}

// start starts the server, which ends with the test.
func (m *machine) start(settings ...string) {
	m.t.Helper()
	options := fmt.Sprintf("-k %s -p %d -c listen_addresses='' -c fsync=off -c wal_keep_size=64MB -c hot_standby_feedback=on -c client_connection_check_interval=100ms", m.dir, m.port)
	for _, setting := range settings {
		options += " -c " + setting
	}
	m.does("pg_ctl", "-D", m.data(), "-w", "-s", "-l", m.data()+".log", "-o", options, "start")
	m.t.Cleanup(func() { _, _ = m.tries("pg_ctl", "-D", m.data(), "-m", "immediate", "-s", "stop") })
}

// stop stops the server: fast, or immediate, which is a crash.
func (m *machine) stop(how string) {
	m.t.Helper()
	m.does("pg_ctl", "-D", m.data(), "-w", "-s", "-m", how, "stop")
}

// follow makes a replica of the machine.
func (m *machine) follow(port int, settings ...string) *machine {
	m.t.Helper()
	r := &machine{m.t, m.dir, port}
	r.does("pg_basebackup", "-d", fmt.Sprintf("host=%s port=%d user=postgres application_name=r%d", m.dir, m.port, port), "-D", r.data(), "-R", "-X", "stream", "-c", "fast", "--no-sync")
	r.start(settings...)
	return r
}

// connect connects as whoever administers the server; whoever asks closes it.
func (m *machine) connect() *pgx.Conn {
	m.t.Helper()
	conn, err := pgx.Connect(context.Background(), fmt.Sprintf("host=%s port=%d user=postgres dbname=crm", m.dir, m.port))
	if err != nil {
		m.t.Fatal(err)
	}
	return conn
}

// says returns what the server answers to a question for one value.
func (m *machine) says(question string) string {
	m.t.Helper()
	var text string
	conn := m.connect()
	defer func() { _ = conn.Close(context.Background()) }()
	if err := conn.QueryRow(context.Background(), "SELECT CAST(("+question+") AS TEXT)").Scan(&text); err != nil {
		m.t.Fatalf("%s: %v", question, err)
	}
	return text
}

func (m *machine) must(text string) {
	m.t.Helper()
	conn := m.connect()
	defer func() { _ = conn.Close(context.Background()) }()
	if _, err := conn.Exec(context.Background(), text); err != nil {
		m.t.Fatalf("%s: %v", text, err)
	}
}

// until waits until the server answers a question with t.
func (m *machine) until(question string) {
	m.t.Helper()
	for range 200 {
		if m.says(question) == "true" {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	m.t.Fatalf("%s: not after ten seconds", question)
}

// book is the address of the book main on these machines, by a login.
func book(login string, on ...*machine) string {
	var hosts, ports []string
	for _, m := range on {
		hosts, ports = append(hosts, m.dir), append(ports, strconv.Itoa(m.port))
	}
	asked := url.Values{"host": {strings.Join(hosts, ",")}, "port": {strings.Join(ports, ",")}, "book": {"main"}}
	return (&url.URL{Scheme: "postgres", User: url.User(login), Path: "/crm", RawQuery: asked.Encode()}).String()
}

// shell runs crm with a book, and returns what it prints on either stream, its lines joined.
type shell struct {
	t    *testing.T
	home string
	book string
	vars map[string]string
}

func shellOf(t *testing.T, book string) *shell {
	return &shell{t, t.TempDir(), book, map[string]string{}}
}

func (s *shell) run(args ...string) (text string, exit int) {
	s.t.Helper()
	var out bytes.Buffer
	vars := map[string]string{"HOME": s.home, "CRM_BOOK": s.book, "TZ": "UTC", "NO_COLOR": "1", "COLUMNS": "200"}
	for name, value := range s.vars {
		vars[name] = value
	}
	exit = cli.Main(cli.Env{Args: args, In: strings.NewReader(""), Out: &out, Err: &out,
		Now:  func() time.Time { return time.Date(2026, 11, 25, 15, 0, 0, 0, time.UTC) },
		Vars: func(name string) string { return vars[name] }})
	return strings.Join(strings.Fields(out.String()), " "), exit
}

func (s *shell) done(args ...string) string {
	s.t.Helper()
	text, exit := s.run(args...)
	if exit != 0 {
		s.t.Fatalf("crm %q ends with %d: %s", args, exit, text)
	}
	return text
}

// fails runs a command that has to fail with a status and words, and not to say that nothing was changed where it isn't known.
func (s *shell) fails(exit int, says []string, args ...string) string {
	s.t.Helper()
	text, got := s.run(args...)
	if got != exit {
		s.t.Errorf("crm %q ends with %d, want %d: %s", args, got, exit, text)
	}
	for _, word := range says {
		if !strings.Contains(text, word) {
			s.t.Errorf("crm %q does not say %q: %s", args, word, text)
		}
	}
	return text
}

// made makes the book main, by the login that administers the server, and returns a shell with it.
func (m *machine) made() *shell {
	m.t.Helper()
	s := shellOf(m.t, book("postgres", m))
	s.done("book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee")
	return s
}

// lead is the command that adds the nth lead.
func lead(n int) []string {
	return []string{"lead", "add", "Nora " + letters(n), "--phone", fmt.Sprintf("614-555-%04d", n)}
}

// letters is a number as a name: names with digits in them are asked about.
func letters(n int) string {
	return "Castillo" + string(rune('a'+n/26%26)) + string(rune('a'+n%26))
}

// twice returns the leads that are in a book otherwise than once.
func (s *shell) twice(n int) (all []string) {
	s.t.Helper()
	list := s.done("lead", "list", "--columns", "name", "-o", "csv")
	for i := range n {
		if name := letters(i); strings.Count(list+" ", name+" ") != 1 {
			all = append(all, fmt.Sprintf("%s: %d", name, strings.Count(list+" ", name+" ")))
		}
	}
	return all
}
