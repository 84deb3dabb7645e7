package book

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"crm/internal/crm"
	"crm/internal/store"
)

// playAnything does to a book whatever can be done to one.
func (p *player) playAnything() {
	p.more = p.ruleCommands
	names := append(p.names(), beginConsents(p)...)
	names = append(names, "rule add", "rule edit", "rule disable", "rule order")
	for _, name := range []string{"file add", "note add", "field add", "field add", "producer", "view save", "report save", "tag", "import", "rule add", "rule add", "rule disable"} {
		p.step([]string{name})
	}
	for range rapid.IntRange(5, 30).Draw(p.T, "changes") {
		p.stepOrReverse(names)
	}
	if p.maybe("erase", 2) {
		_, err := p.book.Erase(p.Context(), p.person(), "asked by letter")
		p.log = append(p.log, fmt.Sprint("erase: ", err))
		p.stepOrReverse(names)
	}
}

// onServers begins the addresses of books on a server, where there is one (.ci/with-postgres).
var onServers = os.Getenv("CRM_TEST_POSTGRES")

var serverBooks atomic.Int64

func serverBook() string {
	return fmt.Sprintf("%s&book=b%d_%d", onServers, os.Getpid(), serverBooks.Add(1))
}

// copied copies a book to a path.
func (p *player) copied(from, to string) *crm.BookCopied {
	p.Helper()
	o := p.desk.options()
	o.Path, o.As = to, ""
	done, err := CopyBook(context.WithoutCancel(p.Context()), o, from)
	if err != nil {
		p.Fatalf("%v\n%s", err, strings.Join(p.log, "\n"))
	}
	return done
}

// TestCopiedBookIsTheSame: whatever has been done to a book, its copies have the same rows, and it
// is as it was.
func TestCopiedBookIsTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		p := newPlayer(t, r)
		p.playAnything()
		want := p.raw.wholeDump()
		at := p.desk.path
		for i, to := range p.placesForCopies() {
			done := p.copied(at, to)
			if at = to; OnServer(to) {
				continue
			}
			back := lookRaw(r, to)
			if got := back.wholeDump(); got != want {
				r.Fatalf("copy %d: %s\n%s", i, differing(got, want), strings.Join(p.log, "\n"))
			}
			back.checked()
			_ = back.db.Close()
			if n := int64(len(p.raw.rows("SELECT id FROM changes"))); done.Changes != n {
				r.Errorf("%d changes were copied of %d", done.Changes, n)
			}
		}
		if got := p.raw.wholeDump(); got != want {
			r.Errorf("the book itself is another one:\n%s", differing(got, want))
		}
	})
}

// placesForCopies are where a book is copied to, each from the one before it.
func (p *player) placesForCopies() []string {
	dir := filepath.Dir(p.desk.path)
	all := []string{filepath.Join(dir, "first.db")}
	if onServers != "" {
		all = append(all, serverBook(), serverBook(), filepath.Join(dir, "back.db"))
	}
	return all
}

// TestServerIsAsAFile: the same commands leave the same book on a server as in a file, and say the
// same. A sequence that failed is played again by the number in its name: SEED=12.
func TestServerIsAsAFile(t *testing.T) {
	t.Parallel()
	if onServers == "" {
		t.Skip("there is no server (.ci/with-postgres)")
	}
	seeds := []uint64{0: rand.Uint64(), 4: 0}
	if one, err := strconv.ParseUint(os.Getenv("SEED"), 10, 64); err == nil { // one that has failed
		seeds = []uint64{one}
	} else if same, err := strconv.ParseUint(os.Getenv("RAPID_SEED"), 10, 64); err == nil {
		seeds[0] = same
	}
	for i, random := 1, rand.New(rand.NewPCG(seeds[0], 0)); i < len(seeds); i++ { //nolint:gosec // a test
		seeds[i] = random.Uint64()
	}
	for _, seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			source := rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8), byte(seed >> 16), byte(seed >> 24), byte(seed >> 32), byte(seed >> 40), byte(seed >> 48), byte(seed >> 56)})
			input := make([]byte, 1<<20) // more than is drawn
			_, _ = source.Read(input)
			var logs [2][]string
			var dumps [2]string
			for i, begin := range []func(*player){func(*player) {}, (*player).moveToServer} {
				rapid.MakeFuzz(func(r *rapid.T) {
					p := newPlayer(t, r)
					begin(p)
					p.playAnything()
					last := filepath.Join(filepath.Dir(p.raw.path), "last.db")
					p.copied(p.desk.path, last)
					copied := lookRaw(r, last)
					defer copied.db.Close()
					logs[i], dumps[i] = p.log, copied.wholeDump()
				})(t, input)
			}
			if !slices.Equal(logs[0], logs[1]) {
				t.Errorf("they say something else:\n%s", differing(strings.Join(logs[1], "\n"), strings.Join(logs[0], "\n")))
			}
			for i := range dumps { // they take as many operation ids as they like
				dumps[i] = regexp.MustCompile(`op="op-\d+"`).ReplaceAllString(dumps[i], "op")
			}
			if dumps[0] != dumps[1] || dumps[0] == "" {
				t.Errorf("they are not the same:\n%s\n%s", differing(dumps[1], dumps[0]), strings.Join(logs[0], "\n"))
			}
		})
	}
}

// moveToServer goes on with a copy of the book on a server, and looks at copies of that.
func (p *player) moveToServer() {
	from, to := p.desk.path, serverBook()
	if err := p.book.Close(); err != nil {
		p.Fatal(err)
	}
	p.copied(from, to)
	p.desk.path = to
	dir, seen, n := filepath.Dir(from), int64(0), 0
	p.raw.fresh = func() {
		s, err := store.OpenRead(p.Context(), to)
		if err != nil {
			p.Fatal(err)
		}
		defer s.Close()
		var now int64
		err = s.Read(p.Context(), func(v *store.View) (err error) { _, now, err = v.Numbers(); return err })
		if err != nil {
			p.Fatal(err)
		}
		if now == seen {
			return
		}
		seen, n = now, n+1
		path := filepath.Join(dir, fmt.Sprintf("seen-%d.db", n))
		p.copied(to, path)
		_ = p.raw.db.Close()
		p.raw.db, p.raw.path = lookRaw(p.T, path).db, path
	}
	p.open()
}

// TestCopyIsRefused: a copy never takes the place of records, and is never half of a book.
func TestCopyIsRefused(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2026-06-01")
	b := d.open()
	if _, err := b.AddContact(t.Context(), "lead add", NewContact{Values: Values{"name": {"Jane Hudson"}}, Stage: crm.StageLead}); err != nil {
		t.Fatal(err)
	}
	other := newDesk(t, "2026-06-01")
	o := other.options()
	if done, err := CopyBook(t.Context(), o, d.path); err != nil || done.Kept == "" {
		t.Fatalf("%+v, %v; want the empty book to be kept", done, err)
	}
	if _, err := CopyBook(t.Context(), o, d.path); crm.CodeOf(err) != crm.CodeConflict {
		t.Errorf("a copy to a book with records: %v", err)
	}
	o.Path = d.path
	if _, err := CopyBook(t.Context(), o, d.path); crm.CodeOf(err) != crm.CodeUsage {
		t.Errorf("a copy of a book to itself: %v", err)
	}
	o.Path = filepath.Join(t.TempDir(), "copy.db")
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := CopyBook(stopped, o, d.path); err == nil {
		t.Error("a copy that was interrupted was made")
	}
	if left, _ := os.ReadDir(filepath.Dir(o.Path)); len(left) > 0 {
		t.Errorf("a copy that was interrupted leaves %v", left)
	}
}
