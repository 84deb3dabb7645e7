package cli

import (
	"context"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/locale"
	"crm/internal/query"
)

// recordsIn returns the records of a noun, as lists have them.
func recordsIn(t *testing.T, b *book.Book, noun crm.Kind) (rows []string) {
	t.Helper()
	var columns []string
	for _, f := range crm.BuiltIn(noun).Fields {
		if !f.Quiet {
			columns = append(columns, f.Name)
		}
	}
	err := b.List(t.Context(), book.ListQuery{Noun: noun, Owner: "all", Sort: []string{"id"}, Columns: columns}, func(_ []query.Column, all iter.Seq2[[]any, error]) error {
		for values, err := range all {
			if err != nil {
				return err
			}
			rows = append(rows, fmt.Sprint(values))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestASimulationIsWhatIsTyped: the days of a simulation and the same days played with commands
// of the program make the same contacts and activities, whatever the rates, the rules and the pace
// of the book; and the simulated book stays as it was.
func TestASimulationIsWhatIsTyped(t *testing.T) {
	t.Parallel()
	days, clients := 30, 12
	if soak {
		days, clients = 365, 60
	}
	for _, pace := range []string{"0", "2"} {
		dir := t.TempDir()
		path, played := filepath.Join(dir, "book.db"), filepath.Join(dir, "played.db")
		run := func(path string, args ...string) {
			t.Helper()
			if _, errs, exit := runWide(200, path, args...); exit != 0 {
				t.Fatalf("exit %d of %s\n%s", exit, strings.Join(args, " "), errs)
			}
		}
		run(path, "book", "init", "--country", "us", "--timezone", "America/New_York", "--producer", "Ann Lee")
		run(path, "book", "set", "calls_per_day", pace)
		run(path, "book", "set", "retry_days", "1,2")
		var list strings.Builder
		list.WriteString("name,phone,birthday,last_call,call_frequency,household,stage\n")
		for i := range clients {
			fmt.Fprintf(&list, "Given%d Family%d,614-555-%04d,19%d-%02d-%02d,2026-%02d-10,%s,%s,%s\n", i, i, 1000+i, 50+i%45, 1+(i+10)%12, 1+(3*i)%28, 1+i%11,
				[]string{"monthly", "1-2-per-year"}[i%2], []string{"", "", "The Pohls"}[i%3], []string{"client", "client", "lead"}[i%3])
		}
		file := filepath.Join(dir, "list.csv")
		if err := os.WriteFile(file, []byte(list.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		run(path, "import", file, "--yes")
		run(path, "task", "add", "Given1 Family1", "send the offer", "--due", "2026-12-03")
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(played, before, 0o600); err != nil {
			t.Fatal(err)
		}
		b, err := book.OpenRead(t.Context(), book.Options{Path: path, Now: worldOf(path, nil, nil, nil).Now(), Code: locale.Code, Word: locale.Word, NewOp: newOp})
		if err != nil {
			t.Fatal(err)
		}
		var typed [][]string
		simulated := map[crm.Kind][]string{}
		kinds := []crm.Kind{crm.KindContact, crm.KindActivity}
		told, err := b.Simulate(t.Context(), book.Simulate{
			Days: days, Seed: 7, Rates: crm.Rates{NoReach: 40, WrongNumber: 5, Appointment: 15, DeadFile: 5, LeadsPerWeek: 3},
			Typed: func(day crm.Date, words ...string) {
				typed = append(typed, append(slices.Clone(words), "--yes", "--today", day.String()))
			},
			Ended: func(copied *book.Book) error {
				for _, kind := range kinds {
					simulated[kind] = recordsIn(t, copied, kind)
				}
				return nil
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		_ = b.Close()
		if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
			t.Error("the book has changed", err)
		}
		for _, words := range typed {
			run(played, words...)
		}
		now, err := book.OpenRead(t.Context(), book.Options{Path: played, Now: worldOf(path, nil, nil, nil).Now()})
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range kinds {
			rows := recordsIn(t, now, kind)
			if len(rows) != len(simulated[kind]) {
				t.Errorf("pace %s: %d of %s are simulated, %d played", pace, len(simulated[kind]), kind, len(rows))
			}
			for i, row := range rows {
				if got := append(simulated[kind], "")[min(i, len(simulated[kind]))]; got != row {
					t.Fatalf("pace %s, %s %d: simulated\n%s\nplayed\n%s", pace, kind, i, got, row)
				}
			}
		}
		_ = now.Close()
		if told.Calls < clients || told.Left > 0 {
			t.Errorf("%d calls were made, and %d activities were left", told.Calls, told.Left)
		}
	}
}

// A simulation ends with its context.
func TestASimulationIsInterrupted(t *testing.T) {
	path := filepath.Join(t.TempDir(), "book.db")
	if _, errs, exit := runWide(80, path, "book", "init", "--country", "us", "--producer", "Ann Lee"); exit != 0 {
		t.Fatal(errs)
	}
	b, err := book.OpenRead(t.Context(), book.Options{Path: path, Now: time.Now(), NewOp: newOp})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	ctx, stop := context.WithCancel(t.Context())
	_, err = b.Simulate(ctx, book.Simulate{Days: 900, Rates: crm.Rates{LeadsPerWeek: 5}, Played: func(crm.Date) { stop() }})
	if ctx.Err() == nil || err == nil {
		t.Errorf("it went on: %v", err)
	}
}
