//go:build unix

package store_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// newOffice makes a book on a server with some leads to be called, and a task.
func newOffice(t testing.TB, w *way) (o office, task string) {
	t.Helper()
	o = office{t, t.TempDir(), w.address}
	o.run("book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee")
	for i, name := range []string{"Jane Hudson", "Ken Doyle", "Ruth Vance"} {
		o.run("--today=2026-11-24", "lead", "add", name, "--phone", fmt.Sprintf("614-555-111%d", i))
	}
	return o, strings.TrimSpace(o.run("task", "add", "Send the forms", "--contact", "Jane Hudson", "-q"))
}

// TestTripsOnServer counts the round trips of the daily commands to a server, and how many of them
// others who write wait for. Connecting does not count.
func TestTripsOnServer(t *testing.T) {
	w := newWay(t, fmt.Sprintf("trips_%d", os.Getpid()), 0)
	o, task := newOffice(t, w)
	for _, c := range []struct {
		command      []string
		most, locked int
	}{
		{[]string{"today"}, 4, 0},
		{[]string{"call", "list"}, 5, 0},
		{[]string{"lead", "add", "Zoe Quill", "--phone", "614-777-1212"}, 5, 3},
		{[]string{"show", "Jane Hudson"}, 19, 0},
		{[]string{"next"}, 17, 0},
		{[]string{"log", "Jane Hudson", "no-reach"}, 22, 20},
		{[]string{"done", task}, 14, 12},
		{[]string{"__complete", "show", "J"}, 3, 0},
	} {
		w.take()
		o.run(c.command...)
		asked, connects := w.take()
		locked := 0
		if at := slices.IndexFunc(asked, func(text string) bool { return strings.Contains(text, "FOR UPDATE") }); at >= 0 {
			locked = len(asked) - at
		}
		if connects != 1 || len(asked) > c.most || locked > c.locked {
			t.Errorf("crm %s connects %d times and makes %d round trips, %d of them under the lock, at most %d and %d are wanted:\n%s",
				strings.Join(c.command, " "), connects, len(asked), locked, c.most, c.locked, lines(asked))
		}
		t.Logf("crm %s: %d, %d under the lock", c.command[0], len(asked), locked)
	}
}

// BenchmarkDistance is how long commands take with a server that is so far away, and how often they
// go there and back.
func BenchmarkDistance(b *testing.B) {
	for _, far := range []time.Duration{0, 20 * time.Millisecond} {
		for _, command := range []string{"today", "call list", "show Ken", "lead add Zoe%d --phone 614-777-%04d", "log Ken no-reach"} {
			name, _, _ := strings.Cut(command, " Z")
			b.Run(fmt.Sprintf("%s/%s", far, strings.ReplaceAll(name, " ", "_")), func(b *testing.B) {
				w := newWay(b, fmt.Sprintf("far_%d_%d", os.Getpid(), time.Now().UnixNano()%1e9), 0)
				o, _ := newOffice(b, w)
				w.take()
				w.far = far
				n := 0
				for b.Loop() {
					n++
					text := command
					if strings.Contains(text, "%") {
						text = fmt.Sprintf(command, n, n)
					}
					o.run(strings.Fields(text)...)
				}
				asked, connects := w.take()
				b.ReportMetric(float64(len(asked)+2*connects)/float64(n), "trips/op")
			})
		}
	}
}
