//go:build unix

package store_test

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
)

// commitMessage begins what the driver sends to commit. More of it follows, to the end of what is sent
// together.
var commitMessage = []byte("P\x00\x00\x00\x0e\x00COMMIT\x00\x00\x00")

// cutter stands between crm and a server, and cuts the link so many bytes into the commit. Once all of
// it was passed on, it cuts before the answer.
type cutter struct {
	dir, server string
	after       int
	whole       atomic.Bool // all of it was
}

func (c *cutter) serve(t *testing.T) {
	t.Helper()
	listener, err := net.Listen("unix", c.dir+"/.s.PGSQL.5432")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			from, err := listener.Accept()
			if err != nil {
				return
			}
			to, err := net.Dial("unix", c.server+"/.s.PGSQL.5432")
			if err != nil {
				_ = from.Close()
				return
			}
			answered := make(chan bool, 1)
			go c.pass(from, to, answered)
			go answer(to, from, answered)
		}
	}()
}

// pass passes on what crm sends, up to the cut.
func (c *cutter) pass(from, to net.Conn, committed chan<- bool) {
	defer from.Close()
	defer to.Close()
	buffer := make([]byte, 1<<16)
	for {
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		at := bytes.Index(buffer[:n], commitMessage)
		if at < 0 {
			if _, err := to.Write(buffer[:n]); err != nil {
				return
			}
			continue
		}
		if at+c.after >= n {
			c.whole.Store(true)
			committed <- true
		}
		_, _ = to.Write(buffer[:min(at+c.after, n)])
		if !c.whole.Load() {
			return
		}
	}
}

// answer passes on what the server answers, but not to a commit.
func answer(from, to net.Conn, committed <-chan bool) {
	defer from.Close()
	defer to.Close()
	buffer := make([]byte, 1<<16)
	for {
		n, err := from.Read(buffer)
		if err != nil {
			return
		}
		select {
		case <-committed:
			return
		default:
		}
		if _, err := to.Write(buffer[:n]); err != nil {
			return
		}
	}
}

// TestCutInCommit cuts the link at every byte of the commit and before its answer. The command never
// says that it was done, nor that nothing was changed, and given again with the operation id that it
// names it is done once.
func TestCutInCommit(t *testing.T) {
	a := newAgency(t)
	a.done("owner", "book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee")
	for after, whole := 0, false; !whole; after++ {
		dir, err := os.MkdirTemp("/tmp", "cut") // the name of a socket is short
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = os.RemoveAll(dir) })
		c := &cutter{dir: dir, server: a.server.Host, after: after}
		c.serve(t)
		add := []string{"lead", "add", fmt.Sprintf("Nora Castillo%c%c", 'a'+rune(after/26), 'a'+rune(after%26)), "--phone", fmt.Sprintf("614-555-02%02d", after)}
		direct := a.server.Host
		a.server.Host = dir
		text, exit := a.run("owner", add...)
		a.server.Host = direct
		whole = c.whole.Load()
		flat := strings.Join(strings.Fields(text), " ")
		op := regexp.MustCompile(`--op-id ([0-9a-f]+)`).FindStringSubmatch(flat)
		if exit != 7 || !strings.Contains(flat, "the server did not say whether it was") || strings.Contains(flat, "Nothing was changed") || op == nil {
			t.Fatalf("cut after %d bytes: exit %d\n%s", after, exit, text)
		}
		a.done("owner", append(add, "--op-id", op[1])...)
		if found := a.done("owner", "lead", "list", "--where", fmt.Sprintf("name == %q", add[2]), "-o", "csv"); strings.Count(found, add[2]) != 1 {
			t.Errorf("cut after %d bytes, and given again, it is there otherwise than once:\n%s", after, found)
		}
		if whole && after < len(commitMessage) {
			t.Fatalf("the commit is shorter than it begins: %d bytes", after)
		}
	}
}

// TestTriedAgain has the server roll back a change for another one, so many times. Up to five times it
// is tried again, and nobody hears of it.
func TestTriedAgain(t *testing.T) {
	for _, c := range []struct {
		state       string
		times, exit int
	}{{"40001", 5, 0}, {"40P01", 5, 0}, {"40001", 6, 6}} {
		a := newAgency(t)
		a.done("owner", "book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee")
		owner := a.connect(a.login("owner"))
		a.must(owner, fmt.Sprintf("SET search_path = %s; CREATE SEQUENCE tries; "+
			"CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF nextval('%s.tries') <= %d THEN RAISE SQLSTATE '%s'; END IF; RETURN NEW; END $$; "+
			"CREATE TRIGGER fail BEFORE INSERT ON contacts FOR EACH ROW EXECUTE FUNCTION fail()", a.book, a.book, c.times, c.state))
		text, exit := a.run("owner", "lead", "add", "Nora Castillo", "--phone", "614-555-0200")
		if exit != c.exit {
			t.Errorf("%s, %d times: exit %d\n%s", c.state, c.times, exit, text)
		}
		if found := a.done("owner", "lead", "list", "-o", "csv"); strings.Count(found, "Nora Castillo") != (6-c.exit)/6 {
			t.Errorf("%s, %d times:\n%s", c.state, c.times, found)
		}
	}
}
