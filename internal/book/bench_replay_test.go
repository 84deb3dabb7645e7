//go:build linux

package book

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"crm/internal/crm"
)

// BenchmarkReplay replays a rule that most changes may set off, and one that none does, in a book of
// leads with three calls each, and says how long the processor takes. REPLAY is how many changes it
// has.
func BenchmarkReplay(b *testing.B) {
	changes, err := strconv.Atoi(cmp.Or(os.Getenv("REPLAY"), "4000"))
	if err != nil {
		b.Fatal(err)
	}
	settings, err := NewSettings("us", "", "America/New_York", "", "")
	if err != nil {
		b.Fatal(err)
	}
	ops, code := 0, func(_, text string, _ ...string) (string, error) { return text, nil }
	book, err := Init(b.Context(), Options{
		Path: filepath.Join(b.TempDir(), "book.db"), Now: time.Date(2026, 6, 1, 14, 0, 0, 0, time.UTC), Settings: settings, Producer: "Ann Lee", Yes: true, Code: code,
		NewOp: func() string { ops++; return fmt.Sprintf("op-%d", ops) },
	})
	if err != nil {
		b.Fatal(err)
	}
	defer book.Close()
	for i := range changes / 4 {
		o, err := book.AddContact(b.Context(), "lead add", NewContact{Values: Values{"name": {fmt.Sprintf("P%d Q%d", i, i%97)}, "phone": {fmt.Sprintf("614-5%02d-%04d", i/10_000, i%10_000)}}, Stage: crm.StageLead})
		if err != nil {
			b.Fatal(err)
		}
		for range 3 {
			if err == nil {
				_, err = book.LogCall(b.Context(), fmt.Sprint(crm.IDOf(o.Subjects[0])), CallLog{Result: crm.NoReach})
			}
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	for _, rule := range []string{"birthday-missed", "no-reach"} {
		b.Run(rule, func(b *testing.B) {
			from, runs := processorTime(b), 0
			for b.Loop() {
				runs++
				out, err := book.ReplayRules(b.Context(), nil, []string{rule}, "")
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(out.Asked), "asked")
			}
			b.ReportMetric((processorTime(b)-from).Seconds()/float64(runs), "cpu-s")
		})
	}
}

// processorTime returns how long the process has used the processor.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
